"""The Word writer."""

from __future__ import annotations

from briefgen.model.document import Document
from briefgen.model.theme import Theme


def write(document: Document, theme: Theme) -> bytes:
    """``document`` as a Word file with real styles, numbering, bookmarks and fields."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    from briefgen.writers.docx import package
    from briefgen.writers.docx.blocks import Blocks
    from briefgen.writers.docx.furniture import Furniture, estimated_pages
    from briefgen.writers.docx.look import Look
    from briefgen.writers.docx.numbering import Numbering
    from briefgen.writers.docx.styles import styles
    from briefgen.writers.docx.xml import replace_children

    look = Look(theme)
    file = package.blank()
    package.set_page(file, look)
    package.set_properties(file, document)
    replace_children(file.styles.element, styles(look, document.language))

    def relate(address: str) -> str:
        return file.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    lists = Numbering(look)
    body = Blocks(document, look, lists, relate).body()
    file.element.body[:0] = body
    replace_children(file.part.numbering_part.element, lists.elements())

    furniture = Furniture(document, look, pages=estimated_pages(body))
    section = file.sections[0]
    for first_page, header, footer in (
        (True, section.first_page_header, section.first_page_footer),
        (False, section.header, section.footer),
    ):
        header.is_linked_to_previous = footer.is_linked_to_previous = False
        replace_children(header._element, furniture.header(first_page=first_page))
        replace_children(footer._element, furniture.footer(first_page=first_page))
    return package.packed(file)
