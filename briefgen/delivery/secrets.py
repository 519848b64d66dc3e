"""Passwords and tokens: from the environment, the keyring or a command, and shown to nobody.

They are never read from a file of settings nor from the command line, where other users of the
machine and the history of the shell would have them.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING

from briefgen.delivery.hooks import answer
from briefgen.errors import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.model.account import Account

PASSWORD = "BRIEFGEN_MAIL_PASSWORD"  # noqa: S105 - the name of a variable
_TOKEN_SECONDS = 60.0
_TOKEN_BYTES = 64_000


@dataclass(frozen=True)
class Secret:
    """A password, or an OAuth2 access token; neither is in its ``repr``."""

    value: str = field(repr=False)
    is_token: bool = False

    def hidden_in(self, words: str) -> str:
        """The words of a server without the secret, should it have sent that back."""
        for form in (self.value, b64encode(self.value.encode()).decode()):
            words = words.replace(form, "…") if form else words
        return words


def find_secret(
    account: Account, environment: Mapping[str, str], *, host: str, user: str
) -> Secret:
    """The secret with which ``user`` logs in at ``host``: from ``token_command`` where there is
    one, else from ``BRIEFGEN_MAIL_PASSWORD``, else from the keyring (service ``briefgen:HOST``).

    Raises:
        DeliveryError: there is none.
    """
    if account.token_command:
        return Secret(_token(account), is_token=True)
    value = environment.get(PASSWORD) or _from_keyring(host, user)
    if not value:
        first = "" if find_spec("keyring") else "install the package keyring, and "
        raise DeliveryError(
            f"{host}: no password for {user}; set {PASSWORD}, or {first}run: "
            f"keyring set briefgen:{host} {user}"
        )
    if any(mark in value for mark in "\0\r\n"):
        raise DeliveryError(
            f"{host}: the password for {user} holds a line break or a zero byte; set it anew"
        )
    return Secret(value)


def _token(account: Account) -> str:
    setting = "mail.token_command"
    given = answer(
        account.token_command, setting=setting, seconds=_TOKEN_SECONDS, largest=_TOKEN_BYTES
    )
    token = given.decode("ascii", errors="replace").strip()
    # RFC 6750 has letters, digits and a few marks in a token; a line of text would be a message.
    if not token.isascii() or any(not " " < letter <= "~" for letter in token):
        raise DeliveryError(
            f"{setting}: {account.token_command[0]} gave no token; it must print the access "
            "token, and nothing else"
        )
    return token


def _from_keyring(host: str, user: str) -> str | None:
    """The password that the system keeps; None where it keeps none, or has no keyring for us."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        return keyring.get_password(f"briefgen:{host}", user)
    except KeyringError as error:
        raise DeliveryError(
            f"the keyring gives no password ({error}); unlock it, or set {PASSWORD}"
        ) from None
