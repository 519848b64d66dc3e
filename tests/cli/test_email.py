"""Messages that bring a brief, on the command line: what they say, and when they are refused."""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
from email import message_from_string
from email.message import EmailMessage
from email.policy import default
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.shared import Pt, RGBColor
from lxml import etree, html
from typer.testing import CliRunner

from briefgen.cli import app

from .conftest import STORY
from .shapes import Run

ANN = "Ann Lee <ann@example.org>"
URL = "https://example.org/news/velmark(1)?a=1&b=2"
META = f'story.txt: {{url: "{URL}"}}\n'
LIST = """\
addresses = ["Ann Lee <ann@example.org>", "bob@example.org"]
ceiling = "OFFICIAL"
from = "Briefs <briefs@example.org>"
contact = "Briefing unit, extension 204"
"""


@pytest.fixture(scope="module")
def briefs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same brief made with several markings, once for all tests."""
    folder, before = tmp_path_factory.mktemp("made"), Path.cwd()
    (folder / "seeds").mkdir()
    (folder / "seeds" / "story.txt").write_text(STORY, encoding="utf-8")
    (folder / "meta.yaml").write_text(META, encoding="utf-8")
    os.chdir(folder)
    try:
        for marking in ("none", "OFFICIAL", "SECRET", "TLP:RED", "PROTECTED"):
            more = [] if marking == "none" else ["--marking", marking]
            arguments = ["make", "-o", marking.replace(":", "-"), *more]
            assert CliRunner().invoke(app, arguments).exit_code == 0
        linked = ["make", "--source-meta", "meta.yaml", "--marking", "OFFICIAL", "-o", "linked"]
        assert CliRunner().invoke(app, linked).exit_code == 0
    finally:
        os.chdir(before)
    return folder


@pytest.fixture
def out(briefs: Path, workspace: Path) -> Path:
    """The briefs in the workspace; lists "all" and "red" are beside them."""
    shutil.copytree(briefs, workspace, dirs_exist_ok=True)
    (workspace / "lists").mkdir()
    (workspace / "lists" / "all.toml").write_text(LIST, encoding="utf-8")
    return workspace


def of(folder: Path, suffix: str = ".pdf") -> Path:
    (found,) = folder.glob(f"*_v1{suffix}")
    return found


def read(path: Path) -> EmailMessage:
    found = message_from_string(path.read_bytes().decode(), policy=default)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


def said(message: EmailMessage, kind: str = "plain") -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def written(run: Run, *arguments: str | Path) -> EmailMessage:
    Path("draft.eml").unlink(missing_ok=True)
    done = run("email", *map(str, arguments), "-o", "draft.eml")
    assert done.exit_code == 0, done.output
    return read(Path("draft.eml"))


def test_a_draft_has_what_a_mail_program_needs_and_nothing_it_fills_in(run: Run, out: Path) -> None:
    brief = of(out / "OFFICIAL")
    message = written(run, brief, "--to", ANN, "--cc", "bob@example.org")
    assert set(message.keys()) == {
        "Subject", "To", "Cc", "X-Unsent", "MIME-Version", "Content-Type",
    }  # fmt: skip
    assert message["To"] == ANN
    assert re.fullmatch(r"\[OFFICIAL\] INFO: .+ - as of 11 March 2026", message["Subject"])
    attached = {part.get_filename(): part.get_content() for part in message.iter_attachments()}
    files = [of(out / "OFFICIAL", ".docx"), brief]
    assert attached == {file.name: file.read_bytes() for file in files}


def test_the_same_bytes_come_twice(run: Run, out: Path) -> None:
    drafts = []
    for name in ("a.eml", "b.eml"):
        run("email", str(of(out / "none")), "--to", ANN, "-o", name)
        drafts.append(Path(name).read_bytes())
    assert drafts[0] == drafts[1]


def test_it_says_where_the_draft_is_and_how_to_go_on(run: Run, out: Path) -> None:
    done = run("email", str(of(out / "none")), "--to", ANN)
    assert done.exit_code == 0
    draft = of(out / "none").with_suffix(".eml")
    assert draft.is_file() and f"wrote {draft}" in done.output
    assert "Outlook" in done.output and "Edit As New" in done.output and "Apple Mail" in done.output


def test_the_text_is_complete_short_and_72_columns_wide(run: Run, out: Path) -> None:
    text = said(written(run, of(out / "linked"), "--to", ANN))
    lines = text.strip().split("\n")
    assert lines[0] == lines[-1] == "OFFICIAL"
    assert len(text.split()) <= 200
    assert all(len(line) <= 72 or line.strip().startswith("<https://") for line in lines)
    assert "The old harbour bridge at Velmark was closed" in " ".join(text.split())
    assert "Attached: Word (" in text and "PDF (" in text
    assert f"<{URL}>" in text  # whole, on one line, so that it can be followed


def test_both_bodies_say_the_same(run: Run, out: Path) -> None:
    message = written(run, of(out / "linked"), "--to", ANN)
    page = html.document_fromstring(said(message, "html").encode())
    shown = " ".join(page.find("body").text_content().split())
    text = re.sub(r"\s*<https://[^>]*>", "", said(message))
    assert re.findall(r"[\w€]+", shown) == re.findall(r"[\w€]+", text)
    assert list(dict.fromkeys(page.xpath("//a/@href"))) == [URL]


def test_the_page_fetches_nothing_and_has_its_styles_on_its_elements(run: Run, out: Path) -> None:
    page = said(written(run, of(out / "none"), "--to", ANN), "html")
    assert not re.search(r"<(img|link|style|script|iframe)|url\(|@import|src=", page)
    assert 'style="' in page


def test_only_what_is_asked_for_is_attached(run: Run, out: Path) -> None:
    message = written(run, of(out / "none"), "--to", ANN, "--attach", "pdf")
    assert [p.get_content_type() for p in message.iter_attachments()] == ["application/pdf"]
    assert "Attached: PDF (" in said(message) and "Word" not in said(message)
    wrong = run("email", str(of(out / "none")), "--to", ANN, "--attach", "pfd")
    assert wrong.exit_code == 2 and "did you mean" in wrong.output


def test_nobody_to_send_to_is_told(run: Run, out: Path) -> None:
    done = run("email", str(of(out / "none")))
    assert done.exit_code == 2 and "--to" in done.output


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("seeds/story.txt", "seeds/story.txt: has no manifest (story.txt.manifest.json) beside it"),
        ("out/nosuch.pdf", "out/nosuch.pdf: is not there; name a file that briefgen make has"),
        ("out/nosuch.manifest.json", "out/nosuch.manifest.json: is not there"),
    ],
)
def test_a_file_without_a_manifest_is_told(run: Run, named: str, told: str) -> None:
    done = run("email", named, "--to", ANN)
    assert done.exit_code == 2 and told in done.output


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("divers found", "divers lost", "was changed since the brief was made, so that"),
        ('"marking": "OFFICIAL"', '"marking": "SECRET"', "was changed since the brief was made"),
        ("_v1.docx", "_v9.docx", "_v9.docx, by another name; give the files of the brief"),
    ],
)
def test_a_manifest_that_was_changed_alone_is_told(
    run: Run, out: Path, before: str, after: str, told: str
) -> None:
    record = of(out / "OFFICIAL", ".manifest.json")
    said = record.read_text(encoding="utf-8")
    assert before in said
    record.write_text(said.replace(before, after), encoding="utf-8")
    done = run("email", of(out / "OFFICIAL"), "--to", ANN)
    assert done.exit_code == 2 and f"{record}: " in done.output and told in done.output
    record.write_text(said.replace("\n", "\r\n").replace("  ", "    "), encoding="utf-8")
    assert run("email", of(out / "OFFICIAL"), "--to", ANN).exit_code == 0  # only its layout


@pytest.mark.parametrize(
    ("marking", "subject"),
    [
        ("OFFICIAL", r"\[OFFICIAL\] INFO: .*"),
        ("TLP-RED", r"\[TLP:RED\] INFO: .*"),
        ("PROTECTED", r"INFO: .* \[SEC=PROTECTED\]"),
    ],
)
def test_a_marking_stands_where_its_scheme_has_it(
    run: Run, out: Path, marking: str, subject: str
) -> None:
    message = written(run, of(out / marking), "--to", ANN, "--allow-red")
    assert re.fullmatch(subject, message["Subject"])
    header = "VER=2024.1, NS=gov.au, SEC=PROTECTED" if marking == "PROTECTED" else None
    assert message["X-Protective-Marking"] == header


def test_a_subject_of_ones_own_has_fields(run: Run, out: Path) -> None:
    asked = ("--subject", "Daily: {title} ({date})")
    message = written(run, of(out / "none"), "--to", ANN, *asked)
    assert re.fullmatch(r"Daily: .+ \(11 March 2026\)", message["Subject"])
    wrong = run("email", str(of(out / "none")), "--to", ANN, "--subject", "{titel}")
    assert wrong.exit_code == 2 and '"title"' in wrong.output


@pytest.mark.parametrize(
    ("option", "given", "told"),
    [
        ("--subject", "", "--subject: is empty"),
        ("--subject", "{version}", "leaves nothing to read"),
        ("--subject", "Report {number}", "{number} is that of a report in its series"),
        ("--subject", "{title", "a brace too many or too few"),
        ("--subject", "{foo}", 'there is no field "foo"; there are as_of, date, keyword'),
        ("--embargo", "", '--embargo: "" is no moment'),
        ("--embargo", "2026-03-29 01:30 Europe/London", "there is no 01:30 on 2026-03-29"),
        ("--embargo", "2026-10-25 01:30 Europe/London", "2026-10-25 01:30 +0100  or  +0000"),
        ("--list", "", "--list: is empty"),
        ("--marking", "", "--marking: is empty"),
        ("--attach", "", "--attach: is empty"),
        ("--to", "", '--to: "" is not one address'),
    ],
)
def test_an_option_that_says_nothing_is_told_in_one_line(
    run: Run, out: Path, option: str, given: str, told: str
) -> None:
    done = run("email", str(of(out / "none")), "--to", ANN, option, given, "-o", "draft.eml")
    assert done.exit_code == 2 and told in done.output
    assert len(done.output.strip().split("\n")) == 1 and done.output.count("version") <= 1
    assert not Path("draft.eml").exists()


def test_a_subject_that_would_begin_a_header_does_not(run: Run, out: Path) -> None:
    asked = ("--subject", "Daily\r\nBcc: eve@example.org\r\n\r\nbody")
    message = written(run, of(out / "none"), "--to", ANN, *asked)
    assert message["Bcc"] is None
    assert message["Subject"] == "Daily Bcc: eve@example.org body"


def test_a_title_that_would_begin_a_header_does_not(run: Run, workspace: Path) -> None:
    title = "Wall =?utf-8?q?=0ABcc:_eve@example.org?= falls\nBcc: eve@example.org"
    run("make", "--title", title, "-f", "pdf", "-o", "odd")
    message = written(run, of(workspace / "odd"), "--to", ANN)
    assert message["Bcc"] is None
    assert [a.addr_spec for a in message["To"].addresses] == ["ann@example.org"]


def test_an_embargo_stands_in_the_subject_and_first(run: Run, out: Path) -> None:
    asked = ("--embargo", "2026-03-14 09:00 Europe/London")
    message = written(run, of(out / "OFFICIAL"), "--to", ANN, *asked)
    line = "EMBARGOED until 09:00 GMT, 14 March 2026"
    assert message["Subject"].startswith(f"[OFFICIAL] {line} - INFO: ")
    assert said(message).startswith(f"{line}\nOFFICIAL\n")
    wrong = run("email", str(of(out / "none")), "--to", ANN, "--embargo", "2026-03-14 09:00")
    assert wrong.exit_code == 2 and "zone" in wrong.output


def test_those_on_a_list_do_not_see_each_other(run: Run, out: Path) -> None:
    more = 'list_id = "briefs.example.org"\nunsubscribe = "mailto:leave@example.org"\n'
    Path("lists/all.toml").write_text(LIST + more, encoding="utf-8")
    message = written(run, of(out / "OFFICIAL"), "--list", "all")
    assert message["To"] is None and message["From"] is None  # the mail program puts them in
    assert [a.addr_spec for a in message["Bcc"].addresses] == ["ann@example.org", "bob@example.org"]
    assert message["List-Id"] == '"all" <briefs.example.org>'
    assert message["List-Unsubscribe"] == "<mailto:leave@example.org>"
    assert message["Auto-Submitted"] is None
    assert "Contact: Briefing unit, extension 204" in said(message)


def refused(run: Run, brief: Path, *arguments: str) -> str:
    """The reason why a message is refused, in one line; nothing was written."""
    done = run("email", str(brief), *arguments, "-o", "draft.eml")
    assert done.exit_code == 3, done.output
    assert not list(Path().glob("draft*.eml"))
    assert len(done.output.strip().split("\n")) == 1
    return done.output


def test_a_brief_above_the_ceiling_is_refused(run: Run, out: Path) -> None:
    assert "above OFFICIAL" in refused(run, of(out / "SECRET"), "--list", "all")


def test_a_marked_brief_is_refused_for_a_list_without_a_ceiling(run: Run, out: Path) -> None:
    Path("lists/all.toml").write_text('addresses = ["ann@example.org"]\n', encoding="utf-8")
    reason = refused(run, of(out / "OFFICIAL"), "--list", "all")
    assert "no ceiling" in reason and "choose another list, or give it a ceiling" in reason


def test_a_marking_of_another_scheme_is_refused(run: Run, out: Path) -> None:
    reason = refused(run, of(out / "TLP-RED"), "--list", "all", "--allow-red")
    assert "cannot be compared with OFFICIAL" in reason


def test_a_brief_under_embargo_is_refused_but_for_those_cleared(run: Run, out: Path) -> None:
    asked = ("--list", "all", "--embargo", "2999-01-01 09:00 Z")
    reason = refused(run, of(out / "none"), *asked)
    assert "under embargo until 09:00 UTC, 1 January 2999 and all is not cleared" in reason
    Path("lists/all.toml").write_text(f"{LIST}embargo_cleared = true\n", encoding="utf-8")
    assert run("email", str(of(out / "none")), *asked).exit_code == 0
    past = ("--list", "all", "--embargo", "2026-03-14 09:00 Z")
    Path("lists/all.toml").write_text(LIST, encoding="utf-8")
    done = run("email", str(of(out / "none")), *past)
    assert done.exit_code == 0 and "the embargo is over since 09:00 UTC, 14 March" in done.output


def test_a_brief_that_is_not_in_its_sources_is_refused(run: Run, out: Path) -> None:
    changed = STORY.replace("divers found", "divers sought")
    Path("seeds/story.txt").write_text(changed, encoding="utf-8")
    reason = refused(run, of(out / "none"), "--list", "all")
    assert "not found in its sources" in reason and "The old" in reason
    Path("seeds/story.txt").unlink()
    assert "story.txt is not there" in refused(run, of(out / "none"), "--list", "all")
    assert run("email", str(of(out / "none")), "--list", "all", "--no-verify").exit_code == 0


def test_what_its_author_said_is_told_as_such_and_does_not_hold_a_brief_back(
    run: Run, out: Path
) -> None:
    said = "Decide before **29 May 2027** with 45 officers."
    run("make", "--set", f"considerations={said}", "--marking", "OFFICIAL", "-o", "own")
    brief = of(out / "own")
    done = run("email", brief, "--list", "all")
    told = (
        'note: said by its author and by no source: "Decide before 29 May 2027 with 45 officers."'
    )
    assert done.exit_code == 0 and told in done.output, done.output
    word = of(out / "own", ".docx")
    edit(word, "with 45 officers", "with 46 officers")  # which nobody has said to the program
    asked = ("--list", "all", "--attach", "docx")
    assert "not found in its sources" in refused(run, word, *asked)
    cited = ("--set", f"considerations={said} [1]", "--marking", "OFFICIAL", "-o", "cited")
    run("make", *cited, "-f", "pdf")
    assert "not found in its sources" in refused(run, of(out / "cited"), "--list", "all")


def test_what_is_filled_in_by_hand_is_its_author_s(run: Run, out: Path) -> None:
    run("make", "-t", "sitrep", "--marking", "OFFICIAL", "-f", "docx", "-o", "sitrep")
    word = of(out / "sitrep", ".docx")
    assert 'it is not complete: "When is the next' in refused(run, word, "--list", "all")
    edit(word, "[TO COMPLETE: When is the next report due?]", "Noon of 29 May 2027, in Hall 45")
    done = run("email", word, "--list", "all")
    assert done.exit_code == 0, done.output


def test_what_was_said_of_the_sources_is_said_again(run: Run, out: Path) -> None:
    assert "--source-meta" in refused(run, of(out / "linked"), "--list", "all")
    asked = ("--list", "all", "--source-meta", "meta.yaml")
    assert run("email", str(of(out / "linked")), *asked).exit_code == 0


def test_a_brief_with_something_to_complete_is_refused_for_a_list(run: Run, out: Path) -> None:
    run("make", "-t", "sitrep", "-f", "pdf", "-o", "sitrep")
    brief = of(out / "sitrep")
    reason = refused(run, brief, "--list", "all")
    assert 'it is not complete: "When is the next report due?"; fill that in' in reason
    assert reason.endswith("or make it anew:  briefgen make … --set NAME=…\n")
    done = run("email", str(brief), "--to", ANN)  # a draft is still to be looked at
    assert done.exit_code == 0 and "still to complete: When is the next report due?" in done.output


def test_all_that_is_left_to_complete_is_told_of_a_draft(run: Run, workspace: Path) -> None:
    run("make", "-t", "decision-memo", "-f", "docx", "-o", "memo")
    done = run("email", str(of(workspace / "memo", ".docx")), "--to", ANN)
    told = re.findall(r"^  still to complete: (.*)$", done.output, re.MULTILINE)
    assert len(told) > 5 and "Who decides?" in told


def test_red_goes_to_named_people_alone_and_only_if_said(run: Run, out: Path) -> None:
    brief = of(out / "TLP-RED")
    assert "--allow-red" in refused(run, brief, "--to", ANN)
    assert "by name" in refused(run, brief, "--to", "ann@example.org", "--allow-red")
    copy = ("--to", ANN, "--cc", "Bob <bob@example.org>", "--allow-red")
    assert "nobody gets a copy" in refused(run, brief, *copy)


def test_red_is_a_draft_for_each(run: Run, out: Path) -> None:
    both = ("--to", ANN, "--to", "Bob <bob@example.org>", "--allow-red")
    assert run("email", str(of(out / "TLP-RED")), *both, "-o", "d.eml").exit_code == 0
    assert [read(Path(f"d.{n}.eml"))["To"] for n in (1, 2)] == [ANN, "Bob <bob@example.org>"]


def swell(path: Path, megabytes: int) -> None:
    """Put a large picture into a Word file, as somebody may have done."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/media/large.bin", bytes(megabytes * 1_000_000))


