"""What the briefs of a plan are called, whatever stands beside them and was made before."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.batch.ledger import Ledger
from briefgen.batch.names import Owners, entry_of
from briefgen.batch.plan import Plan, read_plan
from briefgen.errors import SettingsError
from briefgen.model.batch import Row

BRIDGE = '[[brief]]\nsources = ["bridge.txt"]\ntitle = "The harbour"\n'
QUAY = '[[brief]]\nsources = ["quay.txt"]\ntitle = "The harbour"\n'
OTHER = '[[brief]]\nsources = ["other.txt"]\n'


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def planned(*entries: str) -> Plan:
    Path("plan.toml").write_text("".join(entries), encoding="utf-8")
    return read_plan(Path("plan.toml"))


def called(plan: Plan) -> dict[str, str]:
    """The names of briefs, by their sources."""
    return {Path(task.sources[0]).name: task.name for task in plan.tasks}


def run(plan: Plan, output: Path) -> dict[str, str]:
    """The names that the briefs of a plan have in a folder, and then rows there."""
    with Ledger(output) as ledger:
        settled = plan.beside(Owners(ledger, output.parent))
        for task in settled.tasks:
            ledger.put(Row(name=task.name, entry=entry_of(task, output.parent)))
    return called(settled)


def test_an_output_that_two_entries_have_is_told_with_both_and_their_lines(desk: Path) -> None:
    given = '[[brief]]\nsources = ["a.txt"]\noutput = "Harbour"\n\n'
    with pytest.raises(SettingsError) as told:
        planned(given, OTHER, given.replace("H", "h"))
    assert "[[brief]] 1 (line 1) and [[brief]] 3 (line 7)" in str(told.value)
    assert 'have one output, "harbour"' in str(told.value)
    Path("plan.csv").write_text("sources,output\na.txt,x\nb.txt,x\n", encoding="utf-8")
    with pytest.raises(SettingsError, match='line 2 and line 3: have one output, "x"'):
        read_plan(Path("plan.csv"))


def test_an_entry_that_stands_there_twice_is_told(desk: Path) -> None:
    with pytest.raises(SettingsError, match="ask for the same brief"):
        planned(BRIDGE, OTHER, BRIDGE)


def test_entries_of_one_title_are_called_the_same_in_every_order(desk: Path) -> None:
    first = called(planned(BRIDGE, QUAY, OTHER))
    assert first == called(planned(OTHER, QUAY, BRIDGE))
    assert len(set(first.values())) == 3
    assert all(name.startswith("The harbour-") for name in (first["bridge.txt"], first["quay.txt"]))
    longer = QUAY.replace('"quay.txt"', '"quay.txt", "more.txt"')
    assert called(planned(BRIDGE, longer))["bridge.txt"] == first["bridge.txt"]
    same = QUAY.replace("quay", "bridge") + 'template = "sitrep"\n'
    assert len({task.name for task in planned(BRIDGE, same).tasks}) == 2


def test_a_title_does_not_take_the_name_that_another_entry_was_given(desk: Path) -> None:
    given = '[[brief]]\nsources = ["given.txt"]\noutput = "the harbour"\n'
    names = called(planned(BRIDGE, given))
    assert names["given.txt"] == "the harbour"
    assert names["bridge.txt"].startswith("The harbour-")


def test_no_entry_takes_the_name_of_one_that_was_taken_out_of_the_plan(desk: Path) -> None:
    rows = desk / "out" / "batch.jsonl"
    rows.parent.mkdir()
    assert run(planned(BRIDGE), rows) == {"bridge.txt": "The harbour"}
    both = run(planned(QUAY, BRIDGE), rows)
    assert both["bridge.txt"] == "The harbour"  # it keeps its name
    assert run(planned(QUAY), rows) == {"quay.txt": both["quay.txt"]}
    longer = BRIDGE.replace('"bridge.txt"', '"bridge.txt", "more.txt"')
    assert run(planned(longer), rows) == {"bridge.txt": "The harbour"}


def test_a_name_is_kept_when_the_entry_of_the_same_name_is_taken_out(desk: Path) -> None:
    rows = desk / "out" / "batch.jsonl"
    rows.parent.mkdir()
    both = run(planned(QUAY, BRIDGE), rows)
    assert run(planned(BRIDGE), rows)["bridge.txt"] == both["bridge.txt"]


def test_files_of_another_folder_do_not_take_the_place_of_briefs_of_the_first(desk: Path) -> None:
    for week in ("one", "two", "three", "four"):
        (desk / week).mkdir()
        (desk / week / "report.txt").write_text("Text.", encoding="utf-8")
    rows = desk / "out" / "batch.jsonl"
    rows.parent.mkdir()
    assert run(read_plan(Path("one")), rows) == {"report.txt": "report"}
    assert run(read_plan(Path("two")), rows) == {"report.txt": "report-txt"}
    third, fourth = (run(read_plan(Path(week)), rows)["report.txt"] for week in ("three", "four"))
    assert len({third, fourth, "report", "report-txt"}) == 4
    assert run(read_plan(desk / "one"), rows) == {"report.txt": "report"}


def test_briefs_that_are_told_apart_are_told(desk: Path) -> None:
    rows = desk / "batch.jsonl"
    with Ledger(rows) as ledger:
        plan = planned(BRIDGE, QUAY).beside(Owners(ledger, desk))
    [notice] = plan.notices
    assert all(task.name in notice for task in plan.tasks)
    assert "an output in a plan gives them names of your own" in notice
