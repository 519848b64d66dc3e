"""Tables of a brief in other shapes than those of the built-in templates."""

from __future__ import annotations

import pytest

from briefgen.model.brief import SpeakerItem
from briefgen.model.dossier import Dossier
from briefgen.model.printed import LineKind, PrintedBrief, PrintedLine
from briefgen.verification import Verdict, verify_printed

from .shapes import Held

HEAD = PrintedLine("What Amount", LineKind.HEAD_ROW, ("What", "Amount"))


@pytest.mark.parametrize(
    ("what", "amount", "verdict"),
    [
        ("12 cracks in its cables yesterday [1]", "12", Verdict.VERBATIM),
        ("The repair will cost: €45 million [1]", "€45 million", Verdict.VERBATIM),
        ("13 cracks in its cables yesterday [1]", "13", Verdict.NOT_FOUND),
        ("12 cracks in its cables yesterday [1]", "€45 million", Verdict.NOT_FOUND),
        ("12 cracks in its cables yesterday [2]", "12", Verdict.NOT_FOUND),
    ],
)
def test_what_a_figure_counts_may_be_stated_with_it(
    listed: Held, what: str, amount: str, verdict: Verdict
) -> None:
    (found,) = listed(HEAD, PrintedLine(f"{what} {amount}", LineKind.ROW, (what, amount)))
    assert (found.kind, found.verdict) == ("figure", verdict), found


QUOTED = PrintedLine(
    "Speaker Role Quotes Outlets", LineKind.HEAD_ROW, ("Speaker", "Role", "Quotes", "Outlets")
)


@pytest.mark.parametrize(
    ("cells", "verdict"),
    [
        (("Ada Marsk", "1", "Outlet 2"), Verdict.VERBATIM),  # a PDF tells of no empty cell
        (("Ada Marsk", "", "1", "Outlet 2"), Verdict.VERBATIM),
        (("Ada Marsk", "2", "Outlet 2"), Verdict.NOT_FOUND),
        (("Ada Marsk", "1", "Outlet 1"), Verdict.NOT_FOUND),
    ],
)
def test_a_row_with_an_empty_cell_is_held_against_the_sources(
    told: Dossier, cells: tuple[str, ...], verdict: Verdict
) -> None:
    row = PrintedLine(" ".join(cells), LineKind.ROW, cells)
    quoted = SpeakerItem(id="speaker-1", name="Ada Marsk", quotes=1, outlets=("Outlet 2",))
    (found,) = verify_printed(PrintedBrief((QUOTED, row)), told, speakers=[quoted])
    assert found.verdict is verdict, found


def test_what_templates_print_alike_is_no_line_of_its_author(listed: Held) -> None:
    assert not listed(
        "Listed are statements that can be understood by themselves; the sources may date more.",
        "No sentence that stands by itself was found on: earlier years; see the sources.",
        "A question to expect, given these words:",
    )