def test_what_no_server_takes_is_refused_and_what_some_do_not_is_told(run: Run, out: Path) -> None:
    word = of(out / "none", ".docx")
    swell(word, 8)
    done = run("email", str(word), "--to", ANN, "--attach", "docx", "-o", "large.eml")
    assert done.exit_code == 0 and "which some servers refuse" in done.output
    Path("large.eml").unlink()
    shutil.copy(of(out / "OFFICIAL", ".docx"), word)
    swell(word, 19)
    asked = ("--to", ANN, "--attach", "docx", "--marking", "OFFICIAL")
    assert "no more than 18" in refused(run, word, *asked)


def edit(path: Path, before: str, after: str, *, at_edge: bool = False) -> None:
    """Change words of a Word file by hand, wherever they stand in one run; ``at_edge`` in its
    headers."""
    document = Document(str(path))
    heads = [head for s in document.sections for head in (s.header, s.first_page_header)]
    paragraphs = [p for head in heads for p in head.paragraphs] if at_edge else document.paragraphs
    runs = [run for paragraph in paragraphs for run in paragraph.runs]
    runs += [
        run
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
    ]
    hits = [run for run in runs if before in run.text]
    assert hits
    for run in hits:
        run.text = run.text.replace(before, after)
    document.save(str(path))


