"""What a person is or does, as the words beside the name state it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.analysis import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_STOP_TEXT = {
    ",",
    ";",
    "—",
    "–",
    "(",
    ")",
    ".",
    ":",
    '"',
    "“",
    "”",
    "who",
    "whose",
    "which",
    "where",
}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_NOMINAL = {"DT", "JJ", "NN", "NNP", "NNPS", "NNS", "CC", "POS"}
# Participles that are a part of a role, wherever they stand in it.
_OF_ROLE = {"acting", "elected", "incoming", "managing", "outgoing", "retired", "ruling", "sitting"}
_LONGEST_ROLE = 16  # tokens; a longer "role" is a clause that the pattern ran into


def _phrase(doc: Doc, start: int, end: int) -> Span | None:
    """The words of tokens ``start:end`` without an article in front, if a role is among them."""
    while start < end and (
        doc[start].is_punct or doc[start].tag_ == "CD" or _droppable_article(doc, start)
    ):
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].tag_ in {"CC", "IN"}):
        end -= 1
    if end <= start or end - start > _LONGEST_ROLE:
        return None
    head = start
    while head < end and (
        doc[head].tag_ not in {"IN", "TO", "VBG", "VBN"} or doc[head].lower_ in _OF_ROLE
    ):
        head += 1
    nouns = [t for t in doc[start:head] if t.tag_.startswith("NN")]
    if not any(lexicon.is_role(noun.text) for noun in nouns):
        return None
    return doc[start:end]


def _droppable_article(doc: Doc, at: int) -> bool:
    """Whether the first word of a role can go: "a mayor", "the mayor", and "her mayor", which leans
    on another sentence; "the country's ambassador" would not read without it."""
    if doc[at].tag_ == "PRP$":
        return True
    if doc[at].tag_ != "DT":
        return False
    owner = doc[at + 1] if at + 1 < len(doc) else None
    possessive = doc[at + 2] if at + 2 < len(doc) else None
    return not (owner and possessive and owner.tag_ == "NN" and possessive.tag_ == "POS")


def _is_within_compound(doc: Doc, index: int) -> bool:
    """Whether "and" joins two nouns in front of a third: "search and rescue agency chief"."""
    if doc[index].lower_ != "and" or index == 0 or index + 2 >= len(doc):
        return False
    front = doc[index - 1]
    beside = front.tag_ == "NN" or front.dep_ in {
        "nmod",
        "compound",
    }
    both = beside and front.text.islower() and doc[index + 1].tag_ == "NN"
    return both and not lexicon.is_role(front.text) and doc[index + 2].tag_ in {"NN", "NNP"}


def _before(name: Span, first: int) -> Span | None:
    """ "South Korea's Defense Minister" Kim Yong-Hyun."""
    doc, head = name.doc, name.root
    left = head.left_edge.i
    for index in range(first - 1, left - 1, -1):
        if _is_within_compound(doc, index):
            continue
        if doc[index].text in _STOP_TEXT or doc[index].tag_ in {"CC", "IN", "VBD", "VBZ", "VBP"}:
            left = index + 1
            break
    return _phrase(doc, left, first)


def _after(name: Span) -> Span | None:
    """Mykola Bielieskov, "a research fellow at …"."""
    doc = name.doc
    if name.end >= len(doc) or doc[name.end].text not in {",", "(", "—", "–"}:
        return None
    start = name.end + 1
    if start + 1 < len(doc) and doc[start].like_num and doc[start + 1].text == ",":
        start += 2  # an age: "Marta Ellison, 54, the harbour master"
    end = start
    while end < len(doc) and doc[end].text not in _STOP_TEXT and doc[end].tag_ not in _FINITE:
        end += 1
    if start >= end or doc[start].tag_ in {"IN", "RB", "CC", "TO"}:
        return None
    if doc[start].tag_ == "VBG" and doc[start].lower_ not in _OF_ROLE:
        return None
    return _phrase(doc, start, end)


def _apposed_to(name: Span, first: int) -> Span | None:
    """ "The mayor of Port Sarrow", Ottilie Dahlgaard, …: a noun phrase with a role at its head ends
    in the comma in front of the name, and a comma or verb closes the apposition."""
    doc = name.doc
    if first < 2 or doc[first - 1].text != ",":
        return None
    closes = (
        name.end >= len(doc) or doc[name.end].text in {",", "."} or (doc[name.end].tag_ in _FINITE)
    )
    left = first - 1
    while left > 0 and doc[left - 1].text not in _STOP_TEXT and not doc[left - 1].is_quote:
        if doc[left - 1].tag_ in _FINITE:
            break
        left -= 1
    head = next((t for t in doc[left : first - 1] if t.tag_ in {"IN", "TO"}), doc[first - 1])
    nouns = [t for t in doc[left : head.i] if t.tag_.startswith("NN")]
    if not closes or not nouns or not lexicon.is_role(nouns[-1].text):
        return None
    if nouns[-1].tag_ in {"NNS", "NNPS"}:
        return None
    while left < head.i and doc[left].tag_ in {"CC", "IN", "RB", "VBG", "VBN"}:
        left += 1
    return _phrase(doc, left, first - 1)


_KIN = {
    "brother", "child", "children", "daughter", "family", "father", "home", "house", "husband",
    "mother", "parents", "relatives", "sister", "son", "wife",
}  # fmt: skip


def _bereaved(name: Span) -> Span | None:
    """Ongko Gunawan, "whose sister was on the flight": what makes somebody speak who has no
    post."""
    doc, start = name.doc, name.end + 1
    if start >= len(doc) or doc[name.end].text != "," or doc[start].lower_ != "whose":
        return None
    end = start + 1
    while end < len(doc) and doc[end].text not in _STOP_TEXT and not doc[end].is_quote:
        end += 1
    is_kin = any(token.lower_ in _KIN for token in doc[start + 1 : start + 4])
    return doc[start:end] if is_kin and end - start <= _LONGEST_ROLE else None


def role_of(name: Span, first: int) -> Span | None:
    """The role stated beside a name, or what makes somebody without one speak.

    ``name`` is the span of the name, ``first`` the token at which it starts with its titles.
    The phrase is verbatim, without its article; None where the words state no role.
    """
    return _before(name, first) or _after(name) or _apposed_to(name, first) or _bereaved(name)


def affiliation_of(name: Span, role: str | None) -> str | None:
    """The organisation or country that the role is held in: an organisation or place named inside
    ``role``, or behind the name ("Tomas Vell of the Harbour Institute")."""
    doc = name.doc
    if role:
        inside = [e for e in doc.ents if e.label_ in {"ORG", "GPE", "NORP"} and e.text in role]
        for label in ("ORG", "GPE", "NORP"):
            for entity in inside:
                if entity.label_ == label:
                    return str(entity.text).removesuffix("'s").removesuffix("’s")
        return _owner(name)
    if name.end < len(doc) and doc[name.end].lower_ in {"of", "from", "at", "with"}:
        for entity in doc.ents:
            if entity.label_ == "ORG" and name.end < entity.start <= name.end + 2:
                return str(entity.text)
    return None


def _owner(name: Span) -> str | None:
    """Whose "its" is in "Bo Hestrup, its regional secretary, said", where the name opens its
    sentence: the organisation that the sentence before is about, the only one named in it."""
    doc, sentence = name.doc, name.sent
    behind = [token.lower_ for token in doc[name.end : name.end + 2]]
    if behind != [",", "its"] or name.start != sentence.start or sentence.start == 0:
        return None
    before = doc[sentence.start - 1].sent
    bodies = [e for e in before.ents if e.label_ == "ORG"]
    if len(bodies) != 1:
        return None
    head = bodies[0].root
    while head.dep_ in {"compound", "poss"} and head.head.pos_ == "PROPN":
        head = head.head  # the name finder may take a part: "the Waterway Workers' Union"
    if head.dep_ not in {"nsubj", "nsubjpass"} or head.head.dep_ != "ROOT":
        return None
    start = head.left_edge.i
    while start < head.i and doc[start].tag_ == "DT":
        start += 1
    return str(doc[start : head.i + 1].text)


_LONGEST_BODY = 7  # tokens


def body_of(name: Span) -> Span | None:
    """ "of the aid group CARE International" behind a name: whom a person speaks for, with the
    preposition; None where no organisation closes the phrase."""
    doc, end = name.doc, name.end
    if end >= len(doc) or doc[end].lower_ not in {"of", "from", "with"}:
        return None
    upto = end + 1
    while upto < min(len(doc), end + _LONGEST_BODY) and doc[upto].tag_ in _NOMINAL:
        upto += 1
    found = doc[end:upto]
    closed = upto >= len(doc) or doc[upto].text in {",", ".", ";"} or doc[upto].tag_ in _FINITE
    if not closed or doc[upto - 1].ent_type_ != "ORG":
        return None
    return found
