"""Headings: the title of a source in its words, or the author's own."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from briefgen.verification.nearest import changes_between
from briefgen.verification.quotations import quotations_in
from briefgen.verification.verdicts import OWN, VERBATIM, Finding, Near, lost, together
from briefgen.verification.wording import CUT, keys_of

if TYPE_CHECKING:
    from briefgen.verification.claims import Claims
    from briefgen.verification.evidence import Evidence

_ALIKE = 0.75  # likeness from which on a heading must be the title that it is like
_FEWEST_WORDS = 4


def check_heading(text: str, evidence: Evidence, claims: Claims) -> Finding:
    """A heading held against the titles of the sources, as which it may say that the sentence goes
    on ("…"). One that is like none is the author's: only quotations in it need a source."""
    keys = tuple(key.casefold() for key in keys_of(text))
    uncut = keys[:-1] if keys[-1:] == (CUT,) else keys
    best: tuple[float, str] = (0.0, "")
    for source in evidence.sources.values():
        named = tuple(key.casefold() for key in keys_of(source.title))
        if named in {keys, uncut}:
            return VERBATIM
        ratio = SequenceMatcher(None, named, keys, autojunk=False).ratio()
        best = max(best, (ratio, source.id))
    if best[0] >= _ALIKE and len(keys) >= _FEWEST_WORDS:
        title = evidence.sources[best[1]].title
        near = Near(evidence.called(best[1]), 1, title)
        return lost(changes_between(keys_of(title), keys_of(text)), near)
    found = [claims.quotation(words, (), whole=False)[0] for _, _, words in quotations_in(text)]
    return together(OWN, *(f for f in found if f.failed))
