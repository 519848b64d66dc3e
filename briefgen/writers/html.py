"""The HTML writer: one file that needs nothing else, for screens, printers and screen readers."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from html import escape

from briefgen.model import document as model
from briefgen.model.document import Align, Document, Inline, Inlines, ListRole, Strong
from briefgen.model.theme import Furniture, Theme
from briefgen.text.scripts import has_right_to_left, is_right_to_left
from briefgen.writers.anchors import anchor_of, anchors, item_numbers
from briefgen.writers.characters import clean, safe_url
from briefgen.writers.furniture import band_words
from briefgen.writers.logos import picture as picture_of
from briefgen.writers.stylesheet import stylesheet
from briefgen.writers.svg import picture
from briefgen.writers.typography import glued

_WIDTH = 480.0  # points of a line, in which a logo has its share


def write(document: Document, theme: Theme) -> bytes:
    """``document`` as an HTML page with its style sheet inside."""
    return "\n".join(_Page(document, theme).lines()).encode()


class _Page:
    """Makes the lines of one page; counts what runs through the document."""

    def __init__(self, document: Document, theme: Theme) -> None:
        self.document = document
        self.theme = theme
        self.anchors = anchors(document.blocks)
        self._next_paragraph = 1
        self._charts = 0
        self._placed: set[str] = set()
        self._heading = ""  # the last one: what a table without a caption is about

    def lines(self) -> Iterable[str]:
        """The page from doctype to end."""
        document = self.document
        yield "<!DOCTYPE html>"
        way = ' dir="rtl"' if is_right_to_left(document.language) else ""
        yield f'<html lang="{_attribute(document.language)}"{way}>'
        yield "<head>"
        yield '<meta charset="utf-8">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="color-scheme" content="light dark">'
        yield f"<title>{_words(document.title)}</title>"
        yield from self._metadata()
        yield f"<style>\n{stylesheet(self.theme, clean(document.marking))}</style>"
        yield "</head>"
        yield "<body>"
        # Markings stand inside header and footer: what is in no landmark, a screen reader that
        # goes by them passes over.
        yield "<header>"
        yield from self._marking()
        yield from self._logo()
        if band := self._band(self.theme.header):
            yield f'<p class="band">{band}</p>'
        if document.kind:
            yield f'<p class="kind"{_way(document.kind)}>{_words(document.kind)}</p>'
        yield f"<h1{_way(document.title)}>{_words(document.title)}</h1>"
        yield "</header>"
        yield "<main>"
        yield from self._sections()
        yield "</main>"
        yield from self._footer()
        yield "</body>"
        yield "</html>"
        yield ""

    def _metadata(self) -> Iterable[str]:
        document = self.document
        named = {
            "author": document.author,
            "description": document.subject,
            "keywords": ", ".join(document.keywords),
            "dcterms.modified": document.modified.isoformat() if document.modified else "",
            "generator": "briefgen",
        }
        for name, content in named.items():
            if content:
                yield f'<meta name="{name}" content="{_attribute(content)}">'

    def _marking(self) -> Iterable[str]:
        if self.document.marking:
            yield f'<p class="marking">{_words(self.document.marking)}</p>'

    def _logo(self) -> Iterable[str]:
        """The logo, inside the page: nothing is fetched from elsewhere."""
        logo = self.theme.logo
        drawn = picture_of(logo, _WIDTH)
        if drawn is None:
            return
        content = b64encode(drawn.content).decode()
        yield (
            f'<p class="logo"><img src="data:{drawn.media_type};base64,{content}" '
            f'alt="{_attribute(logo.alt or "")}" width="{round(drawn.width * 4 / 3)}" '
            f'height="{round(drawn.height * 4 / 3)}"></p>'
        )

    def _band(self, furniture: Furniture) -> str:
        """The words of a band but those that number pages, of which this has none."""
        band = furniture.of(first_page=True)
        parts = (w for w in (band.left, band.right) if "{page" not in w)
        leaves_out = furniture.first is None
        filled = (
            band_words(part, self.document, self.theme, first_page=leaves_out) for part in parts
        )
        return " · ".join(_words(part) for part in filled if part)

    def _footer(self) -> Iterable[str]:
        document = self.document
        line = self._band(self.theme.footer)
        if line or document.marking:
            yield "<footer>"
            if line:
                yield f'<p class="line">{line}</p>'
            yield from self._marking()
            yield "</footer>"

    # --- blocks ----------------------------------------------------------------------------

    def _sections(self) -> Iterable[str]:
        """All blocks; each heading of the first level opens a section."""
        is_open = False
        for block in self.document.blocks:
            if isinstance(block, model.Heading) and block.level <= 1:
                if is_open:
                    yield "</section>"
                yield "<section>"
                is_open = True
            yield from self._block(block)
        if is_open:
            yield "</section>"

    def _blocks(self, blocks: Iterable[model.Block]) -> Iterable[str]:
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: model.Block) -> Iterable[str]:
        match block:
            case model.Heading(level, content):
                rank = min(max(level, 1), 5) + 1
                self._heading = model.plain(content)
                yield f"<h{rank}{self._way(content)}>{self._inlines(content)}</h{rank}>"
            case model.Paragraph(content, role):
                kind = "" if role is model.ParagraphRole.BODY else f' class="{role}"'
                yield f"<p{kind}{self._way(content)}>{self._inlines(content)}</p>"
            case model.ListBlock():
                yield from self._list(block)
            case model.QuoteBlock():
                yield from self._quote(block)
            case model.Callout():
                yield from self._callout(block)
            case model.Table():
                yield from self._table(block)
            case model.Chart():
                yield from self._chart(block)
            case model.PageBreak():
                yield '<div class="page-break"></div>'

    def _list(self, block: model.ListBlock) -> Iterable[str]:
        numbers = item_numbers(block, self._next_paragraph)
        if block.role is ListRole.PARAGRAPHS:
            self._next_paragraph += len(block.items)
        if not block.items:
            return
        ordered = block.role not in {ListRole.BULLETS, ListRole.FIELDS}
        tag = "ol" if ordered else "ul"
        start = f' start="{numbers[0]}"' if ordered else ""
        # Safari takes a list without its own bullets for no list, unless it is told.
        role = "" if block.role is ListRole.BULLETS else ' role="list"'
        yield f'<{tag} class="{block.role}"{role}{start}>'
        for item, number in zip(block.items, numbers, strict=True):
            yield from self._item(item, block.role, f' value="{number}"' if ordered else "")
        yield f"</{tag}>"

    def _item(self, item: model.ListItem, role: ListRole, value: str) -> Iterable[str]:
        name = ""
        if item.anchor in self.anchors and item.anchor not in self._placed:
            self._placed.add(item.anchor)
            name = f' id="{item.anchor}"'
        first, *rest = item.blocks or (model.Paragraph(()),)
        if not isinstance(first, model.Paragraph):
            first, rest = model.Paragraph(()), list(item.blocks)
        content = first.content
        if role is ListRole.FIELDS and content and isinstance(content[0], Strong):
            label = self._inlines(content[0].children)
            words = f'<span class="label">{label}</span><span>{self._inlines(content[1:])}</span>'
        else:
            words = self._inlines(content)
        name += self._way(content)
        if rest:
            yield f"<li{name}{value}><p>{words}</p>"
            yield from self._blocks(rest)
            yield "</li>"
        else:
            yield f"<li{name}{value}>{words}</li>"

    def _quote(self, block: model.QuoteBlock) -> Iterable[str]:
        if block.reported:
            yield from self._reported(block)
            return
        # HTML wants whoever said it outside the quotation. Words in another language may also run
        # the other way.
        language = f' lang="{_attribute(block.language)}" dir="auto"' if block.language else ""
        yield f'<figure class="quote"><blockquote{language}>'
        yield from self._blocks(block.content)
        yield "</blockquote>"
        if block.attribution:
            way = self._way(block.attribution)
            yield f"<figcaption{way}>{self._inlines(block.attribution)}</figcaption>"
        yield "</figure>"

    def _reported(self, block: model.QuoteBlock) -> Iterable[str]:
        language = f' lang="{_attribute(block.language)}" dir="auto"' if block.language else ""
        yield f'<div class="reported"{language}>'
        yield from self._blocks(block.content)
        if block.attribution:
            way = self._way(block.attribution)
            yield f'<p class="by"{way}>{self._inlines(block.attribution)}</p>'
        yield "</div>"

    def _callout(self, block: model.Callout) -> Iterable[str]:
        # No <aside>: that is for what may be left out, and programs that clean pages do so.
        yield '<section class="box">'
        if block.title:
            way = self._way(block.title)
            yield f'<p class="callout-title"{way}>{self._inlines(block.title)}</p>'
        yield from self._blocks(block.blocks)
        yield "</section>"

    def _table(self, block: model.Table) -> Iterable[str]:
        # A wide table scrolls by itself on a telephone, the page does not; whoever has only keys
        # must be able to get there, and be told what it is.
        name = _attribute(model.plain(block.caption) or self._heading or "Table")
        kind = "table form" if block.form else "table"
        yield f'<div class="{kind}" role="group" tabindex="0" aria-label="{name}"><table>'
        if block.caption:
            yield f"<caption{self._way(block.caption)}>{self._inlines(block.caption)}</caption>"
        head = "".join(
            f'<th scope="col"{_alignment(column.align)}{self._way(column.header)}>'
            f"{self._inlines(column.header)}</th>"
            for column in block.columns
        )
        if head:
            yield f"<thead><tr>{head}</tr></thead>"
        yield "<tbody>"
        for row in block.rows:
            cells = "".join(
                f"<td{_alignment(column.align)}{self._way(cell)}>{self._inlines(cell)}</td>"
                for column, cell in zip(block.columns, row, strict=False)
            )
            yield f"<tr>{cells}</tr>"
        yield "</tbody></table></div>"

    def _chart(self, block: model.Chart) -> Iterable[str]:
        if not block.points and not block.caption:
            return
        self._charts += 1
        yield '<figure class="chart">'
        if block.caption:
            way = self._way(block.caption)
            yield f"<figcaption{way}>{self._inlines(block.caption)}</figcaption>"
        if block.points:
            yield from picture(block, f"chart-{self._charts}")
        yield "</figure>"

    @staticmethod
    def _way(content: Inlines) -> str:
        """The attribute that has a browser find out which way ``content`` runs."""
        return _way(model.plain(content))

    # --- inlines ---------------------------------------------------------------------------

    def _inlines(self, content: Inlines, *, linked: bool = False) -> str:
        return "".join(self._inline(inline, linked) for inline in glued(content))

    def _inline(self, inline: Inline, linked: bool) -> str:
        match inline:
            case model.Text(text):
                return _words(text)
            case model.Strong(children):
                return f"<strong>{self._inlines(children, linked=linked)}</strong>"
            case model.Emphasis(children):
                return f"<em>{self._inlines(children, linked=linked)}</em>"
            case model.Link(url, children):
                words = self._inlines(children, linked=True)
                address = safe_url(url)
                if linked or address is None:
                    return words
                return f'<a href="{_attribute(address)}">{words}</a>'
            case model.Citation(number, place):
                return self._citation(number, place, linked)
            case model.Placeholder():
                return f'<mark class="placeholder">{_words(inline.words)}</mark>'
            case model.LineBreak():
                return "<br>"

    def _citation(self, number: int, place: int | None, linked: bool) -> str:
        title = "" if place is None else f' title="paragraph {place}"'
        anchor = anchor_of(number)
        if linked or anchor not in self.anchors:
            return f'<span class="citation"{title}>[{number}]</span>'
        return f'<a class="citation" href="#{anchor}"{title}>[{number}]</a>'


def _alignment(align: Align) -> str:
    return "" if align is Align.LEFT else f' class="{align}"'


def _way(text: str) -> str:
    return ' dir="auto"' if has_right_to_left(text) else ""


def _words(text: str) -> str:
    return escape(clean(text), quote=False)


def _attribute(text: str) -> str:
    return escape(clean(text), quote=True)
