"""Briefs of the built-in templates from real sources, as documents and as files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from material import SEEDS, SHARED

from briefgen import workflow
from briefgen.composition.compose import compose
from briefgen.composition.loader import find_template, load_template
from briefgen.composition.themes import load_theme
from briefgen.fitting import within_pages
from briefgen.model.document import Document
from briefgen.model.dossier import Dossier
from briefgen.model.theme import Theme
from briefgen.writers import write

TEMPLATES = (
    "info-note", "one-pager", "media-brief", "sitrep", "chronology", "profile",
    "assessment", "lines-qa", "decision-memo", "meeting-brief",
)  # fmt: skip
ARTICLE = SHARED / "seeds"  # one real article; beside the project, not in it
SOURCES = {"sample sources": SEEDS, "real article": ARTICLE}
CASES = [
    (template, name)
    for template in TEMPLATES
    for name, folder in SOURCES.items()
    if folder.is_dir() and any(folder.iterdir())
]


@dataclass(frozen=True)
class Written:
    """A brief with the document that it became; ``file(format)`` is the file made of that."""

    template: str
    document: Document
    theme_folder: Path

    @property
    def theme(self) -> Theme:
        return load_theme(self.theme_folder, None)

    def file(self, format: str) -> bytes:  # noqa: A002
        return write(self.document, self.theme, format)


@cache
def dossier(sources: str) -> Dossier:
    """The dossier of ``sources``, made once for all tests."""
    return workflow.analyse(workflow.take_in([SOURCES[sources]]).sources)


@cache
def written(
    template: str, sources: str, *, annotated: bool = False, focus: tuple[str, ...] = ()
) -> Written:
    """The brief that ``template`` makes of ``sources``, cut to its pages as ``make`` does."""
    loaded = load_template(find_template(template, Path()))
    theme = load_theme(Path(loaded.folder), None)
    wishes = workflow.Wishes(template=template, focus=focus)
    selection = workflow.make_selection(dossier(sources), loaded, wishes)
    selection = within_pages(selection, loaded, theme).selection
    document = compose(selection.brief, loaded, annotated=annotated)
    return Written(template, document, Path(loaded.folder))
