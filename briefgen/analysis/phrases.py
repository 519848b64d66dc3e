"""Noun phrases and the subjects of verbs, as the parser sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.analysis import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_CITES = {"quote", "cite", "report"}
_LISTS = {"conj", "cc"}
_ASIDES = {"relcl", "appos", "acl", "advcl", "ccomp", "parataxis"}
_RELATIVE = {"WP", "WDT", "WP$", "WRB"}
_OPEN_ENDED = {"IN", "TO", "DT", "CC", "PRP$", "MD", "POS", *_RELATIVE}
_HARD_BREAKS = {";", "—", "–", "“", "”", '"', ":", "(", ")"}


def _goes_on(comma: Token, head: Token) -> bool:
    """Whether what follows a comma is the next member of a list ("in A, B and C"), and not an
    aside ("a spokesman, who …")."""
    if comma.i + 1 >= len(comma.doc):
        return False
    token = comma.nbor(1)
    while token.i != head.i and token.head.i != token.i:
        if token.dep_ in _ASIDES:
            return False
        if token.dep_ in _LISTS:
            return True
        token = token.head
    return False


def noun_phrase(token: Token) -> Span:
    """The whole noun phrase around ``token``, without relative clauses and asides."""
    doc, end = token.doc, token.i + 1
    for child in sorted(token.rights, key=lambda t: t.i):
        if child.dep_ in _ASIDES:
            break
        if child.dep_ not in {"punct", "cc"}:
            end = child.right_edge.i + 1
    start = token.left_edge.i
    for index in range(token.i - 1, start - 1, -1):
        if doc[index].text in _HARD_BREAKS or doc[index].text == ",":
            start = index + 1
            break
    for index in range(token.i + 1, end):
        stop = doc[index].text in _HARD_BREAKS or doc[index].dep_ in {"relcl", "acl"}
        stop = stop or doc[index].tag_ in _RELATIVE
        if stop or (doc[index].text == "," and not _goes_on(doc[index], token)):
            end = index
            break
    while end > token.i + 1 and (
        doc[end - 1].is_punct or doc[end - 1].is_quote or doc[end - 1].tag_ in _OPEN_ENDED
    ):
        end -= 1
    return doc[start:end]


def verb_over(token: Token) -> Token:
    """The verb that a word hangs on, or itself; the top of the sentence where there is none."""
    while token.head.i != token.i and token.pos_ not in {"VERB", "AUX"}:
        token = token.head
    return token


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """The subject of a verb, or of the verb whose subject it shares.

    Follows coordination ("X said … and added"), participles ("X left, saying"), infinitives,
    relative clauses and passives with an agent.
    """
    if depth > 4:
        return None
    reported = _quoted_as_saying(verb)
    if reported is not None:
        return reported
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    agents = [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    if passive or agents:
        if agents:
            return agents[0]
        quoted = verb.lower_ in {"quoted", "cited"} or verb.lemma_ == "quote"
        if not quoted:
            return None
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return child
    head = verb.head
    if head.i == verb.i:
        return None
    if verb.dep_ == "relcl" or (verb.dep_ == "acl" and head.pos_ in {"NOUN", "PROPN", "PRON"}):
        return head
    shares = verb.dep_ in {"conj", "advcl", "xcomp", "pcomp", "dep", "parataxis", "prep"}
    if shares and head.pos_ in {"VERB", "AUX", "ADP", "SCONJ"}:
        return subject_of(head, depth + 1)
    return None


def _quoted_as_saying(verb: Token) -> Token | None:
    """Whoever "X quoted Y as saying" and "Y was quoted as saying" give the words to."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as" or verb.head.head.lemma_ not in _CITES:
        return None
    cites = verb.head.head
    wanted = {"dobj"} if not any(c.dep_ == "auxpass" for c in cites.children) else SUBJECTS
    return next((c for c in cites.children if c.dep_ in wanted), None)


def is_definite_role(token: Token, phrase: Span) -> bool:
    """Whether a phrase can stand for somebody by title alone: "the minister", "its director"."""
    return (
        phrase[0].lower_ in {"the", "his", "her", "their", "its"}
        and token.tag_ in {"NN", "NNP"}
        and lexicon.is_role(token.text)
    )
