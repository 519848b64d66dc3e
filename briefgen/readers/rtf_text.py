"""The text of RTF: control words followed as far as they tell what is text and where it ends."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from briefgen.readers.rtf_words import (
    ASIDE,
    CHARACTERS,
    CODECS,
    DOCUMENT_CODECS,
    ESCAPED,
    KEPT,
    PARAGRAPH_ENDS,
    SKIPPED,
    STATED,
    SYMBOL_SET,
    SYMBOLS,
)

# No part of it can match in two ways, so that it takes no longer than the text is long.
_TOKEN = re.compile(
    r"\\([A-Za-z]{1,32})(-?[0-9]{1,10})?[ ]?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])"
    r"|[\r\n]+|([^\\{}\r\n]+)|\\",
    re.DOTALL,
)
_SYMBOLS = "symbols"  # in place of a codec
_PRIVATE = 0xF000  # where Word keeps the characters of symbol fonts, and ``finish`` knows bullets


@dataclass
class Flow:
    """Text that runs on its own: that of the document, of a note, of a box, of a property."""

    paragraphs: list[str] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _cells: list[str] = field(default_factory=list)
    _boxes: list[str] = field(default_factory=list)

    def write(self, text: str) -> None:
        self._parts.append(text)

    def end_paragraph(self) -> None:
        self.paragraphs += [*self._take(), *self._boxes]
        self._boxes.clear()

    def end_cell(self) -> None:
        self._cells += [" ".join(text.split()) for text in self._take()]

    def end_row(self) -> None:
        self.end_cell()
        self.paragraphs += [" | ".join(self._cells)] if self._cells else []
        self._cells.clear()
        self.end_paragraph()

    def finish(self) -> list[str]:
        """All its paragraphs, also where the file breaks off."""
        if self._cells:
            self.end_row()
        self.end_paragraph()
        return self.paragraphs

    def add_box(self, box: Flow) -> None:
        """``box`` comes after the paragraph that it is anchored in."""
        self._boxes += box.finish()

    def _take(self) -> list[str]:
        text = _with_pairs("".join(self._parts))
        self._parts.clear()
        return [text] if text.strip() else []


# Words that change what holds until the end of the group, and how, by their number.
_CHANGES: dict[str, Callable[[int | None], dict[str, object]]] = {
    "v": lambda number: {"hidden": number != 0},
    "deleted": lambda number: {"deleted": number != 0},
    "plain": lambda _: {"hidden": False, "deleted": False, "font": None},
    "intbl": lambda _: {"in_table": True},
    "pard": lambda _: {"in_table": False},
    "uc": lambda number: {"after_unicode": min(max(number or 0, 0), 8)},
    "f": lambda number: {"font": number},
    "fonttbl": lambda _: {"in_fonts": True},
    "creatim": lambda _: {"kind": "creatim"},
}


@dataclass(frozen=True)
class _State:
    """What holds until the end of a group."""

    flow: Flow
    kind: str = ""  # the group that the flow began with
    skipped: bool = False
    starred: bool = False  # a "\\*" has been read, and not the word after it
    in_fonts: bool = False
    in_table: bool = False
    hidden: bool = False
    deleted: bool = False
    font: int | None = None  # None is that of the document
    after_unicode: int = 1  # characters that stand in for one, for programs without Unicode


class RtfText:
    """``paragraphs`` of the document with its notes last, what it states, its hidden words."""

    def __init__(self, data: bytes) -> None:
        self._text = data.decode("latin-1")
        self._body = Flow()
        self._state = _State(self._body)
        self._stack: list[_State] = []
        self._codec = "cp1252"
        self._fonts: dict[int, str] = {}
        self._default_font = 0
        self._pending: list[str] = []  # bytes of the text, as the characters of Latin-1
        self._to_skip = 0
        self._notes: list[str] = []
        self._hidden = Flow()
        self.stated: dict[str, str] = {}
        self.made: list[int] = [0, 0, 0]
        self.language: int | None = None
        self._follow()
        self.paragraphs = [*self._body.finish(), *self._notes]
        self.hidden = " ".join(self._hidden.finish())

    def _follow(self) -> None:
        place, end = 0, len(self._text)
        while place < end:
            token = _TOKEN.match(self._text, place)
            assert token is not None  # noqa: S101 - the pattern knows every character
            place = token.end()
            word, number, code, symbol, brace, run = token.groups()
            if run is not None:
                self._write_bytes(run)
            elif code is not None:
                self._write_bytes(chr(int(code, 16)))
            elif brace == "{":
                self._flush()
                self._stack.append(self._state)
            elif brace == "}":
                self._leave_group()
                if not self._stack:
                    break  # what follows the document is no part of it
            elif word == "bin":
                place += max(0, int(number or 0))
            elif word is not None:
                self._obey(word, int(number) if number else None)
            elif symbol is not None:
                self._take_symbol(symbol)
        while self._stack:
            self._leave_group()

    def _leave_group(self) -> None:
        self._flush()
        left = self._state
        if not self._stack:
            return
        self._state = self._stack.pop()
        if left.flow is self._state.flow or left.skipped:
            return
        if left.kind in STATED:
            self.stated[left.kind] = " ".join(left.flow.finish())
        elif left.kind == "footnote":
            self._notes += left.flow.finish()
        elif left.kind == "shptxt":
            self._state.flow.add_box(left.flow)

    def _set(self, **changes: object) -> None:
        self._flush()
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]

    def _take_symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._set(starred=True)
        elif symbol in PARAGRAPH_ENDS:
            self._end_paragraph()
        elif symbol in ESCAPED:
            self._write_bytes(symbol)
        elif symbol in SYMBOLS:
            self._write(SYMBOLS[symbol])

    def _obey(self, word: str, number: int | None) -> None:
        if self._state.starred:
            self._set(starred=False, skipped=self._state.skipped or word not in KEPT)
        if self._state.skipped:
            return
        if word == "u" and number is not None:
            self._write_unicode(number)
        elif word in CHARACTERS:
            self._write(CHARACTERS[word])
        elif word in PARAGRAPH_ENDS:
            self._end_paragraph()
        elif word in {"cell", "row"}:
            self._flush()
            (self._state.flow.end_cell if word == "cell" else self._state.flow.end_row)()
        elif word in SKIPPED:
            self._set(skipped=True)
        elif word in ASIDE or word == "info" or (word in STATED and self._state.kind == "info"):
            self._set(flow=Flow(), kind=word, in_table=False)
        else:
            self._obey_setting(word, number)

    def _obey_setting(self, word: str, number: int | None) -> None:
        if word in _CHANGES:
            self._set(**_CHANGES[word](number))
        elif word == "fcharset" and number is not None:
            codec = _SYMBOLS if number == SYMBOL_SET else CODECS.get(number, "")
            self._fonts[self._state.font or 0] = codec
        elif word in DOCUMENT_CODECS:
            self._codec = DOCUMENT_CODECS[word]
        elif word == "ansicpg":
            self._codec = _known(f"cp{number}") or self._codec
        elif word == "deff":
            self._default_font = number or 0
        elif word == "deflang":
            self.language = number
        elif word in {"yr", "mo", "dy"} and self._state.kind == "creatim":
            self.made[("yr", "mo", "dy").index(word)] = number or 0

    def _end_paragraph(self) -> None:
        self._flush()
        if self._state.skipped or self._state.in_fonts:
            return
        if self._state.in_table:
            self._state.flow.write("\n")  # it is the cell that ends
        else:
            self._state.flow.end_paragraph()

    def _write_unicode(self, number: int) -> None:
        code = number + 0x10000 if number < 0 else number
        # Half of a pair stays for now: ``_with_pairs`` puts the two together.
        self._write(chr(code) if 0 < code < 0x10000 else "")
        self._to_skip = self._state.after_unicode

    def _write_bytes(self, text: str) -> None:
        if self._to_skip:
            text, self._to_skip = text[self._to_skip :], max(0, self._to_skip - len(text))
        if not (self._state.skipped or self._state.in_fonts):
            self._pending.append(text)

    def _write(self, text: str) -> None:
        self._flush()
        state = self._state
        if state.skipped or state.in_fonts or state.deleted or not text:
            return
        (self._hidden if state.hidden else state.flow).write(text)

    def _flush(self) -> None:
        """What is pending becomes text; a character of two bytes may have come as two codes."""
        self._to_skip = 0
        if not self._pending:
            return
        text, font = "".join(self._pending), self._state.font
        codec = self._fonts.get(self._default_font if font is None else font) or self._codec
        self._pending.clear()
        if codec == _SYMBOLS:
            text = "".join(chr(_PRIVATE + ord(c)) if c > " " else c for c in text)
        elif not text.isascii():
            text = text.encode("latin-1").decode(codec, errors="replace")
        self._write(text)


def _with_pairs(text: str) -> str:
    """``text`` with the halves of characters beyond the first 65,536 put together."""
    if text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _known(codec: str) -> str | None:
    try:
        return codecs.lookup(codec).name
    except LookupError:
        return None
