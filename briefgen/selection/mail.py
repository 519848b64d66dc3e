"""A brief in, what its message tells out: the bottom line, and the points that matter most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.brief import AuthorText, EventItem, FactItem, StoryItem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from briefgen.model.brief import Brief
    from briefgen.model.template import MailSlots

_MOST = 5  # points; a reader on a telephone takes in no more
_OF_AUTHOR = ("contact", "decide_by", "next_report")
Told = FactItem | EventItem | StoryItem


def for_mail(
    brief: Brief,
    slots: MailSlots,
    *,
    now: Callable[[Told], Told | None],
    says: Callable[[str], bool],
    added: Mapping[str, str],
) -> Brief:
    """``brief`` as the template ``mail`` takes it: one bottom line, up to five points, and of the
    author slots those that say what comes next and whom to ask. ``added`` are further ones, in
    Markdown. A person may have changed the files: ``now`` gives an item as they tell it, if they
    do, and ``says`` whether they have the words of an author.
    """
    author = {
        name: given.text
        for name in (*slots.bottom_line, *_OF_AUTHOR)
        if (given := brief.author.get(name)) and given.text and says(given.text)
    }
    items = list(_items(brief, slots.points, now))
    written, bottom = "", list[Told]()
    for name in slots.bottom_line:
        if name in author:
            written = author[name]
        else:
            bottom = list(_items(brief, (name,), now))[:1] if name in brief.slots else []
        if written or bottom:
            break
    if not written and not bottom:
        bottom, items = items[:1], items[1:]
    points = [item for item in items if item.text not in {one.text for one in bottom}]
    told = {name: author[name] for name in _OF_AUTHOR if name in author}
    texts = {**told, **added, **({"written": written} if written else {})}
    return brief.model_copy(
        update={
            "slots": {"bottom_line": tuple(bottom), "points": tuple(points[:_MOST])},
            "author": {
                name: AuthorText(text=text, prompt="", required=False)
                for name, text in texts.items()
            },
        }
    )


def _items(
    brief: Brief, names: tuple[str, ...], now: Callable[[Told], Told | None]
) -> Iterator[Told]:
    """What the slots ``names`` tell, or those of facts where none are named; each text once."""
    seen = set[str]()
    for items in (brief.slots.get(name, ()) for name in names or brief.slots):
        for item in items:
            wanted = Told if names else FactItem
            if isinstance(item, wanted) and item.text not in seen and (told := now(item)):
                seen.add(item.text)
                yield told


def with_fewer_points(brief: Brief) -> Brief | None:
    """The same without its last point; None where it has none left."""
    points = brief.slots["points"]
    if not points:
        return None
    return brief.model_copy(update={"slots": {**brief.slots, "points": points[:-1]}})
