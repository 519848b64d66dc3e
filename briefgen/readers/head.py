"""The lines above a text that say what it is: headline, byline, date.

Plain text, PDF and Word files carry them as lines like any other; here they are recognised, and
leave the text. Only the first few lines are looked at, and only in shapes that reporting does not
use for a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from briefgen.readers.dating import date_alone, parse_date
from briefgen.text.clauses import is_of_page

_LINES_LOOKED_AT = 6
_HEADLINE_WORDS = 26
_BYLINE = re.compile(r"(?:story |report |written )?by:? +(?P<names>\S.*)", re.IGNORECASE)
# "Owen Kallister, public affairs correspondent": a post may follow the name, and is no outlet.
_POST = re.compile(
    r"\b(?:correspondent|editor|reporter|writer|analyst|columnist|bureau chief|staff|secretary"
    r"|director|fellow|professor|head of|contributor)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]*)(?: (?:[^\W\d_][\w.'’-]*)){0,5}")
_PARTS = re.compile(r"\s*[|·•]\s*|(?<=\w\w)/(?=[A-Z])|\s*,\s+(?!(?:Jr|Sr|PhD|MD|MP)\b)|\s+[–—-]\s+")
_LABELLED = re.compile(
    r"(?P<label>title|headline|subject|author|byline|from|source|publisher|outlet|publication"
    r"|date|published|published on|publication date|url|link|to|cc)\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:for immediate release|(?:press|news|media) (?:release|statement)|\*+|#+|-{3,})[.:]?",
    re.IGNORECASE,
)
# "Ministry of the Interior" above the headline of a release: capitalised words, one of them a body.
_ISSUER = re.compile(
    r"(?=.*\b(?:Ministry|Department|Office|Agency|Council|Commission|Committee|Institute|University"
    r"|Authority|Hall|Government|Parliament|Union|Service|Bureau|Bank|Court|Cabinet|Association)\b)"
    r"(?:[A-Z][\w’'-]*|of|the|for|and|on)(?: (?:[A-Z][\w’'-]*|of|the|for|and|on|in|&)){0,7}"
)
# "Ministry of Transport, 6 May 2026"
_ISSUED = re.compile(r"(?P<issuer>[^,]+), +(?P<date>\S.*)")
# "Published on Velm Courier (https://…)": what a site prints above a page meant for paper.
_PRINTED_FROM = re.compile(
    r"(?:published on|printed from|from) +(?P<site>\S[^()]{1,60}?) +\((?P<url>https?://[^\s()]+)\)",
    re.IGNORECASE,
)
_FIELDS = {
    "title": "title",
    "headline": "title",
    "subject": "title",
    "author": "author",
    "byline": "author",
    "from": "author",
    "source": "publisher",
    "publisher": "publisher",
    "outlet": "publisher",
    "publication": "publisher",
    "url": "url",
    "link": "url",
}


@dataclass(frozen=True)
class Head:
    """What the first lines say, and the numbers (from 0) of the lines that say it."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    used: tuple[int, ...] = ()


def read_head(lines: Sequence[str], *, headline: bool) -> Head:
    """The head among ``lines`` (each not blank, in order), in any order of its parts.

    ``headline`` says whether the first line that is none of the other parts may be the title: the
    caller knows how it is set apart from the text. A headline alone is a head. One short line
    that is none of the parts, such as the name of an institute, may stand among them; it is used
    between a byline and a date, where papers print their own name.
    """
    head, used, passed, outlet = Head(), list[int](), False, None
    for number, raw in enumerate(lines[:_LINES_LOOKED_AT]):
        line = " ".join(raw.split())
        found = _read_line(line, head)
        if found is None and headline and looks_like_headline(line):
            found = _read_headline(line, head)
        if found is not None:
            if outlet and found.published and not head.published and head.publisher is None:
                found = replace(found, publisher=outlet)
                used.append(number - 1)
            head, outlet = found, None
            used.append(number)
        elif passed or not looks_like_headline(line):
            break
        else:
            passed = True
            behind_byline = head.author is not None and number - 1 in used
            outlet = line if behind_byline and _are_names(line) else None
    # Furniture alone ("Press release") is no head, and stays.
    told = (head.title, head.author, head.publisher, head.published, head.url)
    return replace(head, used=tuple(used)) if any(told) else Head()


