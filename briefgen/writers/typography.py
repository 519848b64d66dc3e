"""Small corrections to inlines that every set page wants."""

from __future__ import annotations

import re
from itertools import zip_longest

from briefgen.model.document import Citation, Inlines, Text

_NO_BREAK_SPACE = "\u00a0"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# A date, a figure with its scale, a number: half of one at the end of a line reads as another one.
_ONE_THING = re.compile(
    rf"\b[0-3]?\d (?:{_MONTHS})(?: (?:19|20)\d\d)?\b"
    r"|\b\d[\d.,]* (?:thousand|million|billion|trillion)\b"
    r"|\b[Nn]o\. \d+"
    r"|\breported by \d+ of \d+\b"
)


def glued(content: Inlines) -> Inlines:
    """``content`` with spaces that do not break where a line must not end: before a citation
    (``[3]`` alone at the start of a line looks like a mistake), within dates and large figures."""
    return tuple(
        Text(_glued(inline.text, is_cited=isinstance(following, Citation)))
        if isinstance(inline, Text)
        else inline
        for inline, following in zip_longest(content, content[1:])
    )


def _glued(text: str, *, is_cited: bool) -> str:
    whole = _ONE_THING.sub(lambda found: found[0].replace(" ", _NO_BREAK_SPACE), text)
    return whole[:-1] + _NO_BREAK_SPACE if is_cited and whole.endswith(" ") else whole
