"""Which font each character of a document is set in, and what is printed where none has it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache

from reportlab.pdfbase import pdfmetrics

from briefgen.text.breaks import clusters
from briefgen.text.scripts import Script, east_asian_language, scripts
from briefgen.writers.characters import clean
from briefgen.writers.pdf.fallback import FontFile, can_shape, fallback, has
from briefgen.writers.pdf.shaping import BOLD, REGULAR, Face, base_face

# The same letter in another dress (Unicode Standard Annex 44, 5.7.3): full width, mathematical
# bold, a hyphen that does not break. Without its dress it is better than no letter.
_SAME_LETTER = ("<font>", "<noBreak>", "<wide>", "<narrow>")
_MARKS = frozenset({"Mn", "Me"})
_ALL_CHINESE = 8  # characters in a row of text without kana: hardly Japanese
_TURNS = frozenset({"R", "AL", "AN"})


class Typesetter:
    """Decides for the characters of ``texts``, which are set in ``fonts``, the faces of the theme.

    ``missing`` counts the characters that no font has. They are printed as ``[U+1F600]``: a reader
    sees that there was something, and can look up what.
    """

    def __init__(self, texts: Iterable[str], fonts: Iterable[str], language: str = "") -> None:
        used = Counter(clean("".join(texts)))
        known = _had_by_all(fonts)
        self.language = east_asian_language(used, language)
        self._is_stated = self.language == language != ""
        self.missing: dict[str, int] = {}
        self._instead: dict[int, str] = {}
        self._elsewhere: set[str] = set()
        for character, times in sorted(used.items()):
            is_known = known(character)
            if is_known and not _wants_shaping(character):
                continue
            if can_shape() and (is_known or _is_seen_in_fallback(character, self.language)):
                self._elsewhere.add(character)
                continue
            # A mark is at least near its letter; letters that are not joined are no words.
            if is_known and unicodedata.category(character) in _MARKS:
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

    def language_of(self, text: str) -> str:
        """The language that Chinese characters in a paragraph of ``text`` are drawn for: that of
        the document, unless it tells its own by its kana, its Hangul, or having neither."""
        found = scripts(text)
        if found[Script.KANA] or found[Script.HANGUL]:
            return east_asian_language([text]) or self.language
        return "zh" if found[Script.HAN] >= _ALL_CHINESE and not self._is_stated else self.language

    def faces(self, text: str, font: str, *, bold: bool, language: str = "") -> list[Face]:
        """The face of each character of ``text``, which is set in the face called ``font``. A
        letter and its marks have one face, where any has them all."""
        base = base_face(font)
        if text.isascii():
            return [base] * len(text)

        def other(letter: str) -> Face | None:
            return _other_face(letter, language or self.language, bold)

        made = [face for cluster in clusters(text) for face in _faces_of(cluster, base, other)]
        _fill_in(text, made)
        return made


def _faces_of(cluster: str, base: Face, other: Callable[[str], Face | None]) -> list[Face]:
    """The face of each character of a letter with its marks."""
    wanted = [letter for letter in cluster if not _is_unseen(letter)] or list(cluster)
    for face in (base, *map(other, wanted)):
        if face and all(has(face.file, letter) for letter in wanted):
            return [face] * len(cluster)
    return [base if has(base.file, letter) else other(letter) or base for letter in cluster]


def _other_face(character: str, language: str, bold: bool) -> Face | None:
    """The face that has ``character`` where the theme's has not."""
    file = fallback(character, language)
    if file is None:
        return None
    if bold and file.bold:
        file = FontFile(file.bold)
    return Face(file, BOLD if bold else REGULAR, language=language)


def _had_by_all(fonts: Iterable[str]) -> Callable[[str], bool]:
    """Tells of a character whether every one of ``fonts`` has it."""
    tables = [pdfmetrics.getFont(font).face.charToGlyph for font in sorted(set(fonts))]  # type: ignore[attr-defined]
    return lambda character: all(ord(character) in table for table in tables)


def _is_seen_in_fallback(character: str, language: str) -> bool:
    return fallback(character, language) is not None and not _is_unseen(character)


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


def _instead(character: str, known: Callable[[str], bool]) -> str:
    """What is printed for a ``character`` that no font has."""
    if _is_unseen(character):
        return ""
    if unicodedata.category(character) == "Zs":
        return " "
    if unicodedata.decomposition(character).startswith(_SAME_LETTER):
        plain = unicodedata.normalize("NFKC", character)
        if all(map(known, plain)):
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
