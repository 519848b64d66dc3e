"""Right templates made wrong in one place: every one is told with file, line and remedy."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from briefgen import workflow, workshop
from briefgen.composition.loader import builtin_folder
from briefgen.errors import BriefgenError

from .mutations import MUTATIONS, Broken, Mutation

TEMPLATES = ("info-note", "one-pager", "media-brief")
CASES = [
    pytest.param(TEMPLATES[n % 3], mutation, n, id=f"{mutation.__name__}-{TEMPLATES[n % 3]}")
    for n in range(2 * len(MUTATIONS))
    for mutation in [MUTATIONS[n % len(MUTATIONS)]]
]


def broken(tmp_path: Path, template: str, mutation: Mutation, seed: int) -> tuple[Path, Broken]:
    """A copy of ``template`` with one thing wrong."""
    folder = tmp_path / "templates" / template
    shutil.copytree(builtin_folder() / template, folder)
    return folder, mutation(folder, random.Random(seed))  # noqa: S311 - the same every time


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_right_ones_have_no_fault(template: str) -> None:
    assert workshop.check(template) == []


@pytest.mark.parametrize(("template", "mutation", "seed"), CASES)
def test_a_wrong_template_is_told_with_file_line_and_remedy(
    tmp_path: Path, template: str, mutation: Mutation, seed: int
) -> None:
    folder, wrong = broken(tmp_path, template, mutation, seed)
    faults = [f for f in workshop.check(str(folder)) if not f.is_warning]
    told = [f for f in faults if f.file == str(folder / wrong.file) and wrong.words in f.what]
    assert told, faults
    assert told[0].line == wrong.line or (not wrong.line and told[0].line > 0)
    assert len(faults) <= 3, faults  # one thing is wrong: no flood of what follows from it


@pytest.mark.parametrize(("template", "mutation", "seed"), CASES)
def test_a_wrong_template_ends_in_one_line_and_no_traceback(
    tmp_path: Path, template: str, mutation: Mutation, seed: int
) -> None:
    folder, _ = broken(tmp_path, template, mutation, seed)
    dossier = tmp_path / "dossier.json"
    dossier.write_bytes(workflow.to_json(workshop.sample_dossier()))
    wishes = workflow.Wishes(template=str(folder), formats=("md",), output=tmp_path / "out")
    try:
        workflow.render(dossier, wishes)
    except BriefgenError as error:
        assert error.exit_code == 2
        assert "\n" not in str(error)
    # A wrong name may stand in a branch that these sources never come to: check tells it.
