#!/usr/bin/env python3
"""Time one whole ``briefgen make`` against the bare parse that it stands on, in one run.

    python bench/make.py [ARTICLE] [--runs 5]

The bare process imports spaCy, loads the same model and parses the same text. Both are whole
processes, taken in turn; the median wall-clock seconds and the peak memory of each are printed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from briefgen.analysis import model_name
from briefgen.readers import read_path

_BARE = """
import sys, spacy
nlp = spacy.load(sys.argv[1])
doc = nlp(open(sys.argv[2], encoding="utf-8").read())
"""
_SEEDS = Path(__file__).resolve().parents[1] / "seeds"


def _run(command: list[str]) -> tuple[float, float]:
    """Wall-clock seconds and peak memory in MB of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"{' '.join(command[:4])} … ended with status {status}")
    return seconds, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument(
        "article", type=Path, nargs="?", default=_SEEDS / "courier-wire-barrier.txt"
    )
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "text.txt"
        text.write_text(read_path(options.article).sources[0].text, encoding="utf-8")
        bare = [sys.executable, "-c", _BARE, model_name(), str(text)]
        whole = [sys.executable, "-m", "briefgen", "make", str(options.article), "--format", "pdf"]
        whole += ["--quiet", "--output", folder]
        rows: dict[str, list[tuple[float, float]]] = {"bare parse": [], "briefgen make": []}
        for _ in range(options.runs + 1):  # the first of each warms the disk cache
            rows["bare parse"].append(_run(bare))
            rows["briefgen make"].append(_run(whole))
    medians = {}
    for name, measured in rows.items():
        medians[name] = statistics.median(seconds for seconds, _ in measured[1:])
        memory = max(megabytes for _, megabytes in measured[1:])
        print(f"{name:14} {medians[name]:6.2f} s  {memory:6.0f} MB at its peak")
    print(f"ratio          {medians['briefgen make'] / medians['bare parse']:6.2f}")


if __name__ == "__main__":
    main()
