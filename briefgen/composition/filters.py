"""The filters that templates have: dates, numbers, citations, quotes."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup

from briefgen.composition.escape import escape
from briefgen.composition.inlines import ITEM_NAME
from briefgen.text.phrasebook import phrasebook
from briefgen.text.typography import curly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def format_date(value: date | None, precision: str = "day") -> str:
    """A date in words: "12 March 2026", "March 2026" or "2026" by ``precision``; nothing for
    None."""
    if value is None:
        return ""
    month = _MONTHS[value.month - 1]
    match precision:
        case "year":
            return str(value.year)
        case "month":
            return f"{month} {value.year}"
        case _:
            return f"{value.day} {month} {value.year}"


def format_number(value: float) -> str:
    """A number with commas between thousands, without needless decimals: "12,000", "3.4"."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6g}"


def cite(item: Mapping[str, Any]) -> Markup:
    """The citations of an item, each source once: they link to the list of sources, and name the
    item, so that a writer can tell where its words come from."""
    seen: dict[int, int] = {}
    for citation in item.get("citations", ()):
        seen.setdefault(citation["number"], citation["paragraph"])
    name = f"#{item['id']}" if re.fullmatch(ITEM_NAME, item.get("id", "")) else ""
    return Markup("".join(f"[@{number}:{paragraph}{name}]" for number, paragraph in seen.items()))


_FEWEST_COUNTED = 3  # sources: "reported by 2 of 2" tells no more than two citations do

_CAUTIONS = {
    "disputed": "figures disputed",
    "unverified": "unverified",
}


def caution(item: Mapping[str, Any]) -> Markup:
    """A word of warning behind a fact that is disputed or that nobody answers for."""
    others = item.get("contradicted_by")
    if others:
        return Markup(" *(contradicted by ") + escape(curly(" and ".join(others))) + Markup(")*")
    words = _CAUTIONS.get(item["status"])
    return Markup(f" *({words})*") if words else Markup("")


def credit(item: Mapping[str, Any]) -> Markup:
    """Who answers for a fact, in brackets: "(reported by 3 of 4)" where several of at least three
    independent sources state it; else the outlet of a fact that is not established, where its
    sentence names nobody and the brief has other sources too."""
    if item["reported_by"] > 1 and item["out_of"] >= _FEWEST_COUNTED:
        return Markup(" ") + escape(f"(reported by {item['reported_by']} of {item['out_of']})")
    outlet = item["outlet"]
    known = item["status"] == "established" or item["attribution"] or item["out_of"] < 2
    if known or not outlet or _names(item["text"], outlet):
        return Markup("")
    return Markup(" ") + escape(curly(f"({outlet})"))


def _names(text: str, outlet: str) -> bool:
    """Whether a sentence names its own source: "The Institute puts …" by "Ilde Delta Institute"."""
    body = outlet.split(",", maxsplit=1)[0].split(" of ", maxsplit=1)[0]
    return re.search(rf"\b{re.escape(body.split()[-1])}\b", text) is not None if body else False


def quoted(item: Mapping[str, Any]) -> Markup:
    """The words of a quote in quotation marks, " … " where an attribution broke into a sentence.
    A fragment comes within its sentence, with the marks that its source has."""
    parts = item["parts"]
    if not parts:
        return escape(curly(item["sentence"]))
    words = escape(_inner(parts[0]))
    for before, part in pairwise(parts):
        # Between the parts stood who said it; nothing that was said is left out. Where a part
        # ends in a full stop the next one simply follows.
        words += Markup(" ") if before.rstrip("”’\"'").endswith((".", "!", "?")) else Markup(" … ")
        words += escape(_inner(part))
    return Markup("“") + words + Markup("”")


def _inner(words: str) -> str:
    """The words of a quote; marks inside it are single (quotes nest double, single)."""
    return curly(words).replace("“", "‘").replace("”", "’")


def _name_holds(name: str, role: str) -> bool:
    return role.lower() in name.lower()


def byline(item: Mapping[str, Any]) -> Markup:
    """Who said a quote: name in bold, role, outlet and date, with the citation."""
    words = [Markup("**") + escape(curly(_capitalised(item["speaker"]))) + Markup("**")]
    role = item.get("role")
    if role and not _name_holds(item["speaker"], role):
        words.append(escape(curly(role)))
    rest = [item["outlet"]] if item["outlet"] else []
    if item.get("published"):
        rest.append(format_date(item["published"]))
    if rest:
        words.append(escape(curly(", ".join(rest))))
    return Markup(", ").join(words) + Markup(" ") + cite(item)


