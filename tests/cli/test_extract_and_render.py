"""``briefgen extract`` and ``render``: the JSON between them can be edited."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from material import PROJECT, SEEDS

from .shapes import Run


def edited(path: Path, **fields: Any) -> Path:
    """A JSON file with some of its fields replaced."""
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(content | fields), encoding="utf-8")
    return path


@pytest.fixture
def dossier(run: Run, workspace: Path) -> Path:
    """The dossier of the workspace's story."""
    assert run("extract", "-o", "dossier.json").exit_code == 0
    return workspace / "dossier.json"


@pytest.fixture
def brief(run: Run, workspace: Path) -> Path:
    """The brief of the workspace's story."""
    assert run("make", "-f", "json").exit_code == 0
    (path,) = (p for p in workspace.glob("out/*.json") if "manifest" not in p.name)
    return path


def rendered(run: Run, path: Path, *arguments: str) -> str:
    """The Markdown that a JSON file is rendered to."""
    result = run("render", path, "-f", "md", "-o", "rendered", *arguments)
    assert result.exit_code == 0, result.stderr
    (found,) = Path("rendered").glob("*.md")
    return found.read_text(encoding="utf-8")


def test_a_dossier_is_rendered_with_a_template(run: Run, dossier: Path) -> None:
    assert "harbour bridge" in rendered(run, dossier, "-t", "one-pager")


def test_a_dossier_goes_to_standard_output(run: Run) -> None:
    assert json.loads(run("extract").stdout)["document"] == "dossier"


def test_a_statement_edited_in_the_dossier_is_what_is_printed(run: Run, dossier: Path) -> None:
    facts = json.loads(dossier.read_text(encoding="utf-8"))["facts"]
    facts[0]["statement"] = "The bridge has been shut for good."
    assert "The bridge has been shut for good." in rendered(run, edited(dossier, facts=facts))


def test_a_title_edited_in_the_brief_is_what_is_printed(run: Run, brief: Path) -> None:
    assert "# Cables at their end" in rendered(run, edited(brief, title="Cables at their end"))


def test_a_brief_is_rendered_as_it_would_have_been_made(run: Run, brief: Path) -> None:
    run("make", "-f", "md")
    (made,) = Path("out").glob("*.md")
    assert rendered(run, brief) == made.read_text(encoding="utf-8")


def test_a_title_on_the_command_line_wins_over_the_brief(run: Run, brief: Path) -> None:
    assert "# From the option" in rendered(run, brief, "--title", "From the option")


def test_an_answer_on_the_command_line_wins_over_the_brief(run: Run, brief: Path) -> None:
    assert "To warn the board." in rendered(run, brief, "--set", "purpose=To warn the board.")


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        ("{", "is no JSON"),
        ("[]", '"document"'),
        ('{"document": "letter"}', '"document"'),
        ('{"document": "brief"}', "schema"),
    ],
)
def test_a_file_that_is_no_brief_is_told_in_one_line(
    run: Run, workspace: Path, content: str, hint: str
) -> None:
    (workspace / "odd.json").write_text(content, encoding="utf-8")
    result = run("render", "odd.json")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "odd.json" in result.stderr and hint in result.stderr


def test_a_file_that_is_not_there_is_told_in_one_line(run: Run) -> None:
    result = run("render", "none.json")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_a_source_that_the_dossier_does_not_hold_is_refused(run: Run, dossier: Path) -> None:
    facts = json.loads(dossier.read_text(encoding="utf-8"))["facts"]
    facts[0]["source"] = "nobody"
    result = run("render", edited(dossier, facts=facts), "-f", "md")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


# --- schemas ----------------------------------------------------------------------------------


def schema(run: Run, kind: str) -> dict[str, Any]:
    """The schema as the command prints it."""
    printed: dict[str, Any] = json.loads(run("schema", kind).stdout)
    return printed


def test_a_real_dossier_is_what_its_schema_says(run: Run, workspace: Path) -> None:
    run("extract", SEEDS, "-o", "dossier.json")
    jsonschema.validate(json.loads(Path("dossier.json").read_bytes()), schema(run, "dossier"))


def test_a_real_brief_is_what_its_schema_says(run: Run, brief: Path) -> None:
    jsonschema.validate(json.loads(brief.read_bytes()), schema(run, "brief"))


def test_a_real_manifest_is_what_its_schema_says(run: Run, brief: Path) -> None:
    (path,) = brief.parent.glob("*.manifest.json")
    jsonschema.validate(json.loads(path.read_bytes()), schema(run, "manifest"))


def test_a_brief_without_a_title_is_not_what_the_schema_says(run: Run, brief: Path) -> None:
    content = json.loads(brief.read_bytes())
    del content["title"]
    with pytest.raises(jsonschema.ValidationError, match="title"):
        jsonschema.validate(content, schema(run, "brief"))


@pytest.mark.parametrize("kind", ["dossier", "brief", "manifest"])
def test_the_published_schema_is_the_one_that_is_printed(run: Run, kind: str) -> None:
    published = PROJECT / "docs" / "schema" / f"{kind}.schema.json"
    assert published.read_text(encoding="utf-8") == run("schema", kind).stdout
