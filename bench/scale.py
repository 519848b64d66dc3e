"""How selection and the whole run grow with the number of sources, in one run.

    python bench/scale.py DATA.jsonl [--sources 1 10 100]

DATA holds texts: ``{"text"}`` or ``{"documents": [{"text"}, …]}`` a line. The first table is of
whole processes of ``briefgen make``, PDF included, on as many texts; the second of ranking and
selection, and of all synthesis and selection, one text after the other, once each is analysed,
with the time that loading them adds to a process that has loaded the readers. Memory is that of
the process at its peak.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from briefgen.analysis import analyse, load, model_name
from briefgen.composition.loader import find_template, load_template
from briefgen.model.source import Source
from briefgen.selection import select
from briefgen.synthesis import synthesise
from briefgen.synthesis.salience import score

_LOADING = "import time, briefgen.readers; t = time.perf_counter(); import {}; print({})".format(
    "briefgen.synthesis, briefgen.selection", "time.perf_counter() - t"
)


def _texts(path: Path) -> list[str]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [d["text"] for row in rows for d in row.get("documents") or [row]]


def _whole(texts: list[str], runs: int) -> tuple[float, float]:
    """The median seconds and the peak memory in MB of ``briefgen make`` on these texts."""
    with tempfile.TemporaryDirectory() as folder:
        inbox = Path(folder) / "inbox"
        inbox.mkdir()
        for n, text in enumerate(texts):
            (inbox / f"{n:04}.txt").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "briefgen", "make", str(inbox), "--format", "pdf"]
        seconds, megabytes = [], 0.0
        for _ in range(runs):
            start = time.perf_counter()
            process = subprocess.Popen([*command, "--quiet", "--output", folder])
            _, _, usage = os.wait4(process.pid, 0)
            seconds.append(time.perf_counter() - start)
            megabytes = max(
                megabytes, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)
            )
    return statistics.median(seconds), megabytes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--sources", type=int, nargs="*", default=[1, 10, 100])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    texts = _texts(options.data)

    print("sources    words  seconds  seconds a source  s a 1000 words   MB")
    for number in options.sources:
        words = sum(len(text.split()) for text in texts[:number])
        seconds, megabytes = _whole(texts[:number], options.runs)
        print(
            f"{number:7} {words:8} {seconds:8.2f} {seconds / number:17.3f} "
            f"{1000 * seconds / words:15.2f} {megabytes:4.0f}"
        )

    nlp = load(model_name())
    front = load_template(find_template("info-note", Path())).front
    analysed = [
        analyse(Source(id=f"s{n}", text=text, title=""), nlp) for n, text in enumerate(texts[:100])
    ]
    start = time.perf_counter()
    for one in analysed:
        score([one])
    scored = time.perf_counter()
    dossiers = [synthesise([one]) for one in analysed]
    compared = time.perf_counter()
    for dossier in dossiers:
        select(dossier, front)
    selected = time.perf_counter()
    loading = [
        float(
            subprocess.run([sys.executable, "-c", _LOADING], capture_output=True, check=True).stdout
        )
        for _ in range(options.runs)
    ]
    number = len(analysed)
    print(
        f"\nranking and selection: {number / (scored - start + selected - compared):.0f} a second"
    )
    print(f"synthesis and selection: {number / (selected - scored):.0f} a second")
    print(f"loading them adds {statistics.median(loading):.2f} s to a process")


if __name__ == "__main__":
    main()
