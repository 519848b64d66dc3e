"""What a template asks for: its slots with their budgets, as the front matter declares them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from briefgen.model.base import Frozen
from briefgen.model.dossier import EntityKind, FactStatus, QuoteKind


class Slot(Frozen):
    """A place that asks for items. ``items`` and ``words`` are upper bounds. ``about`` are terms
    of which an item must hold at least one, or "focus" for the subject of the brief: whoever the
    focus names. ``nil`` is printed when nothing was found."""

    items: int = Field(5, ge=1, le=500, description="at most so many")
    words: int | None = Field(
        None,
        ge=1,
        description="at most so many words together, not counting those in brackets that say who "
        "somebody is",
    )
    least: int = Field(
        1,
        ge=0,
        description="items that stay when a page limit cuts the brief; with 0 all may go, so print "
        "no nil line then",
    )
    about: tuple[str, ...] | Literal["focus"] = Field(
        (), description="words or phrases of which an item must hold one, or `focus`"
    )
    nil: str = Field("", description="what to print when nothing was found")


class FactSlot(Slot):
    """Statements, best first."""

    kind: Literal["fact"]
    when: Literal["past", "current", "future"] | None = Field(
        None, description="before, within or after the time that the sources report on"
    )
    order: Literal["salience", "text", "newest"] = Field(
        "salience", description="best first, in the order of the sources, or newest source first"
    )
    bears_on: tuple[str, ...] = Field(
        (),
        description="slots declared above: only facts about what stands in the first of them that "
        "is filled, beside which they are then printed",
    )
    each: int = Field(1, ge=1, description="facts for each entry of that slot")
    by: Literal["focus", "others"] | None = Field(
        None, description="what the subject of the brief says, or what others say"
    )
    as_written: bool = Field(
        False,
        description="the words of `about` only in this form, not denied: “opened”, not “opening”",
    )
    timed: bool = Field(False, description="only what gives a time of day: “at 02.50”")
    open: bool = Field(
        False,
        description="only what is not known, not found or not confirmed, and what one party says "
        "and another one denies",
    )
    on_days: bool = Field(
        False, description="only what names a day of the week or of a month: “on Friday”"
    )
    advice: bool = Field(
        False, description="only what a source recommends or puts up for decision in a list of it"
    )
    settled: bool = Field(
        False,
        description="nothing that is open, or that has a figure on which sources differ: those "
        "stand elsewhere",
    )
    new: bool = Field(False, description="only what an earlier report, if one is given, lacks")
    status: tuple[FactStatus, ...] = Field((), description="only facts of these; of all if empty")


class QuoteSlot(Slot):
    """What people say, with who, in what role, where and when."""

    kind: Literal["quote"]
    per_speaker: int = Field(2, ge=1, description="at most so many of one speaker")
    kinds: tuple[QuoteKind, ...] = Field(
        (QuoteKind.DIRECT, QuoteKind.PARTIAL),
        description="whole clauses, fragments within their sentence",
    )
    by: Literal["focus", "others"] | None = Field(
        None, description="quotes of the subject of the brief, or of others"
    )
    side: Literal["answering", "asking"] | None = Field(
        None,
        description="quotes of those who answer for the matter: the subject of the brief, and "
        "without one whoever speaks for a government, a body or a company; or of all others",
    )
    order: Literal["salience", "newest"] = Field(
        "salience", description="best first, or newest source first"
    )
    of: tuple[str, ...] = Field(
        (), description="slots of people declared above: only quotes of those in them"
    )


class FigureSlot(Slot):
    """Numbers with what they count."""

    kind: Literal["figure"]
    agreed: bool = Field(
        False,
        description="only those on which sources agree; the others stand in a slot of conflicts",
    )


class EventSlot(Slot):
    """Dated statements, oldest first."""

    kind: Literal["event"]
    when: Literal["past", "future"] | None = Field(
        None, description="before or after the date of the newest source"
    )
    order: Literal["oldest", "newest"] = Field("oldest", description="which comes first")
    advice: bool = Field(
        False, description="also the days by which a source recommends something, in a list of it"
    )
    gap: int | None = Field(
        None, ge=1, description="days without an event from which on an event says so"
    )


class DatingSlot(Slot):
    """Events that sources date differently."""

    kind: Literal["dating"]


class ChangeSlot(Slot):
    """What is different from an earlier report of the series: new facts, figures that are others
    now, facts that no source states any more."""

    kind: Literal["change"]
    changes: tuple[Literal["figure", "new", "gone"], ...] = Field(
        ("figure", "new", "gone"), description="which changes"
    )


class ConflictSlot(Slot):
    """Figures on which sources differ."""

    kind: Literal["conflict"]


class StorySlot(Slot):
    """Sources, as coverage."""

    kind: Literal["story"]
    coverage: bool = Field(
        False,
        description="only what media report, where any do; else what bodies publish themselves",
    )


class SpeakerSlot(Slot):
    """Who is quoted, how often and where."""

    kind: Literal["speaker"]


class EntitySlot(Slot):
    """People, organisations and places, the most reported ones first; ``about: focus`` asks for
    the subject of the brief, ``beside: focus`` for those named in one sentence with it."""

    kind: Literal["entity"]
    kinds: tuple[EntityKind, ...] = Field(
        (EntityKind.PERSON, EntityKind.ORGANISATION),
        description="of which sorts: the first two if none are named",
    )
    beside: Literal["focus"] | None = Field(
        None, description="only those named in one sentence with the subject of the brief"
    )
    with_role: bool = Field(False, description="only those whose role a source states")
    quoted: bool = Field(False, description="only those whom the sources quote")
    named_in: tuple[str, ...] = Field(
        (), description="author slots: where they name anybody of the sources, only those"
    )


class AuthorSlot(Frozen):
    """A place that only a person can fill. ``default`` is Jinja text over the brief's figures,
    for what can be said without judgement.

    With ``columns``, names with the prompt of each, it is a list of rows: what a person writes is
    a list, or a table in Markdown. A column whose prompt is empty may stay empty. ``items`` and
    ``words`` are what the page has room for: more is told to whoever writes, and not cut.
    """

    kind: Literal["author"]
    prompt: str = Field("", description="what is to be written, shown until somebody has")
    default: str | None = Field(None, description="Jinja text for when nobody writes anything")
    required: bool = Field(True, description="refused by `--final` while it is empty")
    items: int | None = Field(None, ge=1, description="the most entries of a list, or rows")
    words: int | None = Field(None, ge=1, description="the most words together")
    choices: tuple[str, ...] = Field((), description="what it may say, and nothing else")
    columns: dict[str, str] = Field(
        default_factory=dict, description="makes it a list of rows, with a prompt for each column"
    )
    rows: int = Field(1, ge=0, le=20, description="rows to complete while nobody has filled it in")
    judgement: bool = Field(
        False, description="how likely and how sure are told by the scale, and not in one sentence"
    )


AnySlot = Annotated[
    FactSlot
    | QuoteSlot
    | FigureSlot
    | EventSlot
    | DatingSlot
    | ConflictSlot
    | ChangeSlot
    | StorySlot
    | SpeakerSlot
    | EntitySlot
    | AuthorSlot,
    Field(discriminator="kind"),
]


class MailSlots(Frozen):
    """What of a brief its message tells. ``bottom_line`` and ``points`` name slots, the first ones
    first; without them those of facts are taken, in the order in which they are declared."""

    keyword: Literal["INFO", "ACTION", "DECISION", "REQUEST", "COORD", "SIGN"] = Field(
        "INFO", description="what the reader is to do, as the subject begins"
    )
    bottom_line: tuple[str, ...] = Field(
        (), description="slots of which the first that is filled gives the first sentence"
    )
    points: tuple[str, ...] = Field(
        (), description="slots of facts, events or stories for the three to five points"
    )


class FrontMatter(Frozen):
    """The YAML at the head of ``template.md.j2``. Slots fill in the order they are declared."""

    name: str = Field(description="the template's name; by default that of its folder")
    title: str = Field("{{ brief.title }}", description="Jinja text for the title")
    kind: str = Field("Briefing note", description="the type printed above the title")
    description: str = Field("", description="one line for `briefgen templates list`")
    language: str = Field("en", description="language of the document")
    pages: int | None = Field(None, ge=1, description="the most pages the PDF may have")
    sources_outside: bool = Field(
        False, description="a list of more than three sources is not counted in pages"
    )
    series: bool = Field(
        False, description="reports are numbered and compared with the last one (`--previous`)"
    )
    subject: Literal["most_mentioned"] | None = Field(
        None, description="whom the brief is about where the focus names nobody"
    )
    mail: MailSlots = Field(
        default_factory=MailSlots,
        description="what `briefgen email` tells of the brief: [delivery.md](delivery.md)",
    )
    slots: dict[str, AnySlot] = Field(
        description="what the template asks for, by names of your choice"
    )


class Part(Frozen):
    """A text that a template uses: the body of the template it extends, or a file of macros.

    ``name`` is what ``{% extends %}`` and ``{% import %}`` call it; ``line`` is the line of
    ``file`` on which the text starts.
    """

    name: str
    text: str
    file: str
    line: int = 1


class Template(Frozen):
    """A template as loaded: front matter, the Jinja2 Markdown body, and where it stands.

    ``body_line`` is the line of the file on which the body starts, so that errors can name the
    line a person sees, and ``lines`` are those of texts in the front matter: of the title, and of
    the defaults of author slots as ``slots.NAME``. ``parts`` are the texts that the body extends,
    includes and imports, and those that these do. ``folders`` are the template's own and those of
    the templates it extends, nearest first. ``phrases`` are its own phrases by language.
    ``builtin`` says that it comes with the program; what does not is run where it can do no harm.
    ``sha256`` is over all its files.
    """

    front: FrontMatter
    body: str
    body_line: int
    file: str
    folders: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    dropped: tuple[str, ...] = Field(
        (), description="slots of an extended template that this one does without"
    )
    phrases: dict[str, dict[str, str | dict[str, str]]] = Field(default_factory=dict)
    lines: dict[str, int] = Field(default_factory=dict)
    builtin: bool = False
    sha256: str

    def __hash__(self) -> int:
        return hash((self.file, self.sha256))

    @property
    def folder(self) -> str:
        """Where the template stands, with its images and theme."""
        return self.folders[0]
