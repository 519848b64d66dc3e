"""Names of files as a reader may see them."""

from __future__ import annotations

import pytest

from briefgen.text.filenames import shown_name


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("notes.txt", "notes.txt"),
        ("seeds/notes.txt", "notes.txt"),
        ("/home/somebody/inbox/notes.txt", "notes.txt"),
        ("seeds/mail.eml/notes.txt", "notes.txt (attachment of mail.eml)"),
        ("seeds/mail.eml", "mail.eml"),
        ("seeds/2026.mbox/1 Hello.eml", "1 Hello.eml (in 2026.mbox)"),
    ],
)
def test_a_name_tells_the_message_but_not_the_folder(path, shown):
    assert shown_name(path) == shown
