"""Pronouns and pointers ("it", "those", "there") that look out of their sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.definites import ANYBODY, NOUNS, listed, nominals
from briefgen.analysis.stretch import SUBJECTS, subject_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from briefgen.analysis.background import Background
    from briefgen.analysis.stretch import Stretch

_IT = {"it", "its", "itself"}
_THEY = {"they", "them", "their", "theirs", "themselves"}
_POINTERS = {"this", "that", "these", "those"}

# "It is not known why …": the "it" points forward, and the sentence stands alone.
_FORWARD_IT = re.compile(
    r"it(?:[’']s| (?:is|was|has been|had been|would be|will be|may be|could be|remains|remained))"
    # "It is a bridge that …" tells what a thing is that was named before, but "it is a pity that".
    r"(?! an? (?!pity|shame|crime|fact|matter|question|mistake|surprise|miracle|mystery|relief))"
    # "It was flying from Tulsa to …" is about a thing.
    # "It was so deep that …" is about a thing as well.
    r"(?! so\b)(?: (?!\w+ing\b)\w+){0,3} (?:why|whether|how|what|that|who)\b"
    r"|it (?:is|was|remains) (?:not |now |still )?(?:known|clear|unclear|certain|decided)"
    r" (?:when|if)\b"
    r"|it (?:is|was|will be|would be|may be) (?:not |now |still )?"
    r"(?:too \w+|hard|easy|difficult|important|vital|necessary|possible|impossible|up) (?:to|for)\b"
    r"|it (?:is|was|has been) (?:\w+ly |now |also |not )?(?:thought|believed|understood|reported"
    r"|alleged|claimed|hoped|feared|expected|estimated|unclear|known|clear|likely|unlikely)"
    r"\b(?! to\b)"
    r"|it (?:took|takes|will take|would take)\b.* to\b"
    r"|it (?:emerged|emerges|appears|appeared|seems|seemed|turned out|follows)"
    r" (?:\w+ )?(?:that|as if|as though|likely|unlikely)\b",
    re.IGNORECASE,
)


def _is_many(noun: Token) -> bool:
    if noun.dep_ == "compound" and noun.pos_ == "PROPN":
        return False  # "In a Velmark Courier article, Holm described their battle."
    return (
        noun.tag_ in {"NNS", "NNPS"}
        or noun.ent_type_ in {"ORG", "NORP", "GPE"}
        or noun.lower_ in lexicon.words("people.toml", "bodies")
        or noun.lower_ in ANYBODY - {"who"}
        or any(c.dep_ == "conj" for c in noun.children)
    )


def _is_body(noun: Token) -> bool:
    bodies = lexicon.words("people.toml", "bodies") | listed("bodies")
    return noun.pos_ == "PROPN" or noun.lower_ in bodies or noun.lower_ in listed("reports")


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
    for noun in nominals(before):
        # "After a review of the gate, it closed": a main subject looks out of the sentence unless
        # a clause in front has a subject of its own.
        if noun.i != described and fits(noun) and (not main or noun.dep_ in {"nsubj", "nsubjpass"}):
            return True
    # "Since its launch, the ferry …": the subject follows. Not so in what it reports: "They now
    # mend the gate, officials said".
    told = root is not None and _is_told_by(token, root)
    subject = subject_in(root) if root is not None and not (main or told) else None
    return (
        subject is not None
        and subject.pos_ in NOUNS
        and token.i < subject.left_edge.i
        and fits(subject)
    )


def _is_told_by(token: Token, root: Token) -> bool:
    """Whether a pronoun is the subject of what the main verb reports: whoever speaks of "them" in
    front is somebody else."""
    return (
        token.dep_ in SUBJECTS
        and token.head.i != root.i
        and token.head.head.i == root.i
        and token.head.dep_ in {"ccomp", "parataxis"}
        and root.lemma_.lower() in lexicon.cue_verbs()
    )


def _addressee(token: Token) -> set[int]:
    """The place of the house that is told something of others: "an official told the Courier they
    had left"."""
    told = token.head.head
    if token.head.dep_ != "ccomp" or told.lemma_.lower() not in lexicon.cue_verbs():
        return set()
    return {
        c.i
        for c in told.rights
        if c.dep_ in {"dobj", "dative"} and c.pos_ == "PROPN" and c.i < token.i
    }


