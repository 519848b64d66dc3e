"""Which sources of a folder tell of one topic, and what its brief is called."""

from __future__ import annotations

import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from briefgen.batch.ledger import Ledger
from briefgen.batch.names import Owners, entry_of
from briefgen.batch.plan import Plan
from briefgen.batch.topics.planning import topic_plan
from briefgen.interchange import to_json
from briefgen.model.batch import Row, Summary

BRIDGE = {
    "bridge-1": """Velmark harbour bridge closed after divers find cracks

The harbour bridge at Velmark was closed on Monday after divers found cracks in two of its cables.
About 2,200 people cross the bridge every day. "The cables are worn through," said Marta Ellison,
the harbour master.
""",
    "bridge-2": """Ferries run while Velmark bridge is shut

Two ferries took people across the harbour of Velmark on Tuesday, a day after the bridge was closed.
Marta Ellison, the harbour master, said that new cables would take three weeks.
""",
    "bridge-3": """Council asks who checked the cables

Councillors in Velmark want to know why nobody saw the cracks in the cables of the harbour bridge.
Marta Ellison is to answer them on Friday.
""",
}
FLOOD = {
    "flood-1": """Sarrow floods drive hundreds from their homes

Four hundred people in the Sarrow valley left their homes on Monday as the river Tarn rose to a
record of six metres. Jonas Brekke, who leads the rescue service, called the flood the worst in
living memory.
""",
    "flood-2": """River Tarn falls after record flood

The river Tarn fell by a metre on Wednesday, and the first families went back to the Sarrow valley.
The rescue service under Jonas Brekke is still looking for two farmers.
""",
}
VACCINE = {
    "vaccine": """Trial of malaria vaccine ends early

Researchers at Ostrava University ended a trial of a vaccine against malaria early on Thursday,
since it protected nine children in ten. The company Pharmadel wants to sell it from autumn.
""",
}
NOTICE = (
    "Starting in 1996, Alexa Internet has been donating their crawl data to the Internet Archive."
)
ALL = BRIDGE | FLOOD | VACCINE


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    place = tmp_path / "inbox"
    for name, text in ALL.items():
        put(place / f"{name}.txt", text)
    return place


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def sorted_by(plan: Plan, folder: Path) -> list[set[str]]:
    return [
        {Path(place).relative_to(folder).with_suffix("").as_posix() for place in places}
        for places in plan.topics.values()
    ]


def run_in(inbox: Path, output: Path) -> Plan:
    """The plan of a run, told as what it leaves in its folder."""
    plan = topic_plan(inbox, output)
    told = Summary(
        briefgen="1",
        topics=dict(plan.topics),
        no_longer_made=dict(plan.gone),
        contents=dict(plan.contents),
    )
    (output / "summary.json").write_bytes(to_json(told))
    with Ledger(output / "batch.jsonl") as ledger:
        plan = plan.beside(Owners(ledger, output))
        for task in plan.tasks:
            ledger.put(Row(name=task.name, entry=entry_of(task, output)))
    return plan


def test_sources_that_tell_of_one_thing_are_one_brief(inbox: Path) -> None:
    plan = topic_plan(inbox, inbox / "none")
    assert sorted_by(plan, inbox) == [set(BRIDGE), set(FLOOD), set(VACCINE)]
    assert [len(task.sources) for task in plan.tasks] == [3, 2, 1]
    assert [task.name for task in plan.tasks] == list(plan.topics)


@pytest.mark.parametrize("stories", [BRIDGE, FLOOD, BRIDGE | VACCINE], ids=["3", "2", "3 and 1"])
def test_a_folder_of_few_sources_is_sorted_like_a_large_one(
    tmp_path: Path, stories: dict[str, str]
) -> None:
    for name, text in stories.items():
        put(tmp_path / "in" / f"{name}.txt", text)
    found = sorted_by(topic_plan(tmp_path / "in", tmp_path), tmp_path / "in")
    wanted = [set(topic) & set(stories) for topic in (BRIDGE, FLOOD, VACCINE)]
    assert found == [topic for topic in wanted if topic]


def test_where_files_lie_and_what_they_are_called_says_nothing(inbox: Path) -> None:
    moved = inbox.parent / "moved"
    for number, (name, text) in enumerate(reversed(ALL.items())):
        put(moved / f"{number}" / f"{name}.txt", text)
    names = [
        {Path(name).name for name in topic} for topic in sorted_by(topic_plan(moved, moved), moved)
    ]
    assert sorted(map(sorted, names)) == sorted(map(sorted, [BRIDGE, FLOOD, VACCINE]))


