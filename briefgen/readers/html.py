"""Web pages: the article and what the page says about it, without menus, comments and notices."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from briefgen.errors import Code, ReaderError
from briefgen.readers.content import Content
from briefgen.readers.decoding import declared_in_html, decode
from briefgen.readers.stated import primary_language, stated_author, stated_title

if TYPE_CHECKING:
    from briefgen.readers.linked_data import LinkedArticle
    from briefgen.readers.weights import Weight

# With this much less than the page's own text, the article was not found but a part of the page.
_LEAST_WORDS = 25
# The page shows so little of what it gives to machines that it is a shell, filled by a script.
_SHELL = 0.7
_STUB_WORDS = 180
_HEAD_LINES = 12
_PROSE = 12  # words
_NEVER_TEXT = ("script", "style", "noscript", "template", "svg", "iframe", "object", "canvas")
_PARTIAL = "only the beginning of its article is there, the rest is for subscribers"


def read(data: bytes) -> Content:
    """The article in a page; where none can be told apart, all the text that the page shows."""
    from briefgen.readers import page as stated
    from briefgen.readers.blocks import paragraphs_in
    from briefgen.readers.linked_data import linked_article

    markup = decode(data, declared=declared_in_html(data))
    tree, body, hidden = _shown(markup)
    linked = linked_article(tree)
    weights = _weighed(body)
    about = _about(tree, body, linked, weights)
    walled = stated.is_locked(tree, linked) or _has_wall(body)
    found = _article(body, about, weights)
    if _word_count(found) < _LEAST_WORDS:
        whole = _page_paragraphs(_shown(markup)[0]) or paragraphs_in(_shown(markup)[1])
        if _word_count(found) < max(1, min(_LEAST_WORDS, _word_count(whole) // 2)):
            found = _matter(whole, about)
    if _is_shell(found, linked):
        found = list(linked.body)
    partial = walled and _is_stub(found, linked)
    return Content(
        text="\n\n".join(found),
        title=about.title,
        author=about.author,
        publisher=about.publisher,
        published=about.published,
        url=stated.address_of(tree, linked),
        language=primary_language(stated.language_of(tree) or linked.language),
        hidden_words=hidden,
        notices=(_PARTIAL,) if partial else (),
    )


def all_text_of(data: bytes, css: str = "") -> tuple[list[str], int]:
    """The paragraphs of a page that is all matter, like a chapter of a book, and how many words it
    does not show; ``css`` is what its style sheets say."""
    from briefgen.readers.blocks import parse_html
    from briefgen.readers.unseen import take_out_unseen

    tree = parse_html(decode(data, declared=declared_in_html(data)))
    if tree is None:
        return [], 0
    body = tree.find("body")
    hidden = take_out_unseen(body if body is not None else tree, css)
    return _page_paragraphs(tree), hidden


@dataclass(frozen=True)
class _About:
    """What a page says about its article, and the element of its headline."""

    title: str | None
    author: str | None
    publisher: str | None
    published: date | None
    headline: Any


def _shown(markup: str) -> tuple[Any, Any, int]:
    """The page, its body less what it does not show, and how many words those were."""
    from briefgen.readers.blocks import parse_html
    from briefgen.readers.unseen import take_out_unseen

    tree = parse_html(markup)
    if tree is None:
        raise ReaderError(
            "holds no page", remedy="save the page again from the browser", code=Code.EMPTY
        )
    body = tree.find("body")
    body = body if body is not None else tree
    return tree, body, take_out_unseen(body)


def _weighed(body: Any) -> dict[Any, Weight]:
    """The weights of a body, without the scripts and drawings that are never shown as text."""
    from lxml import etree

    from briefgen.readers.weights import weigh

    etree.strip_elements(body, *_NEVER_TEXT, with_tail=False)
    return weigh(body)


def _about(tree: Any, body: Any, linked: LinkedArticle, weights: dict[Any, Weight]) -> _About:
    from briefgen.readers import bylines, page

    title = page.title_of(tree, linked)
    headline, shown, site = page.headline_in(tree, body, title)
    publisher = page.publisher_of(tree, linked) or site
    lines = bylines.lines_near(headline, body, weights)
    author = stated_author("; ".join(bylines.parted(page.authors_of(tree, linked))))
    if author is None or author.casefold() == (publisher or "").casefold():
        author = bylines.author_near(lines)
    return _About(
        title=stated_title(shown) or stated_title(page.without_site(title, publisher)),
        author=None if author == publisher else author,
        publisher=publisher,
        published=page.published_on(tree, linked)
        or bylines.day_near(lines)
        or page.day_in_address(tree),
        headline=headline,
    )


def _article(body: Any, about: _About, weights: dict[Any, Weight]) -> list[str]:
    from briefgen.readers.article import Page
    from briefgen.readers.blocks import paragraphs_in

    page = Page(body, about.headline, weights)
    page.take_out_plain_furniture()
    page.take_out_boxes()
    root = page.root()
    page.take_out_repeats(root)
    page.take_out_bare_headings(root)
    return _matter([*page.standfirst(root), *paragraphs_in(root)], about)


def _matter(lines: list[str], about: _About) -> list[str]:
    """``lines`` less the title and what stands above it, bylines, and furniture between them."""
    from briefgen.readers.bylines import is_byline
    from briefgen.readers.furniture import is_furniture_line, points_elsewhere
    from briefgen.readers.page import plain

    title = plain(about.title or "")
    top = [plain(line) == title for line in lines[:_HEAD_LINES]]
    place = top.index(True) if title and True in top else -1
    kept, begun = list[str](), 0
    for number, line in enumerate(lines):
        is_above = number < place and about.headline is not None and len(line.split()) < _PROSE
        if number == place or is_above:
            continue
        if is_furniture_line(line) or (points_elsewhere(line) and len(line.split()) <= 3):
            continue
        if begun < 2 and is_byline(line, about.author, about.published):
            continue
        begun += len(line.split()) >= _PROSE
        kept.append(line)
    if len(kept) > 1 and _is_about_author(kept[-1], about.author):
        kept.pop()
    return kept or lines


def _is_about_author(line: str, author: str | None) -> bool:
    """Whether a last line tells readers who the author is: "NAME is a reporter for …"."""
    for name in (author or "").split(", "):
        if name and line.startswith(name):
            return bool(
                re.match(r" (?:is|was|writes|covers|reports|has been)\b", line[len(name) :])
            )
    return False


def _page_paragraphs(tree: Any) -> list[str]:
    """All that the page shows, less the parts that call themselves furniture."""
    from briefgen.readers.article import Page
    from briefgen.readers.blocks import paragraphs_in

    body = tree.find("body")
    page = Page(body if body is not None else tree, None)
    page.take_out_plain_furniture()
    return paragraphs_in(page.body)


def _has_wall(body: Any) -> bool:
    """Whether a part of the page asks readers to pay for the rest."""
    from briefgen.readers.furniture import is_wall, names_of, speaks_of_paying

    for element in body.iter("div", "section", "aside", "p", "h2", "h3", "span"):
        if is_wall(names_of(element)):
            return True
        if element.text and len(element.text) > 15 and speaks_of_paying(element.text):
            return True
    return False


def _is_shell(found: list[str], linked: LinkedArticle) -> bool:
    """Whether the page shows less of its article than its JSON-LD has."""
    whole = _bag(linked.body)
    words = sum(whole.values())
    return words > _LEAST_WORDS and sum((_bag(found) & whole).values()) < words * _SHELL


def _is_stub(found: list[str], linked: LinkedArticle) -> bool:
    """Whether a text behind a wall breaks off, or is far from what its publisher counts."""
    words = _word_count(found)
    breaks_off = bool(found) and re.search(r"(?:…|\.\.\.|[^\W\d_],?)\W?$", found[-1]) is not None
    return breaks_off or words < _STUB_WORDS or words * 2 < linked.words


def _bag(paragraphs: tuple[str, ...] | list[str]) -> Counter[str]:
    return Counter(word for paragraph in paragraphs for word in paragraph.split())


def _word_count(paragraphs: list[str]) -> int:
    from briefgen.readers.weights import count_words

    return sum(count_words(paragraph) for paragraph in paragraphs)
