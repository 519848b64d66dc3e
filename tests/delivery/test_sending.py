"""What is sent arrives whole, once, and only where it may; read back from real servers."""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
import sys
import time
from copy import deepcopy
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import pytest
import trustme

from briefgen.delivery.attempts import Patience
from briefgen.delivery.ledger import Ledger, State, open_ledger
from briefgen.delivery.report import NOTHING_NEW, Outcome, Report, exit_code
from briefgen.delivery.sending import Outgoing, send
from briefgen.delivery.stamping import content_hash
from briefgen.errors import DeliveryError
from briefgen.model.account import Account

from .letters import AccountOf, brief_message
from .postbox import PASSWORD, TOKEN, USER, Manners, Postbox, postbox

WITH_PASSWORD = {"BRIEFGEN_MAIL_PASSWORD": PASSWORD}
AT_ONCE = Patience(waits=(0, 0, 0), answer=5)
ANNE, BO = "anne@example.org", "bo@example.org"


def sent(
    message: EmailMessage, recipients: list[str], account: Account, ledger: Ledger, **named: Any
) -> Report:
    outgoing = Outgoing(message, recipients, named.pop("series", ""))
    (report,) = send(
        [outgoing], account, ledger, **{"environment": {}, "patience": AT_ONCE} | named
    )
    return report


def outcomes(report: Report) -> dict[str, Outcome]:
    return {result.recipient: result.outcome for result in report.results}


def open_at(account_of: AccountOf, box: Postbox, **fields: Any) -> Account:
    """An account at a server of this machine that has neither TLS nor a password."""
    return account_of(box.port, security="none", **fields)


# What arrives


def test_the_message_that_arrives_is_the_one_that_was_made(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger, secured: ssl.SSLContext
) -> None:
    with postbox(starttls=secured, wants_login=True) as box:
        account = account_of(box.port, user=USER)
        report = sent(message, [ANNE, BO], account, ledger, environment=WITH_PASSWORD)
    assert outcomes(report) == {ANNE: Outcome.SENT, BO: Outcome.SENT}
    (letter,) = box.letters
    assert (letter.sender, letter.recipients) == ("press@example.org", (ANNE, BO))
    arrived = letter.message
    assert (arrived["Subject"], arrived["To"]) == (message["Subject"], message["To"])
    for kind in ("plain", "html"):
        body, made = arrived.get_body((kind,)), message.get_body((kind,))
        assert body
        assert made
        assert body.get_content().splitlines() == made.get_content().splitlines()
    attached = [(a.get_filename(), a.get_content()) for a in arrived.iter_attachments()]
    assert attached == [(a.get_filename(), a.get_content()) for a in message.iter_attachments()]
    assert not arrived.defects


