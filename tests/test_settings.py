"""Settings: the file, then the environment; later wins."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefgen.errors import SettingsError
from briefgen.settings import build_date, read_settings


def test_without_a_file_the_settings_are_the_default(tmp_path: Path) -> None:
    assert read_settings(tmp_path, {}).formats == ("pdf", "docx")


def test_the_file_sets_what_it_names(tmp_path: Path) -> None:
    (tmp_path / "briefgen.toml").write_text('template = "one-pager"\n', encoding="utf-8")
    assert read_settings(tmp_path, {}).template == "one-pager"


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "briefgen.toml").write_text('template = "one-pager"\n', encoding="utf-8")
    found = read_settings(tmp_path, {"BRIEFGEN_TEMPLATE": "media-brief"})
    assert found.template == "media-brief"


def test_a_list_in_the_environment_is_parted_by_commas(tmp_path: Path) -> None:
    assert read_settings(tmp_path, {"BRIEFGEN_FORMATS": "md, html"}).formats == ("md", "html")


def test_a_file_that_is_no_toml_is_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "briefgen.toml").write_text("template: one-pager\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"briefgen\.toml"):
        read_settings(tmp_path, {})


def test_the_build_date_is_that_of_the_environment() -> None:
    assert build_date({"SOURCE_DATE_EPOCH": "1773187200"}) == date(2026, 3, 11)


def test_without_a_build_date_there_is_none() -> None:
    assert build_date({}) is None


@pytest.mark.parametrize("value", ["tomorrow", "1e99", "99999999999999999999"])
def test_a_build_date_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(SettingsError, match="SOURCE_DATE_EPOCH"):
        build_date({"SOURCE_DATE_EPOCH": value})


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "briefgen.toml").write_text('\ufefftemplate = "sitrep"\n', encoding="utf-8")
    assert read_settings(tmp_path, {}).template == "sitrep"