def test_a_message_tells_nothing_that_was_taken_out_of_its_word_file(run: Run, out: Path) -> None:
    word = of(out / "none", ".docx")
    assert "closed on Monday" in " ".join(said(written(run, word, "--to", ANN)).split())
    Path("draft.eml").unlink()
    edit(word, "was closed on Monday", "was shut on Monday")
    for attached in ((), ("--attach", "pdf")):  # the PDF says otherwise
        assert "--attach docx" in refused(run, word, "--to", ANN, *attached)
    done = run("email", str(word), "--to", ANN, "--attach", "docx", "-o", "draft.eml")
    assert done.exit_code == 0 and "was changed since the brief was made" in done.output
    text = " ".join(said(read(Path("draft.eml"))).split())
    assert "closed on Monday" not in text and len(text) > 100


def points(message: EmailMessage) -> str:
    return " ".join(said(message).split())


def record_of(content: bytes) -> bytes:
    """Where the lines of a Word file come from, as it says itself, unseen."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return b"".join(archive.read(n) for n in archive.namelist() if n.startswith("customXml/"))


def test_a_message_tells_a_line_as_its_word_file_has_it_now(run: Run, out: Path) -> None:
    word = of(out / "none", ".docx")
    asked = (word, "--to", ANN, "--attach", "docx")
    before = points(written(run, *asked))
    assert "not found in January. (The Velmark Herald" in before
    edit(word, "not found in January.", "not found in January. (figures disputed)")
    edit(word, "was closed on Monday", "was never closed on Monday")
    after = points(written(run, *asked))
    assert "not found in January. (figures disputed) (The Velmark Herald" in after
    assert "was never closed on Monday" in after and "was closed on Monday" not in after
    edit(word, " (figures disputed)", "")
    assert "figures disputed" not in points(written(run, *asked))


def test_a_warning_taken_out_of_a_word_file_is_not_in_its_message(
    run: Run, workspace: Path
) -> None:
    (workspace / "seeds" / "more.txt").write_text(
        "Repair of bridge at Velmark to cost more\n\nBy Bo Ek, The Sarrow Post\n11 March 2026\n\n"
        "The repair of the harbour bridge at Velmark will cost €70 million, the town hall said.\n\n"
        "The council of Sarrow approved the plan by 7 votes to 4 on Tuesday, its mayor said.\n",
        encoding="utf-8",
    )
    run("make", "-o", "two")
    word = of(workspace / "two", ".docx")
    asked = (word, "--to", ANN, "--attach", "docx")
    before = written(run, *asked)
    assert "figures disputed" in points(before)
    assert len(re.findall(r"^- ", said(before), re.MULTILINE)) > 1
    edit(word, "disputed", "agreed")
    after = points(written(run, *asked))
    assert "disputed" not in after and "(figures agreed)" in after


def test_what_was_taken_out_of_a_word_file_is_not_in_the_copy_that_goes_out(
    run: Run, out: Path
) -> None:
    word = of(out / "none", ".docx")
    assert b"closed on Monday" in record_of(word.read_bytes())
    edit(word, "was closed on Monday", "was shut")
    message = written(run, word, "--to", ANN, "--attach", "docx")
    (attached,) = [part.get_content() for part in message.iter_attachments()]
    assert b"Monday" not in record_of(attached)
    assert any("was shut" in paragraph.text for paragraph in Document(BytesIO(attached)).paragraphs)


def test_properties_typed_into_a_word_file_do_not_go_out(run: Run, out: Path) -> None:
    word = of(out / "none", ".docx")
    document = Document(str(word))
    typed = document.core_properties
    for name in ("author", "comments", "keywords", "category", "subject", "last_modified_by"):
        setattr(typed, name, f"mole {name}")
    document.save(str(word))
    kinds = {"app": "extended-properties", "custom": "custom-properties"}
    with zipfile.ZipFile(word, "a") as archive:
        for part, kind in kinds.items():
            name = f"http://schemas.openxmlformats.org/officeDocument/2006/{kind}"
            said = '<Company>mole</Company><property name="Desk"><x>mole</x></property>'
            archive.writestr(
                f"docProps/{part}.xml", f'<Properties xmlns="{name}">{said}</Properties>'
            )
    message = written(run, word, "--to", ANN, "--attach", "docx")
    (attached,) = [part.get_content() for part in message.iter_attachments()]
    with zipfile.ZipFile(BytesIO(attached)) as archive:
        assert not [name for name in archive.namelist() if b"mole" in archive.read(name)]
    kept = Document(BytesIO(attached)).core_properties
    assert (kept.title, kept.language) == (typed.title, "en") and kept.title


def test_a_word_file_tells_no_file_or_folder_but_those_on_its_page(run: Run, out: Path) -> None:
    hidden = Path("hidden"), Path("hidden/from-our-mole.txt")
    hidden[0].mkdir()
    hidden[1].write_text("The weather at Velmark was fine.\n", encoding="utf-8")
    run("make", "seeds", "hidden", "-o", "both")
    with zipfile.ZipFile(of(out / "both", ".docx")) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name, part in parts.items() if b"hidden/" in part or bytes(out) in part]
    unseen = [part for name, part in parts.items() if name != "word/document.xml"]
    assert not [part for part in unseen if b"story.txt" in part or b"mole" in part]


def test_a_pdf_that_is_gone_is_exported_from_what_a_person_has_changed(run: Run, out: Path) -> None:
    word = of(out / "none", ".docx")
    of(out / "none").unlink()
    asked = ("email", str(word), "--to", ANN, "--attach", "pdf")
    assert "make the brief with --format pdf" in run(*asked).output
    edit(word, "was closed on Monday", "was shut on Monday")
    done = run(*asked)
    assert done.exit_code == 2 and "export it from that" in done.output
    assert "make" not in done.output


def test_a_pdf_that_does_not_say_what_the_word_file_says_is_told(run: Run, out: Path) -> None:
    word, pdf = of(out / "none", ".docx"), of(out / "none")
    pdf.write_bytes(
        pdf.read_bytes() + b"\n"
    )  # saved by hand, before the last change of the Word file
    edit(word, "was closed on Monday", "was shut on Monday")
    done = run("email", str(word), "--to", ANN, "-o", "draft.eml")
    assert done.exit_code == 0 and "the PDF does not say" in done.output
    assert "on Monday" not in points(read(Path("draft.eml")))  # on which the two do not agree


def test_a_title_changed_in_word_is_that_of_the_subject(run: Run, out: Path) -> None:
    word = of(out / "none", ".docx")
    edit(word, "Bridge at Velmark closed", "Crossing at Velmark shut")
    message = written(run, word, "--to", ANN, "--attach", "docx")
    assert message["Subject"].startswith("INFO: Crossing at Velmark shut after divers")


def test_everybody_stands_in_a_message_once(run: Run, out: Path) -> None:
    twice = LIST.replace('"bob@example.org"', '"bob@example.org", "Bob <BOB@example.org>"')
    Path("lists/all.toml").write_text(twice, encoding="utf-8")
    again = ("--to", "ann@EXAMPLE.org", "--cc", ANN, "--cc", "Cy <cy@example.org>")
    message = written(run, of(out / "OFFICIAL"), *again, "--bcc", "CY@example.org", "--list", "all")
    found = [str(message[name]) for name in ("To", "Cc", "Bcc")]
    assert found == [ANN, "Cy <cy@example.org>", "Bob <bob@example.org>"]


def test_an_address_may_have_other_letters_than_english(run: Run, out: Path) -> None:
    message = written(run, of(out / "none"), "--to", "Jörg Ström <jörg@exämple.org>", "--cc", ANN)
    assert [a.addr_spec for a in message["To"].addresses] == ["jörg@xn--exmple-cua.org"]
    assert message["Cc"] == ANN


def test_a_source_that_was_changed_since_is_told(run: Run, out: Path) -> None:
    story = Path("seeds/story.txt")
    story.write_text(f"{STORY}\nThe bridge was opened again on Friday.\n", encoding="utf-8")
    done = run("email", str(of(out / "none")), "--to", ANN)
    assert done.exit_code == 0
    assert f"{story} was changed since the brief was made" in done.output
    listed = run("email", str(of(out / "none")), "--list", "all")
    assert listed.exit_code == 0 and "was changed since" in listed.output


def test_a_marking_that_was_changed_in_word_must_be_said(run: Run, out: Path) -> None:
    word = of(out / "OFFICIAL", ".docx")
    document = Document(str(word))
    for section in document.sections:
        for part in (section.header, section.first_page_header, section.footer):
            for paragraph in part.paragraphs:
                for one in paragraph.runs:
                    one.text = one.text.replace("OFFICIAL", "SECRET")
    document.save(str(word))
    assert "--marking" in refused(run, word, "--to", ANN, "--attach", "docx")
    asked = ("--attach", "docx", "--marking", "SECRET")
    assert "above OFFICIAL" in refused(run, word, "--list", "all", "--no-verify", *asked)


def mark(path: Path, marking: str, place: str) -> None:
    """Type a marking into a Word file by hand: in the text, a header or footer, or as a watermark,
    which lies in a header."""
    document = Document(str(path))
    if place == "text":
        document.paragraphs[0].insert_paragraph_before(marking)
    if place == "middle":
        document.paragraphs[len(document.paragraphs) // 2].insert_paragraph_before(marking)
    for section in document.sections:
        if place == "header":
            section.first_page_header.paragraphs[0].text = f"The unit\t{marking}"
        elif place == "footer":
            section.footer.paragraphs[-1].text = f"{marking} – Page 1"
        elif place == "watermark":
            drawn = OxmlElement("w:pict")
            path_of_text = etree.SubElement(drawn, "{urn:schemas-microsoft-com:vml}textpath")
            path_of_text.set("string", marking)
            section.header.paragraphs[0].add_run()._r.append(drawn)
    document.save(str(path))


@pytest.mark.parametrize(
    ("made", "typed", "place", "has"),
    [
        ("OFFICIAL", "OFFICIAL-SENSITIVE", "text", "OFFICIAL-SENSITIVE"),
        ("OFFICIAL", "Official – Sensitive", "header", "OFFICIAL"),
        ("OFFICIAL", "Official-Sensitive", "text", "OFFICIAL-SENSITIVE"),
        ("OFFICIAL", "UK SECRET", "footer", "SECRET"),
        ("OFFICIAL", "SECRET", "watermark", "SECRET"),
        ("OFFICIAL", "tlp: red", "header", "OFFICIAL TLP:RED"),
        ("none", "TLP:RED", "text", "TLP:RED"),
        ("none", "The next point is TLP:RED and for you", "middle", "TLP:RED"),
        ("none", "OFFICIAL: Sensitive", "header", "OFFICIAL: SENSITIVE"),
        ("OFFICIAL", "OFFICIAL – Top Secret", "header", "TOP SECRET"),
        ("OFFICIAL", "Secret – for the cabinet only", "middle", "SECRET"),
        ("OFFICIAL", "Restricted – for ministers only", "text", "RESTRICTED"),
    ],
)
def test_a_marking_typed_by_hand_is_seen(
    run: Run, out: Path, made: str, typed: str, place: str, has: str
) -> None:
    word = of(out / made, ".docx")
    mark(word, typed, place)
    reason = refused(run, word, "--list", "all", "--attach", "docx", "--no-verify")
    assert has in reason and "--marking" in reason
    low = ("--marking", "OFFICIAL")
    assert "at least" in refused(run, word, "--to", ANN, "--attach", "docx", *low)


def test_a_marking_in_the_head_of_a_pdf_is_seen(run: Run, out: Path) -> None:
    brief = of(out / "none")
    shutil.copy(of(out / "SECRET"), brief)  # as exported anew by hand
    reason = refused(run, brief, "--list", "all", "--attach", "pdf")
    assert f"{brief.name} bears SECRET" in reason and '--marking "SECRET"' in reason


def test_capitals_in_a_title_or_a_sentence_are_no_marking(run: Run, workspace: Path) -> None:
    title = "SECRET PLAN TO CLOSE THE BRIDGE, AN OFFICIAL SAYS, AND THE TOWN HALL KNEW ALL OF IT"
    run("make", "--title", title, "-o", "plan")
    assert run("email", str(of(workspace / "plan")), "--to", ANN).exit_code == 0
    edit(of(workspace / "plan", ".docx"), "was closed on Monday", "was shut on Monday")
    asked = ("--to", ANN, "--attach", "docx")
    assert run("email", str(of(workspace / "plan")), *asked).exit_code == 0


@pytest.mark.parametrize("more", ["", " on all the gates, cables and locks of the north country"])
def test_a_marking_in_a_title_counts(run: Run, out: Path, more: str) -> None:
    run("make", "--title", f"SECRET: barrier report{more}", "--marking", "OFFICIAL", "-o", "title")
    brief = of(out / "title")
    reason = refused(run, brief, "--list", "all")
    assert "bears SECRET" in reason and '--marking "SECRET"' in reason
    assert "above OFFICIAL" in refused(run, brief, "--list", "all", "--marking", "SECRET")
    word = of(out / "title", ".docx")
    edit(word, "SECRET: barrier", "Barrier")
    asked = ("--list", "all", "--attach", "docx", "--no-verify")
    assert f"{word.name} bears SECRET" in refused(run, word, *asked)  # at the head of its pages
    edit(word, "SECRET: barrier", "Barrier", at_edge=True)
    assert run("email", word, *asked).exit_code == 0
    run("make", "--title", "The secret garden reopens", "--marking", "OFFICIAL", "-o", "garden")
    assert run("email", of(out / "garden"), "--list", "all").exit_code == 0


def test_a_marking_is_not_lowered_by_saying_so(run: Run, out: Path) -> None:
    assert "SECRET" in refused(run, of(out / "SECRET"), "--to", ANN, "--marking", "OFFICIAL")
    both = refused(run, of(out / "SECRET"), "--to", ANN, "--marking", "TLP:GREEN")
    assert 'say --marking "SECRET TLP:GREEN"' in both
    subject = ("--to", ANN, "--subject", "[SECRET] {title}")
    assert "bears SECRET" in refused(run, of(out / "OFFICIAL"), *subject)


@pytest.mark.parametrize("made", ["SECRET//NOFORN", "Eyes only"])
def test_the_marking_that_a_refusal_advises_is_taken(run: Run, workspace: Path, made: str) -> None:
    assert run("make", "--marking", made, "-f", "pdf", "-o", "own").exit_code == 0
    asked = ("email", of(workspace / "own"), "--to", ANN, "--allow-red", "-q")
    assert run(*asked).exit_code == 0  # its own words on its pages are no other marking
    for stated in ("OFFICIAL RESTRICTED", "For the board"):
        done = run(*asked, "--marking", stated)
        if done.exit_code:
            (advised,) = re.findall(r'--marking "([^"]*)"$', done.output.strip())
            assert run(*asked, "--marking", advised).exit_code == 0, (stated, advised)


def test_what_a_refusal_of_make_advises_is_said_of_email(run: Run, out: Path) -> None:
    done = run("make", "--marking", "TLP:RED", "-f", "pdf", "-o", "red", "--email", "all", "-q")
    brief = of(out / "red").relative_to(out)
    assert done.exit_code == 3 and "--allow-red" in done.output
    assert done.output.endswith(f"; the brief is made: go on with  briefgen email {brief}\n")


def test_why_a_message_is_marked_otherwise_than_asked_is_told(run: Run, out: Path) -> None:
    said = run("email", of(out / "OFFICIAL"), "--to", ANN, "--marking", "SECRET")
    assert (
        "note: the message is marked SECRET, as --marking says; the brief has OFFICI" in said.output
    )
    bare = run("email", of(out / "none"), "--to", ANN, "--marking", "SECRET")
    assert (
        "note: the message is marked SECRET, as --marking says; the brief has none" in bare.output
    )
    same = run("email", of(out / "OFFICIAL"), "--to", ANN, "--marking", "OFFICIAL")
    assert "is marked" not in same.output
    Path("meta.yaml").write_text("story.txt: {marking: OFFICIAL}\n", encoding="utf-8")
    assert run("make", "--source-meta", "meta.yaml", "-o", "stated").exit_code == 0
    stated = run("email", of(out / "stated"), "--to", ANN)
    assert "marked OFFICIAL, as the brief is, which was made without --marking" in stated.output


def test_another_brief_than_was_mailed_is_another_version(run: Run, workspace: Path) -> None:
    assert run("make", "-o", "out", "-f", "pdf").exit_code == 0
    story = workspace / "seeds" / "story.txt"
    story.write_text(STORY.replace("4,200", "4,300"), encoding="utf-8")
    run("make", "-o", "out", "-f", "pdf")  # nobody has got the first: it is written over
    brief = of(Path("out"))
    assert run("email", brief, "--to", ANN).exit_code == 0
    sent = brief.read_bytes()
    run("make", "-o", "out", "-f", "pdf")  # says the same, and has the same name
    story.write_text(STORY, encoding="utf-8")
    assert run("make", "-o", "out", "-f", "pdf").exit_code == 0
    assert brief.read_bytes() == sent
    (second,) = Path("out").glob("*_v2.pdf")
    message = written(run, second, "--to", ANN)
    assert message["Subject"].endswith("(v2 supersedes v1)")
    assert [part.get_filename() for part in message.iter_attachments()] == [second.name]


def test_a_file_of_an_earlier_brief_does_not_go_out_with_it(run: Run, workspace: Path) -> None:
    assert run("make", "-o", "out", "--marking", "OFFICIAL").exit_code == 0
    assert run("make", "-o", "out", "--marking", "SECRET", "-f", "pdf").exit_code == 0
    brief = of(Path("out"))
    done = run("email", brief, "--to", ANN, "-o", "draft.eml")
    word = brief.with_suffix(".docx").name
    assert f"{word} tells the brief as it was before it was made anew, and is not" in done.output
    attached = read(Path("draft.eml")).iter_attachments()
    assert [part.get_filename() for part in attached] == [brief.name]
    both = run("email", brief, "--to", ANN, "--attach", "docx,pdf")
    assert both.exit_code == 2 and "make it anew with --format docx" in both.output
    run("make", "-o", "out", "--marking", "SECRET", "-f", "docx")
    assert run("email", of(Path("out")), "--to", ANN, "--attach", "docx,pdf").exit_code == 0


def test_a_second_version_says_what_it_supersedes(run: Run, out: Path) -> None:
    edit(of(out / "none", ".docx"), "was closed on Monday", "was shut on Monday")
    assert run("make", "-o", "none").exit_code == 0
    (second,) = (out / "none").glob("*_v2.pdf")
    message = written(run, second, "--to", ANN)
    assert message["Subject"].endswith("(v2 supersedes v1)")


def test_a_brief_is_made_and_drafted_in_one_go(run: Run, out: Path) -> None:
    done = run("make", "--marking", "OFFICIAL", "--email", "all", "-o", "both")
    assert done.exit_code == 0, done.output
    (draft,) = (out / "both").glob("*.all.eml")
    assert len(list(read(draft).iter_attachments())) == 2


def test_a_template_of_ones_own_says_it_otherwise(run: Run, out: Path) -> None:
    folder = out / "templates" / "mail"
    folder.mkdir(parents=True)
    (folder / "template.md.j2").write_text(
        '---\nname: mail\n---\n{% extends "mail" %}\n{% block close %}\nYours, *the unit*\n'
        "{% endblock %}\n",
        encoding="utf-8",
    )
    message = written(run, of(out / "OFFICIAL"), "--to", ANN)
    assert said(message).strip().endswith("Yours, the unit\n\nOFFICIAL")
    assert "<em>the unit</em>" in said(message, "html")


def test_author_slots_lead_and_close_the_message(run: Run, workspace: Path) -> None:
    sets = ("--set", "bottom_line=Close the **second** bridge too.")
    run("make", "-t", "one-pager", *sets, "-f", "pdf", "-o", "one")
    text = said(written(run, of(workspace / "one"), "--to", ANN))
    assert text.startswith("Close the second bridge too.\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("addresses = []\n", "addresses: is empty; fill it in"),
        ('addresses = ["ann@example.org"]\ndelivery = "echa"\n', 'did you mean "each"'),
        ('addresses = "ann@example.org"\n', "is no list; write it like"),
        ('addresses = ["ann"]\n', "not one address"),
        ('addresses = ["a@example.org\\r\\nBcc: eve@example.org"]\n', "line end"),
        ('adresses = ["ann@example.org"]\n', 'no such field; did you mean "addresses"'),
        ('ceiling = "OFFICIAL"\n', "addresses: is missing"),
        (LIST + 'subject = "{titel}"\n', "title"),
        (LIST.replace('"OFFICIAL"', '"OFFICIAL SECRET"'), '"OFFICIAL SECRET" names more than one'),
        (LIST.replace('"OFFICIAL"', '"TLP:RED TLP:AMBER"'), "names more than one level"),
        (LIST + 'list_id = "x>\\r\\nBcc: eve@example.org"\n', "list_id"),
        (LIST + 'unsubscribe = "https://a>\\r\\nBcc: eve@example.org"\n', "unsubscribe"),
        ("addresses = [", "TOML"),
    ],
)
def test_a_list_that_is_wrong_is_told(run: Run, out: Path, text: str, told: str) -> None:
    Path("lists/all.toml").write_text(text, encoding="utf-8")
    done = run("email", str(of(out / "none")), "--list", "all")
    assert done.exit_code == 2 and told in done.output and "all.toml" in done.output


def test_a_list_that_is_not_there_is_told_before_a_brief_is_made(run: Run, out: Path) -> None:
    done = run("make", "-o", "new", "--email", "al")
    assert done.exit_code == 2 and '"all"' in done.output and not Path("new").exists()


def test_a_list_in_another_format_is_told(run: Run, out: Path) -> None:
    Path("lists/more.yaml").write_text("addresses: [ann@example.org]\n", encoding="utf-8")
    for name in ("more", "lists/more.yaml"):
        done = run("email", of(out / "none"), "--list", name)
        told = "lists/more.yaml: lists are TOML; write lists/more.toml, like"
        assert done.exit_code == 2 and told in done.output


def test_a_list_that_is_not_there_is_told_with_the_nearest(run: Run, out: Path) -> None:
    done = run("email", str(of(out / "none")), "--list", "al")
    assert done.exit_code == 2 and '"all"' in done.output
    assert 'write lists/al.toml, like  addresses = ["ann@example.org"]' in done.output


def test_the_summary_is_for_machines_too(run: Run, out: Path) -> None:
    done = run("email", str(of(out / "OFFICIAL")), "--to", ANN, "--json")
    told = json.loads(done.stdout)
    assert (
        told["to"] == [ANN] and told["marking"] == "OFFICIAL" and Path(told["files"][0]).is_file()
    )


def _unseen(look: str, paragraph: str = "") -> tuple[str, str]:
    """Words that nobody sees, and what is told of them."""
    run = f"<w:r><w:rPr>{look}</w:rPr><w:t>Bob is the informer</w:t></w:r>"
    return "hidden text, or text too small or too like", f"<w:p>{paragraph}{run}</w:p>"


LEFT = [
    (
        "tracked changes",
        '<w:p><w:del w:id="9" w:author="A"><w:r><w:delText>no</w:delText></w:r></w:del></w:p>',
    ),
    _unseen("<w:vanish/>"),
    _unseen('<w:sz w:val="6"/>'),
    _unseen('<w:highlight w:val="black"/>'),
    _unseen('<w:color w:val="FFFFFF"/>', '<w:pPr><w:pStyle w:val="CalloutList"/></w:pPr>'),
]


def with_left(path: Path, markup: str) -> None:
    """Put something into the text of a Word file, as a person in Word does."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    body = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + markup.encode(), 1)
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in (parts | {"word/document.xml": body}).items():
            archive.writestr(name, part)


