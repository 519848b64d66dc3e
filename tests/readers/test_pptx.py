"""Presentations: slides in order with what is on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from briefgen.errors import ReaderError
from briefgen.model.source import Source

from .packages import package, pptx_file, shape

Read = Callable[[bytes, str], Source]
Fail = Callable[[bytes, str], ReaderError]


def _said(source: Source) -> list[str]:
    return source.text.split("\n\n")


def test_slides_are_read_in_their_order_with_notes(read: Read) -> None:
    data = pptx_file(
        [shape("The lock opens.", "Ships pass."), shape("Four ships wait.")],
        notes=shape("Say why.", kind="body") + shape("1", kind="sldNum") + shape("", kind="sldImg"),
    )
    assert _said(read(data, "a.pptx")) == [
        "The lock opens.",
        "Ships pass.",
        "Say why.",
        "Four ships wait.",
    ]


def test_the_first_title_is_that_of_the_presentation(read: Read) -> None:
    slides = [shape("Lock reopened", kind="ctrTitle") + shape("Ships pass it again.")]
    core = "<dc:title>PowerPoint Presentation</dc:title><dc:creator>Ada Holm</dc:creator>"
    core += "<dcterms:created>2026-03-11T08:00:00Z</dcterms:created>"
    source = read(pptx_file(slides, core=core), "a.pptx")
    assert (source.title, source.text) == ("Lock reopened", "Ships pass it again.")
    assert (source.author, source.published) == ("Ada Holm", date(2026, 3, 11))


def test_footers_and_numbers_of_slides_are_no_text(read: Read) -> None:
    furniture = "".join(shape("Confidential", kind=kind) for kind in ("ftr", "dt", "sldNum"))
    field = '<a:r><a:t>Slide</a:t></a:r><a:fld type="slidenum"><a:t>7</a:t></a:fld>'
    assert _said(read(pptx_file([furniture + shape("Ships pass.", field)]), "a.pptx")) == [
        "Ships pass.",
        "Slide",
    ]


def test_tables_diagrams_and_groups_are_read(read: Read) -> None:
    cells = [["Port", "Ships"], ["Ruvel", "14"]]
    rows = "".join(
        "<a:tr>"
        + "".join(
            f"<a:tc><a:txBody><a:p><a:r><a:t>{c}</a:t></a:r></a:p></a:txBody></a:tc>" for c in row
        )
        + "</a:tr>"
        for row in cells
    )
    slide = (
        f"<p:grpSp>{shape('In a group.')}</p:grpSp>"
        f"<p:graphicFrame><a:graphic><a:graphicData><a:tbl>{rows}</a:tbl></a:graphicData>"
        "</a:graphic></p:graphicFrame>"
        '<p:graphicFrame><a:graphic><a:graphicData><dgm:relIds r:dm="d"/></a:graphicData>'
        "</a:graphic></p:graphicFrame>"
    )
    diagram = "<dgm:pt><dgm:t><a:p><a:r><a:t>First step</a:t></a:r></a:p></dgm:t></dgm:pt>"
    assert _said(read(pptx_file([slide], diagram=diagram), "a.pptx")) == [
        "In a group.",
        "Port | Ships",
        "Ruvel | 14",
        "First step",
    ]


def test_words_in_several_runs_are_joined_as_they_stand(read: Read) -> None:
    runs = (
        "<a:r>\n <a:t>Sh</a:t>\n</a:r>\n<a:r><a:t>ips</a:t></a:r><a:br/><a:r><a:t>pass.</a:t></a:r>"
    )
    assert _said(read(pptx_file([shape(runs)]), "a.pptx")) == ["Ships pass."]


def test_of_alternatives_one_is_read(read: Read) -> None:
    slide = (
        f"<mc:AlternateContent><mc:Choice>{shape('Ships pass.')}</mc:Choice>"
        f"<mc:Fallback>{shape('Ships pass.')}</mc:Fallback></mc:AlternateContent>"
    )
    assert _said(read(pptx_file([slide]), "a.pptx")) == ["Ships pass."]


def test_hidden_slides_are_left_out(read: Read) -> None:
    data = pptx_file([shape("Shown."), shape("Hidden.")], hidden=[2])
    assert _said(read(data, "a.pptx")) == ["Shown."]


def test_a_presentation_without_text_is_a_failure(fail: Fail) -> None:
    assert fail(pptx_file([""]), "a.pptx").problem == "has no text"


def test_a_document_type_is_refused(fail: Fail) -> None:
    data = package({"ppt/presentation.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"})
    assert "document type" in fail(data, "a.pptx").problem
