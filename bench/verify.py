"""How many changes of a finished brief ``briefgen verify`` finds, and what it flags in clean ones.

    python bench/verify.py [SOURCES…] [--changes 200] [--seed 7] [--show]

Briefs of every built-in template are made of SOURCES (``seeds/`` unless others are named) and
changed in one place at a time, as a hand or a slip might: a word, a number, a name for another one
of the sources, a "not", a speaker, a date, a unit, a hedge, a quoted word. A Word file is changed
in its text alone, with the provenance that it carries left as it was; HTML in its text, JSON in the
fields of its items; PDF and Markdown are written of a changed document. The choice is fixed by the
seed. ``--show`` prints each change that was not found.
"""

from __future__ import annotations

import argparse
import html
import io
import random
import re
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from briefgen import workflow
from briefgen.composition.compose import compose
from briefgen.composition.loader import find_template, load_template
from briefgen.composition.themes import load_theme
from briefgen.fitting import within_pages
from briefgen.model import document as model
from briefgen.model.brief import Brief
from briefgen.model.dossier import Dossier, EntityKind
from briefgen.model.theme import Theme
from briefgen.readers.printed import printed_in
from briefgen.selection import speakers_of
from briefgen.verification import Checked, Verdict, verify_brief, verify_printed
from briefgen.verification.calendar import MONTHS, dates_in
from briefgen.writers import write

TEMPLATES = ("info-note", "media-brief", "one-pager")
FORMATS = ("docx", "pdf", "html", "md", "json")
_UNITS = (
    *(("million", "billion"), ("metres", "kilometres"), ("€", "$"), ("people", "families")),
    *(("hours", "days"), ("minutes", "hours"), ("per cent", "points"), ("homes", "villages")),
)
_NUMBER_WORDS = [
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    "twelve",
]
_HEDGES = (
    "about ",
    "some ",
    "at least ",
    "up to ",
    "nearly ",
    "only ",
    "has not ",
    "until at least ",
)
_MONTHS = MONTHS[:11]


@dataclass(frozen=True)
class Piece:
    """One run of text of a document: the ``nth`` of this ``text``; ``within`` is what it is in."""

    text: str
    nth: int
    within: str


@dataclass(frozen=True)
class Made:
    """A brief, the document that it became, and what it is written with."""

    brief: Brief
    document: model.Document
    theme: Theme


@dataclass(frozen=True)
class Change:
    kind: str
    format: str
    template: str
    before: str
    after: str


# --- text of a document ----------------------------------------------------------------------


def pieces_of(document: model.Document, titles: frozenset[str]) -> list[Piece]:
    """The runs of text that say something of the sources: not the form's own headings, labels and
    notes."""
    seen: Counter[str] = Counter()
    out: list[Piece] = []
    for text, within in _runs(document.blocks, "fact", titles):
        seen[text.strip()] += 1
        if (within and len(text.split()) > 1) or (within in {"speaker", "row"} and text.strip()):
            out.append(Piece(text, seen[text.strip()], within))
    return out


def _runs(  # noqa: PLR0912 - one case for each class of block
    blocks: Any, within: str, titles: frozenset[str]
) -> Iterator[tuple[str, str]]:
    for block in blocks:
        match block:
            case model.Heading(_, content):
                yield from _texts(content, "heading" if model.plain(content) in titles else "")
            case model.Paragraph(content, role):
                furniture = role in {model.ParagraphRole.NIL, model.ParagraphRole.SMALL}
                yield from _texts(content, "" if furniture else within)
            case model.ListBlock(items, role):
                kind = {"fields": "", "sources": "source"}.get(role.value, "fact")
                for item in items:
                    yield from _runs(item.blocks, kind, titles)
            case model.QuoteBlock(content, attribution):
                for paragraph in content:
                    yield from _texts(paragraph.content, "quote")
                for n, (text, _) in enumerate(_texts(attribution, "byline")):
                    yield text, "byline" if n else "speaker"
            case model.Callout(held, title):
                yield from _texts(title, "")
                yield from _runs(held, "fact", titles)
            case model.Table(columns, rows, caption):
                yield from _texts(caption, "")
                for column in columns:
                    yield from _texts(column.header, "")
                for row in rows:
                    for cell in row:
                        yield from _texts(cell, "row")


def _texts(content: model.Inlines, within: str) -> Iterator[tuple[str, str]]:
    for inline in content:
        match inline:
            case model.Text(text):
                yield text, within
            case model.Emphasis(children):  # "(figures disputed)"
                yield from _texts(children, "")
            case model.Strong(children) | model.Link(_, children):
                yield from _texts(children, within)


# --- changes ---------------------------------------------------------------------------------


