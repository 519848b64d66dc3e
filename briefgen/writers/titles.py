"""How large the title of a document is set: a long one a step smaller."""

from __future__ import annotations

from collections.abc import Callable

from briefgen.model.theme import Theme

_MOST_LINES = 2  # of a title in the size of the theme
_STEP = 0.8  # of that size: what a longer title is set in


def with_title_size(
    theme: Theme, title: str, width: float, measure: Callable[[str, float], float]
) -> Theme:
    """``theme`` with the size of ``title`` in it: one that takes more than two lines of ``width``
    points is set a step smaller, but larger than the headings. ``measure`` gives the width of some
    words in a size, both in points."""
    size = theme.sizes.title
    if _lines(title, width, lambda words: measure(words, size)) <= _MOST_LINES:
        return theme
    # Word knows half points.
    smaller = max(round(size * _STEP * 2) / 2, theme.sizes.heading1 + 1)
    sizes = theme.sizes.model_copy(update={"title": min(size, smaller)})
    return theme.model_copy(update={"sizes": sizes})


def _lines(words: str, width: float, measure: Callable[[str], float]) -> int:
    """How many lines ``words`` take, filled one after the other."""
    count, line = 1, ""
    for word in words.split():
        longer = f"{line} {word}" if line else word
        if line and measure(longer) > width:
            count, line = count + 1, word
        else:
            line = longer
    return count
