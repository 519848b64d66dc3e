"""What a figure is called beside its number: a phrase of its sentence's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.model.source import Extent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Span, Token

    from briefgen.analysis.amounts import Amount
    from briefgen.analysis.pipeline import ParsedParagraph
    from briefgen.model.analysis import Sentence

_LONGEST = 13  # words: a table cell of two lines
_LONGEST_CHUNK = 9  # words of one phrase behind a noun or verb
_LONGEST_SUBJECT = 5  # words of who did it, in brackets
_FEWEST_UNSAID = 10  # a smaller number needs a verb: "two sides", "three films" tell nothing
_NOUNS = {"NOUN", "PROPN"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_AUXILIARIES = {"aux", "auxpass"}
_BROKEN = re.compile(r"[\d\n\"“”‘;:()\[\]{}|/…?!€$£%]|\. | - |--|[–—]")
_OTHER_TIME = re.compile(
    r"\b(?:1[5-9]|20)\d\d\b|\b(?:last|previous|ago|earlier|next)\b", re.IGNORECASE
)
_NEAR_PAST = re.compile(r"\blast (?:night|week|\w+day)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_MEASURING = {"npadvmod", "nmod"}
_DATING = {"in", "since", "during", "from", "between", "before", "after", "by"}
_SMALL = {"ADP", "SCONJ", "DET", "CCONJ", "PRON"}
_SAID = {"ccomp", "xcomp", "parataxis"}
_ABOUT_ELSEWHERE = {"PRP", "PRP$", "WP", "WP$", "WDT", "EX"}


@dataclass(frozen=True, slots=True)
class Label:
    """A label and the extents of its words in the source, in the order of the label."""

    text: str
    at: tuple[Extent, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """Tokens that stand in a label one after the other; ``aside`` in brackets."""

    tokens: tuple[Token, ...]
    aside: bool = False


def _is(name: str, word: str) -> bool:
    return word.lower() in lexicon.words("labels.toml", name)


def label_of(
    paragraph: ParsedParagraph,
    found: Amount,
    sentence: Sentence,
    text: str,
    year: int | None = None,
) -> Label | None:
    """What ``found`` is called in a table; None where its sentence has no words for it that are
    clear by themselves.

    The words are those of the sentence, some left out or put in another order, none added: the
    noun that is counted and what became of it ("people evacuated from the Lower Quay"), the noun
    whose size the number is ("cost of repairing the barrier"), in brackets who does what with it
    ("relief fund (the city would open)") or the whole of which it is a part. A number of another
    time than the ``year`` of its source, or of each day or month, says so.
    """
    span = paragraph.doc.char_span(
        found.start - paragraph.start, found.end - paragraph.start, alignment_mode="expand"
    )
    if span is None or _is_no_count(span, found) or text[found.end : found.end + 1].isalnum():
        return None
    rate, times = _rate(span.doc, span.end), _times(span, year)
    if len(times) > 1:
        return None  # which of them dates the number, only the sentence tells
    for parts in _ways(span, found):
        words = [w for w in parts if w.tokens]
        if rate and words and words[0].tokens[0].i != rate[0].i:
            words.insert(1, _Words(rate))
        if not all(_is_of_label(time, span, words) for time in times):
            continue
        words = _with_times(words, times)
        tokens = [t for w in words for t in w.tokens]
        alone = len(tokens) == 1 and (found.unit is None or found.unit.isupper())
        if not words or alone or not _is_clear(tokens, span) or _lacks_rate(tokens, span):
            continue
        if any(_is_torn(w.tokens) for w in words if not w.aside):
            continue
        label = _written(words, paragraph, text)
        inside = all(sentence.start <= e.start < e.end <= sentence.end for e in label.at)
        if inside and _reads(label.text):
            return label
    return None


def label_of_row(text: str, start: int, cell: str, counts: str) -> Label | None:
    """What the figure of a table row is called: its first ``cell``, which starts at ``start``, with
    the unit of its column where ``counts`` states it."""
    words = cell.split()
    if not words or (len(words) == 1 and _is("vague", words[0])):
        return None
    at = [Extent(start=start, end=start + len(cell.rstrip()))]
    unit = counts[len(cell.strip()) :].strip(" ()")
    if unit:
        head = text.rfind(f"({unit})", 0, start) + 1
        at.append(Extent(start=head, end=head + len(unit)))
    return Label(counts, tuple(at))


def _is_no_count(span: Span, found: Amount) -> bool:
    """Whether a number is part of a name, an address or a rank ("season five", "the top ten", "the
    Twelve Apostles", "191 Barre Street", "a six"), or a bound of what may come ("could reach
    15,000")."""
    doc, root = span.doc, span.root
    before = doc[span.start - 1] if span.start > span.sent.start else None
    if before is not None and (_is("ranks", before.lower_) or _is_head_of_number(before, span)):
        return True
    if before is not None and found.unit is None and before.lower_ in {"a", "an"}:
        return True
    noun = _counted_noun(span) if found.unit is None else None
    if noun is not None and noun.tag_ == "NNP":
        return True
    named = span.end < len(doc) and doc[span.end].pos_ == "PROPN" and root.head.pos_ == "PROPN"
    opens = span.start == span.sent.start and not (before and before.is_punct)
    if named and not opens and doc[span.start].is_alpha and doc[span.start].text[0].isupper():
        return True
    return (
        before is not None
        and _is("states", before.lemma_)
        and any(c.tag_ == "MD" for c in before.lefts)
    )


def _is_head_of_number(before: Token, span: Span) -> bool:
    """Whether a noun right in front is what a number tells apart: "season five", "Flight 162"."""
    if before.pos_ not in _NOUNS or before.ent_type_ in {"DATE", "TIME"}:
        return False
    one = span.root.head.i == before.i or before.head.i == span.root.i
    return one or (before.head.i == span.root.head.i and before.dep_ in {"compound", "nmod"})


def _is_torn(tokens: Sequence[Token]) -> bool:
    """Whether words begin or end where they cannot: within a word with a hyphen ("strength winds"),
    in front of the name that tells which ("sample ERS-7"), in a small word ("taken before")."""
    first, last = tokens[0], tokens[-1]
    front = first.i > 0 and first.nbor(-1).text == "-"
    behind = last.i + 1 < len(last.doc) and last.nbor(1).text == "-" and not last.whitespace_
    named = last.nbor(1) if last.i + 1 < len(last.doc) else None
    cut = named is not None and named.pos_ in {"PROPN", "NUM"} and named.head.i == last.i
    small = (last.pos_ in _SMALL and last.dep_ != "prt") or last.lower_ in {"before", "after"}
    return front or behind or cut or small


def _ways(span: Span, found: Amount) -> Iterator[Sequence[_Words]]:
    """The labels that the grammar of the sentence offers, the best first."""
    noun = _counted_noun(span)
    if noun is not None:
        yield from _of_noun(noun, span, found)
        return
    if span.end < len(span.doc) and span.doc[span.end].lower_ == "of":
        if found.unit is None:
            yield from _of_part(span)
        elif _is_measure(found.unit):
            yield from _of_stuff(span, found)
        return
    yield from _of_size(span, found)


# --- a noun is counted -----------------------------------------------------------------------


def _counted_noun(span: Span) -> Token | None:
    """The noun that a number stands before."""
    root = span.root
    head = root.head
    modifies = root.dep_ in {"nummod", "quantmod", "compound", "amod", "nmod"}
    if not modifies or head.pos_ not in _NOUNS or head.i < span.end:
        return None
    between = span.doc[span.end : head.i]
    if any(t.is_punct and t.text != "-" for t in between) or any(t.like_num for t in between):
        return None
    return head


def _of_noun(noun: Token, span: Span, found: Amount) -> Iterator[Sequence[_Words]]:
    if _is("vague", noun.lemma_) or (found.unit and not found.unit.isupper()):
        return
    if found.unit and _is("bodies", noun.lemma_):
        return  # "the $32 million man"
    first = span.doc[span.end]
    if first.text == "-" or _is("apart", first.lower_):
        return
    last = _last_of_series(noun)
    front = tuple(span.doc[span.end : last.i + 1])
    phrase = front + (_rate(span.doc, last.i + 1) or _behind(last))
    role = _role(noun)
    verb = role.head
    if role.dep_ in _SUBJECTS and verb.i > noun.i:
        yield from _with_predicate(front, phrase, verb, found)
        return
    yield from _with_doer(front, phrase, role, found, bare=_may_stand_alone(phrase, front, found))


def _last_of_series(noun: Token) -> Token:
    """ "29 rockets and mortars" counts both; "two jaguars and an ocelot" does not."""
    other = next((c for c in noun.rights if c.dep_ == "conj"), None)
    if other is None or other.pos_ not in _NOUNS:
        return noun
    between = noun.doc[noun.i + 1 : other.i]
    plain = all(t.dep_ in {"cc", "compound", "amod"} for t in between)
    return other if plain and not any(t.is_punct for t in between) else noun


def _may_stand_alone(phrase: Sequence[Token], front: Sequence[Token], found: Amount) -> bool:
    """Whether a noun phrase says without a verb what is counted."""
    telling = [t for t in phrase if t.pos_ in {"NOUN", "PROPN", "ADJ", "VERB"}]
    if found.unit is None:
        return found.value >= _FEWEST_UNSAID and len(phrase) > len(front) and len(telling) > 1
    return len(telling) > 1


def _role(noun: Token) -> Token:
    """The token whose place in the sentence a counted noun has: of "a total of 3,850 people" it
    is the total's."""
    up = noun
    if up.dep_ == "pobj" and up.head.lower_ == "of" and _is("sums", up.head.head.lemma_):
        up = up.head.head
    return up


def _with_predicate(
    front: tuple[Token, ...], phrase: tuple[Token, ...], verb: Token, found: Amount
) -> Iterator[Sequence[_Words]]:
    """ "People evacuated", "homes without power", "gates did not close"."""
    predicate = _predicate(verb)
    if predicate is None:
        return
    unsaid = _may_stand_alone(phrase, front, found) and not _is_qualified(verb)
    yield (_Words(phrase), _Words(predicate))
    if phrase != front:
        yield (_Words(front), _Words(predicate))
    if unsaid:
        yield (_Words(phrase),)


def _predicate(verb: Token) -> tuple[Token, ...] | None:
    """What became of those who are counted, without the helping verbs where they say nothing."""
    chain = _chain(verb)
    if chain is None or _reports(verb) or _is_under_supposition(verb):
        return None
    if verb.lemma_ == "be" and verb.pos_ in {"AUX", "VERB"}:
        return _complement(verb, chain)
    kept = tuple(chain) if _is_qualified(verb) else _with_manner(chain)
    rights = _behind(verb, verbal=True)
    if verb.tag_ == "VBG" and not rights:
        return None
    if not rights and _is("light", verb.lemma_):
        return None
    needs = any(c.dep_ in {"dobj", "xcomp", "ccomp", "attr", "oprd", "acomp"} for c in verb.rights)
    had = {t.i for t in rights}
    if needs and not any(
        c.i in had for c in verb.rights if c.dep_ in {"dobj", "xcomp", "attr", "oprd", "acomp"}
    ):
        return None
    return kept + rights


def _with_manner(chain: Sequence[Token]) -> tuple[Token, ...]:
    """A verb with the adverbs in front of it, its helping verbs left out: "seriously injured"."""
    return tuple(t for t in chain if t.dep_ == "advmod" or t.i == chain[-1].i)


def _complement(verb: Token, chain: Sequence[Token]) -> tuple[Token, ...] | None:
    """ "Were without power": the verb may go, unless it says that it is not so, or may be so."""
    rights = [c for c in verb.rights if c.dep_ in {"prep", "acomp"}]
    if not rights or rights[0].i != verb.i + 1 + sum(
        1 for c in verb.rights if c.dep_ in {"advmod", "neg"} and c.i < rights[0].i
    ):
        return None
    chunk = _chunk(rights[0])
    if chunk is None:
        return None
    return (*chain, *chunk) if _is_qualified(verb) else chunk


def _with_doer(
    front: tuple[Token, ...],
    phrase: tuple[Token, ...],
    role: Token,
    found: Amount,
    *,
    bare: bool,
) -> Iterator[Sequence[_Words]]:
    """ "Protesters arrested", "workers (the Velmark mine employs)"."""
    verb = role.head
    while role.dep_ == "conj" and role.head.pos_ in _NOUNS:
        role, verb = role.head, role.head.head
    if role.dep_ in {"dobj", "obj"} and verb.pos_ == "VERB":
        if bare and found.unit and not _is_supposed(role):
            yield (_Words(phrase),)
        if _may_follow(verb) and not any(t.tag_ == "VBN" and t.dep_ == "acl" for t in phrase):
            where = _after(phrase[-1], verb)
            particle = tuple(c for c in verb.rights if c.dep_ == "prt" and c.i == verb.i + 1)
            ranges = where and where[0].lower_ == "to" and any(t.lower_ == "from" for t in phrase)
            if not ranges:
                yield (_Words((*phrase, verb, *particle, *where)),)
            yield (_Words((*front, verb, *particle)),)
        did = _doing(verb)
        if did is not None:
            yield (_Words(phrase), _Words(did, aside=True))
            if phrase != front:
                yield (_Words(front), _Words(did, aside=True))
    if bare and not _is_supposed(role):
        yield (_Words(phrase),)


def _after(last: Token, verb: Token) -> tuple[Token, ...]:
    """The phrase right behind ``last`` that says where a verb was done."""
    nxt = next((c for c in verb.rights if c.i == last.i + 1 and c.dep_ == "prep"), None)
    return (_chunk(nxt) or ()) if nxt is not None else ()


def _may_follow(verb: Token) -> bool:
    """Whether a verb can stand behind its object as it is written: "arrested 40 protesters"."""
    same = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.lower_.endswith("ed"))
    more = any(c.dep_ in {"oprd", "ccomp", "xcomp", "acomp", "dative"} for c in verb.rights)
    return (
        same
        and not more
        and not _is("light", verb.lemma_)
        and not _is_qualified(verb)
        and not _is("supposed", verb.lemma_)
    )


