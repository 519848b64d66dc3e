"""Fonts inside Word files."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from uuid import UUID

import fontpkg
import pytest
from PIL import ImageFont
from reading import WORD, docx_part
from sample import SAMPLE, paragraph

from briefgen.model.document import Emphasis, Strong, Text
from briefgen.model.theme import Theme
from briefgen.writers import write
from briefgen.writers.docx.embedding import obfuscated

THEME = Theme()
LIMIT = 300_000  # bytes: an attachment


def fonts(file: bytes) -> dict[str, bytes]:
    """The faces in ``file``, made readable again with their keys, by the name of their element."""
    (font,) = docx_part(file, "word/fontTable.xml")
    archive = zipfile.ZipFile(BytesIO(file))
    faces = [element for element in font if "embed" in str(element.tag)]
    return {
        str(face.tag).removeprefix(WORD): obfuscated(
            archive.read(f"word/fonts/font{number}.odttf"), UUID(face.get(f"{WORD}fontKey"))
        )
        for number, face in enumerate(faces, 1)
    }


def opened(face: bytes) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(face), 1000)


@pytest.fixture(scope="module")
def file() -> bytes:
    return write(SAMPLE, THEME, "docx")


def test_the_faces_that_a_brief_needs_are_inside_and_no_others(file):
    assert list(fonts(file)) == ["embedRegular", "embedBold", "embedItalic"]
    plain = write(replace(SAMPLE, blocks=(paragraph("plain"),)), THEME, "docx")
    assert list(fonts(plain)) == ["embedRegular", "embedBold"]
    both = paragraph(Strong((Emphasis((Text("both"),)),)))
    assert "embedBoldItalic" in fonts(write(replace(SAMPLE, blocks=(both,)), THEME, "docx"))


def test_another_program_reads_the_faces(file):
    read = {name: opened(face).getname() for name, face in fonts(file).items()}
    assert read == {
        "embedRegular": ("Lato", "Regular"),
        "embedBold": ("Lato", "Bold"),
        "embedItalic": ("Lato", "Italic"),
    }


def test_words_are_as_wide_in_the_part_of_a_font_as_in_the_whole(file):
    whole = ImageFont.truetype(fontpkg.path("Lato", 400, "normal"), 1000, layout_engine=0)
    part = ImageFont.truetype(BytesIO(fonts(file)["embedRegular"]), 1000, layout_engine=0)
    text = "Ångström: “naïve” façade – €45 million, Łódź, fi 3½"
    # FreeType kerns by itself where a font says how; the part says nothing.
    assert [part.getlength(c) for c in text] == [whole.getlength(c) for c in text]
    assert part.getbbox("Ǻé€") == part.getbbox("Ǻé€")


def test_what_an_editor_may_type_is_there_and_other_scripts_when_they_occur(file):
    def has(face: bytes, letter: str) -> bool:
        return (
            bool(opened(face).getmask(letter).getbbox())
            and opened(face).getmask(letter).getbbox() != opened(face).getmask("\ue000").getbbox()
        )

    assert has(fonts(file)["embedRegular"], "Ž")
    assert not has(fonts(file)["embedRegular"], "Ж")
    cyrillic = write(replace(SAMPLE, blocks=(paragraph("Слава"),)), THEME, "docx")
    assert has(fonts(cyrillic)["embedRegular"], "Ж")


def test_the_file_stays_small_enough_for_a_message(file):
    assert len(file) < LIMIT / 2
    every_script = paragraph(Strong((Emphasis((Text("Жλ" + "ế"),)),)))
    assert len(write(replace(SAMPLE, blocks=(every_script,)), THEME, "docx")) < LIMIT


def test_a_font_that_is_not_ours_to_give_is_only_named():
    theme = Theme.model_validate({"fonts": {"word": "Calibri"}})
    file = write(SAMPLE, theme, "docx")
    (font,) = docx_part(file, "word/fontTable.xml")
    assert font.get(f"{WORD}name") == "Calibri"
    assert fonts(file) == {}
    settings = docx_part(file, "word/settings.xml")
    assert settings.find(f"{WORD}embedTrueTypeFonts") is None
    assert len(file) < 20_000


def test_word_is_told_to_keep_the_fonts_when_it_saves(file):
    settings = docx_part(file, "word/settings.xml")
    assert settings.find(f"{WORD}embedTrueTypeFonts") is not None
    (font,) = docx_part(file, "word/fontTable.xml")
    assert font.find(f"{WORD}altName").get(f"{WORD}val") == "Calibri"
