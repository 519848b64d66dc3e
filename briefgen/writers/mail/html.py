"""The HTML of a message: styles on each element, no colours of its own, nothing fetched.

Mail programs drop style sheets, and turn colours over in dark mode as they please. What has no
colour but that of its reader's own page is readable in both, so there is none but a line of grey.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from briefgen.model import document as model
from briefgen.model.document import Align, Document, Inline, Inlines, ListRole, Strong
from briefgen.text.scripts import has_right_to_left, is_right_to_left
from briefgen.writers.anchors import item_numbers
from briefgen.writers.characters import clean, safe_url
from briefgen.writers.charts import table_of

_PAGE = (
    "max-width:640px;margin:0 auto;padding:16px;"
    "font-family:-apple-system,'Segoe UI',Calibri,Arial,sans-serif;"
    "font-size:16px;line-height:1.45;overflow-wrap:break-word"
)
_MARKING = "margin:0 0 16px;font-size:14px;font-weight:bold;letter-spacing:.04em"
_END = _MARKING.replace("0 0 16px", "16px 0 0")
_PARAGRAPH = "margin:0 0 14px"
_LEAD = "margin:0 0 16px;font-size:18px;line-height:1.4"
_HEADING = "margin:20px 0 8px;font-size:17px;line-height:1.3"
_LIST = "margin:0 0 16px;padding-left:22px"
_ITEM = "margin:0 0 8px"
_FIELDS = "margin:20px 0 0;padding:12px 0 0;border-top:1px solid #8a8f98;list-style:none"
_FIELD = "margin:0 0 4px;font-size:15px"
_ASIDE = "margin:0 0 14px;padding:0 0 0 14px;border-left:3px solid #8a8f98"
# The blue of a link is too dark on a dark page in some programs, and too light in others.
_LINK = "color:inherit;text-decoration:underline"
_TABLE = "border-collapse:collapse;margin:0 0 16px;font-size:15px"
_CELL = "padding:4px 10px 4px 0;border-bottom:1px solid #8a8f98;vertical-align:top"


def html_of(document: Document, first: tuple[str, ...]) -> str:
    """The page: ``first`` in front, then the blocks, the marking at the end."""
    return "\n".join([*_head(document), *_body(document, first), "</body>", "</html>", ""])


def _head(document: Document) -> Iterator[str]:
    way = ' dir="rtl"' if is_right_to_left(document.language) else ""
    yield "<!DOCTYPE html>"
    yield f'<html lang="{_attribute(document.language)}"{way}>'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield '<meta name="supported-color-schemes" content="light dark">'
    yield f"<title>{_text(document.title)}</title>"
    yield "</head>"


def _body(document: Document, first: tuple[str, ...]) -> Iterator[str]:
    yield '<body style="margin:0">'
    yield f'<main style="{_PAGE}">'
    for n, line in enumerate(first):
        style = _MARKING if n == len(first) - 1 else _MARKING.replace("16px", "2px")
        yield f'<p style="{style}">{_text(line)}</p>'
    blocks = document.blocks
    if blocks and isinstance(blocks[0], model.Paragraph):
        yield _element("p", _LEAD, blocks[0].content)
        blocks = blocks[1:]
    yield from _blocks(blocks)
    if document.marking:
        yield f'<p style="{_END}">{_text(document.marking)}</p>'
    yield "</main>"


def _blocks(blocks: Iterable[model.Block]) -> Iterator[str]:
    number = 1
    for block in blocks:
        match block:
            case model.Heading(level, content):
                yield _element(f"h{min(max(level, 1), 5)}", _HEADING, content)
            case model.Paragraph(content):
                yield _element("p", _PARAGRAPH, content)
            case model.ListBlock():
                yield from _list(block, number)
                if block.role is ListRole.PARAGRAPHS:
                    number += len(block.items)
            case model.QuoteBlock(content, attribution):
                yield f'<blockquote style="{_ASIDE}">'
                yield from _blocks(content)
                if attribution:
                    yield f'<p style="{_PARAGRAPH}">— {_inlines(attribution)}</p>'
                yield "</blockquote>"
            case model.Callout(inner, title):
                yield f'<div style="{_ASIDE}">'
                if title:
                    yield f'<p style="{_PARAGRAPH}"><strong>{_inlines(title)}</strong></p>'
                yield from _blocks(inner)
                yield "</div>"
            case model.Table():
                yield from _table(block)
            case model.Chart():
                yield from _table(table_of(block))
            case model.PageBreak():
                pass


def _list(block: model.ListBlock, first: int) -> Iterator[str]:
    if not block.items:
        return
    numbers = item_numbers(block, first)
    if block.role is ListRole.FIELDS:
        opening, closing, item_style = f'<ul role="list" style="{_FIELDS}">', "</ul>", _FIELD
    elif block.role is ListRole.BULLETS:
        opening, closing, item_style = f'<ul style="{_LIST}">', "</ul>", _ITEM
    else:
        opening, closing = f'<ol start="{numbers[0]}" style="{_LIST}">', "</ol>"
        item_style = _ITEM
    yield opening
    for item in block.items:
        start, *rest = item.blocks or (model.Paragraph(()),)
        if not isinstance(start, model.Paragraph):
            start, rest = model.Paragraph(()), list(item.blocks)
        label = block.role is ListRole.FIELDS
        words = _labelled(start.content) if label else _inlines(start.content)
        yield f'<li style="{item_style}"{_way(start.content)}>{words}'
        yield from _blocks(rest)
        yield "</li>"
    yield closing


def _labelled(content: Inlines) -> str:
    if content and isinstance(content[0], Strong):
        return f"<strong>{_inlines(content[0].children)}:</strong>{_inlines(content[1:])}"
    return _inlines(content)


def _table(block: model.Table) -> Iterator[str]:
    yield f'<table style="{_TABLE}">'
    if block.caption:
        yield f'<caption style="text-align:left">{_inlines(block.caption)}</caption>'
    head = (_cell("th", c.align, c.header, ' scope="col"') for c in block.columns)
    yield f"<tr>{''.join(head)}</tr>"
    for row in block.rows:
        cells = zip(block.columns, row, strict=False)
        yield f"<tr>{''.join(_cell('td', c.align, cell) for c, cell in cells)}</tr>"
    yield "</table>"


def _cell(tag: str, align: Align, content: Inlines, more: str = "") -> str:
    return f'<{tag}{more} style="{_CELL};text-align:{_side(align)}">{_inlines(content)}</{tag}>'


def _side(align: Align) -> str:
    return {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}[align]


def _element(tag: str, style: str, content: Inlines) -> str:
    return f'<{tag} style="{style}"{_way(content)}>{_inlines(content)}</{tag}>'


def _inlines(content: Inlines) -> str:
    return "".join(_inline(inline) for inline in content)


def _inline(inline: Inline) -> str:
    match inline:
        case model.Text(text):
            return _text(text)
        case Strong(children):
            return f"<strong>{_inlines(children)}</strong>"
        case model.Emphasis(children):
            return f"<em>{_inlines(children)}</em>"
        case model.Link(url, children):
            words, address = _inlines(children), safe_url(url)
            if address is None:
                return words
            return f'<a href="{_attribute(address)}" style="{_LINK}">{words}</a>'
        case model.Citation(number):
            return f"[{number}]"
        case model.Placeholder():
            return f"<strong>{_text(inline.words)}</strong>"
        case model.LineBreak():
            return "<br>"


def _way(content: Inlines) -> str:
    """The attribute that has a reader find out which way ``content`` runs."""
    return ' dir="auto"' if has_right_to_left(model.plain(content)) else ""


def _text(text: str) -> str:
    return escape(clean(text), quote=False)


def _attribute(text: str) -> str:
    return escape(clean(text), quote=True)
