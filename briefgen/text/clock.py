"""Times of day as a clock tells them."""

from __future__ import annotations

import re

_CLOCK = re.compile(
    r"\b(?:at|by|until|from|since|before|after)(?: about| around)? "
    r"(?:\d{1,2}[:.]\d{2}(?: ?(?:am|pm|a\.m\.|p\.m\.))?|\d{1,2} ?(?:am|pm|a\.m\.|p\.m\.))"
    # "By 2.15 metres" is no time.
    r"(?![\w%])(?!\.\d)(?! (?:m|km|kg|per|percent|million|billion|[a-z]+s)\b)",
    re.IGNORECASE,
)


def gives_time(text: str) -> bool:
    """Whether a text says at what o'clock something was."""
    return _CLOCK.search(text) is not None
