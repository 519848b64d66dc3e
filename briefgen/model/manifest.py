"""The record of a build: what went in, what was used, what was dropped and why."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from briefgen.errors import Code, Stage
from briefgen.model.base import Frozen
from briefgen.model.brief import Brief
from briefgen.model.source import Span


class SourceRecord(Frozen):
    """A source that was read."""

    id: str
    title: str
    path: str | None
    sha256: str
    media_type: str


class RefusedRecord(Frozen):
    """A file that was not read, how far it came, and what its owner can do. ``sha256`` is empty
    where nothing of it was taken in; manifests of older versions have neither code nor stage."""

    name: str
    sha256: str = ""
    stage: Stage | None = None
    code: Code | None = None
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


class MadeRecord(OutputRecord):
    """A file of a brief; ``brief`` is the hash of the one that it was made of (older manifests
    lack it)."""

    brief: str = ""


class RecordedFigure(Frozen):
    """A figure as a brief told it, so that a later one can say what it was."""

    text: str
    value: float
    unit: str | None = None
    counts: str = ""
    qualifier: str | None = None
    as_of: date | None = None


class RecordedItem(Frozen):
    """What a slot told: its id, kind and words, where they stand, and the figures in them."""

    id: str
    kind: str
    slot: str
    text: str
    places: tuple[Span, ...] = ()
    figures: tuple[RecordedFigure, ...] = ()


class Manifest(Frozen):
    """The JSON record of a build. ``number`` is that of the report in its series; ``items`` are
    what it told, for the next report to be compared with; ``brief`` is what the files were made
    of, for the message that brings them (older manifests lack it)."""

    document: Literal["manifest"] = "manifest"
    version: Literal[1] = 1
    briefgen: str
    model: str
    template: str
    template_sha256: str
    title: str = ""
    issued: date | None = None
    as_of: date | None = None
    number: int | None = Field(None, ge=1)
    series: str = Field("", description="what its series is called: the title of its first report")
    options: dict[str, str] = Field(default_factory=dict)
    sources: tuple[SourceRecord, ...] = ()
    refused: tuple[RefusedRecord, ...] = ()
    used: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    items: tuple[RecordedItem, ...] = ()
    reasons: dict[str, str] = Field(
        default_factory=dict, description="why each item was taken, by its id"
    )
    dropped: tuple[Dropped, ...] = ()
    unprinted: tuple[Unprinted, ...] = ()
    outputs: tuple[MadeRecord, ...] = ()
    mailed: bool = Field(False, description="whether a message with its files was made or sent")
    brief: Brief | None = None
