"""The PDF writer."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from briefgen.model.document import Document
    from briefgen.model.theme import Theme
    from briefgen.writers.pdf.page import BriefPages


def write(document: Document, theme: Theme) -> bytes:
    """``document`` as a tagged PDF (PDF/UA-1) with embedded fonts, bookmarks and citations that
    lead to their source."""
    target = BytesIO()
    pages, story = _pages(document, theme, target)
    pages.lay_out(story)
    return target.getvalue()


def page_fills(document: Document, theme: Theme) -> tuple[float, ...]:
    """For each page of ``document`` the share of its height that words or drawings reach down to,
    from 0 to 1."""
    pages, story = _pages(document, theme, BytesIO())
    pages.try_out(story)
    return tuple(pages.fills)


def fits(document: Document, theme: Theme, most: int) -> bool:
    """Whether ``document`` has no more than so many pages."""
    pages, story = _pages(document, theme, BytesIO())
    return pages.try_out(story, most)


def _pages(document: Document, theme: Theme, target: BytesIO) -> tuple[BriefPages, list[Flowable]]:
    """The pages that ``document`` is laid out on, and what is to stand there."""
    from briefgen.writers.pdf.blocks import Blocks
    from briefgen.writers.pdf.page import BriefPages
    from briefgen.writers.pdf.styles import styles_for

    look = styles_for(document, theme)
    blocks = Blocks(document, look)
    story = blocks.story()
    return BriefPages(target, document, look, blocks.structure, blocks.paragraphs), story
