"""Copies of one text, and how many sources are left when they count once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.source import Source
from briefgen.synthesis.duplicates import Independence, find_copies


def _source(name: str, text: str, url: str | None = None) -> Source:
    return Source(id=name, text=text, title=name, url=url)


def _story(seed: int, words: int = 120) -> str:
    """A text of invented words, the same for one seed and unlike that of any other."""
    return " ".join(f"word{seed}x{n}" for n in range(words))


def _groups(sources: list[Source]) -> set[frozenset[str]]:
    return {frozenset(group.sources) for group in find_copies(sources)}


def test_a_wire_story_within_a_longer_page_is_a_copy() -> None:
    page = f"{_story(1)} {_story(2, 300)}"
    assert _groups([_source("wire", _story(1)), _source("page", page)]) == {
        frozenset({"wire", "page"})
    }


def test_two_versions_of_one_page_are_one_source() -> None:
    sources = [
        _source("a", _story(1), "https://www.ledger.example/story?utm_source=mail"),
        _source("b", _story(2), "http://ledger.example/story/#comments"),
    ]
    assert _groups(sources) == {frozenset({"a", "b"})}


def test_two_pages_told_apart_by_their_query_are_two_sources() -> None:
    sources = [
        _source("a", _story(1), "https://ledger.example/?id=1"),
        _source("b", _story(2), "https://ledger.example/?id=2"),
    ]
    assert not _groups(sources)


def test_texts_that_share_only_furniture_are_no_copies() -> None:
    furniture = "Sign up for our daily newsletter and read more stories on our free app today."
    assert not _groups([_source(f"s{n}", f"{_story(n, 200)} {furniture}") for n in range(30)])


@given(st.permutations(range(6)))
def test_the_order_of_sources_changes_no_group(order: list[int]) -> None:
    texts = [_story(n // 2, 100 + n) for n in range(6)]
    sources = [_source(f"s{n}", texts[n]) for n in order]
    assert _groups(sources) == {frozenset({f"s{n}", f"s{n + 1}"}) for n in (0, 2, 4)}


@given(st.integers(min_value=1, max_value=5), st.integers(min_value=1, max_value=5))
def test_copies_never_raise_the_independent_count(stories: int, copies: int) -> None:
    sources = [
        _source(f"s{story}-{copy}", _story(story, 100 + copy))
        for story in range(stories)
        for copy in range(copies)
    ]
    independence = Independence(sources, find_copies(sources))
    assert independence.count({source.id for source in sources}) == stories
