"""The logo of a theme: its bytes, and how large it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from briefgen.errors import TemplateError
from briefgen.model.theme import Logo

_MM = 72 / 25.4
_WIDEST = 0.6  # of what is between the margins


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as its file has it, with the size in which it is printed, in points."""

    content: bytes
    media_type: str
    width: float
    height: float


def picture(logo: Logo, room: float) -> Picture | None:
    """The picture of ``logo``, None where there is none. It is as high as the theme says, or less
    where it would be wider than its share of ``room`` (points)."""
    if not logo.file:
        return None
    try:
        content = Path(logo.file).read_bytes()
        pixels, high, media_type = _properties(content)
    except (OSError, ValueError) as error:
        raise TemplateError(
            f"{logo.file}: cannot be read as a picture; give a PNG or JPEG file"
        ) from error
    height = logo.height * _MM
    width = height * pixels / high
    shrunk = min(1.0, room * _WIDEST / width)
    return Picture(content, media_type, width * shrunk, height * shrunk)


@lru_cache(maxsize=8)
def _properties(content: bytes) -> tuple[int, int, str]:
    from PIL import Image  # comes with ReportLab

    with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as read:
        return read.width, read.height, f"image/{str(read.format).lower()}"


def offset(align: str, room: float, width: float) -> float:
    """How far from the left something ``width`` wide stands in ``room``."""
    return {"left": 0.0, "centre": (room - width) / 2, "right": room - width}[align]
