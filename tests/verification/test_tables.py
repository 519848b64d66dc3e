"""Tables of a brief in other shapes than those of the built-in templates."""

from __future__ import annotations

import pytest

from briefgen.model.printed import LineKind, PrintedLine
from briefgen.verification import Verdict

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
