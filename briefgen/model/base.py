"""What all models share: frozen, strict about unknown fields."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """Base of the models that pass between stages; they are values, never changed in place."""

    # What reads JSON into a model is built when that is first done: few runs need all of them.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
