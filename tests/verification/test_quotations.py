"""Quotations: every word of them, and who said them."""

from __future__ import annotations

import pytest

from briefgen.verification import Verdict

from .shapes import Held

ELLISON = "Marta Ellison, the harbour master, Outlet 1, 11 March 2026"


@pytest.mark.parametrize(
    "line",
    [
        "“We will not open the road … and we shall not pay for it.”",
        '"We will not open the road ... and we shall not pay for it"',
        "«Nobody asked us. We read of it in the paper.»",
        "“Nobody asked us.”",
        "Marta Ellison called it “a gift to the fishmongers”.",
        "“We will not open the road,” said Marta Ellison.",
        "Ms Ellison: “We will not open the road.”",
        "The union's Bo Hestrup complained: ‘We read of it in the paper.’",
    ],
)
def test_quoted_words_of_the_source_are_verbatim(held: Held, line: str) -> None:
    found = held(line)
    assert [one.verdict for one in found] == [Verdict.VERBATIM], found


def test_parts_put_together_without_a_sign_are_named(held: Held) -> None:
    (found,) = held("“We will not open the road, and we shall not pay for it.”")
    assert (found.verdict, found.detail) == (Verdict.EDITED, "put together from two parts")


def test_words_in_square_brackets_may_stand_for_others(held: Held) -> None:
    (found,) = held("“We read of [the plan] in the paper.”")
    assert found.verdict is Verdict.EDITED


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        ("“We will open the road”", '"not" was left out'),
        ("“We will not open the street”", '"street" where the source has "road'),
        ("“will not open the road”", '"We" is left out in front of it'),
        ("“We will not open”", '"the road," is left out behind it'),
        ("“We will … open the road”", '"not" is left out of the quote'),
        ("“Nobody. We read of it in the paper.”", ""),
        ("“We shall pay for everything in the end”", ""),
    ],
)
def test_a_changed_quotation_is_found(held: Held, line: str, detail: str) -> None:
    (found,) = held(line)
    assert found.verdict is Verdict.NOT_FOUND, found
    assert detail in found.detail


def test_words_that_the_source_does_not_quote_are_nobodys(held: Held) -> None:
    (alone,) = held("“The repair will cost €45 million”")
    (given,) = held("“The repair will cost €45 million,” said Marta Ellison.")
    assert (alone.verdict, alone.detail) == (Verdict.EDITED, "no quotation marks in the source")
    assert given.verdict is Verdict.NOT_FOUND
    assert "does not quote these words" in given.detail


# --- who said it ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "byline",
    [
        f"{ELLISON} [1]",
        f"— {ELLISON}",
        "Marta Ellison, the harbour master",
        "– Marta Ellison",
        "Ellison, harbour master, 11 March 2026",
    ],
)
def test_who_said_it_is_verbatim(listed: Held, byline: str) -> None:
    quote, speaker = listed("“We will not open the road”", byline)
    assert quote.verdict is Verdict.VERBATIM
    assert (speaker.kind, speaker.verdict) == ("speaker", Verdict.VERBATIM), speaker


@pytest.mark.parametrize(
    "line",
    [
        "“We will not open the road” — MARTA ELLISON, harbour master [1]",
        "“We will not open the road.” – Marta Ellison (Outlet 1, 11 March 2026) [1]",
    ],
)
def test_a_quotation_and_its_byline_may_stand_in_one_line(listed: Held, line: str) -> None:
    (found,) = listed(line)
    assert (found.kind, found.verdict) == ("quote", Verdict.VERBATIM), found


@pytest.mark.parametrize(
    "line",
    [
        "“We will not open the road” — BO HESTRUP, secretary of the union [1]",
        "“We will open the road” — MARTA ELLISON, harbour master [1]",
        "“We will not open the road” — MARTA ELLISON, mayor [1]",
        "“We will not open the road” — MARTA ELLISON [2]",
    ],
)
def test_a_wrong_quotation_or_byline_in_one_line_is_found(listed: Held, line: str) -> None:
    (found,) = listed(line)
    assert found.verdict is Verdict.NOT_FOUND, found


@pytest.mark.parametrize(
    ("byline", "detail"),
    [
        ("Bo Hestrup, Outlet 1, 11 March 2026", "the source gives it to Marta Ellison"),
        ("— Ada Marsk", "the source gives it to Marta Ellison"),
        ("Marta Ellison, the secretary of the union", "is not"),
        ("Marta Ellison, the mayor", "is not beside Marta Ellison"),
        ("Marta Ellison, Outlet 2, 11 March 2026", '"Outlet 2" does not carry it'),
        ("Marta Ellison, Outlet 1, 12 March 2026", '"12 March 2026" where the source has'),
        ("Marta Ellison [2]", "[2] does not say it"),
    ],
)
def test_somebody_else_is_found(listed: Held, byline: str, detail: str) -> None:
    _, speaker = listed("“We will not open the road”", byline)
    assert speaker.verdict is Verdict.NOT_FOUND, speaker
    assert detail in speaker.detail


@pytest.mark.parametrize(
    "line",
    [
        "“We will not open the road,” said Bo Hestrup.",
        "Ada Marsk said: “Nobody asked us.”",
        "“A ferry is cheaper than a bridge,” Marta Ellison said.",
    ],
)
def test_somebody_else_within_the_sentence_is_found(held: Held, line: str) -> None:
    (found,) = held(line)
    assert found.verdict is Verdict.NOT_FOUND
    assert "the source gives it to" in found.detail
