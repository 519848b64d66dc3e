"""Whether a sentence stands alone: what in it points at something outside.

How far a pointer reaches is told by what stands in front of it in its own sentence: a name, a
noun of the same number, another clause. That is no resolution of what it means, only of whether a
reader who knows nothing of the rest is left asking.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.incomplete import is_incomplete
from briefgen.analysis.stretch import SUBJECTS, subject_in

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from spacy.tokens import Token

    from briefgen.analysis.background import Background
    from briefgen.analysis.stretch import Stretch

_NOUNS = {"NOUN", "PROPN"}
_TIMES = {"DATE", "TIME", "ORDINAL", "CARDINAL", "PERCENT", "MONEY", "QUANTITY"}
_IT = {"it", "its", "itself"}
_THEY = {"they", "them", "their", "theirs", "themselves"}
_ANYBODY = {"everyone", "everybody", "someone", "somebody", "anyone", "anybody", "nobody", "who"}
_POINTERS = {"this", "that", "these", "those"}
_CLOSED_BY = {"prep", "relcl", "acl", "appos", "nummod", "poss", "compound", "nmod"}
_BESIDE = {"compound", "nmod", "nummod"}

# "It is not known why …": the "it" points forward, and the sentence stands alone.
_FORWARD_IT = re.compile(
    r"it(?:[’']s| (?:is|was|has been|had been|would be|will be|may be|could be|remains|remained))"
    # "It is a bridge that …" tells what a thing is that was named before, but "it is a pity that".
    r"(?! an? (?!pity|shame|crime|fact|matter|question|mistake|surprise|miracle|mystery|relief))"
    # "It was flying from Tulsa to …" is about a thing.
    r"(?: (?!\w+ing\b)\w+){0,3} (?:why|whether|how|what|that|who)\b"
    r"|it (?:is|was|remains) (?:not |now |still )?(?:known|clear|unclear|certain|decided)"
    r" (?:when|if)\b"
    r"|it (?:is|was|will be|would be|may be) (?:(?:not|too|now) )?(?!\w+(?:ed|ing)\b)\w+"
    r" (?:to|for)\b"
    r"|it (?:is|was|has been) (?:\w+ly |now |also |not )?(?:thought|believed|understood|reported"
    r"|alleged|claimed|hoped|feared|expected|estimated|unclear|known|clear|likely|unlikely)\b"
    r"|it (?:took|takes|will take|would take)\b.* to\b"
    r"|it (?:emerged|emerges|appears|appeared|seems|seemed|turned out|follows)"
    r" (?:\w+ )?(?:that|as if|as though|likely|unlikely)\b",
    re.IGNORECASE,
)

# "Neither account was verified", but not "neither the mayor nor the minister".
_NEITHER = re.compile(r"(?:n?either) (?!.* n?or )", re.IGNORECASE)


def _list(group: str) -> frozenset[str]:
    return lexicon.words("standing.toml", group)


@cache
def _phrases(group: str) -> re.Pattern[str]:
    ordered = sorted(_list(group), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)", re.IGNORECASE)


class Standing(IntEnum):
    """How a sentence reads without its neighbours."""

    ALONE = 0
    LOOSE = 1  # names something that was told of before, and still says what happened
    LEANS = 2  # nobody can tell what it is about


def standing(
    stretch: Stretch, begin: int, background: Background, plain: Collection[int]
) -> Standing:
    """How a stretch reads alone. ``begin`` is where its statement starts in the source, ``plain``
    are the places of nouns that an edit has made plain ("the minister [Ada Holm]")."""
    words = stretch.words[begin - stretch.start :]
    leans = _phrases("opening").match(words) or _NEITHER.match(words)
    if leans or _points_away(stretch) or is_incomplete(stretch):
        return Standing.LEANS
    found = Standing.ALONE
    own = stretch.own
    for n, token in enumerate(own):
        rule = _RULES.get(token.lower_)
        if rule is not None and rule(token, own[:n], stretch, background):
            return Standing.LEANS
        if token.lower_ == "the" and token.dep_ == "det":
            if stretch.paragraph.at(token.head) not in plain:
                found = max(found, _definite(token, own[:n], stretch, background))
            if found is Standing.LEANS:
                return found
    return found


def _points_away(stretch: Stretch) -> bool:
    """Whether a phrase such as "both sides" or "a week later" points at another sentence."""
    for group in ("anywhere", "times"):
        for match in _phrases(group).finditer(stretch.words):
            start = stretch.start + match.start()
            if stretch.touches_quote(start, start + 1):
                continue
            if group == "anywhere" or not _tells_before(stretch, start):
                return True
    return False


def _tells_before(stretch: Stretch, offset: int) -> bool:
    """Whether a verb or a date stands in front, after which "a week later" is told."""
    at = stretch.paragraph.at
    token = stretch.paragraph.token_at(offset)
    above = {a.i for a in token.ancestors} if token is not None else set()
    return any(
        (t.tag_ in {"VBD", "VBN", "VBZ", "VBP"} and t.i not in above and t.dep_ != "aux")
        or (t.ent_type_ in _TIMES and t.shape_.endswith("d"))
        for t in stretch.own
        if at(t) < offset
    )


# --- pronouns ---------------------------------------------------------------------------------


def _nominals(before: Iterable[Token]) -> Iterator[Token]:
    """Nouns that a pronoun or "the group" can stand for; dates and sums are none."""
    return (
        t
        for t in before
        if (t.pos_ in _NOUNS and t.ent_type_ not in _TIMES) or t.lower_ in _ANYBODY
    )


def _is_many(noun: Token) -> bool:
    return (
        noun.tag_ in {"NNS", "NNPS"}
        or noun.ent_type_ in {"ORG", "NORP", "GPE"}
        or noun.lower_ in lexicon.words("people.toml", "bodies")
        or noun.lower_ in _ANYBODY
        or any(c.dep_ == "conj" for c in noun.children)
    )


def _is_one(noun: Token) -> bool:
    return noun.tag_ in {"NN", "NNP"} or noun.ent_type_ in {"ORG", "GPE", "FAC"}


def _is_bound(
    token: Token,
    before: tuple[Token, ...],
    stretch: Stretch,
    fits: Callable[[Token], bool],
) -> bool:
    """Whether a pronoun finds what it stands for within its own sentence."""
    # "Bo Falk, its secretary": not Bo Falk.
    described = token.head.head.i if token.head.dep_ == "appos" else -1
    root = stretch.root
    main = token.dep_ in SUBJECTS and root is not None and token.head.i == root.i
    for noun in _nominals(before):
        # "After a review of the gate, it closed": a main subject looks out of the sentence unless
        # a clause in front has a subject of its own.
        if noun.i != described and fits(noun) and (not main or noun.dep_ in {"nsubj", "nsubjpass"}):
            return True
    # "Since its launch, the ferry …": the subject follows.
    subject = subject_in(root) if root is not None and not main else None
    return (
        subject is not None
        and subject.pos_ in _NOUNS
        and token.i < subject.left_edge.i
        and fits(subject)
    )


def _it(token: Token, before: tuple[Token, ...], stretch: Stretch, background: Background) -> bool:
    at = stretch.paragraph.at(token) - stretch.start
    if token.dep_ == "expl" or _FORWARD_IT.match(stretch.words, at):
        return False
    paragraph = stretch.paragraph

    # "Falk accused Holm of breaking it": what "it" is, neither of them can be.
    # "had no idea it was a ship": "it" is not the idea either.
    barred = {_clause_subject(token)} | {a.head.i for a in token.ancestors if a.dep_ == "acl"}

    def fits(noun: Token) -> bool:
        start, end = paragraph.at(noun), paragraph.end_of(noun)
        return _is_one(noun) and noun.i not in barred and not background.is_person(start, end)

    return not _is_bound(token, before, stretch, fits)


def _clause_subject(token: Token) -> int:
    """The place of the subject in whose own clause ``token`` is an object; -1 where it is none."""
    if token.dep_ not in {"dobj", "pobj", "dative"}:
        return -1
    verb = token.head
    while verb.head.i != verb.i and (verb.pos_ not in {"VERB", "AUX"} or not subject_in(verb)):
        verb = verb.head
    subject = subject_in(verb)
    return subject.i if subject is not None else -1


def _they(
    token: Token, before: tuple[Token, ...], stretch: Stretch, background: Background
) -> bool:
    return not _is_bound(token, before, stretch, _is_many)


def _the_two(
    token: Token, before: tuple[Token, ...], stretch: Stretch, background: Background
) -> bool:
    """ "The two met", "as the three spoke": who, without two names in front."""
    bare = token.dep_ in {*SUBJECTS, "dobj", "pobj"} and token.head.i != token.i - 1
    if not bare or not before or before[-1].lower_ not in {"the", "these", "those"}:
        return False
    told = any(c.dep_ in {"prep", "relcl", "acl"} and c.i > token.i for c in token.children)
    return not told and not any(c.dep_ == "conj" and c.pos_ in _NOUNS for c in before)


def _this(
    token: Token, before: tuple[Token, ...], stretch: Stretch, background: Background
) -> bool:
    """ "This", "that", "these", "those", with a noun or alone."""
    if token.tag_ not in {"DT", "PRP", "PDT"} or token.dep_ == "mark":
        return False
    if token.dep_ == "det" and token.head.i > token.i:
        noun = token.head
        if noun.lower_ in _list("time"):
            return False
        described = token.lower_ in {"that", "those"} and _is_described(noun)
        return not described and not any(t.lemma_ == noun.lemma_ for t in before)
    if any(c.dep_ in {"prep", "relcl", "acl"} for c in token.children):
        return False  # "those who", "that of"
    above = {a.i for a in token.ancestors}
    return not any(t.pos_ in {"VERB", "AUX"} and t.i not in above for t in before)


def _is_described(noun: Token) -> bool:
    return any(c.dep_ in {"relcl", "acl", "prep"} and c.i > noun.i for c in noun.children)


def _here(token: Token, before: tuple[Token, ...], _: Stretch, __: Background) -> bool:
    if token.tag_ == "EX" or token.dep_ == "expl":
        return False
    places = {"GPE", "LOC", "FAC"}
    return token.lower_ == "here" or not any(t.ent_type_ in places for t in before)


def _such(
    token: Token, before: tuple[Token, ...], stretch: Stretch, background: Background
) -> bool:
    follows = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    if follows in {"as", "that"}:
        return False
    noun = token.head
    return not any(t.lemma_ == noun.lemma_ for t in before) and not _nearby_clause(token, before)


def _nearby_clause(token: Token, before: tuple[Token, ...]) -> bool:
    """Whether another clause of the sentence stands in front, which "such" can take up."""
    above = {a.i for a in token.ancestors}
    return any(t.tag_ in {"VBD", "VBZ", "VBP", "VBN", "VBG"} and t.i not in above for t in before)


# --- "the group", "the 24-year-old" ---------------------------------------------------------------


def _definite(
    token: Token, before: tuple[Token, ...], stretch: Stretch, background: Background
) -> Standing:
    """Whether "the" stands before a noun that an earlier sentence told of. As the subject it
    leaves the sentence without one; elsewhere it is only loose."""
    noun = token.head
    if noun.i < token.i or noun.pos_ not in {"NOUN", "ADJ", "NUM", "PROPN"}:
        return Standing.ALONE
    # "The candidate’s call came after …": nobody knows whose.
    subject = (noun.head if noun.dep_ == "poss" else noun).dep_ in SUBJECTS
    told = Standing.LEANS if subject else Standing.LOOSE
    if _is_aged(noun) and not is_introduced_person(before):
        return told  # "the 30-year-old father of one"
    if _is_person(noun):
        return told if _is_unnamed_person(noun, before) else Standing.ALONE
    again = any(t.lemma_ == noun.lemma_ for t in before)
    if noun.pos_ != "NOUN" or again:
        return Standing.ALONE
    if _is_told_apart(noun):
        # "The watchdog group filed …": told apart from other groups, and still one told of before
        vague = _opens_as_subject(noun, before) and not _is_named_beside(noun)
        known = noun.lower_ in _list("unique") or background.is_in_title(noun.lemma_)
        return Standing.LEANS if vague and not known else Standing.ALONE
    if background.is_in_title(noun.lemma_):
        return Standing.ALONE  # a brief bears the title of its source
    if noun.lower_ in _list("bodies"):
        return Standing.ALONE if _is_body_named(noun, before) else told
    if noun.lower_ in _list("things") or noun.lemma_ in _list("things"):
        if _is_introduced(before):
            return Standing.ALONE
        return Standing.LEANS if _is_all_of_it(noun, stretch) else told
    if (
        not _opens_as_subject(noun, before)
        or noun.lower_ in _list("unique")
        or background.is_in_title(noun.lemma_)
    ):
        return Standing.ALONE
    return Standing.LEANS


def _is_all_of_it(noun: Token, stretch: Stretch) -> bool:
    """Whether a thing told of before is what the sentence is about, with nobody named who acts:
    "Scientists found the species", "the office ruled the death an accident"."""
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head
    root = stretch.root
    if root is None or verb.i != root.i or noun.dep_ not in {"dobj", "nsubj"}:
        return False
    subject = subject_in(root)
    return subject is not None and not any(t.pos_ == "PROPN" for t in subject.subtree)


def _is_body_named(noun: Token, before: tuple[Token, ...]) -> bool:
    """Whether a body ("the firm") or several people ("the pair", "the researchers") are named in
    front, or told of for the first time."""
    several = noun.tag_ == "NNS" or noun.lower_ in {"pair", "couple", "duo", "trio", "family"}
    return any(
        t.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in t.children)
        if several
        else t.ent_type_ == "ORG" or (t.pos_ == "PROPN" and not t.ent_type_) or _has_article(t)
        for t in _nominals(before)
    )


def _is_person(noun: Token) -> bool:
    """Whether a noun in the singular is somebody: "the striker", "the 24-year-old"."""
    if noun.tag_ in {"NNS", "NNPS"}:
        return False
    word = noun.lower_
    return word in _list("people") or word == "old" or word.endswith("-old") or _is_role(noun)


def _is_aged(noun: Token) -> bool:
    """Whether somebody is told by age or children alone: "the 30-year-old clerk", "the
    father-of-five"."""
    named = any(c.pos_ == "PROPN" for c in noun.children)
    words = noun.doc[noun.left_edge.i : noun.right_edge.i + 1].text.lower()
    return not named and (
        "-year-old" in words or re.match(r"the (?:fa|mo)ther-of-", words) is not None
    )


