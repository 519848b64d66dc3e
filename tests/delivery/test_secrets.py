"""Passwords and tokens come from where they are safe, and are shown nowhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend

from briefgen.delivery.hooks import answer
from briefgen.delivery.secrets import Secret, find_secret
from briefgen.errors import DeliveryError

from .letters import AccountOf


class Drawer(KeyringBackend):
    """A keyring that forgets everything at the end of a test."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture(autouse=True)
def drawer(_no_keyring: None) -> Iterator[Drawer]:
    before, used = keyring.get_keyring(), Drawer()
    keyring.set_keyring(used)
    yield used
    keyring.set_keyring(before)


def found(account_of: AccountOf, environment: dict[str, str], **fields: object) -> Secret:
    account = account_of(587, user="anne", **fields)
    return find_secret(account, environment, host="mail.example.org", user="anne")


def test_the_keyring_is_asked_for_the_server_and_the_user(
    account_of: AccountOf, drawer: Drawer
) -> None:
    keyring.set_password("briefgen:mail.example.org", "anne", "from the keyring")
    keyring.set_password("briefgen:other.example.org", "anne", "another one")
    assert found(account_of, {}).value == "from the keyring"


def test_the_environment_comes_first(account_of: AccountOf, drawer: Drawer) -> None:
    keyring.set_password("briefgen:mail.example.org", "anne", "from the keyring")
    given = {"BRIEFGEN_MAIL_PASSWORD": "from outside"}
    assert found(account_of, given).value == "from outside"


def test_where_there_is_none_it_is_said_how_to_give_one(account_of: AccountOf) -> None:
    with pytest.raises(DeliveryError, match=r"keyring set briefgen:mail\.example\.org anne"):
        found(account_of, {})


def test_a_secret_is_not_in_what_is_printed() -> None:
    assert "hunter2" not in repr(Secret("hunter2")) + str(Secret("hunter2"))


def test_a_password_of_two_lines_is_refused_unseen(account_of: AccountOf) -> None:
    with pytest.raises(DeliveryError, match="line break") as raised:
        found(account_of, {"BRIEFGEN_MAIL_PASSWORD": "hunter2\nQUIT"})
    assert "hunter2" not in str(raised.value)


def test_a_token_is_what_the_command_prints(account_of: AccountOf) -> None:
    command = f'"{sys.executable}" -c "print(\'ya29.a-b_c~/+=\')"'
    assert found(account_of, {}, token_command=command) == Secret("ya29.a-b_c~/+=", is_token=True)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("print('Please log in first:'); print('https://example.org')", "gave no token"),
        ("print('tok\\x01en')", "gave no token"),
        ("import sys; print('of-today'); sys.exit('expired')", 'exit code 1: "expired"'),
        ("", "gave nothing"),
        ("print('x' * 1_000_000)", "more than 64000 bytes"),
    ],
)
def test_a_command_that_gives_no_token_is_told_without_what_it_gave(
    code: str, told: str, account_of: AccountOf
) -> None:
    with pytest.raises(DeliveryError, match=told) as raised:
        found(account_of, {}, token_command=[sys.executable, "-c", code])
    assert "of-today" not in str(raised.value)


def test_a_command_that_is_not_there_is_told(account_of: AccountOf) -> None:
    with pytest.raises(DeliveryError, match=r"mail\.token_command: no-such-program"):
        found(account_of, {}, token_command=["no-such-program"])


def test_a_command_that_hangs_is_ended() -> None:
    began = time.monotonic()
    code = "import time; time.sleep(9)"
    with pytest.raises(DeliveryError, match="took longer than"):
        answer([sys.executable, "-c", code], setting="mail.x", seconds=0.5, largest=10)
    assert time.monotonic() - began < 5
