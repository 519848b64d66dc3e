"""How long it takes to write a brief, in every format and beside other makers of PDFs.

    python bench/write.py [SOURCES…] [--template info-note] [--runs 9]

A brief is made once from SOURCES (``seeds/`` unless others are named); then only its writing is
timed, in turns, after a first round that loads fonts and libraries. All rows but those of Word and
HTML make a PDF of the same content:

- *platypus, no tags*: the same flowables laid out on ReportLab's own canvas, with a plain header
  and footer: what the tags cost;
- *WeasyPrint* with ``pdf/ua-1``, from our HTML file, and *Typst* with ``ua-1``, from a plain
  conversion of the same blocks: only where they are installed (``pip install weasyprint typst``;
  WeasyPrint also needs Pango of the system, and takes twice the time where HarfBuzz's library for
  cutting fonts is not there). Neither is a dependency of briefgen.
"""

from __future__ import annotations

import argparse
import importlib.util
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import fontpkg
import pypdfium2
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from briefgen.composition.compose import compose
from briefgen.composition.loader import find_template, load_template
from briefgen.composition.themes import load_theme
from briefgen.model import document as model
from briefgen.model.theme import Theme
from briefgen.workflow import analyse, take_in
from briefgen.writers import write
from briefgen.writers.pdf.blocks import Blocks
from briefgen.writers.pdf.styles import styles

Write = Callable[[], bytes]
_SLOW = "WeasyPrint"
_SLOW_RUNS = 3


def _brief(sources: list[Path], name: str) -> tuple[model.Document, Theme]:
    from briefgen.selection import select

    template = load_template(find_template(name, Path()))
    brief = select(analyse(take_in(sources).sources), template.front).brief
    return compose(brief, template), load_theme(template)


# --- the same flowables, without tags --------------------------------------------------------