class Changes:
    """Changes a text in one of several ways; None where it has nothing of that kind."""

    def __init__(self, dossier: Dossier, chance: random.Random) -> None:
        self._chance = chance
        texts = " ".join(source.text for source in dossier.sources)
        self._pool = sorted(set(re.findall(r"\b[a-z]{4,9}\b", texts)))
        self._people = sorted({e.name for e in dossier.entities if e.kind is EntityKind.PERSON})
        self._bodies = sorted(
            {e.name for e in dossier.entities if e.kind is EntityKind.ORGANISATION}
        )
        self._speakers = sorted(
            {q.speaker.name for q in dossier.quotes if q.speaker and q.speaker.certain}
        )
        self.kinds: dict[str, Callable[[Piece], str | None]] = {
            "word": self._word,
            "number": self._number,
            "name": self._name,
            "not": self._denial,
            "speaker": self._speaker,
            "date": self._date,
            "unit": self._unit,
            "quoted word": self._quoted,
            "inserted word": self._inserted,
            "hedge": self._hedge,
        }

    def _replaced(
        self, text: str, found: list[re.Match[str]], new: Callable[[str], str]
    ) -> str | None:
        if not found:
            return None
        one = self._chance.choice(found)
        return text[: one.start()] + new(one.group()) + text[one.end() :]

    def _word(self, piece: Piece) -> str | None:
        # A path or address may be another's on another machine.
        found = list(re.finditer(r"(?<![\w/.-])[a-z]{4,}(?![\w/-]|\.\w)", piece.text))
        return self._replaced(
            piece.text, found, lambda w: self._chance.choice([p for p in self._pool if p != w])
        )

    def _inserted(self, piece: Piece) -> str | None:
        found = list(re.finditer(r"(?<=[a-z]) (?=[a-z])", piece.text))
        return self._replaced(piece.text, found, lambda _: f" {self._chance.choice(self._pool)} ")

    def _number(self, piece: Piece) -> str | None:
        words = "|".join(_NUMBER_WORDS)
        found = list(re.finditer(rf"\b(?:{words})\b|(?<![\w/-])\d+(?![\w/-])", piece.text, re.I))

        def other(number: str) -> str:
            if not number.isdecimal():
                at = _NUMBER_WORDS.index(number.lower())
                new = _NUMBER_WORDS[(at + 1) % len(_NUMBER_WORDS)]
                return new.capitalize() if number[0].isupper() else new
            return number[:-1] + str((int(number[-1]) + self._chance.randint(1, 8)) % 10)

        return self._replaced(piece.text, found, other)

    def _name(self, piece: Piece) -> str | None:
        if piece.within == "speaker":
            return None
        for names in self._chance.sample([self._people, self._bodies], 2):
            held = [n for n in names if re.search(rf"\b{re.escape(n)}\b", piece.text)]
            others = [n for n in names if n not in piece.text and not any(h in n for h in held)]
            if held and others:
                name = self._chance.choice(held)
                return re.sub(
                    rf"\b{re.escape(name)}\b", self._chance.choice(others), piece.text, count=1
                )
        return None

    def _denial(self, piece: Piece) -> str | None:
        found = list(re.finditer(r" not\b|(?<=\w)n[’']t\b| never\b| no(?= )", piece.text))
        return self._replaced(piece.text, found, lambda _: "")

    def _speaker(self, piece: Piece) -> str | None:
        if piece.within != "speaker":
            return None
        return self._chance.choice([s for s in self._speakers if s != piece.text])

    def _date(self, piece: Piece) -> str | None:
        found = list(re.finditer(rf"\b\d{{1,2}}(?= (?:{'|'.join(_MONTHS)}))", piece.text))
        months = list(re.finditer(rf"\b(?:{'|'.join(_MONTHS)})\b(?= \d{{4}})", piece.text))
        if months and self._chance.random() < 0.4:
            return self._replaced(
                piece.text, months, lambda m: self._chance.choice([x for x in _MONTHS if x != m])
            )
        return self._replaced(
            piece.text, found, lambda d: str((int(d) + self._chance.randint(1, 9)) % 28 + 1)
        )

    def _unit(self, piece: Piece) -> str | None:
        for old, new in self._chance.sample(_UNITS, len(_UNITS)):
            if re.search(rf"(?<!\w){re.escape(old)}", piece.text) and re.search(r"\d", piece.text):
                return piece.text.replace(old, new, 1)
        return None

    def _quoted(self, piece: Piece) -> str | None:
        if piece.within != "quote":
            return None
        found = list(re.finditer(r"(?<=[ “])\w+ |(?<= )\w+(?=[.,”])", piece.text))
        return self._replaced(piece.text, found, lambda _: "")

    def _hedge(self, piece: Piece) -> str | None:
        for hedge in self._chance.sample(_HEDGES, len(_HEDGES)):
            found = re.search(rf"\b{hedge}", piece.text, re.IGNORECASE)
            if found and piece.within != "heading":
                return piece.text[: found.start()] + piece.text[found.end() :]
        return None


