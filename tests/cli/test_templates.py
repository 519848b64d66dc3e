"""``briefgen templates``: what there is, and a copy of one's own."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from .shapes import Run


def change(path: Path, old: str, new: str) -> None:
    """Replace words in a file that must hold them."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def house(run: Run, workspace: Path) -> Path:
    """A template of one's own, copied from the built-in one."""
    assert run("templates", "new", "house").exit_code == 0
    return workspace / "templates" / "house"


@pytest.mark.parametrize(
    "name",
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
def test_the_built_in_templates_are_listed(run: Run, name: str) -> None:
    assert name in run("templates", "list").stdout


@pytest.mark.usefixtures("house")
def test_a_template_of_ones_own_is_listed(run: Run) -> None:
    assert "house" in run("templates", "list").stdout


@pytest.mark.parametrize("slot", ["purpose", "key_points", "quotes"])
def test_the_slots_of_a_template_are_shown(run: Run, slot: str) -> None:
    assert slot in run("templates", "show", "info-note").stdout


def test_an_unknown_template_is_told_with_the_nearest_name(run: Run) -> None:
    result = run("templates", "show", "one-page")
    assert result.exit_code == 2
    assert 'did you mean "one-pager"?' in result.stderr


def test_a_heading_changed_in_a_copy_is_printed(run: Run, house: Path) -> None:
    change(house / "template.md.j2", "Current situation", "Where things stand")
    run("make", "-t", "house", "-f", "md")
    (made,) = Path("out").glob("*.md")
    assert "# Where things stand" in made.read_text(encoding="utf-8").replace("## ", "# ")


def test_a_colour_changed_in_a_copy_is_used(run: Run, house: Path) -> None:
    change(house / "theme.toml", "# [colours]", "[colours]")
    change(house / "theme.toml", '# accent = "#7A1F2B"', 'accent = "#B00B1E"')
    run("make", "-t", "house", "-f", "html")
    (made,) = Path("out").glob("*.html")
    assert "#B00B1E".lower() in made.read_text(encoding="utf-8").lower()


def test_a_template_that_exists_is_not_overwritten(run: Run, house: Path) -> None:
    (house / "template.md.j2").write_text("mine", encoding="utf-8")
    assert run("templates", "new", "house").exit_code == 2
    assert (house / "template.md.j2").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["../house", "a/b", ".hidden", ".."])
def test_a_name_that_leads_elsewhere_is_refused(run: Run, name: str) -> None:
    assert run("templates", "new", name).exit_code == 2


def test_a_copy_of_another_template_can_be_made(run: Run, workspace: Path) -> None:
    run("templates", "new", "mine", "--from", "one-pager")
    assert "key_facts" in (workspace / "templates/mine/template.md.j2").read_text(encoding="utf-8")


def test_a_broken_template_does_not_hide_the_others(run: Run, house: Path) -> None:
    (house / "template.md.j2").write_text("broken", encoding="utf-8")
    assert "one-pager" in run("templates", "list").stdout


def test_what_a_template_says_of_itself_steers_no_terminal(run: Run, house: Path) -> None:
    (house / "template.md.j2").write_text(
        '---\nname: "h\\e[31m"\ndescription: "a\\e[2Jb\\nc"\n'
        'slots:\n  p: {kind: author, prompt: "\\e]0;x\\a"}\n'
        '  "f\\e": {kind: fact, about: ["\\e"]}\n'
        "---\nx\n",
        encoding="utf-8",
    )
    for command in (["list"], ["show", "house"]):
        shown = run("templates", *command).stdout
        assert "\x1b" not in shown and "\a" not in shown
        assert "b c" in shown or "broken; run" in shown


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("template.md.j2", "{% endblock %}", ""),
        ("theme.toml", "# [colours]", '[colours]\naccent = "red"'),
    ],
)
def test_what_is_broken_is_listed_as_broken(
    run: Run, house: Path, file: str, old: str, new: str
) -> None:
    change(house / file, old, new)
    assert "broken; run  briefgen templates check house" in run("templates", "list").stdout


def test_a_template_that_would_extend_itself_is_not_made(run: Run, workspace: Path) -> None:
    result = run("templates", "new", "info-note", "--extends", "info-note")
    assert result.exit_code == 2 and "our-info-note" in result.stderr
    assert not (workspace / "templates" / "info-note").exists()


def test_every_table_of_a_copied_theme_may_be_uncommented(run: Run, workspace: Path) -> None:
    run("templates", "new", "first")
    stated = (
        'extends = "plain"\n[colours]\nrule = "#000000"\n[footer]\nright = "{page}"\n'
        '[footer.first]\nright = ""\n[page]\nsize = "A4"\n'
    )
    (workspace / "templates/first/theme.toml").write_text(stated, encoding="utf-8")
    run("templates", "new", "second", "--from", "first")
    path = workspace / "templates/second/theme.toml"
    copied = path.read_text(encoding="utf-8")
    assert tomllib.loads(copied) == tomllib.loads(stated)
    lines = [line.removeprefix("# ") if "=" in line else line for line in copied.splitlines()]
    tables = [re.sub(r"^# (?=\[)", "", line) for line in lines]
    whole = tomllib.loads("\n".join(tables))
    assert whole["footer"]["right"] == "{page}" and whole["colours"]["accent"] == "#7A1F2B"


