"""A brief held against its sources: every line replayed from the words it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from briefgen.model.brief import (
    ConflictItem,
    EventItem,
    FactItem,
    FigureItem,
    QuoteItem,
    SpeakerItem,
)
from briefgen.text.edits import apply_edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.model.brief import AnyItem, Brief, Provenance, StoryItem
    from briefgen.model.dossier import Dossier, Edit
    from briefgen.model.source import Source

_ADDED = re.compile(r"\s*\[([^\[\]]+)\]")
_RESOLVED = re.compile(r"(?:on |in |on the (?:night|morning) of )?[\w ]*\d{4}")


class Verdict(StrEnum):
    """What came of holding a line against its source."""

    VERBATIM = "verbatim"  # the words of the source
    EDITED = "edited"  # the words of the source after edits that are recorded and allowed
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Checked:
    """One line of a brief with its verdict. ``detail`` names the edits, or what is wrong."""

    id: str
    kind: str
    text: str
    verdict: Verdict
    detail: str = ""


def verify_brief(brief: Brief, sources: Sequence[Source]) -> list[Checked]:
    """Every item of ``brief``, held against ``sources`` by the hash that its citation names."""
    checker = _Checker(sources)
    return [checker.item(item) for items in brief.slots.values() for item in items]


def verify_dossier(dossier: Dossier) -> list[Checked]:
    """Every fact and event of ``dossier``, replayed from the sources that it carries."""
    checker = _Checker(dossier.sources)
    return [
        checker.statement(
            _Line(entry.id, kind, entry.source, entry.start, entry.end),
            entry.text,
            entry.edits,
            entry.statement,
        )
        for kind, entries in (("fact", dossier.facts), ("event", dossier.events))
        for entry in entries
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
        self._titles = {source.id: source.title for source in sources}

    def item(self, item: AnyItem) -> Checked:
        match item:
            case FactItem() | EventItem():
                line = _line(item, item.citations[0])
                return self.statement(line, item.original, item.edits, item.text)
            case QuoteItem():
                return self._quote(item)
            case FigureItem():
                return self._figure(item)
            case ConflictItem():
                wrong = [c for c in map(self._figure, item.sides) if _failed(c)]
                detail = wrong[0].detail if wrong else ""
                verdict = Verdict.NOT_FOUND if wrong else Verdict.VERBATIM
                return Checked(item.id, item.kind, item.counts, verdict, detail)
            case SpeakerItem():
                known = any(item.name in text for text in self._texts.values())
                verdict = Verdict.VERBATIM if known else Verdict.NOT_FOUND
                return Checked(item.id, item.kind, item.name, verdict)
            case _:
                return self._story(item)

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
            plain = _ADDED.sub("", edit.replacement)
            if plain.lower() not in {"", ",", text[edit.start : edit.end].lower()}:
                yield f'"{edit.replacement}" was put in without square brackets'
            for added in _ADDED.findall(edit.replacement):
                name = re.sub(r"[’']s$", "", added)
                known = any(name in known for known in self._texts.values())
                if not known and not (edit.reason == "resolved" and _RESOLVED.fullmatch(added)):
                    yield f'"[{added}]" is in no source'

    def _quote(self, quote: QuoteItem) -> Checked:
        line = _line(quote, quote.citations[0])
        text = self._texts.get(line.source)
        printed = " … ".join(quote.parts) or quote.sentence
        if text is None:
            return line.checked(printed, Verdict.NOT_FOUND, "its source was not given")
        span = text[line.start : line.end]
        missing = [part for part in (quote.text, *quote.parts) if part not in span]
        if missing:
            return line.checked(printed, Verdict.NOT_FOUND, f'"{missing[0]}" is not in the source')
        if quote.parts or quote.sentence_at is None:
            return line.checked(printed, Verdict.VERBATIM)
        around = _Line(
            quote.id, quote.kind, line.source, quote.sentence_at.start, quote.sentence_at.end
        )
        return self.statement(around, text[around.start : around.end], quote.edits, quote.sentence)

    def _figure(self, figure: FigureItem) -> Checked:
        line = _line(figure, figure.citations[0])
        found = self._texts.get(line.source, "")[line.start : line.end]
        printed = f"{figure.text} {figure.counts}"
        if found == figure.text:
            return line.checked(printed, Verdict.VERBATIM)
        return line.checked(printed, Verdict.NOT_FOUND, f'"{figure.text}" is not in the source')

    def _story(self, story: StoryItem) -> Checked:
        line = _line(story, story.citations[0])
        if self._titles.get(line.source) != story.title:
            return line.checked(story.title, Verdict.NOT_FOUND, "its source has another title")
        original = self._texts[line.source][line.start : line.end]
        return self.statement(line, original, story.edits, story.text)


def _line(item: AnyItem, place: Provenance) -> _Line:
    return _Line(item.id, item.kind, place.source, place.start, place.end)


def _failed(checked: Checked) -> bool:
    return checked.verdict is Verdict.NOT_FOUND


def _told(text: str, edit: Edit) -> str:
    before, after = text[edit.start : edit.end].strip(), edit.replacement.strip()
    if not after:
        return f'"{before}" left out ({edit.reason})'
    if not before:
        return f'"{after}" added ({edit.reason})'
    return f'"{before}" to "{after}" ({edit.reason})'
