"""What may be left out of a sentence, and what may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.text.claims import numbers_in
from briefgen.text.datelines import dateline_end
from briefgen.verification.lexicon import words
from briefgen.verification.verdicts import VERBATIM, Finding, edited, lost, together
from briefgen.verification.wording import ENDS, MARK, is_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.verification.evidence import Evidence, Place

_OPENING = frozenset({MARK, "(", "[", "—", "–", "-", ":", "•", "*"})
_CLOSING = frozenset({*ENDS, MARK, ")", "]", "…"})
_LOOSE = frozenset({",", ";", "—", "–", "(", ":"})


def weighty(keys: Sequence[str]) -> str | None:
    """The word among ``keys`` without which a sentence says something else: a denial, a hedge, a
    condition, a number, who says so; None where there is none."""
    for key in keys:
        if key.casefold() in words("denials") | words("qualifiers") | words("attributions"):
            return key
    digits = next((key for key in keys if key[0].isdigit()), None)
    if digits is None and numbers_in(" ".join(keys)):
        return " ".join(keys)
    return digits


def around(evidence: Evidence, place: Place) -> Finding:
    """What of its sentence stands in front of a place and behind it, and whether it may be left
    out: connectives and datelines always, other words only where they weigh nothing; at the end
    only from a comma or the like on."""
    wording = evidence.wordings[place.source]
    first, _ = evidence.sentence(place.source, place.first)
    _, last = evidence.sentence(place.source, place.last - 1)
    start = wording.starts[first]
    first = max(first, min(place.first, wording.at(dateline_end(wording.text, start))))
    return together(
        _front(wording.keys[first : place.first], wording.words(first, place.first)),
        _back(wording.keys[place.last : last], wording.words(place.last, last)),
    )


def _front(keys: Sequence[str], words_: str) -> Finding:
    said = [key for key in keys if is_word(key)]
    if not said:
        return VERBATIM
    if all(key.casefold() in words("connectives") for key in said):
        return edited(f'"{words_}" left out (connective)')
    if weighty(said):
        return lost(f'"{_short(words_)}" is left out in front')
    return edited(f'"{_short(words_)}" left out in front')


def _back(keys: Sequence[str], words_: str) -> Finding:
    said = [key for key in keys if is_word(key)]
    if not said:
        return VERBATIM
    if keys[0] not in _LOOSE or weighty(said):
        return lost(f'"{_short(words_)}" is left out at the end')
    return edited(f'"{_short(words_)}" left out at the end')


def _short(text: str) -> str:
    split = text.split()
    return text if len(split) <= 14 else " ".join([*split[:7], "…", *split[-6:]])
