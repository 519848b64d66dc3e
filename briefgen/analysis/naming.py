"""Names in square brackets, for pronouns and bare surnames."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.definites import is_introduced_person
from briefgen.analysis.people import is_person_pronoun
from briefgen.analysis.stretch import SUBJECTS, subject_in
from briefgen.analysis.titles import is_full
from briefgen.model.dossier import Edit

if TYPE_CHECKING:
    from collections.abc import Collection

    from spacy.tokens import Token

    from briefgen.analysis.background import Background
    from briefgen.analysis.people import People, Person, PersonMention
    from briefgen.analysis.pipeline import ParsedParagraph
    from briefgen.analysis.speakers import SpeakerFinder
    from briefgen.analysis.stretch import Stretch

_BOTH = 2  # people that a sentence with "he" and "she" has to have
_FEW = 2  # names in front of a pronoun, of which a reader finds the one that is meant
_FAMILY = {"jr", "jr.", "sr", "sr.", "ii", "iii"}


class Naming:
    """Says in a sentence who is meant, where its source leaves no doubt."""

    def __init__(self, finder: SpeakerFinder, people: People, background: Background) -> None:
        self._finder = finder
        self._people = people
        self._background = background
        self._surnames: dict[str, bool] = {}

    # --- he and she ---------------------------------------------------------------------------

    def pronoun_edit(self, stretch: Stretch, begin: int) -> tuple[Edit | None, bool]:
        """The name for the first pronoun that looks out of the sentence. The second value is
        False where such a pronoun stays unresolved."""
        paragraph = stretch.paragraph
        for n, token in enumerate(stretch.own):
            at = paragraph.at(token)
            if at < begin or not is_person_pronoun(token):
                continue
            if self._is_of_one_of_many(stretch, token):
                return None, False
            if self._is_bound(stretch, n, token):
                another = self._speaks_for_another(stretch, n, token)
                return None, not (another or _is_in_hands_of_others(stretch, token))
            person = self._finder.antecedent(paragraph, token)
            if person is not None and _is_named_in(stretch, at, person):
                # "Holm shut the gate, he said": whoever speaks of Holm may be somebody else.
                return None, token.head.lemma_.lower() not in lexicon.cue_verbs()
            doubtful = token.lower_ in {"him", "hers"} or person is None or not is_full(person)
            doubtful = doubtful or person is None or not self._is_vouched(person)
            # Named in front as well, or further on by name: "now that he …, whether Falk …".
            here = self._people.in_extent(paragraph.number, stretch.start, stretch.end)
            doubtful = doubtful or any(p is person for _, p in here)
            doubtful = doubtful or any(
                _is_other_name(t) or _is_somebodys_kin(t) for t in stretch.own[:n]
            )
            doubtful = doubtful or self._stands_before_name(stretch, token) or _is_told_by(token)
            doubtful = doubtful or _is_in_hands_of_others(stretch, token)
            doubtful = doubtful or (
                person is not None
                and (
                    self._finder.has_rival(paragraph, token, person)
                    or self._is_rivalled(stretch, token, person)
                )
            )
            if doubtful or person is None or self._people.is_shared(person.name.split()[-1]):
                return None, False
            name = person.name + ("’s" if _is_possessive(token) else "")
            edit = Edit(
                start=at, end=paragraph.end_of(token), replacement=f"[{name}]", reason="name"
            )
            return edit, True
        return None, True

    def _is_rivalled(self, stretch: Stretch, pronoun: Token, person: Person) -> bool:
        """Whether somebody without a name stands between a person's name and a pronoun: "The girl
        fell ill at the office of Ada Holm. She died" is not about Ada Holm."""
        at = stretch.paragraph.at(pronoun)
        last = max(
            (m for m in person.mentions if m.start < at), key=lambda m: m.start, default=None
        )
        if last is None:
            return True
        gender = "male" if pronoun.lower_ in {"he", "him", "his"} else "female"
        for paragraph, token in self._background.since(last.start, at):
            if not _is_somebody(token) or not _may_be(token, gender):
                continue
            # Beside "Holm met a driver", "she" is Holm; beside "Holm’s sister" it may not be.
            fits = token.lower_ in lexicon.words("people.toml", gender)
            if last.is_subject and not fits and token.dep_ not in SUBJECTS:
                continue
            place = paragraph.at(token)
            named = self._people.at(place, place + 1) is not None
            if not named and not _describes(token, paragraph, last.start, last.end):
                return True
        return False

    def _is_of_one_of_many(self, stretch: Stretch, pronoun: Token) -> bool:
        """Whether several are named in front and none is known to be a man or a woman: "Holm, Falk
        and Bo were tried for her murder"."""
        at = stretch.paragraph.at(pronoun)
        named = self._people.in_extent(stretch.paragraph.number, stretch.start, at)
        return len({id(p) for _, p in named}) > _FEW and all(p.gender is None for _, p in named)

    def _is_bound(self, stretch: Stretch, n: int, pronoun: Token) -> bool:
        """Whether somebody in the same sentence can be meant: then it reads as in its article, and
        a name put in could be the wrong one."""
        before = stretch.own[:n]
        paragraph = stretch.paragraph
        root = stretch.root
        # "The gate was shut by Falk, she said": whoever speaks of Falk is somebody else.
        main = root is not None and pronoun.head.i == root.i and pronoun.dep_ in SUBJECTS
        if main and n > 0 and pronoun.head.lemma_.lower() in lexicon.cue_verbs():
            return False
        named = self._people.in_extent(paragraph.number, stretch.start, paragraph.at(pronoun))
        gender = _gender(pronoun)
        if any(self._people.is_shared(p.name.split()[-1]) for _, p in named):
            return True  # of two Falks nobody can tell which is a man
        if named and all(p.gender not in {None, gender} for _, p in named):
            return False
        if named or is_introduced_person(before) or any(_is_somebody(t) for t in before):
            return True
        subject = subject_in(root) if root is not None else None
        follows = subject is not None and pronoun.i < subject.left_edge.i
        # but "He added a note of caution, should Falk return" is not about Falk
        follows = follows and not (pronoun.dep_ in SUBJECTS and not before)
        # "Before he left, Falk shut the gate", and "Falk" may be no name that is known
        return (
            follows
            and subject is not None
            and subject.pos_ == "PROPN"
            and subject.ent_type_ in {"PERSON", ""}
        )

    def _speaks_for_another(self, stretch: Stretch, n: int, pronoun: Token) -> bool:
        """Whether "he" stands beside "she" where one person alone is named in front: "Holm is ill,
        but her voice is strong, he said" is told by somebody else."""
        gender = _gender(pronoun)
        other = next(
            (t for t in stretch.own[n + 1 :] if is_person_pronoun(t) and _gender(t) != gender),
            None,
        )
        if other is None:
            return False
        paragraph = stretch.paragraph
        named = self._people.in_extent(paragraph.number, stretch.start, paragraph.at(other))
        unnamed = sum(_is_somebody(t) for t in stretch.own if t.i < other.i)
        return len({id(p) for _, p in named}) + unnamed < _BOTH

    def _stands_before_name(self, stretch: Stretch, pronoun: Token) -> bool:
        """Whether the main subject follows and names somebody: "with her film, Falk shows" and
        "because he is ill, Falk’s trial waits" may be about Falk, whatever the name finder takes
        Falk for."""
        root = stretch.root
        subject = subject_in(root) if root is not None else None
        if subject is None or pronoun.i >= subject.left_edge.i:
            return False
        return subject.pos_ == "PROPN" or any(
            t.pos_ == "PROPN" and t.dep_ == "poss" for t in subject.subtree
        )

    # --- surnames -----------------------------------------------------------------------------

    def surname_edits(self, stretch: Stretch) -> list[Edit]:
        """The full name at the first place of everybody whom a sentence names by surname only."""
        out: list[Edit] = []
        seen: set[int] = set()
        for mention, person in self._people.in_extent(
            stretch.paragraph.number, stretch.start, stretch.end
        ):
            if stretch.touches_quote(mention.start, mention.end):
                continue
            first = id(person) not in seen
            seen.add(id(person))
            if first and self._is_certain_surname(stretch, mention, person):
                out.append(_full_name(stretch, mention, person))
        return out

    def _is_certain_surname(self, stretch: Stretch, mention: PersonMention, person: Person) -> bool:
        if len(mention.words) != 1 or not is_full(person) or person.is_ambiguous:
            return False
        surname = mention.words[0]
        names = person.name.split()
        if names[-1] != surname or names[-1].lower() in _FAMILY:
            return False
        token = stretch.paragraph.token_at(mention.end - 1)
        if token is None or token.text != surname or token.dep_ in {"compound", "amod", "nmod"}:
            return False
        if token.i > 0 and token.nbor(-1).text in {"-", "–"}:
            return False  # the second half of "Holm-Falk"
        if any(c.lower_ in {"the", "a", "an"} for c in token.children):
            return False  # "the Holm" is a ship or a bag
        if token.i > 0 and token.nbor(-1).lower_ in lexicon.words("people.toml", "particles"):
            return False  # "del Mar" is more of a name than "Mar"
        if token.ent_type_ != "PERSON" and not mention.titles and token.dep_ not in SUBJECTS:
            return False
        if not self._is_called_so(surname, person):
            return False
        again = (
            p
            for m, p in self._people.in_extent(stretch.paragraph.number, stretch.start, stretch.end)
            if len(m.words) > 1
        )
        return not any(p is person for p in again) and self._is_borne_by_one(surname, person)

    def _is_called_so(self, surname: str, person: Person) -> bool:
        """Whether the source treats the surname as a person's. "Require Ildewater to pay" is no
        full name, and elsewhere "Ildewater" may be a firm."""
        labels = self._background.labels(surname)
        others = sum(labels.values()) - labels["PERSON"]
        # Beside a role the full name is a person's, whatever the name finder takes the surname for.
        told = any(
            m.role or m.titles or self._background.is_told_as_person(m.start, m.end)
            for m in person.mentions
            if len(m.words) > 1
        )
        if others > labels["PERSON"] and not told:
            return False
        return self._is_vouched(person)

    def _is_vouched(self, person: Person) -> bool:
        """Whether the full name stands where it can be nothing else: beside a role or title, twice,
        inside a sentence, or at the start of one in front of its verb."""
        full = [m for m in person.mentions if len(m.words) > 1]
        # "President Falk" and "Mr Falk", long before "Ada Holm Falk": not her, whoever she is.
        bare = [m.start for m in person.mentions if len(m.words) == 1 and (m.role or m.titles)]
        if full and bare and min(bare) < min(m.start for m in full):
            return False
        return len(full) > 1 or any(
            m.role or m.titles or self._background.is_plainly_named(m.start, m.end) for m in full
        )

    def _is_borne_by_one(self, surname: str, person: Person) -> bool:
        """Whether nobody else of that surname is in the source, found as a name or not."""
        if surname not in self._surnames:
            known = {w.lower().strip(".") for m in person.mentions for w in m.text.split()}
            known |= {w.lower() for w in (person.role or "").split()}
            beside = {
                word.strip(".").lower()
                for word in self._background.words_before(surname)
                if word[:1].isupper() and not lexicon.is_role(word)
            }
            beside -= known | lexicon.words("people.toml", "given_to_all")
            self._surnames[surname] = not beside and not self._people.is_shared(surname)
        return self._surnames[surname]

    def is_anybodys(self, stretch: Stretch) -> bool:
        """Whether a subject is a bare surname that two people of the source bear: "Holm was
        convicted" may be the father or the son. A title ("Mrs Holm") or a fuller name in front
        tells."""
        for token in stretch.own:
            if token.pos_ != "PROPN" or token.dep_ not in SUBJECTS:
                continue
            bare = token.i == 0 or token.nbor(-1).pos_ != "PROPN"
            at = stretch.paragraph.at(token)
            if bare and self._people.is_shared(token.text):
                return not _is_named_before(stretch, at, token.text)
        return False

    def is_half_named(self, stretch: Stretch, told: Collection[int]) -> bool:
        """Whether a subject or owner is a surname alone, whoever it is: the source never names them
        in full, or not beyond doubt; or anybody is called by a given name alone. ``told`` are the
        places where an edit names them."""
        paragraph = stretch.paragraph
        names = (
            e
            for e in paragraph.entities_in(stretch.first, stretch.last)
            if e.label_ == "PERSON" and len(e) == 1
        )
        for name in names:
            start, end = paragraph.at(name[0]), paragraph.end_of(name[0])
            if stretch.touches_quote(start, end):
                continue
            person = self._people.at(start, end)
            if person is None or start in told:
                continue
            if is_full(person) and person.name.split()[-1] != name.text.removesuffix("’s"):
                return True
            if name[0].dep_ not in {*SUBJECTS, "poss"}:
                continue
            if not is_full(person) or not self._people.is_shared(name.text):
                return True
        # The name finder misses some of them.
        return any(
            t.dep_ in SUBJECTS
            and t.pos_ == "PROPN"
            and not t.ent_type_
            and not any(c.dep_ == "compound" for c in t.children)
            and self._people.is_shared(t.text)
            for t in stretch.own
        )


