"""The document in the middle: blocks and inlines that know nothing of facts or of formats.

Composition makes it, writers read it. Every block and inline is a frozen dataclass; sequences
are tuples. A writer must handle every class of ``Block`` and ``Inline``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# --- inlines -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters, without line breaks."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an address outside the document (http, https or mailto)."""

    url: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to source ``number`` of the sources list, printed ``[number]``. It links to the
    list item whose anchor is ``source-number``; ``paragraph`` (from 1) is the place in it, and
    ``item`` the id under which ``Document.origins`` tell where the words before it come from."""

    number: int
    paragraph: int | None = None
    item: str = ""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Something only a person can fill in, shown as ``[TO COMPLETE: prompt]`` and highlighted."""

    prompt: str
    call: str = "TO COMPLETE"  # in the language of the document

    @property
    def words(self) -> str:
        """What a writer prints."""
        return f"[{self.call}: {self.prompt}]"


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break inside a paragraph."""


Inline = Text | Strong | Emphasis | Link | Citation | Placeholder | LineBreak
Inlines = tuple[Inline, ...]


# --- blocks --------------------------------------------------------------------------------


class ParagraphRole(StrEnum):
    """What a paragraph is for; each role is one named style in every writer."""

    BODY = "body"
    LEAD = "lead"  # the first words under a title: larger
    SMALL = "small"  # notes, generation note
    NIL = "nil"  # what a section says when nothing was found


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is a section of the document (the title is not a heading block)."""

    level: int
    content: Inlines


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: Inlines
    role: ParagraphRole = ParagraphRole.BODY


class ListRole(StrEnum):
    BULLETS = "bullets"
    NUMBERS = "numbers"  # a list numbered from ``start``
    PARAGRAPHS = "paragraphs"  # numbered paragraphs, counted through the whole document
    SOURCES = "sources"  # the list that citations point at: [1], [2], …
    FIELDS = "fields"  # label and value: To, From, Date; each item starts with a Strong label


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item. ``anchor`` names it as the target of citations (``source-3``)."""

    blocks: tuple[Block, ...]
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    items: tuple[ListItem, ...]
    role: ListRole = ListRole.BULLETS
    start: int = 1


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """A quote set apart: its paragraphs, and who said it. ``language`` is that of its words where
    it is known to be another than the document's. ``reported`` says that the words are those of a
    reporter who tells what somebody said, which must not look verbatim."""

    content: tuple[Paragraph, ...]
    attribution: Inlines = ()
    language: str = ""
    reported: bool = False


@dataclass(frozen=True, slots=True)
class Callout:
    """A shaded, ruled box in the flow of reading. ``title`` may be empty."""

    blocks: tuple[Block, ...]
    title: Inlines = ()


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    header: Inlines
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data: one header row, every row as long as ``columns``. In a ``form`` rows have
    room for what is written by hand, a signature or a date."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    caption: Inlines = ()
    form: bool = False


class ChartKind(StrEnum):
    BARS = "bars"  # values of one unit, each a bar from zero
    RANGE = "range"  # values that sources give for one thing, on one scale
    TIMELINE = "timeline"  # events in the order of their dates


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a chart: what or whose it is, the value, and the value as it is printed. In a
    timeline ``value`` is the day counted from 1 January of the year 1 (``date.toordinal``), and
    ``shown`` the date in words."""

    label: str
    value: float
    shown: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Values to be compared at a glance. ``labels`` and ``values`` head the two columns of the
    table that it is for whoever cannot see it; ``unit`` is a code of ISO 4217, "%", or nothing."""

    kind: ChartKind
    points: tuple[Point, ...]
    caption: Inlines = ()
    labels: str = ""
    values: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page."""


Block = Heading | Paragraph | ListBlock | QuoteBlock | Callout | Table | Chart | PageBreak


@dataclass(frozen=True, slots=True)
class Origin:
    """Where words of the document come from: ``sentence`` is what stands at ``start:end`` (code
    points) of paragraph ``paragraph`` (from 1) of source ``number``, verbatim, and ``reference``
    names that source. ``item`` is the id that citations carry; one item can have several."""

    item: str
    kind: str
    number: int
    paragraph: int
    start: int
    end: int
    sentence: str = ""
    reference: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document ready to be written: no facts, no formats.

    ``kind`` is the type of document printed above the title ("Information note"). ``modified``
    is the date that goes into the metadata of files, so that no clock does. ``origins`` are kept
    in formats that can hold them unseen, and with ``annotated`` shown beside the words in those
    that have comments. ``fields`` are what its author filled in, by name, as plain text: a file
    of the author's own may have places for these beside the blocks.
    """

    title: str
    blocks: tuple[Block, ...]
    kind: str = ""
    language: str = "en"
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    marking: str = ""
    reference: str = ""
    modified: date | None = None
    origins: tuple[Origin, ...] = ()
    annotated: bool = False
    fields: tuple[tuple[str, str], ...] = ()


def plain(content: Inlines) -> str:
    """The characters a reader sees in ``content``, with line breaks as newlines."""
    out: list[str] = []
    for inline in content:
        match inline:
            case Text(text):
                out.append(text)
            case Strong(children) | Emphasis(children) | Link(_, children):
                out.append(plain(children))
            case Citation(number):
                out.append(f"[{number}]")
            case Placeholder():
                out.append(inline.words)
            case LineBreak():
                out.append("\n")
    return "".join(out)
