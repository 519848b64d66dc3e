"""Themes inherit, are known by name, and take their files from their own folder only."""

from __future__ import annotations

import os
from pathlib import Path

import outloud
import pdfua
import pytest
from checkers import word_faults
from PIL import Image, ImageDraw

from briefgen import workshop
from briefgen.composition.compose import compose
from briefgen.composition.loader import load_template
from briefgen.composition.themes import BUILT_IN, advice, load_theme, theme_names
from briefgen.errors import TemplateError
from briefgen.model.theme import Theme
from briefgen.text.contrast import contrast
from briefgen.writers import write

from .samples import brief, template_folder


def theme(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "theme.toml").write_text(text, encoding="utf-8")
    return folder


def logo(folder: Path, name: str = "logo.png", size: tuple[int, int] = (600, 200)) -> Path:
    """A logo with a hole that the page shows through."""
    picture = Image.new("RGBA" if name.endswith("png") else "RGB", size)
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2, size[1]), fill=(20, 80, 122))
    picture.save(folder / name)
    return folder / name


def refused(folder: Path, text: str) -> str:
    with pytest.raises(TemplateError) as caught:
        load_theme(theme(folder, text))
    return str(caught.value)


# --- inheritance ------------------------------------------------------------------------------


def test_the_house_theme_is_the_default() -> None:
    assert load_theme(Path("nowhere"), "house") == Theme()


@pytest.mark.parametrize("name", theme_names())
def test_a_built_in_theme_is_right_and_has_enough_contrast(name: str) -> None:
    assert workshop.check(str(BUILT_IN / f"{name}.toml")) == []


def test_a_theme_takes_what_it_leaves_out_from_the_one_it_extends(tmp_path: Path) -> None:
    text = 'extends = "government"\n\n[colours]\naccent = "#7A1F2B"\n'
    made = load_theme(theme(tmp_path, text))
    assert made.colours.accent == "#7A1F2B"
    assert (made.fonts.text, made.sizes.body) == ("Arimo", 12)


def test_a_theme_may_extend_a_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text('[colours]\nrule = "#112233"\n', encoding="utf-8")
    made = load_theme(theme(tmp_path / "note", 'extends = "../ours.toml"\n'))
    assert made.colours.rule == "#112233"


def test_the_theme_of_an_extended_template_counts_and_ones_own_counts_more(tmp_path: Path) -> None:
    head = "---\nname: {}\nslots: {{}}\n---\n"
    base = template_folder(tmp_path / "base", "x\n", front=head.format("base"))
    theme(base, '[colours]\naccent = "#111111"\nmuted = "#222222"\n')
    heir = template_folder(
        tmp_path / "heir", '{% extends "base" %}\n', front="---\nname: heir\n---\n"
    )
    theme(heir, '[colours]\nmuted = "#333333"\n')
    colours = load_theme(load_template(heir)).colours
    assert (colours.accent, colours.muted) == ("#111111", "#333333")


def test_the_theme_that_is_asked_for_wins_and_keeps_what_it_does_not_state(tmp_path: Path) -> None:
    made = load_theme(
        theme(tmp_path, 'organisation = "Works"\n[colours]\naccent = "#111111"\n'), "plain"
    )
    assert (made.organisation, made.colours.accent) == ("Works", "#000000")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('extends = "goverment"\n', 'theme.toml:1: no theme is named "goverment"; did you mean'),
        ('extends = "/etc/theme.toml"\n', "theme.toml:1: .*stands outside"),
        ('extends = "../../theme.toml"\n', "theme.toml:1: .*stands outside"),
        ('extends = "theme.toml"\n', "theme.toml:1: .*extends this theme already"),
        ('[header]\nleft = "{titel}"\n', r"theme.toml:2: .*\{titel\} stands for nothing"),
        ('[marking]\nalign = "middle"\n', "theme.toml:2: .*align"),
        ('language = "not a language"\n', "theme.toml:1: .*write it like en"),
        ('[fonts.text]\nfamily = "Ours"\n', 'theme.toml:1: "fonts.text.regular" is missing'),
        ('[fonts]\ntext = "Ariel"\n', 'theme.toml:2: .*did you mean "Arimo"'),
    ],
)
def test_what_is_wrong_is_told_with_file_line_and_remedy(
    tmp_path: Path, text: str, told: str
) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    with pytest.raises(TemplateError, match=told):
        load_theme(theme(folder, text))


# --- files ------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["[logo]\nfile", "[fonts]\ntext"])
def test_a_file_is_taken_from_the_folder_of_the_theme_only(tmp_path: Path, field: str) -> None:
    name = "x.ttf" if "fonts" in field else "x.png"
    folder = tmp_path / "note"
    folder.mkdir()
    (tmp_path / name).write_bytes(b"x")
    (folder / name).symlink_to(tmp_path / name)
    assert "stands outside" in refused(folder, f'{field} = "../{name}"\n')
    assert "stands outside" in refused(folder, f'{field} = "{tmp_path}{os.sep}{name}"\n')
    assert "is a link" in refused(folder, f'{field} = "{name}"\n')
    assert "is an address" in refused(folder, f'{field} = "https://example.org/{name}"\n')


