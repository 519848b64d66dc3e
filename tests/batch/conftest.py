"""A folder of short stories, and the command run on it as people run it: in a process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

COMMAND = (sys.executable, "-m", "briefgen")


def story(number: int) -> str:
    return (
        f"Bridge {number} at Velmark closed after divers find cracks\n\n"
        f"By Ina Holt, The Velmark Herald\n{number + 1} March 2026\n\n"
        f"The harbour bridge {number} at Velmark was closed on Monday after divers found cracks in "
        "two of its cables, the bridge authority said.\n\n"
        f"About {number + 2},200 people cross the bridge every day, according to the town hall.\n\n"
        '"The cables are worn through, and I will not open the road until they are replaced," '
        "said Marta Ellison, the harbour master.\n"
    )


@dataclass
class Desk:
    """A workspace: ``inbox`` holds sources, and commands run in ``place``."""

    place: Path
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def inbox(self) -> Path:
        return self.place / "inbox"

    def start(self, *arguments: str, **settings: Any) -> subprocess.Popen[str]:
        """``briefgen`` with these arguments, running."""
        process = subprocess.Popen(
            [*COMMAND, *arguments],
            cwd=self.place,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **settings,
        )
        self.running.append(process)
        return process

    def run(self, *arguments: str, **settings: Any) -> tuple[int, str]:
        """The exit code of ``briefgen`` with these arguments, and what it says."""
        process = self.start(*arguments, **settings)
        told = process.communicate(timeout=180)
        return process.returncode, "".join(told)

    def batch(self, output: str = "out", *more: str, **settings: Any) -> tuple[int, str]:
        return self.run(
            "batch", "inbox", "-o", output, "-f", "pdf", "--jobs", "1", *more, **settings
        )

    def summary(self, output: str = "out") -> dict[str, Any]:
        told: dict[str, Any] = json.loads((self.place / output / "summary.json").read_text("utf-8"))
        briefs, files = told["briefs"], told["files"]
        assert briefs["planned"] == briefs["made"] + briefs["failed"] + briefs["not_reached"]
        assert files["named"] == sum(n for part, n in files.items() if part != "named")
        return told

    def files(self, output: str = "out") -> dict[str, bytes]:
        """All that lies in an output folder, by path."""
        top = self.place / output
        return {str(p.relative_to(top)): p.read_bytes() for p in top.rglob("*") if p.is_file()}

    def await_file(self, pattern: str, output: str = "out", seconds: float = 60) -> Path:
        """The first file that fits, once there is one."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for path in (self.place / output).glob(pattern):
                return path
            time.sleep(0.02)
        raise AssertionError(f"no {pattern} within {seconds} seconds")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Five stories in an inbox."""
    made = Desk(tmp_path)
    made.inbox.mkdir()
    for number in range(5):
        (made.inbox / f"story-{number}.txt").write_text(story(number), encoding="utf-8")
    yield made
    for process in made.running:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.wait()


def descendants(pid: int) -> set[int]:
    """The processes that one has started, and those that they have."""
    children = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            children.setdefault(parent, set()).add(int(entry.name))
    found: set[int] = set()
    waiting = [pid]
    while waiting:
        new = children.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
