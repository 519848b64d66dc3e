"""briefgen: from a folder of sources to a briefing note, with the source of every line.

The same few verbs as on the command line::

    sources = briefgen.read("seeds/")
    dossier = briefgen.analyse(sources)
    brief = briefgen.select(dossier, "info-note", focus=["casualties"])
    pdf = briefgen.write(brief, "info-note", format="pdf")
    lines = briefgen.verify("note.docx", "seeds/")
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.brief import Brief
    from briefgen.model.dossier import Dossier
    from briefgen.model.source import Source
    from briefgen.readers import Address
    from briefgen.verification import Checked

__version__ = VERSION
__all__ = ["analyse", "read", "select", "verify", "write"]


def read(path: str | Path) -> list[Source]:
    """The sources in a file or folder, or at an address (``https://…``), which is fetched; an
    e-mail gives itself and what is attached to it.

    Raises:
        ReaderError: the first file that cannot be read.
    """
    from briefgen.readers import read_all

    intake = read_all([_place(path)])
    if intake.failures:
        raise intake.failures[0]
    return list(intake.sources)


def _place(given: str | Path) -> Path | Address:
    from briefgen.readers import Address, is_address

    return Address(given) if isinstance(given, str) and is_address(given) else Path(given)


def analyse(sources: Sequence[Source], *, model: str | None = None) -> Dossier:
    """All that could go into a brief about ``sources``."""
    from briefgen import workflow

    return workflow.analyse(sources, model=model)


def select(dossier: Dossier, template: str = "info-note", **wishes: Any) -> Brief:
    """The brief that a template asks for. ``wishes`` are fields of ``briefgen.workflow.Wishes``:
    focus, answers, title, marking, issued."""
    from briefgen import workflow

    return workflow.select_brief(dossier, workflow.Wishes(template=template, **wishes))


def write(
    brief: Brief,
    template: str = "info-note",
    *,
    theme: str | Path | None = None,
    letterhead: str | Path | None = None,
    format: str = "pdf",  # noqa: A002 - the word on the command line
    annotate: bool = False,
) -> bytes:
    """``brief`` laid out by a template, as the bytes of a file: "pdf", "docx", "html" or "md".
    ``annotate`` puts the sentence behind each item into a comment of the Word file, and a Word
    file is written in ``letterhead``, or that of the template, where there is one."""
    from briefgen import workflow

    wishes = workflow.Wishes(
        template=template,
        theme=theme,
        letterhead=Path(letterhead) if letterhead else None,
        annotate=annotate,
    )
    return workflow.write_brief(brief, wishes, format)


def verify(
    brief: str | Path, *sources: str | Path, model: str | None = None
) -> tuple[Checked, ...]:
    """Every line of a brief (a Word, PDF, HTML, Markdown or JSON file) held against the files or
    folders in ``sources``.

    Raises:
        NothingToDo: the brief cannot be read.
        ReaderError: the first of the sources that cannot be.
    """
    from briefgen import workflow

    found = workflow.verify(Path(brief), [_place(source) for source in sources], model=model)
    if found.failures:
        raise found.failures[0]
    return found.lines
