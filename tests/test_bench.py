"""The benches run on a file of two invented articles."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from material import PROJECT, SEEDS, SHARED

ARTICLES = [
    [
        "The harbour bridge at Velmark was closed on Monday.",
        "Divers had found 12 cracks in two of its cables.",
        "The repair will cost €45 million, said Marta Ellison.",
        "Traders on the fish market want money for the lost week.",
    ],
    [
        "The council of Ruvel voted for a new library on Tuesday.",
        "The old library burned down in March.",
        "Ada Marsk, the librarian, thanked the council.",
        "The first stone will be laid in the spring.",
    ],
]


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """The articles in the form that the benches read, with their first sentence as summary."""
    path = tmp_path / "articles.jsonl"
    rows = [
        {"id": f"a{n}", "text": "\n\n".join(sents), "sents": sents, "summary": sents[:1]}
        for n, sents in enumerate(ARTICLES)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def printed(script: str, *arguments: str | Path) -> str:
    """What a bench prints."""
    return subprocess.run(
        [sys.executable, PROJECT / "bench" / script, *arguments],
        check=True,
        capture_output=True,
        text=True,
    ).stdout


@pytest.mark.parametrize("extra", [[], ["--lead"]])
def test_every_labelled_sentence_is_ranked_once(labelled: Path, extra: list[str]) -> None:
    rows = [json.loads(line) for line in printed("facts.py", labelled, *extra).splitlines()]
    assert [row["id"] for row in rows] == ["a0", "a1"]
    for row, sents in zip(rows, ARTICLES, strict=True):
        assert sorted(row["ranked"]) == [[0, n] for n in range(len(sents))]


def test_training_prints_coefficients_of_the_form_of_those_in_the_package(labelled: Path) -> None:
    found = json.loads(printed("train_salience.py", "--single", labelled))
    path = PROJECT / "briefgen" / "salience" / "coefficients.json"
    known = json.loads(path.read_text(encoding="utf-8"))["single"]
    assert found.keys() == {"single"}
    assert {
        name: {part: sorted(v) if isinstance(v, dict) else None for part, v in row.items()}
        for name, row in found["single"].items()
    } == {
        name: {part: sorted(v) if isinstance(v, dict) else None for part, v in row.items()}
        for name, row in known.items()
    }


def test_the_times_of_all_formats_are_printed_beside_that_of_flowables_without_tags(
    tmp_path: Path,
) -> None:
    story = tmp_path / "story.txt"
    story.write_text("\n\n".join(ARTICLES[0]), encoding="utf-8")
    table = printed("write.py", story, "--runs", "1")
    for row in ("briefgen, tagged", "platypus, no tags", "briefgen, Word", "briefgen, HTML"):
        assert re.search(rf"^{row} +\d+\.\d +\d+\.\d\dx", table, re.MULTILINE)


@pytest.mark.parametrize(
    ("sources", "changes"),
    [
        (SEEDS, 200),
        pytest.param(
            SHARED / "seeds",
            40,
            marks=pytest.mark.skipif(
                not (SHARED / "seeds").is_dir(), reason="the real article is not beside the project"
            ),
        ),
    ],
)
def test_verify_finds_every_change_and_flags_nothing_in_clean_briefs(
    sources: Path, changes: int
) -> None:
    table = printed("verify.py", sources, "--changes", str(changes), "--show")
    assert len(re.findall(r"^clean .* 0 flagged$", table, re.MULTILINE)) == 15, table
    assert re.search(rf"^all +{changes} of +{changes} found$", table, re.MULTILINE), table


def test_the_gallery_is_drawn_alike_every_time_and_small_enough_to_keep(tmp_path: Path) -> None:
    for folder in (tmp_path / "one", tmp_path / "two"):
        printed("gallery.py", "--template", "one-pager", "--no-word", "--output", folder)
    pictures = [path.read_bytes() for path in sorted(tmp_path.glob("*/one-pager.png"))]
    assert len(pictures) == 2
    assert pictures[0] == pictures[1]
    kept = PROJECT / "docs" / "gallery"
    shown = re.findall(r"docs/gallery/([\w-]+\.png)", (PROJECT / "README.md").read_text("utf-8"))
    assert sorted(shown) == sorted(path.name for path in kept.iterdir())
    assert all(path.stat().st_size < 250_000 for path in kept.iterdir())


def test_the_bench_of_readers_counts_every_file_and_how_it_ends(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text("The council voted on Tuesday.", encoding="utf-8")
    (inbox / "b.pdf").write_bytes(b"%PDF-1.7 broken")
    (inbox / "c.pdf").write_bytes(b"")
    (inbox / "d.txt").symlink_to(tmp_path / "missing")
    records = tmp_path / "records"
    command = [sys.executable, "bench/readers.py", str(inbox), "--records", str(records)]
    ran = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    head, pdf, txt, all_, _ = ran.stdout.splitlines()
    assert head.split()[:7] == ["format", "files", "read", "empty", "refused", "failed", "hang"]
    assert pdf.split()[:9] == [".pdf", "2", "0", "1", "0", "1", "0", "0", "0"]
    assert txt.split()[:9] == [".txt", "2", "1", "0", "1", "0", "0", "0", "0"]
    assert all_.endswith("EMPTY 1 MALFORMED 1 NO_FILE 1") and not ran.stderr
    told = [json.loads(line)["code"] for line in records.read_text(encoding="utf-8").splitlines()]
    assert told == ["MALFORMED", "EMPTY", "NO_FILE"]


@pytest.mark.parametrize(
    ("files", "count"),
    [
        pytest.param(SEEDS, 120, id="seeds"),
        pytest.param(
            SHARED / "corpus",
            600,
            id="corpus",
            marks=pytest.mark.skipif(
                not (SHARED / "corpus").is_dir(), reason="real and hostile files are not there"
            ),
        ),
    ],
)
def test_damaged_copies_of_files_are_all_read_or_refused(files: Path, count: int) -> None:
    table = printed("mutants.py", files, "--count", str(count))
    head, *_, all_, grown, made = table.splitlines()
    row = dict(zip(head.replace("median ms", "median").split(), all_.split(), strict=False))
    assert row["files"] == str(count) and made.startswith(f"{count} mutants of ")
    assert (row["hang"], row["crash"], row["raised"]) == ("0", "0", "0")
    ended = sum(int(row[how]) for how in ("read", "empty", "refused", "failed"))
    assert ended == count
    assert int(re.findall(r"\d+", grown)[0]) < 50  # MB


def test_the_bench_of_many_briefs_tells_speed_stages_and_growth(labelled: Path) -> None:
    table = printed("batch.py", labelled, "--count", "2", "--growth", "2", "3")
    for row in ("bare nlp.pipe", "batch --jobs 1", "batch --jobs 2", "parse and rules"):
        assert re.search(rf"^  {row} +\d+\.\d", table, re.MULTILINE), table
    assert re.search(r"^  batch per core, of bare: \d\.\d\d ", table, re.MULTILINE), table
    assert re.search(r"^  grown by -?\d+\.\d MB ", table, re.MULTILINE), table


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes as Linux shows them")
def test_harmful_documents_among_good_ones_cost_themselves_alone() -> None:
    kinds = ("--engines", "local", "--kinds", "malformed")
    told = printed("poison.py", "--count", "5", "--poisoned", "2", *kinds)
    assert "3 briefs, 2 records (1 TOO_DEEP, 1 XML_DTD)" in told
