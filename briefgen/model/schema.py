"""The published JSON Schemas (draft 2020-12) of the documents that briefgen reads and writes."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from briefgen.model.brief import Brief
from briefgen.model.dossier import Dossier
from briefgen.model.manifest import Manifest

_MODELS: dict[str, type[BaseModel]] = {"dossier": Dossier, "brief": Brief, "manifest": Manifest}


def json_schema(kind: str) -> dict[str, Any]:
    """The schema of a "dossier", "brief" or "manifest"."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_MODELS[kind].model_json_schema(mode="validation"),
    }
