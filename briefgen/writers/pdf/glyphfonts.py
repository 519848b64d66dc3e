"""Fonts in a PDF whose text is numbers of glyphs: composite fonts (ISO 32000-1, 9.7).

ReportLab's own fonts take characters, eight bits of them; joined letters and marks are glyphs that
no character stands for. A font goes into the file cut to the glyphs that are painted, at the one
weight that is used.
"""

from __future__ import annotations

import struct
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFZCompress

from briefgen.writers.pdf.fallback import face_of
from briefgen.writers.pdf.shaping import Face, Glyph, font_of, width_of

_SYMBOLIC = 4  # a flag of font descriptors: not in one of the standard encodings
_POSTSCRIPT_NAME = 6  # in the table of names
_NOT_NEEDED = ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "vhea", "vmtx", "DSIG", "HVAR"]
_SYSTEM = {"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}
_MAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 0 >> def
/CMapName /{name} def
/CMapType {kind} def
/WMode 0 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{entries}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class GlyphFont:
    """A face in one file: which of its glyphs are painted, and what each stands for."""

    def __init__(self, face: Face, number: int) -> None:
        self.face = face
        self.name = f"G{number}"
        self._tag = "".join(chr(ord("A") + number // 26**n % 26) for n in range(5, -1, -1))
        self._codes: dict[tuple[int, str], int] = {}
        self._means: dict[int, str] = {}
        self._glyphs: dict[int, int] = {}

    def code(self, glyph: Glyph) -> int:
        """The number by which the text of a page names ``glyph``. One that stands for several
        letters has several numbers, so that each is read as what it is."""
        key = glyph.number, glyph.text
        if key not in self._codes:
            code = self._codes[key] = len(self._codes) + 1
            self._glyphs[code], self._means[code] = glyph.number, glyph.text
        return self._codes[key]

    # --- told by ReportLab ------------------------------------------------------------------

    def addObjects(self, document: Any) -> None:  # noqa: N802
        """Put the font into ``document``, ReportLab's file in the making."""
        part, new = self._part()
        name = PDFName(f"{self._tag}+{face_of(self.face.file).get_name(_POSTSCRIPT_NAME)}")
        font = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": name,
            "Encoding": self._refer(document, self._encoding(new), "encoding"),
            "DescendantFonts": PDFArray([self._descendant(document, part, new, name)]),
            "ToUnicode": self._refer(document, _stream(self._to_unicode()), "meaning"),
        }
        whole = self._refer(document, PDFDictionary(font), "font")
        document.idToObject["BasicFonts"].dict[self.name] = whole

    def _refer(self, document: Any, thing: Any, what: str) -> Any:
        return document.Reference(thing, f"glyphs:{self.name}:{what}")

    def _descendant(self, document: Any, part: Any, new: dict[int, int], name: Any) -> Any:
        """The font of glyphs that the one of codes stands on."""
        file, is_postscript = _outlines(part)
        stream = _stream(file, **{} if is_postscript else {"Length1": len(file)})
        descriptor = self._descriptor(part, name)
        place = self._refer(document, stream, "file")
        if is_postscript:
            stream.dictionary["Subtype"] = PDFName("CIDFontType0C")
            descriptor["FontFile3"] = place
        else:
            descriptor["FontFile2"] = place
        made = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType0" if is_postscript else "CIDFontType2"),
            "BaseFont": name,
            "CIDSystemInfo": PDFDictionary(_SYSTEM),
            "FontDescriptor": self._refer(document, PDFDictionary(descriptor), "descriptor"),
            "W": self._widths(new),
        }
        if not is_postscript:
            made["CIDToGIDMap"] = PDFName("Identity")
        return self._refer(document, PDFDictionary(made), "descendant")

    def _encoding(self, new: dict[int, int]) -> Any:
        """Which glyph of the part each code is."""
        name = f"{self._tag}-Codes"
        lines = [f"<{code:04X}> {new[glyph]}" for code, glyph in sorted(self._glyphs.items())]
        stream = _stream(_mapped(name, "Identity", 1, "cidchar", lines))
        stream.dictionary["Type"] = PDFName("CMap")
        stream.dictionary["CMapName"] = PDFName(name)
        stream.dictionary["CIDSystemInfo"] = PDFDictionary(_SYSTEM)
        stream.dictionary["WMode"] = 0
        return stream

    def _part(self) -> tuple[Any, dict[int, int]]:
        """The face cut down, and the numbers that its glyphs have in the part."""
        import uharfbuzz

        wanted = uharfbuzz.SubsetInput()
        for glyph in self._glyphs.values():
            wanted.glyph_set.add(glyph)
        flags = uharfbuzz.SubsetFlags
        wanted.flags = (
            flags.NO_LAYOUT_CLOSURE | flags.NO_HINTING | flags.NOTDEF_OUTLINE
            | flags.DOWNGRADE_CFF2 | flags.CFF_IDENTITY_CHARSET
        )  # fmt: skip
        for table in _NOT_NEEDED:
            wanted.drop_table_tag_set.add(int.from_bytes(table.encode(), "big"))
        whole = face_of(self.face.file)
        for axis in whole.axis_infos:
            weight = self.face.weight if axis.tag == "wght" else axis.default_value
            wanted.pin_axis_location(whole, axis.tag, weight)
        plan = uharfbuzz.SubsetPlan(whole, wanted)
        return plan.execute(), dict(plan.old_to_new_glyph_mapping)

    def _descriptor(self, part: Any, name: Any) -> dict[str, Any]:
        head = part.reference_table("head").data
        scale = 1000.0 / part.upem
        box = [round(edge * scale) for edge in struct.unpack_from(">4h", head, 36)]
        extents = font_of(self.face).get_font_extents("ltr")
        return {
            "Type": PDFName("FontDescriptor"),
            "FontName": name,
            "Flags": _SYMBOLIC,
            "FontBBox": PDFArray(box),
            "ItalicAngle": 0,
            "Ascent": round(extents.ascender * scale),
            "Descent": round(extents.descender * scale),
            "CapHeight": 714,
            "StemV": 80,
        }

    def _widths(self, new: dict[int, int]) -> Any:
        """The width of each glyph that is painted, by its number in the part."""
        widths = {new[glyph]: width_of(self.face, glyph) for glyph in self._glyphs.values()}
        made: list[Any] = []
        for glyph, width in sorted(widths.items()):
            made += [glyph, PDFArray([round(width, 2)])]
        return PDFArray(made)

    def _to_unicode(self) -> bytes:
        """The letters that each code stands for."""
        lines = [
            f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
            for code, text in sorted(self._means.items())
        ]
        return _mapped("Adobe-Identity-UCS", "UCS", 2, "bfchar", lines)


def _mapped(name: str, ordering: str, kind: int, entry: str, lines: list[str]) -> bytes:
    """A table of codes; it has no more than a hundred entries in a row."""
    blocks = (lines[at : at + 100] for at in range(0, len(lines), 100))
    entries = "\n".join(
        f"{len(block)} begin{entry}\n" + "\n".join(block) + f"\nend{entry}" for block in blocks
    )
    return _MAP.format(name=name, ordering=ordering, kind=kind, entries=entries).encode()


def _outlines(part: Any) -> tuple[bytes, bool]:
    """What is embedded of a font: all of a TrueType one, of a PostScript one its outlines."""
    if "CFF " in part.table_tags:
        return part.reference_table("CFF ").data, True
    return part.blob.data, False


def _stream(content: bytes, **entries: int) -> Any:
    stream = PDFStream(content=content, filters=[PDFZCompress])
    for key, value in entries.items():
        stream.dictionary[key] = value
    return stream
