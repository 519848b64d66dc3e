"""What earlier runs worked out is used, changes nothing, and can be done without."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from material import SEEDS

from .shapes import Run
from .test_make import ALL, written

# Runs the command line, and says which libraries it loaded and how many processes it started.
WATCHED = """
import json, sys
started = []
sys.addaudithook(lambda event, args: started.append(1) if event == "subprocess.Popen" else None)
from briefgen.cli import app
try:
    app(sys.argv[2:])
except SystemExit as ended:
    code = ended.code or 0
loaded = sorted({name.split(".")[0] for name in sys.modules})
with open(sys.argv[1], "w") as told:
    json.dump({"loaded": loaded, "started": len(started), "code": code}, told)
"""
HEAVY = {
    "spacy",
    "thinc",
    "numpy",
    "reportlab",
    "docx",
    "lxml",
    "trafilatura",
    "markdown_it",
    "PIL",
}


@pytest.fixture(autouse=True)
def cached(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache, which is on."""
    monkeypatch.delenv("BRIEFGEN_CACHE_MEGABYTES")
    monkeypatch.setenv("XDG_CACHE_HOME", str(workspace / "home"))
    return workspace / "home" / "briefgen"


def kinds(cached: Path) -> dict[str, int]:
    """How many entries there are of each kind."""
    names = [path.name.partition("-")[0] for path in cached.glob("*.entry")]
    return {kind: names.count(kind) for kind in sorted(set(names))}


class Watched:
    """A run in a process of its own."""

    def __init__(self, workspace: Path, *arguments: str | Path) -> None:
        told = workspace / "told.json"
        command = [sys.executable, "-c", WATCHED, str(told), *map(str, arguments)]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        found = json.loads(told.read_text(encoding="utf-8"))
        told.unlink()
        self.code, self.started, self.heavy = (
            found["code"],
            found["started"],
            HEAVY & set(found["loaded"]),
        )
        self.said = ran.stdout + ran.stderr


# --- what it saves ----------------------------------------------------------------------------


def test_a_second_make_loads_no_model_and_no_writer_and_starts_no_process(workspace: Path) -> None:
    first = Watched(workspace, "make", SEEDS)
    assert first.started
    assert "spacy" in first.heavy
    second = Watched(workspace, "make", SEEDS)
    assert (second.code, second.heavy, second.started) == (0, set(), 0)
    assert second.said == first.said


def test_other_commands_find_what_make_has_worked_out(run: Run, workspace: Path) -> None:
    story = workspace / "seeds"
    Watched(workspace, "make", story, "-f", "docx")
    (note,) = (workspace / "out").glob("*.docx")
    for command in (
        ("quotes", story),
        ("extract", story),
        ("verify", note, story),
        ("make", story, "-t", "one-pager", "-f", "md"),
    ):
        found = Watched(workspace, *command)
        assert not {"spacy", "thinc"} & found.heavy
        assert found.started == (command[0] == "verify")  # which reads the note
        bare = run(*map(str, command), "--no-cache")
        assert (found.code, found.said) == (bare.exit_code, bare.stdout + bare.stderr)


def test_only_a_source_that_has_changed_is_read_and_analysed_anew(
    run: Run, workspace: Path, cached: Path
) -> None:
    shutil.rmtree(workspace / "seeds")
    shutil.copytree(SEEDS, workspace / "seeds")
    run("make", "-f", "md")
    before = kinds(cached)
    story = workspace / "seeds" / "courier-wire-barrier.txt"
    story.write_text(story.read_text(encoding="utf-8") + "\nThe end came.\n", encoding="utf-8")
    assert run("make", "-f", "md").exit_code == 0
    assert kinds(cached) == {kind: count + 1 for kind, count in before.items()}


def test_a_file_that_was_not_read_is_told_again_without_being_read(workspace: Path) -> None:
    (workspace / "seeds" / "scan.html").write_text("<html><body></body></html>", encoding="utf-8")
    first = Watched(workspace, "make", "-f", "md")
    second = Watched(workspace, "make", "-f", "md")
    assert (first.code, second.code, second.started) == (3, 3, 0)
    assert second.said == first.said
    assert "scan.html" in second.said


# --- what it changes: nothing -----------------------------------------------------------------


def test_the_same_bytes_come_with_and_without_it(run: Run, workspace: Path) -> None:
    for folder, *options in (("bare", "--no-cache"), ("first",), ("second",)):
        assert run("make", SEEDS, *ALL, "-o", folder, *options).exit_code == 0
    assert written(workspace / "bare") == written(workspace / "first")
    assert written(workspace / "bare") == written(workspace / "second")
    assert len(written(workspace / "bare")) == 6


