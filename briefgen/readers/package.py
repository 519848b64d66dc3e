"""Office packages (zip files of XML), opened with limits: no bombs, no entities, no network."""

from __future__ import annotations

import io
import zipfile
from functools import cached_property
from types import TracebackType

from lxml import etree

from briefgen.errors import Code, ReaderError
from briefgen.readers.guarding import too_deep

# Real documents hold a few megabytes of XML; word processors themselves choke above this.
_MOST_BYTES_OF_PART = 40 * 1024 * 1024
_MOST_BYTES = 80 * 1024 * 1024
_MOST_PARTS = 5000
# XML that repeats itself is packed to a fiftieth at best; bombs to a thousandth.
_MOST_TIMES = 200
_TIMES_FROM = 4 * 1024 * 1024  # bytes; below, a bomb does no harm
_PIECE = 256 * 1024
_ENCRYPTED = 1  # flag of a part


class Package:
    """The parts of an Office file by name; raises ReaderError for one that cannot be trusted."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._taken = 0
        if len(self._zip.infolist()) > _MOST_PARTS:
            raise ReaderError(
                f"holds more than {_MOST_PARTS} parts, too many for a document",
                remedy="save it again",
                code=Code.TOO_BIG,
            )

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
        about = self._zip.getinfo(name)
        if about.flag_bits & _ENCRYPTED:
            raise ReaderError(
                "is protected by a password",
                remedy="save a copy without the password",
                code=Code.ENCRYPTED,
            )
        # What the zip says about sizes may be a lie: count what really comes out. No more than
        # the packed size that it states is read.
        limit = min(_MOST_BYTES_OF_PART, _MOST_BYTES - self._taken)
        limit = min(limit, max(_TIMES_FROM, _MOST_TIMES * about.compress_size))
        data = bytearray()
        with self._zip.open(about) as stream:
            while len(data) <= limit and (piece := stream.read(_PIECE)):
                data += piece
        if len(data) > limit:
            raise ReaderError(
                "unpacks to more than a document can hold",
                remedy="save it again, without pictures",
                code=Code.TOO_BIG,
            )
        self._taken += len(data)
        return bytes(data)

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
    if b"<!DOCTYPE" in data:
        raise _declares_type()
    try:
        root = etree.fromstring(data, parser=parser)
    except etree.XMLSyntaxError as error:
        if "depth" not in str(error):
            raise
        raise too_deep() from error
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding of two bytes
        raise _declares_type()
    return root


def _declares_type() -> ReaderError:
    return ReaderError(
        "declares a document type, which no word processor writes",
        remedy="do not trust it; ask for a fresh copy",
        code=Code.XML_DTD,
    )
