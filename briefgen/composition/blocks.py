"""The blocks of a template, and the commented copies that people start their own from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from jinja2 import nodes

from briefgen.composition.names import blocks, parsed
from briefgen.composition.uses import SUFFIX
from briefgen.model.template import AuthorSlot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.model.template import Template

THEME_OF_ONES_OWN = """\
# How this template looks, in PDF, Word and HTML alike. Take away the # in front of a line to change
# it; what is left out stays as it is. docs/templates.md lists every field.

# extends = "government"     # start from another look: house, newsroom, plain, or a file
# organisation = "Ministry of Works"
# language = "de"            # en, de, es, fr, uk

# [colours]
# accent = "#7A1F2B"         # headings, rules, links

# [logo]
# file = "logo.png"          # PNG or JPEG, in this folder, 300 pixels high or more
# alt = "Ministry of Works"  # for those who cannot see it
# height = 14                # millimetres

# [fonts]
# text = "Arimo"
# headings = "PT Serif"
# word = "Calibri"
# word_scale = 1.05

# [footer]
# left = "{organisation} · {reference}"
# right = "Page {page} of {pages}"
"""


def theme_with(stated: str) -> str:
    """A ``theme.toml`` of one's own that has what ``stated`` says, each table once: what else it
    may say stands in comments below."""
    own = _tables(line for line in stated.splitlines() if not line.startswith("#"))
    out: list[str] = []
    for name, hints in _tables(THEME_OF_ONES_OWN.splitlines()).items():
        lines = own.pop(name, [])
        set_ = {line.partition("=")[0].strip() for line in lines}
        kept = [h for h in hints if h.lstrip("# ").partition("=")[0].strip() not in set_]
        if name:
            top = [f"[{name}]" if lines else f"# [{name}]"]
        else:
            top = [*(line for line in kept if "=" not in line), ""]
        out += [*top, *lines, *(line for line in kept if "=" in line), ""]
    for name, lines in own.items():
        out += [f"[{name}]", *lines, ""]
    return "\n".join(out)


def _tables(lines: Iterable[str]) -> dict[str, list[str]]:
    """The lines of a theme by the table that they stand in, "" in front of the first one."""
    found: dict[str, list[str]] = {"": []}
    name = ""
    for line in lines:
        if head := re.fullmatch(r"(?:# )?\[([\w.]+)\]\s*(?:#.*)?", line):
            name = head[1]
            found.setdefault(name, [])
        elif line.strip():
            found[name].append(line)
    return found


def blocks_of(template: Template) -> tuple[str, ...]:
    """The names of the blocks that an heir of ``template`` can replace, in the order of the page:
    those of the template at the root, then those that its heirs add."""
    texts = [part.text for part in template.parts if not part.name.endswith(SUFFIX)]
    found: dict[str, None] = {}
    for text in (*reversed(texts), template.body):
        if isinstance(tree := parsed(text), nodes.Template):
            found |= dict.fromkeys(blocks(tree))
    return tuple(found)


def copied(text: str, name: str, origin: str) -> str:
    """The text of ``template.md.j2`` of the template ``origin``, under its new ``name``."""
    named = re.sub(r"(?m)^name:.*$", f"name: {name}", text, count=1)
    return named.replace(
        "---\n",
        f"---\n# A copy of {origin}, yours to change. Try it: briefgen templates preview {name};\n"
        f"# see what is wrong with it: briefgen templates check {name}. What each field means:\n"
        "# docs/templates.md.\n",
        1,
    )


def heir_of(template: Template, name: str) -> str:
    """A short ``template.md.j2`` that extends ``template``: all that can be changed in comments."""
    front = template.front
    lines = [
        "---",
        f"# {name} is {front.name} but for what stands here. Take away the # in front of a line to",
        "# change it; what is left out stays as it is there.",
        f"name: {name}",
        f"# kind: {_plain(front.kind)}",
        f"# description: {_plain(front.description)}",
        *([f"# pages: {front.pages}"] if front.pages else []),
        "# slots:",
        *(f"#   {slot}: {_budget(template, slot)}" for slot in front.slots),
        "#   ours: {kind: fact, items: 3, about: [harbour, port]}  # one of your own",
        "---",
        f'{{% extends "{Path(template.folder).name}" %}}',
        "",
        "{# Blocks that you can replace. Write one like this, outside this comment:",
        "",
        f"   {{% block {(blocks_of(template) or ('name',))[0]} %}}",
        "   # Our heading",
        "",
        "   Our words.",
        "   {% endblock %}",
        "",
        "   {{ super() }} inside a block prints what it replaces, so that words can be added. An",
        "   empty block drops the section. Macros imported there can be used here; for others",
        '   write  {% from "parts.md.j2" import bullets %}  above this comment. The blocks are:',
        *(f"   - {block}" for block in blocks_of(template)),
        "#}",
        "",
    ]
    return "\n".join(lines)


def _budget(template: Template, name: str) -> str:
    slot = template.front.slots[name]
    if isinstance(slot, AuthorSlot):
        return "{required: true}" if not slot.required else "{required: false}"
    words = f", words: {slot.words}" if slot.words else ""
    return f"{{items: {slot.items}{words}}}"


def _plain(words: str) -> str:
    """Words as YAML wants them: in quotes where they would be something else."""
    dumped: str = yaml.safe_dump(words, allow_unicode=True, width=1000)
    return dumped.splitlines()[0]
