"""The four faces of each font family that a theme names, registered with ReportLab."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import fontpkg
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError

from briefgen.errors import TemplateError
from briefgen.writers.pdf.typefaces import Typeface

REGULAR, BOLD = 400, 700


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


def register(name: str) -> Family:
    """The family called ``name``: an installed ``fontpkg`` family, or the path of a .ttf file.

    A file has one face, which then stands for all four. Raises ``TemplateError`` when there is
    no such family or file.
    """
    if name.lower().endswith(".ttf"):
        face = _register_face(name, Path(name))
        return _mapped(Family(face, face, face, face))
    try:
        return _mapped(
            Family(
                regular=_register_face(name, _installed(name, REGULAR, "normal")),
                bold=_register_face(f"{name}-Bold", _installed(name, BOLD, "normal")),
                italic=_register_face(f"{name}-Italic", _installed(name, REGULAR, "italic")),
                bold_italic=_register_face(f"{name}-BoldItalic", _installed(name, BOLD, "italic")),
            )
        )
    except fontpkg.FontpkgError as error:
        raise TemplateError(
            f'the theme\'s font "{name}" is not installed; install the package '
            f"fontpkg-{fontpkg.slugify(name)}, or give the path of a .ttf file"
        ) from error


def _installed(name: str, weight: int, style: str) -> Path:
    """The face nearest to the one asked for: some families have no italic."""
    try:
        return Path(fontpkg.path(name, weight, style, nearest=True))
    except fontpkg.StyleNotAvailable:
        return Path(fontpkg.path(name, weight, nearest=True))


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
