"""Blocks as flowables: one factory for each type of block."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, PageBreak, Paragraph, Table, TableStyle
from reportlab.lib.styles import ParagraphStyle

from briefgen.model import document as model
from briefgen.model.document import Inlines, ListRole, ParagraphRole, Strong, plain
from briefgen.writers.anchors import anchors, item_numbers
from briefgen.writers.characters import clean
from briefgen.writers.columns import column_widths
from briefgen.writers.pdf.flowables import Frame, HeadingParagraph, SpacedLine, Stack
from briefgen.writers.pdf.inlines import Markup
from briefgen.writers.pdf.styles import GUTTER, INSET, Styles

_BULLETS = ("•", "–")
_KEPT_SHARE = 0.3  # of a page: a quote or box no higher than this is not split


class Blocks:
    """Makes the flowables of one document; counts what runs through it."""

    def __init__(self, document: model.Document, styles: Styles) -> None:
        self.document = document
        self.styles = styles
        self.markup = Markup(styles.theme.colours, anchors(document.blocks))
        self.frame = Frame(page_height=styles.geometry.text_height)
        self._next_paragraph = 1
        self._headings = 0
        self._outline_level = -1
        self._placed: set[str] = set()

    def story(self) -> list[Flowable]:
        """The whole document, each heading in one stack with what follows it."""
        story: list[Flowable] = []
        waiting: list[Flowable] = []
        for flowable in [*self._title(), *self._sequence(self.document.blocks)]:
            waiting.append(flowable)
            if not flowable.getKeepWithNext() or isinstance(flowable, PageBreak):
                story += [Stack(waiting, self.frame)] if len(waiting) > 1 else waiting
                waiting = []
        return story + waiting

    def _title(self) -> Iterable[Flowable]:
        kind, title = clean(self.document.kind).strip(), clean(self.document.title).strip()
        if kind:
            yield self._kind(kind.upper())
        if title:
            yield self._paragraph((model.Text(title),), self.styles.title)

    def _kind(self, kind: str) -> Flowable:
        style = self.styles.kind
        width = stringWidth(kind, style.fontName, style.fontSize)
        spaced = width + len(kind) * style.fontSize * SpacedLine.SPACING
        if spaced <= self.styles.geometry.text_width:
            return SpacedLine(kind, style)
        return self._paragraph((model.Text(kind),), style)

    def _sequence(self, blocks: Iterable[model.Block], depth: int = 0) -> list[Flowable]:
        return [flowable for block in blocks for flowable in self._block(block, depth)]

    def _block(self, block: model.Block, depth: int) -> Sequence[Flowable]:
        match block:
            case model.Heading():
                return (self._heading(block),)
            case model.Paragraph(content, role):
                return (self._paragraph(content, self.styles.paragraph[role]),)
            case model.ListBlock():
                return self._list(block, depth)
            case model.QuoteBlock():
                return (self._quote(block),)
            case model.Callout():
                return (self._callout(block),)
            case model.Table():
                return self._table(block)
            case model.PageBreak():
                return (PageBreak(),) if depth == 0 else ()

    def _paragraph(
        self, content: Inlines, style: ParagraphStyle, *, bullet: str | None = None, name: str = ""
    ) -> Paragraph:
        return Paragraph(name + self.markup.of(content), style, bulletText=bullet)

    def _heading(self, block: model.Heading) -> Flowable:
        level = min(max(block.level, 1), 3)
        heading = HeadingParagraph(
            self.markup.of(block.content), self.styles.heading[level - 1]
        )
        self._headings += 1
        # An outline may not skip a level, a document may.
        self._outline_level = min(level - 1, self._outline_level + 1)
        heading.level = self._outline_level
        heading.entry = " ".join(clean(plain(block.content)).split())
        heading.key = f"heading-{self._headings}"
        return heading

    # --- lists -----------------------------------------------------------------------------

    def _list(self, block: model.ListBlock, depth: int) -> list[Flowable]:
        numbers = item_numbers(block, self._next_paragraph)
        if block.role is ListRole.PARAGRAPHS:
            self._next_paragraph += len(block.items)
        return [
            self._item(item, block.role, number, depth)
            for item, number in zip(block.items, numbers, strict=True)
        ]

    def _item(
        self, item: model.ListItem, role: ListRole, number: int, depth: int
    ) -> Flowable:
        style, label = self._item_look(role, number, depth)
        blocks = item.blocks
        content: Inlines = ()
        if blocks and isinstance(blocks[0], model.Paragraph):
            content, blocks = blocks[0].content, blocks[1:]
        if role is ListRole.FIELDS and content and isinstance(content[0], Strong):
            label, content = clean(plain(content[:1])), _unspaced(content[1:])
        first = self._paragraph(content, style, bullet=label, name=self._anchor(item.anchor))
        # Words that no line shows would take the bullet with them.
        if not first.frags:
            first = Paragraph("\u00a0", style, bulletText=label)
        if not blocks:
            return first
        rest = Stack(
            self._sequence(blocks, depth + 1), replace(self.frame, left=style.leftIndent)
        )
        return Stack([first, rest] if rest.children else [first], self.frame)

    def _item_look(self, role: ListRole, number: int, depth: int) -> tuple[ParagraphStyle, str]:
        """The style of an item's first paragraph, and what stands before it."""
        styles = self.styles
        match role:
            case ListRole.BULLETS:
                return styles.bullet, _BULLETS[min(depth, 1)]
            case ListRole.NUMBERS:
                return styles.number, f"{number}."
            case ListRole.PARAGRAPHS:
                return styles.numbered_paragraph, f"{number}."
            case ListRole.SOURCES:
                return styles.source, f"[{number}]"
            case ListRole.FIELDS:
                return styles.field, ""

    def _anchor(self, name: str | None) -> str:
        """Markup that marks a place; a name is placed once, because a PDF knows it once."""
        if not name or name in self._placed or name not in self.markup.anchors:
            return ""
        self._placed.add(name)
        return self.markup.anchor(name)

    # --- quotes and callouts ---------------------------------------------------------------

    def _quote(self, block: model.QuoteBlock) -> Flowable:
        styles = self.styles
        children = [self._paragraph(p.content, styles.quote) for p in block.content]
        for paragraph in children:
            paragraph.keepWithNext = bool(block.attribution) and len(children) == 1
        if block.attribution:
            children.append(self._paragraph(block.attribution, styles.attribution))
        frame = replace(
            self.frame, left=INSET + 2, bar=HexColor(styles.theme.colours.accent), bar_width=1.5,
            top=1, bottom=2, space_before=5, space_after=13,
            keep_up_to=self.frame.page_height * _KEPT_SHARE,
        )  # fmt: skip
        return Stack(children, frame)

    def _callout(self, block: model.Callout) -> Flowable:
        styles = self.styles
        children: list[Flowable] = []
        if block.title:
            children.append(self._paragraph(block.title, styles.callout_title))
        children += self._sequence(block.blocks, depth=1)
        indent = styles.paragraph[ParagraphRole.BODY].rightIndent
        frame = replace(
            self.frame, left=INSET + 3, right=max(0.0, INSET - indent), top=9, bottom=10,
            fill=HexColor(styles.theme.colours.box), bar=HexColor(styles.theme.colours.accent),
            space_before=6, space_after=12, keep_up_to=self.frame.page_height * _KEPT_SHARE,
        )  # fmt: skip
        return Stack(children, frame)

    # --- tables ----------------------------------------------------------------------------

    def _table(self, block: model.Table) -> Sequence[Flowable]:
        caption = self._paragraph(block.caption, self.styles.caption) if block.caption else None
        if not block.columns:
            return (caption,) if caption else ()
        table = BriefTable(block, self.styles, self.markup)
        return (caption, table) if caption else (table,)


def _unspaced(content: Inlines) -> Inlines:
    """``content`` without the space that parted it from its label."""
    if content and isinstance(content[0], model.Text):
        return (model.Text(content[0].text.lstrip()), *content[1:])
    return content
