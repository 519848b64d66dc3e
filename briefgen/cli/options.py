"""The options that several commands share, and the wishes made of them."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache as once
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yaml import SafeLoader

    from briefgen.cache import Cache
    from briefgen.readers import Address, Fetching
    from briefgen.selection import Answer
    from briefgen.settings import Settings
    from briefgen.workflow import Wishes

Sources = Annotated[
    list[str] | None,
    typer.Argument(
        help="Files, folders, patterns (`'in/**/*.pdf'`) or addresses (`https://…`, also of feeds) "
        "to read; `-` is standard input. Without any: `seeds/`.",
        show_default=False,
    ),
]
Template = Annotated[
    str | None,
    typer.Option(
        "--template", "-t", help="Name of a template, or its folder.", show_default="info-note"
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        "-f",
        help="pdf, docx, html, md or json; repeat for several, or part them by commas.",
        show_default="pdf docx",
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Folder to write to.", show_default="out")
]
ThemeFile = Annotated[
    str | None,
    typer.Option(
        "--theme",
        help="A look to put over the template's own: house, government, newsroom, plain, or a "
        "theme.toml.",
    ),
]
LetterheadFile = Annotated[
    Path | None,
    typer.Option(
        "--letterhead",
        help="Your own Word file (.docx, .dotx): the Word output is written in it.",
    ),
]
Title = Annotated[
    str | None, typer.Option("--title", help="Title of the brief, in place of the main source's.")
]
Focus = Annotated[
    list[str] | None,
    typer.Option("--focus", help='Topics to prefer, parted by commas: "casualties, drones".'),
]
SetAnswers = Annotated[
    list[str] | None,
    typer.Option("--set", help='Fill an author slot: --set purpose="Why we write."'),
]
Answers = Annotated[
    Path | None,
    typer.Option("--answers", help="A YAML file that fills author slots: `name: text`."),
]
Marking = Annotated[
    str | None, typer.Option("--marking", help="Handling marking, top and bottom of every page.")
]
Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        "-l",
        help="Language of headings, dates and our own words: en, de, es, fr, uk.",
        show_default="the template's",
    ),
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model", help="spaCy pipeline: sm, md, lg, trf or a package.", show_default="sm"
    ),
]
Previous = Annotated[
    Path | None,
    typer.Option(
        "--previous",
        help="The manifest of the last report of a series (sitrep), to tell what is new since.",
    ),
]
SourceMeta = Annotated[
    Path | None,
    typer.Option("--source-meta", help="A YAML file with title, publisher, date … by file name."),
]
AllowPrivate = Annotated[
    bool,
    typer.Option(
        "--allow-private",
        help="Fetch addresses of machines too that are not public, as in a house.",
    ),
]
FeedItems = Annotated[
    int,
    typer.Option("--feed-items", min=0, help="How many entries of a feed are read, first to last."),
]
Final = Annotated[
    bool, typer.Option("--final", help="Refuse to write while anything is left to complete.")
]
Annotate = Annotated[
    bool,
    typer.Option(
        "--annotate", help="Word: a comment on each item with the sentence of its source."
    ),
]
Explain = Annotated[
    bool,
    typer.Option("--explain", help="Say why each item was taken, and the next ones were not."),
]
NoCache = Annotated[
    bool,
    typer.Option(
        "--no-cache", help="Read and analyse everything anew, and keep nothing for the next run."
    ),
]
EmailList = Annotated[
    str | None,
    typer.Option(
        "--email", help="Write the message that brings it to this distribution list, as a draft."
    ),
]
Send = Annotated[
    bool, typer.Option("--send", help="Send it by the mail account in briefgen.toml, once asked.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask before sending: for schedules.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but problems.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the summary as JSON, for machines.")]


@dataclass(frozen=True)
class Asked:
    """The shared options of a command as they were given."""

    template: str | None = None
    formats: Sequence[str] | None = None
    output: Path | None = None
    theme: str | None = None
    letterhead: Path | None = None
    title: str | None = None
    focus: Sequence[str] | None = None
    answers: Sequence[str] | None = None
    answers_file: Path | None = None
    marking: str | None = None
    language: str | None = None
    model: str | None = None
    final: bool = False
    annotate: bool = False
    previous: Path | None = None


def check_said(given: Mapping[str, str | None]) -> None:
    """See that no option was given without saying anything, as by a variable that is not set.

    Raises:
        SettingsError: one was.
    """
    from briefgen.errors import SettingsError

    if empty := next((name for name, said in given.items() if said is not None and not said), None):
        raise SettingsError(f"{empty}: is empty; fill it in, or leave it out")


def current_settings() -> Settings:
    """The settings of the workspace that the command runs in."""
    from briefgen.settings import environment, read_settings

    return read_settings(Path(), environment())


@contextmanager
def cache(*, off: bool) -> Iterator[Cache | None]:
    """What was kept of earlier runs, unless it is ``off``, turned off, or cannot be used."""
    from briefgen.cache import open_cache

    opened = None if off else open_cache(current_settings().cache_megabytes)
    with opened or nullcontext():
        yield opened


def wishes(asked: Asked) -> Wishes:
    """Settings and options put together; options win.

    Raises:
        SettingsError: a setting, an answer or the environment is wrong.
    """
    from briefgen.settings import build_date, environment
    from briefgen.workflow import Wishes

    settings = current_settings()
    return Wishes(
        template=asked.template or settings.template,
        formats=tuple(dict.fromkeys(listed(asked.formats or settings.formats))),
        output=asked.output or Path(settings.output),
        theme=asked.theme,
        letterhead=asked.letterhead,
        title=asked.title,
        focus=listed(asked.focus or ()),
        answers=_answers(asked.answers or (), asked.answers_file),
        marking=asked.marking or settings.marking,
        language=asked.language or settings.language,
        issued=build_date(environment()),
        model=asked.model or settings.model,
        final=asked.final,
        annotate=asked.annotate,
        previous=asked.previous,
    )


def listed(given: Sequence[str]) -> tuple[str, ...]:
    """What was given once or several times, or parted by commas."""
    return tuple(part.strip() for one in given for part in one.split(",") if part.strip())


def _answers(pairs: Sequence[str], file: Path | None) -> dict[str, Answer]:
    from briefgen.errors import SettingsError

    out = _answers_file(file) if file else {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals or not name.strip():
            raise SettingsError(f'--set {pair}: write it as --set name="text"')
        out[name.strip()] = text
    return out


@once
def _as_text() -> type[SafeLoader]:
    """YAML whose values are what is written, or nothing: 0412 is no number of another system, and
    "on" no "yes"."""
    from yaml import SafeLoader

    class AsText(SafeLoader):
        yaml_implicit_resolvers = {  # noqa: RUF012 - as PyYAML has it
            first: [(tag, pattern) for tag, pattern in resolvers if tag in _KEPT]
            for first, resolvers in SafeLoader.yaml_implicit_resolvers.items()
        }

    return AsText


_KEPT = frozenset({"tag:yaml.org,2002:null", "tag:yaml.org,2002:merge"})


def _answers_file(path: Path) -> dict[str, Answer]:
    import yaml

    from briefgen.errors import SettingsError

    try:
        fields = yaml.load(path.read_text(encoding="utf-8-sig"), _as_text())  # noqa: S506
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}); check the name") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: is not UTF-8 text; save it anew, as UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise SettingsError(f"{path}{line}: is not YAML; write it as  name: text") from error
    if not isinstance(fields, dict):
        raise SettingsError(f"{path}: must map names of author slots to text, like  purpose: Why")
    return {str(n): _answer(v, f"{path}: {n}") for n, v in fields.items() if v is not None}


def _answer(value: object, where: str) -> Answer:
    """Text, a list of texts, or a list of rows, as YAML has it."""
    from briefgen.errors import SettingsError

    if isinstance(value, list):
        return [_entry(one, where) for one in value]
    if not isinstance(value, dict):
        return _scalar(value, where)
    raise SettingsError(
        f"{where}: must be text, a list of texts, or a list of rows with a key for each column"
    )


def _entry(value: object, where: str) -> str | dict[str, str]:
    if isinstance(value, dict):
        return {str(key): _answer_cell(v, f"{where}: {key}") for key, v in value.items()}
    return _scalar(value, where)


def _answer_cell(value: object, where: str) -> str:
    """A cell: text, or a list of texts as a list in Markdown."""
    if isinstance(value, list):
        return "\n".join(f"- {_scalar(one, where)}" for one in value)
    return "" if value is None else _scalar(value, where)


def _scalar(value: object, where: str) -> str:
    from briefgen.errors import SettingsError

    if not isinstance(value, str):
        raise SettingsError(f"{where}: must be text; put it in quotation marks")
    return value


def sources_named(given: Sequence[str]) -> list[Path | Address]:
    """What was given as sources, addresses told from paths."""
    from briefgen.readers import Address, is_address

    return [Address(one) if is_address(one) else Path(one) for one in given]


def fetching(*, allow_private: bool, feed_items: int) -> Fetching:
    """How the addresses among the sources are fetched."""
    from briefgen.readers import EVERYWHERE, Fetching
    from briefgen.settings import build_date, environment

    return Fetching(
        allowed=EVERYWHERE if allow_private else (),
        feed_items=feed_items,
        day=build_date(environment()) or datetime.now(tz=UTC).date(),
    )


def source_paths(given: Sequence[str] | None) -> list[Path | Address]:
    """The paths and addresses to read: those given, else ``seeds/``.

    Raises:
        NothingToDo: there is no ``seeds/`` and nothing was named.
    """
    from briefgen.errors import NothingToDo

    if given:
        return sources_named(given)
    if Path("seeds").is_dir():
        return [Path("seeds")]
    raise NothingToDo("there is no folder seeds/ here; name files or folders to read")
