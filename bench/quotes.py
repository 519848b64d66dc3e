#!/usr/bin/env python3
"""Find the quotes in labelled articles, in the form that a scorer reads.

    python bench/quotes.py GOLD.jsonl > predictions.jsonl

GOLD holds one article a line: {"id", "text", …}. Each line printed is {"id", "quotes": [{"start",
"end", "kind", "speaker": {"name", "start", "end"}, "confidence"}]}, offsets in code points of
"text". Quotes whose speaker is unknown are left out.
Documents per second go to standard error.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.analysis import analyse, load, model_name
from briefgen.model.source import Source

if TYPE_CHECKING:
    from briefgen.model.dossier import Quote


def _row(quote: Quote, text: str) -> dict[str, Any]:
    speaker = quote.speaker
    # The labels know curly and straight marks only; what stands in typewriter marks ('') is
    # reported speech to them.
    # So are the turns of a transcript, which stand in no marks.
    unmarked = text[: quote.start].endswith("''") or quote.rule == "turn"
    return {
        "start": quote.start,
        "end": quote.end,
        "kind": "indirect" if unmarked else quote.kind.value,
        "speaker": speaker
        and {"name": speaker.name, "start": speaker.mention.start, "end": speaker.mention.end},
        "confidence": quote.confidence,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--model", help="spaCy pipeline: sm, md, lg, trf or a package")
    options = parser.parse_args()
    nlp = load(model_name(options.model))
    documents = [json.loads(line) for line in options.gold.read_text("utf-8").splitlines()]
    start = time.perf_counter()
    for document in documents:
        source = Source(id="bench", text=document["text"], title=document.get("title") or "")
        quotes = [q for q in analyse(source, nlp).quotes if q.speaker]
        rows = [_row(quote, document["text"]) for quote in quotes]
        print(json.dumps({"id": document["id"], "quotes": rows}))
    seconds = time.perf_counter() - start
    print(f"{len(documents) / seconds:.1f} documents a second", file=sys.stderr)


if __name__ == "__main__":
    main()
