"""The people of one source: every mention of a person, put together by name."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.roles import affiliation_of, body_of, role_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from briefgen.analysis.pipeline import Parsed, ParsedParagraph

_SHORTEST_NAME, _LONGEST_NAME = 2, 4  # words
_PLAIN_TITLES = {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss"}  # dropped when a name is printed


@dataclass(slots=True)
class PersonMention:
    """A name as written. ``start`` and ``end`` are offsets into the source and take in titles;
    ``words`` are those of the name alone. ``role_at`` is where ``role`` stands, ``body_at`` where
    "of the Harbour Institute" does."""

    start: int
    end: int
    paragraph: int
    text: str
    words: tuple[str, ...]
    titles: tuple[str, ...]
    role: str | None
    affiliation: str | None
    is_subject: bool
    role_at: tuple[int, int] | None = None
    body_at: tuple[int, int] | None = None


@dataclass(slots=True)
class Person:
    """A person of one source. ``named`` is the extent of the mention that gives the printed name,
    ``gender`` is "m", "f" or None, ``by_name`` that nothing but the given name tells it.
    ``is_ambiguous`` says that the name is a surname that several people of the source bear, with
    nothing to tell them apart."""

    name: str
    is_ambiguous: bool = False
    role: str | None = None
    affiliation: str | None = None
    gender: str | None = None
    by_name: bool = False
    named: tuple[int, int] = (0, 0)
    mentions: list[PersonMention] = field(default_factory=list)

    @property
    def aliases(self) -> tuple[str, ...]:
        return tuple(sorted({m.text for m in self.mentions} - {self.name}))


def _clean(entity: Span) -> Span:
    """The entity without a possessive or punctuation at its end."""
    end = entity.end
    while end > entity.start + 1 and (
        entity.doc[end - 1].tag_ == "POS" or entity.doc[end - 1].is_punct
    ):
        end -= 1
    start = entity.start
    while start < end - 1 and (entity.doc[start].is_punct or entity.doc[start].tag_ == "DT"):
        start += 1
    if start < end - 2 and _describes(entity.doc[start], entity.doc[start + 1]):
        start += 1
    return entity.doc[start:end]


def _describes(first: Token, second: Token) -> bool:
    """Whether the first word of a sentence tells how somebody is whose given name follows: "Shocked
    Ada Holm said"."""
    given = lexicon.words("people.toml", "female_names") | lexicon.words(
        "people.toml", "male_names"
    )
    known = given | lexicon.words("people.toml", "titles")
    word = first.lower_
    if not first.is_sent_start or word in known or lexicon.is_role(first.text):
        return False
    return second.lower_ in given and word.endswith(("ed", "ing", "ful", "less", "ous", "ent"))


def _is_name(span: Span) -> bool:
    banned = lexicon.words("people.toml", "not_a_person")
    return (
        span.text[:1].isupper()
        and any(t.tag_ in {"NNP", "NNPS"} for t in span)
        and not any(t.lower_ in banned for t in span)
        and not any(ch.isdigit() for ch in span.text)
        and not {"\n", "/"} & set(span.text)
    )


def _found(paragraph: ParsedParagraph) -> list[Span]:
    """What the name finder takes for people. It may part a name of many words ("Ada Bo" and "Lund
    Holm"), and one with a hyphen ("Ada" of "Ada-Lee"): those are one."""
    doc = paragraph.doc
    out: list[Span] = []
    for entity in doc.ents:
        if entity.label_ != "PERSON":
            continue
        last = out[-1] if out else None
        if last is not None and last.end == entity.start and _is_one_name(last, entity):
            out[-1] = doc[last.start : _hyphenated(doc, entity.end)]
        elif last is None or entity.start >= last.end:
            out.append(doc[entity.start : _hyphenated(doc, entity.end)])
    return out


def _is_one_name(front: Span, behind: Span) -> bool:
    """Whether two names that follow each other are one: the first leans on the second."""
    plain = all(t.tag_ == "NNP" and t.is_alpha for t in (*front, *behind))
    titles = lexicon.words("people.toml", "titles")
    titled = behind[0].lower_ in titles or lexicon.is_role(behind[0].text)
    one = front.root.head.i == behind.root.i or behind.root.head.i == front.root.i
    return plain and one and not titled and len(front) + len(behind) <= _LONGEST_NAME + 1


