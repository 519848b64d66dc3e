"""What a web page states about itself: title, author, publisher, day, language, address.

What it says to machines about its article (JSON-LD) goes before what it says to networks (meta
elements), and that before what readers see.
"""

from __future__ import annotations

import itertools
import re
from datetime import date
from typing import Any

from briefgen.readers.dating import date_alone, parse_date
from briefgen.readers.finish import finish_line
from briefgen.readers.head import printed_from
from briefgen.readers.linked_data import LinkedArticle

# In this order: the day of publication proper before the looser ones.
_DATE_NAMES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "publish-date",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "date",
)
_TITLE_NAMES = (
    "og:title",
    "twitter:title",
    "citation_title",
    "parsely-title",
    "dcterms.title",
    "dc.title",
    "title",
)
_PUBLISHER_NAMES = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher")
_AUTHOR_NAMES = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
)
_LANGUAGE_NAMES = ("content-language", "og:locale", "dc.language", "language")
_LONGEST_DATE = 80
_LINES_AT_TOP = 30
_SHORTEST_HEADLINE, _LONGEST_HEADLINE = 8, 160  # characters
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-])")
_SITE_SEPARATORS = re.compile(r" +(?:[|–—·»/<-]|::) +|(?<=\w): +")
_HEADINGS = ("h1", "h2", "h3")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
_INVERTED = re.compile(r"([^\W\d][\w'’ -]+), ([^\W\d][\w'’. -]+)")


def language_of(tree: Any) -> str | None:
    """The language tag of the page: its root element's, else one in a meta element."""
    for root in (tree, tree.find("body")):
        if root is not None:
            tag = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
            if tag or (tag := root.get("xml:lang")):
                return str(tag)
    stated = _meta(tree)
    return next((stated[name][0] for name in _LANGUAGE_NAMES if stated.get(name)), None)


def title_of(tree: Any, linked: LinkedArticle) -> str | None:
    """The headline as stated, without the name of the site where that is told."""
    stated = _meta(tree)
    named = (finish_line(stated[name][0]) for name in _TITLE_NAMES if name in stated)
    title = linked.title or next((one for one in named if one), None)
    return title or finish_line(tree.findtext(".//title"))


def headline_in(tree: Any, body: Any, title: str | None) -> tuple[Any, str | None, str | None]:
    """The element that shows the title to readers, the title as it does, and what the title of the
    page says besides: the site.

    A page title is "headline - site" more often than not; what is shown has the headline alone.
    """
    page_title = finish_line(tree.findtext(".//title"))
    wanted = {plain(one): one for one in (title, page_title) if one}
    parts = _SITE_SEPARATORS.split(title or "") + _SITE_SEPARATORS.split(page_title or "")
    partial = {plain(one): one for one in parts if len(one.split()) > 1 or one.isalpha()}
    headings = [one for tag in _HEADINGS for one in body.iter(tag)]
    shown = [(one, finish_line(one.text_content()) or "") for one in headings]
    for element, text in shown:
        if plain(text) in wanted:
            return element, text, _rest(page_title, text)
    matching = [pair for pair in shown if plain(pair[1]) in partial]
    matching = [pair for pair in matching if not _leads_home(pair[0])]
    # Of lines that are no headings, the name of the site stands first, the headline last.
    lines = [pair for pair in _short_stretches(body) if plain(pair[1]) in partial]
    if matching or lines:
        longest = max(matching, key=lambda pair: len(plain(pair[1])), default=None)
        element, text = longest or lines[-1]
        return element, text, _rest(page_title, text)
    if title:
        longer = [pair for pair in shown if len(plain(pair[1])) > 12]
        for element, text in longer:
            if plain(title).startswith(plain(text)) or plain(text).startswith(plain(title)[:-1]):
                return element, text, _rest(page_title, text)
    first = [pair for pair in shown if pair[1] and not _leads_home(pair[0])][:1]
    if not title and first:
        return None, first[0][1], None
    return (first[0][0], None, None) if first and first[0][0].tag == "h1" else (None, None, None)


def _rest(page_title: str | None, headline: str) -> str | None:
    """The one other part of the page's title, which is the site's name."""
    parts = [one for one in _SITE_SEPARATORS.split(page_title or "") if one.strip()]
    rest = [one.strip() for one in parts if plain(one) != plain(headline)]
    return rest[0] if len(parts) == 2 and len(rest) == 1 else None


def _short_stretches(body: Any) -> list[tuple[Any, str]]:
    """Elements of one short stretch of text, up to where the text begins."""
    found = []
    for element in body.iter(
        "b", "strong", "span", "font", "div", "p", "td", "center", "big", "h4"
    ):
        text = element.text or ""
        if len(text) > _LONGEST_HEADLINE:
            break
        if len(element) == 0 and len(text) > _SHORTEST_HEADLINE:
            found.append((element, finish_line(text) or ""))
    return found


