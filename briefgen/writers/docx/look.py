"""A theme in Word's terms: measures, and the properties that styles are made of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefgen.model.document import Document
from briefgen.model.theme import Font, Theme
from briefgen.typefaces import family_name, twin
from briefgen.writers.docx.embedding import face
from briefgen.writers.docx.xml import Element, hexadecimal, twips, w
from briefgen.writers.fields import LABEL_STEP, label_step
from briefgen.writers.titles import with_title_size

MM = 72 / 25.4
STEP = 5 * MM  # indent of bullets
NUMBER_STEP = 8 * MM  # room for "12." before a numbered paragraph
GUTTER = 12.0  # between the columns of a table
BAR = 3.0  # points: the accent rule of a callout
BOX_LEFT = 11.0  # between that rule and the words
BOX_RIGHT = 31.0  # the most that Word lets a border stand off the words

# Widths of letters as parts of the size, for a font that only those have who open the file.
_NARROW, _NORMAL, _WIDE, _BOLD = 0.29, 0.53, 0.83, 1.05
_NARROW_LETTERS = frozenset("fijlrtI.,:;'’|!()[] ")
_WIDE_LETTERS = frozenset("mwMW%@—…")

# What Word calls the sides of a paragraph.
SIDES = {"left": "left", "centre": "center", "right": "right"}

_HAIR = 0.4  # points more than the words of a full line need: programs round their widths
_PAPER = {"A4": (595.3, 841.9), "Letter": (612.0, 792.0)}


@dataclass(frozen=True, slots=True)
class Look:
    """A theme with its sizes scaled for the font that Word files name. Measures are points.
    ``room`` is what there is between the margins where those of the theme are not the page's,
    ``spread`` how much wider than ours a font may run that is not at hand, ``margin`` what cells
    keep clear at the right edge of a table, where ours keep nothing. ``label`` is the column of
    labels in a list of fields."""

    theme: Theme
    room: float | None = None
    spread: float = 1.0
    margin: float = 0.0
    label: float = LABEL_STEP

    @property
    def paper(self) -> tuple[float, float]:
        """Width and height of the page."""
        return _PAPER[self.theme.page.size]

    @property
    def text_width(self) -> float:
        """What is between the margins."""
        if self.room is not None:
            return self.room
        return self.paper[0] - (self.theme.page.left + self.theme.page.right) * MM

    @property
    def spare(self) -> float:
        """How far running text stays clear of the right margin."""
        measure = self.theme.sizes.measure * self.size(self.theme.sizes.body)
        return max(0.0, self.text_width - measure - _HAIR)

    def labelled(self, document: Document) -> Look:
        """The look with the column of labels that ``document`` needs."""
        body = self.theme.sizes.body
        return replace(self, label=label_step(document, lambda words: self.width(words, body)))

    def titled(self, document: Document) -> Look:
        """The look with the size that the title of ``document`` is set in."""
        headings = self.theme.fonts.word_headings or self.theme.fonts.word

        def measure(words: str, points: float) -> float:
            return self.width(words, points, bold=True, family=headings)

        theme = with_title_size(self.theme, document.title, self.text_width, measure)
        return replace(self, theme=theme)

    def size(self, points: float) -> float:
        """``points`` in the font of Word files, to the half point that Word knows."""
        return round(points * self.theme.fonts.word_scale * 2) / 2

    def width(
        self, words: str, points: float, *, bold: bool = False, family: Font | None = None
    ) -> float:
        """How wide ``words`` are in ``family``, or in the font of the text: measured where it is
        at hand, else about."""
        font = face(twin(family or self.theme.fonts.word), 700 if bold else 400)
        if font:
            return font.width(words) * self.size(points)
        ems = letters_width(words) * (_BOLD if bold else 1.0)
        return ems * self.spread * self.size(points)

    def heading_font(self) -> tuple[Element, ...]:
        """The font of headings, where it is another one than that of the text."""
        name = family_name(self.theme.fonts.word_headings)
        return (font(name),) if name and name != family_name(self.theme.fonts.word) else ()

    def letters(
        self, points: float | None = None, colour: str | None = None, *, bold: bool | None = None
    ) -> tuple[Element, ...]:
        """Size, colour and weight of characters, for every script."""
        made = []
        if points is not None:
            half_points = round(self.size(points) * 2)
            made += [w("sz", val=half_points), w("szCs", val=half_points)]
        if colour is not None:
            made.append(w("color", val=hexadecimal(colour)))
        if bold is not None:
            made += [w("b", val=int(bold)), w("bCs", val=int(bold))]
        return tuple(made)

    def space(
        self, points: float, leading: float | None = None, *, before: float = 0, after: float = 0
    ) -> Element:
        """Space around a paragraph, as the theme spaces them, and the height of its lines."""
        spacing = self.theme.sizes.spacing
        return self.line(points, leading, before=before * spacing, after=after * spacing)

    def line(
        self, points: float, leading: float | None = None, *, before: float = 0, after: float = 0
    ) -> Element:
        """The height of a paragraph's lines, which is a least height: what is taller, an image say,
        is not cut off; and space around it that is the same however close blocks are set."""
        ratio = self.theme.sizes.leading if leading is None else leading
        return w(
            "spacing",
            before=twips(before),
            after=twips(after),
            line=twips(self.size(points) * ratio),
            lineRule="atLeast",
        )

    def indent(self, left: float = 0, *, hanging: float = 0, right: float | None = None) -> Element:
        """Indents; running text keeps clear of the right margin unless ``right`` is given."""
        clear = self.spare if right is None else right
        return w("ind", left=twips(left), right=twips(clear), hanging=twips(hanging))


def letters_width(words: str) -> float:
    """About how wide ``words`` are, in multiples of the type size."""
    narrow = sum(letter in _NARROW_LETTERS for letter in words)
    wide = sum(letter in _WIDE_LETTERS for letter in words)
    return narrow * _NARROW + wide * _WIDE + (len(words) - narrow - wide) * _NORMAL


# Word wants a region with a language, or takes it for unknown and marks every word as wrong.
_REGIONS = {
    "ar": "SA", "cs": "CZ", "da": "DK", "de": "DE", "el": "GR", "en": "GB", "es": "ES",
    "fi": "FI", "fr": "FR", "he": "IL", "hi": "IN", "hu": "HU", "it": "IT", "ja": "JP",
    "ko": "KR", "nb": "NO", "nl": "NL", "no": "NO", "pl": "PL", "pt": "PT", "ro": "RO",
    "ru": "RU", "sv": "SE", "th": "TH", "tr": "TR", "uk": "UA", "vi": "VN", "zh": "CN",
}  # fmt: skip


def tongue(language: str, east_asian: str = "", complex_: str = "") -> Element:
    """The language of words, for every script, so that Word checks their spelling in it; words in
    East Asian and in complex scripts may have another one."""
    tag = _with_region(language or "en-GB")
    return w(
        "lang",
        val=tag,
        eastAsia=_with_region(east_asian) or tag,
        bidi=_with_region(complex_) or tag,
    )


def _with_region(language: str) -> str:
    region = _REGIONS.get(language)
    return f"{language}-{region}" if region else language


def font(name: str, east_asian: str = "", complex_: str = "") -> Element:
    """``name`` for every script, so that no font of Word's own theme shows, but for those scripts
    that have a font of their own."""
    return w("rFonts", ascii=name, hAnsi=name, eastAsia=east_asian or name, cs=complex_ or name)


def numbered(list_id: int, level: int = 0) -> Element:
    """Membership in a list of the numbering part."""
    return w("numPr", w("ilvl", val=level), w("numId", val=list_id))


def shade(colour: str) -> Element:
    """A filled background."""
    return w("shd", val="clear", color="auto", fill=hexadecimal(colour))


def border(side: str, colour: str, points: float, space: float = 0) -> Element:
    """A line along one side, ``space`` away from the words; Word knows at most 31."""
    return w(
        side,
        val="single",
        sz=round(points * 8),
        space=round(min(space, 31)),
        color=hexadecimal(colour),
    )


def tabs(*stops: tuple[str, float]) -> Element:
    """Tab stops: kind and place."""
    return w("tabs", *(w("tab", val=kind, pos=twips(at)) for kind, at in stops))
