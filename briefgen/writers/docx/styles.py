"""The named styles of a Word file: all its formatting is here, none is on the words."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.typefaces import family_name
from briefgen.writers.docx import numbering
from briefgen.writers.docx.look import (
    BAR,
    BOX_LEFT,
    BOX_RIGHT,
    NUMBER_STEP,
    SIDES,
    STEP,
    Look,
    border,
    font,
    numbered,
    shade,
    tabs,
    tongue,
)
from briefgen.writers.docx.naming import Properties, character_style, paragraph_style
from briefgen.writers.docx.scripts import Scripts
from briefgen.writers.docx.tablestyles import BEFORE_NOTE, table_styles
from briefgen.writers.docx.xml import Element, hexadecimal, twips, w

# The lists whose last item has a style of its own, named after theirs.
ENDING = ("List Bullet", "List Number", "Numbered Paragraph", "Field", "Sources")


def styles(look: Look, language: str, scripts: Scripts) -> list[Element]:
    """What the styles part holds, made from the theme of ``look``."""
    return [
        _defaults(look, language, scripts),
        *_text(look),
        *_headings(look),
        *_lists(look),
        *_quotes(look),
        *_callouts(look),
        *table_styles(look),
        *_notes(look),
        *_furniture(look),
        *_characters(look),
    ]


def _defaults(look: Look, language: str, scripts: Scripts) -> Element:
    fonts = font(family_name(look.theme.fonts.word), scripts.east_asian_font, scripts.complex_font)
    run = w("rPr", fonts, tongue(language, scripts.east_asian, scripts.complex))
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault", w("pPr", w("widowControl"))))


def _text(look: Look) -> Iterator[Element]:
    sizes, colours = look.theme.sizes, look.theme.colours
    # Size and colour stand here and not in the defaults of the document: in a table, LibreOffice
    # would set those over the character styles of citations and links.
    yield paragraph_style(
        "Normal",
        (look.space(sizes.body), look.indent(right=0)),
        look.letters(sizes.body, colours.text),
        based_on=None,
        default=True,
    )
    yield paragraph_style(
        "Body Text", (look.space(sizes.body, after=sizes.body * 0.66), look.indent())
    )
    yield paragraph_style(
        "Lead",
        (look.space(sizes.lead, before=sizes.lead * 0.5, after=sizes.lead * 0.8), look.indent()),
        look.letters(sizes.lead),
        following="Body Text",
    )
    yield paragraph_style(
        "Small",
        (look.space(sizes.small, after=sizes.small * 0.45), look.indent()),
        look.letters(sizes.small, colours.muted),
    )
    yield paragraph_style(
        "Credit",
        (w("keepNext"), look.space(sizes.small, after=sizes.small * 0.35), look.indent()),
        look.letters(sizes.small, colours.muted),
        following="Body Text",
    )
    yield paragraph_style("Nil", (), look.letters(colour=colours.muted), based_on="Body Text")


def _headings(look: Look) -> Iterator[Element]:
    sizes, colours = look.theme.sizes, look.theme.colours
    yield paragraph_style(
        "Subtitle",
        (w("keepNext"), look.line(sizes.band, 1.4, after=5)),
        (
            *look.heading_font(),
            *look.letters(sizes.band, colours.accent, bold=True),
            w("caps"),
            w("spacing", val=15),
        ),
        following="Title",
    )
    yield paragraph_style(
        "Title",
        (w("keepNext"), w("keepLines"), look.space(sizes.title, 1.16, after=sizes.title * 0.62)),
        (*look.heading_font(), *look.letters(sizes.title, bold=True)),
        following="Body Text",
    )
    levels = (
        (sizes.heading1, colours.accent, 1.25, 0.38),
        (sizes.heading2, colours.text, 1.2, 0.34),
        (sizes.heading3, colours.muted, 1.0, 0.28),
    )
    for n, (size, colour, before, after) in enumerate(levels, 1):
        yield paragraph_style(
            f"Heading {n}",
            (
                w("keepNext"),
                w("keepLines"),
                look.space(size, 1.22, before=size * before, after=size * after),
                look.indent(),
                w("outlineLvl", val=n - 1),
            ),
            (*look.heading_font(), *look.letters(size, colour, bold=True)),
            following="Body Text",
        )


def _item(look: Look, name: str, list_id: int, step: float, level: int = 0) -> Element:
    """The style of list items whose words stand ``step`` behind their bullet or number."""
    body = look.theme.sizes.body
    outer = level * NUMBER_STEP
    properties = (
        w("keepLines"),
        numbered(list_id, level),
        look.space(body, after=body * 0.4),
        look.indent(outer + step, hanging=step),
        tabs(("left", outer + step)),
    )
    return paragraph_style(name, properties)


def _lists(look: Look) -> Iterator[Element]:
    sizes = look.theme.sizes
    close = look.space(sizes.body, after=sizes.body * 0.4)
    yield _item(look, "List Bullet", numbering.BULLETS, STEP)
    yield _item(look, "List Bullet 2", numbering.BULLETS, STEP, level=1)
    yield _item(look, "List Number", numbering.NUMBERS, NUMBER_STEP)
    yield _item(look, "List Number 2", numbering.NUMBERS, NUMBER_STEP, level=1)
    yield paragraph_style("List Continue", (close, look.indent(NUMBER_STEP)))
    yield paragraph_style(
        "Numbered Paragraph",
        (
            w("keepLines"),
            numbered(numbering.PARAGRAPHS),
            look.space(sizes.body, after=sizes.body * 0.66),
            look.indent(NUMBER_STEP, hanging=NUMBER_STEP),
            tabs(("left", NUMBER_STEP)),
        ),
    )
    yield paragraph_style(
        "Sources",
        (
            w("keepLines"),
            numbered(numbering.SOURCES),
            look.space(sizes.sources or sizes.small, after=3.2),
            look.indent(NUMBER_STEP, hanging=NUMBER_STEP, right=0),
            tabs(("left", NUMBER_STEP)),
        ),
        look.letters(sizes.sources or sizes.small),
    )
    yield paragraph_style(
        "Field",
        (
            w("keepLines"),
            look.space(sizes.body, after=2),
            look.indent(look.label, hanging=look.label),
            tabs(("left", look.label)),
        ),
    )
    # A list ends with more space than there is between its items, or what follows would look like
    # one more of them.
    for name in ENDING:
        is_small = name == "Sources"
        size, after = (
            (sizes.sources or sizes.small, BEFORE_NOTE) if is_small else (sizes.body, sizes.body)
        )
        yield paragraph_style(f"{name} Last", (look.space(size, after=after),), based_on=name)


def _quotes(look: Look) -> Iterator[Element]:
    sizes, colours = look.theme.sizes, look.theme.colours
    left = BOX_LEFT + 1.5
    bar = w("pBdr", border("left", colours.accent, 1.5, BOX_LEFT))
    yield paragraph_style(
        "Quote",
        (
            w("keepNext"),
            w("keepLines"),
            bar,
            look.space(sizes.quote, before=6),
            look.indent(left),
        ),
        look.letters(sizes.quote),
        following="Quote Attribution",
    )
    # Word joins the bars of neighbours whose borders are the same. That of the attribution has
    # a colour next to the same, so that two quotes in a row are two.
    bar = w("pBdr", border("left", _next_to(colours.accent), 1.5, BOX_LEFT))
    yield paragraph_style(
        "Quote Attribution",
        (
            w("keepLines"),
            bar,
            look.space(sizes.small, 1.55, after=sizes.body * 1.1),
            look.indent(left, right=0),
        ),
        look.letters(sizes.small, colours.muted),
        following="Body Text",
    )
    yield paragraph_style(
        "Reported Speech",
        (w("keepNext"), w("keepLines"), look.space(sizes.body), look.indent()),
        following="Reported By",
    )
    yield paragraph_style(
        "Reported By",
        (
            w("keepLines"),
            look.space(sizes.small, 1.55, after=sizes.body * 1.1),
            look.indent(right=0),
        ),
        look.letters(sizes.small, colours.muted),
        following="Body Text",
    )


def _next_to(colour: str) -> str:
    """The colour nearest to ``colour``, which no eye can tell from it."""
    return f"#{int(colour[1:], 16) ^ 1:06X}"


def _callouts(look: Look) -> Iterator[Element]:
    """Styles of one box: Word joins paragraphs into one when borders and left edge are the same,
    and shades the space between them."""
    sizes, colours = look.theme.sizes, look.theme.colours
    left = BAR + BOX_LEFT

    def box() -> Properties:
        return (
            w(
                "pBdr",
                border("top", colours.box, 0.5, 8),
                border("left", colours.accent, BAR, BOX_LEFT),
                border("bottom", colours.box, 0.5, 9),
                border("right", colours.box, 0.5, BOX_RIGHT),
            ),
            shade(colours.box),
        )

    yield paragraph_style(
        "Callout",
        (
            *box(),
            look.space(sizes.body, after=sizes.body * 0.66),
            look.indent(left, right=BOX_RIGHT),
        ),
    )
    yield paragraph_style(
        "Callout Title",
        (w("keepNext"), look.space(sizes.body, before=8, after=4)),
        look.letters(sizes.body, colours.accent, bold=True),
        based_on="Callout",
        following="Callout",
    )
    yield paragraph_style(
        "Callout List",
        (
            w("keepLines"),
            numbered(numbering.CALLOUT_BULLETS),
            look.space(sizes.body, after=sizes.body * 0.4),
            tabs(("left", left + STEP)),
            look.indent(left + STEP, hanging=STEP, right=BOX_RIGHT),
        ),
        based_on="Callout",
    )
    # Its edge stays that of the box, or the box would be in two; its mark brings its own indent.
    yield paragraph_style(
        "Callout List 2",
        (
            w("keepLines"),
            numbered(numbering.CALLOUT_BULLETS, 1),
            tabs(("left", left + 2 * STEP)),
            look.indent(left + 2 * STEP, hanging=2 * STEP, right=BOX_RIGHT),
        ),
        based_on="Callout",
    )
    yield paragraph_style(
        "Callout Number",
        (
            w("keepLines"),
            look.space(sizes.body, after=sizes.body * 0.4),
            tabs(("left", left + NUMBER_STEP)),
            look.indent(left + NUMBER_STEP, hanging=NUMBER_STEP, right=BOX_RIGHT),
        ),
        based_on="Callout",
    )
    yield paragraph_style(
        "Callout Small",
        (look.space(sizes.small, after=sizes.body * 0.66),),
        look.letters(sizes.small, colours.muted),
        based_on="Callout",
    )
    yield paragraph_style(
        "Callout End", (look.space(4, 1.0, after=0),), look.letters(4), based_on="Callout"
    )


def _notes(look: Look) -> Iterator[Element]:
    """Styles of comments, and of the notes that a user may add: Word's own would look foreign."""
    sizes = look.theme.sizes
    for name in ("Comment Text", "Footnote Text", "Endnote Text"):
        yield paragraph_style(name, (look.space(sizes.small),), look.letters(sizes.small))
    yield character_style("Comment Reference", *look.letters(8))
    for name in ("Footnote Reference", "Endnote Reference"):
        yield character_style(name, w("vertAlign", val="superscript"))


