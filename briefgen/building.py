"""A dossier made into the files of a brief: selection, composition, writers, and the record of it.

Nothing here reads a source or writes a file: what comes of it follows from what goes in, so that
it can be kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.composition import untrusted
from briefgen.composition.compose import unfilled
from briefgen.composition.themes import advice, load_theme
from briefgen.composition.translations import translated, untranslated
from briefgen.errors import NothingToDo, SettingsError
from briefgen.fitting import overrun, within_pages
from briefgen.interchange import to_json
from briefgen.model.manifest import Manifest, SourceRecord
from briefgen.model.rendered import Rendered
from briefgen.model.template import AuthorSlot
from briefgen.outputs import base_name, digest
from briefgen.selection import (
    Selection,
    Topics,
    as_printed,
    authored,
    misjudged,
    recorded,
    remarks,
    select,
)
from briefgen.text.phrasebook import phrasebook
from briefgen.version import VERSION
from briefgen.wishes import number_of, previous_of
from briefgen.writers import WRITERS, unprinted, without_font, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.brief import Brief
    from briefgen.model.dossier import Dossier
    from briefgen.model.letterhead import Letterhead
    from briefgen.model.manifest import Unprinted
    from briefgen.model.template import Template
    from briefgen.wishes import Looks, Wishes


def selection_of(dossier: Dossier, template: Template, wishes: Wishes) -> Selection:
    """The brief that ``template`` asks for, from ``dossier``."""
    if not dossier.sources:
        raise NothingToDo("the dossier holds no sources; run briefgen extract on some first")
    language = _language(wishes, template)
    return select(
        dossier,
        template.front,
        focus=wishes.focus,
        answers=wishes.answers,
        title=wishes.title,
        marking=wishes.marking,
        issued=wishes.issued,
        language=language,
        note=_note(len(dossier.sources), language),
        order=as_printed(template.front.slots, _texts(template)),
        previous=previous_of(wishes, template),
        number=number_of(wishes) if template.front.series else None,
    )


def _note(sources: int, language: str) -> str:
    """How the brief was made, for its last line."""
    book = phrasebook(language)
    return book.say(
        "Prepared with briefgen {version} from {sources}. Quotes are verbatim. Statements are "
        "sentences of the sources, some shortened; words in square brackets are added. No text was "
        "generated.",
        version=VERSION,
        sources=book.say("{count} sources", count=sources),
    )


def _language(wishes: Wishes, template: Template) -> str:
    """The language of a brief: as asked for, else the theme's, else the template's."""
    theme = load_theme(template, wishes.theme)
    return wishes.language or theme.language or template.front.language


def _texts(template: Template) -> str:
    """All that a template prints, its own body first."""
    return "\n".join((template.body, *(part.text for part in template.parts)))


def _focus_not_found(dossier: Dossier, focus: Sequence[str]) -> tuple[str, ...]:
    """A notice for each topic asked for that no source mentions."""
    return tuple(
        f'--focus "{topic}": no source mentions it'
        for topic in focus
        if not any(
            Topics.of([topic], dossier.entities).share(source.text) for source in dossier.sources
        )
    )


def prepare(template: Template, wishes: Wishes) -> None:
    """Start what ``template`` will be run in, where it needs that, without waiting."""
    untrusted.prepare(template, wishes.language or template.front.language)


def as_it_stands(brief: Brief, template: Template, wishes: Wishes) -> Selection:
    """A brief from a file, which somebody has selected already."""
    return Selection(_with_wishes(brief, wishes, template), ())


def _with_wishes(brief: Brief, wishes: Wishes, template: Template) -> Brief:
    """A brief from a file with what the command line says on top."""
    author = dict(brief.author)
    for name, answer in wishes.answers.items():
        slot = template.front.slots.get(name)
        if name in author and isinstance(slot, AuthorSlot):
            author[name] = authored(name, slot, answer)
    changes: dict[str, object] = {"author": author}
    for name in ("title", "marking", "issued", "language"):
        value = getattr(wishes, name)
        if value is not None:
            changes[name] = value
    if wishes.language and brief.note == _note(len(brief.sources), brief.language):
        changes["note"] = _note(len(brief.sources), wishes.language)
    return brief.model_copy(update=changes)


def rendered(
    selection: Selection,
    template: Template,
    looks: Looks,
    wishes: Wishes,
    dossier: Dossier | None,
    model: str = "",
) -> Rendered:
    """The brief cut to its pages and written in every format wished for, with the record of it.
    ``dossier`` is what it was selected from, ``model`` what that was analysed with."""
    missing = unfilled(selection.brief, template) if wishes.final else []
    if missing:
        raise SettingsError(
            f"--final: author slots are not filled: {', '.join(missing)}; "
            f'fill them with --set {missing[0]}="…" or --answers FILE'
        )
    if wishes.final and (wrong := next(misjudged(selection.brief, template.front), None)):
        raise SettingsError(f"--final: {wrong}")
    theme = translated(looks.theme, template, selection.brief.language)
    fitted = within_pages(selection, template, theme)
    selection, theme, written = fitted.selection, fitted.theme, fitted.written
    brief = selection.brief
    for name in wishes.formats:
        if name == "json":
            written[name] = to_json(brief)
        elif name not in written:
            # A letterhead breaks its pages elsewhere.
            own_pages = looks.letterhead is None or not WRITERS[name].in_letterhead
            document = fitted.document(annotated=wishes.annotate, paged=own_pages)
            written[name] = write(document, theme, name, looks.letterhead)
    contents = {name: written[name] for name in wishes.formats}
    lacking = unprinted(fitted.composed, theme, "pdf") if "pdf" in contents else ()
    return Rendered(
        brief=brief,
        name=_name(brief, wishes, template),
        contents=contents,
        manifest=_manifest(selection, template, wishes, dossier, model, looks, lacking),
        notices=(
            *(_focus_not_found(dossier, wishes.focus) if dossier else ()),
            *(f"theme: {words}" for words in advice(theme)),
            *([told] if (told := untranslated(template, looks.theme, brief.language)) else []),
            *remarks(brief, template.front),
            *overrun(fitted, template),
            *looks.left_out,
            *without_font(lacking),
        ),
        facts=len(dossier.facts) if dossier else 0,
        quotes=len(dossier.quotes) if dossier else 0,
        conflicts=len(dossier.conflicts) if dossier else 0,
    )


def _name(brief: Brief, wishes: Wishes, template: Template) -> str:
    """What the files of a brief are called, without version and suffix."""
    if wishes.name:
        return wishes.name
    # One brief in two languages is two files: that in another language than its template's says so.
    usual = _language(replace(wishes, language=None), template)
    language = brief.language if brief.language != usual else ""
    return base_name(brief.issued, brief.template, brief.title, language)


def _manifest(
    selection: Selection,
    template: Template,
    wishes: Wishes,
    dossier: Dossier | None,
    model: str,
    looks: Looks,
    lacking: tuple[Unprinted, ...],
) -> Manifest:
    """The record of a brief, without the files that were refused and those that are written."""
    brief = selection.brief
    previous = previous_of(wishes, template)
    first = (previous.series or previous.title) if previous else brief.title
    return Manifest(
        briefgen=VERSION,
        model=model,
        template=template.front.name,
        template_sha256=template.sha256,
        title=brief.title,
        issued=brief.issued,
        as_of=brief.as_of,
        number=brief.number,
        series=first if brief.number else "",
        options=_options(wishes, looks.letterhead),
        sources=_records(brief, dossier),
        used={slot: tuple(i.id for i in items) for slot, items in brief.slots.items()},
        items=recorded(brief, dossier),
        reasons=dict(selection.reasons),
        dropped=selection.dropped,
        unprinted=lacking,
        brief=brief,
    )


def _options(wishes: Wishes, letterhead: Letterhead | None) -> dict[str, str]:
    """The wishes that shape the brief, as text, and the letterhead that it is written in."""
    stated = {
        "title": wishes.title,
        "focus": ", ".join(wishes.focus),
        "marking": wishes.marking,
        "issued": wishes.issued.isoformat() if wishes.issued else None,
        "theme": str(wishes.theme) if wishes.theme else None,
        "letterhead": f"{letterhead.name} ({digest(letterhead.content)})" if letterhead else None,
        "previous": wishes.previous.name if wishes.previous else None,
        "annotate": "yes" if wishes.annotate else None,
    }
    return {name: value for name, value in stated.items() if value}


def _records(brief: Brief, dossier: Dossier | None) -> tuple[SourceRecord, ...]:
    types = {s.id: s.media_type for s in dossier.sources} if dossier else {}
    return tuple(
        SourceRecord(
            id=s.id, title=s.title, path=s.path, sha256=s.sha256, media_type=types.get(s.id, "")
        )
        for s in brief.sources
    )