@pytest.mark.parametrize(("kind", "markup"), LEFT)
def test_what_a_word_file_holds_and_does_not_show_does_not_go_to_a_list(
    run: Run, out: Path, kind: str, markup: str
) -> None:
    brief = of(out / "OFFICIAL", ".docx")
    with_left(brief, markup)
    asked = ("--list", "all", "--attach", "docx", "--no-verify")
    assert f"holds {kind}" in refused(run, brief, *asked)
    told = run("email", str(brief), "--to", ANN, "--attach", "docx", "-o", "draft.eml")
    assert told.exit_code == 0 and kind in told.output


@pytest.mark.parametrize("kind", [WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER])
@pytest.mark.parametrize("look", ["hidden", "white", "tiny"])
def test_text_that_a_style_hides_does_not_go_to_a_list(
    run: Run, out: Path, kind: WD_STYLE_TYPE, look: str
) -> None:
    word = of(out / "OFFICIAL", ".docx")
    document = Document(str(word))
    below = document.styles.add_style("Unseen", kind)
    if look == "hidden":
        below.font.hidden = True
    elif look == "white":
        below.font.color.rgb = RGBColor(255, 255, 255)
    else:
        below.font.size = Pt(1)
    style = document.styles.add_style("Own", kind)
    style.base_style = below
    added = document.add_paragraph().add_run("Bob is the informer")
    if kind is WD_STYLE_TYPE.CHARACTER:
        added.style = style
    else:
        document.paragraphs[-1].style = style
    document.save(str(word))
    asked = ("--list", "all", "--attach", "docx", "--no-verify")
    assert "holds hidden text" in refused(run, word, *asked)


