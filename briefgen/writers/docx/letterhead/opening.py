"""A Word file of somebody else, taken apart: its members, within limits, or one clear sentence."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import NoReturn

from lxml import etree

from briefgen.errors import TemplateError

# Letterheads are small; what unpacks to more than this is no letterhead.
_MOST_BYTES = 64 * 1024 * 1024
_MOST_MEMBERS = 2000
_MOST_XML = 24 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0"
_XML_ENDINGS = (".xml", ".rels", ".vml")
CONTENT_TYPES = "[Content_Types].xml"


@dataclass(slots=True)
class Members:
    """The members of a package by name, parsed where they are XML; ``name`` is the file's."""

    name: str
    blobs: dict[str, bytes] = field(default_factory=dict)
    trees: dict[str, etree._Element] = field(default_factory=dict)

    def __contains__(self, member: str) -> bool:
        return member in self.blobs or member in self.trees

    def drop(self, member: str) -> None:
        """Take a member out, with its relationships."""
        for name in (member, relationships_of(member)):
            self.blobs.pop(name, None)
            self.trees.pop(name, None)

    def packed(self) -> bytes:
        """The package again, uncompressed: it is opened at once."""
        archive = BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as target:
            for name, blob in self.blobs.items():
                target.writestr(name, blob)
            for name, tree in self.trees.items():
                content = etree.tostring(
                    tree, xml_declaration=True, encoding="UTF-8", standalone=True
                )
                target.writestr(name, content)
        return archive.getvalue()


def relationships_of(member: str) -> str:
    """The name of the member that holds the relationships of ``member``."""
    folder, _, file = member.rpartition("/")
    return f"{folder}/_rels/{file}.rels".removeprefix("/")


def taken_apart(name: str, content: bytes) -> Members:
    """The members of the Word file ``content``.

    Raises:
        TemplateError: it is no Word file, is encrypted or damaged, or unpacks to too much.
    """
    _refuse_others(name, content)
    members = Members(name)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _take(members, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged(name) from error
    if CONTENT_TYPES not in members.trees:
        _not_word(name)
    return members


def _take(members: Members, archive: zipfile.ZipFile) -> None:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > _MOST_MEMBERS:
        raise TemplateError(f"{members.name}: has too many parts for a letterhead; save it anew")
    left = _MOST_BYTES
    for entry in entries:
        if entry.filename in members:
            raise TemplateError(
                f"{members.name}: holds {entry.filename} twice, as no Word file does; open it in "
                "Word and save it anew"
            )
        # What the archive says about sizes may be a lie: what comes out is counted.
        with archive.open(entry) as stream:
            blob = stream.read(left + 1)
        left -= len(blob)
        is_xml = entry.filename.lower().endswith(_XML_ENDINGS)
        if left < 0 or (is_xml and len(blob) > _MOST_XML):
            raise TemplateError(
                f"{members.name}: unpacks to more than a letterhead can hold; save it anew, "
                "without large pictures"
            )
        if is_xml:
            members.trees[entry.filename] = _parsed(members.name, entry.filename, blob)
        else:
            members.blobs[entry.filename] = blob


def _parsed(name: str, member: str, blob: bytes) -> etree._Element:
    if b"<!DOCTYPE" in blob:
        raise _typed(name, member)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        tree = etree.fromstring(blob, parser=parser)
    except etree.XMLSyntaxError as error:
        raise TemplateError(
            f"{name}: {member} is damaged; open the file in Word and save it anew"
        ) from error
    if tree.getroottree().docinfo.internalDTD is not None:
        raise _typed(name, member)
    return tree


def _typed(name: str, member: str) -> TemplateError:
    return TemplateError(
        f"{name}: {member} declares a document type, which no word processor writes; do not trust "
        "the file"
    )


def _refuse_others(name: str, content: bytes) -> None:
    """What is no package of XML is told by its first bytes, with what to do about it."""
    if content.startswith(_OLE):
        named_so = name.lower().endswith((".docx", ".dotx", ".docm", ".dotm"))
        streams = [
            n for n in ("EncryptedPackage", "WordDocument") if n.encode("utf-16-le") in content
        ]
        if "EncryptedPackage" in streams or (named_so and not streams):
            raise TemplateError(
                f"{name}: is protected with a password; open it in Word, take the password away "
                "(File, Info, Protect Document) and save it"
            )
        raise TemplateError(
            f"{name}: is a file of Word 97 to 2003 (.doc); open it in Word and save it as .docx"
        )
    if not content.startswith(b"PK"):
        _not_word(name)


def _not_word(name: str) -> NoReturn:
    raise TemplateError(f"{name}: is no Word file; open it in Word and save it as .docx or .dotx")


def _damaged(name: str) -> TemplateError:
    return TemplateError(f"{name}: is damaged; open it in Word, have it repaired and save it anew")