def _leads_home(element: Any) -> bool:
    """Whether a heading is the site's name: a link to its front page."""
    return any(
        (link.get("href") or "").rstrip("/") == "" or link.get("rel") == "home"
        for link in element.iter("a")
    )


def plain(text: str) -> str:
    """What two spellings of one title share: letters and digits, whatever their case."""
    return "".join(character for character in text.casefold() if character.isalnum())


def without_site(title: str | None, publisher: str | None) -> str | None:
    """The title less " | Site", " - Site" at its end; without a known site only " | " is sure."""
    if title is None:
        return None
    for separator in (" | ", " - ", " – ", " — ", " · ", " :: ", " » "):
        head, found, site = title.rpartition(separator)
        if found and (site.casefold() == (publisher or "").casefold() or separator == " | "):
            return head.strip() or title
    return title


def publisher_of(tree: Any, linked: LinkedArticle) -> str | None:
    """Who brings the page out; an address is not a name."""
    stated = _meta(tree)
    named = [finish_line(stated[name][0]) for name in _PUBLISHER_NAMES if name in stated]
    first = itertools.islice(tree.iter("p", "div", "span"), _LINES_AT_TOP)
    printed = (printed_from(one.text) for one in first if one.text)
    found = itertools.chain([linked.publisher], named, printed)
    return next((one for one in found if one and not _DOMAIN.fullmatch(one)), None)


def authors_of(tree: Any, linked: LinkedArticle) -> list[str]:
    """The names that the page gives to machines as its author's."""
    if linked.authors:
        return list(linked.authors)
    stated = _meta(tree)
    for name in _AUTHOR_NAMES:
        names = [finish_line(one) or "" for one in stated.get(name, ())]
        names = [one for one in names if one and "//" not in one and not one.startswith("@")]
        names = [one for one in names if not _DOMAIN.fullmatch(one)]
        if name == "citation_author":
            names = [_INVERTED.sub(r"\2 \1", one) for one in names]
        if names:
            return names
    return []


def published_on(tree: Any, linked: LinkedArticle) -> date | None:
    """The day of first publication as JSON-LD, meta elements or a marked time state it."""
    if found := parse_date(linked.published):
        return found
    stated = _meta(tree)
    for name in _DATE_NAMES:
        if name in stated and (found := parse_date(stated[name][0])):
            return found
    for element in _dated_elements(tree):
        if found := parse_date(element.get("datetime") or element.get("content")):
            return found
        if found := date_alone(element.text_content()[:_LONGEST_DATE]):
            return found
    return None


def day_in_address(tree: Any) -> date | None:
    """The day in an address like ``/news/2026/03/11/barrier``."""
    path = "string(//link[@rel='canonical']/@href | //meta[@property='og:url']/@content)"
    found = _DAY_IN_ADDRESS.search(tree.xpath(path))
    return parse_date("-".join(found.groups())) if found else None


def address_of(tree: Any, linked: LinkedArticle) -> str | None:
    """The address that the page gives as its own."""
    path = "string(//link[@rel='canonical']/@href | //meta[@property='og:url']/@content)"
    stated = (finish_line(tree.xpath(path)), linked.url)
    return next((one for one in stated if one and one.startswith(("http://", "https://"))), None)


def is_locked(tree: Any, linked: LinkedArticle) -> bool:
    """Whether the page says that its article is not free to read."""
    tier = _meta(tree).get("article:content_tier", ("free",))[0].lower()
    return not linked.is_free or tier in {"locked", "metered", "paid"}


def _dated_elements(tree: Any) -> list[Any]:
    """Elements near the headline that are marked as times, then those whose class says date."""
    marked = "//*[contains(@itemprop, 'datePublished')] | //time[@pubdate]"
    within = "(//article//header//time | //article//time | //main//time)[@datetime]"
    named = [one for body in tree.iter("body") for one in body.iter() if _is_named_date(one)]
    return [*tree.xpath(marked)[:3], *tree.xpath(within)[:1], *named[:8]]


def _is_named_date(element: Any) -> bool:
    if not isinstance(element.tag, str):
        return False
    name = f"{element.get('class', '')} {element.get('id', '')}".lower()
    if not any(word in name for word in ("date", "publish", "posted", "timestamp")):
        return False
    return next(element.iterancestors("aside", "footer", "nav", "li"), None) is None


def _meta(tree: Any) -> dict[str, list[str]]:
    """Contents of the meta elements by lower-case name, property or http-equiv, in order."""
    stated: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := element.get(attribute)):
                stated.setdefault(name.lower(), []).append(content)
    return stated
