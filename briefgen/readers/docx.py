"""Word documents: the text as it reads with all tracked changes accepted, and the properties."""

from __future__ import annotations

import io
from datetime import date

from briefgen.readers.content import Content
from briefgen.readers.dating import parse_date
from briefgen.readers.finish import finish_line
from briefgen.readers.stated import (
    file_author,
    primary_language,
    stated_company,
    stated_title,
)

_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_COMPANY = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Company"
# The day on which the templates of python-docx and of Word's own default file were made.
_TEMPLATE_DAYS = frozenset({date(2013, 12, 23), date(1601, 1, 1), date(1970, 1, 1)})


def read(data: bytes) -> Content:
    """The content of a Word file: body, tables, text boxes, notes; never headers or comments."""
    from briefgen.readers.blocks import paragraphs_in, parse_html
    from briefgen.readers.package import Package
    from briefgen.readers.wordml import headings_of, language_in, plain_package

    with Package(data) as package:
        core = _properties(package.tree("docProps/core.xml"))
        company = _properties(package.tree("docProps/app.xml")).get(_COMPANY)
        styles = package.tree("word/styles.xml")
        document, rebuilt = plain_package(package)
        title = stated_title(core.get(_DC + "title"))
        title = title or stated_title(next(headings_of(document, styles), None))
        language = language_in(styles, document)
    tree = parse_html(_markup(rebuilt))
    return Content(
        text="\n\n".join(paragraphs_in(tree)) if tree is not None else "",
        title=title,
        author=file_author(core.get(_DC + "creator")),
        publisher=stated_company(company),
        published=_day(core),
        language=primary_language(core.get(_DC + "language")) or primary_language(language),
    )


def markup_of(data: bytes) -> str:
    """The same text as HTML, with what is heading, list, table or paragraph."""
    from briefgen.readers.package import Package
    from briefgen.readers.wordml import plain_package

    with Package(data) as package:
        _, rebuilt = plain_package(package)
    return _markup(rebuilt)


def _markup(rebuilt: bytes) -> str:
    import mammoth

    result = mammoth.convert_to_html(
        io.BytesIO(rebuilt),
        style_map=_STYLE_MAP,
        convert_image=mammoth.images.img_element(lambda _: {}),
        external_file_access=False,
    )
    return _without_note_marks(result.value)


# Paragraphs that mammoth would merge into lists or leave out become paragraphs.
_STYLE_MAP = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
"""


def _without_note_marks(markup: str) -> str:
    """HTML without the "[1]" at each note reference and the arrow back from each note."""
    from lxml import html

    from briefgen.readers.blocks import parse_html

    tree = parse_html(markup)
    if tree is None:
        return ""
    for link in list(tree.iter("a")):
        target = link.get("href") or ""
        if target.startswith(("#footnote-", "#endnote-")):
            mark = link.getparent()
            (mark if mark is not None and mark.tag == "sup" else link).drop_tree()
    return str(html.tostring(tree, encoding="unicode"))


def _properties(root: object) -> dict[str, str]:
    """Text of each document property by its qualified name."""
    from lxml import etree

    if not isinstance(root, etree._Element):
        return {}
    found = ((str(child.tag), finish_line(child.text)) for child in root)
    return {tag: text for tag, text in found if text}


def _day(core: dict[str, str]) -> date | None:
    """The day the document was made, else last changed; template days are nobody's."""
    for name in (_TERMS + "created", _TERMS + "modified"):
        found = parse_date(core.get(name))
        if found is not None and found not in _TEMPLATE_DAYS:
            return found
    return None
