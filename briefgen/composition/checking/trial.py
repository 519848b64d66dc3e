"""What shows only when a template runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.composition import loader
from briefgen.composition.checking.fault import Fault, fault_of
from briefgen.composition.compose import compose
from briefgen.composition.fences import line_of_fault
from briefgen.composition.letterhead import letterhead_in
from briefgen.errors import BriefgenError, TemplateError
from briefgen.model.template import AuthorSlot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefgen.composition.checking.reading import Reading
    from briefgen.model.brief import Brief
    from briefgen.model.document import Document
    from briefgen.model.template import FrontMatter

    Samples = Callable[[FrontMatter], Iterable[tuple[str, Brief]]]


def try_out(reading: Reading, samples: Samples, told: Iterable[Fault]) -> Iterator[Fault]:
    """What shows only when the template runs, and is not ``told`` yet."""
    known = {(f.file, f.line) for f in told if not f.is_warning}
    whats = {f.what for f in told}
    try:
        template = loader.load_template(reading.folder)
        briefs = samples(template.front)
        for case, brief in briefs:
            try:
                document = compose(brief, template)
                if not case:
                    yield from _unprinted(reading, brief, document)
            except TemplateError as error:
                fault = _placed(reading, fault_of(str(error)))
                if (fault.file, fault.line) in known or fault.what in whats:
                    continue
                known.add((fault.file, fault.line))
                whats.add(fault.what)
                words = f" ({case})" if case else ""
                yield Fault(fault.file, fault.line, f"{fault.what}{words}")
    except BriefgenError as error:
        fault = fault_of(str(error))
        if fault.what not in whats and (fault.file, fault.line) not in known:
            yield fault


def _unprinted(reading: Reading, brief: Brief, document: Document) -> Iterator[Fault]:
    """Author slots that --final asks for, and whose words ``document`` does not have."""
    if letterhead_in(reading.folder):
        return  # it may print them
    printed = repr((document.title, document.blocks))
    for name, slot in reading.front.slots.items() if reading.front else ():
        text = getattr(brief.author.get(name), "text", None)
        if not isinstance(slot, AuthorSlot) or not text:
            continue
        if slot.required and slot.default is None and not slot.choices and text not in printed:
            what = (
                f'author slot "{name}" is required, and the sample does not print it: print '
                f"it, or do without it, with  {name}:  below  slots:"
            )
            line = reading.place("slots", name) if name in (reading.own.get("slots") or {}) else 1
            yield Fault(str(reading.path), line, what, is_warning=True)


def _placed(reading: Reading, fault: Fault) -> Fault:
    """A fault of the Markdown with the line that most likely made it, which is known only
    before the template ran."""
    if fault.line or fault.file != str(reading.path):
        return fault
    line = line_of_fault(fault.what, reading.body)
    return Fault(fault.file, reading.line + line - 1 if line else 0, fault.what)
