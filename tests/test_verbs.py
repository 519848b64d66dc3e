"""The public verbs in Python: read, analyse, select, write, verify."""

from __future__ import annotations

from pathlib import Path

import pytest
from material import SEEDS

import briefgen
from briefgen.errors import ReaderError, SettingsError
from briefgen.model.dossier import Dossier


def test_reading_a_folder_gives_its_sources() -> None:
    assert len(briefgen.read(SEEDS)) >= len(list(SEEDS.iterdir()))


def test_reading_a_bad_file_raises_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    with pytest.raises(ReaderError, match=r"broken\.pdf"):
        briefgen.read(tmp_path / "broken.pdf")


def test_reading_an_address_asks_only_public_machines() -> None:
    with pytest.raises(ReaderError, match="not public"):
        briefgen.read("http://127.0.0.1:9/")


def test_selecting_fills_the_slots_of_a_template(seeds_dossier: Dossier) -> None:
    assert briefgen.select(seeds_dossier, "one-pager").slots["key_facts"]


def test_selecting_refuses_an_answer_to_no_slot(seeds_dossier: Dossier) -> None:
    with pytest.raises(SettingsError, match="did you mean"):
        briefgen.select(seeds_dossier, "info-note", answers={"purpos": "Why"})


@pytest.mark.parametrize(
    ("format", "start"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("html", b"<!DOCTYPE"), ("md", b"")]
)
def test_writing_gives_the_bytes_of_a_file(
    seeds_dossier: Dossier,
    format: str,  # noqa: A002 - the word on the command line
    start: bytes,
) -> None:
    brief = briefgen.select(seeds_dossier, "one-pager")
    assert briefgen.write(brief, "one-pager", format=format).lower().startswith(start.lower())


def test_every_statement_of_a_brief_is_printed(seeds_dossier: Dossier) -> None:
    brief = briefgen.select(seeds_dossier, "one-pager", title="Barrier")
    page = briefgen.write(brief, "one-pager", format="md").decode()
    facts = [item.text for item in brief.slots["key_facts"]]
    letters = "".join(filter(str.isalnum, page))
    assert all("".join(filter(str.isalnum, text)) in letters for text in facts)


def test_verifying_gives_the_lines_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("The bridge at Velmark was closed on Monday.\n")
    (tmp_path / "note.md").write_text("The bridge at Velmark was opened on Monday.\n")
    (line,) = briefgen.verify(tmp_path / "note.md", tmp_path / "story.txt")
    assert line.detail == '"opened" where the source has "closed"'
