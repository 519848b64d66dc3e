"""What a worker does for one errand: a whole brief, from files to files, and the row about it.

It may open files and start the reader of documents, which is confined as in any other run: what a
document does to its reader costs that document. What its text does to analysis costs its brief.
"""

from __future__ import annotations

import gc
import os
import platform
import sys
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen import workflow
from briefgen.batch.keys import common_to, inputs_of, manner_of, wishes_of
from briefgen.batch.ledger import LEDGER
from briefgen.batch.locking import at_work_in
from briefgen.cache import Memory
from briefgen.errors import BriefgenError, NothingToDo, OutputError, Refusal
from briefgen.model.batch import Errand, InputRecord, Options, Row, Task, Trouble
from briefgen.model.brief import StoryItem
from briefgen.model.manifest import OutputRecord
from briefgen.outputs import brief_digest
from briefgen.readers import Fetching

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.model.brief import AnyItem
    from briefgen.workflow import Build, Prepared

_CHANGED = "changed while it was made; run the command again when they are complete"
_OTHER = " (or this worker has another template or other fonts than the run)"
_NOTHING = Fetching(shortcuts=False)  # what is on the web has no hash to tell a change by
_TRIES = 3  # of a brief whose sources change while it is made


def warm_up(model: str) -> None:
    """Load the language model and all that every brief needs, once."""
    from briefgen import building  # noqa: F401 - loaded for what comes
    from briefgen.analysis import load, model_name
    from briefgen.analysis.whole import analysis_of  # noqa: F401
    from briefgen.synthesis import synthesise  # noqa: F401

    load(model_name(model or None))
    # What a brief leaves lives shortly; to look over the model for garbage takes long.
    gc.set_threshold(50_000, 20, 20)


def answer(question: Any) -> Any:
    """The row of an errand, and the most memory in bytes that this process has had."""
    errand = Errand.model_validate(question)
    row = _astray(errand)
    if row is None:
        with at_work_in(Path(errand.output)):
            row = _run(errand)
    return {"row": row.model_dump(mode="json"), "memory": _most_memory()}


def _astray(errand: Errand) -> Row | None:
    """Go where the paths of an errand count from; a row where this machine does not have what its
    run sees: files would be written to a folder that nobody looks into."""
    missing = None
    try:
        os.chdir(errand.workspace)
    except OSError:
        missing = errand.workspace
    if not (errand.store or Path(errand.output, LEDGER).is_file()):
        missing = errand.output
    if missing is None:
        return None
    words = (
        f"{missing}: the worker on {platform.node()} does not see it; what a run works in must be "
        "storage that all its workers have, under the same path"
    )
    return _failed(errand, (), Trouble.OUTPUT, words)


def _run(errand: Errand) -> Row:
    inputs = inputs_of(_places(errand))
    for _ in range(_TRIES):
        row = _made(errand, inputs)
        now = inputs_of(_places(errand))
        if now == inputs or row.trouble is Trouble.OUTPUT:
            return row
        inputs = now
    return _failed(errand, inputs, Trouble.CHANGED, f"its sources {_CHANGED}")


def _places(errand: Errand) -> tuple[str, ...]:
    """Where the sources of an errand are read."""
    return errand.places or errand.task.sources


@lru_cache(maxsize=16)
def _ready(common: str, manner: Task, options: str) -> Prepared | None:
    """What the briefs of one ``manner`` have in common, loaded once; None where that is no longer
    what it was when it was hashed."""
    now, ready = common_to(manner, Options.model_validate_json(options))
    return ready if now == common else None


