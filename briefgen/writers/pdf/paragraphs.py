"""Paragraphs that know which element they are, also in parts on several pages."""

from __future__ import annotations

from typing import Any, cast

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, paragraph

from briefgen.writers.pdf.breaking import broken
from briefgen.writers.pdf.structure import Tag
from briefgen.writers.pdf.tagging import PAGINATION, TaggedCanvas
from briefgen.writers.pdf.textlines import WordWriter, rows, write_label

_library: Any = paragraph  # the kinds of words that it breaks lines into are its own


class TaggedParagraph(Paragraph):
    """A paragraph that belongs to an element; its parts on several pages belong to the same."""

    blPara: Any  # noqa: N815 - ReportLab's: the lines
    tag: Tag | None = None
    _broken_for: float | None = None
    space_follows = False  # after the last line: it goes on, on the next page

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Break lines once for each width: frames, stacks and tables ask two or three times."""
        if self._broken_for != available_width or not hasattr(self, "blPara"):
            super().wrap(available_width, available_height)
            self._broken_for = available_width
        return self.width, self.height

    def breakLines(self, width: Any) -> Any:  # noqa: N802
        """The lines, the first and the others as wide as ``width`` says."""
        style, widths = self.style, list(width)
        _library._handleBulletWidth(self.bulletText, style, widths)
        made = broken(self.frags, widths, style.spaceShrinkage)
        if made is None or style.endDots:
            return super().breakLines(width)
        self.frags = made.fragments
        return made.lines

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """The tag goes to both parts; the label stays with the first, whose bullet it is."""
        parts: list[Flowable] = super().split(available_width, available_height)
        if len(parts) < 2:
            return parts
        first, last = cast(list[TaggedParagraph], parts)
        first.tag = last.tag = self.tag
        spaces = self._spaces()
        first.space_follows = bool(spaces) and spaces[len(first.blPara.lines) - 1]
        last.space_follows = self.space_follows
        return parts

    def _spaces(self) -> list[bool]:
        """Of each line, whether a space parts it from the next: not where a long word is broken.

        Known of scripts that part words by spaces and run from left to right.
        """
        lines = self.blPara.lines
        if not lines or self.style.wordWrap:
            return [False] * len(lines)
        if self.blPara.kind == 0:
            parted = [_is_whole(words[-1]) if words else False for _, words in lines[:-1]]
        else:
            starts = (line.sFW for line in lines[1:])
            parted = [_are_parted(self.frags[n - 1], self.frags[n]) for n in starts]
        return [*parted, self.space_follows]

    def draw(self) -> None:
        """Draw, marked."""
        canvas, tag = self.canv, self.tag
        if tag is None or not isinstance(canvas, TaggedCanvas):
            super().draw()
        elif tag.is_repeated:
            with canvas.artifact(PAGINATION):
                self._write(canvas, None)
        else:
            self._write(canvas, None if canvas.is_marked else tag)

    def _write(self, canvas: TaggedCanvas, tag: Tag | None) -> None:
        """The label, then the words."""
        lines = list(rows(self.blPara))
        if not lines:
            return
        style = self.style
        # A line of nothing but citations, which are smaller, stands where words would.
        largest = max(style.fontSize, *(look.fontSize for _, look in lines[0].pieces))
        y, indent = self.height - largest, style.firstLineIndent
        if label := self.bulletText:
            after = write_label(canvas, label, style, y, tag.label if tag else None)
            indent = max(indent, after - style.leftIndent)
        WordWriter(canvas, style, y, tag).write(lines, self._spaces(), indent)


def _is_whole(word: str) -> bool:
    """Whether ``word`` of a line is none, or the last, of the parts of a broken word."""
    return not isinstance(word, _library._SplitWord) or isinstance(word, _library._SplitWordEnd)


def _are_parted(word: Any, following: Any) -> bool:
    """Whether two words with fragments of their own have a space or a line break between them."""
    is_break = following[1][0]._fkind == _library._FK_BREAK and not isinstance(
        following, _library._InjectedFrag
    )
    return is_break or isinstance(word, _library._HSFrag)


class HeadingParagraph(TaggedParagraph):
    """A heading that enters itself into the outline (the bookmarks) where it is drawn."""

    def __init__(self, text: Any, style: ParagraphStyle, **kwargs: Any) -> None:
        super().__init__(text, style, **kwargs)
        self.level = 0
        self.entry = ""
        self.key = ""

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """The entry stays with the first part."""
        parts: list[Flowable] = super().split(available_width, available_height)
        first = parts[0] if parts else self
        if first is not self and isinstance(first, HeadingParagraph):
            first.level, first.entry, first.key = self.level, self.entry, self.key
        return parts

    def draw(self) -> None:
        """Draw, having marked the place."""
        if self.entry:
            self.canv.bookmarkHorizontal(self.key, 0, self.height + self.style.spaceBefore)
            self.canv.addOutlineEntry(self.entry, self.key, level=self.level)
        super().draw()
