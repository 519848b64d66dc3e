"""Front matters made of a few words."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from briefgen.model.template import FrontMatter


def front(**slots: dict[str, Any]) -> FrontMatter:
    """A front matter with these slots."""
    return FrontMatter.model_validate({"name": "trial", "slots": slots})


_BUDGET = {"items": st.integers(1, 12), "words": st.none() | st.integers(1, 250)}
_ABOUT = st.lists(
    st.sampled_from(["gate", "audit", "union", "power", "inquiry", "cost"]), max_size=2
)
# Slots whose budget is in items and words, of any kind and size.
SLOT = st.one_of(
    st.fixed_dictionaries(
        {"kind": st.sampled_from(["fact", "event", "figure", "story"]), **_BUDGET}
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("fact"),
            "about": _ABOUT,
            "when": st.sampled_from([None, "past", "current", "future"]),
            "order": st.sampled_from(["salience", "text"]),
            **_BUDGET,
        }
    ),
    st.fixed_dictionaries(
        {"kind": st.just("event"), "when": st.sampled_from(["past", "future"]), **_BUDGET}
    ),
    st.fixed_dictionaries({"kind": st.just("quote"), "per_speaker": st.integers(1, 3), **_BUDGET}),
)
FRONTS = st.dictionaries(
    st.sampled_from(["one", "two", "three", "four", "five"]), SLOT, min_size=1, max_size=5
).map(lambda slots: front(**slots))
