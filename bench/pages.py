#!/usr/bin/env python3
"""How much of the article in each web page is read, and how little else.

    python bench/pages.py [FOLDER]

FOLDER (tests/readers/pages) holds pages, each beside a JSON file of its name that says what is
right: "body" (paragraphs), "title", "author", "published". Words are compared as bags: precision is
the share of the words read that belong to the article, recall the share of the article's words
that were read, F1 their harmonic mean. Order shows in the last column: the share of neighbouring
paragraphs that stand in their order. trafilatura and readability-lxml, where they are installed,
run with their defaults on the same pages, and are given them as bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import mean
from typing import Any

from briefgen.readers import read_bytes

_PAGES = Path(__file__).resolve().parents[1] / "tests" / "readers" / "pages"


@dataclass(frozen=True)
class Read:
    """What a reader made of a page."""

    text: str
    title: str | None = None
    author: str | None = None
    published: str | None = None


@dataclass(frozen=True)
class Measure:
    """How near the text that was read comes to the article, by words."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def measure(text: str, body: list[str]) -> Measure:
    """``text`` held against the paragraphs of the article."""
    found, wanted = _bag(text), _bag(" ".join(body))
    shared = sum((found & wanted).values())
    return Measure(shared / (sum(found.values()) or 1), shared / (sum(wanted.values()) or 1))


def order(text: str, body: list[str]) -> float:
    """The share of neighbouring paragraphs of the article, of those found, in their order."""
    plain = " ".join(_words(text))
    places = [plain.find(" ".join(_words(paragraph))) for paragraph in body if len(paragraph) > 40]
    pairs = list(pairwise(place for place in places if place >= 0))
    return mean(first < second for first, second in pairs) if pairs else 1.0


def day_of(truth: dict[str, Any]) -> str | None:
    """The day that a page states; a month alone is none."""
    return truth["published"] if truth["precision"] in {"day", "minute"} else None


def _bag(text: str) -> Counter[str]:
    return Counter(_words(text))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())


def _ours(page: bytes, name: str) -> Read:
    intake = read_bytes(page, name=name)
    if not intake.sources:
        return Read("")
    source = intake.sources[0]
    day = source.published.isoformat() if source.published else None
    return Read(source.text, source.title, source.author, day)


def _trafilatura(page: bytes, _: str) -> Read:
    import trafilatura

    found = trafilatura.bare_extraction(page, with_metadata=True)
    if found is None:
        return Read("")
    return Read(found.text or "", found.title, (found.author or "").replace("; ", ", "), found.date)


def _readability(page: bytes, _: str) -> Read:
    from lxml import html
    from readability import Document  # type: ignore[import-not-found]

    document = Document(page)
    return Read(html.fromstring(document.summary()).text_content(), document.short_title())


_READERS: dict[str, Callable[[bytes, str], Read]] = {
    "briefgen": _ours,
    "trafilatura": _trafilatura,
    "readability-lxml": _readability,
}


def _run(called: str, read: Callable[[bytes, str], Read], pages: list[Path]) -> None:
    rows, seconds = [], 0.0
    for path in pages:
        truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        began = time.perf_counter()
        try:
            found = read(path.read_bytes(), path.name)
        except ImportError:
            print(f"{called}: not installed\n")
            return
        except Exception as error:
            print(f"{called}: {path.name}: {type(error).__name__}")
            found = Read("")
        seconds += time.perf_counter() - began
        near = measure(found.text, truth["body"])
        stated = (truth["title"], truth["author"], day_of(truth))
        told = (found.title, found.author, found.published)
        right = [a == b for a, b in zip(stated, told, strict=True)]
        rows.append((path.stem, near, right, order(found.text, truth["body"])))
    print(f"{called:24}     F1  prec.    rec.  title author date  order")
    for stem, near, right, ordered in rows:
        figures = "  ".join(f"{one:.3f}" for one in (near.f1, near.precision, near.recall))
        marks = "  ".join("yes" if one else "NO " for one in right)
        print(f"  {stem:22}  {figures}  {marks}  {ordered:.2f}")
    means = [mean(getattr(row[1], name) for row in rows) for name in ("f1", "precision", "recall")]
    counts = "  ".join(f"{sum(row[2][n] for row in rows):>3}" for n in range(3))
    print(f"  {f'mean of {len(rows)}':22}  " + "  ".join(f"{one:.3f}" for one in means), counts)
    least = min(row[1].f1 for row in rows)
    print(f"  least F1 {least:.3f}; {1000 * seconds / len(rows):.0f} ms a page\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", nargs="?", type=Path, default=_PAGES)
    pages = sorted(parser.parse_args().folder.glob("*.html"))
    read_bytes(b"A first file, for which the worker starts.", name="first.txt")
    for called, read in _READERS.items():
        _run(called, read, pages)


if __name__ == "__main__":
    main()
