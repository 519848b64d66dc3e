"""Nouns with "the" that an earlier sentence told of: "the group", "the ferry"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.bare import CLOSED_BY, follows_comma, is_told_apart
from briefgen.analysis.stretch import SUBJECTS, subject_in
from briefgen.model.analysis import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from briefgen.analysis.background import Background
    from briefgen.analysis.stretch import Stretch

NOUNS = {"NOUN", "PROPN"}
TIMES = {"DATE", "TIME", "ORDINAL", "CARDINAL", "PERCENT", "MONEY", "QUANTITY"}
ANYBODY = {"everyone", "everybody", "someone", "somebody", "anyone", "anybody", "nobody", "who"}
_PLACING = {"of", "in", "on", "near", "outside", "around", "between", "along", "behind", "under"}
_PLACES = {"GPE", "LOC", "FAC"}
_BASED = {"based", "backed", "led", "born", "linked", "affiliated", "aligned", "owned"}
_BESIDE = {"compound", "nmod", "nummod"}


def listed(group: str) -> frozenset[str]:
    return lexicon.words("standing.toml", group)


def nominals(before: Iterable[Token]) -> Iterator[Token]:
    """Nouns that a pronoun or "the group" can stand for; dates and sums are none."""
    return (
        t for t in before if (t.pos_ in NOUNS and t.ent_type_ not in TIMES) or t.lower_ in ANYBODY
    )


_SPEAKS_FOR = {"spokesman", "spokeswoman", "spokesperson"}
_OF_WHOM = {"prep", "poss", "compound", "amod"}


def speaks_for_nobody(noun: Token) -> bool:
    """Whether it is not said whose spokesman somebody is: "The spokesman, Ada Holm, said"."""
    return (
        noun.lower_ in _SPEAKS_FOR
        and any(c.lower_ == "the" for c in noun.children)
        and not any(c.dep_ in _OF_WHOM for c in noun.children)
    )


def definite(
    token: Token, before: tuple[Token, ...], stretch: Stretch, background: Background
) -> Standing:
    """Whether "the" stands before a noun that an earlier sentence told of. As the subject it
    leaves the sentence without one; elsewhere it is only loose."""
    noun = token.head
    if noun.pos_ == "PROPN" and _is_aged(noun) and not is_introduced_person(before):
        return Standing.LEANS  # "the 19-year-old Scot"
    if noun.i < token.i or noun.pos_ not in {"NOUN", "ADJ", "NUM", "PROPN"}:
        return Standing.ALONE
    # "The candidate’s call came after …": nobody knows whose.
    subject = (noun.head if noun.dep_ == "poss" else noun).dep_ in SUBJECTS
    told = Standing.LEANS if subject else Standing.LOOSE
    if _is_aged(noun) and not is_introduced_person(before):
        return told  # "the 30-year-old father of one"
    if _is_person(noun):
        if speaks_for_nobody(noun):
            return told
        return told if _is_unnamed_person(noun, before) else Standing.ALONE
    again = any(t.lemma_ == noun.lemma_ for t in before)
    if _is_short_for_body(noun) and not again:
        return Standing.ALONE if _is_body_named(noun, before) else told
    if noun.pos_ != "NOUN" or again:
        return Standing.ALONE
    if _is_epithet(noun) or _is_placed_kind(noun):
        return Standing.LEANS if noun.dep_ in SUBJECTS else Standing.LOOSE
    if _is_known(noun, background):
        return Standing.ALONE
    if _is_one_of_a_house(noun):
        return told
    if noun.lower_ in listed("places") and not _is_placed(noun):
        return _of_place(noun, before)
    if is_told_apart(noun):
        return _told_apart(noun, before)
    return _bare(noun, before, stretch, told)


def count_bare(stretch: Stretch, background: Background) -> int:
    """How many nouns with "the" have nothing beside them, nor were told first, that tells which
    one is meant."""
    count = 0
    for n, token in enumerate(stretch.own):
        if token.lower_ != "the" or token.dep_ != "det":
            continue
        noun = token.head
        if noun.pos_ not in {"NOUN", "ADJ", "NUM"}:
            continue
        again = any(t.lemma_ == noun.lemma_ for t in stretch.own[:n])
        told = again or is_told_apart(noun) or background.is_told_first(noun.lemma_)
        count += not told and noun.lower_ not in listed("known")
    return count


def _is_known(noun: Token, background: Background) -> bool:
    """Whether every reader knows which one is meant, or the title or the lead tells, which a
    brief prints."""
    everybodys = (listed("unique") | listed("time")) - listed("places")
    return noun.lower_ in everybodys or background.is_told_first(noun.lemma_)


def _told_apart(noun: Token, before: tuple[Token, ...]) -> Standing:
    """ "The watchdog group filed …": told apart from other groups, and still one told of before."""
    if _is_named_beside(noun):
        return Standing.ALONE
    if _opens_as_subject(noun, before):
        return Standing.LOOSE
    # "the finance ministry", "the ten gate drives", but "the auction house"
    told = noun.lower_ in listed("bodies") or any(c.dep_ == "nummod" for c in noun.children)
    return Standing.ALONE if told else Standing.LOOSE


def _is_short_for_body(noun: Token) -> bool:
    """Whether "the Agency", with nothing beside it, stands for a longer name."""
    return (
        noun.pos_ == "PROPN"
        and noun.lower_ in listed("bodies")
        and noun.lower_ not in listed("unique")
        and [c.lower_ for c in noun.lefts] == ["the"]
        and not any(c.dep_ in {"prep", "appos"} for c in noun.rights)
    )


def _of_place(noun: Token, before: tuple[Token, ...]) -> Standing:
    """ "The city", without its name: whoever is named in front may tell which."""
    if any(t.ent_type_ in _PLACES or t.pos_ == "PROPN" for t in before):
        return Standing.ALONE
    return Standing.LEANS if _opens_as_subject(noun, before) else Standing.LOOSE


def _is_placed(noun: Token) -> bool:
    """Whether words beside a place say which it is: "the city of Velm", "the town where …", but not
    "the city since 1998"."""
    return any(
        c.dep_ in CLOSED_BY and (c.dep_ != "prep" or c.lower_ in _PLACING) for c in noun.children
    )


def _is_one_of_a_house(noun: Token) -> bool:
    """Whether only its maker tells a work apart, and makes many: "the Velmark TV series"."""
    if noun.lower_ not in listed("works"):
        return False
    beside = [c for c in noun.children if c.dep_ in CLOSED_BY]
    return bool(beside) and all(c.dep_ == "compound" and c.pos_ == "PROPN" for c in beside)


def _is_epithet(noun: Token) -> bool:
    """Whether a place or a nation is all that tells a noun apart that many of its kind share: "the
    North East city", "the Italian club"."""
    if noun.lower_ not in listed("epithets"):
        return False
    beside = [c for c in noun.children if c.dep_ in CLOSED_BY | {"amod"}]
    places = [c.ent_type_ in {"GPE", "LOC", "NORP"} for c in beside]
    plain = all(c.dep_ == "amod" or placed for c, placed in zip(beside, places, strict=True))
    return any(places) and plain


