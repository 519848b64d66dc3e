"""Letterheads of five invented houses, as their offices would make them in Word."""

# ruff: noqa: E501  (XML stays on its line)

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import docx
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt, RGBColor

from briefgen.model.letterhead import Letterhead, NamedStyle

SPACES = nsdecls("w", "r") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


def letterhead(file: WordFile | bytes, *styles: NamedStyle, name: str = "house.docx") -> Letterhead:
    """``file`` as the loader would give it."""
    return Letterhead(name, file if isinstance(file, bytes) else saved(file), styles)


def saved(file: WordFile) -> bytes:
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def elements(markup: str) -> list:
    """The elements of ``markup``, with Word's name spaces."""
    return list(parse_xml(f"<w:body {SPACES}>{markup}</w:body>"))


def paragraph(markup: str, properties: str = "") -> str:
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{markup}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties and f"<w:rPr>{properties}</w:rPr>"}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, shown: str = "1") -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{run(shown)}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def torn(tag: str, mark: int = 0) -> str:
    """``tag`` as Word leaves it after spelling and revisions, and around bookmark ``mark`` where
    there is one: a run for each stretch."""
    cut = [tag[:1], tag[1:2], tag[2:5], tag[5:-1], tag[-1:]]
    bookmark = f'<w:bookmarkStart w:id="{mark}" w:name="torn{mark}"/><w:bookmarkEnd w:id="{mark}"/>'
    marks = (
        '<w:proofErr w:type="spellStart"/>',
        bookmark if mark else "",
        "",
        '<w:proofErr w:type="spellEnd"/>',
        "",
    )
    pieces = (
        f'<w:r w:rsidR="00{n}A12BC"><w:rPr>{"<w:b/>" if n == 0 else "<w:i/>"}</w:rPr>'
        f'<w:t xml:space="preserve">{piece}</w:t></w:r>{mark}'
        for n, (piece, mark) in enumerate(zip(cut, marks, strict=True))
    )
    return "".join(pieces)


def text_box(inside: str, *, at: tuple[int, int], size: tuple[int, int]) -> str:
    """A text box as Word writes it: a shape for itself, and VML for what is older. Millimetres."""
    x, y, width, height = (n * 36000 for n in (*at, *size))
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="5" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="{x // 1000 + 7}" name="Text box" descr="Address"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f'<mc:Fallback><w:pict><v:shape id="box{x}" style="position:absolute;width:100pt;height:50pt"><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
    )


def crest(
    width: int = 96, height: int = 96, colour: tuple[int, int, int] = (122, 31, 43)
) -> BytesIO:
    """A picture: a shield on white."""
    rows = []
    for y in range(height):
        half = (
            width
            / 2
            * (1 if y < height * 0.55 else max(0.0, 1 - ((y / height - 0.55) / 0.45) ** 2))
        )
        row = bytearray([0])
        for x in range(width):
            inside = abs(x - width / 2) < half
            band = abs(x - width / 2) < width * 0.1 or abs(y - height * 0.35) < height * 0.08
            row += bytes((255, 255, 255) if not inside or band else colour)
        rows.append(bytes(row))

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content))
            + kind
            + content
            + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    picture = (
        chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"".join(rows))) + chunk(b"IEND", b"")
    )
    return BytesIO(b"\x89PNG\r\n\x1a\n" + picture)


def blank() -> WordFile:
    """A4 with the margins that Word gives it."""
    file = docx.Document()
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(30), Mm(25)
    return file


def ministry() -> WordFile:
    """A crest and a name on the first page, another header from the second on, even pages of their
    own, burgundy headings in Georgia."""
    file = blank()
    for name, size in (
        ("Normal", 11),
        ("Body Text", 11),
        ("Heading 1", 15),
        ("Heading 2", 12.5),
        ("Title", 24),
    ):
        style = file.styles[name]
        style.font.name, style.font.size = "Georgia", Pt(size)
        fonts = style.element.rPr.rFonts
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
        fonts.set(qn("w:hAnsi"), "Georgia")
        if name.startswith(("Heading", "Title")):
            style.font.color.rgb = RGBColor(0x7A, 0x1F, 0x2B)
    section = file.sections[0]
    section.different_first_page_header_footer = True
    file.settings.odd_and_even_pages_header_footer = True
    first = section.first_page_header
    first.is_linked_to_previous = False
    first.paragraphs[0].add_run().add_picture(crest(), width=Mm(18))
    first.add_paragraph().add_run("Ministry of Ports and Coastal Affairs").bold = True
    section.header.paragraphs[0].text = "Ministry of Ports · {{ title }}"
    section.even_page_header.is_linked_to_previous = False
    section.even_page_header.paragraphs[0].text = "{{ title }} · Ministry of Ports"
    for footer in (section.first_page_footer, section.footer, section.even_page_footer):
        footer.is_linked_to_previous = False
        for element in elements(
            paragraph(
                run("{{ reference }}  ·  {{ date }}  ·  Page ")
                + field("PAGE")
                + run(" of ")
                + field("NUMPAGES", "3")
            )
        ):
            footer._element.append(element)
    return file


