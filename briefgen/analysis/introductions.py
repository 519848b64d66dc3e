"""Who a person is, for the place where a brief names them first: in the words of the source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.titles import is_full
from briefgen.model.dossier import Edit, Introduction
from briefgen.text.edits import apply_edits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.analysis.people import People, Person, PersonMention
    from briefgen.analysis.pipeline import Parsed, ParsedParagraph
    from briefgen.analysis.stretch import Stretch

# Somebody, and what names them: a mention in the source, or the edit that puts the name in.
Named = tuple["Person", "Edit | PersonMention"]
_LONGEST = 10  # words of a role; a longer one is a sentence of its own
# No figures, quotation marks or brackets: what stands in them is told by somebody else.
_PLAIN = re.compile(r"[^\d\"“”‘()\[\];:*/\n]+")
_FEW = 2  # words of a role that stands better in front of a name than behind it
_OPENING = {
    "former",
    "lead",
    "senior",
    "deputy",
    "veteran",
    "study",
    "local",
    "retired",
    "longtime",
}
_OF = ("of ", "from ", "with ")
_MISTER = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir)\.? $")
_BESIDE = {"compound", "amod", "nmod", "poss", "appos", "nummod"}
_PLAIN_TITLES = {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss"}
_OPENS_ROLE = {"DT", "NN", "NNP", "NNPS", "JJ", "VBN", "RB"}
# "the reporter", "author of the book": which one, another sentence tells.
_POINTS = re.compile(r"\bthe [a-z’'-]+$")
_GOES_ON = {"who", "whose", "whom"}
_NOUNS = {"NN", "NNS", "NNP", "NNPS"}
_MARKS = {"(", "-", "–", "—", "/"}
_AGE = re.compile(r"(?:year|month|week|day)s?-old\b", re.IGNORECASE)  # left of "41-year-old"


@dataclass(frozen=True, slots=True)
class _Role:
    """``words`` of the source; ``front`` where they stand in front of the name."""

    words: str
    front: bool


class Introductions:
    """Knows of everybody in one source how it introduces them."""

    def __init__(self, parsed: Parsed, people: People) -> None:
        self._text = parsed.source.text
        self._paragraphs = {p.number: p for p in parsed.paragraphs}
        self._people = people
        self._roles: dict[int, _Role | None] = {}

    def of(self, stretch: Stretch, edits: Sequence[Edit]) -> tuple[Introduction, ...]:
        """The people whom a sentence names once its ``edits`` are made, each with the edit that
        introduces them, or with none where the sentence itself says who it is."""
        out: dict[str, Introduction] = {}
        for person, place in self._named(stretch, edits):
            if person.name in out:
                continue
            found = self._introduced(stretch, edits, person, place)
            if found is not None:
                out[person.name] = found
        return tuple(out.values())

    def _named(self, stretch: Stretch, edits: Sequence[Edit]) -> Iterator[Named]:
        """Everybody whom a sentence names, with the edit that puts the name in or the mention."""
        for edit in edits:
            name = re.sub(r"^ ?\[|(?:’s)?\]$", "", edit.replacement)
            person = next((p for p in self._people.persons if p.name == name), None)
            if edit.reason == "name" and person is not None:
                yield person, edit
        here = self._people.in_extent(stretch.paragraph.number, stretch.start, stretch.end)
        for mention, person in here:
            if not any(e.start < mention.end and mention.start < e.end for e in edits):
                yield person, mention

    def _introduced(
        self, stretch: Stretch, edits: Sequence[Edit], person: Person, place: Edit | PersonMention
    ) -> Introduction | None:
        if stretch.touches_quote(place.start, max(place.end, place.start + 1)):
            return None
        if self._says_who(stretch, person, place) or self._leaves_no_room(stretch, place):
            return Introduction(person=person.name)
        role = self._role(person)
        if role is None:
            return None
        if _is_in_words(role.words, stretch):
            return Introduction(person=person.name)
        edit = (
            self._into(place, person, role)
            if isinstance(place, Edit)
            else self._beside(stretch, place, person, role)
        )
        if edit is not None and self._opens(stretch, edits, edit.start):
            edit = edit.model_copy(update={"replacement": _capital(edit.replacement)})
        return None if edit is None else Introduction(person=person.name, edit=edit)

    def _opens(self, stretch: Stretch, edits: Sequence[Edit], offset: int) -> bool:
        """Whether nothing is printed in front of a place."""
        before = [e for e in edits if e.end <= offset and e.start < offset]
        return not apply_edits(self._text, stretch.start, offset, before).strip()

    def _into(self, edit: Edit, person: Person, role: _Role) -> Edit | None:
        """The role within the brackets that put the name in."""
        if not edit.replacement.startswith("[") or edit.replacement.endswith("’s]"):
            return None  # "the mayor [Ada Holm]", "[Ada Holm’s] ferry"
        if role.front:
            both = f"{role.words} {person.name}"
        elif role.words.startswith(_OF):
            both = f"{person.name} {role.words}"
        else:
            both = f"{person.name}, {role.words}"
        return Edit(start=edit.start, end=edit.end, replacement=f"[{both}]", reason="role")

    def _beside(
        self, stretch: Stretch, mention: PersonMention, person: Person, role: _Role
    ) -> Edit | None:
        """The role in brackets beside the full name that the sentence has."""
        last = stretch.paragraph.token_at(mention.end - 1)
        if role.front and last is not None and last.dep_ == "conj":
            return None  # "hosts Ada Holm and [host] Bo Falk"
        if len(mention.words) == 1 or person.name.split()[-1] != mention.words[-1]:
            return None
        at = mention.start if role.front else mention.end
        if role.front and _MISTER.search(stretch.words[: at - stretch.start]):
            return None
        added = f"[{role.words}] " if role.front else f" [{role.words}]"
        return Edit(start=at, end=at, replacement=added, reason="role")

    # --- what the sentence says itself ------------------------------------------------------

    def strangers(
        self, stretch: Stretch, edits: Sequence[Edit], introduced: Sequence[Introduction]
    ) -> Iterator[Named]:
        """The people, with their places, whom a sentence names in the reporter's words once its
        ``edits`` are made, and neither says who they are itself nor can be ``introduced``."""
        added = {one.person for one in introduced if one.edit is not None}
        for person, place in self._named(stretch, edits):
            quoted = stretch.touches_quote(place.start, max(place.end, place.start + 1))
            known = quoted or person.name in added or self._says_who(stretch, person, place)
            if not (known or self._is_told_of(stretch, place)):
                yield person, place

    def _is_told_of(self, stretch: Stretch, place: Edit | PersonMention) -> bool:
        """Whether a name stands behind what it names, or a clause tells of whom it names: "the
        operator, Ada Holm", "Holm, who is charged with", "Ada Holm of Ilde"."""
        last = stretch.paragraph.token_at(max(place.start, place.end - 1))
        if last is None or isinstance(place, Edit):
            return False
        if last.dep_ == "appos" and last.head.pos_ == "NOUN":
            return True
        return any(
            c.dep_ == "relcl"
            or (c.lower_ in {"of", "from"} and any(p.ent_type_ == "GPE" for p in c.children))
            for c in last.rights
        )

    def _says_who(self, stretch: Stretch, person: Person, place: Edit | PersonMention) -> bool:
        """Whether a sentence says who a person is: a role, a noun or a title beside the name, a
        comma behind it ("Holm, 54, …")."""
        paragraph = stretch.paragraph
        for mention, other in self._people.in_extent(paragraph.number, stretch.start, stretch.end):
            if other is person and (mention.role or mention.body_at):
                return True
        first = paragraph.token_at(place.start)
        last = paragraph.token_at(max(place.start, place.end - 1))
        if first is None or last is None:
            return True
        if any(c.i < first.i and c.dep_ in _BESIDE for c in last.children):
            return True
        if not isinstance(place, Edit) and set(place.titles) - _PLAIN_TITLES:
            return True
        before = first.nbor(-1) if first.i > stretch.first else None
        if before is not None and before.tag_ in _NOUNS and before.ent_type_ != "DATE":
            return True
        if last.i + 2 >= stretch.last or last.nbor(1).text != ",":
            return False
        follows = last.nbor(2)
        return any(c.dep_ in {"appos", "acl"} and c.i > last.i for c in last.children) or (
            follows.lower_ not in _GOES_ON and follows.tag_ in {"DT", "NN", "NNP", "CD", "JJ"}
        )

    def _leaves_no_room(self, stretch: Stretch, place: Edit | PersonMention) -> bool:
        """Whether nothing can be put beside a name, since it goes on or stands in brackets: "the
        Holm Foundation", "Holm’s"."""
        paragraph = stretch.paragraph
        first = paragraph.token_at(place.start)
        last = paragraph.token_at(max(place.start, place.end - 1))
        if first is None or last is None or last.dep_ in {"compound", "nmod", "amod", "poss"}:
            return True
        if first.i > stretch.first and first.nbor(-1).text in _MARKS:
            return True
        if last.i + 1 >= stretch.last:
            return False
        behind = last.nbor(1)
        return (
            behind.tag_ in {"POS", "CD", *_NOUNS}
            or behind.text in _MARKS
            or behind.lower_ in {"of", "from"}
        )

    # --- how the source introduces somebody -------------------------------------------------

    def _role(self, person: Person) -> _Role | None:
        """The first role that the source gives beside the name, if it is certain: one in several
        words rather than one alone."""
        if id(person) not in self._roles:
            found = list(self._stated(person))
            full = [r for r in found if len(r.words.split()) > 1]
            self._roles[id(person)] = next(iter(full or found), None)
        return self._roles[id(person)]

    def _stated(self, person: Person) -> Iterator[_Role]:
        if person.is_ambiguous or not is_full(person):
            return
        if self._people.is_shared(person.name.split()[-1]):
            return
        for mention in person.mentions:
            place = mention.role_at or mention.body_at
            if place is None or len(mention.words) == 1:
                continue
            paragraph = self._paragraphs[mention.paragraph]
            words = self._text[place[0] : place[1]]
            front = place[1] <= mention.start and self._text[place[1] : mention.start].isspace()
            if not front and mention.role_at:
                if not self._is_closed(mention, place):
                    continue
                words = self._with_article(place[0], words)
                # "Ada Holm, study author, said": in brackets it stands in front.
                front = mention.role_at is not None and _is_bare(words)
            elif front:
                words = self._with_small_letter(place, paragraph, words)
                words = self._with_owners_article(place, paragraph, words)
            if front and not lexicon.is_role(words.split()[-1]):
                continue  # "Chair Ada", whose name is Ada Bo Holm
            if _is_fit(words, place, paragraph) and not self._is_somebodys(place[0]):
                yield _Role(words, front)

    def _is_closed(self, mention: PersonMention, place: tuple[int, int]) -> bool:
        """Whether an apposition ends where its words do: "Holm, the mayor," but not "Holm, the
        mayor that"."""
        if place[1] <= mention.start:
            return True
        return self._text[place[1] : place[1] + 1] in {",", ".", ";", ")", "—"} or self._text[
            place[1] :
        ].startswith(" who ")

    def _with_article(self, start: int, words: str) -> str:
        front = re.search(r"\b(?:a|an|the|The|A|An) $", self._text[max(0, start - 5) : start])
        return words if front is None else f"{front.group().lower()}{words}"

    def _with_small_letter(
        self, place: tuple[int, int], paragraph: ParsedParagraph, words: str
    ) -> str:
        """A role that opens its sentence, as it is written elsewhere: "Actor Bo Falk" is an actor,
        President Falk is not."""
        first = paragraph.token_at(place[0])
        if first is None or not first.is_sent_start or not first.is_title:
            return words
        formal = first.lower_ in lexicon.words("people.toml", "formal")
        plain = lexicon.is_role(first.text) or first.lower_ in _OPENING
        behind = words.split()[1:2]
        titled = lexicon.is_role(first.text) and bool(behind) and behind[0][:1].isupper()
        if (
            formal
            or titled
            or not plain
            or re.search(rf"[a-z,] {re.escape(first.text)} [A-Z]", self._text)
        ):
            return words
        return words[:1].lower() + words[1:]

    def _with_owners_article(
        self, place: tuple[int, int], paragraph: ParsedParagraph, words: str
    ) -> str:
        """ "The network’s correspondent" needs the article of its owner, "Velmark’s mayor" has
        none."""
        tokens = [t for t in paragraph.doc if place[0] <= paragraph.at(t) < place[1]]
        owner = next((t.head for t in tokens if t.tag_ == "POS"), None)
        if owner is None or owner.pos_ == "PROPN" or owner.i < tokens[0].i:
            return words
        front = re.search(r"\b(?:a|an|the) $", self._text[max(0, place[0] - 4) : place[0]], re.I)
        return words if front is None else f"{front.group().lower()}{words}"

    def _is_somebodys(self, start: int) -> bool:
        """Whether a role leans on another sentence: "her lawyer"."""
        front = self._text[max(0, start - 7) : start].lower()
        return re.search(r"\b(?:his|her|their|its|our|my|your|another|fellow) $", front) is not None


