"""How a document looks, in every format: fonts, sizes, colours, page, header and footer."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator

from briefgen.model.base import Frozen

BAND_WORDS = ("title", "kind", "reference", "organisation", "date", "page", "pages")
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
Points = Annotated[float, Field(gt=0, le=72)]
Millimetres = Annotated[float, Field(ge=0, le=100)]


class Fonts(Frozen):
    """Font families. ``text`` and ``headings`` are embedded in the PDF and named in HTML;
    ``word`` is the family of Word files, embedded too where it is an installed ``fontpkg`` family
    and only named otherwise, as fonts of an office must be. ``word_scale`` multiplies sizes there,
    for a family that runs smaller: 1.05 for Calibri."""

    text: str = "Lato"
    headings: str = "Lato"
    word: str = "Lato"
    word_scale: float = Field(1.0, ge=0.5, le=2.0)


class Sizes(Frozen):
    """Type sizes in points; ``leading`` is the line height as a multiple of the size, ``measure``
    the longest line of running text as a multiple of ``body``: 37 gives about 80 characters.
    Tables, boxes and rules may be wider. ``spacing`` multiplies the space between paragraphs, lists
    and sections, never that between lines."""

    body: float = Field(10.5, ge=7, le=18)
    lead: Points = 12.0
    quote: Points = 11.0
    table: Points = 9.5
    small: Points = 9.0
    title: Points = 20.0
    heading1: Points = 13.5
    heading2: Points = 11.5
    heading3: Points = 10.5
    leading: float = Field(1.3, ge=1.0, le=2.5)
    measure: float = Field(37.0, ge=10.0, le=100.0)
    spacing: float = Field(1.0, ge=0.5, le=2.0)


class Colours(Frozen):
    """Colours as #RRGGBB. ``accent`` marks headings, rules and links."""

    text: Colour = "#1B1F24"
    muted: Colour = "#56606B"
    accent: Colour = "#14507A"
    rule: Colour = "#C9D2DA"
    box: Colour = "#EEF3F7"
    placeholder: Colour = "#FFF1B8"


class Page(Frozen):
    """Paper and margins in millimetres."""

    size: Literal["A4", "Letter"] = "A4"
    top: Millimetres = 22.0
    bottom: Millimetres = 19.0
    left: Millimetres = 30.0
    right: Millimetres = 30.0


class Band(Frozen):
    """What stands at the left and right of a header or footer. The words may hold ``{title}``,
    ``{kind}``, ``{reference}``, ``{organisation}``, ``{date}``, ``{page}`` and ``{pages}``. The
    marking, where there is one, is set in the middle of both bands on every page, whatever these
    say. Title and kind stand on the first page in large type, so its header leaves them out."""

    left: str = ""
    right: str = ""

    @field_validator("left", "right")
    @classmethod
    def _knows_its_words(cls, value: str) -> str:
        for name in re.findall(r"\{([^{}]*)\}?", value):
            if name not in BAND_WORDS:
                raise ValueError(f"{{{name}}} stands for nothing; there are {_listed_words()}")
        return value


def _listed_words() -> str:
    return ", ".join(f"{{{name}}}" for name in BAND_WORDS)


class Theme(Frozen):
    """One look for all writers, as ``theme.toml`` states it; what is left out has a default."""

    organisation: str = ""
    fonts: Fonts = Fonts()
    sizes: Sizes = Sizes()
    colours: Colours = Colours()
    page: Page = Page()
    header: Band = Band(left="{title}", right="{kind}")
    footer: Band = Band(left="{date}", right="Page {page} of {pages}")
