"""Web pages: the article and what the page says about it, without menus, comments and notices."""

from __future__ import annotations

import re
from typing import Any

from briefgen.errors import Code, ReaderError
from briefgen.readers.content import Content
from briefgen.readers.decoding import declared_in_html, decode
from briefgen.readers.finish import finish_line
from briefgen.readers.page import language_of, published_on
from briefgen.readers.stated import primary_language, stated_author, stated_title

# With this much less than the page's own text, the article was not found but a part of the page.
_LEAST_WORDS = 25
_FURNITURE = re.compile(
    r"\b(?:nav\w*|menu|footer|breadcrumbs?|cookies?(?:[-_]\w+)?|share|sharing|social|related"
    r"|comments?|sidebar|newsletter|promo|advert\w*|subscribe|skip-link)\b",
    re.IGNORECASE,
)
_SITE_SEPARATORS = (" | ", " - ", " – ", " — ", " · ", " :: ", " » ")


def read(data: bytes) -> Content:
    """The article in a page; where none can be told apart, all the text that the page shows."""
    from lxml import html

    from briefgen.readers.blocks import paragraphs_in, parse_html
    from briefgen.readers.unseen import take_out_unseen

    markup = decode(data, declared=declared_in_html(data))
    tree = parse_html(markup)
    if tree is None:
        raise ReaderError(
            "holds no page", remedy="save the page again from the browser", code=Code.EMPTY
        )
    body = tree.find("body")
    hidden = take_out_unseen(body if body is not None else tree)
    # What finds the article would take hidden text for text.
    article = _extract(html.tostring(tree, encoding="unicode") if hidden else markup)
    whole = _page_paragraphs(tree)
    found = paragraphs_in(article.body) if article is not None and article.body is not None else []
    # Where it finds no article, trafilatura runs the whole page together into one paragraph.
    in_one = len(found) == 1 < len(whole) and _word_count(found) > _word_count(whole) * 0.8
    if in_one or _word_count(found) < min(_LEAST_WORDS, _word_count(whole) // 2):
        found = whole
    title, publisher, author = _stated(tree, article)
    return Content(
        text="\n\n".join(found),
        title=title,
        author=author,
        publisher=publisher,
        published=published_on(tree),
        url=_address(tree, article),
        language=primary_language(language_of(tree)),
        hidden_words=hidden,
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


def _extract(markup: str) -> Any:
    """What trafilatura finds, or None; its `Document` has a body (a tree) and the metadata, and
    only these where the page is too short for an article.

    Its date is not used: where a page states none it is guessed, from the clock among others.
    """
    import trafilatura

    dates = {"extensive_search": False, "original_date": True}
    try:
        return trafilatura.bare_extraction(
            markup,
            include_comments=False,
            include_tables=True,
            include_formatting=False,
            with_metadata=True,
            deduplicate=False,
            date_extraction_params=dates,
        ) or trafilatura.extract_metadata(markup, date_config=dates)
    except Exception:  # a page that trips the extractor still has text
        return None


def _page_paragraphs(tree: Any) -> list[str]:
    """All that the page shows, less the parts that call themselves furniture."""
    import copy

    from briefgen.readers.blocks import paragraphs_in

    body = tree.find("body")
    body = copy.deepcopy(body if body is not None else tree)
    for element in list(body.iter()):
        if element is not body and _is_furniture(element) and element.getparent() is not None:
            element.drop_tree()
    return paragraphs_in(body)


def _is_furniture(element: Any) -> bool:
    if element.tag in {"nav", "footer", "aside", "button", "select"}:
        return True
    if not isinstance(element.tag, str) or element.tag in {"main", "article"}:
        return False
    return bool(_FURNITURE.search(f"{element.get('class', '')} {element.get('id', '')}"))


def _stated(tree: Any, article: Any) -> tuple[str | None, str | None, str | None]:
    """Title, publisher and author as the page states them."""
    page_title = finish_line(tree.findtext(".//title"))
    publisher = finish_line(article.sitename) if article is not None else None
    title = finish_line(article.title) if article is not None else None
    headings = [finish_line(heading.text_content()) for heading in tree.iter("h1")]
    title = _without_site(title or page_title or next(iter(headings), None), publisher)
    # A page title is "headline - site" more often than not; the heading has the headline alone.
    title = next((head for head in headings if head and title and title.startswith(head)), title)
    if publisher and re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}", publisher, re.IGNORECASE):
        publisher = None  # an address is not a name
    author = stated_author(article.author) if article is not None else None
    return stated_title(title), publisher, None if author == publisher else author


def _without_site(title: str | None, publisher: str | None) -> str | None:
    """The title less " | Site", " - Site" at its end; without a known site only " | " is sure."""
    if title is None:
        return None
    for separator in _SITE_SEPARATORS:
        head, found, site = title.rpartition(separator)
        if found and (site.casefold() == (publisher or "").casefold() or separator == " | "):
            return head.strip() or title
    return title


def _address(tree: Any, article: Any) -> str | None:
    canonical = tree.xpath(
        "string(//link[@rel='canonical']/@href | //meta[@property='og:url']/@content)"
    )
    address = finish_line(canonical) or (finish_line(article.url) if article is not None else None)
    return address if address and address.startswith(("http://", "https://")) else None


def _word_count(paragraphs: list[str]) -> int:
    return sum(len(paragraph.split()) for paragraph in paragraphs)
