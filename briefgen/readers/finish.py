"""Text as found, made into text as every later stage relies on it.

NFC; no control, format, private-use or unpaired-surrogate characters; one space between words;
one paragraph per line; exactly one blank line between paragraphs, none before or after.
Finishing finished text changes nothing.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_END = re.compile("\r\n|[\r\x0b\x85\u2028]")
_PAGE_END = re.compile("[\x0c\u2029]")
_BLANK_LINES = re.compile(r"\n[ \n]*\n")
_SPACES = re.compile(r"[ \n]+")
# Bullets that word processors and PDFs put before a list item. A hyphen or an asterisk is a bullet
# in plain text only, where ``plain`` sees to it: elsewhere it may open a line of dialogue.
_BULLET = re.compile(r"(?:[•‣▪▫◦●○■□▶➢➤✓✔❖⁃∙] *)+")
# Word's Symbol and Wingdings bullets live in the private-use area.
_PRIVATE_BULLETS = {0xF0B7: "•", 0xF0A7: "•", 0xF0D8: "•", 0xF076: "•", 0xF0FC: "•", 0xF02D: "-"}
# NFC leaves typographic ligatures alone, and "ﬁnance" is found by nobody who looks for "finance".
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st"}
# Marks of direction (U+200E, U+200F) and joiners (U+200C, U+200D) are part of how languages are
# written, and a space of no width between words is a place to break the line.
_LYING = re.compile(
    "[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]|(?<=\\w)[\u200b\u2060\ufeff](?=\\w)"
)
_NOT_TEXT = frozenset({"Cc", "Cf", "Cs", "Co"})
_NONCHARACTERS = frozenset({0xFFFE, 0xFFFF, 0xFFFC})


class _CharacterTable(dict[int, str | None]):
    """For ``str.translate``: what becomes of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        category = unicodedata.category(character)
        found: str | None = character
        if category == "Zs" or character == "\t":
            found = " "
        elif (category in _NOT_TEXT and character != "\n") or code in _NONCHARACTERS:
            found = None
        self[code] = found
        return found


_CHARACTERS = _CharacterTable({**_PRIVATE_BULLETS, **_LIGATURES})


def finish_text(text: str) -> str:
    """The paragraphs of ``text``, each on one line, parted by ``\\n\\n``; empty if there are none.

    Paragraphs are told apart by blank lines alone; single line ends inside one become spaces.
    Paragraphs without a letter or digit (rules of dashes, rows of stars) are left out.
    """
    text = _PAGE_END.sub("\n\n", _LINE_END.sub("\n", text))
    text = unicodedata.normalize("NFC", text.translate(_CHARACTERS))
    blocks = (_finish_block(block) for block in _BLANK_LINES.split(text))
    return "\n\n".join(block for block in blocks if block)


def hidden_characters(text: str) -> int:
    """How many characters of ``text`` show nothing and can lie: those that turn the direction of
    what follows, those of a width of nothing inside a word, tags."""
    return sum(1 for _ in _LYING.finditer(text))


def finish_line(text: str | None) -> str | None:
    """A title, name or address on one line, or None when nothing is left of it."""
    if text is None:
        return None
    return " ".join(finish_text(text).split()) or None


def _finish_block(block: str) -> str:
    line = _SPACES.sub(" ", block).strip(" ")
    # Taking a bullet away may bare a combining mark, so tidy until nothing changes.
    while bullet := _BULLET.match(line):
        line = line[bullet.end() :].strip(" ")
    return line if any(character.isalnum() for character in line) else ""
