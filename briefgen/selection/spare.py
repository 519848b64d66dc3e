"""Facts that read as part of their article, told where too few others are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.model.dossier import Fact
    from briefgen.model.source import Source

_FEWEST_PLAIN = 2  # facts; with fewer that read well by themselves others make up the number
# The doubt about a loose fact up to which it may make up the number, up to which it may be the only
# one, and up to which it may be told to whoever asks for what nothing else tells. Beyond that a
# brief says that it has none, which is better than a line that is silly.
BEARABLE, _BEARABLE_ALONE, BEARABLE_ASKED = 0.46, 0.55, 0.65


# The only line that can be told of a text is understood where it is near the beginning, which tells
# what the text is about. In two draws of notes 5 of 5 that stood further down meant nothing alone.
OPENING, _OPENING_SHARE = 600, 0.15  # characters; share of a longer text


def opening_of(source: Source) -> float:
    """How many characters of a source, from the first, tell what it is about."""
    return max(OPENING, _OPENING_SHARE * len(source.text))


def spare(facts: Iterable[Fact]) -> frozenset[str]:
    """The loose facts that may be told all the same, since too few others can: those of short
    texts up to a few, of news one at most."""
    usable = [f for f in facts if f.standalone and f.superseded_by is None]
    plain = sum(not f.loose for f in usable)
    loose = sorted((f for f in usable if f.loose), key=lambda f: (-f.salience, f.id))
    bearable = [f for f in loose if f.doubt <= BEARABLE]
    alone = [f for f in loose if f.doubt <= _BEARABLE_ALONE]
    chosen = bearable[: max(0, _FEWEST_PLAIN - plain)] or alone[: max(0, 1 - plain)]
    return frozenset(f.id for f in chosen)


def stray(facts: Iterable[Fact], sources: Iterable[Source]) -> frozenset[str]:
    """The only fact that could be told, where it stands deep in its text: a line from the middle
    of something of which nothing else is told. Empty in all other cases."""
    rows = list(facts)
    told = {f.id for f in rows if f.standalone and not f.loose and f.superseded_by is None}
    told |= spare(rows)
    opening = {source.id: opening_of(source) for source in sources}
    return frozenset(f.id for f in rows if told == {f.id} and f.start > opening[f.source])
