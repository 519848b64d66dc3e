"""A brief cut to the pages that its template allows."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefgen.composition.compose import compose, sources_at, turned_at, without_sources
from briefgen.selection import shortened
from briefgen.writers import count_pages, fits, page_fills, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefgen.model.document import Document
    from briefgen.model.template import Template
    from briefgen.model.theme import Theme
    from briefgen.selection import Selection

_FEW_SOURCES = 3  # a list so short belongs on the last page and counts; a longer one may run on
_MANY_SOURCES = 12  # a list so long fills a good part of a page of its own
# Shares of a page: one filled so far looks full, though the list of sources begins overleaf, and
# so much of that list does not look lost there.
_WELL_FILLED, _QUARTER_FILLED = 0.75, 0.25
_FEW_ITEMS = 3  # that may go for a page which would hold nothing but a list of sources
# Steps that may save a page: the space between blocks, whether the list of sources is smaller, and
# the height of lines.
_CLOSER = ((0.85, False, 1.0), (0.85, True, 1.0), (0.7, True, 1.0), (0.7, True, 0.96))
_LEAST_SPACING, _LEAST_LEADING = 0.5, 1.2  # as close as blocks and lines are set
_SMALLER, _SMALLEST = 1.0, 8.0  # points that the list of sources loses, and that it keeps
# Millimetres that a page set closer keeps free: Word breaks long addresses elsewhere.
_KEPT_FREE = 5.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """A selection cut to its pages, the theme as it is set for it, and files written on the way.
    ``composed`` is its document. ``over`` are the pages that it has, of those that count, where it
    has too many all the same. ``turned`` is the number of the block that begins the last page,
    where that is the list of sources and there would be room for the first of them below the text.
    """

    selection: Selection
    composed: Document
    theme: Theme
    written: dict[str, bytes]
    over: int | None = None
    turned: int | None = None

    def document(self, *, annotated: bool = False, paged: bool = True) -> Document:
        """What is to be written; ``paged`` for a format whose pages are those of the PDF."""
        document = replace(self.composed, annotated=annotated)
        return document if self.turned is None or not paged else turned_at(document, self.turned)


def within_pages(selection: Selection, template: Template, theme: Theme) -> Fitted:
    """The selection cut until its PDF has no more pages than the template allows, and that PDF.

    Type never shrinks: the least salient items go, as few as will do, and the manifest names
    them. Where nothing that can go is enough, it has as few pages as it can. Where the last page
    then holds no more than what a little less space between blocks takes in, it is set so, and a
    short list of sources costs a few items rather than a page of its own.
    """
    return _with_whole_list(_with_list_below(_cut(selection, template, theme), template))


def _cut(selection: Selection, template: Template, theme: Theme) -> Fitted:
    """The selection cut to the pages that the template allows, set closer if that saves a page."""
    front, document = template.front, compose(selection.brief, template)
    pdf = write(document, theme, "pdf")
    if front.pages is None or count_pages(pdf) <= front.pages:
        return _closer(Fitted(selection, document, theme, {"pdf": pdf}))

    counts_all = _counts_sources(selection, template)
    composed = {0: document}
    written = {0: pdf} if counts_all else {}
    counted = {0: count_pages(pdf)} if counts_all else {}
    shorter = [selection]
    while following := shortened(shorter[-1], f"over the page limit of {front.pages}"):
        shorter.append(following)

    def document_of(number: int) -> Document:
        if number not in composed:
            composed[number] = compose(shorter[number].brief, template)
        return composed[number]

    def pages(number: int) -> int:
        if number not in counted:
            document = document_of(number)
            if counts_all:
                written[number] = write(document, theme, "pdf")
                counted[number] = count_pages(written[number])
            else:
                counted[number] = len(page_fills(without_sources(document), theme))
        return counted[number]

    allowed, over = front.pages, None
    chosen = _first_that(lambda number: pages(number) <= allowed, len(shorter))
    if (least := pages(chosen)) > allowed:
        # What is cut without saving a page is missed for nothing.
        over = least
        chosen = _first_that(lambda number: pages(number) <= least, len(shorter))
    document = document_of(chosen)
    if chosen not in written:
        written[chosen] = write(document, theme, "pdf")
    fitted = Fitted(shorter[chosen], document, theme, {"pdf": written[chosen]}, over)
    return fitted if over else _closer(fitted)


def _closer(fitted: Fitted) -> Fitted:
    """The brief on a page less, where a step closer between its blocks and lines, or smaller type
    in its list of sources, is enough for that: a last page with a few lines looks lost. As it is
    where no step is."""
    pages = count_pages(fitted.written["pdf"])
    if pages == 1:
        return fitted
    for theme in _closer_looks(fitted.theme):
        if (pdf := _on_fewer_pages(fitted.composed, theme, pages)) is not None:
            return replace(fitted, theme=theme, written={"pdf": pdf})
    return fitted


def _closer_looks(theme: Theme) -> Iterator[Theme]:
    """``theme`` set closer, step by step."""
    sizes = theme.sizes
    listed = sizes.sources or sizes.small
    smaller = min(listed, max(listed - _SMALLER, _SMALLEST))
    for spacing, is_smaller, leading in _CLOSER:
        changes: dict[str, float] = {"spacing": max(sizes.spacing * spacing, _LEAST_SPACING)}
        changes["leading"] = max(sizes.leading * leading, min(sizes.leading, _LEAST_LEADING))
        if is_smaller:
            changes["sources"] = smaller
        yield theme.model_copy(update={"sizes": sizes.model_copy(update=changes)})


def _on_fewer_pages(document: Document, theme: Theme, pages: int) -> bytes | None:
    """The PDF of ``document`` where it has fewer than ``pages``, and a little room is left on the
    last one; else nothing."""
    bottom = theme.page.bottom + _KEPT_FREE
    page = theme.page.model_copy(update={"bottom": bottom})
    roomy = theme.model_copy(update={"page": page})
    if not fits(document, roomy, pages - 1):
        return None
    return write(document, theme, "pdf")


def _with_list_below(fitted: Fitted, template: Template) -> Fitted:
    """The brief without a few items where the list of sources would have the last page to itself,
    and fits below the text without them. A long list may have its page."""
    sources = len(fitted.selection.brief.sources)
    if template.front.pages is None or not _FEW_SOURCES < sources <= _MANY_SOURCES:
        return fitted
    pages = count_pages(fitted.written["pdf"])
    if pages == 1 or pages <= template.front.pages:
        return fitted
    if not fits(without_sources(fitted.composed), fitted.theme, pages - 1):
        return fitted
    reason = f"over the page limit of {pages - 1} with the list of sources"
    *_, closest = _closer_looks(fitted.theme)
    selection = fitted.selection
    for _ in range(_FEW_ITEMS):
        if (following := shortened(selection, reason)) is None:
            break
        selection = following
        document = compose(selection.brief, template)
        if _on_fewer_pages(document, closest, pages) is not None:
            return _closer(replace(fitted, selection=selection, composed=document))
    return fitted


def _with_whole_list(fitted: Fitted) -> Fitted:
    """The list of sources in one piece on a page of its own, where it would be cut in two, fills a
    good part of that page, and leaves the page before well filled. Else it begins below the text.
    No text ever goes over to keep it company: that would break the limit which the text keeps."""
    pages = count_pages(fitted.written["pdf"])
    if pages == 1 or len(fitted.selection.brief.sources) <= _FEW_SOURCES:
        return fitted
    document = fitted.composed
    if not fits(without_sources(document), fitted.theme, pages - 1):
        return fitted
    if (place := sources_at(document)) is None:
        return fitted
    turned = turned_at(document, place)
    *_, before, last = fills = page_fills(turned, fitted.theme)
    if len(fills) > pages or before < _WELL_FILLED or last < _QUARTER_FILLED:
        return fitted
    return replace(fitted, written={"pdf": write(turned, fitted.theme, "pdf")}, turned=place)


def _counts_sources(selection: Selection, template: Template) -> bool:
    """Whether the list of sources counts for the pages of ``template``."""
    return not template.front.sources_outside or len(selection.brief.sources) <= _FEW_SOURCES


def overrun(fitted: Fitted, template: Template) -> tuple[str, ...]:
    """A notice where the PDF has too many pages though nothing more could be left out: a look in
    large type, or what a person wrote, may need more than a template allows."""
    allowed = template.front.pages
    if allowed is None or fitted.over is None:
        return ()
    return (
        f"{template.front.name} allows {allowed} page{'s' if allowed > 1 else ''} and this has "
        f"{fitted.over}, which it has with as little as it can hold too; shorten what you wrote, "
        "allow more pages, or take a theme in smaller type",
    )


def _first_that(fits: Callable[[int], bool], count: int) -> int:
    """The first of ``count`` numbers that fits, the last where none does. What fits goes on
    fitting: steps double, because the answer is mostly a small number, then halve."""
    below, step = -1, 1
    while below + step < count - 1 and not fits(below + step):
        below, step = below + step, step * 2
    above = min(below + step, count - 1)
    return bisect_left(range(above), True, lo=below + 1, key=fits)