def _doing(verb: Token) -> tuple[Token, ...] | None:
    """Who does what with the thing that is counted: "the city would open"."""
    chain = _chain(verb)
    subject = _subject(verb)
    if chain is None or subject is None or subject.pos_ not in _NOUNS:
        return None
    if _is("light", verb.lemma_) and verb.lemma_ != "have":
        return None
    if len(chain) == 1 and verb.tag_ == "VBG":
        return None
    if verb.lemma_ in lexicon.cue_verbs() and any(c.dep_ in _SAID for c in verb.rights):
        return None  # "Holm told 40 workers to go"
    who = tuple(subject.subtree)
    if len(who) > _LONGEST_SUBJECT or who[-1].i >= chain[0].i or _holds_number(who):
        return None
    return (*who, *chain)


def _subject(verb: Token) -> Token | None:
    """Who does it, said once where a sentence tells of two things that they do."""
    while True:
        found = next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)
        if found is not None or verb.dep_ != "conj" or verb.head.pos_ not in {"VERB", "AUX"}:
            return found
        verb = verb.head


# --- a part of a whole -----------------------------------------------------------------------


def _of_part(span: Span) -> Iterator[Sequence[_Words]]:
    """ "Three of the barrier's five gates did not close": what the whole is stands in brackets."""
    verb = span.root.head
    predicate = _predicate(verb) if span.root.dep_ in _SUBJECTS else None
    chain = _chain(verb) if predicate else None
    if predicate is None or chain is None:
        return
    *whole, noun = span.doc[span.end : chain[0].i]
    if len(whole) < _LONGEST_CHUNK and noun.pos_ in _NOUNS and _holds_number(whole):
        # "(of the five)" tells no more than its sentence, and reads as a scrap.
        telling = any(t.pos_ in {*_NOUNS, "ADJ"} and not t.like_num for t in whole)
        aside = (_Words(tuple(whole), aside=True),) if telling else ()
        yield (_Words((noun,)), _Words(predicate), *aside)


