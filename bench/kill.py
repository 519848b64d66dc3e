"""Runs that are killed: what they leave is whole or absent, and a repeat finishes the rest.

    python bench/kill.py [--files 200] [--times 20] [--seed 7] [--batch]

Makes a folder of small sources from seeds/, and a brief of it undisturbed. Then, again and again,
kills -9 a reader of a run at a random moment, or the run itself in every other; half of these at
the moment at which it writes. What stands in the output folder then must be what an undisturbed
run writes, byte for byte, and no process may be left, whatever it had put into the cache. A run
whose reader was killed must end by itself and lose one source at most; the repeat of a killed run
must write what the first one did. With ``--batch`` each file becomes a brief of its own, and only
runs are killed, with their two workers at whatever they do.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from briefgen.readers.isolated import LIMITS

PROJECT = Path(__file__).resolve().parents[1]
_FORMATS = ("pdf", "docx", "html", "md", "json")
_COMMAND = (sys.executable, "-m", "briefgen", "make", *(f"--format={name}" for name in _FORMATS))
_BATCH = (sys.executable, "-m", "briefgen", "batch", "--format=pdf", "--jobs=2")
_LAST = ("batch.jsonl", "summary.json")  # grow while a run goes on
_PATIENCE = 600  # seconds
_POLL = 0.005  # seconds
_GRACE = 5.0  # seconds


def sources(folder: Path, count: int) -> None:
    """``count`` short texts cut from the samples, each of another stretch."""
    folder.mkdir()
    words = "\n\n".join(
        path.read_text("utf-8") for path in sorted((PROJECT / "seeds").glob("*.txt"))
    )
    sentences = re.split(r"(?<=[.”\"])\s+", words)
    for number in range(count):
        start = number * 7 % max(1, len(sentences) - 4)
        text = " ".join(sentences[start : start + 4])
        (folder / f"{number:03d}.txt").write_text(f"Report {number}\n\n{text}\n", "utf-8")


class Trial:
    """One folder of sources, made into a brief, or into one of each, again and again."""

    def __init__(self, inbox: Path, command: tuple[str, ...]) -> None:
        self._inbox = inbox
        self._command = command
        self.whole: dict[str, bytes] = {}
        self.seconds = 0.0

    def start(self, out: Path) -> subprocess.Popen[bytes]:
        """A run that begins, with a cache beside its output folder."""
        return subprocess.Popen(
            [*self._command, str(self._inbox), "--output", str(out)],
            cwd=PROJECT,
            env=os.environ | {"XDG_CACHE_HOME": f"{out}-cache"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def undisturbed(self, out: Path) -> None:
        """Make the brief once, and remember what was written and how long it took."""
        began = time.perf_counter()
        code = self.start(out).wait(_PATIENCE)
        self.seconds = time.perf_counter() - began
        if code:
            sys.exit(f"the undisturbed run ended with {code}")
        self.whole = _files(out)

    def faults(self, out: Path, *, repeated: bool) -> list[str]:
        """What a folder holds that it must not, or lacks where a run has ``repeated``."""
        found = _files(out)
        whole = found.keys() if repeated else found.keys() - _LAST
        faults = [f"{name} is not whole" for name in whole if found[name] != self.whole.get(name)]
        if repeated:
            faults += [f"{name} is missing" for name in self.whole.keys() - found.keys()]
        return faults


def _files(out: Path) -> dict[str, bytes]:
    """What a reader of the folder sees: unfinished files are hidden."""
    visible = (p for p in sorted(out.glob("*")) if not p.name.startswith("."))
    return {path.name: path.read_bytes() for path in visible}


def _children(parent: int) -> list[int]:
    """The processes that descend from one (Linux)."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        if fields[0] != "Z":
            parents[int(stat.parent.name)] = int(fields[1])
    found, new = [], {parent}
    while new:
        new = {pid for pid, of in parents.items() if of in new}
        found += new
    return found


def _lasting(processes: list[int]) -> list[int]:
    """Those that have not ended by themselves: a reader does when nobody asks it any more, and
    sees that when it has loaded or has done with its file."""
    until = time.perf_counter() + LIMITS.seconds + _GRACE
    while time.perf_counter() < until:
        processes = [pid for pid in processes if Path(f"/proc/{pid}/exe").exists()]
        if not processes:
            break
        time.sleep(_POLL)
    return processes


def _kill_parent(trial: Trial, out: Path, chance: random.Random, *, writing: bool) -> list[str]:
    run = trial.start(out)
    until = time.perf_counter() + chance.uniform(0.05, trial.seconds)
    while run.poll() is None:
        if writing and out.is_dir() and any(out.iterdir()):
            time.sleep(chance.uniform(0, 0.02))
            break
        if not writing and time.perf_counter() > until:
            break
        time.sleep(0 if writing else _POLL)
    left = _children(run.pid)
    run.kill()
    run.wait()
    faults = trial.faults(out, repeated=False)
    faults += [f"process {pid} is left" for pid in _lasting(left)]
    if trial.start(out).wait(_PATIENCE):
        faults.append("the repeat failed")
    return faults + trial.faults(out, repeated=True)


def _kill_worker(trial: Trial, out: Path, chance: random.Random) -> list[str]:
    run = trial.start(out)
    until = time.perf_counter() + chance.uniform(0.05, trial.seconds * 0.6)
    killed = False
    while run.poll() is None and not killed:
        if time.perf_counter() > until:
            for pid in _children(run.pid)[:1]:
                os.kill(pid, signal.SIGKILL)
                killed = True
        time.sleep(_POLL)
    try:
        code = run.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        run.kill()
        return ["the run hangs"]
    manifests = list(out.glob("*.manifest.json"))
    if code not in (0, 3) or len(manifests) != 1:
        return [f"the run ended with {code}"]
    lost = json.loads(manifests[0].read_bytes())["refused"]
    faults = [] if len(lost) <= 1 else [f"{len(lost)} sources are lost"]
    return faults + [f"{r['name']}: {r['code']}" for r in lost if r["code"] != "CRASH"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--batch", action="store_true")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)  # noqa: S311 - moments, not secrets
    told: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        sources(Path(folder) / "inbox", arguments.files)
        trial = Trial(Path(folder) / "inbox", _BATCH if arguments.batch else _COMMAND)
        trial.undisturbed(Path(folder) / "whole")
        print(f"undisturbed: {arguments.files} files, {trial.seconds:.1f} s")
        for number in range(arguments.times):
            out = Path(folder) / f"out{number}"
            what = ("a reader", "the run", "a reader", "the run, writing")[number % 4]
            if arguments.batch:
                what = "the run"
            if what == "a reader":
                faults = _kill_worker(trial, out, chance)
            else:
                faults = _kill_parent(trial, out, chance, writing=what.endswith("writing"))
            told[what] += 1
            told["faults"] += bool(faults)
            for fault in faults:
                print(f"{number}: {what} killed: {fault}")
    print(
        ", ".join(f"{n} {what}" for what, n in told.items() if what != "faults"), "killed:", end=" "
    )
    print(f"{told['faults']} with a fault")


if __name__ == "__main__":
    main()
