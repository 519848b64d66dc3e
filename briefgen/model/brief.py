"""What goes into a brief: the slots of a template, filled. JSON in and out.

A person may edit the JSON between selection and rendering; it holds all that rendering needs.
Field names avoid those of Python's dict methods, because templates see plain dicts.
"""

from __future__ import annotations

from datetime import date
from datetime import date as date_type  # an event's own field is called date
from typing import Annotated, Literal

from pydantic import Field

from briefgen.model.base import Frozen
from briefgen.model.dossier import Edit, EntityKind, FactStatus, Precision, QuoteKind
from briefgen.model.source import Extent, Span


class SourceReference(Frozen):
    """One source as the brief cites it: ``number`` is printed in brackets."""

    number: int = Field(ge=1)
    id: str
    title: str
    untitled: bool = Field(False, description="it has no headline: its title is of its first words")
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    path: str | None = None
    language: str | None = None
    sha256: str = ""
    media_type: str = ""
    grade: str | None = Field(None, description="how far it is trusted: Admiralty code, like B2")
    copy_of: int | None = Field(None, description="number of the source this one is a copy of")

    @property
    def outlet(self) -> str | None:
        """Who speaks in the source: its publisher, else its author, if it states either."""
        return self.publisher or self.author


class Provenance(Span):
    """Where an item comes from: the span in the source numbered ``number``, with its paragraph
    counted from 1."""

    number: int = Field(ge=1)
    paragraph: int = Field(ge=1)
    sentence: str = Field("", description="the sentence it stands in, as the source has it")


class Item(Frozen):
    """Base of all that can fill a slot."""

    id: str
    citations: tuple[Provenance, ...] = ()


class FactItem(Item):
    """A statement. ``original`` is the sentence as its source has it, ``edits`` lead from it to
    ``text``."""

    kind: Literal["fact"] = "fact"
    text: str
    original: str
    edits: tuple[Edit, ...] = ()
    status: FactStatus
    attribution: str | None = None
    according_to: str | None = Field(
        None, description="whose word it is by another source, where its own one does not say so"
    )
    outlet: str | None = Field(None, description="who speaks in the source it is worded by")
    undated: bool = Field(False, description="its figures differ from others of unknown dates")
    contradicted_by: tuple[str, ...] = Field((), description="who states the contrary")
    see_also: tuple[str, ...] = Field((), description="who states it otherwise, in a limited sense")
    reported_by: int = Field(1, description="independent sources that state it")
    out_of: int = Field(1, description="independent sources of the brief")
    bears_on: str | None = Field(None, description="the item, or row of an author, it stands by")
    advises: bool = Field(
        False, description="its source recommends it, and does not say that it is"
    )
    salience: float = 0.0


class QuoteItem(Item):
    """A quote, verbatim, with who said it, in what capacity, where and when it was printed.

    ``parts`` are the stretches of a direct quote in order (two where an attribution stands
    between them); ``begins`` counts those, from 0, that begin a sentence. A partial quote has
    none: its words make sense only within ``sentence``, the sentence around them, which is
    printed instead; ``edits`` lead to it from the words of the source at ``sentence_at``.
    """

    kind: Literal["quote"] = "quote"
    text: str
    parts: tuple[str, ...] = ()
    begins: tuple[int, ...] = ()
    form: QuoteKind
    speaker: str
    role: str | None = None
    affiliation: str | None = None
    outlet: str | None = None
    published: date | None = None
    said_when: str | None = Field(None, description="when it was said, in words of its sentence")
    said_earlier: bool = Field(False, description="its sentence places the words before that day")
    cue: str | None = None
    sentence: str
    sentence_at: Extent | None = None
    edits: tuple[Edit, ...] = ()


class FigureItem(Item):
    """A number with what it counts. ``text`` is the figure as its source writes it."""

    kind: Literal["figure"] = "figure"
    text: str
    value: float
    unit: str | None = None
    counts: str
    counts_follow: bool = True
    label: str | None = None
    label_at: tuple[Extent, ...] = ()
    qualifier: str | None = None
    as_of: date | None = None
    attribution: str | None = None
    outlet: str | None = None
    disputed: bool = False
    conflict: str | None = Field(None, description="id of the conflict it is a side of")


class EventItem(Item):
    """A dated event. ``edits`` lead from ``original`` to ``text``. ``bound`` is the word that
    makes the date a bound ("by", "since"), or "for" where something is announced for it; ``time``
    the time of day as its source writes it, ``who`` are the people and bodies that do it, as far as
    the sources name them.
    ``silent_since`` is the date of the event before it, where none is reported for longer than
    the gap of the slot."""

    kind: Literal["event"] = "event"
    text: str
    original: str
    edits: tuple[Edit, ...] = ()
    date: date
    precision: Precision
    expression: str
    bound: str | None = None
    time: str | None = None
    who: tuple[str, ...] = ()
    silent_since: date_type | None = None
    inferred: bool = Field(False, description="the day is that of the main thing of its source")
    status: FactStatus = FactStatus.ATTRIBUTED
    contradicted_by: tuple[str, ...] = Field((), description="who states the contrary")
    see_also: tuple[str, ...] = Field((), description="who states it otherwise, in a limited sense")
    advised_by: str | None = Field(
        None, description="who recommends it, where nobody says it is so"
    )


