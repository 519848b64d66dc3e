"""Paragraph styles and measures of a PDF, made from a theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth

from briefgen.errors import TemplateError
from briefgen.model.document import Align, Document, ParagraphRole
from briefgen.model.theme import Theme
from briefgen.writers.characters import clean
from briefgen.writers.fields import LABEL_STEP
from briefgen.writers.pdf.fonts import Family, register
from briefgen.writers.titles import with_title_size

STEP = 5 * mm  # indent of bullets, and of what hangs from them
NUMBER_STEP = 8 * mm  # room for "12." before a numbered paragraph, where the type is not larger
_AFTER_LABEL = 0.6  # of the size of a label: what is between it and the words, as ReportLab has it
_LEAST_ROOM = 30 * mm  # for words, between the margins
INSET = 11.0  # between a box's edge or a quote's bar and the words
GUTTER = 12.0  # between the columns of a table


@dataclass(frozen=True, slots=True)
class Geometry:
    """The page in points."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Styles:
    """Every style that a block is set in. Names are those of the Word styles."""

    theme: Theme
    geometry: Geometry
    text: Family
    headings: Family
    kind: ParagraphStyle
    title: ParagraphStyle
    heading: tuple[ParagraphStyle, ParagraphStyle, ParagraphStyle]
    paragraph: dict[ParagraphRole, ParagraphStyle]
    credit: ParagraphStyle
    bullet: ParagraphStyle
    number: ParagraphStyle
    numbered_paragraph: ParagraphStyle
    source: ParagraphStyle
    field: ParagraphStyle
    quote: ParagraphStyle
    reported: ParagraphStyle
    attribution: ParagraphStyle
    callout_title: ParagraphStyle
    caption: ParagraphStyle
    cell: dict[Align, ParagraphStyle]
    head_cell: dict[Align, ParagraphStyle]

    @property
    def spaced(self) -> tuple[ParagraphStyle, ...]:
        """The styles whose space before and after follows the theme's spacing."""
        lists = (self.bullet, self.number, self.numbered_paragraph, self.source, self.field)
        others = (self.title, self.credit, self.callout_title, self.caption)
        return (*others, *self.heading, *self.paragraph.values(), *lists)

    def space(self, points: float) -> float:
        """``points`` between two blocks, as the theme spaces them."""
        return points * self.theme.sizes.spacing

    @property
    def faces(self) -> tuple[str, ...]:
        """All faces that words may be set in."""
        return (*self.text.faces, *self.headings.faces)


def geometry(theme: Theme) -> Geometry:
    """The page that ``theme`` asks for."""
    width, height = A4 if theme.page.size == "A4" else LETTER
    page = theme.page
    made = Geometry(width, height, page.top * mm, page.bottom * mm, page.left * mm, page.right * mm)
    if min(made.text_width, made.text_height) < _LEAST_ROOM:
        raise TemplateError("the margins of the theme leave no room for words; make them smaller")
    return made


def styles(theme: Theme) -> Styles:
    """All styles of ``theme``; registers its fonts."""
    text, headings = register(theme.fonts.text), register(theme.fonts.headings)
    page = geometry(theme)
    base = _base(theme, text, page)
    body = _derived(base, "Body Text", spaceAfter=theme.sizes.body * 0.66)
    made = Styles(
        theme=theme,
        geometry=page,
        text=text,
        headings=headings,
        **_display(theme, base, headings),
        paragraph=_paragraphs(theme, body),
        credit=_derived(
            body,
            "Credit",
            fontSize=theme.sizes.small,
            textColor=HexColor(theme.colours.muted),
            spaceAfter=theme.sizes.small * 0.35,
            keepWithNext=1,
        ),
        **_lists(theme, body, text),
        **_quotes(theme, base, text),
        **_tables(theme, base, text),
    )
    for style in made.spaced:
        style.spaceBefore *= theme.sizes.spacing
        style.spaceAfter *= theme.sizes.spacing
    return made


def styles_for(document: Document, theme: Theme) -> Styles:
    """All styles of ``theme``, with the title in the size that the one of ``document`` asks for."""
    bold = register(theme.fonts.headings).bold

    def measure(words: str, points: float) -> float:
        return stringWidth(clean(words), bold, points)

    return styles(with_title_size(theme, document.title, geometry(theme).text_width, measure))


def _base(theme: Theme, text: Family, page: Geometry) -> ParagraphStyle:
    sizes = theme.sizes
    return ParagraphStyle(
        "Normal",
        fontName=text.regular,
        bulletFontName=text.regular,
        fontSize=sizes.body,
        bulletFontSize=sizes.body,
        leading=sizes.body * sizes.leading,
        textColor=HexColor(theme.colours.text),
        rightIndent=max(0.0, page.text_width - sizes.body * sizes.measure),
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
        spaceShrinkage=0,  # Word keeps the width of spaces: lines end at the same words
        uriWasteReduce=0.3,  # a long address breaks after a slash rather than leave a third empty
    )


def _derived(parent: ParagraphStyle, name: str, **changes: Any) -> ParagraphStyle:
    """``parent`` with ``changes``; the leading follows the size unless it is given."""
    if "fontSize" in changes:
        ratio = parent.leading / parent.fontSize
        changes.setdefault("leading", changes["fontSize"] * ratio)
        changes.setdefault("bulletFontSize", changes["fontSize"])
    return ParagraphStyle(name, parent=parent, **changes)


