"""Content controls that show a property of the file, as Word's own cover pages and headers do: Word
fills them when it opens the file, and others show what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from briefgen.writers.docx.letterhead.opening import Members
from briefgen.writers.docx.letterhead.tags import Tag, is_story, say, settle
from briefgen.writers.docx.letterhead.words import W

_PROPERTY = re.compile(r"coreProperties.*[:/](\w+)(?:\[\d+\])?$")
# What Word's properties are called in a brief.
_NAMES = {"title": "title", "subject": "subject", "category": "kind"}


def fill_bound(members: Members, values: Mapping[str, str]) -> Iterator[Tag]:
    """Put ``values`` into controls that are bound to the properties of the file; which there
    were."""
    for part, tree in members.trees.items():
        if not is_story(part):
            continue
        for control in tree.iter(f"{W}sdt"):
            name = _bound(control)
            texts = list(control.iter(f"{W}t"))
            if name and values.get(name) and texts:
                say(texts[0], values[name].replace("\n", " "))
                for rest in texts[1:]:
                    say(rest, "")
                settle(control)
                yield Tag(part.rpartition("/")[2], name)


def _bound(control: etree._Element) -> str:
    """The name in a brief of the property that a control shows; empty for all other controls."""
    binding = control.find(f"{W}sdtPr/{W}dataBinding")
    found = None if binding is None else _PROPERTY.search(binding.get(f"{W}xpath", ""))
    return _NAMES.get(found[1], "") if found else ""