def _is_measure(unit: str) -> bool:
    return unit != "%" and not unit.isupper() and "point" not in unit


def _of_stuff(span: Span, found: Amount) -> Iterator[Sequence[_Words]]:
    """ "900 metres of mobile flood wall"."""
    of = span.doc[span.end]
    noun = next((c for c in of.children if c.dep_ == "pobj"), None)
    if noun is None or noun.pos_ not in _NOUNS or _is("vague", noun.lemma_):
        return
    if any(c.dep_ == "conj" for c in noun.rights):
        return  # "3 tonnes of food, fuel and oxygen" is no 3 tonnes of food
    front = _named(noun)
    if not _holds_number(front):
        yield from _with_doer(
            front,
            front + (_rate(span.doc, noun.i + 1) or _behind(noun)),
            span.root,
            found,
            bare=len(front) > 1,
        )


# --- a size ----------------------------------------------------------------------------------


def _of_size(span: Span, found: Amount) -> Iterator[Sequence[_Words]]:
    """The noun whose size a number is: "a relief fund of €2 million", "the surge reached"."""
    root = span.root
    if root.dep_ in {"pobj"} and root.head.lower_ in {"of", "worth"}:
        noun = root.head.head
        if noun.pos_ in _NOUNS and noun.i < span.start and not _is("vague", noun.lemma_):
            front = _named(noun)
            if front and not _holds_number(front):
                bare = len(front) > 1
                yield from _with_doer(front, front, noun, found, bare=bare)
                if noun.dep_ in _SUBJECTS and bare and not _is_supposed(noun):
                    yield (_Words(front),)
        return
    if _is_degree(span):
        return
    size = _set_size(span)
    if size:
        yield (_Words(size),)
        return
    rate = _rate(span.doc, span.end)
    if rate and root.dep_ in {"dobj", "obj"} and (did := _doing(root.head)) is not None:
        yield (_Words(rate), _Words(did, aside=True))
        return
    verb = root.head
    preposition: tuple[Token, ...] = ()
    if root.dep_ == "pobj" and verb.lower_ in {"at", "by", "to"}:
        preposition, verb = (verb,), verb.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return
    money = found.unit is not None and found.unit.isupper()
    yield from _of_subject(verb, preposition, money=money)


