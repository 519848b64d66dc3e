"""The Word writer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.document import Chart, Document
from briefgen.model.letterhead import Letterhead
from briefgen.model.theme import Theme

if TYPE_CHECKING:
    from briefgen.writers.docx.base import Base
    from briefgen.writers.docx.xml import Element


def write(document: Document, theme: Theme, letterhead: Letterhead | None = None) -> bytes:
    """``document`` as a Word file with real styles, numbering, bookmarks and fields: in a file of
    our own, or in ``letterhead``.

    Raises:
        TemplateError: the letterhead cannot be written in: file, part, remedy.
    """
    from docx.opc.constants import RELATIONSHIP_TYPE

    from briefgen.writers.docx import package
    from briefgen.writers.docx.blocks import Blocks
    from briefgen.writers.docx.comments import Comments
    from briefgen.writers.docx.provenance import attach_provenance

    base = _base(document, theme, letterhead)
    part = base.file.part

    def relate(address: str) -> str:
        return part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def draw(chart: Chart, number: int) -> Element:
        # Few files have charts; what these need takes an eighth of the time of a first call.
        from briefgen.writers.docx.charts import add_chart

        return add_chart(part, chart, number, base.look)

    used = base.used
    comments = Comments(document.origins, used.comments) if document.annotated else None
    blocks = Blocks(
        base.document, base.look, base.lists, relate, draw, comments, used.bookmarks, used.drawings
    )
    base.take(blocks.body(), comments.made if comments else [])
    if comments:
        comments.attach_to(part)
    attach_provenance(part, document)
    return package.packed(base.file)


def _base(document: Document, theme: Theme, letterhead: Letterhead | None) -> Base:
    if letterhead is None:
        from briefgen.writers.docx.blank import Blank

        return Blank(document, theme)
    from briefgen.writers.docx.letterhead.base import Letterheaded

    return Letterheaded(document, theme, letterhead)
