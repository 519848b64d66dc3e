"""Web pages become their article."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from briefgen.model.source import Source

Read = Callable[[bytes, str], Source]

PARAGRAPH = (
    "At least one person died and about 4,200 people were evacuated after the tidal barrier failed"
    " to close during a storm surge in the early hours of Tuesday, city hall said."
)
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Minister vows consequences | Northern Ledger</title>
<meta property="og:title" content="Minister vows consequences">
<meta property="og:site_name" content="Northern Ledger">
<meta name="author" content="Ada Smith; Bob Lee">
<meta property="article:published_time" content="2026-03-11T19:20:00+01:00">
<link rel="canonical" href="https://ledger.example/news/1">
</head><body>
<div class="cookie-banner">We use cookies to measure our audience. <button>Accept</button></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>Minister vows consequences</h1>
<p>{PARAGRAPH}</p><p>{PARAGRAPH.replace("died", "was hurt")}</p>
<table><tr><th>Item</th><th>Cost</th></tr><tr><td>Gate</td><td>31</td></tr></table>
<p>{PARAGRAPH.replace("city hall", "the mayor")}</p></article>
<section class="related"><h2>Related stories</h2><ul><li><a href="/2">Ferry fares</a></li></ul>
</section><section class="comments" id="comments"><h2>Comments</h2><p>I heard it was five.</p>
</section></main><footer><p>All rights reserved.</p></footer></body></html>"""

UNDATED = re.sub(r"<meta property=.article:published_time.*>", "", PAGE)


def test_the_article_is_read_without_the_furniture(read: Read) -> None:
    text = read(PAGE.encode(), "page.html").text
    assert text.split("\n\n")[0] == PARAGRAPH
    assert "Item | Cost\n\nGate | 31" in text
    for furniture in ("cookies", "Sport", "Ferry", "five", "rights reserved", "Minister vows"):
        assert furniture not in text


def test_the_page_states_its_metadata(read: Read) -> None:
    source = read(PAGE.encode(), "page.html")
    assert source.title == "Minister vows consequences"
    assert source.author == "Ada Smith, Bob Lee"
    assert source.publisher == "Northern Ledger"
    assert source.published == date(2026, 3, 11)
    assert source.url == "https://ledger.example/news/1"
    assert source.language == "en"


def test_a_page_that_states_no_date_has_none(read: Read) -> None:
    assert _published(read, "") is None
    assert read(UNDATED.replace("All rights", "© 2019-03-02").encode(), "p.html").published is None


@pytest.mark.parametrize(
    "stated",
    [
        '<p class="post-date">Published 11 March 2026, 7.20pm</p>',
        '<time datetime="2026-03-11T19:20:00+01:00">yesterday</time>',
        '<script type="application/ld+json">[{"datePublished": "2026-03-11"}]</script>',
        '<span itemprop="datePublished" content="2026-03-11">Wednesday</span>',
    ],
)
def test_a_date_is_read_wherever_a_page_marks_it(read: Read, stated: str) -> None:
    assert _published(read, stated) == date(2026, 3, 11)


def _published(read: Read, stated: str) -> date | None:
    page = UNDATED.replace("<article>", f"<article><header>{stated}</header>")
    return read(page.encode(), "page.html").published


def test_a_scrap_of_html_is_read_as_it_stands(read: Read) -> None:
    source = read(b"<p>One short line.<p>And a second.", "scrap.html")
    assert source.text == "One short line.\n\nAnd a second."


@pytest.mark.parametrize("charset", ["windows-1252", "utf-8", "iso-8859-2"])
def test_the_charset_that_a_page_declares_is_honoured(read: Read, charset: str) -> None:
    page = f'<html><head><meta charset="{charset}"></head><body><p>Größe, café: Örnfeldt</p></body>'
    page = page.replace("é", "e") if charset == "iso-8859-2" else page
    assert "Örnfeldt" in read((page + "</html>").encode(charset), "page.html").text


def test_hidden_text_is_not_read(read: Read) -> None:
    page = "<html><body><p>Seen by all.</p><p style='display: none'>Hidden order.</p></body></html>"
    assert read(page.encode(), "page.html").text == "Seen by all."


def test_a_page_without_an_article_is_read_by_its_line_breaks(read: Read) -> None:
    page = (
        "<html><head><title>Council backs plan - Harbour News</title></head><body>"
        "<div id='menu'><a href='/'>Home</a> | <a href='/s'>Sport</a></div>"
        "<h1>Council backs plan</h1><p>By Jane Doe and John Roe</p><p>3 April 2025</p>"
        "<div>The council backed the plan by 14 votes to 9.<br><br>The mayor was pleased.</div>"
        "<div class='footer'>Privacy policy.</div></body></html>"
    )
    source = read(page.encode(), "page.html")
    assert source.text.split("\n\n") == [
        "The council backed the plan by 14 votes to 9.",
        "The mayor was pleased.",
    ]
    assert (source.title, source.author) == ("Council backs plan", "Jane Doe, John Roe")
    assert source.published == date(2025, 4, 3)


def test_a_short_line_over_its_paragraph_is_a_heading(read: Read) -> None:
    over = f"<p><strong>Rising anger</strong><br>{PARAGRAPH}</p>"
    page = PAGE.replace(f"<p>{PARAGRAPH}</p>", over, 1)
    assert "Rising anger\n\n" in read(page.encode(), "page.html").text
