"""Which of the dates in a sentence is that of what it tells.

"The committee voted on 13 March to open an inquiry into the failure of 10 March" happened on
13 March, and "The inquiry into the failure of 10 March has begun" on no day that it states: a date
within a noun phrase, a relative clause or an "after …" dates something else. The parse tells: the
way from the date up to the main verb must lead through nothing that happens on its own.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_VERBAL = {"VERB", "AUX"}
_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM"}
_PERFECT = {"VBD", "VBZ", "VBP"}  # of a helper: "was closed", "has died"
_HELPERS = {"aux", "auxpass"}
_TIMES = {"DATE", "TIME"}
_HAPPENS = ("tion", "sion", "ment", "ing")
_OBJECTS = {"dobj", "attr", "oprd", "dative", "pobj"}
_ASIDE = {"relcl", "acl", "csubj", "csubjpass", "appos", "parataxis"}
_SENTENCE = {"ccomp", "xcomp", "conj", "pcomp"}


class Hold(IntEnum):
    """How a date holds on to what its sentence tells, the firmest first."""

    MAIN = 0  # "voted on Friday"
    WITHIN = 1  # "at Friday's meeting … voted", "promised to vote on Friday"


def _words(group: str) -> frozenset[str]:
    return lexicon.words("occurrence.toml", group)


def bound_of(words: Span) -> str | None:
    """What bounds a date in time, "by" or "since", where it stands right in front of it."""
    token = _up_from(words)
    if token is not None and token.dep_ == "pobj" and token.head.lower_ == "before":
        return "before"  # "before the spring tide of 19 March"
    before = words.doc[words.start - 1] if words.start else None
    for word in (words[0], before):
        if word is not None and word.lower_ in _words("bound"):
            return str(word.lower_)
    return None


def is_only_announced(words: Span) -> bool:
    """Whether a date is that of what somebody has said or settled before: "said the gate would open
    on Monday", "voted to meet on Monday"; not "is to meet on Monday"."""
    token = words.root
    for above in token.ancestors:
        told = token.pos_ in _VERBAL and token.dep_ in {"ccomp", "xcomp"} and token.i > above.i
        if told and (_is_past(above) or above.lemma_.lower() in lexicon.cue_verbs()):
            return True
        token = above
    return False


def _is_past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or any(
        child.lower_ in _words("past") for child in verb.children if child.dep_ in _HELPERS
    )


def hold_of(words: Span) -> Hold | None:
    """How the date in ``words`` holds on to what its sentence tells; None where it belongs to
    something else."""
    if any(t.ent_type_ and t.ent_type_ not in _TIMES for t in words if not t.is_punct):
        return None  # "Monday Night Football"
    token = _up_from(words)
    if token is None:
        return None
    hold = Hold.MAIN
    if token.pos_ not in _VERBAL:
        verb = _verb_behind_noun(token, words)
        if verb is None:
            return None
        if verb.pos_ not in _VERBAL:
            return Hold.MAIN  # an entry without a verb: "Public hearing on 24 March"
        hold, token = (Hold.MAIN if verb is token.head else Hold.WITHIN), verb
    return _main(token, hold)


def _up_from(words: Span) -> Token | None:
    """What a date hangs on: the word above it and above its preposition."""
    token: Token = words.root
    if token.pos_ in _VERBAL and token.ent_type_ not in _TIMES:
        return token
    while token.head.i != token.i:
        if (
            token.head.dep_ == "prep"
            or token.head.pos_ == "ADP"
            or token.head.ent_type_ in _TIMES
            or token.head in words
        ):
            token = token.head
            continue
        return token.head
    return None if token.pos_ == "ADP" else token


def _happens(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return lemma in _words("happening") or (len(lemma) > 6 and lemma.endswith(_HAPPENS))


def _governor(noun: Token) -> tuple[Token, str]:
    """The word that a noun is governed by, and the preposition between them."""
    if noun.dep_ == "pobj" and noun.head.pos_ in {"ADP", "SCONJ", "VERB"}:
        return noun.head.head, str(noun.head.lower_)
    return noun.head, ""


def _verb_behind_noun(noun: Token, words: Span) -> Token | None:
    """The verb that a date on a noun dates too: the noun is a name or a thing beside that verb,
    or a happening in which it was done."""
    root = words.root
    loose = root.dep_ == "npadvmod" or root.head.lower_ in _words("loose")
    while True:
        if noun.head.i == noun.i:
            return noun
        above, by = _governor(noun)
        if by == "before" and above.pos_ in _VERBAL:
            return above
        named = noun.pos_ == "PROPN" or (noun.ent_type_ and noun.ent_type_ not in _TIMES)
        if _happens(noun) and not named:
            is_setting = by in _words("setting") and above.pos_ in _VERBAL
            return above if is_setting else None
        if not loose or noun.dep_ not in _OBJECTS | {"conj", "compound", "nmod"}:
            return None
        if above.pos_ in _VERBAL:
            return above
        if by == "of" and not named:
            return None
        if above.pos_ not in _NOMINAL:
            return None
        noun = above


def _main(verb: Token, hold: Hold) -> Hold | None:
    """Whether the clause of ``verb`` is what the sentence tells."""
    said = False
    while verb.head.i != verb.i:
        above, dep = verb.head, verb.dep_
        if dep in _ASIDE:
            return _in_setting(verb)
        if dep == "advcl":
            marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"}}
            if not marks & _words("same_time") and (
                any(c.dep_ == "mark" for c in verb.children) or verb.tag_ not in {"VBG", "VBN"}
            ):
                return None
            hold = Hold.WITHIN
        elif dep == "pcomp":
            if above.lower_ not in _words("setting"):
                return None
            verb, hold = above, Hold.WITHIN
            continue
        elif dep == "ccomp":
            # What was said counts where it stands in front of who said so.
            hold, said = (hold if verb.i < above.i else Hold.WITHIN), True
        elif dep in {"xcomp"}:
            hold = Hold.WITHIN
        elif dep not in {"conj", "aux", "auxpass", "prep", "dep"}:
            return None
        verb = above
    return None if not said and _only_says(verb) else hold


def _only_says(verb: Token) -> bool:
    """Whether a verb behind what was told tells who told it: "Ten people died, police said on
    Monday" says nothing of when. A warning of what may come is told of that day."""
    if verb.lemma_.lower() not in lexicon.cue_verbs():
        return False
    told = [c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i]
    return any(c.tag_ == "VBD" or any(h.tag_ in _PERFECT for h in c.lefts) for c in told)


def _in_setting(verb: Token) -> Hold | None:
    """A participle on what a thing was done in: "in a letter filed on Monday, … said"."""
    noun = verb.head
    if verb.dep_ != "acl" or noun.dep_ != "pobj" or noun.head.lower_ not in _words("setting"):
        return None
    above = noun.head.head
    opens = noun.i < above.i and above.dep_ in {"ROOT", "ccomp", "conj"}
    return Hold.WITHIN if opens and above.pos_ in _VERBAL else None