def _is_role(noun: Token) -> bool:
    return lexicon.is_role(noun.text) and noun.lower_ not in _list("known") and noun.tag_ == "NN"


def _opens_as_subject(noun: Token, before: tuple[Token, ...]) -> bool:
    """Whether a noun, or what it owns, is the main subject with no other noun in front."""
    top = noun.head if noun.dep_ == "poss" else noun
    main = top.dep_ in SUBJECTS and top.head.dep_ == "ROOT"
    return main and not any(True for _ in _nominals(before))


def _is_named_beside(noun: Token) -> bool:
    """Whether what tells a noun apart says more than a noun or a number in front does: a name, or
    words behind it."""
    return any(
        c.pos_ == "PROPN" or c.ent_type_ not in {"", "CARDINAL", "ORDINAL"} or c.dep_ not in _BESIDE
        for c in noun.children
        if c.dep_ in _CLOSED_BY and not (c.dep_ in {"relcl", "acl"} and _follows_comma(c))
    )


def _is_told_apart(noun: Token) -> bool:
    """Whether words beside a noun say which one is meant ("the firm in Velmark"). A relative
    clause behind a comma does not: "the firm, which was founded in 1998"."""
    return any(
        c.dep_ in _CLOSED_BY and not (c.dep_ in {"relcl", "acl"} and _follows_comma(c))
        for c in noun.children
    )


