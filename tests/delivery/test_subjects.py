"""Subjects: what the reader is to do, on what, as of when, and where the marking stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.composition.loader import load_template
from briefgen.delivery.subject import marking_headers, subject_of
from briefgen.errors import TemplateError

VALUES = {"keyword": "INFO", "title": "Harbour wall", "as_of": "as of 11 March 2026"}


@pytest.mark.parametrize(
    ("changed", "subject"),
    [
        ({}, "INFO: Harbour wall - as of 11 March 2026"),
        ({"as_of": ""}, "INFO: Harbour wall"),
        ({"as_of": "(Stand: 11. März 2026)"}, "INFO: Harbour wall (Stand: 11. März 2026)"),
        (
            {"version": "(v2 supersedes v1)"},
            "INFO: Harbour wall - as of 11 March 2026 (v2 supersedes v1)",
        ),
        ({"as_of": "", "version": "(v2 supersedes v1)"}, "INFO: Harbour wall (v2 supersedes v1)"),
        ({"title": "{keyword} {as_of}"}, "INFO: {keyword} {as_of} - as of 11 March 2026"),
    ],
)
def test_what_is_empty_leaves_nothing_behind(changed: dict[str, str], subject: str) -> None:
    assert subject_of({**VALUES, **changed}) == subject


def test_a_long_title_is_cut_between_words() -> None:
    title = "Bridge " * 30
    subject = subject_of({**VALUES, "title": title})
    assert subject.startswith("INFO: Bridge Bridge")
    assert "Bridge… - as of 11 March 2026" in subject and len(subject) < 110


@pytest.mark.parametrize(
    ("marking", "scheme", "subject"),
    [
        ("OFFICIAL-SENSITIVE", "uk", "[OFFICIAL-SENSITIVE] INFO: Harbour wall"),
        ("TLP:AMBER+STRICT", "tlp", "[TLP:AMBER+STRICT] INFO: Harbour wall"),
        ("OFFICIAL: SENSITIVE", "au", "INFO: Harbour wall [SEC=OFFICIAL:Sensitive]"),
        ("", "au", "INFO: Harbour wall"),
    ],
)
def test_a_marking_stands_where_its_scheme_has_it(marking: str, scheme: str, subject: str) -> None:
    assert subject_of({**VALUES, "as_of": ""}, marking=marking, scheme=scheme) == subject


def test_only_australia_has_a_header_for_it() -> None:
    assert marking_headers("SECRET", "uk") == ()
    ((name, value),) = marking_headers("OFFICIAL: SENSITIVE", "au")
    assert (name, value) == (
        "X-Protective-Marking",
        "VER=2024.1, NS=gov.au, SEC=OFFICIAL:Sensitive",
    )


def template(folder: Path, mail: str) -> Path:
    """A template whose message tells what ``mail`` says, on top of the information note."""
    (folder / "ours").mkdir()
    (folder / "ours" / "template.md.j2").write_text(
        f'---\nname: ours\nmail: {mail}\nslots: {{quotes: }}\n---\n{{% extends "info-note" %}}\n',
        encoding="utf-8",
    )
    return folder / "ours"


def test_what_a_message_tells_must_be_a_slot(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match='no slot "key_point"; did you mean "key_points"'):
        load_template(template(tmp_path, "{points: [key_point]}"))


def test_a_slot_that_an_heir_does_without_may_still_be_named(tmp_path: Path) -> None:
    loaded = load_template(template(tmp_path, "{keyword: DECISION, points: [quotes, key_points]}"))
    assert loaded.front.mail.keyword == "DECISION"
