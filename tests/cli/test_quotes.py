"""``briefgen quotes``."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from briefgen.cli import app

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = (
    "“The lock is safe to use again,” said Ada Holm, the harbour master.\n\n"
    "“Nobody asked us about it,” officials said.\n\n"
    "Ada Holm said the gates had been tested twice since Monday.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "lock.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def _run(*args: str) -> str:
    result = CliRunner().invoke(app, ["quotes", *args])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_quotes_are_listed_under_their_speaker_with_the_role(article: Path) -> None:
    lines = _run(str(article)).splitlines()
    assert lines[0] == "Ada Holm, harbour master"
    assert lines[1].strip() == "“The lock is safe to use again”"


def test_a_speaker_who_is_not_named_is_left_out(article: Path) -> None:
    assert "Nobody asked us" not in _run(str(article))


def test_explain_says_why_a_quote_is_left_out(article: Path) -> None:
    assert 'left out: "officials" names nobody' in _run(str(article), "--explain")


def test_reported_speech_is_listed_when_asked_for(article: Path) -> None:
    asked = _run(str(article), "--indirect")
    assert "the gates had been tested twice since Monday" in asked
    assert "the gates had been tested" not in _run(str(article))


def test_json_and_csv_hold_the_same_quotes(article: Path) -> None:
    from_json = json.loads(_run(str(article), "--json"))
    from_csv = list(csv.DictReader(io.StringIO(_run(str(article), "--csv"))))
    assert [q["text"] for q in from_json] == [q["text"] for q in from_csv]
    assert ARTICLE[from_json[0]["start"] : from_json[0]["end"]] == from_json[0]["text"]