def _made(errand: Errand, inputs: tuple[InputRecord, ...]) -> Row:
    """The row of a brief that is made of ``inputs``, or of why it is not."""
    task, output = errand.task, Path(errand.output)
    try:
        ready = _ready(errand.common, manner_of(task), errand.options.model_dump_json())
        if ready is None:
            return _failed(errand, inputs, Trouble.CHANGED, f"its template {_CHANGED}{_OTHER}")
        wishes = wishes_of(task, errand.options, output)
        paths = [Path(place) for place in _places(errand)]
        # A message is only for a brief that was held against its sources: they are asked twice.
        kept = Memory() if task.mail_list else None
        build = workflow.make(
            paths, wishes, parts=task.parts, fetching=_NOTHING, cache=kept, ready=ready
        )
    except NothingToDo as error:
        refused = workflow.refused(error.failures)
        lasting = _failed(errand, inputs, Trouble.NO_SOURCE, str(error))
        return lasting.model_copy(update={"refused": refused, "key": errand.basis})
    except OutputError as error:
        return _failed(errand, inputs, Trouble.OUTPUT, str(error))
    except BriefgenError as error:
        return _failed(errand, inputs, Trouble.WISHES, str(error))
    try:
        drafts, held = _drafted(build, errand, kept) if task.mail_list else ((), "")
    except OutputError as error:
        return _failed(errand, inputs, Trouble.OUTPUT, str(error))
    return Row(
        name=task.name,
        key="" if held else errand.basis,
        inputs=inputs,
        refused=build.manifest.refused,
        outputs=(*_outputs(build, output), *_recorded(drafts, output)),
        held=held,
        notices=build.notices,
        empty=not any(map(_states, (i for slot in build.brief.slots.values() for i in slot))),
        outdated=tuple(
            file.relative_to(output).as_posix()
            for file in (*_as_before(build), *_drafts_before(build, task.mail_list, held))
        ),
    )


def _drafted(build: Build, errand: Errand, kept: Memory | None) -> tuple[tuple[Path, ...], str]:
    """The drafts that bring a brief to its mail list, or why it may not go there. Nothing is sent.
    A draft that the run before has written, and nobody has touched since, is written anew."""
    from briefgen.drafts import write_drafts
    from briefgen.mailing import Asked, go_on, prepare

    brief = build.files[0]
    try:
        asked = Asked(group=errand.task.mail_list)
        prepared = prepare(brief, asked, datetime.now(tz=UTC), cache=kept)
        ours = {one.sha256 for one in errand.drafts}
        return tuple(write_drafts(prepared, brief.parent, ours=ours)), ""
    except OutputError:
        raise
    except Refusal as refusal:
        return (), f"{refusal}; {go_on(brief)}"
    except BriefgenError as error:
        return (), str(error)


def _states(item: AnyItem) -> bool:
    """Whether an item of a brief says more than what a source is called."""
    return not isinstance(item, StoryItem) or bool(item.text)


def _as_before(build: Build) -> Iterator[Path]:
    """The files of this version of a brief that were not written now and tell it as it was."""
    now = brief_digest(build.brief)
    for one in build.manifest.outputs:
        if one.brief not in {"", now}:
            yield build.files[0].with_name(one.file)


def _drafts_before(build: Build, group: str | None, held: str) -> tuple[Path, ...]:
    """The drafts of runs before that bring a brief as it was; where it was ``held`` back from the
    list ``group``, all that are for that."""
    if group is None:
        return ()
    from briefgen.delivery.earlier import earlier_drafts
    from briefgen.delivery.lists import load_list
    from briefgen.mailing import draft_name

    file = build.files[0]
    refused = draft_name(file.stem, load_list(group, Path())) if held else ""
    return earlier_drafts(file.parent, file.stem, refused)


def _failed(errand: Errand, inputs: tuple[InputRecord, ...], trouble: Trouble, problem: str) -> Row:
    return Row(name=errand.task.name, inputs=inputs, trouble=trouble, problem=problem)


def _outputs(build: Build, output: Path) -> tuple[OutputRecord, ...]:
    """The files of a brief by their paths in the output folder."""
    written = {path.name for path in build.files}
    folder = build.files[0].parent.relative_to(output)
    return tuple(
        OutputRecord(file=(folder / one.file).as_posix(), sha256=one.sha256)
        for one in build.manifest.outputs
        if one.file in written
    )


def _recorded(files: Iterable[Path], output: Path) -> tuple[OutputRecord, ...]:
    return tuple(
        OutputRecord(
            file=file.relative_to(output).as_posix(), sha256=sha256(file.read_bytes()).hexdigest()
        )
        for file in files
    )


def _most_memory() -> int:
    if sys.platform == "win32":
        return 0
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used if sys.platform == "darwin" else used * 1024
