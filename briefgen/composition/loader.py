"""Templates found and read: a folder with ``template.md.j2`` and perhaps ``theme.toml``."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import yaml
from pydantic import ValidationError

from briefgen.composition.faults import described
from briefgen.errors import TemplateError
from briefgen.model.template import FrontMatter, Template
from briefgen.model.theme import Theme
from briefgen.text.nearest import nearest

BODY = "template.md.j2"
THEME = "theme.toml"
RESERVED = frozenset({"brief", "nil", "range", "sources"})


def builtin_folder() -> Path:
    """Where the built-in templates are: in the installed package, or at the top of a checkout."""
    package = Path(__file__).parents[1]
    packaged = package / "templates"
    return packaged if packaged.is_dir() else package.parent / "templates"


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
        raw = path.read_bytes()
        text = raw.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(f"{path}: cannot be read ({error}); save it as UTF-8 text") from error
    head, body, body_line = _split(text, path)
    try:
        fields = yaml.safe_load(head)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 2}" if mark else ""
        problem = getattr(error, "problem", None) or "the front matter is no YAML"
        raise TemplateError(f"{path}{line}: {problem}; check indents, colons and quotes") from error
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
    if not path.is_file():
        if chosen:
            raise TemplateError(f"{chosen}: there is no such theme file")
        return Theme()
    try:
        text = path.read_text(encoding="utf-8")
        return Theme.model_validate(tomllib.loads(text))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TemplateError(f"{path}: {error}; see docs/templates.md for the fields") from error
    except ValidationError as error:
        raise TemplateError(f"{path}{described(error, text, Theme)}") from error