# --- files -----------------------------------------------------------------------------------


def _nth(markup: str, old: str, new: str, nth: int, closing: str) -> str:
    """Markup with the words of its ``nth`` element that holds ``old`` and nothing else changed."""
    words = r"\s".join(map(re.escape, old.strip().split(" ")))  # some spaces do not break in a file
    found = list(re.finditer(rf">(\s*){words}(\s*){closing}", markup))
    if len(found) < nth:
        raise ValueError(f"{old!r} is there {len(found)} times, not {nth}")
    one = found[nth - 1]
    inside = f">{one[1]}{new.strip()}{one[2]}{closing}"
    return markup[: one.start()] + inside + markup[one.end() :]


def changed_file(made: Made, format_: str, piece: Piece, after: str) -> bytes:
    """The file of a brief with one run of its text changed."""
    if format_ == "docx":
        return _changed_word(write(made.document, made.theme, "docx"), piece, after)
    if format_ == "html":
        markup = write(made.document, made.theme, "html").decode("utf-8")
        head, body, rest = markup.partition("<main>")
        old, new = (html.escape(text, quote=False) for text in (piece.text, after))
        return (head + body + _nth(rest, old, new, piece.nth, "<")).encode("utf-8")
    return write(_changed_document(made.document, piece, after), made.theme, format_)


