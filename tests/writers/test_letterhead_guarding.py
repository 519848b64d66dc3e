"""What a letterhead must not bring into a brief, and what is no letterhead at all."""

# ruff: noqa: E501  (XML stays on its line)

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from checkers import fields, word_faults
from letterheads import blank, crest, elements, field, letterhead, paragraph, run, saved
from material import SHARED
from reading import docx_text
from sample import SAMPLE

from briefgen.errors import TemplateError
from briefgen.model.letterhead import Letterhead
from briefgen.model.theme import Theme
from briefgen.writers import check_letterhead, write

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORPUS = sorted((SHARED / "corpus" / "docx").glob("*/*.doc*"))
HOSTILE = sorted((SHARED / "corpus" / "hostile").glob("*.*"))
# Refused for what they are; all others are written in.
LOCKED = re.compile("is protected with a password")


def changed(file: bytes, *changes: tuple[str, str, str], **added: bytes) -> bytes:
    """``file`` with words replaced in its members, and members added (``__`` stands for ``/``)."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(file)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for member, before, after in changes:
                if member == name:
                    assert before.encode() in content
                    content = content.replace(before.encode(), after.encode())
            new.writestr(name, content)
        for name, content in added.items():
            new.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def related(
    kind: str, target: str, *, external: bool = False, id_: str = "rId900"
) -> tuple[str, str, str]:
    mode = ' TargetMode="External"' if external else ""
    relation = f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    return "word/_rels/document.xml.rels", "</Relationships>", f"{relation}</Relationships>"


def written(file: bytes) -> tuple[bytes, tuple[str, ...]]:
    house = letterhead(file)
    return write(SAMPLE, Theme(), "docx", house), check_letterhead(house, ())


def members(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_macros_are_left_out_and_a_template_becomes_a_document(tmp_path):
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    file = changed(
        saved(blank()),
        related("vbaProject", "vbaProject.bin"),
        (
            "[Content_Types].xml",
            main,
            "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        ),
        (
            "[Content_Types].xml",
            "</Types>",
            '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
        ),
        word__vbaProject_dot_bin=b"macro",
    )
    made, told = written(file)
    assert told == ("house.docx: text: left out: macros",)
    assert not [name for name in members(made) if "vba" in name]
    assert b"macroEnabled" not in members(made)["[Content_Types].xml"]
    assert not {f for f in word_faults(made, tmp_path) if "stylesWithEffects" not in f}


@pytest.mark.parametrize(
    ("kind", "inside", "told"),
    [
        (
            "image",
            '<w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="x"/><a:graphic><a:graphicData uri="x"><a:blip r:link="rId900"/></a:graphicData></a:graphic></wp:inline></w:drawing>',
            "an image kept outside the file (http://a.example/x)",
        ),
        ("oleObject", '<w:object><v:shape id="a"/></w:object>', "an embedded object"),
        ("frame", "<w:t>x</w:t>", "a frame kept outside the file (http://a.example/x)"),
    ],
)
def test_what_is_kept_elsewhere_is_left_out(kind, inside, told):
    file = blank()
    file.element.body[:0] = elements(paragraph(f"<w:r>{inside}</w:r>"))
    made, notices = written(
        changed(saved(file), related(kind, "http://a.example/x", external=True))
    )
    assert notices == (f"house.docx: text: left out: {told}",)
    assert not [name for name, part in members(made).items() if b"a.example" in part]
    assert b"rId900" not in members(made)["word/document.xml"]


def test_a_picture_that_is_in_the_file_stays():
    file = blank()
    file.add_picture(crest())
    made, told = written(saved(file))
    assert told == ()
    assert [name for name in members(made) if name.startswith("word/media/")]


def test_an_attached_template_is_left_out():
    settings = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/attachedTemplate" Target="http://a.example/evil.dotm" TargetMode="External"/></Relationships>'
    )
    file = changed(
        saved(blank()),
        (
            "word/settings.xml",
            "<w:zoom",
            f'<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rId1"/><w:zoom',
        ),
    )
    file = changed(file, word___rels__settings_dot_xml_dot_rels=settings.encode())
    made, told = written(file)
    assert told == ("house.docx: the file: left out: an attached template",)
    assert b"attachedTemplate" not in members(made)["word/settings.xml"]


@pytest.mark.parametrize(
    "code",
    [
        'DDEAUTO c:\\\\windows\\\\cmd "/k calc"',
        "DDE x y",
        'INCLUDETEXT "http://a.example"',
        "IMPORT x",
        "LINK Excel.Sheet",
        'HYPERLINK "file:///etc/passwd"',
        'HYPERLINK "\\\\\\\\host\\\\share"',
    ],
)
def test_fields_that_fetch_or_run_are_dropped_and_their_words_kept(code):
    file = blank()
    file.element.body[:0] = elements(paragraph(field(code.replace('"', "&quot;"), "shown")))
    made, told = written(saved(file))
    assert code.split()[0] not in set(fields(made))
    assert "shown" in docx_text(made)
    assert told == (
        f"house.docx: text: left out: the field {code.split()[0]} (what it showed stays)",
    )


def test_a_field_whose_name_another_field_makes_is_dropped():
    inner = field("QUOTE 68 68 69", "DDE").replace("<w:p>", "")
    outer = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{inner}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    file = blank()
    file.element.body[:0] = elements(paragraph(outer))
    assert [code for code in fields(written(saved(file))[0]) if code == "QUOTE"] in ([], ["QUOTE"])
    assert any("(empty)" in told for told in written(saved(file))[1])


def test_fields_that_count_and_links_to_the_web_stay():
    file = blank()
    file.element.body[:0] = elements(
        paragraph(
            field("DATE \\@ &quot;d MMMM&quot;") + field("HYPERLINK &quot;https://a.example/&quot;")
        )
    )
    made, told = written(saved(file))
    assert {"DATE", "HYPERLINK"} <= set(fields(made))
    assert told == ()


def test_an_embedded_document_of_another_format_is_left_out():
    file = blank()
    file.element.body[:0] = elements('<w:altChunk r:id="rId900"/>')
    made, told = written(
        changed(saved(file), related("aFChunk", "chunk.html"), word__chunk_dot_html=b"<script>")
    )
    assert told == ("house.docx: text: left out: an embedded document of another format",)
    assert b"altChunk" not in members(made)["word/document.xml"]
    assert "word/chunk.html" not in members(made)


def test_a_relationship_to_nothing_does_no_harm():
    made, told = written(changed(saved(blank()), related("footer", "NULL")))
    assert told == ()
    assert docx_text(made)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", b"", "is no Word file"),
        ("a.docx", b"Dear reader", "is no Word file"),
        ("a.odt", b"PK\x03\x04", "is damaged"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "Word 97 to 2003"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "protected with a password",
        ),
    ],
)
def test_what_is_no_letterhead_is_told_in_one_sentence(name, content, words):
    with pytest.raises(TemplateError, match=words) as told:
        check_letterhead(Letterhead(name, content), ())
    assert "\n" not in str(told.value)


def test_strict_open_xml_is_told_with_a_remedy():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    file = changed(
        saved(blank()),
        (
            "word/document.xml",
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            strict,
        ),
    )
    with pytest.raises(TemplateError, match="Strict Open XML"):
        check_letterhead(letterhead(file), ())


def test_entities_are_refused():
    file = changed(
        saved(blank()),
        ("word/settings.xml", "<w:settings", "<!DOCTYPE a [<!ENTITY b 'c'>]><w:settings"),
    )
    with pytest.raises(TemplateError, match="declares a document type"):
        check_letterhead(letterhead(file), ())


def test_a_bomb_is_refused():
    file = changed(saved(blank()), word__media__a_dot_png=b"\0" * (65 * 1024 * 1024))
    with pytest.raises(TemplateError, match="unpacks to more than"):
        check_letterhead(letterhead(file), ())


@pytest.mark.skipif(not CORPUS, reason="the corpus is beside the project, not in it")
def test_every_real_file_is_a_letterhead_or_is_told_why_not(tmp_path):
    for path in CORPUS:
        house = Letterhead(path.name, path.read_bytes())
        try:
            made = write(SAMPLE, Theme(), "docx", house)
        except TemplateError as refusal:
            assert LOCKED.search(str(refusal)), refusal
            continue
        said = docx_text(made)
        lost = [word for word in docx_text(house.content).split() if word not in said]
        assert not lost, path.name


@pytest.mark.skipif(not HOSTILE, reason="the corpus is beside the project, not in it")
def test_no_hostile_file_does_more_than_be_refused():
    for path in HOSTILE:
        house = Letterhead(path.name, path.read_bytes())
        try:
            made = write(SAMPLE, Theme(), "docx", house)
        except TemplateError:
            continue
        assert not {"DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE"} & set(fields(made))
        assert not [n for n, part in members(made).items() if b"canary" in part], path.name
        assert not [n for n in members(made) if ".." in n]


def test_a_paragraph_with_a_link_out_keeps_its_words():
    file = blank()
    file.element.body[:0] = elements(
        paragraph(f'<w:hyperlink r:id="rId900">{run("minutes")}</w:hyperlink>')
    )
    made, told = written(
        changed(saved(file), related("hyperlink", "file:///c:/minutes.doc", external=True))
    )
    assert "minutes" in docx_text(made)
    assert "a link that is not to the web or to a mailbox (file:///c:/minutes.doc)" in told[0]