def _listed(numbers: list[int]) -> str:
    return ", ".join(str(n) for n in numbers)


def short_reference(source: Mapping[str, Any]) -> Markup:
    """A source in one line: outlet (or title, where it names none) and date."""
    words = [source["outlet"] or f"“{source['title']}”"]
    words.append(format_date(source["published"]) or "undated")
    return escape(curly(", ".join(words)))


def reference(source: Mapping[str, Any]) -> Markup:
    """A source in full: title, outlet, author, date, address, the paragraphs that are cited, and
    the source that it is a copy of."""
    who = [source["publisher"]] if source["publisher"] else []
    if source["author"] and source["author"] != source["publisher"]:
        who.append(source["author"])
    who.append(format_date(source["published"]) or "undated")
    words = (
        escape(curly(source["title"]))
        + Markup(r"\. ")
        + escape(_capitalised(curly(", ".join(who))))
        + Markup(r"\.")
    )
    url = source["url"]
    if url and url.startswith(("http://", "https://")):
        words += (
            Markup(" [")
            + escape(url)
            + Markup("](<")
            + Markup(_safe_address(url))
            + Markup(r">)\.")
        )
    elif source["path"]:
        words += Markup(" ") + escape(_shown_path(source["path"])) + Markup(r"\.")
    if source["copy_of"]:
        words += Markup(" ") + escape(f"Same text as [{source['copy_of']}], counted once.")
    cited = source["cited"]
    if cited:
        word = "paragraph" if len(cited) == 1 else "paragraphs"
        words += Markup(" ") + escape(f"Cited: {word} {_listed(cited)}.")
    return words


def _safe_address(url: str) -> str:
    """An address without characters that would end the link in Markdown."""
    return "".join(c if c not in "<>\\\"' \n\t" and c.isprintable() else quote(c) for c in url)


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def _shown_path(path: str) -> str:
    """A path as a reader may see it: an absolute one tells of the machine it was read on, so only
    its name is shown."""
    return PurePath(path).name if PurePath(path).is_absolute() else path


def amount(item: Mapping[str, Any]) -> str:
    """A figure with its hedge, as its source writes both: "about 4,200", "€45 million"."""
    qualifier = item.get("qualifier")
    return f"{qualifier} {item['text']}" if qualifier else str(item["text"])


def stated(item: Mapping[str, Any]) -> str:
    """A figure with what it counts, in the order of its source: "about 4,200 people were
    evacuated", "repairing the barrier: €45 million"."""
    if item["counts_follow"]:
        return f"{amount(item)} {item['counts']}"
    return f"{item['counts']}: {amount(item)}"


_PARTICLES = frozenset(
    (
        "af", "al", "bin", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la",
        "le", "ten", "ter", "van", "von", "zu", "zum",
    )
)  # fmt: skip
_BEHIND_NAMES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "mp", "qc", "kc"})


def surname(item: Mapping[str, Any] | str) -> Markup:
    """The last name of a person, with what belongs to it: "von der Leyen" of "Ursula von der
    Leyen". A body ("the harbour authority") stays whole, as does a name of one word."""
    name = item if isinstance(item, str) else str(item.get("speaker") or item.get("name") or "")
    words = name.split()
    while len(words) > 2 and words[-1].strip(".,").lower() in _BEHIND_NAMES:
        words.pop()
    if not words or words[0].lower() in {"a", "an", "the"}:
        return escape(curly(name))
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    return escape(curly(" ".join(words[start:]).strip(",")))


class Row(list[Any]):
    """A list that is printed as words in a row; it is a list for all else."""

    def __html__(self) -> str:
        return str(escape(curly(phrasebook("en").list([str(one) for one in self]))))


def listed(words: Iterable[Any]) -> Row:
    """Words in a row: "a, b and c". It stays a list for loops, lengths and conditions."""
    return Row(words)


FILTERS: dict[str, Callable[..., Any]] = {
    "amount": amount,
    "byline": byline,
    "caution": caution,
    "cite": cite,
    "credit": credit,
    "date": format_date,
    "list": listed,
    "number": format_number,
    "quoted": quoted,
    "reference": reference,
    "short_reference": short_reference,
    "stated": stated,
    "surname": surname,
}