def _furniture(look: Look) -> Iterator[Element]:
    colours, size, marking = look.theme.colours, look.theme.sizes.band, look.theme.marking
    at_right = tabs(("right", look.text_width))
    yield paragraph_style(
        "Marking",
        (look.line(marking.size, 1.2, after=2), w("jc", val=SIDES[marking.align])),
        (*look.heading_font(), *look.letters(marking.size, colours.text, bold=True)),
    )
    if look.theme.logo.file:
        side = SIDES[look.theme.logo.align]
        yield paragraph_style("Logo End", (look.space(look.theme.page.top * 0.45, 1.0),))
        yield paragraph_style("Logo", (w("jc", val=side), w("spacing", before=0, after=twips(8))))
    yield paragraph_style(
        "Header",
        (
            at_right,
            look.line(size, 1.2),
            w("pBdr", border("bottom", colours.rule, 0.5, 4)),
        ),
        look.letters(size, colours.muted),
    )
    yield paragraph_style(
        "Footer",
        (
            tabs(("right", look.text_width)),
            look.line(size, 1.2, after=3),
            w("pBdr", border("top", colours.rule, 0.5, 5)),
        ),
        look.letters(size, colours.muted),
    )


def _characters(look: Look) -> Iterator[Element]:
    colours = look.theme.colours
    bold = (w("b"), w("bCs"))
    yield character_style("Default Paragraph Font", default=True)
    yield character_style("Strong", w("b"), w("bCs"))
    yield character_style("Emphasis", w("i"), w("iCs"))
    yield character_style("Intense Emphasis", *bold, w("i"), w("iCs"))
    accent = hexadecimal(colours.accent)
    yield character_style("Hyperlink", w("color", val=accent), w("u", val="single"))
    size = round(look.size(look.theme.sizes.small) * 2)
    yield character_style(
        "Citation", w("color", val=accent), w("sz", val=size), w("szCs", val=size)
    )
    yield character_style("Placeholder", shade(colours.placeholder))
    yield character_style("Strong Placeholder", *bold, shade(colours.placeholder))
    yield character_style("Field Label", w("color", val=hexadecimal(colours.muted)))
