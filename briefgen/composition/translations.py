"""A template's own words and their translations: words without one, translations without words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

from briefgen.composition.names import parsed
from briefgen.model.template import AuthorSlot
from briefgen.text.nearest import nearest
from briefgen.text.phrasebook import phrasebook, primary, shipped_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.template import Template
    from briefgen.model.theme import Theme

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


def untranslated(template: Template, language: str) -> str:
    """What to tell of the words of ``template`` that stay as they are in a brief in ``language``;
    nothing where all are translated, or where the template is written in it."""
    if primary(language) in {"en", primary(template.front.language)}:
        return ""
    book = phrasebook(language, template.phrases)
    lacking = [words for words in own_words(template) if not book.knows(words)]
    if not lacking:
        return ""
    shown = ", ".join(f'"{words}"' for words in lacking[:_SHOWN])
    more = f" and {len(lacking) - _SHOWN} more" if len(lacking) > _SHOWN else ""
    file = f"phrases/{primary(language)}.toml"
    return f'no "{language}" words for {shown}{more}: they stay as they are; put them into {file}'


def unprinted_phrases(template: Template, theme: Theme) -> Iterator[tuple[str, str, str]]:
    """The phrases of ``template`` that translate nothing: language, English words, what is wrong
    with them."""
    own = own_words(template)
    bands = (theme.header, theme.footer, theme.header.first, theme.footer.first)
    fixed = {theme.organisation, *(w for b in bands if b for w in (b.left, b.right))}
    for language, phrases in template.phrases.items():
        for words in phrases:
            if words in fixed and words not in own:
                what = (
                    "header, footer and organisation are not translated by a template's phrases; "
                    "write them in theme.toml as they are to be read"
                )
                yield language, words, what
            elif words not in own and words not in shipped_words():
                hint = nearest(words, own) if "did you mean" in nearest(words, own) else ""
                yield language, words, f"nothing in the template says these words{hint}"
