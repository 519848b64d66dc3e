"""How clear a sentence is to whoever has not read its article: a linear model over what it holds.

Rules tell what points away beyond doubt; of the rest, this tells how often people struck out
sentences like it. The coefficients are in ``clarity.json``; ``bench/train_clarity.py`` rebuilds
them, and docs/quality.md says how well they do.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.definites import count_bare
from briefgen.analysis.opinion import is_answered, is_present, tells_figure
from briefgen.analysis.stretch import SUBJECTS, subject_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Token

    from briefgen.analysis.background import Background
    from briefgen.analysis.opinion import Manner
    from briefgen.analysis.stretch import Stretch
    from briefgen.model.dossier import Edit

# Of what the rules find loose, in news and in texts too short to judge. Set by hand: the one beyond
# the threshold by far, the other so that selection may still tell a few.
DOUBT_OF_LOOSE, DOUBT_OF_SHORT = 0.7, 0.46
_SHORT, _LONG = 12, 30  # words between which a line reads best
_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ"}
_EARLY = 2  # sentences behind the first one that still open the article


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: its number in the source from 0, whether it is the lead (the first
    one that is no furniture), whether it opens a paragraph, and the content words of the sentence
    before it."""

    position: int
    leads: bool
    opens: bool
    before: frozenset[str]


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
    plain = not is_answered(left) and not tells_figure(left)
    return {
        "short": max(0, _SHORT - count) / 4,
        "long": max(0, count - _LONG) / 10,
        "opens": float(place.opens),
        "first": float(place.position == 0),
        "early": float(0 < place.position <= _EARLY),
        "known_before": len(words & place.before) / max(1, len(words)),
        "named": float(any(e.reason == "name" for e in edits)),
        "cut": float(any(e.reason not in {"name", "date"} for e in edits)),
        "answered": float(is_answered(left)),
        "plain_present": float(plain and is_present(stretch.root)),
        "definites": min(3, count_bare(left, background)),
        "text_answered": manner.answered,
        "text_dated": manner.dated,
        "text_argues": manner.arguing,
        "text_idle": manner.idle,
        **_of_subject(stretch.root, background),
        **_of_words(left),
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
        "passive": float(root is not None and root.tag_ == "VBN"),
        "said": float(root is not None and root.lemma_.lower() in lexicon.cue_verbs()),
    }


def _of_words(left: Stretch) -> dict[str, float]:
    own = left.own
    kinds = [e.label_ for e in left.paragraph.doc[left.first : left.last].ents]
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


@cache
def _coefficients() -> tuple[float, Mapping[str, float], float]:
    raw = json.loads(files("briefgen.analysis").joinpath("clarity.json").read_text("utf-8"))
    return raw["intercept"], raw["traits"], raw["unclear"]


def doubt_of(traits: Mapping[str, float]) -> float:
    """How likely it is, 0..1, that an editor would strike a sentence of these ``traits`` out."""
    intercept, weights, _ = _coefficients()
    total = intercept + sum(weights.get(name, 0.0) * value for name, value in traits.items())
    return 1 / (1 + math.exp(-total))


def is_unclear(doubt: float) -> bool:
    """Whether a sentence of that ``doubt`` is to give way to clearer ones."""
    return doubt > _coefficients()[2]