def test_the_notes_on_where_lines_come_from_do_not_go_to_a_list(run: Run, out: Path) -> None:
    run("make", "--annotate", "-o", "annotated")
    brief = of(out / "annotated", ".docx")
    assert "holds comments" in refused(run, brief, "--list", "all", "--no-verify")


@pytest.mark.parametrize(
    "line",
    [
        "Not for publication before 09:00 on Friday",
        "NOT FOR RELEASE BEFORE FRIDAY",
        "Strictly not to be published until Friday",
        "Strict embargo: Friday noon",
    ],
)
def test_an_embargo_in_other_words_holds_a_brief_back(run: Run, out: Path, line: str) -> None:
    word = of(out / "none", ".docx")
    mark(word, line, "middle")
    asked = ("--list", "all", "--attach", "docx", "--no-verify")
    assert f'it says "{line}"' in refused(run, word, *asked)


@pytest.mark.parametrize("line", ["TBC: the cost", "It will open on [TBC].", "[tbc by Ann] 45"])
def test_what_is_to_be_confirmed_is_not_complete(run: Run, out: Path, line: str) -> None:
    word = of(out / "none", ".docx")
    mark(word, line, "middle")
    asked = ("--list", "all", "--attach", "docx", "--no-verify")
    assert f'it is not complete: "{line}"' in refused(run, word, *asked)


