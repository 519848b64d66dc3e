"""The Word writer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.document import Chart, Document
from briefgen.model.theme import Theme

if TYPE_CHECKING:
    from docx.document import Document as WordFile

    from briefgen.writers.docx.look import Look
    from briefgen.writers.docx.xml import Element


def write(document: Document, theme: Theme) -> bytes:
    """``document`` as a Word file with real styles, numbering, bookmarks and fields."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    from briefgen.writers.docx import package
    from briefgen.writers.docx.blocks import Blocks
    from briefgen.writers.docx.comments import Comments
    from briefgen.writers.docx.look import Look
    from briefgen.writers.docx.numbering import Numbering
    from briefgen.writers.docx.palette import attach_palette
    from briefgen.writers.docx.provenance import attach_provenance
    from briefgen.writers.docx.scripts import found_in, set_scripts
    from briefgen.writers.docx.styles import styles
    from briefgen.writers.docx.xml import replace_children
    from briefgen.writers.wording import texts

    look = Look(theme)
    scripts = found_in(texts(document), document.language)
    file = package.blank()
    package.set_page(file, look)
    package.set_properties(file, document)
    replace_children(file.styles.element, styles(look, document.language, scripts))

    def relate(address: str) -> str:
        return file.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def draw(chart: Chart, number: int) -> Element:
        # Few files have charts; what these need takes an eighth of the time of a first call.
        from briefgen.writers.docx.charts import add_chart

        return add_chart(file.part, chart, number, look)

    lists = Numbering(look)
    comments = Comments(document.origins) if document.annotated else None
    body = Blocks(document, look, lists, relate, draw, comments).body()
    if theme.logo.file and theme.logo.position == "title":
        from briefgen.writers.docx.logo import logo_paragraph

        body = [one for one in [logo_paragraph(file.part, look), *body] if one is not None]
    file.element.body[:0] = body
    replace_children(file.part.numbering_part.element, lists.elements())
    _set_furniture(file, document, look, body)
    if comments:
        comments.attach_to(file.part)
    set_scripts([*_parts(file), *(comments.made if comments else ())], document.language)
    attach_palette(file.part, theme)
    attach_provenance(file.part, document)
    package.set_settings(file, embeds=_embed(file, theme))
    return package.packed(file)


def _set_furniture(file: WordFile, document: Document, look: Look, body: list[Element]) -> None:
    """Headers and footers, of the first page and of the others."""
    from briefgen.writers.docx.furniture import Furniture, estimated_pages
    from briefgen.writers.docx.logo import logo_paragraph
    from briefgen.writers.docx.xml import replace_children

    section = file.sections[0]
    logo = None
    if look.theme.logo.position == "header":
        logo = logo_paragraph(section.first_page_header.part, look)
    furniture = Furniture(document, look, estimated_pages(body), logo)
    for first_page, header, footer in (
        (True, section.first_page_header, section.first_page_footer),
        (False, section.header, section.footer),
    ):
        header.is_linked_to_previous = footer.is_linked_to_previous = False
        replace_children(header._element, furniture.header(first_page=first_page))
        replace_children(footer._element, furniture.footer(first_page=first_page))


def _embed(file: WordFile, theme: Theme) -> bool:
    """Put the faces that the file needs into it; whether there are any."""
    from docx.oxml.ns import qn

    from briefgen.writers.docx.embedding import attach_fonts

    text = (run.text or "" for part in _parts(file) for run in part.iter(qn("w:t")))
    named = {style.get(qn("w:val")) for style in file.element.body.iter(qn("w:rStyle"))}
    fonts = dict.fromkeys((theme.fonts.word, theme.fonts.word_headings or theme.fonts.word))
    faces = 4 if "IntenseEmphasis" in named else 3 if "Emphasis" in named else 2
    return attach_fonts(file.part, fonts, text, faces)


def _parts(file: WordFile) -> list[Element]:
    """The body, and headers and footers of the first page and of the others."""
    section = file.sections[0]
    around = (
        section.header, section.first_page_header, section.footer, section.first_page_footer,
    )  # fmt: skip
    return [file.element.body, *(part._element for part in around)]
