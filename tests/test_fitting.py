"""A brief on the pages that its template allows."""

from __future__ import annotations

from pathlib import Path

from briefgen.composition.compose import compose, without_sources
from briefgen.composition.loader import load_template
from briefgen.composition.themes import load_theme
from briefgen.fitting import Fitted, overrun, within_pages
from briefgen.model.brief import Brief, SourceReference
from briefgen.selection import Selection, select
from briefgen.workshop import sample_dossier
from briefgen.writers import count_pages, page_fills, write
from tests.writers.reading import WORD, docx_part, pdf_pages

FRONT = "---\nname: trial\npages: 2\nslots: {}\n---\n"


def fitted(folder: Path, paragraphs: int) -> tuple[int, float]:
    """Pages and spacing of a brief of so many lines, each a paragraph."""
    body = "\n\n".join(["A line."] * paragraphs)
    (folder / "template.md.j2").write_text(FRONT + body, encoding="utf-8")
    template = load_template(folder)
    selection = Selection(Brief(template="trial", title="A brief"), ())
    made = within_pages(selection, template, load_theme(folder, None))
    return count_pages(made.written["pdf"]), made.theme.sizes.spacing


def test_a_few_lines_too_many_are_taken_in_by_less_space(tmp_path):
    counts = [fitted(tmp_path, lines) for lines in range(20, 60)]
    assert counts[0] == (1, 1.0)
    assert counts[-1] == (2, 1.0)
    closer = [spacing for pages, spacing in counts if spacing < 1.0]
    assert closer == sorted(closer, reverse=True)
    assert set(closer) == {0.85, 0.7}


def test_nothing_is_cut_that_saves_no_page(tmp_path):
    front = "---\nname: trial\npages: 1\nslots:\n  facts: {kind: fact, items: 3}\n---\n"
    body = "\n\n".join(["A line."] * 50) + "\n\n{% for f in facts %}{{ f.text }}\n\n{% endfor %}"
    (tmp_path / "template.md.j2").write_text(front + body, encoding="utf-8")
    template = load_template(tmp_path)
    selection = select(sample_dossier(), template.front)
    made = within_pages(selection, template, load_theme(tmp_path))
    assert made.over == count_pages(made.written["pdf"]) == 2
    assert made.selection.brief.slots == selection.brief.slots


def test_what_cannot_be_cut_to_its_pages_is_told(tmp_path):
    body = "\n\n".join(["A line."] * 150)
    (tmp_path / "template.md.j2").write_text(FRONT + body, encoding="utf-8")
    template = load_template(tmp_path)
    made = within_pages(
        Selection(Brief(template="trial", title="A brief"), ()), template, load_theme(tmp_path)
    )
    pages = count_pages(made.written["pdf"])
    assert pages > 2
    (told,) = overrun(made, template)
    assert f"trial allows 2 pages and this has {pages}" in told


ENTRY = (
    "A source that says in a few words more than one line what it is, whose, of which day it is, "
)
SECTION = "\n\n".join(["# A section", *["A line."] * 6])


def with_sources(folder: Path, text: str, number: int = 8) -> Fitted:
    """A brief of ``text`` and a list of so many sources."""
    listed = [f"1. {ENTRY}and where."] * number
    body = "\n".join([text, "", "# Sources", "", "::: sources", *listed, ":::"])
    (folder / "template.md.j2").write_text(FRONT + body + "\n", encoding="utf-8")
    sources = tuple(
        SourceReference(number=n, id=f"s{n}", title="A source", sha256="")
        for n in range(1, number + 1)
    )
    brief = Brief(template="trial", title="A brief", sources=sources)
    return within_pages(Selection(brief, ()), load_template(folder), load_theme(folder, None))


def told(folder: Path, paragraphs: int, number: int = 26) -> Fitted:
    """The same of so many paragraphs, each of five lines: little is saved between them."""
    return with_sources(folder, "\n\n".join(["A line. " * 50] * paragraphs), number)


def text_pages(folder: Path, made: Fitted) -> tuple[int, int]:
    """How many pages hold text that is no source, and how many would without the list."""
    alone = compose(made.selection.brief, load_template(folder))
    needed = count_pages(write(without_sources(alone), made.theme, "pdf"))
    return sum("A line." in page for page in pdf_pages(made.written["pdf"])), needed


def test_no_text_goes_over_to_keep_the_sources_company(tmp_path):
    for sections in range(4, 12):
        held, needed = text_pages(
            tmp_path, with_sources(tmp_path, "\n\n".join([SECTION] * sections))
        )
        assert held == needed


def test_a_list_of_sources_is_in_one_piece_where_its_page_and_the_one_before_are_filled(tmp_path):
    apart = []
    for paragraphs in range(5, 9):
        made = told(tmp_path, paragraphs)
        held, needed = text_pages(tmp_path, made)
        assert held == needed
        fills = page_fills(made.document(), made.theme)
        apart.append(made.turned is not None)
        if made.turned is not None:
            assert len(fills) == 2
            assert fills[0] >= 0.75
            assert fills[1] >= 0.25
    assert set(apart) == {True, False}


def test_a_list_of_sources_begins_below_the_text_where_there_is_room(tmp_path):
    for paragraphs in (5, 6):
        made = told(tmp_path, paragraphs)
        first, last = pdf_pages(made.written["pdf"])
        assert made.turned is None
        assert first.count("and where.") >= 2
        assert last.count("and where.") >= 2


def test_a_list_of_few_sources_goes_on_where_the_text_ends(tmp_path):
    assert not any(told(tmp_path, paragraphs, number=3).turned for paragraphs in range(5, 11))


def test_the_word_file_begins_a_page_with_the_sources_where_the_pdf_does(tmp_path):
    for paragraphs in (6, 8):
        made = told(tmp_path, paragraphs)
        file = write(made.document(), made.theme, "docx")
        breaks = docx_part(file, "word/document.xml").iter(f"{WORD}pageBreakBefore")
        begun = ["".join(b.getparent().getparent().itertext()) for b in breaks]
        assert begun == (["Sources"] if made.turned is not None else [])


SOURCES = "\n".join(["# Sources", "", "::: sources", *["1. A source."] * 8, ":::"])


def test_a_few_items_go_where_the_list_of_sources_would_need_a_page(tmp_path):
    head = (
        "---\nname: trial\npages: 1\nsources_outside: true\nslots:\n"
        "  facts: {kind: fact, items: 8}\n---\n"
    )
    listed = "{% for f in facts %}{{ f.text }}\n\n{% endfor %}"
    counted = set()
    for lines in range(8, 22):
        body = "\n\n".join(["A line."] * lines)
        text = f"{head}{body}\n\n{listed}\n\n{SOURCES}\n"
        (tmp_path / "template.md.j2").write_text(text, encoding="utf-8")
        template = load_template(tmp_path)
        made = within_pages(
            select(sample_dossier(), template.front), template, load_theme(tmp_path)
        )
        gone = [d for d in made.selection.dropped if "with the list of sources" in d.reason]
        if gone:
            assert count_pages(made.written["pdf"]) == 1
            counted.add(len(gone))
    assert counted
    assert max(counted) <= 3
