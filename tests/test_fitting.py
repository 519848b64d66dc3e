"""A brief on the pages that its template allows."""

from __future__ import annotations

from pathlib import Path

from briefgen.composition.loader import load_template
from briefgen.composition.themes import load_theme
from briefgen.fitting import overrun, within_pages
from briefgen.model.brief import Brief
from briefgen.selection import Selection, select
from briefgen.workshop import sample_dossier
from briefgen.writers import count_pages

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
    assert len(set(closer)) == 2


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
