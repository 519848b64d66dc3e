"""Whole briefs: of every template in every format, written by hand, edited in Word."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import pytest
from briefs import CASES, TEMPLATES, dossier, written
from docx import Document

from briefgen.model.brief import SpeakerItem
from briefgen.model.dossier import Dossier
from briefgen.readers.printed import printed_in
from briefgen.selection import speakers_of
from briefgen.verification import Checked, Verdict, verify_printed

FORMATS = ("docx", "pdf", "html", "md")


@cache
def quoted(sources: str) -> tuple[SpeakerItem, ...]:
    return speakers_of(dossier(sources))


def checked(data: bytes, name: str, sources: str = "sample sources") -> list[Checked]:
    """A file held against the sources."""
    return verify_printed(printed_in(data, name), dossier(sources), quoted(sources))


def wrong(found: list[Checked]) -> list[tuple[str, str]]:
    """The lines that are not found, with what is wrong."""
    return [(one.text, one.detail) for one in found if one.verdict is Verdict.NOT_FOUND]


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(("template", "sources"), CASES)
def test_nothing_is_flagged_in_a_brief_that_nobody_touched(
    template: str, sources: str, format_: str
) -> None:
    found = checked(written(template, sources).file(format_), f"brief.{format_}", sources)
    assert wrong(found) == []
    kinds = {one.kind for one in found}
    assert "source" in kinds
    assert kinds & {"quote", "event", "fact"}


@pytest.mark.parametrize("format_", ["docx", "pdf"])
@pytest.mark.parametrize("focus", ["Ildewater", "Port Sarrow"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_nothing_is_flagged_in_a_brief_with_a_focus(
    template: str, focus: str, format_: str
) -> None:
    file = written(template, "sample sources", focus=(focus,)).file(format_)
    assert wrong(checked(file, f"brief.{format_}")) == []


@pytest.mark.parametrize("template", ["info-note", "media-brief"])
def test_every_format_of_a_brief_says_the_same(template: str) -> None:
    brief = written(template, "sample sources")
    said = {
        format_: [
            (one.kind, one.verdict, one.detail)
            for one in checked(brief.file(format_), f"brief.{format_}")
        ]
        for format_ in FORMATS
    }
    assert said["docx"] == said["pdf"] == said["html"] == said["md"]


def by_hand(*lines: str, rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """A Word file that briefgen has not made."""
    document = Document()
    document.add_heading("Lines for the morning", 0)
    for line in lines:
        document.add_paragraph(line)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_three_right_and_three_wrong_quotes_of_a_note_written_by_hand() -> None:
    note = by_hand(
        "From: Press office, Jane Doe, 555 0134",
        "We recommend a calm tone, and a visit to the shelter.",
        # right: within a sentence, put together from two parts, with a line for the speaker
        "“Nobody should have to leave home through a bedroom window because a machine was not "
        "looked after,” said Interior Minister Marit Halvoorde.",
        "Rutger Vanstell apologised: \"I owe the people of Tanners' Row an explanation … and today "
        'I do not have one."',
        "“My members hold the only keys. Nobody asked for them in January.”",
        "— Bo Hestrup, regional secretary",
        # wrong: somebody else's, a "not" lost, invented
        "“Nobody asked for them in January,” said Rutger Vanstell.",
        "“There will be an inquiry, and the government will hide a single page from it,” a "
        "spokesman for the prime minister said.",
        "“Residents are furious and want their money back,” said Dorrit Pell.",
    )
    found = checked(note, "note.docx")
    assert [(one.kind, one.verdict) for one in found] == [
        ("line", Verdict.OWN),
        ("line", Verdict.OWN),
        ("quote", Verdict.VERBATIM),
        ("quote", Verdict.VERBATIM),
        ("quote", Verdict.VERBATIM),
        ("speaker", Verdict.VERBATIM),
        ("quote", Verdict.NOT_FOUND),
        ("quote", Verdict.NOT_FOUND),
        ("quote", Verdict.NOT_FOUND),
    ]
    other, lost, invented = found[-3:]
    assert "the source gives it to Bo Hestrup" in other.detail
    assert lost.detail == '"not" was left out'
    assert invented.detail == "these words are in no source"


def test_rows_of_a_table_made_by_hand_are_looked_up() -> None:
    known, unknown = checked(
        by_hand(rows=(("Measure", "Number"), ("Evacuated", "4,200"), ("Injured", "977"))),
        "note.docx",
    )
    assert known.verdict is Verdict.OWN and known.nearest
    assert "4,200 people" in known.nearest.words
    assert (unknown.verdict, unknown.detail) == (
        Verdict.NOT_FOUND,
        "the figure 977 is in no source",
    )


def edited(old: str, new: str, *, custom: bool = False) -> bytes:
    """An info note with words changed in its text, or in the provenance that it carries."""
    part = "customXml/item1.xml" if custom else "word/document.xml"
    target = io.BytesIO()
    data = written("info-note", "sample sources").file("docx")
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            held = source.read(name).decode("utf-8") if name == part else source.read(name)
            if isinstance(held, str):
                assert old in held
                held = held.replace(old, new)
            copy.writestr(name, held)
    return target.getvalue()


def test_a_number_changed_in_word_is_found_though_the_provenance_has_the_right_one() -> None:
    ((text, detail),) = wrong(checked(edited("by 11 votes to 4", "by 12 votes to 4"), "a.docx"))
    assert "by 12 votes" in text
    assert detail == '"12" where the source has "11"'


def test_a_number_changed_in_word_and_in_its_provenance_is_found() -> None:
    data = edited("by 11 votes to 4", "by 12 votes to 4", custom=True)
    assert wrong(checked(data, "a.docx")) == []  # what is printed is right, and that counts
    assert wrong(checked(edited("by 11 votes to 4", "by 12 votes to 4"), "a.docx"))


def test_a_role_an_outlet_and_a_date_changed_in_word_are_found() -> None:
    for old, new, detail in (
        (", Interior Minister (Northern", ", Prime Minister (Northern", '"Prime Minister"'),
        (
            " (Northern Ledger, 11\u00a0March",
            " (The Daily Courier, 11\u00a0March",
            '"The Daily Courier',
        ),
        ("Ledger, 11\u00a0March 2026", "Ledger, 12\u00a0March 2026", '"12 March 2026"'),
    ):
        found = wrong(checked(edited(old, new), "a.docx"))
        assert found and all(detail.split(",", maxsplit=1)[0] in told for _, told in found), found


def test_tracked_changes_count_as_accepted() -> None:
    before = "by 11 votes to 4"
    run = '</w:t></w:r><w:del w:id="1" w:author="A"><w:r><w:delText>11</w:delText></w:r></w:del>'
    inserted = '<w:ins w:id="2" w:author="A"><w:r><w:t>12</w:t></w:r></w:ins><w:r><w:t xml:space='
    new = f'by {run}{inserted}"preserve"> votes to 4'
    ((_, detail),) = wrong(checked(edited(before, new), "a.docx"))
    assert detail == '"12" where the source has "11"'


def test_the_same_brief_gives_the_same_findings(seeds_dossier: Dossier) -> None:
    data = written("one-pager", "sample sources").file("docx")
    brief = printed_in(data, "brief.docx")
    speakers = speakers_of(seeds_dossier)
    first = verify_printed(brief, seeds_dossier, speakers)
    assert first == verify_printed(brief, seeds_dossier, speakers)
    assert re.fullmatch(r"\d+", first[0].id)
