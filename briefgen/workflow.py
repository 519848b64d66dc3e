"""The whole program on one page: what make, extract and render do, in order.

Read this module and you have read the program. Each stage is one call; data moves one way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen import __version__
from briefgen.composition.compose import compose, unfilled
from briefgen.composition.letterhead import load_letterhead, overlooked
from briefgen.composition.loader import find_template, load_template
from briefgen.composition.themes import advice, load_theme
from briefgen.composition.translations import translated, untranslated
from briefgen.composition.untrusted import prepare
from briefgen.errors import NothingToDo, ReaderError, SettingsError
from briefgen.fitting import overrun, within_pages
from briefgen.interchange import load_json, load_manifest, to_json
from briefgen.model.brief import Brief
from briefgen.model.dossier import Dossier
from briefgen.model.manifest import (
    Manifest,
    OutputRecord,
    RefusedRecord,
    SourceRecord,
    Unprinted,
)
from briefgen.model.template import AuthorSlot
from briefgen.outputs import (
    MANIFEST_SUFFIX,
    base_name,
    digest,
    recorded_hashes,
    versioned,
    write_file,
)
from briefgen.selection import (
    Answer,
    ListedQuote,
    Selection,
    Topics,
    as_printed,
    authored,
    misjudged,
    quotes_by_speaker,
    recorded,
    remarks,
    select,
    speakers_of,
)
from briefgen.text.languages import language_name
from briefgen.text.nearest import nearest
from briefgen.text.paragraphs import LONGEST, paragraphs
from briefgen.text.phrasebook import check_language, phrasebook
from briefgen.writers import WRITERS, check_letterhead, unprinted, without_font, write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from briefgen.model.letterhead import Letterhead
    from briefgen.model.source import Source
    from briefgen.model.template import Template
    from briefgen.model.theme import Theme
    from briefgen.readers import Address, Fetching, Intake, Overrides
    from briefgen.verification import Checked

FORMATS = (*WRITERS, "json")
DEFAULT_TEMPLATE = "info-note"
UNTAGGED = (
    "is a PDF without tags, which does not say what is a table or a list; lines that are not found "
    "may only be read wrongly: export it with tags, or verify the Word file"
)

# Told at each step: the stage, how many of its things are done, and of how many.
Progress = Callable[[str, int, int], None]


def _silent(_stage: str, _done: int, _total: int) -> None:
    """No progress is shown."""


@dataclass(frozen=True)
class Wishes:
    """What a user asks of a brief, beyond its sources."""

    template: str | None = None
    formats: tuple[str, ...] = ("pdf", "docx")
    workspace: Path = Path()
    output: Path = Path("out")
    theme: str | Path | None = None
    letterhead: Path | None = None
    title: str | None = None
    focus: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    marking: str | None = None
    language: str | None = None
    issued: date | None = None
    model: str | None = None
    final: bool = False
    annotate: bool = False
    previous: Path | None = None


@dataclass(frozen=True)
class Build:
    """What came of a run: the brief, the files written, and all that was left out."""

    brief: Brief
    files: tuple[Path, ...]
    manifest: Manifest
    failures: tuple[ReaderError, ...] = ()
    notices: tuple[str, ...] = ()
    facts: int = 0
    quotes: int = 0
    conflicts: int = 0


def take_in(
    paths: Sequence[Path | Address],
    *,
    overrides: Overrides | None = None,
    fetching: Fetching | None = None,
    progress: Progress = _silent,
) -> Intake:
    """The sources in ``paths`` (files, folders, patterns, ``-``, addresses).

    Raises:
        NothingToDo: none could be read; the message says why.
    """
    from briefgen.readers import Fetching, Intake, read_all

    progress("Reading", 0, len(paths))
    intake = read_all(paths, overrides=overrides, fetching=fetching or Fetching())
    notices = _foreign(intake.sources) + _overlong(intake.sources) + _hidden(intake.sources)
    intake += Intake(notices=notices)
    if not intake.sources:
        if intake.failures:
            raise NothingToDo("\n".join(str(failure) for failure in intake.failures))
        places = ", ".join(str(path) for path in paths)
        raise NothingToDo(f"{places}: no source documents here; put some in, or name them")
    return intake


def _foreign(sources: Sequence[Source]) -> tuple[str, ...]:
    """A notice for each source that is not in English."""
    return tuple(
        f"{source.path or source.title}: is in {language_name(source.language)}; only words in "
        "quotation marks and copies are looked for in it, and no line of a brief is taken from it"
        for source in sources
        if source.language not in {None, "en"}
    )


def _overlong(sources: Sequence[Source]) -> tuple[str, ...]:
    """A notice for each source with a paragraph that is too long to be analysed."""
    return tuple(
        f"{source.path or source.title}: has a paragraph of {longest} characters, which is not "
        "analysed; part it by blank lines"
        for source in sources
        if (longest := max((end - start for start, end in paragraphs(source.text)), default=0))
        > LONGEST
    )


def _hidden(sources: Sequence[Source]) -> tuple[str, ...]:
    """A notice for each source whose file holds text that it does not show."""
    kinds = (
        ("hidden_words", "word", "that it does not show (hidden, white or tiny)"),
        ("hidden_characters", "character", "of no width, or that turns the direction of text"),
    )
    return tuple(
        f"{source.path or source.title}: holds {count} {thing}{'s' if count > 1 else ''} {what}; "
        "left out"
        for source in sources
        for field, thing, what in kinds
        if (count := getattr(source, field))
    )


def analyse(
    sources: Sequence[Source], *, model: str | None = None, progress: Progress = _silent
) -> Dossier:
    """The dossier of ``sources``.

    Raises:
        ModelError: the language model is not installed.
    """
    from briefgen.analysis import analyse as analyse_one
    from briefgen.analysis import load, model_name
    from briefgen.synthesis import synthesise

    progress("Loading the language model", 0, 1)
    nlp = load(model_name(model))
    analyses = []
    for done, source in enumerate(sources):
        progress("Analysing", done, len(sources))
        analyses.append(analyse_one(source, nlp))
    progress("Comparing sources", 0, 1)
    return synthesise(analyses)


def _template(wishes: Wishes) -> Template:
    template = load_template(find_template(wishes.template or DEFAULT_TEMPLATE, wishes.workspace))
    prepare(template, wishes.language or template.front.language)
    return template


def _check(wishes: Wishes, template: Template) -> None:
    """Wishes that cannot be met are told before anything is read."""
    for name in wishes.formats:
        if name not in FORMATS:
            raise SettingsError(f'there is no format "{name}"{nearest(name, FORMATS)}')
    check_language(wishes.language or template.front.language)
    known = [n for n, s in template.front.slots.items() if isinstance(s, AuthorSlot)]
    for name in wishes.answers:
        if name not in known:
            raise SettingsError(
                f'template {template.front.name} has no author slot "{name}"{nearest(name, known)}'
            )
    _number(wishes)
    _previous(wishes, template)


def _number(wishes: Wishes) -> int | None:
    """The number that the user gives a report of a series."""
    given = str(wishes.answers.get("number", "")).strip()
    if given and not (given.isdigit() and int(given) > 0):
        raise SettingsError(f'--set number="{given}": a report has a number like 5')
    return int(given) if given else None


def _previous(wishes: Wishes, template: Template) -> Manifest | None:
    """The manifest of the report before this one in its series."""
    if wishes.previous is None:
        return None
    if not template.front.series:
        raise SettingsError(
            f"template {template.front.name} is not compared with an earlier report; leave "
            "--previous out, or use the template sitrep"
        )
    return load_manifest(wishes.previous)


@dataclass(frozen=True)
class _Looks:
    """How the files of a run look: by the theme, and the Word file by a letterhead, where there is
    one; ``left_out`` says what of that no brief takes over."""

    theme: Theme
    letterhead: Letterhead | None = None
    left_out: tuple[str, ...] = ()


def _letterhead(wishes: Wishes, template: Template) -> tuple[Letterhead | None, tuple[str, ...]]:
    """The Word file that the brief is to be written in, and what of it is left out.

    Raises:
        TemplateError: it cannot be written in.
    """
    if "docx" not in wishes.formats:
        return None, ()
    letterhead = load_letterhead(Path(template.folder), wishes.letterhead)
    if letterhead is None:
        words = overlooked(Path(template.folder))
        return None, (words,) if words else ()
    authored = {n: s for n, s in template.front.slots.items() if isinstance(s, AuthorSlot)}
    # A required slot shows what is to be written there.
    unwritten = {n for n, s in authored.items() if not (s.required or n in wishes.answers)}
    return letterhead, check_letterhead(letterhead, authored, unwritten)


def _note(sources: int, language: str) -> str:
    """How the brief was made, for its last line."""
    book = phrasebook(language)
    return book.say(
        "Prepared with briefgen {version} from {sources}. Quotes are verbatim. Statements are "
        "sentences of the sources; words in square brackets are added. No text was generated.",
        version=__version__,
        sources=book.say("{count} sources", count=sources),
    )


def _language(wishes: Wishes, template: Template) -> str:
    """The language of a brief: as asked for, else the theme's, else the template's."""
    theme = load_theme(template, wishes.theme)
    return wishes.language or theme.language or template.front.language


def _texts(template: Template) -> str:
    """All that a template prints, its own body first."""
    return "\n".join((template.body, *(part.text for part in template.parts)))


def make_selection(dossier: Dossier, template: Template, wishes: Wishes) -> Selection:
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
        previous=_previous(wishes, template),
        number=_number(wishes) if template.front.series else None,
    )


def select_brief(dossier: Dossier, wishes: Wishes) -> Brief:
    """The brief that the template named in ``wishes`` asks for."""
    template = _template(wishes)
    _check(wishes, template)
    return make_selection(dossier, template, wishes).brief


def write_brief(brief: Brief, wishes: Wishes, format: str) -> bytes:  # noqa: A002
    """``brief`` laid out by the template named in ``wishes``, as the bytes of one file."""
    template = _template(wishes)
    theme = translated(load_theme(template, wishes.theme), template, brief.language)
    letterhead, _ = _letterhead(replace(wishes, formats=(format,)), template)
    return write(compose(brief, template, annotated=wishes.annotate), theme, format, letterhead)


def make(
    paths: Sequence[Path | Address],
    wishes: Wishes,
    *,
    overrides: Overrides | None = None,
    fetching: Fetching | None = None,
    progress: Progress = _silent,
) -> Build:
    """Sources in, files out: the main job."""
    from briefgen.readers import Intake, prepare_reading

    prepare_reading()
    template = _template(wishes)
    theme = load_theme(template, wishes.theme)
    _check(wishes, template)
    letterhead = _letterhead(wishes, template)
    intake = take_in(paths, overrides=overrides, fetching=fetching, progress=progress)
    dossier = analyse(intake.sources, model=wishes.model, progress=progress)
    selection = make_selection(dossier, template, wishes)
    intake += Intake(notices=_focus_not_found(dossier, wishes.focus))
    looks = _Looks(theme, *letterhead)
    return _finish(selection, template, looks, wishes, dossier, intake, progress)


def _focus_not_found(dossier: Dossier, focus: Sequence[str]) -> tuple[str, ...]:
    """A notice for each topic asked for that no source mentions."""
    return tuple(
        f'--focus "{topic}": no source mentions it'
        for topic in focus
        if not any(
            Topics.of([topic], dossier.entities).share(source.text) for source in dossier.sources
        )
    )


def render(path: Path, wishes: Wishes, *, progress: Progress = _silent) -> Build:
    """A dossier or brief in JSON in, files out.

    A brief is rendered as it stands, with the template it names unless another is asked for.
    """
    loaded = load_json(path)
    dossier = loaded if isinstance(loaded, Dossier) else None
    if isinstance(loaded, Brief) and wishes.template is None:
        wishes = replace(wishes, template=loaded.template)
    template = _template(wishes)
    _check(wishes, template)
    if isinstance(loaded, Brief):
        _check_slots(loaded, template)
    selection = (
        make_selection(loaded, template, wishes)
        if isinstance(loaded, Dossier)
        else Selection(_with_wishes(loaded, wishes, template), ())
    )
    looks = _Looks(load_theme(template, wishes.theme), *_letterhead(wishes, template))
    return _finish(selection, template, looks, wishes, dossier, None, progress)


def _check_slots(brief: Brief, template: Template) -> None:
    """A brief holds what one template asked for; another template finds its slots empty.

    Raises:
        SettingsError: the template asks for slots that the brief does not have.
    """
    lacking = [
        name
        for name, slot in template.front.slots.items()
        if not isinstance(slot, AuthorSlot) and name not in brief.slots
    ]
    if lacking:
        raise SettingsError(
            f"this brief was made for {brief.template} and has no {', '.join(lacking)}, which "
            f"{template.front.name} asks for; render it with {brief.template}, or run briefgen "
            f"extract and render the dossier with {template.front.name}"
        )


@dataclass(frozen=True)
class Verification:
    """What came of holding a brief against its sources: every line with its verdict, and the
    sources that could not be read."""

    lines: tuple[Checked, ...]
    failures: tuple[ReaderError, ...] = ()
    notices: tuple[str, ...] = ()


def verify(
    path: Path,
    paths: Sequence[Path | Address],
    *,
    overrides: Overrides | None = None,
    fetching: Fetching | None = None,
    model: str | None = None,
    previous: Path | None = None,
    progress: Progress = _silent,
) -> Verification:
    """Every line of a brief held against its sources: those in ``paths``, or for a dossier those
    that it carries.

    The brief is a file in any format that is read, or JSON. Its sources are analysed anew: what it
    says of them is held against what they say, and never against what it says itself; what it
    says of the last report of its series against ``previous``, the manifest of that.

    Raises:
        SettingsError: a brief was given without its sources.
        NothingToDo: the brief cannot be read, or none of its sources.
    """
    from briefgen.readers import read_printed
    from briefgen.verification import verify_brief, verify_dossier, verify_printed

    try:
        loaded = load_json(path) if path.suffix.lower() == ".json" else read_printed(path)
    except ReaderError as failure:
        raise NothingToDo(str(failure)) from failure
    if isinstance(loaded, Dossier):
        return Verification(tuple(verify_dossier(loaded)))
    if not paths:
        raise SettingsError(f"{path}: name the sources of the brief behind it, to hold it against")
    earlier = load_manifest(previous) if previous else None
    intake = take_in(paths, overrides=overrides, fetching=fetching, progress=progress)
    dossier = analyse(intake.sources, model=model, progress=progress)
    speakers = speakers_of(dossier)
    if isinstance(loaded, Brief):
        lines = verify_brief(loaded, dossier.sources, dossier, speakers)
        return Verification(tuple(lines), intake.failures)
    untagged = f"{path}: {UNTAGGED}"
    return Verification(
        tuple(verify_printed(loaded, dossier, speakers, earlier)),
        intake.failures,
        () if loaded.tagged else (untagged,),
    )


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


def _finish(
    selection: Selection,
    template: Template,
    looks: _Looks,
    wishes: Wishes,
    dossier: Dossier | None,
    intake: Intake | None,
    progress: Progress,
) -> Build:
    """Composition, writers, files, manifest."""
    missing = unfilled(selection.brief, template) if wishes.final else []
    if missing:
        raise SettingsError(
            f"--final: author slots are not filled: {', '.join(missing)}; "
            f'fill them with --set {missing[0]}="…" or --answers FILE'
        )
    if wishes.final and (wrong := next(misjudged(selection.brief, template.front), None)):
        raise SettingsError(f"--final: {wrong}")
    progress("Writing", 0, len(wishes.formats))
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
            document = fitted.document(template, annotated=wishes.annotate, paged=own_pages)
            written[name] = write(document, theme, name, looks.letterhead)
    contents = {name: written[name] for name in wishes.formats}
    lacking = unprinted(compose(brief, template), theme, "pdf") if "pdf" in contents else ()
    files, manifest = _write_files(
        contents, selection, template, wishes, dossier, intake, lacking, looks.letterhead
    )
    return Build(
        brief=brief,
        files=files,
        manifest=manifest,
        failures=intake.failures if intake else (),
        notices=(
            *(intake.notices if intake else ()),
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


def _write_files(
    contents: Mapping[str, bytes],
    selection: Selection,
    template: Template,
    wishes: Wishes,
    dossier: Dossier | None,
    intake: Intake | None,
    lacking: tuple[Unprinted, ...],
    letterhead: Letterhead | None,
) -> tuple[tuple[Path, ...], Manifest]:
    brief = selection.brief
    suffixes = {name: WRITERS[name].suffix if name in WRITERS else ".json" for name in contents}
    # One brief in two languages is two files: that in another language than its template's says so.
    usual = _language(replace(wishes, language=None), template)
    name = versioned(
        wishes.output,
        base_name(
            brief.issued,
            brief.template,
            brief.title,
            brief.language if brief.language != usual else "",
        ),
        {suffixes[fmt]: content for fmt, content in contents.items()},
    )
    files = {fmt: wishes.output / f"{name}{suffix}" for fmt, suffix in suffixes.items()}
    for fmt, path in files.items():
        write_file(path, contents[fmt])
    manifest = Manifest(
        briefgen=__version__,
        model=_model(wishes) if dossier else "",
        template=template.front.name,
        template_sha256=template.sha256,
        title=brief.title,
        issued=brief.issued,
        as_of=brief.as_of,
        number=brief.number,
        options=_options(wishes, letterhead),
        sources=_records(brief, dossier),
        refused=tuple(
            RefusedRecord(
                name=f.name,
                sha256=f.sha256,
                stage=f.stage,
                code=f.code,
                problem=f.problem,
                remedy=f.remedy,
            )
            for f in (intake.failures if intake else ())
        ),
        used={slot: tuple(i.id for i in items) for slot, items in brief.slots.items()},
        items=recorded(brief, dossier),
        reasons=dict(selection.reasons),
        dropped=selection.dropped,
        unprinted=lacking,
        outputs=_outputs(wishes.output / f"{name}{MANIFEST_SUFFIX}", files, contents),
    )
    write_file(wishes.output / f"{name}{MANIFEST_SUFFIX}", to_json(manifest))
    return tuple(files.values()), manifest


def _outputs(
    manifest: Path, files: Mapping[str, Path], contents: Mapping[str, bytes]
) -> tuple[OutputRecord, ...]:
    """What this run wrote, and what earlier runs wrote in other formats under the same name."""
    hashes = recorded_hashes(manifest) | {p.name: digest(contents[fmt]) for fmt, p in files.items()}
    return tuple(
        OutputRecord(file=file, sha256=sha256)
        for file, sha256 in sorted(hashes.items())
        if (manifest.parent / file).is_file()
    )


def _model(wishes: Wishes) -> str:
    from briefgen.analysis import model_name

    return model_name(wishes.model)


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


__all__ = [
    "FORMATS",
    "Build",
    "ListedQuote",
    "Verification",
    "Wishes",
    "analyse",
    "load_json",
    "make",
    "make_selection",
    "quotes_by_speaker",
    "render",
    "select_brief",
    "take_in",
    "to_json",
    "verify",
    "write_brief",
]