def _is_degree(span: Span) -> bool:
    """Whether a size says how much of what follows: "25 per cent fake", "40 miles (64 km) north"."""
    at, doc = span.end, span.doc
    if at < len(doc) and doc[at].text == "(":
        at = next((t.i + 1 for t in doc[at : at + 6] if t.text == ")"), len(doc))
    return at < len(doc) and doc[at].pos_ in {"ADJ", "ADV"}


def _set_size(span: Span) -> tuple[Token, ...]:
    """ "Put the cost of repairing the barrier at €45 million": all between the verb and "at"."""
    at = span.root.head
    if span.root.dep_ != "pobj" or at.lower_ != "at":
        return ()
    for verb in at.ancestors:
        thing = next((c for c in verb.rights if c.dep_ in {"dobj", "obj"}), None)
        if thing is not None and _is("sets", verb.lemma_) and not _is_qualified(verb):
            named = _named(thing)
            between = tuple(span.doc[named[0].i : at.i])
            clear = not any(t.is_punct or t.like_num or t.ent_type_ == "DATE" for t in between)
            return between if clear and thing.i < at.i else ()
    return ()


def _of_subject(
    verb: Token, preposition: tuple[Token, ...], *, money: bool
) -> Iterator[Sequence[_Words]]:
    """ "Surge" (reached), "full repair (would cost)"."""
    subject = next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)
    chain = _chain(verb)
    if subject is None or subject.pos_ not in _NOUNS or chain is None:
        return
    front = _named(subject)
    name = front + _behind(subject)
    if any(c.dep_ == "dative" for c in verb.rights) or (
        subject.ent_type_ == "PERSON" and not money
    ):
        return  # "cost him $500", "Holm slipped 25 feet"
    if len(front) == 1 and (_is("vague", subject.lemma_) or _is_anybody(subject)):
        return
    if _holds_number(name) or name[-1].i >= chain[0].i:
        return
    in_hedge = chain[0].tag_ == "MD" and verb.lemma_ in {"reach", "exceed", "total"}
    if _is("states", verb.lemma_) and (in_hedge or not _is_qualified(verb)):
        yield (_Words(name),)
        yield (_Words(front),)
    elif _is("states", verb.lemma_) or _is("moves", verb.lemma_):
        aside = _Words((*chain, *preposition), aside=True)
        yield (_Words(name), aside)
        yield (_Words(front), aside)


