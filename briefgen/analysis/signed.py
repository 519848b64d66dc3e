"""Texts that say themselves that they are opinion: signed columns, letters to the editor, and what
somebody has paid for."""

from __future__ import annotations

import re

from briefgen.analysis import lexicon

_NEAR_THE_END = 500  # characters: who wrote a column is told behind it
_NEAR_THE_START = 300
# "The opinions expressed in this commentary are solely hers", "His views are his own".
_OWN = re.compile(
    r"\b(?:opinions?|views?) expressed (?:here|in this|above|are|by)\b"
    r"|\b(?:opinions?|views?) are (?:solely )?(?:his|her|their|my) own\b"
    r"|\bexpress(?:es)? (?:his|her|their|my) own (?:opinions?|views?)\b",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\bthis\s+(?:newsletter|report|e-?mail|post|article|feature)\s+(?:was|is|has\s+been)"
    r"\s+(?:paid|sponsored)\b|\badvertorial\b|\bpaid\s+(?:advertisement|promotion)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"(?:^|[.\n] *)LETTERS\b(?!,)|\b[Ll]etters? to the [Ee]ditor\b")
# "Ada Holm is a professor of law at Velmark University." as the last sentence.
_WRITER = re.compile(
    r"(?:^|[.!?”\"’'»]\s+|\n)(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]*\.?){1,3})"
    r"(?:, [^.]{3,90},)? (?:is|are) (?P<what>[^.]{3,90})[^\n]*\Z"
)


def is_signed(text: str) -> bool:
    """Whether a text ends by saying who its writer is, as columns of guests do, says that its views
    are those of whoever wrote it or that it is paid for, or is made of letters to a paper."""
    if _OWN.search(text) or _PAID.search(text) or _LETTERS.search(text, 0, _NEAR_THE_START):
        return True
    match = _WRITER.search(text, max(0, len(text) - _NEAR_THE_END))
    if match is None:
        return False
    roles = lexicon.words("people.toml", "writers")
    told = any(word in roles for word in re.findall(r"[\w-]+", match["what"].lower()))
    # Whoever the text is about is named in it before.
    return told and text.count(match["name"].split()[-1]) == 1
