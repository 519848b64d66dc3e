"""Sets of words written as one string, which reads better than forty quoted words."""

from __future__ import annotations


def word_set(listed: str) -> frozenset[str]:
    """The words of ``listed``, which are parted by white space."""
    return frozenset(listed.split())
