"""What only a page of HTML has."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import html
from sample import SAMPLE, paragraph, words

from briefgen.model.document import Citation, QuoteBlock
from briefgen.model.theme import Theme
from briefgen.writers import write

THEME = Theme()


@pytest.fixture(scope="module")
def page():
    return html.document_fromstring(write(SAMPLE, THEME, "html"))


def test_it_is_one_file_that_fetches_nothing():
    text = write(SAMPLE, THEME, "html").decode()
    assert text.startswith("<!DOCTYPE html>")
    assert not re.search(r"<(script|img|link|iframe)|@import|url\(|src=", text)


def test_it_is_built_of_elements_that_mean_something(page):
    assert page.get("lang") == "en-GB"
    assert page.findtext(".//title") == SAMPLE.title
    assert page.xpath("count(//h1)") == 1
    assert page.xpath("//header/h1") and page.xpath("//main/section/h2")
    assert page.xpath("count(//figure[blockquote]/figcaption)") == 3
    assert page.xpath("//section[@class='box']") and not page.xpath("//aside|//dl")
    assert page.xpath("//table/caption") and page.xpath("//th[@scope='col']")


def test_headings_do_not_skip_a_level(page):
    levels = [int(h.tag[1]) for h in page.xpath("//h1|//h2|//h3|//h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_citation_leads_to_a_source(page):
    targets = {a.get("href")[1:] for a in page.xpath("//a[@class='citation']")}
    assert targets == {li.get("id") for li in page.xpath("//ol[contains(@class,'sources')]/li")}


def test_the_place_in_the_source_is_told_in_the_title_of_a_citation():
    cited = replace(SAMPLE, blocks=(paragraph(Citation(3, 7)),))
    assert 'title="paragraph 7">[3]<' in write(cited, THEME, "html").decode()


def test_the_marking_stands_first_and_last(page):
    texts = [text.strip() for text in page.find("body").itertext() if text.strip()]
    assert texts[0] == texts[-1] == "OFFICIAL"


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_words_can_be_read_on_their_ground_by_day_and_by_night(scheme):
    css = write(SAMPLE, THEME, "html").decode()
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9A-F]{6})", css.split(":root")[1 + scheme]))
    for ink in ("text", "muted", "accent"):
        assert contrast(colours[ink], colours["paper"]) >= 4.5
        assert contrast(colours[ink], colours["box"]) >= 4.5
    assert contrast(colours["mark-text"], colours["mark"]) >= 4.5


def test_a_foreign_quote_names_its_language():
    foreign = QuoteBlock((paragraph("“Слава.”"),), words("A minister"), "uk")
    page = html.document_fromstring(write(replace(SAMPLE, blocks=(foreign,)), THEME, "html"))
    (quote,) = page.xpath("//blockquote")
    assert (quote.get("lang"), quote.get("dir")) == ("uk", "auto")
    assert not page.xpath("//figcaption[@lang]")


def test_a_table_can_be_reached_by_keys_and_says_what_it_is(page):
    around = page.xpath("//table/..")
    assert [(d.get("role"), d.get("tabindex")) for d in around] == [("group", "0")] * 2
    assert [d.get("aria-label") for d in around] == [
        "Figures as stated by the sources", "Sequence of events",
    ]  # fmt: skip


def test_a_marking_cannot_break_out_of_the_style_sheet():
    text = write(replace(SAMPLE, marking='x"} </style><b>'), THEME, "html").decode()
    assert text.count("</style>") == 1
