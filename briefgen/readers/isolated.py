"""Files read in a worker: what may hang, eat memory or crash over a file does so elsewhere."""

from __future__ import annotations

import json
from base64 import b64decode
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache as once
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from briefgen.errors import Code, ReaderError, Stage
from briefgen.isolation import Failure, FailureKind, Limits, Supervisor
from briefgen.model.printed import PrintedBrief
from briefgen.model.source import Source
from briefgen.readers.content import Attachment, Refused
from briefgen.readers.finish import finish_line
from briefgen.readers.languages import language_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.cache import Cache

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
# What is wrong with a file for good. A reader that broke over it may have lacked something else.
_LASTING = frozenset(
    {Code.UNSUPPORTED, Code.EMPTY, Code.ENCRYPTED, Code.XML_DTD, Code.TOO_BIG, Code.TOO_DEEP}
)
_KIND = "read"  # of entries in the cache
_REMEDY = "open it in its own program and save it again, or save its text as .txt"


@dataclass(frozen=True)
class Found:
    """What one file holds: a source where it has text, the files in it, and those in it that could
    not be taken out. ``published`` is the day of the whole, also where only the files in it have
    text. ``notices`` say what is amiss with what was read."""

    source: Source | None
    published: date | None
    attachments: tuple[Attachment, ...]
    refused: tuple[Refused, ...]
    notices: tuple[str, ...] = ()


_FOUND: TypeAdapter[Found] = TypeAdapter(Found)
_PRINTED: TypeAdapter[PrintedBrief] = TypeAdapter(PrintedBrief)


_FUNCTION = "briefgen.readers.worker:answer"
_CLASSIFIER = "briefgen.readers.classifying:answer"


@once
def _supervisor(function: str, limits: Limits) -> Supervisor:
    return Supervisor(function, limits)


def prepare(limits: Limits = LIMITS) -> None:
    """Start what files are read by, without waiting: it takes half a second to load."""
    _supervisor(_FUNCTION, limits).prepare()


def ask_source(
    data: bytes,
    name: str,
    *,
    digest: str,
    path: str | None,
    media_type: str | None = None,
    charset: str | None = None,
    limits: Limits = LIMITS,
    cache: Cache | None = None,
) -> Found:
    """What the file ``name`` of these bytes holds; ``digest`` is their SHA-256. ``media_type`` and
    ``charset`` are what is declared of it. Where ``cache`` knows that already, no worker is asked.

    Raises:
        ReaderError: it cannot be read, or not within ``limits``.
    """
    of = _followed(digest, name, media_type, charset, limits)
    if cache and (known := cache.get(_KIND, of)) is not None:
        with suppress(_NonsenseError, RecursionError, ValueError):
            if _lasts(answer := json.loads(known)):
                return _found(answer, digest, path)
    declared = {"wanted": "source", "name": name, "media_type": media_type}
    question = {**declared, "charset": charset, "path": path, "digest": digest}
    told = _with_language(answered(_FUNCTION, question, data, limits))
    if cache and _lasts(told):
        cache.put(_KIND, of, json.dumps(told).encode())
    return _found(told, digest, path)


def _with_language(told: dict[str, Any]) -> dict[str, Any]:
    """An answer with the language that the words of its source are in."""
    match told:
        case {"source": {"text": str(text), "language": str() | None as stated} as source}:
            language = language_of(text, stated, _classified)
            return {**told, "source": {**source, "language": language}}
        case _:
            return told


def _classified(paragraphs: Sequence[str]) -> list[str | None]:
    """The language of each paragraph, where it is sure. The model of languages takes a second and a
    hundred megabytes to load: in a process that starts where it is wanted, and ends with us."""
    try:
        told = asked(_CLASSIFIER, {"paragraphs": list(paragraphs)}, b"", LIMITS)
        return [found if isinstance(found, str) else None for found in told["languages"]]
    except (ReaderError, KeyError, TypeError):  # what they state counts then
        return [None] * len(paragraphs)


def is_known(cache: Cache, digest: str, name: str, *, limits: Limits = LIMITS) -> bool:
    """Whether ``cache`` knows what the file ``name`` holds whose SHA-256 is ``digest``."""
    return cache.get(_KIND, _followed(digest, name, None, None, limits)) is not None


def _followed(
    digest: str, name: str, media_type: str | None, charset: str | None, limits: Limits
) -> list[object]:
    """All that an answer follows from: of the name only the suffix tells what a file holds."""
    return [digest, PurePath(name).suffix.lower(), media_type, charset, asdict(limits)]


def _lasts(told: Any) -> bool:
    """Whether an answer would be the same another time."""
    match told:
        case {"fault": {"code": str(code)}}:
            return code in _LASTING
        case dict():
            return "fault" not in told
        case _:
            return False


def _found(told: Any, digest: str, path: str | None) -> Found:
    """What an answer says of a file; raises the ReaderError that it tells."""
    _raise_fault(told)
    try:
        attached = [
            {**attachment, "data": b64decode(attachment["data"], validate=True)}
            for attachment in told["attachments"]
        ]
        found = _FOUND.validate_python({**told, "attachments": attached})
    except (ValidationError, KeyError, TypeError, ValueError) as error:
        raise _NonsenseError from error
    if found.source is None:
        return found
    # A worker that a file has taken over may say what it likes of the text, not of whose it is.
    known = {"id": f"s{digest[:10]}", "sha256": digest, "path": path}
    return replace(found, source=found.source.model_copy(update=known))


def ask_printed(data: bytes, name: str, *, limits: Limits = LIMITS) -> PrintedBrief:
    """The lines of the brief in ``data``, a file called ``name``; raises ReaderError."""
    told = asked(_FUNCTION, {"wanted": "printed", "name": name}, data, limits)
    try:
        return _PRINTED.validate_python(told["printed"])
    except (ValidationError, KeyError, TypeError) as error:
        raise _NonsenseError from error


def asked(
    function: str, question: dict[str, Any], data: bytes, limits: Limits, *, remedy: str = _REMEDY
) -> dict[str, Any]:
    """What ``function`` answers in a worker; raises ReaderError for a fault that it tells, or, with
    this ``remedy``, for what it dies of."""
    told = answered(function, question, data, limits, remedy=remedy)
    _raise_fault(told)
    return told


def answered(
    function: str, question: dict[str, Any], data: bytes, limits: Limits, *, remedy: str = _REMEDY
) -> dict[str, Any]:
    """The same, with a fault that it tells as a part of the answer."""
    outcome = _supervisor(function, limits).call(question, data)
    if isinstance(outcome, Failure):
        words = finish_line(outcome.words) or ""
        problem = f"stopped its reader: {words}" if outcome.kind is FailureKind.CRASH else words
        raise ReaderError(problem, remedy=remedy, code=_CODES[outcome.kind])
    if not isinstance(outcome.value, dict):
        raise _NonsenseError
    return outcome.value


def _raise_fault(told: Any) -> None:
    """Raises the ReaderError that an answer tells, if it tells one."""
    match told:
        case {"fault": {"problem": str(problem), "remedy": str(remedy), "code": c, "stage": s}} if (
            c in list(Code) and s in list(Stage)
        ):
            raise ReaderError(
                finish_line(problem) or "",
                remedy=finish_line(remedy) or "",
                code=Code(str(c)),
                stage=Stage(str(s)),
            )
        case dict():
            return
        case _:
            raise _NonsenseError


class _NonsenseError(ReaderError):
    """An answer that nobody understands."""

    def __init__(self) -> None:
        super().__init__(
            "stopped its reader: gave an answer that nobody understands",
            remedy=_REMEDY,
            code=Code.CRASH,
        )
