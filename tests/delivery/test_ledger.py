"""The ledger remembers, whatever happens to the process that writes it."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.delivery.ledger import Entry, State, open_ledger
from briefgen.errors import DeliveryError


def entry(recipient: str = "anne@example.org", state: State = State.SENT) -> Entry:
    return Entry(
        "2026-03-12T07:30:00+00:00", state, "c0ffee", recipient, "<1@example.org>", "mail", "250 OK"
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "sent.jsonl"


def write(path: Path, *entries: Entry) -> None:
    with open_ledger(path) as ledger:
        ledger.append(entries)


def test_what_was_written_is_there_in_the_next_run(path: Path) -> None:
    write(path, entry(state=State.SENDING))
    write(path, entry())
    with open_ledger(path) as ledger:
        assert ledger.last("c0ffee", "anne@example.org") == entry()
        assert ledger.last("c0ffee", "bo@example.org") is None
        assert ledger.last("decade", "anne@example.org") is None
    assert len(path.read_text(encoding="utf-8").splitlines()) == 2


def test_nobody_else_can_read_it(path: Path) -> None:
    write(path, entry())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("cut", [1, 2, 40, 100])
def test_a_last_line_that_was_cut_off_is_taken_away(path: Path, cut: int) -> None:
    write(path, entry("bo@example.org"), entry(state=State.SENDING))
    whole = path.read_bytes()
    path.write_bytes(whole[:-cut])
    with open_ledger(path) as ledger:
        assert ledger.last("c0ffee", "bo@example.org")
        # Without its line break alone, the line still says everything.
        assert (ledger.last("c0ffee", "anne@example.org") is not None) == (cut == 1)
        ledger.append([entry(state=State.SENDING)])
    lines = path.read_bytes().splitlines(keepends=True)
    assert lines[-1] == whole.splitlines(keepends=True)[1]
    assert lines[0] == whole.splitlines(keepends=True)[0]


@pytest.mark.parametrize("line", [b"\0\0\0", b"{}", b"[]", b'{"state": "lost"}', b'"sent"'])
def test_a_line_that_is_damaged_stops_everything(path: Path, line: bytes) -> None:
    write(path, entry(), entry("bo@example.org"))
    first, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + line + b"\n" + second)
    with (
        pytest.raises(DeliveryError, match=r"sent\.jsonl:2: damaged.* sent everything again"),
        open_ledger(path),
    ):
        pass


def test_a_field_of_another_version_is_no_damage(path: Path) -> None:
    write(path, entry())
    path.write_bytes(path.read_bytes().replace(b'{"at"', b'{"queue": "4711", "at"'))
    with open_ledger(path) as ledger:
        assert ledger.last("c0ffee", "anne@example.org") == entry()


def test_a_second_process_has_to_wait(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from briefgen.delivery.ledger import open_ledger\n"
        "with open_ledger(Path(sys.argv[1]), wait=0.2): print('in')"
    )
    again = [sys.executable, "-c", code, str(path)]
    with open_ledger(path):
        refused = subprocess.run(again, capture_output=True, text=True, check=False)
    assert "another process is sending" in refused.stderr
    let_in = subprocess.run(again, capture_output=True, text=True, check=False)
    assert let_in.stdout == "in\n"


def test_a_disk_that_fills_up_within_a_line_is_told_and_leaves_no_half_of_it(path: Path) -> None:
    resource = pytest.importorskip("resource")
    write(path, entry("bo@example.org"))
    before = path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with open_ledger(path) as ledger:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 10, hard))
        try:
            with pytest.raises(DeliveryError, match="make room"):
                ledger.append([entry()])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert ledger.last("c0ffee", "anne@example.org") is None
    assert path.read_bytes() == before
