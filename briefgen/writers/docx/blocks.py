"""Blocks as paragraphs and tables, whose only formatting is the name of a style."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from docx.oxml.ns import qn

from briefgen.model import document as model
from briefgen.model.document import Inlines, ListRole, ParagraphRole, Strong
from briefgen.writers.anchors import anchors, item_numbers
from briefgen.writers.characters import clean
from briefgen.writers.docx import numbering
from briefgen.writers.docx.comments import Comments
from briefgen.writers.docx.inlines import Runs, bookmark_name
from briefgen.writers.docx.look import Look, numbered
from briefgen.writers.docx.naming import style_id
from briefgen.writers.docx.numbering import Level, Numbering
from briefgen.writers.docx.styles import ENDING
from briefgen.writers.docx.tables import brief_table
from briefgen.writers.docx.xml import Element, w
from briefgen.writers.neighbours import before_few_sources, is_credit, is_note, leads_in, neighbours

_PARAGRAPH_STYLES = {
    ParagraphRole.BODY: "Body Text",
    ParagraphRole.LEAD: "Lead",
    ParagraphRole.SMALL: "Small",
    ParagraphRole.NIL: "Nil",
}
_ITEM_STYLES = {
    ListRole.BULLETS: "List Bullet",
    ListRole.NUMBERS: "List Number",
    ListRole.PARAGRAPHS: "Numbered Paragraph",
    ListRole.SOURCES: "Sources",
    ListRole.FIELDS: "Field",
}


_ENDING = frozenset(map(style_id, ENDING))


class Blocks:
    """Makes the body of one document; counts what runs through it. ``bookmarks`` and ``drawings``
    are the highest numbers that the file has of these already."""

    def __init__(
        self,
        document: model.Document,
        look: Look,
        lists: Numbering,
        relate: Callable[[str], str],
        draw: Callable[[model.Chart, int], Element],
        comments: Comments | None = None,
        bookmarks: int = 0,
        drawings: int = 0,
    ) -> None:
        self.document = document
        self.look = look
        self.lists = lists
        self.runs = Runs(anchors(document.blocks), relate, comments)
        self.draw = draw
        self._drawings = drawings
        self._next_paragraph = 1
        self._next_source = 1
        self._source_place: Level | None = None
        self._bookmarks: set[str] = set()
        self._first_bookmark = bookmarks
        self._in_callout = False

    def body(self) -> list[Element]:
        """Kind, title and all blocks."""
        document = self.document
        heading = [
            self._paragraph((model.Text(text.strip()),), style)
            for text, style in ((document.kind, "Subtitle"), (document.title, "Title"))
            if text.strip()
        ]
        return [*heading, *self._sequence(document.blocks)]

    def _sequence(self, blocks: Iterable[model.Block], depth: int = 0) -> list[Element]:
        made: list[Element] = []
        blocks = tuple(blocks)
        kept = before_few_sources(blocks)
        for before, block, following in neighbours(blocks):
            first = len(made)
            if is_turned(block, following):
                continue
            if is_credit(block, before) and not self._in_callout:
                made.append(self._paragraph(block.content, "Credit"))
            elif is_note(block) and is_table(before) and not self._in_callout:
                made.append(self._paragraph(block.content, "Table Note"))
            elif isinstance(block, model.Table):
                made += self._table(block, noted=is_note(following))
            else:
                made += self._block(block, depth)
            if before is not None and is_turned(before, block):
                _begin_page(made[first:])
            if isinstance(block, model.ListBlock) and not (depth or self._in_callout):
                _end_list(made[-1:], following)
            if block is kept or leads_in(block, following):
                _keep_with_next(made[-1:])
            # A table has no space after it in Word, and two tables in a row become one; the note
            # on it brings its own.
            if is_table(block) and not (isinstance(following, model.Heading) or is_note(following)):
                made.append(self._paragraph((), "Callout End" if self._in_callout else "Table End"))
            elif _is_box(block) and _is_box(following) and not self._in_callout:
                made.append(self._paragraph((), "Table End"))  # two boxes in a row become one too
        return made

    def _block(self, block: model.Block, depth: int) -> Sequence[Element]:
        match block:
            case model.Heading(level, content):
                return [self._paragraph(content, f"Heading {min(max(level, 1), 3)}")]
            case model.Paragraph(content, role):
                return [self._paragraph(content, self._paragraph_style(role, depth))]
            case model.ListBlock():
                return self._list(block, depth)
            case model.QuoteBlock():
                return self._quote(block)
            case model.Callout():
                return self._callout(block)
            case model.Table():
                return self._table(block)
            case model.Chart():
                return self._chart(block)
            case model.PageBreak():
                return [w("p", w("r", w("br", type="page")))]

    def _paragraph_style(self, role: ParagraphRole, depth: int) -> str:
        if self._in_callout:
            return "Callout Small" if role is ParagraphRole.SMALL else "Callout"
        return "List Continue" if depth else _PARAGRAPH_STYLES[role]

    def _paragraph(self, content: Inlines, style: str) -> Element:
        return _styled(style, self.runs.of(content))

    # --- lists -----------------------------------------------------------------------------

    def _list(self, block: model.ListBlock, depth: int) -> list[Element]:
        numbers = item_numbers(block, self._next_paragraph)
        if block.role is ListRole.PARAGRAPHS:
            self._next_paragraph += len(block.items)
        shared = self._place(block, depth)
        made: list[Element] = []
        for item, number in zip(block.items, numbers, strict=True):
            place = self._source_list(number) if block.role is ListRole.SOURCES else shared
            made += self._item(item, self._item_style(block.role, depth), place, depth)
        if block.role is ListRole.SOURCES:
            _keep_ends(made)
        return made

    def _item_style(self, role: ListRole, depth: int) -> str:
        style = _ITEM_STYLES[role]
        if self._in_callout and role in {ListRole.BULLETS, ListRole.NUMBERS}:
            if depth:
                return "Callout List 2"
            return "Callout Number" if role is ListRole.NUMBERS else "Callout List"
        deeper = depth and role in {ListRole.BULLETS, ListRole.NUMBERS}
        return f"{style} 2" if deeper else style

    def _place(self, block: model.ListBlock, depth: int) -> Level | None:
        """The numbering instance that the items must name; None where the style names it."""
        if block.role is not ListRole.NUMBERS:
            return None
        return self.lists.restarted(numbering.NUMBERS, block.start, level=min(depth, 1))

    def _source_list(self, number: int) -> Level | None:
        """The instance in which ``number`` comes next, a new one if need be.

        None stands for the instance that the style names."""
        expected, self._next_source = self._next_source, number + 1
        if number != expected:
            self._source_place = self.lists.restarted(numbering.SOURCES, number)
        return self._source_place

    def _item(
        self, item: model.ListItem, style: str, place: Level | None, depth: int
    ) -> list[Element]:
        blocks = item.blocks
        content: Inlines = ()
        if blocks and isinstance(blocks[0], model.Paragraph):
            content, blocks = blocks[0].content, blocks[1:]
        if style == "Field" and content and isinstance(content[0], Strong):
            runs = [*self.runs.label(content[0].children), *self.runs.of(unspaced(content[1:]))]
        else:
            runs = self.runs.of(content)
        membership = None if place is None else numbered(*place)
        # What an item says before the list inside it stays with that list.
        keep = w("keepNext") if blocks else None
        first = _styled(style, self._bookmarked(item.anchor, runs), membership, keep)
        return [first, *self._sequence(blocks, depth + 1)]

    def _bookmarked(self, anchor: str | None, runs: list[Element]) -> list[Element]:
        """``runs`` inside a bookmark; a name is used once, because Word knows it once."""
        if anchor not in self.runs.anchors or bookmark_name(anchor) in self._bookmarks:
            return runs
        name = bookmark_name(anchor)
        self._bookmarks.add(name)
        number = self._first_bookmark + len(self._bookmarks)
        return [
            w("bookmarkStart", id=number, name=name),
            *runs,
            w("bookmarkEnd", id=number),
        ]

    # --- quotes, callouts, tables ----------------------------------------------------------

    def _quote(self, block: model.QuoteBlock) -> list[Element]:
        words, by = ("Quote", "Quote Attribution")
        if block.reported:
            words, by = (
                ("Reported Speech", "Reported By") if block.attribution else ("Body Text",) * 2
            )
        made = [
            _styled(words, self.runs.of(p.content, clean(block.language))) for p in block.content
        ]
        if block.attribution:
            made.append(self._paragraph(block.attribution, by))
        _begin_comment_at(made)
        return made

    def _callout(self, block: model.Callout) -> list[Element]:
        title = [self._paragraph(block.title, "Callout Title")] if block.title else []
        outer, self._in_callout = self._in_callout, True
        made = [*title, *self._sequence(block.blocks)]
        self._in_callout = outer
        return made

    def _table(self, block: model.Table, *, noted: bool = False) -> list[Element]:
        style = "Callout" if self._in_callout else "Caption"
        made = [self._paragraph(block.caption, style)] if block.caption else []
        if block.columns and self._in_callout:
            # Space below a paragraph would part the table from the box; this one has none.
            made.append(self._paragraph((), "Callout End"))
        if block.columns:
            boxed = self._in_callout
            made.append(brief_table(block, self.look, self._paragraph, boxed=boxed, noted=noted))
        return made

    def _chart(self, block: model.Chart) -> list[Element]:
        # Word has no chart for events: it gets the table, which can be edited too.
        if block.kind is model.ChartKind.TIMELINE:
            from briefgen.writers.charts import table_of  # few files need it

            return self._table(table_of(block))
        made = [self._paragraph(block.caption, "Caption")] if block.caption else []
        if not block.points:
            return made
        self._drawings += 1
        return [*made, _styled("Body Text", [w("r", self.draw(block, self._drawings))])]


def _styled(style: str, runs: list[Element], *properties: Element | None) -> Element:
    return w("p", w("pPr", w("pStyle", val=style_id(style)), *properties), *runs)


def _is_box(block: model.Block | None) -> bool:
    return isinstance(block, model.Callout)


def _end_list(paragraphs: Sequence[Element], following: model.Block | None) -> None:
    """Give the last item of a list the space that parts it from what follows; a heading brings
    more than that itself."""
    if following is None or isinstance(following, model.Heading):
        return
    for paragraph in paragraphs:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and style.get(qn("w:val")) in _ENDING:
            style.set(qn("w:val"), f"{style.get(qn('w:val'))}Last")


def _keep_ends(sources: list[Element]) -> None:
    """Have Word put no page's end behind the first of the sources, before the last, or behind it.

    A style that kept them all would move the whole list."""
    _keep_with_next({id(p): p for p in (*sources[:1], *sources[-2:])}.values())


def _keep_with_next(paragraphs: Iterable[Element]) -> None:
    for paragraph in paragraphs:
        properties = paragraph.find(qn("w:pPr"))
        if properties is not None and properties.find(qn("w:keepNext")) is None:
            properties.insert(1, w("keepNext"))


def is_turned(block: model.Block, following: model.Block | None) -> bool:
    """Whether ``block`` is a page break that what follows can bear itself: a break in a paragraph
    of its own leaves an empty line on the new page, and LibreOffice, which lays out what it reads
    25 paragraphs to a page at first, then leaves a heading behind that should go along with
    what follows it."""
    bears = model.Heading | model.Paragraph | model.ListBlock | model.QuoteBlock
    return isinstance(block, model.PageBreak) and isinstance(following, bears)


def _begin_page(paragraphs: Sequence[Element]) -> None:
    """Have the first of ``paragraphs`` begin a page."""
    for paragraph in paragraphs[:1]:
        properties = paragraph.find(qn("w:pPr"))
        if properties is not None:
            kept = [n for n in ("w:pStyle", "w:keepNext") if properties.find(qn(n)) is not None]
            properties.insert(len(kept), w("pageBreakBefore"))
            if len(properties) == len(kept) + 1:
                properties.append(w("spacing", before=0))  # as at the top of any other page


def is_table(block: model.Block | None) -> bool:
    """Whether ``block`` becomes a table in Word."""
    is_timeline = isinstance(block, model.Chart) and block.kind is model.ChartKind.TIMELINE
    return is_timeline or isinstance(block, model.Table)


def _begin_comment_at(paragraphs: list[Element]) -> None:
    """Have the comment on the last of ``paragraphs`` begin in the first: a quote is cited behind
    the name of its speaker."""
    starts = [p.find(qn("w:commentRangeStart")) for p in paragraphs]
    if len(starts) > 1 and starts[-1] is not None and not any(s is not None for s in starts[:-1]):
        paragraphs[0].insert(1, starts[-1])


def unspaced(content: Inlines) -> Inlines:
    """``content`` without the space that parted it from its label."""
    if content and isinstance(content[0], model.Text):
        return (model.Text(content[0].text.lstrip()), *content[1:])
    return content
