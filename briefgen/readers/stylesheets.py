"""What the style sheets in a page say of its elements, as far as that hides text or shows it.

Followed are rules for tags, classes and ids. Of what depends on more (where an element stands, the
width of a screen, a pointer) nobody knows whether it holds: there only what may show text counts.
Sheets that a page links to are not there to be read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from briefgen.readers.wordlist import word_set

_PIECE = re.compile(
    r"/\*.*?(?:\*/|\Z)|\"(?:[^\"\\]|\\.)*(?:\"|\Z)|'(?:[^'\\]|\\.)*(?:'|\Z)|[{}]|[^{}\"'/]+|/",
    re.DOTALL,
)
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]*|\*)?(?:[.#][\w-]+)*", re.IGNORECASE)
_LAST = re.compile(r"[\s>+~]")
_NAME = re.compile(r"([.#]?)([\w-]+)")
_MORE = re.compile(r"\[[^\]]*\]|::?[\w-]+(?:\([^)]*\))?")
_GROUPS = ("@media", "@supports", "@layer", "@container")
_LONGEST = 1_000_000  # characters of style sheets in one page
_LONGEST_SELECTOR = 5000
_DEEPEST = 5  # groups of rules in groups
_FOLLOWED = word_set(
    "display visibility font-size color background background-color background-image"
)


@dataclass(frozen=True)
class _Rule:
    """Declarations for elements with this tag, these classes and this id. ``is_sure`` is False
    where it holds only sometimes."""

    tag: str
    classes: frozenset[str]
    id: str
    weight: tuple[int, int, int, int]
    stated: Mapping[str, str]
    is_sure: bool


class StyleSheets:
    """The style sheets of a page, and what they say of each of its elements."""

    def __init__(self, css: str) -> None:
        # By the rarest thing that an element has to have.
        self._rules: defaultdict[str, list[_Rule]] = defaultdict(list)
        for number, (selector, body, is_sure) in enumerate(_rules(css[:_LONGEST])):
            stated = declarations(body)
            if stated.keys() & _FOLLOWED and len(selector) <= _LONGEST_SELECTOR:
                for one in selector.split(","):
                    self._add(one.strip(), stated, number, is_sure=is_sure)

    @classmethod
    def of(cls, tree: etree._ElementTree, more: str = "") -> StyleSheets:
        """Those that stand in a page, and ``more``."""
        own = (style.text or "" for style in tree.iter("style"))
        return cls(re.sub("<!--|-->", "", "\n".join((more, *own))))

    def _add(self, selector: str, stated: Mapping[str, str], number: int, *, is_sure: bool) -> None:
        bare = _MORE.sub("", selector)
        last = _LAST.split(bare)[-1]
        if not last or not _SIMPLE.fullmatch(last):
            return
        names = [(mark, name) for mark, name in _NAME.findall(last)]
        ids = [name for mark, name in names if mark == "#"]
        classes = frozenset(name for mark, name in names if mark == ".")
        tag = next((name.lower() for mark, name in names if not mark), "")
        rule = _Rule(
            tag=tag,
            classes=classes,
            id=ids[0] if ids else "",
            weight=(len(ids), len(classes), bool(tag), number),
            stated=stated,
            is_sure=is_sure and last == selector,
        )
        self._rules[f"#{rule.id}" if ids else f".{min(classes)}" if classes else tag].append(rule)

    def stated(self, element: etree._Element) -> tuple[dict[str, str], set[str]]:
        """What holds for an element by its sheets, and of which of that nobody knows whether
        something else holds."""
        classes = frozenset((element.get("class") or "").split())
        keys = [str(element.tag), f"#{element.get('id')}", *(f".{name}" for name in classes), ""]
        found = [rule for key in keys for rule in self._rules.get(key, ())]
        found = [rule for rule in found if _holds(rule, element, classes)]
        stated: dict[str, str] = {}
        for rule in sorted((r for r in found if r.is_sure), key=lambda r: r.weight):
            stated |= rule.stated
        doubtful = {name for rule in found if not rule.is_sure for name in rule.stated}
        return stated, doubtful


def _holds(rule: _Rule, element: etree._Element, classes: frozenset[str]) -> bool:
    return (
        rule.classes <= classes
        and rule.tag in {"", "*", element.tag}
        and rule.id in {"", element.get("id")}
    )


def declarations(style: str) -> dict[str, str]:
    """The declarations of an element or a rule, without white space, in small letters. Of two the
    later holds; what is important holds in any case."""
    stated: dict[str, str] = {}
    important: dict[str, str] = {}
    for part in re.sub(r"\s+", "", style).lower().split(";"):
        name, colon, value = part.partition(":")
        if colon and value.endswith("!important"):
            important[name] = value.removesuffix("!important")
        elif colon:
            stated[name] = value
    return stated | important


def _rules(css: str) -> Iterator[tuple[str, str, bool]]:
    """Selectors with their declarations, and whether they hold whatever the screen is."""
    opened: list[str] = []  # what stands before each brace that is open
    text: list[str] = []
    for piece in _PIECE.findall(css):
        if piece.startswith("/*"):
            continue
        if piece == "{":
            # After a rule of one line ("@import …;") the next one begins.
            opened.append("".join(text).rpartition(";")[2].strip())
            text.clear()
        elif piece == "}":
            body, before = "".join(text), opened.pop() if opened else ""
            text.clear()
            is_rule = before and not before.startswith("@") and len(opened) <= _DEEPEST
            if is_rule and all(map(_is_group, opened)):
                yield before, body, not opened
        else:
            text.append(piece)


def _is_group(before: str) -> bool:
    return before.lower().startswith(_GROUPS)
