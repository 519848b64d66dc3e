"""A real IMAP server on loopback: dovecot, where it is installed, set up by the tests."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme

PROGRAM = shutil.which("dovecot") or shutil.which("/usr/sbin/dovecot")
USER, PASSWORD, TOKEN = "anne", 'p"ä\\ss word', "ya29.token-of-today"

_CONFIGURATION = """
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {group}
ssl = required
ssl_cert = <{base}/server.pem
ssl_key = <{base}/server.pem
disable_plaintext_auth = yes
auth_mechanisms = {mechanisms}
mail_location = maildir:{base}/mail/%u
first_valid_uid = 1
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {base}/users
  mechanisms = plain login
}}
passdb {{
  driver = oauth2
  args = {base}/oauth2.conf
  mechanisms = xoauth2
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={base}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {secure_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  separator = /
{folders}
}}
"""


@dataclass(frozen=True)
class Mailstore:
    """A server that runs: its ports for STARTTLS and for TLS, and where it keeps its mail."""

    port: int
    secure_port: int
    base: Path

    def kept(self, folder: str) -> list[tuple[str, bytes]]:
        """The file names (which end in the flags) and the bytes of what is in a folder, by the
        name that it has on the disk."""
        found = (self.base / "mail" / USER / folder).glob("*/*,S=*")
        return [(path.name, path.read_bytes()) for path in found]


@contextmanager
def mailstore(
    authority: trustme.CA,
    folders: dict[str, str],
    *,
    mechanisms: str = "plain login",
    tokens: str = "http://127.0.0.1:9",
) -> Iterator[Mailstore]:
    """A server with folders, by name, each with a special use (like ``\\\\Drafts``) or none. At the
    address ``tokens`` it asks whose token one is."""
    # Its processes run as other users, who cannot look into the folders of pytest.
    with tempfile.TemporaryDirectory(prefix="briefgen-imap-") as name:
        base = Path(name)
        base.chmod(0o755)
        store = Mailstore(_free_port(), _free_port(), base)
        (base / "oauth2.conf").write_text(
            f"tokeninfo_url = {tokens}/?token=\nusername_attribute = user\n", encoding="utf-8"
        )
        _configure(store, authority, folders, mechanisms)
        server = subprocess.Popen([PROGRAM, "-F", "-c", str(base / "dovecot.conf")])
        try:
            _wait(store, server)
            yield store
        finally:
            server.terminate()
            server.wait(20)


def _configure(
    store: Mailstore, authority: trustme.CA, folders: dict[str, str], mechanisms: str
) -> None:
    base = store.base
    (base / "mail").mkdir()
    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(
        base / "server.pem"
    )
    (base / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n", encoding="utf-8")
    me = getpass.getuser()
    internal, login, group, uid, gid = (me, me, str(os.getgid()), os.getuid(), os.getgid())
    if uid == 0:  # no mail is given to root
        internal, login, group, uid, gid = ("dovecot", "dovenull", "dovecot", 65534, 65534)
        os.chown(base / "mail", uid, gid)
    shown = ""
    for folder, use in folders.items():
        lines = ["auto = create", f"special_use = {use}" if use else ""]
        shown += "\n".join([f'  mailbox "{folder}" {{', *lines, "}", ""])
    (base / "dovecot.conf").write_text(
        _CONFIGURATION.format(
            base=base,
            internal=internal,
            login=login,
            group=group,
            uid=uid,
            gid=gid,
            port=store.port,
            secure_port=store.secure_port,
            mechanisms=mechanisms,
            folders=shown,
        ),
        encoding="utf-8",
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(store: Mailstore, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and server.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", store.port), 1) as connection:
                if connection.recv(4) == b"* OK":
                    return
        except OSError:
            time.sleep(0.1)
    log = store.base / "log"
    raise RuntimeError(f"dovecot does not run: {log.read_text() if log.exists() else ''}")
