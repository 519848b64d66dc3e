"""Templates found and read: a folder with ``template.md.j2``, and what that builds on."""

from __future__ import annotations

import hashlib
import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from pydantic import ValidationError

from briefgen.composition.faults import described
from briefgen.composition.frontmatter import parse_front_matter
from briefgen.composition.inside import (
    LONGEST_FILE,
    files_inside,
    read_inside,
)
from briefgen.composition.names import homeless, parsed
from briefgen.composition.uses import SUFFIX, uses
from briefgen.errors import TemplateError
from briefgen.model.template import FrontMatter, Part, Template
from briefgen.text.nearest import nearest
from briefgen.text.typography import straighten_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.composition.uses import Use

BODY = "template.md.j2"
PHRASES = "phrases"
MESSAGE = "mail"  # the template of the message that brings a brief
RESERVED = frozenset({"_", "brief", "filled", "nil", "range", "sources"})
# Those that come with the program. In a checkout the folder in which they stand is also the one for
# templates of one's own, so that the place alone does not tell.
BUILTIN = frozenset(
    {
        "assessment",
        "chronology",
        "decision-memo",
        "info-note",
        "lines-qa",
        MESSAGE,
        "media-brief",
        "meeting-brief",
        "one-pager",
        "profile",
        "sitrep",
    }
)


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
    return {**_in(builtin_folder()), **_in(workspace / "templates")}


def _in(place: Path) -> dict[str, Path]:
    """The templates in the folder ``place``, by name."""
    if not place.is_dir():
        return {}
    return {f.name: f for f in sorted(place.iterdir()) if (f / BODY).is_file()}


def find_template(name: str, workspace: Path, *, hidden: frozenset[str] = frozenset()) -> Path:
    """The folder of the template ``name``, a name or the path of a folder, unless it is one of the
    ``hidden`` ones.

    Raises:
        TemplateError: there is none; the message lists those there are.
    """
    folder = Path(name)
    if len(folder.parts) > 1 or folder.is_dir():
        if (folder / BODY).is_file():
            # A template is called by its folder, and "." and ".." name none.
            return folder if folder.name not in {"", ".."} else folder.resolve()
        if len(folder.parts) > 1:
            raise TemplateError(f"{folder}: no {BODY} in this folder; a template needs one")
    known = {n: f for n, f in template_folders(workspace).items() if n not in hidden}
    if name in known:
        return known[name]
    raise TemplateError(f'no template is named "{name}"{nearest(name, sorted(known))}')


def find_brief_template(name: str, workspace: Path) -> Path:
    """The folder of the template ``name``, unless it is that of the messages that bring briefs.

    Raises:
        TemplateError: there is none for briefs; the message lists those there are.
    """
    if Path(name).name == MESSAGE:
        known = sorted(template_folders(workspace).keys() - {MESSAGE})
        raise TemplateError(
            f'template "{name}" is that of messages, not of briefs; take one of {", ".join(known)}'
        )
    return find_template(name, workspace, hidden=frozenset({MESSAGE}))


def load_template(folder: Path) -> Template:
    """The template in ``folder``, with those that it extends and the files that they use.

    Raises:
        TemplateError: a file cannot be read, the front matter is wrong, or what is extended or
            imported is not to be had: file, line, field, remedy.
    """
    return _load(folder, ())[0]


def _load(folder: Path, heirs: tuple[Path, ...]) -> tuple[Template, dict[str, Any]]:
    """A template with the fields of its front matter, inherited ones too; ``heirs`` are the
    folders of the templates that extend it."""
    path = folder / BODY
    text = read_part(folder, BODY)
    head, body, line = parted(text, path)
    fields, lines = parse_front_matter(head, path)
    if not isinstance(fields, dict):
        raise TemplateError(f"{path}:2: the front matter is empty; it declares name and slots")
    named = list(uses(body, file=str(path), first_line=line))
    extended = next((use for use in named if use.extends), None)
    parents: tuple[Part, ...] = ()
    inherited: dict[str, Any] = {}
    folders, dropped, phrases, digest = [str(folder)], set[str](), phrases_in(folder), _digest(text)
    if extended:
        parent, inherited = parent_of(folder, extended, path, heirs)
        own = Part(name=extended.name, text=parent.body, file=parent.file, line=parent.body_line)
        parents = (own, *(part for part in parent.parts if not part.name.endswith(SUFFIX)))
        folders += parent.folders
        dropped |= set(parent.dropped)
        digest = _digest(digest + parent.sha256)
        phrases = {
            language: {**parent.phrases.get(language, {}), **phrases.get(language, {})}
            for language in {**parent.phrases, **phrases}
        }
        if len({part.name for part in parents}) < len(parents):
            raise TemplateError(
                f"{path}:{extended.line}: two of the templates behind this one are called "
                f'"{extended.name}"; rename one'
            )
        tree = parsed(body)
        behind = [part.text for part in parents]
        wrongs = (
            homeless(tree, behind, parent.front.name) if isinstance(tree, nodes.Template) else ()
        )
        for wrong in wrongs:
            raise TemplateError(f"{path}:{line + wrong.line - 1}: {wrong.what}")
    merged = inherit(inherited, {"name": folder.name, **fields})
    dropped |= set(inherited.get("slots", {})) - set(merged.get("slots") or {})
    files = files_used(named, path, parents, [Path(f) for f in folders])
    return Template(
        front=_front(merged, path, text, dropped),
        body=body,
        body_line=line,
        file=str(path),
        folders=tuple(folders),
        parts=(*parents, *files),
        dropped=tuple(sorted(dropped)),
        phrases=phrases,
        lines=lines,
        builtin=is_builtin(folder),
        sha256=_digest(f"{digest}{[part.text for part in files]}{phrases}"),
    ), merged


