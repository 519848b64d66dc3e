"""A short story, and lines of a brief held against it."""

from __future__ import annotations

import pytest
from material import DossierOf

from briefgen.model.dossier import Dossier
from briefgen.model.printed import LineKind, PrintedBrief, PrintedLine
from briefgen.verification import Checked, verify_printed

from .shapes import Held

STORY = (
    "The bridge at Velmark was not closed on Monday, said Marta Ellison, the harbour master.\n\n"
    "However, divers found 12 cracks in its cables yesterday. About 4,200 people cross the bridge "
    "every day, according to the town hall.\n\n"
    "“We will not open the road,” Marta Ellison said, “and we shall not pay for it.”\n\n"
    "The repair will cost €45 million. Ellison also wants a second ferry in April. She called the "
    "delay “a gift to the fishmongers”.\n\n"
    "“Nobody asked us. We read of it in the paper,” said Bo Hestrup, secretary of the union.\n\n"
    "The council will vote on 24 March if the mayor agrees."
)
OTHER = (
    "The ferry company of Velmark wants €3 million a year, its director, Ada Marsk, said.\n\n"
    "“A ferry is cheaper than a bridge,” Ada Marsk said."
)


@pytest.fixture(scope="session")
def told(dossier_of: DossierOf) -> Dossier:
    """What two short stories tell."""
    return dossier_of(STORY, OTHER)


@pytest.fixture
def held(told: Dossier) -> Held:
    """Holds printed lines against the stories: the findings on all that say something."""

    def hold(*lines: str | PrintedLine) -> list[Checked]:
        printed = [PrintedLine(line) if isinstance(line, str) else line for line in lines]
        return verify_printed(PrintedBrief(tuple(printed)), told)

    return hold


@pytest.fixture
def listed(held: Held) -> Held:
    """The same with a list of the sources behind the lines; without the findings on that."""
    entries = (
        PrintedLine("Sources", LineKind.HEADING),
        PrintedLine("Story 1. Outlet 1, 11 March 2026."),
        PrintedLine("Story 2. Outlet 2, 11 March 2026."),
    )

    def hold(*lines: str | PrintedLine) -> list[Checked]:
        return [one for one in held(*lines, *entries) if one.kind != "source"]

    return hold
