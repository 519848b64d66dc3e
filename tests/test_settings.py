"""Settings: the file, then the environment; later wins."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefgen.errors import SettingsError
from briefgen.model.account import Account
from briefgen.settings import build_date, read_account, read_settings


def test_without_a_file_the_settings_are_the_default(tmp_path: Path) -> None:
    assert read_settings(tmp_path, {}).formats == ("pdf", "docx")


def test_the_file_sets_what_it_names(tmp_path: Path) -> None:
    (tmp_path / "briefgen.toml").write_text('template = "one-pager"\n', encoding="utf-8")
    assert read_settings(tmp_path, {}).template == "one-pager"


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "briefgen.toml").write_text('template = "one-pager"\n', encoding="utf-8")
    found = read_settings(tmp_path, {"BRIEFGEN_TEMPLATE": "media-brief"})
    assert found.template == "media-brief"


def test_a_list_in_the_environment_is_parted_by_commas(tmp_path: Path) -> None:
    assert read_settings(tmp_path, {"BRIEFGEN_FORMATS": "md, html"}).formats == ("md", "html")


def test_a_file_that_is_no_toml_is_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "briefgen.toml").write_text("template: one-pager\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"briefgen\.toml"):
        read_settings(tmp_path, {})


def test_the_build_date_is_that_of_the_environment() -> None:
    assert build_date({"SOURCE_DATE_EPOCH": "1773187200"}) == date(2026, 3, 11)


def test_without_a_build_date_there_is_none() -> None:
    assert build_date({}) is None


@pytest.mark.parametrize("value", ["tomorrow", "1e99", "99999999999999999999"])
def test_a_build_date_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(SettingsError, match="SOURCE_DATE_EPOCH"):
        build_date({"SOURCE_DATE_EPOCH": value})


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "briefgen.toml").write_text('\ufefftemplate = "sitrep"\n', encoding="utf-8")
    assert read_settings(tmp_path, {}).template == "sitrep"


MAIL = '[mail]\nhost = "mail.example.org"\nfrom = "Press <press@example.org>"\n'


def _mail(folder: Path, more: str = "", environment: dict[str, str] | None = None) -> Account:
    (folder / "briefgen.toml").write_text(MAIL + more, encoding="utf-8")
    account = read_account(folder, environment or {})
    assert account
    return account


def test_a_mail_account_is_a_table(tmp_path: Path) -> None:
    more = 'user = "me"\ntoken_command = "oauth token \'my account\'"\nca_file = "ca.pem"\n'
    account = _mail(tmp_path, more)
    assert (account.host, account.address) == ("mail.example.org", "press@example.org")
    assert (account.smtp_port, account.drafts_port) == (587, 993)
    assert account.token_command == ("oauth", "token", "my account")
    assert account.ca_file == str(tmp_path / "ca.pem")


def test_without_one_there_is_no_mail_account(tmp_path: Path) -> None:
    assert read_account(tmp_path, {}) is None


def test_the_environment_has_an_account_too(tmp_path: Path) -> None:
    given = {"BRIEFGEN_MAIL_SECURITY": "tls", "BRIEFGEN_MAIL_FROM": "a@example.org"}
    account = _mail(tmp_path, "", given)
    assert (account.smtp_port, account.sender) == (465, "a@example.org")
    (tmp_path / "briefgen.toml").unlink()
    alone = given | {"BRIEFGEN_MAIL_HOST": "relay.example.org"}
    found = read_account(tmp_path, alone)
    assert found
    assert found.host == "relay.example.org"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('password = "hunter2"\n', r"mail\.password: is never read from a file"),
        ('hots = "x"\n', r'mail\.hots: no such setting; did you mean "host"'),
        ("port = 99999\n", r"mail\.port: .*65535"),
        ('port = "abc"\n', r'briefgen\.toml: mail\.port: "abc" is no whole number'),
        ('timeout = "soon"\n', r'mail\.timeout: "soon" is no number'),
        ('security = "none"\n', "only for a server on this machine"),
        ('security = "ssl"\n', r'mail\.security: there is no "ssl"; there are starttls, tls'),
        ('token_command = "x"\n', "wants a user"),
        ('user = "a\\r\\nb"\n', r"mail\.user: must be one line"),
    ],
)
def test_what_is_wrong_with_an_account_is_told_by_name(
    tmp_path: Path, more: str, told: str
) -> None:
    with pytest.raises(SettingsError, match=told) as raised:
        _mail(tmp_path, more)
    assert "hunter2" not in str(raised.value)


def test_an_account_without_a_host_says_so(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"mail\.host is missing; .*BRIEFGEN_MAIL_HOST"):
        read_account(tmp_path, {"BRIEFGEN_MAIL_FROM": "a@example.org"})


@pytest.mark.parametrize(
    "sender", ["Press", " ", "a@", "a@b.org, c@d.org", "a@example.org\r\nBcc: b@example.org"]
)
def test_a_sender_that_is_no_mailbox_is_told(tmp_path: Path, sender: str) -> None:
    with pytest.raises(SettingsError, match=r"^BRIEFGEN_MAIL_FROM: must be one address"):
        _mail(tmp_path, "", {"BRIEFGEN_MAIL_FROM": sender})


DRAFTS = '[mail]\nimap_host = "imap.example.org"\nuser = "press@example.org"\n'


def test_what_mail_lacks_is_told_where_it_is_needed(tmp_path: Path) -> None:
    (tmp_path / "briefgen.toml").write_text(f"{DRAFTS}port = 'abc'\n", encoding="utf-8")
    given = {"BRIEFGEN_MAIL_LEDGER": "sent.jsonl"}
    assert read_settings(tmp_path, given).template is None
    account = read_account(tmp_path, given, drafts=True)
    assert account
    assert account.imap_host == "imap.example.org"
    with pytest.raises(SettingsError, match=r"mail\.host is missing"):
        read_account(tmp_path, given)


def test_drafts_on_this_machine_alone_go_without_tls(tmp_path: Path) -> None:
    more = 'imap_security = "none"\n'
    (tmp_path / "briefgen.toml").write_text(f"{DRAFTS}{more}", encoding="utf-8")
    with pytest.raises(SettingsError, match="only for a server on this machine"):
        read_account(tmp_path, {}, drafts=True)


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"BRIEFGEN_CACHE_MEGABYTES": "many"}, "^BRIEFGEN_CACHE_MEGABYTES: .*no whole number"),
        ({"BRIEFGEN_CACHE_MEGABYTES": "-1"}, "^BRIEFGEN_CACHE_MEGABYTES: .*0 or more"),
    ],
)
def test_a_setting_of_the_environment_is_told_by_its_variable(
    tmp_path: Path, environment: dict[str, str], told: str
) -> None:
    (tmp_path / "briefgen.toml").write_text('template = "sitrep"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=told):
        read_settings(tmp_path, environment)
