"""Which language a text is in, as its words show; what its file states is wrong as often as not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from briefgen.readers.wordlist import word_set
from briefgen.text.terms import stopwords

# The languages of paragraphs, in their order; None where one is not sure.
Classified = Callable[[Sequence[str]], Sequence[str | None]]

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
# Languages that one name stands for.
_ALIKE = {"arz": "ar", "ary": "ar", "wuu": "zh", "yue": "zh", "nn": "no"}
_LONGEST = 1000  # characters of a paragraph that are looked at
_MOST = 200  # paragraphs that are


def language_of(text: str, stated: str | None, classified: Classified) -> str | None:
    """The language, as ISO 639-1 has it, that most of ``text`` is in; ``stated`` where the words do
    not tell, and None where English is not stated either. ``classified`` gives the language of each
    paragraph, or None, for those of which small words do not tell it."""
    paragraphs = [one[:_LONGEST] for one in text.split("\n\n", _MOST)[:_MOST]]
    if _english(" ".join(paragraphs)) >= _SURELY_ENGLISH:
        return stated if stated is None else ENGLISH
    prose = [one for one in paragraphs if _is_prose(one)]
    doubtful = [one for one in prose if _english(one) < _SURELY_ENGLISH]
    found = dict(zip(doubtful, classified(doubtful) if doubtful else (), strict=True))
    votes: Counter[str] = Counter()
    for paragraph in prose:
        told = found.get(paragraph, ENGLISH)
        half = told != ENGLISH and _is_latin(paragraph) and _english(paragraph) >= _HARDLY_ENGLISH
        if told and not half:
            votes[_ALIKE.get(told, told)] += len(paragraph)
    if not votes:
        return stated
    winner = min(votes, key=lambda language: (-votes[language], language))
    return stated if stated is None and winner == ENGLISH else winner


def _english(text: str) -> float:
    """The share of small words of English among the words of a text."""
    words = _WORD.findall(text.lower())
    small = sum(word in stopwords() and word not in _SHARED for word in words)
    return small / len(words) if words else 0.0


def _is_latin(paragraph: str) -> bool:
    letters = [character for character in paragraph if character.isalpha()]
    return 2 * sum(character > _LAST_LATIN for character in letters) <= len(letters)


def _is_prose(paragraph: str) -> bool:
    """Whether a paragraph has words, or letters of another alphabet, enough to tell a language."""
    if _is_latin(paragraph):
        return len(_WORD.findall(paragraph)) >= _FEWEST_WORDS
    return sum(c.isalpha() and c > _LAST_LATIN for c in paragraph) >= _FEWEST_LETTERS
