"""Which briefs a folder, a table or a plan asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.batch.folders import Each
from briefgen.batch.plan import read_plan
from briefgen.errors import SettingsError


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    place = tmp_path / "inbox"
    for name in ("a.txt", "b.pdf", "case/one.txt", "case/two.txt", "case/deep/three.txt"):
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.", encoding="utf-8")
    return place


def asked(place: Path, each: Each | None = None) -> dict[str, list[str]]:
    base = place if place.is_dir() else place.parent
    return {
        task.name: [Path(source).relative_to(base).as_posix() for source in task.sources]
        for task in read_plan(place, each).tasks
    }


def test_each_file_and_each_folder_of_a_folder_is_a_brief(inbox: Path) -> None:
    assert asked(inbox) == {"a": ["a.txt"], "b": ["b.pdf"], "case": ["case"]}


def test_each_file_however_deep_is_a_brief_where_that_is_asked_for(inbox: Path) -> None:
    assert asked(inbox, Each.FILE) == {
        "a": ["a.txt"],
        "b": ["b.pdf"],
        "case/deep/three": ["case/deep/three.txt"],
        "case/one": ["case/one.txt"],
        "case/two": ["case/two.txt"],
    }


def test_only_folders_are_briefs_where_that_is_asked_for(inbox: Path) -> None:
    assert asked(inbox, Each.FOLDER) == {"case": ["case"]}


def test_files_beside_the_folders_that_alone_become_briefs_are_told(inbox: Path) -> None:
    for name in ("c.txt", "d.txt", "e.txt"):
        (inbox / name).write_text("Text.", encoding="utf-8")
    plan = inbox.parent / "plan.toml"
    plan.write_text('folder = "inbox"\neach = "folder"\n', encoding="utf-8")
    [notice] = read_plan(inbox, Each.FOLDER).notices
    assert notice == (
        f"{inbox}: 5 files lie beside the folders, in no brief: a.txt, b.pdf, c.txt and 2 more; "
        "--each entry makes one of each"
    )
    assert read_plan(plan).notices == (notice,)
    assert not read_plan(inbox, Each.ENTRY).notices


def test_unfinished_downloads_are_passed_over_and_told(inbox: Path) -> None:
    for name in ("c.pdf.part", "d.pdf.CRDOWNLOAD", "a.txt~"):
        (inbox / name).write_text("Te", encoding="utf-8")
    plan = read_plan(inbox)
    assert [task.name for task in plan.tasks] == ["a", "b", "case"]
    words = "3 files were passed over, unfinished by the name: a.txt~, c.pdf.part, d.pdf.CRDOWNLOAD"
    assert plan.notices == (f"{inbox}: {words}",)


def test_files_of_one_stem_do_not_share_a_name(inbox: Path) -> None:
    (inbox / "a.html").write_text("<p>Text.</p>", encoding="utf-8")
    (inbox / "A.md").write_text("Text.", encoding="utf-8")
    names = [task.name for task in read_plan(inbox).tasks]
    assert len({name.casefold() for name in names}) == len(names) == 5


def test_a_link_in_a_folder_is_refused_and_not_followed(inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Secret.", encoding="utf-8")
    (inbox / "link.txt").symlink_to(tmp_path / "secret.txt")
    plan = read_plan(inbox)
    assert [error.name for error in plan.refused] == [(inbox / "link.txt").as_posix()]
    assert "link" not in {task.name for task in plan.tasks}


def test_each_row_of_a_table_is_a_brief(inbox: Path) -> None:
    table = inbox / "cases.csv"
    table.write_text(
        "sources,title,focus,output\n"
        "a.txt;b.pdf,Two texts,water; power,city/two\n"
        "case,Harbour: the case?,,\n",
        encoding="utf-8",
    )
    first, second = read_plan(table).tasks
    assert (first.name, first.title, first.focus) == ("city/two", "Two texts", ("water", "power"))
    assert [Path(source).name for source in first.sources] == ["a.txt", "b.pdf"]
    assert second.name == "Harbour- the case-"


def test_a_source_is_no_plan(inbox: Path) -> None:
    with pytest.raises(SettingsError, match=r"a\.txt: is neither .* with briefgen make, or name"):
        read_plan(inbox / "a.txt")


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_a_table_is_parted_as_its_first_line_is(inbox: Path, delimiter: str) -> None:
    rows = (
        ("Sources", "title", "output", ""),
        ("a.txt|b.pdf", '"Two; texts, both\tlong"', "two", ""),
        ("", "", "", ""),
        ("case", "", "", ""),
    )
    table = inbox / "cases.csv"
    table.write_text("".join(f"{delimiter.join(row)}\n" for row in rows), encoding="utf-8")
    first, second = read_plan(table).tasks
    assert (first.name, first.title) == ("two", "Two; texts, both\tlong")
    assert [Path(source).name for source in first.sources] == ["a.txt", "b.pdf"]
    assert second.name == "case"


def test_a_row_with_more_cells_than_columns_is_told_with_its_line(inbox: Path) -> None:
    table = inbox / "cases.csv"
    table.write_text(
        'sources,title\na.txt,"two\nlines"\n\nb.pdf,Harbour, closed\n', encoding="utf-8"
    )
    with pytest.raises(
        SettingsError, match='line 5: has 3 cells for 2 columns; put a cell with ","'
    ):
        read_plan(table)


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ('sources = ["*.txt"]', "inbox"),
        ('sources = ["case/**/*.txt"]', "case"),
        ('sources = ["wire/*harbour*.html"]', "harbour"),
        ('sources = ["case/"]\ntitle = "???"', "case"),
        ('sources = ["*"]\ntitle = ""', "inbox"),
        ('sources = ["day/2026.03.12/"]', "2026.03.12"),
        ('sources = ["s3://desk/harbour/*"]', "harbour"),
    ],
)
def test_a_brief_is_called_by_what_has_letters(inbox: Path, entry: str, name: str) -> None:
    plan = inbox / "plan.toml"
    plan.write_text(f"[[brief]]\n{entry}\n", encoding="utf-8")
    assert [task.name for task in read_plan(plan).tasks] == [name]


def test_a_file_without_letters_in_its_name_is_a_brief_all_the_same(inbox: Path) -> None:
    for name in ("---.txt", "!.txt"):
        (inbox / name).write_text("Text.", encoding="utf-8")
    assert all(task.name.startswith(("a", "b", "case")) for task in read_plan(inbox).tasks)


def test_all_that_is_wrong_in_a_plan_is_told_at_once(inbox: Path) -> None:
    (inbox / "cases.csv").write_text("sources,template\na.txt,one-pagr\n", encoding="utf-8")
    (inbox / "plan.toml").write_text(
        'formats = ["pdff"]\ntable = "cases.csv"\n'
        '[[brief]]\nsources = ["a.txt"]\ntitel = "x"\nlanguage = 3\n'
        '[[brief]]\nsources = ["case"]\ntemplate = "mail"\noutput = "/x"\n',
        encoding="utf-8",
    )
    with pytest.raises(SettingsError) as told:
        read_plan(inbox / "plan.toml")
    first, *lines = str(told.value).splitlines()
    assert first == f"{inbox}/plan.toml: 6 faults; nothing was made"
    assert [line.removeprefix(f"{inbox}/").split('"')[0].rstrip() for line in lines] == [
        "plan.toml: formats: there is no format",
        "plan.toml: [[brief]] 1 (line 3): language:",
        "plan.toml: [[brief]] 1 (line 3): titel: no such field; did you mean",
        "plan.toml: [[brief]] 2 (line 7): output:",
        "plan.toml: [[brief]] 2 (line 7): template: template",
        "cases.csv: line 2: template: no template is named",
    ]


def test_a_field_that_is_unknown_or_of_a_wrong_kind_hides_no_other_fault(inbox: Path) -> None:
    (inbox / "cases.csv").write_text(
        "sources,titel,template\na.txt,x,one-pagr\n,,sitrp\n", encoding="utf-8"
    )
    (inbox / "plan.toml").write_text(
        'formts = ["pdf"]\ntemplate = "sitrp"\nfolder = "none"\ntable = "cases.csv"\n'
        '[[brief]]\ntitel = "x"\nfocus = 3\ntemplate = "one-pagr"\nlanguage = "klingonish"\n'
        '[[brief]]\nsources = ["https://example.org/a"]\ntitle = 3\noutput = "/x"\n'
        '[[breif]]\nsources = ["a.txt"]\n',
        encoding="utf-8",
    )
    with pytest.raises(SettingsError) as told:
        read_plan(inbox / "plan.toml")
    _, *lines = str(told.value).splitlines()
    first, second = "[[brief]] 1 (line 5)", "[[brief]] 2 (line 10)"
    starts = {
        *("plan.toml: breif:", "plan.toml: formts:", "plan.toml: template:", "plan.toml: folder:"),
        *(f"plan.toml: {first}: {name}:" for name in ("sources", "titel", "focus")),
        *(f"plan.toml: {first}: {name}:" for name in ("template", "language")),
        *(f"plan.toml: {second}: {name}:" for name in ("sources", "title", "output")),
        'cases.csv: there is no column "titel"',
        *("cases.csv: line 2: template:", "cases.csv: line 3: names no", "cases.csv: line 3: temp"),
    }
    told_of = [line.removeprefix(f"{inbox}/") for line in lines]
    assert {next(s for s in starts if line.startswith(s)) for line in told_of} == starts
    assert len(told_of) == len(starts)
    assert 'breif: no such field; did you mean "brief"' in str(told.value)


def test_the_template_of_messages_makes_no_brief(inbox: Path) -> None:
    plan = inbox / "plan.toml"
    plan.write_text('template = "mail"\n[[brief]]\nsources = ["a.txt"]\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"not of briefs; take one of .*info-note, .*sitrep"):
        read_plan(plan)


@pytest.mark.parametrize(
    "text",
    [
        '[[brief]]\nsources = ["a.txt", "https://example.org/lock"]\n',
        '[[brief]]\nsources = ["HTTP:/example.org/lock"]\n',
        'folder = "https://example.org/news/"\n',
    ],
)
def test_a_page_of_the_web_is_refused_in_a_plan_with_what_to_do(inbox: Path, text: str) -> None:
    plan = inbox / "plan.toml"
    plan.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"is a page of the web, .* with briefgen make"):
        read_plan(plan)


def test_each_entry_of_a_plan_is_a_brief(inbox: Path) -> None:
    plan = inbox / "plan.toml"
    plan.write_text(
        'template = "one-pager"\nformats = ["pdf"]\n'
        '[[brief]]\nsources = ["a.txt"]\ntemplate = "sitrep"\noutput = "first"\n'
        '[[brief]]\nsources = ["case"]\n',
        encoding="utf-8",
    )
    read = read_plan(plan)
    assert (read.template, read.formats) == ("one-pager", ("pdf",))
    assert [(task.name, task.template) for task in read.tasks] == [
        ("first", "sitrep"),
        ("case", None),
    ]


@pytest.mark.parametrize("each", list(Each))
def test_a_folder_in_storage_is_parted_like_one_on_the_disk(inbox: Path, each: Each) -> None:
    (inbox / ".hidden.txt").write_text("Text.", encoding="utf-8")
    plan = inbox.parent / "plan.toml"
    plan.write_text(f'folder = "{inbox.as_uri()}/"\neach = "{each}"\n', encoding="utf-8")
    above = f"{inbox.as_uri()}/"
    there = {
        task.name: [source.removeprefix(above) for source in task.sources]
        for task in read_plan(plan).tasks
    }
    assert there == asked(inbox, each)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('tmplate = "x"', "did you mean"),
        ('[[brief]]\nsources = ["a"]\ntitel = "x"', "title"),
        ("[[brief]]\nsources = []", r"\[\[brief\]\] 1 \(line 1\): sources: "),
        ("[[brief]\n", "TOML"),
        ('[[brief]]\nsources = ["a"]\noutput = "../x"', "must be a name"),
        ('[[brief]]\nsources = ["a"]\noutput = "/x"', "must be a name"),
    ],
)
def test_a_fault_in_a_plan_is_told_with_its_place(inbox: Path, text: str, words: str) -> None:
    plan = inbox / "plan.toml"
    plan.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=words):
        read_plan(plan)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("template", "one-pagr", "did you mean"),
        ("theme", "newsrom", "did you mean"),
        ("theme", "mine.toml", "mine.toml: there is no"),
        ("letterhead", "gone.docx", "gone.docx"),
        ("language", "klingonish", "no language"),
        ("list", "minister", "did you mean"),
    ],
)
def test_what_an_entry_names_and_is_not_there_is_told_with_file_entry_and_field(
    inbox: Path, monkeypatch: pytest.MonkeyPatch, field: str, value: str, words: str
) -> None:
    monkeypatch.chdir(inbox)
    Path("lists").mkdir()
    Path("lists/ministers.toml").write_text('addresses = ["ann@example.org"]', encoding="utf-8")
    Path("plan.toml").write_text(
        f'[[brief]]\nsources = ["a.txt"]\n[[brief]]\nsources = ["case"]\n{field} = "{value}"\n',
        encoding="utf-8",
    )
    with pytest.raises(SettingsError, match=words) as told:
        read_plan(Path("plan.toml"))
    assert str(told.value).startswith(f"plan.toml: [[brief]] 2 (line 3): {field}: ")
    Path("cases.csv").write_text(f"sources,{field}\na.txt,{value}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=words) as told:
        read_plan(Path("cases.csv"))
    assert str(told.value).startswith(f"cases.csv: line 2: {field}: ")


def test_an_entry_says_how_its_brief_looks_and_whom_it_goes_to(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(inbox.parent)
    (inbox / "blue.toml").write_text('extends = "house"\n', encoding="utf-8")
    (inbox / "letter.docx").write_bytes(b"PK")
    (inbox / "press.toml").write_text('addresses = ["ann@example.org"]', encoding="utf-8")
    (inbox / "plan.toml").write_text(
        '[[brief]]\nsources = ["a.txt"]\ntheme = "blue.toml"\nletterhead = "letter.docx"\n'
        'language = "de"\nlist = "press.toml"\n[[brief]]\nsources = ["case"]\ntheme = "plain"\n',
        encoding="utf-8",
    )
    first, second = read_plan(Path("inbox/plan.toml")).tasks
    assert first.theme == "inbox/blue.toml"
    assert first.letterhead == "inbox/letter.docx"
    assert (first.language, first.mail_list) == ("de", "inbox/press.toml")
    assert (second.theme, second.letterhead, second.mail_list) == ("plain", None, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sources,titel\na,b\n", "titel"),
        ("sources,title\n,b\n", "line 2"),
        ("title\nx\n", "no column"),
    ],
)
def test_a_fault_in_a_table_is_told_with_its_place(inbox: Path, text: str, words: str) -> None:
    table = inbox / "cases.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=words):
        read_plan(table)
