"""Lines with their places on pages, put back into paragraphs.

Geometry decides first: a gap wider than the leading, an indent, a change of size, a last line
that ends short. Where geometry is broken off, at the foot of a column or page, grammar decides: a
sentence that has not ended goes on. Hyphens at line ends are mended here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefgen.readers.wordlist import word_set

_SENTENCE_END = re.compile(r"[.!?:][\"'”’»)\]\d]*$")
_BULLET = re.compile(r"(?:[•‣▪◦●○■*\uf0b7\uf0a7] ?|[–—-] )\S")
_NUMBERED = re.compile(r"(?:\(?\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\(?[a-z]\)) \S")
_NOTE_MARK = re.compile(r"\s*[\d*†‡]{1,3}\s*")
HYPHEN_END = re.compile(r"[^\W\d_][-‐\u00ad]$")
_LAST_WORD = re.compile(r"[\w-]+[-‐\u00ad]$")
# "pre- and post-war": the hyphen stands for the rest of the word.
_SUSPENDED = re.compile(r"(?:and|or|to|und|oder)\b")
FIRST_WORD = re.compile(r"[\w-]+")
# Compounds keep their hyphen even where the text has them only once, at a line end.
_COMPOUND_HEADS = word_set(
    """
    self ex non anti pro cross co vice mid so well ill long short high low far near all half
    full part two three four five six seven eight nine ten twenty thirty forty fifty sixty
    seventy eighty ninety first second third north south east west state government year day
    cost
    """
)
_SIZE_STEP = 0.12  # sizes that differ by more are another style
_TITLE_STEP = 1.18  # a title is this much larger than the body


@dataclass(frozen=True)
class Line:
    """One line of text on page number ``page``; coordinates in points from below left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    page: int
    page_height: float

    @property
    def size(self) -> float:
        """The height of the line, which follows the size of its type."""
        return max(self.top - self.bottom, 0.1)


@dataclass(frozen=True)
class _Column:
    """What lines one below the other share: their margins."""

    left: float
    right: float


def paragraphs_from(lines: Sequence[Line]) -> list[str]:
    """The paragraphs of ``lines``, each on one line, in the order given."""
    lines = _without_note_marks(lines)
    vocabulary = Counter(FIRST_WORD.findall(" ".join(line.text for line in lines).casefold()))
    leading = _leading(lines)
    columns = list(_columns(lines))
    groups: list[list[str]] = []
    for number, line in enumerate(lines):
        previous = lines[number - 1] if number else None
        if previous is None or _starts(
            previous, line, columns[number - 1], columns[number], leading
        ):
            groups.append([])
        groups[-1].append(line.text)
    return [_join(group, vocabulary) for group in groups]


def headline_of(lines: Sequence[Line]) -> str | None:
    """The lines at the top of the first page in type larger than the body's, or None."""
    first = [line for line in lines if line.page == lines[0].page] if lines else []
    if len(first) < 3:
        return None
    body = _body_size(lines)
    largest = max(line.size for line in first[:8])
    if largest < body * _TITLE_STEP:
        return None
    found: list[str] = []
    for line in first[:10]:
        if abs(line.size - largest) < largest * 0.05:
            found.append(line.text)
        elif found:
            break
    title = " ".join(found).replace(" | ", " ")
    return title if 1 < len(title.split()) <= 30 else None


def _without_note_marks(lines: Sequence[Line]) -> list[Line]:
    """The lines less the raised numbers of footnotes, which some PDFs set as lines of their own."""
    if not lines:
        return []
    small = _body_size(lines) * 0.8
    return [line for line in lines if not (line.size < small and _NOTE_MARK.fullmatch(line.text))]


