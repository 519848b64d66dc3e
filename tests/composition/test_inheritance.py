"""A template that extends another, and the files that it uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.composition.compose import compose
from briefgen.composition.loader import load_template, template_folders
from briefgen.errors import TemplateError
from briefgen.model.document import Document
from briefgen.model.template import FactSlot
from briefgen.writers.wording import texts
from tests.composition.samples import brief, template_folder


def words_of(document: Document) -> str:
    return "\n".join(texts(document))


HEAD = """\
---
name: head
pages: 2
slots:
  facts: {kind: fact, items: 4, nil: Nothing was found.}
  quotes: {kind: quote, items: 3}
---
"""
BASE = """\
{% block opening %}
Opening of the base.

{% endblock %}
{% block facts_part %}
{% for fact in facts %}
- {{ fact.text }}
{% else %}
{{ nil.facts }}
{% endfor %}
{% endblock %}
{% for quote in quotes %}
{{ quote.text }}
{% else %}
No quote.
{% endfor %}
"""


def base(folder: Path) -> Path:
    return template_folder(folder / "base", BASE, front=HEAD)


def heir(folder: Path, body: str, front: str = "---\nname: heir\n---\n") -> Path:
    return template_folder(folder / "heir", body, front=front)


def test_a_block_of_ones_own_takes_the_place_of_the_inherited_one(tmp_path: Path) -> None:
    base(tmp_path)
    folder = heir(tmp_path, '{% extends "base" %}\n{% block opening %}\nOurs.\n\n{% endblock %}\n')
    shown = words_of(compose(brief("The gate failed."), load_template(folder)))
    assert "Ours." in shown
    assert "Opening of the base." not in shown
    assert "The gate failed." in shown


def test_front_matter_is_inherited_and_changed_field_by_field(tmp_path: Path) -> None:
    base(tmp_path)
    front = "---\nname: heir\nkind: Our note\nslots:\n  facts: {items: 1}\n---\n"
    template = load_template(heir(tmp_path, '{% extends "base" %}\n', front))
    slot = template.front.slots["facts"]
    assert isinstance(slot, FactSlot)
    assert (slot.items, slot.nil) == (1, "Nothing was found.")
    assert (template.front.kind, template.front.pages) == ("Our note", 2)
    assert list(template.front.slots) == ["facts", "quotes"]


def test_a_slot_set_to_nothing_is_gone_and_reads_as_empty(tmp_path: Path) -> None:
    base(tmp_path)
    front = "---\nname: heir\nslots:\n  quotes:\n---\n"
    template = load_template(heir(tmp_path, '{% extends "base" %}\n', front))
    assert list(template.front.slots) == ["facts"]
    assert "No quote." in words_of(compose(brief("The gate failed."), template))


def test_macros_come_from_a_file_beside_the_template(tmp_path: Path) -> None:
    folder = heir(
        tmp_path,
        '{% from "ours.md.j2" import loud %}\n{{ loud(facts[0].text) }}\n',
        "---\nname: heir\nslots:\n  facts: {kind: fact}\n---\n",
    )
    (folder / "ours.md.j2").write_text("{% macro loud(x) %}**{{ x }}**{% endmacro %}\n")
    assert "The *gate* failed." in words_of(
        compose(brief("The *gate* failed."), load_template(folder))
    )


def test_a_template_may_extend_the_built_in_one_of_its_own_name(tmp_path: Path) -> None:
    folder = template_folder(
        tmp_path / "info-note", '{% extends "info-note" %}\n', front="---\nkind: Ours\n---\n"
    )
    built_in = load_template(template_folders(Path("nowhere"))["info-note"])
    template = load_template(folder)
    assert template.front.kind == "Ours"
    assert list(template.front.slots) == list(built_in.front.slots)
    assert template.folders[1] == built_in.folder


def test_a_change_to_any_file_behind_a_template_changes_its_digest(tmp_path: Path) -> None:
    parent = base(tmp_path)
    folder = heir(tmp_path, '{% extends "base" %}\n{% include "part.md.j2" %}\n')
    digests = []
    for part, parent_body in (("a", BASE), ("b", BASE), ("b", BASE + "more\n")):
        (folder / "part.md.j2").write_text(part)
        template_folder(parent, parent_body, front=HEAD)
        digests.append(load_template(folder).sha256)
    assert len(set(digests)) == 3


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('{% extends "bass" %}\n', r'heir/template.md.j2:4: .*"bass"; did you mean "base"\?'),
        ("text\n{% include facts %}\n", r"heir/template.md.j2:5: a file is named in quotes"),
        ('{% include "../secret.md.j2" %}\n', r"heir/template.md.j2:4: a file is named in quotes"),
        ('{% include "/etc/passwd" %}\n', r"heir/template.md.j2:4: a file is named in quotes"),
        ('{% include "ours" %}\n', r'heir/template.md.j2:4: "ours": .*"ours.md.j2"'),
        ('{% include "ours.md.j2" %}\n', r'heir/template.md.j2:4: there is no "ours.md.j2"'),
        ('{% extends "heir" %}\n', r'heir/template.md.j2:4: no template is named "heir"'),
    ],
)
def test_what_cannot_be_had_is_told_with_file_line_and_remedy(
    tmp_path: Path, body: str, message: str
) -> None:
    base(tmp_path)
    with pytest.raises(TemplateError, match=message):
        load_template(heir(tmp_path, body))


def test_two_templates_cannot_extend_one_another(tmp_path: Path) -> None:
    template_folder(tmp_path / "base", '{% extends "heir" %}\n', front=HEAD)
    with pytest.raises(TemplateError, match=r'base/.*:8: "heir" extends this template already'):
        load_template(heir(tmp_path, '{% extends "base" %}\n'))


def test_a_fault_is_told_in_the_file_that_it_stands_in(tmp_path: Path) -> None:
    template_folder(tmp_path / "base", BASE + "\n{{ factz }}\n", front=HEAD)
    template = load_template(heir(tmp_path, '{% extends "base" %}\n'))
    with pytest.raises(TemplateError, match=r'base/template.md.j2:25: .*did you mean "facts"'):
        compose(brief("The gate failed."), template)


def test_a_fault_in_a_file_of_macros_is_told_with_its_line(tmp_path: Path) -> None:
    front = "---\nname: heir\nslots:\n  facts: {kind: fact}\n---\n"
    folder = heir(tmp_path, '{% include "ours.md.j2" %}\n', front)
    (folder / "ours.md.j2").write_text("One\n{% if %}\n")
    with pytest.raises(TemplateError, match=r"ours.md.j2:2: "):
        compose(brief("The gate failed."), load_template(folder))


def test_a_block_that_takes_the_place_of_none_is_refused(tmp_path: Path) -> None:
    base(tmp_path)
    body = '{% extends "base" %}\n{% block openning %}\nOurs.\n{% endblock %}\n'
    with pytest.raises(
        TemplateError, match=r':5: "head" has no block "openning"; did you mean "op'
    ):
        load_template(heir(tmp_path, body))


def test_a_block_within_one_that_is_printed_may_have_any_name(tmp_path: Path) -> None:
    base(tmp_path)
    inner = "{% block ours %}Ours.{% endblock %}"
    body = '{% extends "base" %}\n{% block opening %}' + inner + "{% endblock %}\n"
    assert "Ours." in words_of(compose(brief(), load_template(heir(tmp_path, body))))
