"""What of a page is its article, and what stands around it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from briefgen.model.source import Source

Read = Callable[[bytes, str], Source]

TEXT = (
    "The harbour board of Velm has put off the sale of the old customs house until the autumn.",
    "Its chairman, Anders Rye, said that the offers were too low and the roof was too bad to sell.",
    "A society of neighbours would like to turn the house into a school for boat builders.",
)
AUDIT = "The audit of the board's accounts for the past year will be published in June."


def _page(inside: str, *, head: str = "", around: str = "") -> bytes:
    first, second, third = (f"<p>{paragraph}</p>" for paragraph in TEXT)
    return (
        f"<html><head><title>Sale put off</title>{head}</head><body><div><h1>Sale put off</h1>"
        f"<div class='text'>{first}{second}{inside}{third}</div></div>{around}</body></html>"
    ).encode()


def _paragraphs(read: Read, inside: str, **parts: str) -> list[str]:
    return read(_page(inside, **parts), "page.html").text.split("\n\n")


@pytest.mark.parametrize(
    "inside",
    [
        "<div class='x1'><h4>Read also</h4><a href='/1'>Ferry fares</a><p>They rise.</p></div>",
        "<p><strong>Lesen Sie auch:</strong> <a href='/1'>Fähren werden teurer</a></p>",
        "<figure><img src='a.jpg'><figcaption>The customs house in 1921.</figcaption></figure>",
        "<div class='x2'><span>the roof was too bad to sell</span><cite>Anders Rye</cite></div>",
        "<div class='x3'><p>Our best stories, every day.</p><input type='email'></div>",
        "<p>Advertisement</p>",
        "<ul class='x4'><li><a href='/t/1'>Harbour</a></li><li><a href='/t/2'>Velm</a></li></ul>",
    ],
)
def test_what_stands_within_an_article_and_is_none_of_it_goes(read: Read, inside: str) -> None:
    assert _paragraphs(read, inside) == list(TEXT)


@pytest.mark.parametrize(
    "around",
    [
        "<div class='x1'><h2>2 comments</h2><div><b>Bo</b><p>I would buy it, roof or no roof at"
        " all, and so would others.</p></div></div>",
        "<div class='x2'><h3>More stories</h3><div><a href='/1'>Two held after a break-in</a>"
        "<p>Nothing was taken, say the police, though a case was broken.</p></div></div>",
        "<div class='x3'><p>Velm Courier, Quay 4, Velm.</p><a href='/p'>Privacy policy</a></div>",
        "<div class='x4'><p>We and our partners use cookies to know what you read.</p></div>",
    ],
)
def test_what_stands_around_an_article_goes(read: Read, around: str) -> None:
    assert _paragraphs(read, "", around=around) == list(TEXT)


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        (
            f"<div class='newsletter'><p>{AUDIT}</p><p>{AUDIT} {AUDIT} {AUDIT} {AUDIT}</p></div>",
            AUDIT,
        ),
        (f"<p><a href='/audit'>{AUDIT} It was asked for by the members.</a></p>", AUDIT),
        ("<p>By Monday the roof had fallen in.</p>", "By Monday the roof had fallen in."),
        (f"<aside><p>{AUDIT}</p></aside>", AUDIT),
        (
            "<table><tr><th>Bid</th><th>Sum</th></tr><tr><td><a href='/a'>Reell</a></td>"
            "<td>310</td></tr></table>",
            "Reell | 310",
        ),
        ("<p class='credit'>Additional reporting by Ida Holm</p>", "reporting by Ida Holm"),
        (f"<p>A law on <a href='/p'>privacy</a> is at odds with this. {AUDIT}</p>", AUDIT),
        (f"<p>See also the <a href='/r'>report</a> of the board. {AUDIT}</p>", AUDIT),
        (f"<h2>Comments</h2><p>{AUDIT}</p><h2>Outlook</h2>", AUDIT),
        ("<p>More in April than in March.</p>", "More in April than in March."),
        ("<h2>What it costs</h2><p>Nobody knows yet.</p>", "What it costs"),
    ],
)
def test_what_may_be_matter_stays(read: Read, inside: str, kept: str) -> None:
    assert any(kept in paragraph for paragraph in _paragraphs(read, inside))


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("<p>By Ida Holm and Jan Rye</p>", "Ida Holm, Jan Rye"),
        ("<div><span>Von Ida Holm</span><span>2. März 2026</span></div>", "Ida Holm"),
        ("<p>Ida Holm | 2 March 2026</p>", "Ida Holm"),
        ("<p>Posted by Ida Holm on 2 March 2026 in News</p>", "Ida Holm"),
        ("<p class='byline'>By <a href='/i'>Ida Holm</a> Senior Correspondent</p>", "Ida Holm"),
        ("<p>By the harbour stands a house.</p>", None),
        ("<p>Velm Harbour, 2 March 2026, seen from the north quay by night</p>", None),
    ],
)
def test_the_byline_names_the_author(read: Read, byline: str, author: str | None) -> None:
    page = _page("").replace(b"</h1>", b"</h1>" + byline.encode())
    assert read(page, "page.html").author == author


@pytest.mark.parametrize(
    "stated",
    [
        "Published 2 March 2026 | Updated 5 March 2026",
        "Updated: 5 March 2026. Published: 2 March 2026",
        "Publié le 2 mars 2026 à 19h45",
        "2. März 2026, 06:02 Uhr",
        "2 березня 2026, 14:30",
        "2 مارس 2026",
        "Mon Mar 2 09:14:22 CET 2026",
        "2 de marzo de 2026",
    ],
)
def test_the_day_is_the_one_of_publication(read: Read, stated: str) -> None:
    page = _page("").replace(b"</h1>", f"</h1><p>{stated}</p>".encode())
    page = page.replace(b"<head>", b"<head><meta charset='utf-8'>")
    assert read(page, "page.html").published == date(2026, 3, 2)


def test_linked_data_goes_before_meta_elements(read: Read) -> None:
    article = {
        "@type": "NewsArticle",
        "headline": "Sale put off",
        "datePublished": "2026-03-02",
        "author": {"@id": "#ida"},
        "comment": [{"@type": "Report", "datePublished": "2026-03-09"}],
    }
    person = {"@id": "#ida", "@type": "Person", "name": "Ida Holm"}
    linked = json.dumps({"@graph": [{"@type": "WebSite", "name": "Courier"}, article, person]})
    head = (
        "<meta property='og:title' content='You will not believe this sale'>"
        "<meta name='author' content='Web Desk'>"
        f"<script type='application/ld+json'>{linked}</script>"
    )
    source = read(_page("", head=head), "page.html")
    assert (source.title, source.author) == ("Sale put off", "Ida Holm")
    assert source.published == date(2026, 3, 2)


def test_of_what_stands_there_twice_one_stays(read: Read) -> None:
    twice = f"<div class='wide'>{AUDIT}</div><div class='narrow'>{AUDIT}</div>"
    assert _paragraphs(read, twice).count(AUDIT) == 1


def test_a_refrain_is_no_pull_quote(read: Read) -> None:
    lines = [TEXT[0], "We will not sell.", TEXT[1] + " We will not sell.", "We will not sell."]
    page = "<html><body><h1>Speech</h1>" + "".join(f"<p>{line}</p>" for line in lines)
    assert read(page.encode(), "page.html").text.split("\n\n") == lines
