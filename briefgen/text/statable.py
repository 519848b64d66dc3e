"""Whether a brief could state a sentence at all, as far as its words tell."""

from __future__ import annotations

import re

from briefgen.text.clock import gives_time
from briefgen.text.terms import count_words

_MOSTLY_QUOTED = 0.5
_LONGEST = 75  # words; beyond that a "sentence" is a fault of the text
_SHORTEST, _SHORTEST_TIMED = 6, 4  # words; of one that gives a time of day
_OPENING = ("“", '"', "‘", "'", "«", "„")
# “The Ferry” star Ada Holm was arrested: a title, or what somebody is called, and no speech.
_TITLE = re.compile(r"[“\"‘'][A-Z][^“”\"]{1,60}?[\w!?][”\"’'] (?!said|says|is what)[a-z]")
_TIMETABLE = re.compile(
    r"(?:(?:\w+day,? )?(?:\d{1,2} [A-Z]\w+|[A-Z]\w+ \d{1,2})(?:,? \d{4})?|"
    r"(?:Next|This) (?:week|month|\w+day))(?: \[[^\]]+\])?\s?[:–—]\s"
)
_FIRST_PERSON = re.compile(
    r"(?<![\w-])(?:I|[Ww]e|[Oo]urs?|us|[Mm]y|me|mine|[Yy]ou|[Yy]ours?|[Ll]et[’']s)(?![\w-])"
)
_QUOTED = re.compile(r"[“\"«„].*?[”\"»“]")


def can_be_stated(words: str, quoted: float) -> bool:
    """Whether ``words``, a statement of whose characters the share ``quoted`` is somebody's, have
    the length of a line, ask nothing, call for nothing and speak of nobody as "we" or "you"."""
    # "Sirens were sounded from 02.56." says all there is to say.
    shortest = _SHORTEST_TIMED if gives_time(words) else _SHORTEST
    return (
        quoted < _MOSTLY_QUOTED
        and shortest <= count_words(words) <= _LONGEST
        and not words.rstrip("”\"'’ ").endswith(("?", ":", "!", "...", ". . .", "…"))
        # What is said comes first: a quote.
        and (not words.startswith(_OPENING) or _TITLE.match(words) is not None)
        and not _TIMETABLE.match(words)
        and not _FIRST_PERSON.search(_QUOTED.sub(" ", words))
    )
