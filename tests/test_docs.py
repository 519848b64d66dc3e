"""The page on templates says what the code says today, and its examples run."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from material import PROJECT

from briefgen import workshop
from briefgen.composition.authored import AUTHORED
from briefgen.composition.filters import FILTERS
from briefgen.composition.markdown import CONTAINERS, to_blocks


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs", PROJECT / "bench" / "docs.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


DOCS = _generator()
TEXT = DOCS.PAGE.read_text(encoding="utf-8")


def test_the_tables_are_those_that_make_docs_writes() -> None:
    assert DOCS.written(TEXT) == TEXT


@pytest.mark.parametrize("name", DOCS.TABLES)
def test_the_page_has_every_table(name: str) -> None:
    assert f"<!-- table: {name} -->" in TEXT


@pytest.mark.parametrize("name", sorted(FILTERS | AUTHORED))
def test_every_filter_has_an_example_that_runs(name: str) -> None:
    DOCS.rendered(DOCS.FILTER_EXAMPLES[name])


@pytest.mark.parametrize("name", CONTAINERS)
def test_every_box_has_an_example_that_runs(name: str) -> None:
    assert to_blocks(DOCS.BOXES[name][1] + "\n", file="example")


TEMPLATES = re.findall(r"^```\n(---\n.*?)^```", TEXT, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("text", TEMPLATES)
def test_the_templates_on_the_page_are_right(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "our-note"
    folder.mkdir()
    (folder / "template.md.j2").write_text(text, encoding="utf-8")
    assert [str(f) for f in workshop.check(str(folder)) if not f.is_warning] == []


@pytest.mark.parametrize("text", re.findall(r"^```toml\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE))
def test_the_themes_on_the_page_are_right(tmp_path: Path, text: str) -> None:
    path = tmp_path / "theme.toml"
    path.write_text(text, encoding="utf-8")
    faults = [f for f in workshop.check(str(path)) if not f.is_warning]
    # The logo of the page is not in this folder; that is all that is wrong.
    assert all("logo" in f.what for f in faults), faults