def _changed_word(data: bytes, piece: Piece, after: str) -> bytes:
    """A Word file with the words of one run changed, and nothing else."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                text = part.decode("utf-8")
                old, new = escape(piece.text), escape(after)
                part = _nth(text, old, new, piece.nth, "</w:t>").encode("utf-8")
            copy.writestr(name, part)
    return target.getvalue()


def _changed_document(document: model.Document, piece: Piece, after: str) -> model.Document:
    seen = 0

    def walk(value: Any) -> Any:
        nonlocal seen
        if isinstance(value, model.Text) and value.text.strip() == piece.text.strip():
            seen += 1
            return model.Text(after) if seen == piece.nth else value
        if isinstance(value, tuple):
            return tuple(walk(part) for part in value)
        if is_dataclass(value) and not isinstance(value, model.Origin | type):
            return replace(value, **{f.name: walk(getattr(value, f.name)) for f in fields(value)})
        return value

    return replace(document, blocks=walk(document.blocks))


_FIELDS = {
    "fact": ("text", "attribution", "outlet"),
    "event": ("text", "date"),
    "quote": ("text", "sentence", "speaker", "role", "outlet", "published"),
    "figure": ("text", "counts", "qualifier", "attribution", "outlet", "as_of"),
    "story": ("text", "title", "outlet", "author", "published"),
    "speaker": ("name", "role"),
}


def json_pieces(brief: Brief) -> list[tuple[str, int, str, Piece]]:
    """The printed fields of the items of a brief: slot, place in it, field, text."""
    out = []
    for slot, items in brief.slots.items():
        for n, item in enumerate(items):
            for field in _FIELDS.get(item.kind, ()):
                value = getattr(item, field, None)
                if not value or (field == "sentence" and getattr(item, "parts", ())):
                    continue
                kind = "speaker" if field in {"speaker", "name"} else item.kind
                text = (
                    value
                    if isinstance(value, str)
                    else f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
                )
                out.append((slot, n, field, Piece(text, 1, kind)))
    return out


def changed_brief(brief: Brief, slot: str, n: int, field: str, after: str) -> Brief | None:
    """A brief with one field of one item changed; None where the change makes no value."""
    item: Any = brief.slots[slot][n]
    value: Any = after
    if field in {"published", "as_of", "date"}:
        found = next(iter(dates_in(after)), None)
        if found is None:
            return None
        value = found.day
    changes: dict[str, Any] = {field: value}
    if field == "text" and item.kind == "quote" and item.parts:
        changes["parts"] = (after, *item.parts[1:])
    items = list(brief.slots[slot])
    items[n] = item.model_copy(update=changes)
    return brief.model_copy(update={"slots": {**brief.slots, slot: tuple(items)}})


# --- the bench -------------------------------------------------------------------------------


class Bench:
    """Clean and changed briefs of some sources, held against them."""

    def __init__(self, sources: list[Path]) -> None:
        self.dossier = workflow.analyse(workflow.take_in(sources).sources)
        self._speakers = speakers_of(self.dossier)
        self._titles = frozenset(source.title for source in self.dossier.sources)
        self.made = {name: self._make(name) for name in TEMPLATES}

    def _make(self, name: str) -> Made:
        template = load_template(find_template(name, Path()))
        theme = load_theme(template)
        wishes = workflow.Wishes(template=name)
        selection = workflow.make_selection(self.dossier, template, wishes)
        selection = within_pages(selection, template, theme).selection
        return Made(selection.brief, compose(selection.brief, template), theme)

    def file(self, data: bytes, format_: str) -> list[Checked]:
        brief = printed_in(data, f"brief.{format_}")
        return verify_printed(brief, self.dossier, self._speakers)

    def json(self, brief: Brief) -> list[Checked]:
        return verify_brief(brief, self.dossier.sources, self.dossier, self._speakers)

    def clean(self) -> Iterator[tuple[str, str, list[Checked]]]:
        """What is flagged in briefs that nobody touched, by template and format."""
        for name, made in self.made.items():
            for format_ in FORMATS:
                if format_ == "json":
                    found = self.json(made.brief)
                else:
                    found = self.file(write(made.document, made.theme, format_), format_)
                yield name, format_, [c for c in found if c.verdict is Verdict.NOT_FOUND]

    def changed(self, count: int, seed: int) -> Iterator[tuple[Change, bool]]:
        """Changes in turn of every kind, format and template, and whether each was found."""
        chance = random.Random(seed)  # noqa: S311 - chosen anew the same on every run
        changes = Changes(self.dossier, chance)
        kinds = list(changes.kinds)
        seen: set[tuple[str, str, str]] = set()
        made = turn = tries = 0
        while made < count and turn < 40 * count:
            kind = kinds[turn % len(kinds)]
            one = self._one(kind, changes.kinds[kind], chance)
            tries += 1
            if one is None or (one[0].format, one[0].before, one[0].after) in seen:
                turn += tries % 40 == 0  # the briefs hold only so many of what is rare
                continue
            seen.add((one[0].format, one[0].before, one[0].after))
            made, turn, tries = made + 1, turn + 1, 0
            yield one

    def _one(
        self, kind: str, change: Callable[[Piece], str | None], chance: random.Random
    ) -> tuple[Change, bool] | None:
        format_, template = chance.choice(FORMATS), chance.choice(TEMPLATES)
        made = self.made[template]
        one = (
            self._changed_json(made, change, chance)
            if format_ == "json"
            else self._changed_file(made, format_, change, chance)
        )
        if one is None:
            return None
        before, after, found = one
        return Change(kind, format_, template, before, after), found

    def _changed_file(
        self, made: Made, format_: str, change: Callable[[Piece], str | None], chance: random.Random
    ) -> tuple[str, str, bool] | None:
        piece = chance.choice(pieces_of(made.document, self._titles))
        after = change(piece)
        if after is None or after.split() == piece.text.split():
            return None
        checked = self.file(changed_file(made, format_, piece, after), format_)
        return piece.text, after, any(c.verdict is Verdict.NOT_FOUND for c in checked)

    def _changed_json(
        self, made: Made, change: Callable[[Piece], str | None], chance: random.Random
    ) -> tuple[str, str, bool] | None:
        slot, n, field, piece = chance.choice(json_pieces(made.brief))
        after = change(piece)
        if after is None or after.split() == piece.text.split():
            return None
        brief = changed_brief(made.brief, slot, n, field, after)
        if brief is None:
            return None
        checked = self.json(brief)
        return f"{field}: {piece.text}", after, any(c.verdict is Verdict.NOT_FOUND for c in checked)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("sources", nargs="*", type=Path, default=[Path("seeds")])
    parser.add_argument("--changes", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", action="store_true", help="print what was not found")
    asked = parser.parse_args()
    bench = Bench(asked.sources)
    for name, format_, flagged in bench.clean():
        print(f"clean {name:12} {format_:5} {len(flagged)} flagged")
        for one in flagged:
            print(f"    {one.kind}: {one.text} ({one.detail})")
    started = time.perf_counter()
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for change, found in bench.changed(asked.changes, asked.seed):
        for key in (change.kind, f"in {change.format}", "all"):
            total[key] += 1
            right[key] += found
        if asked.show and not found:
            print(f"missed {change.kind} ({change.format}, {change.template}):")
            print(f"    {change.before}\n    {change.after}")
    for key in total:
        print(f"{key:14} {right[key]:4} of {total[key]:4} found")
    print(f"{(time.perf_counter() - started) / max(1, total['all']):.2f} s for each changed brief")


if __name__ == "__main__":
    main()
