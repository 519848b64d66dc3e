"""The manifest of a run: a line of JSON for each brief, appended when its files are written.

A line counts once it ends. What a killed run has left half written is cut off by the next; of two
lines about one brief the later counts. Rows are read where they lie, so that memory holds a hash
for each brief and no more.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pydantic import ValidationError

from briefgen.errors import OutputError
from briefgen.model.batch import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

LEDGER = "batch.jsonl"
_TOGETHER = 64  # rows that are flushed at once …
_LATEST = 0.5  # … or those of so many seconds


class Ledger:
    """The rows in a file, made where there is none. As a context, it commits what is left at the
    end, whatever ends it.

    Raises:
        OutputError: it cannot be written; what stood in it still does.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._places: dict[str, tuple[int, int]] = {}
        self._waiting: list[Row] = []
        self._since = time.monotonic()
        try:
            self._file: BinaryIO = path.open("r+b" if path.exists() else "x+b", buffering=0)
            self._end = self._read()
            self._file.truncate(self._end)
        except OSError as error:
            raise _unwritten(path, error) from error

    def get(self, name: str) -> Row | None:
        """The last row of the brief ``name``, where there is one that was committed."""
        if name not in self._places:
            return None
        place, length = self._places[name]
        self._file.seek(place)
        return _parsed(self._file.read(length))

    def names(self) -> list[str]:
        """The names of all briefs that have a row."""
        return list(self._places)

    def put(self, row: Row) -> None:
        """Keep ``row``; it is safe once it is committed, which is soon."""
        self._waiting.append(row)
        if len(self._waiting) >= _TOGETHER:
            self.commit()

    def commit_when_due(self) -> None:
        """Commit rows that have waited long enough."""
        if self._waiting and time.monotonic() - self._since > _LATEST:
            self.commit()

    def commit(self) -> None:
        """Write and flush the rows that wait: all, or none of them."""
        self._since = time.monotonic()
        rows, lines = self._waiting, [_line(row) for row in self._waiting]
        if not rows:
            return
        try:
            self._file.seek(self._end)
            _write(self._file, b"".join(lines))
            os.fsync(self._file.fileno())
        except OSError as error:
            self._file.truncate(self._end)
            raise _unwritten(self._path, error) from error
        for row, line in zip(rows, lines, strict=True):
            self._places[row.name] = (self._end, len(line))
            self._end += len(line)
        self._waiting = []

    def rows(self) -> Iterator[Row]:
        """The rows that count, by name."""
        for name in sorted(self._places):
            if row := self.get(name):
                yield row

    def tidy(self) -> None:
        """Write the file anew with the rows that count, by name: the same for the same briefs,
        however many runs made them."""
        self.commit()
        ordered = [self._places[name] for name in sorted(self._places)]
        if self._is_tidy(ordered):
            return
        try:
            handle, temporary = tempfile.mkstemp(
                dir=self._path.parent, prefix=".briefgen-", suffix=".part"
            )
            with os.fdopen(handle, "wb") as file:
                for place, length in ordered:
                    self._file.seek(place)
                    file.write(self._file.read(length))
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o644)
            self._file.close()
            Path(temporary).replace(self._path)
            self._file = self._path.open("r+b", buffering=0)
            self._end = self._read()
        except OSError as error:
            raise _unwritten(self._path, error) from error

    def _is_tidy(self, ordered: list[tuple[int, int]]) -> bool:
        at = 0
        for place, length in ordered:
            if place != at:
                return False
            at += length
        return at == self._end

    def _read(self) -> int:
        """Take in where the rows are; the end of the last whole line."""
        self._places = {}
        at = 0
        with self._path.open("rb") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    break
                if row := _parsed(line):
                    self._places[row.name] = (at, len(line))
                at += len(line)
        return at

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.commit()
        finally:
            self._file.close()


def _line(row: Row) -> bytes:
    return row.model_dump_json(exclude_defaults=True).encode() + b"\n"


def _parsed(line: bytes) -> Row | None:
    """The row in a line; a damaged one, or that of another version, is none: it is made anew."""
    try:
        return Row.model_validate_json(line)
    except ValidationError:
        return None


def _write(file: BinaryIO, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]


def _unwritten(path: Path, error: OSError) -> OutputError:
    reason = error.strerror or str(error)
    return OutputError(
        f"{path}: cannot be written ({reason}); what was made before is kept: make room or choose "
        "another folder with --output, and run the command again"
    )
