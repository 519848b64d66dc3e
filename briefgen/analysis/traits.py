"""What the model of clarity knows of a sentence: how it is built, and how its text is told."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.definites import count_bare
from briefgen.analysis.opinion import is_answered, is_present, tells_figure
from briefgen.analysis.stretch import SUBJECTS, subject_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from briefgen.analysis.background import Background
    from briefgen.analysis.opinion import Manner
    from briefgen.analysis.stretch import Stretch
    from briefgen.model.dossier import Edit

_SHORT, _LONG = 12, 30  # words between which a line reads best
_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ"}
_MOST_SHARED = 6  # words of a line that the title and the lead hold too; more tell nothing more
_BODIES = {"ORG", "GPE", "NORP"}
_CONTRACTED = re.compile(r"\w[’'](?:t|re|ve|ll|d|m|s)\b")
_WE = re.compile(r"\b(?:you|your|we|our|us)\b", re.IGNORECASE)
_AGE = re.compile(r", \d\d,|\d-year-old")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_EARLY = 2  # sentences behind the first one that still open the article


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: its number in the source from 0, whether it is the lead (the first
    one that is no furniture, or a ``late`` one behind an opening), whether it opens a paragraph,
    the content words of the sentence before it and those of the title and the lead, and the first
    word of the one behind it."""

    position: int
    leads: bool
    opens: bool
    before: frozenset[str] = frozenset()
    main: frozenset[str] = frozenset()
    follows: str = ""
    late: bool = False


def _listed(group: str) -> frozenset[str]:
    return lexicon.words("traits.toml", group)


def content_words(stretch: Stretch) -> frozenset[str]:
    """The lemmas of the nouns, names, verbs and adjectives of a stretch."""
    tokens = stretch.paragraph.doc[stretch.first : stretch.last]
    return frozenset(
        t.lemma_.lower() for t in tokens if t.pos_ in _CONTENT and t.is_alpha and not t.is_stop
    )


def measure(
    stretch: Stretch,
    edits: Sequence[Edit],
    place: Place,
    manner: Manner,
    background: Background,
) -> dict[str, float]:
    """What the model knows of a stretch whose ``edits`` make it stand alone, each trait by name."""
    left = stretch.without([(e.start, e.end) for e in edits if e.end > e.start])
    words = content_words(stretch)
    count = len(stretch.words.split())
    answered = is_answered(left)
    plain = not answered and not tells_figure(left)
    return {
        "short": max(0, _SHORT - count) / 4,
        "long": max(0, count - _LONG) / 10,
        "opens": float(place.opens),
        "first": float(place.position == 0),
        "first_told": float(place.leads),
        "early": float(0 < place.position <= _EARLY),
        "known_before": len(words & place.before) / max(1, len(words)),
        "named": float(any(e.reason == "name" for e in edits)),
        "cut": float(any(e.reason not in {"name", "date"} for e in edits)),
        "answered": float(answered),
        "plain_present": float(plain and is_present(stretch.root)),
        "definites": min(3, count_bare(left, background)),
        "text_answered": manner.answered,
        "text_dated": manner.dated,
        "text_argues": manner.arguing,
        "text_idle": manner.idle,
        "narrates": float(manner.narrates),
        "depth": math.log1p(place.position),
        "of_main": min(_MOST_SHARED, len(words & place.main)),
        "turns": float(place.follows in _listed("turns")),
        "goes_on": float(place.follows in _listed("refers")),
        "quotes": float(bool(stretch.quoted)),
        **_of_subject(stretch.root, background),
        **_of_verb(stretch.root),
        **_of_opening(left),
        **_of_words(left),
        **_of_manner(left),
    }


