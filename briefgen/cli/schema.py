"""``briefgen schema``: the JSON Schema of what extract and make write."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from briefgen.cli.reporting import reported


class Kind(StrEnum):
    """The documents that have a schema."""

    DOSSIER = "dossier"
    BRIEF = "brief"
    MANIFEST = "manifest"


@reported
def schema(kind: Annotated[Kind, typer.Argument(help="Which document.")]) -> None:
    """Print the JSON Schema of a dossier, brief or manifest."""
    from briefgen.model.schema import json_schema

    typer.echo(json.dumps(json_schema(kind.value), indent=2, ensure_ascii=False))