def test_an_embargo_typed_by_hand_holds_a_brief_back(run: Run, out: Path) -> None:
    word = of(out / "none", ".docx")
    mark(word, "EMBARGOED until Friday noon", "text")
    asked = ("--list", "all", "--attach", "docx", "--no-verify")
    assert 'it says "EMBARGOED until Friday noon"' in refused(run, word, *asked)
    told = run("email", str(word), "--to", ANN, "--attach", "docx")
    assert told.exit_code == 0 and "nothing holds it back" in told.output
    stated = (*asked, "--embargo", "2026-03-13 12:00 Europe/London")
    assert run("email", str(word), *stated).exit_code == 0


def test_an_embargo_is_not_brought_forward(run: Run, workspace: Path) -> None:
    template = workspace / "templates" / "held"
    run("templates", "new", "held", "--extends", "one-pager")
    page = template / "template.md.j2"
    held = "slots:\n  embargo: {kind: author, prompt: Until when}\n"
    page.write_text(page.read_text("utf-8").replace("---\n", f"---\n{held}", 1), encoding="utf-8")
    moment = "2999-01-01 09:00 Z"
    done = run("make", "-t", "held", "--set", f"embargo={moment}", "-f", "pdf", "-o", "held")
    assert done.exit_code == 0, done.output
    sooner = run(
        "email", str(of(workspace / "held")), "--to", ANN, "--embargo", "2026-03-14 09:00 Z"
    )
    assert sooner.exit_code == 3 and "ends sooner" in sooner.output


