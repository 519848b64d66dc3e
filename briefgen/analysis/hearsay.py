"""What a reporter has by hearsay: rumours, words of nobody, what one says that another thinks."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.stretch import subject_in

if TYPE_CHECKING:
    from briefgen.analysis.stretch import Stretch


@cache
def _matcher(group: str) -> re.Pattern[str]:
    words = sorted(lexicon.words("sentences.toml", group), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)", re.IGNORECASE)


def is_rumoured(stretch: Stretch) -> bool:
    """Whether nobody is known to know it: "Holm is said to loathe ferries"; or one tells what
    another who is named has in mind: "two members report that Holm believes …"."""
    return _matcher("rumoured").search(_own(stretch)) is not None or _is_third_hand(stretch)


def has_no_name(stretch: Stretch) -> bool:
    """Whether the only ones who say it are "sources"."""
    return _matcher("nameless").search(_own(stretch)) is not None


def _own(stretch: Stretch) -> str:
    return "".join(t.text_with_ws for t in stretch.own)


def _is_third_hand(stretch: Stretch) -> bool:
    root = stretch.root
    if root is None or root.lemma_.lower() not in lexicon.cue_verbs():
        return False
    teller = subject_in(root)
    if teller is None or teller.pos_ == "PRON" or teller.ent_type_ == "PERSON":
        return False  # "Holm said that Falk wants …" is what Holm answers for
    return any(
        clause.dep_ == "ccomp"
        and clause.lemma_.lower() in lexicon.thought_verbs()
        and (subject := subject_in(clause)) is not None
        and subject.ent_type_ == "PERSON"
        and subject.dep_ != "nsubjpass"  # "Holm is expected in Orland" is nothing she thinks
        for clause in root.children
    )
