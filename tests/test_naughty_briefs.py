"""The strings that break other programs, as title, fact and quote of a brief in JSON, composed."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from material import SHARED

from briefgen.composition.compose import compose
from briefgen.composition.loader import load_template
from briefgen.interchange import load_json, to_json
from briefgen.model.brief import Brief, FactItem, Provenance, QuoteItem, SourceReference
from briefgen.model.document import ListBlock, Paragraph, QuoteBlock, plain
from briefgen.text.typography import curly

CORPUS = SHARED / "corpus" / "strings" / "blns.json"
pytestmark = pytest.mark.skipif(not CORPUS.is_file(), reason="the strings are not there")
TEMPLATE = """\
---
name: trial
slots:
  facts: {kind: fact}
  quotes: {kind: quote}
---
{% for fact in facts %}
- {{ fact.text }}
{% endfor %}

{% for quote in quotes %}
> {{ quote.text }}
>
> — {{ quote.speaker }}

{% endfor %}
"""
# Line ends and control characters that CommonMark reads otherwise than as characters.
_UNREADABLE = re.compile("[\x00\u2028\u2029]")


def strings() -> list[str]:
    found: list[str] = json.loads(CORPUS.read_text(encoding="utf-8"))
    return [text for text in found if re.sub(r"\s", "", _UNREADABLE.sub("", text))]


def shown(text: str) -> str:
    """``text`` as a document has it: on one line, with the quotation marks of good typography."""
    return " ".join(curly(re.sub(r"\s+", " ", text)).split())


def brief(texts: list[str]) -> Brief:
    cited = (Provenance(source="s", start=0, end=1, number=1, paragraph=1),)
    facts = tuple(
        FactItem(id=f"f-{n}", citations=cited, text=text, original=text, status="attributed")
        for n, text in enumerate(texts)
    )
    quotes = tuple(
        QuoteItem(id=f"q-{n}", citations=cited, text=text, form="direct", speaker=text,
                  sentence=text)
        for n, text in enumerate(texts)
    )  # fmt: skip
    return Brief(
        template="trial",
        title=texts[0],
        slots={"facts": facts, "quotes": quotes},
        sources=(SourceReference(number=1, id="s", title=texts[0], published=date(2026, 3, 11)),),
        issued=date(2026, 3, 11),
    )


def test_every_string_survives_json_and_becomes_its_characters(tmp_path: Path) -> None:
    texts = strings()
    (tmp_path / "template.md.j2").write_text(TEMPLATE, encoding="utf-8")
    made = brief(texts)
    (tmp_path / "brief.json").write_bytes(to_json(made))
    assert load_json(tmp_path / "brief.json") == made
    blocks = compose(made, load_template(tmp_path)).blocks
    (facts,) = (block for block in blocks if isinstance(block, ListBlock))
    quotes = [block for block in blocks if isinstance(block, QuoteBlock)]
    assert len(facts.items) == len(quotes) == len(texts)
    for text, item, quote in zip(texts, facts.items, quotes, strict=True):
        (said,) = item.blocks
        assert isinstance(said, Paragraph)
        assert shown(plain(said.content)) == shown(text)
        assert shown(plain(quote.content[0].content)) == shown(text)
        assert shown(plain(quote.attribution)) == shown(text)


def test_every_string_can_be_the_title_of_a_brief(tmp_path: Path) -> None:
    (tmp_path / "template.md.j2").write_text(TEMPLATE, encoding="utf-8")
    template = load_template(tmp_path)
    for text in strings():
        assert shown(compose(brief([text]), template).title) == shown(text), text
