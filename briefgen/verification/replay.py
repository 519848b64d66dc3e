"""Items held against their sources: every one replayed from the words it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from briefgen.model.brief import (
    ChangeItem,
    ConflictItem,
    DatingItem,
    EntityItem,
    EventItem,
    FactItem,
    FigureItem,
    QuoteItem,
    SpeakerItem,
)
from briefgen.text.edits import apply_edits
from briefgen.text.paragraphs import paragraphs
from briefgen.verification.attributes import Attributes, with_attributes
from briefgen.verification.calendar import DAYS, MONTHS
from briefgen.verification.evidence import Evidence
from briefgen.verification.verdicts import Checked, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from briefgen.model.brief import AnyItem, Brief, Provenance, StoryItem
    from briefgen.model.dossier import Dossier, Edit, Event, Fact, Figure
    from briefgen.model.source import Source

_OF_EARLIER = "stands in the earlier report"
_ADDED = re.compile(r"\s*\[([^\[\]]+)\]")
_RESOLVED = re.compile(
    r"(?:[Oo]n )?(?:the (?:morning|afternoon|evening|night|week) of )?"
    rf"(?:(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}) )?\d{{4}}"
)
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
# What no edit may leave out: a denial turns a sentence round, a number is what it tells.
_DENIAL = re.compile(r"\b(?:not|no|never|nor|neither|without|cannot)\b|n[’']t\b", re.IGNORECASE)
_ISSUE = re.compile(r"\b[Nn]o\.? ?\d+")  # "report no. 3" denies nothing
_WORD = re.compile(r"\w+")
_MAY_DROP_DIGITS = {"numbering", "date"}
# What stands around a quote and between its parts; in a transcript a name and a line end.
_OPENED = re.compile(r"(?:^|[\"“”‘’'«»„:\n])\s*$")
_CLOSED = re.compile(r"[\s,.;:!?…—–-]*(?:[\"“”‘’'«»„\n]|$)")


def verify_brief(
    brief: Brief,
    sources: Sequence[Source],
    dossier: Dossier | None = None,
    speakers: Sequence[SpeakerItem] = (),
) -> list[Checked]:
    """Every item of ``brief``, held against ``sources`` by the hash that its citation names.

    With the ``dossier`` of these sources and all ``speakers`` whom they quote, what items say
    beside their words is held against it too, and the list of sources.
    """
    checker = _Checker(sources)
    items = [item for items in brief.slots.values() for item in items]
    found = [checker.item(item) for item in items]
    if dossier is None:
        return found
    numbers = {reference.number: reference.id for reference in brief.sources}
    attributes = Attributes(Evidence(dossier, speakers), numbers)
    return [
        *(
            with_attributes(checked, attributes.finding(item))
            for checked, item in zip(found, items, strict=True)
        ),
        *(attributes.reference(reference) for reference in brief.sources),
    ]


def verify_dossier(dossier: Dossier) -> list[Checked]:
    """Every entry of ``dossier``, held against the sources that it carries: facts and events
    replayed, quotes and figures looked up."""
    checker = _Checker(dossier.sources)
    return [
        *(checker.entry(fact, "fact") for fact in dossier.facts),
        *(checker.dated(checker.entry(event, "event"), event) for event in dossier.events),
        *(
            checker.words(_Line(q.id, "quote", q.source, q.start, q.end), q.text)
            for q in dossier.quotes
        ),
        *(
            checker.figure(_Line(f.id, "figure", f.source, f.start, f.end), f)
            for f in dossier.figures
        ),
    ]


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    kind: str
    source: str
    start: int
    end: int

    def checked(self, text: str, verdict: Verdict, detail: str = "") -> Checked:
        return Checked(self.id, self.kind, text, verdict, detail)


class _Checker:
    def __init__(self, sources: Sequence[Source]) -> None:
        self._texts = {source.id: source.text for source in sources}
        # One without a headline goes by the name of its file.
        self._titles = {
            s.id: {s.title, *({PurePath(s.path).name} if s.path else ())} for s in sources
        }
        self._all = "\n".join(map(_plain, self._texts.values()))

    def item(self, item: AnyItem) -> Checked:
        """One item, with the sentences that it is told to come from."""
        checked = self._item(item)
        told = next((c.sentence for c in item.citations if self._lacks(c)), None)
        if told is None or _failed(checked):
            return checked
        detail = f'"{told}", given as its origin, is not in the source'
        return replace(checked, verdict=Verdict.NOT_FOUND, detail=detail)

    def _lacks(self, place: Provenance) -> bool:
        """Whether a source that was given does not hold the sentence of ``place``."""
        return place.sentence not in self._texts.get(place.source, place.sentence)

    def _item(self, item: AnyItem) -> Checked:
        match item:
            case FactItem():
                line = _line(item, item.citations[0])
                stated = self.statement(line, item.original, item.edits, item.text)
                return self._known(stated, item.attribution)
            case EventItem():
                line = _line(item, item.citations[0])
                stated = self.statement(line, item.original, item.edits, item.text)
                return self.dated(stated, item)
            case ChangeItem():
                told = item.fact or item.figure
                if told is None:
                    return Checked(item.id, item.kind, item.text, Verdict.OWN, _OF_EARLIER)
                return replace(self._item(told), id=item.id, kind=item.kind)
            case DatingItem():
                sides = [self._item(side) for side in item.sides]
                wrong = next((side for side in sides if _failed(side)), sides[0])
                return replace(wrong, id=item.id, kind=item.kind)
            case QuoteItem():
                return self._known(self._quote(item), item.speaker, item.role)
            case FigureItem():
                return self._figure(item)
            case ConflictItem():
                return self._conflict(item)
            case EntityItem():
                return self._entity(item)
            case SpeakerItem():
                found = Checked(item.id, item.kind, item.name, Verdict.VERBATIM)
                return self._known(found, item.name, item.role)
            case _:
                return self._story(item)

    def entry(self, entry: Fact | Event, kind: str) -> Checked:
        """A fact or event of a dossier, replayed."""
        line = _Line(entry.id, kind, entry.source, entry.start, entry.end)
        return self.statement(line, entry.text, entry.edits, entry.statement)

    def words(self, line: _Line, printed: str) -> Checked:
        """Words that must be those of their place."""
        text = self._texts.get(line.source)
        if text is None:
            return line.checked(printed, Verdict.NOT_FOUND, "its source was not given")
        if text[line.start : line.end] != printed:
            return line.checked(printed, Verdict.NOT_FOUND, f'"{printed}" is not in the source')
        return line.checked(printed, Verdict.VERBATIM)

    def figure(self, line: _Line, figure: Figure | FigureItem) -> Checked:
        """A number, with what it counts and how it is hedged."""
        found = self.words(line, figure.text)
        printed = " ".join(filter(None, (figure.qualifier, figure.text, figure.counts)))
        if found.verdict is Verdict.NOT_FOUND:
            return replace(found, text=printed)
        text = self._texts[line.source]
        paragraph = next((text[s:e] for s, e in paragraphs(text) if s <= line.start < e), text)
        behind = " ".join(text[line.end :].split())
        counts = figure.counts or ""
        # What a cell of a table counts is its row with the head of its column in brackets.
        row, _, head = counts.removesuffix(")").rpartition(" (") if "(" in counts else ("", "", "")
        stands = (
            behind.startswith(counts)
            if figure.counts_follow
            else _stands(counts, _plain(paragraph))
            or (_stands(row, _plain(paragraph)) and _stands(head, _plain(text)))
        )
        if counts and not stands:
            return line.checked(printed, Verdict.NOT_FOUND, f'"{counts}" is not beside it')
        if figure.qualifier and not _stands(figure.qualifier, _plain(paragraph)):
            detail = f'"{figure.qualifier}" is not beside it'
            return line.checked(printed, Verdict.NOT_FOUND, detail)
        wrong = _mislabelled(figure, text, line)
        if wrong:
            return line.checked(printed, Verdict.NOT_FOUND, wrong)
        return self._known(line.checked(printed, Verdict.VERBATIM), figure.attribution)

    def dated(self, stated: Checked, event: Event | EventItem) -> Checked:
        """An event whose statement is ``stated``, with its date held against how the source
        writes it, as far as that can be told without reckoning."""
        if _failed(stated):
            return stated
        original = event.original if isinstance(event, EventItem) else event.text
        if not _stands(event.expression, _plain(original)):
            detail = f'"{event.expression}" is not in its sentence'
        elif not _agrees(event.expression, event.date):
            detail = f'"{event.expression}" is not {event.date.isoformat()}'
        else:
            return stated
        return replace(stated, verdict=Verdict.NOT_FOUND, detail=detail)

    def _known(self, checked: Checked, *names: str | None) -> Checked:
        """What was found, unless a name printed with it stands in no source."""
        unknown = [name for name in names if name and not _stands(name, self._all)]
        if _failed(checked) or not unknown:
            return checked
        return replace(checked, verdict=Verdict.NOT_FOUND, detail=f'"{unknown[0]}" is in no source')

    def statement(self, line: _Line, original: str, edits: Sequence[Edit], printed: str) -> Checked:
        """A sentence and the edits that lead from it to what is printed."""
        text = self._texts.get(line.source)
        if text is None:
            return line.checked(printed, Verdict.NOT_FOUND, "its source was not given")
        if text[line.start : line.end] != original:
            return line.checked(printed, Verdict.NOT_FOUND, "its sentence is not in the source")
        refused = next(self._refused(line, text, edits), None)
        if refused:
            return line.checked(printed, Verdict.NOT_FOUND, refused)
        if apply_edits(text, line.start, line.end, edits) != printed:
            return line.checked(
                printed, Verdict.NOT_FOUND, "what is printed is not what its edits lead to"
            )
        told = ", ".join(_told(text, edit) for edit in edits)
        return line.checked(printed, Verdict.EDITED if edits else Verdict.VERBATIM, told)

    def _refused(self, line: _Line, text: str, edits: Iterable[Edit]) -> Iterator[str]:
        """What an edit does that none may: words put in without brackets, a name that no source
        has, places outside the sentence or in one another."""
        at = line.start
        for edit in sorted(edits, key=lambda e: (e.start, e.end)):
            if edit.start < at or edit.end > line.end or edit.end < edit.start:
                yield "an edit lies outside its sentence or within another"
            at = max(at, edit.end)
            plain, before = _ADDED.sub("", edit.replacement).strip(), text[edit.start : edit.end]
            if plain.lower() not in {"", ",", before.strip().lower()}:
                yield f'"{edit.replacement}" was put in without square brackets'
            elif plain in {"", ","} and (
                _DENIAL.search(_ISSUE.sub("", before))
                or (edit.reason not in _MAY_DROP_DIGITS and any(ch.isdigit() for ch in before))
            ):
                yield f'"{before.strip()}" was left out'
            for added in _ADDED.findall(edit.replacement):
                known = self._are_known(added, role=edit.reason == "role")
                if not known and not (edit.reason == "resolved" and _RESOLVED.fullmatch(added)):
                    yield f'"[{added}]" is in no source'

    def _are_known(self, added: str, *, role: bool) -> bool:
        """Whether words in brackets stand in a source; name and role may do so apart."""
        plain = re.sub(r"[’']s$|,$", "", added)
        if _stands(plain, self._all):
            return True
        gaps = [m.span() for m in re.finditer(r",? ", plain)] if role else []
        return any(
            _stands(plain[:start], self._all) and _stands(plain[end:], self._all)
            for start, end in gaps
        )

    def _quote(self, quote: QuoteItem) -> Checked:
        line = _line(quote, quote.citations[0])
        text = self._texts.get(line.source)
        printed = " … ".join(quote.parts) or quote.sentence
        if text is None:
            return line.checked(printed, Verdict.NOT_FOUND, "its source was not given")
        wrong = _misquoted(quote, text, line)
        if wrong:
            return line.checked(printed, Verdict.NOT_FOUND, wrong)
        around = quote.sentence_at
        if around is None:
            if quote.parts:
                return line.checked(printed, Verdict.VERBATIM)
            return line.checked(printed, Verdict.NOT_FOUND, "where its sentence stands is not told")
        if not around.start <= line.start < around.end:
            return line.checked(printed, Verdict.NOT_FOUND, "its sentence stands elsewhere")
        replayed = self.statement(
            _Line(quote.id, quote.kind, line.source, around.start, around.end),
            text[around.start : around.end],
            quote.edits,
            quote.sentence,
        )
        if _failed(replayed) or not quote.parts:
            return replayed
        return line.checked(printed, Verdict.VERBATIM)

    def _figure(self, figure: FigureItem) -> Checked:
        return self.figure(_line(figure, figure.citations[0]), figure)

    def _conflict(self, conflict: ConflictItem) -> Checked:
        wrong = [c.detail for c in map(self._figure, conflict.sides) if _failed(c)]
        called = {c for side in conflict.sides for c in (side.counts, side.label or side.counts)}
        if not wrong and not called & {conflict.counts, conflict.counts.removeprefix("the ")}:
            wrong = [f'"{conflict.counts}" is what none of its sides counts']
        verdict = Verdict.NOT_FOUND if wrong else Verdict.VERBATIM
        detail = wrong[0] if wrong else ""
        return Checked(conflict.id, conflict.kind, conflict.counts, verdict, detail)

    def _entity(self, entity: EntityItem) -> Checked:
        """A person, organisation or place: each role in its words, and the statement that names
        it beside another."""
        for role in entity.roles:
            for place in role.citations:
                found = self.words(_line(entity, place), role.text)
                if _failed(found) and not _same_words(self._texts, place, role.text):
                    return found
        found = Checked(entity.id, entity.kind, entity.name, Verdict.VERBATIM)
        if entity.fact:
            told = self._item(entity.fact)
            found = replace(told, id=entity.id, kind=entity.kind)
        return self._known(found, entity.name, entity.role, *(r.affiliation for r in entity.roles))

    def _story(self, story: StoryItem) -> Checked:
        line = _line(story, story.citations[0])
        if line.source not in self._texts:
            return line.checked(story.title, Verdict.NOT_FOUND, "its source was not given")
        if story.title not in self._titles[line.source]:
            return line.checked(story.title, Verdict.NOT_FOUND, "its source has another title")
        original = self._texts[line.source][line.start : line.end]
        told = self.statement(line, original, story.edits, story.text)
        newer = self._item(story.replaced_by) if story.replaced_by else told
        return replace(newer, id=told.id, kind=told.kind) if _failed(newer) else told


def _mislabelled(figure: Figure | FigureItem, text: str, line: _Line) -> str | None:
    """What is wrong with the label of a figure: its words must be those at the places it names, in
    the paragraph of the figure (in a table the unit may stand in the head), and no denial between
    them may be left out."""
    if figure.label is None:
        return None
    at = figure.label_at
    words = _WORD.findall(_plain(figure.label))
    if not at or words != _WORD.findall(_plain(" ".join(text[e.start : e.end] for e in at))):
        return f'"{figure.label}" is not what stands at the places of its words'
    first, last = next((p for p in paragraphs(text) if p[0] <= line.start < p[1]), (0, len(text)))
    row = " | " in text[first:last]
    if not all((first <= e.start or row) and e.end <= last for e in at):
        return f'the words of "{figure.label}" do not stand beside it'
    around = text[max(first, min(e.start for e in at)) : max(line.end, *(e.end for e in at))]
    if len(_DENIAL.findall(around)) > len(_DENIAL.findall(figure.label)):
        return f'"{figure.label}" leaves out a denial'
    return None


def _same_words(texts: Mapping[str, str], place: Provenance, words: str) -> bool:
    """Whether a place holds ``words`` but for capitals: a role that opens a sentence has one."""
    text = texts.get(place.source, "")
    return text[place.start : place.end].casefold() == words.casefold()


def _line(item: AnyItem, place: Provenance) -> _Line:
    return _Line(item.id, item.kind, place.source, place.start, place.end)


def _misquoted(quote: QuoteItem, text: str, line: _Line) -> str | None:
    """What is wrong with the words of a quote that should fill ``line`` from mark to mark: the
    text between two parts must lie outside the marks, so that no word of the speaker is lost."""
    if not (_OPENED.search(text[: line.start]) and _CLOSED.match(text[line.end :])):
        return "its place in the source is not between quotation marks"
    at = line.start
    for part in quote.parts or (quote.text,):
        start = text.find(part, at, line.end)
        if start < 0 or not part:
            return f'"{part}" is not in the source'
        gap = text[at:start]
        if (
            start > line.start
            if at == line.start
            else not (_CLOSED.match(gap) and _OPENED.search(gap))
        ):
            return f'words in front of "{part}" are left out'
        at = start + len(part)
    if at != line.end:
        return f'words behind "{text[line.start : at][-40:]}" are left out'
    if quote.parts and quote.text != quote.parts[0]:
        return f'"{quote.text}" is not its first part'
    return None


def _plain(text: str) -> str:
    """Words as they are compared: small letters, single spaces, straight marks."""
    return " ".join(text.translate(_STRAIGHT).casefold().split())


def _stands(words: str, plain: str) -> bool:
    """Whether ``words`` stand, whole, in a text that ``_plain`` gave."""
    wanted = re.escape(_plain(words))
    return bool(wanted) and re.search(rf"(?<!\w){wanted}(?!\w)", plain) is not None


def _agrees(expression: str, day: date) -> bool:
    """Whether a date as written ("on Monday", "19 March 2026") can be ``day``. Beside a month no
    weekday counts: sources get it wrong."""
    words = re.findall(r"[A-Za-z]+", expression)
    months = {n for n, name in enumerate(MONTHS, start=1) if name in words}
    days = set(map(int, re.findall(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", expression)))
    weekdays = {n for n, name in enumerate(DAYS) if name in words}
    years = set(map(int, re.findall(r"\b(?:19|20)\d\d\b", expression)))
    return (
        (not years or day.year in years)
        and (not months or (day.month in months and (not days or day.day in days)))
        and (bool(months) or not weekdays or day.weekday() in weekdays)
    )


def _failed(checked: Checked) -> bool:
    return checked.verdict is Verdict.NOT_FOUND


def _told(text: str, edit: Edit) -> str:
    before, after = text[edit.start : edit.end].strip(), edit.replacement.strip()
    if not after:
        return f'"{before}" left out ({edit.reason})'
    if not before:
        return f'"{after}" added ({edit.reason})'
    return f'"{before}" to "{after}" ({edit.reason})'
