"""Stories made of a few words."""

from __future__ import annotations

from hypothesis import strategies as st

from briefgen.salience.features import Line, Story

_WORDS = ["gate", "bridge", "diver", "mayor", "crack", "the", "not", "was", "42", "repair", "vote"]
STATEMENT = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=8).map(" ".join)
_LINE = st.builds(
    Line,
    statement=STATEMENT,
    original=STATEMENT,
    names=st.lists(st.sampled_from(["Marta Ellison", "Ina Holt"]), max_size=2).map(tuple),
    quoted=st.sampled_from([0.0, 0.5, 1.0]),
)
LINES = st.lists(_LINE, max_size=8).map(tuple)
STORIES = st.lists(
    st.builds(Story, lines=LINES, title=STATEMENT, ordered=st.booleans()), max_size=3
)


def story(*statements: str, title: str = "", ordered: bool = True) -> Story:
    """A story whose lines are printed as their source has them."""
    return Story(tuple(Line(s, s) for s in statements), title, ordered)
