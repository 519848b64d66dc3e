"""Reports of a series, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from .shapes import Run


def manifest_in(folder: Path) -> Path:
    (found,) = folder.glob("*.manifest.json")
    return found


def made(run: Run, workspace: Path, *more: str, to: str = "out") -> Path:
    """The manifest of a situation report made of the sources of the workspace."""
    out = workspace / to
    done = run("make", "-t", "sitrep", "-f", "md", "-o", str(out), *more)
    assert done.exit_code == 0, done.output
    return manifest_in(out)


def test_the_second_report_counts_on_and_finds_no_change(run: Run, workspace: Path) -> None:
    first = made(run, workspace)
    second = made(run, workspace, "--previous", str(first), to="next")
    assert [json.loads(m.read_bytes())["number"] for m in (first, second)] == [1, 2]
    (text,) = (workspace / "next").glob("*.md")
    assert "No change since No. 1" in text.read_text()


def test_a_manifest_of_another_kind_of_brief_is_refused(run: Run, workspace: Path) -> None:
    assert run("make", "-f", "md").exit_code == 0
    other = manifest_in(workspace / "out")
    done = run("make", "-t", "sitrep", "--previous", str(other))
    assert done.exit_code != 0
    assert "without a number" in done.output
    assert done.output.count("\n") == 1


def test_what_is_no_manifest_is_refused(run: Run, workspace: Path) -> None:
    (workspace / "no.json").write_text("{}")
    done = run("make", "-t", "sitrep", "--previous", "no.json")
    assert done.exit_code != 0
    assert "is no manifest of a brief" in done.output


def test_a_template_without_a_series_compares_nothing(run: Run, workspace: Path) -> None:
    done = run("make", "-t", "one-pager", "--previous", "no.json")
    assert done.exit_code != 0
    assert "is not compared with an earlier report" in done.output


def test_a_report_is_never_written_over_the_one_that_it_follows(run: Run, workspace: Path) -> None:
    first = made(run, workspace)
    before = first.read_bytes()
    done = run("make", "-t", "sitrep", "-f", "md", "--previous", str(first))
    assert done.exit_code == 0, done.output
    assert first.read_bytes() == before
    names = sorted(m.name for m in (workspace / "out").glob("*.manifest.json"))
    assert [json.loads((workspace / "out" / n).read_bytes())["number"] for n in names] == [1, 2]
