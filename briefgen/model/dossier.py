"""All that could go into a brief, with scores: JSON in and out.

Everything here carries the span it came from, and ``text`` is exactly the words of that span:
``source.text[start:end] == text``.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from briefgen.model.base import Frozen
from briefgen.model.source import Extent, Source, Span


class QuoteKind(StrEnum):
    """How words are reported."""

    DIRECT = "direct"  # a full clause in quotation marks
    PARTIAL = "partial"  # a quoted fragment inside the reporter's sentence
    INDIRECT = "indirect"  # reported speech without marks


class RecordStatus(StrEnum):
    """On what terms words were given to a reporter."""

    ON_RECORD = "on_record"
    BACKGROUND = "background"  # the speaker is described, not named
    OFF_RECORD = "off_record"  # never printed


class FactStatus(StrEnum):
    """How far a fact can be relied on."""

    # Two or more independent sources in their own voice, or an official record of its own act.
    ESTABLISHED = "established"
    ATTRIBUTED = "attributed"  # one source, or one party that several quote, says so
    DISPUTED = "disputed"  # sources differ on a figure in it, or one states the contrary
    UNVERIFIED = "unverified"  # the source itself hedges without naming anybody


class EntityKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Cited(Span):
    """Anything that carries its span: ``text`` is the words of ``source.text[start:end]``."""

    id: str
    text: str
    paragraph: int = Field(ge=1, description="the paragraph of the source, counted from 1")


class Edit(Extent):
    """One change from a sentence to the statement printed: ``source.text[start:end]`` gives way
    to ``replacement``. Replaying the edits of a fact over its span gives its ``statement``."""

    replacement: str
    reason: Literal[
        "connective",  # "However, …", "also": ties the sentence to its neighbours
        "numbering",  # "4.2 …"
        "label",  # "Update: …"
        "aside",  # "(pictured)"
        "capital",
        "name",  # in square brackets: for a pronoun, a surname, "the mayor"
        "resolved",  # in square brackets: the day that "yesterday" was
        "date",  # in front of an entry of a timetable, printed beside it
        "clause",  # of a sentence of more than 45 words
        "role",  # in square brackets: who somebody is, where a brief names them first
    ]


class Introduction(Frozen):
    """Whom a sentence names: ``edit`` adds who that is, for the brief that names them here first;
    None where the sentence says so itself. It takes the place of the edit that puts in the name."""

    person: str
    edit: Edit | None = None


class Cue(Extent):
    """The reporting verb or phrase that ties a quote to its speaker."""

    text: str


class Speaker(Frozen):
    """Who said it. ``name`` is what a brief prints, ``mention`` the words beside the quote that
    point at them: "He" for a name found elsewhere. ``certain`` is False for a speaker that is
    only described ("a spokesman") and for a pronoun that could not be resolved."""

    name: str
    role: str | None = None
    affiliation: str | None = None
    mention: Extent
    named: Extent | None = Field(
        None, description="where the printed name stands in the source; None if in another one"
    )
    certain: bool = True


class Quote(Cited):
    """Words that a speaker said. ``text`` is without its quotation marks. ``sentence`` is the
    sentence that carries it; ``salience`` is in 0..1."""

    kind: QuoteKind
    speaker: Speaker | None = None
    cue: Cue | None = None
    sentence: Extent
    continues: str | None = Field(None, description="id of the quote that this one carries on")
    confidence: float = Field(0.0, ge=0, le=1, description="how sure the speaker is")
    rule: str = Field("", description="the rule that found the speaker")
    record: RecordStatus | None = None
    language: str | None = None
    salience: float = 0.0


class Figure(Cited):
    """A number that means something.

    ``value`` is the number in plain units (12000, 45e6); ``unit`` is an ISO 4217 code for money,
    "%" for shares, a unit of measure as written, or None when things are counted; ``counts`` says
    what is counted, as the source states it; ``label`` is the phrase for a table, made of words of
    the sentence that stand at ``label_at``, in this order, and None where none is clear by itself;
    ``qualifier`` keeps the hedge ("about", "up to", "could reach").
    """

    value: float
    unit: str | None = None
    counts: str | None = None
    counts_follow: bool = Field(True, description="`counts` stands behind the number, not in front")
    label: str | None = Field(None, description="what a table calls it; brackets aside its words")
    label_at: tuple[Extent, ...] = Field((), description="where the words of `label` stand")
    qualifier: str | None = None
    as_of: date | None = None
    attribution: str | None = None
    sentence: Extent
    salience: float = 0.0


class Event(Cited):
    """A sentence with the resolved date of what it tells. ``expression`` is the date as the source
    writes it, ``bound`` the word that makes it a bound, "by" or "since", or "for" where it is only
    announced for that day; ``time`` the time of day as it is written ("morning", "about 21:40"),
    ``names`` are those of whoever does it, as written, ``support`` the sentences of independent
    sources that tell the same of that date."""

    date: date
    precision: Precision
    expression: str
    bound: str | None = None
    time: str | None = None
    names: tuple[str, ...] = ()
    statement: str
    edits: tuple[Edit, ...] = ()
    introductions: tuple[Introduction, ...] = ()
    salience: float = 0.0
    support: tuple[Span, ...] = ()
    inferred: bool = Field(
        False, description="its sentence gives the time of day alone, of the day of the main thing"
    )
    advises: bool = Field(False, description="the day by which its source recommends something")


class StatedRole(Span):
    """A role as a source states it: ``text`` is the words of ``source.text[start:end]``,
    ``affiliation`` the organisation or country that it is held in."""

    text: str
    affiliation: str | None = None
    sentence: Extent


class Entity(Frozen):
    """The person, organisation or place that mentions stand for. A person has ``role`` and
    ``affiliation`` as the sources state them, the fullest wording; ``roles`` are all that are
    stated, each wording once for each source, the newest source first; ``named`` are the sentences
    that name it first in each source, in the same order. ``mentions`` counts over all sources."""

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    roles: tuple[StatedRole, ...] = ()
    named: tuple[Span, ...] = ()
    sources: tuple[str, ...] = ()
    mentions: int = 0


class Fact(Cited):
    """A sentence worth stating.

    ``statement`` is the text as it is printed, ``edits`` lead to it from ``text``. ``support``
    are the spans in other independent sources that state the same. ``tense`` places it before,
    within or after the time the sources report on. ``salience`` is about 0 for what matters least
    and about 1 for what matters most in common news. ``factors`` tell how much position, subject,
    names, figures, length, voice and the like lift it above the average sentence.
    """

    statement: str
    edits: tuple[Edit, ...] = ()
    introductions: tuple[Introduction, ...] = ()
    salience: float = 0.0
    factors: dict[str, float] = Field(default_factory=dict)
    attribution: str | None = None
    according_to: str | None = Field(
        None, description="whose word it is by another source, where its own one does not say so"
    )
    told_otherwise: str | None = Field(
        None, description="id of the fact in which that source gives it as the word of a party"
    )
    status: FactStatus = FactStatus.ATTRIBUTED
    hedges: tuple[str, ...] = ()
    tense: Literal["past", "current", "future"] = "current"
    names: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    support: tuple[Span, ...] = ()
    standalone: bool = True
    loose: bool = Field(
        False, description="reads as part of its article, though it can be understood without it"
    )
    doubt: float = Field(
        0.0, ge=0, le=1, description="how likely an editor would strike the statement out"
    )
    contradicted_by: tuple[str, ...] = Field(
        (), description="ids of facts that state the contrary, or in which another party denies it"
    )
    leads: bool = Field(False, description="opens a news text and tells its main thing")
    rests_on: str | None = Field(
        None, description="id of the fact that a brief tells first, since this one takes it up"
    )
    strangers: tuple[str, ...] = Field(
        (), description="people whom it names and does not introduce: something told before has to"
    )
    advises: bool = Field(
        False,
        description="an entry of a list of what its source recommends or puts up for decision",
    )
    superseded_by: str | None = Field(
        None, description="id of the figure by which a newer source has replaced one in this fact"
    )

    @property
    def answers(self) -> tuple[str, ...]:
        """The ids of what is told with it wherever it is: denials, and it as a party's word."""
        return (*self.contradicted_by, *filter(None, (self.told_otherwise,)))


class Conflict(Frozen):
    """Different figures that independent sources (or speakers) give for the same thing. A figure
    is in one conflict at most; figures that a later count has replaced are in none."""

    id: str
    counts: str
    unit: str | None = None
    figures: tuple[str, ...] = Field(
        description="ids of the figures, one for each value, the newest source first"
    )
    repeats: tuple[str, ...] = Field((), description="ids of further figures with these values")


class SyndicationGroup(Frozen):
    """Copies of one text, or versions of one page: they corroborate nothing, and count as one
    source."""

    id: str
    sources: tuple[str, ...] = Field(description="source ids, the most complete copy first")


class Dossier(Frozen):
    """All that could go into a brief about ``sources``, best first within each list."""

    document: Literal["dossier"] = "dossier"
    version: Literal[1] = 1
    sources: tuple[Source, ...]
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    facts: tuple[Fact, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    syndication: tuple[SyndicationGroup, ...] = ()
