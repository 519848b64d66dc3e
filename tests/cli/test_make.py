"""``briefgen make``: sources in, files out."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import pypdfium2
import pytest
from material import PROJECT, SEEDS

from .shapes import Run

FORMATS = ("pdf", "docx", "html", "md", "json")
ALL = [part for name in FORMATS for part in ("--format", name)]


def written(folder: Path) -> dict[str, str]:
    """The files in a folder with the hashes of their bytes."""
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def only(folder: Path, suffix: str) -> str:
    """The text of the one file with this suffix in a folder."""
    (path,) = (p for p in folder.iterdir() if p.name.endswith(suffix))
    return path.read_text(encoding="utf-8")


# --- what is written --------------------------------------------------------------------------


def test_the_sample_sources_make_a_brief_in_every_format(run: Run, workspace: Path) -> None:
    result = run("make", SEEDS, *ALL)
    assert result.exit_code == 0, result.stderr
    suffixes = {"".join(p.suffixes) for p in (workspace / "out").iterdir()}
    assert suffixes == {".pdf", ".docx", ".html", ".md", ".json", ".manifest.json"}


@pytest.mark.parametrize(
    "template",
    [
        "info-note",
        "media-brief",
        "one-pager",
        "assessment",
        "lines-qa",
        "decision-memo",
        "meeting-brief",
    ],
)
def test_the_sample_sources_make_a_brief_with_every_template(
    run: Run, workspace: Path, template: str
) -> None:
    assert run("make", SEEDS, "-t", template, "-f", "md").exit_code == 0
    assert "# Sources" in only(workspace / "out", ".md")


@pytest.mark.parametrize(("template", "pages"), [("one-pager", 1), ("media-brief", 3)])
def test_a_brief_has_no_more_pages_than_its_template_allows(
    run: Run, workspace: Path, template: str, pages: int
) -> None:
    run("make", SEEDS, "-t", template, "-f", "pdf")
    (path,) = workspace.glob("out/*.pdf")
    assert len(pypdfium2.PdfDocument(path)) <= pages


def test_without_sources_named_the_folder_seeds_is_read(run: Run, workspace: Path) -> None:
    run("make", "-f", "md")
    assert "harbour bridge" in only(workspace / "out", ".md")


def test_without_formats_named_pdf_and_word_are_written(run: Run, workspace: Path) -> None:
    run("make")
    suffixes = {p.suffix for p in (workspace / "out").iterdir()}
    assert suffixes == {".pdf", ".docx", ".json"}


def test_a_source_is_read_from_standard_input(run: Run, workspace: Path) -> None:
    story = (workspace / "seeds" / "story.txt").read_text(encoding="utf-8")
    assert run("make", "-", "-f", "md", stdin=story).exit_code == 0


def test_the_summary_names_the_files(run: Run, workspace: Path) -> None:
    result = run("make", "-f", "md")
    (path,) = workspace.glob("out/*.md")
    assert str(path.relative_to(workspace)) in result.stdout


def test_quiet_prints_nothing(run: Run) -> None:
    result = run("make", "-f", "md", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_json_prints_a_summary_for_machines(run: Run) -> None:
    result = run("make", "-f", "md", "--json")
    assert [Path(f).suffix for f in json.loads(result.stdout)["files"]] == [".md"]


def test_a_title_can_be_given(run: Run, workspace: Path) -> None:
    run("make", "-f", "md", "--title", "Cracks in the cables")
    assert "# Cracks in the cables" in only(workspace / "out", ".md")


def test_annotate_puts_the_sentence_of_the_source_into_a_comment(run: Run, workspace: Path) -> None:
    run("make", "--format", "docx", "--annotate")
    (file,) = (workspace / "out").glob("*.docx")
    comments = [comment.text for comment in docx.Document(str(file)).comments]
    assert any(
        "said Marta Ellison, the harbour master.\n[1] Bridge at Velmark closed" in text
        for text in comments
    )


def test_a_brief_in_json_can_be_annotated_without_its_sources(run: Run, workspace: Path) -> None:
    run("make", "--format", "json")
    (brief,) = (p for p in (workspace / "out").glob("*.json") if "manifest" not in p.name)
    run("render", str(brief), "--format", "docx", "--annotate")
    (file,) = (workspace / "out").glob("*.docx")
    assert any(
        "divers found cracks" in comment.text for comment in docx.Document(str(file)).comments
    )


def test_characters_without_a_font_are_told_and_recorded(run: Run, workspace: Path) -> None:
    result = run("make", "-f", "pdf", "--title", "Cables \ue000 and \ue000")
    notices = [line for line in result.stderr.splitlines() if "[U+E000] (" in line]
    assert len(notices) == 1
    record = json.loads(only(workspace / "out", ".manifest.json"))["unprinted"]
    (character,) = record
    assert (character["character"], character["shown"]) == ("\ue000", "[U+E000]")
    (path,) = workspace.glob("out/*.pdf")
    text = pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()
    assert "Cables [U+E000] and [U+E000]" in text


def test_nothing_is_said_of_characters_where_all_have_a_font(run: Run) -> None:
    assert "in place of characters" not in run("make", "-f", "pdf").stderr


def test_a_marking_is_printed(run: Run, workspace: Path) -> None:
    run("make", "-f", "md", "--marking", "TLP:AMBER")
    assert "TLP:AMBER" in only(workspace / "out", ".md")


def test_a_marking_below_that_of_a_source_is_refused(run: Run, workspace: Path) -> None:
    (workspace / "meta.yaml").write_text("story.txt: {marking: 'TLP:RED'}\n", encoding="utf-8")
    result = run("make", "-f", "md", "--source-meta", "meta.yaml", "--marking", "TLP:CLEAR")
    assert result.exit_code == 2
    assert "TLP:RED" in result.stderr


# --- the same in, the same out ----------------------------------------------------------------


def test_the_same_command_gives_the_same_bytes(run: Run, workspace: Path) -> None:
    run("make", SEEDS, *ALL, "-o", "first")
    run("make", SEEDS, *ALL, "-o", "second")
    assert written(workspace / "first") == written(workspace / "second")


def test_the_order_of_hashes_changes_nothing(workspace: Path) -> None:
    for seed in ("1", "77"):
        subprocess.run(
            [sys.executable, "-m", "briefgen", "make", SEEDS, *ALL, "-o", f"out{seed}"],
            cwd=workspace,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
    assert written(workspace / "out1") == written(workspace / "out77")


def test_running_again_writes_the_same_names(run: Run, workspace: Path) -> None:
    run("make", "-f", "md")
    first = written(workspace / "out")
    run("make", "-f", "md")
    assert written(workspace / "out") == first


def test_the_build_date_of_the_environment_is_printed(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775001600")  # 1 April 2026
    run("make", "-f", "md")
    assert "1 April 2026" in only(workspace / "out", ".md")


# --- files that a person has edited -----------------------------------------------------------


def test_a_file_that_a_person_edited_is_left_alone(run: Run, workspace: Path) -> None:
    run("make", "-f", "md")
    (path,) = workspace.glob("out/*_v1.md")
    path.write_text("Mine now.", encoding="utf-8")
    run("make", "-f", "md")
    assert path.read_text(encoding="utf-8") == "Mine now."


def test_beside_a_file_that_a_person_edited_the_next_version_is_written(
    run: Run, workspace: Path
) -> None:
    run("make", "-f", "md")
    (path,) = workspace.glob("out/*_v1.md")
    path.write_text("Mine now.", encoding="utf-8")
    run("make", "-f", "md")
    assert len(list(workspace.glob("out/*_v2.md"))) == 1


def test_an_edited_file_survives_a_run_in_another_format(run: Run, workspace: Path) -> None:
    run("make", "-f", "md")
    (path,) = workspace.glob("out/*_v1.md")
    path.write_text("Mine now.", encoding="utf-8")
    run("make", "-f", "html")
    run("make", "-f", "md")
    assert path.read_text(encoding="utf-8") == "Mine now."


def test_a_file_that_nobody_edited_is_written_again_after_another_format(
    run: Run, workspace: Path
) -> None:
    for name in ("md", "html", "md"):
        run("make", "-f", name)
    assert [p.name[-6:] for p in workspace.glob("out/*.md")] == ["_v1.md"]


def test_a_file_that_briefgen_did_not_write_is_left_alone(run: Run, workspace: Path) -> None:
    run("make", "-f", "md", "-o", "elsewhere")
    (path,) = workspace.glob("elsewhere/*.md")
    mine = workspace / "out" / path.name
    mine.parent.mkdir()
    mine.write_text("Mine.", encoding="utf-8")
    run("make", "-f", "md")
    assert mine.read_text(encoding="utf-8") == "Mine."


# --- author slots -----------------------------------------------------------------------------


@pytest.fixture
def authored(workspace: Path) -> Path:
    """A template with one slot that only a person can fill."""
    folder = workspace / "templates" / "authored"
    folder.mkdir(parents=True)
    (folder / "template.md.j2").write_text(
        "---\nname: authored\nslots:\n  advice: {kind: author, prompt: What should be done?}\n"
        "---\n{{ advice }}\n".replace("What should be done?", '"What should be done?"'),
        encoding="utf-8",
    )
    return folder


@pytest.mark.usefixtures("authored")
def test_a_draft_shows_what_is_left_to_complete(run: Run, workspace: Path) -> None:
    assert run("make", "-t", "authored", "-f", "md").exit_code == 0
    assert "TO COMPLETE: What should be done?" in only(workspace / "out", ".md")


@pytest.mark.usefixtures("authored")
def test_final_refuses_what_is_left_to_complete(run: Run, workspace: Path) -> None:
    result = run("make", "-t", "authored", "-f", "md", "--final")
    assert (result.exit_code, (workspace / "out").exists()) == (2, False)
    assert "advice" in result.stderr


@pytest.mark.usefixtures("authored")
def test_set_fills_an_author_slot(run: Run, workspace: Path) -> None:
    result = run("make", "-t", "authored", "-f", "md", "--final", "--set", "advice=Close it.")
    assert result.exit_code == 0
    assert "Close it." in only(workspace / "out", ".md")


def test_a_second_language_stands_beside_the_first(run: Run, workspace: Path) -> None:
    for language in ("de", "en"):
        assert run("make", SEEDS, "-f", "md", "-l", language).exit_code == 0
    names = sorted(p.name for p in (workspace / "out").glob("*.md"))
    assert [name.split("_", 3)[3] for name in names] == ["de_v1.md", "v1.md"]


@pytest.mark.usefixtures("authored")
def test_a_file_of_answers_fills_author_slots(run: Run, workspace: Path) -> None:
    (workspace / "answers.yaml").write_text("advice: Close it.\n", encoding="utf-8")
    run("make", "-t", "authored", "-f", "md", "--answers", "answers.yaml")
    assert "Close it." in only(workspace / "out", ".md")


@pytest.mark.usefixtures("authored")
def test_answers_in_the_letters_of_windows_are_told_to_be_saved_anew(
    run: Run, workspace: Path
) -> None:
    (workspace / "answers.yaml").write_bytes("advice: Prüfen\n".encode("cp1252"))
    result = run("make", "-t", "authored", "--answers", "answers.yaml")
    assert result.exit_code == 2
    assert "answers.yaml: is not UTF-8 text; save it anew, as UTF-8" in result.stderr


@pytest.mark.usefixtures("authored")
@pytest.mark.parametrize("value", ["0412", "on", "1_000", "12:30", "1e3", "true"])
def test_an_answer_is_printed_as_it_is_written(run: Run, workspace: Path, value: str) -> None:
    (workspace / "answers.yaml").write_text(f"advice: {value}\n", encoding="utf-8")
    run("make", "-t", "authored", "-f", "json", "--answers", "answers.yaml")
    brief = next((workspace / "out").glob("*_v1.json"))
    assert json.loads(brief.read_text(encoding="utf-8"))["author"]["advice"]["text"] == value


@pytest.mark.usefixtures("authored")
def test_set_wins_over_the_file_of_answers(run: Run, workspace: Path) -> None:
    (workspace / "answers.yaml").write_text("advice: Close it.\n", encoding="utf-8")
    run("make", "-t", "authored", "-f", "md", "--answers", "answers.yaml", "--set", "advice=Open.")
    assert "Open." in only(workspace / "out", ".md")


@pytest.mark.usefixtures("authored")
@pytest.mark.parametrize("text", ["advice: [unclosed", "- a list", "advice: {a: b}"])
def test_a_file_of_answers_that_is_wrong_is_told_in_one_line(
    run: Run, workspace: Path, text: str
) -> None:
    (workspace / "answers.yaml").write_text(text, encoding="utf-8")
    result = run("make", "-t", "authored", "--answers", "answers.yaml")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "answers.yaml" in result.stderr


# --- what goes wrong --------------------------------------------------------------------------


def test_a_bad_file_does_not_stop_the_others(run: Run, workspace: Path) -> None:
    (workspace / "seeds" / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    result = run("make", "-f", "md")
    assert result.exit_code == 3
    assert "harbour bridge" in only(workspace / "out", ".md")


def test_a_bad_file_is_told_in_one_line_with_its_name_and_a_remedy(
    run: Run, workspace: Path
) -> None:
    (workspace / "seeds" / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    (line,) = run("make", "-f", "md").stderr.splitlines()
    assert "not read (MALFORMED): seeds/broken.pdf: " in line and ";" in line


def test_a_bad_file_is_on_the_record_of_the_build(run: Run, workspace: Path) -> None:
    (workspace / "seeds" / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    run("make", "-f", "md")
    (refused,) = json.loads(only(workspace / "out", ".manifest.json"))["refused"]
    assert (refused["name"], refused["code"], refused["stage"]) == (
        "seeds/broken.pdf",
        "MALFORMED",
        "read",
    )
    assert refused["sha256"] == hashlib.sha256(b"%PDF-1.7 and then nothing").hexdigest()


def test_a_bad_file_is_in_the_summary_for_machines(run: Run, workspace: Path) -> None:
    (workspace / "seeds" / "empty.pdf").write_bytes(b"")
    (told,) = json.loads(run("make", "-f", "md", "--json").stdout)["not_read"]
    assert (told["name"], told["code"]) == ("seeds/empty.pdf", "EMPTY")


def test_no_readable_source_makes_nothing(run: Run, workspace: Path) -> None:
    (workspace / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    result = run("make", "broken.pdf")
    assert (result.exit_code, (workspace / "out").exists()) == (1, False)


def test_an_empty_folder_makes_nothing(run: Run, workspace: Path) -> None:
    (workspace / "empty").mkdir()
    assert run("make", "empty").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["--template", "info-not"], 'did you mean "info-note"?'),
        (["--format", "pfd"], "pdf"),
        (["--set", "purpos=Why"], 'did you mean "purpose"?'),
        (["--set", "purpose"], '--set name="text"'),
        (["--theme", "none.toml"], "none.toml"),
        (["--model", "nonesuch"], "nonesuch"),
    ],
)
def test_a_wrong_option_is_told_in_one_line_with_a_hint(
    run: Run, arguments: list[str], hint: str
) -> None:
    result = run("make", *arguments)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert hint in result.stderr


def test_a_wrong_format_is_told_with_the_nearest_name(run: Run) -> None:
    assert 'did you mean "docx"?' in run("make", "--format", "dox").stderr


def test_a_folder_that_cannot_be_written_to_is_told_in_one_line(run: Run, workspace: Path) -> None:
    (workspace / "taken").write_text("a file, not a folder", encoding="utf-8")
    result = run("make", "-f", "md", "-o", "taken")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "taken" in result.stderr and "--output" in result.stderr


def test_settings_of_the_workspace_are_used(run: Run, workspace: Path) -> None:
    (workspace / "briefgen.toml").write_text('formats = ["md"]\n', encoding="utf-8")
    run("make")
    assert {p.suffix for p in (workspace / "out").iterdir()} == {".md", ".json"}


def test_the_environment_wins_over_the_settings_file(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (workspace / "briefgen.toml").write_text('output = "filed"\n', encoding="utf-8")
    monkeypatch.setenv("BRIEFGEN_OUTPUT", "set")
    run("make", "-f", "md")
    assert (workspace / "set").is_dir() and not (workspace / "filed").exists()


def test_an_unknown_setting_is_told_with_the_nearest_name(run: Run, workspace: Path) -> None:
    (workspace / "briefgen.toml").write_text('templat = "one-pager"\n', encoding="utf-8")
    result = run("make")
    assert result.exit_code == 2
    assert 'did you mean "template"?' in result.stderr


def test_the_project_itself_is_a_workspace(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROJECT)
    assert run("make", "-f", "md", "-o", workspace / "made", "--quiet").exit_code == 0


def test_that_no_source_has_a_date_is_told_once(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name in ("one", "two"):
        text = f"The harbour gate of Velmark failed on Saturday, the council of {name} said.\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    told = run("make", folder, "-f", "md").stderr
    assert told.count("--source-meta") == 1
