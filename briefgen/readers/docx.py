"""Word documents: the text as it reads with all tracked changes accepted, and the properties."""

from __future__ import annotations

import io

from briefgen.readers.content import Content
from briefgen.readers.stated import primary_language, stated_title


def read(data: bytes) -> Content:
    """The content of a Word file: body, tables, text boxes, notes; never headers or comments."""
    from briefgen.readers.blocks import paragraphs_in, parse_html
    from briefgen.readers.office import properties_of
    from briefgen.readers.package import Package
    from briefgen.readers.wordml import headings_of, language_in, plain_package

    with Package(data) as package:
        stated = properties_of(package)
        styles = package.tree("word/styles.xml")
        document, rebuilt, hidden = plain_package(package)
        title = stated.title or stated_title(next(headings_of(document, styles), None))
        language = language_in(styles, document)
    tree = parse_html(_markup(rebuilt))
    return Content(
        text="\n\n".join(paragraphs_in(tree)) if tree is not None else "",
        title=title,
        author=stated.author,
        publisher=stated.publisher,
        published=stated.published,
        language=stated.language or primary_language(language),
        hidden_words=hidden,
    )


def markup_of(data: bytes) -> str:
    """The same text as HTML, with what is heading, list, table or paragraph."""
    from briefgen.readers.package import Package
    from briefgen.readers.wordml import plain_package

    with Package(data) as package:
        _, rebuilt, _ = plain_package(package)
    return _markup(rebuilt)


def has_unseen(data: bytes) -> bool:
    """Whether it holds words that it does not show; raises ReaderError."""
    from briefgen.readers.package import Package
    from briefgen.readers.wordml import holds_unseen

    with Package(data) as package:
        return holds_unseen(package)


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
