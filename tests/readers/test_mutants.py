"""Damaged files of every format end in sources or in failures of one line, never in a traceback."""

from __future__ import annotations

import random

import pytest

from briefgen.readers import read_bytes

from .outlook import compound_file, message
from .packages import epub_file, odt_file, package, pptx_file, shape, xlsx_file
from .samples import mail, word_file, word_paragraph

_MUTANTS = 60
_FILES = {
    "a.docx": word_file(word_paragraph("Ships pass the lock again.")),
    "a.odt": odt_file("<text:p>Ships pass the lock again.</text:p>"),
    "a.xlsx": xlsx_file({"A": "<sheetData><row><c><v>14</v></c></row></sheetData>"}),
    "a.pptx": pptx_file([shape("Ships pass the lock again.")]),
    "a.epub": epub_file({"a.xhtml": "<p>Ships pass.</p>"}, spine=["a.xhtml"]),
    "a.rtf": rb"{\rtf1\ansi{\fonttbl{\f0\fcharset204 A;}}\f0 Ships {\footnote pass} \u8217?s.\par}",
    "a.mbox": b"From a@b Wed Mar 11 08:00:00 2026\n" + mail("Ships pass.") + b"\n\n",
    "a.vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada Holm>Ships pass.\n",
    "a.srt": b"1\n00:00:01,000 --> 00:00:02,000\nHOLM: Ships pass.\n",
    "a.zip": package({"a.txt": "Ships pass the lock again.", "b/c.txt": "Ships wait at sea."}),
    "a.msg": compound_file(message({0x37: "Lock", 0x1000: "Ships pass the lock again."})),
    "a.rss": b"<rss><channel><item><title>Lock</title><description>Ships pass.</description>"
    b"</item></channel></rss>",
    "a.csv": b'Port;Ships\nRuvel;"14"\n',
}


@pytest.mark.parametrize("name", _FILES)
def test_a_damaged_file_is_read_or_refused(name: str) -> None:
    chance = random.Random(name)  # noqa: S311 - the same mutants each time
    for _ in range(_MUTANTS):
        data = bytearray(_FILES[name])
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        intake = read_bytes(bytes(data), name=name)
        assert intake.sources or intake.failures or intake.notices
        assert all("\n" not in str(failure) for failure in intake.failures)