def _hyphenated(doc: Doc, end: int) -> int:
    """Where a name ends that goes on behind a hyphen."""
    while (
        end + 1 < len(doc)
        and doc[end].text == "-"
        and not doc[end].whitespace_
        and not doc[end - 1].whitespace_
        and doc[end + 1].text[:1].isupper()
        and doc[end + 1].tag_ == "NNP"
    ):
        end += 2
    return end


def _introduced(paragraph: ParsedParagraph) -> list[Span]:
    """Names that the name finder takes for something else, and that are introduced with a role:
    "Bo Hestrup, its regional secretary", "its president, Lucia Farthing"."""
    tokens, out, at = list(paragraph.doc), [], 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and tokens[end].tag_ == "NNP" and tokens[end].is_alpha:
            end += 1
        name = tokens[at:end]
        capitals = all(t.text[:1].isupper() and not t.is_upper for t in name)
        if _SHORTEST_NAME <= len(name) <= _LONGEST_NAME and capitals:
            span = paragraph.doc[at:end]
            known = name[0].ent_type_ in {"PERSON", "GPE", "DATE", "NORP"}
            if not known and not lexicon.is_role(span[0].text) and role_of(span, at):
                out.append(span)
        at = max(end, at + 1)
    return out


def _title_before(doc: Doc, first: int) -> int | None:
    """Where the title that ends right before token ``first`` starts ("Gen.", or "Maj" and ".")."""
    titles = lexicon.words("people.toml", "titles")
    if first > 0 and doc[first - 1].lower_ in titles:
        return first - 1
    if first > 1 and doc[first - 1].text == "." and doc[first - 2].lower_ + "." in titles:
        return first - 2
    return None


def _mention(paragraph: ParsedParagraph, entity: Span) -> PersonMention | None:
    titles = lexicon.words("people.toml", "titles")
    span = _clean(entity)
    start = span.start
    while start < span.end - 1 and span.doc[start].lower_ in titles:
        start += 1  # the name finder took the title in
    span = span.doc[start : span.end]
    # "Require Ildewater to publish …": an item of a list opens with a verb.
    while len(span) > 1 and span[0].tag_ in {"VB", "VBP"}:
        span = span[1:]
    # A role that the name finder took into the name ("Mayor Ada Holm") is a role.
    while len(span) > 1 and lexicon.is_role(span[0].text):
        span = span[1:]
    first = span.start
    while (taken := _title_before(span.doc, first)) is not None:
        first = taken
    if not _is_name(span):
        return None
    stated, body = role_of(span, first), body_of(span)
    role = str(stated.text) if stated is not None else None
    end = paragraph.end_of(span[-1])
    begin = paragraph.at(span.doc[first])
    return PersonMention(
        start=begin,
        end=end,
        paragraph=paragraph.number,
        text=str(span.doc[first : span.end].text),
        words=tuple(span.text.split()),
        titles=tuple(t.lower_ for t in span.doc[first : span.start]),
        role=role,
        affiliation=affiliation_of(span, role),
        is_subject=span.root.dep_ in {"nsubj", "nsubjpass"},
        role_at=None if stated is None else paragraph.extent(stated),
        body_at=None if body is None else paragraph.extent(body),
    )


def _may_be_surname(token: Token) -> bool:
    """A proper noun; or the subject that opens a sentence, whose capital tells the tagger
    nothing."""
    if not token.text[:1].isupper():
        return False
    opens = token.i == token.sent.start and token.dep_ in {"nsubj", "nsubjpass"}
    return token.tag_ == "NNP" or (opens and token.tag_ in {"NN", "NNS"})


def _is_in_longer_name(token: Token) -> bool:
    """ "Ellison" in "the Ellison Foundation" is no person."""
    beside = [token.nbor(1)] if token.i + 1 < len(token.doc) else []
    beside += [token.nbor(-1)] if token.i else []
    titles = lexicon.words("people.toml", "titles")
    return any(
        t.tag_ in {"NNP", "NNPS"} and t.lower_ not in titles and t.sent.start == token.sent.start
        for t in beside
    )


