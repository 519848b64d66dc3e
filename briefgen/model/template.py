"""What a template asks for: its slots with their budgets, as the front matter declares them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from briefgen.model.base import Frozen
from briefgen.model.dossier import QuoteKind


class Slot(Frozen):
    """A place that asks for items. ``items`` and ``words`` are upper bounds. ``about`` are terms
    of which an item must hold at least one. ``nil`` is printed when nothing was found."""

    items: int = Field(5, ge=1, le=500, description="at most so many")
    words: int | None = Field(None, ge=1, description="at most so many words together")
    about: tuple[str, ...] = Field(
        (), description="words or phrases of which an item must hold one"
    )
    nil: str = Field("", description="what to print when nothing was found")


class FactSlot(Slot):
    """Statements, best first."""

    kind: Literal["fact"]
    when: Literal["past", "current", "future"] | None = Field(
        None, description="before, within or after the time that the sources report on"
    )
    order: Literal["salience", "text"] = Field(
        "salience", description="best first, or in the order of the sources"
    )


class QuoteSlot(Slot):
    """What people say, with who, in what role, where and when."""

    kind: Literal["quote"]
    per_speaker: int = Field(2, ge=1, description="at most so many of one speaker")
    kinds: tuple[QuoteKind, ...] = Field(
        (QuoteKind.DIRECT, QuoteKind.PARTIAL),
        description="whole clauses, fragments within their sentence",
    )


class FigureSlot(Slot):
    """Numbers with what they count."""

    kind: Literal["figure"]


class EventSlot(Slot):
    """Dated statements, oldest first."""

    kind: Literal["event"]
    when: Literal["past", "future"] | None = Field(
        None, description="before or after the date of the newest source"
    )


class ConflictSlot(Slot):
    """Figures on which sources differ."""

    kind: Literal["conflict"]


class StorySlot(Slot):
    """Sources, as coverage."""

    kind: Literal["story"]


class SpeakerSlot(Slot):
    """Who is quoted, how often and where."""

    kind: Literal["speaker"]


class AuthorSlot(Frozen):
    """A place that only a person can fill. ``default`` is Jinja text over the brief's figures,
    for what can be said without judgement."""

    kind: Literal["author"]
    prompt: str = Field("", description="what is to be written, shown until somebody has")
    default: str | None = Field(None, description="Jinja text for when nobody writes anything")
    required: bool = Field(True, description="refused by `--final` while it is empty")


AnySlot = Annotated[
    FactSlot
    | QuoteSlot
    | FigureSlot
    | EventSlot
    | ConflictSlot
    | StorySlot
    | SpeakerSlot
    | AuthorSlot,
    Field(discriminator="kind"),
]


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
    line a person sees. ``parts`` are the texts that the body extends, includes and imports, and
    those that these do. ``folders`` are the template's own and those of the templates it extends,
    nearest first. ``phrases`` are its own phrases by language; ``sha256`` is over all its files.
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
    sha256: str

    def __hash__(self) -> int:
        return hash((self.file, self.sha256))

    @property
    def folder(self) -> str:
        """Where the template stands, with its images and theme."""
        return self.folders[0]
