"""What a sentence as a whole may lack: what is counted, who is told, the words of a speaker."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.stretch import SUBJECTS, subject_in

if TYPE_CHECKING:
    from collections.abc import Collection

    from briefgen.analysis.stretch import Stretch

_COUNTERS = {"some", "many", "most", "several", "few", "both", "all", "none", "others", "more"}
_CROWDS = {"dozens", "scores", "hundreds", "thousands", "tens", "millions"}
_ORDER = {"first", "second", "third", "latter", "former", "other"}
# "Holm is not only shutting the gate.": what else, the next sentence says.
_ONLY_HALF = re.compile(
    r"\bnot (?:only|just)\b(?!.*\b(?:but|also|too|as well|even)\b)"
    r"|\bnot the only one\b|^[^,]{3,40} itself\b"
)

# "Holm said that had changed nothing": what had, the sentence before says.
_SAYS_OF_THAT = re.compile(
    r"\b(?:said|says|added|argued|claimed|insisted|told(?: \w+){1,3}) that "
    r"(?:had|has|was|is|would|could|will|did|overlooked|made|meant|showed"
    r"|(?:claim|statement|decision|plan|move|idea|approach|argument|incident|attack) \w+(?:ed|s))\b"
)

# "Holm said the “beginning of the end” was a vote": of what, another sentence says.
_NAMED_IN_QUOTES = re.compile(
    r"\b(?:said|says|that|added) the [\"“'‘][^\"”'’]{3,50}[\"”'’] (?:was|is|were|are|has|had)\b"
)

# "Velmark came in second with 46 boats.": in what, another sentence says.
_PLACED = re.compile(
    r"\b(?:ranked|rank|ranks|came|come|comes|finished|placed)(?: in)? (?:a close )?"
    r"(?:second|third|fourth|fifth|sixth|seventh|last)(?: place)?\b"
    r"(?! (?:in|of|on|among|at|to|from)\b)"
)

# What follows a verb of speech that has its words.
_TOLD = {
    "ccomp",
    "dobj",
    "xcomp",
    "advcl",
    "acomp",
    "attr",
    "auxpass",
    "oprd",
    "conj",
    "parataxis",
}


# "5.2 Of the 28 pumps sent to the city, 22 are working."
_OF_THOSE = re.compile(r"(?:\(?\d[\d.]*\)? )?Of (?:the|its|their|his|her|our) \d[^,]{3,60}, ")


def is_incomplete(stretch: Stretch) -> bool:
    """Whether a sentence lacks what only another sentence can give it."""
    return (
        _ONLY_HALF.search(stretch.words) is not None
        or _NAMED_IN_QUOTES.search(stretch.words) is not None
        or _counts_the_unnamed(stretch)
        or _SAYS_OF_THAT.search(stretch.words) is not None
        or _is_order(stretch)
        or _tells_nothing(stretch)
        or _tells_of_talk(stretch)
        or _PLACED.search(stretch.words) is not None
    )


def is_one_of_counted(stretch: Stretch, before: Collection[str]) -> bool:
    """Whether a sentence goes on counting things that the one ``before`` it, of which these are
    the content words, was about: "One seal has been found in Ilde", after those in Velmark."""
    root = stretch.root
    subject = subject_in(root) if root is not None else None
    if subject is None or not stretch.words.startswith("One "):
        return False
    things = {t.lemma_.lower() for t in subject.subtree if t.pos_ == "NOUN"}
    people = lexicon.words("standing.toml", "people") | {"person"}
    return bool(things & set(before)) and not things & people


def _counts_the_unnamed(stretch: Stretch) -> bool:
    """ "Six were restarted", "Some will be glad": of what, another sentence says."""
    root = stretch.root
    subject = subject_in(root) if root is not None else None
    if subject is None or all(subject.i != t.i for t in stretch.own):
        return False  # one that was cut away, for who stands beside it
    if _OF_THOSE.match(stretch.words):
        return False
    told = {"prep", "relcl", "acl", "appos"}
    if subject.dep_ == "expl" and root is not None:  # "Currently, there are two: …"
        counted = (c for c in root.children if c.dep_ == "attr" and c.pos_ == "NUM")
        return any(not any(c.dep_ in told for c in number.children) for number in counted)
    if subject.lower_ in _CROWDS and not any(c.dep_ in told for c in subject.children):
        # "Thousands were killed": where and when, unless it says so itself.
        placed = {"prep", "advcl", "npadvmod", "dobj", "ccomp", "xcomp"}
        return root is not None and not any(
            c.dep_ in placed and c.lower_ != "with" for c in root.children
        )
    if subject.pos_ != "NUM" and subject.lower_ not in _COUNTERS | _ORDER:
        return False
    if subject.lower_ == "one" and subject.pos_ != "NUM":
        return False
    return not any(c.dep_ in told for c in subject.children)


def _tells_nothing(stretch: Stretch) -> bool:
    """Whether a verb of speech has no words: "Holm shouted to the crowd." stands behind a quote."""
    root = stretch.root
    if (
        root is None
        or root.lemma_.lower() not in lexicon.words("standing.toml", "needs_words")
        or stretch.quoted
    ):
        return False
    return not any(
        c.dep_ in _TOLD or c.lower_ in {"about", "of", "so", "no", "yes"} for c in root.children
    )


def _tells_of_talk(stretch: Stretch) -> bool:
    """Whether all that is told is that somebody was speaking, or was asked: "Holm was talking to
    the Courier.", "Holm was asked about the gate."; what was said stands elsewhere."""
    root = stretch.root
    if root is None or '"' in stretch.words or "“" in stretch.words:
        return False
    helpers = {c.lower_ for c in root.children if c.dep_ in {"aux", "auxpass"}}
    verb = root.lemma_.lower()
    if verb in {"respond", "reply", "answer"} and not helpers:  # "Holm responded to a question"
        asked = {t.lower_ for t in root.subtree if t.dep_ in {"pobj", "dobj"}}
        return bool(asked & {"question", "questions"})
    if not helpers & {"was", "were"}:
        return False
    if root.tag_ == "VBG":
        return verb in {"speak", "talk", "refer", "respond", "answer", "reply"}
    return verb in {"ask", "question", "interview"} and not any(
        c.dep_ in {"xcomp", "ccomp"} and c.tag_ == "VB" for c in root.children
    )


def _is_order(stretch: Stretch) -> bool:
    """Whether a sentence tells somebody what to do ("Make no payment before the report."): printed
    without its source it would read as our own advice."""
    root = stretch.root
    if root is None:
        return False
    helped = any(c.dep_ in {*SUBJECTS, "aux"} for c in root.children)
    return root.tag_ == "VB" and not helped
