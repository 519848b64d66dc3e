"""A worker answers within its limits, or it is told in words why not, and nothing is left over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from material import PROJECT

from briefgen.isolation import Answer, Failure, FailureKind, Limits, Outcome, Supervisor

LIMITS = Limits(seconds=20, memory=200_000_000, answer=1_000_000)
IMPATIENT = Limits(seconds=1, memory=200_000_000, answer=1_000_000)
FUNCTIONS = Path(__file__).with_name("functions.py").read_text(encoding="utf-8").splitlines()
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="limits of Unix")
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="kept by Linux")


@contextmanager
def supervising(name: str, limits: Limits = LIMITS) -> Iterator[Supervisor]:
    """A supervisor of one of the functions beside this file."""
    supervisor = Supervisor(f"tests.isolation.functions:{name}", limits)
    try:
        yield supervisor
    finally:
        supervisor.close()


def asked(name: str, question: Any = None, limits: Limits = LIMITS) -> Outcome:
    """What comes of asking one function once."""
    with supervising(name, limits) as supervisor:
        return supervisor.call(question)


def failed(name: str, question: Any = None, limits: Limits = LIMITS) -> Failure:
    """Why a function gave no answer."""
    outcome = asked(name, question, limits)
    assert isinstance(outcome, Failure), outcome
    return outcome


def line_of(code: str) -> int:
    """The line of a statement among the functions."""
    (line,) = [n for n, text in enumerate(FUNCTIONS, 1) if text.strip() == code]
    return line


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


# --- answers ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def echo() -> Iterator[Supervisor]:
    with supervising("echo") as supervisor:
        yield supervisor


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(JSON)
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_json_comes_back_as_it_was(echo: Supervisor, value: Any) -> None:
    assert echo.call(value) == Answer(value)


@pytest.mark.parametrize("value", ["\ud800", "x" * 900_000, "\r\n\x00\x1a", {"failure": "memory"}])
def test_text_that_other_pipes_would_change_comes_back_as_it_was(
    echo: Supervisor, value: Any
) -> None:
    assert echo.call(value) == Answer(value)


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"\r\n\x1a", b"x" * 3_000_000])
def test_bytes_arrive_as_they_are(data: bytes) -> None:
    with supervising("digest") as supervisor:
        assert supervisor.call("sha256", data) == Answer(sha256(data).hexdigest())


def test_one_worker_is_kept_for_many_calls() -> None:
    with supervising("process") as supervisor:
        assert supervisor.call(None) == supervisor.call(None) == Answer(supervisor.pid)


def test_what_a_library_prints_is_no_answer() -> None:
    assert asked("talk") == Answer("said")


def test_calls_from_several_threads_wait_for_one_another(echo: Supervisor) -> None:
    got: dict[int, Outcome] = {}
    threads = [
        threading.Thread(target=lambda n=n: got.__setitem__(n, echo.call([n] * 1000)))
        for n in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == {n: Answer([n] * 1000) for n in range(20)}


# --- no answer --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("loop", "while True:  # without end"),
        ("one_long_call", "return sum(range(10**12))"),
        ("sleep", "time.sleep(600)"),
    ],
)
def test_a_worker_that_hangs_is_ended_in_time_and_says_where(name: str, at: str) -> None:
    started = time.monotonic()
    failure = failed(name, limits=IMPATIENT)
    assert failure.kind is FailureKind.TIMEOUT and "1 seconds" in failure.words
    assert time.monotonic() - started < 15
    assert abs(failure.frames[0].line - line_of(at)) <= 1


@POSIX
def test_a_worker_that_has_stopped_is_killed_from_outside() -> None:
    with supervising("process", IMPATIENT) as supervisor:
        supervisor.call(None)
        pid = supervisor.pid
        assert pid
        os.kill(pid, signal.SIGSTOP)
        outcome = supervisor.call(None)
        assert isinstance(outcome, Failure) and outcome.kind is FailureKind.TIMEOUT
        assert not is_running(pid)


@POSIX
@pytest.mark.parametrize("name", ["bomb", "many_small"])
def test_a_worker_that_wants_too_much_memory_is_told_so(name: str) -> None:
    failure = failed(name)
    assert failure.kind is FailureKind.MEMORY and "200 MB" in failure.words


@LINUX
def test_a_memory_bomb_says_where_it_went_off() -> None:
    assert failed("bomb").frames[0].line == line_of('return len("a" * 10**10)')


def test_too_long_an_answer_is_none() -> None:
    failure = failed("much")
    assert (failure.kind, failure.words) == (FailureKind.OUTPUT, "gave more than 1 MB")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("fail", "ValueError: this cannot be done"),
        ("recurse", "RecursionError"),
        ("die", "exit code 9"),
        ("not_json", "TypeError"),
        ("missing", "crashed (exit code 1): AttributeError"),
    ],
)
def test_a_worker_that_breaks_is_told_in_one_line(name: str, words: str) -> None:
    failure = failed(name)
    assert failure.kind is FailureKind.CRASH
    assert words in failure.words and "\n" not in failure.words


@POSIX
def test_a_crash_of_machine_code_is_told_with_its_line() -> None:
    failure = failed("crash")
    assert (failure.kind, failure.words) == (FailureKind.CRASH, "crashed (SIGSEGV)")
    assert line_of("ctypes.string_at(0)") in [frame.line for frame in failure.frames]


@pytest.mark.parametrize("name", ["die", "loop", "fail"])
def test_a_worker_that_gave_no_answer_is_replaced(name: str) -> None:
    with supervising("on_demand", IMPATIENT) as supervisor:
        first = supervisor.call("process")
        assert isinstance(supervisor.call(name), Failure)
        second = supervisor.call("process")
        assert isinstance(first, Answer) and isinstance(second, Answer) and first != second


@POSIX
def test_a_worker_that_was_killed_while_idle_is_replaced() -> None:
    with supervising("process") as supervisor:
        supervisor.call(None)
        pid = supervisor.pid
        assert pid
        os.kill(pid, signal.SIGKILL)
        time.sleep(0.2)
        assert isinstance(supervisor.call(None), Answer)


@POSIX
@pytest.mark.parametrize(
    "forged", [b"\x00\x00\x00\x02{}", b"\xff\xff\xff\xffx", b"\x00\x00\x00\x01x"]
)
def test_a_worker_that_is_no_longer_ours_cannot_break_us(forged: bytes) -> None:
    assert isinstance(asked("forge", forged.hex()), Failure)


# --- what a worker has, and may ---------------------------------------------------------------


@pytest.fixture(scope="module")
def state() -> dict[str, Any]:
    os.environ["BRIEFGEN_ONLY_OURS"] = "of the user"
    readable, writable = os.pipe()
    os.set_inheritable(writable, True)
    try:
        outcome = asked("state")
    finally:
        del os.environ["BRIEFGEN_ONLY_OURS"]
        os.close(readable)
        os.close(writable)
    assert isinstance(outcome, Answer) and isinstance(outcome.value, dict)
    return outcome.value


def test_the_environment_of_the_user_is_not_passed_on(state: dict[str, Any]) -> None:
    assert set(state["environment"]) <= {
        *("PYTHONHASHSEED", "PYTHONUTF8", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH"),
        *("LC_CTYPE", "SYSTEMROOT", "__CF_USER_TEXT_ENCODING"),
    }


def test_no_descriptor_is_inherited(state: dict[str, Any]) -> None:
    assert state["descriptors"] == [0, 1, 2, 3, 4]


def test_hashes_are_those_of_every_run(state: dict[str, Any]) -> None:
    code = "print(hash('briefgen'))"
    environment = {"PYTHONHASHSEED": "0"}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, check=True
    )
    assert state["hash"] == int(ran.stdout)


def test_the_working_folder_is_no_place_for_code(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(3)\n", encoding="utf-8")
    code = f"""
        import sys
        sys.path.remove("")
        from briefgen.isolation import Limits, Supervisor
        import os; os.chdir({str(tmp_path)!r})
        limits = Limits(seconds=20, memory=200_000_000, answer=1000)
        print(Supervisor("tests.isolation.functions:echo", limits).call("here"))
    """
    ran = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "Answer(value='here')"


@pytest.mark.parametrize("name", ["read", "write", "open_raw", "connect", "start", "shell", "fork"])
def test_a_worker_opens_no_file_and_starts_no_program(tmp_path: Path, name: str) -> None:
    target = tmp_path / "canary"
    target.write_text("secret", encoding="utf-8")
    failure = failed(name, str(target if name != "shell" else tmp_path / "made"))
    assert "may not do this" in failure.words and "secret" not in failure.words
    assert (target.read_text(encoding="utf-8"), len(list(tmp_path.iterdir()))) == ("secret", 1)


def test_a_worker_that_may_read_files_reads_them(tmp_path: Path) -> None:
    (tmp_path / "source").write_text("words", encoding="utf-8")
    reading = Limits(seconds=20, memory=200_000_000, answer=1000, files=True)
    assert asked("read", str(tmp_path / "source"), reading) == Answer("words")


def test_a_worker_that_may_use_the_network_opens_no_file(tmp_path: Path) -> None:
    (tmp_path / "source").write_text("words", encoding="utf-8")
    online = Limits(seconds=20, memory=200_000_000, answer=1000, network=True)
    assert "may not do this" in failed("read", str(tmp_path / "source"), limits=online).words
    assert "this: socket" in failed("connect").words
    assert "this: socket" not in failed("connect", limits=online).words


@LINUX
def test_the_kernel_refuses_files_too() -> None:
    outcome = asked("limits")
    assert isinstance(outcome, Answer)
    assert outcome.value == {"files": [5, 5], "written": [0, 0], "dumped": [0, 0]}


# --- nothing is left over ---------------------------------------------------------------------


def test_a_worker_ends_when_it_is_closed() -> None:
    with supervising("process") as supervisor:
        supervisor.call(None)
        pid = supervisor.pid
    assert pid and not is_running(pid)


@POSIX
def test_a_worker_ends_with_the_program_that_asked_it() -> None:
    code = """
        import os, signal
        from briefgen.isolation import Limits, Supervisor
        limits = Limits(seconds=20, memory=200_000_000, answer=1000)
        supervisor = Supervisor("tests.isolation.functions:process", limits)
        supervisor.call(None)
        print(supervisor.pid, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    """
    ran = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    pid = int(ran.stdout)
    deadline = time.monotonic() + 10
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(pid)


@POSIX
def test_what_a_worker_has_started_ends_with_it() -> None:
    with supervising("leave_a_child", IMPATIENT) as supervisor:
        outcome = supervisor.call("start")
        assert isinstance(outcome, Answer)
        child = int(str(outcome.value))
        assert is_running(child)
        assert isinstance(supervisor.call("hang"), Failure)
        time.sleep(0.2)
        assert not is_running(child) or _is_zombie(child)


def _is_zombie(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text(encoding="ascii").rpartition(")")[2].split()[0] == "Z"
