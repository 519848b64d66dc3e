"""Themes found and read: the default look, what the templates behind one say, what it says itself.

A theme is layers, each over the one before: the default; the ``theme.toml`` of the templates that a
template extends, the farthest first; its own; the one that somebody asks for by name or file. A
layer may start from another theme (``extends = "government"``), which it then stands on.
"""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from briefgen.composition.faults import all_described, line_of
from briefgen.composition.inside import read_inside, read_regular
from briefgen.errors import TemplateError
from briefgen.model.template import Template
from briefgen.model.theme import FontFiles, Theme
from briefgen.text.contrast import WHITE, contrast, contrasting
from briefgen.text.nearest import nearest
from briefgen.text.typography import straighten_at
from briefgen.typefaces import UnknownFamilyError, faces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

THEME = "theme.toml"
BUILT_IN = Path(__file__).parents[1] / "themes"
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
_LARGEST_PICTURE, _LARGEST_FONT = 5_000_000, 40_000_000  # bytes
_MOST_PIXELS = 25_000_000
_LEAST_DPI = 150
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
_FONT_SIGNATURES = (b"\x00\x01\x00\x00", b"true")
_FONT_FIELDS = ("text", "headings", "word", "word_headings")
_FACES = ("regular", "bold", "italic", "bold_italic")


class Layer(NamedTuple):
    """What a theme file states, with the paths of its files, over what it extends; and everything
    that is wrong with it: file, line, what, remedy."""

    fields: dict[str, Any]
    faults: list[str]


def theme_names() -> tuple[str, ...]:
    """The names of the built-in themes."""
    return tuple(sorted(path.stem for path in BUILT_IN.glob("*.toml")))


def load_theme(template: Template | Path, chosen: str | Path | None = None) -> Theme:
    """The theme of a template (or of a folder that extends nothing), with what ``chosen`` states,
    the name of a built-in theme or a file, over it.

    Raises:
        TemplateError: a file is no TOML, or a field is wrong: file, line, field, remedy.
    """
    merged: dict[str, Any] = {}
    for path in _files(template, chosen):
        layer = read_layer(path)
        if layer.faults:
            raise TemplateError(layer.faults[0])
        merged = _over(merged, layer.fields)
    return Theme.model_validate(merged)


def _files(template: Template | Path, chosen: str | Path | None) -> Iterator[Path]:
    """The theme files that count, the one that wins last."""
    folders = template.folders if isinstance(template, Template) else (str(template),)
    for folder in reversed(folders):
        if os.path.lexists(path := Path(folder) / THEME):
            yield path
    if chosen is not None:
        yield _chosen(str(chosen))


def _chosen(name: str) -> Path:
    """The file of the theme that somebody asks for."""
    if (BUILT_IN / f"{name}.toml").is_file() and PurePath(name).name == name:
        return BUILT_IN / f"{name}.toml"
    path = Path(name)
    if os.path.lexists(path):
        return path
    hint = nearest(name, theme_names())
    raise TemplateError(f"{name}: there is no such theme file or built-in theme{hint}")


def read_layer(path: Path, heirs: tuple[Path, ...] = ()) -> Layer:
    """What the theme file ``path`` states; ``heirs`` are the files that extend it."""
    try:
        text = _content(path).decode("utf-8-sig")
        fields = tomllib.loads(text)
    except TemplateError as error:
        return Layer({}, [str(error)])
    except (OSError, UnicodeDecodeError) as error:
        return Layer({}, [f"{path}: cannot be read ({error}); save it as UTF-8 text"])
    except RecursionError:
        return Layer({}, [f"{path}: is nested too deeply; a theme has two levels"])
    except ValueError as error:  # a number of nine thousand digits
        if not isinstance(error, tomllib.TOMLDecodeError):
            return Layer({}, [f"{path}: {error}; write numbers as people do"])
        line = re.search(r"line (\d+)", str(error))
        place = f":{line[1]}" if line else ""
        remedy = straighten_at(text, error).removeprefix("; ") or (
            "write it as [table] and name = value, with words in quotes"
        )
        return Layer({}, [f"{path}{place}: {error}; {remedy}"])
    under = Layer({}, [])
    faults = []
    if "extends" in fields:
        try:
            under = read_layer(_extended(fields.pop("extends"), path, heirs), (*heirs, path))
        except ValueError as error:
            faults.append(f"{path}{line_of(text, ('extends',))}{error}")
    try:
        theme = Theme.model_validate(fields)
    except ValidationError as error:
        faults += [f"{path}{one}" for one in all_described(error, text, Theme)]
    else:
        faults += [f"{path}{one}" for one in _resolved(fields, theme, path.parent, text)]
    return Layer(_over(under.fields, fields), [*under.faults, *faults])


