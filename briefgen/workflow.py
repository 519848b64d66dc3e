"""The whole program on one page: what make, extract and render do, in order.

Read this module and you have read the program. Each stage is one call; data moves one way. What a
stage gave before is recalled where a ``cache`` is given; what it takes is loaded when it is needed.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.analysing import Progress, analyse, silent
from briefgen.cache import recalled
from briefgen.composition.letterhead import load_letterhead, overlooked
from briefgen.composition.loader import find_brief_template, load_template
from briefgen.composition.themes import files_of, load_theme
from briefgen.errors import NothingToDo, ReaderError, SettingsError
from briefgen.interchange import load_json, load_manifest, to_json
from briefgen.model.brief import Brief
from briefgen.model.dossier import Dossier
from briefgen.model.manifest import MadeRecord, RefusedRecord
from briefgen.model.rendered import Rendered
from briefgen.model.template import AuthorSlot
from briefgen.notices import notices_on
from briefgen.outputs import MANIFEST_SUFFIX, brief_digest, digest, recorded, versioned, write_file
from briefgen.text.languages import check_language
from briefgen.text.nearest import nearest
from briefgen.wishes import Looks, Wishes, number_of, previous_of
from briefgen.writers import WRITERS, check_letterhead, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.cache import Cache
    from briefgen.model.letterhead import Letterhead
    from briefgen.model.manifest import Manifest
    from briefgen.model.template import Template
    from briefgen.readers import Address, Fetching, Intake
    from briefgen.readers.overrides import Overrides
    from briefgen.selection import ListedQuote, Selection
    from briefgen.verification import Checked

FORMATS = (*WRITERS, "json")
DEFAULT_TEMPLATE = "info-note"
UNTAGGED = (
    "is a PDF without tags, which does not say what is a table or a list; lines that are not found "
    "may only be read wrongly: export it with tags, or verify the Word file"
)


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
    parts: Sequence[str] = (),
    overrides: Overrides | None = None,
    fetching: Fetching | None = None,
    progress: Progress = silent,
    cache: Cache | None = None,
) -> Intake:
    """The sources in ``paths`` (files, folders, patterns, ``-``, addresses), or of them only those
    at the paths ``parts`` with what lies in them.

    Raises:
        NothingToDo: none could be read; the message says why.
    """
    from briefgen.readers import Fetching, Intake, read_all

    progress("Reading", 0, len(paths))
    intake = read_all(paths, overrides=overrides, fetching=fetching or Fetching(), cache=cache)
    if parts:
        intake = intake.only(parts)
    intake += Intake(notices=notices_on(intake.sources))
    if not intake.sources:
        if intake.failures:
            words = "\n".join(str(failure) for failure in intake.failures)
            raise NothingToDo(words, intake.failures)
        places = ", ".join(str(path) for path in paths)
        raise NothingToDo(f"{places}: no source documents here; put some in, or name them")
    return intake


def _template(wishes: Wishes) -> Template:
    return load_template(find_brief_template(wishes.template or DEFAULT_TEMPLATE, wishes.workspace))


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
    number_of(wishes)
    previous_of(wishes, template)


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


def make_selection(dossier: Dossier, template: Template, wishes: Wishes) -> Selection:
    """The brief that ``template`` asks for, from ``dossier``."""
    from briefgen.building import selection_of

    return selection_of(dossier, template, wishes)


def select_brief(dossier: Dossier, wishes: Wishes) -> Brief:
    """The brief that the template named in ``wishes`` asks for."""
    template = _template(wishes)
    _check(wishes, template)
    return make_selection(dossier, template, wishes).brief


def quotes_by_speaker(
    dossier: Dossier, *, indirect: bool = False, explain: bool = False
) -> list[ListedQuote]:
    """The quotes of a dossier by speaker, the most quoted first; ``indirect`` adds reported speech,
    ``explain`` what a brief leaves out."""
    from briefgen.selection import quotes_by_speaker as listed

    return listed(dossier, indirect=indirect, explain=explain)


def write_brief(brief: Brief, wishes: Wishes, format: str) -> bytes:  # noqa: A002
    """``brief`` laid out by the template named in ``wishes``, as the bytes of one file."""
    from briefgen.composition.compose import compose
    from briefgen.composition.translations import translated

    template = _template(wishes)
    theme = translated(load_theme(template, wishes.theme), template, brief.language)
    letterhead, _ = _letterhead(replace(wishes, formats=(format,)), template)
    return write(compose(brief, template, annotated=wishes.annotate), theme, format, letterhead)


def make(
    paths: Sequence[Path | Address],
    wishes: Wishes,
    *,
    parts: Sequence[str] = (),
    overrides: Overrides | None = None,
    fetching: Fetching | None = None,
    progress: Progress = silent,
    cache: Cache | None = None,
    ready: Prepared | None = None,
) -> Build:
    """Sources in, files out: the main job. ``parts`` are the only sources in ``paths`` that count,
    where there are some; ``ready`` is what ``wishes`` name, if it is loaded."""
    from briefgen.analysis import model_name
    from briefgen.readers import prepare_reading

    prepare_reading(paths, cache=cache)
    ready = ready or prepared(wishes)
    template, looks = ready.template, ready.looks
    intake = take_in(
        paths,
        parts=parts,
        overrides=overrides,
        fetching=fetching,
        progress=progress,
        cache=cache,
    )
    model = model_name(wishes.model)

    def rendered() -> Rendered:
        from briefgen import building

        building.prepare(template, wishes)
        dossier = analyse(intake.sources, model=model, progress=progress, cache=cache)
        selection = building.selection_of(dossier, template, wishes)
        progress("Writing", 0, len(wishes.formats))
        return building.rendered(selection, template, looks, wishes, dossier, model)

    if cache is None:
        return _written(rendered(), wishes, intake)
    of = [model, *_of_wishes(wishes, template, looks), [s.model_dump() for s in intake.sources]]
    return _written(recalled(cache, "brief", of, Rendered, rendered), wishes, intake)


@dataclass(frozen=True)
class Prepared:
    """What wishes name, loaded and checked; it serves all briefs that differ in title, focus and
    name alone."""

    template: Template
    looks: Looks

    def follows_from(self, wishes: Wishes) -> list[object]:
        """All that a brief follows from beside its sources, the model and the program: plain data,
        the same where the briefs of the same sources would be."""
        return _of_wishes(wishes, self.template, self.looks)


def prepared(wishes: Wishes) -> Prepared:
    """The template of ``wishes`` and what its files are to look like.

    Raises:
        TemplateError, SettingsError: there can be no such brief.
    """
    template = _template(wishes)
    theme = load_theme(template, wishes.theme)
    _check(wishes, template)
    return Prepared(template, Looks(theme, *_letterhead(wishes, template)))


def _of_wishes(wishes: Wishes, template: Template, looks: Looks) -> list[object]:
    """All that a brief follows from beside its sources."""
    previous, letterhead = previous_of(wishes, template), looks.letterhead
    return [
        asdict(replace(wishes, workspace=Path(), output=Path())),
        template.model_dump(),
        looks.theme.model_dump(),
        [digest(path.read_bytes()) for path in files_of(looks.theme)],
        [letterhead.name, digest(letterhead.content), letterhead.styles] if letterhead else None,
        looks.left_out,
        previous.model_dump() if previous else None,
    ]


def render(path: Path, wishes: Wishes, *, progress: Progress = silent) -> Build:
    """A dossier or brief in JSON in, files out.

    A brief is rendered as it stands, with the template it names unless another is asked for.
    """
    from briefgen import building
    from briefgen.analysis import model_name

    loaded = load_json(path)
    dossier = loaded if isinstance(loaded, Dossier) else None
    if isinstance(loaded, Brief) and wishes.template is None:
        wishes = replace(wishes, template=loaded.template)
    template = _template(wishes)
    _check(wishes, template)
    building.prepare(template, wishes)
    if isinstance(loaded, Brief):
        _check_slots(loaded, template)
    selection = (
        building.selection_of(loaded, template, wishes)
        if isinstance(loaded, Dossier)
        else building.as_it_stands(loaded, template, wishes)
    )
    looks = Looks(load_theme(template, wishes.theme), *_letterhead(wishes, template))
    progress("Writing", 0, len(wishes.formats))
    model = model_name(wishes.model) if dossier else ""
    return _written(
        building.rendered(selection, template, looks, wishes, dossier, model), wishes, None
    )


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
    progress: Progress = silent,
    cache: Cache | None = None,
) -> Verification:
    """Every line of a brief held against its sources: those in ``paths``, or for a dossier those
    that it carries.

    The brief is a file in any format that is read, or JSON. Its sources are read anew: what it
    says of them is held against what they say, and never against what it says itself; what it
    says of the last report of its series against ``previous``, the manifest of that.

    Raises:
        SettingsError: a brief was given without its sources.
        NothingToDo: the brief cannot be read, or none of its sources.
    """
    from briefgen.readers import read_printed
    from briefgen.selection import speakers_of
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
    intake = take_in(paths, overrides=overrides, fetching=fetching, progress=progress, cache=cache)
    dossier = analyse(intake.sources, model=model, progress=progress, cache=cache)
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


def _written(rendered: Rendered, wishes: Wishes, intake: Intake | None) -> Build:
    """The files of a brief and its manifest, in the folder for them."""
    contents = {name: rendered.contents[name] for name in wishes.formats}
    suffixes = {name: WRITERS[name].suffix if name in WRITERS else ".json" for name in contents}
    named = {suffixes[name]: content for name, content in contents.items()}
    brief = brief_digest(rendered.brief)
    name = versioned(wishes.output, rendered.name, named, brief, rendered.brief.number)
    files = {fmt: wishes.output / f"{name}{suffix}" for fmt, suffix in suffixes.items()}
    for fmt, path in files.items():
        write_file(path, contents[fmt])
    failures = intake.failures if intake else ()
    record = wishes.output / f"{name}{MANIFEST_SUFFIX}"
    written = tuple(
        MadeRecord(file=path.name, sha256=digest(contents[fmt]), brief=brief)
        for fmt, path in files.items()
    )
    before = recorded(record)
    manifest = rendered.manifest.model_copy(
        update={
            "refused": refused(failures),
            "outputs": _outputs(wishes.output, before, written),
            "mailed": before is not None and before.mailed,
        }
    )
    write_file(record, to_json(manifest))
    return Build(
        brief=rendered.brief,
        files=tuple(files.values()),
        manifest=manifest,
        failures=failures,
        notices=((intake.notices if intake else ()) + rendered.notices),
        facts=rendered.facts,
        quotes=rendered.quotes,
        conflicts=rendered.conflicts,
    )


def refused(failures: Sequence[ReaderError]) -> tuple[RefusedRecord, ...]:
    """The records of sources that could not be read."""
    return tuple(
        RefusedRecord(
            name=f.name,
            sha256=f.sha256,
            stage=f.stage,
            code=f.code,
            problem=f.problem,
            remedy=f.remedy,
        )
        for f in failures
    )


def _outputs(
    folder: Path, before: Manifest | None, written: Sequence[MadeRecord]
) -> tuple[MadeRecord, ...]:
    """What this run wrote, and what earlier runs wrote in other formats under the same name."""
    every = {one.file: one for one in (*(before.outputs if before else ()), *written)}
    return tuple(every[name] for name in sorted(every) if (folder / name).is_file())


__all__ = [
    "FORMATS",
    "Build",
    "Prepared",
    "Verification",
    "Wishes",
    "analyse",
    "load_json",
    "make",
    "make_selection",
    "prepared",
    "quotes_by_speaker",
    "refused",
    "render",
    "select_brief",
    "take_in",
    "to_json",
    "verify",
    "write_brief",
]
