"""``briefgen verify``: what is printed, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from material import SEEDS
from readers.samples import flowing_pdf

from .shapes import Run


@pytest.fixture
def brief(run: Run, workspace: Path) -> Path:
    """The brief of the workspace's story."""
    assert run("make", "-f", "json").exit_code == 0
    (path,) = (p for p in workspace.glob("out/*.json") if "manifest" not in p.name)
    return path


def corrupted(path: Path, old: str, new: str) -> Path:
    """The file with the first words of a kind replaced."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_brief_of_the_sample_sources_is_found_whole(run: Run, workspace: Path) -> None:
    run("make", SEEDS, "-f", "json")
    (path,) = (p for p in workspace.glob("out/*.json") if "manifest" not in p.name)
    result = run("verify", path, SEEDS)
    assert result.exit_code == 0, result.stdout
    assert "0 not found" in result.stdout.splitlines()[-1]


def test_every_line_of_a_brief_is_told(run: Run, brief: Path) -> None:
    items = [i for slot in json.loads(brief.read_bytes())["slots"].values() for i in slot]
    told = json.loads(run("verify", brief, "seeds", "--json").stdout)
    assert [one["id"] for one in told] == [*(item["id"] for item in items), "source-1"]


def test_a_changed_word_is_found(run: Run, brief: Path) -> None:
    result = run("verify", corrupted(brief, '"text": "The old', '"text": "The new'), "seeds")
    assert result.exit_code == 3
    assert "not found    fact: The new harbour bridge" in result.stdout


def test_quiet_prints_only_what_is_not_found(run: Run, brief: Path) -> None:
    path = corrupted(brief, '"text": "The old', '"text": "The new')
    result = run("verify", path, "seeds", "--quiet")
    assert result.exit_code == 3
    assert all(line.startswith(("not found", "      ")) for line in result.stdout.splitlines())


def test_quiet_prints_nothing_where_all_is_found(run: Run, brief: Path) -> None:
    result = run("verify", brief, "seeds", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_a_brief_without_its_sources_is_refused(run: Run, brief: Path) -> None:
    result = run("verify", brief)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "name the sources" in result.stderr


def test_a_brief_against_other_sources_is_not_found(run: Run, brief: Path, workspace: Path) -> None:
    (workspace / "other.txt").write_text("Traders want money for the week.\n", encoding="utf-8")
    result = run("verify", brief, "other.txt", "--json")
    assert result.exit_code == 3
    told = [one for one in json.loads(result.stdout) if one["kind"] not in {"speaker", "source"}]
    assert {(one["verdict"], one["detail"]) for one in told} == {
        ("not found", "its source was not given")
    }


def test_a_source_that_has_changed_since_is_not_the_source(
    run: Run, brief: Path, workspace: Path
) -> None:
    story = workspace / "seeds" / "story.txt"
    story.write_text(story.read_text(encoding="utf-8") + "\nMore later.\n", encoding="utf-8")
    assert "its source was not given" in run("verify", brief, "seeds").stdout


def test_a_source_that_cannot_be_read_is_told(run: Run, brief: Path, workspace: Path) -> None:
    (workspace / "seeds" / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    result = run("verify", brief, "seeds")
    assert result.exit_code == 3
    assert "broken.pdf" in result.stderr


# --- files ------------------------------------------------------------------------------------


@pytest.fixture
def word(run: Run, workspace: Path) -> Path:
    """The brief of the workspace's story as a Word file."""
    assert run("make", "-f", "docx").exit_code == 0
    (path,) = workspace.glob("out/*.docx")
    return path


@pytest.mark.parametrize("format_", ["docx", "pdf", "html", "md"])
def test_a_file_is_found_whole(run: Run, workspace: Path, format_: str) -> None:
    assert run("make", "-f", format_).exit_code == 0
    (path,) = workspace.glob(f"out/*.{format_}")
    result = run("verify", path, "seeds")
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith(" 0 not found\n")


def test_a_word_changed_in_word_is_told_with_the_right_one_and_its_place(
    run: Run, word: Path
) -> None:
    document = Document(str(word))
    texts = [run for p in document.paragraphs for run in p.runs if "found cracks" in run.text]
    texts[0].text = texts[0].text.replace("found cracks", "found no cracks")
    document.save(str(word))
    result = run("verify", word, "seeds", "--quiet")
    assert result.exit_code == 3
    _, detail, near = result.stdout.splitlines()[:3]
    assert detail.strip() == '"no" was put in'
    assert near.strip().startswith('story.txt, paragraph 1: "The old harbour bridge at Velmark')


def test_findings_on_a_file_as_json(run: Run, word: Path) -> None:
    told = json.loads(run("verify", word, "seeds", "--json").stdout)
    assert {"id", "kind", "text", "verdict", "detail", "nearest"} == set(told[0])


def test_what_is_told_of_a_source_in_a_file_counts_for_verify_too(
    run: Run, workspace: Path
) -> None:
    (workspace / "meta.yaml").write_text("story.txt: {publisher: Wire One}\n", encoding="utf-8")
    run("make", "-f", "md", "--source-meta", "meta.yaml")
    (path,) = workspace.glob("out/*.md")
    assert run("verify", path, "seeds", "--source-meta", "meta.yaml").exit_code == 0
    assert run("verify", path, "seeds").exit_code == 3


def test_a_pdf_without_tags_is_told_of(run: Run, workspace: Path) -> None:
    (workspace / "note.pdf").write_bytes(flowing_pdf(["The repair will cost €45 million."]))
    result = run("verify", "note.pdf", "seeds")
    assert result.exit_code == 0
    assert "is a PDF without tags" in result.stderr


def test_a_file_that_cannot_be_read_is_told_in_one_line(run: Run, workspace: Path) -> None:
    (workspace / "note.docx").write_bytes(b"PK\x03\x04 nothing")
    result = run("verify", "note.docx", "seeds")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)


def test_a_file_without_its_sources_is_refused(run: Run, word: Path) -> None:
    assert run("verify", word).exit_code == 2


@pytest.fixture
def dossier(run: Run, workspace: Path) -> Path:
    """The dossier of the workspace's story."""
    assert run("extract", "-o", "dossier.json").exit_code == 0
    return workspace / "dossier.json"


def test_a_dossier_is_held_against_the_sources_that_it_carries(run: Run, dossier: Path) -> None:
    result = run("verify", dossier)
    assert result.exit_code == 0, result.stdout


@pytest.mark.parametrize(("kind", "field"), [("facts", "statement"), ("figures", "counts")])
def test_a_changed_word_of_a_dossier_is_found(
    run: Run, dossier: Path, kind: str, field: str
) -> None:
    content: dict[str, Any] = json.loads(dossier.read_bytes())
    content[kind][0][field] += " indeed"
    dossier.write_text(json.dumps(content), encoding="utf-8")
    assert run("verify", dossier).exit_code == 3


@pytest.mark.parametrize("kind", ["facts", "quotes", "figures"])
def test_a_dossier_whose_words_are_not_those_of_their_span_is_refused(
    run: Run, dossier: Path, kind: str
) -> None:
    content: dict[str, Any] = json.loads(dossier.read_bytes())
    content[kind][0]["text"] += " indeed"
    dossier.write_text(json.dumps(content), encoding="utf-8")
    assert run("verify", dossier).exit_code == 2


def test_a_file_that_is_no_brief_is_told_in_one_line(run: Run, workspace: Path) -> None:
    (workspace / "odd.json").write_text("[]", encoding="utf-8")
    result = run("verify", "odd.json", "seeds")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
