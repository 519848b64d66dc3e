"""A Dask cluster on this machine: a scheduler and workers in processes of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from .conftest import descendants, is_running

_SETTINGS = {
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
    "DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "False",
}


@dataclass
class Cluster:
    """``start`` it in a folder of its own; ``stop`` it at the end."""

    place: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    protocol: str = "tcp"
    port: int = 0
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"{self.protocol}://127.0.0.1:{self.port}"

    def start(self, workers: int = 2) -> None:
        """Have a scheduler, and so many workers."""
        self.start_scheduler()
        if workers:
            self.start_workers(workers)

    def start_scheduler(self) -> subprocess.Popen[bytes]:
        told = self.place / "scheduler.log"
        options = ("--host", f"{self.protocol}://127.0.0.1", "--port", str(self.port))
        process = self._run("scheduler", told, *options, "--no-dashboard")
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            for line in told.read_text("utf-8").splitlines():
                if "Scheduler at:" in line:
                    self.port = int(line.rsplit(":", 1)[1])
                    return process
            time.sleep(0.05)
        raise AssertionError(told.read_text("utf-8"))

    def start_workers(self, count: int, **settings: str) -> subprocess.Popen[bytes]:
        """So many workers with a thread each, which a nanny starts anew when they die."""
        told = self.place / f"workers-{len(self.running)}.log"
        options = ("--nthreads", "1", "--nworkers", str(count), "--no-dashboard")
        return self._run("worker", told, self.address, *options, **settings)

    def _run(
        self, role: str, told: Path, *options: str, **settings: str
    ) -> subprocess.Popen[bytes]:
        with told.open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{role}", *options],
                cwd=self.place,
                env=os.environ | _SETTINGS | self.settings | settings,
                stdout=log,
                stderr=log,
            )
        self.running.append(process)
        return process

    def makers(self) -> set[int]:
        """The supervised workers of the cluster: processes that make briefs."""
        found = set()
        for process in self.running:
            for pid in descendants(process.pid):
                if b"briefgen.batch.worker:answer" in command_of(pid) and is_running(pid):
                    found.add(pid)
        return found

    def await_maker(self, seconds: float = 60) -> int:
        """A process that makes briefs, once there is one."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for pid in self.makers():
                return pid
            time.sleep(0.02)
        raise AssertionError(f"nothing is made within {seconds} seconds")

    def stop(self) -> None:
        """End it at once: to let a cluster close takes seconds."""
        started = {pid for process in self.running for pid in descendants(process.pid)}
        for process in self.running:
            process.kill()
            process.wait()
        for pid in started:
            if is_running(pid):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