def test_a_brief_is_called_by_the_title_that_tells_most_of_its_topic(inbox: Path) -> None:
    tasks = topic_plan(inbox, inbox / "none").tasks
    assert {task.name: task.title for task in tasks} == {
        "velmark-harbour-bridge-closed-after-divers-find-cracks": (
            "Velmark harbour bridge closed after divers find cracks"
        ),
        "river-tarn-falls-after-record-flood": "River Tarn falls after record flood",
        "trial-of-malaria-vaccine-ends-early": "Trial of malaria vaccine ends early",
    }


def test_the_title_of_a_topic_without_headlines_says_that_it_is_cut(tmp_path: Path) -> None:
    whole = "Divers found cracks in the cables of the harbour bridge at Velmark on Monday."
    long = (
        "Jonas Brekke of the rescue service in the Sarrow valley called the flood of the river "
        "Tarn the worst in living memory on Wednesday after four hundred people had left their "
        "homes and two farmers were still being looked for."
    )
    put(tmp_path / "in" / "a.txt", f"{whole} About 2,200 people cross it every day.\n")
    put(tmp_path / "in" / "b.txt", f"{long} Families went back.\n")
    first, second = topic_plan(tmp_path / "in", tmp_path).tasks
    assert first.title == whole.rstrip(".")
    assert second.title
    start, space, dots = second.title.rpartition(" ")
    assert (space, dots) == (" ", "…")
    assert long.startswith(f"{start} ")
    assert second.title.lower().startswith(second.name.replace("-", " "))


def test_a_topic_keeps_its_name_when_a_source_joins_it(inbox: Path, tmp_path: Path) -> None:
    before = topic_plan(inbox, tmp_path)
    (tmp_path / "summary.json").write_bytes(
        to_json(Summary(briefgen="1", topics=dict(before.topics), contents=dict(before.contents)))
    )
    put(
        inbox / "a-new-one.txt",
        "Harbour bridge at Velmark: cracks in cables, harbour master Marta Ellison says\n\n"
        "Divers found more cracks in the cables of the harbour bridge at Velmark, Marta Ellison "
        "said.\n",
    )
    after = topic_plan(inbox, tmp_path)
    assert {task.name for task in after.tasks} == {task.name for task in before.tasks}
    changed = [task for task in after.tasks if task not in before.tasks]
    assert [len(task.sources) for task in changed] == [4]
    assert {task.title for task in after.tasks} == {task.title for task in before.tasks}


def test_a_topic_that_joins_another_is_told_and_has_its_name_again_when_it_comes_back(
    inbox: Path, tmp_path: Path
) -> None:
    def run() -> Plan:
        return run_in(inbox, tmp_path)

    first = run()
    *_, vaccine = first.topics
    text = (inbox / "vaccine.txt").read_text("utf-8")
    put(inbox / "vaccine.txt", FLOOD["flood-1"])
    assert dict(run().gone) == {vaccine: first.topics[vaccine]}
    assert vaccine in run().gone
    put(inbox / "vaccine.txt", text)
    assert list(run().topics) == list(first.topics)
    assert not run().gone


def test_a_topic_is_known_again_by_what_its_sources_say_and_not_by_where_they_lie(
    tmp_path: Path,
) -> None:
    day = tmp_path / "day"
    put(day / "1.txt", BRIDGE["bridge-1"])
    put(day / "2.txt", FLOOD["flood-1"])
    bridge, flood = (task.name for task in run_in(day, tmp_path).tasks)

    put(day / "1.txt", FLOOD["flood-1"])
    put(day / "2.txt", BRIDGE["bridge-1"])
    exchanged = run_in(day, tmp_path)
    assert {task.name: Path(task.sources[0]).name for task in exchanged.tasks} == {
        bridge: "2.txt",
        flood: "1.txt",
    }
    assert not exchanged.gone

    put(day / "1.txt", VACCINE["vaccine"])
    put(day / "2.txt", BRIDGE["bridge-1"].replace("2,200", "2,300"))
    next_day = run_in(day, tmp_path)
    vaccine, corrected = next_day.tasks
    assert corrected.name == bridge
    assert vaccine.name not in {bridge, flood}
    assert list(next_day.gone) == [flood]

    put(day / "1.txt", FLOOD["flood-1"])
    assert {task.name for task in run_in(day, tmp_path).tasks} == {bridge, flood}