def read_part(folder: Path, name: str) -> str:
    try:
        return read_inside(folder, name).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(
            f"{folder / name}: cannot be read ({error}); save it as UTF-8 text"
        ) from error


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def parent_of(
    folder: Path, use: Use, path: Path, heirs: tuple[Path, ...]
) -> tuple[Template, dict[str, Any]]:
    """The template that ``folder`` extends: one beside it, else a built-in one. A template of
    one's own that has the name of a built-in one may extend that."""
    beside = {} if folder.parent == builtin_folder() else _in(folder.parent)
    known = {**_in(builtin_folder()), **{n: f for n, f in beside.items() if f.name != folder.name}}
    found = known.get(use.name)
    if found is None:
        hint = nearest(use.name, sorted(known))
        raise TemplateError(f'{path}:{use.line}: no template is named "{use.name}"{hint}')
    if found in (*heirs, folder):
        raise TemplateError(
            f'{path}:{use.line}: "{use.name}" extends this template already; one of the two has to '
            "stand on its own"
        )
    return _load(found, (*heirs, folder))


def inherit(parent: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The front matter of a template over that of the one it extends. Of a slot that both
    declare, what the heir leaves out stays, unless it makes another kind of slot of it; a slot
    that the heir sets to nothing (``quotes:``) is gone."""
    slots = own.get("slots", {})
    if not parent or not isinstance(slots, dict):
        return {**parent, **own}
    merged = dict(parent.get("slots") or {})
    for name, slot in slots.items():
        before = merged.get(name)
        if slot is None and name in merged:
            del merged[name]
        elif isinstance(slot, dict) and before and slot.get("kind") in {None, before["kind"]}:
            merged[name] = {**before, **slot}
        else:
            merged[name] = slot
    return {**parent, **own, "slots": merged}


def _front(fields: dict[str, Any], path: Path, text: str, dropped: set[str]) -> FrontMatter:
    try:
        front = FrontMatter.model_validate(fields)
    except ValidationError as error:
        raise TemplateError(f"{path}{described(error, text, FrontMatter)}") from error
    taken = sorted(RESERVED & set(front.slots))
    if taken:
        raise TemplateError(
            f"{path}: a slot cannot be called {taken[0]}: every template has that name already; "
            "choose another"
        )
    told = (*front.mail.bottom_line, *front.mail.points)
    if wrong := next((n for n in told if n not in front.slots and n not in dropped), None):
        raise TemplateError(
            f'{path}: mail: there is no slot "{wrong}"{nearest(wrong, front.slots)}'
        )
    return front


def files_used(
    named: Sequence[Use], path: Path, parents: Sequence[Part], folders: Sequence[Path]
) -> tuple[Part, ...]:
    """The files that a template and those it extends use, and that these use: each from the
    nearest of ``folders``, else from among the built-in templates."""
    found: dict[str, Part] = {}
    open_ = [(use, str(path)) for use in named]
    for part in parents:
        open_ += [(use, part.file) for use in uses(part.text, file=part.file, first_line=part.line)]
    while open_:
        use, file = open_.pop(0)
        if use.extends or use.name in found:
            continue
        places = [*folders, builtin_folder()]
        home = next((p for p in places if os.path.lexists(p / use.name)), None)
        if home is None:
            beside = sorted(p.name for p in folders[0].glob(f"*{SUFFIX}") if p.name != BODY)
            raise TemplateError(
                f'{file}:{use.line}: there is no "{use.name}" beside the template'
                f"{nearest(use.name, beside)}"
            )
        place = home / use.name
        found[use.name] = Part(name=use.name, text=read_part(home, use.name), file=str(place))
        open_ += [(inner, str(place)) for inner in uses(found[use.name].text, file=str(place))]
    return tuple(found.values())


def phrases_in(folder: Path) -> dict[str, dict[str, Any]]:
    """The phrases of a template's own, by language: ``phrases/fr.toml`` and the like."""
    out: dict[str, dict[str, Any]] = {}
    for path in sorted((folder / PHRASES).glob("*.toml")):
        try:
            text = read_part(folder, f"{PHRASES}/{path.name}")
            rows = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise TemplateError(
                f'{path}: {error}; a phrase is written "our words" = "their translation"'
                f"{straighten_at(text, error)}"
            ) from error
        wrong = next((k for k, v in rows.items() if not _is_phrase(v)), None)
        if wrong is not None:
            raise TemplateError(
                f'{path}: "{wrong}" has to be words in quotes, or its plurals like '
                '{one = "…", other = "…"}'
            )
        out[path.stem.lower()] = rows
    return out


def _is_phrase(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(form, str) for form in value.values())
    return isinstance(value, str)


def parted(text: str, path: Path) -> tuple[str, str, int]:
    """Front matter, body, and the line on which the body starts."""
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].strip() != "---":
        raise TemplateError(f"{path}:1: the file must start with --- and its front matter")
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() == "---":
            return "".join(lines[1:number]), "".join(lines[number + 1 :]), number + 2
    raise TemplateError(f"{path}:1: the front matter has no end; close it with a line ---")


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