_GERMAN = f"""<w:styles {nsdecls("w")}>
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri" w:eastAsia="Calibri"/><w:sz w:val="22"/><w:lang w:val="de-DE" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="character" w:default="1" w:styleId="Absatz-Standardschriftart"><w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="table" w:default="1" w:styleId="NormaleTabelle"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/><w:next w:val="Standard"/><w:pPr><w:keepNext/><w:spacing w:before="320" w:after="80"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:color w:val="00665E"/><w:sz w:val="28"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="berschrift2"><w:name w:val="Überschrift 2"/><w:basedOn w:val="berschrift1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:sz w:val="24"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:basedOn w:val="Standard"/><w:pPr><w:spacing w:after="240"/></w:pPr><w:rPr><w:color w:val="00665E"/><w:sz w:val="44"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="MusterAufzhlung"><w:name w:val="Muster Aufzählung"/><w:basedOn w:val="Standard"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr><w:contextualSpacing/></w:pPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="MusterZitat"><w:name w:val="Muster Zitat"/><w:basedOn w:val="Standard"/><w:pPr><w:ind w:left="567" w:right="567"/></w:pPr><w:rPr><w:i/><w:color w:val="00665E"/></w:rPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="MusterTabelle"><w:name w:val="Muster Tabelle"/><w:basedOn w:val="NormaleTabelle"/><w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="00665E"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="00665E"/></w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="00665E"/></w:tcPr></w:tblStylePr><w:tblStylePr w:type="band2Horz"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E5F0EF"/></w:tcPr></w:tblStylePr></w:style>
<w:style w:type="paragraph" w:styleId="Kopfzeile"><w:name w:val="header"/><w:basedOn w:val="Standard"/></w:style>
<w:style w:type="paragraph" w:styleId="Fuzeile"><w:name w:val="footer"/><w:basedOn w:val="Standard"/><w:rPr><w:sz w:val="16"/></w:rPr></w:style>
</w:styles>"""

_GERMAN_LISTS = f"""<w:numbering {nsdecls("w")}>
<w:abstractNum w:abstractNumId="7"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="MusterAufzhlung"/><w:lvlText w:val="▪"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr><w:rPr><w:color w:val="00665E"/></w:rPr></w:lvl></w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
</w:numbering>"""


def german_company() -> WordFile:
    """Styles with the ids of a German Word and names of its own, a list and a table style of the
    house, an address in a text box, nothing in the body."""
    file = blank()
    styles, lists = file.styles.element, file.part.numbering_part.element
    for element, markup in ((styles, _GERMAN), (lists, _GERMAN_LISTS)):
        for child in list(element):
            element.remove(child)
        element.extend(list(parse_xml(markup)))
    body = file.element.body
    small = '<w:spacing w:after="0"/>'
    address = (
        paragraph(run("Muster Hafenbau AG", '<w:b/><w:color w:val="00665E"/>'), small)
        + paragraph(run("Kai 7 · 20457 Hamburg", '<w:sz w:val="16"/>'), small)
        + paragraph(run("An: ", '<w:sz w:val="16"/>') + torn("{{ to }}"), small)
    )
    header = file.sections[0].header
    header.is_linked_to_previous = False
    for child in list(header._element):
        header._element.remove(child)
    header._element.extend(
        elements(
            paragraph(
                text_box(address, at=(135, 10), size=(60, 20)), '<w:pStyle w:val="Kopfzeile"/>'
            )
        )
    )
    footer = file.sections[0].footer
    footer.is_linked_to_previous = False
    for child in list(footer._element):
        footer._element.remove(child)
    footer._element.extend(
        elements(
            paragraph(
                run("Vorstand: A. Muster · HRB 12345 · Seite ") + field("PAGE"),
                '<w:pStyle w:val="Fuzeile"/>',
            )
        )
    )
    body[:0] = elements(paragraph("", '<w:pStyle w:val="Standard"/>'))
    return file


