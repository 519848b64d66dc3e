"""A brief in any format to its printed lines: nothing is left out as furniture, nothing merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.errors import ReaderError
from briefgen.model.printed import Hint, PrintedBrief, PrintedLine
from briefgen.readers.decoding import declared_in_html, decode
from briefgen.readers.finish import finish_text
from briefgen.readers.intake import guarded, take_bytes
from briefgen.readers.sniffing import detect

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.readers.registry import Format

_PROVENANCE = "{urn:briefgen:provenance:1}"
_MOST_HINTS = 5000


def read_printed(path: Path) -> PrintedBrief:
    """The lines of the brief in ``path``: Word, PDF, HTML, Markdown, or the text of other formats.

    Raises:
        ReaderError: the file cannot be read; the message says what to do.
    """
    name = path.as_posix()
    try:
        return printed_in(take_bytes(path), name)
    except ReaderError as failure:
        raise failure.named(name) from failure


def printed_in(data: bytes, name: str) -> PrintedBrief:
    """The lines of the brief in ``data``, a file called ``name``; raises ReaderError."""
    format_ = detect(data, name=name)
    brief = guarded(format_, lambda: _read(format_, data))
    if not brief.lines:
        raise ReaderError("holds no text", remedy="save it again, or export it anew")
    return brief


def _read(format_: Format, data: bytes) -> PrintedBrief:
    from briefgen.readers.blocks import parse_html
    from briefgen.readers.printed_lines import lines_in

    match format_.module:
        case "docx":
            from briefgen.readers.docx import markup_of

            return PrintedBrief(lines_in(parse_html(markup_of(data))), _hints(data))
        case "html":
            return PrintedBrief(lines_in(parse_html(decode(data, declared=declared_in_html(data)))))
        case "markdown":
            from briefgen.readers.markdown import markup_of as rendered

            return PrintedBrief(lines_in(parse_html(rendered(data))))
        case "pdf":
            from briefgen.readers.pdf_tags import tree_of

            tree = tree_of(data)
            return PrintedBrief(lines_in(tree)) if tree is not None else _plain(format_, data)
        case _:
            return _plain(format_, data)


def _plain(format_: Format, data: bytes) -> PrintedBrief:
    """The paragraphs of a format that does not say what they are set as."""
    text = finish_text(format_.read(data).text)
    return PrintedBrief(tuple(PrintedLine(p) for p in text.split("\n\n") if p))


def _hints(data: bytes) -> tuple[Hint, ...]:
    """The sentences that a Word file made by briefgen carries beside its text."""
    from briefgen.readers.package import Package

    with Package(data) as package:
        roots = [
            root
            for name in sorted(package.names)
            if name.startswith("customXml/item") and name.endswith(".xml")
            if (root := package.tree(name)) is not None and root.tag == f"{_PROVENANCE}provenance"
        ]
    hints: list[Hint] = []
    for root in roots[:1]:
        hashes = {
            source.get("number"): source.get("sha256") or ""
            for source in root.iter(f"{_PROVENANCE}source")
        }
        for origin in root.iter(f"{_PROVENANCE}origin"):
            number = origin.get("source") or ""
            if number.isdecimal() and len(hints) < _MOST_HINTS:
                hints.append(Hint(int(number), hashes.get(number, ""), origin.text or ""))
    return tuple(hints)
