"""Why an item was taken or left, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_FEWEST = 0.01  # a factor below this moves nothing
_MOST = 4  # factors named; further ones are small


def why_taken(
    salience: float,
    factors: Mapping[str, float] | None = None,
    *,
    reported_by: int = 1,
    topics: tuple[str, ...] = (),
) -> str:
    """``salience 0.83 (position +0.21, length -0.04); reported by 2; on "audit"``.

    ``factors`` tell how much each lifts the item above the average sentence of the sources;
    ``topics`` are those of the focus that it is about.
    """
    ranked = sorted((factors or {}).items(), key=lambda row: (-abs(row[1]), row[0]))
    told = [f"{name} {value:+.2f}" for name, value in ranked[:_MOST] if abs(value) >= _FEWEST]
    parts = [f"salience {salience:.2f}" + (f" ({', '.join(told)})" if told else "")]
    if reported_by > 1:
        parts.append(f"reported by {reported_by} independent sources")
    if topics:
        parts.append("on " + ", ".join(f'"{topic}"' for topic in topics))
    return "; ".join(parts)


def outranked(salience: float, lowest: float | None) -> str:
    """Why an entry that nothing speaks against is not in the brief: ``lowest`` is the salience of
    the last of its kind that is."""
    if lowest is None:
        return "no slot of the template asks for it"
    if salience > lowest:
        return (
            f"tells less that is new, or its source speaks often enough (salience {salience:.2f}, "
            f"the last one taken {lowest:.2f})"
        )
    return f"others matter more (salience {salience:.2f}, the last one taken {lowest:.2f})"
