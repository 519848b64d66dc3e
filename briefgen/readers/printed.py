"""A brief in any format to its printed lines: nothing is left out as furniture, nothing merged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.errors import Code, ReaderError
from briefgen.model.printed import Hint, PrintedBrief, PrintedLine
from briefgen.readers.decoding import declared_in_html, decode
from briefgen.readers.finish import finish_text
from briefgen.readers.guarding import guarded
from briefgen.readers.isolated import ask_printed
from briefgen.readers.opening import called, take_bytes
from briefgen.readers.sniffing import detect

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from briefgen.readers.registry import Format

_PROVENANCE = "{urn:briefgen:provenance:1}"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GAPS = (f"{_WORD}tab", f"{_WORD}br", f"{_WORD}ptab")
_WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"
_RUNNING = re.compile(r"word/(?:header|footer)\d*\.xml")
_MOST_HINTS = 5000
_LONG = 9  # words; a heading is shorter
_ENDED = re.compile(r"(?:[.!?:\]\"”»)]|[.!?,]’|\b(?:19|20)\d\d)\s*$")
_BEGINS = re.compile(r"[“\"—–•]|.* \| ")
_LIST_MARK = re.compile(r"^(\[\d{1,3}\]|\d{1,2}[.)]) \|")


def read_printed(path: Path) -> PrintedBrief:
    """The lines of the brief in ``path``: Word, PDF, HTML, Markdown, or the text of other formats.

    Raises:
        ReaderError: the file cannot be read; the message says what to do.
    """
    name = called(path)
    try:
        return ask_printed(take_bytes(path), name)
    except ReaderError as failure:
        raise failure.named(name) from failure


def printed_in(data: bytes, name: str) -> PrintedBrief:
    """The lines of the brief in ``data``, a file called ``name``; raises ReaderError."""
    format_ = detect(data, name=name)
    brief = guarded(format_, lambda: _read(format_, data))
    if not brief.lines:
        raise ReaderError(
            "holds no text", remedy="save it again, or export it anew", code=Code.EMPTY
        )
    return brief


def _read(format_: Format, data: bytes) -> PrintedBrief:
    from briefgen.readers.blocks import parse_html
    from briefgen.readers.printed_lines import lines_in

    match format_.module:
        case "docx":
            from briefgen.readers.docx import markup_of

            lines = lines_in(parse_html(markup_of(data)))
            return PrintedBrief(lines, _hints(data), running=_running(data))
        case "html":
            return PrintedBrief(lines_in(parse_html(decode(data, declared=declared_in_html(data)))))
        case "markdown":
            from briefgen.readers.markdown import markup_of as rendered

            return PrintedBrief(lines_in(parse_html(rendered(data))))
        case "pdf":
            from briefgen.readers.pdf_edges import edges_of
            from briefgen.readers.pdf_tags import tree_of

            tree, edges = tree_of(data), edges_of(data)
            if tree is not None:
                return PrintedBrief(lines_in(tree), running=edges)
            lines = _mended(_plain(format_, data).lines)
            return PrintedBrief(lines, tagged=False, running=edges)
        case _:
            return _plain(format_, data)


def _plain(format_: Format, data: bytes) -> PrintedBrief:
    """The paragraphs of a format that does not say what they are set as."""
    text = finish_text(format_.read(data).text)
    return PrintedBrief(tuple(PrintedLine(p) for p in text.split("\n\n") if p))


def _mended(lines: Sequence[PrintedLine]) -> tuple[PrintedLine, ...]:
    """The lines of a PDF without tags, of which some are only ends of lines: a long one that breaks
    off in the middle of a sentence goes on in the next."""
    out: list[str] = []
    for line in lines:
        text = _LIST_MARK.sub(r"\1 ", line.text)
        open_ = out and not _ENDED.search(out[-1]) and not _BEGINS.match(text)
        if open_ and (len(out[-1].split()) >= _LONG or text[:1].islower()):
            out[-1] += f" {text}"
        else:
            out.append(text)
    return tuple(map(PrintedLine, out))


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


def _running(data: bytes) -> tuple[str, ...]:
    """The lines at the head and foot of the pages of a Word file, watermarks too, each once."""
    from briefgen.readers.package import Package

    with Package(data) as package:
        roots = [package.tree(name) for name in sorted(package.names) if _RUNNING.fullmatch(name)]
    held = [root for root in roots if root is not None]
    lines = [
        line.strip()
        for root in held
        for paragraph in root.iter(f"{_WORD}p")
        for line in "".join(
            "\n" if part.tag in _GAPS else part.text or ""
            for part in paragraph.iter(f"{_WORD}t", *_GAPS)
        ).splitlines()
    ]
    lines += [mark.get("string") or "" for root in held for mark in root.iter(_WATERMARK)]
    return tuple(dict.fromkeys(finish_text(line) for line in lines if line))
