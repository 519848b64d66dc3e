"""The command line, run in a workspace of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from briefgen.cli import app

from .shapes import Run

STORY = "\n\n".join(
    [
        "Bridge at Velmark closed after divers find cracks",
        "By Ina Holt, The Velmark Herald\n11 March 2026",
        "The old harbour bridge at Velmark was closed on Monday after divers found cracks in two "
        "of its cables, the bridge authority said.",
        "About 4,200 people cross the bridge every day, according to the town hall. The repair "
        "will cost €45 million.",
        '"The cables are worn through, and I will not open the road until they are replaced," '
        "said Marta Ellison, the harbour master.",
        "The council will vote on the money on 24 March. It remains unclear why the cracks were "
        "not found in January.\n",
    ]
)


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the command runs in, with one story in ``seeds/``, and no settings of
    the machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for name in [name for name in os.environ if name.startswith("BRIEFGEN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("BRIEFGEN_CACHE_MEGABYTES", "0")  # a test makes what it looks at
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "story.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(workspace: Path) -> Run:
    """Runs ``briefgen`` with these arguments."""

    def invoke(*arguments: str, stdin: str | None = None) -> Result:
        result = CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception  # a traceback is what no user may see
        return result

    return invoke
