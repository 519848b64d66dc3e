"""A brief in the bytes of its files, before they are written."""

from __future__ import annotations

from pydantic import ConfigDict

from briefgen.model.base import Frozen
from briefgen.model.brief import Brief
from briefgen.model.manifest import Manifest


class Rendered(Frozen):
    """What a dossier gave with a template: the ``brief``, ``contents`` by format, the ``name`` of
    the files without version and suffix, and the ``manifest``, which lacks what was refused and
    where it was written. ``facts``, ``quotes`` and ``conflicts`` count those of the dossier."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    brief: Brief
    name: str
    contents: dict[str, bytes]
    manifest: Manifest
    notices: tuple[str, ...] = ()
    facts: int = 0
    quotes: int = 0
    conflicts: int = 0
