"""Excel workbooks: the rows of their sheets as text, numbers as the cells show them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from briefgen.errors import Code, ReaderError
from briefgen.readers.cell_formats import BUILT_IN, shown
from briefgen.readers.content import Content
from briefgen.readers.office import parts_by_relation, properties_of
from briefgen.readers.package import Package
from briefgen.readers.rows import paragraphs_of_rows

_WORKBOOK = "xl/workbook.xml"
_RELATION = re.compile(r"\{.*/relationships\}id")
_DEFAULT_NAME = re.compile(r"(?:Sheet|Tabelle|Feuil|Hoja|Foglio|Лист|Аркуш) ?\d*", re.IGNORECASE)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_WIDEST = 512  # columns: what stands further to the right is far from any head


def read(data: bytes) -> Content:
    """The rows of all sheets that a reader is shown, each sheet under its name where it has one."""
    with Package(data) as package:
        workbook = package.tree(_WORKBOOK)
        if workbook is None:
            raise ReaderError(
                "has no workbook inside",
                remedy="save it again as .xlsx in Excel",
                code=Code.MALFORMED,
            )
        stated = properties_of(package)
        book = _Book(package, workbook)
        sheets = [(name, paragraphs_of_rows(book.rows(part))) for name, part in book.sheets()]
    paragraphs: list[str] = []
    for name, rows in sheets:
        named = len(sheets) > 1 and rows and not _DEFAULT_NAME.fullmatch(name)
        paragraphs += [name, *rows] if named else rows
    return Content(
        text="\n\n".join(paragraphs),
        title=stated.title,
        author=stated.author,
        publisher=stated.publisher,
        published=stated.published,
        language=stated.language,
    )


class _Book:
    """A workbook with what its cells refer to: shared texts, and formats of numbers."""

    def __init__(self, package: Package, workbook: etree._Element) -> None:
        self._package = package
        self._workbook = workbook
        properties = workbook.find("{*}workbookPr")
        self._from_1904 = properties is not None and _is_on(properties.get("date1904"))
        self._parts = parts_by_relation(package, _WORKBOOK)
        texts = self._tree("sharedStrings")
        self._texts = [_text_of(item) for item in texts] if texts is not None else []
        self._formats = _formats(self._tree("styles"))

    def sheets(self) -> Iterator[tuple[str, str]]:
        """Name and part of each sheet that is not hidden, in order."""
        for sheet in self._workbook.iterfind("{*}sheets/{*}sheet"):
            relation = next((v for k, v in sheet.items() if _RELATION.fullmatch(str(k))), "")
            kind, part = self._parts.get(str(relation), ("", ""))
            if kind == "worksheet" and sheet.get("state", "visible") == "visible":
                yield sheet.get("name") or "", part

    def rows(self, part: str) -> Iterator[Sequence[str]]:
        """The cells of each row of a sheet, without rows and columns that are hidden."""
        root = self._package.tree(part)
        if root is None:
            return
        hidden = _hidden_columns(root)
        for row in root.iterfind("{*}sheetData/{*}row"):
            if _is_on(row.get("hidden")):
                continue
            cells: list[str] = []
            for cell in row.iterfind("{*}c"):
                place = _column(cell.get("r"), default=len(cells))
                if len(cells) <= place < _WIDEST:
                    cells += [""] * (place - len(cells)) + [self._shown(cell)]
            yield [cell for number, cell in enumerate(cells) if number not in hidden]

    def _shown(self, cell: etree._Element) -> str:
        kind, value = cell.get("t", "n"), cell.findtext("{*}v") or ""
        if kind == "inlineStr":
            inline = cell.find("{*}is")
            return _text_of(inline) if inline is not None else ""
        if kind == "s":
            number = int(value) if value.isdecimal() else -1
            return self._texts[number] if 0 <= number < len(self._texts) else ""
        if kind == "e":
            return ""  # "#N/A": there is no value
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if kind != "n" or not value:
            return value
        style = cell.get("s") or "0"
        number = int(style) if style.isdecimal() else 0
        code = self._formats[number] if number < len(self._formats) else None
        return shown(value, code, from_1904=self._from_1904)

    def _tree(self, kind: str) -> etree._Element | None:
        part = next((name for found, name in self._parts.values() if found == kind), None)
        return self._package.tree(part) if part else None


def _formats(styles: etree._Element | None) -> list[str | None]:
    """The format of numbers of each style of cells; None for the general one."""
    if styles is None:
        return []
    codes: dict[str, str] = {str(number): code for number, code in BUILT_IN.items()}
    for stated in styles.iterfind("{*}numFmts/{*}numFmt"):
        codes[stated.get("numFmtId") or ""] = stated.get("formatCode") or ""
    return [codes.get(style.get("numFmtId") or "") for style in styles.iterfind("{*}cellXfs/{*}xf")]


def _hidden_columns(root: etree._Element) -> set[int]:
    hidden: set[int] = set()
    for column in root.iterfind("{*}cols/{*}col"):
        first, last = column.get("min") or "", column.get("max") or ""
        if _is_on(column.get("hidden")) and first.isdecimal() and last.isdecimal():
            hidden.update(range(int(first) - 1, min(int(last), _WIDEST)))
    return hidden


def _column(reference: str | None, *, default: int) -> int:
    """The number of a column from the reference of a cell: 0 of "A7", 27 of "AB7"."""
    found = _REFERENCE.fullmatch(reference or "")
    if found is None:
        return default
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _text_of(item: etree._Element) -> str:
    """The text of a string, without the reading aids of Chinese and Japanese."""
    runs = [*item.iterfind("{*}t"), *item.iterfind("{*}r/{*}t")]
    return "".join(run.text or "" for run in runs)


def _is_on(value: str | None) -> bool:
    return value in {"1", "true"}
