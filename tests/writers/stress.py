"""A brief of some forty pages in which every kind of block is broken by the end of a page."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from sample import (
    FIGURES,
    QUOTES,
    SAMPLE,
    SOURCES,
    bullets,
    heading,
    item,
    link,
    paragraph,
    source,
    words,
)

from briefgen.model.document import (
    Block,
    Callout,
    Document,
    Inline,
    ListBlock,
    ListItem,
    ListRole,
    Paragraph,
    QuoteBlock,
    Strong,
    Table,
    Text,
)

_WORDS = (  # noqa: SIM905 - a list of words reads best as words
    "harbour gate water surge county barrier council inspection hinge quay survey estimate damage "
    "resident reception centre authority statement figure morning report engineer basin tide"
).split()
_ADDRESS = "https://courier.example/2026/11/23/" + "-".join(_WORDS[:12])


def _sentences(chance: Random, count: int) -> list[str | int | Inline]:
    """Prose with citations, links and strong words, each sentence unlike every other."""
    made: list[str | int | Inline] = []
    for _ in range(count):
        line = " ".join(chance.choices(_WORDS, k=chance.randint(8, 22)))
        number = chance.randint(10, 99_999)
        made += [f"{line.capitalize()} {number} ", chance.randint(1, 5)]
        if chance.random() < 0.2:
            made += [", says ", link(_ADDRESS, f"the report of day {number} on the quay")]
        if chance.random() < 0.2:
            made += [" and ", Strong((Text(f"not {number + 1}"),))]
        made.append(". ")
    return made


def _paragraph(chance: Random, count: int) -> Paragraph:
    return paragraph(*_sentences(chance, count))


def _table(chance: Random, rows: int) -> Table:
    """No row like another: a checker takes a line that comes again for a running header."""
    return replace(
        FIGURES,
        rows=tuple(
            (words(" ".join(chance.choices(_WORDS, k=5))), *FIGURES.rows[n % 6][1:])
            for n in range(rows)
        ),
        caption=words(f"Figures, {rows} rows"),
    )


def _nested(chance: Random) -> ListBlock:
    inner = bullets(*(item(*_sentences(chance, 2)) for _ in range(4)))
    return ListBlock(
        tuple(ListItem((_paragraph(chance, 2), inner, _paragraph(chance, 3))) for _ in range(3)),
        ListRole.NUMBERS,
    )


def _section(chance: Random, number: int) -> tuple[Block, ...]:
    quote = QuoteBlock(
        tuple(_paragraph(chance, 4) for _ in range(3)), words("— Marit Oldenhall ", 1)
    )
    box = Callout((_paragraph(chance, 5), _nested(chance), _table(chance, 6)), words("In short"))
    paragraphs = tuple(ListItem((_paragraph(chance, 3),)) for _ in range(5))
    return (
        heading(1, f"Section {number}: what was said of the gate"),
        *(_paragraph(chance, chance.randint(3, 9)) for _ in range(6)),
        heading(3, f"Part {number} without a heading between"),
        ListBlock(paragraphs, ListRole.PARAGRAPHS),
        quote,
        box,
        heading(2, f"Figures {number}"),
        _table(chance, 30),
        *QUOTES[:1],
        _nested(chance),
    )


def stress(sections: int = 5) -> Document:
    """The brief; the same one for the same number of ``sections``, eight pages each."""
    chance = Random(14289)  # noqa: S311 - the same words on every run
    blocks = [block for n in range(1, sections + 1) for block in _section(chance, n)]
    long_source = source(6, "Ellesby Courier, ", link(_ADDRESS))
    sources = replace(SOURCES, items=(*SOURCES.items, long_source))
    return replace(SAMPLE, blocks=(*blocks, heading(1, "Sources"), sources))
