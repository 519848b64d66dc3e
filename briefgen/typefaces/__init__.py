"""Font families by name: where the files of their faces are.

Arimo has the widths of Arial, so that what names Arial in Word breaks where the PDF does. Its four
faces in ``arimo/`` are made from the variable font of the Arimo project (OFL 1.1, see
``LICENSE.txt`` there): fixed at two weights, cut to Latin, Greek and Cyrillic, because PDF writers
and Word take no variable fonts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefgen.model.theme import Font, FontFiles
from briefgen.text.nearest import nearest

REGULAR, BOLD = 400, 700
_HERE = Path(__file__).parent
_SHIPPED = {"arimo": ("Arimo", _HERE / "arimo", "Arimo")}
# Fonts of offices, which may not be passed on, and those that are as wide letter by letter.
_TWINS = {"arial": "Arimo"}
_STYLES = ((REGULAR, "normal"), (BOLD, "normal"), (REGULAR, "italic"), (BOLD, "italic"))


@dataclass(frozen=True, slots=True)
class Faces:
    """The files of a family's faces; one that it lacks is the nearest that it has."""

    regular: Path
    bold: Path
    italic: Path
    bold_italic: Path


class UnknownFamilyError(LookupError):
    """No family of that name is at hand; the message says what to do."""


def families() -> tuple[str, ...]:
    """The names of all families that can be printed with."""
    import fontpkg

    static = {
        family.name
        for family in fontpkg.families().values()
        if not any(file.variable for file in family.files)
    }
    return tuple(sorted({*static, *(name for name, _, _ in _SHIPPED.values())}))


def family_name(font: Font) -> str:
    """What Word and browsers call ``font``."""
    return font.family if isinstance(font, FontFiles) else font


def twin(font: Font) -> Font:
    """A family as wide as ``font`` that is at hand: itself, mostly."""
    return _TWINS.get(font.lower(), font) if isinstance(font, str) else font


@cache
def faces(font: Font) -> Faces:
    """The files of ``font``.

    Raises:
        UnknownFamilyError: it is a name, and no family that can be printed with is called so.
    """
    if isinstance(font, FontFiles):
        regular = Path(font.regular)
        bold = Path(font.bold) if font.bold else regular
        italic = Path(font.italic) if font.italic else regular
        return Faces(regular, bold, italic, Path(font.bold_italic) if font.bold_italic else bold)
    if font.lower() in _SHIPPED:
        _, folder, stem = _SHIPPED[font.lower()]
        names = ("Regular", "Bold", "Italic", "BoldItalic")
        return Faces(*(folder / f"{stem}-{name}.ttf" for name in names))
    return Faces(*(_installed(font, weight, style) for weight, style in _STYLES))


def _installed(name: str, weight: int, style: str) -> Path:
    """The face nearest to the one asked for: some families have no italic."""
    import fontpkg

    try:
        family = fontpkg.family(name)
    except fontpkg.FontpkgError as error:
        raise UnknownFamilyError(
            f'the font "{name}" is not installed{nearest(name, families())}. Or install the '
            f"package fontpkg-{fontpkg.slugify(name)}, or name the files of the font"
        ) from error
    if any(file.variable for file in family.files):
        raise UnknownFamilyError(
            f'the font "{name}" is installed as a variable font, which no PDF can hold; name the '
            "files of its regular and bold faces"
        )
    try:
        return Path(fontpkg.path(name, weight, style, nearest=True))
    except fontpkg.StyleNotAvailable:
        return Path(fontpkg.path(name, weight, nearest=True))