def test_a_template_is_checked_from_within_its_folder(
    run: Run, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(house)
    assert run("templates", "check", ".").stdout == ".: nothing is wrong\n"


def test_the_beginning_of_a_name_suggests_it(run: Run) -> None:
    assert 'did you mean "decision-memo"?' in run("templates", "show", "dec").stderr


def test_a_preview_is_in_its_language_and_tells_what_is_not(run: Run, workspace: Path) -> None:
    run("templates", "new", "ours", "--extends", "info-note")
    change(workspace / "templates/ours/template.md.j2", "# kind: Information note", "kind: Our own")
    told = run("templates", "preview", "ours", "-l", "de", "-f", "md")
    assert 'no "de" words for "Our own"' in told.stderr
    made = (workspace / "out/preview/ours.md").read_text(encoding="utf-8")
    assert "Pressestelle" in made and "Press office" not in made


# --- check, preview, heirs, themes --------------------------------------------------------------


def test_header_and_footer_are_in_the_language_of_a_brief(run: Run, workspace: Path) -> None:
    run("templates", "new", "ours", "--extends", "info-note")
    folder = workspace / "templates" / "ours"
    (folder / "theme.toml").write_text(
        'organisation = "Hafenamt"\nlanguage = "de"\n'
        '[footer]\nleft = "{organisation}, Stand {date}"\nright = "Blatt {page}"\n',
        encoding="utf-8",
    )
    (folder / "phrases").mkdir()
    (folder / "phrases" / "en.toml").write_text(
        '"Hafenamt" = "Harbour Office"\n"Blatt {page}" = "Sheet {page}"\n'
        '"{organisation}, Stand {date}" = "{organisation}, as of {date}"\n',
        encoding="utf-8",
    )
    for language, footer in (("de", "Hafenamt, Stand"), ("en", "Harbour Office, as of")):
        told = run("make", "-t", "ours", "-f", "docx,html", "-l", language, "-o", language)
        assert told.exit_code == 0
        (made,) = (workspace / language).glob("*.html")
        assert footer in made.read_text(encoding="utf-8")
    assert run("templates", "check", "ours").stdout == "ours: nothing is wrong\n"


def test_a_list_with_templates_of_ones_own_says_that_they_were_not_run(
    run: Run, workspace: Path
) -> None:
    assert "read, not run" not in run("templates", "list").stdout
    run("templates", "new", "ours", "--extends", "info-note")
    assert "read, not run" in run("templates", "list").stdout
    (workspace / "templates/ours/letterhead.docx").write_text("Dear reader", encoding="utf-8")
    assert "broken" in run("templates", "list").stdout


def test_an_heir_states_what_is_different_and_is_right(run: Run, workspace: Path) -> None:
    assert run("templates", "new", "ours", "--extends", "info-note").exit_code == 0
    text = (workspace / "templates/ours/template.md.j2").read_text(encoding="utf-8")
    assert '{% extends "info-note" %}' in text
    assert "- quotes" in text
    checked = run("templates", "check", "ours")
    assert (checked.exit_code, checked.stdout) == (0, "ours: nothing is wrong\n")


def test_every_line_of_an_heir_may_be_taken_out_of_its_comment(run: Run, workspace: Path) -> None:
    run("templates", "new", "ours", "--extends", "info-note")
    path = workspace / "templates/ours/template.md.j2"
    head, mark, body = path.read_text(encoding="utf-8").partition("# kind:")
    front, end, rest = body.partition("\n---")
    front = "\n".join(line.removeprefix("# ").removeprefix("#") for line in front.splitlines())
    path.write_text(f"{head}kind:{front}{end}{rest}", encoding="utf-8")
    assert mark and run("templates", "check", "ours").exit_code == 0


def test_a_wrong_template_is_told_whole_with_exit_code_2(run: Run, house: Path) -> None:
    change(house / "template.md.j2", "{% if background %}", "{% if backgruond %}")
    change(house / "theme.toml", "# [colours]", '[colours]\naccent = "red"')
    result = run("templates", "check", "house")
    assert result.exit_code == 2
    assert 'did you mean "background"?' in result.stdout
    assert "write it like #14507A" in result.stdout
    assert "2 faults" in result.stdout


def test_a_preview_needs_no_sources(run: Run, workspace: Path) -> None:
    (workspace / "seeds" / "story.txt").unlink()
    result = run("templates", "preview", "one-pager", "--theme", "plain", "-f", "docx")
    assert result.exit_code == 0
    made = {p.name for p in (workspace / "out/preview").iterdir()}
    assert {"one-pager.pdf", "one-pager-1.png", "one-pager.docx"} <= made


def test_what_a_template_shows_are_blocks_theme_and_languages_too(run: Run) -> None:
    shown = run("templates", "show", "info-note").stdout
    for words in ("open_points", "Lato", "government", "de, en, es, fr, uk", "Why this note"):
        assert words in shown


def test_a_theme_is_known_by_its_name(run: Run) -> None:
    run("make", "-f", "html", "--theme", "newsroom")
    (made,) = Path("out").glob("*.html")
    assert "#8A1C1C" in made.read_text(encoding="utf-8")


def test_an_unknown_theme_is_told_with_the_nearest_name(run: Run) -> None:
    result = run("make", "-f", "html", "--theme", "newsrom")
    assert result.exit_code == 2
    assert 'did you mean "newsroom"?' in result.stderr


def test_a_faint_colour_is_a_notice(run: Run, house: Path) -> None:
    change(house / "theme.toml", "# [colours]", '[colours]\nmuted = "#BBBBBB"')
    result = run("make", "-t", "house", "-f", "md")
    assert result.exit_code == 0
    assert "has a contrast of 1.9 to 1" in result.stderr
