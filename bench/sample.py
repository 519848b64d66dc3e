"""The sample content that templates are previewed and checked with, made from ``seeds/``.

    python bench/sample.py

Written without what has its default, and without the factors of each fact, which no template sees.
"""

from __future__ import annotations

from pathlib import Path

from briefgen import workflow

_PROJECT = Path(__file__).resolve().parents[1]
_TARGET = _PROJECT / "briefgen" / "samples" / "dossier.json"


def main() -> None:
    """Write the file anew."""
    sources = workflow.take_in([_PROJECT / "seeds"]).sources
    near = str(_PROJECT) + "/"
    dossier = workflow.analyse(
        [s.model_copy(update={"path": (s.path or "").removeprefix(near)}) for s in sources]
    )
    plain = dossier.model_copy(
        update={"facts": tuple(f.model_copy(update={"factors": {}}) for f in dossier.facts)}
    )
    text = plain.model_dump_json(exclude_defaults=True, indent=1)
    _TARGET.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
