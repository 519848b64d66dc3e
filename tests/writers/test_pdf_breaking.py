"""Lines of a PDF are those that ReportLab itself would make."""

from __future__ import annotations

from random import Random

import pytest
from reportlab.platypus import Paragraph
from sample import SAMPLE
from stress import stress

from briefgen.model import document as model
from briefgen.model.theme import Theme
from briefgen.writers import write
from briefgen.writers.pdf.blocks import Blocks
from briefgen.writers.pdf.breaking import broken
from briefgen.writers.pdf.paragraphs import TaggedParagraph
from briefgen.writers.pdf.styles import styles
from briefgen.writers.pdf.textlines import rows

THEME = Theme()
WORDS = ("the", "harbour,", "wall", "at", "Quay", "4", "held;", "“nobody”", "was", "officials", "—")
ADDRESS = "https://courier.example/2026/11/23/harbour/wall/and/all/that/was/said/of/it/since"


def _inline(chance: Random) -> model.Inline:
    text = model.Text(" " + " ".join(chance.choices(WORDS, k=chance.randint(1, 9))))
    kinds = (
        text,
        model.Strong((text,)),
        model.Emphasis((text,)),
        model.Link("https://courier.example", (text,)),
        model.Citation(chance.randint(1, 30)),
        model.LineBreak(),
        model.Text("Donau" * chance.randint(1, 30)),
        model.Text(ADDRESS),
    )
    return chance.choices(kinds, weights=(30, 8, 8, 6, 12, 1, 1, 1))[0]


def _paragraph(chance: Random) -> tuple[TaggedParagraph, Paragraph]:
    look = styles(THEME)
    blocks = Blocks(SAMPLE, look)
    content = tuple(_inline(chance) for _ in range(chance.randint(1, 14)))
    style = look.paragraph[model.ParagraphRole.BODY]
    ours = blocks.paragraphs.of(blocks.fragments.of(content, style), style)
    return ours, Paragraph("", style, frags=blocks.fragments.of(content, style))


def _lines(paragraph: Paragraph, width: float) -> list[tuple[str, float]]:
    paragraph.wrap(width, 1000)
    made = rows(paragraph.blPara)  # type: ignore[attr-defined]
    return [("".join(words for words, _ in row.pieces), round(row.spare, 4)) for row in made]


@pytest.mark.parametrize("seed", range(60))
def test_lines_break_where_the_library_breaks_them(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - the same briefs every time
    ours, theirs = _paragraph(chance)
    width = chance.uniform(120, 500)
    assert _lines(ours, width) == _lines(theirs, width)


def test_nearly_all_paragraphs_need_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, left = 0, 0

    def counted(*given: object) -> object:
        nonlocal asked, left
        made = broken(*given)  # type: ignore[arg-type]
        asked, left = asked + 1, left + (made is None)
        return made

    monkeypatch.setattr("briefgen.writers.pdf.paragraphs.broken", counted)
    write(stress(3), THEME, "pdf")
    assert left < asked / 5
