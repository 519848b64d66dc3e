"""The wheel holds all that the program needs, and works away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from material import PROJECT


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the wheel of the project is unpacked into."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            *[sys.executable, "-m", "build", "--wheel", "--no-isolation"],
            *["--outdir", str(folder), str(PROJECT)],
        ],
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


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
def test_the_wheel_holds_the_built_in_templates(unpacked: Path, name: str) -> None:
    assert (unpacked / "briefgen" / "templates" / name / "template.md.j2").is_file()


def test_the_wheel_holds_every_file_of_the_package(unpacked: Path) -> None:
    package = PROJECT / "briefgen"
    wanted = {
        p.relative_to(package).as_posix()
        for p in package.rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    held = {
        p.relative_to(unpacked / "briefgen").as_posix()
        for p in unpacked.rglob("*.*")
        if p.is_relative_to(unpacked / "briefgen")
    }
    assert wanted - held == set()


def test_the_wheel_holds_nothing_but_the_package(unpacked: Path) -> None:
    assert {p.name.split("-")[0] for p in unpacked.iterdir()} == {"briefgen"}


def away(unpacked: Path, folder: Path, *arguments: str) -> str:
    """What the unpacked program prints, run in another folder."""
    code = (
        "import briefgen, sys; from briefgen.cli import main; "
        f"assert briefgen.__file__.startswith({str(unpacked)!r}), briefgen.__file__; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_unpacked_program_lists_its_templates(unpacked: Path, tmp_path: Path) -> None:
    assert "info-note" in away(unpacked, tmp_path, "templates", "list")


def test_the_unpacked_program_finds_its_own_templates(unpacked: Path, tmp_path: Path) -> None:
    assert str(unpacked) in away(unpacked, tmp_path, "templates", "show", "info-note")


def test_the_unpacked_program_makes_a_brief(unpacked: Path, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(
        "Bridge shut\n\nThe old bridge at Velmark was shut on Monday after divers found cracks.\n",
        encoding="utf-8",
    )
    away(unpacked, tmp_path, "make", "story.txt")
    assert {p.suffix for p in (tmp_path / "out").iterdir()} == {".pdf", ".docx", ".json"}
