"""Sources in other languages are never read as English: they give no line, and no wrong one."""

from __future__ import annotations

import pytest

from briefgen import analyse
from briefgen.model.dossier import QuoteKind
from briefgen.model.source import Source

GERMAN = (
    "Die Hafenbehörde hat die Schleuse in Ilde am Montag geschlossen, so die Stadt Velmark.\n\n"
    "„Wir werden die Schleuse erst am Freitag wieder öffnen.“ Das sagte Hafenmeisterin Ada Holm, "
    "die den „Spiegel“ las.\n\nDie Reparatur kostet 2,5 Millionen Euro, und 14 Schiffe warten."
)
ENGLISH = (
    "The port authority of Ilde shut its lock on Monday after a gate jammed twice.\n\n"
    "“We will not open the lock before Friday,” said Ada Holm, who runs the port.\n\n"
    "The repair will cost 2.5 million euros, the authority said."
)


def source(text: str, language: str | None, number: int = 1) -> Source:
    return Source(id=f"s{number}", text=text, title="The lock", language=language)


def test_a_german_source_gives_no_fact_figure_event_or_speaker() -> None:
    dossier = analyse([source(GERMAN, "de")])
    assert (dossier.facts, dossier.figures, dossier.events, dossier.entities) == ((), (), (), ())
    assert all(quote.speaker is None for quote in dossier.quotes)


def test_words_in_its_quotation_marks_are_found_with_their_sentence() -> None:
    (quote,) = analyse([source(GERMAN, "de")]).quotes
    assert quote.text == "Wir werden die Schleuse erst am Freitag wieder öffnen."
    assert (quote.kind, quote.language, quote.paragraph) == (QuoteKind.DIRECT, "de", 2)
    assert GERMAN[quote.start : quote.end] == quote.text
    assert quote.sentence.start <= quote.start < quote.sentence.end


def test_an_english_source_beside_it_is_read_as_alone() -> None:
    alone = analyse([source(ENGLISH, None)])
    both = analyse([source(ENGLISH, None), source(GERMAN, "de", 2)])
    assert [fact.statement for fact in both.facts] == [fact.statement for fact in alone.facts]
    assert {fact.source for fact in both.facts} == {"s1"}


def test_copies_in_another_language_are_found() -> None:
    cut = GERMAN.rsplit("\n\n", 1)[0]
    dossier = analyse([source(GERMAN, "de"), source(cut, "de", 2)])
    assert [group.sources for group in dossier.syndication] == [("s1", "s2")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "船闸关闭。“我们周五才会重新开放船闸。”她说。"),
        ("ja", "水門は閉鎖された。「金曜日まで開けません。」と彼女は述べた。"),
        ("th", "ประตูน้ำถูกปิดเมื่อวันจันทร์"),
        ("ko", "갑문이 월요일에 폐쇄되었다."),
        ("xx", "Velmark 12"),
        ("zz", "Velmark 12"),
    ],
)
def test_a_language_without_words_of_its_own_in_the_program_is_no_error(
    language: str, text: str
) -> None:
    assert analyse([source(text, language)]).facts == ()
