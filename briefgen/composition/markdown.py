"""Markdown in, blocks out: the only way from a template to a document."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.container import container_plugin

from briefgen.composition.charts import to_chart
from briefgen.composition.inlines import (
    CALL,
    break_rule,
    citation_rule,
    nil_rule,
    placeholder_rule,
    to_inlines,
)
from briefgen.errors import TemplateError
from briefgen.model.document import (
    Align,
    Block,
    Callout,
    Chart,
    Citation,
    Column,
    Heading,
    Inlines,
    LineBreak,
    ListBlock,
    ListItem,
    ListRole,
    PageBreak,
    Paragraph,
    ParagraphRole,
    QuoteBlock,
    Strong,
    Table,
    Text,
    plain,
)
from briefgen.text.nearest import nearest
from briefgen.text.phrasebook import phrasebook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from markdown_it.tree import SyntaxTreeNode

_ROLES = {
    "lead": ParagraphRole.LEAD,
    "small": ParagraphRole.SMALL,
}
_LISTS = {
    "numbered": ListRole.PARAGRAPHS,
    "sources": ListRole.SOURCES,
    "fields": ListRole.FIELDS,
}
CONTAINERS = ("box", "chart", "form", "pagebreak", "reported", *_ROLES, *_LISTS)
_CALL = "TO COMPLETE"
_CAPTION = re.compile(r"^Table: ")
_DASH = re.compile(r"^\s*[-*+]\s+")
_DASHES = ("— ", "– ", "-- ")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    for name in CONTAINERS:
        container_plugin(parser, name)
    parser.inline.ruler.before("link", "citation", citation_rule)
    parser.inline.ruler.before("link", "placeholder", placeholder_rule)
    parser.inline.ruler.before("link", "nil", nil_rule)
    parser.inline.ruler.before("link", "break", break_rule)
    return parser


def to_blocks(
    text: str,
    *,
    file: str,
    language: str = "en",
    foreign: Mapping[int, str] = MappingProxyType({}),
) -> tuple[Block, ...]:
    """The blocks that Markdown ``text`` stands for. ``file`` names its template in messages;
    ``language`` is that of the document, ``foreign`` are the languages of sources, by number,
    that are in another one.

    Raises:
        TemplateError: the text holds something that a document has no block for.
    """
    from markdown_it.tree import SyntaxTreeNode

    text = _nested(text, file)
    call = phrasebook(language).say(_CALL)
    tree = SyntaxTreeNode(_parser().parse(text, {CALL: call}))
    return tuple(_Reader(file, language, foreign).blocks(tree.children))


_FENCE = re.compile(r"^( {0,3}):{3,}( *(.*?) *)$", re.MULTILINE)
_COLONS = 3


def _nested(text: str, file: str) -> str:
    """``text`` with more colons at each ``:::`` around others, by which Markdown knows what one
    closes. Text from sources cannot hold one: its colons are escaped.

    Raises:
        TemplateError: one names nothing there is, is not closed, or closes nothing.
    """
    opened: list[re.Match[str]] = []
    depth: dict[int, int] = {}  # of what a fence holds, by where it stands
    for match in _FENCE.finditer(text):
        name = match[3].split(" ")[0]
        depth[match.start()] = 0
        if name in CONTAINERS:
            opened.append(match)
        elif name:
            raise TemplateError(f'{file}: "::: {name}" is nothing known{nearest(name, CONTAINERS)}')
        elif not opened:
            raise TemplateError(f"{file}: a ::: closes nothing; take it out, or open a box")
        else:
            start = opened.pop().start()
            depth[match.start()] = depth[start]
            if opened:
                around = opened[-1].start()
                depth[around] = max(depth[around], depth[start] + 1)
    if opened:
        name = opened[-1][3].split(" ")[0]
        raise TemplateError(
            f'{file}: "::: {name}" is not closed; put ::: on a line of its own where it ends'
        )
    return _FENCE.sub(lambda m: f"{m[1]}{':' * (_COLONS + depth[m.start()])}{m[2]}", text)


class _Reader:
    """Walks a syntax tree of markdown-it-py."""

    def __init__(self, file: str, language: str, foreign: Mapping[int, str]) -> None:
        self._file = file
        self._document_language = language
        self._foreign = foreign

    def blocks(self, nodes: list[SyntaxTreeNode]) -> Iterator[Block]:
        caption: Inlines = ()
        for node in nodes:
            if node.type == "table":
                table = self._table(node, caption)
                caption = ()
                if table.rows:  # a head alone tells nothing: no row was filled
                    yield table
                continue
            if caption:
                yield Paragraph(caption)
                caption = ()
            if node.type == "paragraph" and _CAPTION.match(node.children[0].content):
                caption = _without(to_inlines(node.children[0]), "Table: ")
                continue
            yield from self._block(node)
        if caption:
            yield Paragraph(caption)

    def _block(self, node: SyntaxTreeNode) -> Iterator[Block]:
        match node.type:
            case "paragraph":
                yield self._paragraph(node.children[0])
            case "heading":
                yield Heading(min(3, int(node.tag[1])), to_inlines(node.children[0]))
            case "bullet_list" | "ordered_list":
                yield self._list(node)
            case "blockquote":
                yield self._quote(node)
            case "code_block" | "fence":
                yield Paragraph((Text(node.content.rstrip("\n").replace("\n", " ")),))
            case kind if kind.startswith("container_"):
                yield from self._container(node, kind.removeprefix("container_"))
            case "hr":
                raise self._unknown(node, "a rule (---)", "leave it out; headings part sections")
            case other:
                raise self._unknown(node, other, "see docs/templates.md for what there is")

    def _paragraph(self, content: SyntaxTreeNode) -> Paragraph:
        kinds = {child.type for child in content.children if child.type != "text" or child.content}
        role = ParagraphRole.NIL if kinds == {"nil"} else ParagraphRole.BODY
        return Paragraph(to_inlines(content), role)

    def _unknown(self, node: SyntaxTreeNode, what: str, remedy: str) -> TemplateError:
        return TemplateError(f"{self._file}: a brief has no place for {what}; {remedy}")

    def _list(self, node: SyntaxTreeNode) -> ListBlock:
        ordered = node.type == "ordered_list"
        start = int(node.attrs.get("start", 1)) if ordered else 1
        return ListBlock(
            tuple(ListItem(tuple(self.blocks(item.children))) for item in node.children),
            ListRole.NUMBERS if ordered else ListRole.BULLETS,
            start,
        )

    def _quote(self, node: SyntaxTreeNode, *, reported: bool = False) -> QuoteBlock:
        """A block quote, or what is ``reported``; a last paragraph that starts with a dash says who
        said it."""
        paragraphs = [b for b in self.blocks(node.children) if isinstance(b, Paragraph)]
        attribution: Inlines = ()
        if len(paragraphs) > 1 and plain(paragraphs[-1].content).startswith(_DASHES):
            dashed = paragraphs.pop().content
            attribution = _without(dashed, plain(dashed)[:2])
        language = self._language(paragraphs, attribution)
        return QuoteBlock(tuple(paragraphs), attribution, language, reported)

    def _language(self, paragraphs: Iterable[Paragraph], attribution: Inlines) -> str:
        """The language of a quote: that of the first source that it cites, where foreign."""
        cited = (
            inline.number
            for content in (attribution, *(p.content for p in paragraphs))
            for inline in content
            if isinstance(inline, Citation)
        )
        return self._foreign.get(next(cited, 0), "")

    def _container(self, node: SyntaxTreeNode, name: str) -> Iterator[Block]:
        if name == "reported":
            yield self._quote(node, reported=True)
            return
        inner = tuple(self.blocks(node.children))
        if name == "pagebreak":
            yield PageBreak()
        elif name == "chart":
            yield self._chart(inner, node.info.split()[1:])
        elif name == "box":
            title = node.info.strip().removeprefix("box").strip()
            yield Callout(inner, self._inlines(title))
        elif name == "form":
            for block in inner:
                yield replace(block, form=True) if isinstance(block, Table) else block
        elif name in _ROLES:
            for block in inner:
                yield (
                    Paragraph(block.content, _ROLES[name])
                    if isinstance(block, Paragraph)
                    else block
                )
        else:
            yield from self._special_list(inner, _LISTS[name], node)

    def _inlines(self, text: str) -> Inlines:
        """The Markdown of one line that the parser left as it is."""
        from markdown_it.tree import SyntaxTreeNode

        tokens = _parser().parseInline(text, {CALL: phrasebook(self._document_language).say(_CALL)})
        return to_inlines(SyntaxTreeNode(tokens).children[0]) if text else ()

    def _chart(self, inner: tuple[Block, ...], words: list[str]) -> Chart:
        kind, unit, *_ = [*words, "", ""]
        tables = [block for block in inner if isinstance(block, Table)]
        try:
            if len(tables) != 1 or len(inner) != 1:
                raise ValueError("a chart is made of one table, with a caption or without")
            return to_chart(kind, unit, tables[0], self._document_language)
        except ValueError as error:
            raise TemplateError(f"{self._file}: ::: chart {kind}: {error}") from error

    def _special_list(
        self, inner: tuple[Block, ...], role: ListRole, node: SyntaxTreeNode
    ) -> Iterator[Block]:
        for block in _labelled(inner) if role is ListRole.FIELDS else inner:
            if not isinstance(block, ListBlock):
                yield block
                continue
            items = block.items
            if role is ListRole.SOURCES:
                items = tuple(
                    ListItem(item.blocks, f"source-{number}")
                    for number, item in enumerate(items, start=block.start)
                )
            yield ListBlock(items, role, block.start)

    def _table(self, node: SyntaxTreeNode, caption: Inlines) -> Table:
        head = node.children[0].children[0]
        body = node.children[1].children if len(node.children) > 1 else []
        columns = tuple(
            Column(to_inlines(cell.children[0]), _alignment(str(cell.attrs.get("style", ""))))
            for cell in head.children
        )
        rows = tuple(tuple(to_inlines(cell.children[0]) for cell in row.children) for row in body)
        return Table(columns, rows, caption)


def _labelled(blocks: Iterable[Block]) -> Iterator[Block]:
    """Fields as one list, where an item or paragraph without a label is a further line of the
    value above it: a value of several paragraphs or entries, put behind its label, reads so."""
    items: list[ListItem] = []
    for block in blocks:
        found = block.items if isinstance(block, ListBlock) else (ListItem((block,)),)
        if not isinstance(block, ListBlock | Paragraph):
            if items:
                yield ListBlock(tuple(items), ListRole.FIELDS)
            items = []
            yield block
            continue
        for item in found:
            if items and not _has_label(item):
                items[-1] = _with_line(items[-1], item)
            else:
                items.append(item)
    if items:
        yield ListBlock(tuple(items), ListRole.FIELDS)


def _has_label(item: ListItem) -> bool:
    match item.blocks:
        case (Paragraph((Strong(), *_)), *_):
            return True
    return False


def _with_line(field: ListItem, more: ListItem) -> ListItem:
    """A field with a further line; the dash of the first entry goes, which stands behind the
    label and so begins no item."""
    match field.blocks, more.blocks:
        case (Paragraph(content), *rest), (Paragraph(added), *others):
            label, *value = content
            if value and isinstance(value[0], Text):
                value[0] = Text(_DASH.sub(" ", value[0].text))
            line = Paragraph((label, *value, LineBreak(), *added))
            return ListItem((line, *rest, *others), field.anchor)
    return ListItem((*field.blocks, *more.blocks), field.anchor)


def _alignment(style: str) -> Align:
    for align in (Align.RIGHT, Align.CENTRE):
        if {Align.RIGHT: "right", Align.CENTRE: "center"}[align] in style:
            return align
    return Align.LEFT


def _without(content: Inlines, prefix: str) -> Inlines:
    """Inlines without the characters of ``prefix`` in front."""
    first, *rest = content
    if isinstance(first, Text):
        return (Text(first.text.removeprefix(prefix)), *rest)
    return content
