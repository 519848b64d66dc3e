"""Which style of a letterhead takes which role, and why: a pure function of its styles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefgen.errors import TemplateError
from briefgen.model.letterhead import NamedStyle
from briefgen.text.nearest import nearest
from briefgen.writers.docx.letterhead.roles import Role, roles
from briefgen.writers.docx.letterhead.sheet import Sheet, Style

_HAS_SPACE = 40  # twentieths of a point behind a paragraph: less does not part it from the next
_SHORTEST = 4  # letters of a name that may be part of another
_BANDS = "what yours hold stays as it is; ours is for a file without headers and footers"
_LONGEST_PREFIX = 3  # words: "ACME Ministry of Heading 1" is a company's


@dataclass(frozen=True, slots=True)
class Choice:
    """The style that a role takes: ``style`` as the file calls it and its ``style_id``, both empty
    where our own (``ours``) is added; ``reason`` for a person to read."""

    role: str
    ours: str
    style: str
    style_id: str
    reason: str

    @property
    def is_ours(self) -> bool:
        """Whether the file has no style for the role."""
        return not self.style_id


def guessed(sheet: Sheet, named: Iterable[NamedStyle] = ()) -> dict[str, Choice]:
    """A choice for every role, in the order of the roles; what ``named`` says goes first.

    Raises:
        TemplateError: ``named`` has a role or a style that there is not: file, line, nearest.
    """
    stated = _stated(sheet, named)
    made: dict[str, Choice] = {}
    for role in roles().values():
        if role.name in stated:
            style, place = stated[role.name]
            made[role.name] = Choice(role.name, role.ours, style.name, style.id, place)
        else:
            made[role.name] = _guess(role, sheet, made)
    return made


def _stated(sheet: Sheet, named: Iterable[NamedStyle]) -> dict[str, tuple[Style, str]]:
    found = {}
    for line in named:
        style = _meant(sheet, line)
        if isinstance(style, str):
            raise TemplateError(style)
        found[line.role] = (style, f"named in {line.place}")
    return found


def wrong_lines(sheet: Sheet, named: Iterable[NamedStyle]) -> Iterator[str]:
    """What is wrong with each line of ``styles.toml``: file, line, nearest."""
    return (style for line in named if isinstance(style := _meant(sheet, line), str))


def _meant(sheet: Sheet, line: NamedStyle) -> Style | str:
    """The style that ``line`` names, or what is wrong with it."""
    role = roles().get(line.role)
    if role is None:
        return f'{line.place}: "{line.role}" is no role of a style{nearest(line.role, roles())}'
    fitting = [style for style in sheet.styles if style.kind == role.kind]
    style = _called(line.style, fitting)
    if style is not None:
        return style
    other = _called(line.style, sheet.styles)
    if other is not None:
        return (
            f'{line.place}: "{line.style}" is a {other.kind} style; {line.role} needs a '
            f"{role.kind} style"
        )
    return (
        f'{line.place}: the Word file has no {role.kind} style "{line.style}"'
        f"{nearest(line.style, [shown(style) for style in fitting])}"
    )


def _called(name: str, styles: Iterable[Style]) -> Style | None:
    """The style that a person calls ``name``: by its name, one of its other names, or its id."""
    wanted = _folded(name)
    for style in styles:
        if wanted in map(_folded, (style.name, *style.aliases, style.id)):
            return style
    return None


def shown(style: Style) -> str:
    """The name of a style as Word's menus show it: built-in ones begin with a capital."""
    return style.name if style.is_own else style.name[:1].upper() + style.name[1:]


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().replace("_", " ").split())


def _guess(role: Role, sheet: Sheet, made: Mapping[str, Choice]) -> Choice:
    taken = {choice.style_id for choice in made.values()}
    styles = [s for s in sheet.styles if s.kind == role.kind and not sheet.is_hidden(s)]
    found = None if role.never else _found(role, sheet, styles, taken)
    if found is None:
        reason = _BANDS if role.never else "the file has none; ours is added"
        return Choice(role.name, role.ours, "", "", reason)
    return Choice(role.name, role.ours, shown(found[0]), found[0].id, found[1])


Found = tuple[Style, str]


