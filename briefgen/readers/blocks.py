"""HTML (or the like) to paragraphs: every block one, every table row one, no markup left.

The one place where markup becomes text. It serves web pages, HTML mail, Markdown and Word, which
all arrive here as element trees. Trees are walked with a stack, since hostile ones are deeper than
Python's.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

from briefgen.readers.finish import finish_line
from briefgen.readers.guarding import too_deep
from briefgen.readers.unseen import is_hidden
from briefgen.readers.wordlist import word_set

_BLOCKS = word_set(
    """
    address article aside blockquote body caption center dd details dialog div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main
    nav ol optgroup option p pre section summary table tbody td tfoot th thead tr ul
    """
)
_SKIPPED = word_set(
    """
    script style noscript template svg math object iframe audio video canvas button select
    input textarea link meta title map
    """
)
_TABLES = frozenset({"table"})
_ROWS = frozenset({"tr"})
_CELLS = frozenset({"td", "th"})
_BREAK = "\u2028"
_LONGEST_HEADING, _SHORTEST_TEXT = 8, 10  # words
_BREAKS = frozenset({"br"})


def parse_html(markup: str) -> html.HtmlElement | None:
    """The tree of a page or fragment, or None if there is nothing in it; raises ReaderError for one
    so deep that what is further in would be lost: libxml2 leaves it out without a word."""
    parser = html.HTMLParser(
        no_network=True, huge_tree=True, remove_comments=True, encoding="utf-8"
    )
    try:
        # As bytes: lxml refuses text that has an encoding declaration.
        data = markup.encode("utf-8", errors="replace")
        tree = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    if any(fault.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for fault in parser.error_log):
        raise too_deep()
    return tree


def paragraphs_in(root: etree._Element) -> list[str]:
    """The text of every block under ``root``, in document order, each on one line."""
    layout = layout_tables(root)
    writer = _Writer()
    stack: list[tuple[etree._Element, bool]] = [(root, True)]
    while stack:
        element, entering = stack.pop()
        if not entering:
            if is_block(element):
                writer.end_paragraph()
            writer.write(element.tail if element is not root else None)
            continue
        stack.append((element, False))
        if is_skipped(element):
            continue
        if element.tag in _ROWS and not _is_layout_row(element, layout):
            writer.end_paragraph()
            writer.write(_row_text(element))
            continue
        _enter(element, writer)
        stack.extend((child, True) for child in reversed(element))
    writer.end_paragraph()
    return writer.paragraphs


def _is_heading(line: str, text: str) -> bool:
    """Whether a short line without a stop stands over what follows it in its paragraph."""
    words, behind = line.split(), text.split()
    if not words or len(words) > _LONGEST_HEADING or len(behind) < _SHORTEST_TEXT:
        return False
    opens = words[0][:1].isupper() and behind[0].lstrip("\"'“‘")[:1].isupper()
    return opens and words[-1][-1].isalnum() and text.rstrip()[-1] in ".!?…\"”'’"


class _Writer:
    """Gathers text and closes paragraphs; two line breaks in a row close one as well."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self._parts: list[str] = []
        self._just_broke = False

    def write(self, text: str | None) -> None:
        if text:
            self._parts.append(text)
            self._just_broke = self._just_broke and not text.strip()

    def break_line(self) -> None:
        if self._just_broke:
            self.end_paragraph()
        self._parts.append(_BREAK)
        self._just_broke = True

    def end_paragraph(self) -> None:
        heading, _, text = "".join(self._parts).partition(_BREAK)
        lines = [heading, text] if _is_heading(heading, text) else ["".join(self._parts)]
        self.paragraphs += [line for part in lines if (line := finish_line(part))]
        self._parts.clear()
        self._just_broke = False


def _enter(element: etree._Element, writer: _Writer) -> None:
    if element.tag in _BREAKS:
        writer.break_line()
        return
    if is_block(element):
        writer.end_paragraph()
    if element.tag == "pre" and element.text:
        # A blank line parts paragraphs even where only white space was kept.
        for block in element.text.split("\n\n")[:-1]:
            writer.write(block)
            writer.end_paragraph()
        writer.write(element.text.split("\n\n")[-1])
    else:
        writer.write(element.text)


def _row_text(row: etree._Element) -> str:
    cells = [" ".join(_words_in(cell)) for cell in row if cell.tag in _CELLS]
    return " | ".join(cell for cell in cells if cell)


def _words_in(cell: etree._Element) -> Iterator[str]:
    """The paragraphs of a cell; a table inside it lends its rows."""
    yield from paragraphs_in(cell)


def layout_tables(root: etree._Element) -> set[etree._Element]:
    """Tables that only place things on the page, as in mail: their cells are blocks, not data.

    A table is for layout if it says so, holds another table, or never has two cells with text side
    by side.
    """
    return {table for table in root.iter(*_TABLES) if _is_layout(table)}


def _is_layout(table: etree._Element) -> bool:
    if table.get("role") in {"presentation", "none"}:
        return True
    if next(table.iterdescendants("table"), None) is not None:
        return True
    return not any(
        sum(1 for cell in row if cell.tag in _CELLS and _has_text(cell)) > 1
        for row in table.iter(*_ROWS)
    )


def _has_text(cell: etree._Element) -> bool:
    return any(str(text).strip() for text in cell.itertext())


def _is_layout_row(row: etree._Element, layout: set[etree._Element]) -> bool:
    table = next(row.iterancestors("table"), None)
    return table is not None and table in layout


def is_block(element: etree._Element) -> bool:
    """Whether an element stands on lines of its own."""
    return element.tag in _BLOCKS


def is_skipped(element: etree._Element) -> bool:
    """Comments and processing instructions (their tag is a function), scripts, what is hidden."""
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return True
    return is_hidden(element)
