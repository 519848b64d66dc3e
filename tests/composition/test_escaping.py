"""Text of a source shows exactly its characters: it never becomes structure, link or code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup as HtmlMarkup

from briefgen.errors import TemplateError
from briefgen.model.document import (
    Citation,
    Heading,
    Inlines,
    Link,
    ListBlock,
    Paragraph,
    QuoteBlock,
    Strong,
    Table,
    Text,
    plain,
)

from .samples import composed, contents, kinds

_MARKUP = [
    *["#", "|", "*", "_", "`", "~", "[", "]", "(", ")", "<", ">", "\\", "!", "&", "{", "}", ":"],
    *["{{ 7*7 }}", "{% raw %}", "[@1:2]", "[!x]", "](http://a.b)", "&amp;", "&#42;", "- ", "1. "],
    *[":::", "::: box", "---", "===", "<b>", "http://a.example", "\n", "\n\n", "\t", " ", "a", "Ω"],
]
MARKUP = st.lists(st.sampled_from(_MARKUP), min_size=1, max_size=12).map("".join)
ANYTHING = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"))
TEXTS = (MARKUP | ANYTHING).filter(str.strip)
EXAMPLES = settings(
    max_examples=80,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


_MARKS = str.maketrans("“”‘’", "\"\"''")


def shown(text: str) -> str:
    """What a reader sees of a text: its characters, with runs of white space as one space.

    Quotation marks may be set straight or curly, so that one kind stands here for both.
    """
    return re.sub(r"\s+", " ", text).strip().translate(_MARKS)


def seen(content: Inlines) -> str:
    """The characters of inlines, with one kind of quotation marks."""
    return plain(content).translate(_MARKS)


@given(TEXTS)
@EXAMPLES
def test_a_text_in_a_paragraph_shows_its_characters(tmp_path: Path, text: str) -> None:
    (block,) = composed(tmp_path, "{{ facts[0].text }}\n", text).blocks
    assert (type(block), seen(block.content)) == (Paragraph, shown(text))


@given(TEXTS)
@EXAMPLES
def test_a_text_is_nothing_but_text(tmp_path: Path, text: str) -> None:
    (block,) = composed(tmp_path, "{{ facts[0].text }}\n", text).blocks
    assert kinds(block.content) == {Text}


@given(TEXTS)
@EXAMPLES
def test_a_text_in_a_heading_shows_its_characters(tmp_path: Path, text: str) -> None:
    (block,) = composed(tmp_path, "# {{ facts[0].text }}\n", text).blocks
    assert (type(block), seen(block.content)) == (Heading, shown(text))


@given(TEXTS)
@EXAMPLES
def test_a_text_in_a_list_shows_its_characters(tmp_path: Path, text: str) -> None:
    (block,) = composed(tmp_path, "- {{ facts[0].text }}\n", text).blocks
    assert (type(block), [seen(c) for c in contents((block,))]) == (ListBlock, [shown(text)])


@given(TEXTS)
@EXAMPLES
def test_a_text_in_a_block_quote_shows_its_characters(tmp_path: Path, text: str) -> None:
    (block,) = composed(tmp_path, "> {{ facts[0].text }}\n", text).blocks
    assert (type(block), [seen(c) for c in contents((block,))]) == (QuoteBlock, [shown(text)])


@given(TEXTS)
@EXAMPLES
def test_a_text_in_a_table_stays_in_its_cell(tmp_path: Path, text: str) -> None:
    body = "| A | B |\n|---|---|\n| {{ facts[0].text }} | end |\n"
    (block,) = composed(tmp_path, body, text).blocks
    assert isinstance(block, Table)
    assert [seen(cell) for cell in block.rows[0]] == [shown(text), "end"]


@given(TEXTS.map(str.strip))
@EXAMPLES
def test_a_text_in_bold_shows_its_characters(tmp_path: Path, text: str) -> None:
    body = "So **{{ facts[0].text }}** {{ facts[0]|cite }}\n"
    (block,) = composed(tmp_path, body, text).blocks
    assert seen(block.content) == f"So {shown(text)} [1]"


@given(TEXTS)
@EXAMPLES
def test_the_title_shows_its_characters(tmp_path: Path, text: str) -> None:
    assert composed(tmp_path, "x\n", title=text).title.translate(_MARKS) == shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "# Not a heading",
        "- not a list",
        "1. not a list",
        "| not | a table |",
        "::: box Not a box",
        "    not code",
        "***",
        "> not a quote",
        "[@1:2]",
        "[!not a placeholder]",
        "[not a link](http://trap.example)",
        "<script>not code</script>",
        "{{ brief.title }}",
        "{% for x in range(3) %}{% endfor %}",
        "http://trap.example",
        "Table: not a caption",
    ],
)
def test_markup_in_a_text_is_shown_as_it_stands(tmp_path: Path, text: str) -> None:
    (block,) = composed(tmp_path, "{{ facts[0].text }}\n", text).blocks
    assert (type(block), plain(block.content)) == (Paragraph, text.strip())


def test_a_bold_text_beside_a_citation_is_bold(tmp_path: Path) -> None:
    (block,) = composed(tmp_path, "**{{ facts[0].text }}** {{ facts[0]|cite }}\n", "Shut.").blocks
    assert kinds(block.content) >= {Strong, Citation}


def test_a_citation_names_source_and_paragraph(tmp_path: Path) -> None:
    (block,) = composed(tmp_path, "{{ facts[0]|cite }}\n", "The bridge is shut.").blocks
    assert block.content == (Citation(1, 2, "f-1"),)


def test_a_text_in_an_author_slots_prompt_stays_text(tmp_path: Path) -> None:
    front = '---\nname: t\nslots:\n  why: {kind: author, prompt: "Why [now]? *Really*"}\n---\n'
    (block,) = composed(tmp_path, "{{ why }}\n", front=front, author={}, slots={}).blocks
    assert plain(block.content) == "[TO COMPLETE: Why [now]? *Really*]"


# --- text beside Markdown of our own ------------------------------------------------------------

_TRAP = "# A **trap** [here](http://trap.example) | x"
_JOINED = [
    "{{ facts[0]|cite ~ facts[0].text }}",
    "{{ facts[0].text ~ facts[0]|cite }}",
    "{{ facts[0]|cite + facts[0].text }}",
    "{{ facts[0].text + facts[0]|cite }}",
    "{{ [facts[0]|cite, facts[0].text]|join(' ') }}",
    "{{ ['', facts[0].text]|join(facts[0]|cite) }}",
    "{{ (facts[0]|cite)|replace('[', facts[0].text) }}",
    "{{ facts[0].text|replace('q', facts[0]|cite) }}",
    "{{ (purpose + facts[0]|cite).join(['', facts[0].text]) }}",
    "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(1) ~ facts[0].text }}",
    "{% macro m(x) %}{{ caller() + x }}{% endmacro %}{% call m(facts[0].text) %}a{% endcall %}",
    "{% set s %}a{% endset %}{{ s + facts[0].text }}",
    "{% block b %}a{% endblock %}{{ self.b() + facts[0].text }}",
    "{% set s %}%s{% endset %}{{ s|format(facts[0].text) }}",
    "{% filter replace('a', facts[0].text) %}a{% endfilter %}",
    "{{ (facts[0]|cite)|indent(facts[0].text, true) }}",
    "{{ facts|map(attribute='text')|list }}",
    "{% autoescape false %}{{ facts[0].text ~ facts[0]|cite }}{% endautoescape %}",
]


@pytest.mark.parametrize("body", _JOINED)
def test_a_text_beside_markdown_is_nothing_but_text(tmp_path: Path, body: str) -> None:
    blocks = composed(tmp_path, f"> {body}\n", _TRAP).blocks
    assert [type(block) for block in blocks] == [QuoteBlock]
    (content,) = contents(blocks)
    assert kinds(content) <= {Text, Citation}
    assert "**trap** [here](http://trap.example)" in plain(content)


@pytest.mark.parametrize("body", _JOINED[:6])
def test_markdown_of_our_own_stays_markdown_beside_a_text(tmp_path: Path, body: str) -> None:
    (content,) = contents(composed(tmp_path, f"{body}\n", _TRAP).blocks)
    assert Citation in kinds(content)


@pytest.mark.parametrize(
    "body", ["{{ s ~ t }}", "{{ s + t }}", "{{ [s, t]|join(' ') }}", "{{ [t] }}"]
)
def test_jinja2_alone_would_make_a_link_of_it(body: str) -> None:
    # What the sandbox did before: escaping for HTML, which leaves Markdown as it stands.
    environment = ImmutableSandboxedEnvironment(autoescape=True)
    printed = environment.from_string(body).render(s=HtmlMarkup("a "), t=_TRAP)
    assert "[here](http://trap.example)" in printed


@pytest.mark.parametrize(
    "name", ["safe", "e", "escape", "forceescape", "urlize", "tojson", "xmlattr"]
)
def test_no_filter_says_that_a_text_needs_no_escaping(tmp_path: Path, name: str) -> None:
    with pytest.raises(TemplateError, match=rf"No filter named '{name}'"):
        composed(tmp_path, f"{{{{ facts[0].text|{name} }}}}\n", _TRAP)


def test_an_indented_block_keeps_its_lines(tmp_path: Path) -> None:
    body = "- a\n\n{% filter indent(2, true) %}\n- {{ facts[0].text }}\n- c\n{% endfilter %}\n"
    (outer,) = composed(tmp_path, body, "# b").blocks
    assert isinstance(outer, ListBlock)
    assert [plain(c) for c in contents((outer,))] == ["a", "# b", "c"]


@given(TEXTS)
@EXAMPLES
def test_any_text_beside_a_citation_shows_its_characters(tmp_path: Path, text: str) -> None:
    (block,) = composed(tmp_path, "a {{ facts[0].text ~ facts[0]|cite }}\n", text).blocks
    assert (type(block), kinds(block.content)) == (Paragraph, {Text, Citation})


@pytest.mark.parametrize("name", ["cell", "inside", "lines", "paragraphs"])
def test_what_lays_out_a_persons_markdown_leaves_that_of_a_source_as_words(
    tmp_path: Path, name: str
) -> None:
    told = "[a](http://x.example) **b** <br>"
    document = composed(tmp_path / "t", f"{{{{ facts[0].text|{name} }}}}\n", told)
    assert not any(kinds(content) & {Link, Strong} for content in contents(document.blocks))
