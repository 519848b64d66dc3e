"""Dossiers and briefs as JSON files: the seam where people edit and other programs join in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from briefgen.errors import DocumentFileError
from briefgen.model.brief import Brief
from briefgen.model.dossier import Dossier, Quote
from briefgen.model.manifest import Manifest

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.model.base import Frozen


def to_json(model: Frozen) -> bytes:
    """A model as JSON that a person can read and edit."""
    return (json.dumps(model.model_dump(mode="json"), indent=2, ensure_ascii=False) + "\n").encode()


def load_json(path: Path) -> Dossier | Brief:
    """A dossier or brief from a JSON file.

    Raises:
        DocumentFileError: with file, field and what is wrong.
    """
    from pydantic import ValidationError

    try:
        fields = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DocumentFileError(f"{path}: cannot be read ({error.strerror})") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise DocumentFileError(
            f"{path}: is no JSON ({error}); mend it, or make it anew with briefgen extract"
        ) from error
    kind = fields.get("document") if isinstance(fields, dict) else None
    if kind not in {"dossier", "brief"}:
        raise DocumentFileError(
            f'{path}: "document" must be "dossier" or "brief"; '
            "briefgen extract writes the first, briefgen make --format json the second"
        )
    try:
        loaded = (Dossier if kind == "dossier" else Brief).model_validate(fields)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in fault["loc"])
        raise DocumentFileError(
            f"{path}: {where}: {fault['msg']}; briefgen schema {kind} prints what is allowed"
        ) from error
    if isinstance(loaded, Dossier):
        _check_spans(loaded, path)
    return loaded


def load_manifest(path: Path) -> Manifest:
    """The manifest of an earlier report of a series.

    Raises:
        DocumentFileError: it is no manifest, or not of a report with a number.
    """
    wanted = "name the .manifest.json that stands beside the last report"
    manifest = read_manifest(path, wanted)
    if manifest.number is None:
        raise DocumentFileError(
            f"{path}: is the manifest of a brief without a number ({manifest.template}), which "
            f"nothing can be compared with; {wanted}"
        )
    return manifest


def read_manifest(path: Path, wanted: str) -> Manifest:
    """The manifest of any brief; ``wanted`` is the remedy where it is none.

    Raises:
        DocumentFileError: it cannot be read, or is none.
    """
    from pydantic import ValidationError

    try:
        return Manifest.model_validate_json(path.read_bytes())
    except OSError as error:
        raise DocumentFileError(f"{path}: cannot be read ({error.strerror}); {wanted}") from error
    except ValidationError as error:
        raise DocumentFileError(f"{path}: is no manifest of a brief; {wanted}") from error


def _check_spans(dossier: Dossier, path: Path) -> None:
    """Everything in a dossier stands on a span of one of its sources; a quote is its words.

    Raises:
        DocumentFileError: an edit has broken that.
    """
    texts = {source.id: source.text for source in dossier.sources}
    for cited in (*dossier.quotes, *dossier.facts, *dossier.figures, *dossier.events):
        if cited.source not in texts:
            raise DocumentFileError(
                f'{path}: {cited.id}: there is no source "{cited.source}" in this dossier; '
                f"it has {', '.join(texts)}"
            )
        if cited.start > cited.end or cited.end > len(texts[cited.source]):
            raise DocumentFileError(f"{path}: {cited.id}: its span lies outside its source")
        if texts[cited.source][cited.start : cited.end] != cited.text:
            remedy = (
                "a quote is verbatim: change start and end with it, or take it out"
                if isinstance(cited, Quote)
                else "text is what the source says; to change what is printed, edit statement"
            )
            raise DocumentFileError(
                f"{path}: {cited.id}: the text is not what stands in its source; {remedy}"
            )