def _is_placed_kind(noun: Token) -> bool:
    """Whether all that tells somebody or something apart is where it is from or whose: "the
    Ilde-based smugglers", whom another sentence names."""
    beside = [c for c in noun.children if c.dep_ in CLOSED_BY | {"amod"}]
    return bool(beside) and all(
        c.dep_ == "amod"
        and c.lower_ in _BASED
        and any(g.dep_ == "npadvmod" and g.pos_ == "PROPN" for g in c.children)
        for c in beside
    )


def _bare(noun: Token, before: tuple[Token, ...], stretch: Stretch, told: Standing) -> Standing:
    """The standing of "the" before a noun with nothing beside it but adjectives."""
    if noun.lower_ in listed("bodies"):
        return Standing.ALONE if _is_body_named(noun, before) else told
    if noun.lower_ in listed("things") or noun.lemma_ in listed("things"):
        if _is_introduced(before):
            return Standing.ALONE
        return Standing.LEANS if _is_all_of_it(noun, stretch) else told
    if _opens_as_subject(noun, before):
        return Standing.LOOSE
    return Standing.ALONE


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
        else t.ent_type_ == "ORG" or (t.pos_ == "PROPN" and not t.ent_type_) or has_article(t)
        for t in nominals(before)
    )


def _is_person(noun: Token) -> bool:
    """Whether a noun in the singular is somebody: "the striker", "the 24-year-old"."""
    if noun.tag_ in {"NNS", "NNPS"}:
        return False
    word = noun.lower_
    return word in listed("people") or word == "old" or word.endswith("-old") or _is_role(noun)


