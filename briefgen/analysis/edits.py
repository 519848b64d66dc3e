"""Words in front of a sentence, or put into it, that only tie it to its neighbours: dropped."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.stretch import SUBJECTS
from briefgen.model.dossier import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from briefgen.analysis.stretch import Stretch
    from briefgen.model.source import Source

# "4.2 The minister", "3) The", "(b) The"; a bare "12 residents" counts.
_NUMBERING = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})+\.?|\(?\d{1,3}[.)]|\([a-z]\))\s+(?=[A-Z“\"])")
_FRESH_START = re.compile(
    r"(?:the|a|an|he|she|they|we|it|its|his|her|their|this|these|those|no|in|on|at|all)\b|[A-Z]",
)
# Behind these a conjunction means something: "so far", "but for", "yet another", "and so on".
_TIED = re.compile(
    r"(?:for|far|many|much|few|long|that|as(?! (?:[A-Z]|the |an? ))|called|another|again"
    r"|to|more|so|then|then-|yet|if|not)\b"
)
_LABEL = re.compile(r"[A-Z][\w’'-]*(?:,? [\w’'-]+){0,9}:\s(?=[A-Z“\"‘']?[A-Z])")
# "'Scared': Ada Holm at the gate": what somebody said, over a picture.
_QUOTED_LABEL = re.compile(r"['‘“\"][^'’”\"]{2,60}['’”\"]:\s")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|said|says|did|do|does|told|asked)\b"
)
_LONGEST_LABEL = 5  # words, unless it is Set Like a Headline
_PICTURED = re.compile(
    r" ?\((?:(?:pictured|shown|seen)(?: (?:above|below|here))?|pdf)\)", re.IGNORECASE
)
# The number of a note in a page of the web: "in the United States[6]", ".[6][7]".
_NOTE = re.compile(r"(?<=[\w.,;)\"”’])(?:\[(?:\d{1,3}|[a-z])\])+(?=[\s.,;:)]|$)")


def without_overlaps(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits in order of place; of two that overlap the one that was given first."""
    kept: list[Edit] = []
    for edit in edits:
        if all(edit.end <= other.start or other.end <= edit.start for other in kept):
            kept.append(edit)
    return tuple(sorted(kept, key=lambda e: (e.start, e.end)))


def number_edit(text: str, start: int, end: int) -> Edit | None:
    """Drops the number of a paragraph ("4.2 The minister …")."""
    match = _NUMBERING.match(text, start, end)
    if match is None:
        return None
    return Edit(start=start, end=match.end(), replacement="", reason="numbering")


def label_edit(text: str, start: int, end: int) -> tuple[Edit | None, bool]:
    """Drops a label that says nothing of its own ("Update: the gate …"). The second value is
    True where another label stands in front, of a picture or a list, which we cannot judge."""
    match = _LABEL.match(text, start, end)
    if match is None:
        return None, _QUOTED_LABEL.match(text, start, end) is not None
    words = match.group()[:-2].lower()
    if words in lexicon.words("sentences.toml", "labels"):
        return Edit(start=start, end=match.end(), replacement="", reason="label"), False
    capitals = sum(word[0].isupper() for word in match.group().split())
    heading = capitals >= 0.7 * len(words.split())
    short = len(words.split()) <= _LONGEST_LABEL and not any(ch.isdigit() for ch in words)
    return None, (short and not _VERB.search(words)) or heading


@cache
def _connectives() -> re.Pattern[str]:
    words = sorted(lexicon.words("sentences.toml", "connectives"), key=len, reverse=True)
    return re.compile(r"(" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)


def lead_edit(text: str, start: int, end: int) -> Edit | None:
    """Drops the connectives in front of a sentence, with their commas: "But, however, …"."""
    at = start
    while (found := _connective_end(text, at, end)) is not None:
        at = found
    return Edit(start=start, end=at, replacement="", reason="connective") if at > start else None


def _connective_end(text: str, start: int, end: int) -> int | None:
    match = _connectives().match(text, start, end)
    if match is None:
        return None
    word, rest = match[1].lower(), text[match.end() : end]
    if word == "still" and not rest.startswith(","):
        return None
    comma = re.match(r"\s*,\s*", rest)
    if comma is not None:
        return match.end() + comma.end()
    gap = re.match(r"\s+", rest)
    if gap is None or word not in {"but", "and", "yet", "so"}:
        return None
    behind = rest[gap.end() :]
    loose = word in {"but", "and"} and not _TIED.match(behind) and behind[:1].isalnum()
    if word == "yet" and behind.startswith("a"):
        return None
    if not loose and not _FRESH_START.match(behind):
        return None  # "so far", "but for", "yet another" mean something
    return match.end() + gap.end()