def two_sections() -> WordFile:
    """A note in portrait, an annex in landscape with a header of its own."""
    file = blank()
    file.sections[0].header.paragraphs[0].text = "Norrmark County Council\t\t{{ reference }}"
    file.sections[0].footer.paragraphs[0].text = "Chief executive's office"
    file.add_paragraph("{{ Body }}")
    annex = file.add_section(WD_SECTION.NEW_PAGE)
    annex.orientation = WD_ORIENT.LANDSCAPE
    annex.page_width, annex.page_height = Mm(297), Mm(210)
    annex.header.is_linked_to_previous = False
    annex.header.paragraphs[0].text = "Annex to “{{ title }}”"
    file.add_heading("Annex A: standing distribution", 1)
    table = file.add_table(2, 3, "Table Grid")
    for cell, text in zip(
        table._cells, ("Office", "Name", "Copies", "Harbour", "M. Oldenhall", "2"), strict=True
    ):
        cell.text = text
    return file


def framed_letter() -> WordFile:
    """A letter whose words stand in a frame: a table with a bar of fields on the left."""
    file = blank()
    file.styles["Normal"].font.name = "Arial"
    file.styles["Normal"].font.size = Pt(10)
    file.add_paragraph("Office of the Harbour Master").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    table = file.add_table(1, 2, "Table Grid")
    table.autofit = False
    left, right = table.rows[0].cells
    for column, width in zip(table.columns, (Mm(38), Mm(122)), strict=True):
        column.width = width
    left.width, right.width = Mm(38), Mm(122)
    left.text = "To\n{{ to }}\n\nDate\n{{ date }}\n\nRef.\n{{ reference }}"
    right.text = "{{ body }}"
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    file.add_paragraph()
    file.add_paragraph("Signed for the harbour master, {{ from }}")
    return file


def controlled() -> WordFile:
    """A form of content controls: a title bound to the properties of the file, a date, and a plain
    text control for the words; company styles named after the company; tags torn apart."""
    file = blank()
    for name, base, size in (
        ("ACME Heading 1", "Normal", 16),
        ("ACME Heading 2", "Normal", 13),
        ("ACME Body", "Normal", 10.5),
    ):
        style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = file.styles[base]
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(6)
        if "Heading" in name:
            style.font.bold, style.font.color.rgb = True, RGBColor(0xC4, 0x5A, 0x00)
            style.paragraph_format.space_before = Pt(14)
            style.paragraph_format.keep_with_next = True
    for name in ("Heading 1", "Heading 2", "Heading 3", "Body Text"):
        for gone in (name, f"{name} Char"):
            style = file.styles[gone].element
            style.getparent().remove(style)
    contents = file.styles["TOC Heading"].element
    contents.getparent().remove(contents)
    prompt = '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
    body = file.element.body
    body[:0] = elements(
        '<w:sdt><w:sdtPr><w:alias w:val="Title"/><w:dataBinding w:prefixMappings="xmlns:ns0=\'http://purl.org/dc/elements/1.1/\' xmlns:ns1=\'http://schemas.openxmlformats.org/package/2006/metadata/core-properties\'" w:xpath="/ns1:coreProperties[1]/ns0:title[1]" w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/><w:text/></w:sdtPr><w:sdtContent>'
        + paragraph(torn("{{ title }}", 81), '<w:pStyle w:val="Title"/>')
        + "</w:sdtContent></w:sdt>"
        + paragraph(
            run("ACME Research, ")
            + '<w:sdt><w:sdtPr><w:alias w:val="Date"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r>'
            + prompt
            + "<w:t>{{\u00a0Date\u00a0}}</w:t></w:r></w:sdtContent></w:sdt>"
            + run(" — ")
            + torn("{{ kind }}", 82)
        )
        + '<w:sdt><w:sdtPr><w:alias w:val="Text"/><w:showingPlcHdr/><w:text w:multiLine="1"/></w:sdtPr><w:sdtContent>'
        + paragraph(torn("{{ body }}", 83))
        + "</w:sdtContent></w:sdt>"
        + paragraph(run("ACME Research Ltd, registered in Norrmark"))
    )
    file.sections[0].header.is_linked_to_previous = False
    file.sections[0].header._element.append(
        elements(paragraph(torn("{{ marking }}"), '<w:jc w:val="center"/>'))[0]
    )
    file.sections[0].footer.paragraphs[0].text = "ACME · confidential to the addressee"
    file.core_properties.title = "{{ title }}"
    return file


HOUSES = {
    "ministry": ministry,
    "german_company": german_company,
    "two_sections": two_sections,
    "framed_letter": framed_letter,
    "controlled": controlled,
}