def _is_aged(noun: Token) -> bool:
    """Whether somebody is told by age or children alone: "the 30-year-old clerk", "the
    father-of-five"."""
    named = noun.ent_type_ == "PERSON" or any(c.pos_ == "PROPN" for c in noun.children)
    words = noun.doc[noun.left_edge.i : noun.right_edge.i + 1].text.lower()
    return not named and (
        "-year-old" in words or re.match(r"the (?:fa|mo)ther-of-", words) is not None
    )


def _is_role(noun: Token) -> bool:
    return lexicon.is_role(noun.text) and noun.lower_ not in listed("known") and noun.tag_ == "NN"


def _opens_as_subject(noun: Token, before: tuple[Token, ...]) -> bool:
    """Whether a noun, or what it owns, is the main subject with no other noun in front."""
    top = noun.head if noun.dep_ == "poss" else noun
    main = top.dep_ in SUBJECTS and top.head.dep_ == "ROOT"
    return main and not any(True for _ in nominals(before))


def _is_named_beside(noun: Token) -> bool:
    """Whether what tells a noun apart says more than a noun or a number in front does: a name, or
    words behind it."""
    return any(
        c.pos_ == "PROPN" or c.ent_type_ not in {"", "CARDINAL", "ORDINAL"} or c.dep_ not in _BESIDE
        for c in noun.children
        if c.dep_ in CLOSED_BY and not (c.dep_ in {"relcl", "acl"} and follows_comma(c))
    )


def _is_unnamed_person(noun: Token, before: tuple[Token, ...]) -> bool:
    """Whether "the striker", "the former striker" stands for somebody named elsewhere."""
    for child in noun.children:
        if child.dep_ in {"relcl", "acl"} and follows_comma(child):
            continue
        if child.dep_ == "appos" and child.like_num:
            continue  # "the actor, 41,"
        if child.dep_ in {"prep", "relcl", "acl", "appos", "poss", "nmod"}:
            return False
        # "the Velmark mayor" is told apart, "the Shiite cleric", "the Velmark striker" is one of
        # many.
        if child.dep_ == "compound" and child.pos_ == "PROPN" and _is_one_of_its_kind(noun, child):
            return False
    follows = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    named_behind = follows is not None and follows.pos_ in NOUNS
    if noun.dep_ in {"compound", "amod", "nmod", "appos"} or named_behind:
        return False
    return not is_introduced_person(before)


def _is_one_of_its_kind(noun: Token, place: Token) -> bool:
    return place.ent_type_ != "NORP" and noun.lower_ not in listed("many_of_a_kind")


def is_introduced_person(before: tuple[Token, ...]) -> bool:
    """Whether somebody is named or told of in front: "Ada Holm", "a driver"."""
    return any(
        t.ent_type_ == "PERSON"
        or (t.pos_ == "PROPN" and t.dep_ in SUBJECTS and not t.ent_type_)
        or (t.pos_ == "NOUN" and _is_human(t) and has_article(t))
        for t in before
    )


def _is_human(noun: Token) -> bool:
    return noun.lower_ in listed("people") or lexicon.is_role(noun.text)


def has_article(noun: Token) -> bool:
    return any(
        (c.dep_ == "det" and c.lower_ in {"a", "an", "one", "another"}) or c.dep_ == "nummod"
        for c in noun.children
    )


def _is_introduced(before: tuple[Token, ...]) -> bool:
    """Whether something is told for the first time in front ("a bomb … the attack")."""
    return any(t.lower_ in {"a", "an"} and t.dep_ == "det" for t in before)
