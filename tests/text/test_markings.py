"""Markings: which of two is higher, and which a line of a page bears."""

from __future__ import annotations

import pytest

from briefgen.text.markings import (
    is_above,
    joined,
    markings_at_edge,
    markings_in,
    markings_in_title,
)


@pytest.mark.parametrize(
    ("line", "markings"),
    [
        ("TLP:AMBER+STRICT", {"TLP:AMBER+STRICT"}),
        ("Handled as tlp: red until Friday, after which anybody may have all of it", {"TLP:RED"}),
        ("TLP:WHITE", {"TLP:CLEAR"}),
        ("Official-Sensitive", {"OFFICIAL-SENSITIVE"}),
        ("OFFICIAL SENSITIVE", {"OFFICIAL-SENSITIVE"}),
        ("OFFICIAL: Sensitive", {"OFFICIAL: SENSITIVE"}),
        ("[ Top Secret ]", {"TOP SECRET"}),
        ("UK SECRET – EYES ONLY", {"SECRET"}),
        ("OFFICIAL-SENSITIVE TLP:AMBER", {"OFFICIAL-SENSITIVE", "TLP:AMBER"}),
        ("The secret of the official", set()),
        ("Official statement", set()),
        ("The file was stamped SECRET, said the clerk who had kept it for a year", set()),
        ("UNCLASSIFIEDS", set()),
        ("OFFICIAL-SENSITIVE – Top Secret", {"OFFICIAL-SENSITIVE", "TOP SECRET"}),
        ("Official-Sensitive / Secret", {"OFFICIAL-SENSITIVE", "SECRET"}),
        ("OFFICIAL-SENSITIVE NATO Confidential", {"OFFICIAL-SENSITIVE", "CONFIDENTIAL"}),
        ("Secret – for the cabinet and for those it names, until the last of May", {"SECRET"}),
        ("Restricted - for ministers only", {"RESTRICTED"}),
        ("For ministers and for those whom they name in their letters (Secret)", {"SECRET"}),
        ("official-sensitive / secret", {"OFFICIAL-SENSITIVE", "SECRET"}),
        ("Secret talks began on Monday", set()),
        ("Secret talks – the third – began on Monday", set()),
        ("Secret-keepers found", set()),
        ("Three were hurt – Secret Service", set()),
        ("Bridge closed: official", set()),
    ],
)
def test_what_a_line_bears(line: str, markings: set[str]) -> None:
    assert markings_in(line) == markings


def test_a_long_line_at_the_edge_of_a_page_bears_what_opens_or_ends_it() -> None:
    title = "the barrier that failed and what it will cost the town to mend"
    assert markings_at_edge(f"SECRET {title}") == markings_at_edge(f"{title} SECRET") == {"SECRET"}
    assert markings_at_edge(f"{title} SECRET {title}") == set()


@pytest.mark.parametrize(
    ("marking", "ceiling", "above"),
    [
        ("OFFICIAL", "OFFICIAL-SENSITIVE", False),
        ("SECRET", "OFFICIAL", True),
        ("TLP:RED", "OFFICIAL", None),
        ("OFFICIAL TLP:RED", "OFFICIAL TLP:AMBER", True),
        ("OFFICIAL TLP:GREEN", "OFFICIAL-SENSITIVE TLP:AMBER", False),
        ("OFFICIAL TLP:GREEN", "OFFICIAL", None),
        ("SECRET//NOFORN", "SECRET", None),
        ("SECRET", "SECRET//NOFORN", False),
        ("TOP SECRET", "SECRET//NOFORN", True),
        ("SECRET//NOFORN", "SECRET//NOFORN TLP:RED", False),
        ("RESTRICTED", "OFFICIAL RESTRICTED", False),
        ("EYES ONLY", "EYES ONLY SECRET", False),
        ("VS", "VS-NUR", False),
        ("VS", "VSA", None),
        ("vertraulich", "VERTRAULICH", False),
    ],
)
def test_which_is_higher(marking: str, ceiling: str, above: bool | None) -> None:
    assert is_above(marking, ceiling) is above


def test_several_are_one_that_is_too_low_for_none() -> None:
    assert joined(["OFFICIAL", "SECRET", "TLP:GREEN", "TLP:RED"]) == "SECRET TLP:RED"
    assert joined(["SECRET", "SECRET//NOFORN"]) == "SECRET//NOFORN"


@pytest.mark.parametrize(
    ("title", "markings"),
    [
        ("SECRET: barrier report", {"SECRET"}),
        ("Barrier report - SECRET", {"SECRET"}),
        ("Barrier report (OFFICIAL-SENSITIVE)", {"OFFICIAL-SENSITIVE"}),
        ("OFFICIAL: Sensitive – the barrier", {"OFFICIAL: SENSITIVE"}),
        ("UK SECRET: barrier report", {"SECRET"}),
        ("[TOP SECRET] BARRIER REPORT", {"TOP SECRET"}),
        ("PROTECTED barrier report", {"PROTECTED"}),
        ("News of TLP:AMBER things", {"TLP:AMBER"}),
        ("The secret garden reopens", set()),
        ("Secret: how it was found", set()),
        ("Bridge closed: official", set()),
        ("SECRET PLAN TO CLOSE THE BRIDGE", set()),
        ("BRIDGE CLOSED, SAYS OFFICIAL", set()),
        ("SECRET-KEEPERS FOUND", set()),
        ("A paper marked SECRET was lost", set()),
    ],
)
def test_a_marking_opens_or_ends_a_title(title: str, markings: set[str]) -> None:
    assert markings_in_title(title) == markings
