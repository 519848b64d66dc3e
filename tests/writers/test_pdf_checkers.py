"""What checkers of tagged PDFs say of ours."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import outloud
import pdfua
import pytest
from sample import SAMPLE
from stress import stress
from tagged import painted

from briefgen.composition.compose import compose
from briefgen.composition.loader import load_template, load_theme
from briefgen.model.theme import Theme
from briefgen.selection import select
from briefgen.writers import write

THEME = Theme()
PROJECT = Path(__file__).parents[2]
TEMPLATES = sorted(folder.name for folder in (PROJECT / "templates").iterdir() if folder.is_dir())


@pytest.fixture(scope="module")
def file() -> bytes:
    return write(SAMPLE, THEME, "pdf")


@pytest.fixture(scope="module")
def long_file() -> bytes:
    return write(stress(), THEME, "pdf")


def outloud_finds(path: Path, title: str) -> list[str]:
    """What ``outloud`` finds. It takes the title in the header of fewer than three pages for prose
    that nobody hears (TAG-002), though it is the H1 of the first: that alone is left out."""
    result = outloud.check(str(path))
    assert not result.error
    return [
        f"{finding.rule} {finding.message}: {finding.evidence}"
        for finding in result.findings
        if not (finding.rule == "TAG-002" and title.startswith((finding.evidence or "")[:60]))
    ]


def check(tmp_path: Path, file: bytes, title: str) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(file)
    assert outloud_finds(path, title) == []
    assert [finding.message for finding in pdfua.validate(path).findings] == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_checkers_find_nothing_in_a_brief_of_the_sample_sources(name, seeds_dossier, tmp_path):
    template = load_template(PROJECT / "templates" / name)
    document = compose(select(seeds_dossier, template.front).brief, template)
    theme = load_theme(PROJECT / "templates" / name, None)
    check(tmp_path, write(document, theme, "pdf"), document.title)


def test_checkers_find_nothing_in_the_sample(file, tmp_path):
    check(tmp_path, file, SAMPLE.title)


def test_checkers_find_nothing_in_a_brief_of_forty_pages(long_file, tmp_path):
    assert len(painted(long_file)) >= 40
    check(tmp_path, long_file, "")


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_nothing(long_file, tmp_path):
    path = tmp_path / "brief.pdf"
    path.write_bytes(long_file)
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)  # noqa: S607


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="pdfinfo (poppler) is not installed")
def test_poppler_reads_the_structure(file, tmp_path):
    path = tmp_path / "brief.pdf"
    path.write_bytes(file)
    told = subprocess.run(
        ["pdfinfo", "-struct-text", path],  # noqa: S607
        check=True,
        capture_output=True,
        text=True,
    )
    assert not told.stderr
    assert "H1 (block)" in told.stdout
    assert f'"{SAMPLE.title}"' in told.stdout
