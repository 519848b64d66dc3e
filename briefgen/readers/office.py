"""What files of Word, Excel and PowerPoint share: stated properties, parts that refer to parts."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from datetime import date

from lxml import etree

from briefgen.readers.dating import parse_date
from briefgen.readers.finish import finish_line
from briefgen.readers.package import Package
from briefgen.readers.stated import (
    file_author,
    primary_language,
    stated_company,
    stated_title,
)

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_COMPANY = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Company"
# The days on which the templates of python-docx and python-pptx and Word's default file were made.
_TEMPLATE_DAYS = frozenset(
    {date(2013, 12, 23), date(2013, 1, 27), date(1601, 1, 1), date(1970, 1, 1)}
)


@dataclass(frozen=True)
class Properties:
    """What a file states about itself; None where it does not."""

    title: str | None
    author: str | None
    publisher: str | None
    published: date | None
    language: str | None


def properties_of(package: Package) -> Properties:
    """What the parts for properties state, less what programs put there."""
    core = _texts(package.tree("docProps/core.xml"))
    company = _texts(package.tree("docProps/app.xml")).get(_COMPANY)
    return Properties(
        title=stated_title(core.get(_DC + "title")),
        author=file_author(core.get(_DC + "creator")),
        publisher=stated_company(company),
        published=_day(core),
        language=primary_language(core.get(_DC + "language")),
    )


def parts_by_relation(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """For each relation of ``part``, by its id: its kind (the last word of its type), and the name
    of the part that it leads to. Relations out of the package are left out."""
    folder, _, name = part.rpartition("/")
    root = package.tree(f"{folder}/_rels/{name}.rels".lstrip("/"))
    found: dict[str, tuple[str, str]] = {}
    for relation in root.iterfind("{*}Relationship") if root is not None else ():
        target = relation.get("Target") or ""
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if relation.get("TargetMode") != "External" and path in package.names:
            kind = (relation.get("Type") or "").rsplit("/", 1)[-1]
            found[relation.get("Id") or ""] = (kind, path)
    return found


def _texts(root: etree._Element | None) -> dict[str, str]:
    """Text of each document property by its qualified name."""
    if root is None:
        return {}
    found = ((str(child.tag), finish_line(child.text)) for child in root)
    return {tag: text for tag, text in found if text}


def _day(core: dict[str, str]) -> date | None:
    """The day the document was made, else last changed; template days are nobody's."""
    for name in (_TERMS + "created", _TERMS + "modified"):
        found = parse_date(core.get(name))
        if found is not None and found not in _TEMPLATE_DAYS:
            return found
    return None
