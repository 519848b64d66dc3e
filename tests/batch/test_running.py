"""Many briefs in one run: what stands at the end, whatever happens on the way."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import threading
import time
from pathlib import Path

import pytest
from readers import poison
from typer.testing import CliRunner

from briefgen.cli import app

from .conftest import Desk, descendants, is_root, is_running, story

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")


def test_every_source_becomes_a_brief_and_nothing_is_made_twice(desk: Desk) -> None:
    assert desk.batch()[0] == 0
    first = desk.files()
    assert {f"story-{n}_v1.pdf" for n in range(5)} <= set(first)
    assert desk.summary()["briefs"] == {"planned": 5, "made": 5, "failed": 0, "not_reached": 0}

    code, told = desk.batch()
    assert (code, "0 made now" in told) == (0, True)
    assert desk.files() == first

    (desk.inbox / "story-3.txt").write_text(story(7), encoding="utf-8")
    (desk.place / "out" / "story-1_v1.pdf").unlink()
    code, told = desk.batch()
    assert (code, "2 made now" in told) == (0, True)
    changed = {name for name, content in desk.files().items() if first.get(name) != content}
    assert changed == {"story-3_v1.pdf", "story-3_v1.manifest.json", "batch.jsonl"}

    assert "5 made now" in desk.batch("out", "-t", "one-pager")[1]


def test_each_topic_of_a_folder_becomes_a_brief_and_only_that_a_source_joins_is_made_anew(
    desk: Desk,
) -> None:
    for number in (2, 3, 4):
        (desk.inbox / f"story-{number}.txt").unlink()
    flood = (
        "{title}\n\n{day} March 2026\n\nThe river Tarn rose to a record of {day} metres in {place}."
    )
    place = desk.inbox / "flood.txt"
    place.write_text(flood.format(title="Record flood on the Tarn", day=6, place="Sarrow"))
    assert desk.batch("out", "--cluster", "--no-cache")[0] == 0
    first, topics = desk.files(), desk.summary()["topics"]
    assert sorted(map(len, topics.values())) == [1, 2]
    assert {f"{name}_v1.pdf" for name in topics} <= set(first)

    (desk.inbox / "also.txt").write_text(
        flood.format(title="The Tarn flood in Ostby", day=7, place="Ostby"), encoding="utf-8"
    )
    code, told = desk.batch("out", "--cluster", "--no-cache")
    assert (code, "2 of 2 briefs" in told, "1 made now" in told) == (0, True, True)
    assert set(desk.summary()["topics"]) == set(topics)
    changed = {name for name, content in desk.files().items() if first.get(name) != content}
    name = next(name for name, sources in topics.items() if len(sources) == 1)
    made = {f"{name}_v1.pdf", f"{name}_v1.manifest.json"}
    assert changed == made | {"batch.jsonl", "summary.json"}

    (desk.inbox / "also.txt").unlink()
    code, told = desk.batch("out", "--cluster", "--least", "2", "--no-cache")
    assert (code, f"no longer made: {name}: " in told) == (0, True)
    assert list(desk.summary()["no_longer_made"]) == [name]
    assert (desk.place / "out" / f"{name}_v1.pdf").is_file()
    for file in made:
        (desk.place / "out" / file).unlink()
    assert "no longer made" not in desk.batch("out", "--cluster", "--least", "2", "--no-cache")[1]
    code, told = desk.batch("few", "--cluster", "--least", "3", "--no-cache")
    assert (code, "no topic has 3 sources" in told) == (2, True)


def test_an_entry_with_a_list_gets_a_draft_or_is_told_why_not(desk: Desk) -> None:
    (desk.place / "lists").mkdir()
    (desk.place / "lists" / "press.toml").write_text('addresses = ["ann@example.org"]')
    (desk.place / "lists" / "open.toml").write_text(
        'addresses = ["bo@example.org"]\nceiling = "TLP:GREEN"'
    )
    (desk.place / "plan.toml").write_text(
        '[[brief]]\nsources = ["inbox/story-1.txt"]\nlist = "open"\ntheme = "plain"\n'
        '[[brief]]\nsources = ["inbox/story-2.txt"]\nlist = "press"\n'
    )
    marked = ("batch", "plan.toml", "-o", "out", "-f", "pdf", "--jobs", "1")
    code, told = desk.run(*marked, "--marking", "TLP:GREEN")
    assert (code, "no draft: story-2" in told) == (3, True)
    assert set(desk.summary()["held"]) == {"story-2"}
    first = desk.files()
    assert b"bo@example.org" in first["story-1_v1.open.eml"]
    assert not [name for name in first if name.startswith("story-2") and name.endswith(".eml")]

    (desk.place / "lists" / "press.toml").write_text(
        'addresses = ["ann@example.org"]\nceiling = "TLP:GREEN"'
    )
    code, told = desk.run(*marked, "--marking", "TLP:GREEN")
    assert (code, "1 made now" in told) == (0, True)
    after = desk.files()
    assert b"ann@example.org" in after["story-2_v1.press.eml"]
    assert after["story-1_v1.open.eml"] == first["story-1_v1.open.eml"]

    code, told = desk.run(*marked, "--marking", "TLP:AMBER")
    assert (code, "story-1_v1.open.eml: a draft of an earlier run" in told) == (3, True)


def test_two_workers_make_what_one_makes(desk: Desk) -> None:
    assert desk.batch("one")[0] == desk.batch("two", "--jobs", "2")[0] == 0
    assert desk.files("one") == desk.files("two")


def test_a_poisoned_document_costs_itself_and_no_neighbour(desk: Desk, tmp_path: Path) -> None:
    harmful = {
        "swell.docx": poison.swelling_word_file(20),
        "crowd.docx": poison.crowded_word_file(6000),
        "laugh.docx": poison.laughing_word_file(),
        "deep.docx": poison.deep_word_file(),
        "deep.eml": poison.deep_mail(),
        "curious.docx": poison.curious_word_file(tmp_path / "secret"),
        "page.url": b"[InternetShortcut]\nURL=http://127.0.0.1:9/\n",
    }
    mixed = desk.inbox / "mixed"
    mixed.mkdir()
    (mixed / "good.txt").write_text(story(8), encoding="utf-8")
    for name, content in harmful.items():
        (desk.inbox / name).write_bytes(content)
        (mixed / name).write_bytes(content + b"\n")
    assert desk.batch()[0] == 3
    told = desk.summary()
    alone = {Path(name).stem for name in harmful}
    failed = {one["name"] for one in told["failures"]}
    assert {name.split("-")[0] for name in failed} == alone
    assert {one["trouble"] for one in told["failures"]} == {"NO_SOURCE"}
    assert told["briefs"]["made"] == 6
    assert len(told["not_read"]["mixed"]) == len(harmful)
    assert "briefgen make" in told["not_read"]["page"][0]["remedy"]  # nothing is fetched
    assert (desk.place / "out" / "mixed_v1.pdf").is_file()
    assert all(record["code"] for records in told["not_read"].values() for record in records)


def test_what_failed_for_its_sources_is_tried_again_only_when_asked(desk: Desk) -> None:
    (desk.inbox / "empty.txt").write_text("", encoding="utf-8")
    code, told = desk.batch("out", "--json")
    assert code == 3
    summary, _ = json.JSONDecoder().raw_decode(told)
    assert summary["made_now"] == [f"story-{n}" for n in range(5)]
    assert summary["kept"] == 0
    lines = desk.batch("out", "--progress", "json")[1].splitlines()
    last = json.loads([line for line in lines if line.startswith("{")][-1])
    assert (last["done"], last["kept"], last["failed"]) == (6, 6, 0)
    lines = desk.batch("out", "--progress", "json", "--retry")[1].splitlines()
    last = json.loads([line for line in lines if line.startswith("{")][-1])
    assert (last["done"], last["kept"], last["failed"]) == (6, 5, 1)


@posix
def test_a_run_that_was_killed_goes_on_to_what_an_undisturbed_one_makes(desk: Desk) -> None:
    assert desk.batch("calm")[0] == 0
    chance = random.Random(4)  # noqa: S311 - the same moments each time
    for _ in range(4):
        shutil.rmtree(desk.place / "out", ignore_errors=True)
        process = desk.start("batch", "inbox", "-o", "out", "-f", "pdf", "--jobs", "2")
        time.sleep(chance.uniform(1.0, 5.0))
        started = descendants(process.pid)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert desk.batch()[0] == 0
        assert desk.files("out") == desk.files("calm")
        assert not {pid for pid in started if is_running(pid)}


@posix
def test_the_first_ctrl_c_lets_briefs_be_finished_and_the_next_run_goes_on(desk: Desk) -> None:
    for number in range(5, 15):
        (desk.inbox / f"story-{number}.txt").write_text(story(number), encoding="utf-8")
    process = desk.start("batch", "inbox", "-o", "out", "-f", "pdf", "--jobs", "1")
    desk.await_file("*_v1.pdf")
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert "stopping" in told
    briefs = desk.summary()["briefs"]
    assert 0 < briefs["made"] < 15
    assert briefs["made"] + briefs["not_reached"] == 15
    assert desk.batch()[0] == 0
    assert desk.summary()["briefs"]["made"] == 15


@posix
def test_the_second_ctrl_c_stops_at_once_and_leaves_no_process(desk: Desk) -> None:
    (desk.place / "out").mkdir()
    (desk.place / "out" / "summary.json").write_text("{}", encoding="utf-8")
    process = desk.start("batch", "inbox", "-o", "out", "-f", "pdf", "--jobs", "1")
    desk.await_file("batch.jsonl")
    time.sleep(0.5)
    started = descendants(process.pid)
    process.send_signal(signal.SIGINT)
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=10)
    assert process.returncode == 130
    deadline = time.monotonic() + 5
    while any(is_running(pid) for pid in started) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not {pid for pid in started if is_running(pid)}
    assert not (desk.place / "out" / "summary.json").exists()  # that of an earlier run
    assert desk.batch()[0] == 0


def test_two_runs_do_not_share_a_folder(desk: Desk) -> None:
    first = desk.start("batch", "inbox", "-o", "out", "-f", "pdf", "--jobs", "1")
    desk.await_file("batch.jsonl")
    code, told = desk.batch()
    assert (code, "another run is at work" in told) == (1, True)
    first.communicate(timeout=120)
    assert first.returncode == 0
    assert desk.summary()["briefs"]["made"] == 5


@posix
def test_a_disk_that_is_full_stops_the_run_and_what_was_made_stays(desk: Desk) -> None:
    import resource

    (desk.inbox / "story-2.txt").unlink()
    assert desk.batch()[0] == 0
    before = desk.files()
    (desk.inbox / "story-2.txt").write_text(story(2), encoding="utf-8")
    full = 4_000  # bytes that a file may have: no PDF is that small
    code, told = desk.batch(
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (full, full))
    )
    assert (code, "cannot be written" in told) == (1, True)
    told_of = {"batch.jsonl", "summary.json"}  # of how far a run came; there is no summary now
    kept = {name: content for name, content in desk.files().items() if name in before}
    assert "summary.json" not in kept
    assert {n: c for n, c in kept.items() if n not in told_of} == {
        n: c for n, c in before.items() if n not in told_of
    }
    assert not [name for name in desk.files() if name.endswith(".part")]
    assert "1 made now" in desk.batch()[1]


def test_a_place_that_cannot_be_written_to_is_told_before_anything_is_made(desk: Desk) -> None:
    (desk.place / "out").write_text("a file", encoding="utf-8")
    code, told = desk.batch()
    assert (code, "nothing can be written there" in told) == (1, True)
    assert (desk.place / "out").read_text("utf-8") == "a file"
    if not is_root():
        (desk.place / "shut").mkdir(mode=0o555)
        assert desk.batch("shut")[0] == 1


def test_a_source_that_goes_on_changing_fails_and_is_made_once_it_rests(desk: Desk) -> None:
    done = threading.Event()

    # Written in place, and never closed: a file that is emptied and closed can wait for the disk
    # as long as a brief takes, and would not have changed meanwhile.
    def scribble() -> None:
        number = 10_000
        with (desk.inbox / "story-0.txt").open("wb", buffering=0) as file:
            while not done.wait(0.005):
                number += 1
                file.seek(0)
                file.write(story(number).encode())

    scribbler = threading.Thread(target=scribble)
    scribbler.start()
    try:
        code, told = desk.batch()
    finally:
        done.set()
        scribbler.join()
    assert (code, "(CHANGED): story-0" in told) == (3, True)
    assert desk.summary()["briefs"]["made"] == 4
    assert desk.batch()[0] == 0
    assert desk.summary()["briefs"]["made"] == 5


def test_output_among_the_sources_is_refused(desk: Desk) -> None:
    code, told = desk.batch("inbox/out")
    assert (code, "read as sources" in told) == (2, True)


@pytest.mark.parametrize(
    "text",
    ['folder = "."', '[[brief]]\nsources = ["*"]', '[[brief]]\nsources = ["inbox", "**/*.pdf"]'],
)
def test_output_among_the_sources_of_a_plan_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.txt").write_text(story(1), encoding="utf-8")
    (tmp_path / "plan.toml").write_text(text, encoding="utf-8")
    told = CliRunner().invoke(app, ["batch", "plan.toml", "-o", "out", "-f", "pdf"])
    assert (told.exit_code, "out: lies in " in told.output) == (2, True)
    assert not (tmp_path / "out").exists()


def test_a_folder_in_which_nothing_can_be_read_has_the_reasons_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("inbox").mkdir()
    for name in ("a", "b"):
        Path(f"inbox/{name}.pdf").write_bytes(b"%PDF-1.7 nothing" + name.encode())
    told = CliRunner().invoke(app, ["batch", "inbox", "--cluster", "--no-cache", "-o", "out"])
    assert told.exit_code == 1
    assert told.output.count("briefgen: not read (") == 2
    assert "inbox/a.pdf: " in told.output
    assert "inbox/b.pdf: " in told.output
    assert Path("out/summary.json").is_file()


def test_a_template_that_is_wrong_is_told_before_anything_is_made(desk: Desk) -> None:
    code, told = desk.batch("out", "-t", "one-pagr")
    assert (code, "one-pager" in told) == (2, True)
    assert not (desk.place / "out").exists()


@posix
def test_a_folder_that_is_watched_has_its_briefs_made_and_refreshed(desk: Desk) -> None:
    process = desk.start("watch", "inbox", "-o", "out", "-f", "pdf", "--rest", "0.2")
    desk.await_file("story-4_v1.pdf")
    (desk.inbox / "later.txt").write_text(story(9), encoding="utf-8")
    made = desk.await_file("later_v1.pdf")
    before = made.read_bytes()
    (desk.inbox / "later.txt").write_text(story(11), encoding="utf-8")
    deadline = time.monotonic() + 60
    while made.read_bytes() == before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert made.read_bytes() != before
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 130
    assert desk.batch()[0] == 0
    assert desk.summary()["briefs"]["made"] == 6


@posix
def test_a_worker_that_dies_costs_the_brief_at_hand_and_the_next_run_makes_it(desk: Desk) -> None:
    for number in range(5, 15):
        (desk.inbox / f"story-{number}.txt").write_text(story(number), encoding="utf-8")
    process = desk.start("batch", "inbox", "-o", "out", "-f", "pdf", "--jobs", "1")
    desk.await_file("story-2_v1.pdf")
    [worker] = [pid for pid in descendants(process.pid) if _parent(pid) == process.pid]
    os.kill(worker, signal.SIGKILL)
    told = process.communicate(timeout=120)[1]
    assert process.returncode == 3
    failed = desk.summary()["failures"]
    assert [one["trouble"] for one in failed] == ["CRASH"]
    assert f"not made (CRASH): {failed[0]['name']}" in told
    assert desk.summary()["briefs"]["made"] == 14
    assert desk.batch()[0] == 0
    assert desk.summary()["briefs"]["made"] == 15


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
