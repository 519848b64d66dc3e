"""What the message says that brings a brief: its subject, and its text with its points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.composition.compose import compose
from briefgen.composition.escape import escape
from briefgen.composition.loader import MESSAGE, find_template, load_template
from briefgen.composition.themes import load_theme
from briefgen.delivery.embargo import embargo_line, embargo_time, parse_embargo
from briefgen.delivery.lists import check_pattern
from briefgen.delivery.subject import FIELD, PATTERN, one_line, shortened_to, subject_of
from briefgen.errors import Refusal, SettingsError, TemplateError
from briefgen.made import marking_of
from briefgen.model.document import Document
from briefgen.model.template import MailSlots
from briefgen.model.theme import Theme
from briefgen.selection.mail import for_mail, with_fewer_points
from briefgen.standing import CITED, Standing, author_lines, flat
from briefgen.text.markings import joined, markings_in, parts_of
from briefgen.text.phrasebook import Phrasebook, phrasebook
from briefgen.writers.mail import bodies

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from briefgen.delivery.lists import DistributionList
    from briefgen.made import Made
    from briefgen.model.brief import Brief
    from briefgen.model.template import Template
    from briefgen.writers.mail import Bodies

MOST_WORDS = 200
_SHOWN = 60  # characters of a line that two files do not have alike
_LABELS = {".pdf": "PDF", ".docx": "Word"}


@dataclass(frozen=True)
class Matter:
    """A brief as its message has to tell it: its files as they are now, under which marking, and
    until when it is held back. ``slots`` are those that its template has a message tell."""

    made: Made
    standing: Standing
    slots: MailSlots
    marking: str
    embargo: datetime | None

    @property
    def book(self) -> Phrasebook:
        """The words of its language."""
        return phrasebook(self.made.brief.language)

    @property
    def unheard(self) -> str:
        """What a file says of an embargo where nobody else does."""
        typed = self.standing.typed
        said = (file.embargo(typed.get(file.path.name, ())) for file in self.made.files)
        return "" if self.embargo else next((line for line in said if line), "")

    @property
    def until(self) -> str:
        """The end of its embargo in words, empty where it has none."""
        return embargo_time(self.embargo, self.book) if self.embargo else ""

    @property
    def first(self) -> str:
        """What stands before all else in the message and its subject."""
        return embargo_line(self.embargo, self.book) if self.embargo else ""


def matter_of(made: Made, workspace: Path, *, marking: str | None, embargo: str | None) -> Matter:
    """A brief as its message has to tell it. ``marking`` and ``embargo`` are what its sender says.

    Raises:
        Refusal: its files bear another marking, the embargo would end sooner, or nobody can tell
            what a file says that was changed.
        SettingsError: the embargo is no moment.
    """
    template = _template(made, workspace)
    standing = _standing(made, template)
    titles = (made.brief.title, standing.made_as)
    return Matter(
        made,
        standing,
        template.front.mail if template else MailSlots(),
        marking_of(made, marking, titles, standing.typed),
        _embargo(made, embargo),
    )


def _template(made: Made, workspace: Path) -> Template | None:
    """The template that the brief was made with, unless it is gone."""
    try:
        return load_template(find_template(made.brief.template, workspace))
    except TemplateError:
        return None


def _standing(made: Made, template: Template | None) -> Standing:
    """What the brief told when it was made, and what its files tell now.

    Raises:
        Refusal: a file was changed, and nobody can tell what it was.
    """
    if template:
        return Standing(compose(made.brief, template), load_theme(template), made.edited)
    if made.edited:
        raise Refusal(
            f"{made.edited[0].path.name} was changed after it was made, and its template "
            f"{made.brief.template} is gone, so that nobody can tell what still stands; put the "
            "template back"
        )
    return Standing(Document(made.brief.title, ()), Theme(), ())


def of_author(matter: Matter, workspace: Path, lines: Sequence[str]) -> tuple[str, ...]:
    """Those of some lines of its files that are its author's: as they were said when the brief was
    made, or filled in where it asked for them. One that cites a source is that source's."""
    template = _template(matter.made, workspace)
    if not (lines and template):
        return ()
    own = author_lines(matter.made.brief, template)
    own |= matter.standing.filled(matter.book.say("TO COMPLETE"))
    return tuple(line for line in lines if flat(line) in own and not CITED.search(line))


