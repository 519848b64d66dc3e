"""What comes of every file in a folder, by format: how many are read, and how the others end.

    python bench/readers.py FOLDER [FOLDER …] [--records FILE]

Of a file beside which, or elsewhere in the folders, lies what its text is, as NAME.html (a hash and
"_" in front of both names do not count), the share of those words that are read is told as well.
Formats are told by suffix. A hang is a file that takes two seconds more than its deadline, a crash
one that ends its worker, raised one over which we fail ourselves; a time is that of one file, the
start of a new worker after a dead one included. ``--records`` writes a line of JSON for every file
that was not read. Memory is by how much our own process has grown at its peak.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import statistics
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

import lxml.html

from briefgen.errors import Code, ReaderError
from briefgen.readers import read_bytes, read_path
from briefgen.readers.isolated import LIMITS

_GRACE = 2.0  # seconds
_WORD = re.compile(r"\w+")
_REFUSED = frozenset({Code.UNSUPPORTED, Code.ENCRYPTED, Code.NO_FILE, Code.XML_DTD})


@dataclass
class Tally:
    """What came of the files of one format."""

    files: int = 0
    read: int = 0
    hang: int = 0
    raised: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    def row(self, called: str) -> list[str]:
        empty = self.codes[Code.EMPTY]
        refused = sum(self.codes[code] for code in _REFUSED)
        failed = {c: n for c, n in sorted(self.codes.items()) if c not in {*_REFUSED, Code.EMPTY}}
        times = sorted(1000 * second for second in self.seconds)
        late = times[min(len(times) - 1, int(len(times) * 0.99))]
        counts = (self.files, self.read, empty, refused, sum(failed.values()), self.hang)
        told = [*counts, self.codes[Code.CRASH], self.raised]
        codes = " ".join(f"{code} {n}" for code, n in sorted(self.codes.items()))
        return [called, *map(str, told), f"{statistics.median(times):.1f}", f"{late:.0f}", codes]


def files_in(folders: list[Path]) -> list[Path]:
    """All files in folders, links included."""
    return [
        path
        for folder in folders
        for path in ([folder] if folder.is_file() else sorted(folder.rglob("*")))
        if path.is_symlink() or not path.is_dir()
    ]


def _plain(name: str) -> str:
    return re.sub(r"^[0-9a-f]{8,}_", "", name)


def truths_in(paths: list[Path]) -> dict[str, Path]:
    """Pages that say what the text of another file is, by the name of that."""
    names = {_plain(path.name) for path in paths}
    pages = ((_plain(path.name).removesuffix(".html"), path) for path in paths)
    return {name: page for name, page in pages if name in names and _plain(page.name) != name}


def recall(text: str, truth: Path) -> float:
    """The share of the words of a page, each as often as it stands there, that are in a text."""
    body = lxml.html.parse(str(truth)).find("body")
    stated = Counter(_WORD.findall(" ".join(body.itertext("*")).lower()))
    found = Counter(_WORD.findall(text.lower()))
    return (stated & found).total() / max(1, stated.total())


class Run:
    """Files read one after the other, and what came of them."""

    def __init__(self, records: TextIO | None) -> None:
        self._tallies: defaultdict[str, Tally] = defaultdict(Tally)
        self._records = records
        read_bytes(b"A first file, for which the worker starts.", name="first.txt")
        self._before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def read(self, name: str, file: Path | bytes) -> str:
        """Read a file, or the bytes of one, and take down how it ended; gives its text."""
        began = time.perf_counter()
        try:
            intake = read_path(file) if isinstance(file, Path) else read_bytes(file, name=name)
            outcome: list[ReaderError] | None = list(intake.failures)
            lost = not (intake.sources or intake.failures or intake.notices)
        except Exception as error:
            outcome, lost = None, False
            print(f"raised {type(error).__name__}: {name}", file=sys.stderr)
        took = time.perf_counter() - began
        for tally in (self._tallies[Path(name).suffix.lower() or "(none)"], self._tallies["all"]):
            tally.files += 1
            tally.seconds.append(took)
            tally.hang += took > LIMITS.seconds + _GRACE
            tally.raised += outcome is None or lost
            tally.read += outcome is not None and bool(intake.sources)
            # A mail that is read may bring files that are not.
            tally.codes.update(str(f.code) for f in outcome or () if not intake.sources)
        for failure in outcome or ():
            told = {"file": name, "seconds": round(took, 2), "name": failure.name}
            told |= {"sha256": failure.sha256, "stage": failure.stage, "code": failure.code}
            told |= {"message": str(failure)}
            if self._records:
                print(json.dumps(told, ensure_ascii=False), file=self._records, flush=True)
        return "\n\n".join(source.text for source in intake.sources) if outcome is not None else ""

    def print(self) -> None:
        """The table, and by how much our own process has grown at its peak."""
        order = sorted(self._tallies, key=lambda called: (called == "all", called))
        head = ["format", "files", "read", "empty", "refused", "failed"]
        rows = [[*head, "hang", "crash", "raised", "median ms", "p99 ms", "codes"]]
        rows += [self._tallies[called].row(called) for called in order]
        widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]) - 1)]
        for row in rows:
            cells = [row[0].ljust(widths[0])]
            cells += [cell.rjust(width) for cell, width in zip(row[1:-1], widths[1:], strict=True)]
            print("  ".join([*cells, row[-1]]).rstrip())
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - self._before
        unit = 2**20 if sys.platform == "darwin" else 1024
        print(f"our own process grew by {grown / unit:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--records", type=argparse.FileType("w", encoding="utf-8"))
    arguments = parser.parse_args()
    run = Run(arguments.records)
    paths = files_in(arguments.folders)
    truths, recalls = truths_in(paths), dict[str, float]()
    for path in paths:
        text, truth = run.read(path.name, path), truths.get(_plain(path.name))
        if truth is not None:
            recalls[path.name] = recall(text, truth)
    run.print()
    for name, share in recalls.items():
        print(f"{name}: {share:.3f} of the words of its text are read")


if __name__ == "__main__":
    main()
