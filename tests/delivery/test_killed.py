"""A run that is killed on its way, for real, and what the next one does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.delivery.ledger import open_ledger
from briefgen.delivery.report import Outcome
from briefgen.delivery.sending import Outgoing, send

from .letters import AccountOf, brief_message
from .postbox import Manners, postbox

TESTS = Path(__file__).parents[1]

RUN = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from briefgen.delivery.ledger import open_ledger
from briefgen.delivery.sending import Outgoing, send
from briefgen.model.account import Account
from delivery.letters import brief_message

message = brief_message()
message.add_attachment(bytes(int(sys.argv[4])), maintype="application", subtype="pdf")
with open_ledger(Path(sys.argv[2])) as ledger:
    account = Account.model_validate_json(sys.argv[3])
    send([Outgoing(message, ["anne@example.org"])], account, ledger, environment={})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="wants SIGKILL")
@pytest.mark.parametrize("is_behind", [True, False], ids=["behind the message", "within it"])
def test_a_run_that_is_killed_sends_nothing_twice(
    is_behind: bool, account_of: AccountOf, tmp_path: Path
) -> None:
    path = tmp_path / "sent.jsonl"
    size = 1_000 if is_behind else 5_000_000
    running: list[subprocess.Popen[bytes]] = []

    def kill() -> None:
        if running[0].poll() is None:
            os.kill(running[0].pid, signal.SIGKILL)
            running[0].wait()

    manners = Manners(at_data=kill) if is_behind else Manners(in_data=kill, drops_in_data=1)
    with postbox(manners) as box:
        account = account_of(box.port, security="none")
        stated = account.model_dump_json(by_alias=True)
        arguments = [sys.executable, "-c", RUN, str(TESTS), str(path), stated, str(size)]
        running.append(subprocess.Popen(arguments))
        assert running[0].wait(60) == -signal.SIGKILL

        message = brief_message()
        message.add_attachment(bytes(size), maintype="application", subtype="pdf")
        with open_ledger(path) as ledger:  # which nobody has locked any more

            def outcome(*, resend: bool) -> Outcome:
                outgoing = [Outgoing(message, ["anne@example.org"])]
                (report,) = send(outgoing, account, ledger, environment={}, resend=resend)
                return report.results[0].outcome

            assert len(box.letters) == is_behind
            if is_behind:
                # It was delivered, and the run did not live to write that down.
                assert outcome(resend=False) is Outcome.UNKNOWN
                assert len(box.letters) == 1
                assert outcome(resend=True) is Outcome.SENT
                assert len({letter.message["Message-ID"] for letter in box.letters}) == 1
            else:
                # Its end was never sent, so that no server may deliver it.
                assert outcome(resend=False) is Outcome.SENT
                assert len(box.letters) == 1
            before = len(box.letters)
            assert outcome(resend=True) is Outcome.ALREADY
            assert len(box.letters) == before
