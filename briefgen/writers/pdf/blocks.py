"""Blocks as flowables: one factory for each type of block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from textwrap import shorten

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, PageBreak, Spacer

from briefgen.model import document as model
from briefgen.model.document import Inlines, ListRole, ParagraphRole, Strong, plain
from briefgen.writers.anchors import anchors, item_numbers
from briefgen.writers.characters import clean
from briefgen.writers.charts import description
from briefgen.writers.columns import KEPT_ROWS
from briefgen.writers.fields import label_step
from briefgen.writers.furniture import theme_words
from briefgen.writers.logos import picture
from briefgen.writers.neighbours import before_few_sources, is_credit, is_note, leads_in, neighbours
from briefgen.writers.pdf.charts import ChartDrawing
from briefgen.writers.pdf.flowables import (
    Box,
    Figure,
    SpacedLine,
    Stack,
    keeps_with_next,
)
from briefgen.writers.pdf.inlines import Fragments
from briefgen.writers.pdf.logo import LogoDrawing
from briefgen.writers.pdf.paragraphs import TaggedParagraph
from briefgen.writers.pdf.setting import Paragraphs
from briefgen.writers.pdf.structure import Attribute, Element, Structure, Tag
from briefgen.writers.pdf.styles import INSET, Styles, room_for
from briefgen.writers.pdf.tables import brief_table
from briefgen.writers.pdf.typesetter import Typesetter
from briefgen.writers.wording import texts as texts_of

_BULLETS = ("•", "–")
_KEPT_SHARE = 0.3  # of a page: a quote or box no higher than this is not split
_KEPT_TABLE_SHARE = 0.6  # the same for a table with few rows
_LEAST_WIDTH = 120.0  # points: nothing nested is set narrower
_KEPT_ITEM_SHARE = 0.15  # the same for a list item
_AFTER_TABLE = 12.0  # points
_BEFORE_NOTE = 7.0  # between a table, or the sources, and the note below
_LINK_WORDS = 120  # characters that say where a citation leads
# What the labels of a list are (ISO 32000-1, table 347); those of fields are words.
_DISC, _DECIMAL = (Attribute("List", "ListNumbering", kind) for kind in ("/Disc", "/Decimal"))
_NUMBERING = {
    ListRole.BULLETS: _DISC,
    ListRole.NUMBERS: _DECIMAL,
    ListRole.PARAGRAPHS: _DECIMAL,
    ListRole.SOURCES: _DECIMAL,
    ListRole.FIELDS: None,
}


class Blocks:
    """Makes the flowables of one document, and its structure; counts what runs through it."""

    def __init__(self, document: model.Document, styles: Styles) -> None:
        self.document = document
        self.styles = styles
        texts = (*texts_of(document), *theme_words(styles.theme))
        self.setter = Typesetter(texts, styles.faces, document.language)
        self.fragments = Fragments(
            styles.theme.colours,
            anchors(document.blocks),
            self.setter.shown,
            styles.theme.sizes.small,
        )
        self.paragraphs = Paragraphs(self.setter, document.language)
        styles.field.leftIndent = label_step(document, self._label_width)
        self.structure = Structure()
        self.box = Box(page_height=styles.geometry.text_height)
        self._width = styles.geometry.text_width
        self._next_paragraph = 1
        self._headings = 0
        self._placed: set[str] = set()

    def _label_width(self, label: str) -> float:
        field = self.styles.field
        return self.paragraphs.width(label, field.bulletFontName, field.bulletFontSize)

    def story(self) -> list[Flowable]:
        """The whole document, each heading in one stack with what follows it."""
        story: list[Flowable] = []
        waiting: list[Flowable] = []
        body = self._sequence(self.document.blocks, depth=0)
        for flowable in chain(self._logo(), self._title(), body):
            waiting.append(flowable)
            if not keeps_with_next(flowable) or isinstance(flowable, PageBreak):
                story += [Stack(waiting, self.box)] if len(waiting) > 1 else waiting
                waiting = []
        # Without a flowable there would be no page, and a file without pages is no PDF.
        rest = [Stack(waiting, self.box)] if waiting else []
        return story + rest or [Spacer(1, 1)]

    def _logo(self) -> Iterable[Flowable]:
        """The logo, where it stands above the title."""
        logo = self.styles.theme.logo
        drawn = picture(logo, self._width) if logo.position == "title" else None
        if drawn is None:
            return
        drawing: Flowable = LogoDrawing(drawn, logo.align, is_decoration=not logo.alt)
        if logo.alt:
            element = self.structure.add("Figure")
            element.alt = clean(logo.alt)
            drawing = Figure(drawing, element)
        yield Stack([drawing], replace(self.box, space_after=14))

    def _title(self) -> Iterable[Flowable]:
        kind = self.setter.shown(self.document.kind).strip()
        title = self.setter.shown(self.document.title).strip()
        if kind:
            yield self._kind(kind.upper())
        if title:
            yield self._paragraph((model.Text(title),), self.styles.title, self.structure.title())

    def _kind(self, kind: str) -> Flowable:
        style = self.styles.kind
        width = stringWidth(kind, style.fontName, style.fontSize)
        spaced = width + len(kind) * style.fontSize * SpacedLine.SPACING
        if spaced <= self.styles.geometry.text_width and not self.setter.wants_setting(kind):
            return SpacedLine(kind, style, self.structure.add("P"))
        return self._paragraph((model.Text(kind),), style)

    def _fitting(self, inset: float) -> float:
        """``inset``, or less when boxes and lists have gone so deep that no room would be left."""
        return max(0.0, min(inset, self._width - _LEAST_WIDTH))

    def _inner(self, blocks: Iterable[model.Block], depth: int, inset: float) -> list[Flowable]:
        """What stands in a box or list item, ``inset`` points narrower than what is around it;
        no page break can be there."""
        outer, self._width = self._width, self._width - inset
        kept = [block for block in blocks if not isinstance(block, model.PageBreak)]
        made = list(self._sequence(kept, depth))
        self._width = outer
        return made

    def _sequence(self, blocks: Iterable[model.Block], depth: int) -> Iterator[Flowable]:
        """The flowables of ``blocks``, each as it stands beside its neighbours."""
        blocks = tuple(blocks)
        kept = before_few_sources(blocks)
        for before, block, following in neighbours(blocks):
            if block is kept or leads_in(block, following):
                made = list(self._block(block, depth))
                for flowable in made[-1:]:
                    flowable.keepWithNext = True
                yield from made
            elif is_credit(block, before):
                yield self._paragraph(block.content, self.styles.credit)
            elif isinstance(block, model.Table):
                yield from self._table(block, noted=is_note(following))
            else:
                yield from self._block(block, depth)

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
            case model.Chart():
                return self._chart(block)
            case model.PageBreak():
                return (PageBreak(),)

    def _paragraph(
        self, content: Inlines, style: ParagraphStyle, element: Element | None = None
    ) -> TaggedParagraph:
        made = self.paragraphs.of(self.fragments.of(content, style), style)
        made.tag = Tag(element or self.structure.add("P"))
        return made

    def _heading(self, block: model.Heading) -> Flowable:
        level = min(max(block.level, 1), 3)
        style = self.styles.heading[level - 1]
        heading = self.paragraphs.heading(self.fragments.of(block.content, style), style)
        entry = " ".join(clean(plain(block.content)).split())
        if not entry:
            heading.tag = Tag(self.structure.add("P"))
            return heading
        heading.tag = Tag(self.structure.heading(level))
        self._headings += 1
        heading.level, heading.entry = self.structure.depth, entry
        heading.key = f"heading-{self._headings}"
        return heading

    # --- lists -----------------------------------------------------------------------------

    def _list(self, block: model.ListBlock, depth: int) -> list[Flowable]:
        numbers = item_numbers(block, self._next_paragraph)
        if block.role is ListRole.PARAGRAPHS:
            self._next_paragraph += len(block.items)
        labels = [_label(block.role, number, depth) for number in numbers]
        style = self._list_style(block.role, labels)
        with self.structure.inside("L", _NUMBERING[block.role]):
            items = [
                self._item(item, block.role, style, label, depth)
                for item, label in zip(block.items, labels, strict=True)
            ]
        if depth > 0 or not items:
            return items
        # A list ends with the space of a paragraph, though its items stand closer.
        body = self.styles.paragraph[ParagraphRole.BODY]
        after = _BEFORE_NOTE if block.role is ListRole.SOURCES else body.fontSize
        items[-1] = Stack(items[-1:], self._spaced(self.styles.space(after)))
        if block.role is ListRole.SOURCES:
            _keep_ends(items)
        return items

    def _spaced(self, space_after: float) -> Box:
        return replace(self.box, space_after=space_after)

    def _item(
        self, item: model.ListItem, role: ListRole, style: ParagraphStyle, label: str, depth: int
    ) -> Flowable:
        blocks = item.blocks
        content: Inlines = ()
        if blocks and isinstance(blocks[0], model.Paragraph):
            content, blocks = blocks[0].content, blocks[1:]
        if role is ListRole.FIELDS and content and isinstance(content[0], Strong):
            label, content = self.setter.shown(plain(content[:1])), _unspaced(content[1:])
        with self.structure.inside("LI") as element:
            mark = element.child("Lbl") if label else None
            with self.structure.inside("LBody"):
                first = self._first_of_item(content, style, label, mark, item.anchor)
                left = self._fitting(style.leftIndent)
                inner = self._inner(blocks, depth + 1, left)
        kept = replace(self.box, keep_up_to=self.box.page_height * _KEPT_ITEM_SHARE)
        rest = [Stack(inner, replace(self.box, left=left))] if inner else []
        return Stack([first, *rest], kept)

    def _first_of_item(
        self,
        content: Inlines,
        style: ParagraphStyle,
        label: str,
        mark: Element | None,
        anchor: str | None,
    ) -> TaggedParagraph:
        # A paragraph without a line would not draw its bullet either.
        content = content if plain(content).strip() else (model.Text("\u00a0"),)
        fragments = self.fragments.of(content, style)
        if anchor and self._is_new(anchor):
            self.structure.places[anchor] = shorten(
                clean(plain(content)), _LINK_WORDS, placeholder=" …"
            )
            fragments.insert(0, self.fragments.anchor(anchor, style))
        made = self.paragraphs.of(fragments, style, label)
        made.tag = Tag(self.structure.add("P"), mark)
        return made

    def _list_style(self, role: ListRole, labels: Sequence[str]) -> ParagraphStyle:
        """The style of the items of a list. A number of more digits than usual moves all of them,
        lest its own first line start behind the lines below it."""
        styles = self.styles
        match role:
            case ListRole.BULLETS:
                return styles.bullet
            case ListRole.FIELDS:
                return styles.field
            case ListRole.NUMBERS:
                style = styles.number
            case ListRole.PARAGRAPHS:
                style = styles.numbered_paragraph
            case ListRole.SOURCES:
                style = styles.source
        needed = max((room_for(label, style) for label in labels), default=0.0)
        if needed <= style.leftIndent:
            return style
        return ParagraphStyle(style.name, parent=style, leftIndent=self._fitting(needed))

    def _is_new(self, anchor: str) -> bool:
        """Whether a citation leads to ``anchor``; a place is named once, because a PDF knows it
        once."""
        if anchor in self._placed or anchor not in self.fragments.anchors:
            return False
        self._placed.add(anchor)
        return True

    # --- quotes and callouts ---------------------------------------------------------------

    def _quote(self, block: model.QuoteBlock) -> Flowable:
        if block.reported:
            return self._reported(block)
        styles = self.styles
        with self.structure.inside("BlockQuote") as element:
            element.language = clean(block.language)
            children = [self._paragraph(p.content, styles.quote) for p in block.content]
            for paragraph in children:
                paragraph.keepWithNext = bool(block.attribution) and len(children) == 1
            if block.attribution:
                children.append(self._paragraph(block.attribution, styles.attribution))
        box = replace(
            self._kept(), left=INSET + 2, bar=HexColor(styles.theme.colours.accent), bar_width=1.5,
            space_before=styles.space(6), space_after=self._after_quote,
        )  # fmt: skip
        return Stack(children, box)

    @property
    def _after_quote(self) -> float:
        return self.styles.space(self.styles.paragraph[ParagraphRole.BODY].fontSize * 1.1)

    def _reported(self, block: model.QuoteBlock) -> Flowable:
        """What a reporter tells that somebody said: set as running text, with no bar, because none
        of it but what stands in quotation marks is verbatim."""
        styles = self.styles
        style = styles.reported if block.attribution else styles.paragraph[ParagraphRole.BODY]
        children = [self._paragraph(p.content, style) for p in block.content]
        if not block.attribution:
            return Stack(children, self._kept())
        for paragraph in children[-1:]:
            paragraph.keepWithNext = True
        children.append(self._paragraph(block.attribution, styles.attribution))
        return Stack(children, replace(self._kept(), space_after=self._after_quote))

    def _callout(self, block: model.Callout) -> Flowable:
        styles = self.styles
        indent = styles.paragraph[ParagraphRole.BODY].rightIndent
        box = replace(
            self._kept(),
            left=self._fitting(INSET + 3),
            right=max(0.0, INSET - indent),
            top=9,
            bottom=10,
            fill=HexColor(styles.theme.colours.box),
            bar=HexColor(styles.theme.colours.accent),
            space_before=styles.space(6),
            space_after=styles.space(12),
        )
        # Words keep clear of the edge by their own indent, a table does not.
        inset = self._fitting(box.left + max(box.right, INSET))
        children: list[Flowable] = []
        with self.structure.inside("Sect"):
            if block.title:
                children.append(self._paragraph(block.title, styles.callout_title))
            children += self._inner(block.blocks, 0, inset)
        return Stack(children, box)

    # --- tables ----------------------------------------------------------------------------

    def _table(self, block: model.Table, *, noted: bool = False) -> Sequence[Flowable]:
        """A table with its caption; ``noted`` says that a note on it follows."""
        if not block.columns:
            return (self._paragraph(block.caption, self.styles.caption),) if block.caption else ()
        with self.structure.inside("Table") as element:
            caption = (
                self._paragraph(block.caption, self.styles.caption, element.child("Caption"))
                if block.caption
                else None
            )
            table = brief_table(
                block, self._width, self.styles, self.fragments, self.paragraphs, self.structure
            )
        share = _KEPT_TABLE_SHARE if len(block.rows) <= KEPT_ROWS else 0.0
        after = self.styles.space(_BEFORE_NOTE if noted else _AFTER_TABLE)
        box = replace(
            self.box, keep_up_to=self.box.page_height * share, space_after=after, noted=noted
        )
        kept = Stack([table], box)
        kept.keepWithNext = noted
        return (caption, kept) if caption else (kept,)

    def _chart(self, block: model.Chart) -> Sequence[Flowable]:
        styles = self.styles
        caption = [self._paragraph(block.caption, styles.caption)] if block.caption else []
        if not block.points:
            return caption
        element = self.structure.add("Figure")
        element.alt = clean(description(block))
        drawn = ChartDrawing(block, self.paragraphs, styles.text.regular, styles.theme.colours)
        room = max(0.0, styles.paragraph[ParagraphRole.BODY].rightIndent)
        box = replace(self.box, right=room, top=3, space_before=3, space_after=13)
        return (*caption, Stack([Figure(drawn, element)], box))

    def _kept(self) -> Box:
        """A box that is not split when it is short."""
        return replace(self.box, keep_up_to=self.box.page_height * _KEPT_SHARE)


def _label(role: ListRole, number: int, depth: int) -> str:
    """What stands before an item: a label of fields is its own."""
    match role:
        case ListRole.BULLETS:
            return _BULLETS[min(depth, 1)]
        case ListRole.SOURCES:
            return f"[{number}]"
        case ListRole.FIELDS:
            return ""
        case _:
            return f"{number}."


def _keep_ends(items: Sequence[Flowable]) -> None:
    """Have no page end behind the first of the sources, before the last, or behind it: one alone
    under its heading, or the closing note alone on a page, looks lost."""
    for item in (*items[:1], *items[-2:]):
        item.keepWithNext = True


def _unspaced(content: Inlines) -> Inlines:
    """``content`` without the space that parted it from its label."""
    if content and isinstance(content[0], model.Text):
        return (model.Text(content[0].text.lstrip()), *content[1:])
    return content