class DatingItem(Item):
    """One event that independent sources date differently, the earliest date first."""

    kind: Literal["dating"] = "dating"
    text: str
    sides: tuple[EventItem, ...]


class ConflictItem(Item):
    """What sources disagree on, each side with its own provenance."""

    kind: Literal["conflict"] = "conflict"
    counts: str
    sides: tuple[FigureItem, ...]
    undated: bool = Field(
        False, description="a side has no date: nobody can tell whether one is newer"
    )


class ChangeItem(Item):
    """What is different from an earlier report. ``change`` is "figure" for one that was another
    (``figure`` is what it is now, ``was`` the amounts that the earlier report gave), "new" for a
    fact that it lacked, "gone" for one that no source states any more. ``text`` is the fact, of
    what is gone in the words of the earlier report, which has the number ``report``."""

    kind: Literal["change"] = "change"
    change: Literal["figure", "new", "gone"]
    text: str = ""
    fact: FactItem | None = None
    figure: FigureItem | None = None
    was: tuple[str, ...] = ()
    report: int | None = None


class StoryItem(Item):
    """One source as an item of coverage. ``text`` is its first statement, to which ``edits`` lead;
    ``also_in`` names the outlets that carry copies."""

    kind: Literal["story"] = "story"
    title: str
    outlet: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    text: str
    edits: tuple[Edit, ...] = ()
    also_in: tuple[str, ...] = ()
    covers: bool = Field(True, description="what a medium reports, not what a body publishes")
    according_to: str | None = Field(
        None, description="whose word `text` is by another source, where its own one does not say"
    )
    updated: bool = Field(False, description="a newer source has replaced a figure in `text`")
    replaced_by: FactItem | None = Field(
        None, description="what states the newer figure, if a line can"
    )


class SpeakerItem(Item):
    """One person or body that is quoted: how often and where."""

    kind: Literal["speaker"] = "speaker"
    name: str
    role: str | None = None
    affiliation: str | None = None
    quotes: int
    outlets: tuple[str, ...]
    unnamed: tuple[int, ...] = Field((), description="numbers of sources that are of no outlet")


class RoleItem(Frozen):
    """A role as one source states it: ``as_of`` is the date of that source, which ``outlet``
    speaks in."""

    text: str
    affiliation: str | None = None
    outlet: str | None = None
    as_of: date | None = None
    citations: tuple[Provenance, ...] = ()


class EntityItem(Item):
    """A person, organisation or place, as ``sort`` says. ``roles`` are all that sources state,
    the newest source first, each wording once; ``role`` is the fullest. Where the slot asks for
    those ``beside`` the subject, ``fact`` is a statement that names both. ``citations`` are where
    that stands, else the role, else the name. ``mentions`` counts over all sources, ``outlets``
    are who speaks in them."""

    kind: Literal["entity"] = "entity"
    name: str
    sort: EntityKind
    aliases: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    roles: tuple[RoleItem, ...] = ()
    mentions: int = 0
    outlets: tuple[str, ...] = ()
    fact: FactItem | None = None


AnyItem = Annotated[
    FactItem
    | QuoteItem
    | FigureItem
    | EventItem
    | DatingItem
    | ConflictItem
    | ChangeItem
    | StoryItem
    | SpeakerItem
    | EntityItem,
    Field(discriminator="kind"),
]


class AuthorText(Frozen):
    """What only a person can write. ``text`` is Markdown; None until somebody has written it, and
    then ``prompt`` is shown as ``[TO COMPLETE: …]`` where ``required``, and nothing otherwise.
    What has columns is written in ``rows``, Markdown by the name of its column."""

    text: str | None = None
    rows: tuple[dict[str, str], ...] = ()
    prompt: str
    required: bool = True


class EarlierReport(Frozen):
    """The report of the series that a brief is compared with; ``news`` are the facts that it
    lacks, in the brief or not."""

    number: int
    news: int = 0
    issued: date | None = None
    as_of: date | None = None


class Brief(Frozen):
    """A brief: metadata, slots filled, sources numbered for citation.

    ``issued`` is the day printed on the brief, ``as_of`` the date of its newest source.
    """

    document: Literal["brief"] = "brief"
    version: Literal[1] = 1
    template: str
    title: str
    issued: date | None = None
    as_of: date | None = None
    language: str = "en"
    marking: str | None = None
    focus: tuple[str, ...] = ()
    number: int | None = Field(None, description="of the report in its series")
    earlier: EarlierReport | None = None
    subject: tuple[str, ...] = Field((), description="whom or what the brief is about, by name")
    unanswered: tuple[str, ...] = Field((), description="topics of the focus that no item is about")
    slots: dict[str, tuple[AnyItem, ...]] = Field(default_factory=dict)
    author: dict[str, AuthorText] = Field(default_factory=dict)
    sources: tuple[SourceReference, ...] = ()
    note: str = Field("", description="how the brief was made, printed at its end")
