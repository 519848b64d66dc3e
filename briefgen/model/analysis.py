"""What analysis finds in one source: sentences and the things inside them."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from pydantic import Field

from briefgen.model.base import Frozen
from briefgen.model.dossier import Edit, EntityKind, Event, Figure, Introduction, Quote
from briefgen.model.source import Extent, Source


class LocalRole(Extent):
    """A role as one source states it, and where; with the organisation or country in it."""

    text: str
    affiliation: str | None = None
    sentence: Extent


class LocalEntity(Frozen):
    """A person, organisation or place within one source, with every mention of it and the
    sentence of the first; of a person each role that is stated, in the order of the text."""

    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    roles: tuple[LocalRole, ...] = ()
    mentions: tuple[Extent, ...] = ()
    named: Extent | None = None


class Standing(IntEnum):
    """How a sentence reads without its neighbours."""

    ALONE = 0
    HALF_NAMED = 1  # whoever does it is told by a surname alone
    LOOSE = 2  # names something that was told of before, and still says what happened
    LEANS = 3  # nobody can tell what it is about


class Tense(StrEnum):
    """Where in time a sentence stands, seen from the publication of its source."""

    PAST = "past"
    CURRENT = "current"
    FUTURE = "future"


class Claim(Frozen):
    """Who answers for a sentence that is a claim, and by which words."""

    attribution: str
    cue: str


class Sentence(Extent):
    """One sentence of a source, with what selection has to know about it.

    ``paragraph`` and ``position`` count from 0: the paragraph in the source, the sentence in the
    source. ``standalone`` is False when the sentence leans on the one before it ("He also said");
    ``loose`` is True when it can be read alone, but something in it was told of before ("… after
    the incident", "yesterday" in a source without a date): others are to be preferred. ``doubt``
    is how likely, 0..1, an editor would strike it out, judged by its ``traits``. ``leads`` says
    that it opens a news text and tells its main thing, ``rests_on`` where the sentence starts that
    brings in what this one takes up ("the gate"). ``strangers`` are the people in it of whom it
    does not say who they are, nor can be made to. ``advises`` says that it is an entry of a list of
    what its source recommends.
    """

    paragraph: int
    position: int
    names: tuple[str, ...]
    statement: str
    edits: tuple[Edit, ...]
    introductions: tuple[Introduction, ...] = ()
    claim: Claim | None
    hedges: tuple[str, ...]
    tense: Tense
    standalone: bool
    loose: bool = False
    doubt: float = 0.0
    leads: bool = False
    rests_on: int | None = None
    strangers: tuple[str, ...] = ()
    advises: bool = False
    traits: dict[str, float] = Field(default_factory=dict)
    boilerplate: bool
    quoted: float


class Analysis(Frozen):
    """All that is known about one source alone."""

    source: Source
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    figures: tuple[Figure, ...]
    events: tuple[Event, ...]
    entities: tuple[LocalEntity, ...]
