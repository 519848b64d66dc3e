"""``briefgen make``: sources in, a briefing note out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from briefgen.cli import options
from briefgen.cli.reporting import ProgressLine, counting_faults, report_build, reported

if TYPE_CHECKING:
    from briefgen.cli.email import Way
    from briefgen.delivery.lists import DistributionList
    from briefgen.workflow import Build

EXAMPLES = """**Examples**

`briefgen make` reads `seeds/` and writes PDF and Word into `out/`

`briefgen make article.html report.pdf --format pdf`

`briefgen make inbox/ -t one-pager --focus "casualties, drones" --set to="The Minister"`

`briefgen make inbox/ -t sitrep --previous out/2026-03-12_sitrep_harbour_v1.manifest.json`

`briefgen make inbox/ --email ministers` writes the message to those in `lists/ministers.toml` too

`briefgen make inbox/ --explain` says why each line was taken

`cat article.txt | briefgen make - -f docx`
"""


@reported
def make(
    sources: options.Sources = None,
    template: options.Template = None,
    formats: options.Formats = None,
    output: options.Output = None,
    title: options.Title = None,
    focus: options.Focus = None,
    set_answers: options.SetAnswers = None,
    answers: options.Answers = None,
    source_meta: options.SourceMeta = None,
    allow_private: options.AllowPrivate = False,
    feed_items: options.FeedItems = 20,
    marking: options.Marking = None,
    language: options.Language = None,
    theme: options.ThemeFile = None,
    letterhead: options.LetterheadFile = None,
    model: options.Model = None,
    no_cache: options.NoCache = False,
    final: options.Final = False,
    annotate: options.Annotate = False,
    previous: options.Previous = None,
    email_list: options.EmailList = None,
    send: options.Send = False,
    yes: options.Yes = False,
    explain: options.Explain = False,
    quiet: options.Quiet = False,
    as_json: options.AsJson = False,
) -> None:
    """Make a briefing note from source documents."""
    from briefgen import workflow
    from briefgen.delivery.lists import load_list
    from briefgen.errors import Refusal
    from briefgen.readers import read_overrides

    options.check_said({"--email": email_list})
    way = _way(email_list, send=send, yes=yes)
    # To hear of what is wrong with it before the work is done.
    group = load_list(email_list, Path()) if email_list else None
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
            model=model,
            final=final,
            annotate=annotate,
            previous=previous,
        )
    )
    overrides = read_overrides(source_meta) if source_meta else None
    with (
        counting_faults(
            wishes.template or workflow.DEFAULT_TEMPLATE, letterhead=letterhead, theme=theme
        ),
        options.cache(off=no_cache) as cache,
        ProgressLine(quiet=quiet or as_json) as progress,
    ):
        build = workflow.make(
            options.source_paths(sources),
            wishes,
            overrides=overrides,
            fetching=options.fetching(allow_private=allow_private, feed_items=feed_items),
            progress=progress,
            cache=cache,
        )
    if group and build.failures:
        typer.echo(f"briefgen: {_no_message(build, group)}", err=True)
    report_build(build, quiet=quiet, as_json=as_json, explain=explain)  # which may end the run
    if email_list:
        from briefgen.cli.email import deliver
        from briefgen.mailing import Asked, go_on

        asked = Asked(group=email_list, final=send, previous=previous, overrides=overrides)
        try:
            deliver([build.files[0]], asked, way, no_cache=no_cache, quiet=quiet or as_json)
        except Refusal as refusal:
            raise Refusal(f"{refusal}; {go_on(build.files[0])}") from refusal


def _way(email_list: str | None, *, send: bool, yes: bool) -> Way:
    """How the message leaves.

    Raises:
        SettingsError: an option is for one, and there is none.
    """
    from briefgen.cli.email import Way
    from briefgen.errors import SettingsError

    if (send or yes) and not email_list:
        name = "--send" if send else "--yes"
        raise SettingsError(f"{name}: there is nobody to send it to; name a list with --email")
    way = Way(send=send, yes=yes)
    way.check()
    return way


def _no_message(build: Build, group: DistributionList) -> str:
    """Why a brief of which a source could not be read has no message."""
    from briefgen.mailing import of_earlier_runs

    why = "no message was made, for not all sources could be read; leave out what cannot be"
    return "; ".join((why, *of_earlier_runs(build.files[0], group)))
