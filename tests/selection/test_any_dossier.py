"""Budgets hold, nothing is told twice and the order is stable, whatever a dossier holds.

The dossiers are parts of the sample content: some of its sources, some of what they state, in any
order. Between parts of equal rank the order of a dossier may decide; between others it may not.
"""

from __future__ import annotations

import random
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from briefgen.model.brief import Brief
from briefgen.model.dossier import Dossier
from briefgen.model.template import AuthorSlot, FactSlot, FrontMatter, QuoteSlot, Slot
from briefgen.selection import select
from briefgen.text.terms import count_words
from briefgen.workshop import sample_dossier

from .samples import FRONTS
from .test_budgets import printed

EXAMPLES = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Some of the sample content: of each kind, what a draw keeps."""
    whole = sample_dossier()
    chance = draw(st.randoms(use_true_random=False))
    share = draw(st.sampled_from([0.1, 0.4, 0.8, 1.0]))

    def some(things: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(t for t in things if chance.random() < share)

    figures = some(whole.figures)
    kept = {figure.id for figure in figures}
    return whole.model_copy(
        update={
            "facts": some(whole.facts),
            "quotes": some(whole.quotes),
            "events": some(whole.events),
            "figures": figures,
            "conflicts": tuple(c for c in whole.conflicts if kept.issuperset(c.figures)),
        }
    )


def shuffled(dossier: Dossier, seed: int) -> Dossier:
    """The same in another order, but for things of one salience, which stay in theirs."""
    chance = random.Random(seed)  # noqa: S311 - the same every time

    def mixed(things: tuple[Any, ...]) -> tuple[Any, ...]:
        order = chance.sample([one.salience for one in things], len(things))
        of_rank: dict[float, list[Any]] = {}
        for one in things:
            of_rank.setdefault(one.salience, []).append(one)
        return tuple(of_rank[salience].pop(0) for salience in order)

    names = ("facts", "quotes", "figures", "events")
    return dossier.model_copy(update={name: mixed(getattr(dossier, name)) for name in names})


def ids(brief: Brief) -> dict[str, list[str]]:
    return {name: [item.id for item in items] for name, items in brief.slots.items()}


@given(dossiers(), FRONTS)
@EXAMPLES
def test_budgets_hold(dossier: Dossier, asked: FrontMatter) -> None:
    filled = select(dossier, asked).brief.slots
    for name, slot in asked.slots.items():
        if isinstance(slot, AuthorSlot):
            continue
        assert isinstance(slot, Slot)
        assert len(filled[name]) <= slot.items
        if slot.words is not None:
            assert sum(count_words(printed(item, dossier)) for item in filled[name]) <= slot.words


@given(dossiers(), FRONTS)
@EXAMPLES
def test_no_item_appears_twice_over_the_brief(dossier: Dossier, asked: FrontMatter) -> None:
    told = [one for items in ids(select(dossier, asked).brief).values() for one in items]
    assert len(told) == len(set(told))


@given(dossiers(), FRONTS, st.integers(0, 1000))
@EXAMPLES
def test_the_order_in_which_facts_and_quotes_come_changes_nothing(
    dossier: Dossier, asked: FrontMatter, seed: int
) -> None:
    """Not promised of stories, which are told by the first of their facts, nor of figures."""
    slots = {n: s for n, s in asked.slots.items() if isinstance(s, FactSlot | QuoteSlot)}
    assume(slots)
    plain = asked.model_copy(update={"slots": slots})
    brief = select(dossier, plain).brief
    assert ids(select(dossier, plain).brief) == ids(brief)
    assert ids(select(shuffled(dossier, seed), plain).brief) == ids(brief)
