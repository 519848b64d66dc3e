"""What a letterhead must not bring into a brief: macros, outside files, embedded programs."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

from lxml import etree

from briefgen.errors import TemplateError
from briefgen.writers.characters import safe_url
from briefgen.writers.docx.letterhead.codes import drop_live_fields
from briefgen.writers.docx.letterhead.opening import CONTENT_TYPES, Members, relationships_of
from briefgen.writers.docx.letterhead.words import A, R, W, place

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MAIN_TYPES = {
    _MAIN,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
}
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_STRICT = "http://purl.oclc.org/ooxml/"
# Relationships by the last word of their type, and what a user is told they were.
_LIVE = {
    "vbaProject": "macros",
    "wordVbaData": "",
    "keyMapCustomizations": "key bindings",
    "attachedToolbars": "toolbars",
    "extensibility": "a custom ribbon",
    "ui/extensibility": "a custom ribbon",
    "oleObject": "an embedded object",
    "package": "an embedded file",
    "control": "an ActiveX control",
    "activeXControlBinary": "an ActiveX control",
    "aFChunk": "an embedded document of another format",
    "attachedTemplate": "an attached template",
    "subDocument": "a part kept in another file",
    "mailMergeSource": "the data of a mail merge",
    "mailMergeHeaderSource": "the data of a mail merge",
    "recipientData": "the data of a mail merge",
    "origin": "a digital signature, which a brief in the file would break",
    "webextensiontaskpanes": "an add-in",
}
# A picture of the empty letterhead, and the styles once more for Word 2010, as they were.
_SILENT = frozenset({"thumbnail", "stylesWithEffects"})
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that was taken out: the part that it was in, what it was, and where it led to."""

    part: str
    what: str
    address: str = ""


def made_safe(members: Members) -> tuple[str, ...]:
    """Take out of ``members`` what a brief must not carry; a notice for each kind of thing in each
    part.

    Raises:
        TemplateError: the package holds no Word document that can be written in.
    """
    main = _main_part(members)
    dropped = list(_guarded_relationships(members))
    for name in _word_parts(members):
        tree = members.trees[name]
        dropped += [
            Dropped(_short(name), f"the field {code} (what it showed stays)")
            for code in drop_live_fields(tree)
        ]
        for element in list(tree.iter(f"{W}mailMerge", f"{W}altChunk", f"{W}object")):
            _remove(element)
            if element.tag == f"{W}mailMerge":
                dropped.append(Dropped(_short(name), "a mail merge"))
        _drop_addresses(tree)
    _retype(members, main)
    _drop_unreached(members)
    return tuple(_notices(members.name, dropped))


def _notices(name: str, dropped: list[Dropped]) -> Iterator[str]:
    for (part, what), count in Counter((one.part, one.what) for one in dropped).items():
        example = next(o.address for o in dropped if (o.part, o.what) == (part, what))
        shown = f" ({example[:80]})" if example else ""
        times = f", {count} times" if count > 1 else ""
        yield f"{name}: {place(part)}: left out: {what}{shown}{times}"


def _main_part(members: Members) -> str:
    relations = members.trees.get("_rels/.rels")
    if relations is not None:
        for relation in relations.iter(_RELATION):
            if relation.get("Type", "").endswith("/officeDocument"):
                name = _target("", relation.get("Target", ""))
                tree = members.trees.get(name)
                if tree is None:
                    break
                if tree.tag.startswith(f"{{{_STRICT}"):
                    raise TemplateError(
                        f'{members.name}: is a "Strict Open XML" file; save it in Word as "Word '
                        'Document (.docx)"'
                    )
                if tree.tag != f"{W}document":
                    break
                body = tree.find(f"{W}body")
                if body is None:
                    body = etree.SubElement(tree, f"{W}body")
                if body.find(f"{W}sectPr") is None:
                    etree.SubElement(body, f"{W}sectPr")
                return name
    raise TemplateError(
        f"{members.name}: is no Word file; open it in Word and save it as .docx or .dotx"
    )


def _short(member: str) -> str:
    return member.rpartition("/")[2]


def _word_parts(members: Members) -> list[str]:
    return [name for name in members.trees if name.startswith("word/") and "_rels/" not in name]


def _target(folder: str, address: str) -> str:
    """The member that ``address`` leads to from a part in ``folder``."""
    path = unquote(address.partition("#")[0])
    return posixpath.normpath(posixpath.join("/", folder, path)).removeprefix("/")


