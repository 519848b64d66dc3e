"""Titles, names and languages as files state them, in the form that a source keeps.

Office programs fill these fields with their own doings ("Microsoft Word - note.docx",
"untitled", "user"): what no person wrote as a title or a name counts as not stated.
"""

from __future__ import annotations

import re

from briefgen.readers.finish import finish_line

_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel)(?: -.*)?|untitled(?: document)?(?: ?\d+)?"
    r"|document ?\d*|dokument ?\d*|title|\(?anonymous\)?|unspecified|no title|print|layout \d+"
    r"|(?:table of )?contents|page ?\d*|slide ?\d*|home|index|word document|\(?no subject\)?)",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"\S+\.(?:docx?|pdf|indd|odt|rtf|txt|tex|dvi|qxd|pub|html?|pptx?|xlsx?)", re.I
)
_NO_AUTHOR = re.compile(
    r"(?:\(?anonymous\)?|unknown(?: author)?|user\d*|admin(?:istrator)?|owner|author|python-docx"
    r"|microsoft(?: office)? user|windows user|office|unspecified|n/?a|none|root|default|staff)",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")
_SEPARATORS = re.compile(r"\s*;\s*")


def stated_title(text: str | None) -> str | None:
    """``text`` as a title, or None if it is empty, a file name or a program's filler."""
    line = finish_line(text)
    if line is None or _NO_TITLE.fullmatch(line) or _FILE_NAME.fullmatch(line):
        return None
    # "Ministers | Quarterly.docx" and "report_final_v3": no title has underscores for spaces.
    if " " not in line and "_" in line:
        return None
    return line


def stated_author(text: str | None) -> str | None:
    """Names parted by ", ", or None; "Ada Smith; Bob Lee" becomes "Ada Smith, Bob Lee"."""
    line = finish_line(text)
    if line is None:
        return None
    line = re.sub(r"^by:? +", "", line, flags=re.IGNORECASE)
    names = [name.strip(" ,") for name in _SEPARATORS.split(line)]
    names = [name for name in names if name and not _NO_AUTHOR.fullmatch(name)]
    names = [name for name in names if not name.startswith(("http:", "https:", "www."))]
    return ", ".join(dict.fromkeys(names)) or None


def primary_language(tag: str | None) -> str | None:
    """The lower-case primary subtag ("en-GB" gives "en"), or None."""
    found = _LANGUAGE.fullmatch((tag or "").strip().split(",")[0].strip())
    if found is None or found[1].lower() in {"und", "mul", "zxx"}:
        return None
    return found[1].lower()