def _it(token: Token, before: tuple[Token, ...], stretch: Stretch, background: Background) -> bool:
    at = stretch.paragraph.at(token) - stretch.start
    if token.dep_ == "expl" or _FORWARD_IT.match(stretch.words, at):
        return False
    paragraph = stretch.paragraph

    # "Falk accused Holm of breaking it": what "it" is, neither of them can be.
    # "had no idea it was a ship": "it" is not the idea either.
    barred = {_clause_subject(token), *_teller_of_another(token), *_addressee(token)}
    barred |= {a.head.i for a in token.ancestors if a.dep_ == "acl"}

    # "The rise was 3 per cent, it says": only a body says anything.
    says = token.dep_ in SUBJECTS and token.head.lemma_.lower() in lexicon.cue_verbs()

    def fits(noun: Token) -> bool:
        start, end = paragraph.at(noun), paragraph.end_of(noun)
        if says and not _is_body(noun):
            return False
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
    paragraph = stretch.paragraph
    barred = {_clause_subject(token), *_teller_of_another(token), *_addressee(token)}

    # One person is nobody's "them", whatever the name finder takes the surname for.
    def fits(noun: Token) -> bool:
        if noun.i in barred or not _is_many(noun):
            return False
        alone = not any(c.dep_ == "conj" for c in noun.children)
        return not (alone and background.is_person(paragraph.at(noun), paragraph.end_of(noun)))

    return not _is_bound(token, before, stretch, fits)


def _teller_of_another(token: Token) -> set[int]:
    """The places of the words of a subject that tells of "it" or "they" what nobody tells of
    himself: "the institute estimates that it would cost €2 million", "prosecutors say they were
    involved"."""
    verb = token.head
    if token.dep_ not in SUBJECTS or verb.dep_ != "ccomp":
        return set()
    subject = subject_in(verb.head)
    lemma = verb.lemma_.lower()
    reckons = verb.head.lemma_.lower() in listed("reckoning")
    if subject is None or not (reckons or lemma in listed("befalling")):
        return set()
    return {t.i for t in subject.subtree}


def _the_two(
    token: Token, before: tuple[Token, ...], stretch: Stretch, background: Background
) -> bool:
    """ "The two met", "as the three spoke": who, without two names in front."""
    bare = token.dep_ in {*SUBJECTS, "dobj", "pobj"} and token.head.i != token.i - 1
    counted = token.dep_ == "nummod" and token.head.tag_ == "NNS"  # "all three candidates"
    if before and before[-1].lower_ == "all" and (bare or counted):
        noun = token.head if counted else token
        told = any(c.dep_ in {"prep", "relcl", "acl"} and c.i > noun.i for c in noun.children)
        return not told and not any(c.dep_ == "conj" for c in before)
    if not bare or not before or before[-1].lower_ not in {"the", "these", "those"}:
        return False
    told = any(c.dep_ in {"prep", "relcl", "acl"} and c.i > token.i for c in token.children)
    return not told and not any(c.dep_ == "conj" and c.pos_ == "PROPN" for c in before)


def _this(
    token: Token, before: tuple[Token, ...], stretch: Stretch, background: Background
) -> bool:
    """ "This", "that", "these", "those", with a noun or alone."""
    # The parser takes "that" for a preposition now and then: "Holm disputed that sum, saying …".
    told = token.tag_ in {"DT", "PRP", "PDT"} or (
        token.tag_ == "IN" and token.dep_ in {"dobj", "det"}
    )
    if not told or token.dep_ == "mark":
        return False
    if token.lower_ == "that" and token.dep_ == "det" and token.i == stretch.first:
        return True  # "That dislike of Holm could cost votes."
    if token.dep_ == "det" and token.head.i > token.i:
        noun = token.head
        if noun.lower_ in listed("time"):
            return False
        described = token.lower_ in {"that", "those"} and _is_described(noun)
        return not described and not any(t.lemma_ == noun.lemma_ for t in before)
    if any(c.dep_ in {"prep", "relcl", "acl"} for c in token.children):
        return False  # "those who", "that of"
    if token.dep_ == "pobj" and token.head.lower_ == "like":
        return True  # "plans like these"
    if token.dep_ in SUBJECTS and _opens_reported_speech(token):
        return True
    # "Holm could draw maps, but this is the first film."
    turns = token.dep_ in SUBJECTS and any(t.lower_ == "but" for t in before[-1:])
    above = {a.i for a in token.ancestors}
    return turns or not any(t.pos_ in {"VERB", "AUX"} and t.i not in above for t in before)


