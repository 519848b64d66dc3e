"""Templates that did not come with the program: run in a worker, with a deadline."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pydantic import ValidationError

from briefgen.composition.environment import CODE
from briefgen.composition.faults import on_one_line
from briefgen.composition.rendering import Rendering
from briefgen.errors import TemplateError
from briefgen.isolation import Failure, FailureKind, Limits, Supervisor

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.model.template import Template

LIMITS = Limits(
    seconds=10,  # the built-in templates take 0.02 with everything in them
    memory=512_000_000,  # they take 10 MB; the longest Markdown that is allowed is read in 400
    answer=10_000_000,  # Markdown in JSON; the environment has cut it before
)
_REMEDIES = {
    FailureKind.TIMEOUT: "look there for a loop that goes on too long",
    FailureKind.MEMORY: "look there for a text or list that grows too long",
    FailureKind.OUTPUT: "make what it prints shorter",
    FailureKind.CRASH: "make it simpler",
}


@cache
def _supervisor(language: str) -> Supervisor:
    return Supervisor("briefgen.composition.worker:answer", LIMITS, warm_up=language)


def prepare(template: Template, language: str) -> None:
    """Start what ``template`` will need, without waiting: a worker takes a third of a second to
    load, and there are sources to be read meanwhile."""
    if not template.builtin:
        _supervisor(language).prepare()


def run_untrusted(brief: Brief, template: Template) -> Rendering:
    """What ``template`` says of ``brief``, from a worker that reads no file and is ended in time.

    Raises:
        TemplateError: the template is wrong, or took too long or too much: file, line, remedy.
    """
    outcome = _supervisor(brief.language).call(
        {"brief": brief.model_dump(mode="json"), "template": template.model_dump(mode="json")}
    )
    match outcome:
        case Failure():
            raise TemplateError(_told(outcome, template))
        case _ if isinstance(outcome.value, dict) and "fault" in outcome.value:
            raise TemplateError(on_one_line(str(outcome.value["fault"])))
        case _:
            try:
                return Rendering.model_validate(outcome.value)
            except ValidationError as error:
                raise TemplateError(
                    f"{template.file}: gave nothing to print; use another"
                ) from error


def _told(failure: Failure, template: Template) -> str:
    files = {CODE: template.file, **{part.file: part.file for part in template.parts}}
    frame = next((frame for frame in failure.frames if frame.file in files), None)
    place = f"{files[frame.file]}:{frame.line}" if frame else template.file
    return f"{place}: the template {on_one_line(failure.words)}; {_REMEDIES[failure.kind]}"
