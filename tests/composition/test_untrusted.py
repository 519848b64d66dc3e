"""What templates of others try, and what comes of it: one line that names the file and the line."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader, TemplateNotFound
from material import PROJECT

from briefgen.composition import untrusted
from briefgen.composition.compose import compose
from briefgen.composition.loader import builtin_folder, is_builtin, load_template
from briefgen.composition.rendering import run_template
from briefgen.composition.untrusted import run_untrusted
from briefgen.errors import TemplateError
from briefgen.isolation import Limits, Supervisor
from briefgen.model.document import Link, Text, plain

from .samples import FRONT, brief, composed, contents, kinds, template_folder

FIRST = FRONT.count("\n") + 1  # the line of the file on which a body starts
SECRET = "the-canary-sang"  # noqa: S105 - what must never be read, or printed
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of Unix")


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A file that no template may read or change, and beside which none may make another."""
    folder = tmp_path / "private"
    folder.mkdir()
    (folder / "canary").write_text(SECRET, encoding="utf-8")
    return folder / "canary"


def refused(folder: Path, body: str, *texts: str, **changes: Any) -> str:
    """The message with which a template is refused: always one line that starts with its file."""
    with pytest.raises(TemplateError) as caught:
        composed(folder / "house", body, *texts, **changes)
    message = str(caught.value)
    assert message.startswith(f"{folder / 'house'}") and "\n" not in message
    assert SECRET not in message and "Traceback" not in message
    return message


def untouched(canary: Path) -> bool:
    return [p.name for p in canary.parent.iterdir()] == ["canary"] and canary.read_text() == SECRET


# --- payloads that would do harm where there is no sandbox --------------------------------------

# What follows the globals of any function of Python.
_READ = "['__builtins__']['open']('CANARY').read()"
# Each reads the canary or writes beside it in an environment that is not sandboxed.
HARMFUL = {
    "globals of cycler": "{{ cycler.__init__.__globals__READ }}",
    "globals of joiner": "{{ joiner.__init__.__globals__READ }}",
    "globals of namespace": "{{ namespace.__init__.__globals__READ }}",
    "globals of lipsum": "{{ lipsum.__globals__READ }}",
    "os of lipsum": "{{ lipsum.__globals__['os'].popen('cat CANARY').read() }}",
    "globals of self": "{{ self.__init__.__globals__READ }}",
    "context of self": "{{ self._TemplateReference__context.cycler.__init__.__globals__READ }}",
    "globals of a macro": "{% macro m() %}{% endmacro %}{{ m.__init__.__globals__READ }}",
    "globals of a loop": "{% for x in [1] %}{{ loop.__init__.__globals__READ }}{% endfor %}",
    "code of a macro": (
        "{% macro m() %}{% endmacro %}"
        "{{ m._func.__globals__['environment'].__init__.__globals__READ }}"
    ),
    "attr": "{{ (lipsum|attr('__globals__'))READ }}",
    "attr in two words": "{{ (lipsum|attr('__glo' ~ 'bals__'))READ }}",
    "attr by code": "{{ (lipsum|attr('\\x5f\\x5fglobals\\x5f\\x5f'))READ }}",
    "attr of a map": "{{ ([lipsum]|map(attribute='__globals__')|first)READ }}",
    "item instead of attribute": "{{ lipsum['__globals__']READ }}",
    "subclasses": (
        "{% for c in ''.__class__.__mro__[-1].__subclasses__() "
        "if c.__name__ == 'catch_warnings' %}"
        "{{ c()._module.__builtins__['open']('CANARY').read() }}{% endfor %}"
    ),
    "undefined": "{{ nothing.__init__.__globals__READ }}",
    "a program": "{{ lipsum.__globals__['os'].system('cp CANARY FOLDER/made') }}",
    "a file written": "{{ lipsum.__globals__.__builtins__.open('FOLDER/made', 'w').write('x') }}",
    "eval": "{{ lipsum.__globals__['__builtins__']['eval']('open(\"CANARY\").read()') }}",
    "caller": (
        "{% macro m() %}{{ caller.__init__.__globals__READ }}{% endmacro %}"
        "{% call m() %}{% endcall %}"
    ),
    "set": "{% set g = joiner.__init__.__globals__ %}{{ gREAD }}",
    "condition": "{% if lipsum.__globals__.os.system('cp CANARY FOLDER/made') %}{% endif %}",
    "include": "{% include 'CANARY' %}",
    "include by variable": "{% set f = 'CANARY' %}{% include f %}",
    "include of several": "{% include ['none', 'CANARY'] ignore missing %}",
    "import": "{% import 'CANARY' as c %}{{ c }}",
    "extends": "{% extends 'CANARY' %}",
    "extends by variable": "{% set f = 'CANARY' %}{% extends f %}",
}


