"""Pages of many kinds of site become their article: text, title, author, day."""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from briefgen.model.source import Source
from briefgen.readers import read_bytes

Read = Callable[[bytes, str], Source]

PROJECT = Path(__file__).resolve().parents[2]
PAGES = sorted((PROJECT / "tests" / "readers" / "pages").glob("*.html"))
BENCH = runpy.run_path(str(PROJECT / "bench" / "pages.py"))
LEAST_F1 = 0.95

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def _truth(page: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    return found


@each_page
def test_the_article_is_read_and_little_else(read: Read, page: Path) -> None:
    text, body = read(page.read_bytes(), page.name).text, _truth(page)["body"]
    assert BENCH["measure"](text, body).f1 >= LEAST_F1
    assert BENCH["order"](text, body) == 1


@each_page
def test_what_the_page_states_is_read(read: Read, page: Path) -> None:
    source, truth = read(page.read_bytes(), page.name), _truth(page)
    day = source.published.isoformat() if source.published else None
    found = (source.title, source.author, day, source.publisher, source.url, source.language)
    stated = (truth["title"], truth["author"], BENCH["day_of"](truth))
    assert found == (*stated, truth["publisher"], truth["url"], truth["language"])


@each_page
def test_a_page_that_gives_only_the_beginning_is_told(page: Path) -> None:
    notices = read_bytes(page.read_bytes(), name=page.name).notices
    assert any("only the beginning" in notice for notice in notices) == _truth(page)["partial"]


def test_there_are_pages_of_many_kinds(read: Read) -> None:
    measures = [
        BENCH["measure"](read(page.read_bytes(), page.name).text, _truth(page)["body"]).f1
        for page in PAGES
    ]
    print(f"mean F1 of {len(measures)} pages: {mean(measures):.3f}")
    assert len({_truth(page)["kind"] for page in PAGES}) >= 24
    assert mean(measures) >= 0.98
