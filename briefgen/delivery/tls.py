"""What connections to mail servers are secured with: certificates are always verified."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

from briefgen.errors import DeliveryError

if TYPE_CHECKING:
    from briefgen.model.account import Account


def verified(account: Account) -> ssl.SSLContext:
    """TLS 1.2 or newer, with the name of the host and its certificate checked: against
    ``ca_file`` alone where the account names one, else against those that the system trusts.

    Raises:
        DeliveryError: the file cannot be read, or holds no certificates.
    """
    try:
        return ssl.create_default_context(cafile=account.ca_file)
    except (OSError, ssl.SSLError) as error:
        raise DeliveryError(
            f"mail.ca_file: {account.ca_file}: {error.strerror or error}; name a file of "
            "certificates in PEM"
        ) from error


def told(error: ssl.SSLError, host: str) -> str:
    """What to say of a connection that could not be secured."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return (
            f"the certificate of {host} is not trusted ({error.verify_message}); nothing was sent. "
            "Where it is your own server's, name its certificate authority in mail.ca_file"
        )
    return (
        f"{host} does not speak TLS as asked ({error.reason or error}); nothing was sent. "
        'Look at security and port: "tls" is usually at 465 (IMAP 993), "starttls" at 587 (143)'
    )
