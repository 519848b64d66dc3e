"""The logo of a theme in a Word file: a picture in its own line, never one that floats."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from briefgen.writers.characters import clean
from briefgen.writers.docx.look import Look
from briefgen.writers.docx.parts import attach
from briefgen.writers.docx.xml import Element, w
from briefgen.writers.logos import Picture, picture

_EMU = 12700  # a point in Word's unit of drawings
_TYPES = {"image/png": (CONTENT_TYPE.PNG, "png"), "image/jpeg": (CONTENT_TYPE.JPEG, "jpeg")}
_NUMBER = 1001  # of the drawing in its file: charts count from 1
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# A picture that says nothing is marked so: an empty description alone is taken for a missing one.
_DECORATION = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'val="1"/></a:ext></a:extLst>'
)


def logo_paragraph(owner: Part, look: Look) -> Element | None:
    """The paragraph with the logo, whose picture is added to the file for the part ``owner``."""
    drawn = picture(look.theme.logo, look.text_width)
    if drawn is None:
        return None
    media_type, suffix = _TYPES[drawn.media_type]
    part = attach(
        owner, f"/word/media/logo.{suffix}", media_type, RELATIONSHIP_TYPE.IMAGE, drawn.content
    )
    place = owner.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    run = w("r")
    run.append(_drawing(drawn, place, look.theme.logo.alt or ""))
    return w("p", w("pPr", w("pStyle", val="Logo")), run)


def _drawing(drawn: Picture, place: str, alt: str) -> Element:
    told = quoteattr(clean(alt))
    size = f'cx="{round(drawn.width * _EMU)}" cy="{round(drawn.height * _EMU)}"'
    return parse_xml(
        f'<w:drawing xmlns:w="{_WORD}" xmlns:wp="{_DRAWING}/wordprocessingDrawing" '
        f'xmlns:a="{_DRAWING}/main" xmlns:pic="{_DRAWING}/picture" xmlns:r="{_OFFICE}">'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{_NUMBER}" name="Logo" descr={told}>{"" if alt else _DECORATION}</wp:docPr>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_DRAWING}/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{_NUMBER}" name="Logo" descr={told}/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{place}"/><a:stretch><a:fillRect/>'
        f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
