"""Damaged copies of the files in a folder, read: none may end in nothing, or take us down with it.

    python bench/mutants.py FOLDER [FOLDER …] [--count 10000] [--seed 7] [--records FILE]

A mutant is a copy with bits turned over, cut off, with a stretch of itself or of another file put
in, or with several of these; of an archive (Word, EPUB, ...) every other one is damaged within one
of its parts, so that it opens. Larger files than a megabyte are left out. The same seed makes the
same mutants, and names in the records tell which: NUMBER-NAME. The table is that of readers.py.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from readers import Run, files_in

_LARGEST = 1_000_000  # bytes
_LARGEST_OPENED = 20_000_000  # bytes of an archive: bombs are in the corpus as well
_LONGEST = 4096  # bytes of a stretch
_LEAST_PART = 200  # bytes of a part of an archive that is damaged


def mutants(
    originals: list[tuple[str, bytes]], count: int, seed: int
) -> Iterator[tuple[str, bytes]]:
    """``count`` damaged copies of ``originals``, each with a name; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - the same mutants each time
    for number in range(count):
        name, data = originals[number % len(originals)]
        others = [data for _, data in chance.sample(originals, k=min(3, len(originals)))]
        within = data.startswith(b"PK") and chance.random() < 0.5
        damaged = _within(data, others, chance) if within else _damaged(data, others, chance)
        yield f"{number:05d}-{name}", damaged


def _damaged(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        out = chance.choice((_turned, _cut, _spliced))(out, chance.choice(others), chance)
    return bytes(out)


def _within(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """An archive one part of which is damaged."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _LARGEST_OPENED:
                return _damaged(data, others, chance)
            parts = {info.filename: archive.read(info) for info in archive.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, zlib.error):
        return _damaged(data, others, chance)
    large = [name for name, part in parts.items() if len(part) > _LEAST_PART]
    if large:
        hit = chance.choice(large)
        parts[hit] = _damaged(parts[hit], others, chance)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def _turned(data: bytearray, _: bytes, chance: random.Random) -> bytearray:
    for _ in range(chance.choice((1, 4, 16, 64)) if data else 0):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def _cut(data: bytearray, _: bytes, chance: random.Random) -> bytearray:
    at = chance.randrange(len(data) + 1)
    return data[at:] if chance.random() < 0.2 else data[:at]


def _spliced(data: bytearray, other: bytes, chance: random.Random) -> bytearray:
    donor = bytes(data) if chance.random() < 0.5 else other
    start = chance.randrange(len(donor) + 1)
    at = chance.randrange(len(data) + 1)
    gone = chance.choice((0, chance.randrange(_LONGEST)))
    stretch = donor[start : start + chance.randrange(_LONGEST)]
    return data[:at] + stretch + data[at + gone :]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--records", type=argparse.FileType("w", encoding="utf-8"))
    arguments = parser.parse_args()
    paths = [path for path in files_in(arguments.folders) if path.is_file()]
    originals = [
        (path.name, path.read_bytes()) for path in paths if path.stat().st_size <= _LARGEST
    ]
    random.Random(arguments.seed).shuffle(originals)  # noqa: S311 - the same order each time
    run = Run(arguments.records)
    began = time.perf_counter()
    for name, data in mutants(originals, arguments.count, arguments.seed):
        run.read(name, data)
    run.print()
    print(
        f"{arguments.count} mutants of {len(originals)} files, {time.perf_counter() - began:.0f} s"
    )


if __name__ == "__main__":
    main()
