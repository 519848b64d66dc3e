"""The Markdown writer: CommonMark with tables, for wikis, tickets and text editors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import zip_longest

from briefgen.model import document as model
from briefgen.model.document import Align, Document, Inline, Inlines, ListRole
from briefgen.model.theme import Theme
from briefgen.writers.anchors import anchor_of, anchors, item_numbers
from briefgen.writers.characters import clean, safe_url
from briefgen.writers.charts import table_of

# What would be read as markup inside a line: emphasis, code, links, HTML, entities. An underscore
# inside a word, a lone "<" or "&", brackets that make no link are left as they are.
_INSIDE = re.compile(
    r"[\\`*]|(?<![^\W_])_|_(?![^\W_])|\](?=[(\[:]|$)|<(?=[A-Za-z/!?])|&(?=#?\w+;)|!(?=\[)|~(?=~)"
)
_BRACKETS = re.compile(r"(?<!\\)[\[\]]")
# What would be read as a block at the start of a line: heading, list, quote, rule, underline of
# a heading, definition of a link; and the number of a list, which is escaped behind its digits.
_AT_START = re.compile(r"#{1,6}(?=\s|$)|[-+](?=\s|$)|--|>|=+\s*$|\[")
_LIST_NUMBER = re.compile(r"\d{1,9}(?=[.)](?:\s|$))")

_RULES = {Align.LEFT: "---", Align.CENTRE: ":---:", Align.RIGHT: "---:"}


def write(document: Document, theme: Theme) -> bytes:
    """``document`` as Markdown. A theme has nothing to say here."""
    return _Page(document).text().encode()


class _Page:
    """Makes the text of one document; counts what runs through it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.anchors = anchors(document.blocks)
        self._next_paragraph = 1
        self._placed: set[str] = set()

    def text(self) -> str:
        """The whole file."""
        document = self.document
        marking = f"**{_words(document.marking.strip())}**" if document.marking.strip() else ""
        title = f"# {_words(document.title.strip())}" if document.title.strip() else ""
        kind = self._paragraph((model.Text(document.kind),))
        parts = [marking, kind, title, *self._blocks(document.blocks)]
        return "\n\n".join(part for part in [*parts, marking] if part.strip()) + "\n"

    def _blocks(self, blocks: Iterable[model.Block]) -> list[str]:
        """The blocks, each without a line end. Two lists in a row would run together in
        CommonMark: a comment parts them, as its specification advises."""
        made: list[str] = []
        before: model.Block | None = None
        for block in blocks:
            text = self._block(block)
            if not text.strip():
                continue
            if _runs_together(before, block):
                made.append("<!-- -->")
            made.append(text)
            before = block
        return made

    def _block(self, block: model.Block) -> str:
        match block:
            case model.Heading(level, content):
                words = " ".join(self._inlines(content, broken=" ").split())
                # "#" at the end of a heading closes it.
                words = re.sub(r"#$", r"\\#", words)
                return f"{'#' * (min(max(level, 1), 5) + 1)} {words}"
            case model.Paragraph(content):
                return self._paragraph(content)
            case model.ListBlock():
                return self._list(block)
            case model.QuoteBlock(paragraphs, attribution, reported=True):
                parts = [self._paragraph(p.content) for p in paragraphs]
                return "\n\n".join(filter(None, [*parts, self._paragraph(attribution)]))
            case model.QuoteBlock(paragraphs, attribution):
                parts = [self._paragraph(p.content) for p in paragraphs]
                return _quoted([*parts, self._paragraph(attribution)])
            case model.Callout(blocks, title):
                heading = f"**{self._inlines(title).strip()}**" if title else ""
                return _quoted([heading, *self._blocks(blocks)])
            case model.Table():
                return self._table(block)
            case model.Chart():
                return self._table(table_of(block))
            case model.PageBreak():
                return ""

    def _paragraph(self, content: Inlines) -> str:
        return self._inlines(content, at_start=True).strip()

    # --- lists and tables ------------------------------------------------------------------

    def _list(self, block: model.ListBlock) -> str:
        numbers = item_numbers(block, self._next_paragraph)
        if block.role is ListRole.PARAGRAPHS:
            self._next_paragraph += len(block.items)
        is_ordered = _is_ordered(block)
        items = [
            self._item(item, f"{number}. " if is_ordered else "- ")
            for item, number in zip(block.items, numbers, strict=True)
        ]
        is_loose = block.role is ListRole.PARAGRAPHS or any("\n" in item for item in items)
        return ("\n\n" if is_loose else "\n").join(items)

    def _item(self, item: model.ListItem, bullet: str) -> str:
        text = "\n\n".join(self._blocks(item.blocks))
        if item.anchor in self.anchors and item.anchor not in self._placed:
            self._placed.add(item.anchor)
            text = f'<a id="{item.anchor}"></a>{text}'
        indented = text.replace("\n", "\n" + " " * len(bullet))
        return re.sub(r"[ ]+$", "", bullet + indented, flags=re.MULTILINE)

    def _table(self, block: model.Table) -> str:
        caption = f"**{self._inlines(block.caption, broken=' ').strip()}**" if block.caption else ""
        if not block.columns:
            return caption
        header = _row(self._cell(column.header) for column in block.columns)
        rules = _row(_RULES[column.align] for column in block.columns)
        rows = [_row(self._cell(cell) for cell in row) for row in block.rows]
        table = "\n".join([header, rules, *rows])
        return f"{caption}\n\n{table}" if caption else table

    def _cell(self, content: Inlines) -> str:
        return self._inlines(content, broken="<br>").replace("|", "\\|").strip()

    # --- inlines ---------------------------------------------------------------------------

    def _inlines(
        self,
        content: Inlines,
        *,
        broken: str = "\\\n",
        linked: bool = False,
        at_start: bool = False,
    ) -> str:
        """Markdown for ``content``. ``broken`` stands for a line break; ``at_start`` says that the
        first of it starts a line; ``linked`` that it stands inside a link already."""
        made: list[str] = []
        whole = _merged(content)
        for inline, following in zip_longest(whole, whole[1:]):
            if isinstance(inline, model.Text):
                text = _words(inline.text)
                text = _BRACKETS.sub(r"\\\g<0>", text) if linked else text
                text = _escaped_start(text.lstrip()) if at_start else text
                # An exclamation mark before a link would make it an image.
                is_image = text.endswith("!") and isinstance(following, model.Link | model.Citation)
                made.append(text[:-1] + "\\!" if is_image else text)
            else:
                made.append(self._inline(inline, broken, linked))
            at_start = isinstance(inline, model.LineBreak) and broken.endswith("\n")
        return "".join(made)

    def _inline(self, inline: Inline, broken: str, linked: bool) -> str:
        match inline:
            case model.Text(text):
                return _words(text)
            case model.Strong(children) if all(isinstance(c, model.Placeholder) for c in children):
                return self._inlines(children, broken=broken, linked=linked)  # strong by itself
            case model.Strong(children):
                return _marked("**", self._inlines(children, broken=broken, linked=linked))
            case model.Emphasis(children):
                return _marked("*", self._inlines(children, broken=broken, linked=linked))
            case model.Link(url, children):
                words = self._inlines(children, broken=broken, linked=True)
                address = safe_url(url)
                if linked or address is None or not words.strip():
                    return words
                return f"[{words}](<{address}>)" if _is_odd(address) else f"[{words}]({address})"
            case model.Citation(number):
                return self._citation(number, linked)
            case model.Placeholder():
                return f"**[{_words(f'{inline.call}: {inline.prompt}')}]**"
            case model.LineBreak():
                return broken

    def _citation(self, number: int, linked: bool) -> str:
        anchor = anchor_of(number)
        if linked or anchor not in self.anchors:
            return f"[{number}]" if not linked else f"\\[{number}\\]"
        # The brackets are seen where Markdown is shown, too: "[4][1]" must not become "41".
        return f"[[{number}]](#{anchor})"


