"""A theme drawn from a letterhead, so that what is ours in it does not look foreign."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.model.theme import Colours, Theme
from briefgen.text.contrast import contrasting
from briefgen.writers.docx.letterhead.guessing import Choice
from briefgen.writers.docx.letterhead.sheet import Sheet

# The accents of Word's own themes say nothing about a house.
_OFFICE = frozenset({"#4F81BD", "#5B9BD5", "#4472C4", "#156082", "#0F4761", "#1CADE4"})
_TINT = 0.07
_FACTORS = frozenset({"leading", "measure", "spacing"})  # multiples of a size, and no sizes
_GREY = 24  # between the strongest and the weakest of red, green and blue: less is no colour


def themed(sheet: Sheet, choices: Mapping[str, Choice], theme: Theme) -> Theme:
    """``theme`` with font, sizes and colours of the letterhead whose styles these are."""
    body = sheet.by_id.get(choices["body"].style_id, sheet.standard)
    size = min(18.0, max(7.0, sheet.size(body)))
    ratio = size / theme.sizes.body
    sizes = {
        name: min(72.0, max(6.0, points * ratio))
        for name, points in theme.sizes.model_dump().items()
        if name not in _FACTORS and points is not None
    }
    text = sheet.colour(body) or "#000000"
    colours = _colours(_accent(sheet, choices) or text, text, theme.colours)
    fonts = theme.fonts.model_copy(
        update={"word": sheet.font(body) or "Times New Roman", "word_scale": 1.0}
    )
    # Running text is as wide as that of the house: the measure is for pages of our own.
    sizes |= {"body": size, "measure": 100.0}
    return theme.model_copy(
        update={
            "fonts": fonts,
            "colours": colours,
            "sizes": theme.sizes.model_copy(update=sizes),
        }
    )


def _accent(sheet: Sheet, choices: Mapping[str, Choice]) -> str:
    """The colour of the house: that of its headings or title, else of a theme that is its own."""
    for role in ("heading1", "title", "heading2"):
        style = sheet.by_id.get(choices[role].style_id)
        colour = sheet.colour(style) if style else ""
        if _is_colour(colour):
            return contrasting(colour, ratio=4.5)
    colour = sheet.accent()
    return contrasting(colour, ratio=4.5) if _is_colour(colour) and colour not in _OFFICE else ""


def _colours(accent: str, text: str, ours: Colours) -> Colours:
    return ours.model_copy(update={"text": text, "accent": accent, "box": _tinted(accent)})


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _is_colour(colour: str) -> bool:
    return bool(colour) and max(_parts(colour)) - min(_parts(colour)) >= _GREY


def _tinted(colour: str) -> str:
    """A breath of ``colour`` on white."""
    mixed = (round(255 + (part - 255) * _TINT) for part in _parts(colour))
    return "#" + "".join(f"{part:02X}" for part in mixed)
