"""From sources to a dossier: each is analysed, then all are compared."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from briefgen.cache import recalled
from briefgen.model.dossier import Dossier

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.cache import Cache
    from briefgen.model.analysis import Analysis
    from briefgen.model.dossier import Cited
    from briefgen.model.source import Source

# Told at each step: the stage, how many of its things are done, and of how many.
Progress = Callable[[str, int, int], None]


def silent(_stage: str, _done: int, _total: int) -> None:
    """No progress is shown."""


def analyse(
    sources: Sequence[Source],
    *,
    model: str | None = None,
    progress: Progress = silent,
    cache: Cache | None = None,
) -> Dossier:
    """The dossier of ``sources``.

    Raises:
        ModelError: the language model is not installed.
    """
    from briefgen.analysis import model_name

    name = model_name(model)
    unplaced = [_unplaced(source) for source in sources]

    def synthesised() -> Dossier:
        from briefgen.synthesis import synthesise

        analyses = []
        for done, source in enumerate(sources):
            tell = partial(progress, "Analysing", done, len(sources))
            analyses.append(_analysis(source, name, progress, tell, cache))
        progress("Comparing sources", 0, 1)
        return synthesise(analyses)

    dossier = recalled(
        cache,
        "dossier",
        [name, [source.model_dump() for source in unplaced]],
        Dossier,
        synthesised,
        fits=lambda known: (
            [_unplaced(source) for source in known.sources] == unplaced
            and _verbatim(sources, known.quotes, known.facts, known.figures, known.events)
        ),
    )
    return dossier.model_copy(update={"sources": tuple(sources)})


def _analysis(
    source: Source, model: str, loading: Progress, tell: Callable[[], None], cache: Cache | None
) -> Analysis:
    """What one source says, whatever it lies beside."""
    from briefgen.model.analysis import Analysis

    unplaced = _unplaced(source)

    def analysed() -> Analysis:
        from briefgen.analysis import analyse as analyse_one
        from briefgen.analysis import load

        loading("Loading the language model", 0, 1)
        nlp = load(model)
        tell()
        return analyse_one(source, nlp)

    analysis = recalled(
        cache,
        "analysis",
        [model, unplaced.model_dump()],
        Analysis,
        analysed,
        fits=lambda known: (
            _unplaced(known.source) == unplaced
            and _verbatim([source], known.quotes, known.figures, known.events)
        ),
    )
    return analysis.model_copy(update={"source": source})


def _unplaced(source: Source) -> Source:
    """A source wherever its file lies, which says nothing about what stands in it."""
    return source.model_copy(update={"path": None})


def _verbatim(sources: Sequence[Source], *found: Iterable[Cited]) -> bool:
    """Whether all that was found is what stands at its place in one of ``sources``."""
    texts = {source.id: source.text for source in sources}
    return all(
        one.source in texts and texts[one.source][one.start : one.end] == one.text
        for kind in found
        for one in kind
    )
