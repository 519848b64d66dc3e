"""Names for "the mayor" and "the agency", where the source leaves no doubt who is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.definites import is_introduced_person
from briefgen.analysis.phrases import noun_phrase
from briefgen.analysis.stretch import SUBJECTS
from briefgen.model.dossier import Edit

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefgen.analysis.background import Background
    from briefgen.analysis.people import People, Person
    from briefgen.analysis.stretch import Stretch


class Titles:
    """Puts the names of one source behind the titles and short names that it uses for them."""

    def __init__(self, people: People, background: Background) -> None:
        self._people = people
        self._background = background

    def edits(self, stretch: Stretch) -> list[Edit]:
        """The name behind "the mayor" where one person of the source is that, and the full name
        for "the agency" where the source names one."""
        out: list[Edit] = []
        for n, token in enumerate(stretch.own):
            if token.lower_ != "the" or token.dep_ != "det":
                continue
            noun = token.head
            of_body = noun.dep_ == "poss" and noun.head.dep_ in SUBJECTS  # "the agency’s officer"
            if noun.i != token.i + 1 or not (of_body or noun.dep_ in SUBJECTS):
                continue
            if any(c.i > noun.i and not (of_body and c.dep_ == "case") for c in noun.children):
                continue
            holder = None if of_body else self._holder(stretch, noun, n)
            edit = holder or self._body(stretch, noun)
            if edit is not None and not any(e.replacement == edit.replacement for e in out):
                out.append(edit)
        return out

    def _holder(self, stretch: Stretch, noun: Token, n: int) -> Edit | None:
        if not lexicon.is_role(noun.text) or noun.tag_ not in {"NN", "NNP"}:
            return None
        paragraph = stretch.paragraph
        person = self._people.with_role(noun_phrase(noun), paragraph.at(noun))
        if person is None or not is_full(person) or person.is_ambiguous or person.role is None:
            return None
        here = self._people.in_extent(paragraph.number, stretch.start, stretch.end)
        if here or is_introduced_person(stretch.own[:n]):
            return None
        known = {"the", "its", "their"} | {w.lower().strip(",.") for w in person.role.split()}
        if not {w.lower() for w in self._background.words_before(noun.text)} <= known:
            return None  # "the deputy mayor" may be meant, or another minister
        end = paragraph.end_of(noun)
        return Edit(start=end, end=end, replacement=f" [{person.name}]", reason="name")

    def _body(self, stretch: Stretch, noun: Token) -> Edit | None:
        start = stretch.paragraph.at(noun)
        name = self._background.body(noun.text, start)
        if name is None or name in stretch.words:
            return None
        end = stretch.paragraph.end_of(noun)
        return Edit(start=start, end=end, replacement=f"[{name}]", reason="name")


def is_full(person: Person) -> bool:
    """Whether a name is a given name and a surname and no more: "Augusta" alone may be a town, and
    "goalkeeper Falk of Velmark" or a name in the wrong encoding reads badly in brackets."""
    small = [word for word in person.name.split() if word[:1].islower()]
    named = set(small) <= lexicon.words("people.toml", "particles") and "Ã" not in person.name
    return named and any(len(m.words) > 1 for m in person.mentions)
