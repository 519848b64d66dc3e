"""What every writer must do."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date

import pytest
from briefgen.errors import SettingsError
from briefgen.model.document import (
    Callout,
    Citation,
    Column,
    Document,
    Emphasis,
    Heading,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    ListRole,
    PageBreak,
    Paragraph,
    Placeholder,
    QuoteBlock,
    Strong,
    Table,
    Text,
)
from briefgen.model.theme import Theme
from briefgen.writers import WRITERS, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import FORMATS, letters, visible, words_of
from sample import LONG_TABLE_SAMPLE, SAMPLE, long_table, paragraph, words

THEME = Theme()
HOSTILE = "<b>&\"' </b> {{ x }} {% y %} ]]> &amp; &lt; <!-- --> \\ ` * _ # | [a](javascript:1)"


def document(*blocks, **properties) -> Document:
    return Document(**{"title": "Title", "blocks": blocks, **properties})


def without_brackets(text: str) -> str:
    """Markdown shows ``[1](#source-1)`` as a linked 1."""
    return text.replace("[", "").replace("]", "")


def test_the_table_of_formats_names_suffix_and_media_type():
    assert tuple(WRITERS) == FORMATS
    assert all(writer.suffix.startswith(".") for writer in WRITERS.values())
    assert WRITERS["pdf"].media_type == "application/pdf"


def test_an_unknown_format_is_refused_with_the_names_of_the_known_ones():
    with pytest.raises(SettingsError, match="rtf.*pdf, docx, html, md"):
        write(SAMPLE, THEME, "rtf")


def test_importing_the_writers_loads_no_heavy_library():
    code = (
        "import sys, briefgen.writers; "
        "print([m for m in ('reportlab', 'docx', 'fontpkg', 'lxml') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("sample", [SAMPLE, LONG_TABLE_SAMPLE], ids=["sample", "long table"])
def test_every_word_of_the_document_is_in_the_file_in_order(sample, format):
    text = visible(write(sample, THEME, format), format)
    place = 0
    for expected in words_of(sample.blocks):
        if format == "md":
            text, expected = without_brackets(text), without_brackets(expected)
        found = text.find(expected, place)
        assert found >= 0, expected
        # Headers, footers and numbers stand between the words; the words stay in order.
        place = found + len(expected)


@pytest.mark.parametrize("format", FORMATS)
def test_title_kind_and_marking_are_shown(format):
    file = write(SAMPLE, THEME, format)
    text = visible(file, format).lower()
    assert letters(SAMPLE.title).lower() in text
    assert "informationnote" in text
    if format != "docx":  # there the marking is in the header part
        assert text.count("official") >= 2


@pytest.mark.parametrize("format", FORMATS)
def test_a_placeholder_is_printed_with_its_prompt(format):
    text = visible(write(SAMPLE, THEME, format), format)
    assert letters("[TO COMPLETE: your assessment, two sentences]") in text


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_document_gives_the_same_bytes(format):
    assert write(SAMPLE, THEME, format) == write(SAMPLE, THEME, format)


@pytest.mark.parametrize("format", FORMATS)
def test_neither_environment_nor_hash_order_nor_clock_changes_the_bytes(format, tmp_path):
    def written(seed: str, epoch: str) -> bytes:
        target = tmp_path / seed
        code = (
            "import sys, pathlib; from briefgen.writers import write; "
            "from briefgen.model.theme import Theme; from sample import SAMPLE; "
            f"pathlib.Path({str(target)!r}).write_bytes(write(SAMPLE, Theme(), {format!r}))"
        )
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "SOURCE_DATE_EPOCH": epoch,
            "TZ": f"UTC{seed}",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        subprocess.run([sys.executable, "-c", code], check=True, env=environment)
        return target.read_bytes()

    assert written("1", "1700000000") == written("2", "1600000000")


def test_numbered_paragraphs_count_on_through_the_document():
    def numbered(*texts: str) -> ListBlock:
        items = tuple(ListItem((paragraph(text),)) for text in texts)
        return ListBlock(items, ListRole.PARAGRAPHS)

    split = document(numbered("alpha", "beta"), Heading(1, words("Between")), numbered("gamma"))
    assert "3.gamma" in visible(write(split, THEME, "pdf"), "pdf")
    assert "\n3. gamma" in write(split, THEME, "md").decode()
    assert 'value="3">gamma' in write(split, THEME, "html").decode()


def test_a_numbered_list_begins_at_its_start():
    block = ListBlock((ListItem((paragraph("alpha"),)),), ListRole.NUMBERS, start=7)
    assert "7.alpha" in visible(write(document(block), THEME, "pdf"), "pdf")
    assert "7. alpha" in write(document(block), THEME, "md").decode()
    assert 'value="7"' in write(document(block), THEME, "html").decode()


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_text_is_printed_and_never_obeyed(format):
    hostile = document(
        Heading(1, (Text(HOSTILE),)),
        Paragraph((Text(HOSTILE), Strong((Text(HOSTILE),)), Emphasis((Text(HOSTILE),)))),
        Paragraph((Link(f"https://x.example/?q={HOSTILE}", (Text(HOSTILE),)), Placeholder(HOSTILE))),
        QuoteBlock((Paragraph((Text(HOSTILE),)),), (Text(HOSTILE),)),
        Callout((Paragraph((Text(HOSTILE),)),), (Text(HOSTILE),)),
        Table((Column((Text(HOSTILE),)),), (((Text(HOSTILE),),),), (Text(HOSTILE),)),
        ListBlock((ListItem((Paragraph((Text(HOSTILE),)),), HOSTILE),), ListRole.SOURCES),
        title=HOSTILE, kind=HOSTILE, marking=HOSTILE, language='e"n', author=HOSTILE,
        reference=HOSTILE, keywords=(HOSTILE,), subject=HOSTILE,
    )  # fmt: skip
    text = visible(write(hostile, THEME, format), format)
    assert text.count(letters(HOSTILE)) >= 9


@pytest.mark.parametrize("format", FORMATS)
def test_a_script_is_never_a_link(format):
    for address in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://[::1"):
        file = write(document(Paragraph((Link(address, words("press")),))), THEME, format)
        assert b"press" in file or format in {"pdf", "docx"}
        assert address.encode() not in file


@pytest.mark.parametrize("format", FORMATS)
def test_control_characters_are_left_out(format):
    text = "al\x00pha\x0b be\x1fta\ud800 gam\ufffema"
    file = write(document(paragraph(text), title=text, author=text), THEME, format)
    assert "alphabetagamma" in visible(file, format)


@pytest.mark.parametrize("format", FORMATS)
def test_empty_and_odd_blocks_are_written_without_fuss(format):
    odd = document(
        PageBreak(),
        Paragraph(()),
        Heading(3, ()),
        Heading(9, words("too deep")),
        ListBlock(()),
        ListBlock((ListItem(()), ListItem((Table((), ()),)))),
        *(ListBlock((ListItem((Paragraph(()),)), ListItem(())), role) for role in ListRole),
        QuoteBlock(()),
        Callout(()),
        Table((), ()),
        Table((Column(words("Only header")),), ()),
        Table((Column(words("a")), Column(words("b"))), ((words("short row"),),)),
        Paragraph((LineBreak(), Text(""), LineBreak(), Citation(99), Link("", ()))),
        Callout((Callout((ListBlock((ListItem((long_table(3), PageBreak())),)),)),)),
        PageBreak(),
        Heading(2, words("last")),
        title="",
    )
    text = visible(write(odd, THEME, format), format)
    assert "shortrow" in text
    assert "last" in text


@pytest.mark.parametrize("format", FORMATS)
def test_a_document_without_blocks_is_a_file(format):
    assert write(Document(title="", blocks=()), THEME, format)


@pytest.mark.parametrize("format", FORMATS)
def test_a_very_long_word_and_a_very_long_paragraph_are_written_whole(format):
    word, text = "w" * 3000, "many words " * 3000
    table = Table(tuple(Column(words(c)) for c in "abc"), ((words(text), words(word), words("c")),))
    long = document(
        paragraph(word), paragraph(text), Heading(1, words(word)), table,
        Callout((paragraph(text),)), QuoteBlock((paragraph(text),)), title=word, kind=word,
        marking="m " * 200,
    )  # fmt: skip
    written = visible(write(long, THEME, format), format)
    assert written.count("w" * 60) > 100
    assert written.count("manywords") >= 3000 * 4


@pytest.mark.parametrize("format", FORMATS)
def test_a_citation_without_its_source_is_printed_without_a_link(format):
    file = write(document(paragraph("see ", 4)), THEME, format)
    assert "see[4]" in visible(file, format)
    assert b"source-4" not in file


def test_a_document_of_forty_pages_is_written_in_every_format():
    book = replace(SAMPLE, blocks=SAMPLE.blocks * 14)
    began = time.perf_counter()
    for format in FORMATS:  # noqa: A001
        assert write(book, THEME, format)
    assert time.perf_counter() - began < 10


def test_theme_changes_reach_every_format():
    red = Theme.model_validate({"colours": {"accent": "#AA1122"}})
    assert b"#AA1122" in write(SAMPLE, red, "html")
    assert write(SAMPLE, red, "pdf") != write(SAMPLE, THEME, "pdf")
    assert write(SAMPLE, red, "docx") != write(SAMPLE, THEME, "docx")


def test_the_date_of_the_document_is_not_a_default_that_moves():
    undated = replace(SAMPLE, modified=None)
    dated = replace(SAMPLE, modified=date(2024, 2, 29))
    for format in ("pdf", "docx"):  # noqa: A001
        assert write(undated, THEME, format) != write(dated, THEME, format)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(max_size=30), min_size=1, max_size=4), st.text(max_size=20))
@pytest.mark.parametrize("format", FORMATS)
def test_any_text_at_all_can_be_written(format, texts, anchor):
    content = tuple(Text(text) for text in texts)
    anything = document(
        Paragraph((*content, Citation(1), Strong(content), Link("https://x.example", content))),
        ListBlock((ListItem((Paragraph(content),), anchor),), ListRole.SOURCES),
        Table((Column(content),), ((content,),)),
        title=texts[0], marking=texts[0],
    )  # fmt: skip
    visible(write(anything, THEME, format), format)
