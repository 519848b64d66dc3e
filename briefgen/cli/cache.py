"""``briefgen cache``: where what earlier runs worked out is kept, and how to clear it."""

from __future__ import annotations

from typing import Annotated

import typer

from briefgen.cli import options
from briefgen.cli.reporting import reported

EXAMPLES = """**Examples**

`briefgen cache` says where it is, and how large

`briefgen cache --clear` takes all of it away
"""
Clear = Annotated[bool, typer.Option("--clear", help="Take all that is kept away.")]


@reported
def cache(clear: Clear = False) -> None:
    """Show or clear what is kept of sources and briefs for the next run."""
    from briefgen.cache import Cache, cache_folder

    folder = cache_folder()
    megabytes = options.current_settings().cache_megabytes
    kept = Cache(folder, megabytes * 1_000_000)
    if clear:
        kept.clear()
    entries, size = kept.usage()
    limit = f"{megabytes} MB at most" if megabytes else "turned off"
    typer.echo(f"{folder}: {entries} entries, {size / 1_000_000:.1f} MB; {limit}")
