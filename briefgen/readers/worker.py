"""What a worker process does for a file: all that looks into the bytes of others runs here."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import asdict
from typing import Any

from briefgen.errors import Code, ReaderError
from briefgen.readers.assembly import source_of
from briefgen.readers.content import Content
from briefgen.readers.decoding import decode
from briefgen.readers.finish import finish_text
from briefgen.readers.guarding import guarded
from briefgen.readers.opening import too_large
from briefgen.readers.printed import printed_in
from briefgen.readers.sniffing import detect

# Characters. "War and Peace" has 3.2 million.
_LONGEST_TEXT = 10_000_000
_CHARACTERS = frozenset({"html", "plain", "markdown", "delimited", "captions"})


def answer(question: Any, data: bytes = b"") -> Any:
    """What is found in ``data``, a file that ``question`` names, in JSON.

    ``{"name", "wanted": "source", "media_type", "charset", "path", "digest"}`` gives ``{"source",
    "published", "attachments", "refused", "notices"}``, whose source is None where only files in it
    have text; ``"wanted": "printed"`` gives ``{"printed"}``. What cannot be read gives
    ``{"fault"}``.
    """
    try:
        if question["wanted"] == "printed":
            return {"printed": asdict(printed_in(data, question["name"]))}
        return _source(question, data)
    except ReaderError as failure:
        told = ("problem", "remedy", "code", "stage")
        return {"fault": {name: getattr(failure, name) for name in told}}


def _source(question: Any, data: bytes) -> dict[str, Any]:
    format_ = detect(data, name=question["name"], media_type=question["media_type"])
    if len(data) > format_.largest:
        raise too_large(format_.largest)
    if question["charset"] and format_.module in _CHARACTERS:
        # What the server says goes before what the page says; a mark goes before both.
        data = decode(data, declared=question["charset"]).encode("utf-8-sig", "replace")
    content = guarded(format_, lambda: format_.read(data))
    if len(content.text) > _LONGEST_TEXT:
        raise ReaderError(
            f"holds more than {_LONGEST_TEXT // 1_000_000} million characters",
            remedy="save the part that matters as a file of its own",
            code=Code.TOO_BIG,
        )
    source = None
    inside = content.attachments or content.refused
    if not inside or finish_text(content.text):
        source = guarded(
            format_,
            lambda: source_of(
                content,
                path=question["path"],
                media_type=format_.media_type,
                digest=question["digest"],
            ),
        )
    return {
        "source": source.model_dump(mode="json") if source else None,
        "published": content.published.isoformat() if content.published else None,
        "attachments": _attached(content),
        "refused": [asdict(one) for one in content.refused],
        "notices": list(content.notices),
    }


def _attached(content: Content) -> list[dict[str, str | None]]:
    return [
        {
            "name": attachment.name,
            "media_type": attachment.media_type,
            "data": b64encode(attachment.data).decode("ascii"),
            "address": attachment.address,
        }
        for attachment in content.attachments
    ]


def warm_up(_: str) -> None:
    """Load all that a file may make us load: later none can be opened."""
    from briefgen.readers.warming import load_everything

    load_everything(answer)
