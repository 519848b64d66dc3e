"""What a person wrote for the author slots of a template: read, held against what they ask for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.errors import SettingsError
from briefgen.model.brief import AuthorText
from briefgen.model.template import AuthorSlot
from briefgen.text.estimates import mixed, rows_mixed
from briefgen.text.nearest import nearest
from briefgen.text.terms import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.model.brief import Brief
    from briefgen.model.template import FrontMatter

Answer = str | list[str | dict[str, str]]
"""What is written for one slot: Markdown, a list of it, or rows by the names of their columns."""

_ENTRY = re.compile(r"^(?:[-*+]|\d+[.)])\s", re.MULTILINE)
_RULE = re.compile(r"^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$")
_BAR = re.compile(r"(?<!\\)\|")


def authored(name: str, slot: AuthorSlot, answer: Answer | None) -> AuthorText:
    """The slot ``name`` with what was written for it, if anything was.

    Raises:
        SettingsError: it is not what the slot takes; the message shows what is.
    """
    blank = AuthorText(prompt=slot.prompt or name, required=slot.required)
    if answer is None or (isinstance(answer, str) and not answer.strip()):
        return blank.model_copy(update={"text": answer}) if answer is not None else blank
    if slot.columns:
        return blank.model_copy(update={"rows": tuple(_rows(name, slot, answer))})
    text = answer if isinstance(answer, str) else _bullets(name, answer)
    if slot.choices and text.strip() not in slot.choices:
        raise SettingsError(
            f'{name}: "{text.strip()}" is not one of {", ".join(slot.choices)}'
            f"{nearest(text.strip(), slot.choices)}"
        )
    return blank.model_copy(update={"text": text})


def _bullets(name: str, entries: Sequence[str | dict[str, str]]) -> str:
    lines = []
    for entry in entries:
        if not isinstance(entry, str):
            raise SettingsError(f"{name}: takes text, or a list of texts; it has no columns")
        lines.append("- " + entry.strip().replace("\n", "\n  "))
    return "\n".join(lines)


def _rows(name: str, slot: AuthorSlot, answer: Answer) -> Iterator[dict[str, str]]:
    """Rows as a list has them; a plain entry is the first column; text must be a table."""
    known = {column.casefold(): column for column in slot.columns}
    first = next(iter(slot.columns))
    for entry in _table(name, slot, answer) if isinstance(answer, str) else answer:
        row = {first: entry} if isinstance(entry, str) else entry
        for key in row:
            if key.strip().casefold() not in known:
                raise SettingsError(
                    f'{name}: there is no column "{key}"{nearest(key, slot.columns)}'
                )
        given = {known[key.strip().casefold()]: text.strip() for key, text in row.items()}
        yield {column: given.get(column, "") for column in slot.columns}


def _table(name: str, slot: AuthorSlot, text: str) -> Iterator[dict[str, str]]:
    """The rows of a table in Markdown."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    if len(lines) < 2 or not _RULE.match(lines[1]) or "|" not in lines[0]:
        raise SettingsError(
            f"{name}: is a list of rows; write it in the --answers file as\n"
            f"  {name}:\n"
            + "\n".join(
                f"  {'- ' if n == 0 else '  '}{column}: …" for n, column in enumerate(slot.columns)
            )
        )
    head = _cells(lines[0])
    for line in lines[2:]:
        yield dict(zip(head, _cells(line), strict=False))


def _cells(line: str) -> list[str]:
    inner = re.sub(r"(?<!\\)\|$", "", line.removeprefix("|"))
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(inner)]


def without_columns(slot: AuthorSlot, row: Mapping[str, str]) -> list[str]:
    """The columns of a row that must be filled in and are not."""
    return [column for column, prompt in slot.columns.items() if prompt and not row.get(column)]


def remarks(brief: Brief, front: FrontMatter) -> tuple[str, ...]:
    """What whoever wrote the author slots should look at again: more than there is room for, and
    judgements that say how likely something is in the sentence that says how sure."""
    return tuple(_remarks(brief, front))


def _remarks(brief: Brief, front: FrontMatter) -> Iterator[str]:
    for name, slot, given in _written(brief, front):
        texts = [" ".join(row.values()) for row in given.rows] or [given.text or ""]
        count = len(given.rows) or len(_ENTRY.findall(given.text or ""))
        if slot.items and count > slot.items:
            yield f"{name}: has {count} entries, where the page has room for {slot.items}"
        words = sum(map(count_words, texts))
        if slot.words and words > slot.words:
            yield f"{name}: has {words} words, where the page has room for {slot.words}"
    yield from misjudged(brief, front)


def misjudged(brief: Brief, front: FrontMatter) -> Iterator[str]:
    """Sentences of judgements that mix likelihood and confidence, or the two rows of terms."""
    for name, slot, given in _written(brief, front):
        if not slot.judgement:
            continue
        texts = [text for row in given.rows for text in row.values()] or [given.text or ""]
        for sentence in (s for text in texts for s in mixed(text)):
            yield (
                f"{name}: “{sentence}” says in one sentence how likely it is and how sure you are; "
                "make it two"
            )
        if pair := rows_mixed(" ".join(texts)):
            yield (
                f"{name}: “{pair[0]}” and “{pair[1]}” are of the two rows of the likelihood scale; "
                "keep to one of them"
            )


def _written(brief: Brief, front: FrontMatter) -> Iterator[tuple[str, AuthorSlot, AuthorText]]:
    for name, slot in front.slots.items():
        given = brief.author.get(name)
        if isinstance(slot, AuthorSlot) and given and (given.text or given.rows):
            yield name, slot, given
