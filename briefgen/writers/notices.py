"""What a user is told of characters that a file cannot show."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.model.manifest import Unprinted

_NAMED = 5  # characters in a notice; the manifest has all


def without_font(lacking: Sequence[Unprinted]) -> tuple[str, ...]:
    """One notice of all characters that the PDF shows a stand-in for, with what to do; none where
    there are none."""
    if not lacking:
        return ()
    named = ", ".join(
        f"{one.shown} {one.name}".strip() + (f" ({one.count} times)" if one.count > 1 else "")
        for one in lacking[:_NAMED]
    )
    more = f" and {len(lacking) - _NAMED} more (the manifest has them)" if lacking[_NAMED:] else ""
    extras = sorted({one.extra for one in lacking if one.extra})
    install = " and ".join(f'pip install "briefgen[{extra}]"' for extra in extras)
    remedy = f"fonts come with {install}" if install else "no font is at hand that has them"
    return (f"the PDF shows numbers in place of characters: {named}{more}; {remedy}",)
