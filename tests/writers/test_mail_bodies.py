"""What a message says, as plain text and as HTML, and how that looks in a browser."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from html import unescape
from pathlib import Path

import pytest
from checkers import CHROMIUM, axe_faults, needs_browser
from lxml import html
from sample import SAMPLE, paragraph, words

from briefgen.model.document import (
    Citation,
    Document,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    ListRole,
    Placeholder,
    Strong,
    Text,
)
from briefgen.writers.mail import bodies

LONG = "https://example.org/" + "a-path/" * 20 + "page?one=1&two=2"


def document(*blocks: object, marking: str = "OFFICIAL") -> Document:
    return Document(title="Harbour wall", blocks=blocks, marking=marking)  # type: ignore[arg-type]


def test_lines_have_72_columns_but_for_an_address_by_itself() -> None:
    link = Link(LONG, words("Velmark Herald, 11 March 2026"))
    text = bodies(document(paragraph(Text("word " * 60), link), SAMPLE.blocks[-1])).text
    over = [line for line in text.split("\n") if len(line) > 72]
    assert over == [f"<{LONG}>"]


def test_the_marking_stands_first_and_last_and_other_lines_before_it() -> None:
    body = bodies(document(paragraph(Text("Said."))), ("EMBARGOED until noon",))
    assert body.text == "EMBARGOED until noon\nOFFICIAL\n\nSaid.\n\nOFFICIAL\n"
    texts = [t for t in html.document_fromstring(body.html).find("body").itertext() if t.strip()]
    assert texts == ["EMBARGOED until noon", "OFFICIAL", "Said.", "OFFICIAL"]


def test_what_is_not_marked_has_no_empty_line_in_front() -> None:
    assert bodies(document(paragraph(Text("Said.")), marking="")).text == "Said.\n"


def test_labels_and_values_and_lines_within_them() -> None:
    content = (Strong(words("Contact")), Text(" Ann Lee"), LineBreak(), Text("extension 204"))
    block = ListBlock((ListItem((paragraph(*content),)),), ListRole.FIELDS)
    body = bodies(document(block, marking=""))
    assert body.text == "Contact: Ann Lee\nextension 204\n"
    assert "<strong>Contact:</strong> Ann Lee<br>extension 204" in body.html


def test_items_hang_below_their_marks() -> None:
    block = ListBlock((ListItem((paragraph(Text("word " * 30)),)),), ListRole.BULLETS)
    first, *rest = bodies(document(block, marking="")).text.strip("\n").split("\n")
    assert first.startswith("- word")
    assert rest and all(line.startswith("  word") for line in rest)


def test_addresses_that_are_no_links_are_words() -> None:
    odd = Link("javascript:alert(1)", words("Herald"))
    body = bodies(document(paragraph(odd), marking=""))
    assert body.text == "Herald\n"
    assert "<a" not in body.html and "javascript" not in body.html


def test_text_never_becomes_markup() -> None:
    body = bodies(document(paragraph(Text("<img src=x onerror=1> & \u202e\x00 ok")), marking="<b>"))
    page = html.document_fromstring(body.html)
    assert not page.xpath("//img|//b")
    assert "<img src=x onerror=1> &" in page.text_content()
    assert "\u202e" not in body.text and "\x00" not in body.text


def test_words_are_counted_as_they_are_read() -> None:
    link = Link(LONG, words("Velmark Herald"))
    assert bodies(document(paragraph(Text("Four words here: "), link), marking="")).words == 5


def test_every_block_of_a_document_is_told_in_both() -> None:
    body = bodies(SAMPLE)
    page = html.document_fromstring(body.html).find("body")
    seen = set(re.findall(r"\w{4,}", " ".join(page.itertext()).lower()))
    told = set(re.findall(r"\w{4,}", re.sub(r"<\S+[/@]\S*>", "", body.text).lower()))
    assert seen == told


def test_what_is_to_be_completed_and_citations_are_words() -> None:
    body = bodies(document(paragraph(Citation(3, 7), Text(" "), Placeholder("Who?")), marking=""))
    assert body.text == "[3] [TO COMPLETE: Who?]\n"


MESSAGE = document(
    paragraph(Strong(words("Three of the barrier’s five gates did not close on Tuesday."))),
    ListBlock(
        tuple(
            ListItem((paragraph(Text("Some 4,200 people left. "), Link(LONG, words("Herald"))),))
            for _ in range(4)
        )
    ),
    paragraph(Text("An unbroken word: " + "Donaudampfschifffahrtsgesellschaft" * 4)),
    ListBlock(
        (ListItem((paragraph(Strong(words("Attached")), Text(" PDF (84 kB)")),)),), ListRole.FIELDS
    ),
)
_MEASURE = """const told = document.createElement("pre"); told.id = "found";
const page = document.querySelector("iframe").contentDocument;
const style = page.defaultView.getComputedStyle(page.querySelector("p"));
told.textContent = JSON.stringify({
  wide: page.documentElement.scrollWidth, size: parseFloat(style.fontSize),
  colour: style.color, link: page.defaultView.getComputedStyle(page.querySelector("a")).color,
}); document.body.append(told);"""


def shown(width: int, *, dark: bool, folder: Path) -> dict[str, object]:
    """How the message comes out in a frame of ``width`` pixels: a window has at least 500."""
    source = bodies(MESSAGE).html.replace("&", "&amp;").replace('"', "&quot;")
    page = folder / "frame.html"
    page.write_text(
        '<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light dark">'
        f'<iframe srcdoc="{source}" style="width:{width}px;height:900px;border:0"></iframe>'
        f"<script>onload = () => {{ {_MEASURE} }}</script>",
        encoding="utf-8",
    )
    with tempfile.TemporaryDirectory() as profile:
        dom = subprocess.run(
            [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom",
             f"--user-data-dir={profile}", "--virtual-time-budget=5000",
             f"--blink-settings=preferredColorScheme={int(not dark)}", str(page)],
            capture_output=True, text=True, check=True, timeout=120,
        ).stdout  # fmt: skip
    told = re.search(r'<pre id="found">(.*?)</pre>', dom, re.DOTALL)
    assert told, dom[-500:]
    found: dict[str, object] = json.loads(unescape(told[1]))
    return found


@needs_browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 800])
def test_it_fits_the_window_in_light_and_dark(tmp_path: Path, width: int, dark: bool) -> None:
    found = shown(width, dark=dark, folder=tmp_path)
    assert found["wide"] == width  # nothing to scroll to the side
    assert float(str(found["size"])) >= 14
    assert found["colour"] == ("rgb(255, 255, 255)" if dark else "rgb(0, 0, 0)")
    assert found["link"] == found["colour"]  # underlined, and readable as the text around it


@needs_browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nothing_is_found_wrong_with_it(tmp_path: Path, dark: bool) -> None:
    faults = axe_faults(bodies(MESSAGE).html.encode(), tmp_path, dark=dark)
    # A message has its heading in the subject.
    assert [fault for fault in faults if not fault.startswith("page-has-heading-one")] == []
