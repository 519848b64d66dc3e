"""Files read in a worker: what may hang, eat memory or crash over a file does so elsewhere."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from briefgen.errors import Code, ReaderError, Stage
from briefgen.isolation import Failure, FailureKind, Limits, Supervisor
from briefgen.model.printed import PrintedBrief
from briefgen.model.source import Source
from briefgen.readers.content import Attachment
from briefgen.readers.finish import finish_line

LIMITS = Limits(
    seconds=30,  # a friendly file takes hundredths of one
    memory=2_000_000_000,
    answer=80_000_000,  # a mail of the largest size gives its attachments back
)
_CODES = {
    FailureKind.TIMEOUT: Code.TIMEOUT,
    FailureKind.MEMORY: Code.MEMORY,
    FailureKind.OUTPUT: Code.TOO_BIG,
    FailureKind.CRASH: Code.CRASH,
}
_REMEDY = "open it in its own program and save it again, or save its text as .txt"


@dataclass(frozen=True)
class Found:
    """What one file holds: a source where it has text, and the files in it. ``published`` is the
    day of the whole, also where only the files in it have text. ``notices`` say what is amiss with
    what was read."""

    source: Source | None
    published: date | None
    attachments: tuple[Attachment, ...]
    notices: tuple[str, ...] = ()


_FOUND: TypeAdapter[Found] = TypeAdapter(Found)
_PRINTED: TypeAdapter[PrintedBrief] = TypeAdapter(PrintedBrief)


@cache
def _supervisor(limits: Limits) -> Supervisor:
    return Supervisor("briefgen.readers.worker:answer", limits)


def prepare(limits: Limits = LIMITS) -> None:
    """Start what files are read by, without waiting: it takes half a second to load."""
    _supervisor(limits).prepare()


def ask_source(
    data: bytes,
    name: str,
    *,
    digest: str,
    path: str | None,
    media_type: str | None = None,
    limits: Limits = LIMITS,
) -> Found:
    """What the file ``name`` of these bytes holds; ``digest`` is their SHA-256.

    Raises:
        ReaderError: it cannot be read, or not within ``limits``.
    """
    asked = {"wanted": "source", "name": name, "media_type": media_type}
    told = _asked({**asked, "path": path, "digest": digest}, data, limits)
    try:
        for attachment in told["attachments"]:
            attachment["data"] = b64decode(attachment["data"], validate=True)
        found = _FOUND.validate_python(told)
    except (ValidationError, KeyError, TypeError, ValueError) as error:
        raise _nonsense() from error
    if found.source is None:
        return found
    # A worker that a file has taken over may say what it likes of the text, not of whose it is.
    known = {"id": f"s{digest[:10]}", "sha256": digest, "path": path}
    return replace(found, source=found.source.model_copy(update=known))


def ask_printed(data: bytes, name: str, *, limits: Limits = LIMITS) -> PrintedBrief:
    """The lines of the brief in ``data``, a file called ``name``; raises ReaderError."""
    told = _asked({"wanted": "printed", "name": name}, data, limits)
    try:
        return _PRINTED.validate_python(told["printed"])
    except (ValidationError, KeyError, TypeError) as error:
        raise _nonsense() from error


def _asked(question: dict[str, Any], data: bytes, limits: Limits) -> Any:
    """The answer of the worker; raises ReaderError for a fault that it tells or dies of."""
    outcome = _supervisor(limits).call(question, data)
    if isinstance(outcome, Failure):
        words = finish_line(outcome.words) or ""
        problem = f"stopped its reader: {words}" if outcome.kind is FailureKind.CRASH else words
        raise ReaderError(problem, remedy=_REMEDY, code=_CODES[outcome.kind])
    match outcome.value:
        case {"fault": {"problem": str(problem), "remedy": str(remedy), "code": c, "stage": s}} if (
            c in list(Code) and s in list(Stage)
        ):
            raise ReaderError(
                finish_line(problem) or "",
                remedy=finish_line(remedy) or "",
                code=Code(str(c)),
                stage=Stage(str(s)),
            )
        case dict(told):
            return told
        case _:
            raise _nonsense()


def _nonsense() -> ReaderError:
    return ReaderError(
        "stopped its reader: gave an answer that nobody understands",
        remedy=_REMEDY,
        code=Code.CRASH,
    )
