"""Addresses on the command line: fetched where they are named, and from nowhere else."""

from __future__ import annotations

import json
from pathlib import Path

from readers.serving import Reply, serving

from .conftest import Run

PAGE = (
    b"<!DOCTYPE html><html lang='en'><head><title>Ilde lock shut after gate jams</title></head>"
    b"<body><article><h1>Ilde lock shut after gate jams</h1>"
    b"<p>The port of Ilde shut its lock on Monday after a gate jammed twice.</p>"
    b"<p>Harbour master Ada Holm said on Tuesday that 14 ships were waiting.</p></article></body>"
    b"</html>"
)


def test_an_address_is_a_source(run: Run, workspace: Path) -> None:
    with serving({"/lock": Reply(PAGE, headers={"Content-Type": "text/html"})}) as site:
        result = run("extract", f"{site.url}/lock", "--allow-private")
    assert result.exit_code == 0, result.output
    (source,) = json.loads(result.stdout)["sources"]
    assert (source["url"], source["title"]) == (
        f"{site.url}/lock",
        "Ilde lock shut after gate jams",
    )
    assert source["retrieved"]


def test_a_machine_in_the_house_is_asked_only_if_allowed(run: Run, workspace: Path) -> None:
    with serving({"/": Reply(PAGE, headers={"Content-Type": "text/html"})}) as site:
        result = run("make", f"{site.url}/", "-f", "md")
        assert not site.asked
    assert result.exit_code == 1
    assert "leads to a machine that is not public" in result.output
