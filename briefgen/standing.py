"""What of a brief still stands in its files, which a person may have changed since they were made.

The lines that were made are found by making them again; those of a changed file are laid beside
them. A line counts as a whole: what was put behind a sentence, or taken from behind it, changes it.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from briefgen.composition.compose import compose
from briefgen.composition.themes import load_theme
from briefgen.model.brief import FactItem
from briefgen.model.dossier import FactStatus
from briefgen.model.printed import LineKind
from briefgen.readers.printed import printed_in
from briefgen.writers import write

if TYPE_CHECKING:
    from briefgen.made import MadeFile
    from briefgen.model.brief import Brief, EventItem, StoryItem
    from briefgen.model.document import Document
    from briefgen.model.printed import PrintedLine
    from briefgen.model.template import Template
    from briefgen.model.theme import Theme

    Told = FactItem | EventItem | StoryItem

_ALIKE = 0.5  # of a line that took the place of another, beside which others were put
_WORDS = re.compile(r"[\w€$£¥%]+|[-\u2212](?=\d)")  # signs too: "-5" is not "5"
_NUMBER = re.compile(r"^\d{1,3}[.)]\s+")
CITED = re.compile(r"\s*\[(\d+)\]")


class Standing:
    """The lines of a brief as they were made, and what a person has made of them since."""

    def __init__(self, document: Document, theme: Theme, edited: tuple[MadeFile, ...]) -> None:
        self._made = _lines(document, theme) if edited else []
        self.made_as = document.title
        self._names = [file.path.name for file in edited]
        self._files = [_Beside(self._made, file.printed.lines) for file in edited]

    @property
    def typed(self) -> dict[str, tuple[str, ...]]:
        """By the name of each changed file its lines that were not made so."""
        return {name: file.typed for name, file in zip(self._names, self._files, strict=True)}

    @property
    def unlike(self) -> str:
        """A line that a person has put into the first file and that another lacks; empty where
        there is none."""
        lines = (line for file in self._files[:1] for line in file.typed)
        others = self._files[1:]
        return next((li for li in lines if not all(o.holds(flat(li)) for o in others)), "")

    def filled(self, call: str) -> frozenset[str]:
        """The lines, flat, that took the place of those that asked to be completed, by ``call``."""
        asking = [n for n, line in enumerate(self._made) if f" {flat(call)} " in f" {line} "]
        now = (file.line(n) for file in self._files for n in asking)
        return frozenset(flat(line) for line in now if line)

    def item(self, item: Told) -> Told | None:
        """``item`` as all files tell it now: where its line was changed, in the words of that; None
        where it is gone, or told differently."""
        found = self._now(item.text)
        if found == item.text:
            return item
        if found is None or not isinstance(item, FactItem):
            return None
        numbers = {int(number) for number in CITED.findall(found)}
        words = CITED.sub("", found).replace(f" ({item.outlet})", "")
        # What was said of its standing is in the line itself, or was taken out of it.
        return item.model_copy(
            update={
                "text": words,
                "status": FactStatus.ESTABLISHED,
                "contradicted_by": (),
                "see_also": (),
                "reported_by": 1,
                "citations": tuple(c for c in item.citations if c.number in numbers),
            }
        )

    def says(self, text: str) -> bool:
        """Whether all files say ``text``, of an author, on lines that nobody has changed."""
        return all(self._now(part) == part for part in text.split("\n\n") if flat(part))

    @property
    def title(self) -> str:
        """What the brief is called now."""
        if not self._files or self._now(self.made_as) == self.made_as:
            return self.made_as
        return self._now(self.made_as) or self._files[0].heading or self.made_as

    def _now(self, text: str) -> str | None:
        """``text`` where its lines are as they were made; else the line that took their place; None
        where there is none. The first file tells, the Word file where there are both; what a PDF
        was exported from it has to have the same words, however its lines are broken."""
        if not self._files:
            return text
        first, *others = self._files
        words = flat(text)
        places = [n for n, line in enumerate(self._made) if f" {words} " in f" {line} "]
        places = [n for n in places if self._made[n] == words] or places
        if not places:  # it is printed in a way of its own: its words must be there
            return text if all(file.holds(words) for file in self._files) else None
        lines = [first.line(n) for n in places]
        changed = dict.fromkeys(line for line in lines if line)
        told = [flat(line) for line in changed] or [self._made[n] for n in places]
        alike = all(file.holds(one) for file in others for one in told)
        if None in lines or len(changed) > 1 or not alike:
            return None
        return next(iter(changed), text)


class _Beside:
    """The lines of a changed file beside those that were made."""

    def __init__(self, made: list[str], lines: tuple[PrintedLine, ...]) -> None:
        self._texts = [text_of(line) for line in lines]
        self._flat = [flat(text) for text in self._texts]
        known = set(made)
        new = [n for n, words in enumerate(self._flat) if words not in known]
        self.typed = tuple(self._texts[n] for n in new)
        headings = (self._texts[n] for n in new if lines[n].kind is LineKind.HEADING)
        self.heading = next(headings, "")
        self._partner: dict[int, int] = {}
        matcher = SequenceMatcher(None, made, self._flat, autojunk=False)
        for kind, i, j, k, m in matcher.get_opcodes():
            if kind == "equal" or j - i == m - k:
                self._partner |= dict(zip(range(i, j), range(k, m), strict=True))
            elif kind == "replace":
                for n in range(i, j):
                    self._pair(made[n], n, range(k, m))
        self._made = made

    def _pair(self, line: str, number: int, among: range) -> None:
        """Find the partner of a line among those that took the place of several."""
        ratios = {
            m: SequenceMatcher(None, line.split(), self._flat[m].split()).ratio() for m in among
        }
        best = max(ratios, key=lambda m: ratios[m])
        if ratios[best] >= _ALIKE:
            self._partner[number] = best

    def line(self, number: int) -> str | None:
        """Empty where the line of that number is as it was made; else what took its place, or
        None."""
        partner = self._partner.get(number)
        if partner is None:
            return None
        return "" if self._flat[partner] == self._made[number] else self._texts[partner]

    def holds(self, words: str) -> bool:
        return f" {words} " in f" {' '.join(self._flat)} "


def author_lines(brief: Brief, template: Template) -> frozenset[str]:
    """The lines of a brief, flat, that say what its author has said: those that it has no more
    when he has said nothing."""
    silent = {
        name: one.model_copy(update={"text": None, "rows": ()})
        for name, one in brief.author.items()
    }
    bare = brief.model_copy(update={"author": silent})
    theme = load_theme(template)
    said, unsaid = (_lines(compose(one, template), theme) for one in (brief, bare))
    return frozenset(said) - frozenset(unsaid)


def _lines(document: Document, theme: Theme) -> list[str]:
    """The lines of a document as a reader finds them, flat."""
    printed = printed_in(write(document, theme, "html"), "brief.html")
    return [flat(text_of(line)) for line in printed.lines]


def text_of(line: PrintedLine) -> str:
    """What a line says, a row cell by cell, without the number that a PDF has before it."""
    return _NUMBER.sub("", line.text) or " ".join(line.cells)


def flat(text: str) -> str:
    """The words of a text, in lower case, with nothing between them but spaces."""
    return " ".join(_WORDS.findall(text)).lower()
