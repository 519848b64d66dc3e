"""Fields of Word that count pages, with the value that is shown until Word counts anew."""

from __future__ import annotations

import re

from briefgen.writers.docx.xml import Element, w, words
from briefgen.writers.furniture import PAGE, PAGES

_FIELD = re.compile(f"({PAGE}|{PAGES})")


def runs_with_fields(text: str, page: int, pages: int) -> list[Element]:
    """``text`` as runs, its page numbers as fields that hold a cached value.

    Word and LibreOffice count again when they lay the page out; programs that only read show the
    cached value. The file does not ask for an update on opening: Word would put a question first.
    """
    runs: list[Element] = []
    for part in _FIELD.split(text):
        if part == PAGE:
            runs += _field("PAGE", page)
        elif part == PAGES:
            runs += _field("NUMPAGES", pages)
        elif part:
            runs.append(w("r", words(part)))
    return runs


def _field(instruction: str, cached: int) -> list[Element]:
    code = w("instrText")
    code.text = f" {instruction} "
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", code),
        w("r", w("fldChar", fldCharType="separate")),
        w("r", words(str(cached))),
        w("r", w("fldChar", fldCharType="end")),
    ]