def _guarded_relationships(members: Members) -> Iterator[Dropped]:
    for name in [n for n in members.trees if n.endswith(".rels")]:
        folder, _, file = name.removesuffix(".rels").rpartition("_rels/")
        gone = set()
        for relation in list(members.trees[name].iter(_RELATION)):
            told = _told(members, folder, relation)
            if told is None:
                continue
            _remove(relation)
            gone.add(relation.get("Id", ""))
            if told.what and (not file or folder + file in members.trees):
                yield replace(told, part=file or "the package")
        if gone and folder + file in members.trees:
            _drop_references(members.trees[folder + file], gone)


def _told(members: Members, folder: str, relation: etree._Element) -> Dropped | None:
    """What a relationship is that must go; nothing to say where the words are empty, None where it
    may stay."""
    if not {"Id", "Type", "Target"} <= set(map(str, relation.attrib)):
        return Dropped("", "")
    kind = relation.get("Type", "").rpartition("/")[2]
    address = relation.get("Target", "")
    external = relation.get("TargetMode") == "External"
    if kind == "hyperlink":
        if external and (safe_url(address) or address.startswith("#")):
            return None
        return Dropped("", "a link that is not to the web or to a mailbox", address)
    if kind in _SILENT:
        return Dropped("", "")
    if kind in _LIVE and not (kind == "package" and not external and "/charts" in f"/{folder}"):
        return Dropped("", _LIVE[kind])
    if external:
        return Dropped("", f"{_article(kind)} kept outside the file", address)
    # Word opens files whose parts are missing, python-docx does not.
    return None if _target(folder, address) in members else Dropped("", "")


def _article(kind: str) -> str:
    return f"an {kind}" if kind[:1].lower() in "aeiou" else f"a {kind}"


def _drop_references(tree: etree._Element, gone: set[str]) -> None:
    """Take out what refers to relationships that have gone."""
    for element in list(tree.iter(etree.Element)):
        names = [n for n, v in element.attrib.items() if v in gone and str(n).startswith(R)]
        if not names or element is tree:
            continue
        if element.tag == f"{W}hyperlink":
            for name in names:
                del element.attrib[name]
        elif element.tag in {f"{A}hlinkClick", f"{A}hlinkHover"}:
            _remove(element)
        elif element.tag == f"{A}blip" and f"{R}embed" in element.attrib and names == [f"{R}link"]:
            del element.attrib[f"{R}link"]  # the picture itself is in the file
        else:
            _remove(_whole(element))


_WHOLE = {f"{W}drawing", f"{W}pict", f"{W}object"}


def _whole(element: etree._Element) -> etree._Element:
    """The drawing or object that ``element`` is a part of, else itself."""
    return next((a for a in element.iterancestors() if a.tag in _WHOLE), element)


def _drop_addresses(tree: etree._Element) -> None:
    """Old drawings may name a picture outside the file without a relationship."""
    for element in tree.iter(f"{_VML}imagedata", f"{_VML}fill", f"{_VML}stroke"):
        for name in ("src", f"{R}href", f"{_OFFICE}href"):
            element.attrib.pop(name, "")


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _retype(members: Members, main: str) -> None:
    """A template or a file with macros becomes a document."""
    types = members.trees[CONTENT_TYPES]
    for override in types.iter(f"{_TYPES}Override"):
        if override.get("PartName", "").removeprefix("/") == main:
            if override.get("ContentType") not in _MAIN_TYPES:
                break
            override.set("ContentType", _MAIN)
            return
    for default in types.iter(f"{_TYPES}Default"):
        if default.get("ContentType") in _MAIN_TYPES:
            etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{main}", ContentType=_MAIN)
            return
    raise TemplateError(
        f"{members.name}: is no Word file; open it in Word and save it as .docx or .dotx"
    )


def _drop_unreached(members: Members) -> None:
    """Members that no relationship leads to any more are not passed on, and so that what is left
    has a kind, as python-docx wants it."""
    reached = {CONTENT_TYPES, "_rels/.rels"}
    waiting = [""]
    while waiting:
        owner = waiting.pop()
        name = relationships_of(owner) if owner else "_rels/.rels"
        reached.add(name)
        tree = members.trees.get(name)
        if tree is None:
            continue
        folder = owner.rpartition("/")[0]
        for relation in tree.iter(_RELATION):
            if relation.get("TargetMode") != "External":
                target = _target(folder, relation.get("Target", ""))
                # python-docx wants the address as it is written in the archive.
                relation.set("Target", f"/{target}")
                if target not in reached:
                    reached.add(target)
                    waiting.append(target)
    for member in [*members.trees, *members.blobs]:
        if member not in reached:
            members.drop(member)
