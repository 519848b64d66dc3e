"""Inline Markdown in, inlines out, with marks of our own: ``[@3:7#f-1]``, ``[!…]``, ``[~…]``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.document import (
    Citation,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Placeholder,
    Strong,
    Text,
)

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline
    from markdown_it.tree import SyntaxTreeNode

CALL = "call"  # under this name the parser is told what a placeholder calls for
ITEM_NAME = r"[\w.-]{1,80}"
_CITATION = re.compile(rf"\[@(\d{{1,4}})(?::(\d{{1,6}}))?(?:#({ITEM_NAME}))?\]")
_PLACEHOLDER = re.compile(r"\[!((?:[^\]\\]|\\.)*)\]")
_NIL = re.compile(r"\[~((?:[^\]\\]|\\.)*)\]")
_BREAK = re.compile(r"[ \t]*<br ?/?>[ \t]*")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SAFE = ("http://", "https://", "mailto:")


def citation_rule(state: StateInline, silent: bool) -> bool:
    """``[@3:7#f-1]``: source 3, paragraph 7, for the item called f-1."""
    match = _CITATION.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.meta = {
            "number": int(match[1]),
            "paragraph": int(match[2]) if match[2] else None,
            "item": match[3] or "",
        }
    state.pos = match.end()
    return True


def placeholder_rule(state: StateInline, silent: bool) -> bool:
    """``[!Who decides?]``: something only a person can fill in."""
    match = _PLACEHOLDER.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("placeholder", "", 0)
        token.meta = {"call": state.env[CALL]}
        token.content = _ESCAPED.sub(r"\1", match[1])
    state.pos = match.end()
    return True


def nil_rule(state: StateInline, silent: bool) -> bool:
    """``[~Nothing was found.]``: what a section says when nothing was found."""
    match = _NIL.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("nil", "", 0)
        token.content = _ESCAPED.sub(r"\1", match[1])
    state.pos = match.end()
    return True


def break_rule(state: StateInline, silent: bool) -> bool:
    """``<br>``: a new line, for a cell of a table, which has no other way to begin one."""
    match = _BREAK.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos = match.end()
    return True


def _inline(node: SyntaxTreeNode) -> Inlines:
    match node.type:
        case "text" | "code_inline" | "text_special" | "nil":
            return (Text(node.content),)
        case "softbreak":
            return (Text(" "),)
        case "hardbreak":
            return (LineBreak(),)
        case "strong":
            return (Strong(_children(node)),)
        case "em":
            return (Emphasis(_children(node)),)
        case "link":
            url = str(node.attrs.get("href", ""))
            # A link to anywhere else than the web or a mailbox is only its words.
            return (Link(url, _children(node)),) if url.startswith(_SAFE) else _children(node)
        case "citation":
            return (Citation(**node.meta),)
        case "placeholder":
            return (Placeholder(node.content, node.meta["call"]),)
        case _:
            return (Text(node.content),) if node.content else ()


def _children(node: SyntaxTreeNode) -> Inlines:
    out: list[Inline] = []
    for child in node.children:
        for inline in _inline(child):
            if inline == Text(""):  # markdown-it-py puts one in front of each mark-up
                continue
            # Escaped characters come as tokens of their own; a reader sees one text.
            if isinstance(inline, Text) and out and isinstance(out[-1], Text):
                out[-1] = Text(out[-1].text + inline.text)
            else:
                out.append(inline)
    return tuple(out)


def to_inlines(node: SyntaxTreeNode) -> Inlines:
    """The inlines of an ``inline`` node of markdown-it-py."""
    return _children(node)


def unescaped(markdown: str) -> str:
    """Text with the backslashes in front of punctuation taken away."""
    return _ESCAPED.sub(r"\1", markdown)