def _body_size(lines: Sequence[Line]) -> float:
    """The size in which most characters are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0]


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance from line to line, in heights of a line."""
    steps = [
        (above.bottom - below.bottom) / below.size
        for above, below in pairwise(lines)
        if above.page == below.page and 0.5 < (above.bottom - below.bottom) / below.size < 2.6
    ]
    # Most steps are within paragraphs, but a page of short items has more gaps than lines: the
    # lower third is the leading in both.
    return sorted(steps)[len(steps) // 3] if steps else 1.2


def _columns(lines: Sequence[Line]) -> Iterator[_Column]:
    """The column of each line: the run of lines that descend on one page and overlap sideways."""
    run: list[Line] = []
    for line in lines:
        if run and not _is_below(run[-1], line):
            yield from _columns_of(run)
            run = []
        run.append(line)
    yield from _columns_of(run)


def _columns_of(run: list[Line]) -> Iterator[_Column]:
    if not run:
        return
    # Margins that many lines share; one line that sticks out makes no margin.
    lefts = sorted(line.left for line in run)
    rights = sorted(line.right for line in run)
    column = _Column(lefts[len(lefts) // 8], rights[-1 - len(rights) // 12])
    for _ in run:
        yield column


def _is_below(above: Line, below: Line) -> bool:
    overlap = min(above.right, below.right) - max(above.left, below.left)
    return above.page == below.page and below.bottom < above.bottom + 1 and overlap > 0


def _starts(above: Line, line: Line, before: _Column, column: _Column, leading: float) -> bool:
    """Whether ``line`` starts a paragraph after ``above``."""
    if HYPHEN_END.search(above.text) and line.text[:1].islower():
        return False
    if " | " in line.text or " | " in above.text or _starts_item(above, line):
        return True
    if abs(above.size - line.size) > _SIZE_STEP * max(above.size, line.size):
        return not _is_in_mid_sentence(above, line)
    if not _is_below(above, line):
        return not _runs_over(above, line, before)
    return _is_set_off(above, line, column, leading) or _ends_short(above, line, before)


def _is_set_off(above: Line, line: Line, column: _Column, leading: float) -> bool:
    """Whether a gap or an indent parts ``line`` from ``above``, which stands just over it."""
    if (above.bottom - line.bottom) / line.size > leading * 1.3 + 0.12:
        return True
    indented = line.left - above.left > line.size * 0.7
    below_margin = abs(above.left - column.left) < line.size * 0.5
    # An indented line below one at the margin opens a paragraph; below an item it hangs.
    return (
        indented and below_margin and not (_BULLET.match(above.text) or _NUMBERED.match(above.text))
    )


def _starts_item(above: Line, line: Line) -> bool:
    """Whether ``line`` opens a list item or a numbered paragraph.

    "The surge peaked at / 3.4 metres": a number does so only after a sentence that has ended, or
    where it stands out to the left.
    """
    if _BULLET.match(line.text):
        return True
    stands_out = line.left < above.left - line.size * 0.7
    ended = bool(_SENTENCE_END.search(above.text))
    return bool(_NUMBERED.match(line.text)) and (stands_out or ended)


def _is_in_mid_sentence(above: Line, line: Line) -> bool:
    return line.text[:1].islower() and not _SENTENCE_END.search(above.text)


def _runs_over(above: Line, line: Line, before: _Column) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    if _SENTENCE_END.search(above.text):
        # A full stop at a full line may end a sentence within a paragraph, and usually does not.
        return False
    width = before.right - before.left
    return line.text[:1].islower() or above.right > before.right - width * 0.2


def _ends_short(above: Line, line: Line, column: _Column) -> bool:
    """Whether ``above`` stopped though the first word of ``line`` would have fitted there."""
    per_character = (line.right - line.left) / max(len(line.text), 1)
    first_word = line.text.split(maxsplit=1)[0]
    room = column.right - above.right
    fits = room > per_character * (len(first_word) + 1) + line.size
    if not fits or line.text[:1].islower():
        return False
    # Ragged text leaves some room on any line: without a full stop the room must be plain to see.
    return bool(_SENTENCE_END.search(above.text)) or room > (column.right - column.left) * 0.35


def _join(group: list[str], vocabulary: Counter[str]) -> str:
    joined = group[0].strip()
    for text in group[1:]:
        following = text.strip()
        if HYPHEN_END.search(joined) and not _SUSPENDED.match(following):
            joined = mend(joined, following, vocabulary)
        else:
            joined = f"{joined} {following}"
    return joined


def mend(above: str, below: str, vocabulary: Counter[str]) -> str:
    """Both lines with the broken word whole; its hyphen stays where it belongs to the word."""
    head_match, tail_match = _LAST_WORD.search(above), FIRST_WORD.match(below)
    if head_match is None or tail_match is None or not below[0].islower():
        return above + below  # "mid-" and "April"
    head = head_match[0][:-1].casefold()
    tail = tail_match[0].casefold()
    real = vocabulary[f"{head}-{tail}"] > 0 or (
        vocabulary[f"{head}{tail}"] == 0 and head.rpartition("-")[2] in _COMPOUND_HEADS
    )
    return above[:-1] + ("-" if real else "") + below
