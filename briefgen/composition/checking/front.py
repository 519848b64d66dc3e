"""What is wrong in front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from briefgen.composition import loader
from briefgen.composition.checking.fault import Fault
from briefgen.composition.names import Wrong, parsed, wrong_names
from briefgen.errors import SettingsError
from briefgen.model.template import AuthorSlot, FrontMatter, Slot
from briefgen.text.languages import check_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.composition.checking.reading import Reading

_FEWEST_WORDS = 12  # a sentence that says something
_SLOT_NAME = re.compile(r"[^\W\d]\w*")


def front_faults(reading: Reading) -> Iterator[Fault]:
    """The faults of the front matter and of the slots that it declares."""
    for name, line in _repeated(reading.head):
        what = f'"{name}" is declared twice, and only the last one counts; rename one'
        yield Fault(str(reading.path), line + 1, what)
    own = reading.own.get("slots")
    for name, slot in own.items() if isinstance(own, dict) else ():
        yield from _slot_faults(reading, str(name), slot)
    if reading.front is None:
        return
    try:
        check_language(reading.front.language)
    except SettingsError as error:
        yield Fault(str(reading.path), reading.place("language"), f'"language": {error}')
    stated, folder = reading.own.get("name"), reading.folder.name
    if isinstance(stated, str) and stated != folder:
        what = (
            f'"name" is "{stated}", and its folder is "{folder}", by which it is found; '
            "call both the same"
        )
        yield Fault(str(reading.path), reading.place("name"), what, is_warning=True)
    yield from _texts_of_front(reading, reading.front)


def _slot_faults(reading: Reading, name: str, declared: object) -> Iterator[Fault]:
    line = reading.place("slots", name)
    if name in loader.RESERVED:
        what = f'a slot cannot be called "{name}": every template has that name already'
        yield Fault(str(reading.path), line, f"{what}; choose another")
    elif not _SLOT_NAME.fullmatch(name):
        better = re.sub(r"\W+", "_", name).strip("_")
        what = f'"{name}" can name no slot: use letters, digits and _, like "{better}"'
        yield Fault(str(reading.path), line, what)
    slot = reading.front.slots.get(name) if reading.front else None
    if isinstance(slot, AuthorSlot):
        stated = declared.get("required") if isinstance(declared, dict) else None
        if stated is True and slot.default is not None:
            what = f'"{name}" is never required, since its default stands in; take one out'
            yield Fault(str(reading.path), line, what, is_warning=True)
        if slot.required and slot.default is None and not slot.prompt:
            what = (
                f'author slot "{name}" has no prompt: its placeholder will say '
                f'"{name.replace("_", " ")}"; add  prompt: What is to be written here?'
            )
            yield Fault(str(reading.path), line, what, is_warning=True)
    elif isinstance(slot, Slot) and slot.words and slot.words < _FEWEST_WORDS:
        what = f'"{name}": {slot.words} words leave no room for a sentence; allow 25 or more'
        yield Fault(str(reading.path), line, what, is_warning=True)
    elif declared is None and name not in reading.inherited.get("slots", {}) and reading.front:
        yield Fault(str(reading.path), line, f'"{name}" needs a kind, like {{kind: fact}}')


def _texts_of_front(reading: Reading, front: FrontMatter) -> Iterator[Fault]:
    """The Jinja text in the front matter."""
    texts: dict[tuple[str, ...], str] = {}
    if "title" in reading.own:
        texts["title",] = front.title
    slots = reading.own.get("slots") or {}
    for name, slot in front.slots.items():
        if isinstance(slot, AuthorSlot) and slot.default and name in slots:
            texts["slots", name, "default"] = slot.default
    for place, text in texts.items():
        tree = parsed(text)
        line = reading.place(*place)
        wrongs = [tree] if isinstance(tree, Wrong) else wrong_names(tree, reading.known)
        for wrong in wrongs:
            what = f'"{".".join(place)}": {wrong.what}'
            yield Fault(str(reading.path), line, what, wrong.is_warning)


def _repeated(head: str) -> Iterator[tuple[str, int]]:
    """The keys that stand twice in one table of YAML, with the line of the second."""
    try:
        root = yaml.compose(head, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return
    waiting = [root] if root else []
    while waiting:
        node = waiting.pop()
        if not isinstance(node, yaml.MappingNode):
            continue
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield str(key.value), key.start_mark.line + 1
            seen.add(key.value)
            waiting.append(value)
