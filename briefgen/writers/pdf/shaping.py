"""Letters to glyphs, by HarfBuzz: joined, stacked and in the order in which they are painted."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, groupby
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfmetrics

from briefgen.writers.pdf.fallback import FontFile, face_of

REGULAR, BOLD = 400, 700
# Letters of the theme's font stand here as they do in all other paragraphs, unkerned.
_UNKERNED = {"kern": False, "liga": False, "clig": False}
# Letters that run from right to left and are drawn as one sign are read in the wrong order by
# many a reader: only those are that must be.
_NEEDED_ONLY = {"liga": False, "dlig": False, "clig": False}
_MIRRORED = dict(zip("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤", strict=True))


class Glyph(NamedTuple):
    """One sign. Measures are thousandths of the type size; ``text`` is what it stands for, as far
    as it ``is_whole``: a part of a letter stands for nothing by itself."""

    number: int
    text: str
    is_whole: bool
    advance: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Face:
    """A face at one weight. ``is_base`` is one of the theme's own."""

    file: FontFile
    weight: int = REGULAR
    is_base: bool = False
    language: str = ""


@cache
def base_face(name: str) -> Face:
    """The face that ReportLab knows as ``name``."""
    return Face(FontFile(str(pdfmetrics.getFont(name).face.filename)), is_base=True)  # type: ignore[attr-defined]


@cache
def font_of(face: Face) -> Any:
    """``face`` at its weight, as the shaping library wants it."""
    import uharfbuzz

    font = uharfbuzz.Font(face_of(face.file))
    if not face.is_base:
        font.set_variations({"wght": face.weight})
    return font


@cache
def width_of(face: Face, glyph: int) -> float:
    """How far a glyph reaches by itself, in thousandths of the type size."""
    return float(font_of(face).get_glyph_h_advance(glyph)) * _scale(face)


@cache
def _scale(face: Face) -> float:
    return 1000.0 / float(face_of(face.file).upem)


@lru_cache(maxsize=16384)
def shaped(text: str, face: Face, level: int) -> tuple[Glyph, ...]:
    """``text``, all of one ``face`` and embedding ``level``, as glyphs from left to right."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    # The library would else ask the machine which language it is set to.
    buffer.language = face.language or "und"
    buffer.direction = "rtl" if level % 2 else "ltr"
    buffer.guess_segment_properties()
    features = _UNKERNED if face.is_base else _NEEDED_ONLY if level % 2 else {}
    uharfbuzz.shape(font_of(face), buffer, features)
    starts = sorted({info.cluster for info in buffer.glyph_infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    scale = _scale(face)
    meanings = [
        _meanings(text[start : ends[start]], [info.codepoint for info in infos], face, level)
        for start, infos in _grouped(buffer.glyph_infos)
    ]
    return tuple(
        Glyph(
            info.codepoint,
            meaning,
            is_whole,
            place.x_advance * scale,
            place.x_offset * scale,
            place.y_offset * scale,
        )
        for info, place, (meaning, is_whole) in zip(
            buffer.glyph_infos, buffer.glyph_positions, chain(*meanings), strict=True
        )
    )


def _grouped(infos: list[Any]) -> list[tuple[int, list[Any]]]:
    """Glyphs that stand for the same letters together, with the place of these."""
    return [(start, list(group)) for start, group in groupby(infos, key=lambda i: int(i.cluster))]


def _meanings(text: str, glyphs: list[int], face: Face, level: int) -> list[tuple[str, bool]]:
    """What each of ``glyphs`` stands for, which are ``text`` together, and whether that is all.

    A letter with its mark has a glyph for each; of others a reader gets the letters with the first
    glyph, and each that follows is told as a letter it is a part of.
    """
    if len(glyphs) == 1:
        return [(_told(text, level), True)]
    plain = {font_of(face).get_nominal_glyph(ord(letter)): letter for letter in text}
    if sorted(glyphs) == sorted(plain) and len(plain) == len(text):
        return [(_told(plain[glyph], level), True) for glyph in glyphs]
    return [(text if not n else plain.get(g, text[-1]), False) for n, g in enumerate(glyphs)]


def _told(text: str, level: int) -> str:
    """What a reader shall find for the glyph of ``text``.

    Readers put letters that run from right to left into order by their places, and turn brackets
    while they do it: so a bracket is told as it is seen, and letters that are one sign as the one
    character that Unicode has for that sign, which they resolve themselves.
    """
    if level % 2 == 0:
        return text
    if len(text) > 1:
        return _signs().get(text, text)
    return _MIRRORED.get(text, text)


@cache
def _signs() -> dict[str, str]:
    """Letters in a row and the Arabic presentation form that stands for them."""
    forms = (chr(number) for number in range(0xFB50, 0xFEFD))
    return {plain: form for form in forms if len(plain := unicodedata.normalize("NFKC", form)) == 2}


def width(glyphs: tuple[Glyph, ...]) -> float:
    """How wide ``glyphs`` are together, in thousandths of the type size."""
    return sum(glyph.advance for glyph in glyphs)