def _found(role: Role, sheet: Sheet, styles: list[Style], taken: set[str]) -> Found | None:
    """The style and the reason: Word's own, then by name, then by what the style is."""
    for style in styles:
        if not style.is_own and _folded(style.name) in role.names:
            spaceless = role.name == "body" and not _parts(sheet, style)
            return (spaceless and _standard(sheet)) or (style, "Word's own style")
    free = [style for style in styles if style.id not in taken]
    return _by_name(role, free) or _by_nature(role, sheet, free)


def _by_name(role: Role, styles: list[Style]) -> Found | None:
    likes = {_folded(name) for name in role.like}
    known = likes.union(role.names)
    for style in styles:
        if _folded(style.name) == _folded(role.ours):
            return style, "has the name of ours"
    for style in styles:
        if any(_folded(alias) in known for alias in style.aliases):
            return style, f'is also called "{", ".join(style.aliases)}"'
    for style in styles:
        if style.id in role.ids and not _is_anothers(style, role):
            return style, f'has the id "{style.id}"'
    for style in styles:
        if _folded(style.name) in likes:
            return style, "its name means the same"
    similar = _similar(likes, styles)
    return (similar, "its name has that of the role in it") if similar else None


def _by_nature(role: Role, sheet: Sheet, styles: list[Style]) -> Found | None:
    if role.outline is not None:
        for style in styles:
            if sheet.outline(style) == role.outline:
                return style, f"stands at level {role.outline + 1} of the outline"
        for style in styles:
            if _is_based(style, role, sheet):
                return style, f"is based on {role.ours}"
    if role.name == "body":
        return _standard(sheet)
    own = [style for style in styles if style.is_own]
    if role.name == "table" and len(own) == 1:
        return own[0], "the only table style that the file has of its own"
    return None


def _is_anothers(style: Style, role: Role) -> bool:
    """Whether the name of a style says that it is for something else than its id does."""
    name = _folded(style.name)
    return any(name in other.names for other in roles().values() if other is not role)


def _similar(likes: set[str], styles: Iterable[Style]) -> Style | None:
    """A style whose name is that of the role with a company's name around it: "ACME Heading 1",
    "Bullet (ACME)"; the shortest such name."""
    found = [
        (extra, style.name, style)
        for style in styles
        if style.is_own and (extra := _words_around(style, likes))
    ]
    return min(found, key=lambda one: one[:2])[2] if found else None


def _words_around(style: Style, likes: set[str]) -> int:
    """How many words the name of ``style`` has beside that of a role; 0 where it has none."""
    words = re.sub(r"[()\[\]|:·_/-]", " ", _folded(style.name)).split()
    counts = []
    for like in likes:
        wanted = like.replace("-", " ").split()
        extra = len(words) - len(wanted)
        # One short word ("copy", "box") proves nothing in a longer name, and with a number behind
        # it a name is that of another level: "Titre 1" is no title.
        if 0 < extra <= _LONGEST_PREFIX and len(like) >= _SHORTEST:
            counts += [
                extra
                for around in _around(words, wanted)
                if not any(word.isdecimal() for word in around)
            ]
    return min(counts, default=0)


def _around(words: list[str], wanted: list[str]) -> Iterator[list[str]]:
    """The other words, where ``wanted`` stand at the end or at the beginning."""
    if words[-len(wanted) :] == wanted:
        yield words[: -len(wanted)]
    if words[: len(wanted)] == wanted:
        yield words[len(wanted) :]


def _is_based(style: Style, role: Role, sheet: Sheet) -> bool:
    return any(
        _folded(parent.name) in role.names or parent.id in role.ids
        for parent in sheet.chain(style)[1:2]
    )


def _standard(sheet: Sheet) -> Found | None:
    """The standard paragraph, where it parts paragraphs. Word's own "Body Text" is a leftover in
    many files; one that does not is no use to a brief."""
    standard = sheet.standard
    if standard is None or not _parts(sheet, standard):
        return None
    return standard, "the standard paragraph of the file"


def _parts(sheet: Sheet, style: Style) -> bool:
    """Whether there is room between two paragraphs of ``style``."""
    after = sheet.number(style, "pPr", "spacing", "after") or 0
    before = sheet.number(style, "pPr", "spacing", "before") or 0
    return max(after, before) >= _HAS_SPACE
