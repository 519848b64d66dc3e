"""Harmful documents among many good ones: each costs itself, on this machine and on a cluster.

    python bench/poison.py [--count 1000] [--poisoned 20] [--engines local dask] [--kinds …]

Makes a folder of short stories and of files that hang their reader, have it killed (kill -9, by
this program, while it hangs), eat its memory, or are malformed. Then a brief of each, by two
workers of this machine and by a Dask cluster of two on loopback, one of which is killed when a
third is made. All stories must have become briefs, the same by both engines, each harmful file a
record, and no process may be left. The files are those of tests/readers/poison.py.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from batch.cluster import Cluster, command_of, parent_of
from batch.conftest import descendants, is_running, story
from readers import poison
from readers.samples import word_file, word_paragraph

_LOOK = 0.25  # seconds between two looks at the readers
_RESTED = 4  # looks in a row at which a reader that has loaded does nothing
_BUSY = 1.5  # seconds of the processor; a good document takes a twentieth of one
_PATIENCE = 40.0  # seconds for processes to end by themselves
_TICKS = os.sysconf("SC_CLK_TCK")
_KINDS: dict[str, tuple[tuple[str, Callable[[], bytes]], ...]] = {
    "kill": (("html", poison.hanging_page),),
    "hang": (("html", poison.hanging_page),),  # a page of links is read in time by a fast machine
    "exhaust": (
        ("pdf", lambda: poison.swelling_pdf(2000)),
        ("docx", lambda: poison.swelling_word_file(100)),
    ),
    "malformed": (
        ("eml", poison.deep_mail),
        ("docx", poison.laughing_word_file),
        ("docx", lambda: word_file(word_paragraph("Cut off."))[:300]),
        ("pdf", lambda: b"%PDF-1.7\nnothing"),
    ),
}


def fill(inbox: Path, stories: int, poisoned: int, kinds: list[str]) -> set[str]:
    """Stories with harmful files among them; the names of their briefs."""
    inbox.mkdir()
    for number in range(stories):
        (inbox / f"story-{number:04}.txt").write_text(story(number), encoding="utf-8")
    made: dict[Callable[[], bytes], bytes] = {}
    names = set()
    for number in range(poisoned):
        kind = kinds[number % len(kinds)]
        suffix, make = _KINDS[kind][number // len(kinds) % len(_KINDS[kind])]
        made[make] = made.get(make) or make()
        # Spread over the run by name, since that is the order in which briefs are made.
        name = f"story-{number * stories // poisoned:04}-{kind}-{number}"
        (inbox / f"{name}.{suffix}").write_bytes(made[make])
        names.add(name)
    return names


class Killer(threading.Thread):
    """Kills readers that hang, up to ``most``, below the processes that ``roots`` tells."""

    def __init__(self, roots: Callable[[], list[int]], most: int) -> None:
        super().__init__(daemon=True)
        self._roots = roots
        self._most = most
        self._spent: dict[int, list[float]] = {}
        self.killed = 0
        self.done = threading.Event()

    def run(self) -> None:
        while self.killed < self._most and not self.done.wait(_LOOK):
            for root in self._roots():
                for pid in descendants(root):
                    if self._hangs(pid) and self.killed < self._most:
                        os.kill(pid, signal.SIGKILL)
                        self.killed += 1

    def _hangs(self, pid: int) -> bool:
        """Whether a reader has rested once, so that it has loaded, and is busy since for longer
        than with any good document."""
        if b"briefgen.readers.worker" not in command_of(pid):
            return False
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return False
        spent = (int(fields[11]) + int(fields[12])) / _TICKS
        times = self._spent.setdefault(pid, [])
        times.append(spent)
        rests = [n for n in range(_RESTED, len(times)) if times[n] - times[n - _RESTED] < 0.02]
        return bool(rests) and spent - times[rests[-1]] > _BUSY


def made(
    inbox: Path, out: Path, kills: int, clusters: tuple[Cluster, ...], more: tuple[str, ...]
) -> set[int]:
    """Have a run make all briefs; the processes that it started."""
    command = [sys.executable, "-m", "briefgen", "batch", str(inbox), "-o", str(out), "-f", "pdf"]
    run = subprocess.Popen(
        [*command, *more], cwd=inbox.parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    killer = Killer(
        lambda: [run.pid, *(one.pid for cluster in clusters for one in cluster.running)], kills
    )
    killer.start()
    started: set[int] = set()
    third = len(list(inbox.iterdir())) // 3
    left = list(clusters)
    while run.poll() is None:
        started |= descendants(run.pid)
        if left and len(list(islice(out.glob("*.pdf"), third))) >= third and left[0].makers():
            os.kill(parent_of(min(left.pop().makers())), signal.SIGKILL)
        time.sleep(_LOOK)
    killer.done.set()
    killer.join()
    if run.returncode != 3:
        sys.exit(f"the run ended with {run.returncode}")
    print(f"  {killer.killed} readers killed", "" if left or not clusters else "and a worker")
    return started


def faults(out: Path, stories: int, harmful: set[str], started: set[int]) -> Iterator[str]:
    """What is not as it must be."""
    summary = json.loads((out / "summary.json").read_bytes())
    failed = {one["name"] for one in summary["failures"]}
    files = {path.name.removesuffix("_v1.pdf") for path in out.glob("*.pdf")}
    codes = Counter(record["code"] for some in summary["not_read"].values() for record in some)
    told = ", ".join(f"{count} {code}" for code, count in sorted(codes.items()))
    print(f"  {len(files)} briefs, {len(failed)} records ({told})")
    if failed != harmful:
        yield f"not as recorded: {sorted(failed ^ harmful)}"
    if len(files) != stories or summary["briefs"]["made"] != stories:
        yield f"{stories} stories, {len(files)} briefs"
    until = time.monotonic() + _PATIENCE
    while any(map(is_running, started)) and time.monotonic() < until:
        time.sleep(_LOOK)
    yield from (f"process {pid} is left" for pid in started if is_running(pid))


@contextmanager
def cluster(place: Path) -> Iterator[Cluster]:
    """Two workers on loopback."""
    place.mkdir()
    made = Cluster(place)
    try:
        made.start(workers=2)
        yield made
    finally:
        made.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--poisoned", type=int, default=20)
    parser.add_argument(
        "--engines", nargs="+", choices=("local", "dask"), default=["local", "dask"]
    )
    parser.add_argument("--kinds", nargs="+", choices=tuple(_KINDS), default=list(_KINDS))
    asked = parser.parse_args()
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        place, stories = Path(folder), asked.count - asked.poisoned
        harmful = fill(place / "inbox", stories, asked.poisoned, asked.kinds)
        kills = sum("-kill-" in name for name in harmful)
        for engine in asked.engines:
            began, out = time.perf_counter(), place / engine
            print(f"{engine}:")
            if engine == "local":
                started = made(place / "inbox", out, kills, (), ("--jobs", "2"))
            else:
                with cluster(place / "cluster") as one:
                    options = ("--engine", "dask", "--scheduler", one.address)
                    started = made(place / "inbox", out, kills, (one,), options)
                    started |= one.makers()
            found += [f"{engine}: {fault}" for fault in faults(out, stories, harmful, started)]
            print(f"  {time.perf_counter() - began:.0f} s", flush=True)
        found += _differing(*(place / engine for engine in asked.engines))
    for fault in found:
        print(fault)
    sys.exit(bool(found))


def _differing(first: Path, *others: Path) -> Iterator[str]:
    for other in others:
        for path in sorted(first.glob("*.pdf")):
            twin = other / path.name
            if not twin.is_file() or path.read_bytes() != twin.read_bytes():
                yield f"{path.name}: not the same by {other.name}"


if __name__ == "__main__":
    main()