def _gender(pronoun: Token) -> str:
    return "f" if pronoun.lower_ in {"she", "her", "hers"} else "m"


def _is_told_by(pronoun: Token) -> bool:
    """Whether somebody without a name speaks of the pronoun, and may be meant: "The socialist said
    he would win"."""
    cues = lexicon.cue_verbs()
    return any(
        subject is not None and subject.tag_ == "NN" and subject.i < pronoun.i
        for verb in pronoun.ancestors
        if verb.lemma_.lower() in cues
        for subject in [subject_in(verb)]
    )


def _is_somebody(token: Token) -> bool:
    """Whether a noun stands for one human being: "the driver", "a man"."""
    if token.tag_ not in {"NN", "NNP"}:
        return False
    return token.lower_ in lexicon.words("standing.toml", "people") or lexicon.is_role(token.text)


def _is_named_before(stretch: Stretch, at: int, surname: str) -> bool:
    """Whether a fuller name stands in front of a surname: "Ada Holm rowed, and Holm won"."""
    before = stretch.words[: at - stretch.start]
    return re.search(rf"\b[A-Z][\w.’'-]+ {re.escape(surname)}\b", before) is not None


def _is_named_in(stretch: Stretch, at: int, person: Person) -> bool:
    """Whether the surname stands in front of a pronoun, found as a name or not: "Falk’s words came
    as he …"."""
    surname = re.escape(person.name.split()[-1])
    return re.search(rf"\b{surname}\b", stretch.words[: at - stretch.start]) is not None


