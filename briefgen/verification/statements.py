"""A printed statement held against the sources: their words, with the edits that it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefgen.verification.calendar import dates_in
from briefgen.verification.evidence import Place
from briefgen.verification.leaving import around, weighty
from briefgen.verification.verdicts import VERBATIM, Finding, edited, lost, together
from briefgen.verification.wording import is_word, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.model.dossier import Edit, Event, Fact
    from briefgen.verification.evidence import Evidence

_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_ADDED = re.compile(r"\[([^\[\]]+)\]")
_MOST_REPLACED = 7  # words that a name in brackets can stand for: "the mayor of the port town"
_BEFORE = 4  # paragraphs in front, in which whom a pronoun means has been named


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement that was found: where, and as which entries of the dossier."""

    finding: Finding
    places: tuple[Place, ...]
    entries: tuple[Fact | Event, ...] = field(default=())

    @property
    def sources(self) -> frozenset[str]:
        """The sources that state it, in these words or in theirs."""
        supporting = {span.source for entry in self.entries for span in entry.support}
        return frozenset({place.source for place in self.places} | supporting)


def find_statement(words: str, evidence: Evidence, *, strict: bool = True) -> Stated | None:
    """Where ``words`` stand in the sources, word by word but for the edits that they show: a
    statement as analysis prints it, a sentence, several, or a part of one. None where they do not;
    with ``strict`` false, a part of a sentence may lack what the rest of it says."""
    keys = keys_of(words)
    entries = evidence.statements.get(keys, ())
    if entries:
        return _as_printed(keys, entries, evidence)
    segments = [keys_of(part) for part in _BRACKET.split(words)[::2]]
    added = _ADDED.findall(words)
    found = [
        Stated(together(finding, around(evidence, place) if strict else None), (place,))
        for source in evidence.sources
        for place, finding in _matches(segments, added, source, evidence)
    ]
    if not found:
        return None
    kept = [one for one in found if not one.finding.failed] or found[:1]
    return Stated(kept[0].finding, tuple(place for one in kept for place in one.places))


def _as_printed(
    keys: tuple[str, ...], entries: Sequence[Fact | Event], evidence: Evidence
) -> Stated:
    """A statement that analysis of the sources gives in the same words."""
    places = [evidence.place(entry.source, entry.start, entry.end) for entry in entries]
    text = evidence.sources[entries[0].source].text
    as_it_was = keys == keys_of(entries[0].text)  # beside its date an event needs no other words
    told = "" if as_it_was else "; ".join(_told(text, edit) for edit in entries[0].edits)
    finding = edited(told) if told else VERBATIM
    return Stated(finding, tuple(places), tuple(entries))


def _told(text: str, edit: Edit) -> str:
    before, after = text[edit.start : edit.end].strip(), edit.replacement.strip()
    if not after:
        return f'"{before}" left out ({edit.reason})'
    return f'"{before}" to "{after}" ({edit.reason})' if before else f'"{after}" added'


def _matches(
    segments: Sequence[tuple[str, ...]], added: Sequence[str], source: str, evidence: Evidence
) -> Iterator[tuple[Place, Finding]]:
    """Where the segments between brackets stand in one source, one behind the other, with as many
    words between two as a bracket can stand for."""
    wording = evidence.wordings[source]
    solid = next((n for n, keys in enumerate(segments) if any(map(is_word, keys))), None)
    if solid is None:
        return
    for at in wording.find(segments[solid]):
        end = at + len(segments[solid])
        gaps: list[tuple[int, int, str]] = []
        if solid:
            first, _ = evidence.sentence(source, at)
            if at - first > _MOST_REPLACED:
                continue
            gaps.append((first, at, " ".join(added[:solid])))
        for n in range(solid + 1, len(segments)):
            then = _follows(segments[n], wording.keys, end)
            if then is None:
                break
            gaps.append((end, then, added[n - 1] if n - 1 < len(added) else ""))
            end = then + len(segments[n])
        else:
            place = Place(source, gaps[0][0] if solid else at, end)
            yield place, _inserted(gaps, place, evidence)


