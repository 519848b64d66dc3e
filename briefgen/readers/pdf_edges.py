"""What stands at the head and foot of the pages of a PDF, whether its structure tells it or not."""

from __future__ import annotations

from briefgen.readers.finish import finish_text
from briefgen.readers.pdf import open_pdf

_EDGE = 0.12  # of the height of a page; where letterheads and markings are
_MOST_PAGES = 50  # the first ones; what is printed on all stands on these


def edges_of(data: bytes) -> tuple[str, ...]:
    """The lines at the head and foot of the pages, each once; raises ReaderError."""
    document = open_pdf(data)
    found: dict[str, None] = {}
    try:
        for number in range(min(len(document), _MOST_PAGES)):
            page = document[number]
            text = page.get_textpage()
            width, height = page.get_size()
            edge = height * _EDGE
            for bottom, top in ((height - edge, height), (0, edge)):
                shown = text.get_text_bounded(left=0, bottom=bottom, right=width, top=top)
                found |= dict.fromkeys(map(finish_text, shown.splitlines()))
            text.close()
            page.close()
    finally:
        document.close()
    return tuple(line for line in found if line)
