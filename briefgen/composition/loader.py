"""Templates found and read: a folder with ``template.md.j2`` and perhaps ``theme.toml``."""

from __future__ import annotations

import hashlib
import os
import tomllib
from pathlib import Path

from pydantic import ValidationError

from briefgen.composition.faults import described
from briefgen.composition.frontmatter import parse_front_matter
from briefgen.composition.inside import (
    LONGEST_FILE,
    files_inside,
    path_inside,
    read_inside,
    read_regular,
)
from briefgen.errors import TemplateError
from briefgen.model.template import FrontMatter, Template
from briefgen.model.theme import Theme
from briefgen.text.nearest import nearest

BODY = "template.md.j2"
THEME = "theme.toml"
RESERVED = frozenset({"brief", "nil", "range", "sources"})
# Those that come with the program. In a checkout the folder in which they stand is also the one for
# templates of one's own, so that the place alone does not tell.
BUILTIN = frozenset({"info-note", "media-brief", "one-pager"})


def builtin_folder() -> Path:
    """Where the built-in templates are: in the installed package, or at the top of a checkout."""
    package = Path(__file__).parents[1]
    packaged = package / "templates"
    return packaged if packaged.is_dir() else package.parent / "templates"


def is_builtin(folder: Path) -> bool:
    """Whether a template comes with the program: by the place where it stands, never by its name
    alone, which a template of anybody may have too."""
    place = builtin_folder().resolve() / folder.name
    return folder.name in BUILTIN and folder.resolve() == place and not folder.is_symlink()


def template_folders(workspace: Path) -> dict[str, Path]:
    """The templates by name: those of ``workspace/templates`` win over the built-in ones."""
    found: dict[str, Path] = {}
    for place in (builtin_folder(), workspace / "templates"):
        if place.is_dir():
            for folder in sorted(place.iterdir()):
                if (folder / BODY).is_file():
                    found[folder.name] = folder
    return found


def find_template(name: str, workspace: Path) -> Path:
    """The folder of the template ``name``, a name or the path of a folder.

    Raises:
        TemplateError: there is none; the message lists those there are.
    """
    folder = Path(name)
    if len(folder.parts) > 1 or folder.is_dir():
        if (folder / BODY).is_file():
            return folder
        if len(folder.parts) > 1:
            raise TemplateError(f"{folder}: no {BODY} in this folder; a template needs one")
    known = template_folders(workspace)
    if name in known:
        return known[name]
    raise TemplateError(f'no template is named "{name}"{nearest(name, sorted(known))}')


def load_template(folder: Path) -> Template:
    """The template in ``folder``.

    Raises:
        TemplateError: the file cannot be read, or its front matter is wrong: file, line, field.
    """
    path = folder / BODY
    try:
        raw = read_inside(folder, BODY)
        text = raw.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(f"{path}: cannot be read ({error}); save it as UTF-8 text") from error
    head, body, body_line = _split(text, path)
    fields, lines = parse_front_matter(head, path)
    if not isinstance(fields, dict):
        raise TemplateError(f"{path}:2: the front matter is empty; it declares name and slots")
    try:
        front = FrontMatter.model_validate({"name": folder.name, **fields})
    except ValidationError as error:
        raise TemplateError(f"{path}{described(error, text, FrontMatter)}") from error
    taken = sorted(RESERVED & set(front.slots))
    if taken:
        raise TemplateError(
            f"{path}: a slot cannot be called {taken[0]}: every template has that name already; "
            "choose another"
        )
    return Template(
        front=front,
        body=body,
        body_line=body_line,
        folder=str(folder),
        file=str(path),
        lines=lines,
        builtin=is_builtin(folder),
        sha256=hashlib.sha256(raw).hexdigest(),
    )


def _split(text: str, path: Path) -> tuple[str, str, int]:
    """Front matter, body, and the line on which the body starts."""
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].strip() != "---":
        raise TemplateError(f"{path}:1: the file must start with --- and its front matter")
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() == "---":
            return "".join(lines[1:number]), "".join(lines[number + 1 :]), number + 2
    raise TemplateError(f"{path}:1: the front matter has no end; close it with a line ---")


def load_theme(template: Path, chosen: Path | None = None) -> Theme:
    """The theme: the file ``chosen``, else the template's ``theme.toml``, else the default.

    Raises:
        TemplateError: the file is no TOML, or a field is wrong: file, field, remedy.
    """
    path = chosen or template / THEME
    if not os.path.lexists(path):
        if chosen:
            raise TemplateError(f"{chosen}: there is no such theme file")
        return Theme()
    try:
        # What is named on the command line may lie anywhere, and be a link.
        raw = read_regular(chosen.resolve()) if chosen else read_inside(template, THEME)
        text = raw.decode("utf-8")
        theme = Theme.model_validate(tomllib.loads(text))
    except ValidationError as error:
        raise TemplateError(f"{path}{described(error, text, Theme)}") from error
    except RecursionError as error:
        raise TemplateError(f"{path}: is nested too deeply; a theme has two levels") from error
    except (OSError, ValueError) as error:  # no UTF-8, no TOML, or a number without end
        raise TemplateError(f"{path}: {error}; see docs/templates.md for the fields") from error
    return theme if chosen else _with_fonts_inside(theme, template)


def _with_fonts_inside(theme: Theme, template: Path) -> Theme:
    """The theme of a template with its font files as they stand in its folder: it may bring fonts
    along, and names no file of whoever uses it.

    Raises:
        TemplateError: a font file lies outside of the folder, or is a link.
    """
    changes = {}
    for field in ("text", "headings"):  # in Word files a font is only named
        name = getattr(theme.fonts, field)
        if not name.lower().endswith(".ttf"):
            continue
        try:
            path = path_inside(template, name)
        except FileNotFoundError as error:
            raise TemplateError(
                f"{template / THEME}: fonts.{field}: there is no file {name} in this folder"
            ) from error
        if path.stat().st_size > LONGEST_FILE:
            raise TemplateError(f"{path}: is longer than {LONGEST_FILE:,} bytes; use another font")
        changes[field] = str(path)
    if not changes:
        return theme
    return theme.model_copy(update={"fonts": theme.fonts.model_copy(update=changes)})


def copy_template(origin: Path, folder: Path) -> None:
    """Copy all files of the template in ``origin`` into the new folder ``folder``.

    Raises:
        TemplateError: one of them is a link, no regular file or too long; nothing was copied.
    """
    contents = {
        name: read_inside(origin, name, longest=LONGEST_FILE) for name in files_inside(origin)
    }
    for name, content in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
