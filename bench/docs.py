"""The tables of docs/templates.md, written from the code between their markers.

    python bench/docs.py

What a field means is its description in the model, what a filter does is its docstring, and what an
example prints is what it printed just now over the sample content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import EnumMeta
from inspect import getdoc
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from briefgen.composition.authored import AUTHORED
from briefgen.composition.compose import compose
from briefgen.composition.filters import FILTERS
from briefgen.composition.markdown import CONTAINERS
from briefgen.composition.names import item_fields
from briefgen.composition.themes import theme_names
from briefgen.model.brief import Brief, SourceReference
from briefgen.model.document import Paragraph, plain
from briefgen.model.template import AnySlot, AuthorSlot, FrontMatter, Slot, Template
from briefgen.model.theme import Band, FontFiles, Theme
from briefgen.workshop import sample_briefs
from briefgen.writers.docx.letterhead.roles import roles

PAGE = Path(__file__).resolve().parents[1] / "docs" / "templates.md"
_MARKED = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
PARTS = PAGE.parents[1] / "templates" / "parts.md.j2"
_MACRO = re.compile(r"\{# ([^#]*) #\}\n\{% macro (\w+\(.*?\)) -?%\}")
_LONGEST = 110  # characters of what an example prints

# One example of each filter, over the slots of _ASKED.
FILTER_EXAMPLES = {
    "amount": "{{ figures[0]|amount }}",
    "byline": "{{ quotes[0]|byline }}",
    "capitalised": "{{ quotes[0].role|capitalised }}",
    "caution": "{{ facts[0]|caution }}",
    "cite": "{{ facts[0]|cite }}",
    "credit": "{{ facts[0]|credit }}",
    "cell": "{{ purpose|cell }}",
    "date": "{{ events[0].date|date }}",
    "dated": '{{ events[0]|dated("by 1 May") }}',
    "described": "{{ sources[0]|described }}",
    "inside": "{{ purpose|inside(3) }}",
    "lines": "{{ purpose|lines }}",
    "list": '{{ ["gates", "pumps", "dykes"]|list }}',
    "number": "{{ 12000|number }}",
    "outlets": "{{ speakers[0]|outlets }}",
    "paragraphs": "{{ purpose|paragraphs }}",
    "quoted": "{{ quotes[0]|quoted }}",
    "reference": "{{ sources[0]|reference }}",
    "role": "{{ speakers[0]|role }}",
    "short_reference": "{{ sources[0]|short_reference }}",
    "speech": "{{ quotes[0]|speech }}",
    "stated": "{{ figures[0]|stated }}",
    "surname": "{{ quotes[0]|surname }}",
    "topic": "{{ conflicts[0]|topic }}",
}
_ASKED = {
    "facts": {"kind": "fact"},
    "quotes": {"kind": "quote"},
    "figures": {"kind": "figure"},
    "events": {"kind": "event"},
    "speakers": {"kind": "speaker"},
    "conflicts": {"kind": "conflict"},
    "purpose": {"kind": "author"},
}
# What each box makes, and an example of it.
BOXES = {
    "box": (
        "a shaded box, with a title behind the word",
        "::: box Key points\nThe gate failed.\n:::",
    ),
    "fields": (
        "label and value: a list whose items start with `**Label**`",
        "::: fields\n- **To** The Minister\n:::",
    ),
    "numbered": (
        "paragraphs numbered through the whole document",
        "::: numbered\n1. The gate failed.\n:::",
    ),
    "sources": (
        "the list that citations lead to",
        "::: sources\n1. Port Sarrow Courier, 11 March 2026\n:::",
    ),
    "lead": ("a paragraph in larger type", "::: lead\nThe gate failed.\n:::"),
    "reported": (
        "what somebody is reported to have said, as plain text; a last paragraph that starts with "
        "a dash says who",
        "::: reported\nThe gate “gave way at once”, she said.\n:::",
    ),
    "form": ("a table with room to sign", "::: form\n| Name | Date |\n|--|--|\n| | |\n:::"),
    "small": ("a paragraph in smaller type", "::: small\nFigures are rounded.\n:::"),
    "pagebreak": ("a new page", "::: pagebreak\n:::"),
    "chart": (
        "a chart of the table in it; `KIND` and `UNIT` stand behind the word, see below",
        "::: chart bars EUR\n| Who | Value |\n|--|--|\n| Council | 12 |\n| City | 9 |\n:::",
    ),
}


def rendered(text: str) -> str:
    """What ``text`` prints over the sample content, as plain words."""
    front = FrontMatter.model_validate({"name": "example", "slots": _ASKED})
    template = Template(
        front=front,
        body=text,
        body_line=1,
        file="example",
        folders=("example",),
        sha256=text,
        builtin=True,
    )
    _, brief = next(iter(sample_briefs(front)))
    blocks = compose(brief, template).blocks
    words = " ".join(plain(b.content) for b in blocks if isinstance(b, Paragraph)).strip()
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"| {' | '.join('---' for _ in head)} |"]
    return "\n".join((*lines, *(f"| {' | '.join(map(_cell, row))} |" for row in rows)))


def _cell(words: str) -> str:
    return " ".join(words.replace("|", "\\|").split())


def _default(value: Any) -> str:
    if value is PydanticUndefined:
        return "—"
    if value is None or value in ("", ()):
        return "nothing"
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value)
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else f"`{value}`"


def _fields(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, ...]]:
    for name, field in model.model_fields.items():
        if name != "kind" or field.description:
            yield f"`{prefix}{name}`", field.description or "", _default(field.default)


def _theme() -> Iterator[tuple[str, ...]]:
    yield "`extends`", f"a theme to start from: {', '.join(theme_names())}, or a file", "nothing"
    for name, field in Theme.model_fields.items():
        default = field.default
        if not isinstance(default, BaseModel):
            yield f"`{name}`", field.description or "", _default(default)
            continue
        for inner, one in type(default).model_fields.items():
            value = getattr(default, inner)
            yield f"`{name}.{inner}`", one.description or "", _default(value)
        if isinstance(default, Band):
            yield f"`{name}.first.left`, `.right`", "the same for the first page alone", "nothing"
    for name, field in FontFiles.model_fields.items():
        yield f"`fonts.text.{name}`", field.description or "", _default(field.default)


def _slots() -> Iterator[tuple[str, ...]]:
    common = set(Slot.model_fields) | {"kind"}
    for slot in get_args(get_args(AnySlot)[0]):
        (kind,) = get_args(slot.model_fields["kind"].annotation)
        more = "; ".join(
            f"`{n}`: {f.description}"
            + (f" ({', '.join(_choices(f.annotation))})" if _choices(f.annotation) else "")
            for n, f in slot.model_fields.items()
            if n not in common
        )
        gives = (getdoc(slot) or "").split(". ")[0].rstrip(".")
        fields = (
            "it is the text itself"
            if slot is AuthorSlot
            else ", ".join(f"`{n}`" for n in item_fields(kind) if n not in {"id", "kind"})
        )
        yield f"`{kind}`", gives, more, fields


def _choices(annotation: Any) -> list[str]:
    inner = (annotation, *get_args(annotation))
    found = [c for a in inner for c in _members(a)]
    return [str(c) for c in dict.fromkeys(found) if isinstance(c, str) and "." not in repr(c)]


def _members(annotation: Any) -> tuple[Any, ...]:
    """The values of an enumeration, or what a type is made of."""
    if isinstance(annotation, EnumMeta):
        return tuple(member.value for member in annotation)
    return get_args(annotation)


def _about(function: Any) -> str:
    return " ".join((getdoc(function) or "").split("\n\n")[0].split())


def _filters() -> Iterator[tuple[str, ...]]:
    for name, function in sorted((FILTERS | AUTHORED).items()):
        example = FILTER_EXAMPLES[name]
        yield f"`{name}`", _about(function), f"`{example}`", rendered(example) or "(nothing here)"


def _boxes() -> Iterator[tuple[str, ...]]:
    for name in CONTAINERS:
        what, example = BOXES[name]
        shown = " ⏎ ".join(f"`{line}`" for line in example.splitlines())
        yield f"`{name}`", what, shown


def _names() -> Iterator[tuple[str, ...]]:
    yield "the names of your slots", "lists of items; an author slot is text"
    yield "`nil.NAME`", "the nil line of a slot; `[~words]` makes one of your own"
    brief = ", ".join(f"`{n}`" for n in item_fields("brief") if n in Brief.model_fields)
    yield "`brief`", f"with {brief}"
    fields = [n for n in item_fields("source") if n not in {"id", "sha256"}]
    known = (*SourceReference.model_fields, "outlet", "cited")
    yield "`sources`", f"all sources, each with {', '.join(f'`{n}`' for n in fields if n in known)}"
    yield '`_("words")`', "words in the language of the brief, if its phrases have them"
    yield "`range(n)`", "the numbers 0 to n - 1"


def _roles() -> Iterator[tuple[str, ...]]:
    kinds: dict[str, list[str]] = {}
    for role in roles().values():
        kinds.setdefault(role.kind, []).append(f"`{role.name}`")
    for kind, names in kinds.items():
        yield kind, ", ".join(names)


def _macros() -> Iterator[tuple[str, ...]]:
    """The macros of parts.md.j2, each with the comment above it."""
    for words, call in _MACRO.findall(PARTS.read_text(encoding="utf-8")):
        yield f"`{call}`", " ".join(words.split())


TABLES = {
    "macros": lambda: _table(("Macro", "Prints"), _macros()),
    "roles": lambda: _table(("Kind of style", "Roles"), _roles()),
    "front": lambda: _table(("Field", "Meaning", "Default"), _fields(FrontMatter)),
    "slot": lambda: _table(("Option", "Meaning", "Default"), _fields(Slot)),
    "kinds": lambda: _table(("`kind`", "Gives", "More options", "Fields of an item"), _slots()),
    "names": lambda: _table(("Name", "Is"), _names()),
    "filters": lambda: _table(("Filter", "Does", "Example", "Prints"), _filters()),
    "boxes": lambda: _table(("`:::`", "Makes", "Example"), _boxes()),
    "theme": lambda: _table(("Field", "Meaning", "Default"), _theme()),
}


def written(text: str) -> str:
    """``text`` of the page with every table as the code has it today."""
    return _MARKED.sub(lambda m: f"{m[1]}{TABLES[m[2]]()}\n{m[3]}", text)


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
