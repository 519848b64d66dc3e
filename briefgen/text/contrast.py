"""How well two colours can be told apart (WCAG 2.2, "contrast ratio")."""

from __future__ import annotations

WHITE = "#FFFFFF"


def contrast(colour: str, paper: str = WHITE) -> float:
    """The contrast of two colours written #RRGGBB: 1 for the same, 21 for black on white."""
    light, dark = sorted((_luminance(_parts(colour)), _luminance(_parts(paper))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def contrasting(colour: str, paper: str = WHITE, ratio: float = 3.0) -> str:
    """``colour``, or a darker one of its hue that has a contrast of ``ratio`` to ``paper`` (WCAG
    2.2, 1.4.11: what must be seen to be understood)."""
    parts = _parts(colour)
    while contrast(_written(parts), paper) < ratio and any(parts):
        parts = [int(part * 0.9) for part in parts]
    return _written(parts)


def _parts(colour: str) -> list[int]:
    return [int(colour[n : n + 2], 16) for n in (1, 3, 5)]


def _written(parts: list[int]) -> str:
    return "#" + "".join(f"{part:02X}" for part in parts)


def _luminance(parts: list[int]) -> float:
    linear = [
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
