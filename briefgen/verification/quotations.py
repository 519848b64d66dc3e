"""Quoted words held against the sources, mark by mark, and who said them there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.model.dossier import QuoteKind
from briefgen.verification.evidence import Place
from briefgen.verification.leaving import weighty
from briefgen.verification.verdicts import VERBATIM, Finding, edited, lost, together
from briefgen.verification.wording import CUT, ENDS, MARK, Wording, is_word, keys_of

if TYPE_CHECKING:
    from briefgen.model.dossier import Quote
    from briefgen.verification.evidence import Evidence

# Double marks, and single ones around several words: an apostrophe opens nothing.
QUOTED = re.compile(
    r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|„([^„“”]+)[“”]"
    r"|(?<!\w)[‘']([^‘’'\s]+ (?:[^‘’']|(?<=\w)[’'](?=\w))+)[’'](?!\w)"
)
_FARTHEST = 90  # words between two parts of what one person said
_ANCHOR = 5  # words by which the place of a quotation is found
_BRACKET = "[]"
_PUNCTUATION = frozenset({",", ".", ";", ":", "—", "–", "-", "!", "?", MARK, CUT})


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation that was found, at ``place``."""

    finding: Finding
    place: Place


def quotations_in(text: str) -> list[tuple[int, int, str]]:
    """The quotations in a line: where each begins and ends with its marks, and its words."""
    return [(m.start(), m.end(), next(filter(None, m.groups()))) for m in QUOTED.finditer(text)]


def find_quotation(words: str, evidence: Evidence, *, whole: bool) -> list[Quoted]:
    """Every place of the sources that has these words in quotation marks, best first. ``whole``
    says that they stand alone as what somebody said, so that no sentence may be cut short."""
    shown = re.sub(r"\[[^\[\]]*\]", f" {_BRACKET} ", words)
    # Square brackets may be the source's own.
    literal = _found(_without_last_mark(keys_of(words)), evidence, whole=whole)
    if shown == words or literal:
        return literal
    return _found(_without_last_mark(keys_of(shown)), evidence, whole=whole)


def _found(keys: Sequence[str], evidence: Evidence, *, whole: bool) -> list[Quoted]:
    opening = next((n for n, key in enumerate(keys) if is_word(key)), None)
    if opening is None:
        return []
    run = _longest_start(keys[opening:])
    found: list[Quoted] = []
    for source, wording in evidence.wordings.items():
        for at in wording.find(keys[opening : opening + run]):
            followed = _follow(keys[opening:], wording.keys, at)
            if followed is None:
                continue
            end, told = followed
            place = Place(source, at, end)
            edges = _edges(place, evidence, whole=whole)
            found.append(Quoted(together(VERBATIM, *told, edges), place))
    return sorted(found, key=lambda q: q.finding.failed)


def _without_last_mark(keys: Sequence[str]) -> list[str]:
    """A quotation without the comma or full stop that stands in front of its closing mark, which
    may be the newspaper's."""
    out = list(keys)
    while out and out[-1] in {",", ".", MARK}:
        out.pop()
    return out


def _longest_start(keys: Sequence[str]) -> int:
    """How many words to look for: a few, up to the first place where a quotation is broken."""
    for n, key in enumerate(keys[:_ANCHOR]):
        if key in ENDS or key in {CUT, "["}:
            return max(n, 1)
    return min(_ANCHOR, len(keys))


def _follow(keys: Sequence[str], held: Sequence[str], at: int) -> tuple[int, list[Finding]] | None:
    """Where a quotation that begins at word ``at`` ends, with what was cut; None where it does not
    go on as printed. It may go over an attribution, and over the marks that open a paragraph."""
    told: list[Finding] = []
    n, here = 0, at
    while n < len(keys):
        shown = keys[n] == CUT or keys[n : n + 2] == ["[", "]"]
        if not shown and here < len(held) and (held[here] == keys[n] or (n == 0 and here == at)):
            n, here = n + 1, here + 1
            continue
        if keys[n] == CUT and here < len(held) and held[here] == CUT:
            n, here = n + 1, here + 1
            continue
        # The comma in front of who said it gives way to a full stop, if a sentence ended there.
        stopped = keys[n] == "." and _is_closed(held[here:])
        n += int(stopped)
        bracket = keys[n : n + 2] == ["[", "]"]
        n += 2 if bracket else int(keys[n] == CUT)
        if n >= len(keys):
            break
        then = _next(keys[n:], held, here)
        gap = None if then is None else _gap(held[here:then], shown=shown, bracket=bracket)
        if then is None or gap is None or (stopped and "." not in held[here:then]):
            return None
        ended = shown or keys[n - 1] in ENDS or keys[n - 1] == MARK
        told.append(gap if ended else edited("put together from two parts"))
        here = then
    return here, told


