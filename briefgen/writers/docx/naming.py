"""Named styles: what Word calls them, and what it wants to be told of each."""

from __future__ import annotations

from briefgen.writers.docx.xml import Element, w

Properties = tuple[Element, ...]


def paragraph_style(
    name: str,
    paragraph: Properties = (),
    run: Properties = (),
    *,
    based_on: str | None = "Normal",
    following: str | None = None,
    default: bool = False,
) -> Element:
    """A paragraph style. Its id is its name without spaces; Word's own names are in lower case
    in the file (``heading 1``), its own ids are not."""
    attributes = {"default": "1"} if default else _custom(name)
    return w(
        "style",
        w("name", val=_word_name(name)),
        w("basedOn", val=style_id(based_on)) if based_on else None,
        w("next", val=style_id(following)) if following else None,
        w("qFormat"),
        w("pPr", *paragraph),
        w("rPr", *run),
        type="paragraph",
        styleId=style_id(name),
        **attributes,
    )


_LOWER_CASE = {
    "Heading 1", "Heading 2", "Heading 3", "Caption", "Header", "Footer", "Footnote Text",
    "Footnote Reference", "Endnote Text", "Endnote Reference",
}  # fmt: skip
_OTHERWISE = {"Comment Text": "annotation text", "Comment Reference": "annotation reference"}
_BUILT_IN = _LOWER_CASE | _OTHERWISE.keys() | {
    "Body Text", "Title", "Subtitle", "List Bullet", "List Bullet 2", "List Number",
    "List Number 2", "List Continue", "Quote", "Strong", "Emphasis", "Intense Emphasis",
    "Hyperlink",
}  # fmt: skip


def _word_name(name: str) -> str:
    """What Word's own file format calls the style that its menus call ``name``."""
    return _OTHERWISE.get(name, name.lower() if name in _LOWER_CASE else name)


def _custom(name: str) -> dict[str, str]:
    """The mark of a style that Word itself does not have."""
    return {} if name in _BUILT_IN else {"customStyle": "1"}


def style_id(name: str) -> str:
    """The id by which paragraphs refer to the style called ``name``."""
    return name.replace(" ", "")


def character_style(name: str, *run: Element, default: bool = False) -> Element:
    attributes = {"default": "1"} if default else _custom(name)
    return w(
        "style",
        w("name", val=_word_name(name)),
        w("qFormat"),
        w("rPr", *run),
        type="character",
        styleId=style_id(name),
        **attributes,
    )
