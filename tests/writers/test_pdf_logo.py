"""The logo in the header of a PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw
import pytest
from PIL import Image
from sample import SAMPLE

from briefgen.model.theme import Band, Furniture, Logo, Theme
from briefgen.writers import write


@pytest.mark.parametrize("marking", ["", "INTERNAL"])
def test_the_words_of_the_header_stand_clear_of_the_logo(tmp_path: Path, marking: str) -> None:
    path = tmp_path / "logo.png"
    Image.new("RGB", (300, 300), "navy").save(path)
    theme = Theme(
        header=Furniture(first=Band(left="Clear of it")), logo=Logo(file=str(path), alt="A logo")
    )
    page = pypdfium2.PdfDocument(write(replace(SAMPLE, marking=marking), theme, "pdf"))[0]
    picture = next(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
    text = page.get_textpage()
    index, _ = text.search("Clear of it").get_next()
    top_of_words = text.get_charbox(index)[3]
    assert picture.get_bounds()[1] - top_of_words >= 6
