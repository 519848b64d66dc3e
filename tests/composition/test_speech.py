"""What somebody said, and what is only reported of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from briefgen.composition.filters import described, role, speech
from briefgen.composition.markdown import to_blocks
from briefgen.model.document import QuoteBlock, plain
from briefgen.text.phrasebook import phrasebook

FRAGMENT = "Ada Holm, the harbour master, called it “a bad night”."


def _quote(**changes: Any) -> dict[str, Any]:
    item = {
        "id": "q-1",
        "citations": [{"number": 1, "paragraph": 2}],
        "parts": (),
        "sentence": FRAGMENT,
        "speaker": "Ada Holm",
        "role": "harbour master",
        "affiliation": None,
        "outlet": None,
        "published": None,
    }
    return {**item, **changes}


def _block(**changes: Any) -> QuoteBlock:
    (block,) = to_blocks(speech(phrasebook("en"), _quote(**changes)), file="test")
    assert isinstance(block, QuoteBlock)
    return block


def test_verbatim_words_are_a_quote_with_a_byline() -> None:
    block = _block(parts=("It was a bad night.",))
    assert not block.reported
    assert plain(block.content[0].content) == "“It was a bad night.”"
    assert plain(block.attribution) == "Ada Holm, harbour master [1]"


@pytest.mark.parametrize(
    ("parts", "begins", "printed"),
    [
        (("It was a bad night",), (), "“It was a bad night.”"),
        (("Who closed the gate?",), (), "“Who closed the gate?”"),
        (("They call it ‘the Duchess’",), (), "“They call it ‘the Duchess’.”"),
        (("The gate held", "Nobody slept"), (1,), "“The gate held. Nobody slept.”"),
        (("The gate", "Ada’s gate, held"), (), "“The gate … Ada’s gate, held.”"),
    ],
)
def test_what_is_said_ends_in_a_stop(
    parts: tuple[str, ...], begins: tuple[int, ...], printed: str
) -> None:
    assert plain(_block(parts=parts, begins=begins).content[0].content) == printed


def test_outlet_and_day_stand_apart_from_the_role_and_no_day_beside_older_words() -> None:
    told = {"parts": ("It held.",), "outlet": "Velmark Herald", "published": date(2026, 3, 11)}
    assert plain(_block(**told).attribution).endswith("master (Velmark Herald, 11 March 2026) [1]")
    assert plain(_block(**told, said_earlier=True).attribution).endswith("(Velmark Herald) [1]")


def test_the_sentence_around_a_fragment_is_reported_speech() -> None:
    block = _block(outlet="Velmark Herald")
    assert block.reported
    assert plain(block.content[0].content) == FRAGMENT
    assert plain(block.attribution) == "Ada Holm, harbour master (Velmark Herald) [1]"


def test_a_byline_that_only_repeats_the_sentence_is_left_out() -> None:
    block = _block()
    assert plain(block.content[0].content) == f"{FRAGMENT} [1]"
    assert not block.attribution


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"affiliation": "Dockers’ Union"}, "secretary, Dockers’ Union"),
        ({"role": "Dockers’ Union secretary", "affiliation": "Dockers’ Union"}, None),
        ({"affiliation": "Velmark Herald", "outlet": "Velmark Herald"}, "secretary"),
        ({"role": None, "affiliation": "Dockers’ Union"}, ""),
    ],
    ids=["body", "named in the role", "the outlet itself", "no role"],
)
def test_a_role_tells_the_body_that_it_is_held_in(
    changes: dict[str, Any], shown: str | None
) -> None:
    item = _quote(role="secretary") | changes
    assert role(item) == (item["role"] if shown is None else shown)


@pytest.mark.parametrize(
    ("outlet", "published", "path", "shown"),
    [
        ("The Courier", date(2026, 3, 11), "a.txt", "one report by The Courier, 11 March 2026"),
        ("The Courier", None, "a.txt", "one report by The Courier, undated"),
        (None, date(2026, 3, 11), "in/a.txt", "one text of 11 March 2026 (a.txt)"),
        (None, None, None, "one undated text"),
    ],
)
def test_the_only_source_is_told_in_words(
    outlet: str | None, published: date | None, path: str | None, shown: str
) -> None:
    told = described(phrasebook("en"), {"outlet": outlet, "published": published, "path": path})
    assert told.replace("\\", "") == shown
