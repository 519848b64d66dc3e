"""Whether a sentence stands alone: what in it points at something outside.

How far a pointer reaches is told by what stands in front of it in its own sentence: a name, a
noun of the same number, another clause. That is no resolution of what it means, only of whether a
reader who knows nothing of the rest is left asking.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.definites import definite, listed, speaks_for_nobody
from briefgen.analysis.incomplete import is_incomplete
from briefgen.analysis.pointers import RULES
from briefgen.analysis.stretch import SUBJECTS, subject_in
from briefgen.model.analysis import Standing

if TYPE_CHECKING:
    from collections.abc import Collection

    from spacy.tokens import Token

    from briefgen.analysis.background import Background
    from briefgen.analysis.stretch import Stretch

# "Neither account was verified", but not "neither the mayor nor the minister".
_NEITHER = re.compile(r"(?:n?either) (?!.* n?or )", re.IGNORECASE)
# "Two days before, Holm had left."
_COUNTED_FROM = re.compile(
    r"(?:\w+ ){1,3}(?:hours?|days?|nights?|weeks?|months?|years?)"
    r" (?:before|later|earlier|after|prior),",
    re.I,
)
# "It was lost just as swiftly": as what?
_DEMONSTRATIVE = {"this", "that", "these", "those", "here", "there"}
_JUST_AS = re.compile(r"\bjust as \w+ly\b(?!.* as\b)")
# "The 19-year-old Scot rowed …", whatever the parser makes of it.
_AGED = re.compile(r"The (?:\w+ )?\d{1,2}-year-old (?:[a-z]|[A-Z]\w+ [a-z])")


@cache
def _phrases(group: str) -> re.Pattern[str]:
    ordered = sorted(listed(group), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)", re.IGNORECASE)


def standing(
    stretch: Stretch,
    begin: int,
    background: Background,
    plain: Collection[int],
    *,
    leads: bool = False,
) -> Standing:
    """How a stretch reads alone. ``begin`` is where its statement starts in the source, ``plain``
    are the places of nouns that an edit has made plain ("the minister [Ada Holm]"). ``leads``
    says that it is the first one of its source."""
    words = stretch.words[begin - stretch.start :]
    if not leads and _phrases("opening_behind_lead").match(words):
        return Standing.LEANS
    if _opens_leaning(words) or _answers(stretch) or _points_away(stretch):
        return Standing.LEANS
    if is_incomplete(stretch):
        return Standing.LEANS
    found = Standing.ALONE
    own = stretch.own
    for n, token in enumerate(own):
        rule = RULES.get(token.lower_)
        if rule is not None and rule(token, own[:n], stretch, background):
            return Standing.LEANS
        if token.lower_ == "the" and token.dep_ == "det":
            if stretch.paragraph.at(token.head) not in plain:
                found = max(found, definite(token, own[:n], stretch, background))
            if found is Standing.LEANS:
                return found
    return found


def is_self_contained(stretch: Stretch) -> bool:
    """Whether all that a sentence takes up can stand in it, as in a lead: it opens with no pronoun
    and no "then" or "such", and points at nothing but people and things ("her", "it")."""
    own = stretch.own
    if not own or own[0].tag_ in {"PRP", "PRP$", "CC"} or own[0].lower_ in _DEMONSTRATIVE:
        return False
    if any(speaks_for_nobody(t) for t in own):
        return False
    if _opens_leaning(stretch.words) or _answers(stretch) or _points_away(stretch):
        return False
    return not is_incomplete(stretch) and not any(
        t.lower_ in {*_DEMONSTRATIVE, "such", "then"} and t.dep_ not in {"mark", "relcl"}
        for t in own
        if t.tag_ in {"DT", "PDT", "RB"}
    )


def opens_anew(stretch: Stretch) -> bool:
    """Whether a sentence is written for whoever has read nothing before: it names somebody or
    something, and its subject is neither "the gate" nor "there" nor "more people"."""
    root = stretch.root
    subject = subject_in(root) if root is not None else None
    if subject is None or subject.dep_ == "expl" or subject.pos_ == "PRON":
        return False
    first = {c.lower_ for c in subject.children if c.dep_ in {"det", "amod"}}
    named = any(t.pos_ == "PROPN" for t in subject.subtree)
    plain = not first & {"the", "that", "this", "more", "other"} or named
    return plain and any(t.pos_ == "PROPN" and t.i > stretch.first for t in stretch.own)


def _opens_leaning(words: str) -> bool:
    """Whether what a sentence opens with, or compares with, stands in another one."""
    rules = (_phrases("opening"), _NEITHER, _COUNTED_FROM, _AGED)
    return any(rule.match(words) for rule in rules) or _JUST_AS.search(words) is not None


def _answers(stretch: Stretch) -> bool:
    """Whether a sentence tells that somebody answers, and not to what: "Holm responded by …", but
    not "Ilde and Velmark agreed on Monday to share the locks"."""
    root = stretch.root
    if root is None or root.lemma_.lower() not in listed("answering"):
        return False
    return not any(
        c.dep_ in {"dobj", "dative", "pobj"}
        or (c.dep_ == "prep" and c.lower_ in {"to", "with"})
        or (root.lemma_.lower() == "agree" and c.dep_ in {"xcomp", "ccomp"})
        for c in root.children
    )


def _points_away(stretch: Stretch) -> bool:
    """Whether a phrase such as "both sides" or "a week later" points at another sentence."""
    for group in ("anywhere", "times"):
        for match in _phrases(group).finditer(stretch.words):
            start = stretch.start + match.start()
            if stretch.touches_quote(start, start + 1) or _takes_up_several(stretch, match, start):
                continue
            if group == "anywhere" or not _tells_before(stretch, start):
                return True
    return False


_SEVERAL = ("both ", "the two ", "the three ")


def _takes_up_several(stretch: Stretch, match: re.Match[str], offset: int) -> bool:
    """Whether "both companies" are things that the sentence itself has named in front of it."""
    if not match.group().lower().startswith(_SEVERAL):
        return False
    before = [t for t in stretch.own if stretch.paragraph.at(t) < offset]
    return any(
        t.tag_ in {"NNS", "NNPS"} or (t.dep_ == "conj" and t.pos_ == "PROPN") for t in before
    )


_HELPING = {"aux", "auxpass"}


def _tells_before(stretch: Stretch, offset: int) -> bool:
    """Whether a verb or a date stands in front, after which "a week later" is told."""
    at = stretch.paragraph.at
    token = stretch.paragraph.token_at(offset)
    above = {a.i for a in token.ancestors} if token is not None else set()
    return any(
        (t.tag_ in {"VBD", "VBN", "VBZ", "VBP"} and t.i not in above and t.dep_ not in _HELPING)
        or (t.ent_type_ == "DATE" and t.shape_.endswith("d"))
        for t in stretch.own
        if at(t) < offset
    )


# --- what reads as part of its article ----------------------------------------------------------

_TALKS = re.compile(
    r"\w[’'](?:re|ve|ll|d|m)\b|\b(?:it|he|she|that|there|what)[’']s\b"
    r"|(?:\.\.\.|…) ?$",  # "the gate was open ... and nobody knew"
    re.I,
)
_MAY_TALK = re.compile(r"[’'…]|\.\.\.")  # without one of these nobody talks so
_CONTRACTED = re.compile(rf"\wn[’']t\b|{_TALKS.pattern}", re.I)


def is_loose(stretch: Stretch, named: Collection[int], background: Background) -> bool:
    """Whether a sentence that stands alone still reads as part of its article: nobody and nothing
    certain is its subject, or it chats. ``named`` are the places where an edit
    puts a name."""
    if chats(stretch) or _names_a_remark(stretch):
        return True
    root = stretch.root
    subject = subject_in(root) if root is not None else None
    if subject is not None and _is_share_of_nobody(subject, stretch):
        return True
    return subject is None or not _is_certain(subject, stretch, named, background)


def _names_a_remark(stretch: Stretch) -> bool:
    """Whether somebody’s words are named and not told: "officials rebuked Holm’s comment"."""
    return any(
        t.lower_ in listed("remarks")
        and t.dep_ in {*SUBJECTS, "dobj"}
        and any(c.dep_ == "poss" for c in t.children)
        and not any(c.dep_ in {"prep", "relcl", "acl", "appos"} and c.i > t.i for c in t.children)
        for t in stretch.own
    )


def chats(stretch: Stretch, *, leads: bool = False) -> bool:
    """Whether a reporter's words are contracted, as in talk: "it’s too soon", "they didn’t"; a
    lead that ``leads`` a text may deny so, and report so what somebody says, as leads do that are
    told plainly otherwise."""
    doc, behind = stretch.paragraph.doc, stretch.last
    following = doc[behind].text if behind < len(doc) else ""
    if not _MAY_TALK.search(stretch.words + following):
        return False
    rule = _TALKS if leads else _CONTRACTED
    return any(
        rule.search(t.text_with_ws + t.nbor(1).text)
        for t in _not_last(stretch)
        if not (leads and _is_reported(t))
    )


def _is_reported(token: Token) -> bool:
    """Whether a word stands in a clause that somebody says: "Holm announced that it’s closing"."""
    return any(
        a.dep_ == "ccomp" and a.head.lemma_.lower() in lexicon.cue_verbs()
        for a in (token, *token.ancestors)
    )


def _is_share_of_nobody(subject: Token, stretch: Stretch) -> bool:
    """Whether a share is told and not of what: "33% would be scared"."""
    if subject.text != "%" and subject.lower_ != "percent":
        return False
    told = any(c.dep_ == "prep" and c.i > subject.i for c in subject.children)
    return not told and not any(t.tag_ == "NNS" and t.i < subject.i for t in stretch.own)


def _not_last(stretch: Stretch) -> list[Token]:
    last = stretch.paragraph.doc[-1].i
    return [t for t in stretch.own if t.i < last]


def _is_certain(
    subject: Token, stretch: Stretch, named: Collection[int], background: Background
) -> bool:
    """Whether a subject is named, counted or told for the first time: "Holm", "her [Ada Holm’s]
    brother", "two men", "a ferry", "officials", "it" that points forward."""
    paragraph = stretch.paragraph
    phrase = list(subject.subtree)
    start, end = paragraph.at(phrase[0]), paragraph.end_of(phrase[-1])
    if any(start <= place <= end for place in named):
        return True
    owner = any(c.dep_ == "poss" for c in subject.children)
    if owner and subject.lower_ in listed("epithets"):
        return any(c.dep_ == "appos" for c in subject.children)  # "Velmark's Scottish striker"
    if any(t.pos_ == "PROPN" or t.ent_type_ or t.like_num for t in phrase):
        return True
    if subject.dep_ == "expl" or subject.lower_ in {"it", "there", "nobody", *listed("unique")}:
        return True
    place = (paragraph.at(subject), paragraph.end_of(subject))
    if subject.text[:1].isupper() and background.is_plainly_named(*place):
        return True
    first = {c.lower_ for c in subject.children if c.dep_ in {"det", "poss", "predet"}}
    if background.is_told_first(subject.lemma_):
        return True
    if first:
        return bool(first & {"a", "an", "no", "some", "any", "several", "many", "most", "all"})
    return subject.pos_ == "NOUN"
