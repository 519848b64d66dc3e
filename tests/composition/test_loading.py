"""A template's folder is read, and nothing beside it: no link, no pipe, no path that leads out."""

from __future__ import annotations

import os
import sys
import time
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen import workshop
from briefgen.composition.inside import files_inside, read_inside, read_regular
from briefgen.composition.loader import copy_template, load_template
from briefgen.composition.themes import load_theme
from briefgen.errors import TemplateError

from .samples import FRONT, template_folder

SECRET = "the-canary-sang"  # noqa: S105 - what must never be read, or printed
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of Unix")


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A file of the user, outside of any template."""
    path = tmp_path / "canary.ttf"
    path.write_text(f"---\nname: {SECRET}\nslots: {{}}\n---\n{SECRET}\n", encoding="utf-8")
    return path


@pytest.fixture
def house(tmp_path: Path) -> Path:
    return template_folder(tmp_path / "house", "x\n")


def refused(load: Any, *arguments: Any) -> str:
    with pytest.raises(TemplateError) as caught:
        load(*arguments)
    assert SECRET not in str(caught.value)
    return str(caught.value)


# --- links and what is no file ------------------------------------------------------------------


@POSIX
def test_a_template_that_is_a_link_is_refused(house: Path, canary: Path) -> None:
    (house / "template.md.j2").unlink()
    (house / "template.md.j2").symlink_to(canary)
    assert (house / "template.md.j2").read_text(encoding="utf-8").count(SECRET)  # it would be read
    assert "is a link" in refused(load_template, house)


@POSIX
def test_a_folder_that_is_a_link_is_refused(house: Path) -> None:
    linked = house.with_name("linked")
    linked.symlink_to(house)
    assert "is a link" in refused(load_template, linked)


@POSIX
def test_a_theme_that_is_a_link_is_refused(house: Path, canary: Path) -> None:
    (house / "theme.toml").symlink_to(canary)
    assert "is a link" in refused(load_theme, house)


@POSIX
@pytest.mark.parametrize("name", ["template.md.j2", "theme.toml"])
def test_a_pipe_is_refused_and_not_waited_for(house: Path, name: str) -> None:
    (house / name).unlink(missing_ok=True)
    os.mkfifo(house / name)
    started = time.monotonic()
    load = load_theme if name == "theme.toml" else load_template
    assert "is no file" in refused(load, house)
    assert time.monotonic() - started < 5


@POSIX
def test_a_pipe_that_takes_a_files_place_is_not_waited_for(house: Path) -> None:
    os.mkfifo(house / "later")
    assert "is no file" in refused(read_regular, house / "later")


@POSIX
@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices")
def test_a_device_is_refused() -> None:
    assert "is no file" in refused(load_theme, Path("nowhere"), Path("/dev/zero"))


@POSIX
def test_a_link_within_a_folder_below_is_refused(house: Path, canary: Path) -> None:
    (house / "parts").symlink_to(canary.parent)
    assert "is a link" in refused(read_inside, house, "parts/canary.ttf")


# --- paths --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "../canary.ttf",
        "a/../../canary.ttf",
        "/etc/passwd",
        "C:\\x",
        "..\\canary.ttf",
        "",
        ".",
        "a\0b",
        "\\\\server\\share\\x",
    ],
)
def test_a_path_that_leads_out_is_refused(house: Path, canary: Path, name: str) -> None:
    (house / "a").mkdir()
    refused(read_inside, house, name)


@given(
    st.lists(st.sampled_from(["..", ".", "a", "house", "canary.ttf", "", "/", "\\"])).map("/".join)
)
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_path_reads_what_lies_outside(house: Path, canary: Path, name: str) -> None:
    try:
        content = read_inside(house, name)
    except (TemplateError, OSError):
        return
    assert SECRET.encode() not in content


@pytest.mark.parametrize(
    "path", ["../canary.ttf", "CANARY", "linked.ttf", "none.ttf", "folder.ttf"]
)
def test_a_theme_names_fonts_of_its_own_folder_only(house: Path, canary: Path, path: str) -> None:
    if path == "linked.ttf":
        (house / path).symlink_to(canary)
    if path == "folder.ttf":
        (house / path).mkdir()
    name = path.replace("CANARY", str(canary))
    (house / "theme.toml").write_text(f"[fonts]\ntext = '{name}'\n", encoding="utf-8")
    refused(load_theme, house)


def test_a_theme_may_bring_a_font_along(house: Path) -> None:
    arimo = files("briefgen.typefaces").joinpath("arimo", "Arimo-Regular.ttf").read_bytes()
    (house / "our.ttf").write_bytes(arimo)
    (house / "theme.toml").write_text("[fonts]\ntext = 'our.ttf'\n", encoding="utf-8")
    assert load_theme(house).fonts.text.regular == str(house / "our.ttf")


# --- size and depth -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["template.md.j2", "theme.toml"])
def test_a_text_of_more_than_a_megabyte_is_refused(house: Path, name: str) -> None:
    filler = b"x" * 1_000_001 if name == "template.md.j2" else b"#" * 1_000_001
    (house / name).write_bytes(FRONT.encode() * (name == "template.md.j2") + filler)
    load = load_theme if name == "theme.toml" else load_template
    assert "longer than 1,000,000 bytes" in refused(load, house)


def front_refused(house: Path, head: str) -> str:
    (house / "template.md.j2").write_text(f"---\n{head}\n---\nx\n", encoding="utf-8")
    started = time.monotonic()
    message = refused(load_template, house)
    assert time.monotonic() - started < 10
    assert message.startswith(f"{house / 'template.md.j2'}") and "\n" not in message
    return message


_LAUGHS = "a0: &a0 [ha]\n" + "\n".join(
    f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]" for n in range(9)
)


def test_a_billion_laughs_are_refused_with_their_line(house: Path) -> None:
    assert "template.md.j2:3: an alias" in front_refused(house, _LAUGHS)


def test_without_that_they_would_be_a_billion() -> None:
    innermost = yaml.safe_load(_LAUGHS)["a9"]
    count, width = 1, innermost
    while isinstance(width, list):
        count, width = count * len(width), width[0]
    assert count == 9**9


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.system ['touch MADE']",
        "!!python/name:os.system",
        "!!python/module:os",
        "!!python/object/new:os.system [x]",
        "!<tag:yaml.org,2002:python/object/apply:os.getcwd> []",
    ],
)
def test_a_tag_of_python_is_refused(house: Path, tag: str) -> None:
    made = house / "made"
    head = f"name: t\ndescription: {tag.replace('MADE', str(made))}\nslots: {{}}"
    assert "template.md.j2:3" in front_refused(house, head)
    assert not made.exists()


def test_yaml_that_is_not_safe_would_run_it(tmp_path: Path) -> None:
    made = tmp_path / "made"
    yaml.unsafe_load(f"!!python/object/apply:os.system ['touch {made}']")
    assert made.exists()


@pytest.mark.parametrize(
    "head",
    [
        "name: " + "[" * 20_000,
        "name: " + "{a: " * 5_000,
        "- " * 20_000,
        "name: " + "9" * 9_000,
        "name: 2026-99-99",
        "name: !!binary '%'",
        "slots: {a: {kind: author, default: [[[[]]]]}}",
        "? [a]\n: b",
        "name: \x01",
        "x" * 200_000,
        "slots: &a {b: *a}",
    ],
)
def test_front_matter_that_breaks_parsers_is_refused_in_one_line(house: Path, head: str) -> None:
    front_refused(house, head)


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 50_000,
        "[a" + ".a" * 2_000 + "]\nx=1",
        "[page]\ntop = nan",
        "[page]\ntop = inf",
        "[sizes]\nbody = 1e400",
        "organisation = " + "9" * 9_000,
        "[fonts]\ntext = 3",
    ],
)
def test_a_theme_that_breaks_parsers_is_refused(house: Path, text: str) -> None:
    (house / "theme.toml").write_text(text, encoding="utf-8")
    refused(load_theme, house)


# --- copies -------------------------------------------------------------------------------------


def test_a_template_is_copied_with_its_pictures(house: Path) -> None:
    (house / "pictures").mkdir()
    (house / "pictures" / "logo.png").write_bytes(b"logo")
    copy_template(house, house.with_name("copy"))
    assert list(files_inside(house.with_name("copy"))) == ["template.md.j2", "pictures/logo.png"]


@POSIX
@pytest.mark.parametrize("kind", ["file", "folder", "pipe"])
def test_what_is_linked_is_not_copied(house: Path, canary: Path, kind: str) -> None:
    if kind == "pipe":
        os.mkfifo(house / "logo.png")
    else:
        (house / "logo.png").symlink_to(canary if kind == "file" else canary.parent)
    copy = house.with_name("copy")
    refused(copy_template, house, copy)
    assert not copy.exists()


def test_files_that_an_editor_saved_with_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    mark = "\ufeff"
    folder = template_folder(tmp_path / "trial", "{{ _('Why') }}\n", front=mark + FRONT)
    (folder / "theme.toml").write_text(mark + 'organisation = "Ports"\n', encoding="utf-8")
    (folder / "phrases").mkdir()
    phrases = folder / "phrases" / "fr.toml"
    phrases.write_text(mark + '"Why" = "Pourquoi"\n', encoding="utf-8")
    template = load_template(folder)
    assert template.phrases == {"fr": {"Why": "Pourquoi"}}
    assert load_theme(template).organisation == "Ports"
    assert not [told for told in workshop.check(str(folder)) if not told.is_warning]
