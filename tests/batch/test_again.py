"""Runs after runs into one folder: what is told of files that are as they were."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefgen.batch.plan import read_plan
from briefgen.batch.pool import Pool
from briefgen.batch.running import Ended, run_batch
from briefgen.model.batch import Options, Summary

from .conftest import Desk, story

Run = Callable[..., Ended]
GERMAN = """Brücke in Velmark gesperrt

Die Hafenbrücke in Velmark wurde am Montag gesperrt, nachdem Taucher Risse in zwei Seilen gefunden
hatten. Rund 2200 Menschen überqueren sie jeden Tag.
"""


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(1, None, 60) as one:
        yield one


@pytest.fixture
def run(desk: Desk, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A run of a plan or folder in a workspace with one story in its inbox."""
    monkeypatch.chdir(desk.place)
    for number in range(1, 5):
        (desk.inbox / f"story-{number}.txt").unlink()

    def go(place: Path | str = "inbox", output: Path | str = "out", **options: object) -> Ended:
        asked = Options.model_validate({"formats": ("md", "pdf")} | options)
        return run_batch(read_plan(Path(place)), asked, Path(output), pool, stop=threading.Event())

    return go


def told(summary: Summary, words: str) -> list[str]:
    """The files of which a notice with these words is told."""
    return [line.partition(":")[0] for line in summary.notices if words in line]


def test_each_draft_of_an_earlier_brief_or_list_is_named(run: Run) -> None:
    def write_list(name: str, address: str, ceiling: str = "OFFICIAL") -> None:
        Path("lists").mkdir(exist_ok=True)
        Path(f"lists/{name}.toml").write_text(
            f'addresses = ["{address}"]\nceiling = "{ceiling}"', encoding="utf-8"
        )

    def old(**options: object) -> list[str]:
        ended = run("plan.toml", **options)
        return told(ended.summary, "a draft of an earlier run")

    entry = '[[brief]]\nsources = ["inbox/story-0.txt"]\nlist = "press"\n'
    Path("plan.toml").write_text(entry, encoding="utf-8")
    write_list("press", "ann@example.org")
    first = Path("out/story-0_v1.press.eml")
    assert not old(marking="OFFICIAL")
    assert b"ann@example.org" in first.read_bytes()

    write_list("press", "bo@example.org")
    assert not old(marking="OFFICIAL")
    assert b"bo@example.org" in first.read_bytes()
    assert len(list(Path("out").glob("*.eml"))) == 1

    Path("inbox/story-0.txt").write_text(story(6), encoding="utf-8")
    assert old(marking="OFFICIAL") == ["story-0_v1.press.eml"]
    assert Path("out/story-0_v2.press.eml").is_file()
    again = run("plan.toml", marking="OFFICIAL")
    assert (again.made, again.summary.drafts) == ((), ("story-0_v2.press.eml",))
    assert old(marking="OFFICIAL") == ["story-0_v1.press.eml"]  # as long as it lies there
    first.unlink()
    assert not old(marking="OFFICIAL")

    second = Path("out/story-0_v2.press.eml")
    second.write_bytes(second.read_bytes() + b"\n")
    write_list("press", "cy@example.org")
    assert old(marking="OFFICIAL") == ["story-0_v2.press.eml"]  # somebody has touched it
    both = ["story-0_v2.press-2.eml", "story-0_v2.press.eml"]
    assert sorted(old(marking="OFFICIAL-SENSITIVE")) == both

    write_list("open", "di@example.org")
    Path("plan.toml").write_text(entry.replace("press", "open"), encoding="utf-8")
    assert sorted(old(marking="OFFICIAL")) == both


def test_a_file_in_a_format_that_was_not_asked_for_again_is_named_once_it_is_old(run: Run) -> None:
    words = "tells the brief as it was"
    assert not told(run().summary, words)
    assert not told(run(formats=("pdf",)).summary, words)
    Path("inbox/story-0.txt").write_text(story(6), encoding="utf-8")
    assert told(run(formats=("pdf",)).summary, words) == ["story-0_v1.md"]
    assert told(run(formats=("pdf",)).summary, words) == ["story-0_v1.md"]
    assert not told(run().summary, words)


def test_what_make_tells_of_a_brief_is_counted_and_one_without_a_statement_is_named(
    run: Run,
) -> None:
    for name in ("a", "b", "c", "d"):
        Path(f"inbox/{name}.txt").write_text(f"{GERMAN}\n\nNummer {name}.\n", encoding="utf-8")
    Path("inbox/case").mkdir()
    for name in ("x", "y"):
        Path(f"inbox/case/{name}.txt").write_text(f"{GERMAN}\n{name}", encoding="utf-8")
    for _ in range(2):
        summary = run(formats=("md",)).summary
        assert summary.briefs.made == 6
        assert summary.empty == ("a", "b", "c", "d", "case")
        foreign, undated = summary.notices
        assert foreign.startswith("a, b, c and 2 more (6 sources): is in German; ")
        assert undated.startswith("a, b, c and 2 more: no source has a date")
    for name in ("b", "c", "d"):
        Path(f"inbox/{name}.txt").unlink()
    Path("inbox/case/x.txt").unlink()
    Path("inbox/case/y.txt").write_text("Hello.", encoding="utf-8")
    foreign, _ = run(formats=("md",)).summary.notices
    assert foreign.startswith("a: inbox/a.txt: is in German; ")


def test_a_brief_that_nothing_asks_for_any_more_is_named_until_its_files_are_gone(run: Run) -> None:
    Path("inbox/later.txt").write_text(story(3), encoding="utf-8")
    assert not run(formats=("md",)).summary.no_longer_made
    Path("inbox/later.txt").rename("inbox/latest.txt")
    summary = run(formats=("md",)).summary
    assert summary.briefs.made == 2
    assert summary.no_longer_made == {"later": ("inbox/later.txt",)}
    Path("out/later_v1.md").unlink()
    assert not run(formats=("md",)).summary.no_longer_made


def test_the_same_files_are_not_made_anew_because_they_are_named_by_another_path(
    run: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("inbox/case").mkdir()
    Path("inbox/case/a.txt").write_text(story(3), encoding="utf-8")
    Path("inbox/mine.toml").write_text('extends = "plain"\n', encoding="utf-8")
    Path("inbox/press.toml").write_text('addresses = ["ann@example.org"]', encoding="utf-8")
    Path("inbox/plan.toml").write_text(
        '[[brief]]\nsources = ["case", "*.txt"]\noutput = "all"\ntheme = "mine.toml"\n'
        'list = "press.toml"\n',
        encoding="utf-8",
    )
    assert run("inbox/plan.toml").tally.made == 1
    assert run(desk.inbox / "plan.toml").tally.kept == 1
    for name in ("plan.toml", "mine.toml", "press.toml"):
        Path("inbox", name).unlink()
    assert run("inbox").tally.made == 2
    monkeypatch.chdir(desk.inbox)
    assert run(desk.inbox, output="../out").tally.kept == 2
    assert run(".", output=desk.place / "out").tally.kept == 2
    Path("case/a.txt").rename("case/b.txt")
    assert run(".", output="../out").tally.made == 1
