"""The theme part: colours and fonts that Word offers for what a user adds."""

from __future__ import annotations

from string import Template

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part

from briefgen.model.theme import Font, Theme
from briefgen.typefaces import family_name
from briefgen.writers.docx.parts import attach
from briefgen.writers.docx.xml import hexadecimal

_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="9525">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_NAMES = (
    ("dk1", "text"), ("lt1", "paper"), ("dk2", "accent"), ("lt2", "box"), ("accent1", "accent"),
    ("accent2", "muted"), ("accent3", "text"), ("accent4", "rule"), ("accent5", "box"),
    ("accent6", "placeholder"), ("hlink", "accent"), ("folHlink", "accent"),
)  # fmt: skip
_THEME = Template(
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Briefgen">'
    '<a:themeElements><a:clrScheme name="Briefgen">$colours</a:clrScheme>'
    '<a:fontScheme name="Briefgen"><a:majorFont>$headings</a:majorFont>'
    "<a:minorFont>$text</a:minorFont></a:fontScheme>"
    f'<a:fmtScheme name="Briefgen"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
    f"<a:lnStyleLst>{_LINE * 3}</a:lnStyleLst><a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
)


def attach_palette(part: Part, theme: Theme) -> None:
    """Put the colours and the font of ``theme`` into the file that ``part`` is the body of."""
    values = {**theme.colours.model_dump(), "paper": "#FFFFFF"}
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{hexadecimal(values[colour])}"/></a:{name}>'
        for name, colour in _NAMES
    )
    fonts = theme.fonts
    content = _THEME.substitute(
        colours=colours,
        headings=_font(fonts.word_headings or fonts.word),
        text=_font(fonts.word),
    ).encode()
    attach(part, "/word/theme/theme1.xml", CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME, content)


def _font(font: Font) -> str:
    family = _attribute(family_name(font))
    return f'<a:latin typeface="{family}"/><a:ea typeface=""/><a:cs typeface=""/>'


def _attribute(text: str) -> str:
    from html import escape

    from briefgen.writers.characters import clean

    return escape(clean(text), quote=True)
