"""Whether the order of a text means something: news tells the main thing first, minutes do not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.text.paragraphs import paragraphs
from briefgen.text.terms import count_words

if TYPE_CHECKING:
    from briefgen.model.source import Source

_FEWEST = 8  # paragraphs; a shorter text is read from its start whatever it is
_SHARE = 0.3  # of the paragraphs: so many entries make a record, and not a story with a list
_FEWEST_HEADINGS = 3
_HEADING_WORDS = 9
# "12. The committee …", "4.2 The committee …", "(b) …", "• …"
_NUMBERED = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]?|\(?[a-z]\)|[•–-])\s+\S")
# "THE CHAIR: …", "Ms Dahl: …", "Q: …", "[14:05] …", "14.05 …"
_TURN = re.compile(
    r"(?:\[?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\]?\s+\S|"
    r"[A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ(][\w.)’'-]*){0,5}: +\S)"
)
_SENTENCE_END = re.compile(r"[.!?:;,…][\"”’')\]]*$")


def is_ordered(source: Source) -> bool:
    """Whether what stands first in ``source`` is likely to matter most.

    Not so in a text of numbered or dated entries, of speaker's turns, or of sections under
    headings, where every section opens anew.
    """
    prose = _prose(source)
    headings = sum(_is_heading(t) for t in prose[1:])
    most = max(_FEWEST_HEADINGS, _SHARE * len(prose) / 2)
    entries = sum(map(_is_entry, prose))
    return len(prose) < _FEWEST or (entries < _SHARE * len(prose) and headings < most)


def is_record(source: Source) -> bool:
    """Whether most of ``source`` by length are numbered or dated entries or speaker's turns."""
    prose = _prose(source)
    entries = sum(len(text) for text in prose if _is_entry(text))
    return len(prose) >= _FEWEST and entries >= _SHARE * sum(map(len, prose))


def _prose(source: Source) -> list[str]:
    texts = (source.text[start:end] for start, end in paragraphs(source.text))
    return [text for text in texts if " | " not in text]


def _is_entry(text: str) -> bool:
    return bool(_NUMBERED.match(text) or _TURN.match(text))


def _is_heading(text: str) -> bool:
    return (
        count_words(text) <= _HEADING_WORDS
        and text[:1].isupper()
        and _SENTENCE_END.search(text) is None
        and not any(ch.isdigit() for ch in text)
    )
