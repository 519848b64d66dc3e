"""The order in which a line is seen whose letters run both ways (Unicode Standard Annex 9).

Only the implicit rules: writers take out the characters that embed, override and isolate, which
left open in one quote would turn the words of all that follow.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

_PAIRS = dict(zip("([{⟨⟦〈《「『【〔（［｛", ")]}⟩⟧〉》」』】〕）］｝", strict=True))
_CLOSING = frozenset(_PAIRS.values())
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
_NUMBERS = frozenset({"EN", "AN"})
# A comma parts the digits of one number, a hyphen only European ones.
_PARTED_BY = {"CS": _NUMBERS, "ES": frozenset({"EN"})}


def levels(text: str, base: int) -> list[int]:
    """The embedding level of each character of ``text`` in a paragraph of level ``base`` (0 from
    left to right, 1 from right to left). Letters of odd levels are seen from right to left."""
    kinds = [unicodedata.bidirectional(c) or "L" for c in text]
    kept = [n for n, kind in enumerate(kinds) if kind != "BN"]  # X9: as if they were not there
    resolved = _resolved([kinds[n] for n in kept], [text[n] for n in kept], base)
    made = [base] * len(text)
    for n, kind in zip(kept, resolved, strict=True):
        made[n] = _level(kind, base)
    for n, kind in enumerate(kinds):
        if kind == "BN" and n:
            made[n] = made[n - 1]
    return made


def _level(kind: str, base: int) -> int:
    """Rules I1 and I2."""
    if kind == "R":
        return base if base % 2 else base + 1
    if kind in _NUMBERS:
        return base + 1 if base % 2 else base + 2
    return base + 1 if base % 2 else base


def _resolved(kinds: list[str], text: Sequence[str], base: int) -> list[str]:
    edge = "R" if base % 2 else "L"
    _weak(kinds, edge)
    _brackets(kinds, text, edge)
    _neutral(kinds, edge)
    return kinds


def _weak(kinds: list[str], edge: str) -> None:
    """Rules W1 to W7."""
    strong = edge
    for n, kind in enumerate(kinds):  # W1, W2
        if kind == "NSM":
            kinds[n] = kinds[n - 1] if n else edge
        if kinds[n] in {"L", "R", "AL"}:
            strong = kinds[n]
        if kinds[n] == "EN" and strong == "AL":
            kinds[n] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for n in range(1, len(kinds) - 1):  # W4
        before, after = kinds[n - 1], kinds[n + 1]
        if before == after and before in _PARTED_BY.get(kinds[n], ()):
            kinds[n] = before
    for start, end in _stretches(kinds, {"ET"}):  # W5
        if "EN" in {*kinds[max(0, start - 1) : start], *kinds[end : end + 1]}:
            kinds[start:end] = ["EN"] * (end - start)
    strong = edge
    for n, kind in enumerate(kinds):  # W6, W7
        if kind in {"ES", "ET", "CS"}:
            kinds[n] = "ON"
        elif kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[n] = "L"


def _side(kind: str) -> str:
    """The direction that a resolved character counts for among neutrals; nothing for those."""
    return "R" if kind in _NUMBERS else kind if kind in {"L", "R"} else ""


def _brackets(kinds: list[str], text: Sequence[str], edge: str) -> None:
    """Rule N0: both brackets of a pair run the way of what they hold."""
    for opening, closing in _pairs(kinds, text):
        inside = {_side(kind) for kind in kinds[opening + 1 : closing]} - {""}
        if edge in inside:
            found = edge
        elif inside:
            before = (_side(kind) for kind in reversed(kinds[:opening]))
            context = next((side for side in before if side), edge)
            found = context if context in inside else edge
        else:
            continue
        kinds[opening] = kinds[closing] = found


def _pairs(kinds: list[str], text: Sequence[str]) -> list[tuple[int, int]]:
    """Brackets that belong together, by the place of the opening one (BD16)."""
    waiting: list[tuple[str, int]] = []
    found = []
    for n, letter in enumerate(text):
        if kinds[n] != "ON":
            continue
        if letter in _PAIRS:
            waiting.append((_PAIRS[letter], n))
        elif letter in _CLOSING:
            for at in range(len(waiting) - 1, -1, -1):
                if waiting[at][0] == letter:
                    found.append((waiting[at][1], n))
                    del waiting[at:]
                    break
    return sorted(found)


def _neutral(kinds: list[str], edge: str) -> None:
    """Rules N1 and N2."""
    for start, end in _stretches(kinds, _NEUTRAL):
        before = _side(kinds[start - 1]) if start else edge
        after = _side(kinds[end]) if end < len(kinds) else edge
        kinds[start:end] = [before if before == after else edge] * (end - start)


def _stretches(kinds: list[str], wanted: frozenset[str] | set[str]) -> Iterator[tuple[int, int]]:
    """Where the longest runs of ``wanted`` kinds start and end."""
    start = None
    for n, kind in enumerate([*kinds, ""]):
        if kind in wanted:
            start = n if start is None else start
        elif start is not None:
            yield start, n
            start = None


def visual_order(run_levels: Sequence[int]) -> list[int]:
    """The runs of one line from left to right, by their levels (rule L2)."""
    order = list(range(len(run_levels)))
    if not order:
        return order
    for level in range(max(run_levels), 0, -1):
        start = None
        for at in range(len(order) + 1):
            if at < len(order) and run_levels[order[at]] >= level:
                start = at if start is None else start
            elif start is not None:
                order[start:at] = reversed(order[start:at])
                start = None
    return order
