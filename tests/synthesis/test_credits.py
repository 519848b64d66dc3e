"""What an outlet says of its own people is its word, where another source gives it as that."""

from __future__ import annotations

from material import DossierOf
from selection.samples import front

from briefgen.model.brief import FactItem
from briefgen.selection import select

OWN = (
    "Gunmen in the town of Orland have attacked Velmark Radio staff, killing its correspondent "
    "Maya Narsen and injuring its bureau chief Tomas Brandt. The two had gone to Orland to report "
    "on the blasts at the harbour there."
)
OTHER = (
    "Two blasts at the harbour of Orland killed three people on Wednesday, the police said. "
    "Velmark Radio said one of its correspondents, Maya Narssen, was killed in an exchange of "
    "fire after the blasts. The harbour of Orland was closed on Wednesday and ferries stopped."
)


def test_news_of_an_outlet_on_its_own_people_is_credited_to_it(dossier_of: DossierOf) -> None:
    dossier = dossier_of(OWN, OTHER)
    credited = {f.text[:7]: f.according_to for f in dossier.facts if f.according_to}
    assert credited == {"Gunmen ": "Velmark Radio"}


def test_the_news_of_a_party_is_not_the_first_line(dossier_of: DossierOf) -> None:
    brief = select(dossier_of(OWN, OTHER), front(facts={"kind": "fact", "items": 4})).brief
    told = [item for item in brief.slots["facts"] if isinstance(item, FactItem)]
    assert told[0].text.startswith("Two blasts")
    assert any("in an exchange of fire" in item.text for item in told)  # as they say there
    assert "Velmark Radio" in {item.according_to for item in told}


def test_what_nobody_else_gives_as_a_party_s_word_is_credited_to_none(
    dossier_of: DossierOf,
) -> None:
    plain = OTHER.replace("Velmark Radio said one of its correspondents", "A correspondent")
    assert not [f for f in dossier_of(OWN, plain).facts if f.according_to]


def test_the_name_of_the_party_alone_makes_no_matter_one(dossier_of: DossierOf) -> None:
    other = OTHER.replace("Maya Narssen, ", "")
    assert not [f for f in dossier_of(OWN, other).facts if f.according_to]