def _platypus(document: model.Document, theme: Theme) -> bytes:
    look = styles(theme)
    page = look.geometry

    def furniture(canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.setFont(look.text.regular, 8.5)
        canvas.drawString(page.left, page.height - 40, document.title)
        canvas.line(page.left, page.height - 46, page.width - page.right, page.height - 46)
        canvas.drawRightString(page.width - page.right, 30, f"Page {canvas.getPageNumber()}")

    target = BytesIO()
    pages = BaseDocTemplate(
        target, pagesize=(page.width, page.height), title=document.title, pageCompression=1,
        invariant=1, initialFontName=look.text.regular,
    )  # fmt: skip
    frame = Frame(
        page.left, page.bottom, page.text_width, page.text_height,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    pages.addPageTemplates(PageTemplate("page", [frame], onPage=furniture))
    pages.build(Blocks(document, look).story())
    return target.getvalue()


# --- others ----------------------------------------------------------------------------------


def _weasyprint(document: model.Document, theme: Theme) -> bytes:
    import weasyprint

    page = write(document, theme, "html").decode()
    return bytes(weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"))


def _typst(document: model.Document, theme: Theme) -> bytes:
    import typst

    fonts = str(Path(fontpkg.path(theme.fonts.text, 400, "normal")).parent)
    source = _typst_source(document, theme).encode()
    made = typst.compile(source, format="pdf", font_paths=[fonts], pdf_standards=["ua-1"])
    return bytes(made)


def _typst_source(document: model.Document, theme: Theme) -> str:
    body = "\n\n".join(_typst_blocks(document.blocks))
    paper = "a4" if theme.page.size == "A4" else "us-letter"
    return (
        f"#set document(title: [{_escaped(document.title)}])\n"
        f'#set text(font: "{theme.fonts.text}", size: {theme.sizes.body}pt, lang: "en")\n'
        f'#set page(paper: "{paper}", numbering: "1 of 1", header: [{_escaped(document.title)}])\n'
        f"= {_escaped(document.title)}\n\n{body}\n"
    )


def _typst_blocks(blocks: tuple[model.Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case model.Heading(level, content):
                yield f"{'=' * (level + 1)} {_typst_words(content)}"
            case model.Paragraph(content):
                yield _typst_words(content)
            case model.ListBlock(items, role):
                sign = "list" if role is model.ListRole.BULLETS else "enum"
                bodies = ("\n\n".join(_typst_blocks(item.blocks)) for item in items)
                yield f"#{sign}({', '.join(f'[{body}]' for body in bodies)})"
            case model.QuoteBlock(content, attribution):
                words = "\n\n".join(_typst_words(p.content) for p in content)
                yield f"#quote(block: true)[{words}\n\n{_typst_words(attribution)}]"
            case model.Callout(inner, title):
                words = "\n\n".join(_typst_blocks(inner))
                yield f"#block(fill: luma(240), inset: 10pt)[*{_typst_words(title)}*\n\n{words}]"
            case model.Table(columns, rows):
                head = ", ".join(f"[{_typst_words(column.header)}]" for column in columns)
                cells = ", ".join(f"[{_typst_words(cell)}]" for row in rows for cell in row)
                yield f"#table(columns: {len(columns)}, table.header({head}), {cells})"
            case model.PageBreak():
                yield "#pagebreak()"


def _typst_words(content: model.Inlines) -> str:
    words = []
    for inline in content:
        match inline:
            case model.Strong(children):
                words.append(f"#strong[{_typst_words(children)}]")
            case model.Emphasis(children):
                words.append(f"#emph[{_typst_words(children)}]")
            case model.Link(url, children):
                words.append(f'#link("{url}")[{_typst_words(children)}]')
            case _:
                words.append(_escaped(model.plain((inline,))))
    return "".join(words)


def _escaped(words: str) -> str:
    return "".join(f"\\{c}" if c in "\\#$*_`<>@[]=-+/~\"'" else c for c in words)


# --- timing ----------------------------------------------------------------------------------


def _makers(document: model.Document, theme: Theme) -> dict[str, Write]:
    makers: dict[str, Write] = {
        "briefgen, tagged": lambda: write(document, theme, "pdf"),
        "platypus, no tags": lambda: _platypus(document, theme),
        "briefgen, Word": lambda: write(document, theme, "docx"),
        "briefgen, HTML": lambda: write(document, theme, "html"),
    }
    if importlib.util.find_spec("weasyprint"):
        makers[f"{_SLOW} {version('weasyprint')}"] = lambda: _weasyprint(document, theme)
    if importlib.util.find_spec("typst"):
        makers[f"Typst {version('typst')}"] = lambda: _typst(document, theme)
    return makers


def _timed(makers: dict[str, Write], runs: int) -> dict[str, float]:
    """The median seconds of each, after a first round; in turns, so that what else the machine
    does falls on all alike."""
    seconds: dict[str, list[float]] = {name: [] for name in makers}
    for number in range(runs + 1):
        for name, make in makers.items():
            if name.startswith(_SLOW) and number > min(_SLOW_RUNS, runs):
                continue
            start = time.perf_counter()
            make()
            if number:
                seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) for name, taken in seconds.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("sources", nargs="*", type=Path, default=[Path("seeds")])
    parser.add_argument("--template", default="info-note")
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    document, theme = _brief(options.sources, options.template)
    makers = _makers(document, theme)
    ours, *_ = taken = _timed(makers, options.runs)
    print(f"{'':24} {'ms':>7} {'of ours':>8} {'pages':>6} {'kB':>6}")
    for name, seconds in taken.items():
        made = makers[name]()
        pages = len(pypdfium2.PdfDocument(made)) if made.startswith(b"%PDF") else "–"
        share = f"{seconds / taken[ours]:7.2f}x"
        print(f"{name:24} {1000 * seconds:7.1f} {share} {pages:>6} {len(made) / 1000:6.0f}")
    for name in ("weasyprint", "typst"):
        if not importlib.util.find_spec(name):
            print(f"{name} is not installed (pip install {name})", file=sys.stderr)


if __name__ == "__main__":
    main()
