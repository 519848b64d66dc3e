"""Words of whoever wrote the brief: they need no source, but figures and names in them do."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.text.claims import numbers_in
from briefgen.verification.calendar import DATE, dates_in
from briefgen.verification.lexicon import phrases, words
from briefgen.verification.verdicts import OWN, Finding, lost, together
from briefgen.verification.wording import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.verification.evidence import Evidence
    from briefgen.verification.people import People

_CAPITAL = re.compile(r"\b[A-ZÀ-Þ][\w’'-]*(?:\.(?=\w))?")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|^\W+|[“\"(\[—–]\s*|\n)$")
_RUN = re.compile(r"\b[A-ZÀ-Þ][\w’-]+(?: [A-ZÀ-Þ][\w’-]+)+")
_LABEL = re.compile(r"^([A-Za-z][A-Za-z .-]{1,24}?)(?::|\s{2,}|\t| (?=[A-Z\d]))")


def own_words(text: str, evidence: Evidence, people: People) -> Finding:
    """Own words, unless they hold a figure or a name that no source has."""
    if is_filled_in(text):
        return OWN
    return together(OWN, *_figures(text, evidence), *_names(text, evidence, people))


def is_filled_in(text: str) -> bool:
    """Whether a line is one of the form: "To: The Minister", "Contact Jane Doe, 555 0134"."""
    found = _LABEL.match(text)
    return found is not None and found[1].strip().casefold() in phrases("labels")


def figures_of(text: str) -> frozenset[float]:
    """The numbers in a text that are no dates; "one" is a pronoun as often as a number."""
    return numbers_in(DATE.sub(" ", text)) - {1.0}


def _figures(text: str, evidence: Evidence) -> Iterator[Finding]:
    for value in sorted(figures_of(text) - evidence.numbers):
        shown = f"{value:,.0f}" if value.is_integer() else f"{value:,}"
        yield lost(f"the figure {shown} is in no source")
    for found in DATE.finditer(text):
        days = {s.published for s in evidence.sources.values()}
        written = next(iter(dates_in(found.group())), None)
        known = written is not None and written.day in days
        bare = " ".join(part for part in found.group().split() if not re.fullmatch(r"\d{4}", part))
        if not known and not evidence.holds(found.group()) and not evidence.holds(bare):
            yield lost(f'the date "{found.group()}" is in no source')


def _names(text: str, evidence: Evidence, people: People) -> Iterator[Finding]:
    if text.isupper():
        return  # a kind of document, set in capitals
    known = evidence.vocabulary | words("capitalised")
    runs = [(m.start(), m.end()) for m in _RUN.finditer(text)]
    for found in _CAPITAL.finditer(text):
        word = re.sub(r"[’']s$", "", found.group())
        in_run = any(a <= found.start() < b for a, b in runs)
        if _SENTENCE_START.search(text[: found.start()]) and not in_run:
            continue
        if any(key.casefold() not in known for key in keys_of(word) if key[0].isalpha()):
            yield lost(f'the name "{_whole(found, runs, text)}" is in no source')
    surnames = {name.split()[-1]: name for name in people.names if len(name.split()) > 1}
    given = {name.split()[0]: name for name in people.names if len(name.split()) > 1}
    for start, end in runs:
        parts = text[start:end].split()
        for first, last in pairwise(parts):
            mixed = first in given and last in surnames
            if mixed and not evidence.holds(f"{first} {last}"):
                yield lost(f'the name "{first} {last}" is in no source')


def _whole(found: re.Match[str], runs: list[tuple[int, int]], text: str) -> str:
    return next((text[a:b] for a, b in runs if a <= found.start() < b), found.group())