def _for(canary: Path, body: str) -> str:
    body = body.replace("READ", _READ).replace("CANARY", str(canary))
    return body.replace("FOLDER", str(canary.parent))


@POSIX
@pytest.mark.parametrize("name", HARMFUL)
def test_jinja2_alone_would_read_or_write_the_canary(canary: Path, name: str) -> None:
    body = _for(canary, HARMFUL[name])
    environment = Environment(loader=_Anywhere("/"), autoescape=False)  # noqa: S701
    try:
        printed = environment.from_string(body).render()
    except Exception as error:
        printed = str(error)
    assert SECRET in printed or not untouched(canary)


class _Anywhere(FileSystemLoader):
    """A loader as careless ones are: any path."""

    def get_source(self, environment: Environment, template: str) -> Any:
        if not Path(template).is_file():
            raise TemplateNotFound(template)
        return Path(template).read_text(encoding="utf-8"), template, None


@POSIX
@pytest.mark.parametrize("name", HARMFUL)
def test_the_canary_is_neither_read_nor_changed(tmp_path: Path, canary: Path, name: str) -> None:
    body = _for(canary, HARMFUL[name])
    try:
        document = composed(tmp_path / "house", "\n" + body + "\n")
    except TemplateError as fault:
        assert f"template.md.j2:{FIRST + 1}: " in str(fault) and "\n" not in str(fault)
        assert SECRET not in str(fault)
    else:
        assert name == "include of several"  # it says itself that nothing is fine
        assert SECRET not in repr(document)
    assert untouched(canary)


@POSIX
@pytest.mark.parametrize("name", ["globals of lipsum", "attr", "include", "a program"])
@pytest.mark.parametrize("field", ["title", "default"])
def test_the_front_matter_runs_in_the_sandbox_too(
    tmp_path: Path, canary: Path, name: str, field: str
) -> None:
    text = _for(canary, HARMFUL[name]).replace("\n", " ")
    title = f"title: |\n  {text}\n" if field == "title" else ""
    default = f"default: |\n      {text}\n" if field == "default" else "required: false"
    front = f"---\nname: t\n{title}slots:\n  purpose:\n    kind: author\n    {default}\n---\n"
    message = refused(tmp_path, "{{ purpose }}\n", front=front, author={}, slots={})
    line = 4 if field == "title" else 7
    assert f"template.md.j2:{line}: " in message
    assert untouched(canary)


# --- format strings ------------------------------------------------------------------------------


class _Holder:
    secret = SECRET


_FORMATS = [
    "{{ '{0.__class__}'.format(x) }}",
    "{{ '{x.__class__.__mro__}'.format(x=x) }}",
    "{{ '{x.__class__}'.format_map({'x': x}) }}",
    "{{ ('{0.__class__' ~ '}').format(x) }}",
    "{{ ['{0.__class__}']|map('format', x)|first }}",
    "{% set f = '{0.__class__}'.format %}{{ f(x) }}",
    "{{ ('{0.__class__}'|attr('format'))(x) }}",
    "{{ '{0[__class__]}'.format(x) }}",
]


@pytest.mark.parametrize("body", _FORMATS[:4] + _FORMATS[5:7])
def test_a_format_string_would_reach_the_class(body: str) -> None:
    assert "_Holder" in Environment(autoescape=False).from_string(body).render(x=_Holder())  # noqa: S701


