"""Figures that measure the same thing, put together."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from briefgen.synthesis.measures import Measure, measure_of
from briefgen.synthesis.wording import canonical, days_agree, oppose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.analysis import Analysis, Sentence
    from briefgen.model.dossier import Figure
    from briefgen.synthesis.stories import Stories

_SAME = 0.6  # of the shorter description's terms
_FEWEST_TERMS = 2
_FEWEST_SHARES = 3  # the same of a percentage: whose share it is decides
# Terms that two sentences share in sources of different stories, with a name and without.
_SHARED_NAMED, _SHARED_CONTEXT = 2, 4
_TOLL_WORDS = ("people", "killed", "injured", "missing", "arrested", "evacuated", "toll", "rise")
_LARGEST_GROUP = 40  # figures; a thing counted oftener than that has been compared enough
_MANY = 3  # numbers in a sentence, years aside: a list, where which counts what is uncertain


class Comparison:
    """The figures of a dossier with what each measures."""

    def __init__(
        self, figures: Sequence[Figure], analyses: Sequence[Analysis], stories: Stories
    ) -> None:
        self._stories = stories
        self._figures = [f for f in figures if f.counts]
        sources = {a.source.id: a.source for a in analyses}
        sentences: dict[tuple[str, int], Sentence] = {
            (a.source.id, s.start): s for a in analyses for s in a.sentences
        }
        self._measures: dict[str, Measure] = {
            f.id: measure_of(
                f,
                sentences.get((f.source, f.sentence.start)),
                sources[f.source],
                places=stories.places,
                people=stories.people,
            )
            for f in self._figures
        }

    def kind(self, figure: Figure) -> str | None:
        """The kind of toll that a figure counts, if any."""
        return self._measures[figure.id].kind

    def groups(self) -> list[list[Figure]]:
        """Figures that measure the same, two at least, each figure in one group at most.

        Every figure is compared with the groups that share a telling word with it, and joins the
        first all of whose members measure what it does.
        """
        groups: list[list[Figure]] = []
        found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for figure in self._figures:
            if self._is_loose(figure):
                continue
            keys = self._keys(figure)
            near = sorted({n for key in keys for n in found[key]})
            fits = next((n for n in near if self._joins(figure, groups[n])), None)
            if fits is None:
                fits = len(groups)
                groups.append([])
            groups[fits].append(figure)
            for key in keys:
                if fits not in found[key]:
                    found[key].append(fits)
        return [group for group in groups if len(group) > 1]

    def _is_loose(self, figure: Figure) -> bool:
        """Whether it is too uncertain what a figure counts, or it counts a part."""
        measure = self._measures[figure.id]
        if measure.kind is None:
            few = len(measure.about) < (_FEWEST_SHARES if measure.unit == "%" else _FEWEST_TERMS)
            return measure.part or measure.compared or _numbers(measure) >= _MANY or few
        return measure.part or measure.compared

    def _keys(self, figure: Figure) -> list[tuple[str, ...]]:
        measure = self._measures[figure.id]
        if measure.kind is None:
            return [(measure.unit, term) for term in sorted(measure.about)]
        telling = measure.said.terms | set(self._stories.telling(figure.source))
        return [(measure.unit, measure.kind, term) for term in sorted(telling)]

    def _joins(self, figure: Figure, group: Sequence[Figure]) -> bool:
        return len(group) < _LARGEST_GROUP and all(self.same(figure, other) for other in group)

    def same(self, a: Figure, b: Figure) -> bool:
        """Whether two figures measure the same thing of the same people, place and time."""
        one, two = self._measures[a.id], self._measures[b.id]
        return (
            one.unit == two.unit
            and one.kind == two.kind
            and _same_group(one, two, a.value, b.value)
            and one.times == two.times
            and bool(one.said.supposed) == bool(two.said.supposed)
            and days_agree(one.said.days, two.said.days)
            and (one.kind is not None or _described_alike(one, two))
            and self._same_place(a, b)
            and self._same_story(a, b)
        )

    def _same_place(self, a: Figure, b: Figure) -> bool:
        """Two sentences that name places name one inside the other's; one that names none is of
        where its story plays, which matters for tolls."""
        one, two = self._measures[a.id].places, self._measures[b.id].places
        if one and two:
            return one <= two or two <= one
        if self._measures[a.id].kind is None:
            return True
        one = one or self._stories.setting(a.source)
        two = two or self._stories.setting(b.source)
        return not (one and two) or bool(one & two)

    def _same_story(self, a: Figure, b: Figure) -> bool:
        if a.source == b.source or self._stories.related(a.source, b.source):
            return True
        if self._stories.open_alike(a.source, b.source):
            return True
        one, two = self._measures[a.id], self._measures[b.id]
        counted = frozenset(map(canonical, _TOLL_WORDS)) if one.kind else frozenset()
        shared = (one.said.terms & two.said.terms) - counted
        named = one.places & two.places or one.people & two.people or one.names & two.names
        return len(shared) >= (_SHARED_NAMED if named else _SHARED_CONTEXT)


def _same_group(one: Measure, two: Measure, first: float, second: float) -> bool:
    """Whether two tolls are of the same group of people. Three people and two workers may both have
    died; five workers and three people may not: a part is not more than the whole."""
    if one.group == two.group:
        return True
    if max(_numbers(one), _numbers(two)) >= _MANY or not one.names & two.names:
        return False  # which of them is the whole is uncertain
    return (not one.group and second > first) or (not two.group and first > second)


def _numbers(measure: Measure) -> int:
    """How many numbers a sentence gives, years aside."""
    return sum(1 for n in measure.said.numbers if not (n.is_integer() and 1500 <= n < 2100))


def _described_alike(one: Measure, two: Measure) -> bool:
    """Two terms at least in common, and most of the shorter description: one shared word ("the
    surge") is no proof that two numbers measure the same. Nor is the same description of what two
    people have, or of what is and what is not."""
    shared = len(one.about & two.about)
    return (
        shared >= (_FEWEST_SHARES if one.unit == "%" else _FEWEST_TERMS)
        and shared >= _SAME * min(len(one.about), len(two.about))
        and bool(one.said.denied & one.about) == bool(two.said.denied & two.about)
        and not oppose(one.about, two.about)
        and not (one.people and two.people and not one.people & two.people)
    )
