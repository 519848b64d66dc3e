"""Pages fetched in a worker of their own: one that hangs, drips or swells is ended there."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from datetime import date

from briefgen.errors import Code, ReaderError
from briefgen.isolation import Limits
from briefgen.readers.finish import finish_line
from briefgen.readers.isolated import asked

LIMITS = Limits(seconds=30, memory=1_000_000_000, answer=80_000_000, network=True)
_FUNCTION = "briefgen.readers.fetcher:answer"
_REMEDY = "try again later, or open it in a browser and save the page as a file"


@dataclass(frozen=True)
class Fetching:
    """How addresses are fetched: the networks of machines that may be asked although they are not
    public, of how many entries of a feed the pages are, and the limits of one page; whether the
    ``shortcuts`` to addresses that are named are followed."""

    allowed: tuple[str, ...] = ()
    feed_items: int = 20
    limits: Limits = LIMITS
    day: date | None = None
    shortcuts: bool = True


@dataclass(frozen=True)
class Page:
    """What was found at an address: where that was in the end, and what was declared of it."""

    url: str
    media_type: str
    charset: str | None
    data: bytes


def fetch(url: str, fetching: Fetching) -> Page:
    """What is at an address; raises ReaderError, with the address as its name."""
    try:
        question = {"url": url, "allowed": list(fetching.allowed)}
        told = asked(_FUNCTION, question, b"", fetching.limits, remedy=_REMEDY)
        return Page(
            url=finish_line(str(told["url"])) or url,
            media_type=str(told["media_type"]),
            charset=str(told["charset"]) if told["charset"] else None,
            data=b64decode(told["data"], validate=True),
        )
    except ReaderError as failure:
        raise failure.named(url) from failure
    except (KeyError, TypeError, ValueError) as error:
        raise ReaderError(
            "gave an answer that nobody understands", remedy=_REMEDY, code=Code.CRASH, name=url
        ) from error
