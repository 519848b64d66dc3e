"""What many briefs cost, in one run: by stage, beside the bare parse, with more workers, again.

    python bench/batch.py DATA.jsonl [--count 100] [--growth 100 1000]

DATA holds texts: ``{"text"}`` or ``{"documents": [{"text"}, …]}`` a line. Each text is a source of
its own and becomes a brief (``info-note``, PDF). Rates per core are by processor time of all
processes together, so that a busy machine tells the same; walls are told beside them. For growth,
texts are cut to their first 600 characters: it is the parent that is looked at, whose memory is
that of its process at its peak.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import TypeVar

from briefgen import building, workflow
from briefgen.analysis import analyse, load, model_name
from briefgen.analysis.pipeline import parse
from briefgen.readers import read_path
from briefgen.synthesis import synthesise
from briefgen.wishes import Wishes

_T = TypeVar("_T")
_SHORT = 600  # characters
_BARE = """
import json, os, sys, time
os.environ["OMP_NUM_THREADS"] = "1"
import spacy
texts = json.load(sys.stdin)
nlp = spacy.load(sys.argv[1])
list(nlp.pipe(texts[:3]))
cpu, wall = time.process_time(), time.perf_counter()
for _ in nlp.pipe(texts): pass
print(time.process_time() - cpu, time.perf_counter() - wall)
"""


@dataclass(frozen=True)
class Took:
    """Seconds of the processor and of the clock, and peak memory of the parent in MB."""

    cpu: float
    wall: float
    megabytes: float


def _texts(path: Path, count: int) -> list[str]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = [d["text"] for row in rows for d in row.get("documents") or [row]]
    # More than there are: the same again, told apart by a line that is nobody's statement.
    return [
        f"{t}\n\n{n}" if n >= len(found) else t for n, t in enumerate(islice(cycle(found), count))
    ]


def _inbox(folder: Path, texts: Iterable[str]) -> Path:
    folder.mkdir()
    for n, text in enumerate(texts):
        (folder / f"{n:05}.txt").write_text(text, encoding="utf-8")
    return folder


def _bare(texts: list[str]) -> Took:
    told = subprocess.run(
        [sys.executable, "-c", _BARE, model_name()],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    cpu, wall = (float(part) for part in told.stdout.split())
    return Took(cpu, wall, 0)


def _batch(inbox: Path, output: Path, jobs: int) -> Took:
    """A whole run, the loading of everything included."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "briefgen", "batch", str(inbox), "-o", str(output)]
    process = subprocess.Popen([*command, "-f", "pdf", "-q", "--jobs", str(jobs)])
    megabytes = 0.0
    while True:
        megabytes = max(megabytes, _peak(process.pid))
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        time.sleep(0.02)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"batch ended with {process.returncode}")
    return Took(usage.ru_utime + usage.ru_stime, wall, megabytes)


def _peak(pid: int) -> float:
    """The most memory that a process has had, in MB, where the system tells (Linux)."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def _stages(inbox: Path, output: Path) -> dict[str, float]:
    """Milliseconds of the processor for each document, by stage, in this process; reading is by the
    clock, because it is done in another."""
    wishes = Wishes(formats=("pdf",), output=output)
    ready, name = workflow.prepared(wishes), model_name()
    nlp, spent = load(name), dict[str, float]()

    def timed(stage: str, clock: Callable[[], float], work: Callable[[], _T]) -> _T:
        start = clock()
        made = work()
        spent[stage] = spent.get(stage, 0.0) + clock() - start
        return made

    files, cpu = sorted(inbox.iterdir()), time.process_time
    read_path(files[0])
    for path in files:
        source = timed("read (clock)", time.perf_counter, lambda p=path: read_path(p)).sources[0]
        timed("parse", cpu, lambda s=source: parse(s, nlp))
        analysis = timed("parse and rules", cpu, lambda s=source: analyse(s, nlp))
        dossier = timed("synthesis", cpu, lambda a=analysis: synthesise([a]))
        chosen = timed(
            "selection", cpu, lambda d=dossier: building.selection_of(d, ready.template, wishes)
        )
        timed(
            "composition, PDF",
            cpu,
            lambda c=chosen, d=dossier: building.rendered(
                c, ready.template, ready.looks, wishes, d, name
            ),
        )
    return {stage: 1000 * seconds / len(files) for stage, seconds in spent.items()}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else "")
    options.add_argument("data", type=Path)
    options.add_argument("--count", type=int, default=100)
    options.add_argument("--growth", type=int, nargs=2, default=[100, 1000])
    asked = options.parse_args()
    load_before = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(f"load of the machine before: {load_before:.1f} on {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        texts = _texts(asked.data, asked.count)
        inbox = _inbox(place / "inbox", texts)
        _speed(texts, inbox, place)
        print("\nmilliseconds of processor time for each document")
        for stage, milliseconds in _stages(inbox, place / "stages").items():
            print(f"  {stage:20} {milliseconds:7.1f}")
        _growth(asked.data, asked.growth, place)


def _speed(texts: list[str], inbox: Path, place: Path) -> None:
    bare = _bare(texts)
    single = _batch(_inbox(place / "single", texts[:1]), place / "alone", 1)
    one = _batch(inbox, place / "one", 1)
    two = _batch(inbox, place / "two", 2)
    again = _batch(inbox, place / "two", 2)
    count = len(texts)
    print(f"{count} documents{'':14} per core  by clock")
    rows = {"bare nlp.pipe": bare, "batch --jobs 1": one, "batch --jobs 2": two}
    for name, took in rows.items():
        print(f"  {name:22} {count / took.cpu:8.2f}  {count / took.wall:8.2f}  a second")
    print(f"  batch per core, of bare: {bare.cpu / one.cpu:.2f} with the start")
    # The model is loaded before the bare parse is timed; a run of one brief is nearly all start.
    each = (one.cpu - single.cpu) / (count - 1)
    print(f"  the same without it: {bare.cpu / count / each:.2f} (wanted: 0.8)")
    print(f"  start {single.cpu:.1f} s of the processor, then {1000 * each:.0f} ms a document")
    print(f"  two jobs, of one by clock: {one.wall / two.wall:.2f} (wanted: 1.7)")
    print(f"  again, nothing changed: {count / again.wall:.0f} a second, start included")


def _growth(data: Path, sizes: list[int], place: Path) -> None:
    print("\nshort documents           parent       made   again, nothing changed")
    memory, clock = [], []
    for size in sizes:
        inbox = _inbox(place / f"inbox-{size}", [t[:_SHORT] for t in _texts(data, size)])
        made = _batch(inbox, place / f"out-{size}", 2)
        again = _batch(inbox, place / f"out-{size}", 2)
        memory.append(made.megabytes)
        clock.append(again.wall)
        print(
            f"  {size:8} {made.megabytes:15.1f} MB {size / made.wall:7.1f}/s"
            f" {size / again.wall:9.0f}/s with the start ({again.cpu:.2f} s of the processor)"
        )
    rate = (sizes[1] - sizes[0]) / max(clock[1] - clock[0], 1e-3)
    print(f"  grown by {memory[1] - memory[0]:.1f} MB (wanted: less than 50)")
    print(f"  again, without the start: {rate:.0f} a second (wanted: 1,000)")


if __name__ == "__main__":
    main()
