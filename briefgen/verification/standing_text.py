"""What templates print alike in every brief: the summary of the sources, the scale of likelihood,
grades, forms to sign."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from briefgen.text.estimates import scale
from briefgen.verification.calendar import DATE, dates_in, in_words
from briefgen.verification.verdicts import OWN, Finding, lost

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.verification.evidence import Evidence

_PLACEHOLDER = re.compile(r"\s*\[TO COMPLETE: [^\[\]]*\]")
_SUMMARY = re.compile(r"^Based on (\d+) sources?\b")
_KINDS = {
    "web page": "text/html",
    "PDF file": "application/pdf",
    "e-mail": "message/rfc822",
    "Word file": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text file": "text/plain",
    "Markdown file": "text/markdown",
}
_GRADES = re.compile(
    r"^Grades are those of whoever prepared this brief: A \(reliable\) to F \(cannot be judged\) "
    r"for the source, 1 \(confirmed\) to 6 \(cannot be judged\) for what it says\.$"
)
_PERCENT = re.compile(r"\s*(\d{1,2})\s*[–-]\s*(\d{1,2})\s*%")
_SIGNED = "signature"


def without_placeholders(text: str) -> str:
    """A line without what is still to be written in it."""
    return _PLACEHOLDER.sub("", text)


def check_standing(text: str, evidence: Evidence) -> Finding | None:
    """A line on the sources as a whole, or on what grades mean; None for any other line."""
    if _GRADES.match(text):
        return OWN
    if _SUMMARY.match(text) is None:
        return None
    return next((lost(wrong) for wrong in _wrong(text, evidence)), OWN)


def _wrong(text: str, evidence: Evidence) -> Iterator[str]:
    """What a summary of the sources says and they do not."""
    sources = list(evidence.sources.values())
    independent = len({evidence.origin(source.id) for source in sources})
    counts = {
        r"Based on (\d+) sources?\b": len(sources),
        r"of which (\d+) (?:is a copy|are copies)": len(sources) - independent,
        r"No date is known for (\d+)": sum(source.published is None for source in sources),
    }
    if "none of which is a copy" in text and independent < len(sources):
        yield f"{len(sources) - independent} of the sources are copies"
    types = Counter(source.media_type for source in sources)
    for kind, media in _KINDS.items():
        counts[rf"(\d+) {re.escape(kind)}s?\b"] = types[media]
    for pattern, right in counts.items():
        # A PDF may have broken the word at its hyphen.
        found = re.search(pattern.replace(r"e\-mail", r"e ?- ?mail"), text)
        if found and int(found[1]) != right:
            yield f'"{found.group()}" where it is {right}'
    days = sorted(source.published for source in sources if source.published)
    if not days and DATE.search(text):
        yield "no source has a date"
    for written, day in zip(dates_in(text), (days[:1] + days[-1:]), strict=False):
        if written.day != day:
            yield f'"{text[written.start : written.end]}" where it is {in_words(day)}'


def is_scale(head: Sequence[str]) -> bool:
    """Whether a table is the scale of likelihood, by its head."""
    terms = {step.term for step in scale()}
    return len(head) > 1 and all(cell.strip().casefold() in terms for cell in head)


def check_scale(head: Sequence[str], cells: Sequence[str]) -> Finding:
    """A row of the scale: each term with the other word for it, or with its chance."""
    steps = {step.term: step for step in scale()}
    for name, cell in zip(head, cells, strict=False):
        step = steps[name.strip().casefold()]
        chance = _PERCENT.fullmatch(cell.replace("\u200a", ""))
        right = (
            (int(chance[1]), int(chance[2])) == (step.least, step.most)
            if chance
            else cell.strip().casefold() == step.other
        )
        if not right:
            return lost(
                f'"{cell.strip()}" stands for "{step.other}" or {step.least}–{step.most}% on the '
                "scale"
            )
    return OWN


def is_signed(head: Sequence[str]) -> bool:
    """Whether a table is a form that people sign: its words are theirs."""
    return any(cell.strip().casefold() == _SIGNED for cell in head)
