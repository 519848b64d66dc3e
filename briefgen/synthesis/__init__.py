"""Many analyses put together into one dossier."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from briefgen.model.dossier import Dossier, QuoteKind
from briefgen.synthesis.agreement import Agreement
from briefgen.synthesis.calling import under_one_name
from briefgen.synthesis.conflicts import find_differences
from briefgen.synthesis.contradictions import apart, find_contradictions, mark_contradicted
from briefgen.synthesis.credits import mark_credited
from briefgen.synthesis.duplicates import Independence, find_copies
from briefgen.synthesis.facts import find_facts, is_fact
from briefgen.synthesis.people import Register
from briefgen.synthesis.rebuttals import find_rebuttals
from briefgen.synthesis.salience import quote_salience, score, with_dispute
from briefgen.synthesis.stories import Stories
from briefgen.synthesis.timeline import is_entry, merged
from briefgen.synthesis.updates import mark_superseded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.model.analysis import Analysis, Sentence
    from briefgen.model.dossier import Conflict, Event, Fact, Figure, Quote
    from briefgen.synthesis.salience import Scored

__all__ = ["synthesise"]

_Place = tuple[str, int]

_DOUBTFUL = 0.5  # a date whose line is likely to be struck out is none to print


def _by_sentence(rows: Sequence[Scored]) -> dict[_Place, Scored]:
    return {(row.analysis.source.id, row.sentence.start): row for row in rows}


def _overlap(row: Scored, quote: Quote) -> bool:
    """Whether a quote holds words of a sentence: a speaker's turn holds several."""
    return row.sentence.start < quote.end and quote.start < row.sentence.end


def _quotes(
    analyses: Sequence[Analysis],
    register: Register,
    rows: dict[_Place, Scored],
    independence: Independence,
) -> tuple[Quote, ...]:
    """All quotes, best first; words that stand in several copies of a text only once."""
    out: list[Quote] = []
    by_source: defaultdict[str, list[Scored]] = defaultdict(list)
    for (source, _), scored in rows.items():
        by_source[source].append(scored)
    for analysis in analyses:
        own = by_source[analysis.source.id]
        for quote in register.name_speakers(analysis.quotes):
            row = rows.get((quote.source, quote.sentence.start))
            whole = quote.kind is QuoteKind.DIRECT or row is None
            salience = quote_salience(
                quote.text if whole or row is None else row.sentence.statement,
                min(1.0, sum(r.centrality for r in own if _overlap(r, quote))),
                has_role=bool(quote.speaker and quote.speaker.role),
                whole=quote.kind is QuoteKind.DIRECT,
            )
            out.append(quote.model_copy(update={"salience": salience}))
    ranked = sorted(out, key=lambda q: (-q.salience, q.id))
    seen: set[str] = set()
    kept: list[Quote] = []
    for quote in ranked:
        said = re.sub(r"\W+", " ", quote.text).strip().lower()
        words = f"{quote.speaker.name if quote.speaker else ''}: {said}"
        key = f"{independence.origin(quote.source)} {words}" if len(said) < 20 else words
        if key not in seen:
            kept.append(quote)
        seen.add(key)
    return tuple(kept)


def _figures(
    analyses: Sequence[Analysis], rows: dict[_Place, Scored], independence: Independence
) -> tuple[tuple[Figure, ...], dict[str, str]]:
    """All figures, best first; one and the same figure of a copied text once. With them, for each
    figure that was a copy, the id of the one that was kept."""
    out: list[Figure] = []
    seen: dict[tuple[str, float, str], str] = {}
    copies: dict[str, str] = {}
    own_first = sorted(analyses, key=lambda a: independence.origin(a.source.id) != a.source.id)
    for analysis in own_first:
        for figure in analysis.figures:
            key = (independence.origin(figure.source), figure.value, (figure.counts or "").lower())
            if key in seen:
                copies[figure.id] = seen[key]
                continue
            seen[key] = figure.id
            row = rows.get((figure.source, figure.sentence.start))
            out.append(figure.model_copy(update={"salience": round(row.base, 4) if row else 0.2}))
    return tuple(sorted(out, key=lambda f: (-f.salience, f.id))), copies


def _is_told(sentence: Sentence) -> bool:
    doubtful = sentence.loose and sentence.doubt > _DOUBTFUL
    return is_fact(sentence) and sentence.standalone and not doubtful


def _events(
    analyses: Sequence[Analysis],
    rows: dict[_Place, Scored],
    facts: Sequence[Fact],
    independence: Independence,
) -> tuple[Event, ...]:
    out: list[Event] = []
    for analysis in analyses:
        for event in analysis.events:
            row = rows.get((event.source, event.start))
            if row is None:
                continue
            advises = row.sentence.advises
            if not (advises or _is_told(row.sentence) or is_entry(event)):
                continue
            told = {"salience": round(row.base, 4), "advises": advises}
            out.append(event.model_copy(update=told))
    return merged(out, facts, independence)


def _disputed(
    facts: Sequence[Fact], conflicts: Sequence[Conflict], copies: Mapping[str, str]
) -> tuple[Fact, ...]:
    """The facts with the figures that were kept, those that sources dispute marked so."""
    contested = {f for conflict in conflicts for f in (*conflict.figures, *conflict.repeats)}
    out = []
    for fact in facts:
        figures = tuple(dict.fromkeys(copies.get(f, f) for f in fact.figures))
        kept = fact.model_copy(update={"figures": figures})
        out.append(with_dispute(kept) if contested & set(figures) else kept)
    return tuple(sorted(out, key=lambda f: (-f.salience, f.id)))


def synthesise(analyses: Sequence[Analysis]) -> Dossier:
    """The dossier of several sources: people merged, copies found, facts supported by those who
    also state them, figures compared."""
    sources = tuple(analysis.source for analysis in analyses)
    register = Register(analyses)
    analyses = under_one_name(analyses, register)
    stories = Stories(analyses)
    scored = score(analyses)
    agreement = Agreement(scored, stories) if len(sources) > 1 else None
    contradictions = find_contradictions(scored, agreement) if agreement else {}
    copies = find_copies(sources, apart(contradictions))
    independence = Independence(sources, copies)
    rows = _by_sentence(scored)
    figures, figure_copies = _figures(analyses, rows, independence)
    by_id = {source.id: source for source in sources}
    differences = find_differences(figures, analyses, independence, stories)
    facts = _disputed(
        find_facts(scored, independence, agreement), differences.conflicts, figure_copies
    )
    facts = mark_credited(facts, independence)
    facts = mark_contradicted(facts, contradictions, find_rebuttals(scored, stories))
    return Dossier(
        sources=sources,
        entities=register.entities,
        quotes=_quotes(analyses, register, rows, independence),
        facts=mark_superseded(facts, figures, by_id, differences.replaced),
        figures=figures,
        events=_events(analyses, rows, facts, independence),
        conflicts=differences.conflicts,
        syndication=copies,
    )
