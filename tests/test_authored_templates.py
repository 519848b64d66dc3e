"""The templates that a person writes most of: complete, within their pages, and true."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml
from briefs import dossier

from briefgen import workflow
from briefgen.cli.options import _answers_file
from briefgen.composition.compose import compose, unfilled
from briefgen.composition.loader import find_template, load_template
from briefgen.composition.themes import load_theme
from briefgen.fitting import overrun, within_pages
from briefgen.model.document import Callout, Heading, Table, plain
from briefgen.selection import Selection, misjudged, remarks
from briefgen.verification import Verdict, verify_printed
from briefgen.writers import write
from briefgen.writers.wording import texts

ANSWERS = Path(__file__).parent / "answers"
TEMPLATES = ("assessment", "lines-qa", "decision-memo", "meeting-brief")


def template_of(name: str):
    return load_template(find_template(name, Path()))


@cache
def selection_of(name: str, filled: bool, order: str = "") -> Selection:
    template = template_of(name)
    answers = dict(_answers_file(ANSWERS / f"{name}.yaml")) if filled else {}
    if order:
        answers["order"] = order
    wishes = workflow.Wishes(template=name, answers=answers)
    made = workflow.make_selection(dossier("sample sources"), template, wishes)
    return within_pages(made, template, load_theme(template)).selection


def document_of(name: str, filled: bool, order: str = ""):
    return compose(selection_of(name, filled, order).brief, template_of(name))


def headings(name: str, filled: bool, order: str = "") -> list[str]:
    blocks = document_of(name, filled, order).blocks
    return [plain(b.content) for b in blocks if isinstance(b, Heading) and b.level == 1]


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_nobody_wrote_is_shown_and_refused_as_final(name: str) -> None:
    template = template_of(name)
    missing = unfilled(selection_of(name, False).brief, template)
    shown = "\n".join(texts(document_of(name, False)))
    assert missing
    assert shown.count("[TO COMPLETE: ") >= len(missing)


@pytest.mark.parametrize("name", TEMPLATES)
def test_with_answers_nothing_is_left_to_complete_or_to_remark(name: str) -> None:
    template, brief = template_of(name), selection_of(name, True).brief
    assert unfilled(brief, template) == []
    assert list(remarks(brief, template.front)) == []
    assert "TO COMPLETE" not in "\n".join(texts(document_of(name, True)))


@pytest.mark.parametrize("filled", [False, True])
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_brief_keeps_to_its_pages(name: str, filled: bool) -> None:
    template = template_of(name)
    made = within_pages(selection_of(name, filled), template, load_theme(template))
    assert overrun(made, template) == ()


def test_the_uk_order_is_issue_first_and_the_us_order_bottom_line_first() -> None:
    uk, us = headings("decision-memo", True), headings("decision-memo", True, "US")
    assert uk[:5] == ["Issue", "Recommendation", "Timing", "Background", "Considerations"]
    assert us[:3] == ["Recommendation", "Background", "Considerations"]
    first = next(
        b for b in document_of("decision-memo", True, "US").blocks if isinstance(b, Callout)
    )
    assert plain(first.title) == "Bottom line up front"


def test_a_memo_has_its_options_and_a_form_to_sign() -> None:
    tables = [b for b in document_of("decision-memo", True).blocks if isinstance(b, Table)]
    options = next(t for t in tables if plain(t.columns[0].header) == "Option")
    assert [plain(c.header) for c in options.columns] == [
        "Option", "For", "Against", "Cost", "Risk",
    ]  # fmt: skip
    assert plain(options.rows[0][1]) == "– No new money\n– Waits for the inquiry"
    signed = next(t for t in tables if t.form)
    assert [plain(row[0]) for row in signed.rows][-1].startswith("Decision:")


def test_evidence_stands_below_the_question_that_it_bears_on() -> None:
    items = selection_of("lines-qa", True).brief.slots["evidence"]
    assert {item.bears_on: "cost" in item.text for item in items}["qa-2"]  # type: ignore[union-attr]


def test_criticism_becomes_candidates_while_there_are_no_questions() -> None:
    assert "A question to expect, given these words:" in texts(document_of("lines-qa", False))
    assert "Candidate" not in "\n".join(texts(document_of("lines-qa", True)))


def test_lines_to_take_are_a_draft_until_their_author_has_filled_them() -> None:
    assert "Draft lines, for clearance" in "\n".join(texts(document_of("lines-qa", False)))
    filled = "\n".join(texts(document_of("lines-qa", True)))
    assert "For spokespeople" in filled
    assert "public use" not in filled


def test_those_whom_the_author_names_are_told_of() -> None:
    slots = selection_of("meeting-brief", True).brief.slots
    assert [person.name for person in slots["attendees"]] == ["Ottilie Dahlgaard"]  # type: ignore[union-attr]
    assert {quote.speaker for quote in slots["bio_quotes"]} <= {"Ottilie Dahlgaard"}  # type: ignore[union-attr]


def test_a_finding_is_the_title_of_an_assessment() -> None:
    finding = yaml.safe_load((ANSWERS / "assessment.yaml").read_text("utf-8"))["finding"]
    assert document_of("assessment", True).title == finding
    assert not list(
        misjudged(selection_of("assessment", True).brief, template_of("assessment").front)
    )


def printed(name: str, format: str, folder: Path, change: tuple[str, str] | None = None):  # noqa: A002
    from briefgen.readers import read_printed

    template = template_of(name)
    document = document_of(name, True)
    if change:
        brief_text = write(document, load_theme(template), "md").decode()
        assert change[0] in brief_text
        path = folder / "brief.md"
        path.write_text(brief_text.replace(*change), encoding="utf-8")
    else:
        path = folder / f"brief.{format}"
        path.write_bytes(write(document, load_theme(template), format))
    lines = verify_printed(read_printed(path), dossier("sample sources"))
    return [line for line in lines if line.verdict is Verdict.NOT_FOUND]


@pytest.mark.parametrize("format", ["pdf", "docx"])
@pytest.mark.parametrize("name", TEMPLATES)
def test_verify_finds_nothing_wrong_with_a_brief_as_made(
    name: str,
    format: str,  # noqa: A002
    tmp_path: Path,
) -> None:
    assert printed(name, format, tmp_path) == []


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("assessment", ("45–55%", "45–60%")),
        ("assessment", ("Based on 6 sources", "Based on 7 sources")),
        ("lines-qa", ("of which 1 is a copy", "of which 2 are copies")),
        ("decision-memo", ("€45 million", "€54 million")),
        ("meeting-brief", ("Ottilie Dahlgaard** | Mayor", "Ottilie Vanstell** | Mayor")),
        ("meeting-brief", ("| Mayor of Port Sarrow", "| Mayor of Velmark")),
    ],
)
def test_verify_finds_what_was_changed(name: str, change: tuple[str, str], tmp_path: Path) -> None:
    assert printed(name, "md", tmp_path, change)


def test_a_grade_is_printed_in_the_list_of_sources() -> None:
    brief = selection_of("assessment", True).brief
    graded = brief.sources[0].model_copy(update={"grade": "B2"})
    brief = brief.model_copy(update={"sources": (graded, *brief.sources[1:])})
    shown = "\n".join(texts(compose(brief, template_of("assessment"))))
    assert "Grade B2." in shown
    assert "Grades are those of whoever prepared this brief" in shown


def test_people_that_are_listed_stand_on_lines_of_a_form():
    answers = {
        "to": "- The Minister\n- The Permanent Secretary",
        "clearance": ({"role": "- Finance\n- Legal", "name": "A. Person", "date": ""},),
    }
    wishes = workflow.Wishes(template="decision-memo", answers=answers)
    template = template_of("decision-memo")
    made = workflow.make_selection(dossier("sample sources"), template, wishes)
    (form,) = (b for b in compose(made.brief, template).blocks if isinstance(b, Table) and b.form)
    assert plain(form.rows[0][0]) == "Finance\nLegal"
    assert plain(form.rows[-1][1]) == "The Minister\nThe Permanent Secretary"