def also_edit(stretch: Stretch, begin: int) -> Edit | None:
    """Drops the first "also" of a sentence: what it adds to stands elsewhere."""
    for token in stretch.own:
        if (
            token.lower_ != "also"
            or token.i == stretch.first
            or token.head.pos_ not in {"VERB", "AUX"}
        ):
            continue
        at = stretch.paragraph.at(token)
        before = token.nbor(-1)
        nxt = token.nbor(1) if token.i + 1 < stretch.last else None
        joined = before.lower_ in {"but", "and", "or", "not", "only", "as"} or before.is_punct
        if nxt is None or at < begin or joined or not token.whitespace_:
            return None
        if any(t.lower_ == "only" and t.i < token.i for t in stretch.own):
            return None  # "not only … but also"
        start = stretch.paragraph.at(token)
        return Edit(start=start, end=stretch.paragraph.at(nxt), replacement="", reason="connective")
    return None


_INSIDE = re.compile(
    r", (?:however|meanwhile|moreover|furthermore|nevertheless|nonetheless|in turn|of course|too"
    r"|for example|for instance|therefore|in fact|by contrast)(?P<close>,|(?=\.$))"
)


def inside_edits(stretch: Stretch, begin: int) -> list[Edit]:
    """Drops a connective between commas ("The gate, however, failed"), "(pictured)" and the
    numbers of notes."""
    out: list[Edit] = []
    for match in _PICTURED.finditer(stretch.words):
        start, end = stretch.start + match.start(), stretch.start + match.end()
        if not stretch.touches_quote(start, end):
            out.append(Edit(start=start, end=end, replacement="", reason="aside"))
    for match in _NOTE.finditer(stretch.words):
        start, end = stretch.start + match.start(), stretch.start + match.end()
        if not stretch.touches_quote(start, end):
            out.append(Edit(start=start, end=end, replacement="", reason="numbering"))
    inside = _INSIDE.search(stretch.words)
    if inside is None:
        return out
    start, end = stretch.start + inside.start(), stretch.start + inside.end()
    if start < begin or stretch.touches_quote(start, end):
        return out
    # "On Tuesday, however, the gate": one comma still parts what stands in front of the subject.
    subject = any(
        t.dep_ in SUBJECTS and stretch.paragraph.at(t) < start and _in_main_clause(t)
        for t in stretch.own
    )
    comma = "" if subject or not inside["close"] else ","
    return [*out, Edit(start=start, end=end, replacement=comma, reason="connective")]


# "Up from one in report no. 3", in report no. 4 of a body that numbers its reports.
_ISSUE = re.compile(
    r"\b(?:in|since) (?:the )?(?=(?:\w+ )?(?P<kind>report|bulletin|update|circular) [Nn]o\.? ?\d+"
    r"(?! (?:of|by|from)\b))"
)


# "… have died, up from one in report no. 3": it was one before, wherever that stood.
_EARLIER_ISSUE = re.compile(
    r"(?<=, )(?:up|down|(?:revised|corrected)(?: up| down)?) from [\w.,]+"
    r"(?P<where> in (?:the |our )?(?:last |previous )?(?:report|bulletin|update|circular)"
    r"(?: [Nn]o\.? ?\d+)?)(?=[.,;])"
)


def issue_edits(stretch: Stretch, source: Source) -> list[Edit]:
    """Drops where an earlier count stood ("up from one in report no. 3"), since a reader does not
    know the series; and names the body whose own numbered reports a sentence counts by otherwise:
    in a brief nobody else can tell whose "report no. 3" it is."""
    if counted := _EARLIER_ISSUE.search(stretch.words):
        start, end = (stretch.start + at for at in counted.span("where"))
        if not stretch.touches_quote(start, end):
            return [Edit(start=start, end=end, replacement="", reason="numbering")]
    body = (source.publisher or source.author or "").split(",")[0].strip()
    if not body or body not in source.text or body in stretch.words:
        return []
    title = source.title.lower()
    found = [m for m in _ISSUE.finditer(stretch.words) if f"{m['kind']} no" in title]
    places = [stretch.start + match.end() - 1 for match in found]
    return [
        Edit(start=at, end=at, replacement=f" [{body}]", reason="name")
        for at in places
        if not stretch.touches_quote(at, at + 1)
    ]


def _in_main_clause(subject: Token) -> bool:
    return subject.head.dep_ in {"ROOT", "conj", "ccomp"}


def capital_edit(text: str, begin: int) -> Edit | None:
    """A capital for a first word that was not the first."""
    if not text[begin : begin + 1].islower():
        return None
    return Edit(start=begin, end=begin + 1, replacement=text[begin].upper(), reason="capital")
