"""The PDF writer."""

from __future__ import annotations

from briefgen.model.document import Document
from briefgen.model.theme import Theme


def write(document: Document, theme: Theme) -> bytes:
    """``document`` as a PDF with embedded fonts, bookmarks and working citations."""
    from io import BytesIO

    from briefgen.writers.pdf.blocks import Blocks
    from briefgen.writers.pdf.page import BriefPages
    from briefgen.writers.pdf.styles import styles

    look = styles(theme)
    target = BytesIO()
    BriefPages(target, document, look).lay_out(Blocks(document, look).story())
    return target.getvalue()
