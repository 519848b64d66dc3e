#!/usr/bin/env python3
"""Find the quotes in labelled articles with a simpler system, to compare briefgen with.

    python bench/quote_baselines.py GOLD.jsonl --system regex > predictions.jsonl

Reads and prints what bench/quotes.py reads and prints, but for the confidence: one article a
line, {"id", "text", …}, becomes {"id", "quotes": [{"start", "end", "kind", "speaker": {"name",
"start", "end"}}]}, offsets in code points of "text". Quotes whose speaker is unknown are left out.
Documents per second go to standard error.

The system ``textacy`` needs a package that briefgen itself does without: pip install textacy.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.text.paragraphs import paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    # From the text of an article to its quotes, in order.
    System = Callable[[str], Iterator[dict[str, Any]]]

_MARKED = re.compile(r'“[^“”]+(?:”|$)|"[^"]+"')
_VERB = (
    r"(?:(?:has|have|had)\s+)?(?:said|says|say|told|tells|added|adds|wrote|writes|asked|asks"
    r"|tweeted|explained|explains|noted|notes|argued|argues|continued|concluded|replied|responded"
    r"|announced|declared|claimed|claims|stated|insisted|insists|warned|warns|admitted|recalled"
    r"|remarked|suggested|acknowledged|exclaimed|commented|testified|reported|posted)\b"
)
# A full stop belongs to a name only after an initial or a title.
_WORD = r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|St|Jr|(?:[A-Z]\.)*[A-Z])\.|[A-Z][\w’'-]*)"
_SPEAKER = (
    rf"(?P<speaker>\b(?:(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|[Ii]t)\b|{_WORD}(?:\s+{_WORD}){{0,4}}))"
)
# “…,” said Ann Lee; “…,” she added
_BEHIND = (
    re.compile(rf"[\s,]*{_VERB}\s+{_SPEAKER}"),
    re.compile(rf"[\s,]*{_SPEAKER}\s+{_VERB}"),
)
# Ann Lee told reporters on Monday: “…”; “…,” she added. “…”
_FRONT = re.compile(rf'{_SPEAKER}\s+{_VERB}[^.?!“”"]{{0,40}}[.:]?\s*$')
# How far in front of a quote its speaker may stand, in characters.
_REACH = 120


def _row(start: int, end: int, kind: str, name: str, mention: tuple[int, int]) -> dict[str, Any]:
    speaker = {"name": name, "start": mention[0], "end": mention[1]}
    return {"start": start, "end": end, "kind": kind, "speaker": speaker}


def _speaker(text: str, start: int, end: int) -> re.Match[str] | None:
    """The match that names the speaker of the quote at ``start`` to ``end`` of a paragraph."""
    for pattern in _BEHIND:
        if behind := pattern.match(text, end):
            return behind
    # search, and not match, so that the name may stand anywhere within reach
    return _FRONT.search(text[:start], max(0, start - _REACH))


def regex(text: str) -> Iterator[dict[str, Any]]:
    """A baseline of our own: what two regular expressions see.

    A quote is a stretch in curly or straight marks within one paragraph (curly marks may stay
    open to its end). Its speaker is the capitalised name, or the pronoun, beside a reporting verb
    right behind the closing mark, in either order, or else right in front of the opening mark,
    with up to 40 characters between the verb and the mark. Pronouns stay pronouns, and no quote
    takes its speaker from another paragraph. All are called direct; indirect speech is not
    looked for.
    """
    for offset, end in paragraphs(text):
        paragraph = text[offset:end]
        for mark in _MARKED.finditer(paragraph):
            if found := _speaker(paragraph, mark.start(), mark.end()):
                where = (offset + found.start("speaker"), offset + found.end("speaker"))
                name = found["speaker"]
                yield _row(offset + mark.start(), offset + mark.end(), "direct", name, where)


def textacy() -> System:
    """``textacy.extract.triples.direct_quotations`` on each paragraph by itself, parsed with the
    same small English pipeline as briefgen's; the speaker is the tokens that it returns.

    It refuses a text with an odd number of marks, which is why it is given paragraphs: one such
    paragraph then costs no other.
    """
    try:
        from textacy.extract.triples import direct_quotations
    except ModuleNotFoundError:
        sys.exit("textacy is not installed: pip install textacy")
    from briefgen.analysis import load, model_name

    nlp = load(model_name())

    def find(text: str) -> Iterator[dict[str, Any]]:
        extents = paragraphs(text)
        docs = nlp.pipe(text[start:end] for start, end in extents)
        for (offset, _), doc in zip(extents, docs, strict=True):
            try:
                triples = list(direct_quotations(doc))
            except ValueError:  # an odd number of marks
                continue
            for speaker, _, content in triples:
                start, end = offset + content.start_char, offset + content.end_char
                where = (offset + speaker[0].idx, offset + speaker[-1].idx + len(speaker[-1]))
                name = " ".join(token.text for token in speaker)
                # As in bench/quotes.py: typewriter marks ('') are no marks to the labels.
                kind = "indirect" if text.startswith("''", start) else "direct"
                yield _row(start, end, kind, name, where)

    return find


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--system", choices=("regex", "textacy"), required=True)
    options = parser.parse_args()
    system = regex if options.system == "regex" else textacy()
    documents = [json.loads(line) for line in options.gold.read_text("utf-8").splitlines()]
    start = time.perf_counter()
    for document in documents:
        print(json.dumps({"id": document["id"], "quotes": list(system(document["text"]))}))
    seconds = time.perf_counter() - start
    print(f"{len(documents) / seconds:.1f} documents a second", file=sys.stderr)


if __name__ == "__main__":
    main()
