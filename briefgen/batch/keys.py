"""What a brief follows from, as a hash: sources, template, wishes, versions."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.batch.names import entry_of, place_from
from briefgen.batch.storage import fetched, found_at, is_address
from briefgen.errors import ReaderError
from briefgen.model.batch import InputRecord
from briefgen.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.batch import Options, Task
    from briefgen.wishes import Wishes
    from briefgen.workflow import Prepared


def wishes_of(task: Task, options: Options, output: Path) -> Wishes:
    """What a task asks of its brief, in the words of a single run."""
    from briefgen.wishes import Wishes

    folder, _, name = task.name.rpartition("/")
    letterhead = task.letterhead or options.letterhead
    return Wishes(
        template=task.template or options.template,
        formats=options.formats,
        output=output / folder,
        theme=task.theme or options.theme,
        letterhead=Path(letterhead) if letterhead else None,
        title=task.title,
        focus=task.focus or options.focus,
        answers=options.answers,
        marking=options.marking,
        language=task.language or options.language,
        issued=options.issued,
        model=options.model,
        final=options.final,
        annotate=options.annotate,
        name=name,
    )


def basis_of(task: Task, common: str, output: Path) -> str:
    """The hash of all that the brief of ``task`` follows from beside what its sources hold;
    ``common`` is that of what it shares with others. Places count from the folder ``output``, so
    that it is the same wherever a run is started, and however they are named."""
    parts = [place_from(output, part) for part in task.parts]
    return _hash([common, task.name, task.title, task.focus, entry_of(task, output), parts])


def manner_of(task: Task) -> Task:
    """What of a task it may share with others: how its brief looks, and whom it goes to."""
    own = {"name": "", "sources": (), "parts": (), "title": None, "focus": ()}
    return task.model_copy(update=own)


def made_by(model: str | None) -> str:
    """What makes briefs here with ``model``, in words: two machines that differ in it make others.

    Raises:
        ModelError: that model is not installed.
    """
    from briefgen.analysis import model_name

    name = model_name(model)
    return f"briefgen {VERSION} with {name} {metadata.version(name)}"


def common_to(manner: Task, options: Options) -> tuple[str, Prepared]:
    """The hash of all that the briefs of one ``manner`` have in common, and that itself, loaded.

    Raises:
        TemplateError, SettingsError, ModelError: none can be made, whatever the sources are.
    """
    from briefgen.analysis import model_name
    from briefgen.workflow import prepared

    wishes = wishes_of(manner, options, Path())
    ready = prepared(wishes)
    model = model_name(wishes.model)
    # Theme and letterhead count by what is in them, wherever they lie.
    named = replace(wishes, theme=Path(wishes.theme).name if wishes.theme else None)
    named = replace(named, letterhead=None)
    stated = [VERSION, model, metadata.version(model), ready.follows_from(named)]
    if manner.mail_list:
        from briefgen.mailing import follows_from

        stated.append(follows_from(manner.mail_list))
    return _hash(stated), ready


def inputs_of(sources: Sequence[str]) -> tuple[InputRecord, ...]:
    """The files that ``sources`` stand for, in order, with their hashes as they are now. What they
    name by address is fetched for that.

    Raises:
        OutputError: an address cannot be reached.
    """
    if not any(map(is_address, sources)):
        return _inputs(sources)
    with fetched(sources) as (folder, places):
        there = zip(sources, places, strict=True)
        found = _inputs([str(folder / p) if is_address(s) else p for s, p in there])
        above = f"{folder.as_posix()}/"
        return tuple(InputRecord(name=f.name.removeprefix(above), sha256=f.sha256) for f in found)


def _inputs(sources: Sequence[str]) -> tuple[InputRecord, ...]:
    from briefgen.readers.opening import called, take_bytes
    from briefgen.readers.walking import files_in

    found = []
    for path in files_in([Path(source) for source in sources]):
        if isinstance(path, ReaderError):
            found.append(InputRecord(name=path.name))
            continue
        try:
            digest = sha256(take_bytes(path)).hexdigest()
        except ReaderError:  # reading tells why
            digest = ""
        found.append(InputRecord(name=called(path), sha256=digest))
    return tuple(found)


def count_of(sources: Sequence[str]) -> int:
    """How many files ``sources`` stand for.

    Raises:
        OutputError: an address cannot be reached.
    """
    from briefgen.readers.walking import files_in

    places = [Path(source) for source in sources if not is_address(source)]
    return len(list(files_in(places))) + sum(
        len(found_at(source)) or 1 for source in sources if is_address(source)
    )


def key_of(basis: str, inputs: Sequence[InputRecord], output: Path) -> str:
    """The hash of all that a brief follows from; places count as for ``basis_of``."""
    return _hash([basis, [(place_from(output, one.name), one.sha256) for one in inputs]])


def _hash(stated: object) -> str:
    return sha256(json.dumps(stated, default=str).encode("utf-8", "surrogatepass")).hexdigest()
