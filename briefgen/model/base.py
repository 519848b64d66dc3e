"""What all models share: frozen, strict about unknown fields."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """Base of the models that pass between stages; they are values, never changed in place."""

    model_config = ConfigDict(frozen=True, extra="forbid")
