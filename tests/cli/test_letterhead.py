"""A Word file of one's own, in the folder of a template or named for a run."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from .shapes import Run


def house(path: Path, *paragraphs: str) -> Path:
    """A Word file with a header and ``paragraphs``."""
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "Harbour Office · {{ title }}"
    file.styles["Heading 1"].name = "Harbour Heading 1"
    for text in paragraphs:
        file.add_paragraph(text)
    file.save(str(path))
    return path


@pytest.fixture
def folder(run: Run, workspace: Path) -> Path:
    """A template of one's own that holds a letterhead."""
    assert run("templates", "new", "ours").exit_code == 0
    folder = workspace / "templates" / "ours"
    house(folder / "letterhead.docx", "{{ body }}", "Signed: {{ from }}")
    return folder


def made(workspace: Path) -> docx.document.Document:
    return docx.Document(str(next((workspace / "out").glob("*.docx"))))


def test_the_letterhead_of_a_template_is_written_in(
    run: Run, workspace: Path, folder: Path
) -> None:
    assert run("make", "-t", folder.name, "-f", "docx", "--set", "from=Ina Holt").exit_code == 0
    file = made(workspace)
    assert file.paragraphs[-1].text == "Signed: Ina Holt"
    assert file.sections[0].header.paragraphs[0].text.startswith("Harbour Office · Bridge at")
    assert "Harbour Heading 1" in {p.style.name for p in file.paragraphs}


def test_a_letterhead_can_be_named_for_a_run(run: Run, workspace: Path) -> None:
    path = house(workspace / "house.docx")
    assert run("make", "-f", "docx,pdf", "--letterhead", str(path)).exit_code == 0
    assert "Harbour Office" in made(workspace).sections[0].header.paragraphs[0].text
    manifest = json.loads(next((workspace / "out").glob("*.manifest.json")).read_text())
    assert manifest["options"]["letterhead"].endswith(")")


def test_a_letterhead_is_of_no_matter_to_other_formats(run: Run, workspace: Path) -> None:
    assert run("make", "-f", "pdf,html,md", "--letterhead", "none.docx").exit_code == 0


def test_a_wrong_letterhead_is_told_before_anything_is_read(run: Run, workspace: Path) -> None:
    path = workspace / "note.docx"
    path.write_text("Dear reader")
    told = run("make", "-f", "docx", "--letterhead", str(path))
    assert told.exit_code == 2
    assert "is no Word file; open it in Word and save it as .docx or .dotx" in told.stderr
    assert run("make", "-f", "docx", "--letterhead", "none.docx").exit_code == 2


def test_a_wrong_tag_is_told_with_its_place(run: Run, workspace: Path) -> None:
    told = run(
        "make", "-f", "docx", "--letterhead", str(house(workspace / "a.docx", "{{ refrence }}"))
    )
    assert told.exit_code == 2
    assert 'text: "{{ refrence }}" stands for nothing; did you mean "reference"?' in told.stderr


def test_styles_are_named_beside_the_letterhead(run: Run, workspace: Path, folder: Path) -> None:
    (folder / "styles.toml").write_text('# ours\nheading1 = "Heading 2"\n', encoding="utf-8")
    assert run("make", "-t", "ours", "-f", "docx").exit_code == 0
    assert "Harbour Heading 1" not in {p.style.name for p in made(workspace).paragraphs}


def test_a_wrong_style_is_told_with_file_and_line(run: Run, folder: Path) -> None:
    (folder / "styles.toml").write_text('# ours\nheading1 = "Harbor Heading 1"\n', encoding="utf-8")
    told = run("make", "-t", "ours", "-f", "docx")
    assert told.exit_code == 2
    assert 'styles.toml:2: the Word file has no paragraph style "Harbor Heading 1"' in told.stderr
    assert 'did you mean "Harbour Heading 1"?' in told.stderr


@pytest.mark.parametrize(
    "text", ["heading1 = 3\n", "[heading1]\nx = 1\n", "heading1 = \n", "heading1 = ' '\n"]
)
def test_a_styles_file_that_is_none_is_told(run: Run, folder: Path, text: str) -> None:
    (folder / "styles.toml").write_text(text, encoding="utf-8")
    told = run("make", "-t", "ours", "-f", "docx")
    assert told.exit_code == 2
    assert "styles.toml" in told.stderr


def test_the_styles_that_are_used_are_shown_with_the_reason(run: Run, folder: Path) -> None:
    shown = run("templates", "show", folder.name).stdout
    assert "heading1               Harbour Heading 1" in shown
    assert "Word's own style" in shown
    assert "(Callout)" in shown


def test_a_dotx_is_a_letterhead_too(run: Run, workspace: Path, folder: Path) -> None:
    (folder / "letterhead.docx").rename(folder / "letterhead.dotx")
    assert run("make", "-t", "ours", "-f", "docx").exit_code == 0
    assert "Harbour Office" in made(workspace).sections[0].header.paragraphs[0].text


def test_what_is_left_out_is_told(run: Run, workspace: Path) -> None:
    path = house(workspace / "a.docx", "For {{ to }}")
    told = run("make", "-t", "media-brief", "-f", "docx", "--letterhead", str(path))
    assert told.exit_code == 0
    assert '{{ to }} stays empty: the template has no author slot "to"' in told.stderr


