"""The structure tree of a PDF: what each piece of a page is, in the order in which it is read.

Elements are made in the order of the document, together with the flowables that will draw them.
Where and in how many pieces they are drawn is known only when pages are laid out: then each piece
is added to its element as a ``Mark``. Roles are the standard structure types of ISO 32000-1,
14.8.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

# A cell without words is still a cell: without it, the cells after it would move a column.
_MAY_BE_EMPTY = frozenset({"TD", "TH"})


class Mark(NamedTuple):
    """A piece of content: the marked-content sequence ``number`` of ``page`` (both from 0)."""

    page: int
    number: int


class Annotated(NamedTuple):
    """An annotation of ``page`` that belongs to an element, as the library's own object."""

    page: int
    annotation: Any


class Attribute(NamedTuple):
    """One attribute of an element: ``Attribute("Table", "Scope", "/Column")``. The value is
    written as it stands."""

    owner: str
    key: str
    value: str


@dataclass(slots=True, eq=False)
class Element:
    """One element. ``alt`` says in words what cannot be read: the content of a figure. ``actual``
    are its letters in the order of reading, where they are painted in another, and ``language`` is
    that of its words, where it is not the document's."""

    role: str
    attribute: Attribute | None = None
    alt: str = ""
    actual: str = ""
    language: str = ""
    kids: list[Element | Mark | Annotated] = field(default_factory=list)

    def child(self, role: str, attribute: Attribute | None = None) -> Element:
        """A new element, the last in this one."""
        made = Element(role, attribute)
        self.kids.append(made)
        return made

    def prune(self) -> bool:
        """Drop what was never drawn (a paragraph without words); whether anything is left."""
        self.kids = [
            kid
            for kid in self.kids
            if not isinstance(kid, Element) or kid.prune() or kid.role in _MAY_BE_EMPTY
        ]
        return bool(self.kids)


class Tag:
    """What a flowable that holds words carries, and all its parts when it is split.

    ``label`` is the element of the bullet or number that stands before the words. A tag that is
    drawn ``once`` is decoration from the second time on: the header row of a table, repeated on
    the next page.
    """

    __slots__ = ("_links", "element", "label", "once")

    def __init__(self, element: Element, label: Element | None = None, *, once: bool = False):
        self.element = element
        self.label = label
        self.once = once
        self._links: dict[tuple[int, str], Element] = {}

    @property
    def is_repeated(self) -> bool:
        return self.once and bool(self.element.kids)

    def words(self) -> Element:
        """The element of words that are no link.

        After a link they have one of their own, though none is asked for: readers that take what
        an element holds itself before what its children hold would read it out of order.
        """
        return self.element.child("Span") if self._links else self.element

    def link(self, link: tuple[int, str]) -> Element:
        """The element of the link ``(number, target)``: one, over however many lines it runs."""
        if link not in self._links:
            self._links[link] = self.element.child("Link")
        return self._links[link]


class Structure:
    """Builds a tree: a document, parted into sections by its headings, and what stands in them.

    ``places`` says in words what stands where a link inside the document may lead, by its name.
    """

    def __init__(self) -> None:
        self.root = Element("Document")
        self._sections = [self.root]
        self.places: dict[str, str] = {}
        self._containers: list[Element] = []
        self._top = 1  # the rank of a heading of the first level
        self._rank = 0  # of the heading that came last

    @property
    def depth(self) -> int:
        """How deep the heading that came last is: 0 for a section of the document."""
        return self._rank - self._top

    def add(self, role: str, attribute: Attribute | None = None) -> Element:
        """A new element at the place that the document has come to."""
        return (self._containers or self._sections)[-1].child(role, attribute)

    @contextmanager
    def inside(self, role: str, attribute: Attribute | None = None) -> Iterator[Element]:
        """An element that holds all elements made within the ``with``."""
        made = self.add(role, attribute)
        self._containers.append(made)
        try:
            yield made
        finally:
            self._containers.pop()

    def title(self) -> Element:
        """The heading over everything. It opens no section: the whole document is its section."""
        self._top, self._rank = 2, 1
        return self.add("H1")

    def heading(self, level: int) -> Element:
        """A heading of ``level``, the first being 1; it opens a section unless it is in a box.

        A document may skip a level, a tree may not (ISO 14289-1, 7.4.2): the first heading is
        an H1, and none is more than one deeper than the one before it.
        """
        self._rank = min(self._top + level - 1, self._rank + 1)
        if not self._containers:
            del self._sections[self._rank - self._top + 1 :]
            self._sections.append(self._sections[-1].child("Sect"))
        return self.add(f"H{self._rank}")
