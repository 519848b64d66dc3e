"""Markdown becomes words without markup."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from briefgen.errors import ReaderError
from briefgen.model.source import Source

Read = Callable[[bytes, str], Source]
Fail = Callable[[bytes, str], ReaderError]


def test_markup_is_stripped_and_lists_and_tables_become_paragraphs(read: Read) -> None:
    text = (
        "# Barrier *fails*\n\nThe **surge** reached [3.4 metres](https://x.example),\nofficials"
        " said.\n\n- first item\n- second `item`\n\n> a quote\n\n| Item | Cost |\n|---|---|\n"
        "| Gate | 31 |\n"
    )
    source = read(text.encode(), "note.md")
    assert source.title == "Barrier fails"
    assert source.text.split("\n\n") == [
        "The surge reached 3.4 metres, officials said.",
        "first item",
        "second item",
        "a quote",
        "Item | Cost",
        "Gate | 31",
    ]


def test_front_matter_states_the_metadata(read: Read) -> None:
    text = (
        "---\ntitle: 'Barrier: what failed'\nauthor: [Ada Smith, Bob Lee]\npublisher: The Courier\n"
        "date: 2026-03-11\nurl: https://c.example/1\nlang: en-GB\n---\n\nThe text is here.\n"
    )
    source = read(text.encode(), "note.md")
    assert source.title == "Barrier: what failed"
    assert source.author == "Ada Smith, Bob Lee"
    assert (source.publisher, source.published) == ("The Courier", date(2026, 3, 11))
    assert (source.url, source.language) == ("https://c.example/1", "en")
    assert source.text == "The text is here."


def test_front_matter_that_is_not_yaml_names_its_line(fail: Fail) -> None:
    failure = fail(b"---\ntitle: a: b: c\n---\n\nText.\n", "note.md")
    assert "line 2" in failure.problem


def test_footnotes_lose_their_marks(read: Read) -> None:
    source = read(b"A claim[^1] is made.\n\n[^1]: Before tax.\n", "note.md")
    assert source.text == "A claim is made.\n\nBefore tax."