def test_every_wish_is_heeded_though_another_one_was_met_before(run: Run, workspace: Path) -> None:
    own = workspace / "templates" / "ours"
    assert run("templates", "new", "ours", "--extends", "info-note").exit_code == 0
    sources = workspace / "sources.yaml"
    manifest = workspace / "last.manifest.json"
    wishes: list[tuple[str, ...]] = [
        (),
        ("--title", "Another title"),
        ("--focus", "repair"),
        ("--focus", "nobody ever"),
        ("--set", "to=The Minister"),
        ("--marking", "OFFICIAL"),
        ("--language", "de"),
        ("--theme", "newsroom"),
        ("--annotate",),
        ("--explain",),
        ("-t", "ours"),
        ("--source-meta", str(sources)),
        ("-t", "sitrep"),
        ("-t", "sitrep", "--previous", str(manifest)),
        ("-t", "sitrep", "--set", "number=7"),
    ]
    sources.write_text("story.txt: {publisher: The Courier}\n", encoding="utf-8")
    assert run("make", "-t", "sitrep", "-f", "md", "-o", "last", "--no-cache").exit_code == 0
    (last,) = (workspace / "last").glob("*.manifest.json")
    shutil.copy(last, manifest)

    def agree(*wish: str) -> dict[str, str]:
        told = []
        for folder, *options in (("bare", "--no-cache"), ("kept",), ("again",)):
            shutil.rmtree(workspace / folder, ignore_errors=True)
            made = run("make", "-f", "docx", "-o", folder, *options, *wish)
            assert made.exit_code == 0, made.output
            told.append(made.output.replace(f" {folder}/", " "))
        assert told[0] == told[1] == told[2]
        bare = written(workspace / "bare")
        assert bare == written(workspace / "kept") == written(workspace / "again"), wish
        return bare

    made = [agree(*wish) for wish in wishes]
    assert len({json.dumps(one) for one in made}) == len(made) - 1  # --explain prints more
    # What lies in files: each is another one now, under the same name.
    body = own / "template.md.j2"
    assert "Words of ours" not in body.read_text(encoding="utf-8")
    changed = [agree("-t", "ours")]
    body.write_text(
        body.read_text(encoding="utf-8") + "\n{% block note %}Words of ours.{% endblock %}\n",
        encoding="utf-8",
    )
    changed.append(agree("-t", "ours"))
    for colour in ("#7A1F2B", "#1F2B7A"):
        (own / "theme.toml").write_text(f'[colours]\naccent = "{colour}"\n', encoding="utf-8")
        changed.append(agree("-t", "ours"))
    for publisher in ("The Ledger", "The Herald"):
        sources.write_text(f"story.txt: {{publisher: {publisher}}}\n", encoding="utf-8")
        changed.append(agree("--source-meta", str(sources)))
    for number in (4, 8):
        record = json.loads(manifest.read_text(encoding="utf-8")) | {"number": number}
        manifest.write_text(json.dumps(record), encoding="utf-8")
        changed.append(agree("-t", "sitrep", "--previous", str(manifest)))
    assert len({json.dumps(one) for one in changed}) == len(changed)


def test_a_logo_and_a_letterhead_that_are_others_now_are_seen(run: Run, workspace: Path) -> None:
    from PIL import Image

    run("templates", "new", "ours", "--extends", "info-note")
    own = workspace / "templates" / "ours"
    (own / "theme.toml").write_text('[logo]\nfile = "a.png"\nalt = "A"\n', encoding="utf-8")
    found = []
    for colour in ("red", "blue"):
        Image.new("RGB", (400, 400), colour).save(own / "a.png")
        assert run("make", "-t", "ours", "-f", "docx").exit_code == 0
        found.append(written(workspace / "out"))
    assert found[0] != found[1]


def test_files_that_are_gone_are_written_again_and_edited_ones_are_kept(
    run: Run, workspace: Path
) -> None:
    run("make", "-f", "md")
    first = written(workspace / "out")
    shutil.rmtree(workspace / "out")
    run("make", "-f", "md")
    assert written(workspace / "out") == first
    (note,) = (workspace / "out").glob("*.md")
    note.write_text("mine", encoding="utf-8")
    run("make", "-f", "md")
    assert note.read_text(encoding="utf-8") == "mine"
    assert len(list((workspace / "out").glob("*_v2.md"))) == 1


def test_final_refuses_what_a_draft_was_made_of(run: Run) -> None:
    assert run("make", "-t", "decision-memo", "-f", "md").exit_code == 0
    assert run("make", "-t", "decision-memo", "-f", "md", "--final").exit_code == 2


