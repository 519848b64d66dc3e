"""What is wrong with a template is told with file, line and the nearest right name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.composition.compose import compose
from briefgen.composition.loader import find_template, load_template
from briefgen.composition.themes import load_theme
from briefgen.errors import TemplateError
from briefgen.model.document import plain

from .samples import FRONT, brief, composed, template_folder

BODY_LINE = FRONT.count("\n") + 1


def refused(folder: Path, body: str = "x\n", *, front: str = FRONT) -> str:
    """The message with which a template is refused."""
    with pytest.raises(TemplateError) as caught:
        composed(folder, body, front=front)
    return str(caught.value)


def test_an_unknown_variable_is_told_with_file_and_line(tmp_path: Path) -> None:
    message = refused(tmp_path, "One line.\n\n{{ key_fact }}\n")
    assert f"{tmp_path}/template.md.j2:{BODY_LINE + 2}:" in message


def test_an_unknown_variable_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    assert 'did you mean "key_facts"?' in refused(tmp_path, "{{ key_fact }}\n")


def test_an_unknown_field_of_an_item_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match='did you mean "text"'):
        composed(tmp_path, "{{ facts[0].txt }}\n", "The bridge is shut.")


def test_an_unclosed_loop_is_told_with_its_line(tmp_path: Path) -> None:
    message = refused(tmp_path, "One line.\n{% for f in facts %}\n{{ f.text }}\n")
    assert message.startswith(f"{tmp_path}/template.md.j2:")


def test_an_unknown_filter_is_told(tmp_path: Path) -> None:
    message = refused(tmp_path, "{{ brief.title|shout }}\n")
    assert f"template.md.j2:{BODY_LINE}:" in message and "shout" in message


@given(st.integers(0, 60), st.integers(0, 5), st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_fault_on_any_line_is_told_with_that_line(
    tmp_path: Path, above: int, within: int, nested: bool
) -> None:
    inner = "{{\n" + "\n" * within + "brief.nothing }}\n"
    body = "words\n" * above + ("{% if 1 %}\n" + inner + "{% endif %}\n" if nested else inner)
    line = BODY_LINE + above + nested
    told = int(re.findall(r"\.j2:(\d+): ", refused(tmp_path, body))[0])
    # An expression over several lines is one line of code: that on which it starts, or its value.
    assert line <= told <= line + within + 1


def test_a_fault_in_a_default_is_told_with_the_line_of_the_default(tmp_path: Path) -> None:
    front = (
        "---\nname: t\nslots:\n  purpose: {kind: author}\n  aim:\n    kind: author\n"
        "    default: |\n      words\n      {{ brief.nothing }}\n---\n"
    )
    with pytest.raises(TemplateError, match=r"template\.md\.j2:9: "):
        composed(tmp_path, "x\n", front=front, author={}, slots={})


def test_a_message_is_one_line(tmp_path: Path) -> None:
    assert "\n" not in refused(tmp_path, "{{ key_fact }}\n")


def test_a_rule_is_told_to_have_no_place(tmp_path: Path) -> None:
    assert "a rule (---)" in refused(tmp_path, "One.\n\n---\n\nTwo.\n")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "{{ facts|cite }}",
            "`cite` takes one item, and this is a list of them; print it in a loop",
        ),
        ("{{ facts[0].text|cite }}", "`cite` takes an item as a whole"),
        ("{{ facts[0]|byline }}", '`byline` is for items that have "speaker"'),
        ("{{ brief.titel }}", 'there is no "titel" here; did you mean "title"?'),
        ("{{ facts.text }}", 'a list has no "text"; its entries may'),
        ("{{ facts[7].text }}", "the list has no entry [7]"),
        ("{% macro voices() %}{% endmacro %}{{ voizes() }}", 'did you mean "voices"?'),
        ("{{ facts|first(“x”) }}", "“ is a typographic quotation mark: type straight ones"),
        ("{{ 1 + facts }}", "what stands here cannot be worked out"),
    ],
)
def test_what_fails_is_told_in_words_of_whoever_wrote_it(
    tmp_path: Path, body: str, told: str
) -> None:
    with pytest.raises(TemplateError) as caught:
        composed(tmp_path, body + "\n", "The bridge is shut.")
    assert told in str(caught.value)
    assert "Error" not in str(caught.value) and "object" not in str(caught.value)


@pytest.mark.parametrize("fault", ["::: box Points\nOne.\n", "Two.\n:::\n", "\n---\n"])
def test_a_fault_of_the_markdown_is_told_with_its_line(tmp_path: Path, fault: str) -> None:
    line = BODY_LINE + 2 + (fault[0] != ":")
    assert f"template.md.j2:{line}: " in refused(tmp_path, "Words.\n\n" + fault)


# --- front matter -----------------------------------------------------------------------------


def test_broken_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    front = "---\nname: t\nslots:\n  facts: {kind: fact\n  more: {kind: fact}\n---\n"
    assert refused(tmp_path, front=front).startswith(f"{tmp_path}/template.md.j2:5")


def test_an_unknown_field_of_a_slot_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    front = "---\nname: t\nslots:\n  facts: {kind: fact, item: 3}\n---\n"
    assert 'did you mean "items"?' in refused(tmp_path, front=front)


def test_an_unknown_field_of_a_slot_is_told_with_its_line(tmp_path: Path) -> None:
    front = "---\nname: t\nslots:\n  facts: {kind: fact}\n  more: {kind: fact, wordz: 3}\n---\n"
    assert refused(tmp_path, front=front).startswith(f"{tmp_path}/template.md.j2:5:")


def test_a_field_of_another_kind_of_slot_is_told_as_such(tmp_path: Path) -> None:
    front = "---\nname: t\nslots:\n  said: {kind: quote, when: past}\n---\n"
    told = refused(tmp_path, front=front)
    assert '"slots.said.when" is no field of kind quote: only event, fact have it' in told


def test_an_unknown_choice_is_told_with_what_there_is(tmp_path: Path) -> None:
    front = "---\nname: t\nslots:\n  said: {kind: quote, kinds: [direkt]}\n---\n"
    assert 'there is no "direkt"; did you mean "direct"?' in refused(tmp_path, front=front)


def test_an_unknown_kind_of_slot_is_told_with_what_there_is(tmp_path: Path) -> None:
    front = "---\nname: t\nslots:\n  facts: {kind: fakt}\n---\n"
    assert 'did you mean "fact"?' in refused(tmp_path, front=front)


@pytest.mark.parametrize("items", ["0", "-3", "many"])
def test_a_budget_that_is_none_is_refused(tmp_path: Path, items: str) -> None:
    front = f"---\nname: t\nslots:\n  facts: {{kind: fact, items: {items}}}\n---\n"
    assert "items" in refused(tmp_path, front=front)


@pytest.mark.parametrize("text", ["", "no front matter\n", "---\nname: t\n", "---\n---\nx\n"])
def test_a_file_without_front_matter_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "template.md.j2").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError, match=r"front matter"):
        load_template(tmp_path)


def test_a_slot_named_like_what_every_template_sees_is_refused(tmp_path: Path) -> None:
    front = "---\nname: t\nslots:\n  sources: {kind: fact}\n---\n"
    assert "sources" in refused(tmp_path, front=front)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "template.md.j2").write_bytes(FRONT.encode() + b"\xe9t\xe9\n")
    with pytest.raises(TemplateError, match="UTF-8"):
        load_template(tmp_path)


# --- finding a template -----------------------------------------------------------------------


def test_an_unknown_template_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match='did you mean "info-note"'):
        find_template("info-not", tmp_path)


def test_a_template_of_the_workspace_wins_over_the_built_in_one(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "info-note"
    own.parent.mkdir()
    template_folder(own, "x\n")
    assert find_template("info-note", tmp_path) == own


# --- themes -----------------------------------------------------------------------------------


def theme_refused(folder: Path, text: str) -> str:
    """The message with which a theme is refused."""
    (folder / "theme.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        load_theme(folder)
    return str(caught.value)


def test_a_template_without_a_theme_has_the_default_one(tmp_path: Path) -> None:
    assert load_theme(tmp_path).page.size == "A4"


def test_a_colour_that_is_none_is_told_with_its_field(tmp_path: Path) -> None:
    assert "colours.accent" in theme_refused(tmp_path, '[colours]\naccent = "blue"\n')


def test_a_wrong_value_of_a_theme_is_told_with_its_line(tmp_path: Path) -> None:
    message = theme_refused(tmp_path, '[page]\nsize = "A4"\n\n[colours]\naccent = "blue"\n')
    assert message.startswith(f"{tmp_path}/theme.toml:5:")


def test_an_unknown_field_of_a_theme_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    message = theme_refused(tmp_path, '[colours]\naccnt = "#102030"\n')
    assert 'did you mean "accent"?' in message


def test_a_theme_that_is_no_toml_is_refused_with_its_file(tmp_path: Path) -> None:
    assert theme_refused(tmp_path, "[colours\n").startswith(f"{tmp_path}/theme.toml")


def test_a_theme_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="no such theme"):
        load_theme(tmp_path, tmp_path / "none.toml")


def test_typographic_quotation_marks_are_told_as_such(tmp_path: Path) -> None:
    told = theme_refused(tmp_path, "organisation = „Hafenamt“\n")
    assert "theme.toml:1: " in told and "„ is a typographic quotation mark" in told
    told = theme_refused(tmp_path, 'organisation = "Amt „Hafen“\n')
    assert "is a typographic" in told
    told = theme_refused(tmp_path, 'organisation = "Amt „Hafen“" x\n')
    assert "is a typographic" not in told


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("{% for f in facts %}\n{{ f }}\n{% endfor %}\n", "an item is printed whole"),
        ("\n{{ facts }}\n", "a list is printed whole"),
        ("\n{{ facts|join(', ') }}\n", "an item is printed whole"),
        ("{% macro m() %}a{% endmacro %}\n{{ m }}\n", "something is printed that has no words"),
        ("\n{{ _('So {x}', x=brief) }}\n", "an item is printed whole"),
    ],
)
def test_what_has_no_words_of_its_own_is_not_printed(tmp_path: Path, body: str, told: str) -> None:
    folder = template_folder(tmp_path / "trial", body)
    with pytest.raises(TemplateError) as caught:
        compose(brief("The gate failed."), load_template(folder))
    assert f":{BODY_LINE + 1}: {told}" in str(caught.value)


def test_an_empty_list_prints_nothing(tmp_path: Path) -> None:
    (block,) = composed(tmp_path, "Nothing: {{ key_facts }}.\n").blocks
    assert plain(block.content) == "Nothing: ."
