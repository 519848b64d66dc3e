"""Small corrections to inlines that every set page wants."""

from __future__ import annotations

from itertools import zip_longest

from briefgen.model.document import Citation, Inlines, Text

_NO_BREAK_SPACE = "\u00a0"


def glued(content: Inlines) -> Inlines:
    """``content`` with a citation kept on the line of the word before it: ``[3]`` alone at the
    start of a line looks like a mistake."""
    if not any(isinstance(inline, Citation) for inline in content[1:]):
        return content
    return tuple(
        Text(inline.text[:-1] + _NO_BREAK_SPACE)
        if isinstance(inline, Text)
        and inline.text.endswith(" ")
        and isinstance(following, Citation)
        else inline
        for inline, following in zip_longest(content, content[1:])
    )
