"""Which facts tell of what is open: not known, not found, not confirmed, or said and denied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.selection.lexicon import is_of_earlier, says_open, says_untold
from briefgen.text.terms import FRAME, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from briefgen.model.dossier import Fact
    from briefgen.model.source import Source

_FEWEST_SHARED = 2  # words with what the sources are about
_OPENING = re.compile(r"[A-Z\[“\"]")
# "It" of "it remains unclear" points at nothing; all other words of this kind do.
_IDLE = re.compile(
    r"\b[Ii]t(?: (?:is|was|remains?|remained)(?: \w+ly| still| yet| not){0,2} "
    r"(?:unclear|unknown|clear|known|unconfirmed|uncertain|yet|not)|['’]s not (?:clear|known))\b"
)
_POINTER = re.compile(
    r"\b(?:he|she|it|they|him|them|his|hers?|its|their|theirs|this|that|these|those|such|"
    r"latter|former)\b(?! (?:a|an|the)\b)",
    re.IGNORECASE,
)
_THAT = re.compile(r"\b(?:\w+ed|say|says|said|is|fact|whether|so|know|known|clear|sure) that\b")
_CLOSED = re.compile(r"\buntil\b")  # "no sign of her until she walked into a shop"
_CLAUSE = re.compile(r"(?<=[\w,]) that (?=\w+)")  # a relative: "the black boxes that …"
_ASIDE = re.compile(r", (?:whose|which|who|where)\b[^,.;]*")  # what is told beside the matter
# What every gap is about: the cause, the number. They tell of no matter by themselves.
_OF_GAPS = frozenset(
    terms(
        "cause reason motive unclear unknown unexplained unconfirmed known clear confirmed found "
        "located established determined sign trace explanation question remain exact full number "
        "yet official estimate exist what why how who when where whether cause caused"
    )
)


class Unsettled:
    """Tells of the facts of a dossier whether they are open points that a brief can print."""

    def __init__(self, facts: Iterable[Fact], sources: Iterable[Source]) -> None:
        self._about = {term for source in sources for term in terms(source.title)}
        self._claims: dict[str, set[str]] = {}  # from what denies something to that
        for fact in facts:
            for other in fact.contradicted_by:
                self._claims.setdefault(other, set()).add(fact.id)
            if fact.leads:
                self._about |= set(terms(fact.statement))

    def holds(self, fact: Fact) -> bool:
        """Whether a fact is an open point: one that reads by itself, or one that takes up what the
        sources are about and points at nothing else. A source that has others deny what it reports
        leaves it open, too."""
        if fact.contradicted_by or fact.id in self._claims:
            return fact.standalone
        if is_of_earlier(fact.text) or _CLOSED.search(fact.text):
            return False
        if says_open(_ASIDE.sub("", fact.text)):
            return fact.standalone or self._is_placed(fact)
        return says_untold(fact.text) and fact.standalone and not fact.loose

    def is_told(self, fact: Fact, used: Set[str]) -> bool:
        """Whether of something that is said and denied there is nothing to add to what is ``used``:
        the denial is told, or the claim is not and makes no sense of it."""
        claims = self._claims.get(fact.id, set())
        if fact.contradicted_by and used & {*fact.contradicted_by}:
            return not (claims & used)
        return bool(claims) and not fact.contradicted_by and not claims & used

    def _is_placed(self, fact: Fact) -> bool:
        """Whether whoever knows what the sources are about can place a fact that leans on it: "the
        cause of the crash is not known", in a brief on that crash."""
        told = fact.statement
        if not (_OPENING.match(told) and told.rstrip("”\"'’").endswith(".")):
            return False
        bare = _CLAUSE.sub(" ", _THAT.sub(" ", _IDLE.sub(" ", told)))
        if _POINTER.search(bare):
            return False
        own = set(terms(told)) - _OF_GAPS - FRAME
        shared = own & self._about
        return bool(own) and (shared == own or len(shared) >= _FEWEST_SHARED)