def _is_closed(held: Sequence[str]) -> bool:
    """Whether a quotation mark closes here, behind a comma at most."""
    return tuple(held[:1]) == (MARK,) or tuple(held[:2]) == (",", MARK)


def _next(keys: Sequence[str], held: Sequence[str], here: int) -> int | None:
    run = tuple(keys[: min(3, _longest_start(keys))])
    for then in range(here, min(here + _FARTHEST, len(held))):
        if tuple(held[then : then + len(run)]) == run:
            return then
    return None


def _gap(gap: Sequence[str], *, shown: bool, bracket: bool) -> Finding | None:
    """What lies between two parts: nothing that was said, or words whose cut is shown."""
    said = [key for key in gap if is_word(key)]
    if not said:
        return VERBATIM
    outside = [n for n, key in enumerate(gap) if key == MARK]
    words = " ".join(gap)
    # Between the closing mark and the next opening one stands who said it.
    opens = [n for n in outside if all(k in _PUNCTUATION for k in gap[:n])]
    closes = [n for n in outside if all(k in _PUNCTUATION for k in gap[n + 1 :])]
    if opens and closes and opens[0] < closes[-1]:
        return VERBATIM
    if not shown:
        return None
    if weighty(said) and not bracket:
        return lost(f'"{words}" is left out of the quote')
    if bracket:
        return edited(f'"{words}" replaced in square brackets')
    return edited(f'"{words}" left out, as the quote shows')


def _edges(place: Place, evidence: Evidence, *, whole: bool) -> Finding:
    """Whether a quotation begins and ends where what was said does. A fragment within a sentence
    of the brief may begin and end anywhere, unless a denial or the like stands just in front."""
    wording = evidence.wordings[place.source]
    first, _ = evidence.sentence(place.source, place.first)
    _, last = evidence.sentence(place.source, place.last - 1)
    opened = (n + 1 for n in range(first, place.first) if _is_mark(wording, n))
    closed = (n for n in range(place.last, last) if _is_mark(wording, n))
    first, last = max(opened, default=first), min(closed, default=last)
    if place.first and wording.keys[place.first - 1] == ":":
        first = place.first  # in a transcript, behind who speaks
    front = [key for key in wording.keys[first : place.first] if is_word(key)]
    back = [key for key in wording.keys[place.last : last] if is_word(key)]
    if whole and front:
        return lost(f'"{wording.words(first, place.first)}" is left out in front of it')
    if whole and back:
        return lost(f'"{wording.words(place.last, last)}" is left out behind it')
    if weighty(front[-3:]):
        return lost(f'"{" ".join(front[-3:])}" is left out in front of it')
    return VERBATIM


def _is_mark(wording: Wording, n: int) -> bool:
    """Whether word ``n`` is a quotation mark rather than an apostrophe."""
    if wording.keys[n] != MARK:
        return False
    text, at = wording.text, wording.starts[n]
    if text[at] not in "'’":
        return True
    inside = text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
    # "Tanners' Row" has an apostrophe; a closing mark has the full stop or comma in front.
    return not inside and not text[at - 1 : at].isalnum()


def is_quoted(place: Place, evidence: Evidence) -> bool:
    """Whether words stand in the source as somebody's: in quotation marks, or in a turn."""
    if any(quote.kind is not QuoteKind.INDIRECT for quote in said_at(place, evidence)):
        return True
    wording = evidence.wordings[place.source]
    start = wording.text.rfind("\n\n", 0, wording.starts[place.first]) + 1
    marks = [
        wording.text[wording.starts[n]]
        for n in range(wording.at(start), place.first)
        if _is_mark(wording, n)
    ]
    if not marks:
        return False
    return marks[-1] in "“«„‘" or (marks[-1] in "\"'" and marks.count(marks[-1]) % 2 == 1)


def said_at(place: Place, evidence: Evidence) -> Iterator[Quote]:
    """The quotes that analysis found at a place."""
    start, end = evidence.extent(place)
    for quote in evidence.quotes.get(place.source, ()):
        if quote.start < end and start < quote.end:
            yield quote
