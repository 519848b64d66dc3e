"""Fields of a letterhead: those that count and name stay, those that fetch or run do not."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from briefgen.writers.characters import safe_url
from briefgen.writers.docx.letterhead.words import W

_KEPT = frozenset(
    tomllib.loads(Path(__file__).with_name("codes.toml").read_text(encoding="utf-8"))[
        "kept"
    ].split()
)
_ADDRESS = re.compile(r"[\w+.-]+:|\\\\|//")


@dataclass(slots=True)
class _Field:
    code: str = ""
    marks: list[etree._Element] = field(default_factory=list)
    inside: bool = True  # still in the instruction, before the result
    computed: bool = False  # its instruction is made by another field


def drop_live_fields(tree: etree._Element) -> list[str]:
    """Take fields that fetch or run out of ``tree``; their names. What they showed last stays."""
    return [*_drop_simple(tree), *_drop_complex(tree)]


def _drop_simple(tree: etree._Element) -> list[str]:
    dropped = []
    for element in list(tree.iter(f"{W}fldSimple")):
        name = _name(code := element.get(f"{W}instr", ""))
        parent = element.getparent()
        if _is_kept(code) or parent is None:
            continue
        dropped.append(name)
        for child in list(element):
            element.addprevious(child)
        parent.remove(element)
    return dropped


def _drop_complex(tree: etree._Element) -> list[str]:
    dropped: list[str] = []
    open_fields: list[_Field] = []
    for element in list(tree.iter(f"{W}fldChar", f"{W}instrText")):
        if element.tag == f"{W}instrText":
            if open_fields and open_fields[-1].inside:
                open_fields[-1].code += element.text or ""
                open_fields[-1].marks.append(element)
            continue
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            if open_fields and open_fields[-1].inside:
                open_fields[-1].computed = True
            open_fields.append(_Field(marks=[element]))
        elif open_fields:
            open_fields[-1].marks.append(element)
            open_fields[-1].inside = False
            if kind == "end":
                dropped += _closed(open_fields.pop())
    return dropped


def _closed(one: _Field) -> list[str]:
    name = _name(one.code)
    # IF and its like take the results of other fields; an address made of them is a trick.
    if _is_kept(one.code) and not (one.computed and name in {"HYPERLINK", "QUOTE"}):
        return []
    for mark in one.marks:
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)
    return [name]


def _name(code: str) -> str:
    words = code.replace('"', " ").split()
    return "=" if words and words[0].startswith("=") else words[0].upper() if words else "(empty)"


def _is_kept(code: str) -> bool:
    name = _name(code)
    if name == "HYPERLINK":
        addresses = [part for part in code.split()[1:] if _ADDRESS.match(part.strip('"'))]
        return all(safe_url(part.strip('"')) for part in addresses)
    return name in _KEPT