def test_check_tells_all_that_is_wrong_with_the_letterhead_at_once(run: Run, folder: Path) -> None:
    assert run("templates", "check", "ours").exit_code == 0
    house(folder / "letterhead.docx", "{% if to %}", "{{ titel }}", "{{ body }}", "{{ body }}")
    (folder / "styles.toml").write_text(
        "heading1 = 3\nheding2 = 'Title'\nbody = 'No such'\n", encoding="utf-8"
    )
    told = run("templates", "check", "ours")
    assert told.exit_code == 2
    for words in (
        '"{% if to %}" is a statement',
        '"{{ titel }}" stands for nothing; did you mean "title"?',
        "{{ body }} stands in 2 places",
        'styles.toml:1: "heading1" takes the name of a style',
        'styles.toml:2: "heding2" is no role',
        'styles.toml:3: the Word file has no paragraph style "No such"',
    ):
        assert words in told.stdout


def test_make_tells_how_many_other_faults_there_are_and_what_shows_them(
    run: Run, workspace: Path, folder: Path
) -> None:
    house(folder / "letterhead.docx", "{{ titel }}", "{{ dat }}")
    (folder / "styles.toml").write_text("heding2 = 'Title'\n", encoding="utf-8")
    told = run("make", "-t", "ours", "-f", "docx").stderr
    assert told.count("\n") == 1
    assert told.endswith("(2 more faults: briefgen templates check ours)\n")
    elsewhere = house(workspace / "a.docx", "{{ titel }}", "{{ dat }}")
    command = f"templates check info-note --letterhead {elsewhere}"
    assert (
        f"(1 more fault: briefgen {command})"
        in run("make", "-f", "docx", "--letterhead", str(elsewhere)).stderr
    )
    assert "2 faults" in run(*command.split(" ")).stdout


def test_a_field_in_the_text_of_the_letterhead_is_not_said_again(
    run: Run, workspace: Path, folder: Path
) -> None:
    house(folder / "letterhead.docx", "For {{ to }}", "{{ body }}")
    told = run("make", "-t", "ours", "--set", "to=The Minister", "--set", "from=The Minister")
    assert told.exit_code == 0
    said = [" ".join(p.text.split()) for p in made(workspace).paragraphs]
    assert "For The Minister" in said and "From The Minister" in said
    assert "To The Minister" not in said


def test_a_field_that_is_to_be_completed_stays_where_it_is_seen(run: Run, workspace: Path) -> None:
    path = house(workspace / "a.docx", "For {{ to }}", "{{ body }}")
    told = run("make", "-t", "decision-memo", "-f", "docx", "--letterhead", str(path))
    assert told.exit_code == 0
    said = [" ".join(p.text.split()) for p in made(workspace).paragraphs]
    assert "To [TO COMPLETE: Who decides?]" in said


def test_a_preview_is_written_in_the_letterhead(run: Run, workspace: Path, folder: Path) -> None:
    assert run("templates", "preview", "ours", "-f", "docx").exit_code == 0
    file = docx.Document(str(next((workspace / "out/preview").glob("*.docx"))))
    assert file.sections[0].header.paragraphs[0].text.startswith("Harbour Office · ")
    house(folder / "letterhead.docx", "{{ titel }}")
    told = run("templates", "preview", "ours", "-f", "docx")
    assert told.exit_code == 2
    assert 'did you mean "title"?' in told.stderr
    assert run("templates", "preview", "ours").exit_code == 0


def test_the_styles_of_bands_are_not_said_to_lack(run: Run, folder: Path) -> None:
    shown = run("templates", "show", folder.name).stdout
    (line,) = [line for line in shown.splitlines() if line.startswith("    header ")]
    assert line.endswith(
        "what yours hold stays as it is; ours is for a file without headers and footers"
    )


@pytest.mark.parametrize("name", ["letterhead.doc", "Letterhead.docx", "briefkopf.docx"])
def test_a_word_file_under_another_name_is_told_by_check_and_make(
    run: Run, workspace: Path, folder: Path, name: str
) -> None:
    (folder / "letterhead.docx").rename(folder / "kept")
    (folder / "kept").rename(folder / name)
    checked = run("templates", "check", "ours")
    result = run("make", "-t", "ours", "-f", "docx")
    for told in (" ".join(one.output.split()) for one in (checked, result)):
        assert f"{name}: is not used;" in told and "letterhead.docx, if it is the" in told
    assert result.exit_code == 0


def test_a_tag_for_which_nothing_is_written_is_told(run: Run, workspace: Path) -> None:
    path = house(workspace / "house.docx", "To {{ to }}", "{{ body }}")
    told = run("make", "-f", "docx", "--letterhead", str(path))
    assert told.exit_code == 0
    assert '{{ to }} stays empty: nothing is written for it; add --set to="…"' in told.stderr
    told = run("make", "-f", "docx", "--letterhead", str(path), "--set", "to=Ina Holt")
    assert "stays empty" not in told.stderr