def test_a_draft_does_not_take_the_place_of_another_one(run: Run, out: Path) -> None:
    brief = of(out / "none")
    for name in (ANN, "Bob Ek <bob@example.org>", ANN):
        assert run("email", str(brief), "--to", name).exit_code == 0
    drafts = sorted(path.name for path in brief.parent.glob("*.eml"))
    assert drafts == [f"{brief.stem}-2.eml", f"{brief.stem}.eml"]
    assert read(brief.with_suffix(".eml"))["To"] == ANN


def test_a_draft_of_an_earlier_brief_is_told_and_stays(run: Run, workspace: Path) -> None:
    (workspace / "lists").mkdir()
    (workspace / "lists" / "all.toml").write_text(LIST, encoding="utf-8")
    made = ("make", "-q", "-o", "out", "-f", "docx", "--email", "all", "--marking")
    assert run(*made, "OFFICIAL").output == ""  # nothing lies there that could be mistaken
    (draft,) = Path("out").glob("*.eml")
    before = draft.read_bytes()
    told = f"{draft}: a draft of an earlier run, with the brief as it was; do not send it"

    refused = run(*made, "SECRET")
    assert refused.exit_code == 3 and told in refused.output
    assert len(refused.output.strip().split("\n")) == 1
    assert draft.name.endswith("_v1.all.eml") and len(list(Path("out").glob("*_v2.docx"))) == 1

    (workspace / "seeds" / "bad.pdf").write_bytes(b"no such thing")
    unread = run(*made, "OFFICIAL-SENSITIVE")
    assert unread.exit_code == 3 and "no message was made" in unread.output
    assert told in unread.output
    word = of(Path("out"), ".docx")
    edit(word, "was closed on Monday", "was shut on Monday")
    to_one = run("email", word, "--to", ANN, "--attach", "docx", "-o", "new.eml")
    assert to_one.exit_code == 0 and told in to_one.output
    assert draft.read_bytes() == before


