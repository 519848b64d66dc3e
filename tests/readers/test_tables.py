"""CSV and Excel: tables of figures whose rows stay rows, with numbers as people see them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from briefgen.analysis import analyse
from briefgen.errors import ReaderError
from briefgen.model.source import Source

from .packages import package, xlsx_file

if TYPE_CHECKING:
    from spacy.language import Language

Read = Callable[[bytes, str], Source]
Fail = Callable[[bytes, str], ReaderError]


def _rows(source: Source) -> list[str]:
    return source.text.split("\n\n")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("Port,Ships\nRuvel,14\n", id="commas"),
        pytest.param("Port;Ships\r\nRuvel;14\r\n", id="semicolons"),
        pytest.param("Port\tShips\nRuvel\t14\n", id="tabs"),
        pytest.param("\ufeffsep=|\nPort|Ships\nRuvel|14", id="what the file says"),
        pytest.param('Port,"Ships"\n\n,\nRuvel ,"14"\n', id="quotes and empty rows"),
    ],
)
def test_rows_of_csv_stay_rows(read: Read, data: str) -> None:
    source = read(data.encode(), "ships.csv")
    assert (_rows(source), source.media_type) == (["Port | Ships", "Ruvel | 14"], "text/csv")


def test_commas_inside_numbers_part_no_cells(read: Read) -> None:
    data = b"Port;Cost\nRuvel;1,5\nLinden;2,25\nOster;3,5\n"
    assert _rows(read(data, "a.csv"))[1:] == ["Ruvel | 1,5", "Linden | 2,25", "Oster | 3,5"]


def test_an_empty_cell_keeps_those_behind_it_below_their_heads(read: Read) -> None:
    data = b"Port,Ships,,Cost\nRuvel,,,3\nAll figures are estimates,,,\n"
    assert _rows(read(data, "a.csv")) == [
        "Port | Ships | Cost",
        "Ruvel | – | 3",
        "All figures are estimates",
    ]


def test_a_cell_of_two_lines_is_one_cell(read: Read) -> None:
    assert _rows(read(b'Port,Note\nRuvel,"shut\nagain"\n', "a.csv"))[1] == "Ruvel | shut again"


def test_a_table_that_is_a_database_is_refused(fail: Fail) -> None:
    failure = fail(b"a,b\n" * 5001, "a.csv")
    assert failure.problem == "holds more than 5,000 rows, too many for a brief"


def test_the_unit_of_a_head_counts_for_its_column(read: Read, nlp: Language) -> None:
    data = "Port,Ships,Cost (€ million)\nRuvel,,3.5\n,12,\n".encode()
    figures = analyse(read(data, "a.csv"), nlp).figures
    assert [(figure.value, figure.unit, figure.counts) for figure in figures] == [
        (3_500_000, "EUR", "Ruvel (€ million)")
    ]


def _cell(reference: str, value: str, kind: str = "n", style: int = 0) -> str:
    return f'<c r="{reference}" t="{kind}" s="{style}"><v>{value}</v></c>'


def test_rows_of_a_sheet_are_read_with_all_kinds_of_cells(read: Read) -> None:
    rows = (
        f'<row r="1">{_cell("B1", "0", "s")}{_cell("C1", "1", "s")}'
        f"{_cell('E1', 'Open', 'str')}</row>"
        '<row r="2"><c r="B2" t="inlineStr"><is><t>Ruvel</t></is></c>'
        f"{_cell('C2', '14')}{_cell('E2', '1', 'b')}</row>"
        f'<row r="3">{_cell("B3", "Linden", "str")}{_cell("C3", "#N/A", "e")}'
        f'{_cell("E3", "0", "b")}</row><row r="4"/>'
    )
    texts = (
        "<si><t>Port</t><rPh><t>reading</t></rPh></si><si><r><t>Sh</t></r><r><t>ips</t></r></si>"
    )
    source = read(xlsx_file({"Sheet1": f"<sheetData>{rows}</sheetData>"}, texts=texts), "a.xlsx")
    assert _rows(source) == ["Port | Ships | Open", "Ruvel | 14 | TRUE", "Linden | – | FALSE"]


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        ("14", "General", "14"),
        ("0.1", "General", "0.1"),
        ("0.30000000000000004", "General", "0.3"),
        ("1.25E-2", "General", "0.0125"),
        ("1234567", "#,##0", "1,234,567"),
        ("1234.5", "0.00", "1234.50"),
        ("2.5", "0", "3"),
        ("-1234.5", "#,##0.0", "-1,234.5"),
        ("-12", "#,##0;(#,##0)", "(12)"),
        ("0.125", "0.0%", "12.5%"),
        ("0.12", "0%", "12%"),
        ("1.5", "0.##", "1.5"),
        ("2", "0.##", "2"),
        ("12300000", "0.0,,&quot; m&quot;", "12.3 m"),
        ("45", "[$€-407] #,##0", "€ 45"),
        ("45", "#,##0\\ &quot;km&quot;", "45 km"),
        ("46092", "d/m/yyyy", "2026-03-11"),
        ("46092", "[$-409]mmmm\\ yy", "2026-03"),
        ("46092.5", "yyyy-mm-dd hh:mm", "2026-03-11 12:00"),
        ("0.75", "h:mm", "18:00"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.5", "# ?/?", "0.5"),
        ("46092", "&quot;day &quot;0", "day 46092"),
        ("nonsense", "0.0", "nonsense"),
        ("1E+999999999", "0.0", "1E+999999999"),
        ("12345678901234567890", "0.000000000000000000", "12345678901234567890.000000000000000"),
    ],
)
def test_numbers_are_as_the_cell_shows_them(
    read: Read, value: str, code: str, expected: str
) -> None:
    cells = _cell("A1", "Ruvel", "str") + _cell("B1", value, style=1)
    sheet = f'<sheetData><row r="1">{cells}</row></sheetData>'
    source = read(xlsx_file({"Sheet1": sheet}, formats=[code]), "a.xlsx")
    assert source.text == f"Ruvel | {expected}"


def test_accounts_show_no_number_where_there_is_none(read: Read) -> None:
    code = "_-* #,##0_-;-* #,##0_-;_-* &quot;-&quot;??_-;_-@_-"
    cells = "".join(_cell(f"{c}1", v, style=1) for c, v in (("B", "0"), ("C", "-7"), ("D", "1500")))
    sheet = f'<sheetData><row r="1">{_cell("A1", "Ruvel", "str")}{cells}</row><row r="2">' + (
        f"{_cell('B2', 'x', 'str')}</row></sheetData>"
    )
    source = read(xlsx_file({"Sheet1": sheet}, formats=[code]), "a.xlsx")
    assert _rows(source)[0] == "Ruvel | – | -7 | 1,500"


def _sheet(text: str, *, columns: str = "", row: str = "") -> str:
    return (
        f"{columns}<sheetData><row r='1' {row}>{_cell('A1', text, 'str')}"
        f"{_cell('B1', 'aside', 'str')}</row>"
        f"<row r='2'>{_cell('A2', 'last', 'str')}</row></sheetData>"
    )


def test_sheets_stand_under_their_names_in_order(read: Read) -> None:
    data = xlsx_file({"Ships 2026": _sheet("one"), "Sheet2": _sheet("two")})
    assert _rows(read(data, "a.xlsx")) == [
        "Ships 2026",
        "one | aside",
        "last",
        "two | aside",
        "last",
    ]


def test_what_is_hidden_is_no_text(read: Read) -> None:
    column = "<cols><col min='2' max='2' hidden='1'/></cols>"
    data = xlsx_file(
        {
            "A": _sheet("one", columns=column),
            "B": _sheet("two"),
            "C": _sheet("three", row="hidden='1'"),
        },
        states={"B": "hidden"},
    )
    assert _rows(read(data, "a.xlsx")) == ["A", "one", "last", "C", "last"]


def test_a_workbook_states_title_and_author(read: Read) -> None:
    core = (
        "<dc:title>Ships by port</dc:title><dc:creator>Ada Holm</dc:creator>"
        "<dcterms:created>2026-03-11T08:00:00Z</dcterms:created>"
    )
    source = read(xlsx_file({"Sheet1": _sheet("one")}, core=core), "a.xlsx")
    assert (source.title, source.author, source.published) == (
        "Ships by port",
        "Ada Holm",
        date(2026, 3, 11),
    )


def test_a_workbook_without_cells_is_a_failure(fail: Fail) -> None:
    assert fail(xlsx_file({"Sheet1": "<sheetData/>"}), "a.xlsx").problem == "has no text"


def test_a_document_type_in_a_sheet_is_refused(fail: Fail) -> None:
    data = package({"xl/workbook.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"})
    assert "document type" in fail(data, "a.xlsx").problem