def test_what_goes_out_has_a_sender_a_date_and_a_number_and_no_hidden_names(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    when = datetime(2026, 3, 12, 7, 30, tzinfo=UTC)
    with postbox() as box:
        report = sent(message, [ANNE], open_at(account_of, box), ledger, now=when)
    arrived = box.letters[0].message
    assert arrived["From"] == "Präss <press@example.org>"
    assert arrived["Date"].datetime == when
    assert arrived["Message-ID"] == report.message_id
    assert report.message_id.endswith("@example.org>")
    assert arrived["Bcc"] is arrived["X-Unsent"] is arrived["Auto-Submitted"] is None
    assert message["X-Unsent"] == "1"  # the message that was given is as it was


def test_a_message_that_no_person_sends_says_so(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    with postbox() as box:
        sent(message, [ANNE], open_at(account_of, box), ledger, scheduled=True)
    assert box.letters[0].message["Auto-Submitted"] == "auto-generated"


def test_a_dry_run_shows_what_would_go_out_and_calls_nobody(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    with postbox() as box:
        account = open_at(account_of, box)
        shown = sent(message, [ANNE], account, ledger, dry_run=True)
        assert (outcomes(shown), box.calls) == ({ANNE: Outcome.READY}, 0)
        report = sent(message, [ANNE], account, ledger)
    assert report.message_id == shown.message_id
    assert outcomes(report) == {ANNE: Outcome.SENT}


# Secured


def test_tls_from_the_first_byte_is_spoken_where_it_is_asked_for(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger, secured: ssl.SSLContext
) -> None:
    with postbox(tls=secured) as box:
        report = sent(message, [ANNE], account_of(box.port, security="tls"), ledger)
    assert outcomes(report) == {ANNE: Outcome.SENT}


@pytest.mark.parametrize("kind", ["starttls", "tls"])
def test_a_certificate_of_an_unknown_authority_ends_it(
    kind: str, message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with postbox(**{kind: context}) as box:  # type: ignore[arg-type]
        account = account_of(box.port, security=kind, user=USER)
        report = sent(message, [ANNE], account, ledger, environment=WITH_PASSWORD)
    assert outcomes(report) == {ANNE: Outcome.NOT_TRIED}
    assert "certificate of 127.0.0.1 is not trusted" in report.trouble
    assert (report.exit_code, box.letters, box.logins) == (1, [], [])


def test_a_certificate_for_another_name_ends_it(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger, authority: trustme.CA
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("mail.example.org").configure_cert(context)
    with postbox(starttls=context) as box:
        report = sent(message, [ANNE], account_of(box.port), ledger)
    assert "not valid for" in report.trouble
    assert not box.letters


def test_a_server_without_starttls_gets_nothing(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    with postbox() as box:
        account = account_of(box.port, user=USER)
        report = sent(message, [ANNE], account, ledger, environment=WITH_PASSWORD)
    assert "offers no STARTTLS" in report.trouble
    assert (box.letters, box.logins) == ([], [])


def test_tls_with_a_server_that_begins_without_is_told(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    with postbox() as box:
        report = sent(message, [ANNE], account_of(box.port, security="tls"), ledger)
    assert "does not speak TLS as asked" in report.trouble


@pytest.mark.parametrize("host", ["mail..example.org", "no-such-host.invalid"])
def test_a_name_that_is_no_server_is_told_at_once(
    host: str, message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    report = sent(message, [ANNE], account_of(587, host=host), ledger)
    assert f"{host}, port 587, cannot be reached" in report.trouble


def test_a_server_that_is_not_there_is_told_at_once(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    with postbox() as box:
        account = open_at(account_of, box)
    report = sent(message, [ANNE], account, ledger, patience=Patience(waits=(60,)))
    assert "cannot be reached" in report.trouble


# Logged in


@pytest.mark.parametrize("method", ["PLAIN", "LOGIN"])
def test_a_password_with_any_letters_is_taken(
    method: str,
    message: EmailMessage,
    account_of: AccountOf,
    ledger: Ledger,
    secured: ssl.SSLContext,
) -> None:
    other = {"PLAIN": "LOGIN", "LOGIN": "PLAIN"}[method]
    with postbox(starttls=secured, wants_login=True, without=("XOAUTH2", other)) as box:
        account = account_of(box.port, user=USER)
        report = sent(message, [ANNE], account, ledger, environment=WITH_PASSWORD)
    assert outcomes(report) == {ANNE: Outcome.SENT}
    assert box.logins == [method]


def test_a_wrong_password_is_told_once_and_never_shown(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger, secured: ssl.SSLContext
) -> None:
    manners = Manners(refuses_login="535 5.7.8 wrong: hunter2! is not it")
    with postbox(manners, starttls=secured, wants_login=True) as box:
        account = account_of(box.port, user=USER)
        wrong = {"BRIEFGEN_MAIL_PASSWORD": "hunter2!"}
        report = sent(message, [ANNE], account, ledger, environment=wrong)
    assert (outcomes(report), box.calls) == ({ANNE: Outcome.NOT_TRIED}, 1)
    assert "535 5.7.8 wrong: … is not it" in report.trouble
    assert "hunter2!" not in repr(report) + ledger.path.read_text()


def test_without_a_password_nobody_is_asked(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger, secured: ssl.SSLContext
) -> None:
    with postbox(starttls=secured, wants_login=True) as box:
        report = sent(message, [ANNE], account_of(box.port, user=USER), ledger)
    assert "BRIEFGEN_MAIL_PASSWORD" in report.trouble
    assert not box.letters


def test_a_token_comes_from_a_command(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger, secured: ssl.SSLContext
) -> None:
    command = [sys.executable, "-c", f"print({TOKEN!r})"]
    with postbox(starttls=secured, wants_login=True, without=()) as box:
        account = account_of(box.port, user=USER, token_command=command)
        report = sent(message, [ANNE], account, ledger)
    assert outcomes(report) == {ANNE: Outcome.SENT}
    assert box.logins == ["XOAUTH2"]


def test_a_token_that_has_expired_is_told_without_it(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger, secured: ssl.SSLContext
) -> None:
    command = [sys.executable, "-c", "print('of-yesterday')"]
    with postbox(starttls=secured, wants_login=True, without=()) as box:
        account = account_of(box.port, user=USER, token_command=command)
        report = sent(message, [ANNE], account, ledger)
    assert outcomes(report) == {ANNE: Outcome.NOT_TRIED}
    assert "does not let press@example.org in: 535" in report.trouble
    assert "of-yesterday" not in repr(report)


# Taken by some


def test_one_recipient_who_is_refused_costs_the_others_nothing(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    manners = Manners(rcpt={BO: ["550 5.1.1 no such user here"] * 9})
    with postbox(manners) as box:
        report = sent(message, [ANNE, BO], open_at(account_of, box), ledger)
    assert outcomes(report) == {ANNE: Outcome.SENT, BO: Outcome.REFUSED}
    assert report.results[1].words == "550 5.1.1 no such user here"
    assert (report.exit_code, box.calls) == (3, 1)  # 5xx is not asked again


def test_greylisting_is_waited_for_and_nobody_gets_it_twice(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    told: list[str] = []
    with postbox(Manners(rcpt={BO: ["451 4.7.1 greylisted"] * 2})) as box:
        account = open_at(account_of, box)
        report = sent(message, [ANNE, BO], account, ledger, told=told.append)
    assert outcomes(report) == {ANNE: Outcome.SENT, BO: Outcome.SENT}
    assert [letter.recipients for letter in box.letters] == [(ANNE,), (BO,)]
    assert told == ["451 4.7.1 greylisted; trying again in 0 seconds"] * 2


def test_who_asks_to_wait_to_the_end_gets_it_in_the_next_run(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    with postbox(Manners(data=["451 4.3.0 busy"] * 4)) as box:
        account = open_at(account_of, box)
        first = sent(message, [ANNE], account, ledger)
        second = sent(message, [ANNE], account, ledger)
    assert outcomes(first) == {ANNE: Outcome.DEFERRED}
    assert outcomes(second) == {ANNE: Outcome.SENT}
    assert len(box.letters) == 1


def test_a_message_that_is_refused_after_it_was_read_is_refused_for_all(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    with postbox(Manners(data=["554 5.7.1 looks like spam"])) as box:
        report = sent(message, [ANNE, BO], open_at(account_of, box), ledger)
    assert set(outcomes(report).values()) == {Outcome.REFUSED}
    assert (report.exit_code, box.letters) == (1, [])


def test_more_recipients_than_a_server_takes_at_once_all_get_it(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    many = [f"reader{number}@example.org" for number in range(23)]
    with postbox(Manners(recipients_at_once=3)) as box:
        report = sent(message, many, open_at(account_of, box), ledger)
    assert set(outcomes(report).values()) == {Outcome.SENT}
    assert sorted(r for letter in box.letters for r in letter.recipients) == sorted(many)


# Connections that break


def test_a_connection_that_breaks_within_the_message_is_tried_again(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    # More than the system takes over before it has somebody to give it to.
    message.add_attachment(bytes(5_000_000), maintype="application", subtype="pdf")
    with postbox(Manners(drops_in_data=2)) as box:
        report = sent(message, [ANNE], open_at(account_of, box), ledger)
    assert outcomes(report) == {ANNE: Outcome.SENT}
    assert len(box.letters) == 1


def test_a_short_message_may_be_out_before_the_connection_breaks(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    with postbox(Manners(drops_in_data=1)) as box:
        report = sent(message, [ANNE], open_at(account_of, box), ledger)
    # Whether the server had read it to the end cannot be told from here: it is never sent twice.
    assert outcomes(report)[ANNE] in {Outcome.SENT, Outcome.UNKNOWN}
    assert len(box.letters) == (outcomes(report)[ANNE] is Outcome.SENT)


def test_a_connection_that_breaks_before_the_answer_is_not_tried_again(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    with postbox(Manners(drops_behind_data=1)) as box:
        account = open_at(account_of, box)
        report = sent(message, [ANNE], account, ledger)
        assert outcomes(report) == {ANNE: Outcome.UNKNOWN}
        assert "no answer came" in report.results[0].words
        again = sent(message, [ANNE, BO], account, ledger)
        assert outcomes(again) == {ANNE: Outcome.UNKNOWN, BO: Outcome.SENT}
        assert len(box.messages_to(ANNE)) == 1
        forced = sent(message, [ANNE, BO], account, ledger, resend=True)
    assert outcomes(forced) == {ANNE: Outcome.SENT, BO: Outcome.ALREADY}
    copies = box.messages_to(ANNE)
    assert len(copies) == 2
    assert copies[0]["Message-ID"] == copies[1]["Message-ID"]
    assert len(box.messages_to(BO)) == 1


def test_a_server_that_does_not_answer_in_time_is_not_asked_again(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    with postbox(Manners(at_data=lambda: time.sleep(1))) as box:
        hasty = Patience(waits=(0, 0), answer=0.2)
        report = sent(message, [ANNE], open_at(account_of, box), ledger, patience=hasty)
    assert outcomes(report) == {ANNE: Outcome.UNKNOWN}
    assert len(box.letters) == 1


def test_a_server_that_is_closing_is_called_again(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    told: list[str] = []
    manners = Manners(mail=["421 4.3.2 shutting down"], rcpt={ANNE: ["421 4.3.2 shutting down"]})
    with postbox(manners) as box:
        account = open_at(account_of, box)
        report = sent(message, [ANNE], account, ledger, told=told.append)
    assert outcomes(report) == {ANNE: Outcome.SENT}
    assert (box.calls, len(told), "421 4.3.2 shutting down" in told[0]) == (3, 2, True)


# Sent once


def test_what_was_sent_is_not_sent_again_and_a_new_name_gets_it_alone(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    with postbox() as box:
        account = open_at(account_of, box)
        sent(message, [ANNE], account, ledger)
        repeated = sent(message, [ANNE], account, ledger)
        assert (outcomes(repeated), box.calls) == ({ANNE: Outcome.ALREADY}, 1)
        assert repeated.exit_code == NOTHING_NEW
        message.replace_header("To", f"{ANNE}, {BO}")
        added = sent(message, [ANNE, BO], account, ledger)
    assert outcomes(added) == {ANNE: Outcome.ALREADY, BO: Outcome.SENT}
    assert added.exit_code == 0
    assert len({letter.message["Message-ID"] for letter in box.letters}) == 1


def test_an_address_named_twice_gets_it_once(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    with postbox() as box:
        report = sent(message, [ANNE, "anne@EXAMPLE.org"], open_at(account_of, box), ledger)
    assert outcomes(report) == {ANNE: Outcome.SENT}
    assert box.letters[0].recipients == (ANNE,)


def test_another_text_is_another_message(
    account_of: AccountOf, ledger: Ledger, message: EmailMessage
) -> None:
    other = brief_message(subject="INFO: v2 supersedes")
    with postbox() as box:
        account = open_at(account_of, box)
        sent(message, [ANNE], account, ledger)
        assert outcomes(sent(other, [ANNE], account, ledger)) == {ANNE: Outcome.SENT}
    assert len({letter.message["Message-ID"] for letter in box.letters}) == 2


def test_the_number_of_the_last_message_of_a_series_is_known(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    assert ledger.previous("sitrep harbour") is None
    with postbox() as box:
        report = sent(message, [ANNE], open_at(account_of, box), ledger, series="sitrep harbour")
    assert ledger.previous("sitrep harbour") == report.message_id
    assert ledger.previous("sitrep harbour", besides=content_hash(message)) is None


def test_a_message_of_a_series_answers_to_the_one_before(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    second = brief_message(subject="INFO: situation report 2")
    with postbox() as box:
        account = open_at(account_of, box)
        sent(message, [ANNE], account, ledger, series="harbour")
        sent(brief_message(subject="INFO: another thing"), [ANNE], account, ledger)
        sent(second, [ANNE], account, ledger, series="harbour")
        sent(second, [BO], account, ledger, series="harbour")
    first, _, *others = [letter.message for letter in box.letters]
    assert [m["In-Reply-To"] for m in others] == [first["Message-ID"]] * 2
    assert [m["References"] for m in others] == [first["Message-ID"]] * 2
    assert first["In-Reply-To"] is None


def test_the_ledger_is_written_before_the_end_goes_out_and_after_the_answer(
    message: EmailMessage, account_of: AccountOf, tmp_path: Path
) -> None:
    path = tmp_path / "own.jsonl"
    seen: list[list[str]] = []

    def look() -> None:
        lines = path.read_text(encoding="utf-8").splitlines()
        seen.append([json.loads(line)["state"] for line in lines])

    with postbox(Manners(at_data=look)) as box, open_ledger(path) as ledger:
        sent(message, [ANNE], open_at(account_of, box), ledger)
    look()
    assert seen == [[State.SENDING], [State.SENDING, State.SENT]]


# Several messages


def letters_of(message: EmailMessage, recipients: list[str]) -> list[Outgoing]:
    """The same message to each by itself, as those on a list get it."""
    out = []
    for recipient in recipients:
        own = deepcopy(message)
        own.replace_header("To", recipient)
        out.append(Outgoing(own, [recipient]))
    return out


def test_several_messages_go_out_over_one_connection(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    each = letters_of(message, [ANNE, BO])
    with postbox() as box:
        account = open_at(account_of, box)
        reports = send(each, account, ledger, environment={}, patience=AT_ONCE)
        again = send(each, account, ledger, environment={}, patience=AT_ONCE)
    assert [letter.message["To"] for letter in box.letters] == [ANNE, BO]
    assert (box.calls, exit_code(reports), exit_code(again)) == (1, 0, NOTHING_NEW)


def test_what_was_begun_and_never_taken_is_not_said_to_be_untried(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    with postbox(Manners(drops_in_data=99)) as box:
        # Longer than what a connection takes at once, so that its end is never out.
        message.add_attachment(bytes(5_000_000), maintype="application", subtype="pdf")
        report = sent(message, [ANNE], open_at(account_of, box), ledger)
    assert outcomes(report) == {ANNE: Outcome.DEFERRED}
    assert report.results[0].words.endswith(", before all of it was out")


def test_of_whom_nothing_was_known_before_it_is_told_so_where_no_server_is(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    with postbox(Manners(drops_behind_data=1)) as box:
        account = open_at(account_of, box)
        assert outcomes(sent(message, [ANNE], account, ledger)) == {ANNE: Outcome.UNKNOWN}
    again = sent(message, [ANNE, BO], account, ledger, resend=True)
    assert outcomes(again) == {ANNE: Outcome.UNKNOWN, BO: Outcome.NOT_TRIED}
    assert "ended unanswered" in again.results[0].words  # and nobody has stopped this one


def test_one_who_asks_to_wait_keeps_nobody_else_waiting(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    told: list[str] = []
    greylisted = Manners(rcpt={ANNE: ["451 later"], BO: ["451 later"]})
    with postbox(greylisted) as box:
        each = letters_of(message, [ANNE, "cy@example.org", BO])
        account = open_at(account_of, box)
        reports = send(each, account, ledger, environment={}, patience=AT_ONCE, told=told.append)
    order = [letter.recipients[0] for letter in box.letters]
    assert (order, len(told)) == (["cy@example.org", ANNE, BO], 1)
    assert exit_code(reports) == 0


def test_a_server_that_leaves_one_unanswered_is_given_no_more_than_patience_allows(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    many = [f"reader{number}@example.org" for number in range(9)]
    with postbox(Manners(drops_behind_data=99)) as box:
        account = open_at(account_of, box)
        each = letters_of(message, many)
        reports = send(each, account, ledger, environment={}, patience=AT_ONCE)
    found = [report.results[0].outcome for report in reports]
    assert found == [Outcome.UNKNOWN] * 4 + [Outcome.NOT_TRIED] * 5
    assert (len(box.letters), exit_code(reports)) == (4, 3)


# What a server cannot pass on


def test_a_message_larger_than_the_server_takes_is_not_begun(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    with postbox(largest=20_000) as box:
        report = sent(message, [ANNE], open_at(account_of, box), ledger)
    assert outcomes(report) == {ANNE: Outcome.REFUSED}
    assert "the server takes 20,000" in report.results[0].words
    assert box.letters == []


def test_a_name_in_other_letters_is_refused_alone_where_the_server_knows_none(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    with postbox() as box:
        account = open_at(account_of, box)
        report = sent(message, [ANNE, "jürgen@example.org"], account, ledger)
    assert outcomes(report) == {ANNE: Outcome.SENT, "jürgen@example.org": Outcome.REFUSED}
    assert "SMTPUTF8" in report.results[1].words


def test_a_name_in_other_letters_is_written_to_where_the_server_knows_them(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    message.replace_header("To", "Jürgen <jürgen@example.org>")
    with postbox(utf8=True) as box:
        report = sent(message, ["jürgen@example.org"], open_at(account_of, box), ledger)
    assert outcomes(report) == {"jürgen@example.org": Outcome.SENT}
    assert box.letters[0].recipients == ("jürgen@example.org",)
    assert box.letters[0].message["To"] == "Jürgen <jürgen@example.org>"


def test_a_domain_in_other_letters_is_written_in_ascii(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    message.replace_header("To", "Bo <bo@bücher.example>")
    with postbox() as box:
        sent(message, ["bo@Bücher.example"], open_at(account_of, box), ledger)
    assert box.letters[0].recipients == ("bo@xn--bcher-kva.example",)
    assert box.letters[0].message["To"].addresses[0].domain == "xn--bcher-kva.example"


def test_a_message_in_ascii_needs_no_server_that_takes_more(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    with postbox(Manners(hides=("8BITMIME",))) as box:
        report = sent(message, [ANNE], open_at(account_of, box), ledger)
    assert outcomes(report) == {ANNE: Outcome.SENT}
    assert box.letters[0].raw.isascii()


@pytest.mark.parametrize(
    "address",
    [
        "bo@example.org\r\nRCPT TO:<eve@example.org>",
        "bo@example.org, eve@example.org",
        "bo@example.org> NOTIFY=NEVER",
        "Bo <bo@example.org>",
        "bo(a comment)@example.org",
        "bo @example.org",
        "bo@exam ple.org",
        "bo..bo@example.org",
        "bo@@example.org",
        "bo@straße.example",
        "bo",
        "@example.org",
        "",
        "b" * 65 + "@example.org",
    ],
)
def test_what_is_no_address_gets_nothing_and_adds_nobody(
    address: str, message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    with postbox() as box:
        report = sent(message, [address, ANNE], open_at(account_of, box), ledger)
    assert outcomes(report) == {address: Outcome.REFUSED, ANNE: Outcome.SENT}
    assert [letter.recipients for letter in box.letters] == [(ANNE,)]


# Signed

SIGNS = """
import sys
message = sys.stdin.buffer.read()
head, _, body = message.partition(b"\\r\\n\\r\\n")
assert b"Message-ID:" in head and b"X-Unsent" not in head
sys.stdout.buffer.write(b'MIME-Version: 1.0\\nContent-Type: text/plain\\n\\nsigned\\n')
"""


def test_a_command_may_sign_and_what_it_leaves_out_is_put_back(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    with postbox() as box:
        account = open_at(account_of, box, sign_command=[sys.executable, "-c", SIGNS])
        message["X-Protective-Marking"] = "VER=2024.1, NS=gov.au, SEC=OFFICIAL, " + "X" * 60
        report = sent(message, [ANNE], account, ledger)
        again = sent(message, [ANNE], account, ledger)
    arrived = box.letters[0].message
    assert arrived.get_content() == "signed\r\n"
    assert (arrived["Subject"], arrived["To"]) == (message["Subject"], message["To"])
    assert arrived["Message-ID"] == report.message_id
    assert arrived["X-Protective-Marking"] == message["X-Protective-Marking"]
    assert outcomes(again) == {ANNE: Outcome.ALREADY}


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import sys; sys.exit('no card in the reader')", "no card in the reader"),
        ("print('hello')", "gave no message"),
        ("", "gave nothing"),
    ],
)
def test_a_message_that_is_not_signed_is_not_sent(
    code: str, told: str, message: EmailMessage, account_of: AccountOf, ledger: Ledger
) -> None:
    with postbox() as box:
        account = open_at(account_of, box, sign_command=[sys.executable, "-c", code])
        with pytest.raises(DeliveryError, match=told):
            sent(message, [ANNE], account, ledger)
    assert box.calls == 0


@pytest.mark.skipif(shutil.which("openssl") is None, reason="wants openssl on the machine")
def test_the_signature_of_openssl_holds_where_it_arrives(
    message: EmailMessage, account_of: AccountOf, ledger: Ledger, tmp_path: Path
) -> None:
    authority, trusted = trustme.CA(), tmp_path / "signers.pem"
    authority.cert_pem.write_to_path(trusted)
    own = tmp_path / "own.pem"
    authority.issue_cert("press@example.org").private_key_and_cert_chain_pem.write_to_path(own)
    with postbox() as box:
        command = ["openssl", "cms", "-sign", "-signer", str(own)]
        report = sent(message, [ANNE], open_at(account_of, box, sign_command=command), ledger)
    assert outcomes(report) == {ANNE: Outcome.SENT}
    assert box.letters[0].message.get_content_type() == "multipart/signed"
    checks = ["openssl", "cms", "-verify", "-purpose", "any", "-CAfile", str(trusted)]
    verified = subprocess.run(checks, input=box.letters[0].raw, capture_output=True, check=True)
    inside = BytesParser(policy=policy.default).parsebytes(verified.stdout)
    attached = [(a.get_filename(), a.get_content()) for a in inside.iter_attachments()]
    assert attached == [(a.get_filename(), a.get_content()) for a in message.iter_attachments()]