def _embargo(made: Made, stated: str | None) -> datetime | None:
    """Until when it is held back: as its author slot ``embargo`` says, or later where its sender
    says so; raises Refusal where that is sooner."""
    slot = made.brief.author.get("embargo")
    own = parse_embargo(slot.text, f"{made.name}: embargo") if slot and slot.text else None
    if stated is None:
        return own
    wanted = parse_embargo(stated, "--embargo")
    if own is not None and wanted < own:
        until = embargo_time(own, phrasebook(made.brief.language))
        raise Refusal(
            f"{made.name} is under embargo until {until}, and --embargo ends sooner; make it anew "
            "with another one, or leave --embargo out"
        )
    return wanted


def subject_for(
    matter: Matter, scheme: str, *, stated: str | None, group: DistributionList | None
) -> str:
    """The subject, by the pattern that its sender has ``stated``, or that of a list.

    Raises:
        SettingsError: the pattern is wrong, or leaves nothing to read.
        Refusal: it bears another marking than the message.
    """
    values = _values(matter)
    pattern = _pattern(stated, group, values)
    other = markings_in(FIELD.sub("", pattern)) - parts_of(matter.marking)
    if other:
        raise Refusal(
            f'the subject "{one_line(pattern)}" bears {joined(other)}, and the message is marked '
            f"{matter.marking or 'not at all'}; take it out, for the marking stands there anyway"
        )
    return subject_of(
        values, pattern=pattern, marking=matter.marking, scheme=scheme, first=matter.first
    )


def _pattern(stated: str | None, group: DistributionList | None, values: Mapping[str, str]) -> str:
    """A pattern, in which ``values`` leave something to read.

    Raises:
        SettingsError: they do not, or there is no such field.
    """
    if stated is not None:
        pattern, where = stated, "--subject"
        check_pattern(pattern, where)
    else:
        pattern, where = (group.subject, f"list {group.name}: subject") if group else (PATTERN, "")
    if "{number}" in pattern and not values["number"]:
        raise SettingsError(
            f"{where}: {{number}} is that of a report in its series, and this brief has none; "
            "leave it out, or name another subject with --subject"
        )
    if not subject_of(values, pattern=pattern):
        raise SettingsError(
            f'{where}: "{pattern}" leaves nothing to read for this brief; add words'
        )
    return pattern


def _values(matter: Matter) -> dict[str, str]:
    """What the fields of a subject stand for."""
    made, brief, book = matter.made, matter.made.brief, matter.book
    day = book.date(brief.as_of)
    version = ""
    if brief.number:  # a report does not take the place of the one before it
        version = f"({book.say('No. {number}', number=brief.number)})"
    elif made.version > 1:
        version = (
            f"({book.say('v{new} supersedes v{old}', new=made.version, old=made.version - 1)})"
        )
    return {
        "keyword": matter.slots.keyword,
        "title": one_line(matter.standing.title),
        "as_of": book.say("as of {date}", date=day) if day else "",
        "date": day,
        "version": version,
        "number": str(brief.number or ""),
        "template": brief.template,
    }


def body_of(matter: Matter, workspace: Path, *, contact: str) -> tuple[Bodies, tuple[str, ...]]:
    """What the message says, with as many points as it has room for, and what of it its sender
    should look at. ``contact`` is whom to ask, where the brief does not say."""
    made, standing = matter.made, matter.standing
    template = load_template(find_template(MESSAGE, workspace))
    added = {"attached": escape(", ".join(_told(f.path, f.content) for f in made.files))}
    if contact:
        added["contact"] = escape(contact)
    brief = for_mail(made.brief, matter.slots, now=standing.item, says=standing.says, added=added)
    brief = brief.model_copy(update={"marking": matter.marking or None})
    first = (matter.first,) if matter.first else ()
    body = bodies(compose(brief, template), first)
    while body.words > MOST_WORDS and (fewer := with_fewer_points(brief)):
        brief = fewer
        body = bodies(compose(brief, template), first)
    return body, tuple(_remarks(made, brief, body, standing.unlike))


def _remarks(made: Made, brief: Brief, body: Bodies, unlike: str) -> list[str]:
    out = []
    if made.edited:
        names = " and ".join(file.path.name for file in made.edited)
        were = "were" if len(made.edited) > 1 else "was"
        out.append(
            f"{names} {were} changed since the brief was made: the message tells what is there"
        )
    if unlike:
        line = shortened_to(one_line(unlike), _SHOWN)
        out.append(f'the PDF does not say "{line}", as the Word file does; export it anew')
    if body.words > MOST_WORDS:
        out.append(f"the message has {body.words} words; {MOST_WORDS} are read at a glance")
    if not brief.slots["bottom_line"] and "written" not in brief.author:
        out.append("the message has no bottom line: nothing of the brief stands for one")
    return out


def _told(path: Path, content: bytes) -> str:
    return f"{_LABELS[path.suffix.lower()]} ({max(1, len(content) // 1000)} kB)"
