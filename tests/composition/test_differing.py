"""How a brief says that sources differ."""

from __future__ import annotations

from material import DossierOf

import briefgen

AROUND = (
    "Traders on the quay in Velmark are angry. They lost a week of business and want money.",
    "It rained all night in Velmark. School buses ran late and shops near the quay stayed shut.",
)


def _brief(dossier_of: DossierOf, first: str, second: str) -> str:
    dossier = dossier_of(f"{first} {AROUND[0]}", f"{second} {AROUND[1]}")
    brief = briefgen.select(dossier, "info-note")
    return briefgen.write(brief, "info-note", format="md").decode()


def test_what_sources_put_a_sum_on_is_said_once(dossier_of: DossierOf) -> None:
    said = _brief(
        dossier_of,
        "The operator in Velmark put the cost of repairing the barrier at €45 million.",
        "The institute in Velmark puts the cost of repairing the barrier at €70 million.",
    )
    (line,) = (line for line in said.splitlines() if "Sources differ on" in line)
    assert line.startswith("- **Sources differ on the cost of repairing the barrier:** €")
    assert line.count("repairing the barrier") == 1


def test_statements_that_differ_are_told_as_they_stand(dossier_of: DossierOf) -> None:
    said = _brief(
        dossier_of,
        "About 4,200 people were evacuated from Velmark after the flood.",
        "A total of 3,850 people were evacuated from Velmark after the flood.",
    )
    (line,) = (line for line in said.splitlines() if "Sources differ:" in line)
    assert "About 4,200 people were evacuated" in line and "3,850 people were evacuated" in line


def test_figures_of_unknown_dates_are_not_said_to_be_disputed(dossier_of: DossierOf) -> None:
    dated = dossier_of(
        f"The operator put the cost of repairing the Velmark barrier at €45 million. {AROUND[0]}",
        f"The institute put the cost of repairing the Velmark barrier at €70 million. {AROUND[1]}",
    )
    bare = tuple(f.model_copy(update={"as_of": None}) for f in dated.figures)
    brief = briefgen.select(dated.model_copy(update={"figures": bare}), "info-note")
    said = briefgen.write(brief, "info-note", format="md").decode()
    assert "one may be newer" in said and "figures disputed" not in said
