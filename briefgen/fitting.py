"""A brief cut to the pages that its template allows."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefgen.composition.compose import compose, sources_apart, without_sources
from briefgen.selection import shortened
from briefgen.writers import count_pages, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.model.document import Document
    from briefgen.model.template import Template
    from briefgen.model.theme import Theme
    from briefgen.selection import Selection

_FEW_SOURCES = 3  # a list so short belongs on the last page and counts; a longer one may run on
_CLOSER = (0.85, 0.7)  # steps of the space between blocks that may save a page


@dataclass(frozen=True, slots=True)
class Fitted:
    """A selection cut to its pages, the theme as it is set for it, and files written on the way.
    ``over`` are the pages that it has, of those that count, where it has too many all the same.
    ``apart`` says that the list of sources has the last page to itself."""

    selection: Selection
    theme: Theme
    written: dict[str, bytes]
    over: int | None = None
    apart: bool = False

    def document(
        self, template: Template, *, annotated: bool = False, paged: bool = True
    ) -> Document:
        """What is to be written; ``paged`` for a format whose pages are those of the PDF."""
        document = compose(self.selection.brief, template, annotated=annotated)
        return sources_apart(document) if paged and self.apart else document


def within_pages(selection: Selection, template: Template, theme: Theme) -> Fitted:
    """The selection cut until its PDF has no more pages than the template allows, and that PDF.

    Type never shrinks: the least salient items go, as few as will do, and the manifest names
    them. Where nothing that can go is enough, it has as few pages as it can. Where the last page
    then holds no more than what a little less space between blocks takes in, it is set so.
    """
    return _with_whole_list(_cut(selection, template, theme), template)


def _cut(selection: Selection, template: Template, theme: Theme) -> Fitted:
    """The selection cut to the pages that the template allows, set closer if that saves a page."""
    front = template.front
    pdf = write(compose(selection.brief, template), theme, "pdf")
    if front.pages is None or count_pages(pdf) <= front.pages:
        return _closer(Fitted(selection, theme, {"pdf": pdf}), template)

    counts_all = _counts_sources(selection, template)
    written = {0: pdf} if counts_all else {}
    counted = {0: count_pages(pdf)} if counts_all else {}
    shorter = [selection]
    while following := shortened(shorter[-1], f"over the page limit of {front.pages}"):
        shorter.append(following)

    def pages(number: int) -> int:
        if number not in counted:
            document = compose(shorter[number].brief, template)
            if counts_all:
                written[number] = write(document, theme, "pdf")
                counted[number] = count_pages(written[number])
            else:
                counted[number] = count_pages(write(without_sources(document), theme, "pdf"))
        return counted[number]

    allowed, over = front.pages, None
    chosen = _first_that(lambda number: pages(number) <= allowed, len(shorter))
    if (least := pages(chosen)) > allowed:
        # What is cut without saving a page is missed for nothing.
        over = least
        chosen = _first_that(lambda number: pages(number) <= least, len(shorter))
    if chosen not in written:
        written[chosen] = write(compose(shorter[chosen].brief, template), theme, "pdf")
    fitted = Fitted(shorter[chosen], theme, {"pdf": written[chosen]}, over)
    return fitted if over else _closer(fitted, template)


def _closer(fitted: Fitted, template: Template) -> Fitted:
    """The brief on a page less, where a step closer between its blocks is enough for that: a last
    page with a few lines looks lost. As it is where no step is."""
    pages = count_pages(fitted.written["pdf"])
    if pages == 1:
        return fitted
    document = compose(fitted.selection.brief, template)
    for step in _CLOSER:
        sizes = fitted.theme.sizes
        sizes = sizes.model_copy(update={"spacing": sizes.spacing * step})
        theme = fitted.theme.model_copy(update={"sizes": sizes})
        pdf = write(document, theme, "pdf")
        if count_pages(pdf) < pages:
            return replace(fitted, theme=theme, written={"pdf": pdf})
    return fitted


def _with_whole_list(fitted: Fitted, template: Template) -> Fitted:
    """The list of sources on a page of its own where it would be cut in two and that costs no page
    more. A short one goes on where the text ends: a page for it alone would look lost."""
    pages = count_pages(fitted.written["pdf"])
    if pages == 1 or len(fitted.selection.brief.sources) <= _FEW_SOURCES:
        return fitted
    document = compose(fitted.selection.brief, template)
    if count_pages(write(without_sources(document), fitted.theme, "pdf")) == pages:
        return fitted
    pdf = write(sources_apart(document), fitted.theme, "pdf")
    if count_pages(pdf) > pages:
        return fitted
    return replace(fitted, written={"pdf": pdf}, apart=True)


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
