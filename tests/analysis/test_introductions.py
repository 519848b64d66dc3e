"""Who somebody is, in the words of the source, for the line that names them first."""

from __future__ import annotations

import pytest

from briefgen.text.edits import apply_edits, introduced

from .shapes import Sentences

CHIEF = "“I owe them an answer,” Rutger Vanstell, Ildewater’s chief executive, told reporters.\n\n"
MINISTER = "“It will be mended,” said Interior Minister Marit Halvoorde.\n\n"
AID = "“Roofs are gone,” said Tom Perry of the aid group Harbour International.\n\n"


def told(sentences: Sentences, text: str) -> str:
    """The last sentence of a text with everybody in it introduced."""
    last = sentences(text)[-1]
    edits = last.edits
    for one in last.introductions:
        edits = introduced(edits, one)
    return apply_edits(text, last.start, last.end, edits)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            CHIEF + "He put the cost of the gate at €45 million.",
            "[Rutger Vanstell, Ildewater’s chief executive] put the cost of the gate"
            " at €45 million.",
        ),
        (
            CHIEF + "The gate will cost €45 million, said Vanstell.",
            "The gate will cost €45 million, said [Rutger Vanstell, Ildewater’s chief executive].",
        ),
        (
            MINISTER + "Ms Halvoorde closed the bridge on 24 March.",
            "[Interior Minister Marit Halvoorde] closed the bridge on 24 March.",
        ),
        (
            MINISTER + "In 2024, Marit Halvoorde closed the bridge.",
            "In 2024, [Interior Minister] Marit Halvoorde closed the bridge.",
        ),
        (
            AID + "Perry, who arrived by ferry, saw 40 houses without a roof.",
            "[Tom Perry of the aid group Harbour International], who arrived by ferry,"
            " saw 40 houses without a roof.",
        ),
    ],
)
def test_the_role_stands_in_the_brackets_of_the_name(
    sentences: Sentences, text: str, statement: str
) -> None:
    assert told(sentences, text) == statement


@pytest.mark.parametrize(
    "text",
    [
        CHIEF + "The chief executive Rutger Vanstell closed the bridge on 24 March.",
        CHIEF + "Rutger Vanstell, 54, closed the bridge on 24 March.",
        CHIEF + "Rutger Vanstell’s ferry left the port on 24 March.",
        CHIEF + "The Rutger Vanstell Foundation closed the bridge on 24 March.",
        CHIEF + "“Rutger Vanstell closed the bridge on 24 March,” a diver said.",
        "“It was cold,” said her brother Bo Falk.\n\nBo Falk closed the bridge on 24 March.",
        "Bo Falk, the diver, spoke.\n\nBo Falk closed the bridge on 24 March.",
    ],
)
def test_nothing_is_added_where_it_is_told_or_not_certain(sentences: Sentences, text: str) -> None:
    assert not any(one.edit for one in sentences(text)[-1].introductions)


def test_a_surname_is_a_persons_where_a_role_stands_beside_it(sentences: Sentences) -> None:
    text = MINISTER.replace("Interior Minister Marit Halvoorde", "Chief Franklin Adderley")
    text += "All officers will be taught in a new class, said Adderley."
    assert sentences(text)[-1].statement.endswith("said [Franklin Adderley].")


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "“It broke,” said Tor Falk, pilot, on Monday.\n\nFalk left Velm in May.",
            "[Pilot Tor Falk] left Velm in May.",
        ),
        (
            "Actor Tor Falk opened the gate.\n\nThe gate was shut in May, Falk said.",
            "The gate was shut in May, [actor Tor Falk] said.",
        ),
    ],
)
def test_a_role_in_brackets_reads_as_the_source_would_write_it(
    sentences: Sentences, text: str, statement: str
) -> None:
    assert told(sentences, text) == statement
