"""``briefgen templates show``: what one template asks for, and what of it can be changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.options import LetterheadFile
from briefgen.cli.reporting import counting_faults, reported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.template import Slot, Template

EXAMPLES = """**Examples**

`briefgen templates show info-note`

`briefgen templates show templates/our-note`
"""

Name = Annotated[str, typer.Argument(help="Name of a template, or its folder.")]


@reported
def show(name: Name, letterhead: LetterheadFile = None) -> None:
    """Show what a template asks for: slots, budgets, blocks, theme and languages; of a Word file
    of your own, which of its styles are used for what."""
    from briefgen.composition.faults import on_one_line
    from briefgen.composition.loader import find_template, load_template

    with counting_faults(name, letterhead=letterhead):
        template = load_template(find_template(name, Path()))
        shown = [
            on_one_line(line) if line.strip() == line else f"  {on_one_line(line)}"
            for line in _lines(template)
        ]
        shown += style_lines(Path(template.folder), letterhead)
    for line in shown:
        typer.echo(line)


def style_lines(folder: Path, chosen: Path | None = None) -> list[str]:
    """A table of the styles that a letterhead gives to our roles, with the reason for each; nothing
    where the template in ``folder`` has no letterhead and none is ``chosen``."""
    from briefgen.composition.letterhead import load_letterhead
    from briefgen.writers import guessed_styles

    letterhead = load_letterhead(folder, chosen)
    if letterhead is None:
        return []
    choices = guessed_styles(letterhead)
    names = [choice.style or f"({choice.ours})" for choice in choices]
    width = max(map(len, names))
    return [
        f"  {letterhead.name}: styles by role; those in brackets are ours",
        *(
            f"    {choice.role:22} {name:{width}}  {choice.reason}"
            for choice, name in zip(choices, names, strict=True)
        ),
    ]


def _lines(template: Template) -> Iterator[str]:
    from briefgen.composition.blocks import blocks_of
    from briefgen.model.template import AuthorSlot

    front = template.front
    yield f"{front.name}: {front.description}"
    yield f"  {template.file}"
    if len(template.folders) > 1:
        yield f"  extends {', which extends '.join(Path(f).name for f in template.folders[1:])}"
    yield f"  printed as “{front.kind}”, in {front.language}"
    if front.pages:
        outside = ", not counting the list of sources" if front.sources_outside else ""
        yield f"  at most {front.pages} page{'s' if front.pages != 1 else ''}{outside}"
    author = {n: s for n, s in front.slots.items() if isinstance(s, AuthorSlot)}
    yield ""
    yield "Filled from the sources, in this order"
    for name, slot in front.slots.items():
        if not isinstance(slot, AuthorSlot):
            yield f"  {name:18} {_described(slot)}"
    if author:
        yield ""
        yield 'Written by you: --set NAME="text", or a file with --answers'
        for name, written in author.items():
            need = "required" if written.required and written.default is None else "optional"
            yield f"  {name:18} {need}{f' · {written.prompt}' if written.prompt else ''}"
    names = blocks_of(template)
    if names:
        yield ""
        yield "Blocks that a template of yours can replace"
        yield f"  {', '.join(names)}"
    yield ""
    yield from _look(template)


def _look(template: Template) -> Iterator[str]:
    from briefgen.composition.themes import load_theme, theme_names
    from briefgen.text.languages import languages
    from briefgen.typefaces import family_name

    theme = load_theme(template)
    page, fonts = theme.page, theme.fonts
    yield (
        f"Theme: {family_name(fonts.text)} {theme.sizes.body:g} pt on {page.size}, "
        f"accent {theme.colours.accent}{', with a logo' if theme.logo.file else ''}; "
        f"others with --theme: {', '.join(theme_names())}"
    )
    known = sorted({*languages(), *template.phrases})
    yield f"Languages of briefgen's own words: {', '.join(known)}"


def _described(slot: Slot) -> str:
    from briefgen.model.template import FactSlot, QuoteSlot

    kind = getattr(slot, "kind", "")
    parts = [f"{kind:8} at most {slot.items}{f', {slot.words} words' if slot.words else ''}"]
    if when := getattr(slot, "when", None):
        parts.append(str(when))
    if isinstance(slot, QuoteSlot):
        parts.append(f"{slot.per_speaker} a speaker")
    if isinstance(slot, FactSlot) and slot.order == "text":
        parts.append("in the order of the sources")
    if slot.about == "focus":
        parts.append("about the focus")
    elif slot.about:
        more = f" and {len(slot.about) - 3} more" if len(slot.about) > 3 else ""
        parts.append(f"about {', '.join(slot.about[:3])}{more}")
    if slot.nil:
        parts.append(f"else “{slot.nil}”")
    return " · ".join(parts)
