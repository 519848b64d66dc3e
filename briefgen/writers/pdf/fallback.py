"""Fonts for what the font of a theme has no sign for: installed by the extras ``scripts``, ``cjk``.

Noto Sans has a file for each script, and one with Chinese, Japanese and Korean. They are variable
fonts: one file holds every weight.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from briefgen.text.scripts import EAST_ASIAN, script_of

# Asked in this order. Noto Sans is first because it has Latin signs that others have too, emoji
# are last because letters and signs look better in a font of letters.
_ARABIC = "IBMPlexSansArabic"
_LETTERS = (
    "NotoSans", _ARABIC, "NotoSansArabic", "NotoSansHebrew", "NotoSansDevanagari", "NotoSansThai",
    "NotoSansArmenian", "NotoSansBengali", "NotoSansEthiopic", "NotoSansGeorgian",
    "NotoSansGujarati", "NotoSansGurmukhi", "NotoSansKannada", "NotoSansKhmer", "NotoSansLao",
    "NotoSansMalayalam", "NotoSansMyanmar", "NotoSansOriya", "NotoSansSinhala", "NotoSansTamil",
    "NotoSansTelugu", "NotoSansSymbols",
)  # fmt: skip
_STATIC = ("Regular", "Bold")
_EMOJI = "NotoEmoji"
_CJK = "NotoSansCJK-VF.otf.ttc"
# The faces of that file, each of which draws a Chinese character as its readers write it.
_CJK_FACES = {"ja": 0, "ko": 1, "zh": 2, "zh-tw": 3, "zh-hant": 3, "zh-hk": 4}
_SIMPLIFIED = 2


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face of a font file. ``bold`` is the file of its bold, where it is not the same file."""

    path: str
    index: int = 0
    bold: str = ""


@cache
def can_shape() -> bool:
    """Whether the library is installed that sets scripts whose letters join or stack."""
    return find_spec("uharfbuzz") is not None


@cache
def _folder(package: str) -> Path | None:
    spec = find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


@cache
def has_letters() -> bool:
    """Whether the extra ``scripts`` is installed, as far as anything needs it."""
    return can_shape() and _folder("manimgx_fonts") is not None


@cache
def has_cjk() -> bool:
    """Whether the extra ``cjk`` is installed, as far as anything needs it."""
    return can_shape() and _folder("manimgx_fonts_cjk") is not None


@cache
def _files(language: str) -> tuple[FontFile, ...]:
    """All fallback fonts that are there, in the order in which they are asked; Chinese characters
    as they are written in ``language``."""
    made = []
    letters, cjk = _folder("manimgx_fonts"), _folder("manimgx_fonts_cjk")
    for name in _LETTERS:
        # Its letters are whole glyphs. Those of Noto Sans Arabic are made of a stroke and its dots,
        # and a reader would find strokes in the text of the page.
        if name == _ARABIC and (arabic := _folder("fontpkg_ibm_plex_sans_arabic")):
            regular, bold = (str(arabic / f"files/{name}-{face}.ttf") for face in _STATIC)
            made.append(FontFile(regular, bold=bold))
        elif letters:
            made.append(FontFile(str(letters / f"{name}[wght].ttf")))
    if cjk:
        made.append(FontFile(str(cjk / _CJK), cjk_face(language)))
    if letters:
        made.append(FontFile(str(letters / f"{_EMOJI}[wght].ttf")))
    return tuple(file for file in made if Path(file.path).is_file())


def cjk_face(language: str) -> int:
    """The number of the face that draws Chinese characters as they are written in ``language``."""
    tag = language.lower()
    return _CJK_FACES.get(tag, _CJK_FACES.get(tag.partition("-")[0], _SIMPLIFIED))


@cache
def face_of(file: FontFile) -> Any:
    """The font of ``file`` as the shaping library reads it; the file stays on the disk."""
    import uharfbuzz

    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(file.path), file.index)


@cache
def has(file: FontFile, character: str) -> bool:
    """Whether ``file`` has a sign for ``character``."""
    return _nominal(file).get_nominal_glyph(ord(character)) is not None


@cache
def _nominal(file: FontFile) -> Any:
    import uharfbuzz

    return uharfbuzz.Font(face_of(file))


def fallback(character: str, language: str = "") -> FontFile | None:
    """The font for ``character``, which the theme's font does not have; None where no installed
    font has it."""
    if not can_shape():
        return None
    return _fallback(character, language if script_of(character) in EAST_ASIAN else "")


@cache
def _fallback(character: str, language: str) -> FontFile | None:
    return next((file for file in _files(language) if has(file, character)), None)


def remedy(character: str) -> str:
    """What to do about a ``character`` that no installed font has; nothing where an extra would
    not help either."""
    if script_of(character) in EAST_ASIAN:
        return "" if has_cjk() else "cjk"
    return "" if has_letters() else "scripts"