def _is_anybody(noun: Token) -> bool:
    """Whether nothing but another sentence says who it is: "the company", "the city"."""
    return noun.pos_ == "NOUN" and _is("bodies", noun.lemma_)


def _named(noun: Token) -> tuple[Token, ...]:
    """A noun with the words in front of it that say which, articles left out."""
    left = [t for t in noun.subtree if t.i < noun.i]
    return (*(t for t in left if not (t.dep_ == "det" and t.head.i == noun.i)), noun)


def _rate(doc: Doc, at: int) -> tuple[Token, ...]:
    """ "A month", "per month for each soldier" at token ``at``, behind a number or its noun."""
    rest = doc[at : at + 2]
    if len(rest) < 2 or not _opens_rate(rest[0], rest[1]):
        return ()
    each = doc[at + 2 : at + 4]
    if len(each) > 1 and each[0].lower_ == "for" and each[1].lower_ in {"each", "every"}:
        return (*rest, *(_chunk(each[0]) or ()))
    return tuple(rest)


def _opens_rate(per: Token, noun: Token) -> bool:
    return (per.lower_ == "per" and not noun.lower_.startswith("cent")) or (
        per.lower_ in {"a", "an", "each", "every"} and _is("rates", noun.lemma_)
    )


def _lacks_rate(tokens: Sequence[Token], span: Span) -> bool:
    """Whether a sentence counts for each day or month, and a label leaves that out."""
    said = {t.i for t in tokens}
    sentence = span.root.sent
    for token in sentence:
        follows = token.i + 1 < sentence.end and _opens_rate(token, token.nbor(1))
        if follows and token.lower_ in {"a", "an"} and token.nbor(1).dep_ not in _MEASURING:
            continue
        if token.i not in said and (follows or _is("regularly", token.lower_)):
            return True
    return False


