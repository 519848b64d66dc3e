"""``briefgen make --explain``: why each line was taken and others were not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from material import SEEDS

from .shapes import Run


def manifest(workspace: Path) -> dict[str, Any]:
    """The one manifest that was written."""
    (path,) = workspace.glob("out/*.manifest.json")
    content: dict[str, Any] = json.loads(path.read_bytes())
    return content


@pytest.fixture
def explained(run: Run) -> str:
    """What is printed of a brief of the sample sources."""
    result = run("make", SEEDS, "-f", "json", "--explain")
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_every_line_in_the_manifest_says_why_it_was_taken(explained: str, workspace: Path) -> None:
    told = manifest(workspace)
    slots = ("bottom_line", "quotes", "key_points", "next_steps", "background", "figures")
    ids = {identity for slot in slots for identity in told["used"][slot]}
    assert ids and ids <= told["reasons"].keys()


@pytest.mark.parametrize("title", ["Bottom line", "Key points", "Quotes", "Figures"])
def test_the_slots_are_named(explained: str, title: str) -> None:
    assert f"\n{title}\n" in explained


def test_every_reason_of_the_manifest_is_printed(explained: str, workspace: Path) -> None:
    reasons = manifest(workspace)["reasons"].values()
    assert reasons and all(reason in explained for reason in reasons)


def test_what_is_next_in_line_is_printed_with_why_not(explained: str, workspace: Path) -> None:
    _, _, behind = explained.partition("Next in line, and why not\n")
    first = next(d for d in manifest(workspace)["dropped"] if d["salience"] is not None)
    assert behind.startswith("  - ") and first["reason"] in behind.splitlines()[1]


def test_every_fact_that_was_left_out_says_why(run: Run, workspace: Path) -> None:
    run("extract", SEEDS, "-o", "dossier.json")
    run("make", SEEDS, "-f", "json")
    facts = json.loads(Path("dossier.json").read_bytes())["facts"]
    told = manifest(workspace)
    left = {fact["id"] for fact in facts} - told["reasons"].keys()
    assert left <= {one["id"] for one in told["dropped"] if one["reason"]}


def test_a_line_that_the_page_limit_cost_says_so(run: Run, workspace: Path) -> None:
    run("make", SEEDS, "-t", "one-pager", "-f", "pdf")
    told = manifest(workspace)
    cut = {one["id"] for one in told["dropped"] if one["reason"].startswith("over the page")}
    assert not cut & told["reasons"].keys()


def test_without_explain_no_reason_is_printed(run: Run) -> None:
    assert "salience" not in run("make", "-f", "json").stdout


def test_explain_for_machines_carries_the_reasons(run: Run, workspace: Path) -> None:
    printed = json.loads(run("make", "-f", "json", "--explain", "--json").stdout)
    assert printed["reasons"] == manifest(workspace)["reasons"] != {}


def test_the_summary_for_machines_carries_no_reasons_unless_asked(run: Run) -> None:
    assert "reasons" not in json.loads(run("make", "-f", "json", "--json").stdout)


def test_a_focus_is_named_in_the_reasons(run: Run) -> None:
    result = run("make", "-f", "json", "--explain", "--focus", "bridge")
    assert 'on "bridge"' in result.stdout


# --- a focus that nothing tells of ------------------------------------------------------------


def test_a_focus_that_no_source_mentions_is_told(run: Run) -> None:
    result = run("make", "-f", "json", "--focus", "bridge, volcano")
    assert result.exit_code == 0
    assert '--focus "volcano": no source mentions it' in result.stderr
    assert '"bridge"' not in result.stderr


@pytest.mark.parametrize("focus", ["bridge", "Ellison", "cost"])
def test_a_focus_that_a_source_mentions_is_not_told(run: Run, focus: str) -> None:
    assert "no source mentions it" not in run("make", "-f", "json", "--focus", focus).stderr


def test_a_focus_that_no_source_mentions_is_not_told_where_all_is_quiet(run: Run) -> None:
    assert run("make", "-f", "json", "--focus", "volcano", "--quiet").stderr == ""


def test_a_slot_about_what_no_source_tells_prints_its_nil_line(run: Run, workspace: Path) -> None:
    folder = workspace / "templates" / "narrow"
    folder.mkdir(parents=True)
    (folder / "template.md.j2").write_text(
        "---\nname: narrow\nslots:\n"
        "  facts: {kind: fact, items: 3, about: [volcano], nil: Nothing on the volcano.}\n---\n"
        "{% for fact in facts %}\n- {{ fact.text }}\n{% else %}\n{{ nil.facts }}\n{% endfor %}\n",
        encoding="utf-8",
    )
    result = run("make", "-t", "narrow", "-f", "md")
    assert result.exit_code == 0, result.stderr
    (path,) = workspace.glob("out/*.md")
    assert "Nothing on the volcano." in path.read_text(encoding="utf-8")
