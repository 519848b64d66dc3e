"""The record of a build: what went in, what was used, what was dropped and why."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from briefgen.model.base import Frozen


class SourceRecord(Frozen):
    """A source that was read."""

    id: str
    title: str
    path: str | None
    sha256: str
    media_type: str


class RefusedRecord(Frozen):
    """A file that was not read, and what its owner can do."""

    name: str
    problem: str
    remedy: str


class Dropped(Frozen):
    """Something that could have filled a slot and did not."""

    id: str
    kind: str
    text: str
    reason: str
    salience: float | None = None


class Unprinted(Frozen):
    """A character that no installed font has. The PDF shows ``shown`` in its place, ``count``
    times; ``extra`` is the optional part of briefgen that brings a font, empty where none does."""

    character: str
    shown: str
    name: str = ""
    count: int
    extra: str = ""


class OutputRecord(Frozen):
    """A file that was written, so that a later run can see whether a person has edited it."""

    file: str
    sha256: str


class Manifest(Frozen):
    """The JSON record of a build."""

    document: Literal["manifest"] = "manifest"
    version: Literal[1] = 1
    briefgen: str
    model: str
    template: str
    template_sha256: str
    options: dict[str, str] = Field(default_factory=dict)
    sources: tuple[SourceRecord, ...] = ()
    refused: tuple[RefusedRecord, ...] = ()
    used: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    reasons: dict[str, str] = Field(
        default_factory=dict, description="why each item was taken, by its id"
    )
    dropped: tuple[Dropped, ...] = ()
    unprinted: tuple[Unprinted, ...] = ()
    outputs: tuple[OutputRecord, ...] = ()
