"""What a page says of its article in JSON-LD, in the vocabulary of schema.org."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefgen.readers.finish import finish_line

_ARTICLE = re.compile(
    r"(?:\w*Article|\w*BlogPosting|\w*Posting|Report|\w*Report|Interview|Speech)$"
)
# What hangs on an article and is none of it: comments, entries of a live blog, other articles.
_ATTACHED = frozenset(
    {
        "comment",
        "hasPart",
        "isPartOf",
        "itemListElement",
        "liveBlogUpdate",
        "mentions",
        "relatedLink",
        "review",
        "video",
        "image",
        "associatedMedia",
    }
)
# JSON-LD nests, and hostile JSON-LD nests deeply.
_DEEPEST = 12
_WRAPPING = re.compile(r"^\s*(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>\s*$|^\s*<!--|-->\s*$|;\s*$")
_TAGS = re.compile(r"<[^<>]{0,400}>")
_BREAKS = re.compile(r"<(?:/p|br\s*/?|/h\d|/li|/div)>", re.IGNORECASE)


@dataclass(frozen=True)
class LinkedArticle:
    """The article as JSON-LD describes it; what it does not say is None or empty.

    ``published`` is as written. ``body`` has its paragraphs where line ends are. ``is_free`` is
    False where the publisher says that readers must pay; ``words`` is how many it counts.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    body: tuple[str, ...] = ()
    is_free: bool = True
    words: int = 0


def linked_article(tree: Any) -> LinkedArticle:
    """The first article among the JSON-LD of a page; without one, what is said of the page."""
    nodes = [node for found in _scripts(tree) for node in _nodes(found, _DEEPEST)]
    named = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    articles = [node for node in nodes if _has_type(node, _ARTICLE)]
    # A publisher may describe its page twice: whichever says more comes first.
    articles.sort(key=lambda node: -sum(key in node for key in ("headline", "datePublished")))
    for node in articles:
        return _described(node, named)
    pages = [node for node in nodes if "datePublished" in node]
    return LinkedArticle(published=_text(pages[0]["datePublished"])) if pages else LinkedArticle()


def _described(node: dict[str, Any], named: dict[str, Any]) -> LinkedArticle:
    body = _BREAKS.sub("\n", html.unescape(str(node.get("articleBody") or "")))
    lines = (finish_line(_TAGS.sub(" ", line)) for line in body.splitlines())
    words = node.get("wordCount")
    return LinkedArticle(
        title=_text(node.get("headline")) or _text(node.get("name")),
        authors=tuple(dict.fromkeys(_names(node.get("author") or node.get("creator"), named))),
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        publisher=next(_names(node.get("publisher"), named), None),
        language=_text(node.get("inLanguage")),
        url=_address(node.get("mainEntityOfPage")) or _address(node.get("url")),
        body=tuple(line for line in lines if line),
        is_free=str(node.get("isAccessibleForFree", True)).lower() != "false",
        words=int(str(words)) if str(words).isdecimal() else 0,
    )


def _scripts(tree: Any) -> Iterator[object]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            # Not strict: line ends within strings are common, and say what they seem to.
            yield json.loads(_WRAPPING.sub("", script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue


def _nodes(value: object, depth: int) -> Iterator[dict[str, Any]]:
    """Each object, those of the article itself before what hangs on it is left out."""
    if depth == 0:
        return
    if isinstance(value, dict):
        yield value
        for key, part in value.items():
            if key not in _ATTACHED:
                yield from _nodes(part, depth - 1)
    elif isinstance(value, list):
        for part in value:
            yield from _nodes(part, depth - 1)


def _has_type(node: dict[str, Any], wanted: re.Pattern[str]) -> bool:
    types = node.get("@type")
    return any(
        wanted.match(str(one)) for one in (types if isinstance(types, list) else [types or ""])
    )


def _names(value: object, named: dict[str, Any]) -> Iterator[str]:
    """The names in what may be a name, an object that has one, a reference to it, or a list."""
    if isinstance(value, list):
        for one in value:
            yield from _names(one, named)
    elif isinstance(value, dict):
        value = value if "name" in value else named.get(str(value.get("@id")), value)
        if isinstance(value, dict) and not isinstance(value.get("name"), dict):
            yield from _names(value.get("name"), {})
    elif (name := _text(value)) and not name.startswith(("http:", "https:")):
        yield name


def _text(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value")
    return finish_line(html.unescape(value)) if isinstance(value, str) else None


def _address(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) and value.startswith(("http://", "https://")) else None