@pytest.mark.parametrize("body", _FORMATS)
def test_a_format_string_reaches_nothing(tmp_path: Path, body: str) -> None:
    try:
        document = composed(
            tmp_path / "house",
            body.replace("x)", "brief)").replace("'x': x", "'x': brief").replace("x=x", "x=brief")
            + "\n",
        )
    except TemplateError as fault:
        assert f":{FIRST}: " in str(fault)
    else:
        assert "class" not in repr([plain(c) for c in contents(document.blocks)]).replace(
            "__class__", ""
        )


# --- too long, too large, too deep ---------------------------------------------------------------


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A worker with the memory of a real one and less patience."""
    limits = Limits(seconds=3, memory=untrusted.LIMITS.memory, answer=untrusted.LIMITS.answer)
    supervisor = Supervisor("briefgen.composition.worker:answer", limits)
    monkeypatch.setattr(untrusted, "_supervisor", lambda _: supervisor)
    yield supervisor
    supervisor.close()


_NEST = "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}\n"
_END = "{% endfor %}{% endfor %}{% endfor %}"
ENDLESS = {
    "nested loops": (_NEST + "{% set x = a %}\n" + _END, range(2, 6)),
    "a power": ("\n{{ 9 ** (9 ** 9) }}", [4]),
    "a power in a macro": ("{% macro m() %}\n{{ 9 ** (9 ** 9) }}\n{% endmacro %}\n{{ m() }}", [4]),
    "a power in a condition": ("\n{% if 9 ** (9 ** 9) > 1 %}\n{% endif %}", [4]),
    "macros that call each other": (
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}\n"
        "{{ m(90) }}",
        [3, 4],
    ),
    "a long division": ("\n{{ (7 ** 900000) ** 9 // 3 ** 9 }}", [4]),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_goes_on_for_ever_is_ended_with_its_line(
    tmp_path: Path, impatient: Supervisor, name: str
) -> None:
    body, lines = ENDLESS[name]
    started = time.monotonic()
    message = refused(tmp_path, "one\n\n" + body + "\n")
    assert time.monotonic() - started < 12
    assert "took longer than 3 seconds" in message
    assert int(message.split(".j2:")[1].split(":")[0]) - FIRST + 1 in lines


BOMBS = {
    "a text times a number": "{{ 'a' * 10 ** 10 }}",
    "a list times a number": "{{ [1] * 10 ** 9 }}",
    "center": "{{ 'x'|center(9999999999) }}",
    "center by method": "{{ 'x'.center(9999999999) }}",
    "a width": "{{ '{:>9999999999}'.format('x') }}",
    "a width of old": "{{ '%9999999999s'|format('x') }}",
    "zeros": "{{ 'x'.zfill(9999999999) }}",
    "tabs": "{{ '\\t'.expandtabs(2000000000) }}",
    "indent": "{{ 'x'|indent(9999999999, true) }}",
    "a text doubled": "{% set ns = ['a' * 10**8] %}{{ ns[0]|replace('a', ns[0]) }}",
    "a date": "{{ brief.issued.strftime('%9999999999d') ~ 'a' * 10**10 }}",
    "batch": "{{ [1]|batch(9999999999, 0)|list }}",
    "encode": "{{ ('a' * 10 ** 8).encode('utf-32').decode('latin-1') * 100 }}",
}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel keeps the limit")
@pytest.mark.parametrize("name", BOMBS)
def test_a_memory_bomb_is_told_with_its_line(
    tmp_path: Path, impatient: Supervisor, name: str
) -> None:
    message = refused(tmp_path, f"one\n\ntwo\n{BOMBS[name]}\n")
    assert f"template.md.j2:{FIRST + 3}: the template wanted more than 512 MB" in message


def test_a_huge_range_is_short(tmp_path: Path) -> None:
    (content,) = contents(composed(tmp_path / "house", "{{ range(10 ** 18)|length }}\n").blocks)
    assert plain(content) == "10000"


def test_a_template_that_prints_without_end_is_told_with_its_line(tmp_path: Path) -> None:
    body = "one\n{% for a in range(9999) %}\n{% for b in range(9999) %}\n"
    body += "words\n{% endfor %}\n{% endfor %}\n"
    message = refused(tmp_path, body)
    assert "prints more than 2,000,000 characters" in message
    assert int(message.split(".j2:")[1].split(":")[0]) - FIRST in {1, 2, 3}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            "\n{% macro m() %}\n{{ m() }}{% endmacro %}\n{{ m() }}\n",
            f":{FIRST + 2}: a macro calls itself",
        ),
        ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "nested too deeply"),
        ("{{ " + "[" * 300 + "]" * 300 + " }}", "nested too deeply"),
        ("{% if 1 %}" * 400 + "{% endif %}" * 400, "nested too deeply"),
        ("{% for x in [1] %}" * 30 + "{% endfor %}" * 30, "nested too deeply"),
        ("{{ " + "-" * 50_000 + "1 }}", "nested too deeply"),
        ("{{ 1" + " + 1" * 50_000 + " }}", "template"),
    ],
)
def test_what_is_too_deep_is_told(tmp_path: Path, body: str, words: str) -> None:
    assert words in refused(tmp_path, body)


def test_markdown_that_takes_for_ever_is_ended(tmp_path: Path, impatient: Supervisor) -> None:
    message = refused(tmp_path, "![" * 60_000 + "\n")
    assert "took longer than 3 seconds" in message


def test_after_a_template_that_was_ended_the_next_one_works(
    tmp_path: Path, impatient: Supervisor
) -> None:
    refused(tmp_path, "{{ 9 ** (9 ** 9) }}\n")
    (content,) = contents(composed(tmp_path / "house", "fine\n").blocks)
    assert plain(content) == "fine"


# --- the command line ----------------------------------------------------------------------------


def test_the_command_line_tells_one_line_and_gives_the_documented_exit_code(tmp_path: Path) -> None:
    house = tmp_path / "templates" / "info-note"  # the name of one that is trusted
    shutil.copytree(builtin_folder() / "info-note", house)
    source = house / "template.md.j2"
    text = source.read_text(encoding="utf-8").rstrip() + "\n\n{{ 'a' * 10 ** 12 }}\n"
    source.write_text(text, encoding="utf-8")
    (tmp_path / "a.txt").write_text("The bridge at Velmark was closed on Monday, officials said.\n")
    ran = subprocess.run(
        [sys.executable, "-m", "briefgen", "make", "a.txt", "-t", "info-note", "-f", "md"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2, ran.stderr
    line = text.count("\n")
    assert ran.stderr.startswith(
        f"briefgen: templates/info-note/template.md.j2:{line}: the template wanted"
    )
    assert ran.stderr.count("\n") == 1 and not list(tmp_path.glob("out/*"))


# --- which are trusted ---------------------------------------------------------------------------


def test_a_template_is_trusted_by_its_place_and_not_by_its_name(tmp_path: Path) -> None:
    copy = tmp_path / "info-note"
    shutil.copytree(builtin_folder() / "info-note", copy)
    assert load_template(builtin_folder() / "info-note").builtin
    assert not load_template(copy).builtin


@POSIX
def test_a_link_that_looks_like_a_built_in_template_is_not_trusted(tmp_path: Path) -> None:
    (tmp_path / "info-note").symlink_to(builtin_folder() / "info-note")
    assert not is_builtin(tmp_path / "info-note")


def test_a_template_of_ones_own_beside_the_built_in_ones_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In a checkout of the project both stand in the same folder.
    monkeypatch.setattr("briefgen.composition.loader.builtin_folder", lambda: tmp_path)
    template_folder(tmp_path / "our-note", "x\n")
    assert not load_template(tmp_path / "our-note").builtin


def test_every_template_that_comes_with_the_program_is_known_as_such() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "templates"],  # noqa: S607
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split()
    if not listed:
        pytest.skip("not in a checkout")
    names = [name for name in listed if name.endswith("/template.md.j2")]
    for folder in {PROJECT / Path(name).parent for name in names}:
        assert is_builtin(folder), folder


@pytest.mark.parametrize("name", ["info-note", "media-brief", "one-pager"])
def test_a_built_in_template_gives_the_same_in_a_worker(name: str) -> None:
    template = load_template(builtin_folder() / name)
    empty = brief("The *bridge* is shut.", slots={}, issued=date(2026, 3, 11))
    assert run_untrusted(empty, template) == run_template(empty, template)


# --- text of sources and answers -----------------------------------------------------------------

_HIDDEN = [
    *HARMFUL.values(),
    *_FORMATS,
    "[a](javascript:alert(1))",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![a](file:///etc/passwd)",
    "::: box Trap",
    ":::",
    "[@1:2]",
    "---\ntitle: trap\n---",
    "{{",
    "{%",
    "{#",
    "`{{ 7 * 7 }}`",
    "\\",
    "[a]: http://trap.example",
    "<http://trap.example>",
    "&#123;&#123; 7 &#125;&#125;",
]


@pytest.mark.parametrize("text", _HIDDEN)
@pytest.mark.parametrize("where", ["text", "title"])
def test_what_is_hidden_in_a_source_is_printed_as_it_stands(
    tmp_path: Path, canary: Path, text: str, where: str
) -> None:
    text = _for(canary, text)
    given = {"title": text} if where == "title" else {}
    body = "{{ brief.title }}\n\n> {{ facts[0].text }}\n"
    document = composed(tmp_path / "house", body, text, **given)
    shown = [plain(c) for c in contents(document.blocks)]
    (printed,) = shown[:1] if where == "title" else shown[1:]
    assert _flat(printed) == _flat(text)
    assert all(kinds(c) <= {Text} for c in contents(document.blocks)) and untouched(canary)


def _flat(text: str) -> str:
    marks = str.maketrans("“”‘’", "\"\"''")
    return " ".join(text.translate(marks).split())


@pytest.mark.parametrize("text", [t for t in _HIDDEN if "{" in t])
def test_an_answer_is_markdown_and_never_a_template(
    tmp_path: Path, canary: Path, text: str
) -> None:
    from briefgen.model.brief import AuthorText

    author = {"purpose": AuthorText(text=f"So: {_for(canary, text)}", prompt="Why?")}
    document = composed(tmp_path / "house", "{{ purpose }}\n", author=author)
    printed = " ".join(plain(c) for c in contents(document.blocks)).replace(str(canary), "")
    assert SECRET not in printed and "49" not in printed and untouched(canary)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "JaVaScRiPt:x",
        "//x.y",
        "\\\\x\\y",
    ],
)
def test_a_link_in_an_answer_leads_to_the_web_or_a_mailbox_only(
    tmp_path: Path, address: str
) -> None:
    from briefgen.model.brief import AuthorText

    author = {"purpose": AuthorText(text=f"[a]({address}) <{address}> <b>c</b>", prompt="Why?")}
    document = composed(tmp_path / "house", "{{ purpose }}\n", author=author)
    assert all(Link not in kinds(c) for c in contents(document.blocks))


_PIECES = [
    "{{",
    "}}",
    "{%",
    "%}",
    "__class__",
    "lipsum",
    ".",
    "|",
    "attr",
    "(",
    ")",
    "'",
    "[",
    "]",
    "brief",
    "facts",
    "for x in",
    "endfor",
    "range",
    "self",
    "*",
    "9",
    "~",
    " ",
    "#}",
    "{#",
    "-",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_template_gives_a_document_or_one_line(tmp_path: Path, body: str) -> None:
    template_folder(tmp_path / "house", body + "\n")
    try:
        compose(brief("x"), load_template(tmp_path / "house"))
    except TemplateError as fault:
        assert str(fault).startswith(f"{tmp_path / 'house'}") and str(fault).isprintable()
