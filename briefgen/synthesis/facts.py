"""Facts: the usable sentences of all sources, each stated once, with who else states it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.dossier import Fact
from briefgen.model.source import Span
from briefgen.synthesis.salience import with_agreement
from briefgen.synthesis.status import is_official, status_of
from briefgen.text.parties import is_one_party
from briefgen.text.statable import can_be_stated
from briefgen.text.terms import count_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.model.analysis import Sentence
    from briefgen.model.source import Extent
    from briefgen.synthesis.agreement import Agreement, Support
    from briefgen.synthesis.duplicates import Independence
    from briefgen.synthesis.salience import Scored

# What the lead of another source states among other things matters, though less than that lead.
_ECHO = 0.65
_SHORTEST_LINE, _LONGEST_LINE = 12, 45  # words of a line of a brief


def is_fact(sentence: Sentence) -> bool:
    """Whether a sentence states something that a brief could state."""
    return can_be_stated(sentence.statement, sentence.quoted)


def find_facts(
    rows: Sequence[Scored], independence: Independence, agreement: Agreement | None
) -> list[Fact]:
    """The facts, best first. Sentences that state the same become one fact, in the wording that
    is attributed best; the independent sources that state what it states are its support.
    ``agreement`` is None for one source, which bears itself out nowhere."""
    usable = [n for n, row in enumerate(rows) if is_fact(row.sentence)]
    supports: dict[int, dict[int, Support]] = {n: {} for n in usable}
    if agreement is not None:
        supports = {n: {s.row: s for s in agreement.supports(n)} for n in usable}
    taken: set[int] = set()
    out: list[Fact] = []
    for n in sorted(usable, key=lambda i: (-rows[i].base, i)):
        if n in taken:
            continue
        same = [m for m in supports[n] if m not in taken and n in supports.get(m, ())]
        group = [n, *same]
        credited = {m: [k for k in sorted(supports[m]) if _may_be_cited(rows, m, k)] for m in group}
        best = max(group, key=lambda m: _wording_rank(rows, m, credited[m], independence))
        taken.update(group)
        others = [(rows[m], supports[best][m].extent) for m in credited[best]]
        echo = max((rows[m].base for m in supports[best]), default=0.0)
        salience = max([_ECHO * echo, *(rows[m].base for m in group)])
        out.append(_fact(rows[best], others, independence, salience))
    return sorted(out, key=lambda f: (-f.salience, f.id))


def _may_be_cited(rows: Sequence[Scored], row: int, other: int) -> bool:
    """Whether ``other``, which states what ``row`` does, may be cited behind its words: where both
    say who says so, it is the same party."""
    one, two = rows[row].sentence.claim, rows[other].sentence.claim
    return not (one and two) or is_one_party(one.attribution, two.attribution)


def _wording_rank(
    rows: Sequence[Scored], row: int, supports: Iterable[int], independence: Independence
) -> tuple[int | float, ...]:
    """How good a wording of one fact is: how many sources bear it out, whether it stands alone and
    says who says so, whether it has the length of a line, and then how much it matters."""
    sentence = rows[row].sentence
    sources = {rows[m].analysis.source.id for m in (row, *supports)}
    return (
        sentence.standalone,
        not sentence.loose,
        independence.count(sources),
        sentence.claim is not None or is_official(rows[row].analysis.source, sentence),
        _SHORTEST_LINE <= count_words(sentence.statement) <= _LONGEST_LINE,
        rows[row].base,
        -row,
    )


def _fact(
    row: Scored,
    others: Sequence[tuple[Scored, Extent]],
    independence: Independence,
    salience: float,
) -> Fact:
    """``others`` are the sentences of other sources that state the same, with what to cite."""
    source, sentence = row.analysis.source, row.sentence
    origin = independence.origin(source.id)
    support = [(o, at) for o, at in others if independence.origin(o.analysis.source.id) != origin]
    independent = independence.count({source.id, *(o.analysis.source.id for o, _ in support)})
    text = source.text[sentence.start : sentence.end]
    total = with_agreement(salience, independent)
    agreed = round(total - row.base, 3)
    return Fact(
        id=f"f-{source.id}-{sentence.start}",
        source=source.id,
        start=sentence.start,
        end=sentence.end,
        text=text,
        paragraph=sentence.paragraph + 1,
        statement=sentence.statement,
        edits=sentence.edits,
        introductions=sentence.introductions,
        salience=total,
        factors=dict(row.factors) | ({"agreement": agreed} if agreed > 0 else {}),
        attribution=sentence.claim.attribution if sentence.claim else None,
        status=status_of(row, [o for o, _ in support], independence),
        hedges=sentence.hedges,
        tense=sentence.tense.value,
        names=sentence.names,
        figures=tuple(
            f.id for f in row.analysis.figures if sentence.start <= f.start < sentence.end
        ),
        support=tuple(
            Span(source=o.analysis.source.id, start=at.start, end=at.end) for o, at in support
        ),
        standalone=sentence.standalone,
        loose=sentence.loose,
        doubt=sentence.doubt,
        leads=sentence.leads,
        rests_on=None if sentence.rests_on is None else f"f-{source.id}-{sentence.rests_on}",
        strangers=sentence.strangers,
        advises=sentence.advises,
    )
