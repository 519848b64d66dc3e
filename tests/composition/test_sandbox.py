"""A template reads what it is given, and reaches nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.errors import TemplateError
from briefgen.model.document import plain

from .samples import FRONT, composed, contents

# Where the message says the fault is: the first line of the body, not the front matter.
IN_THE_BODY = rf"template\.md\.j2:{FRONT.count(chr(10)) + 1}: "


@pytest.mark.parametrize(
    "expression",
    [
        "''.__class__.__mro__",
        "brief.__class__",
        "brief.__init__.__globals__",
        "brief['__class__'].__mro__",
        "facts.__class__.__base__.__subclasses__()",
        "''|attr('__class__')",
        "brief.items.__func__",
        "range.__globals__",
        "cycler.__init__",
        "lipsum()",
        "namespace()",
        "self.__init__.__globals__",
        "facts.append(1)",
        "brief.update({'title': 'x'})",
        "brief.clear()",
        "'{0.__class__}'.format(1)",
    ],
)
def test_the_inside_of_python_is_out_of_reach(tmp_path: Path, expression: str) -> None:
    with pytest.raises(TemplateError, match=IN_THE_BODY):
        composed(tmp_path, f"{{{{ {expression} }}}}\n", "The bridge is shut.")


@pytest.mark.parametrize(
    "tag",
    ['{% include "/etc/hosts" %}', '{% import "x" as y %}', '{% extends "base" %}'],
)
def test_other_files_are_out_of_reach(tmp_path: Path, tag: str) -> None:
    with pytest.raises(TemplateError, match=IN_THE_BODY):
        composed(tmp_path, f"{tag}\n")


def test_a_default_of_an_author_slot_runs_in_the_sandbox_too(tmp_path: Path) -> None:
    front = (
        "---\nname: t\nslots:\n  purpose: {kind: author, "
        "default: \"{{ ''.__class__.__mro__ }}\"}\n---\n"
    )
    with pytest.raises(TemplateError, match=r"__class__|unsafe"):
        composed(tmp_path, "{{ purpose }}\n", front=front, author={}, slots={})


def test_counting_is_bounded(tmp_path: Path) -> None:
    (content,) = contents(composed(tmp_path, "{{ range(10 ** 9)|list|length }}\n").blocks)
    assert int(plain(content)) <= 10_000


def test_a_title_runs_in_the_sandbox_too(tmp_path: Path) -> None:
    front = "---\nname: t\ntitle: \"{{ ''.__class__ }}\"\nslots: {}\n---\n"
    with pytest.raises(TemplateError, match=r"__class__|unsafe"):
        composed(tmp_path, "x\n", front=front, author={}, slots={})