def _follows(segment: Sequence[str], keys: Sequence[str], end: int) -> int | None:
    """Where a segment goes on behind word ``end``, within the words that may be replaced."""
    if not segment:
        return end
    for at in range(end, min(end + _MOST_REPLACED, len(keys)) + 1):
        if tuple(keys[at : at + len(segment)]) == tuple(segment):
            return at
    return None


def _inserted(gaps: Sequence[tuple[int, int, str]], place: Place, evidence: Evidence) -> Finding:
    """Whether the words in brackets may stand for those of the source that they replace."""
    return together(VERBATIM, *(inserted(a, b, w, place, evidence) for a, b, w in gaps))


def inserted(first: int, last: int, words: str, place: Place, evidence: Evidence) -> Finding:
    """Whether ``words`` in brackets may stand for words ``first`` to ``last`` of the source: what
    analysis puts there, else what stands near by."""
    wording = evidence.wordings[place.source]
    replaced = wording.words(first, last)
    if weighty(wording.keys[first:last]) and not list(dates_in(words)):
        return lost(f'"{replaced}" was replaced by "[{words}]"')
    if not words:
        return lost(f'"{replaced}" is left out') if replaced else VERBATIM
    if keys_of(words) in _introducing(first, last, place, evidence):
        return edited(f'"{replaced}" to "[{words}]"' if replaced else f'"[{words}]" put in')
    given = _given(first, last, place, evidence)
    plain = re.sub(r"[’']s$", "", words)
    if given is not None:
        if keys_of(given) != keys_of(words):
            return lost(f'"[{words}]" was put in where the source means "{given}"')
        return edited(f'"{replaced}" to "[{words}]"')
    if not _is_near(plain, place, evidence):
        return lost(f'"[{words}]" was put in, and is not near it in the source')
    return edited(f'"{replaced}" to "[{words}]"' if replaced else f'"[{words}]" put in')


def _given(first: int, last: int, place: Place, evidence: Evidence) -> str | None:
    """What analysis puts in brackets at this place of a source, if anything."""
    wording = evidence.wordings[place.source]
    start = wording.starts[first] if first < len(wording.starts) else len(wording.text)
    end = wording.ends[last - 1] if last > first else start
    dossier = evidence.dossier
    for entry in (*dossier.facts, *dossier.events):
        if entry.source != place.source or not entry.start <= start <= entry.end:
            continue
        for edit in getattr(entry, "edits", ()):
            if edit.start <= end + 1 and start <= edit.end + 1:
                inside = _ADDED.findall(edit.replacement)
                if inside:
                    return str(inside[0])
    return None


def _introducing(first: int, last: int, place: Place, evidence: Evidence) -> set[tuple[str, ...]]:
    """What analysis may put in brackets at this place of a source to say who somebody is."""
    wording = evidence.wordings[place.source]
    start = wording.starts[first] if first < len(wording.starts) else len(wording.text)
    end = wording.ends[last - 1] if last > first else start
    entries: list[Fact | Event] = [*evidence.dossier.facts, *evidence.dossier.events]
    edits = [
        one.edit
        for entry in entries
        if entry.source == place.source and entry.start <= start <= entry.end
        for one in entry.introductions
        if one.edit is not None
    ]
    return {
        keys_of(added)
        for edit in edits
        if edit.start <= end + 1 and start <= edit.end + 1
        for added in _ADDED.findall(edit.replacement)
    }


def _is_near(words: str, place: Place, evidence: Evidence) -> bool:
    """Whether words that were put in stand in the paragraph of a place or a few before it."""
    text = evidence.sources[place.source].text
    start, end = evidence.extent(place)
    paragraphs = text[:start].split("\n\n")[-_BEFORE:]
    near = "\n\n".join(paragraphs) + text[start:].split("\n\n", 1)[0]
    keys = [key.casefold() for key in keys_of(words)]
    held = [key.casefold() for key in keys_of(near)]
    return end > start and any(held[n : n + len(keys)] == keys for n in range(len(held)))
