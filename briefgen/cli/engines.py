"""Where the briefs of a run are made: by workers of this machine, or of a cluster."""

from __future__ import annotations

from enum import StrEnum
from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from briefgen.batch.dask_pool import DaskPool
    from briefgen.batch.plan import Plan
    from briefgen.batch.pool import Pool


class Engine(StrEnum):
    """Who makes briefs."""

    LOCAL = "local"
    DASK = "dask"


Choice = Annotated[
    Engine,
    typer.Option(
        "--engine", help="Who makes the briefs: this machine, or the workers of a Dask cluster."
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        help="With --engine dask: where its scheduler is, tcp://HOST:PORT or tls://HOST:PORT.",
    ),
]


Store = Annotated[
    str,
    typer.Option(
        "--store",
        help="Put the briefs there, s3://BUCKET/FOLDER or gs://…; --output then keeps what is "
        "known of the run.",
    ),
]


def check_store(store: str, plan: Plan) -> None:
    """Raises SettingsError where ``store`` is no address, or one at which sources lie."""
    from briefgen.batch.storage import is_address
    from briefgen.errors import SettingsError

    if store and not is_address(store):
        raise SettingsError(
            f"--store {store}: must be an address like s3://bucket/folder; a folder is for --output"
        )
    below = f"{store.rstrip('/')}/"
    for source in (source for task in plan.tasks for source in task.sources):
        if store and below.startswith(f"{source.rstrip('/')}/"):
            raise SettingsError(
                f"--store {store}: lies in {source}, where briefs would be read as sources; choose "
                "another"
            )


def pool_of(
    engine: Engine, scheduler: str | None, jobs: int, model: str | None, seconds: float
) -> Pool | DaskPool:
    """The workers that a command asks for.

    Raises:
        SettingsError: options that do not go together, or the extra for them is not installed.
    """
    from briefgen.cli.running import workers
    from briefgen.errors import SettingsError

    if engine is Engine.LOCAL:
        if scheduler:
            raise SettingsError("--scheduler: is for --engine dask; add that")
        from briefgen.batch.pool import Pool

        return Pool(workers(jobs), model, seconds)
    if scheduler and not scheduler.startswith(("tcp://", "tls://")):
        raise SettingsError(f"--scheduler {scheduler}: must be tcp://HOST:PORT or tls://HOST:PORT")
    if not scheduler:
        raise SettingsError("--engine dask: needs a scheduler; add --scheduler tcp://HOST:PORT")
    if jobs:
        raise SettingsError("--jobs: a cluster has as many as its workers take; leave it out")
    if find_spec("distributed") is None:
        raise SettingsError("--engine dask: is not installed; pip install 'briefgen[dask]'")
    from briefgen.batch.dask_pool import DaskPool

    return DaskPool(scheduler, model, seconds)