def test_a_topic_does_not_take_the_place_of_a_brief_of_other_sources(
    inbox: Path, tmp_path: Path
) -> None:
    _, flood, _ = topic_plan(inbox, tmp_path).tasks
    with Ledger(tmp_path / "batch.jsonl") as ledger:
        ledger.put(Row(name=flood.name, entry=("cases/flood",)))
        ledger.commit()
        plan = topic_plan(inbox, tmp_path).beside(Owners(ledger, tmp_path))
    names = [task.name for task in plan.tasks]
    assert names == list(plan.topics)
    assert flood.name not in names
    assert names[1].startswith(f"{flood.name}-")


def test_two_topics_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for number, text in enumerate((BRIDGE["bridge-1"], FLOOD["flood-1"])):
        put(tmp_path / "in" / f"{number}.txt", "Press review\n\n" + text.partition("\n\n")[2])
        put(tmp_path / "in" / f"{number}" / "notice.txt", NOTICE)
    names = [task.name for task in topic_plan(tmp_path / "in", tmp_path).tasks]
    assert len({name.casefold() for name in names}) == len(names) == 4


def test_topics_that_too_few_tell_of_are_left_out_and_told(inbox: Path) -> None:
    plan = topic_plan(inbox, inbox / "none", least=3)
    assert sorted_by(plan, inbox) == [set(BRIDGE)]
    assert {Path(place).stem for place in plan.left_out} == set(FLOOD) | set(VACCINE)


def test_the_notice_of_a_page_that_is_not_there_is_no_topic(tmp_path: Path) -> None:
    for number in range(3):
        put(tmp_path / "in" / f"{number}.txt", f"{NOTICE}\n{'Loading. ' * number}")
    assert len(topic_plan(tmp_path / "in", tmp_path).tasks) == 3


def test_the_same_teams_a_year_later_are_another_topic(tmp_path: Path) -> None:
    def match(day: str, score: str) -> str:
        return (
            f"Velmark beat Sarrow {score}\n\n{day}\n\nVelmark beat Sarrow {score} in the derby. "
            f"Coach Ada Holm praised her goalkeeper. {day.split(maxsplit=1)[0]} fans came.\n"
        )

    put(tmp_path / "in" / "a.txt", match("11 March 2024", "2-1"))
    put(tmp_path / "in" / "b.txt", match("12 March 2024", "2-1"))
    put(tmp_path / "in" / "c.txt", match("14 April 2026", "3-0"))
    found = sorted_by(topic_plan(tmp_path / "in", tmp_path), tmp_path / "in")
    assert found == [{"a", "b"}, {"c"}]


def test_what_an_archive_holds_is_sorted_and_a_mail_keeps_its_attachment(tmp_path: Path) -> None:
    place = tmp_path / "in"
    place.mkdir()
    with zipfile.ZipFile(place / "all.zip", "w") as archive:
        for name in ("bridge-1", "flood-1"):
            archive.writestr(f"{name}.txt", ALL[name])
    put(place / "bridge-2.txt", BRIDGE["bridge-2"])
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Release on the flood", "desk@example.org"
    mail.set_content("Please see what the rescue service of Jonas Brekke says on the Tarn.\n")
    mail.add_attachment(FLOOD["flood-2"].encode(), "text", "plain", filename="release.txt")
    (place / "mail.eml").write_bytes(mail.as_bytes())

    bridge, flood = topic_plan(place, tmp_path).tasks
    assert {Path(part).name for part in bridge.parts} == {"bridge-1.txt", "bridge-2.txt"}
    assert {Path(part).name for part in flood.parts} == {"flood-1.txt", "mail.eml"}
    assert {Path(source).name for source in flood.sources} == {"all.zip", "mail.eml"}


def test_what_cannot_be_read_is_told_and_is_in_no_topic(inbox: Path) -> None:
    put(inbox / "bridge-4.txt.part", BRIDGE["bridge-1"][:200])
    (inbox / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    put(inbox / "page.url", "[InternetShortcut]\nURL=http://127.0.0.1:9/\n")
    plan = topic_plan(inbox, inbox / "none")
    assert [Path(error.name).name for error in plan.refused] == ["broken.pdf", "page.url"]
    assert "a file was passed over, unfinished by the name: " in plan.notices[0]
    assert "leads to a page on the web" in str(plan.refused[1])
    assert sorted_by(plan, inbox) == [set(BRIDGE), set(FLOOD), set(VACCINE)]
