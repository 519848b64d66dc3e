"""A letterhead as it is opened: taken apart and guarded once, its members fresh for each brief."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from docx.document import Document as WordFile
from docx.oxml.exceptions import InvalidXmlError
from docx.package import Package
from lxml import etree

from briefgen.errors import TemplateError
from briefgen.model.letterhead import Letterhead
from briefgen.writers.docx.letterhead.guarding import made_safe
from briefgen.writers.docx.letterhead.opening import Members, taken_apart
from briefgen.writers.docx.letterhead.sheet import Sheet

_THEME = "/theme"


@dataclass(frozen=True, slots=True)
class Opened:
    """The package without what a brief must not carry, and the notices of what that was."""

    name: str
    content: bytes
    notices: tuple[str, ...]

    def members(self) -> Members:
        """The members, to be changed for one brief."""
        return taken_apart(self.name, self.content)


@lru_cache(maxsize=4)
def opened(letterhead: Letterhead) -> Opened:
    """The letterhead, guarded.

    Raises:
        TemplateError: it is no Word file that can be written in.
    """
    members = taken_apart(letterhead.name, letterhead.content)
    notices = made_safe(members)
    return Opened(letterhead.name, members.packed(), notices)


def sheet_of(letterhead: Letterhead) -> Sheet:
    """The styles of the letterhead, to look at."""
    return sheet_in(word_file(opened(letterhead).members()))


def word_file(members: Members) -> WordFile:
    """The members as a file of python-docx.

    Raises:
        TemplateError: parts that every Word file has are missing or wrong.
    """
    try:
        package = Package.open(BytesIO(members.packed()))
        file: WordFile = package.main_document_part.document
        _ = file.styles.element  # made where there is none
    except (KeyError, ValueError, AttributeError, InvalidXmlError, etree.LxmlError) as error:
        raise TemplateError(
            f"{members.name}: is damaged ({error}); open it in Word, have it repaired and save it "
            "anew"
        ) from error
    return file


def sheet_in(file: WordFile) -> Sheet:
    """The styles of an open file."""
    theme = None
    for relation in file.part.rels.values():
        if relation.reltype.endswith(_THEME) and not relation.is_external:
            theme = etree.fromstring(
                relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True)
            )
    return Sheet(file.styles.element, theme)