def _of_subject(root: Token | None, background: Background) -> dict[str, float]:
    subject = subject_in(root) if root is not None else None
    first = {c.lower_ for c in subject.children} if subject is not None else set()
    new = subject is not None and (bool(first & {"a", "an"}) or subject.tag_ == "NNS")
    named = subject is not None and subject.pos_ == "PROPN"
    definite = subject is not None and not named and "the" in first
    if definite and subject is not None and background.is_told_first(subject.lemma_):
        definite, named = False, True
    return {
        "subject_none": float(subject is None),
        "subject_name": float(named),
        "subject_definite": float(definite),
        "subject_new": float(new and not named and not definite),
        "subject_person": float(subject is not None and subject.ent_type_ == "PERSON"),
        "subject_body": float(subject is not None and subject.ent_type_ in _BODIES),
    }


def _of_verb(root: Token | None) -> dict[str, float]:
    tag, lemma = (root.tag_, root.lemma_.lower()) if root is not None else ("", "")
    helpers = [c for c in root.children if c.dep_ in {"aux", "auxpass"}] if root is not None else []
    forms = {c.lower_ for c in helpers}
    return {
        "passive": float(tag == "VBN"),
        "past": float(tag == "VBD"),
        "present": float(tag in {"VBZ", "VBP"}),
        "ongoing": float(tag == "VBG"),
        "perfect": float(bool(forms & {"has", "have"})),
        "modal": float(any(c.tag_ == "MD" for c in helpers)),
        "is": float(lemma == "be"),
        "said": float(lemma in lexicon.cue_verbs()),
    }


def _of_opening(left: Stretch) -> dict[str, float]:
    first = left.own[0] if left.own else None
    word, tag = (first.lower_, first.tag_) if first is not None else ("", "")
    return {
        "opens_scene": float(word in _listed("scene")),
        "opens_when": float(word == "when"),
        "opens_preposition": float(tag == "IN"),
        "opens_the": float(word == "the"),
        "opens_a": float(word in {"a", "an"}),
        "opens_name": float(tag in {"NNP", "NNPS"}),
    }


def _of_manner(left: Stretch) -> dict[str, float]:
    own, words = left.own, left.words
    tags = [t.tag_ for t in own]
    kinds = [e.label_ for e in left.paragraph.entities_in(left.first, left.last)]
    lemmas = {t.lemma_.lower() for t in own}
    return {
        "weekday": float(any(t.lower_ in _listed("days") for t in own)),
        "happening": float(bool(lemmas & _listed("happening"))),
        "vague": float(any(t.lower_ in _listed("vague") for t in own)),
        "role": float(any(lexicon.is_role(t.text) for t in own)),
        "people": min(3, kinds.count("PERSON")),
        "money": float("MONEY" in kinds),
        "denied": float(any(t.dep_ == "neg" for t in own)),
        "superlative": float("JJS" in tags or "RBS" in tags),
        "comparative": float("JJR" in tags or "RBR" in tags),
        "adverbs": min(4, tags.count("RB")),
        "commas": min(4, words.count(",")),
        "words": len(words.split()) / 10,
        "contracted": float(_CONTRACTED.search(words) is not None),
        "we": float(_WE.search(words) is not None),
        "age": float(_AGE.search(words) is not None),
        "years": float(bool(lemmas & {"year", "decade", "century", "generation"})),
        "year": float(_YEAR.search(words) is not None),
    }


def _of_words(left: Stretch) -> dict[str, float]:
    own = left.own
    kinds = [e.label_ for e in left.paragraph.entities_in(left.first, left.last)]
    return {
        "dated": min(2, kinds.count("DATE")),
        "places": min(3, kinds.count("GPE") + kinds.count("NORP")),
        "bodies": min(3, kinds.count("ORG")),
        "digits": float(any(ch.isdigit() for ch in left.words)),
        "plurals": min(5, sum(t.tag_ == "NNS" for t in own)),
        "adjectives": min(6, sum(t.pos_ == "ADJ" for t in own)),
        "dashes": min(2, sum(t.text in {"-", "--", "–", "—"} for t in own)),
        "colons": float(any(t.text in {":", ";"} for t in own)),
        "now": float(any(t.lower_ == "now" for t in own)),
        "pronouns": min(3, sum(t.tag_ in {"PRP", "PRP$"} and t.dep_ in _OWNED for t in own)),
    }


_OWNED = {*SUBJECTS, "poss", "dobj", "pobj"}
