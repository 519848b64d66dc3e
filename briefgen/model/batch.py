"""What passes between a run of many briefs and its workers: references in, rows out."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from briefgen.model.base import Frozen
from briefgen.model.manifest import OutputRecord, RefusedRecord

Answers = dict[str, str | list[str | dict[str, str]]]


class Task(Frozen):
    """One brief that is asked for. ``name`` is that of its files within the output folder, without
    version and suffix, and tells it from all others of the run; ``sources`` are files, folders or
    patterns, as the user named them, and ``parts``, where it is not empty, the only sources in them
    that the brief is made of, each with what lies in it. ``mail_list`` are those whom a draft of a
    message is written for. What else is None or empty is as the run says."""

    name: str
    sources: tuple[str, ...]
    parts: tuple[str, ...] = ()
    title: str | None = None
    template: str | None = None
    focus: tuple[str, ...] = ()
    theme: str | None = None
    letterhead: str | None = None
    language: str | None = None
    mail_list: str | None = None


class Options(Frozen):
    """What all briefs of a run have in common."""

    template: str | None = None
    formats: tuple[str, ...] = ("pdf", "docx")
    theme: str | None = None
    letterhead: str | None = None
    focus: tuple[str, ...] = ()
    answers: Answers = Field(default_factory=dict)
    marking: str | None = None
    language: str | None = None
    issued: date | None = None
    model: str | None = None
    final: bool = False
    annotate: bool = False


class Errand(Frozen):
    """A task with all that a worker must know of it, wherever that runs. ``workspace`` is the
    folder that paths count from; ``output`` that for files; ``common`` is the hash of all that the
    briefs with its template follow from, beside their sources and what each asks for itself, and
    ``basis`` that of all that this one follows from, beside what its sources hold;
    ``store`` is the address that files are put at in the end, where there is one, and ``places``
    are where the sources were fetched to, where an address names some; ``drafts`` are those that
    the run before has written for it."""

    workspace: str
    output: str
    store: str = ""
    options: Options
    task: Task
    common: str
    basis: str
    places: tuple[str, ...] = ()
    drafts: tuple[OutputRecord, ...] = ()


class Shard(Frozen):
    """Errands that are run by one worker, one after the other."""

    errands: tuple[Errand, ...]


class InputRecord(Frozen):
    """A file that a brief was to be made from; ``sha256`` is empty where it cannot be opened."""

    name: str
    sha256: str = ""


class Trouble(StrEnum):
    """Why there is no brief, for machines."""

    NO_SOURCE = "NO_SOURCE"  # none of its sources could be read
    WISHES = "WISHES"  # its template, or what is asked of it, is wrong
    CHANGED = "CHANGED"  # its sources changed while it was made, again and again
    OUTPUT = "OUTPUT"  # its files could not be written
    TIMEOUT = "TIMEOUT"
    MEMORY = "MEMORY"
    TOO_BIG = "TOO_BIG"
    CRASH = "CRASH"


class Row(Frozen):
    """What came of a task. ``entry`` are its sources as they lie from the output folder, by which
    it is known again; ``key`` is the hash of all that it follows from, which a worker tells without
    what its sources hold; it is empty where the next run is to try again. ``refused`` are sources
    that could not be read, ``outputs`` the files written, by their paths in the output folder,
    ``held`` why there is no message for its mail list among them. ``outdated`` are files of runs
    before that lie there and tell the brief as it was: drafts, and formats that were not asked for
    now. ``notices`` are what the reader of the brief should know of it, ``empty`` says that no
    source gives a statement for it."""

    name: str
    entry: tuple[str, ...] = ()
    key: str = ""
    inputs: tuple[InputRecord, ...] = ()
    refused: tuple[RefusedRecord, ...] = ()
    outputs: tuple[OutputRecord, ...] = ()
    held: str = ""
    outdated: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    empty: bool = False
    trouble: Trouble | None = None
    problem: str = ""


class Failed(Frozen):
    """A brief that was not made, and why."""

    name: str
    trouble: Trouble
    problem: str


class Parts(Frozen):
    """How ``planned`` things came out; the others add up to it."""

    planned: int = 0
    made: int = 0
    failed: int = 0
    not_reached: int = 0


class Files(Frozen):
    """The files that briefs were to be made from, each counted for every brief that asks for it.
    ``unused`` are those of briefs that failed for another reason than reading, ``not_reached``
    those of briefs that the run did not come to."""

    named: int = 0
    read: int = 0
    not_read: int = 0
    unused: int = 0
    not_reached: int = 0


class Summary(Frozen):
    """The state of an output folder after a run: the same whether it was made at once or in several
    runs. ``not_read`` are the sources refused, by the name of their brief. ``drafts`` are those for
    mail lists, ``held`` says of briefs with one why there is none. ``notices`` are what the user
    should know of the plan and of its briefs; ``empty`` are briefs for which no source gives a
    statement. ``topics`` are the sources of each brief where they were sorted by topics,
    ``left_out`` those of topics that too few tell of; ``no_longer_made`` are briefs of earlier runs
    that nothing asks for now and whose files are still there, with the sources that they had;
    ``contents`` are hashes of what the sources of topics say, be they made or not, in their order.
    """

    document: Literal["batch"] = "batch"
    version: Literal[1] = 1
    briefgen: str
    briefs: Parts = Parts()
    files: Files = Files()
    failures: tuple[Failed, ...] = ()
    not_read: dict[str, tuple[RefusedRecord, ...]] = Field(default_factory=dict)
    drafts: tuple[str, ...] = ()
    held: dict[str, str] = Field(default_factory=dict)
    empty: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    topics: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    no_longer_made: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    contents: dict[str, tuple[str, ...]] = Field(default_factory=dict)