def _may_be(noun: Token, gender: str) -> bool:
    """Whether a noun can stand for a man or a woman: "sister" is no man."""
    other = "female" if gender == "male" else "male"
    return noun.lower_ not in lexicon.words("people.toml", other)


def _describes(noun: Token, paragraph: ParsedParagraph, start: int, end: int) -> bool:
    """Whether a noun says what the person named in the extent is: "Holm, a doctor", "the diver Bo
    Falk", "Holm was a doctor"."""
    if noun.dep_ in {"compound", "amod", "nmod"}:
        return True
    linked = [noun.head, *noun.children] if noun.dep_ in {"appos", "attr"} else list(noun.children)
    linked = [t for t in linked if noun.dep_ in {"appos", "attr"} or t.dep_ == "appos"]
    if noun.dep_ == "attr":
        linked += [c for c in noun.head.children if c.dep_ in SUBJECTS]
    return any(start <= paragraph.at(t) < end for t in linked)


def _is_other_name(token: Token) -> bool:
    """Whether a subject is a name that the name finder takes for a place or for nothing; or for a
    body, where it speaks ("that Falk says has left his club")."""
    if token.tag_ != "NNP" or token.dep_ not in SUBJECTS:
        return False
    speaks = token.head.lemma_.lower() in lexicon.cue_verbs()
    return speaks or token.ent_type_ not in {"ORG", "NORP"}


