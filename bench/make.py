#!/usr/bin/env python3
"""Time one whole ``briefgen make`` against the bare parse that it stands on, in one run.

    python bench/make.py [SOURCES] [--runs 5]

The bare process imports spaCy, loads the same model and parses the same text. ``make`` is run
without its cache, with an empty one, a second time (nothing has changed) and with another template
(which needs the analysis only). All are whole processes, taken in turn. Printed are, of each, the
median seconds by the clock, the least seconds of processor time (its workers included: the figure
that other programs on the machine change least) and the peak memory.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from briefgen.analysis import model_name
from briefgen.readers import read_path

_BARE = """
import sys, spacy
nlp = spacy.load(sys.argv[1])
doc = nlp(open(sys.argv[2], encoding="utf-8").read())
"""
_SEEDS = Path(__file__).resolve().parents[1] / "seeds"
_MAKE = [sys.executable, "-m", "briefgen", "make", "--quiet"]


@dataclass(frozen=True)
class Measured:
    """Seconds by the clock and of processor time, and megabytes at the peak, of one process."""

    clock: float
    processor: float
    megabytes: float


def _run(command: list[str], cache: Path) -> Measured:
    """One process, with those that it starts and waits for."""
    start = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    clock = time.perf_counter() - start
    if status:
        sys.exit(f"{' '.join(command[:4])} … ended with status {status}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    kilo = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Measured(clock, processor, usage.ru_maxrss / kilo)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("sources", type=Path, nargs="?", default=_SEEDS)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text, cache = Path(folder) / "text.txt", Path(folder) / "cache"
        texts = [source.text for source in read_path(options.sources).sources]
        text.write_text("\n\n".join(texts), encoding="utf-8")
        make = [*_MAKE, str(options.sources), "--output", folder]
        commands = {
            "bare parse": [sys.executable, "-c", _BARE, model_name(), str(text)],
            "make --no-cache": [*make, "--no-cache"],
            "make, the first": make,
            "make, the second": make,
            "another template": [*make, "--template", "one-pager"],
        }
        rows: dict[str, list[Measured]] = {name: [] for name in commands}
        for _ in range(options.runs + 1):  # the first of each warms the disk cache
            shutil.rmtree(cache, ignore_errors=True)
            for name, command in commands.items():
                rows[name].append(_run(command, cache))
    print("                   clock  processor  peak memory  of the bare parse")
    bare = statistics.median(one.clock for one in rows["bare parse"][1:])
    for name, measured in rows.items():
        clock = statistics.median(one.clock for one in measured[1:])
        processor = min(one.processor for one in measured[1:])
        memory = max(one.megabytes for one in measured[1:])
        row = f"{clock:5.2f} s    {processor:5.2f} s    {memory:6.0f} MB {clock / bare:9.2f}x"
        print(f"{name:17} {row}")


if __name__ == "__main__":
    main()