def test_a_file_that_is_not_there_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    logo(tmp_path)
    assert 'did you mean "logo.png"?' in refused(tmp_path, '[logo]\nfile = "logos.png"\n')


@pytest.mark.parametrize(
    "content", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\x89PNG\r\n\x1a\nx"]
)
def test_a_logo_that_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "logo.png").write_bytes(content)
    told = refused(tmp_path, '[logo]\nfile = "logo.png"\n')
    assert "theme.toml:2: " in told
    assert "save it" in told


def test_advice_is_given_on_a_coarse_logo_without_words(tmp_path: Path) -> None:
    logo(tmp_path, size=(60, 20))
    told = " ".join(advice(load_theme(theme(tmp_path, '[logo]\nfile = "logo.png"\n'))))
    assert '"logo.alt" is missing' in told
    assert "165 pixels high" in told


def test_faint_colours_are_told_with_one_that_is_enough(tmp_path: Path) -> None:
    made = load_theme(theme(tmp_path, '[colours]\nmuted = "#9AA5AF"\n'))
    told = advice(made)
    assert len(told) == 2  # on white and on the box
    better = told[0].rsplit("; ", 1)[1].split()[0]
    assert contrast(better) >= 4.5 > contrast("#9AA5AF")


# --- all formats ------------------------------------------------------------------------------

LOOK = """\
extends = "government"
organisation = "Ministry of Works"
[colours]
accent = "#7A1F2B"
[logo]
file = "{file}"
alt = {alt}
position = "{position}"
[header.first]
left = "{{organisation}}"
"""


@pytest.mark.parametrize("file", ["logo.png", "logo.jpg"])
@pytest.mark.parametrize("position", ["header", "title"])
@pytest.mark.parametrize("alt", ['"Ministry of Works"', '""'])
def test_a_logo_keeps_every_format_clean(
    tmp_path: Path, file: str, position: str, alt: str
) -> None:
    logo(tmp_path, file)
    look = load_theme(theme(tmp_path, LOOK.format(file=file, alt=alt, position=position)))
    template = load_template(
        template_folder(tmp_path / "t", "# One\n\nWords.\n", front="---\nname: t\nslots: {}\n---\n")
    )
    document = compose(brief("The gate failed.", marking="OFFICIAL"), template)
    pdf = tmp_path / "brief.pdf"
    pdf.write_bytes(write(document, look, "pdf"))
    assert [f.message for f in pdfua.validate(pdf).findings] == []
    # Header and title stand in the header of each page too, where nobody needs to hear them.
    assert [f.message for f in outloud.check(str(pdf)).findings if f.rule != "TAG-002"] == []
    assert word_faults(write(document, look, "docx"), tmp_path) == []
    page = write(document, look, "html").decode()
    assert f"alt={alt}" in page
    assert "data:image/" in page
    assert "Ministry of Works" in page
    assert "#7A1F2B" in page


@pytest.mark.parametrize("name", theme_names())
def test_every_theme_is_followed_by_every_format(name: str) -> None:
    look = load_theme(Path("nowhere"), name)
    template = load_template(Path(__file__).parents[2] / "templates" / "info-note")
    document = compose(next(workshop.sample_briefs(template.front))[1], template)
    assert look.colours.accent in write(document, look, "html").decode()
    assert write(document, look, "pdf").startswith(b"%PDF")
    assert write(document, look, "docx").startswith(b"PK")


def test_a_font_of_ones_own_is_embedded(tmp_path: Path) -> None:
    import pikepdf

    from briefgen.typefaces import faces

    for face in ("regular", "bold"):
        content = getattr(faces("PT Serif"), face).read_bytes()
        (tmp_path / f"{face}.ttf").write_bytes(content)
    look = load_theme(
        theme(
            tmp_path,
            '[fonts.text]\nfamily = "Ours"\nregular = "regular.ttf"\nbold = "bold.ttf"\n'
            '[fonts.word]\nfamily = "Ours"\nregular = "regular.ttf"\nbold = "bold.ttf"\n',
        )
    )
    template = load_template(Path(__file__).parents[2] / "templates" / "info-note")
    document = compose(next(workshop.sample_briefs(template.front))[1], template)
    path = tmp_path / "brief.pdf"
    path.write_bytes(write(document, look, "pdf"))
    with pikepdf.open(path) as pdf:
        named = {str(f.BaseFont) for p in pdf.pages for f in p.Resources.Font.values()}
    assert any("PTSerif" in one for one in named), named
    word = write(document, look, "docx")
    assert word_faults(word, tmp_path) == []
    assert b"odttf" in word
    assert '"Ours"' in write(document, look, "html").decode()
