"""Lines that a template writes: how many sources, as of when, which outlet a story is from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.printed import LineKind
from briefgen.verification.calendar import DATE, dates_in, in_words
from briefgen.verification.verdicts import OWN, VERBATIM, Finding, lost
from briefgen.verification.wording import keys_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.printed import PrintedLine
    from briefgen.verification.evidence import Evidence, Place

CLOSING = ("Prepared with briefgen", "Quotes are verbatim; words in square brackets")
"""How the notes begin that stand below a list of sources."""
_COUNT = re.compile(r"\b(\d+) (?:undated )?sources?\b|^Sources:? (\d+)$")
_UNDATED = re.compile(r"\b\d+ undated sources?\b|\bsources are undated\b")
_AS_OF = re.compile(rf"\b(?:as of|coverage to):? (?P<date>{DATE.pattern})", re.IGNORECASE)
_OURS = re.compile(
    r"^(?:This note summarises \d+ (?:undated )?sources?\b|Sources:? \d+$|Coverage to\b"
    rf"|{'|'.join(CLOSING)}\b"
    r"|(?:Purpose:? )?This note summarises|Date:? .{4,20}$|No sentence on “.*” was found that"
    r"|\[TO COMPLETE: |No dated event was found between|This profile is about\b|Sources: \d+ · "
    r"|No change since No\. \d+|No figure was found that has changed since No\. \d+"
    r"|This report is not compared with an earlier one|(?:Report )?No\. \d+$"
    r"|Listed are statements that can be understood by themselves; the sources may date more\.$"
    r"|A day in square brackets is that of the main event of its source: the sentence gives a time "
    r"alone\.$"
    r"|(?:A question to expect, (?:given these words|since (?:sources differ|it is open))"
    r"|Said so far by officials and spokespeople"
    r"|Sources give different dates for what may be one event"
    r"|In the order of the sources, which name no day, or a day of a week or year that they do not "
    r"give\.|Likelihood: a judgement keeps to one row of terms):?$"
    r"|Confidence \(high, moderate, low\) is how good sources and reasoning are\. It is told in a "
    r"sentence of its own\.$"
    # A nil line has neither names nor figures.
    r"|(?:No|What) [a-z’,:; -]+; see the sources\.$"
    r"|(?:Period covered|Sources of|Next report due|As of|Report) .{2,60}$)"
)
_STORY = re.compile(
    rf"^(?P<who>.{{2,140}}?, )?(?P<when>{DATE.pattern}|[Uu]ndated)\.?"
    r"(?: ?Also in: (?P<also>.+?)\.?)?$"
)
_SHORT = 4  # words of a label


def is_furniture(line: PrintedLine) -> bool:
    """Whether a line that claims nothing is one that a reader of the report can do without:
    headings, labels, what the template writes."""
    if line.kind in {LineKind.HEADING, LineKind.HEAD_ROW}:
        return True
    if _OURS.match(line.text) or DATE.fullmatch(line.text):
        return True
    short = len(line.text.split()) <= _SHORT and not any(ch.isdigit() for ch in line.text)
    return short or line.text.startswith(("* ", "Type "))


def check_form(text: str, evidence: Evidence, listed: int) -> Finding | None:
    """A line that the template wrote, by its counts and dates; None for any other line.

    ``listed`` is the number of sources in the brief's own list.
    """
    if DATE.fullmatch(text):
        return OWN
    if not _OURS.match(text):
        return None
    right = {len(evidence.sources), listed or len(evidence.sources)}
    if found := _COUNT.search(text):
        number = int(found[1] or found[2])
        if number not in right:
            return lost(f"{number} sources where there are {listed or len(evidence.sources)}")
    if _UNDATED.search(text) and any(s.published for s in evidence.sources.values()):
        return lost("a source has a date")
    newest = max((s.published for s in evidence.sources.values() if s.published), default=None)
    if text.startswith(("Period covered", "Sources of")):
        stated = [found.day for found in dates_in(text)]
        if stated and stated[-1] != newest:
            return lost(f"the period ends where the newest source is of {in_words(newest)}")
    if found := _AS_OF.search(text):
        written = next(iter(dates_in(found["date"])), None)
        if written is None or written.day != newest:
            return lost(f'"{found["date"]}" where the newest source is of {in_words(newest)}')
    return OWN


def is_story_credit(text: str) -> bool:
    """Whether a line below a statement tells where it was reported: "Outlet, author, date."."""
    return _STORY.match(text) is not None


def story_credit(text: str, places: Sequence[Place], evidence: Evidence) -> Finding:
    """Outlet, author and date of a story, and the outlets that carry copies."""
    found = _STORY.match(text)
    if found is None:
        return OWN
    told: list[str] = []
    stated = {evidence.origin(place.source) for place in places}
    for source in (s for s in evidence.sources if evidence.origin(s) in stated):
        wrong = _wrong(found, source, evidence)
        if wrong is None:
            return VERBATIM
        told.append(wrong)
    return lost(told[0])


def _wrong(found: re.Match[str], source_id: str, evidence: Evidence) -> str | None:
    source = evidence.sources[source_id]
    outlet = evidence.outlet(source_id)
    day = in_words(source.published) or "undated"
    if keys_of(found["when"].casefold()) != keys_of(day.casefold()):
        return f'"{found["when"]}" where the source has {day}'
    who = [outlet or "", source.author if source.author != outlet else ""]
    right = ", ".join(part for part in who if part)
    printed = (found["who"] or "").rstrip(", ")
    if keys_of(printed) != keys_of(right):
        return f'"{printed}" where the source has "{right}"'
    copies = {
        keys_of(evidence.outlet(other) or evidence.sources[other].title)
        for other in evidence.sources
        if other != source_id and evidence.origin(other) == evidence.origin(source_id)
    }
    also = [part for part in (found["also"] or "").split(", ") if part]
    if also and keys_of(found["also"]) not in copies:
        strange = [part for part in also if keys_of(part) not in copies]
        if strange:
            return f'"{strange[0]}" has no copy of it'
    return None
