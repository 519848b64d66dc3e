"""The font table, with the faces of the theme's font inside: the page looks the same where that
font is not installed, and breaks where the PDF does.

A face cut to the Latin letters is 30 kB packed; regular and bold are always there, because every
brief and whoever edits it needs them, italics where a style asks for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from uuid import UUID, uuid5

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn

from briefgen.model.theme import Font
from briefgen.typefaces import UnknownFamilyError, family_name
from briefgen.typefaces import faces as faces_of
from briefgen.writers.docx.parts import attach
from briefgen.writers.docx.truetype import NotEmbeddableError, TrueType
from briefgen.writers.docx.xml import Element, root, w

# Whoever edits a brief types other letters than it holds: all of Latin is always there, and of
# any other script that occurs its whole block.
_LATIN = frozenset(
    (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x218, 0x21C), *range(0x2010, 0x2045),
     0x2070, 0x2080, 0x20AC, 0x2116, 0x2122, 0x2212, 0x2260, 0x2264, 0x2265)
)  # fmt: skip
_SCRIPTS = (
    range(0x370, 0x400),
    (*range(0x400, 0x460), 0x490, 0x491),
    range(0x1E00, 0x1F00),
    range(0x1F00, 0x2000),
)
_FACES = (
    ("embedRegular", 400, "normal"),
    ("embedBold", 700, "normal"),
    ("embedItalic", 400, "italic"),
    ("embedBoldItalic", 700, "italic"),
)
# What to take where fonts in files are not used, as in Word's protected view.
_FALLBACK = {"swiss": "Calibri", "roman": "Cambria"}
# Panose: a family for text, and its kinds of serifs (the others are sans, or unknown).
_TEXT, _SERIFS = b"\x02", range(2, 11)
_OBFUSCATED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_FONT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
_IDS = UUID("b0b0d5a4-2f0b-4c1e-8a43-6a3d2f9b7e52")  # the space in which our fonts have keys


def attach_fonts(part: Part, fonts: Iterable[Font], text: Iterable[str], faces: int) -> bool:
    """Put the font table into the file that ``part`` is the body of, with the first ``faces`` of
    regular, bold, italic and bold italic of each of ``fonts`` whose files are at hand.

    ``text`` is all that is printed. Whether anything was embedded is the answer: a font of the
    system (Calibri, say) is only named, because it may not be passed on.
    """
    characters = _characters(text)
    table = root("fonts")
    table_part = attach(
        part,
        "/word/fontTable.xml",
        CONTENT_TYPE.WML_FONT_TABLE,
        RELATIONSHIP_TYPE.FONT_TABLE,
        table,
    )
    number = 0
    for font in fonts:
        embedded = list(_embedded(font, characters, faces))
        references = [
            _reference(table_part, number + n, tag, content)
            for n, (tag, content) in enumerate(embedded, 1)
        ]
        number += len(embedded)
        table.append(_font(font, references))
    return number > 0


def _font(font: Font, references: list[Element]) -> Element:
    """The entry of one family, with the faces of it that are embedded."""
    regular = face(font)
    panose = regular.panose if regular else b""
    kind = "auto"
    if references:
        kind = "roman" if panose[:1] == _TEXT and panose[1] in _SERIFS else "swiss"
    return w(
        "font",
        w("altName", val=_FALLBACK[kind]) if references else None,
        w("panose1", val=panose.hex().upper()) if panose else None,
        w("charset", val="00"),
        w("family", val=kind),
        w("pitch", val="variable"),
        *references,
        name=family_name(font),
    )


def _characters(text: Iterable[str]) -> frozenset[int]:
    used = {ord(letter) for words in text for letter in words}
    blocks = (block for block in _SCRIPTS if any(c in block for c in used))
    return _LATIN.union(used, *blocks)


def _embedded(family: Font, characters: frozenset[int], faces: int) -> Iterator[tuple[str, bytes]]:
    for tag, weight, style in _FACES[:faces]:
        found = face(family, weight, style)
        if found is None and tag == "embedRegular":
            return
        if found:
            yield tag, _subset(found, characters)


@cache
def face(family: Font, weight: int = 400, style: str = "normal") -> TrueType | None:
    """A face of ``family``; None where it is not at hand or may not be embedded."""
    try:
        files = faces_of(family)
        upright, slanted = (
            (files.bold, files.bold_italic) if weight > 400 else (files.regular, files.italic)
        )
        return TrueType((slanted if style == "italic" else upright).read_bytes())
    except (UnknownFamilyError, NotEmbeddableError, OSError):
        return None


@lru_cache(maxsize=8)
def _subset(font: TrueType, characters: frozenset[int]) -> bytes:
    """Cutting a face takes 10 ms, and briefs mostly have the same letters."""
    return font.subset(characters)


def _reference(table: Part, number: int, tag: str, font: bytes) -> Element:
    """The element that embeds ``font``, its part made. The key is the font's own, so that the same
    font gives the same bytes."""
    key = uuid5(_IDS, font.hex())
    name = f"/word/fonts/font{number}.odttf"
    part = attach(table, name, _OBFUSCATED, _FONT, obfuscated(font, key))
    element = w(tag, fontKey=f"{{{str(key).upper()}}}", subsetted=1)
    element.set(qn("r:id"), table.relate_to(part, _FONT))
    return element


def obfuscated(font: bytes, key: UUID) -> bytes:
    """``font`` as Word wants it (ECMA-376, part 4, 4.2.1): its first 32 bytes combined with the
    reversed bytes of ``key``. Doing it twice gives the font again."""
    mask = key.bytes[::-1] * 2
    return bytes(a ^ b for a, b in zip(font[:32], mask, strict=True)) + font[32:]
