"""Edits of sentences: what they drop and cut, and what every one of them leaves standing."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from briefgen.analysis import analyse
from briefgen.model.source import Source
from briefgen.text.edits import apply_edits

from .shapes import Sentences


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("But, however, the gate failed.", "The gate failed."),
        ("But despite the pumps the town drowned.", "Despite the pumps the town drowned."),
        ("The gate, however, failed again.", "The gate failed again."),
        ("In January, however, the gate failed.", "In January, the gate failed."),
        ("The gate failed again, too.", "The gate failed again."),
        ("Ada Holm had also warned the port.", "Ada Holm had warned the port."),
        ("Tomas Brandt (pictured) mended the gate.", "Tomas Brandt mended the gate."),
        ("Key finding: The gate failed twice in January.", "The gate failed twice in January."),
    ],
)
def test_what_only_ties_a_sentence_to_others_is_dropped(
    sentences: Sentences, text: str, statement: str
) -> None:
    assert [s.statement for s in sentences(text)] == [statement]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Holm not only warned the port but also closed it.",
        "“However, we also tried,” Ada Holm told the port.",
        "Germany: The port of Sarrow was closed in January.",
    ],
)
def test_what_means_something_stays(sentences: Sentences, text: str) -> None:
    assert [s.statement for s in sentences(text)] == [text]


LONG = (
    "The port of Velmark closed the upper lock to all ships in January and moved every ferry to "
    "the old quay{cut}, after divers had found cracks in the hinges of the eastern gate that the "
    "harbour master had shut in the spring{end}."
)


@pytest.mark.parametrize(
    ("cut", "end"),
    [
        (", which is used by fishing boats from the islands", ""),
        (" (built by a family of merchants long ago)", ""),
        ("", ", leaving the crews of the larger ships to wait outside the harbour"),
    ],
)
def test_a_long_sentence_is_cut_where_a_clause_ends(
    sentences: Sentences, cut: str, end: str
) -> None:
    (found,) = sentences(LONG.format(cut=cut, end=end))
    assert found.statement.replace(",,", ",") in {
        LONG.format(cut="", end=""),
        LONG.format(cut=",", end=""),
    }


@pytest.mark.parametrize(
    "end",
    [
        ", leaving no ship in the harbour that could have carried a pump",
        ", leaving crews who may have to wait outside the harbour for days",
        ", unless the crews of the larger ships agree to wait outside the harbour",
        ", according to the crews of the larger ships that wait outside",
        ", leaving 40 ships and their crews to wait outside the harbour",
    ],
)
def test_denials_hedges_conditions_sources_and_numbers_are_never_cut(
    sentences: Sentences, end: str
) -> None:
    (found,) = sentences(LONG.format(cut="", end=end))
    assert end in found.statement


_KEPT = re.compile(
    r"\b(?:not|no|never|nobody|may|might|could|would|should|must|will|can|about|up to|at least|"
    r"reportedly|allegedly|unless|if|\d[\d,.]*\d|\d)\b|n’t\b",
)
_SUBJECTS = ["Ada Holm", "She", "The mayor", "Brandt", "The port", "However, the crew", "It"]
_VERBS = ["may not close", "closed", "will never close", "could also close", "reportedly closed"]
_OBJECTS = ["up to 40 gates", "the lock", "no ships", "about 1,150 homes", "a gate (pictured)"]
_TAILS = [
    "on Tuesday",
    "yesterday",
    "unless it rains",
    "last week, however, in Velmark",
    "leaving nobody in the town that could pump, while the crews of the ferries wait outside",
    ", which may fail, and the divers will not go down before the storm has passed the islands",
    ", adding that at least 12 crews from the islands would wait for a calm day to go to sea again",
]
_TEXTS = st.lists(
    st.tuples(
        st.sampled_from(_SUBJECTS),
        st.sampled_from(_VERBS),
        st.sampled_from(_OBJECTS),
        st.lists(st.sampled_from(_TAILS), max_size=3).map(" ".join),
    ).map(lambda parts: re.sub(r" ,", ",", " ".join(parts)) + "."),
    min_size=1,
    max_size=4,
).map(lambda rows: "Ada Holm, the mayor, met Tomas Brandt, a pilot. " + " ".join(rows))


@given(_TEXTS)
@settings(max_examples=60)
def test_no_edit_takes_away_a_hedge_a_denial_a_modal_or_a_number(nlp: Language, text: str) -> None:
    source = Source(id="any", text=text, title="Any", published=date(2026, 3, 11))
    for sentence in analyse(source, nlp).sentences:
        for edit in sentence.edits:
            assert not _KEPT.search(text[edit.start : edit.end]), edit
        replayed = apply_edits(text, sentence.start, sentence.end, sentence.edits)
        assert replayed == sentence.statement


@given(_TEXTS)
@settings(max_examples=40)
def test_every_name_outlives_the_edits(nlp: Language, text: str) -> None:
    source = Source(id="any", text=text, title="Any", published=date(2026, 3, 11))
    for sentence in analyse(source, nlp).sentences:
        for name in ("Holm", "Brandt", "Velmark"):
            assert text[sentence.start : sentence.end].count(name) <= sentence.statement.count(name)


@pytest.mark.parametrize(
    ("title", "statement"),
    [
        (
            "Situation report no. 4",
            "The toll has risen by one since [Velmark Rescue Agency] report no. 3.",
        ),
        ("A long night", "The toll has risen by one since report no. 3."),
    ],
)
def test_a_report_of_a_series_says_whose_other_report_it_means(
    nlp: Language, title: str, statement: str
) -> None:
    text = "Velmark Rescue Agency\n\nThe toll has risen by one since report no. 3."
    source = Source(id="a", text=text, title=title, publisher="Velmark Rescue Agency, Press Desk")
    assert [s.statement for s in analyse(source, nlp).sentences][-1] == statement