def test_a_cache_that_is_damaged_is_made_anew(run: Run, workspace: Path, cached: Path) -> None:
    run("make", "-o", "first")
    whole = {path: path.read_bytes() for path in sorted(cached.glob("*.entry"))}
    others = dict(zip(whole, reversed(whole.values()), strict=True))

    def flipped(content: bytes) -> bytes:
        half = len(content) // 2
        return content[:half] + bytes([content[half] ^ 1]) + content[half + 1 :]

    harms: dict[str, Callable[[Path], object]] = {
        "gone": lambda path: None,
        "empty": lambda path: path.write_bytes(b""),
        "cut short": lambda path: path.write_bytes(whole[path][:-10]),
        "a bit": lambda path: path.write_bytes(flipped(whole[path])),
        "no entry": lambda path: path.write_bytes(b"\x00not an entry" * 50),
        "another": lambda path: path.write_bytes(others[path]),
        "pipe": os.mkfifo,
    }
    for name, harm in harms.items():
        for path in whole:
            path.unlink()
            harm(path)
        assert run("make", "-o", name).exit_code == 0
        assert written(workspace / name) == written(workspace / "first")
        assert {path: path.read_bytes() for path in whole} == whole
    for path in whole:  # a folder is nothing that a file takes the place of
        path.unlink()
        path.mkdir()
    assert run("make", "-o", "last").exit_code == 0
    assert written(workspace / "last") == written(workspace / "first")


# --- where it is, and doing without -----------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_nobody_else_can_read_what_is_kept(run: Run, cached: Path) -> None:
    run("make", "-f", "md")
    assert stat.S_IMODE(cached.stat().st_mode) == 0o700
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in cached.iterdir())


@pytest.mark.parametrize("command", ["make", "extract", "quotes"])
def test_with_no_cache_nothing_is_kept(run: Run, cached: Path, command: str) -> None:
    assert run(command, "seeds", "--no-cache").exit_code == 0
    assert not cached.exists()


def test_verify_can_do_without_it(run: Run, workspace: Path, cached: Path) -> None:
    run("make", "-f", "md", "--no-cache")
    (note,) = (workspace / "out").glob("*.md")
    assert run("verify", note, "seeds", "--no-cache").exit_code == 0
    assert not cached.exists()
    assert run("verify", note, "seeds").exit_code == 0
    assert kinds(cached) == {"analysis": 1, "dossier": 1, "read": 1}


def test_a_setting_turns_it_off(run: Run, workspace: Path, cached: Path) -> None:
    (workspace / "briefgen.toml").write_text("cache_megabytes = 0\n", encoding="utf-8")
    assert run("make", "-f", "md").exit_code == 0
    assert not cached.exists()
    assert "turned off" in run("cache").stdout


def test_a_setting_says_how_much_it_may_hold(run: Run, workspace: Path, cached: Path) -> None:
    (workspace / "briefgen.toml").write_text("cache_megabytes = 1\n", encoding="utf-8")
    run("make", "-f", "md")
    path = next(cached.glob("brief-*"))
    for number in range(5):
        (cached / f"brief-{number:064}.entry").write_bytes(os.urandom(400_000))
        os.utime(cached / f"brief-{number:064}.entry", (number, number))
    run("make", "-f", "md", "--title", "Another")
    assert sum(p.stat().st_size for p in cached.glob("*.entry")) <= 1_000_000
    assert path.exists()


@pytest.mark.parametrize("value", ["-1", "much"])
def test_a_size_that_is_none_is_told(run: Run, workspace: Path, value: str) -> None:
    (workspace / "briefgen.toml").write_text(f'cache_megabytes = "{value}"\n', encoding="utf-8")
    result = run("make", "-f", "md")
    assert result.exit_code == 2
    assert "briefgen.toml: cache_megabytes: " in result.stderr


def test_where_none_can_be_kept_a_brief_is_made_all_the_same(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (workspace / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(workspace / "file"))
    result = run("make", "-f", "md", "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    assert run("cache").exit_code == 0


def test_it_says_where_it_is_and_can_be_cleared(run: Run, cached: Path) -> None:
    run("make", "-f", "md")
    told = run("cache").stdout
    assert told.startswith(f"{cached}: 4 entries, ")
    assert run("cache", "--clear").stdout.startswith(f"{cached}: 0 entries, 0.0 MB")
    assert kinds(cached) == {}


def test_two_runs_at_once_make_what_one_makes(workspace: Path, cached: Path) -> None:
    command = [sys.executable, "-m", "briefgen", "make", str(SEEDS), "--quiet", "-o"]
    running = [subprocess.Popen([*command, f"out{number}"]) for number in range(2)]
    assert [process.wait(timeout=300) for process in running] == [0, 0]
    assert Watched(workspace, "make", SEEDS, "-o", "out2").heavy == set()
    assert written(workspace / "out0") == written(workspace / "out1") == written(workspace / "out2")
    assert not list(cached.glob(".unfinished-*"))
