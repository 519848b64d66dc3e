"""Sending as the terminal has it: nothing goes out unless somebody says so."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from briefgen.cli.delivering import put_drafts, send_all
from briefgen.delivery.sending import Outgoing
from briefgen.errors import SettingsError

from .letters import brief_message
from .postbox import Manners, Postbox, postbox

ANNE, BO = "anne@example.org", "bo@example.org"
TESTS = Path(__file__).parents[1]
Settled = Callable[[Postbox], None]

RUN = f"""
import sys
sys.path.insert(0, {str(TESTS)!r})
from briefgen.cli.delivering import send_all
from briefgen.delivery.sending import Outgoing
from delivery.letters import brief_message

print(send_all([Outgoing(brief_message(), [{ANNE!r}])], ["INFO: a brief"]))
"""


@pytest.fixture
def settle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settled:
    """What writes the settings of a workspace that sends to a server of this machine."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("BRIEFGEN_MAIL_")]:
        monkeypatch.delenv(name)

    def settled(box: Postbox) -> None:
        stated = f'host = "127.0.0.1"\nport = {box.port}\nsecurity = "none"\n'
        Path("briefgen.toml").write_text(
            f'[mail]\n{stated}from = "press@example.org"\nledger = "sent.jsonl"\n', encoding="utf-8"
        )

    return settled


def test_with_nobody_there_nothing_is_sent(settle: Settled, message: EmailMessage) -> None:
    with postbox() as box:
        settle(box)
        with pytest.raises(SettingsError, match="give --yes"):
            send_all([Outgoing(message, [ANNE])], ["INFO: a brief"])
    assert box.calls == 0


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="wants a terminal of its own")
@pytest.mark.parametrize(("answer", "letters"), [("y\n", 1), ("n\n", 0), ("\n", 0)])
def test_whoever_is_there_is_asked(settle: Settled, answer: str, letters: int) -> None:
    ours, theirs = os.openpty()
    with postbox() as box:
        settle(box)
        running = subprocess.Popen(
            [sys.executable, "-c", RUN], stdin=theirs, stderr=subprocess.PIPE, text=True
        )
        os.write(ours, answer.encode())
        _, asked = running.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert "INFO: a brief" in asked
    assert "from: press@example.org, by 127.0.0.1" in asked
    assert len(box.letters) == letters


def test_a_schedule_sends_unasked_and_once(
    settle: Settled, message: EmailMessage, capsys: pytest.CaptureFixture[str]
) -> None:
    with postbox(Manners(rcpt={BO: ["550 5.1.1 unknown"] * 9})) as box:
        settle(box)
        assert send_all([Outgoing(message, [ANNE, BO])], [], yes=True) == 3
        assert send_all([Outgoing(message, [ANNE])], [], yes=True, quiet=True) == 4
    told = capsys.readouterr()
    assert told.out == "  sent anne@example.org\n"
    assert told.err == "  refused bo@example.org: 550 5.1.1 unknown\n"
    assert box.letters[0].message["Auto-Submitted"] == "auto-generated"
    assert len(box.letters) == 1


def test_nobody_is_asked_where_everybody_has_it(
    settle: Settled, message: EmailMessage, capsys: pytest.CaptureFixture[str]
) -> None:
    with postbox() as box:
        settle(box)
        assert send_all([Outgoing(message, [ANNE])], [], yes=True) == 0
        assert send_all([Outgoing(message, [ANNE])], ["INFO: a brief"]) == 4
        assert "INFO: a brief" not in capsys.readouterr().err
        with pytest.raises(SettingsError, match="nobody is there to say yes"):
            send_all([Outgoing(message, [ANNE, BO])], ["INFO: a brief"])
    assert f"  has it already, or may have: {ANNE}\n" in capsys.readouterr().err
    assert len(box.letters) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="has no signals for threads")
def test_who_has_which_of_several_messages_is_told_when_it_is_stopped(
    settle: Settled, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop() -> None:
        if len(box.letters) == 2:  # which the server has, and has not answered for
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
            time.sleep(0.2)

    messages = [Outgoing(brief_message(f"INFO: {title}"), [ANNE]) for title in "abc"]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with postbox(Manners(at_data=stop)) as box:
            settle(box)
            assert send_all(messages, [], yes=True, quiet=True) == 130
            some = capsys.readouterr().err
            assert send_all(messages, [], yes=True, quiet=True) == 3
    finally:
        signal.signal(signal.SIGINT, before)
    one = f"{ANNE} (1 of 3 messages)"
    assert f"it has gone to {one}, and may have gone to {one}; the same again sends it to" in some
    assert [letter.message["Subject"] for letter in box.letters] == [
        "INFO: a",
        "INFO: b",
        "INFO: c",
    ]


def test_a_dry_run_shows_headers_text_and_attachments(
    settle: Settled, message: EmailMessage, capsys: pytest.CaptureFixture[str]
) -> None:
    with postbox() as box:
        settle(box)
        assert send_all([Outgoing(message, [ANNE])], [], dry_run=True) == 0
    shown = capsys.readouterr().out
    assert "From: press@example.org" in shown
    assert "The water fell to 3.4 m" in shown
    assert "[application/pdf Überflutung.pdf]" in shown
    assert "would be sent anne@example.org" in shown
    assert (box.calls, Path("sent.jsonl").read_text(encoding="utf-8")) == (0, "")


def test_machines_get_json(
    settle: Settled, message: EmailMessage, capsys: pytest.CaptureFixture[str]
) -> None:
    with postbox() as box:
        settle(box)
        send_all([Outgoing(message, [ANNE])], [], yes=True, as_json=True)
    (told,) = json.loads(capsys.readouterr().out)
    assert told["recipients"][0]["outcome"] == "sent"
    assert told["message_id"] == box.letters[0].message["Message-ID"]


def test_without_an_account_it_is_said_what_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, message: EmailMessage
) -> None:
    monkeypatch.chdir(tmp_path)
    for ask in (lambda: send_all([], [], yes=True), lambda: put_drafts([message])):
        with pytest.raises(SettingsError, match=r"no \[mail\]"):
            ask()
