"""The page on messages says what the code does, and its examples are right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from material import PROJECT

from briefgen import workshop
from briefgen.delivery.gate import MOST_BYTES, WARN_BYTES
from briefgen.delivery.lists import DistributionList, load_list
from briefgen.delivery.subject import FIELDS
from briefgen.wording import MOST_WORDS

PAGE = (PROJECT / "docs" / "delivery.md").read_text(encoding="utf-8")


def test_every_field_of_a_list_is_on_the_page_and_no_other() -> None:
    table = PAGE.split("| Field |")[1].split("\n\n")[0]
    told = set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))
    assert told == {f.alias or name for name, f in DistributionList.model_fields.items()}


def test_the_list_on_the_page_is_right(tmp_path: Path) -> None:
    (text,) = re.findall(r"^```toml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "ministers.toml").write_text(text, encoding="utf-8")
    assert load_list("ministers", tmp_path).attach == ("pdf",)


def test_the_template_on_the_page_is_right(tmp_path: Path) -> None:
    (text,) = re.findall(r"^```\n(---\n.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "template.md.j2").write_text(text, encoding="utf-8")
    assert [str(f) for f in workshop.check(str(folder)) if not f.is_warning] == []


@pytest.mark.parametrize("field", sorted(FIELDS - {"date"}))
def test_every_field_of_a_subject_is_on_the_page(field: str) -> None:
    assert f"`{{{field}}}`" in PAGE


def test_its_numbers_are_those_of_the_code() -> None:
    assert f"At most {MOST_WORDS} words" in PAGE
    assert f"over {MOST_BYTES // 10**6} MB (over {WARN_BYTES // 10**6} MB is told)" in PAGE
