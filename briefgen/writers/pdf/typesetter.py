"""Which font each character of a document is set in, and what is printed where none has it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache

from reportlab.pdfbase import pdfmetrics

from briefgen.text.scripts import east_asian_language
from briefgen.writers.characters import clean
from briefgen.writers.pdf.fallback import FontFile, can_shape, fallback, has
from briefgen.writers.pdf.shaping import BOLD, REGULAR, Face, base_face

# The same letter in another dress (Unicode Standard Annex 44, 5.7.3): full width, mathematical
# bold, a hyphen that does not break. Without its dress it is better than no letter.
_SAME_LETTER = ("<font>", "<noBreak>", "<wide>", "<narrow>")
_MARKS = frozenset({"Mn", "Me"})
_TURNS = frozenset({"R", "AL", "AN"})


class Typesetter:
    """Decides for the characters of ``texts``, which are set in the face called ``font``.

    ``missing`` counts the characters that no font has. They are printed as ``[U+1F600]``: a reader
    sees that there was something, and can look up what.
    """

    def __init__(self, texts: Iterable[str], font: str, language: str = "") -> None:
        used = Counter(clean("".join(texts)))
        known = pdfmetrics.getFont(font).face.charToGlyph  # type: ignore[attr-defined]
        self.language = east_asian_language(used, language)
        self.missing: dict[str, int] = {}
        self._instead: dict[int, str] = {}
        self._elsewhere: set[str] = set()
        for character, times in sorted(used.items()):
            if ord(character) in known:
                if can_shape() and _wants_shaping(character):
                    self._elsewhere.add(character)
                continue
            if fallback(character, self.language) and not _is_unseen(character):
                self._elsewhere.add(character)
                continue
            self._instead[ord(character)] = other = _instead(character, known)
            if other == code(character):
                self.missing[character] = times

    @property
    def is_plain(self) -> bool:
        """Whether the theme's font and ReportLab's own paragraphs do for all of the document."""
        return not self._elsewhere

    def shown(self, text: str) -> str:
        """``text`` as it is printed: cleaned, with stand-ins for what no font has."""
        made = clean(text)
        return made.translate(self._instead) if self._instead else made

    def wants_setting(self, text: str) -> bool:
        """Whether ``text`` needs another font, joined letters or another direction."""
        return bool(self._elsewhere) and not self._elsewhere.isdisjoint(text)

    def faces(self, text: str, font: str, *, bold: bool) -> list[Face]:
        """The face of each character of ``text``, which is set in the face called ``font``. A mark
        has the face of the letter that it stands on, where that has the mark too."""
        base = base_face(font)
        made: list[Face] = []
        for character in text:
            follows = bool(made) and _follows(character)
            if follows and (_is_unseen(character) or has(made[-1].file, character)):
                made.append(made[-1])
            elif has(base.file, character):
                made.append(base)
            else:
                made.append(self._other_face(character, bold) or base)
        return made

    def _other_face(self, character: str, bold: bool) -> Face | None:
        file = fallback(character, self.language)
        if file is None:
            return None
        if bold and file.bold:
            file = FontFile(file.bold)
        return Face(file, BOLD if bold else REGULAR, language=self.language)


def _wants_shaping(character: str) -> bool:
    """Whether a font alone does not set ``character`` right: it stands on another, or is of a
    script that runs from right to left."""
    if character.isascii():
        return False
    return (
        unicodedata.category(character) in _MARKS or unicodedata.bidirectional(character) in _TURNS
    )


@cache
def _is_unseen(character: str) -> bool:
    """Whether ``character`` only tells how others are joined or drawn."""
    return (
        unicodedata.category(character) == "Cf" and unicodedata.bidirectional(character) != "AN"
    ) or character in _SELECTORS


_SELECTORS = frozenset(
    (*map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0)), "\u034f")
)


def _follows(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Me", "Mc"} or _is_unseen(character)


def _instead(character: str, known: dict[int, int]) -> str:
    """What is printed for a ``character`` that no font has."""
    if _is_unseen(character):
        return ""
    if unicodedata.category(character) == "Zs":
        return " "
    if unicodedata.decomposition(character).startswith(_SAME_LETTER):
        plain = unicodedata.normalize("NFKC", character)
        if all(ord(c) in known for c in plain):
            return plain
        if plain == "\u2010":
            return "-"
    return code(character)


def code(character: str) -> str:
    """How ``character`` is told to a reader whom no font can show it."""
    return f"[U+{ord(character):04X}]"


def name(character: str) -> str:
    """The name of ``character`` in Unicode, as far as it has one."""
    return unicodedata.name(character, "")
