"""Markdown that a person wrote, put where it is to stand: in an item, in a cell, in paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefgen.composition.escape import Markup, escape, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

_HEADING = re.compile(r"^ {0,3}#{1,2}(?= )", re.MULTILINE)
_ITEM = re.compile(r"^(?:[-*+]|\d{1,9}[.)])[ \t]+")
_OPENS = re.compile(r"^(?:[-*+>|]|\d{1,9}[.)]|#{1,6}|:::)(?:\s|$)|^\|")
# The end of a line of a paragraph that goes on; not of a table, a heading or a fence.
_LINE_END = re.compile(
    r"(?<=\S)(?<!\\)[ \t]*\n[ \t]*(?!(?:[-*+>|]|\d{1,9}[.)]|#{1,6}|:{3,})(?:\s|$)|\|)(?=\S)"
)
_BAR = re.compile(r"(?<!\\)\|")


_MARKED = re.compile(r"^(?P<in>[ \t]*(?:[-*+][ \t]+)?)(?P<mark>[-*+]|\d{1,9}[.)])(?=[ \t])")
_FENCE = re.compile(r"^ {0,3}:::", re.MULTILINE)


def as_written(text: str) -> str:
    """A person's Markdown, in which a line is a list only beside another one of it: "12. März"
    and "+ 5 %" that stand alone are words, and so is any mark behind the dash of an entry. (One
    "-" alone stays the list of one that it is everywhere.)"""
    if _FENCE.search(text):
        return text  # a fence says itself what its lines are
    lines = text.split("\n")
    marks = [_MARKED.match(line) for line in lines]
    entries = [(len(m["in"]), m["mark"]) for m in marks if m]
    at = 0
    for n, found in enumerate(marks):
        if not found:
            continue
        beside = entries[max(0, at - 1) : at] + entries[at + 1 : at + 2]
        if not _is_entry(entries[at], found["in"].strip(), beside):
            start, end = found.span("mark")
            mark = f"{found['mark'][:-1]}\\{found['mark'][-1]}"
            lines[n] = lines[n][:start] + mark + lines[n][end:]
        at += 1
    return "\n".join(lines)


def _is_entry(own: tuple[int, str], dash: str, beside: list[tuple[int, str]]) -> bool:
    """Whether a mark at its column begins an entry, seen beside the entries around it."""
    column, mark = own
    if dash:
        return False
    if mark in {"-", "*"}:
        return True
    if mark == "+":
        return own in beside
    number, sort = int(mark[:-1]), mark[-1]
    return any((column, f"{near}{sort}") in beside for near in (number - 1, number, number + 1))


def lowered(text: str) -> str:
    """Text whose headings are of the third level: the sections are the template's."""
    return _HEADING.sub("###", text)


def _markdown(text: str) -> str:
    """The Markdown of a person's text; any other text, a source's most of all, as its words."""
    return str(text if isinstance(text, Markup) else escape(words_of(text)))


def inside(text: str, indent: int = 2) -> Markup:
    """Markdown for within a list item, ``indent`` characters in: a list or table gets a line of
    its own below what the item starts with, further paragraphs stay in it."""
    text, pad = _markdown(text), " " * indent
    lines = "\n".join(pad + line if line.strip() else "" for line in text.split("\n"))
    opens = _OPENS.match(text.strip())
    return Markup("\n\n" + lines if opens else lines.lstrip())


def cell(text: str) -> Markup:
    """Markdown for a cell of a table: paragraphs and entries of lists become lines of it."""
    return Markup(_BAR.sub(r"\\|", "<br>".join(_lines(text, "– "))))


def lines(text: str) -> Markup:
    """Markdown for the value of a field: lines, paragraphs and entries of lists become lines of
    it."""
    return Markup("<br>".join(_lines(Markup(with_breaks(_markdown(text))), "")))


def with_breaks(text: str) -> str:
    """Markdown whose paragraphs break where whoever wrote it began a new line, as in an address."""
    return text if _FENCE.search(text) else _LINE_END.sub("<br>", text)


def _lines(text: str, dash: str) -> list[str]:
    """The lines that a text has, where a list begins each entry with ``dash``."""
    lines: list[str] = []
    for block in re.split(r"\n[ \t]*\n", _markdown(text).strip()):
        for line in block.split("\n"):
            entry = _ITEM.match(line.strip())
            if entry or not lines or line is block.split("\n")[0]:
                lines.append(dash + line.strip()[entry.end() :] if entry else line.strip())
            else:
                lines[-1] += f" {line.strip()}"
    return lines


def paragraphs(text: str) -> Markup:
    """Markdown whose paragraphs are items, for a fence of numbered paragraphs; a list, a table or a
    box stays in the paragraph above it."""
    out: list[str] = []
    for block in re.split(r"\n[ \t]*\n", _markdown(text).strip()):
        if not block:
            continue
        leads_on = bool(out) and out[-1].rstrip("* \n").endswith(":")
        if re.match(r"\d{1,9}[.)]\s", block) and not leads_on:
            out.append(block)  # numbered by whoever wrote it
        elif out and (_OPENS.match(block) or block[0] == " "):
            out.append("\n".join(f"   {line}" for line in block.split("\n")))
        elif _OPENS.match(block):
            out.append(block)
        else:
            out.append("1. " + block.replace("\n", "\n   "))
    return Markup("\n\n".join(out))


AUTHORED: dict[str, Callable[..., Any]] = {
    "cell": cell,
    "inside": inside,
    "lines": lines,
    "paragraphs": paragraphs,
}
