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
    r"|(?:table of )?contents|page ?\d*|slide ?\d*|home|index|word document|\(?no subject\)?"
    r"|powerpoint[ -](?:presentation|präsentation)|présentation powerpoint"
    r"|presentación de powerpoint|презентац\w+ powerpoint)",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"\S+\.(?:docx?|pdf|indd|odt|rtf|txt|tex|dvi|qxd|pub|html?|pptx?|xlsx?)", re.I
)
_NO_AUTHOR = re.compile(
    r"(?:\(?anonymous\)?|unknown(?: author)?|user\d*|admin(?:istrator)?|owner|author|python-docx"
    r"|microsoft(?: office)? user|windows user|office|unspecified|n/?a|none|root|default|staff"
    r"|super ?user|web ?master)",
    re.IGNORECASE,
)
# What programs and makers of computers put where a name belongs, with or without a version.
_SOFTWARE = re.compile(
    r"(?:apache )?(?:poi|fop|tika|pdfbox)|(?:the )?apache software foundation|openpyxl"
    r"|docx4j|docx\.js|html-?docx-?js|phpword|phpoffice|aspose(?:\.\w+)?|open ?xml(?: sdk)?"
    r"|libreoffice(?: \w+)?|(?:apache )?openoffice(?:\.org)?(?: \w+)?"
    r"|(?:microsoft|ms)(?: \w+)?(?: 20\d\d)?"
    r"|google(?: docs)?|wps office|kingsoft(?: office)?|pages|quartz pdfcontext|pandoc"
    r"|(?:pdf|xe|lua)?(?:la)?tex"
    r"|adobe(?: [\w.]+){0,2}|acrobat(?: \w+)?|ghostscript|wkhtmltopdf|chrom(?:e|ium)|headlesschrome"
    r"|skia(?:/pdf)?"
    r"|mozilla(?: firefox)?|safari|itext(?:sharp)?|prince|weasyprint|reportlab(?: \w+)*"
    r"|jasperreports|crystal reports"
    r"|telerik|tcpdf|fpdf|dompdf|pdfcreator|cutepdf(?: writer)?|primopdf"
    r"|nitro(?: \w+)?|foxit(?: \w+)?"
    r"|hewlett[- ]packard(?: company)?|hp(?: inc\.?)?|dell(?: inc\.?)?|lenovo|acer|asus|toshiba"
    r"|sony|samsung|apple(?: inc\.?)?"
    r"|company|organi[sz]ation|home|your (?:company|name|organi[sz]ation)(?: name)?"
    r"|win(?:dows)?(?: user)?|un-?named",
    re.IGNORECASE,
)
_VERSION = re.compile(r"[\s/,]+v?\d[\d.]*\w*$")
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


def file_author(text: str | None) -> str | None:
    """The author in the properties of a file, where programs put their own names."""
    names = (stated_author(text) or "").split(", ")
    return ", ".join(name for name in names if name and not _is_nobody(name)) or None


def stated_company(text: str | None) -> str | None:
    """The company that a file names, or None where it is that of the program or the computer."""
    line = finish_line(text)
    return None if line is None or _is_nobody(line) else line


def _is_nobody(name: str) -> bool:
    bare = _VERSION.sub("", name)
    return any(rule.fullmatch(bare) for rule in (_NO_AUTHOR, _SOFTWARE))


def primary_language(tag: str | None) -> str | None:
    """The lower-case primary subtag ("en-GB" gives "en"), or None."""
    found = _LANGUAGE.fullmatch((tag or "").strip().split(",")[0].strip())
    if found is None or found[1].lower() in {"und", "mul", "zxx"}:
        return None
    return found[1].lower()
