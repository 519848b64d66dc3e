"""Facts: the usable sentences of all sources, each stated once, with who else states it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from briefgen.model.dossier import Fact, FactStatus
from briefgen.model.source import Span
from briefgen.synthesis.salience import Scored, with_agreement
from briefgen.text.terms import count_words, likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.analysis import Sentence
    from briefgen.synthesis.duplicates import Independence

_MOSTLY_QUOTED = 0.5
_LONGEST = 75  # words; beyond that a "sentence" is a fault of the text
_SHORTEST = 6
_TIMETABLE = re.compile(
    r"(?:\w+day,? )?(?:\d{1,2} [A-Z]\w+|[A-Z]\w+ \d{1,2})(?:,? \d{4})?\s?[:–—]\s"
)
_FIRST_PERSON = re.compile(
    r"\b(?:I|[Ww]e|[Oo]urs?|us|[Mm]y|me|mine|[Yy]ou|[Yy]ours?|[Ll]et[’']s)\b"
)
_SAME = 0.62  # likeness of the terms of two statements of one fact; different events of one story,
# which share names and places, stay below 0.5
_FEWEST_SHARED = 4
_COMMON = 40  # sentences; a term that more of them hold pairs nothing with nothing
_UNVERIFIED = re.compile(
    r"\b(?:reportedly|allegedly|alleged|apparently|purportedly|supposedly|unconfirmed|"
    r"(?:believed|thought|said) to)\b",
    re.IGNORECASE,
)


def _outside_quotes(sentence: Sentence) -> str:
    return re.sub(r"[“\"«„].*?[”\"»“]", " ", sentence.statement)


def is_fact(sentence: Sentence) -> bool:
    """Whether a sentence states something that a brief could state."""
    words = count_words(sentence.statement)
    return (
        sentence.quoted < _MOSTLY_QUOTED
        and _SHORTEST <= words <= _LONGEST
        and not sentence.statement.rstrip("”\"'’ ").endswith(("?", ":", "!", "...", ". . .", "…"))
        and not _TIMETABLE.match(sentence.statement)
        and not _FIRST_PERSON.search(_outside_quotes(sentence))
    )


def _pairs(rows: Sequence[Scored]) -> dict[int, set[int]]:
    """For each row the others that state the same, found over shared terms."""
    holders: dict[str, list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        for term in row.terms:
            holders[term].append(n)
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    for numbers in holders.values():
        if len(numbers) <= _COMMON:
            for n in numbers:
                shared[n].update(m for m in numbers if m != n)
    return {
        n: {
            m
            for m, common in counts.items()
            if common >= _FEWEST_SHARED and _alike(rows[n], rows[m])
        }
        for n, counts in shared.items()
    }


def _numbers(row: Scored) -> set[str]:
    return {term for term in row.terms if term[0].isdigit()}


_DENIAL = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|den(?:y|ies|ied)|refus\w+|reject\w+|"
    r"fail(?:s|ed)? to)\b|n['’]t\b",
    re.IGNORECASE,
)


def _denies(statement: str) -> bool:
    return _DENIAL.search(statement) is not None


def _alike(left: Scored, right: Scored) -> bool:
    """Same terms and no other numbers: "4,200 evacuated" does not support "3,850 evacuated"."""
    a, b = _numbers(left), _numbers(right)
    if a and b and not a & b:
        return False
    if _denies(left.sentence.statement) != _denies(right.sentence.statement):
        return False
    return likeness(left.terms, right.terms) >= _SAME


def find_facts(rows: Sequence[Scored], independence: Independence) -> list[Fact]:
    """The facts, best first. Of copies of one sentence only the best stays; an independent source
    that states the same becomes its support."""
    usable = [row for row in rows if is_fact(row.sentence)]
    pairs = _pairs(usable)
    taken: set[int] = set()
    out: list[Fact] = []
    for n in sorted(range(len(usable)), key=lambda i: (-usable[i].base, i)):
        if n in taken:
            continue
        same = {m for m in pairs.get(n, ()) if m not in taken}
        others = {
            m
            for m in same
            if usable[m].analysis.source.id != usable[n].analysis.source.id
            and _numbers(usable[n]) <= _numbers(usable[m])  # whoever gives no number supports none
        }
        taken |= others | {n}
        out.append(_fact(usable[n], [usable[m] for m in sorted(others)], independence))
    return sorted(out, key=lambda f: (-f.salience, f.id))


def _fact(row: Scored, others: Sequence[Scored], independence: Independence) -> Fact:
    source, sentence = row.analysis.source, row.sentence
    origin = independence.origin(source.id)
    support = [o for o in others if independence.origin(o.analysis.source.id) != origin]
    independent = independence.count({source.id, *(o.analysis.source.id for o in support)})
    text = source.text[sentence.start : sentence.end]
    attribution = sentence.claim.attribution if sentence.claim else None
    return Fact(
        id=f"f-{source.id}-{sentence.start}",
        source=source.id,
        start=sentence.start,
        end=sentence.end,
        text=text,
        paragraph=sentence.paragraph + 1,
        statement=sentence.statement,
        edits=sentence.edits,
        salience=with_agreement(row.base, independent),
        attribution=attribution,
        status=_status(text, attribution, independent),
        hedges=sentence.hedges,
        tense=sentence.tense.value,
        names=sentence.names,
        figures=tuple(
            f.id for f in row.analysis.figures if sentence.start <= f.start < sentence.end
        ),
        support=tuple(
            Span(source=o.analysis.source.id, start=o.sentence.start, end=o.sentence.end)
            for o in support
        ),
        standalone=sentence.standalone,
    )


def _status(text: str, attribution: str | None, independent: int) -> FactStatus:
    if independent >= 2:
        return FactStatus.ESTABLISHED
    if attribution is None and _UNVERIFIED.search(text):
        return FactStatus.UNVERIFIED
    return FactStatus.ATTRIBUTED