def _is_bare(words: str) -> bool:
    """Whether a role behind a name is a noun or two without an article: "pilot", "study author"."""
    plain = words.split()
    return len(plain) <= _FEW and words.islower() and plain[0] not in {"a", "an", "the"}


def _is_fit(words: str, place: tuple[int, int], paragraph: ParsedParagraph) -> bool:
    """Whether a role says something by itself, and nothing but what somebody is or does."""
    plain = words.split()
    if len(plain) > _LONGEST or not _PLAIN.fullmatch(words) or _AGE.match(words):
        return False
    lower = {w.strip(",.").lower() for w in plain}
    if lower & lexicon.words("people.toml", "not_introducing"):
        return False
    tokens = [t for t in paragraph.doc if place[0] <= paragraph.at(t) < place[1]]
    if not tokens or _POINTS.search(words) or tokens[-1].tag_ in {"TO", "IN", "CC", "DT", "WDT"}:
        return False
    if not words.startswith(_OF) and tokens[0].tag_ not in _OPENS_ROLE:
        return False
    if any(t.tag_ in {"JJS", "RBS"} for t in tokens):
        return False
    # "Holm, President Bo Falk and …" is a list; "President Falk’s chief of staff" is a role.
    if tokens[0].lower_ in lexicon.words("people.toml", "of_whom"):
        return False
    return not any(
        t.ent_type_ == "PERSON"
        and not any(n.tag_ == "POS" for n in paragraph.doc[t.i + 1 : t.i + 3])
        and t.pos_ == "PROPN"
        and not lexicon.is_role(t.text)
        for t in tokens
    )


def _is_in_words(role: str, stretch: Stretch) -> bool:
    """Whether a sentence holds a noun of a role already: "the mayor", "Velmark’s chief"."""
    held = {t.lower_ for t in stretch.own}
    return any(w.strip(",.").lower() in held for w in role.split() if lexicon.is_role(w))


def _capital(bracket: str) -> str:
    """A bracket that opens a sentence: "[Chief engineer] Bo Falk said"."""
    return bracket[:1] + bracket[1:2].upper() + bracket[2:]
