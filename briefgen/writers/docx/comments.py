"""Comments of Word that tell where the words beside them come from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart

from briefgen.model.document import Origin
from briefgen.writers.characters import clean
from briefgen.writers.docx.parts import attach, related
from briefgen.writers.docx.xml import Element, root, w, words

_AUTHOR, _INITIALS = "briefgen", "bg"


class Comments:
    """The comments of one file as they grow with its body; ``first`` is the number of the first
    one, in a file that has comments already."""

    def __init__(self, origins: Iterable[Origin], first: int = 0) -> None:
        self._first = first
        self._origins: dict[str, list[Origin]] = {}
        for origin in origins:
            self._origins.setdefault(origin.item, []).append(origin)
        self.made: list[Element] = []

    def around(self, runs: list[Element], item: str) -> list[Element]:
        """``runs`` with a comment on where ``item`` comes from, where that is known."""
        origins = self._origins.get(item)
        if not origins:
            return runs
        number = self._first + len(self.made)
        self.made.append(_comment(number, origins))
        return [
            w("commentRangeStart", id=number),
            *runs,
            w("commentRangeEnd", id=number),
            w("r", _mark(), w("commentReference", id=number)),
        ]

    def attach_to(self, part: Part) -> None:
        """Put the comments into the file that ``part`` is the body of."""
        if not self.made:
            return
        if (there := related(part, RELATIONSHIP_TYPE.COMMENTS)) is not None:
            cast(XmlPart, there).element.extend(self.made)
            return
        comments = root("comments")
        comments.extend(self.made)
        attach(
            part,
            "/word/comments.xml",
            CONTENT_TYPE.WML_COMMENTS,
            RELATIONSHIP_TYPE.COMMENTS,
            comments,
        )


def _comment(number: int, origins: Iterable[Origin]) -> Element:
    """The sentence of each origin, and under it where it stands. There is no date: it would be
    that of a clock."""
    paragraphs = [
        _paragraph(text)
        for origin in origins
        for text in (" ".join(clean(origin.sentence).split()), _place(origin))
        if text
    ]
    paragraphs[0].insert(1, w("r", _mark(), w("annotationRef")))
    return w("comment", *paragraphs, id=number, author=_AUTHOR, initials=_INITIALS)


def _place(origin: Origin) -> str:
    reference = f" {clean(origin.reference)}," if origin.reference else ""
    return f"[{origin.number}]{reference} paragraph {origin.paragraph}"


def _paragraph(text: str) -> Element:
    return w("p", w("pPr", w("pStyle", val="CommentText")), w("r", words(text)))


def _mark() -> Element:
    return w("rPr", w("rStyle", val="CommentReference"))
