"""Everything wrong with a template is told at once; what is only to be looked at is told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import workshop
from briefgen.composition.checking import Fault
from briefgen.composition.loader import load_template
from briefgen.errors import TemplateError

from .samples import template_folder

HEAD = "---\nname: ours\nslots:\n  facts: {kind: fact, nil: Nothing.}\n---\n"
BODY = (
    "{% for fact in facts %}\n"
    "- {{ fact.text }}{{ fact|credit }} {{ fact|cite }}{{ fact|caution }}\n"
    "{% else %}\n{{ nil.facts }}\n{% endfor %}\n"
)


def found(
    tmp_path: Path, body: str = BODY, front: str = HEAD, theme: str = "", name: str = "ours"
) -> list[Fault]:
    folder = template_folder(tmp_path / name, body, front=front)
    if theme:
        (folder / "theme.toml").write_text(theme, encoding="utf-8")
    return workshop.check(str(folder))


def words(faults: list[Fault], *, warnings: bool = False) -> list[str]:
    return [f"{f.line}: {f.what}" for f in faults if f.is_warning is warnings]


def test_a_right_template_has_no_fault(tmp_path: Path) -> None:
    assert found(tmp_path) == []


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    body = (
        "{% for fact in fcts %}\n{{ fact.text }}\n{% endfor %}\n"
        "{{ nil.fakts }}\n\n::: bx Title\nWords.\n:::\n\n{{ brief.titel|shout }}\n"
    )
    told = words(found(tmp_path, BODY + body, theme='[colours]\naccent = "red"\ntxt = "#000000"\n'))
    for one in ("11:", "14:", "16:", "20:"):
        assert any(line.startswith(one) for line in told), (one, told)
    assert sum('did you mean "text"?' in line for line in told) == 1
    assert any("write it like #14507A" in line for line in told)
    assert any('no filter "shout"' in line for line in told)


def test_every_wrong_field_of_the_front_matter_is_told(tmp_path: Path) -> None:
    front = (
        "---\nname: ours\npagez: 2\nslots:\n  facts: {kind: fact, itms: 3}\n"
        "  more: {kind: quote, items: 0}\n---\n"
    )
    told = words(found(tmp_path, "{{ facts }}{{ more }}\n", front))
    assert [line[:2] for line in sorted(told)] == ["3:", "5:", "6:"]


def test_a_fact_printed_without_its_warnings_is_told(tmp_path: Path) -> None:
    body = "{% for fact in facts %}\n\n- {{ fact.text }} {{ fact|credit }}\n{% endfor %}\n"
    (told,) = words(found(tmp_path, body), warnings=True)
    assert told.startswith('8: "fact.text" is printed without `caution`')


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("{% if facts %}\n{% for fact in facts %}\n{{ fact|cite }}\n{% endif %}\n", 7),
        ("{% for fact in facts %}\n\n{% if fact.text %}\n{{ fact|cite }}\n", 8),
        ("{% set a = 1 %}\n{% for fact in facts %}\n{{ fact|cite }}\n", 7),
    ],
)
def test_a_tag_that_is_left_open_is_told_where_it_opens(
    tmp_path: Path, body: str, line: int
) -> None:
    (told,) = words(found(tmp_path, body))
    assert told.startswith(f"{line}: {{% ") and "is opened here and never closed" in told


def test_a_misspelt_slot_is_told_once(tmp_path: Path) -> None:
    told = found(tmp_path, BODY.replace("in facts", "in fcats"))
    assert [f.line for f in told] == [6]


@pytest.mark.parametrize("stated", ['text = "SECRET"', 'txt = "SECRET"'])
def test_a_marking_in_a_theme_is_told_where_it_belongs(tmp_path: Path, stated: str) -> None:
    (told,) = words(found(tmp_path, theme=f"[marking]\n{stated}\n"))
    assert told.startswith("2: ") and "--marking" in told and "briefgen.toml" in told


def test_a_default_that_does_away_with_required_is_a_warning(tmp_path: Path) -> None:
    front = HEAD.replace("slots:", "slots:\n  why: {kind: author, required: true, default: So.}")
    (told,) = words(found(tmp_path, BODY + "{{ why }}\n", front), warnings=True)
    assert told.startswith('4: "why" is never required')


def test_words_without_translation_and_phrases_without_words_are_warnings(tmp_path: Path) -> None:
    folder = template_folder(
        tmp_path / "ours",
        '# {{ _("Voices") }}\n' + BODY,
        front=HEAD.replace("Nothing.", "None at all."),
    )
    (folder / "phrases").mkdir()
    (folder / "phrases" / "de.toml").write_text(
        '"Voicez" = "Stimmen"\n"None at all." = "Nichts."\n'
    )
    told = words(workshop.check(str(folder)), warnings=True)
    assert any('no "de" words for "Voices": they stay' in line for line in told), told
    assert any(line.startswith('1: "Voicez": nothing in the template says') for line in told), told
    assert not any('"None' in line for line in told)


def test_words_of_header_and_footer_are_translated_and_told_where_they_are_not(
    tmp_path: Path,
) -> None:
    theme = 'organisation = "Harbour Office"\n[footer]\n'
    theme += 'left = "Ref. {reference}"\nright = "Our {date}"\n'
    folder = template_folder(tmp_path / "ours", BODY, front=HEAD)
    (folder / "theme.toml").write_text(theme, encoding="utf-8")
    (folder / "phrases").mkdir()
    (folder / "phrases" / "de.toml").write_text(
        '"Harbour Office" = "Hafenamt"\n"Ref. {reference}" = "Az. {reference}"\n"Nothing." = "–"\n'
    )
    told = words(workshop.check(str(folder)), warnings=True)
    assert any('no "de" words for "Our {date}": they stay' in line for line in told), told
    assert not any("Harbour" in line or "Ref." in line for line in told)


def test_a_template_in_a_language_of_its_own_lacks_words_in_english_alone(tmp_path: Path) -> None:
    folder = template_folder(
        tmp_path / "ours", '# {{ _("Stimmen") }}\n' + BODY, front=HEAD.replace("Nothing.", "Leer.")
    )
    (folder / "theme.toml").write_text('language = "de"\n', encoding="utf-8")
    told = [workshop.preview(str(folder), tmp_path, language=one).notices for one in (None, "en")]
    assert told[0] == ()
    assert [words.partition(": ")[0] for words in told[1]] == [
        'no "en" words for "Leer.", "Stimmen"'
    ]


def test_a_quote_that_may_be_cut_is_a_warning(tmp_path: Path) -> None:
    front = HEAD.replace("slots:", "slots:\n  quotes: {kind: quote}")
    loop = "{% for quote in quotes %}\n“{{ quote.text }}” — {{ quote|byline }}\n\n{% endfor %}\n"
    (told,) = words(found(tmp_path, BODY + loop, front), warnings=True)
    assert told.startswith('13: "quote.text" ends where') and "{{ quote|quoted }}" in told
    right = BODY + loop.replace("“{{ quote.text }}”", "{{ quote|quoted }}")
    assert found(tmp_path, right, front.replace("ours", "right"), name="right") == []


def test_a_quote_without_its_speaker_is_a_warning(tmp_path: Path) -> None:
    front = HEAD.replace("slots:", "slots:\n  quotes: {kind: quote}")
    loop = "{% for quote in quotes %}\n{{ quote|quoted }}ADDED\n\n{% endfor %}\n"
    for n, added in enumerate(("", " {{ quote|cite }}", " {{ quote.speaker }}")):
        body = BODY + loop.replace("ADDED", added)
        (told,) = words(
            found(tmp_path, body, front.replace("ours", f"t{n}"), name=f"t{n}"), warnings=True
        )
        assert told.startswith("13: the words of") and "{{ quote|byline }}" in told
    for n, added in enumerate((" {{ quote|byline }}", " {{ quote.speaker }} {{ quote|cite }}")):
        body = BODY + loop.replace("ADDED", added)
        assert found(tmp_path, body, front.replace("ours", f"r{n}"), name=f"r{n}") == []


def test_a_slot_that_final_asks_for_and_nothing_prints_is_a_warning(tmp_path: Path) -> None:
    front = HEAD.replace("slots:", "slots:\n  why: {kind: author, prompt: Why.}")
    body = BODY + "{% if facts and not facts %}{{ why }}{% endif %}\n"
    (told,) = words(found(tmp_path, body, front), warnings=True)
    assert told.startswith('4: author slot "why" is required, and the sample does not print it')
    in_title = front.replace("name: ours", 'name: title\ntitle: "On {{ why }}"')
    assert found(tmp_path, body, in_title, name="title") == []


@pytest.mark.parametrize(
    ("old", "new", "words_of_it"),
    [
        ("kind: fact", "kind: fact, items: many", '"many" is no whole number'),
        ("kind: fact", "kind: fact, items: 0", '"0": it has to be 1 or more'),
        ("  facts:", "  facts: {kind: quote}\n     more:", "indented in another way"),
    ],
)
def test_a_wrong_value_is_told_in_plain_words(
    tmp_path: Path, old: str, new: str, words_of_it: str
) -> None:
    told = words(found(tmp_path, front=HEAD.replace(old, new)))
    assert any(words_of_it in line for line in told), told


def test_words_of_a_band_that_stand_for_nothing_are_told_plainly(tmp_path: Path) -> None:
    (told,) = words(found(tmp_path, theme='[footer]\nleft = "{seite}"\n'))
    assert '"footer.left": {seite} stands for nothing' in told


def test_super_in_a_block_that_replaces_none_is_told_plainly(tmp_path: Path) -> None:
    told = words(found(tmp_path, BODY + "{% block v %}{{ super() }}{% endblock %}\n"))
    assert len(told) == 1 and 'block "v" takes the place of no other' in told[0]


def test_a_field_that_an_item_lacks_is_told_though_no_source_leads_there(tmp_path: Path) -> None:
    body = (
        BODY
        + "{% for fact in facts if fact.status == 'no such' %}\n{{ fact.speaker }}\n{% endfor %}\n"
    )
    assert any('a fact has no "speaker"' in line for line in words(found(tmp_path, body)))


def test_a_fault_where_nothing_was_found_is_told(tmp_path: Path) -> None:
    body = "{% for fact in facts %}\n{{ fact.text }}\n{% else %}\n{{ 1 // 0 }}\n{% endfor %}\n"
    assert any("where nothing was found" in line for line in words(found(tmp_path, body)))


def test_a_block_that_the_extended_template_lacks_is_told(tmp_path: Path) -> None:
    body = '{% extends "info-note" %}\n{% block qoutes %}\nNone.\n{% endblock %}\n'
    told = words(found(tmp_path, body, "---\nname: ours\n---\n"))
    assert told == ['5: "info-note" has no block "qoutes"; did you mean "quotes"?']


def test_wrong_syntax_in_an_heir_is_its_only_fault(tmp_path: Path) -> None:
    head = "---\nname: ours\nslots:\n  quotes: {items: 3}\n---\n"
    body = '{% extends "info-note" %}\n{% block quotes %}\n{{ quotes|length }\n{% endblock %}\n'
    (told,) = words(found(tmp_path, body, head))
    assert told.startswith("8: ") and "unexpected" in told
    with pytest.raises(TemplateError, match=r"template\.md\.j2:8: .*unexpected"):
        load_template(tmp_path / "ours")


def test_a_template_that_extends_one_that_is_not_there_is_told(tmp_path: Path) -> None:
    told = words(found(tmp_path, '{% extends "info-not" %}\n', "---\nname: ours\n---\n"))
    assert 'did you mean "info-note"?' in told[0]


def test_a_name_that_can_be_none_in_a_body_is_told(tmp_path: Path) -> None:
    front = "---\nname: ours\nslots:\n  key-points: {kind: fact}\n---\n"
    assert any('like "key_points"' in line for line in words(found(tmp_path, "x\n", front)))


@pytest.mark.parametrize(
    ("body", "front", "theme", "told"),
    [
        (BODY, HEAD.replace("---\n{", "").replace("slots:", "slots:\n  more: {kind: quote}"), "",
         'slot "more" is declared and never printed'),
        (BODY, HEAD.replace(", nil: Nothing.", ""), "", "declares no nil line"),
        (BODY + "{{ why }}\n", HEAD.replace("slots:", "slots:\n  why: {kind: author}"), "",
         "has no prompt"),
        (BODY, HEAD.replace("kind: fact,", "kind: fact, words: 3,"), "", "no room for a sentence"),
        (BODY, HEAD.replace("name: ours", "name: theirs"), "", "call both the same"),
        (BODY, HEAD, '[colours]\nmuted = "#AAAAAA"\n', "has a contrast of 2.3 to 1"),
        ('{% extends "info-note" %}\nLoose words.\n', "---\nname: ours\n---\n", "",
         "outside every block"),
    ],
)  # fmt: skip
def test_what_is_only_to_be_looked_at_is_a_warning(
    tmp_path: Path, body: str, front: str, theme: str, told: str
) -> None:
    faults = found(tmp_path, body, front, theme)
    assert words(faults) == []
    assert any(told in line for line in words(faults, warnings=True)), faults
    assert all(fault.line for fault in faults)


def test_an_heir_of_every_built_in_template_has_no_fault(tmp_path: Path) -> None:
    for name in ("info-note", "one-pager", "media-brief"):
        body = f'{{% extends "{name}" %}}\n'
        assert found(tmp_path, body, f"---\nname: {name}-ours\n---\n", name=f"{name}-ours") == []


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("fr.toml", '"Date" = 3\n', "has to be words in quotes"),
        ("fr.toml", '"Date" = {many = "x", some = "y"}\n', '"some" is no plural'),
        ("frankish.toml", '"Date" = "x"\n', "no language is called"),
    ],
)
def test_phrases_that_are_wrong_are_told(tmp_path: Path, file: str, text: str, told: str) -> None:
    folder = template_folder(tmp_path / "ours", BODY, front=HEAD)
    (folder / "phrases").mkdir()
    (folder / "phrases" / file).write_text(text, encoding="utf-8")
    assert any(told in line for line in words(workshop.check(str(folder))))


def test_a_file_of_macros_sees_only_what_it_is_given(tmp_path: Path) -> None:
    body = '{% from "ours.md.j2" import shown %}\n{{ shown() }}\n' + BODY
    folder = template_folder(tmp_path / "ours", body, front=HEAD)
    part = folder / "ours.md.j2"
    part.write_text("{% macro shown() %}{{ facts }}{% endmacro %}\n", encoding="utf-8")
    told = [f for f in workshop.check(str(folder)) if not f.is_warning]
    assert [(f.file, f.line) for f in told] == [(str(part), 1)]
    assert "make it an argument" in told[0].what


def test_a_language_of_a_theme_that_is_none_is_told_with_its_line(tmp_path: Path) -> None:
    (told,) = words(found(tmp_path, theme='# ours\nlanguage = "xx"\n'))
    assert told.startswith('2: no language is called "xx"')


def test_what_the_template_behind_imports_can_be_used(tmp_path: Path) -> None:
    front = "---\nname: ours\n---\n"
    block = "{% block quotes %}\n{{ numbered(key_points) }}\n{% endblock %}\n"
    body = '{% extends "info-note" %}\n' + block
    assert words(found(tmp_path, body, front)) == []


def test_a_macro_that_is_not_imported_is_told_with_its_import(tmp_path: Path) -> None:
    told = words(found(tmp_path, BODY + "{{ likelihood_scale() }}\n"))
    assert told[0] == (
        '11: "likelihood_scale" is nothing known here; write  '
        '{% from "parts.md.j2" import likelihood_scale %}  above it'
    )
