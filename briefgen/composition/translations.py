"""A template's own words and their translations: words without one, translations without words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import nodes

from briefgen.composition.names import parsed
from briefgen.model.template import AuthorSlot
from briefgen.text.languages import primary
from briefgen.text.nearest import nearest
from briefgen.text.phrasebook import Phrasebook, phrasebook, shipped_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.template import Template
    from briefgen.model.theme import Band, Furniture, Theme

_SHOWN = 3  # words that a notice names


def own_words(template: Template) -> dict[str, None]:
    """The words that a template translates, in order: its kind, nil lines and prompts, and those
    in ``_("…")``, of the templates and files behind it too."""
    front = template.front
    found = [front.kind]
    texts = [template.body, *(part.text for part in template.parts), front.title]
    for slot in front.slots.values():
        found.append(getattr(slot, "nil", "") or "")
        if isinstance(slot, AuthorSlot):
            found += [slot.prompt or "", *slot.columns.values()]
            texts.append(slot.default or "")
    for text in texts:
        if isinstance(tree := parsed(text), nodes.Template):
            found += _said(tree)
    return dict.fromkeys(words for words in found if words)


def _said(tree: nodes.Template) -> Iterator[str]:
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "_" and call.args:
            words = call.args[0]
            if isinstance(words, nodes.Const) and isinstance(words.value, str):
                yield words.value


def untranslated(
    template: Template, theme: Theme, language: str, *, shown: int | None = _SHOWN
) -> str:
    """What to tell of the words of ``template`` and its ``theme`` that stay as they are in a brief
    in ``language``, of which ``shown`` are named, or all; nothing where all are translated, or
    where they are written in it."""
    lacking = _untranslated(template, theme, language)
    if not lacking:
        return ""
    named = ", ".join(f'"{words}"' for words in lacking[:shown])
    left = len(lacking[shown:]) if shown is not None else 0
    more = f" and {left} more" if left else ""
    file = f"phrases/{primary(language)}.toml"
    return f'no "{language}" words for {named}{more}: they stay as they are; put them into {file}'


def _untranslated(template: Template, theme: Theme, language: str) -> list[str]:
    if primary(language) == _written_in(template, theme):
        return []
    book = phrasebook(language, template.phrases)
    known = shipped_words() if primary(language) == "en" else frozenset()
    words = own_words(template)
    if primary(language) in template.phrases:  # else they are meant for every language
        words |= dict.fromkeys(filter(_says_something, _band_words(theme)))
    return [one for one in words if not book.knows(one) and one not in known]


def _written_in(template: Template, theme: Theme) -> str:
    """The language of a template's own words: the one that it names, unless it has phrases for
    that; then English."""
    named = primary(theme.language or template.front.language)
    return "en" if named in template.phrases else named


def translated(theme: Theme, template: Template, language: str) -> Theme:
    """``theme`` with the words of its own as the phrases of ``template`` have them in
    ``language``: those of header and footer, the organisation, what the logo shows."""
    book = Phrasebook(language, template.phrases.get(primary(language), {}))

    def band(one: Band) -> dict[str, str]:
        return {"left": book.say(one.left), "right": book.say(one.right)}

    def furniture(one: Furniture) -> Furniture:
        first = one.first and one.first.model_copy(update=band(one.first))
        return one.model_copy(update={**band(one), "first": first})

    alt = theme.logo.alt
    return theme.model_copy(
        update={
            "organisation": book.say(theme.organisation),
            "header": furniture(theme.header),
            "footer": furniture(theme.footer),
            "logo": theme.logo.model_copy(update={"alt": alt and book.say(alt)}),
        }
    )


def _band_words(theme: Theme) -> Iterator[str]:
    """What stands in header and footer."""
    for furniture in (theme.header, theme.footer):
        for band in (furniture, furniture.first):
            if band is not None:
                yield from (band.left, band.right)


def _says_something(words: str) -> bool:
    """Whether there are words between the fields of ``words``."""
    return any(letter.isalpha() for letter in re.sub(r"\{\w+\}", "", words))


def unprinted_phrases(template: Template, theme: Theme) -> Iterator[tuple[str, str, str]]:
    """The phrases of ``template`` that translate nothing: language, the words, what is wrong with
    them."""
    own = own_words(template)
    own |= dict.fromkeys([*_band_words(theme), theme.organisation, theme.logo.alt or ""])
    for language, phrases in template.phrases.items():
        for words in phrases:
            if words not in own and words not in shipped_words():
                hint = nearest(words, own) if "did you mean" in nearest(words, own) else ""
                yield language, words, f"nothing in the template says these words{hint}"
