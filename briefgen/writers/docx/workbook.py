"""The smallest workbook that holds a table of names and values: what "Edit Data" opens in Word."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from html import escape
from io import BytesIO

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
NAME = "Sheet1"

_TYPES = f"""{_HEAD}<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>"""
_ROOT = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>\
</Relationships>"""
_BOOK = f"""{_HEAD}<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>\
<sheet name="{NAME}" sheetId="1" r:id="rId1"/></sheets></workbook>"""
_BOOK_PARTS = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>\
</Relationships>"""


def workbook(names: str, values: str, rows: Iterable[tuple[str, float]]) -> bytes:
    """A workbook with ``names`` and ``values`` as the heads of its two columns. The same rows give
    the same bytes."""
    cells = [_row(1, names, _text("B1", values))]
    for n, (name, value) in enumerate(rows, 2):
        cells.append(_row(n, name, f'<c r="B{n}"><v>{value!r}</v></c>'))
    sheet = (
        f'{_HEAD}<worksheet xmlns="{_SHEET}"><sheetData>{"".join(cells)}</sheetData></worksheet>'
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT,
        "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _BOOK_PARTS,
        "xl/worksheets/sheet1.xml": sheet,
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()


def _row(number: int, name: str, value: str) -> str:
    return f'<row r="{number}">{_text(f"A{number}", name)}{value}</row>'


def _text(place: str, text: str) -> str:
    words = f'<t xml:space="preserve">{escape(text, quote=False)}</t>'
    return f'<c r="{place}" t="inlineStr"><is>{words}</is></c>'
