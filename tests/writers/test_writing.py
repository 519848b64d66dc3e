"""What every writer must do."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import FORMATS, letters, visible, words_of
from sample import LONG_TABLE_SAMPLE, SAMPLE, long_table, paragraph, words

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

THEME = Theme()
HOSTILE = "<b>&\"' </b> {{ x }} {% y %} ]]> &amp; &lt; <!-- --> \\ ` * _ # | [a](javascript:1)"


def document(*blocks, **properties) -> Document:
    return Document(**{"title": "Title", "blocks": blocks, **properties})


def test_the_table_of_formats_names_suffix_and_media_type():
    assert tuple(WRITERS) == FORMATS
    assert all(writer.suffix.startswith(".") for writer in WRITERS.values())
    assert WRITERS["pdf"].media_type == "application/pdf"


def test_an_unknown_format_is_refused_with_the_names_of_the_known_ones():
    with pytest.raises(SettingsError, match=r"rtf.*pdf, docx, html, md"):
        write(SAMPLE, THEME, "rtf")


def test_importing_the_writers_loads_no_heavy_library():
    code = (
        "import sys, briefgen.writers; "
        "print([m for m in ('reportlab', 'docx', 'fontpkg', 'lxml') if m in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("sample", [SAMPLE, LONG_TABLE_SAMPLE], ids=["sample", "long table"])
def test_every_word_of_the_document_is_in_the_file_in_order(sample, fmt):
    text = visible(write(sample, THEME, fmt), fmt)
    all_words = words_of(sample.blocks)
    place = 0
    for expected in all_words:
        found = text.find(expected, place)
        assert found >= 0, expected
        # Headers, footers and numbers stand between the words; the words stay in order.
        place = found + len(expected)


@pytest.mark.parametrize("fmt", FORMATS)
def test_title_kind_and_marking_are_shown(fmt):
    file = write(SAMPLE, THEME, fmt)
    text = visible(file, fmt).lower()
    assert letters(SAMPLE.title).lower() in text
    assert "informationnote" in text
    if fmt != "docx":  # there the marking is in the header part
        assert text.count("official") >= 2


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_placeholder_is_printed_with_its_prompt(fmt):
    text = visible(write(SAMPLE, THEME, fmt), fmt)
    assert letters("[TO COMPLETE: your assessment, two sentences]") in text


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_same_document_gives_the_same_bytes(fmt):
    assert write(SAMPLE, THEME, fmt) == write(SAMPLE, THEME, fmt)


@pytest.mark.parametrize("fmt", FORMATS)
def test_neither_environment_nor_hash_order_nor_clock_changes_the_bytes(fmt, tmp_path):
    def written(seed: str, epoch: str) -> bytes:
        target = tmp_path / seed
        code = (
            "import sys, pathlib; from briefgen.writers import write; "
            "from briefgen.model.theme import Theme; from sample import SAMPLE; "
            f"pathlib.Path({str(target)!r}).write_bytes(write(SAMPLE, Theme(), {fmt!r}))"
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


@pytest.mark.parametrize("fmt", FORMATS)
def test_hostile_text_is_printed_and_never_obeyed(fmt):
    hostile = document(
        Heading(1, (Text(HOSTILE),)),
        Paragraph((Text(HOSTILE), Strong((Text(HOSTILE),)), Emphasis((Text(HOSTILE),)))),
        Paragraph((Link(f"https://x.example/?{HOSTILE}", (Text(HOSTILE),)), Placeholder(HOSTILE))),
        QuoteBlock((Paragraph((Text(HOSTILE),)),), (Text(HOSTILE),)),
        Callout((Paragraph((Text(HOSTILE),)),), (Text(HOSTILE),)),
        Table((Column((Text(HOSTILE),)),), (((Text(HOSTILE),),),), (Text(HOSTILE),)),
        ListBlock((ListItem((Paragraph((Text(HOSTILE),)),), HOSTILE),), ListRole.SOURCES),
        title=HOSTILE, kind=HOSTILE, marking=HOSTILE, language='e"n', author=HOSTILE,
        reference=HOSTILE, keywords=(HOSTILE,), subject=HOSTILE,
    )  # fmt: skip
    text = visible(write(hostile, THEME, fmt), fmt)
    assert text.count(letters(HOSTILE)) >= 9


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_script_is_never_a_link(fmt):
    for address in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://[::1"):
        file = write(document(Paragraph((Link(address, words("press")),))), THEME, fmt)
        assert b"press" in file or fmt in {"pdf", "docx"}
        assert address.encode() not in file


@pytest.mark.parametrize("fmt", FORMATS)
def test_control_characters_are_left_out(fmt):
    text = "al\x00pha\x0b be\x1fta\ud800 gam\ufffema"
    file = write(document(paragraph(text), title=text, author=text), THEME, fmt)
    assert "alphabetagamma" in visible(file, fmt)


@pytest.mark.parametrize("fmt", FORMATS)
def test_empty_and_odd_blocks_are_written_without_fuss(fmt):
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
        Table((Column(words("many columns")),) * 60, ((words("cells"),) * 60,)),
        Table((Column(words("a")),), (((LineBreak(),) * 200,),)),
        Paragraph((LineBreak(), Text(""), LineBreak(), Citation(99), Link("", ()))),
        Callout((Callout((ListBlock((ListItem((long_table(3), PageBreak())),)),)),)),
        PageBreak(),
        Heading(2, words("last")),
        title="",
    )
    text = visible(write(odd, THEME, fmt), fmt)
    assert "shortrow" in text
    assert "last" in text


@pytest.mark.parametrize("fmt", FORMATS)
def test_blocks_may_be_nested_as_deep_as_anyone_likes(fmt):
    block = paragraph("innermost")
    # Readers of Markdown themselves give up after some twenty levels.
    for level in range(8 if fmt == "md" else 16):
        inner = (paragraph(f"level {level}"), block, long_table(2))
        block = Callout(inner) if level % 2 else ListBlock((ListItem(inner),))
    assert "innermost" in visible(write(document(block), THEME, fmt), fmt)


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_document_without_blocks_is_a_file(fmt):
    assert write(Document(title="", blocks=()), THEME, fmt)


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_very_long_word_and_a_very_long_paragraph_are_written_whole(fmt):
    word, text = "w" * 3000, "many words " * 3000
    table = Table(tuple(Column(words(c)) for c in "abc"), ((words(text), words(word), words("c")),))
    long = document(
        paragraph(word), paragraph(text), Heading(1, words(word)), table,
        Callout((paragraph(text),)), QuoteBlock((paragraph(text),)), title=word, kind=word,
        marking="m " * 200,
    )  # fmt: skip
    written = visible(write(long, THEME, fmt), fmt)
    assert written.count("w" * 60) > 100
    assert written.count("many") >= 3000 * 4


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_citation_without_its_source_is_printed_without_a_link(fmt):
    file = write(document(paragraph("see ", 4)), THEME, fmt)
    assert "see[4]" in visible(file, fmt)
    assert b"source-4" not in file


def test_a_document_of_forty_pages_is_written_in_every_format():
    book = replace(SAMPLE, blocks=SAMPLE.blocks * 14)
    began = time.perf_counter()
    for fmt in FORMATS:
        assert write(book, THEME, fmt)
    assert time.perf_counter() - began < 10


def test_theme_changes_reach_every_format():
    red = Theme.model_validate({"colours": {"accent": "#AA1122"}})
    assert b"#AA1122" in write(SAMPLE, red, "html")
    assert write(SAMPLE, red, "pdf") != write(SAMPLE, THEME, "pdf")
    assert write(SAMPLE, red, "docx") != write(SAMPLE, THEME, "docx")


def test_the_date_of_the_document_is_not_a_default_that_moves():
    undated = replace(SAMPLE, modified=None)
    dated = replace(SAMPLE, modified=date(2024, 2, 29))
    for fmt in ("pdf", "docx"):
        assert write(undated, THEME, fmt) != write(dated, THEME, fmt)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(max_size=30), min_size=1, max_size=4), st.text(max_size=20))
@pytest.mark.parametrize("fmt", FORMATS)
def test_any_text_at_all_can_be_written(fmt, texts, anchor):
    content = tuple(Text(text) for text in texts)
    anything = document(
        Paragraph((*content, Citation(1), Strong(content), Link("https://x.example", content))),
        ListBlock((ListItem((Paragraph(content),), anchor),), ListRole.SOURCES),
        Table((Column(content),), ((content,),)),
        title=texts[0], marking=texts[0],
    )  # fmt: skip
    visible(write(anything, THEME, fmt), fmt)
