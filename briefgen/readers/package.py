"""Office packages (zip files of XML), opened with limits: no bombs, no entities, no network."""

from __future__ import annotations

import io
import zipfile
from functools import cached_property
from types import TracebackType

from lxml import etree

from briefgen.errors import ReaderError

# Real documents hold a few megabytes of XML; word processors themselves choke above this.
_MOST_BYTES_OF_PART = 40 * 1024 * 1024
_MOST_BYTES = 80 * 1024 * 1024
_MOST_PARTS = 5000


class Package:
    """The parts of an Office file by name; raises ReaderError for one that cannot be trusted."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._taken = 0
        if len(self._zip.infolist()) > _MOST_PARTS:
            raise ReaderError("holds too many parts for a document", remedy="save it again")

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(self._zip.namelist())

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, or None if the package has none of that name."""
        if name not in self.names:
            return None
        # What the zip says about sizes may be a lie: count what really comes out.
        limit = min(_MOST_BYTES_OF_PART, _MOST_BYTES - self._taken)
        with self._zip.open(name) as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise ReaderError(
                "unpacks to more than a document can hold", remedy="save it again, without pictures"
            )
        self._taken += len(data)
        return data

    def tree(self, name: str) -> etree._Element | None:
        """The root element of an XML part, or None if there is no such part."""
        data = self.part(name)
        return None if data is None else parse_xml(data)


def parse_xml(data: bytes) -> etree._Element:
    """The root element; a document type is refused, since Office files have none."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(data, parser=parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReaderError(
            "declares a document type, which no word processor writes",
            remedy="do not trust it; ask for a fresh copy",
        )
    return root