def _bare_mention(paragraph: ParsedParagraph, token: Token) -> PersonMention:
    return PersonMention(
        start=paragraph.at(token),
        end=paragraph.end_of(token),
        paragraph=paragraph.number,
        text=str(token.text),
        words=(str(token.text),),
        titles=(),
        role=None,
        affiliation=None,
        is_subject=token.dep_ in {"nsubj", "nsubjpass"},
    )


def _gender(mention: PersonMention) -> str | None:
    evidence = {*mention.titles, *(mention.role or "").lower().split()}
    if evidence & lexicon.words("people.toml", "female"):
        return "f"
    if evidence & lexicon.words("people.toml", "male"):
        return "m"
    return None


def _gender_of_name(mentions: list[PersonMention]) -> str | None:
    """What a given name tells: no Laura is "he"."""
    given = {m.words[0].lower() for m in mentions if len(m.words) > 1}
    female = bool(given & lexicon.words("people.toml", "female_names"))
    male = bool(given & lexicon.words("people.toml", "male_names"))
    return None if female == male else "f" if female else "m"


def _printed(mention: PersonMention) -> str:
    """The name as a brief prints it: military and academic titles stay, "Mr" goes."""
    if mention.titles and mention.titles[0] in _PLAIN_TITLES:
        return " ".join(mention.words)
    return mention.text


class People:
    """Who is who in one source."""

    def __init__(self, parsed: Parsed) -> None:
        found = [
            mention
            for paragraph in parsed.paragraphs
            for entity in [*_found(paragraph), *_introduced(paragraph)]
            if (mention := _mention(paragraph, entity))
        ]
        self.persons: list[Person] = _clustered(found)
        self._add_missed(parsed)
        self._placed = sorted(
            ((m.start, m.end, p) for p in self.persons for m in p.mentions), key=lambda x: x[:2]
        )
        self._starts = [start for start, _, _ in self._placed]
        self._by_paragraph: dict[int, list[tuple[PersonMention, Person]]] = defaultdict(list)
        for person in self.persons:
            for mention in person.mentions:
                self._by_paragraph[mention.paragraph].append((mention, person))
        for row in self._by_paragraph.values():
            row.sort(key=lambda pair: pair[0].start)

    def _add_missed(self, parsed: Parsed) -> None:
        """Surnames that the name finder passed over, where one person of the source bears them."""
        known = {(m.start, m.end) for p in self.persons for m in p.mentions}
        covered = sorted(known)
        for paragraph in parsed.paragraphs:
            for token in paragraph.doc:
                if not _may_be_surname(token) or _is_in_longer_name(token):
                    continue
                person = self.by_surname(token.text)
                at = paragraph.at(token)
                if person is None or any(start <= at < end for start, end in covered):
                    continue
                person.mentions.append(_bare_mention(paragraph, token))
        for person in self.persons:
            person.mentions.sort(key=lambda m: m.start)

    def at(self, start: int, end: int) -> Person | None:
        """The person whose name overlaps the extent, the last one where there are several."""
        index = bisect_right(self._starts, end - 1) - 1
        if index >= 0 and self._placed[index][1] > start:
            return self._placed[index][2]
        return None

    def by_surname(self, word: str) -> Person | None:
        """The one person whose name ends in ``word``, for mentions that the name finder missed."""
        fits = [p for p in self.persons if len(p.name.split()) > 1 and p.name.split()[-1] == word]
        return fits[0] if len(fits) == 1 else None

    def is_shared(self, word: str) -> bool:
        """Whether several people of the source bear ``word`` as their surname."""
        return sum(p.name.split()[-1] == word for p in self.persons) > 1

    def in_extent(self, paragraph: int, start: int, end: int) -> list[tuple[PersonMention, Person]]:
        """The mentions of people inside an extent of a paragraph, in order."""
        return [
            pair
            for pair in self._by_paragraph.get(paragraph, [])
            if start <= pair[0].start and pair[0].end <= end
        ]

    def with_role(self, noun_phrase: Span, before: int) -> Person | None:
        """The one person whom "the minister" can mean: every content word of the phrase stands
        in the role stated for that person, and for nobody else named before ``before``."""
        wanted = _wanted(noun_phrase)
        if not wanted or not lexicon.is_role(noun_phrase.root.text):
            return None
        fits = [
            person
            for person in self.persons
            if person.role
            and wanted <= _role_words(person.role)
            and person.mentions[0].start < before
        ]
        return fits[0] if len(fits) == 1 else None


