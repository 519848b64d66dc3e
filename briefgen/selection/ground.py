"""What has to be told before a fact that takes it up: "the gate", after "a gate of the barrier"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.model.dossier import Fact


class Ground:
    """Knows of each fact of a dossier which other one a brief tells before it."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._facts: dict[str, Fact] = {}
        rows = list(facts)
        for fact in rows:  # a sentence that was merged into another one is told by that one
            for place in fact.support:
                self._facts.setdefault(f"f-{place.source}-{place.start}", fact)
        self._facts.update((fact.id, fact) for fact in rows)
        self._leads = {fact.source: fact for fact in rows if fact.leads and fact.standalone}

    def under(self, fact: Fact, *, opens: bool = False) -> tuple[Fact, ...]:
        """What is told before ``fact``, in the order in which it is told; the lead of its source
        where it ``opens`` a brief."""
        lead = self._leads.get(fact.source)
        if opens and lead is not None and lead.id != fact.id:
            return (lead, *(f for f in self.under(fact) if f.id != lead.id))
        out: list[Fact] = []
        first = self._facts.get(fact.rests_on or "")
        while first is not None and first.id != fact.id and first not in out:
            out.append(first)
            first = self._facts.get(first.rests_on or "")
        return tuple(reversed(out))

    def holds(self, fact: Fact) -> bool:
        """Whether a brief can tell what ``fact`` rests on."""
        if fact.rests_on is None:
            return True
        under = self.under(fact)
        return bool(under) and all(
            f.standalone and not f.loose and f.superseded_by is None for f in under
        )
