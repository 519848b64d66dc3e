"""Sources and briefs in storage that is no folder; here one that fsspec sees on the disk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.batch.plan import Plan, read_plan
from briefgen.batch.pool import Pool
from briefgen.batch.running import Ended, run_batch
from briefgen.batch.storage import Store, fetched, is_address
from briefgen.cli.engines import check_store
from briefgen.errors import OutputError, SettingsError
from briefgen.model.batch import Options, Task

from .conftest import Desk, story


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(1, None, 60) as one:
        yield one


def run(pool: Pool, store: str) -> Ended:
    options = Options(formats=("md",))
    plan = read_plan(Path("plan.toml"))
    return run_batch(plan, options, Path("known"), pool, stop=threading.Event(), store=store)


def test_sources_are_fetched_and_briefs_are_put_whole(
    desk: Desk, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.place)
    store = (desk.place / "store").as_uri()
    inbox = desk.inbox.as_uri()
    (desk.inbox / "case").mkdir()
    for number in (3, 4):
        (desk.inbox / f"story-{number}.txt").rename(desk.inbox / "case" / f"{number}.txt")
    (desk.place / "plan.toml").write_text(
        f'[[brief]]\nsources = ["{inbox}/story-0.txt"]\noutput = "a/one"\n'
        f'[[brief]]\nsources = ["{inbox}/case/"]\noutput = "two"\n'
        f'[[brief]]\nsources = ["{inbox}/story-[12].txt", "inbox/story-0.txt"]\noutput = "three"\n'
        f'[[brief]]\nsources = ["{inbox}/none.txt"]\noutput = "four"\n',
        encoding="utf-8",
    )
    ended = run(pool, store)
    assert (ended.tally.made, ended.tally.failed) == (3, 1)
    assert ended.summary.files.named == 7
    assert [one.trouble for one in ended.summary.failures] == ["NO_SOURCE"]
    names = {"a/one_v1", "two_v1", "three_v1"}
    whole = {f"{name}{suffix}" for name in names for suffix in (".md", ".manifest.json")}
    assert Store(store).names() == whole
    assert {path.name for path in (desk.place / "known").iterdir() if path.suffix != ".lock"} == {
        "batch.jsonl",
        "summary.json",
    }
    first = desk.files("store")
    manifest = first["two_v1.manifest.json"].decode()
    assert f'"file{(desk.inbox / "case" / "3.txt").as_posix()}"' in manifest
    assert "tmp/briefgen-" not in manifest

    assert run(pool, store).tally.kept == 4

    # What a person has changed there is never written over.
    (desk.place / "store" / "two_v1.md").write_text("Mine.", encoding="utf-8")
    (desk.place / "store" / "three_v1.md").unlink()
    (desk.inbox / "case" / "3.txt").write_text(story(8), encoding="utf-8")
    assert run(pool, store).tally.made == 2
    second = desk.files("store")
    assert second["two_v1.md"] == b"Mine."
    assert second.keys() - first.keys() == {"two_v2.md", "two_v2.manifest.json"}
    assert second["three_v1.md"] == first["three_v1.md"]


def test_storage_that_cannot_be_had_ends_the_run_and_is_told(
    desk: Desk, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.place)
    plan = '[[brief]]\nsources = ["nowhere://bucket/a.txt"]\n'
    (desk.place / "plan.toml").write_text(plan, encoding="utf-8")
    with pytest.raises(OutputError, match=r"nowhere://bucket/a.txt: cannot be had .*credentials"):
        run(pool, "")


def test_a_copy_lies_in_the_folder_for_it_whatever_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Text.", encoding="utf-8")
    with fetched([f"{tmp_path.as_uri()}/in/../in/a.txt"]) as (folder, _):
        assert [p.name for p in folder.rglob("*") if p.is_file()] == ["a.txt"]
    assert not folder.exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("s3://bucket/a", True),
        ("gs://bucket", True),
        ("https://example.org/a", False),
        ("C:/folder", False),
        ("inbox/a.txt", False),
        ("s3:/bucket", False),
    ],
)
def test_what_is_an_address_of_storage(text: str, told: bool) -> None:
    assert is_address(text) is told


def test_briefs_are_not_put_where_sources_lie() -> None:
    plan = Plan((Task(name="a", sources=("s3://desk/in/",)),))
    check_store("s3://desk/in-briefs", plan)
    with pytest.raises(SettingsError, match="read as sources"):
        check_store("s3://desk/in/briefs", plan)
    with pytest.raises(SettingsError, match="must be an address"):
        check_store("briefs", plan)
