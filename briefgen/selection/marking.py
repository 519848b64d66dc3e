"""The handling level of a brief: never below that of its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.errors import SettingsError
from briefgen.text.markings import scale_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.source import Source


def marking_for(sources: Sequence[Source], wanted: str | None) -> str | None:
    """The marking to print: ``wanted``, or the highest of the sources.

    Raises:
        SettingsError: a source is marked higher than ``wanted``, or the markings cannot be
            compared.
    """
    stated = sorted({s.marking for s in sources if s.marking})
    if not stated:
        return wanted
    every = [*stated, wanted] if wanted else stated
    if len({m.upper() for m in every}) == 1:
        return every[0]
    scale = scale_of(every)
    if scale is None:
        raise SettingsError(
            f"the markings {', '.join(every)} are of no one scale and cannot be compared; "
            "give --marking and the sources' markings in one scheme"
        )
    highest = max(every, key=lambda m: scale.index(m.upper()))
    if wanted and scale.index(wanted.upper()) < scale.index(highest.upper()):
        source = next(s for s in sources if s.marking == highest)
        raise SettingsError(
            f"--marking {wanted} is below {highest}, the marking of {source.path or source.title}; "
            f"use --marking {highest} or leave that source out"
        )
    return highest
