"""Storage that is no folder, by address (``s3://bucket/inbox``): sources fetched, briefs put.

What a brief is made of is fetched into a folder of its own; there it is made as anywhere else, and
its files are put in place whole. Only this module knows fsspec.
"""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import contextmanager
from functools import lru_cache
from glob import escape, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.errors import OutputError
from briefgen.outputs import write_file
from briefgen.readers.registry import LARGEST_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]+)://(.+)", re.IGNORECASE)
_PAGE = re.compile("https?:/+[^/]", re.IGNORECASE)  # of the web, which is no storage


def is_address(text: str) -> bool:
    """Whether ``text`` names something in storage, and no path."""
    return _ADDRESS.fullmatch(text) is not None and not is_page(text)


def is_page(text: str) -> bool:
    """Whether ``text`` names a page of the web, be it as a path has it."""
    return _PAGE.match(text) is not None


def found_at(address: str) -> list[str]:
    """The addresses of the files that one stands for: itself, those below it, those that fit it.

    Raises:
        OutputError: the storage cannot be reached.
    """
    files, path = _opened(address)
    with _told(address):
        files.invalidate_cache()
        found = files.glob(path) if has_magic(path) else files.find(path)
        return [files.unstrip_protocol(one) for one in sorted(found)]


@contextmanager
def fetched(
    sources: Sequence[str], workspace: str | None = None
) -> Iterator[tuple[Path, list[str]]]:
    """A folder that holds copies of what ``sources`` name by address, and the sources as paths,
    those of copies from that folder. What lies in ``workspace`` is there too, by links, so that all
    paths of a run lead from this folder where they lead from that one.

    Raises:
        OutputError: the storage cannot be reached.
    """
    with tempfile.TemporaryDirectory(prefix="briefgen-") as name:
        folder = Path(name)
        if workspace and Path(workspace).is_dir():
            for entry in os.scandir(workspace):
                (folder / entry.name).symlink_to(entry.path)
        for source in filter(is_address, sources):
            for address in found_at(source):
                _fetch(address, folder / _place_of(address))
        yield folder, [_place_of(one) if is_address(one) else one for one in sources]


class Store:
    """Where the files of briefs are put: all below one ``address``.

    Raises:
        OutputError: it cannot be reached, or written to.
    """

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self._files, self._root = _opened(self.address)

    def names(self) -> frozenset[str]:
        """The paths of all files below the address, as they are now."""
        with _told(self.address):
            self._files.invalidate_cache()
            found: list[str] = self._files.find(self._root)
            return frozenset(path.removeprefix(f"{self._root}/") for path in found)

    def fetch(self, brief: str, folder: Path) -> None:
        """Have in ``folder`` what is there of a brief, all its versions: what a person has changed
        is told by its content."""
        with _told(self.address):
            self._files.invalidate_cache()
            for path in self._files.glob(f"{escape(self._root)}/{escape(brief)}_v*"):
                _fetch(
                    self._files.unstrip_protocol(path),
                    folder / path.removeprefix(f"{self._root}/"),
                )

    def put(self, folder: Path, names: Sequence[str]) -> None:
        """Put files of ``folder`` in place in this order, each whole; ``names`` are their paths in
        both."""
        for name in names:
            content = (folder / name).read_bytes()
            with _told(f"{self.address}/{name}"):
                if _is_local(self._files):
                    write_file(Path(self._root, name), content)
                else:
                    self._files.pipe_file(f"{self._root}/{name}", content)


def _place_of(address: str) -> str:
    """The path of a copy: ``s3/bucket/inbox/a.txt``. None leads out of its folder."""
    scheme, _, path = address.partition("://")
    parts = [part for part in path.split("/") if part]
    return "/".join([scheme, *("_" if part in {".", ".."} else part for part in parts)])


def _fetch(address: str, target: Path) -> None:
    files, path = _opened(address)
    target.parent.mkdir(parents=True, exist_ok=True)
    with _told(address):
        size = files.size(path) or 0
        if size > LARGEST_FILE:  # reading refuses it by its length
            with target.open("wb") as file:
                file.truncate(size)
        else:
            files.get_file(path, str(target))


@lru_cache(maxsize=64)
def _of_scheme(scheme: str) -> Any:
    import fsspec

    return fsspec.filesystem(scheme, use_listings_cache=False)


def _opened(address: str) -> tuple[Any, str]:
    with _told(address):
        files = _of_scheme(address.partition("://")[0])
        return files, files._strip_protocol(address)


def _is_local(files: Any) -> bool:
    from fsspec.implementations.local import LocalFileSystem

    return isinstance(files, LocalFileSystem)


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Whatever a library of some storage raises, as our error."""
    try:
        yield
    except OutputError:
        raise
    except ImportError as error:
        scheme = address.partition("://")[0]
        extra = {"gs": "gcs"}.get(scheme, scheme)
        raise OutputError(
            f"{address}: storage of this kind is not installed; pip install 'briefgen[{extra}]' on "
            "all machines"
        ) from error
    except Exception as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise OutputError(
            f"{address}: cannot be had ({reason}); check the address, who may use it, and the "
            "credentials of this machine"
        ) from error