def _content(path: Path) -> bytes:
    """The bytes of a theme file. That of a template stands in its folder and is no link; what is
    named on the command line may lie anywhere."""
    return read_inside(path.parent, THEME) if path.name == THEME else read_regular(path.resolve())


def _extended(name: object, path: Path, heirs: tuple[Path, ...]) -> Path:
    """The file of the theme that ``path`` extends.

    Raises:
        ValueError: there is none, or it stands too far away, or extends this one.
    """
    if not isinstance(name, str):
        raise ValueError(f'"extends" names one theme{nearest("", theme_names())}')
    found = BUILT_IN / f"{name}.toml"
    if name not in theme_names():
        found = path.parent / name
        around = path.parent.resolve().parent
        if PurePath(name).is_absolute() or not found.resolve().is_relative_to(around):
            raise ValueError(f'"{name}" stands outside; put the file beside this one')
        if not found.is_file():
            raise ValueError(f'no theme is named "{name}"{nearest(name, theme_names())}')
    if found.resolve() in {one.resolve() for one in (*heirs, path)}:
        raise ValueError(f'"{name}" extends this theme already; one of the two must stand alone')
    return found


def _over(under: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """``own`` over ``under``, table by table; a font is one value, however it is written."""
    merged = dict(under)
    for name, value in own.items():
        before = merged.get(name)
        if isinstance(value, dict) and isinstance(before, dict) and "regular" not in value:
            merged[name] = _over(before, value)
        else:
            merged[name] = value
    return merged


# --- files --------------------------------------------------------------------------------------


def _resolved(fields: dict[str, Any], theme: Theme, folder: Path, text: str) -> Iterator[str]:
    """Put the places of fonts and logo into ``fields``; what is wrong with them."""
    for name in _FONT_FIELDS:
        stated = fields.get("fonts", {}).get(name)
        font = getattr(theme.fonts, name)
        if stated is None or font == "":
            continue
        if isinstance(font, FontFiles):
            made: dict[str, str] = {"family": font.family}
            for face in _FACES:
                if file := getattr(font, face):
                    try:
                        made[face] = str(_font_file(folder, file))
                    except ValueError as error:
                        at = ("fonts", name, face) if isinstance(stated, dict) else ("fonts", name)
                        yield f'{line_of(text, at)}"fonts.{name}": {error}'
            fields["fonts"][name] = made
        elif not name.startswith("word"):
            try:
                faces(font)
            except UnknownFamilyError as error:
                yield f'{line_of(text, ("fonts", name))}"fonts.{name}": {error}'
    if file := theme.logo.file if "logo" in fields else "":
        try:
            fields["logo"]["file"] = str(_picture(folder, file))
        except ValueError as error:
            yield f'{line_of(text, ("logo", "file"))}"logo.file": {error}'


def files_of(theme: Theme) -> tuple[Path, ...]:
    """The files that ``theme`` is made with: those of its fonts, and its logo."""
    fonts = [getattr(theme.fonts, name) for name in _FONT_FIELDS]
    faces = [
        getattr(font, face) for font in fonts if isinstance(font, FontFiles) for face in _FACES
    ]
    return tuple(Path(file) for file in (*faces, theme.logo.file) if file)


def _inside(folder: Path, name: str, largest: int) -> Path:
    """The file ``name`` in ``folder``: no link, nothing outside."""
    if "://" in name:
        raise ValueError(f'"{name}" is an address; save the file beside the theme and name that')
    path = folder / name
    if PurePath(name).is_absolute() or ".." in PurePath(name).parts:
        raise ValueError(f'"{name}" stands outside the folder of the theme; put a copy into it')
    if not path.is_file():
        suffix = PurePath(name).suffix
        beside = sorted(str(p.relative_to(folder)) for p in folder.rglob(f"*{suffix}"))
        raise ValueError(f'there is no file "{name}" beside the theme{nearest(name, beside)}')
    if path.is_symlink() or not path.resolve().is_relative_to(folder.resolve()):
        raise ValueError(f'"{name}" is a link; put the file itself there')
    if path.stat().st_size > largest:
        raise ValueError(f'"{name}" is over {largest // 1_000_000} MB; make it smaller')
    return path.resolve()


def _font_file(folder: Path, name: str) -> Path:
    path = _inside(folder, name, _LARGEST_FONT)
    with path.open("rb") as file:
        head = file.read(4)
    if head not in _FONT_SIGNATURES:
        raise ValueError(f'"{name}" is no TrueType font (.ttf); convert it, or name another')
    if b"fvar" in path.read_bytes()[:2000]:
        raise ValueError(f'"{name}" is a variable font; name the files of single faces')
    return path


def _picture(folder: Path, name: str) -> Path:
    path = _inside(folder, name, _LARGEST_PICTURE)
    with path.open("rb") as file:
        head = file.read(8)
    if not any(head.startswith(sign) for sign in _SIGNATURES):
        raise ValueError(
            f'"{name}" is neither PNG nor JPEG; save it as PNG, 300 pixels high or more'
        )
    try:
        width, height = picture_size(path)
    except (OSError, SyntaxError, ValueError) as error:
        raise ValueError(f'"{name}" cannot be read as a picture; save it anew') from error
    if width * height > _MOST_PIXELS:
        raise ValueError(f'"{name}" has {width} × {height} pixels; make it smaller')
    return path


def picture_size(path: Path) -> tuple[int, int]:
    """Width and height of a picture in pixels; it is decoded once, so that a broken one is told
    here and not while a page is drawn."""
    from PIL import Image  # comes with ReportLab

    with Image.open(path, formats=("PNG", "JPEG")) as picture:
        if picture.width * picture.height <= _MOST_PIXELS:
            picture.load()
        return picture.width, picture.height


# --- advice -------------------------------------------------------------------------------------


def advice(theme: Theme) -> tuple[str, ...]:
    """What a reader may find hard to see in ``theme``: field, what, remedy."""
    return (*_faint(theme), *_logo_advice(theme))


def _faint(theme: Theme) -> Iterator[str]:
    colours = theme.colours
    for name in ("text", "muted", "accent"):
        colour = getattr(colours, name)
        for paper, place in ((WHITE, "white"), (colours.box, f"the box, {colours.box}")):
            if (found := contrast(colour, paper)) < LEAST_CONTRAST:
                better = contrasting(colour, paper, LEAST_CONTRAST)
                enough = contrast(better, paper) >= LEAST_CONTRAST
                remedy = f"{better} has enough" if enough else "make the box lighter"
                yield (
                    f'"colours.{name}": {colour} on {place} has a contrast of {found:.1f} to 1, '
                    f"less than {LEAST_CONTRAST}; {remedy}"
                )


def _logo_advice(theme: Theme) -> Iterator[str]:
    logo = theme.logo
    if not logo.file:
        return
    if logo.alt is None:
        yield (
            '"logo.alt" is missing: say what the logo shows, for those who cannot see it, or '
            'alt = "" where it is mere decoration'
        )
    _, pixels = picture_size(Path(logo.file))
    dpi = pixels / (logo.height / 25.4)
    if dpi < _LEAST_DPI:
        yield (
            f'"logo.file": {pixels} pixels on {logo.height:g} mm are {dpi:.0f} to the inch, which '
            f"prints coarse; take one {round(logo.height / 25.4 * 300)} pixels high, or a lower "
            "height"
        )
