"""Fragments of a paragraph as lines of pieces, each of one font, look and direction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from briefgen.text.bidi import levels, visual_order
from briefgen.text.breaks import clusters, words
from briefgen.writers.pdf.shaping import Face, Glyph, shaped, width
from briefgen.writers.pdf.typesetter import Typesetter

Fragment = Any
"""ReportLab's ``ParaFrag``."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters that are painted in one go; ``start`` is their place in the paragraph. An anchor is
    a piece without letters."""

    fragment: Fragment
    text: str
    face: Face | None
    level: int
    start: int

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        return shaped(self.text, self.face, self.level) if self.face else ()

    @property
    def width(self) -> float:
        """In points."""
        return width(self.glyphs) * float(self.fragment.fontSize) / 1000


@dataclass(slots=True)
class Line:
    """One line, its pieces in the order of reading. ``base`` is its direction: 1 from right to
    left. ``start`` and ``end`` are places in the paragraph; a line that ends ``in_word`` goes on
    without a space."""

    base: int
    start: int
    end: int = 0
    pieces: list[Piece] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """How many pieces are in front of the spaces at the end."""
        count = len(self.pieces)
        while count and not self.pieces[count - 1].text.strip(" "):
            count -= 1
        return count

    @property
    def width(self) -> float:
        """In points, without the spaces at the end."""
        return sum(piece.width for piece in self.pieces[: self.seen])

    @property
    def order(self) -> list[int]:
        """The pieces from left to right, by their numbers. The spaces at the end run the way of
        the paragraph."""
        seen = self.seen
        return visual_order([p.level if n < seen else self.base for n, p in enumerate(self.pieces)])

    def places(self, left: float) -> list[float]:
        """Where each piece starts, in points, when the words of the line start at ``left``."""
        at = left
        if self.base:  # the spaces at the end stand in front of everything
            at -= sum(piece.width for piece in self.pieces[self.seen :])
        made = [0.0] * len(self.pieces)
        for n in self.order:
            made[n] = at
            at += self.pieces[n].width
        return made


def lines_of(
    fragments: list[Fragment], available: float, base: int, setter: Typesetter
) -> list[Line]:
    """``fragments`` in lines no wider than ``available`` points, as far as they can be broken."""
    made: list[Line] = []
    at = 0
    for is_break, group in groupby(fragments, key=lambda f: bool(getattr(f, "lineBreak", False))):
        if is_break:
            # The first break ends a line that is there, each more makes an empty one.
            spare = len(list(group)) - (1 if made else 0)
            made += [Line(base, at, at) for _ in range(spare)]
            continue
        made += _broken(list(_units(list(group), at, base, setter)), available, base, at)
        at = made[-1].end if made else at
    return made or [Line(base, 0, 0)]


def _units(
    fragments: list[Fragment], at: int, base: int, setter: Typesetter
) -> Iterator[list[Piece]]:
    """What a line may be broken between: words with the spaces behind them."""
    text = "".join(fragment.text for fragment in fragments)
    embedding = levels(text, base)
    language = setter.language_of(text)
    owners: list[Fragment] = []
    faces: list[Face] = []
    anchors: dict[int, list[Fragment]] = {}
    for fragment in fragments:
        if hasattr(fragment, "cbDefn"):
            anchors.setdefault(len(owners), []).append(fragment)
        owners += [fragment] * len(fragment.text)
        bold = bool(fragment.bold)
        faces += setter.faces(fragment.text, fragment.fontName, bold=bold, language=language)
    place = 0
    for word in words(text):
        end = place + len(word)
        bare = place + len(word.rstrip(" "))
        unit = [
            Piece(anchor, "", None, base, at + n)
            for n in range(place, end)
            for anchor in anchors.get(n, ())
        ]
        start = place
        for n in range(place + 1, end + 1):
            if n in (end, bare) or _differ(n - 1, n, owners, faces, embedding):
                piece = text[start:n]
                unit.append(Piece(owners[start], piece, faces[start], embedding[start], at + start))
                start = n
        place = end
        yield unit


def _differ(
    a: int, b: int, owners: list[Fragment], faces: list[Face], embedding: list[int]
) -> bool:
    return owners[a] is not owners[b] or faces[a] != faces[b] or embedding[a] != embedding[b]


def _broken(units: list[list[Piece]], available: float, base: int, start: int) -> list[Line]:
    """Units in lines, each filled as far as it goes."""
    made = [Line(base, start, start)]
    used = 0.0
    for unit in units:
        bare = sum(piece.width for piece in unit if piece.text.strip(" ") or not piece.text)
        if used and used + bare > available + 1e-6:
            made.append(Line(base, made[-1].end, made[-1].end))
            used = 0.0
        parts = [unit] if bare <= available + 1e-6 else list(_torn(unit, available))
        for n, part in enumerate(parts):
            if n:
                made.append(Line(base, made[-1].end, made[-1].end))
                used = 0.0
            made[-1].pieces += part
            made[-1].end += sum(len(piece.text) for piece in part)
            used += sum(piece.width for piece in part)
    return made


def _torn(unit: list[Piece], available: float) -> Iterator[list[Piece]]:
    """A word that is wider than a line, in parts that are not."""
    part: list[Piece] = []
    used = 0.0
    for piece in unit:
        begun, start = "", piece.start
        for letter in clusters(piece.text):
            longer = replace(piece, text=begun + letter, start=start)
            if (part or begun) and letter != " " and used + longer.width > available:
                if begun:
                    part.append(replace(piece, text=begun, start=start))
                yield part
                start += len(begun)
                part, used, begun = [], 0.0, letter
            else:
                begun += letter
        last = replace(piece, text=begun, start=start)
        part.append(last)
        used += last.width
    yield part


def sliced(fragments: list[Fragment], start: int, end: int) -> list[Fragment]:
    """The fragments of what stands between two places of a paragraph. A break at its start is
    left out: it ended the line before."""
    made: list[Fragment] = []
    at = 0
    for fragment in fragments:
        size = len(fragment.text)
        is_break = bool(getattr(fragment, "lineBreak", False))
        inside = start <= at < end if not size else at < end and at + size > start
        if is_break and not made and start:
            inside = False
        if inside:
            cut = fragment.text[max(0, start - at) : end - at] if size else ""
            made.append(fragment if cut == fragment.text else fragment.clone(text=cut))
        at += size
    while made and getattr(made[-1], "lineBreak", False):
        made.pop()
    return made
