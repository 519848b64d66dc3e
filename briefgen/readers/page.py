"""What a web page states about itself in its own markup: its language, the day it was published."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from briefgen.readers.dating import date_alone, parse_date

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
_LANGUAGE_NAMES = ("content-language", "og:locale", "dc.language", "language")
_UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LONGEST_DATE = 80
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-])")
# JSON-LD nests, and hostile JSON-LD nests deeply.
_JSON_DEPTH = 12


def language_of(tree: Any) -> str | None:
    """The language tag of the page: its root element's, else one in a meta element."""
    for root in (tree, tree.find("body")):
        if root is not None:
            tag = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
            if tag or (tag := root.get("xml:lang")):
                return str(tag)
    stated = _meta(tree)
    return next((stated[name] for name in _LANGUAGE_NAMES if stated.get(name)), None)


def published_on(tree: Any) -> date | None:
    """The day of first publication as meta elements, JSON-LD or a marked time state it."""
    stated = _meta(tree)
    for name in _DATE_NAMES:
        if name in stated and (found := parse_date(stated[name])):
            return found
    for value in _json_ld_dates(tree):
        if found := parse_date(value):
            return found
    for element in _dated_elements(tree):
        if found := parse_date(element.get("datetime") or element.get("content")):
            return found
        if found := date_alone(element.text_content()[:_LONGEST_DATE]):
            return found
    return _date_in_address(tree)


def _dated_elements(tree: Any) -> list[Any]:
    """Elements near the headline that are marked as times, then those whose class says date."""
    marked = "//*[contains(@itemprop, 'datePublished')] | //time[@pubdate]"
    within = "(//article//header//time | //article//time | //main//time)[@datetime]"
    classed = " or ".join(
        f"contains(translate(@{attribute}, '{_UPPER}', '{_UPPER.lower()}'), '{word}')"
        for attribute in ("class", "id")
        for word in ("date", "publish", "posted", "timestamp")
    )
    aside = "ancestor::aside or ancestor::footer or ancestor::nav or ancestor::li"
    by_class = f"//body//*[({classed}) and not({aside})]"
    return [*tree.xpath(marked)[:3], *tree.xpath(within)[:1], *tree.xpath(by_class)[:8]]


def _date_in_address(tree: Any) -> date | None:
    """The day in an address like ``/news/2026/03/11/barrier``."""
    path = "string(//link[@rel='canonical']/@href | //meta[@property='og:url']/@content)"
    found = _DAY_IN_ADDRESS.search(tree.xpath(path))
    return parse_date("-".join(found.groups())) if found else None


def _meta(tree: Any) -> dict[str, str]:
    """Content of the meta elements by lower-case name, property or http-equiv; the first wins."""
    stated: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := element.get(attribute)):
                stated.setdefault(name.lower(), content)
    return stated


def _json_ld_dates(tree: Any) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            found = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        yield from _dates_in(found, _JSON_DEPTH)


def _dates_in(value: object, depth: int) -> Iterator[str]:
    if depth == 0:
        return
    if isinstance(value, dict):
        if isinstance(stated := value.get("datePublished"), str):
            yield stated
        for part in value.values():
            yield from _dates_in(part, depth - 1)
    elif isinstance(value, list):
        for part in value:
            yield from _dates_in(part, depth - 1)
