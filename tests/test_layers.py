"""The direction of imports, and what starting the command line costs."""

from __future__ import annotations

import subprocess
import sys

import pytest
from material import PROJECT

HEAVY = ("spacy", "reportlab", "docx", "trafilatura", "lxml", "numpy", "jinja2", "markdown_it")


def test_no_stage_imports_another() -> None:
    checked = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
    assert "0 broken" in checked.stdout


@pytest.mark.parametrize("library", HEAVY)
def test_the_command_line_starts_without_a_heavy_library(library: str) -> None:
    code = f"import sys, briefgen.cli; sys.exit({library!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
