"""The manifest of a run, as killed runs and other programs leave it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.batch.ledger import Ledger
from briefgen.model.batch import Row, Trouble


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "batch.jsonl"


def keep(path: Path, *rows: Row) -> None:
    with Ledger(path) as ledger:
        for row in rows:
            ledger.put(row)


def known(path: Path) -> list[Row]:
    with Ledger(path) as ledger:
        return list(ledger.rows())


def test_rows_are_there_again(path: Path) -> None:
    rows = [Row(name="a", key="1"), Row(name="ü", trouble=Trouble.CRASH, problem="Zeile\n2")]
    keep(path, *rows)
    assert known(path) == rows


def test_of_two_rows_about_one_brief_the_later_counts(path: Path) -> None:
    keep(path, Row(name="a", key="1"), Row(name="b", key="1"))
    keep(path, Row(name="a", key="2"))
    assert known(path) == [Row(name="a", key="2"), Row(name="b", key="1")]


def test_wherever_the_file_is_torn_the_whole_rows_before_count(path: Path) -> None:
    rows = [Row(name="a", key="1"), Row(name="b", key="2")]
    keep(path, *rows)
    whole = path.read_bytes()
    first = whole.index(b"\n") + 1
    for end in range(len(whole)):
        path.write_bytes(whole[:end])
        assert known(path) == rows[: (end >= first)]
        keep(path, Row(name="c", key="3"))
        assert known(path)[-1] == Row(name="c", key="3")


@pytest.mark.parametrize("line", [b"nonsense\n", b'{"name": 1}\n', b"\xff\xfe\n", b"\n", b"[]\n"])
def test_a_damaged_line_is_nobodys_row(path: Path, line: bytes) -> None:
    keep(path, Row(name="a", key="1"))
    path.write_bytes(path.read_bytes() + line)
    keep(path, Row(name="b", key="2"))
    assert [row.name for row in known(path)] == ["a", "b"]


def test_the_same_rows_are_the_same_file_whatever_came_before(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    keep(path, Row(name="b", key="0"), Row(name="b", key="2"), Row(name="a", key="1"))
    keep(other, Row(name="a", key="1"), Row(name="b", key="2"))
    for one in (path, other):
        with Ledger(one) as ledger:
            ledger.tidy()
            ledger.put(Row(name="c", key="3"))
    assert path.read_bytes() == other.read_bytes()
    assert [row.name for row in known(path)] == ["a", "b", "c"]
