"""The Word file of a template's folder, or another one, with the names of its styles."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from briefgen.errors import TemplateError
from briefgen.model.letterhead import Letterhead, NamedStyle
from briefgen.text.typography import straighten_at

FILES = ("letterhead.docx", "letterhead.dotx")
STYLES = "styles.toml"
_OF_WORD = frozenset({".doc", ".docm", ".docx", ".dot", ".dotm", ".dotx", ".odt", ".ott", ".rtf"})
_MOST_BYTES = 32 * 1024 * 1024


def load_letterhead(template: Path, chosen: Path | None = None) -> Letterhead | None:
    """The file ``chosen``, else the one in the folder of the template, else none; with the
    ``styles.toml`` that lies beside it.

    Raises:
        TemplateError: the file cannot be read, or ``styles.toml`` is wrong: file, line, remedy.
    """
    path = chosen or letterhead_in(template)
    if path is None:
        return None
    letterhead, faults = read_letterhead(path)
    if faults:
        raise TemplateError(faults[0])
    return letterhead


def read_letterhead(path: Path) -> tuple[Letterhead, list[str]]:
    """The file at ``path`` with the lines of ``styles.toml`` that can be read, and what is wrong
    with the others.

    Raises:
        TemplateError: the file cannot be read.
    """
    styles, faults = _named_styles(path.parent / STYLES)
    return Letterhead(path.as_posix(), _content(path), styles), faults


def letterhead_in(template: Path) -> Path | None:
    """The letterhead in the folder of a template."""
    return next((template / n for n in FILES if (template / n).is_file()), None)


def overlooked(template: Path) -> str:
    """What to say of a Word file in the folder of a template that has no letterhead, which is one
    under another name; else nothing."""
    if letterhead_in(template) or not template.is_dir():
        return ""
    found = sorted(p for p in template.iterdir() if p.suffix.lower() in _OF_WORD and p.is_file())
    if not found:
        return ""
    kept = found[0].suffix.lower() in {".docx", ".dotx"}
    remedy = "call it letterhead.docx" if kept else "save it as letterhead.docx"
    return f"{found[0]}: is not used; {remedy}, if it is the letterhead"


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise TemplateError(f"{path}: is over 32 MB, too large for a letterhead; save it anew")
        return path.read_bytes()
    except OSError as error:
        raise TemplateError(f"{path}: cannot be read ({error.strerror}); check the name") from error


def _named_styles(path: Path) -> tuple[tuple[NamedStyle, ...], list[str]]:
    """The lines of ``styles.toml``, and what is wrong with those that are none."""
    if not path.is_file():
        return (), []
    try:
        text = ""
        text = path.read_text(encoding="utf-8-sig")
        fields = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        remedy = straighten_at(text, error) or '; write it as  heading1 = "ACME Heading"'
        return (), [f"{path}{_stated_line(error)}: {error}{remedy}"]
    found: list[NamedStyle] = []
    faults: list[str] = []
    for role, style in fields.items():
        place = f"{path.as_posix()}{_line(text, role)}"
        if not isinstance(style, str) or not style.strip():
            faults.append(f'{place}: "{role}" takes the name of a style, in quotation marks')
        else:
            found.append(NamedStyle(role, style, place))
    return tuple(found), faults


def _stated_line(error: Exception) -> str:
    """ ":3" where a message of the TOML reader says so."""
    found = re.search(r"\(at line (\d+)", str(error))
    return f":{found[1]}" if found else ""


def _line(text: str, role: str) -> str:
    """ ":3" where ``role`` is named in ``text``."""
    found = re.search(rf"^[ \t\[]*[\"']?{re.escape(role)}[\"']?\s*[=.\]]", text, re.MULTILINE)
    return f":{text.count(chr(10), 0, found.start()) + 1}" if found else ""
