"""Charts in Word: its own, with their data inside, so that whoever edits a brief can edit them.

DrawingML charts (ECMA-376, part 1, 21.2): one series of horizontal bars, the first at the top, its
values beside it, no legend, no grid, no axis of values.
"""

from __future__ import annotations

import re
from math import ceil, isclose
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from briefgen.model.document import Chart, plain
from briefgen.text.contrast import contrasting
from briefgen.typefaces import family_name
from briefgen.writers.characters import clean
from briefgen.writers.charts import SIZE, description
from briefgen.writers.docx.look import Look
from briefgen.writers.docx.parts import free_name
from briefgen.writers.docx.workbook import NAME, workbook
from briefgen.writers.docx.xml import Element, hexadecimal

_EMU = 12700  # a point in Word's unit of drawings
_ROW, _LINE = 21.0, 12.0  # points: of a name on one line, and of each further line
_NAME_SHARE = 0.45  # of the width: Word breaks a name that is longer
_MARGIN = 8.0
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PLACE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MILLION = 1_000_000
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_GROUPED = 4  # digits from which on thousands may be parted
_SIGNS = {"EUR": "€", "GBP": "£", "JPY": "¥", "USD": "$"}


def add_chart(owner: Part, chart: Chart, number: int, look: Look) -> Element:
    """The drawing that shows ``chart``, the ``number``-th of the file (from 1), whose parts are
    added to the file that ``owner`` is the body of."""
    package = owner.package
    names, values = chart.labels or "Name", chart.values or "Value"
    rows = [(clean(point.label), point.value) for point in chart.points]
    book = Part(
        free_name(owner, f"/word/embeddings/workbook{number}.xlsx"),
        CONTENT_TYPE.SML_SHEET,
        workbook(clean(names), clean(values), rows),
        package,
    )
    name = free_name(owner, f"/word/charts/chart{number}.xml")
    part = Part(name, CONTENT_TYPE.DML_CHART, b"", package)
    data = part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    part._blob = _content(chart, rows, clean(values), data, look).encode()
    width = look.text_width - look.spare
    lines = max((ceil(look.width(row[0], SIZE) / (width * _NAME_SHARE)) for row in rows), default=1)
    height = (_ROW + _LINE * (max(lines, 1) - 1)) * len(rows) + 2 * _MARGIN
    place = owner.relate_to(part, RELATIONSHIP_TYPE.CHART)
    told = quoteattr(clean(description(chart)))
    title = quoteattr(clean(plain(chart.caption)) or "Chart")
    return parse_xml(
        f'<w:drawing xmlns:w="{_WORD}" xmlns:wp="{_PLACE}" xmlns:a="{_MAIN}">'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"/>'
        f'<wp:docPr id="{number}" name="Chart {number}" descr={told} title={title}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" xmlns:r="{_OFFICE}" r:id="{place}"/>'
        f"</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def _content(
    chart: Chart, rows: list[tuple[str, float]], values: str, data: str, look: Look
) -> str:
    colours = look.theme.colours
    family = family_name(look.theme.fonts.word)
    accent = hexadecimal(contrasting(colours.accent))
    words = _words(look.size(SIZE), hexadecimal(colours.text), family)
    beside = _words(look.size(SIZE), hexadecimal(colours.text), family, breaks=False)
    shown = quoteattr(_format(chart))
    last = len(rows) + 1
    names = "".join(f'<c:pt idx="{n}"><c:v>{escape(r[0])}</c:v></c:pt>' for n, r in enumerate(rows))
    numbers = "".join(f'<c:pt idx="{n}"><c:v>{r[1]!r}</c:v></c:pt>' for n, r in enumerate(rows))
    count = f'<c:ptCount val="{len(rows)}"/>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_MAIN}" xmlns:r="{_OFFICE}">'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        '<c:ser><c:idx val="0"/><c:order val="0"/>'
        f'<c:tx><c:strRef><c:f>{NAME}!$B$1</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{escape(values)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{accent}"/></a:solidFill></c:spPr>'
        '<c:invertIfNegative val="0"/>'
        f'<c:dLbls>{_own_labels(chart, beside)}<c:numFmt formatCode={shown} sourceLinked="0"/>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{beside}"
        '<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>{NAME}!$A$2:$A${last}</c:f><c:strCache>{count}{names}"
        "</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{NAME}!$B$2:$B${last}</c:f><c:numCache>"
        f"<c:formatCode>General</c:formatCode>{count}{numbers}</c:numCache></c:numRef></c:val>"
        '</c:ser><c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f"{_axes(words)}</c:plotArea>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:externalData r:id="{data}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _axes(words: str) -> str:
    """The names, from the top down, without a line; and the values from zero, not shown."""
    return (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{words}"
        '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/>'
        '</c:scaling><c:delete val="1"/><c:axPos val="t"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        '<c:crossAx val="1"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )


def _words(size: float, colour: str, family: str, *, breaks: bool = True) -> str:
    """The look of words in a chart."""
    unbroken = "" if breaks else ' wrap="none"'
    return (
        f"<c:txPr><a:bodyPr{unbroken}/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="{round(size * 100)}"><a:solidFill><a:srgbClr val="{colour}"/>'
        f"</a:solidFill><a:latin typeface={quoteattr(family)}/></a:defRPr></a:pPr>"
        '<a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )


def _format(chart: Chart) -> str:
    """How Word writes a value that is put in later."""
    if chart.unit == "%":
        return '0.##"%"'
    sign = _SIGNS.get(chart.unit, f"{chart.unit} " if chart.unit else "")
    head = f'"{sign}"' if sign else ""
    values = [point.value for point in chart.points]
    if values and min(values) >= _MILLION:
        return f'{head}#,##0.##,,"\u00a0million"'
    whole = all(float(value).is_integer() for value in values)
    return f"{head}#,##0" if whole else f"{head}#,##0.##"


def _own_labels(chart: Chart, words: str) -> str:
    """A label for each value as the brief prints it, with its hedge ("some 4,200"); Word writes the
    number in it anew when it is edited."""
    return "".join(
        f'<c:dLbl><c:idx val="{n}"/>'
        f"<c:numFmt formatCode={quoteattr(_as_shown(clean(point.shown), point.value))} "
        'sourceLinked="0"/>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{words}"
        '<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/></c:dLbl>'
        for n, point in enumerate(chart.points)
    )


def _as_shown(shown: str, value: float) -> str:
    """The format in which Word writes ``value`` as ``shown``; where that is no number that it can
    write ("three"), the words as they are."""
    number = _NUMBER.search(shown)
    if number is None:
        return _literal(shown)
    whole, _, decimals = number.group().replace(",", "").partition(".")
    stated = float(f"{whole}.{decimals or 0}")
    scale = next((n for n in range(4) if isclose(stated * 1000**n, value, rel_tol=1e-9)), None)
    if scale is None:
        return _literal(shown)
    grouped = "#,##0" if "," in number.group() or len(whole) < _GROUPED else "0"
    form = grouped + (f".{'0' * len(decimals)}" if decimals else "") + "," * scale
    return _literal(shown[: number.start()]) + form + _literal(shown[number.end() :])


def _literal(words: str) -> str:
    """Words in a number format, which knows no mark of its own inside quotation marks."""
    return f'"{words.replace(chr(34), "”")}"' if words else ""
