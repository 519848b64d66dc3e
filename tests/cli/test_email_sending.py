"""Briefs sent from the command line to a real server on this machine, as somebody would."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from delivery.postbox import Manners, postbox

from .shapes import Run
from .test_email import ANN, LIST, of


@pytest.fixture
def ready(run: Run, workspace: Path) -> Path:
    """The PDF of a brief, and a list for it."""
    (workspace / "lists").mkdir()
    (workspace / "lists" / "all.toml").write_text(LIST, encoding="utf-8")
    assert run("make", "--marking", "OFFICIAL").exit_code == 0
    return of(workspace / "out")


def account(port: int) -> None:
    """Settings for a server on this machine, with a ledger of its own."""
    Path("briefgen.toml").write_text(
        f'[mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'
        'from = "Briefs <briefs@example.org>"\nledger = "sent.jsonl"\n',
        encoding="utf-8",
    )


def test_each_on_a_list_gets_it_once_and_sees_nobody_else(run: Run, ready: Path) -> None:
    with postbox() as box:
        account(box.port)
        done = run("email", str(ready), "--list", "all", "--send", "--yes")
        assert done.exit_code == 0, done.output
        again = run("email", str(ready), "--list", "all", "--send", "--yes")
    assert again.exit_code == 4  # nothing new
    assert [letter.recipients for letter in box.letters] == [
        ("ann@example.org",),
        ("bob@example.org",),
    ]
    for letter in box.letters:
        message = letter.message
        assert [a.addr_spec for a in message["To"].addresses] == list(letter.recipients)
        assert message["Cc"] is None and message["Bcc"] is None and message["X-Unsent"] is None
        assert message["From"] == "Briefs <briefs@example.org>"
        assert message["Auto-Submitted"] == "auto-generated"
        files = [ready.with_suffix(".docx"), ready]
        attached = [part.get_content() for part in message.iter_attachments()]
        assert attached == [file.read_bytes() for file in files]


def test_a_brief_that_is_named_by_all_its_files_is_sent_once(run: Run, ready: Path) -> None:
    files = (str(ready), str(ready.with_suffix(".docx")), str(ready.with_suffix(".manifest.json")))
    with postbox() as box:
        account(box.port)
        done = run("email", *files, "--to", ANN, "--send", "--yes", "--no-verify")
    assert done.exit_code == 0 and len(box.letters) == 1, done.output


def test_a_list_may_want_one_message_for_all(run: Run, ready: Path) -> None:
    Path("lists/all.toml").write_text(f'{LIST}delivery = "bcc"\n', encoding="utf-8")
    with postbox() as box:
        account(box.port)
        assert run("email", str(ready), "--list", "all", "--send", "--yes").exit_code == 0
    (letter,) = box.letters
    assert b"ann@example.org" not in letter.raw and b"bob@example.org" not in letter.raw
    assert letter.message["To"] == "undisclosed-recipients:;"
    assert {"ann@example.org", "bob@example.org"} == set(letter.recipients)


def test_a_list_has_its_own_writer(run: Run, ready: Path) -> None:
    own = LIST.replace("Briefs <briefs@example.org>", "Night desk <night@example.org>")
    Path("lists/all.toml").write_text(own, encoding="utf-8")
    with postbox() as box:
        account(box.port)
        assert run("email", str(ready), "--list", "all", "--send", "--yes").exit_code == 0
    message = box.letters[0].message
    assert message["From"] == "Night desk <night@example.org>"
    assert message["Sender"] == "Briefs <briefs@example.org>"
    assert box.letters[0].sender == "briefs@example.org"


def test_an_address_in_other_letters_wants_a_server_that_knows_them(run: Run, ready: Path) -> None:
    asked = ("email", str(ready), "--to", "Jörg <jörg@example.org>", "--send", "--yes")
    with postbox() as box:
        account(box.port)
        done = run(*asked)
    assert done.exit_code == 1 and "no SMTPUTF8" in done.output and not box.letters
    with postbox(utf8=True) as box:
        account(box.port)
        assert run(*asked).exit_code == 0
    assert box.letters[0].recipients == ("jörg@example.org",)
    assert "To: Jörg <jörg@example.org>\r\n".encode() in box.letters[0].raw


def test_a_domain_in_other_letters_goes_to_any_server(run: Run, ready: Path) -> None:
    who = ("--to", "Zoë <zoe@müller.example>", "--cc", "bo@xn--strae-oqa.example")
    with postbox() as box:
        account(box.port)
        settings = Path("briefgen.toml")
        own = settings.read_text(encoding="utf-8").replace("@example.org", "@bücher.example")
        settings.write_text(own, encoding="utf-8")
        done = run("email", str(ready), *who, "--send", "--yes", "--no-verify")
    assert done.exit_code == 0, done.output
    (letter,) = box.letters
    assert letter.recipients == ("zoe@xn--mller-kva.example", "bo@xn--strae-oqa.example")
    assert letter.sender == "briefs@xn--bcher-kva.example"
    assert letter.message["From"].addresses[0].domain == "xn--bcher-kva.example"


def test_the_draft_and_what_is_sent_say_the_same(run: Run, ready: Path) -> None:
    from .test_email import read, said

    assert run("email", str(ready), "--to", ANN, "-o", "draft.eml").exit_code == 0
    with postbox() as box:
        account(box.port)
        assert run("email", str(ready), "--to", ANN, "--send", "--yes").exit_code == 0
    draft, sent = read(Path("draft.eml")), box.letters[0].message
    assert (draft["Subject"], draft["To"]) == (sent["Subject"], sent["To"])
    assert [said(draft, kind) for kind in ("plain", "html")] == [
        said(sent, kind) for kind in ("plain", "html")
    ]


def test_nobody_to_say_yes_sends_nothing(run: Run, ready: Path) -> None:
    with postbox() as box:
        account(box.port)
        done = run("email", str(ready), "--to", ANN, "--send")
    assert done.exit_code == 2 and "--yes" in done.output
    assert "[OFFICIAL] INFO:" in done.output and "marking: OFFICIAL" in done.output
    assert ANN in done.output and "kB)" in done.output
    assert not box.letters


def test_a_dry_run_shows_the_message_and_calls_nobody(run: Run, ready: Path) -> None:
    with postbox() as box:
        account(box.port)
        done = run("email", str(ready), "--to", ANN, "--send", "--dry-run")
    assert done.exit_code == 0 and "Subject: [OFFICIAL]" in done.output
    assert box.calls == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("make --send", "--send: there is nobody to send it to; name a list with --email"),
        ("make --yes", "--yes: there is nobody to send it to; name a list with --email"),
        ("make --email all --yes", "--yes: nothing is sent without --send; add it, or leave --yes"),
        (
            "email a.pdf --list all.toml --cc a@example.org --send",
            "--cc: each on all is sent a message of his own, of which nobody gets a copy; use --to",
        ),
        ("email a.pdf --to a@example.org --yes", "--yes: nothing is sent without --send"),
        ("email a.pdf --to a@example.org --resend", "--resend: nothing is sent without --send"),
        ("email a.pdf --to a@example.org --imap-drafts --send", "--send: --imap-drafts puts a"),
        ("email a.pdf --to a@example.org --imap-drafts --dry-run", "--dry-run: --imap-drafts"),
    ],
)
def test_an_option_that_would_go_for_nothing_is_told(run: Run, arguments: str, told: str) -> None:
    account(port=1)
    Path("all.toml").write_text(LIST, encoding="utf-8")
    done = run(*arguments.split())
    assert done.exit_code == 2 and told in done.output
    assert len(done.output.strip().split("\n")) == 1
    assert not Path("out").exists()  # nothing was made


def test_what_is_sent_is_held_to_more_than_a_draft(run: Run, workspace: Path) -> None:
    run("make", "-t", "sitrep", "-f", "pdf", "-o", "sitrep")
    with postbox() as box:
        account(box.port)
        done = run("email", str(of(workspace / "sitrep")), "--to", ANN, "--send", "--yes")
    assert done.exit_code == 3 and "it is not complete" in done.output
    assert box.calls == 0


def test_one_who_is_refused_keeps_nobody_else_from_it(run: Run, ready: Path) -> None:
    with postbox(Manners(rcpt={"ann@example.org": ["550 5.1.1 unknown"]})) as box:
        account(box.port)
        done = run("email", str(ready), "--list", "all", "--send", "--yes")
    assert done.exit_code == 3 and "5.1.1 unknown" in done.output
    assert [letter.recipients for letter in box.letters] == [("bob@example.org",)]


# A shell that runs tests in the background has what they start ignore Ctrl-C.
STOPPABLE = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("briefgen", run_name="__main__")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no SIGINT for one process")
def test_whoever_stops_it_is_told_who_has_it(run: Run, ready: Path) -> None:
    cy = LIST.replace('"bob@example.org"', '"bob@example.org", "cy@example.org"')
    Path("lists/all.toml").write_text(cy, encoding="utf-8")
    running: list[subprocess.Popen[str]] = []

    def stop() -> None:
        if len(box.letters) == 2:  # which the server has, and has not answered for
            running[0].send_signal(signal.SIGINT)
            running[0].wait(30)

    asked = ("email", str(ready), "--list", "all", "--send", "--yes", "--no-verify", "--quiet")
    with postbox(Manners(at_data=stop)) as box:
        account(box.port)
        command = [sys.executable, "-c", STOPPABLE, *asked]
        running.append(subprocess.Popen(command, stderr=subprocess.PIPE, text=True))
        _, told = running[0].communicate(timeout=60)
        again = run(*asked)
    assert running[0].returncode == 130
    assert (
        "stopped while sending; it has gone to ann@example.org, and may have gone to bob@" in told
    )
    assert "not tried cy@example.org" in told
    assert again.exit_code == 3  # of Bob nobody knows
    assert [letter.recipients for letter in box.letters[2:]] == [("cy@example.org",)]


def test_made_and_sent_in_one_go(run: Run, ready: Path) -> None:
    with postbox() as box:
        account(box.port)
        made = ("make", "--marking", "OFFICIAL", "-q", "--email", "all", "--send", "--yes")
        assert [run(*made).exit_code for _ in range(2)] == [0, 4]
    assert len(box.letters) == 2
    assert run("make", "--marking", "SECRET", "-q").exit_code == 0  # is not what they have got
    assert len(list(ready.parent.glob("*_v2.pdf"))) == 1


def test_a_version_does_not_go_out_after_its_successor(run: Run, ready: Path) -> None:
    asked = ("--to", ANN, "--send", "--yes", "--no-verify")
    with postbox() as box:
        account(box.port)
        run("email", ready, "--to", "cy@example.org")  # which keeps its name from now on
        story = Path("seeds/story.txt")
        story.write_text(story.read_text("utf-8").replace("4,200", "4,300"), encoding="utf-8")
        run("make", "--marking", "OFFICIAL", "-q")
        (second,) = ready.parent.glob("*_v2.pdf")
        refused = run("email", ready, *asked)
        told = f"{second.stem} is there, a later version; send that, or say --resend"
        assert refused.exit_code == 3 and told in refused.output
        assert f"{second.stem} is there" in run("email", ready, "--to", ANN).output  # a draft
        assert run("email", second, *asked).exit_code == 0
        for file in ready.parent.glob("*_v2*"):
            file.unlink()
        refused = run("email", ready, *asked)
        assert refused.exit_code == 3, refused.output
        assert f"ann@example.org has {second.stem} already" in refused.output
        assert run("email", ready, *asked[2:], "--to", "bob@example.org").exit_code == 0
        assert len(box.letters) == 2
        assert run("email", ready, *asked, "--resend").exit_code == 0
    assert len(box.letters) == 3


def test_a_series_is_one_conversation(run: Run, workspace: Path) -> None:
    done = ("-t", "sitrep", "--set", "next_report=Friday", "-f", "pdf")
    run("make", *done, "-o", "one")
    (first,) = (workspace / "one").glob("*.manifest.json")
    # The lead of the news, and so the title, is another one the next day.
    run("make", *done, "-o", "two", "--previous", str(first), "--title", "Repairs begin")
    with postbox() as box:
        account(box.port)
        for folder in ("one", "two"):
            more = ("--previous", str(first)) if folder == "two" else ()
            sent = run("email", str(of(workspace / folder)), "--to", ANN, *more, "--send", "--yes")
            assert sent.exit_code == 0, sent.output
    one, two = (letter.message for letter in box.letters)
    assert two["In-Reply-To"] == two["References"] == one["Message-ID"]
