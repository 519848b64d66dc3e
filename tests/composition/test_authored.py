"""Markdown that a person wrote, where it is to stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.composition.compose import compose, unfilled
from briefgen.composition.loader import builtin_folder, load_template
from briefgen.model.brief import AuthorText
from briefgen.model.document import (
    LineBreak,
    ListBlock,
    ListItem,
    ListRole,
    Paragraph,
    Table,
    plain,
)
from briefgen.writers.wording import texts
from tests.composition.samples import brief, template_folder

FRONT = """\
---
name: trial
slots:
  why: {kind: author, prompt: Why}
  rows: {kind: author, rows: 2, columns: {what: What it is, note: ""}}
---
"""


def document(folder: Path, body: str, **author: AuthorText):
    template = load_template(template_folder(folder / "trial", body, front=FRONT))
    return compose(brief().model_copy(update={"author": author}), template)


def text(words: str) -> AuthorText:
    return AuthorText(text=words, prompt="Why")


def rows(*given: dict[str, str]) -> AuthorText:
    return AuthorText(rows=given, prompt="rows")


def texts_of(item: ListItem) -> list[str]:
    return [plain(block.content) for block in item.blocks if isinstance(block, Paragraph)]


TABLE = (
    "| A | B |\n|:--|:--|\n{% for row in rows %}\n"
    "| {{ row.what|cell }} | {{ row.note|cell }} |\n{% endfor %}\n"
)


def test_a_cell_holds_paragraphs_and_lists_as_lines(tmp_path: Path) -> None:
    given = rows({"what": "One.\n\nTwo | three.", "note": "- a\n- b"})
    (table,) = document(tmp_path, TABLE, rows=given).blocks
    assert isinstance(table, Table)
    assert [plain(cell) for cell in table.rows[0]] == ["One.\nTwo | three.", "– a\n– b"]
    assert LineBreak() in table.rows[0][0]


def test_rows_that_nobody_wrote_are_shown_to_be_completed(tmp_path: Path) -> None:
    (table,) = document(tmp_path, TABLE).blocks
    assert isinstance(table, Table)
    assert [plain(cell) for cell in table.rows[1]] == ["[TO COMPLETE: What it is]", ""]


def test_a_table_without_rows_is_not_printed(tmp_path: Path) -> None:
    optional = FRONT.replace("rows: {kind: author,", "rows: {kind: author, required: false,")
    body = "Before.\n\nTable: What it is\n\n" + TABLE + "\nAfter.\n"
    folder = template_folder(tmp_path / "trial", body, front=optional)
    made = compose(brief(), load_template(folder)).blocks
    assert [plain(b.content) for b in made if isinstance(b, Paragraph)] == ["Before.", "After."]
    assert len(made) == 2


def test_a_row_without_what_it_needs_is_not_filled(tmp_path: Path) -> None:
    template = load_template(template_folder(tmp_path / "trial", TABLE, front=FRONT))
    half = brief().model_copy(
        update={"author": {"why": text("So."), "rows": rows({"what": "", "note": "x"})}}
    )
    assert unfilled(half, template) == ["rows"]


def test_a_list_stands_inside_the_item_it_is_written_for(tmp_path: Path) -> None:
    body = "1. {{ why|inside(3) }}\n"
    (block,) = document(tmp_path, body, why=text("Because:\n\n- a\n- b\n\nSo.")).blocks
    assert isinstance(block, ListBlock)
    assert len(block.items) == 1
    assert len(block.items[0].blocks) == 3


def test_a_field_shows_a_list_as_lines(tmp_path: Path) -> None:
    body = "::: fields\n- **Who** {{ why|lines }}\n:::\n"
    (block,) = document(tmp_path, body, why=text("- Ann\n- Bo")).blocks
    assert isinstance(block, ListBlock)
    (paragraph,) = block.items[0].blocks
    assert plain(paragraph.content) == "Who Ann\nBo"


def test_paragraphs_are_numbered_and_lists_stay_in_them(tmp_path: Path) -> None:
    body = "::: numbered\n{{ why|paragraphs }}\n:::\n"
    given = text("Agree to:\n\n1. one;\n2. two.\n\nNote three.")
    (block,) = document(tmp_path, body, why=given).blocks
    assert isinstance(block, ListBlock)
    assert (block.role, len(block.items)) == (ListRole.PARAGRAPHS, 2)
    assert isinstance(block.items[0].blocks[1], ListBlock)


def test_headings_of_an_author_are_below_those_of_the_template(tmp_path: Path) -> None:
    made = document(tmp_path, "# Ours\n\n{{ why }}\n", why=text("# Theirs"))
    assert [block.level for block in made.blocks] == [1, 3]


def test_a_break_in_a_source_is_no_break(tmp_path: Path) -> None:
    folder = template_folder(
        tmp_path / "trial",
        "{% for fact in facts %}\n{{ fact.text }}\n{% endfor %}\n",
        front="---\nname: trial\nslots:\n  facts: {kind: fact}\n---\n",
    )
    assert "a<br>b" in "".join(texts(compose(brief("a<br>b"), load_template(folder))))


@pytest.mark.parametrize(
    "words",
    ["12. März 2026 ist Frist", "1. Staatssekretär Meyer", "+ 5 %", "3) drittens", "12. Referat"],
)
def test_a_line_that_starts_like_an_entry_is_no_list(tmp_path: Path, words: str) -> None:
    body = (
        "::: fields\n- **Who** {{ why|lines }}\n:::\n\n{{ why }}\n\n"
        "::: numbered\n{{ why|paragraphs }}\n:::\n\n" + TABLE
    )
    made = document(tmp_path, body, why=text(words), rows=rows({"what": words}))
    field, plainly, numbered, table = made.blocks
    assert isinstance(field, ListBlock)
    assert isinstance(numbered, ListBlock)
    assert isinstance(table, Table)
    assert plain(field.items[0].blocks[0].content) == f"Who {words}"
    assert plain(plainly.content) == words
    assert plain(numbered.items[0].blocks[0].content) == words
    assert plain(table.rows[0][0]) == words
    assert dict(made.fields)["why"] == words


def test_an_entry_may_start_with_a_date(tmp_path: Path) -> None:
    given = text("- 12. März 2026: Frist\n- + 5 % mehr")
    (block,) = document(tmp_path, "{{ why }}\n", why=given).blocks
    assert isinstance(block, ListBlock)
    assert ["".join(texts_of(item)) for item in block.items] == [
        "12. März 2026: Frist",
        "+ 5 % mehr",
    ]


def test_numbers_in_a_row_are_a_list(tmp_path: Path) -> None:
    for words in ("1. one\n2. two", "1. one\n1. two", "+ one\n+ two", "3) one\n\n4) two"):
        (block,) = document(tmp_path, "{{ why }}\n", why=text(words)).blocks
        assert isinstance(block, ListBlock)
        assert len(block.items) == 2


@pytest.mark.parametrize("printed", ["{{ why }}", "{{ why|lines }}"])
@pytest.mark.parametrize("words", ["- Ann\n- Bo\n- Cy", "Ann\n\nBo\n\nCy"])
def test_a_field_of_several_entries_is_one_field(tmp_path: Path, printed: str, words: str) -> None:
    body = f"::: fields\n- **To** {printed}\n- **From** Dee\n:::\n"
    (block,) = document(tmp_path, body, why=text(words)).blocks
    assert isinstance(block, ListBlock)
    assert block.role is ListRole.FIELDS
    assert [texts_of(item) for item in block.items] == [["To Ann\nBo\nCy"], ["From Dee"]]


def test_an_address_keeps_its_lines(tmp_path: Path) -> None:
    body = "::: fields\n- **To** {{ why|lines }}\n:::\n"
    made = document(tmp_path, body, why=text("Port Authority\nDr. Lind\nHafenstr. 3"))
    (block,) = made.blocks
    assert isinstance(block, ListBlock)
    assert texts_of(block.items[0]) == ["To Port Authority\nDr. Lind\nHafenstr. 3"]
    assert dict(made.fields)["why"] == "Port Authority\nDr. Lind\nHafenstr. 3"


def test_the_heads_of_all_templates_take_a_list() -> None:
    for folder in sorted(builtin_folder().iterdir()):
        template = load_template(folder) if folder.is_dir() else None
        if template is None or "to" not in template.front.slots:
            continue
        given = brief().model_copy(update={"author": {"to": text("- Ann\n- Bo")}})
        lists = [b for b in compose(given, template).blocks if isinstance(b, ListBlock)]
        fields = [i for b in lists if b.role is ListRole.FIELDS for i in b.items]
        assert ["To Ann\nBo"] in [texts_of(item) for item in fields], folder.name


def test_a_date_in_figures_is_printed_like_all_dates(tmp_path: Path) -> None:
    folder = template_folder(tmp_path / "trial", "{{ why }}\n\n" + TABLE, front=FRONT)
    given = {"why": text("2026-03-20"), "rows": rows({"what": "2026-03-20", "note": "2026-99-20"})}
    german = brief().model_copy(update={"author": given, "language": "de"})
    plainly, table = compose(german, load_template(folder)).blocks
    assert isinstance(plainly, Paragraph)
    assert isinstance(table, Table)
    assert plain(plainly.content) == "20. März 2026"
    assert [plain(cell) for cell in table.rows[0]] == ["20. März 2026", "2026-99-20"]