def _words(text: str) -> str:
    """``text`` with a backslash before what would be markup inside a line."""
    return _INSIDE.sub(lambda found: "\\" + found[0], clean(text))


def _escaped_start(text: str) -> str:
    """``text`` at the start of a line, with nothing there that opens another block."""
    if _AT_START.match(text):
        return f"\\{text}"
    if number := _LIST_NUMBER.match(text):
        return f"{number[0]}\\{text[number.end() :]}"
    return text


def _merged(content: Inlines) -> Inlines:
    """``content`` with neighbouring texts made one, so that rules see what stands together."""
    made: list[Inline] = []
    for inline in content:
        last = made[-1] if made else None
        if isinstance(inline, model.Text) and isinstance(last, model.Text):
            made[-1] = model.Text(last.text + inline.text)
        elif inline != model.Text(""):
            made.append(inline)
    return tuple(made)


def _marked(mark: str, words: str) -> str:
    """``words`` between two marks, which must touch them."""
    bare = words.strip()
    if not bare:
        return words
    start = words.index(bare)
    return f"{words[:start]}{mark}{bare}{mark}{words[start + len(bare) :]}"


def _quoted(parts: Iterable[str]) -> str:
    text = "\n\n".join(part for part in parts if part.strip())
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _is_odd(address: str) -> bool:
    return "(" in address or ")" in address


def _runs_together(before: model.Block | None, block: model.Block) -> bool:
    """Whether CommonMark would take the two for one list."""
    if not isinstance(before, model.ListBlock) or not isinstance(block, model.ListBlock):
        return False
    return _is_ordered(before) == _is_ordered(block)


def _is_ordered(block: model.ListBlock) -> bool:
    return block.role not in {ListRole.BULLETS, ListRole.FIELDS}
