"""The sentences of labelled articles as briefgen ranks them, best first, for a scorer.

    python bench/facts.py DATA.jsonl --budget 3s > predictions.jsonl

A prediction is ``{"id", "ranked": [[document, sentence], …]}``, counted from 0. The coefficients
are those of the package, learned on such data: for figures on the same data, use the
cross-validation of ``bench/train_salience.py``.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from labelled import Budget, lead, prediction, ranked, read

from briefgen.salience.ranker import Ranker


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--budget", type=Budget.parse, default=Budget.parse("3s"))
    parser.add_argument("--lead", action="store_true", help="the lead instead, for comparison")
    options = parser.parse_args()
    for row in read(options.data):
        order = lead(row) if options.lead else ranked(row, Ranker(row.stories), options.budget)
        print(prediction(row, order), file=sys.stdout)


if __name__ == "__main__":
    main()
