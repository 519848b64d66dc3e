"""Markdown with or without YAML front matter: the words without the markup."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from briefgen.errors import Code, ReaderError
from briefgen.readers.content import Content
from briefgen.readers.dating import parse_date
from briefgen.readers.decoding import decode
from briefgen.readers.stated import primary_language, stated_author

_FRONT_MATTER = re.compile(
    r"\A\s*---[ \t]*\r?\n(?P<yaml>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_KEYS = {
    "title": ("title", "headline"),
    "author": ("author", "authors", "by", "byline"),
    "publisher": ("publisher", "outlet", "source", "site", "publication"),
    "published": ("published", "date", "publish_date", "publication_date"),
    "url": ("url", "link", "canonical", "source_url"),
    "language": ("language", "lang"),
}


def read(data: bytes) -> Content:
    """The content of a Markdown file; raises ReaderError when its front matter is not YAML."""
    from briefgen.readers.blocks import paragraphs_in, parse_html

    front, body = _split(decode(data))
    tree = parse_html(_render(body))
    title = _text(front.get("title"))
    paragraphs: list[str] = []
    if tree is not None:
        for mark in tree.xpath("//sup[@class='footnote-ref'] | //a[@class='footnote-backref']"):
            mark.drop_tree()
        heading = next(tree.iter("h1"), None)
        if heading is not None and (title is None or heading.text_content().strip() == title):
            title = title or heading.text_content()
            heading.drop_tree()
        paragraphs = paragraphs_in(tree)
    return Content(
        text="\n\n".join(paragraphs),
        title=title,
        author=stated_author(_text(front.get("author"))),
        publisher=_text(front.get("publisher")),
        published=_day(front.get("published")),
        url=_text(front.get("url")),
        language=primary_language(_text(front.get("language"))),
    )


def markup_of(data: bytes) -> str:
    """A Markdown file as HTML, without its front matter."""
    found = decode(data)
    front = _FRONT_MATTER.match(found)
    return _render(found[front.end() :] if front else found)


def _render(body: str) -> str:
    """HTML for the body. HTML that it contains stays, so that its tags leave the text as well."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return str(parser.use(footnote_plugin).render(body))


def _split(text: str) -> tuple[dict[str, Any], str]:
    """Front matter by the names of ``Content``, and the text below it."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        return {}, text
    import yaml

    try:
        stated = yaml.safe_load(found["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        raise ReaderError(
            f"has front matter that is not YAML (line {line})",
            remedy="put values with colons in quotation marks",
            code=Code.MALFORMED,
        ) from error
    if not isinstance(stated, dict):
        return {}, text  # two rules with prose between them
    by_name = {str(key).lower().replace("-", "_"): value for key, value in stated.items()}
    front = {
        field: next((by_name[name] for name in names if by_name.get(name)), None)
        for field, names in _KEYS.items()
    }
    return front, text[found.end() :]


def _text(value: object) -> str | None:
    """A value of the front matter on one line; lists are authors, mappings have a name."""
    if isinstance(value, list):
        return "; ".join(filter(None, (_text(part) for part in value))) or None
    if isinstance(value, dict):
        return _text(value.get("name"))
    return None if value is None else str(value).strip() or None


def _day(value: object) -> date | None:
    # YAML makes dates of ISO dates, and times of times; a time is a date too, with more to it.
    return parse_date(str(value)) if value is not None else None
