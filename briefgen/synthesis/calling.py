"""Everybody by one name: that which all sources share, where one adds another given name."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from briefgen.model.analysis import Sentence
from briefgen.model.dossier import EntityKind, Event
from briefgen.text.edits import apply_edits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.model.analysis import Analysis
    from briefgen.model.dossier import Edit, Introduction
    from briefgen.synthesis.people import Register

_Row = TypeVar("_Row", Sentence, Event)
_PUT_IN = frozenset({"name", "role"})


def under_one_name(analyses: Sequence[Analysis], register: Register) -> tuple[Analysis, ...]:
    """The analyses, in which each name that is put into a sentence is the one that ``register`` has
    for the person. Names are only shortened ("Ada Bo Holm" to "Bo Holm"), so that each stands in
    its source."""
    return tuple(_renamed(analysis, _shorter(analysis, register)) for analysis in analyses)


def _shorter(analysis: Analysis, register: Register) -> dict[str, str]:
    out: dict[str, str] = {}
    for entity in analysis.entities:
        person = register.person(entity.name) if entity.kind is EntityKind.PERSON else None
        if person and entity.name.endswith(f" {person.name}"):
            out[entity.name] = person.name
    return out


def _renamed(analysis: Analysis, names: Mapping[str, str]) -> Analysis:
    if not names:
        return analysis
    text = analysis.source.text
    return analysis.model_copy(
        update={
            "sentences": tuple(_in(row, names, text) for row in analysis.sentences),
            "events": tuple(_in(row, names, text) for row in analysis.events),
        }
    )


def _in(row: _Row, names: Mapping[str, str], text: str) -> _Row:
    edits = tuple(_edit(edit, names) for edit in row.edits)
    introductions = tuple(_introduction(one, names) for one in row.introductions)
    if edits == row.edits and introductions == row.introductions:
        return row
    statement = apply_edits(text, row.start, row.end, edits)
    return row.model_copy(
        update={"edits": edits, "introductions": introductions, "statement": statement}
    )


def _edit(edit: Edit, names: Mapping[str, str]) -> Edit:
    if edit.reason not in _PUT_IN:
        return edit
    words = edit.replacement
    for full, short in names.items():
        words = words.replace(f"[{full}", f"[{short}")
    return edit.model_copy(update={"replacement": words})


def _introduction(one: Introduction, names: Mapping[str, str]) -> Introduction:
    return one.model_copy(
        update={
            "person": names.get(one.person, one.person),
            "edit": _edit(one.edit, names) if one.edit else None,
        }
    )
