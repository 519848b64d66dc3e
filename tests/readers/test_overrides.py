"""What the user states about sources stands over what they state themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefgen.errors import SettingsError
from briefgen.readers import read_all, read_overrides


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "wire").mkdir()
    (tmp_path / "wire" / "one.txt").write_text("The first text is here.", encoding="utf-8")
    (tmp_path / "two.txt").write_text("The second text is here.", encoding="utf-8")
    return tmp_path


def _overrides(folder: Path, text: str) -> Path:
    path = folder / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_globs_names_and_paths_apply_the_most_exact_last(folder: Path) -> None:
    path = _overrides(
        folder,
        "wire/one.txt: {title: By path, published: 2026-03-11}\n"
        "one.txt: {title: By name, author: Ada Smith}\n"
        "'*.txt': {title: By glob, publisher: The Courier, language: en-GB, marking: OFFICIAL}\n",
    )
    two, one = read_all([folder], overrides=read_overrides(path)).sources
    assert (one.title, one.author, one.publisher) == ("By path", "Ada Smith", "The Courier")
    assert (one.published, one.language, one.marking) == (date(2026, 3, 11), "en", "OFFICIAL")
    assert two.title == "By glob"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("one.txt: {publsher: X}", '"publsher" is no field of a source; did you mean "publisher"?'),
        ("one.txt: {published: soon}", "one.txt: published: 'soon' is no date"),
        ("one.txt: X", "one.txt: must have fields"),
        ("- one.txt", "must map file names to fields"),
        ("one.txt: {a: b: c}", "sources.yaml:1: is not YAML"),
    ],
)
def test_mistakes_name_the_file_the_entry_and_the_right_word(
    folder: Path, text: str, message: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        read_overrides(_overrides(folder, text))
    assert message in str(caught.value)
    assert "sources.yaml" in str(caught.value)


def test_an_entry_that_fits_no_source_suggests_the_nearest(folder: Path) -> None:
    path = _overrides(folder, "tow.txt: {publisher: X}")
    with pytest.raises(SettingsError, match=r"called \"tow.txt\"; did you mean \"two.txt\"\?"):
        read_all([folder], overrides=read_overrides(path))


def test_a_file_of_overrides_that_does_not_exist_says_so(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        read_overrides(tmp_path / "missing.yaml")


def test_a_grade_is_a_letter_and_a_number(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text("a.txt: {grade: b2}\n", encoding="utf-8")
    assert read_overrides(path).entries["a.txt"]["grade"] == "B2"
    path.write_text("a.txt: {grade: G7}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="'G7' is no grade"):
        read_overrides(path)
