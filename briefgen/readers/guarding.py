"""Whatever a library raises over a file, told as what is wrong with the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from briefgen.errors import Code, ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.readers.registry import Format

_T = TypeVar("_T")
_DAMAGED = "it may be damaged: open it in its own program and save it again"


def guarded(format_: Format, read: Callable[[], _T]) -> _T:
    """What ``read`` gives; whatever a library raises becomes a ReaderError here."""
    try:
        return read()
    except ReaderError:
        raise
    except (ImportError, MemoryError):
        raise  # the installation is broken, not the file; or it is for whoever sets the limits
    except RecursionError as error:
        raise too_deep() from error
    except Exception as error:
        raise ReaderError(
            f"cannot be read as {format_.called}", remedy=_DAMAGED, code=Code.MALFORMED
        ) from error


def too_deep() -> ReaderError:
    """The failure of a file with things in things in things."""
    return ReaderError(
        "nests its parts too deeply",
        remedy="copy its text into a new document",
        code=Code.TOO_DEEP,
    )
