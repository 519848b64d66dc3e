"""What only a Markdown file has."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from reading import letters
from sample import SAMPLE, item, paragraph, source, words

from briefgen.model.document import (
    Align,
    Column,
    Document,
    LineBreak,
    Link,
    ListBlock,
    ListRole,
    Paragraph,
    Table,
    Text,
)
from briefgen.model.theme import Theme
from briefgen.writers import write

THEME = Theme()


def markdown(*blocks) -> str:
    return write(Document(title="", blocks=blocks), THEME, "md").decode()


def rendered(text: str):
    page = MarkdownIt("commonmark").enable("table").render(text)
    return html.fromstring(f"<div>{page}</div>")


def test_it_reads_well_without_being_rendered():
    text = write(SAMPLE, THEME, "md").decode()
    assert text.startswith("**OFFICIAL**\n\nInformation note\n\n# Port Ellesby: lock gate failure")
    assert "- **To** Minister for Ports" in text
    assert "| Homes flooded | 312 | +41 | 23 Nov, noon | County council [[4]](#source-4) |" in text
    assert "**[TO COMPLETE: your assessment, two sentences]**" in text
    assert text.endswith("**OFFICIAL**\n")


def test_citations_lead_to_anchors_in_the_list_of_sources():
    text = markdown(paragraph("so ", 1), ListBlock((source(1, "Gazette"),), ListRole.SOURCES))
    assert text == 'so [[1]](#source-1)\n\n1. <a id="source-1"></a>Gazette\n'


@pytest.mark.parametrize(
    "plain",
    [
        "Prices rose 5 % - not 6 - in 2024.", "Smith & Sons: 3 < 4 > 2", "snake_case stays",
        "C# and #hashtags", "50+ people; a/b; 1.5 m", "“[He] left” (sic) [...] he said",
        "£4,000 | $5,000", "Stop! Now!", "~5 km",
    ],
)  # fmt: skip
def test_ordinary_text_is_left_as_it_is(plain):
    assert markdown(paragraph(plain)) == f"{plain}\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# no heading", "\\# no heading"),
        ("1. no list", "1\\. no list"),
        ("- no list", "\\- no list"),
        ("> no quote", "\\> no quote"),
        ("*no* _emphasis_", "\\*no\\* \\_emphasis\\_"),
        ("<b> &amp; `code`", "\\<b> \\&amp; \\`code\\`"),
        ("a [no](link)", "a [no\\](link)"),
        ("[no]: https://definition.example", "\\[no\\]: https://definition.example"),
    ],
)
def test_text_that_would_be_markup_is_escaped(text, written):
    assert markdown(paragraph(text)) == f"{written}\n"


def test_a_line_break_does_not_let_the_next_line_become_a_block():
    text = markdown(Paragraph((Text("a"), LineBreak(), Text("# b"), LineBreak(), Text("---"))))
    assert [e.tag for e in rendered(text)] == ["p"]


def test_two_lists_in_a_row_stay_two():
    one, two = (ListBlock((item(word),)) for word in ("one", "two"))
    assert len(rendered(markdown(one, two)).xpath("//ul")) == 2


def test_an_exclamation_before_a_link_makes_no_image():
    text = markdown(Paragraph((Text("Look!"), Link("https://x.example", words("here")))))
    assert rendered(text).xpath("//a") and not rendered(text).xpath("//img")


def test_a_bar_in_a_cell_does_not_end_it():
    table = Table((Column(words("a|b"), Align.RIGHT),), ((words("c\\|d"),),))
    page = rendered(markdown(table))
    assert [cell.text for cell in page.xpath("//th|//td")] == ["a|b", "c\\|d"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.text(st.sampled_from("ab1 .#*_`[]()<>&;!|~-+=\\:\"'\n"), max_size=12), max_size=4)
)
def test_any_text_comes_back_as_it_was(texts):
    text = markdown(Paragraph(tuple(Text(t) for t in texts)))
    page = rendered(text)
    assert letters(page.text_content()) == letters("".join(texts))
    assert not page.xpath("//a|//em|//strong|//code|//h1|//h2|//ul|//ol|//blockquote|//hr|//pre")
