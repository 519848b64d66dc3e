"""Which font each character of a document is set in, and what is printed where none has it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache

from reportlab.pdfbase import pdfmetrics

from briefgen.text.breaks import clusters
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
        """The face of each character of ``text``, which is set in the face called ``font``. A
        letter and its marks have one face, where any has them all."""
        base = base_face(font)
        if text.isascii():
            return [base] * len(text)
        return [face for cluster in clusters(text) for face in self._faces_of(cluster, base, bold)]

    def _faces_of(self, cluster: str, base: Face, bold: bool) -> list[Face]:
        """The face of each character of a letter with its marks."""
        wanted = [letter for letter in cluster if not _is_unseen(letter)] or list(cluster)
        others = (self._other_face(letter, bold) for letter in wanted)
        for face in (base, *others):
            if face and all(has(face.file, letter) for letter in wanted):
                return [face] * len(cluster)
        return [
            base if has(base.file, letter) else self._other_face(letter, bold) or base
            for letter in cluster
        ]

    def _other_face(self, character: str, bold: bool) -> Face | None:
        file = fallback(character, self.language)
        if file is None:
            return None
        if bold and file.bold:
            file = FontFile(file.bold)
        return Face(file, BOLD if bold else REGULAR, language=self.language)


def _fill_in(text: str, faces: list[Face]) -> None:
    """Give spaces and signs between two letters of one face that face, where it has them."""
    last = -1
    for n, letter in enumerate(text):
        if faces[n].is_base and not letter.isalnum():
            continue
        face, between = faces[n], range(last + 1, n)
        if between and last >= 0 and not face.is_base and faces[last] == face:
            for at in between:
                if has(face.file, text[at]):
                    faces[at] = face
        last = n


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