def _times(span: Span, year: int | None) -> list[tuple[Token, ...]]:
    """The words that date a number to another year than the ``year`` of its source."""
    verb = next((t for t in span.root.ancestors if t.pos_ in {"VERB", "AUX"}), span.root)
    out: list[tuple[Token, ...]] = []
    for entity in span.root.sent.ents:
        other = _OTHER_TIME.search(entity.text)
        near_past = _NEAR_PAST.search(entity.text) is not None
        if entity.label_ != "DATE" or not other or near_past or entity.text[-4:] == str(year):
            continue
        if _is_of_first_verb(entity, verb):
            continue
        head = entity.root.head
        before = (head,) if head.pos_ == "ADP" and head.i == entity.start - 1 else ()
        if entity.start < span.start or not _is_aside(entity.root, verb):
            out.append((*before, *entity))
    return out


def _is_of_first_verb(date: Span, verb: Token) -> bool:
    """Whether a date stands behind another verb than its number: "was built in 1998 and carries
    4,000 lorries"."""
    if verb.dep_ != "conj" or date.end > verb.i:
        return False
    own = next((t for t in date.root.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    return own is not None and own.i == verb.head.i and own.i < date.start


def _is_of_label(time: Sequence[Token], span: Span, words: Sequence[_Words]) -> bool:
    """Whether a date belongs to what the words of a label say: to one of them, or to the verb of
    the number. "The third failure of 2014" dates neither, and "2010" in "the 2010 bombings" is no
    date that reads alone."""
    said = {t.i for w in words for t in w.tokens}
    if {t.i for t in time} <= said:
        return True
    head = time[0] if time[0].pos_ in {"ADP", "SCONJ"} else time[-1]
    if time[0].i == head.i:
        opens = head.lower_ in _DATING
    else:
        head = next((t for t in time if t.head not in time), time[-1])
        opens = head.dep_ == "npadvmod"
    verb = next((t for t in span.root.ancestors if t.pos_ in {"VERB", "AUX"}), span.root)
    return opens and (head.head.i in said or head.head.i == verb.i)


def _is_aside(token: Token, verb: Token) -> bool:
    """Whether a token stands in another clause than that of ``verb``."""
    for up in (token, *token.ancestors):
        if up.i == verb.i:
            return False
        if up.dep_ in {"relcl", "advcl", "ccomp"} or (up.dep_ == "conj" and up.pos_ == "VERB"):
            return True
    return False


def _with_times(words: list[_Words], times: Sequence[tuple[Token, ...]]) -> list[_Words]:
    said = {t.i for w in words for t in w.tokens}
    for time in times:
        if not {t.i for t in time} <= said:
            at = next((n for n, w in enumerate(words) if w.aside), len(words))
            words = [*words[:at], _Words(time), *words[at:]]
    return words


# --- phrases ---------------------------------------------------------------------------------


def _chain(verb: Token) -> list[Token] | None:
    """A verb with its helping verbs and the adverbs between, without a gap."""
    helping = [c for c in verb.lefts if c.dep_ in {*_AUXILIARIES, "neg"}]
    if any(c.dep_ == "neg" and c.lower_ not in {"not", "n't", "never"} for c in helping):
        return None
    start = min((c.i for c in helping), default=verb.i)
    if verb.lemma_ == "be":
        start = min(start, verb.i)
    chain = list(verb.doc[start : verb.i + 1])
    behind = [c for c in verb.rights if c.dep_ == "neg"]
    if behind and behind[0].i == verb.i + 1:
        chain.append(behind[0])
    chain = [t for t in chain if not _is("idle", t.lower_)]
    known = {verb.i, *(c.i for c in (*helping, *behind))}
    if any(t.i not in known and t.dep_ != "advmod" for t in chain):
        return None
    return chain


def _is_qualified(verb: Token) -> bool:
    """Whether a verb says that something is not so, may be so, or will be so."""
    return any(
        c.tag_ == "MD" or c.dep_ == "neg" or _is("hedges", c.lower_)
        for c in verb.children
        if c.dep_ in {*_AUXILIARIES, "neg", "advmod"}
    )


def _is_supposed(token: Token) -> bool:
    """Whether what a noun stands for may not be there: it is wanted, planned or denied."""
    for up in token.ancestors:
        if up.pos_ in {"VERB", "AUX"}:
            if _is_qualified(up) or _is("supposed", up.lemma_):
                return True
            if any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"} for c in up.lefts):
                return True
            infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in up.lefts)
            if not infinitive and up.dep_ not in {"xcomp", "pcomp", "advcl", "acl"}:
                return False
    return False


def _is_under_supposition(verb: Token) -> bool:
    """Whether a clause only tells what somebody fears, asks for or denies."""
    for up in verb.ancestors:
        if _is("supposed", up.lemma_) and up.lemma_ not in {"claim", "allege", "believe"}:
            return True
        if verb.dep_ not in {"ccomp", "xcomp", "conj"}:
            return False
        verb = up
    return False


def _reports(verb: Token) -> bool:
    """Whether a verb only says that somebody says something."""
    return verb.lemma_ in lexicon.cue_verbs() | lexicon.thought_verbs() and any(
        c.dep_ in {"ccomp", "parataxis"} for c in verb.children
    )


def _behind(head: Token, *, verbal: bool = False) -> tuple[Token, ...]:
    """The phrases right behind a noun or verb that belong to what is counted, each whole."""
    deps = (
        {"prep", "acl", "dative"}
        if not verbal
        else {
            "prep",
            "dobj",
            "xcomp",
            "prt",
            "acomp",
            "oprd",
            "attr",
            "dative",
            "agent",
        }
    )
    out: list[Token] = []
    particles = {"out", "down", "up", "away", "off", "back", "home"}
    for child in sorted(head.rights, key=lambda t: t.i):
        if (
            child.dep_ == "cc"
            or child.dep_ == "conj"
            or not (child.dep_ in deps or (verbal and child.lower_ in particles))
        ):
            break
        if child.i != head.i + 1 + len(out) and next(iter(child.subtree)).i != head.i + 1 + len(
            out
        ):
            break
        chunk = _chunk(child)
        if chunk is None:
            break
        if child.dep_ == "prep" and any(t.dep_ == "pobj" for t in out) and verbal:
            break
        out += chunk
    return tuple(out)


def _chunk(child: Token) -> tuple[Token, ...] | None:
    """A phrase as a whole; None where it says when or why, or is too long for a table."""
    tokens = tuple(child.subtree)
    if len(tokens) > _LONGEST_CHUNK:
        return None
    if any(t.ent_type_ in {"DATE", "TIME"} or t.dep_ in {"relcl", "mark"} for t in tokens):
        return None
    if child.dep_ in {"prep", "dative", "agent"} and not _is("prepositions", child.lower_):
        return None
    if tokens[-1].i - tokens[0].i + 1 != len(tokens) or any(t.is_punct for t in tokens):
        return None
    return tokens


# --- whether it can be understood ------------------------------------------------------------


def _holds_number(tokens: Sequence[Token]) -> bool:
    return any(t.like_num for t in tokens)


def _is_clear(tokens: Sequence[Token], span: Span) -> bool:
    """No word that points elsewhere, and none of the number itself."""
    return not any(
        t.tag_ in _ABOUT_ELSEWHERE
        or t.lower_ in {"this", "that", "these", "those", "such", "here", "there"}
        or span.start <= t.i < span.end
        for t in tokens
    )


def _reads(label: str) -> bool:
    plain = _YEAR.sub("", re.sub(r" \(([^()]+)\)$", r" \1", label))
    return len(label.split()) <= _LONGEST and not _BROKEN.search(plain)


def _written(parts: Sequence[_Words], paragraph: ParsedParagraph, text: str) -> Label:
    """The label as it is printed, and where its words stand."""
    shown: list[str] = []
    at: list[Extent] = []
    for part in parts:
        runs: list[tuple[int, int]] = []
        last = None
        for token in part.tokens:
            start, end = paragraph.at(token), paragraph.end_of(token)
            if runs and last is not None and token.i == last + 1:
                runs[-1] = (runs[-1][0], end)
            else:
                runs.append((start, end))
            last = token.i
        words = " ".join(text[start:end] for start, end in runs)
        opens = part.tokens[0].is_sent_start or part.tokens[0].ent_type_ == "DATE"
        if opens and part.tokens[0].pos_ not in {"PROPN"}:
            words = words[:1].lower() + words[1:]
        shown.append(f"({words})" if part.aside else words)
        at += [Extent(start=start, end=end) for start, end in runs]
    return Label(" ".join(" ".join(shown).split()), tuple(at))
