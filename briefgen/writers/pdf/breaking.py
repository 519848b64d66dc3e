"""Paragraphs broken into lines as ReportLab breaks them, in a third of its time.

Only what nearly all paragraphs are: words that fit a line. Where a long word or an address has to
be broken, ``broken`` gives None and the library has to do it. Its own function asks of every word
whether it may be hyphenated, shaped or turned, and how high its font is.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.platypus import paragraph

_library: Any = paragraph  # its words with fragments of their own, and its lines

Fragment = Any
"""ReportLab's ``ParaFrag``."""


class Broken(NamedTuple):
    """What ReportLab keeps of a paragraph: its lines, and its words with their fragments."""

    lines: Any
    fragments: list[Any]


def broken(fragments: list[Fragment], widths: list[float], shrinkage: float) -> Broken | None:
    """``fragments`` in lines, the first and the others as wide as ``widths``. Spaces may become
    narrower by ``shrinkage`` (a share) where one more word then fits."""
    first, *others = fragments
    if not others and not isinstance(first, list):
        if hasattr(first, "backColor") or not hasattr(first, "text"):
            return None
        lines = _of_one_look(first, widths, shrinkage)
        return Broken(first.clone(kind=0, lines=lines), fragments) if lines else None
    words = _library._getFragWords(fragments, max(widths))
    if any(type(word) not in (list, _library._HSFrag) for word in words):
        return None
    lines = _Filling(widths, shrinkage).fill(words)
    return Broken(_library.ParaLines(kind=1, lines=lines), words) if lines else None


def _may_break(word: str) -> bool:
    return "://" in word or "\xad" in word


def _of_one_look(
    fragment: Fragment, widths: list[float], shrinkage: float
) -> list[tuple[float, list[str]]]:
    """Each line as the room that is left and its words."""
    font, size = getFont(fragment.fontName), fragment.fontSize
    space = font.stringWidth(" ", size)
    lines: list[tuple[float, list[str]]] = []
    line: list[str] = []
    room, used = widths[0], -space
    for word in _library.split(fragment.text):
        width = font.stringWidth(word, size)
        if used + space + width > room + shrinkage * space * len(line):
            if width > min(widths) or _may_break(word):
                return []
            lines.append((room - used, line))
            line, room, used = [], widths[-1], -space
        line.append(word)
        used += space + width
    return [*lines, (room - used, line)] if line else []


class _Filling:
    """Fills lines with words of several looks."""

    def __init__(self, widths: list[float], shrinkage: float) -> None:
        self._widths = widths
        self._shrinkage = shrinkage
        self._lines: list[Any] = []
        self._begin(0)

    def _begin(self, first: int) -> None:
        self._first = first
        self._pieces: list[Fragment] = []
        self._last: Fragment = None  # the fragment that the last piece was made of
        self._gap = 0.0  # a space in its look
        self._used = self._space = self._spaces = 0.0
        self._count = 0

    def fill(self, words: list[Any]) -> list[Any]:
        """The lines; none where a word has to be broken or ends a line."""
        for n, word in enumerate(words):
            width = word[0]
            if word[1][0]._fkind not in (_library._FK_TEXT, _library._FK_APPEND):
                return []
            used = self._used + self._space + width if width > 0 else self._used
            shrink = self._shrinkage * (self._space + self._spaces)
            if used > self._widths[bool(self._lines)] + shrink:
                if width > min(self._widths) or any(_may_break(text) for _, text in word[1:]):
                    return []
                if self._count:
                    self._end()
                    self._begin(n)
                    used = width
            self._add(word)
            self._used = used
        if self._pieces:
            self._end()
        return self._lines

    def _add(self, word: Any) -> None:
        """Put ``word`` on the line, after a space where one is due."""
        fragment, text = word[1]
        if self._space:
            self._add_space()
        if fragment is self._last:
            self._pieces[-1].text += text
        else:
            self._pieces.append(fragment.clone(text=text))
        for fragment, more in word[2:]:
            self._pieces.append(fragment.clone(text=more))
        if fragment is not self._last:
            self._last, self._gap = fragment, _space_in(fragment)
        self._count += any(text for _, text in word[1:])
        self._space = self._gap if isinstance(word, _library._HSFrag) else 0.0

    def _add_space(self) -> None:
        for piece in reversed(self._pieces):
            if piece._fkind == _library._FK_TEXT:
                if not piece.text.endswith(" "):
                    piece.text += " "
                    self._spaces += _space_in(piece)
                return

    def _end(self) -> None:
        width = self._widths[bool(self._lines)]
        line = _library.FragLine(
            words=self._pieces, wordCount=self._count, extraSpace=width - self._used,
            fontSize=max(piece.fontSize for piece in self._pieces), lineBreak=False,
            maxWidth=width, sFW=self._first,
        )  # fmt: skip
        self._lines.append(line)


def _space_in(fragment: Fragment) -> float:
    return float(getFont(fragment.fontName).stringWidth(" ", fragment.fontSize))