def test_a_brief_of_which_a_source_could_not_be_read_goes_to_no_list(run: Run, out: Path) -> None:
    Path("seeds/bad.pdf").write_bytes(b"no such thing")
    made = run("make", "--marking", "OFFICIAL", "-f", "pdf", "-o", "half", "--email", "all")
    assert made.exit_code == 3 and "go on with" not in made.output
    told = 'not all of its sources could be read: "seeds/bad.pdf"'
    reason = refused(run, of(out / "half"), "--list", "all", "--no-verify")
    assert f"{told}; make it anew without" in reason
    draft = run("email", of(out / "half"), "--to", ANN)
    assert draft.exit_code == 0 and f"note: {told}" in draft.output


def test_a_draft_for_a_list_that_a_brief_may_not_go_to_any_more_is_told(
    run: Run, out: Path
) -> None:
    brief = of(out / "OFFICIAL")
    assert run("email", brief, "--list", "all", "--no-verify").exit_code == 0
    Path("lists/all.toml").write_text('addresses = ["ann@example.org"]\n', encoding="utf-8")
    draft = brief.with_suffix(".all.eml")
    assert f"{draft}: a draft of an earlier run" in refused(run, brief, "--list", "all")


def test_a_draft_takes_the_place_of_no_file_that_it_is_to_be_written_to(
    run: Run, out: Path
) -> None:
    word = of(out / "none", ".docx")
    edit(word, "was closed on Monday", "was shut on Monday")
    before = word.read_bytes()
    done = run("email", str(word), "--to", ANN, "--attach", "docx", "-o", str(word))
    assert done.exit_code == 2 and f"{word}: is there already" in " ".join(done.output.split())
    assert word.read_bytes() == before
    asked = ("email", str(word), "--to", ANN, "--attach", "docx", "-o", "draft.eml")
    assert [run(*asked).exit_code for _ in range(2)] == [0, 0]  # the same again is no other
