"""How clear a sentence is to whoever has not read its article: linear models over its traits.

Rules tell what points away beyond doubt; of the rest, these tell how often people struck out
sentences like it. Leads are judged by a model of their own: what is wrong with a lead is that it
sets a scene or teases, with another line that nobody knows what it is about. The coefficients are
in ``clarity.json``; ``bench/train_clarity.py`` rebuilds them, and docs/quality.md says how well
they do.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

# Of what the rules find loose, in news and in texts too short to judge. Set by hand: the one beyond
# the threshold by far, the other so that selection may still tell a few.
DOUBT_OF_LOOSE, DOUBT_OF_SHORT = 0.7, 0.46
DOUBT_UNDER_NO_LEAD = 0.66  # of whatever a short text tells under a lead that is none


@cache
def _models() -> dict[str, dict[str, Any]]:
    raw: dict[str, dict[str, Any]] = json.loads(
        files("briefgen.analysis").joinpath("clarity.json").read_text("utf-8")
    )
    return raw


def _model(leads: bool) -> dict[str, Any]:
    return _models()["leads" if leads else "lines"]


def doubt_of(traits: Mapping[str, float], *, leads: bool = False) -> float:
    """How likely it is, 0..1, that an editor would strike a sentence of these ``traits`` out, as a
    line of a brief or, where it ``leads`` its text, as what a brief opens with."""
    model = _model(leads)
    weights = model["traits"]
    total = model["intercept"] + sum(weights.get(n, 0.0) * value for n, value in traits.items())
    return 1 / (1 + math.exp(-total))


def is_unclear(doubt: float, *, leads: bool = False) -> bool:
    """Whether a sentence of that ``doubt`` is to give way to clearer ones."""
    return bool(doubt > _model(leads)["unclear"])
