"""Many briefs made by a Dask cluster: what one machine makes, whatever becomes of the others."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import dask
import pytest
import trustme
from readers import poison

import briefgen
from briefgen.batch.dask_pool import DaskPool
from briefgen.batch.ledger import Ledger
from briefgen.batch.plan import read_plan
from briefgen.batch.pool import Pool, Workers
from briefgen.batch.running import Ended, run_batch
from briefgen.batch.worker import answer
from briefgen.cli.engines import Engine, pool_of
from briefgen.errors import EngineError, SettingsError
from briefgen.model.batch import Errand, Options, Task

from .cluster import Cluster, parent_of
from .conftest import Desk, is_running, story

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two workers, which their nannies start anew. A shard may lose one of them and no more."""
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        made.start(workers=2)
        yield made
    finally:
        made.stop()


@pytest.fixture
def lone(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster for one test, not yet started."""
    place = tmp_path / "lone"
    place.mkdir()
    made = Cluster(place)
    yield made
    made.stop()


@pytest.fixture(autouse=True)
def workspace(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three stories, and a run counts from where they are."""
    for number in (3, 4):
        (desk.inbox / f"story-{number}.txt").unlink()
    monkeypatch.chdir(desk.place)


def run(pool: Workers, output: str = "out") -> Ended:
    """A run in this process."""
    plan = read_plan(Path("inbox"))
    options = Options(formats=("pdf",))
    return run_batch(plan, options, Path(output), pool, stop=threading.Event())


def on(cluster: Cluster) -> tuple[str, ...]:
    """The options of a command that has ``cluster`` make briefs."""
    return ("inbox", "-o", "out", "-f", "pdf", "--engine", "dask", "--scheduler", cluster.address)


def more(desk: Desk, count: int) -> None:
    for number in range(3, count):
        (desk.inbox / f"story-{number}.txt").write_text(story(number), encoding="utf-8")


def until(happens: Callable[[], object], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_cluster_makes_what_one_machine_makes(cluster: Cluster, desk: Desk) -> None:
    (desk.inbox / "deep.eml").write_bytes(poison.deep_mail())
    with DaskPool(cluster.address, None, 60) as pool:
        until(lambda: pool.jobs == 2)
        ended = run(pool)
    assert (ended.tally.made, ended.tally.failed) == (3, 1)
    with Pool(1, None, 60) as pool:
        run(pool, "local")
    assert desk.files("out") == desk.files("local")


def test_a_worker_of_the_cluster_that_is_killed_costs_no_brief(
    cluster: Cluster, desk: Desk
) -> None:
    more(desk, 6)
    process = desk.start("batch", *on(cluster))
    desk.await_file("*_v1.pdf")
    os.kill(parent_of(cluster.await_maker()), signal.SIGKILL)
    told = process.communicate(timeout=120)
    assert (process.returncode, told[1]) == (0, "")
    assert desk.summary()["briefs"]["made"] == 6


def test_a_brief_with_which_workers_are_lost_again_and_again_is_recorded_and_tried_again(
    cluster: Cluster, desk: Desk
) -> None:
    for number in (1, 2):
        (desk.inbox / f"story-{number}.txt").unlink()
    done = threading.Event()

    def kill() -> None:
        killed = 0
        while killed < 2 and not done.wait(0.02):
            for pid in cluster.makers():
                if (worker := parent_of(pid)) not in gone:
                    gone.add(worker)
                    os.kill(worker, signal.SIGKILL)
                    killed += 1

    until(lambda: not cluster.makers())  # those of the test before
    gone: set[int] = set()
    killer = threading.Thread(target=kill)
    killer.start()
    try:
        with DaskPool(cluster.address, None, 60) as pool:
            ended = run(pool)
            done.set()
            assert [one.problem for one in ended.summary.failures] == [
                "stopped its worker: 2 workers of the cluster were lost with it; the next run "
                "tries it again"
            ]
            assert run(pool).summary.briefs.made == 1
    finally:
        done.set()
        killer.join()


def test_the_first_ctrl_c_lets_briefs_be_finished_and_the_next_run_goes_on(
    cluster: Cluster, desk: Desk
) -> None:
    more(desk, 12)
    process = desk.start("batch", *on(cluster))
    desk.await_file("*_v1.pdf")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    briefs = desk.summary()["briefs"]
    assert 0 < briefs["made"] < 12
    assert briefs["made"] + briefs["not_reached"] == 12
    with DaskPool(cluster.address, None, 60) as pool:
        assert run(pool).summary.briefs.made == 12


def test_what_a_run_that_was_killed_had_begun_is_ended_and_the_next_run_goes_on(
    cluster: Cluster, desk: Desk
) -> None:
    until(lambda: not cluster.makers())
    process = desk.start("batch", *on(cluster))
    cluster.await_maker()
    process.kill()
    process.communicate()
    until(lambda: not cluster.makers())
    with Pool(1, None, 60) as pool:
        assert run(pool).summary.briefs.made == 3


def test_a_scheduler_that_is_lost_is_told_and_what_was_made_is_kept(
    lone: Cluster, desk: Desk
) -> None:
    scheduler = lone.start_scheduler()
    with pytest.raises(EngineError, match="has no worker; start one with: dask worker tcp://"):
        DaskPool(lone.address, None, 60, patience=0.2).__enter__()
    lone.start_workers(1)
    more(desk, 6)
    process = desk.start("batch", *on(lone))
    rows = desk.await_file("batch.jsonl")
    until(rows.read_bytes, 60)
    started = lone.makers()
    scheduler.kill()
    told = process.communicate(timeout=60)[1]
    assert process.returncode == 1
    assert "the scheduler was lost" in told
    assert len(told.splitlines()) == 1
    with Ledger(desk.place / "out" / "batch.jsonl") as ledger:
        made = {f"{row.name}_v1.pdf" for row in ledger.rows()}
    assert made
    assert made <= set(desk.files())
    until(lambda: not any(is_running(pid) for pid in started))
    with pytest.raises(EngineError, match=r"no scheduler answers there .*check --scheduler"):
        DaskPool(lone.address, None, 60, patience=0.5).__enter__()


def test_a_worker_of_another_version_makes_nothing(lone: Cluster, desk: Desk) -> None:
    package = Path(briefgen.__file__).parent
    other = lone.place / "other"
    shutil.copytree(package, other / "briefgen", ignore=shutil.ignore_patterns("typefaces"))
    (other / "briefgen" / "version.py").write_text('VERSION = "0.0.1"\n', encoding="utf-8")
    lone.start_scheduler()
    lone.start_workers(1, PYTHONPATH=str(other))
    with (
        DaskPool(lone.address, None, 60) as pool,
        pytest.raises(EngineError, match=r"briefgen 0\.0\.1 .* install the same on all machines"),
    ):
        run(pool)
    assert not list((desk.place / "out").glob("*.pdf"))


def test_a_cluster_is_spoken_with_in_secret_where_it_asks_for_that(
    lone: Cluster,
) -> None:
    authority = trustme.CA()
    own = authority.issue_cert("127.0.0.1")
    authority.cert_pem.write_to_path(lone.place / "ca.pem")
    own.private_key_and_cert_chain_pem.write_to_path(lone.place / "own.pem")
    place = "distributed.comm.tls"
    roles = ("scheduler", "worker", "client")
    settings = {f"{place}.{role}.cert": str(lone.place / "own.pem") for role in roles}
    settings[f"{place}.ca-file"] = str(lone.place / "ca.pem")
    lone.settings = {
        f"DASK_{name.upper().replace('.', '__').replace('-', '_')}": value
        for name, value in settings.items()
    }
    lone.protocol = "tls"
    lone.start(workers=1)
    with pytest.raises(EngineError, match="certificates"):
        DaskPool(lone.address, None, 60, patience=1).__enter__()
    with dask.config.set(settings), DaskPool(lone.address, None, 60) as pool:
        assert run(pool).summary.briefs.made == 3


def test_a_machine_that_does_not_see_the_folders_of_a_run_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    for workspace, output in (("here", "away"), ("away", "here")):
        errand = Errand(
            workspace=str(tmp_path / workspace),
            output=str(tmp_path / output),
            options=Options(),
            task=Task(name="a", sources=("a.txt",)),
            common="",
            basis="",
        )
        row = answer(errand.model_dump(mode="json"))["row"]
        assert row["trouble"] == "OUTPUT"
        assert "does not see it" in row["problem"]
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "inbox") == ["here"]
    assert not list((tmp_path / "here").iterdir())


@pytest.mark.parametrize(
    ("engine", "scheduler", "jobs", "words"),
    [
        (Engine.LOCAL, "tcp://h:1", 0, "is for --engine dask"),
        (Engine.DASK, None, 0, "add --scheduler"),
        (Engine.DASK, "h:1", 0, "must be tcp://"),
        (Engine.DASK, "tcp://h:1", 2, "leave it out"),
    ],
)
def test_options_that_do_not_go_together_are_told(
    engine: Engine, scheduler: str | None, jobs: int, words: str
) -> None:
    with pytest.raises(SettingsError, match=words):
        pool_of(engine, scheduler, jobs, None, 60)
