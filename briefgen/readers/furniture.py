"""What on a web page is no part of its article, by the names that elements bear and what they say.

The lists stand in ``furniture.toml``.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from briefgen.readers.wordlist import word_set

_LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_LABELS = _LISTS["labels"]
_TAGS = frozenset({"nav", "footer", "button", "select", "dialog", "menu", "amp-sidebar", "amp-ad"})
_ROLES = word_set(
    """
    navigation banner contentinfo search complementary dialog alert alertdialog menu menubar tablist
    toolbar note
    """
)
_WORDS = re.compile(r"[^\W_]+")
_CAPITALS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MOST_NAMES = 40
_LONGEST_LABEL, _LONGEST_CONTACT, _LONGEST_NOTICE = 90, 250, 700  # characters
_REACHED = re.compile(
    r"@|\+\d\d|\b(?:tel|phone|telephone|e-?mail|fax)\b|\d{3}[ -]\d{3,}", re.IGNORECASE
)
_QUOTED = re.compile('["“„«»”]')
_AROUND_LABEL = re.compile(r"^[\s#>»›•|–—-]+|\s*(?:\(\d+\)|\d+)?\s*[:：?!…»›→>-]*\s*$")


def _names(key: str) -> frozenset[str]:
    return frozenset(_LISTS[key].lower().split())


def _lines(key: str, *, whole: bool = True) -> re.Pattern[str]:
    patterns = "|".join(f"(?:{line})" for line in _LABELS[key].strip().splitlines())
    return re.compile(rf"(?:{patterns})\Z" if whole else rf"(?:{patterns})", re.IGNORECASE)


_FURNITURE, _SOFT, _COMMENTS = _names("names"), _names("soft"), _names("comments")
_CAPTIONS, _UNSEEN = _names("captions"), _names("unseen")
_ENDS, _BOXES, _ALONE = _lines("ends"), _lines("boxes"), _lines("lines")
_LEGAL, _REPORTING = _lines("legal"), _lines("reporting", whole=False)
_LEADS, _WALLS = _lines("leads", whole=False), _lines("walls", whole=False)
_COUNTED, _CONTACTS = _lines("counted"), _lines("contacts", whole=False)
_NOTICES = _lines("notices", whole=False)


def names_of(element: Any) -> frozenset[str]:
    """What an element is called: the words of its classes and id in lower case, parted at hyphens
    and capitals, each also with the one behind it ("skip-link"), and the whole id as "#id"."""
    stated = (element.get("class") or "").strip()
    id_ = (element.get("id") or "").strip()
    return _parted(stated, id_) if stated or id_ else frozenset()


@lru_cache(maxsize=4096)
def _parted(classes: str, id_: str) -> frozenset[str]:
    names = {f"#{id_.lower()}"}
    for name in f"{classes} {id_}".split()[:_MOST_NAMES]:
        # WordPress names an article by what it is about: "category-sponsors", "tag-newsletter".
        if name.startswith(("category-", "tag-")):
            continue
        words = _WORDS.findall(_CAPITALS.sub("-", name).lower())
        names.update(words)
        names.update("-".join(pair) for pair in pairwise(words))
    return frozenset(names)


def is_furniture(element: Any, names: frozenset[str]) -> bool:
    """Whether an element, called this, says by tag, role or name that it is no matter."""
    if element.tag in _TAGS or element.get("role") in _ROLES:
        return True
    return not names.isdisjoint(_FURNITURE)


def may_be_furniture(names: frozenset[str]) -> bool:
    """Whether its name makes it likely, where an element holds little."""
    return not names.isdisjoint(_SOFT)


def is_of_comments(names: frozenset[str]) -> bool:
    """Whether an element is called after what readers say."""
    return not names.isdisjoint(_COMMENTS)


def is_caption(element: Any, names: frozenset[str]) -> bool:
    """Whether an element captions a picture; what captions a table is matter."""
    if element.tag == "figcaption":
        return True
    return element.tag != "caption" and not names.isdisjoint(_CAPTIONS)


def tells_who_reported(text: str) -> bool:
    """Whether a credit is for the words, not for a picture."""
    return _REPORTING.match(text.strip()) is not None


def is_unseen(names: frozenset[str]) -> bool:
    """Whether an element is there for screen readers or editors alone."""
    return not names.isdisjoint(_UNSEEN)


def is_wall(names: frozenset[str]) -> bool:
    """Whether an element asks readers to pay."""
    return not names.isdisjoint({"paywall", "regwall", "paywalled"})


def ends_article(line: str) -> bool:
    """Whether a line heads the comments."""
    return _matches(_ENDS, line) or _COUNTED.match(line.strip()) is not None


def heads_box(line: str) -> bool:
    """Whether a line heads links to other things, contacts, or what the site wants of readers."""
    return _matches(_BOXES, line)


def is_furniture_line(line: str) -> bool:
    """Whether a line is furniture by itself, such as "Advertisement" or "Photo: …"."""
    if len(line) <= 2 * _LONGEST_LABEL and _ALONE.match(line.strip()):
        return True
    if len(line) <= _LONGEST_CONTACT and _CONTACTS.match(line) and gives_contact(line):
        return True
    if len(line) > _LONGEST_NOTICE or _QUOTED.search(line):
        return False
    return _NOTICES.search(line) is not None or speaks_of_paying(line)


def gives_contact(text: str) -> bool:
    """Whether a text has a telephone number or an address of mail, or speaks of one."""
    return _REACHED.search(text) is not None


def points_elsewhere(line: str) -> bool:
    """Whether a line begins like a pointer to another page; it is one if most of it is a link."""
    return _LEADS.match(line.strip()) is not None


def is_legal(text: str) -> bool:
    """Whether a link leads to terms, privacy or the like."""
    return _matches(_LEGAL, text)


def speaks_of_paying(text: str) -> bool:
    """Whether a text tells readers that the rest is for those who pay or sign in."""
    return _WALLS.search(text) is not None


def _matches(pattern: re.Pattern[str], line: str) -> bool:
    if len(line) > _LONGEST_LABEL or re.search(r"\w\.$", line.rstrip()):
        return False
    return pattern.match(_AROUND_LABEL.sub("", line.strip()).strip()) is not None