def _display(theme: Theme, base: ParagraphStyle, headings: Family) -> dict[str, Any]:
    """The title, what stands over it, and the headings: tighter lines, more room above."""
    sizes, accent = theme.sizes, HexColor(theme.colours.accent)
    kind = _derived(
        base, "Kind", fontName=headings.bold, fontSize=sizes.band, leading=sizes.band * 1.4,
        spaceAfter=5,
        textColor=accent, keepWithNext=1,
    )  # fmt: skip
    title = _derived(
        base, "Title", fontName=headings.bold, fontSize=sizes.title, leading=sizes.title * 1.16,
        spaceAfter=sizes.title * 0.72, rightIndent=0,
    )  # fmt: skip
    levels = (
        (sizes.heading1, accent, 1.25, 0.38),
        (sizes.heading2, base.textColor, 1.2, 0.34),
        (sizes.heading3, HexColor(theme.colours.muted), 1.0, 0.28),
    )
    heading = tuple(
        _derived(
            base, f"Heading {n}", fontName=headings.bold, fontSize=size, leading=size * 1.22,
            textColor=colour, spaceBefore=size * before, spaceAfter=size * after, keepWithNext=1,
        )
        for n, (size, colour, before, after) in enumerate(levels, 1)
    )  # fmt: skip
    return {"kind": kind, "title": title, "heading": heading}


def _paragraphs(theme: Theme, body: ParagraphStyle) -> dict[ParagraphRole, ParagraphStyle]:
    sizes, muted = theme.sizes, HexColor(theme.colours.muted)
    return {
        ParagraphRole.BODY: body,
        ParagraphRole.LEAD: _derived(
            body, "Lead", fontSize=sizes.lead, leading=sizes.lead * 1.4, spaceAfter=sizes.lead * 0.8
        ),
        ParagraphRole.SMALL: _derived(
            body, "Small", fontSize=sizes.small, textColor=muted, spaceAfter=sizes.small * 0.45
        ),
        ParagraphRole.NIL: _derived(body, "Nil", textColor=muted),
    }


def room_for(label: str, style: ParagraphStyle) -> float:
    """How far from the margin words begin behind ``label``, in points."""
    width = stringWidth(label, style.bulletFontName, style.bulletFontSize)
    return float(style.bulletIndent + width + _AFTER_LABEL * style.bulletFontSize)


def _numbers(parent: ParagraphStyle, name: str, widest: str, **changes: Any) -> ParagraphStyle:
    """The style of numbered items, with room for ``widest`` before the words."""
    made = _derived(parent, name, **changes)
    made.leftIndent = max(NUMBER_STEP, room_for(widest, made))
    return made


def _lists(theme: Theme, body: ParagraphStyle, text: Family) -> dict[str, Any]:
    sizes, accent = theme.sizes, HexColor(theme.colours.accent)
    item = {"spaceAfter": sizes.body * 0.4, "bulletColor": accent}
    return {
        "bullet": _derived(body, "List Bullet", leftIndent=STEP, **item),
        "number": _numbers(body, "List Number", "00.", bulletFontName=text.bold, **item),
        "numbered_paragraph": _numbers(
            body, "Numbered Paragraph", "00.", bulletColor=HexColor(theme.colours.muted)
        ),
        "source": _numbers(
            body, "Sources", "[00]", fontSize=sizes.sources or sizes.small, spaceAfter=3.2,
            bulletColor=accent, rightIndent=0,
        ),
        "field": _derived(
            body, "Field", leftIndent=LABEL_STEP, spaceAfter=2,
            bulletColor=HexColor(theme.colours.muted),
        ),
    }  # fmt: skip


def _quotes(theme: Theme, base: ParagraphStyle, text: Family) -> dict[str, Any]:
    sizes = theme.sizes
    # With it a quote is as high as in Word, where it belongs to the line below, lest a bar break.
    before_credit = sizes.small * 0.2
    return {
        "quote": _derived(base, "Quote", fontSize=sizes.quote, spaceAfter=before_credit),
        "reported": _derived(base, "Reported Speech", spaceAfter=before_credit),
        "attribution": _derived(
            base, "Quote Attribution", fontSize=sizes.small, leading=sizes.small * 1.35,
            textColor=HexColor(theme.colours.muted), rightIndent=0,
        ),
        "callout_title": _derived(
            base, "Callout Title", fontName=text.bold, fontSize=sizes.body, spaceAfter=4,
            textColor=HexColor(theme.colours.accent), keepWithNext=1,
        ),
    }  # fmt: skip


def _tables(theme: Theme, base: ParagraphStyle, text: Family) -> dict[str, Any]:
    sizes = theme.sizes
    caption = _derived(
        base, "Caption", fontName=text.bold, fontSize=sizes.table, spaceBefore=4, spaceAfter=4,
        keepWithNext=1,
    )  # fmt: skip
    sides = {Align.LEFT: 0, Align.CENTRE: 1, Align.RIGHT: 2}
    cell = {
        align: _derived(
            base, f"Table Text {align}", fontSize=sizes.table, leading=sizes.table * 1.3,
            rightIndent=0, alignment=side,
        )
        for align, side in sides.items()
    }  # fmt: skip
    head = {
        align: _derived(
            cell[align], f"Table Heading {align}", fontName=text.bold, fontSize=sizes.small,
            textColor=HexColor(theme.colours.muted), leading=sizes.small * 1.25,
        )
        for align in sides
    }  # fmt: skip
    return {"caption": caption, "cell": cell, "head_cell": head}