def _opens_reported_speech(subject: Token) -> bool:
    """Whether "this" opens what somebody says: "doctors warn this could be the illness of 2014"."""
    clause = subject.head
    return clause.dep_ == "ccomp" and clause.head.lemma_.lower() in lexicon.cue_verbs()


def _then(token: Token, before: tuple[Token, ...], _: Stretch, __: Background) -> bool:
    """ "Holm then repeated the threat", without a verb in front that tells what came first."""
    if token.dep_ != "advmod" or token.head.pos_ not in {"VERB", "AUX"}:
        return False
    above = {a.i for a in token.ancestors}
    return not any(t.pos_ in {"VERB", "AUX"} and t.i not in above for t in before)


def _another(token: Token, before: tuple[Token, ...], _: Stretch, __: Background) -> bool:
    """ "Holm, another suspect, …": beside whom, another sentence says."""
    return token.dep_ == "det" and token.head.dep_ == "appos" and token.head.i > token.i


def _is_described(noun: Token) -> bool:
    """Whether what stands behind a noun tells which: "that part of the river", but not "that part,
    which is deep"."""
    return any(
        c.dep_ in {"relcl", "acl", "prep"}
        and c.i > noun.i
        and noun.nbor(1).text not in {",", "-", "–", "—", "--", "("}
        for c in noun.children
    )


def _each(
    token: Token, before: tuple[Token, ...], stretch: Stretch, background: Background
) -> bool:
    """ "Each report lists …", "Both brothers left": of which, without a word in front or behind."""
    noun = token.head
    if token.dep_ not in {"det", "predet"} or noun.i < token.i:
        return False
    if noun.dep_ == "pobj" and noun.lower_ in listed("shared") and token.i == noun.i - 1:
        return not any(t.lemma_ == noun.lemma_ for t in before)  # "two died at each location"
    if noun.dep_ not in SUBJECTS:
        return False
    if any(c.dep_ in {"prep", "relcl", "acl", "conj"} or c.pos_ == "PROPN" for c in noun.children):
        return False
    return not before


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


def _similar(
    token: Token, before: tuple[Token, ...], stretch: Stretch, background: Background
) -> bool:
    """ "A similar strategy failed", without anything in front or behind to be similar to."""
    if token.dep_ != "amod" or token.i + 1 >= len(token.doc):
        return False
    behind = {c.lower_ for c in (*token.children, *token.head.children) if c.i > token.i}
    noun = token.head.lemma_
    return not behind & {"to", "as", "across"} and not any(t.lemma_ == noun for t in before)


def _similarly(
    token: Token, before: tuple[Token, ...], stretch: Stretch, background: Background
) -> bool:
    """ "Holm similarly declined", "a similarly wide gate": like what, another sentence says."""
    follows = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return follows not in {"to", "as"} and not _nearby_clause(token, before)


def _above(
    token: Token, before: tuple[Token, ...], stretch: Stretch, background: Background
) -> bool:
    """ "the table above", but not "300 feet above the town"."""
    return token.pos_ == "ADV" and token.head.pos_ == "NOUN" and token.head.i < token.i


RULES = {
    **dict.fromkeys(("above", "below"), _above),
    "similarly": _similarly,
    "likewise": _similarly,
    "similar": _similar,
    "then": _then,
    "another": _another,
    **dict.fromkeys(_IT, _it),
    **dict.fromkeys(_THEY, _they),
    **dict.fromkeys(_POINTERS, _this),
    **dict.fromkeys(("here", "there"), _here),
    "such": _such,
    **dict.fromkeys(("each", "both"), _each),
    **dict.fromkeys(("two", "three", "four", "five"), _the_two),
}
