"""A brief and a template become a document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefgen.composition.compose import unfilled
from briefgen.composition.loader import load_template
from briefgen.errors import TemplateError
from briefgen.model.brief import AuthorText, SourceReference
from briefgen.model.document import (
    Callout,
    Heading,
    Link,
    ListBlock,
    ListRole,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Placeholder,
    QuoteBlock,
    Table,
    Text,
    plain,
)

from .samples import FRONT, brief, composed, contents, template_folder

NIL = "{% for f in facts %}{{ f.text }}{% else %}{{ nil.facts }}{% endfor %}\n"
SCALES = "::: sources\n{% for s in sources %}\n1. {{ s|reference }}\n{% endfor %}\n:::\n"


def test_a_section_without_facts_prints_its_nil_line(tmp_path: Path) -> None:
    blocks = composed(tmp_path, NIL).blocks
    assert blocks == (Paragraph((Text("Nothing was found."),), ParagraphRole.NIL),)


def test_a_section_with_facts_prints_no_nil_line(tmp_path: Path) -> None:
    (block,) = composed(tmp_path, NIL, "The bridge is shut.").blocks
    assert plain(block.content) == "The bridge is shut."


def test_what_an_author_wrote_is_printed_as_markdown(tmp_path: Path) -> None:
    author = {"purpose": AuthorText(text="To *inform* you.", prompt="Why?")}
    (block,) = composed(tmp_path, "{{ purpose }}\n", author=author).blocks
    assert plain(block.content) == "To inform you."


def test_an_author_slot_that_nobody_filled_is_a_placeholder(tmp_path: Path) -> None:
    (block,) = composed(tmp_path, "{{ purpose }}\n", author={}).blocks
    assert block.content == (Placeholder("Why this note?"),)


def test_an_optional_author_slot_that_nobody_filled_is_nothing(tmp_path: Path) -> None:
    front = "---\nname: t\nslots:\n  note: {kind: author, required: false}\n---\n"
    assert composed(tmp_path, "{{ note }}\n", front=front, author={}, slots={}).blocks == ()


def test_the_default_of_an_author_slot_is_filled_from_the_brief(tmp_path: Path) -> None:
    front = (
        "---\nname: t\nslots:\n  purpose: {kind: author, "
        'default: "A note on {{ sources|length }} source."}\n---\n'
    )
    (block,) = composed(tmp_path, "{{ purpose }}\n", front=front, author={}, slots={}).blocks
    assert plain(block.content) == "A note on 1 source."


def test_required_author_slots_that_nobody_filled_are_told(tmp_path: Path) -> None:
    template = load_template(template_folder(tmp_path, "x\n"))
    assert unfilled(brief(author={}), template) == ["purpose"]


def test_filled_author_slots_are_not_told(tmp_path: Path) -> None:
    assert unfilled(brief(), load_template(template_folder(tmp_path, "x\n"))) == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("# Now\n", Heading),
        ("::: box Key points\nShut.\n:::\n", Callout),
        ("> Shut.\n", QuoteBlock),
        ("- Shut.\n", ListBlock),
        ("| A |\n|---|\n| b |\n", Table),
        ("::: pagebreak\n:::\n", PageBreak),
    ],
)
def test_markdown_of_a_template_becomes_its_block(tmp_path: Path, body: str, kind: type) -> None:
    assert [type(block) for block in composed(tmp_path, body).blocks] == [kind]


@pytest.mark.parametrize(
    ("name", "role"),
    [("small", ParagraphRole.SMALL), ("lead", ParagraphRole.LEAD)],
)
def test_a_fenced_paragraph_has_the_role_of_its_fence(
    tmp_path: Path, name: str, role: ParagraphRole
) -> None:
    (block,) = composed(tmp_path, f"::: {name}\nShut.\n:::\n").blocks
    assert block.role is role


def test_a_box_may_hold_others_and_its_title_is_markdown(tmp_path: Path) -> None:
    inner = "::: small\nBelow.\n:::\n\n::: numbered\n1. One.\n:::\n\nAfter.\n"
    text = f"::: box O\\'Brien\\-Li *now*\n{inner}:::\n\nOut.\n"
    box, last = composed(tmp_path, text).blocks
    assert isinstance(box, Callout) and isinstance(last, Paragraph)
    assert plain(box.title) == "O'Brien-Li now"
    assert [type(block) for block in box.blocks] == [Paragraph, ListBlock, Paragraph]
    assert plain(last.content) == "Out."


def test_a_nil_line_inside_a_box_stays_inside_it(tmp_path: Path) -> None:
    (box,) = composed(tmp_path, "::: box News\n[~Nothing was found.]\n:::\n").blocks
    assert isinstance(box, Callout)
    assert [block.role for block in box.blocks] == [ParagraphRole.NIL]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("::: bx News\nShut.\n:::\n", 'did you mean "box"'),
        ("::: box News\nShut.\n", "not closed"),
        ("Shut.\n\n:::\n", "closes nothing"),
    ],
)
def test_a_box_that_is_misspelt_or_open_is_told(tmp_path: Path, body: str, told: str) -> None:
    with pytest.raises(TemplateError, match=told):
        composed(tmp_path, body)


def test_a_dash_in_the_last_line_of_a_quote_says_who_said_it(tmp_path: Path) -> None:
    (block,) = composed(tmp_path, "> Shut.\n>\n> — Marta Ellison\n").blocks
    assert plain(block.attribution) == "Marta Ellison"


def test_the_list_of_sources_can_be_linked_to(tmp_path: Path) -> None:
    (block,) = composed(tmp_path, SCALES).blocks
    assert (block.role, block.items[0].anchor) == (ListRole.SOURCES, "source-1")


def test_the_address_of_a_source_is_a_link_to_just_that_address(tmp_path: Path) -> None:
    url = "https://velmark.example/a_(b)?x=1&y=*2*"
    source = SourceReference(number=1, id="s", title="Herald", url=url)
    (content,) = contents(composed(tmp_path, SCALES, sources=(source,)).blocks)
    assert [i.url for i in content if isinstance(i, Link)] == [url]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/hosts", "data:text/html,x"])
def test_an_address_that_is_not_of_the_web_is_no_link(tmp_path: Path, url: str) -> None:
    source = SourceReference(number=1, id="s", title="Herald", url=url)
    (content,) = contents(composed(tmp_path, SCALES, sources=(source,)).blocks)
    assert not [i for i in content if isinstance(i, Link)]


@pytest.mark.parametrize(
    ("precision", "words"), [("day", "11 March 2026"), ("month", "March 2026"), ("year", "2026")]
)
def test_a_date_is_printed_with_its_precision(tmp_path: Path, precision: str, words: str) -> None:
    (block,) = composed(tmp_path, f'{{{{ brief.issued|date("{precision}") }}}}\n').blocks
    assert plain(block.content) == words


def test_the_document_bears_the_marking_of_the_brief(tmp_path: Path) -> None:
    assert composed(tmp_path, "x\n", marking="TLP:AMBER").marking == "TLP:AMBER"


def test_the_document_is_dated_by_the_brief(tmp_path: Path) -> None:
    assert composed(tmp_path, "x\n").modified == date(2026, 3, 11)


def test_the_properties_name_the_type_and_never_the_template(tmp_path: Path) -> None:
    front = FRONT.replace(
        "name: trial", "name: trial\nkind: Vermerk\ndescription: For our desk only"
    )
    made = composed(tmp_path, "x\n", front=front)
    assert made.subject == "Vermerk"
    assert "desk" not in repr(made)
