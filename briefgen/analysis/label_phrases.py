"""Phrases of a sentence that the label of a figure is made of, each whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.analysis import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Span, Token

NOUNS = {"NOUN", "PROPN"}
_LONGEST_CHUNK = 9  # words of one phrase behind a noun or verb
_AUXILIARIES = {"aux", "auxpass"}


def is_listed(name: str, word: str) -> bool:
    return word.lower() in lexicon.words("labels.toml", name)


def counted_noun(span: Span) -> Token | None:
    """The noun that a number stands before."""
    root = span.root
    head = root.head
    modifies = root.dep_ in {"nummod", "quantmod", "compound", "amod", "nmod"}
    if not modifies or head.pos_ not in NOUNS or head.i < span.end:
        return None
    between = span.doc[span.end : head.i]
    if any(t.is_punct and t.text != "-" for t in between) or any(t.like_num for t in between):
        return None
    return head


def named_by(noun: Token) -> tuple[Token, ...]:
    """A noun with the words in front of it that say which, articles left out."""
    left = [t for t in noun.subtree if t.i < noun.i]
    return (*(t for t in left if not (t.dep_ == "det" and t.head.i == noun.i)), noun)


def rate_at(doc: Doc, at: int) -> tuple[Token, ...]:
    """ "A month", "per month for each soldier" at token ``at``, behind a number or its noun."""
    rest = doc[at : at + 2]
    if len(rest) < 2 or not opens_rate(rest[0], rest[1]):
        return ()
    each = doc[at + 2 : at + 4]
    if len(each) > 1 and each[0].lower_ == "for" and each[1].lower_ in {"each", "every"}:
        return (*rest, *(whole_phrase(each[0]) or ()))
    return tuple(rest)


def opens_rate(per: Token, noun: Token) -> bool:
    return (per.lower_ == "per" and not noun.lower_.startswith("cent")) or (
        per.lower_ in {"a", "an", "each", "every"} and is_listed("rates", noun.lemma_)
    )


def chain_of(verb: Token) -> list[Token] | None:
    """A verb with its helping verbs and the adverbs between, without a gap."""
    helping = [c for c in verb.lefts if c.dep_ in {*_AUXILIARIES, "neg"}]
    if any(c.dep_ == "neg" and c.lower_ not in {"not", "n't", "never"} for c in helping):
        return None
    start = min((c.i for c in helping), default=verb.i)
    if verb.lemma_ == "be":
        start = min(start, verb.i)
    chain = list(verb.doc[start : verb.i + 1])
    behind = [c for c in verb.rights if c.dep_ == "neg"]
    if behind and behind[0].i == verb.i + 1:
        chain.append(behind[0])
    chain = [t for t in chain if not is_listed("idle", t.lower_)]
    known = {verb.i, *(c.i for c in (*helping, *behind))}
    if any(t.i not in known and t.dep_ != "advmod" for t in chain):
        return None
    return chain


def is_qualified(verb: Token) -> bool:
    """Whether a verb says that something is not so, may be so, or will be so."""
    return any(
        c.tag_ == "MD" or c.dep_ == "neg" or is_listed("hedges", c.lower_)
        for c in verb.children
        if c.dep_ in {*_AUXILIARIES, "neg", "advmod"}
    )


def is_supposed(token: Token) -> bool:
    """Whether what a noun stands for may not be there: it is wanted, planned or denied."""
    for up in token.ancestors:
        if up.pos_ in {"VERB", "AUX"}:
            if is_qualified(up) or is_listed("supposed", up.lemma_):
                return True
            if any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"} for c in up.lefts):
                return True
            infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in up.lefts)
            if not infinitive and up.dep_ not in {"xcomp", "pcomp", "advcl", "acl"}:
                return False
    return False


def is_under_supposition(verb: Token) -> bool:
    """Whether a clause only tells what somebody fears, asks for or denies."""
    for up in verb.ancestors:
        if is_listed("supposed", up.lemma_) and up.lemma_ not in {"claim", "allege", "believe"}:
            return True
        if verb.dep_ not in {"ccomp", "xcomp", "conj"}:
            return False
        verb = up
    return False


def reports(verb: Token) -> bool:
    """Whether a verb only says that somebody says something."""
    return verb.lemma_ in lexicon.cue_verbs() | lexicon.thought_verbs() and any(
        c.dep_ in {"ccomp", "parataxis"} for c in verb.children
    )


def phrases_behind(head: Token, *, verbal: bool = False) -> tuple[Token, ...]:
    """The phrases right behind a noun or verb that belong to what is counted, each whole."""
    deps = (
        {"prep", "acl", "dative"}
        if not verbal
        else {
            "prep",
            "dobj",
            "xcomp",
            "prt",
            "acomp",
            "oprd",
            "attr",
            "dative",
            "agent",
        }
    )
    out: list[Token] = []
    particles = {"out", "down", "up", "away", "off", "back", "home"}
    for child in sorted(head.rights, key=lambda t: t.i):
        if (
            child.dep_ == "cc"
            or child.dep_ == "conj"
            or not (child.dep_ in deps or (verbal and child.lower_ in particles))
        ):
            break
        if child.i != head.i + 1 + len(out) and next(iter(child.subtree)).i != head.i + 1 + len(
            out
        ):
            break
        chunk = whole_phrase(child)
        if chunk is None:
            break
        if child.dep_ == "prep" and any(t.dep_ == "pobj" for t in out) and verbal:
            break
        out += chunk
    return tuple(out)


def whole_phrase(child: Token) -> tuple[Token, ...] | None:
    """A phrase as a whole; None where it says when or why, or is too long for a table."""
    tokens = tuple(child.subtree)
    if len(tokens) > _LONGEST_CHUNK:
        return None
    if any(t.ent_type_ in {"DATE", "TIME"} or t.dep_ in {"relcl", "mark"} for t in tokens):
        return None
    if child.dep_ in {"prep", "dative", "agent"} and not is_listed("prepositions", child.lower_):
        return None
    if tokens[-1].i - tokens[0].i + 1 != len(tokens) or any(t.is_punct for t in tokens):
        return None
    return tokens


def holds_number(tokens: Sequence[Token]) -> bool:
    return any(t.like_num for t in tokens)
