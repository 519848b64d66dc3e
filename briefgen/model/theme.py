"""How a document looks, in every format: fonts, sizes, colours, page, header and footer."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator

from briefgen.model.base import Frozen

BAND_WORDS = ("title", "kind", "reference", "organisation", "date", "page", "pages")
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
Points = Annotated[float, Field(gt=0, le=72)]
Millimetres = Annotated[float, Field(ge=0, le=100)]
Side = Literal["left", "centre", "right"]


class FontFiles(Frozen):
    """A family of one's own, by its files. A face that is left out is the regular one."""

    family: str = Field(min_length=1, description="its name, as Word and browsers know it")
    regular: str = Field(description="a TrueType file in the folder of the theme")
    bold: str = Field("", description="the same for bold")
    italic: str = Field("", description="the same for italic")
    bold_italic: str = Field("", description="the same for bold italic")


Font = str | FontFiles


def _one_file(value: object) -> object:
    """The path of one font file stands for a family of one face, called like the file."""
    if isinstance(value, str) and value.lower().endswith((".ttf", ".otf")):
        return {"family": PurePath(value).stem, "regular": value}
    return value


class Fonts(Frozen):
    """Font families, each by its name or by its files."""

    text: Font = Field(
        "Lato",
        description="a family by name (Lato, Arimo, PT Serif or an installed `fontpkg` family), or "
        "a table with `family`, `regular`, `bold`, `italic`, `bold_italic`; embedded in the PDF",
    )
    headings: Font = Field("Lato", description="the same, for title and headings")
    word: Font = Field(
        "Lato",
        description="the same, for Word files; a family that is not at hand is only named there, "
        "as those of an office are",
    )
    word_headings: Font = Field("", description="for headings in Word, where another one")
    word_scale: float = Field(
        1.0, ge=0.5, le=2.0, description="multiplies sizes in Word: 1.05 for Calibri"
    )

    _files = field_validator("text", "headings", "word", "word_headings", mode="before")(_one_file)


class Sizes(Frozen):
    """Type sizes in points."""

    body: float = Field(10.5, ge=7, le=18, description="running text")
    lead: Points = Field(12.0, description="`::: lead`")
    quote: Points = Field(11.0, description="quotes")
    table: Points = Field(9.5, description="tables")
    small: Points = Field(9.0, description="sources, who said a quote, `::: small`")
    sources: Points | None = Field(
        None, description="the list of sources; as `small` where none is given"
    )
    band: float = Field(8.5, ge=6, le=14, description="header and footer")
    title: Points = Field(20.0, description="the title")
    heading1: Points = Field(13.5, description="`#`")
    heading2: Points = Field(11.5, description="`##`")
    heading3: Points = Field(10.5, description="`###`")
    leading: float = Field(
        1.3, ge=1.0, le=2.5, description="line height, as a multiple of the size"
    )
    measure: float = Field(
        37.0,
        ge=10.0,
        le=100.0,
        description="longest line of running text, as a multiple of `body`: 37 gives about 80 "
        "characters; tables and boxes may be wider",
    )
    spacing: float = Field(
        1.0,
        ge=0.5,
        le=2.0,
        description="space between paragraphs, lists and sections, as a multiple",
    )


class Colours(Frozen):
    """Colours as #RRGGBB."""

    text: Colour = Field("#1B1F24", description="running text")
    muted: Colour = Field("#56606B", description="what stands back: labels, header and footer")
    accent: Colour = Field("#14507A", description="headings, rules, links")
    rule: Colour = Field("#C9D2DA", description="thin lines")
    box: Colour = Field("#EEF3F7", description="behind boxes")
    placeholder: Colour = Field("#FFF1B8", description="behind what is left to complete")


class Page(Frozen):
    """Paper and margins in millimetres."""

    size: Literal["A4", "Letter"] = Field("A4", description="the paper: `A4` or `Letter`")
    top: Millimetres = Field(22.0, description="margin at the top")
    bottom: Millimetres = Field(19.0, description="margin at the bottom")
    left: Millimetres = Field(30.0, description="margin at the left")
    right: Millimetres = Field(30.0, description="margin at the right")


class Band(Frozen):
    """What stands at the left and right of a header or footer."""

    left: str = Field("", description="words at the left")
    right: str = Field("", description="words at the right")

    @field_validator("left", "right")
    @classmethod
    def _knows_its_words(cls, value: str) -> str:
        for name in re.findall(r"\{([^{}]*)\}?", value):
            if name not in BAND_WORDS:
                raise ValueError(f"{{{name}}} stands for nothing; there are {_listed_words()}")
        return value


def _listed_words() -> str:
    return ", ".join(f"{{{name}}}" for name in BAND_WORDS)


class Furniture(Band):
    """A header or footer. The words may hold ``{title}``, ``{kind}``, ``{reference}``,
    ``{organisation}``, ``{date}``, ``{page}`` and ``{pages}``. Title and kind stand on the first
    page in large type, so that it leaves them out here unless ``first`` says what it has."""

    first: Band | None = Field(None, description="another `left` and `right` for the first page")

    def of(self, *, first_page: bool) -> Band:
        """What stands on the first page, or on the others."""
        return self.first if first_page and self.first is not None else self


class Marking(Frozen):
    """How the handling marking is set. It stands in header and footer of every page, always."""

    align: Side = Field("centre", description="left, centre or right")
    size: float = Field(10.0, ge=9, le=16, description="points")


class Logo(Frozen):
    """A picture on the first page. Without ``file`` there is none."""

    file: str = Field("", description="a PNG or JPEG file in the folder of the theme")
    alt: str | None = Field(
        None, description='what it shows, for those who cannot see it; "" for mere decoration'
    )
    height: float = Field(14.0, ge=4, le=60, description="millimetres")
    position: Literal["header", "title"] = Field(
        "header", description="in the header of the first page, or above the title"
    )
    align: Side = Field("left", description="left, centre or right")


class Theme(Frozen):
    """One look for all writers, as ``theme.toml`` states it; what is left out has a default.

    In a theme that was loaded, the paths of fonts and logo are where these stand on this machine.
    """

    organisation: str = Field("", description="whose brief it is, for `{organisation}`")
    language: str | None = Field(
        None,
        pattern=r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$",
        description="language of the briefs, where `--language` names none",
    )
    fonts: Fonts = Fonts()
    sizes: Sizes = Sizes()
    colours: Colours = Colours()
    page: Page = Page()
    header: Furniture = Furniture(left="{title}", right="{kind}")
    footer: Furniture = Furniture(left="{reference} · {date}", right="Page {page} of {pages}")
    marking: Marking = Marking()
    logo: Logo = Logo()
