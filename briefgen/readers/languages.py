"""Which language a text is in, as its words show; what its file states is wrong as often as not."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from briefgen.readers.wordlist import word_set
from briefgen.text.terms import stopwords

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
_WORD = re.compile(r"[^\W\d_]+")
# Small words of English that other languages write too.
_SHARED = word_set(
    """
    a am an as at be by die do for had has he her i in is it me no of on or so to was we
    """
)
# Of the words of English prose a quarter are small ones that no other language has; of a text that
# is half English an eighth. Of other languages it is one in fifty.
_SURELY_ENGLISH = 0.15
_HARDLY_ENGLISH = 0.06
# Paragraphs of fewer words, or letters, tell nothing: headings, rows of tables, names.
_FEWEST_WORDS = 12
_FEWEST_LETTERS = 12  # of other alphabets, in which words may not be parted
_LAST_LATIN = "\u024f"
_SURE = 0.7
# Languages that one name stands for, and what is none.
_ALIKE = {"arz": "ar", "ary": "ar", "wuu": "zh", "yue": "zh", "nn": "no", "zxx": None}
_LONGEST = 1000  # characters of a paragraph that are looked at
_MOST = 200  # paragraphs that are


def language_of(text: str, stated: str | None) -> str | None:
    """The language, as ISO 639-1 has it, that most of ``text`` is in; ``stated`` where the words do
    not tell, and None where English is not stated either."""
    paragraphs = [one[:_LONGEST] for one in text.split("\n\n", _MOST)[:_MOST]]
    if _english(" ".join(paragraphs)) >= _SURELY_ENGLISH:
        return stated if stated is None else ENGLISH
    votes: Counter[str] = Counter()
    for paragraph in paragraphs:
        found = _told_by(paragraph)
        if found:
            votes[found] += len(paragraph)
    if not votes:
        return stated
    winner = min(votes, key=lambda language: (-votes[language], language))
    return stated if stated is None and winner == ENGLISH else winner


def _english(text: str) -> float:
    """The share of small words of English among the words of a text."""
    words = _WORD.findall(text.lower())
    small = sum(word in stopwords() and word not in _SHARED for word in words)
    return small / len(words) if words else 0.0


def _told_by(paragraph: str) -> str | None:
    """The language of a paragraph, where it is prose enough to tell."""
    letters = [character for character in paragraph if character.isalpha()]
    other = sum(character > _LAST_LATIN for character in letters)
    if other > len(letters) / 2:
        return _classified(paragraph) if other >= _FEWEST_LETTERS else None
    if len(_WORD.findall(paragraph)) < _FEWEST_WORDS:
        return None
    english = _english(paragraph)
    if english >= _SURELY_ENGLISH:
        return ENGLISH
    found = _classified(paragraph)
    return found if found == ENGLISH or english < _HARDLY_ENGLISH else None


def _classified(paragraph: str) -> str | None:
    language, probability = _identifier().classify(paragraph)
    return _ALIKE.get(language, str(language)) if probability >= _SURE else None


@cache
def _identifier() -> LanguageIdentifier:
    # Loaded where it is needed, for a second: most texts are plainly English.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
