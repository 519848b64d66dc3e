"""``briefgen templates``: what there is, and a copy of one's own."""

from __future__ import annotations

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
        assert "\x1b" not in shown and "\a" not in shown and "b c" in shown
