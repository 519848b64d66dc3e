"""How well sources are sorted into topics: pairwise precision, recall and F1, and how fast.

    python bench/topics.py DATA.jsonl [--grow 10000]

DATA holds topics: ``{"documents": [{"text"}, …]}`` a line; all documents are shuffled together.
The method was tuned on the topics of odd lines; those of even lines say what it does elsewhere,
though they were seen too while it was tried. Figures are told of all documents, and of those that
are more than the notice of a page that was not there ("Starting in 1996, Alexa Internet has been
donating …"), which nobody can sort: the same notice stands in many topics. ``--grow`` makes so
many texts of them, the rare words of each copy of a topic changed, to see how time grows. Seconds
are those of the processor; reading comes before.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from briefgen.batch.topics.clustering import topics_of
from briefgen.batch.topics.terms import bag_of, vectors_of
from briefgen.model.source import Source

_NOTICE = re.compile(
    r"internet archive|archive-it|javascript is disabled|add location information to your tweets"
    r"|transcript could not be loaded|page you requested was not found",
    re.IGNORECASE,
)
_LONGEST_NOTICE = 800  # characters
_WORD = re.compile(r"[A-Za-z]{3,}")
_COMMON = 50  # a word is common that one in so many texts holds

Labelled = tuple[Source, int]


def _labelled(path: Path) -> list[Labelled]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = [
        (Source(id=f"s{topic}-{n}", text=_paragraphs(one["text"]), title=""), topic)
        for topic, row in enumerate(rows, 1)
        for n, one in enumerate(row.get("documents") or [row])
    ]
    random.Random(7).shuffle(found)  # noqa: S311 - the same order each time
    return found


def _paragraphs(text: str) -> str:
    return re.sub(r"\n\s*\n+", "\n\n", text).strip()


def _sorted(sources: Sequence[Source]) -> list[list[int]]:
    vectors = vectors_of([bag_of(source) for source in sources])
    return topics_of(vectors, [source.published for source in sources])


def _pairs(sizes: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes)


def _told(name: str, labelled: Sequence[Labelled]) -> None:
    start = time.process_time()
    groups = _sorted([source for source, _ in labelled])
    seconds = time.process_time() - start
    labels = [Counter(labelled[n][1] for n in group) for group in groups]
    right = sum(_pairs(found.values()) for found in labels)
    precision = right / max(1, _pairs(len(group) for group in groups))
    recall = right / max(1, _pairs(Counter(label for _, label in labelled).values()))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(
        f"  {name:32} {len(labelled):6} {len(groups):6} {precision:8.3f} {recall:8.3f} {f1:8.3f}"
        f" {len(labelled) / seconds:9.0f}"
    )


def _timed(labelled: Sequence[Labelled]) -> None:
    start = time.process_time()
    groups = _sorted([source for source, _ in labelled])
    seconds = time.process_time() - start
    print(f"  grown: {len(labelled)} texts, {len(groups)} topics, {seconds:.0f} s")


def _without(labelled: Sequence[Labelled]) -> list[Labelled]:
    return [
        one
        for one in labelled
        if len(one[0].text) > _LONGEST_NOTICE or not _NOTICE.search(one[0].text)
    ]


def _grown(labelled: Sequence[Labelled], count: int) -> list[Labelled]:
    """So many texts: copies of each topic, in each of which the words that few of the texts hold
    are others, so that copies are as unlike as topics are."""
    held = Counter(word for one, _ in labelled for word in set(_WORD.findall(one.text)))
    rare = {word for word, texts in held.items() if texts * _COMMON < len(labelled)}
    found: list[Labelled] = []
    for copy in range(count // len(labelled) + 1):
        mark = "".join("abcdefghij"[int(digit)] for digit in f"{copy:03}")
        for source, topic in labelled:
            text = _WORD.sub(lambda w, m=mark: w[0] + m if w[0] in rare else w[0], source.text)
            found.append((source.model_copy(update={"text": text}), topic * 1000 + copy))
    return found[:count]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else "")
    options.add_argument("data", type=Path)
    options.add_argument("--grow", type=int, nargs="*", default=[])
    asked = options.parse_args()
    everything = _labelled(asked.data)
    print(f"  {'':32}  texts topics precision  recall       F1  a second")
    for kind, labelled in (
        ("all documents", everything),
        ("without notices", _without(everything)),
    ):
        _told(f"{kind}, topics chosen on", [one for one in labelled if one[1] % 2])
        _told(f"{kind}, other topics", [one for one in labelled if one[1] % 2 == 0])
        _told(f"{kind}, together", labelled)
    for size in asked.grow:
        _timed(_grown(_without(everything), size))


if __name__ == "__main__":
    main()
