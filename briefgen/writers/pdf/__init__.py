"""The PDF writer."""

from __future__ import annotations

from briefgen.model.document import Document
from briefgen.model.theme import Theme


def write(document: Document, theme: Theme) -> bytes:
    """``document`` as a tagged PDF (PDF/UA-1) with embedded fonts, bookmarks and citations that
    lead to their source."""
    from io import BytesIO

    from briefgen.writers.pdf.blocks import Blocks
    from briefgen.writers.pdf.page import BriefPages
    from briefgen.writers.pdf.styles import styles

    look = styles(theme)
    target = BytesIO()
    blocks = Blocks(document, look)
    story = blocks.story()
    BriefPages(target, document, look, blocks.structure, blocks.paragraphs).lay_out(story)
    return target.getvalue()
