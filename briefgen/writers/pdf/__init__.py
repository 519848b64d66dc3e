"""The PDF writer."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.model.document import Document
    from briefgen.model.theme import Theme


def write(document: Document, theme: Theme) -> bytes:
    """``document`` as a tagged PDF (PDF/UA-1) with embedded fonts, bookmarks and citations that
    lead to their source."""
    target = BytesIO()
    _laid_out(document, theme, target)
    return target.getvalue()


def page_fills(document: Document, theme: Theme) -> tuple[float, ...]:
    """For each page of ``document`` the share of its height that words or drawings reach down to,
    from 0 to 1."""
    return tuple(_laid_out(document, theme, BytesIO()))


def _laid_out(document: Document, theme: Theme, target: BytesIO) -> list[float]:
    from briefgen.writers.pdf.blocks import Blocks
    from briefgen.writers.pdf.page import BriefPages
    from briefgen.writers.pdf.styles import styles_for

    look = styles_for(document, theme)
    blocks = Blocks(document, look)
    story = blocks.story()
    pages = BriefPages(target, document, look, blocks.structure, blocks.paragraphs)
    pages.lay_out(story)
    return pages.fills
