"""The cache: what is kept is found again unchanged, and nothing else ever is."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from material import SEEDS

from briefgen.analysis import model_name
from briefgen.cache import Cache, open_cache, recalled
from briefgen.errors import Code
from briefgen.isolation import Limits
from briefgen.model.dossier import Dossier
from briefgen.model.source import Extent, Source
from briefgen.readers import Intake, read_all
from briefgen.workflow import analyse, to_json

MEGABYTES = 10
ROOT = sys.platform != "win32" and os.geteuid() == 0
here = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """A cache of 10 MB in a folder of its own."""
    opened = open_cache(MEGABYTES, tmp_path / "kept")
    assert opened
    return opened


def entries(cache: Cache, kind: str = "") -> list[Path]:
    """The files of the entries of a kind."""
    return sorted(cache.folder.glob(f"{kind}*.entry"))


# --- entries ----------------------------------------------------------------------------------


@here
@given(content=st.binary(max_size=3000), of=st.dictionaries(st.text(), st.text(), max_size=3))
def test_what_was_put_is_got_again(cache: Cache, content: bytes, of: dict[str, str]) -> None:
    cache.put("x", of, content)
    assert cache.get("x", of) == content
    assert cache.get("y", of) is None
    assert cache.get("x", [of]) is None


@here
@given(data=st.data())
def test_an_entry_that_was_changed_is_none(cache: Cache, data: st.DataObject) -> None:
    cache.put("x", 1, b"the words of a source " * 20)
    (path,) = entries(cache)
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    change = data.draw(st.sampled_from(["flip", "cut", "cut out", "put in", "more"]))
    byte = bytes([whole[at] ^ data.draw(st.integers(1, 255))])
    path.write_bytes(
        {
            "flip": whole[:at] + byte + whole[at + 1 :],
            "cut": whole[:at],
            "cut out": whole[:at] + whole[at + 1 :],
            "put in": whole[:at] + byte + whole[at:],
            "more": whole + byte,
        }[change]
    )
    assert cache.get("x", 1) is None


@here
@given(content=st.binary(max_size=400))
def test_a_file_that_is_no_entry_is_none(cache: Cache, content: bytes) -> None:
    cache.put("x", 1, b"words")
    (path,) = entries(cache)
    path.write_bytes(content)
    assert cache.get("x", 1) is None


def test_an_entry_under_the_name_of_another_is_none(cache: Cache) -> None:
    cache.put("x", 1, b"one")
    (one,) = entries(cache)
    content = one.read_bytes()
    one.unlink()
    cache.put("x", 2, b"two")
    (two,) = entries(cache)
    two.write_bytes(content)
    assert cache.get("x", 2) is None


@pytest.mark.skipif(sys.platform == "win32", reason="has neither pipes nor links in folders")
@pytest.mark.parametrize("thing", ["pipe", "folder", "link"])
def test_what_is_no_file_is_none_and_not_waited_for(cache: Cache, thing: str) -> None:
    cache.put("x", 1, b"words")
    (path,) = entries(cache)
    elsewhere = path.rename(path.parent.parent / "elsewhere")
    make: dict[str, Callable[[], object]] = {
        "pipe": lambda: os.mkfifo(path),
        "folder": path.mkdir,
        "link": lambda: path.symlink_to(elsewhere),
    }
    make[thing]()
    assert cache.get("x", 1) is None
    cache.put("x", 1, b"words")
    cache.clear()


def test_more_than_an_entry_may_hold_is_not_unpacked(cache: Cache) -> None:
    cache.put("x", 1, b"\0" * 100_000_001)
    assert entries(cache) == []
    cache.put("x", 1, b"\0" * 99_000_000)  # packed it is small
    assert cache.get("x", 1) is not None


@given(text=st.text())
@here
def test_a_value_that_was_kept_is_the_one_that_was_made(cache: Cache, text: str) -> None:
    made = Source(id="s", text=text, title="A")

    def unneeded() -> Source:
        raise AssertionError("was known")

    assert recalled(cache, "x", text, Source, lambda: made) == made
    assert recalled(cache, "x", text, Source, unneeded) == made


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b'{"start": 1}',
        b'{"start": 1, "end": "two"}',
        b'{"start": -1, "end": 2}',
        b'{"start": 1, "end": 2, "more": 3}',
        b"[" * 100_000,
        b'{"start": "\\ud800", "end": 1}',
        b"\xff\xfe",
    ],
)
def test_a_forged_value_that_is_none_of_its_kind_is_made_anew(cache: Cache, content: bytes) -> None:
    made = Extent(start=1, end=2)
    cache.put("x", 1, content)
    assert recalled(cache, "x", 1, Extent, lambda: made) == made
    assert cache.get("x", 1) == made.model_dump_json().encode()


# --- the folder -------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_only_its_owner_can_look_into_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    cache = open_cache(MEGABYTES, folder)
    assert cache
    cache.put("x", 1, b"words")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


@pytest.mark.skipif(not ROOT, reason="only root can give a folder away")
def test_a_folder_of_somebody_else_is_not_used(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    os.chown(folder, 12345, 12345)
    assert open_cache(MEGABYTES, folder) is None


def test_where_no_folder_can_be_made_there_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert open_cache(MEGABYTES, tmp_path / "file" / "kept") is None
    assert open_cache(MEGABYTES, tmp_path / "file") is None
    assert open_cache(0, tmp_path / "kept") is None
    assert not (tmp_path / "kept").exists()


def test_a_folder_that_is_taken_away_meanwhile_costs_only_the_cache(cache: Cache) -> None:
    shutil.rmtree(cache.folder)
    with cache:
        cache.put("x", 1, b"words")
        assert cache.get("x", 1) is None
    assert cache.usage() == (0, 0)
    cache.clear()


def test_programs_that_make_backups_are_told_to_leave_it_out(cache: Cache) -> None:
    tag = (cache.folder / "CACHEDIR.TAG").read_text(encoding="utf-8")
    assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55")


def test_it_is_cut_to_its_size_and_what_was_used_last_stays(tmp_path: Path) -> None:
    size = 100_000
    with Cache(tmp_path, size) as cache:
        for number in range(10):
            before = set(tmp_path.iterdir())
            cache.put("x", number, os.urandom(20_000))
            days_ago = time.time() - 86_400 * (10 - number)
            os.utime(*(set(tmp_path.iterdir()) - before), (days_ago, days_ago))
        assert cache.get("x", 0)  # the oldest is used
    assert 0 < cache.usage()[1] <= size
    assert [n for n in range(10) if cache.get("x", n)] == [0, 7, 8, 9]


def test_what_would_take_most_of_it_is_not_kept(tmp_path: Path) -> None:
    with Cache(tmp_path, 100_000) as cache:
        cache.put("x", 1, os.urandom(30_000))
        cache.put("x", 2, os.urandom(20_000))
    assert cache.get("x", 1) is None
    assert cache.get("x", 2)


def test_what_a_process_left_unfinished_goes_in_time(cache: Cache) -> None:
    for name, hours in (("old", 2.0), ("new", 0.1)):
        path = cache.folder / f".unfinished-{name}"
        path.write_bytes(b"words")
        then = time.time() - 3600 * hours
        os.utime(path, (then, then))
    with cache:
        cache.put("x", 1, b"words")
    assert [path.name for path in cache.folder.glob(".un*")] == [".unfinished-new"]


def test_clearing_takes_entries_and_leaves_what_is_not_ours(cache: Cache) -> None:
    cache.put("x", 1, b"words")
    (cache.folder / "diary.txt").write_text("mine", encoding="utf-8")
    cache.clear()
    assert cache.usage() == (0, 0)
    assert sorted(p.name for p in cache.folder.iterdir()) == ["CACHEDIR.TAG", "diary.txt"]


def _work(folder: str, seed: int) -> None:
    """Puts and gets the same twenty entries as others do, in a cache that holds half of them."""
    for turn in range(60):
        with Cache(Path(folder), 100_000) as cache:
            number = (turn * 7 + seed) % 20
            words = str(number).encode() * 10
            expected = words + _noise(number)
            found = cache.get("x", number)
            assert found in {None, expected}
            cache.put("x", number, expected)
            if turn == 30 and seed == 0:
                cache.clear()


def _noise(number: int) -> bytes:
    """Bytes that cannot be packed, the same for a number in every process."""
    return random.Random(number).randbytes(9000)  # noqa: S311


def test_many_processes_share_one_folder(cache: Cache) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_work, args=(str(cache.folder), n)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0] * 4
    assert not list(cache.folder.glob(".unfinished-*"))
    for number in range(20):
        assert (found := cache.get("x", number)) is None or found.endswith(_noise(number))


# --- sources and analyses ---------------------------------------------------------------------


def read(cache: Cache | None, *paths: Path, limits: Limits | None = None) -> Intake:
    """What is read of the files."""
    return read_all(paths, cache=cache, **({"limits": limits} if limits else {}))


def test_what_is_recalled_of_sources_is_what_is_made(cache: Cache) -> None:
    bare = read(None, SEEDS)
    dossier = to_json(analyse(bare.sources))
    for _ in range(2):
        intake = read(cache, SEEDS)
        assert intake == bare
        assert to_json(analyse(intake.sources, cache=cache)) == dossier
    # Each source by itself, for a folder to which one is added.
    for path in entries(cache, "dossier"):
        path.unlink()
    assert to_json(analyse(read(cache, SEEDS).sources, cache=cache)) == dossier


def test_a_file_that_was_moved_or_renamed_is_known(cache: Cache, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for folder, name in (("a", "one.txt"), ("b", "two.txt")):
        (tmp_path / folder).mkdir(exist_ok=True)
        shutil.copy(SEEDS / "courier-wire-barrier.txt", tmp_path / folder / name)
    first = analyse(read(cache, tmp_path / "a").sources, cache=cache)
    known = entries(cache)
    second = analyse(read(cache, tmp_path / "b").sources, cache=cache)
    assert entries(cache) == known
    assert [Path(d.sources[0].path or "").name for d in (first, second)] == ["one.txt", "two.txt"]


def test_bytes_under_another_suffix_are_read_anew(cache: Cache, tmp_path: Path) -> None:
    story = (SEEDS / "courier-wire-barrier.txt").read_bytes()
    for name in ("a.txt", "b.pdf"):
        (tmp_path / name).write_bytes(story)
    assert read(cache, tmp_path / "a.txt").sources
    assert read(cache, tmp_path / "b.pdf").failures


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("empty.html", b"<html><body></body></html>", True),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, True),
        ("broken.pdf", b"%PDF-1.7 broken", False),
    ],
)
def test_only_what_is_wrong_with_a_file_for_good_is_kept(
    cache: Cache, tmp_path: Path, name: str, content: bytes, kept: bool
) -> None:
    (tmp_path / name).write_bytes(content)
    told = [str(read(cache, tmp_path / name).failures[0]) for _ in range(2)]
    assert told[0] == told[1]
    assert bool(entries(cache, "read")) == kept


def test_a_file_that_took_too_long_is_tried_again(cache: Cache, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("A council voted. \n\n" * 200_000, encoding="utf-8")
    hurried = Limits(seconds=0.01, memory=2_000_000_000, answer=80_000_000)
    (failure,) = read(cache, tmp_path / "long.txt", limits=hurried).failures
    assert failure.code is Code.TIMEOUT
    assert not entries(cache)


def test_a_mail_is_recalled_with_what_is_attached(cache: Cache, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(
        "From: a@example.org\nSubject: Barrier\nMIME-Version: 1.0\n"
        "Date: Wed, 11 Mar 2026 10:00:00 +0100\nContent-Type: multipart/mixed; boundary=x\n\n"
        "--x\nContent-Type: text/plain\n\nThe council voted on Tuesday.\n"
        "--x\nContent-Type: text/plain; name=b.txt\n"
        "Content-Disposition: attachment; filename=b.txt\n\nThe bridge was closed.\n--x--\n",
        encoding="utf-8",
    )
    bare = read(None, tmp_path / "a.eml")
    assert len(bare.sources) == 2
    assert read(cache, tmp_path / "a.eml") == bare
    assert read(cache, tmp_path / "a.eml") == bare


FORGED = [
    b"null",
    b"[]",
    b"{}",
    b'{"source": 1, "published": null, "attachments": []}',
    b'{"fault": {"code": "TIMEOUT", "problem": "p", "remedy": "r", "stage": "read"}}',
    b'{"fault": {"code": "EMPTY"}}',
    b'{"fault": 1}',
    b'{"source": null, "published": null, "attachments": [{"data": "?"}]}',
    b"[" * 100_000,
    b"\xff",
]


@pytest.mark.parametrize("content", FORGED)
def test_a_forged_reading_is_read_anew(cache: Cache, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The council voted on Tuesday.", encoding="utf-8")
    bare = read(None, path)
    put: list[object] = []

    class Watching(Cache):
        def put(self, kind: str, of: object, content: bytes) -> None:
            put.append(of)
            super().put(kind, of, content)

    read(Watching(cache.folder, MEGABYTES * 1_000_000), path)
    cache.put("read", put[0], content)
    assert read(cache, path) == bare
    assert cache.get("read", put[0]) != content


def test_a_forged_analysis_of_other_words_is_made_anew(cache: Cache) -> None:
    (source,) = read(None, SEEDS / "courier-wire-barrier.txt").sources
    true = analyse([source])
    place = source.model_copy(update={"path": None})
    of = [model_name(), [place.model_dump()]]
    quote = true.quotes[0]
    lies = [
        true.model_copy(update={"sources": (source.model_copy(update={"text": "Lies."}),)}),
        true.model_copy(update={"quotes": (quote.model_copy(update={"text": "I lied"}),)}),
        true.model_copy(update={"quotes": (quote.model_copy(update={"source": "x"}),)}),
    ]
    for lie in lies:
        cache.put("dossier", of, lie.model_dump_json().encode())
        assert to_json(analyse([source], cache=cache)) == to_json(true)
    assert Dossier.model_validate_json(cache.get("dossier", of) or b"").quotes == true.quotes
