"""Subjects: what the reader is to do, on what, as of when, and where the marking stands."""

from __future__ import annotations

import pytest

from briefgen.delivery.subject import marking_headers, subject_of

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
