"""Pictures of what the built-in templates make of ``seeds/``: one sheet for each, for the README.

    python bench/gallery.py [-o docs/gallery] [--template info-note…]

All pages stand side by side, those of the PDF above those of the Word file, each with a thin border
and a caption. Word pages are as LibreOffice breaks and draws them; where it is not installed they
are left out, and a line says so. The same versions of the libraries draw the same bytes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import fontpkg
import pypdfium2
from PIL import Image, ImageDraw, ImageFont  # comes with ReportLab

from briefgen.model.theme import Theme

_PROJECT = Path(__file__).resolve().parents[1]
_TEMPLATES = ("info-note", "one-pager", "media-brief")
_FORMATS = {"pdf": "PDF", "docx": "Word"}
_PAGE_WIDTH = 520  # pixels: body text can just be read
_GAP, _CAPTION = 22, 30
_STEPS = 9  # from paper to ink, at the edges of letters
_BACKGROUND, _BORDER, _INK = "#FFFFFF", "#B4BEC8", "#56606B"


@dataclass(frozen=True)
class Page:
    """One page as a picture, and what stands under it."""

    picture: Image.Image
    caption: str


def _make(template: str, folder: Path) -> dict[str, Path]:
    """The files that ``template`` makes of the sample sources, by format; made as anybody would,
    with no settings but the defaults."""
    command = [sys.executable, "-m", "briefgen", "make", str(_PROJECT / "seeds"), "--quiet"]
    command += ["--template", template, "--output", str(folder)]
    command += [word for name in _FORMATS for word in ("--format", name)]
    own = {name: value for name, value in os.environ.items() if not name.startswith("BRIEFGEN_")}
    subprocess.run(command, cwd=folder, env=own, check=True)
    return {name: next(folder.glob(f"*.{name}")) for name in _FORMATS}


def _as_pdf(word: Path, soffice: str) -> Path:
    """``word`` as LibreOffice prints it, with a profile of its own: one that is open would keep the
    file to itself."""
    target = word.parent / "printed"
    profile = (word.parent / "profile").as_uri()
    command = [soffice, "--headless", f"-env:UserInstallation={profile}"]
    command += ["--convert-to", "pdf", "--outdir", str(target), str(word)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return target / f"{word.stem}.pdf"


def _pages(pdf: Path, name: str) -> list[Page]:
    document = pypdfium2.PdfDocument(pdf)
    made = []
    for number, sheet in enumerate(document, start=1):
        scale = _PAGE_WIDTH / sheet.get_width()
        picture = sheet.render(scale=scale).to_pil().convert("RGB")
        made.append(Page(picture, f"{name}, page {number} of {len(document)}"))
    return made


def _rows(groups: Iterable[list[Page]]) -> list[list[Page]]:
    """One row for each format; formats of one page stand side by side."""
    found = [group for group in groups if group]
    if all(len(group) == 1 for group in found):
        return [[page for group in found for page in group]]
    return found


def _sheet(rows: list[list[Page]]) -> Image.Image:
    """All pages on one sheet, in few colours."""
    width = max(page.picture.width for row in rows for page in row)
    height = max(page.picture.height for row in rows for page in row)
    columns = max(len(row) for row in rows)
    size = (_GAP + columns * (width + _GAP), _GAP + len(rows) * (height + _CAPTION + _GAP))
    sheet = Image.new("RGB", size, _BACKGROUND)
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(fontpkg.path("Lato", 400, "normal"), 15)
    for y, row in enumerate(rows):
        for x, page in enumerate(row):
            left, top = _GAP + x * (width + _GAP), _GAP + y * (height + _CAPTION + _GAP)
            right, bottom = left + page.picture.width, top + page.picture.height
            sheet.paste(page.picture, (left, top))
            pen.rectangle((left - 1, top - 1, right, bottom), outline=_BORDER)
            pen.text((left, bottom + 8), page.caption, fill=_INK, font=font)
    return sheet.quantize(palette=_palette(), dither=Image.Dither.NONE)


def _palette() -> Image.Image:
    """The colours of the default theme and the steps between words and paper: to choose the most
    frequent ones would leave nothing but greys."""
    colours = Theme().colours
    inks = (colours.text, colours.muted, colours.accent)
    made = [_rgb(colour) for colour in (colours.rule, _BORDER)]
    for paper in (_BACKGROUND, colours.box):
        for ink in inks:
            for step in range(_STEPS + 1):
                pairs = zip(_rgb(paper), _rgb(ink), strict=True)
                made.append(tuple(a + (b - a) * step // _STEPS for a, b in pairs))
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for colour in dict.fromkeys(made) for value in colour])
    return palette


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def _draw(template: str, target: Path, soffice: str | None) -> None:
    with tempfile.TemporaryDirectory() as name:
        files = _make(template, Path(name))
        groups = [_pages(files["pdf"], _FORMATS["pdf"])]
        if soffice:
            groups.append(_pages(_as_pdf(files["docx"], soffice), _FORMATS["docx"]))
        path = target / f"{template}.png"
        _sheet(_rows(groups)).save(path, optimize=True)
    print(f"wrote {path} ({path.stat().st_size / 1000:.0f} kB)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("-o", "--output", type=Path, default=_PROJECT / "docs" / "gallery")
    parser.add_argument("--template", nargs="+", default=_TEMPLATES)
    parser.add_argument("--no-word", action="store_true", help="the pages of the PDF alone")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    soffice = None if options.no_word else shutil.which("soffice")
    if soffice is None and not options.no_word:
        print("LibreOffice (soffice) is not installed: the pages of the Word files are left out")
    for template in options.template:
        _draw(template, options.output, soffice)


if __name__ == "__main__":
    main()