def printed_from(line: str) -> str | None:
    """The site in "Printed from SITE (https://…)"."""
    found = _PRINTED_FROM.fullmatch(" ".join(line.split()))
    return found["site"] if found else None


def looks_like_headline(line: str) -> bool:
    """Whether a line set apart at the top may be a headline: short, and no full sentence."""
    words = [word for word in line.split() if any(map(str.isalnum, word))]
    if not 1 < len(words) <= _HEADLINE_WORDS or not any(letter.isalpha() for letter in line):
        return False
    if line[0].islower() or is_of_page(line) or line.startswith(("- ", "* ", "•", ">")):
        return False
    return not re.search(r"[.:;,][\"'”’)]*$", line) or bool(re.search(r"\b[A-Z]\.[A-Z]\.$", line))


def _read_headline(line: str, head: Head) -> Head | None:
    """``head`` with its title; a name that stood in the place of a title was the issuer's."""
    if head.title is None:
        return replace(head, title=line)
    if head.publisher is None and _ISSUER.fullmatch(head.title):
        return replace(head, publisher=head.title, title=line)
    return None


def _read_line(line: str, head: Head) -> Head | None:
    """``head`` with what ``line`` adds to it, or None if it is no line of a head."""
    if _FURNITURE.fullmatch(line):
        return head
    if printed := _PRINTED_FROM.fullmatch(line):
        return replace(
            head, publisher=head.publisher or printed["site"], url=head.url or printed["url"]
        )
    if published := date_alone(line):
        return replace(head, published=head.published or published)
    issued = _ISSUED.fullmatch(line)
    if issued and _ISSUER.fullmatch(issued["issuer"]) and (day := date_alone(issued["date"])):
        return replace(
            head,
            publisher=head.publisher or issued["issuer"],
            published=head.published or day,
        )
    if labelled := _LABELLED.fullmatch(line):
        return _read_labelled(labelled["label"].lower(), labelled["value"], head)
    byline = _BYLINE.fullmatch(line)
    return _read_byline(byline["names"], head) if byline and head.author is None else None


def _read_labelled(label: str, value: str, head: Head) -> Head | None:
    if label in {"to", "cc"}:
        return head
    if field := _FIELDS.get(label):
        stated: dict[str, Any] = {field: getattr(head, field) or value}
        return replace(head, **stated)
    published = parse_date(value)
    return replace(head, published=head.published or published) if published else None


def _read_byline(names: str, head: Head) -> Head | None:
    """What "NAME[ and NAME][, OUTLET][, DATE]" adds; None for a sentence that begins with "By"."""
    if re.search(r"[.!?]$", names) or len(names.split()) > 18:
        return None
    parts = [part for part in _PARTS.split(names) if part]
    authors: list[str] = []
    publisher, published = None, None
    for part in _with_dates_rejoined(parts):
        if found := date_alone(part):
            published = found
        elif _POST.search(part) or re.match(r"(?:in|at|for) ", part):
            continue
        elif not authors or (" and " in part and publisher is None):
            authors.append(part)
        else:
            publisher = publisher or part
    if not authors or not all(_are_names(author) for author in authors):
        return None
    return replace(
        head,
        author=", ".join(name for author in authors for name in re.split(r" (?:and|&) ", author)),
        publisher=head.publisher or publisher,
        published=head.published or published,
    )


def _with_dates_rejoined(parts: list[str]) -> list[str]:
    """Parts in which "March 11" and "2026", split at their comma, are one again."""
    joined: list[str] = []
    for part in parts:
        if joined and re.match(r"\d{4}\b", part) and date_alone(f"{joined[-1]}, {part}"):
            joined[-1] = f"{joined[-1]}, {part}"
        else:
            joined.append(part)
    return joined


def _are_names(author: str) -> bool:
    """Whether each of the names is capitalised words, as a sentence after "By" is not."""
    small = {
        "de",
        "da",
        "di",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "bin",
        "al",
        "el",
        "the",
        "of",
    }
    for name in re.split(r" (?:and|&) ", author):
        if not _NAME.fullmatch(name):
            return False
        if not all(
            word[0].isupper() or word.lower() in small or "-" in word for word in name.split()
        ):
            return False
    return True
