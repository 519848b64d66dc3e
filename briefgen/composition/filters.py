"""The filters that templates have: dates, numbers, citations, quotes."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2.exceptions import FilterArgumentError

from briefgen.composition.escape import Markup, escape
from briefgen.composition.inlines import ITEM_NAME
from briefgen.text.filenames import shown_name
from briefgen.text.typography import curly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from briefgen.text.phrasebook import Phrasebook


def format_date(book: Phrasebook, value: date | None, precision: str = "day") -> str:
    """A date in words: "12 March 2026", "March 2026" or "2026" by ``precision``; nothing for
    None."""
    return book.date(value, precision)


def format_number(book: Phrasebook, value: float) -> str:
    """A number with its thousands parted, without needless decimals: "12,000", "3.4"."""
    return book.number(value)


def cite(item: Mapping[str, Any]) -> Markup:
    """The citations of an item, each source once, in the order of their numbers: they link to the
    list of sources, and name the item, so that a writer can tell where its words come from."""
    seen: dict[int, int] = {}
    for citation in item.get("citations", ()):
        seen.setdefault(citation["number"], citation["paragraph"])
    name = f"#{item['id']}" if re.fullmatch(ITEM_NAME, item.get("id", "")) else ""
    marks = (f"[@{number}:{paragraph}{name}]" for number, paragraph in sorted(seen.items()))
    return Markup(" ".join(marks))


_FEWEST_COUNTED = 3  # sources: "reported by 2 of 2" tells no more than two citations do

_CAUTIONS = {
    "disputed": "figures disputed",
    "unverified": "unverified",
}


def caution(book: Phrasebook, item: Mapping[str, Any]) -> Markup:
    """A word of warning behind a fact that is disputed or that nobody answers for."""
    words = "figures differ" if item.get("undated") else _CAUTIONS.get(item["status"])
    told = book.say(words) if words else ""
    if others := item.get("contradicted_by"):
        told = curly(book.say("contradicted by {outlets}", outlets=book.list(others)))
    elif others := item.get("see_also"):
        told = curly(book.say("see also {outlets}", outlets=book.list(others)))
    return Markup(" *(") + escape(told) + Markup(")*") if told else Markup("")


def credit(book: Phrasebook, item: Mapping[str, Any]) -> Markup:
    """Who answers for a fact, in brackets: "(3 independent sources)" where several of at least
    three state it, "(reported by 3 of 4)" where one gives it otherwise or none answers for it; else
    the party whose word it is by another source; else the outlet of a fact that is not established,
    where its sentence names nobody and the brief has other sources too."""
    if item["reported_by"] > 1 and item["out_of"] >= _FEWEST_COUNTED:
        told = book.say("{count} independent sources", count=item["reported_by"])
        if _is_in_doubt(item):
            some, every = item["reported_by"], item["out_of"]
            told = book.say("reported by {some} of {all}", some=some, all=every)
        return Markup(" ") + escape(f"({told})")
    if party := item.get("according_to"):
        return Markup(" ") + escape(curly(f"({party})"))
    outlet = item["outlet"]
    known = item["status"] == "established" or item["attribution"] or item["out_of"] < 2
    # What is recommended is somebody's in every case, and no entry of a list says whose.
    if (known and not item.get("advises")) or not outlet or _names(item["text"], outlet):
        return Markup("")
    return Markup(" ") + escape(curly(f"({outlet})"))


def _is_in_doubt(item: Mapping[str, Any]) -> bool:
    """Whether a source gives a fact otherwise, or nobody answers for it."""
    others = item.get("undated") or item.get("contradicted_by") or item.get("see_also")
    return bool(others) or item["status"] in _CAUTIONS


def _names(text: str, outlet: str) -> bool:
    """Whether a sentence names its own source: "The Institute puts …" by "Ilde Delta Institute"."""
    body = outlet.split(",", maxsplit=1)[0].split(" of ", maxsplit=1)[0]
    return re.search(rf"\b{re.escape(body.split()[-1])}\b", text) is not None if body else False


def quoted(item: Mapping[str, Any]) -> Markup:
    """The words of a quote in quotation marks, " … " where an attribution broke into a sentence.
    A sentence behind which stood who said it ("…," she said) ends in a full stop. A fragment comes
    within its sentence, with the marks that its source has."""
    parts = item["parts"]
    if not parts:
        return escape(curly(item["sentence"]))
    words = escape(_inner(parts[0]))
    for n, (before, part) in enumerate(pairwise(parts), start=1):
        # Between the parts stood who said it; nothing that was said is left out. Where a part
        # ends a sentence the next one simply follows.
        if before.rstrip("”’\"'").endswith((".", "!", "?")):
            words += Markup(" ")
        else:
            ended = n in item.get("begins", ()) and not _ends(before)
            words += Markup(r"\. ") if ended else Markup(" … ")
        words += escape(_inner(part))
    return Markup("“") + words + Markup("" if _ends(parts[-1]) else r"\.") + Markup("”")


def _ends(words: str) -> bool:
    """Whether words end in a mark of their own, a full stop or one that breaks off."""
    last = words.rstrip().rstrip("’”'\")]")[-1:]
    return last != "%" and not last.isalnum()


def _inner(words: str) -> str:
    """The words of a quote; marks inside it are single (quotes nest double, single)."""
    return curly(words).replace("“", "‘").replace("”", "’")


def _name_holds(name: str, role: str) -> bool:
    return role.lower() in name.lower()


def role(item: Mapping[str, Any]) -> str:
    """In what capacity somebody speaks: the role, with the body that it is held in where the role
    does not name it: "regional secretary, Waterway Workers’ Union"."""
    held, body = item.get("role") or "", item.get("affiliation") or ""
    told = not body or body == item.get("outlet") or body.lower() in held.lower()
    return held if told or not held else f"{held}, {body}"


def byline(book: Phrasebook, item: Mapping[str, Any]) -> Markup:
    """Who said a quote: name in bold and role; outlet and date in brackets, since they are of the
    source; the citation. Words said before that day carry when, if it is told, or no date."""
    words = Markup("**") + escape(curly(capitalised(item["speaker"]))) + Markup("**")
    held = item.get("role")
    if held and not _name_holds(item["speaker"], held):
        words += Markup(", ") + escape(curly(role(item)))
    earlier, when = item.get("said_earlier"), item.get("said_when")
    day = "" if earlier and not when else book.date(item.get("published"))
    if when and day:
        day = book.say("{date}; said “{when}”", date=day, when=when)
    if where := ", ".join(filter(None, (item["outlet"], day))):
        words += Markup(" ") + escape(curly(f"({where})"))
    return words + Markup(" ") + cite(item)


def speech(book: Phrasebook, item: Mapping[str, Any]) -> Markup:
    """A quote as a block of its own: in quotation marks with its byline below, or, where only a
    fragment is verbatim, the reporter's sentence as what it is, reported speech. A byline that says
    no more than that sentence is left out."""
    words = quoted(item)
    if item["parts"]:
        return Markup("\n> ") + words + Markup("\n>\n> — ") + byline(book, item) + Markup("\n")
    if _names_speaker(item):
        return Markup("\n::: reported\n") + words + Markup(" ") + cite(item) + Markup("\n:::\n")
    return (
        Markup("\n::: reported\n")
        + words
        + Markup("\n\n— ")
        + byline(book, item)
        + Markup("\n:::\n")
    )


def _names_speaker(item: Mapping[str, Any]) -> bool:
    """Whether the sentence of a quote tells all that its byline would: name and role, where no
    outlet or date is known."""
    told = (item["speaker"], item.get("role"))
    beyond = item["outlet"] or item.get("published")
    return not beyond and all(part in item["sentence"] for part in told if part)


def outlets(item: Mapping[str, Any]) -> Markup:
    """The outlets that quote a speaker; a source that names no outlet by its number."""
    named = [escape(curly(outlet)) for outlet in item["outlets"]]
    return Markup("; ").join([*named, *(Markup(f"[@{n}]") for n in item["unnamed"])])


_OWN_DATE = re.compile(r"\d.*[^\W\d_]{3}|[^\W\d_]{3}.*\d")  # "19 March", "March 2026"


def dated(book: Phrasebook, item: Mapping[str, Any], when: str) -> Markup:
    """An event on one line, its date in bold: within its sentence where that gives it in full, else
    in front, as ``when``. No date is said twice."""
    text = item["text"]
    for said in (item["expression"], book.date(item["date"], item["precision"])):
        before, found, behind = text.partition(said)
        if found and _OWN_DATE.search(said):
            return escape(before) + Markup("**") + escape(found) + Markup("**") + escape(behind)
    return Markup("**") + Markup.escape(capitalised(when)) + Markup(":** ") + escape(text)


def _listed(numbers: list[int]) -> str:
    return ", ".join(str(n) for n in numbers)


def described(book: Phrasebook, source: Mapping[str, Any]) -> Markup:
    """A source in words, for a brief that has only this one: "one report by The Courier, 11 March
    2026", or the name of its file where it does not say whose it is."""
    day = book.date(source["published"])
    if source["outlet"]:
        told = book.say("one report by {outlet}", outlet=source["outlet"])
        return escape(curly(", ".join((told, day or book.say("undated")))))
    told = book.say("one text of {date}", date=day) if day else book.say("one undated text")
    return escape(curly(told + (f" ({shown_name(source['path'])})" if source["path"] else "")))


