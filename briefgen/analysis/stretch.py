"""One sentence-to-be: its tokens, and which of its words are the reporter's own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from briefgen.analysis.pipeline import ParsedParagraph
    from briefgen.analysis.quotes import Marked

# Speech in single marks, beside double ones for something else: from a mark before a word to the
# next mark that no word follows, but for a plural's ("the crews’ boats").
_SINGLE = re.compile(
    r"(?:(?<=[\s(:—–])|^)['‘](?=\w)(?:[^'’]|['’](?=\w)|(?<=s)['’](?=\s[a-z])){12,900}['’](?!\w)"
)
# A paragraph of speech that the next paragraph goes on with, or that opens with the closing mark.
_GOES_ON = re.compile(r"['‘](?=[A-Z])(?!.*[\w.,!?…]['’](?!\w)).*|”[^”]+(?:”|$)", re.DOTALL)
_OPENING = re.compile(r"[\"“][A-Z][^\"“”]{12,}[\"”]")
# A part of a name without a vowel, after which the splitter ends a sentence: "Ada Bt. Holm".
_SHORTENED = re.compile(r"(?<=[\w,] )[A-Z][bcdfghjklmnpqrstvwxz]{1,2}\. $")
_LONGEST_HEADING = 7  # tokens
_OPENS_SENTENCE = {"The", "An", "A"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_NOUNS = {"NN", "NNS", "NNP", "NNPS"}
SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens ``first`` to ``last`` (half-open) of a paragraph. ``start`` and ``end`` are their
    extent in the source, ``words`` what stands there. ``own`` are the tokens that stand between
    no quotation marks, nor in ``cut``: only they are the reporter's, and only they may be edited.
    ``root`` is the main verb as the parser sees it.
    """

    paragraph: ParsedParagraph
    first: int
    last: int
    start: int
    end: int
    words: str
    own: tuple[Token, ...]
    quoted: tuple[tuple[int, int], ...]
    root: Token | None

    @classmethod
    def of(
        cls,
        paragraph: ParsedParagraph,
        first: int,
        last: int,
        text: str,
        quoted: Sequence[tuple[int, int]],
    ) -> Stretch:
        """The stretch of tokens ``first`` to ``last``; ``text`` is that of the source, ``quoted``
        are the extents of the paragraph in quotation marks."""
        doc = paragraph.doc
        start, end = paragraph.at(doc[first]), paragraph.end_of(doc[last - 1])
        # In text without paragraphs a quote may go unmarked; at the start of a sentence it is one.
        opens = _OPENING.match(text, start, end)
        here = tuple((a, b) for a, b in quoted if a < end and start < b)
        if opens and all(b <= opens.start() or opens.end() <= a for a, b in here):
            here = (opens.span(), *here)
        tokens = tuple(doc[first:last])
        root = next((t for t in tokens if t.head.i == t.i), None)
        own = _outside(paragraph, tokens, here)
        return cls(paragraph, first, last, start, end, text[start:end], own, here, root)

    def without(self, cut: Sequence[tuple[int, int]]) -> Stretch:
        """The same without the tokens whose places lie in the extents ``cut``."""
        if not cut:
            return self
        return replace(self, own=_outside(self.paragraph, self.own, cut))

    def touches_quote(self, start: int, end: int) -> bool:
        """Whether any of the extent stands between quotation marks."""
        return any(a < end and start < b for a, b in self.quoted)


def _outside(
    paragraph: ParsedParagraph, tokens: Sequence[Token], extents: Sequence[tuple[int, int]]
) -> tuple[Token, ...]:
    if not extents:
        return tuple(tokens)
    return tuple(
        t for t in tokens if not any(start <= paragraph.at(t) < end for start, end in extents)
    )


def stretches(paragraph: ParsedParagraph, text: str, marks: Sequence[Marked]) -> list[Stretch]:
    """The sentences of a paragraph; a quote in marks is never cut in two."""
    doc = paragraph.doc
    if not len(doc):  # too long to be parsed
        return []
    starts = [0]
    quoted = [(m.outer_start, m.outer_end) for m in marks]
    words, at = text[paragraph.start : paragraph.end], paragraph.start
    if "'" in words or "‘" in words:
        quoted += [(at + m.start(), at + m.end()) for m in _SINGLE.finditer(words)]
    going_on = _GOES_ON.match(words)
    if going_on and not any(a < at + going_on.end() and at < b for a, b in quoted):
        quoted.append((at, at + going_on.end()))
    for sentence in doc.sents:
        first = int(sentence.start)
        # What ends in a colon goes on: "24 March: public hearing", "He said: …".
        if first == 0 or doc[first - 1].text == ":":
            continue
        at = paragraph.at(doc[first])
        if _SHORTENED.search(text, paragraph.start, at):
            continue
        if not any(m.outer_start < at < m.outer_end for m in marks):
            starts.append(first)
    behind = (_behind_heading(doc, at) for at in starts)
    starts = sorted({*starts, *(at for at in behind if at is not None)})
    out = []
    for start, end in zip(starts, [*starts[1:], len(doc)], strict=True):
        first, last = start, end
        while first < last and doc[first].is_space:
            first += 1
        while last > first and doc[last - 1].is_space:
            last -= 1
        if last > first:
            out.append(Stretch.of(paragraph, first, last, text, quoted))
    return out


def _behind_heading(doc: Doc, first: int) -> int | None:
    """Where the sentence at token ``first`` really starts, if a heading was run into it: "Fleeing
    Orland An estimated 400 people …", "Rising anger Friday’s marches …"."""
    for token in doc[first + 1 : first + _LONGEST_HEADING]:
        before = token.nbor(-1)
        if before.is_punct or before.tag_ in _FINITE or token.is_sent_start:
            return None
        follows = token.nbor(1) if token.i + 1 < len(doc) else None
        if follows is None or not before.is_alpha:
            return None
        if token.text in _OPENS_SENTENCE and (follows.text.islower() or follows.like_num):
            named = token.ent_type_ in {"PERSON", "WORK_OF_ART", "ORG", "EVENT", "LAW", "FAC"}
            small = before.tag_ in {"IN", "DT", "CC", "TO"} or before.text.islower()
            return None if named or (small and before.tag_ not in _NOUNS) else int(token.i)
        if token.dep_ == "poss" and token.ent_type_ == "DATE" and token.tag_ == "NNP":
            bare = before.text.islower() and before.tag_ in _NOUNS and before.ent_type_ == ""
            return int(token.i) if bare and follows.tag_ == "POS" else None
    return None


def subjects_at(stretch: Stretch) -> tuple[int, ...]:
    """Where those words of a stretch start that its main verb tells something of."""
    subject = subject_in(stretch.root) if stretch.root is not None else None
    if subject is None:
        return ()
    return tuple(map(stretch.paragraph.at, (subject, *subject.conjuncts)))


def subject_in(verb: Token) -> Token | None:
    """The subject that stands with ``verb`` itself."""
    return next((c for c in verb.children if c.dep_ in SUBJECTS), None)
