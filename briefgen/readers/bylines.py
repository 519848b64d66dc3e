"""Who wrote a page and when it came out, as its lines near the headline say to readers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from briefgen.readers.blocks import is_block, layout_tables
from briefgen.readers.dating import day_within
from briefgen.readers.furniture import is_of_comments, names_of
from briefgen.readers.wordlist import word_set

_LONGEST = 30  # words
_LOOKED_THROUGH, _NEAR = 120, 60  # words of prose
_MOST_ELEMENTS = 1500
_MOST_NAMES = 8
_BY = re.compile(
    r"(?:(?:(?:written|posted|published|story|report(?:ed|ing)?|interview|words|text|article|photos"
    r"|submitted) +)?by\b|words|text|authors?|autor(?:en|in|es)?|auteurs?|von|par|por|af|av|door"
    r"|автор\w*|текст|بقلم|كتب)(?P<mark> ?[:：])? *(?=\S)",
    re.IGNORECASE,
)
# These stand at the head of many lines that are no byline.
_NEEDS_MARK = word_set(
    "words text author authors autor auteur auteurs автор текст por par von af av"
)
_AND = re.compile(
    r"\s*(?:,| and | und | et | y | e | en | og | och | & | та | и | і |؛|;| و(?=\S))\s*"
)
_PARTICLES = word_set(
    "de da di do dos du del della van von der den la le bin ibn al el ter ten af zu zum y e und the"
    " of"
)
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_])|(?<=[A-Z])\.(?=[A-Z]))*[.'’]?")
_POST = re.compile(
    r"\b(?:correspondent|editor|reporter|writer|analyst|columnist|bureau|staff|desk|fellow|chief"
    r"|contributor|release|date|published|updated|posted|more|news|redaktion|rédaction|team|minutes?|read|comments?|share)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|·•/\n]\s*|\s+[–—-]\s+")
_BEHIND = re.compile(r"\s+(?:on|in|at|for|from|am|le|в)(?:\s.*)?$|\s*\|.*$|\s*@\S+$")
_CLASSES = word_set("byline author authors autor auteur signature writer by-line contributor fn")
_MAIL = re.compile(r"[\w.+-]+(?:@| at )(?:[\w-]+\.)+\w+")


@dataclass(frozen=True)
class Line:
    """A short stretch of a page, with what its element is called."""

    text: str
    names: frozenset[str]
    is_author: bool  # its markup says so
    is_near: bool  # no more than a paragraph stands between it and the headline
    link: str  # the text of the link in it


def lines_near(headline: Any, body: Any, weights: Any) -> list[Line]:
    """Short stretches between the headline (or the top) and where the text has well begun, and
    those that stand just above the headline; an element as well as what it holds."""
    start = headline.getparent() if headline is not None else body
    if start is None or start.tag == "main":
        start = headline
    lines: list[Line] = []
    prose, layout = 0, layout_tables(body)
    tables = {table for table in body.iter("table") if table not in layout}
    for number, element in enumerate(_from(start, body)):
        if number > _MOST_ELEMENTS or prose > _LOOKED_THROUGH:
            break
        weight = weights.get(element)
        if weight is None or not weight.words or element is headline:
            continue
        prose += weight.run
        if weight.words > _LONGEST:
            if is_of_comments(names_of(element)) and is_block(element):
                break
        elif next(element.iterancestors("table"), None) not in tables:
            lines.append(_line(element, is_near=prose <= _NEAR))
    # Elsewhere an element that says it names the author is believed, no line is.
    marked = body.xpath(".//*[@rel='author' or contains(@itemprop, 'author')]")[:2]
    return lines + [_line(element, is_near=False) for element in marked if element in weights]


def author_near(lines: Sequence[Line]) -> str | None:
    """The names in a line that says so, or whose element does; else one that stands by the date."""
    for line in lines:
        if line.is_author and (names := _names_in(line.text, sure=True)):
            return names
    for line in lines:
        found = _by(line.text)
        if found is None:
            continue
        if names := _names_in(line.text):
            return names
        # "By LINK Senior Correspondent": the link is the name.
        if line.text[found.end() :].startswith(line.link or "\n") and (
            names := _names_in(line.link)
        ):
            return names
    for line in lines:
        if (
            line.names & _CLASSES
            and "org" not in line.names
            and (names := _names_in(line.text, sure=True))
        ):
            return names
    near = [line for line in lines if line.is_near]
    for line, behind in zip(near, [*near[1:], None], strict=False):
        dated = day_within(line.text)
        first, *rest = _PARTS.split(dated[1] if dated else line.text)
        mailed = behind is not None and _MAIL.fullmatch(behind.text)
        alone = len(_without_byline(" ".join(rest)).split()) <= 2
        if not mailed and not (dated and alone):
            continue
        if len(first.split()) in {2, 3, 4} and (names := _names_in(first)):
            return names
    return None


def parted(authors: Sequence[str]) -> list[str]:
    """Names of which some may be two: "Ada Smith and Bob Lee"."""
    names: list[str] = []
    for author in authors:
        parts = re.split(r" (?:and|und|et|&) ", author)
        sure = all(len(part.split()) > 1 and _is_name(part) for part in parts)
        names += parts if sure else [author]
    return names


def day_near(lines: Sequence[Line]) -> date | None:
    """The day in a line that says little else."""
    for line in lines:
        found = day_within(line.text) if line.is_near else None
        if found is None:
            continue
        rest = _without_byline(found[1])
        if sum(any(map(str.isalpha, word)) for word in rest.split()) <= 4:
            return found[0]
    return None


def is_byline(line: str, author: str | None, published: date | None) -> bool:
    """Whether a line above a text says who wrote it and when, and nothing else."""
    words = line.split()
    if len(words) > _LONGEST:
        return False
    found = day_within(line)
    by = _by(line)
    if by and len(words) <= 9 and not re.search(r"[.!?]$", line):
        return True
    rest = _without_byline(found[1] if found else line)
    told = found is not None or by is not None
    for name in (author or "").split(", "):
        if name and name in rest:
            rest, told = rest.replace(name, " "), True
    rest = _POST.sub(" ", rest)
    left = [word for word in rest.split() if sum(map(str.isalpha, word)) > 2]
    return told and len(left) <= 3 and not re.search(r"[.!?]$", line.rstrip(". "))


def _from(start: Any, body: Any) -> Iterator[Any]:
    """``start`` with all in it, then what follows it in the page."""
    yield from start.iter()
    for element in (start, *start.iterancestors()):
        if element is body:
            return
        for behind in element.itersiblings():
            yield from behind.iter()


def _line(element: Any, *, is_near: bool) -> Line:
    names = names_of(element)
    is_author = element.get("rel") == "author" or "author" in (element.get("itemprop") or "")
    if is_author:
        named = element.xpath(".//*[@itemprop='name']")
        element = named[0] if named else element
    link = next((_text(link) for link in element.iter("a")), "")
    # What a time says to machines is a whole date, where readers see "yesterday".
    text = element.get("datetime") if element.tag == "time" else None
    return Line(text or _text(element), names, is_author, is_near, link)


def _text(element: Any) -> str:
    return " ".join(" ".join(str(part) for part in element.itertext()).split())


def _by(text: str) -> re.Match[str] | None:
    found = _BY.match(text)
    if found is None:
        return None
    word = found[0].strip(" :：").casefold()
    behind = text[found.end() :]
    if word in _NEEDS_MARK - {"por", "par", "von", "af", "av"} and not found["mark"]:
        return None
    return found if behind[:1] and not behind[0].islower() else None


def _names_in(text: str, *, sure: bool = False) -> str | None:
    """Names parted by ", ", or None where not all of it looks like names; a single word is one
    only if it is ``sure`` that a name is meant."""
    found = _by(text)
    text = text[found.end() :] if found else text
    dated = day_within(text)
    text = dated[1].split(" | ")[0] if dated else text
    text = _BEHIND.sub("", _PARTS.split(text.strip(" |"))[0]).strip(" ,|.:")
    names: list[str] = []
    for part in _AND.split(text):
        if _POST.search(part) and names:
            continue
        if not _is_name(part) or (len(part.split()) == 1 and not (sure or found)):
            return None
        names.append(part)
    return ", ".join(dict.fromkeys(names[:_MOST_NAMES])) or None


def _is_name(text: str) -> bool:
    words = text.split()
    if not 0 < len(words) <= 5 or _POST.search(text) or len(text) > 60:
        return False
    capital = [word for word in words if not word[0].islower()]
    return len(capital) > 0 and all(
        _NAME_WORD.fullmatch(word) and (not word[0].islower() or word in _PARTICLES)
        for word in words
    )


def _without_byline(text: str) -> str:
    """``text`` without "Posted by NAME in", labels of dates, times of day."""
    found = _by(text)
    if found:
        names = _names_in(text)
        if names:
            text = text[found.end() :]
            for name in names.split(", "):
                text = text.replace(name, " ", 1)
    return re.sub(
        r"\b(?:published|posted|updated|last|first|on|at|in|release|date|delivered|um|uhr|le|publié"
        r"|veröffentlicht|und|and|et|by|by:|next|min|read|\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\.?)?)\b",
        " ",
        text,
        flags=re.IGNORECASE,
    )
