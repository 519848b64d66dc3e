"""Dates are taken as stated, and never made up."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.readers.dating import parse_date


@pytest.mark.parametrize(
    "stated",
    [
        "2026-03-11",
        "2026-03-11T19:20:00+01:00",
        "11 March 2026",
        "March 11, 2026",
        "Wednesday 11 March 2026, 7.20pm",
        "11/03/2026",
        "11.03.2026",
        "Published: 11th March 2026",
        "Wed, 11 Mar 2026 18:20:00 GMT",
        "11-Mar-2026",
        "Mar 11 2026 19:20",
    ],
)
def test_a_stated_date_is_read_day_first(stated: str) -> None:
    assert parse_date(stated) == date(2026, 3, 11)


@pytest.mark.parametrize(
    "stated",
    [None, "", "yesterday", "March 2026", "2026", "31 February 2026", "in 2026", "Tuesday"],
)
def test_what_is_no_whole_date_is_none(stated: str | None) -> None:
    assert parse_date(stated) is None
