"""Whether a brief that was made still says what its sources say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen import workflow
from briefgen.errors import NothingToDo
from briefgen.outputs import digest

if TYPE_CHECKING:
    from briefgen.analysing import Progress
    from briefgen.cache import Cache
    from briefgen.delivery.gate import State
    from briefgen.made import Made
    from briefgen.model.manifest import SourceRecord
    from briefgen.readers import Address
    from briefgen.readers.overrides import Overrides


def verified(
    made: Made,
    state: State,
    *,
    overrides: Overrides | None,
    previous: Path | None,
    progress: Progress,
    cache: Cache | None,
) -> State:
    """``state`` with what came of holding the files against the sources in the manifest. A file
    that was not changed says what the other says, so that one of them is enough."""
    sources, missing = _sources(made)
    if missing:
        return replace(state, unverified=missing[0])
    if made.brief.earlier and previous is None:
        return replace(state, unverified="name the last report with --previous")
    lost: list[str] = []
    for file in made.edited or made.files[:1]:
        try:
            found = workflow.verify(
                file.path,
                sources,
                overrides=overrides,
                previous=previous,
                progress=progress,
                cache=cache,
            )
        except NothingToDo as error:
            return replace(state, unverified=str(error))
        if found.failures:
            return replace(state, unverified=str(found.failures[0]))
        lost += [line.text for line in found.lines if line.verdict.value == "not found"]
    return replace(state, not_found=tuple(dict.fromkeys(lost)))


def changed_sources(made: Made) -> tuple[str, ...]:
    """What to know of sources whose files say something else since the brief was made. Those in
    another file, and those of the web, are not looked at."""
    changed = [
        source.path
        for source in made.manifest.sources
        if source.path and Path(source.path).is_file() and _is_another(source)
    ]
    if not changed:
        return ()
    others = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
    return (
        f"{changed[0]}{others} was changed since the brief was made of it; hold them side by side "
        "with briefgen verify, or make the brief anew",
    )


def _is_another(source: SourceRecord) -> bool:
    try:
        return digest(Path(source.path or "").read_bytes()) != source.sha256
    except OSError:
        return False


def _sources(made: Made) -> tuple[list[Path | Address], list[str]]:
    """The files and addresses that the brief was made of, and what to know of those that are gone.
    What was in another file (an attachment, an archive) is read with that."""
    from briefgen import readers

    found: dict[str, Path | Address] = {}
    missing = []
    for source in made.manifest.sources:
        if not source.path:
            missing.append(f'"{source.title}" came from standard input, and from no file')
            continue
        written = source.path
        if readers.is_address(written):
            found[written] = readers.Address(written)
            continue
        path = Path(written)
        holder = next((p for p in (path, *path.parents) if p.is_file()), None)
        if holder is None:
            missing.append(f"{written} is not there any more; put it back")
        else:
            found[str(holder)] = holder
    return list(found.values()), missing