def _wanted(noun_phrase: Span) -> set[str]:
    """The content words of a phrase, "director-general" among them as one, as roles have it."""
    out: set[str] = set()
    before = ""
    for token in noun_phrase:
        joined = before + token.lower_
        if token.tag_ == "HYPH" or (token.i + 1 < noun_phrase.end and token.nbor(1).tag_ == "HYPH"):
            before = joined
            continue
        if token.tag_.startswith(("NN", "JJ")) and not token.is_stop:
            out.add(joined)
        before = ""
    return out


def _role_words(role: str) -> set[str]:
    return {word.strip(",.").removesuffix("'s").removesuffix("’s").lower() for word in role.split()}


def _same(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether a shorter name can be the full one: same last word and no other given name."""
    if full[-1].lower() != short[-1].lower():
        return False
    given = {w.lower().rstrip(".") for w in full[:-1]}
    return all(
        w.lower().rstrip(".") in given
        or any(g.startswith(w.lower().rstrip(".")) and len(w.rstrip(".")) == 1 for g in given)
        for w in short[:-1]
    )


def _clustered(mentions: list[PersonMention]) -> list[Person]:
    """Mentions put together by name: longest names first, a surname alone goes to the one person
    who bears it; a family name that stands first (Kim) only if one person bears it."""
    groups: list[list[PersonMention]] = []
    shared: list[list[PersonMention]] = []
    for mention in sorted(mentions, key=lambda m: (-len(m.words), m.start)):
        fits = [g for g in groups if _same(g[0].words, mention.words)]
        if not fits and len(mention.words) == 1:
            fits = [g for g in groups if mention.words[0].lower() == g[0].words[0].lower()]
        if len(fits) > 1:
            fits = _nearest(fits, mention)
            if not fits:
                shared.append([mention])
                continue
        if fits:
            fits[0].append(mention)
        else:
            groups.append([mention])
    persons = [_person(sorted(group, key=lambda m: m.start)) for group in groups]
    persons += [replace(_person(group), is_ambiguous=True) for group in shared]
    return sorted(persons, key=lambda p: p.mentions[0].start)


def _nearest(
    groups: list[list[PersonMention]], mention: PersonMention
) -> list[list[PersonMention]]:
    """Of people with one surname (a couple), the one whose title fits, else nobody."""
    gender = _gender(mention)
    fits = [g for g in groups if gender and any(_gender(m) == gender for m in g)]
    return fits if len(fits) == 1 else []


def _usual_name(mentions: list[PersonMention]) -> PersonMention:
    """The mention to print: of the full names (two words or more) the one used most, because the
    longest may carry a nickname or an insult ("Crooked …"); the first where use is equal."""
    full = [m for m in mentions if len(m.words) > 1] or mentions
    uses = Counter(m.words for m in full)
    best = max(full, key=lambda m: (uses[m.words], -m.start))
    same = [m for m in full if m.words == best.words]
    return max(same, key=lambda m: (bool(set(m.titles) - _PLAIN_TITLES), -m.start))


def _person(mentions: list[PersonMention]) -> Person:
    fullest = _usual_name(mentions)
    stated = max(
        (m for m in mentions if m.role), key=lambda m: len((m.role or "").split()), default=None
    )
    told = next((g for m in mentions if (g := _gender(m))), None)
    return Person(
        name=_printed(fullest),
        named=(fullest.end - len(_printed(fullest)), fullest.end),
        role=stated.role if stated else None,
        affiliation=next((m.affiliation for m in mentions if m.affiliation), None),
        gender=told or _gender_of_name(mentions),
        by_name=told is None,
        mentions=mentions,
    )


def is_person_pronoun(token: Token) -> bool:
    """Whether a token is "he" or "she" in any case."""
    return token.lower_ in {"he", "she", "him", "her", "his", "hers"}