def _is_somebodys_kin(token: Token) -> bool:
    """Whether those who belong to somebody are told of: of "relatives of Falk said he had left"
    Falk is meant, whatever the name finder takes Falk for."""
    if token.tag_ != "NNP" or token.dep_ != "pobj" or token.head.lower_ != "of":
        return False
    return token.head.head.lemma_.lower() in lexicon.words("people.toml", "kin")


def _is_possessive(token: Token) -> bool:
    return token.tag_ == "PRP$" or token.dep_ == "poss"


_MISTER = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\.? $")


def _full_name(stretch: Stretch, mention: PersonMention, person: Person) -> Edit:
    """The full name instead of the surname. "Ms" goes, as it does beside every name; "Dr" stays,
    unless the full name brings its own."""
    start = mention.end - len(mention.words[0])
    mister = _MISTER.search(stretch.words[: start - stretch.start])
    if mister:
        start = stretch.start + mister.start()
    elif mention.titles and person.name.lower().startswith(mention.titles):
        start = mention.start
    # "Air Commodore Falk", whose full name brings the rank along
    front = stretch.words[: start - stretch.start]
    words = person.name.split()
    for count in range(len(words) - 2, 0, -1):
        rank = " ".join(words[:count]) + " "
        if front.endswith(rank):
            start -= len(rank)
            break
    return Edit(start=start, end=mention.end, replacement=f"[{person.name}]", reason="name")


def _is_in_hands_of_others(stretch: Stretch, pronoun: Token) -> bool:
    """Whether a speaker tells what investigators do about a "he" who may be the speaker or somebody
    else: "Sgt. Holm said police are looking into whether he is …"."""
    root = stretch.root
    if root is None or root.lemma_.lower() not in lexicon.cue_verbs():
        return False
    said = next((c for c in root.children if c.dep_ == "ccomp"), None)
    subject = subject_in(said) if said is not None else None
    if subject is None or subject.lower_ not in lexicon.words("people.toml", "inquirers"):
        return False
    return pronoun.i > subject.i and pronoun.head.i != root.i
