"""A source in another language is told of, and gives the brief nothing that is wrong."""

from __future__ import annotations

from pathlib import Path

from .conftest import Run

GERMAN = (
    "Schleuse in Ilde geschlossen\n\n"
    "Die Hafenbehörde hat die Schleuse am Montag geschlossen, nachdem ein Tor zweimal klemmte.\n\n"
    "„Wir werden die Schleuse erst am Freitag öffnen“, sagte Hafenmeisterin Ada Holm am Dienstag."
)


def test_a_german_source_is_told_of_and_gives_no_line(run: Run, workspace: Path) -> None:
    (workspace / "seeds" / "hafen.txt").write_text(GERMAN, encoding="utf-8")
    result = run("make", "-f", "md", "-o", "out")
    assert result.exit_code == 0, result.output
    assert "hafen.txt: is in German; only words in quotation marks" in result.output
    (note,) = (workspace / "out").glob("*.md")
    body, sources = note.read_text(encoding="utf-8").split("## Sources")
    assert "Schleuse" not in body
    assert "Schleuse in Ilde geschlossen" in sources