def short_reference(book: Phrasebook, source: Mapping[str, Any]) -> Markup:
    """A source in one line: outlet (or title, where it names none; or file, where it has no title
    either) and date."""
    title = f"“{source['title']}”"
    if source["untitled"]:
        title = shown_name(source["path"]) if source["path"] else source["title"]
    words = [source["outlet"] or title]
    words.append(book.date(source["published"]) or book.say("undated"))
    if not source["cited"]:
        words.append(book.say("read, not cited"))
    return escape(curly(", ".join(words)))


def reference(book: Phrasebook, source: Mapping[str, Any]) -> Markup:
    """A source in full: title, outlet, author, date, address, grade, the paragraphs that are cited,
    and the source that it is a copy of."""
    who = [source["publisher"]] if source["publisher"] else []
    if source["author"] and source["author"] != source["publisher"]:
        who.append(source["author"])
    who.append(book.date(source["published"]) or book.say("undated"))
    title = curly(source["title"])
    if source["untitled"]:
        title = book.say("Untitled: {words}", words=title)
    words = (
        escape(title) + Markup(r"\. ") + escape(capitalised(curly(", ".join(who)))) + Markup(r"\.")
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
        words += Markup(" ") + escape(shown_name(source["path"])) + Markup(r"\.")
    if source["grade"]:
        told = book.say("Grade {grade}.", grade=source["grade"])
        words += Markup(" ") + escape(told)
    if source["copy_of"]:
        told = book.say(
            "Largely the same text as [{number}], counted once.", number=source["copy_of"]
        )
        words += Markup(" ") + escape(told)
    cited = source["cited"]
    if not cited:
        words += Markup(" ") + escape(book.say("Read, not cited."))
    else:
        told = book.say("Cited: paragraphs {numbers}.", numbers=_listed(cited), count=len(cited))
        words += Markup(" ") + escape(told)
    return words


def _safe_address(url: str) -> str:
    """An address without characters that would end the link in Markdown."""
    return "".join(c if c not in "<>\\\"' \n\t" and c.isprintable() else quote(c) for c in url)


def capitalised(words: str) -> str:
    """Words with a capital in front, the rest as it is: for the cells of a table."""
    return words[:1].upper() + words[1:]


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


def topic(conflict: Mapping[str, Any]) -> str:
    """What the sides of a conflict differ on ("the cost of repairing the barrier"), said once where
    each gives no more than an amount; nothing where each is a statement of its own."""
    plain = all(not side["counts_follow"] for side in conflict["sides"])
    return str(conflict["counts"]) if plain else ""


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

    def __init__(self, book: Phrasebook, words: Iterable[Any]) -> None:
        super().__init__(words)
        self._book = book

    def __str__(self) -> str:
        return self._book.list([str(one) for one in self])


def listed(book: Phrasebook, words: Iterable[Any]) -> Row:
    """Words in a row: "a, b and c". It stays a list for loops, lengths and conditions."""
    return Row(book, words)


_PLAIN: dict[str, Callable[..., Any]] = {
    "amount": amount,
    "capitalised": capitalised,
    "cite": cite,
    "outlets": outlets,
    "quoted": quoted,
    "role": role,
    "stated": stated,
    "surname": surname,
    "topic": topic,
}
# These speak, and do so in the language of the brief.
_SPOKEN: dict[str, Callable[..., Any]] = {
    "byline": byline,
    "caution": caution,
    "credit": credit,
    "date": format_date,
    "dated": dated,
    "described": described,
    "list": listed,
    "number": format_number,
    "reference": reference,
    "short_reference": short_reference,
    "speech": speech,
}
FILTERS: dict[str, Callable[..., Any]] = _PLAIN | _SPOKEN


# These take anything; all others an item of a slot, or a source.
_OF_ANYTHING = frozenset({"capitalised", "date", "list", "number", "surname"})


def _of_item(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """``function`` as the filter ``name``, which says what is wrong with what it is given."""

    def filtered(item: object, *args: Any, **kwargs: Any) -> Any:
        if isinstance(item, list | tuple):
            loop = "{% for item in items %}{{ item|" + name + " }}{% endfor %}"
            raise FilterArgumentError(
                f"`{name}` takes one item, and this is a list of them; print it in a loop: {loop}"
            )
        if not isinstance(item, dict):
            raise FilterArgumentError(
                f"`{name}` takes an item as a whole, and this is a part of one or text; write  "
                f"{{{{ item|{name} }}}}"
            )
        try:
            return function(item, *args, **kwargs)
        except KeyError as error:
            raise FilterArgumentError(
                f'`{name}` is for items that have "{error.args[0]}", and this one has not; see the '
                "filters in docs/templates.md"
            ) from error

    return filtered


def filters(book: Phrasebook) -> dict[str, Callable[..., Any]]:
    """All filters, as a template calls them in the language of ``book``."""
    every = _PLAIN | {name: partial(function, book) for name, function in _SPOKEN.items()}
    return {
        name: function if name in _OF_ANYTHING else _of_item(name, function)
        for name, function in every.items()
    }