def _follows_comma(clause: Token) -> bool:
    first = clause.left_edge.i
    return first > 0 and clause.doc[first - 1].text == ","


def _is_unnamed_person(noun: Token, before: tuple[Token, ...]) -> bool:
    """Whether "the striker", "the former striker" stands for somebody named elsewhere."""
    for child in noun.children:
        if child.dep_ in {"relcl", "acl"} and _follows_comma(child):
            continue
        if child.dep_ in {"prep", "relcl", "acl", "appos", "poss", "nmod"}:
            return False
        # "the Velmark mayor" is told apart, "the Shiite cleric", "the Velmark striker" is one of
        # many.
        if child.dep_ == "compound" and child.pos_ == "PROPN" and _is_one_of_its_kind(noun, child):
            return False
    follows = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    named_behind = follows is not None and follows.pos_ in _NOUNS
    if noun.dep_ in {"compound", "amod", "nmod", "appos"} or named_behind:
        return False
    return not is_introduced_person(before)


def _is_one_of_its_kind(noun: Token, place: Token) -> bool:
    return place.ent_type_ != "NORP" and noun.lower_ not in _list("many_of_a_kind")


def is_introduced_person(before: tuple[Token, ...]) -> bool:
    """Whether somebody is named or told of in front: "Ada Holm", "a driver"."""
    return any(
        t.ent_type_ == "PERSON"
        or (t.pos_ == "PROPN" and t.dep_ in SUBJECTS and not t.ent_type_)
        or (t.pos_ == "NOUN" and _is_human(t) and _has_article(t))
        for t in before
    )


def _is_human(noun: Token) -> bool:
    return noun.lower_ in _list("people") or lexicon.is_role(noun.text)


def _has_article(noun: Token) -> bool:
    return any(
        (c.dep_ == "det" and c.lower_ in {"a", "an", "one", "another"}) or c.dep_ == "nummod"
        for c in noun.children
    )


def _is_introduced(before: tuple[Token, ...]) -> bool:
    """Whether something is told for the first time in front ("a bomb … the attack")."""
    return any(t.lower_ in {"a", "an"} and t.dep_ == "det" for t in before)


_RULES = {
    **dict.fromkeys(_IT, _it),
    **dict.fromkeys(_THEY, _they),
    **dict.fromkeys(_POINTERS, _this),
    **dict.fromkeys(("here", "there"), _here),
    "such": _such,
    **dict.fromkeys(("two", "three", "four", "five"), _the_two),
}
