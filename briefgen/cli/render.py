"""``briefgen render``: a dossier or brief in JSON in, files out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli import options
from briefgen.cli.reporting import ProgressLine, counting_faults, report_build, reported

EXAMPLES = """**Examples**

`briefgen render dossier.json --template one-pager`

`briefgen make --format json`, edit the brief in `out/`, then `briefgen render out/….json`
"""

JsonFile = Annotated[
    Path, typer.Argument(help="A dossier (from extract) or a brief (from make --format json).")
]


@reported
def render(
    file: JsonFile,
    template: options.Template = None,
    formats: options.Formats = None,
    output: options.Output = None,
    title: options.Title = None,
    focus: options.Focus = None,
    set_answers: options.SetAnswers = None,
    answers: options.Answers = None,
    marking: options.Marking = None,
    language: options.Language = None,
    theme: options.ThemeFile = None,
    letterhead: options.LetterheadFile = None,
    final: options.Final = False,
    annotate: options.Annotate = False,
    previous: options.Previous = None,
    explain: options.Explain = False,
    quiet: options.Quiet = False,
    as_json: options.AsJson = False,
) -> None:
    """Write a brief from JSON, as edited by you or made by another program."""
    from briefgen import workflow

    wishes = options.wishes(
        options.Asked(
            template=template,
            formats=formats,
            output=output,
            theme=theme,
            letterhead=letterhead,
            title=title,
            focus=focus,
            answers=set_answers,
            answers_file=answers,
            marking=marking,
            language=language,
            final=final,
            annotate=annotate,
            previous=previous,
        )
    )
    with (
        counting_faults(
            wishes.template or workflow.DEFAULT_TEMPLATE, letterhead=letterhead, theme=theme
        ),
        ProgressLine(quiet=quiet or as_json) as progress,
    ):
        build = workflow.render(file, wishes, progress=progress)
    report_build(build, quiet=quiet, as_json=as_json, explain=explain)
