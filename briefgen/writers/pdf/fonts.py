"""The four faces of each font family that a theme names, registered with ReportLab."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError

from briefgen.errors import TemplateError
from briefgen.model.theme import Font
from briefgen.typefaces import UnknownFamilyError, faces, family_name
from briefgen.writers.pdf.typefaces import Typeface


@dataclass(frozen=True, slots=True)
class Family:
    """A registered family: the names of its faces, as ReportLab's styles and markup want them."""

    regular: str
    bold: str
    italic: str
    bold_italic: str

    @property
    def faces(self) -> tuple[str, ...]:
        """The four of them."""
        return self.regular, self.bold, self.italic, self.bold_italic


def register(font: Font) -> Family:
    """The family ``font``, a name or files.

    Raises:
        TemplateError: no family has that name, or a file is no font.
    """
    try:
        files = faces(font)
    except UnknownFamilyError as error:
        raise TemplateError(f"theme: {error}") from error
    # Two themes may call different files by one name; within a process each is
    # registered once.
    name = family_name(font) if isinstance(font, str) else f"{family_name(font)}:{files.regular}"
    return _mapped(
        Family(
            regular=_register_face(name, files.regular),
            bold=_register_face(f"{name}-Bold", files.bold),
            italic=_register_face(f"{name}-Italic", files.italic),
            bold_italic=_register_face(f"{name}-BoldItalic", files.bold_italic),
        )
    )


def _register_face(face: str, path: Path) -> str:
    """Register ``path`` under the name ``face``, once a process: parsing a font takes 10 ms."""
    if face not in pdfmetrics.getRegisteredFontNames():
        try:
            # Without readable ASCII each subset holds only the characters used: smaller files.
            pdfmetrics.registerFont(Typeface(face, str(path), asciiReadable=False))
        except (TTFError, OSError) as error:
            raise TemplateError(
                f"{path}: cannot be used as a font ({error}); give a TrueType file"
            ) from error
    return face


def _mapped(family: Family) -> Family:
    """``family``, with ``<b>`` and ``<i>`` of paragraph markup leading to its faces."""
    addMapping(family.regular, 0, 0, family.regular)
    addMapping(family.regular, 1, 0, family.bold)
    addMapping(family.regular, 0, 1, family.italic)
    addMapping(family.regular, 1, 1, family.bold_italic)
    return family
