"""What a figure is called beside its number: a phrase of its sentence's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.label_fit import (
    is_clear,
    is_no_count,
    is_of_label,
    is_torn,
    lacks_rate,
    reads_well,
    times_of,
)
from briefgen.analysis.label_phrases import (
    NOUNS,
    chain_of,
    counted_noun,
    holds_number,
    is_listed,
    is_qualified,
    is_supposed,
    is_under_supposition,
    named_by,
    phrases_behind,
    rate_at,
    reports,
    whole_phrase,
)
from briefgen.model.source import Extent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Span, Token

    from briefgen.analysis.amounts import Amount
    from briefgen.analysis.pipeline import ParsedParagraph
    from briefgen.model.analysis import Sentence

_LONGEST_CHUNK = 9  # words of one phrase behind a noun or verb
_LONGEST_SUBJECT = 5  # words of who did it, in brackets
_FEWEST_UNSAID = 10  # a smaller number needs a verb: "two sides", "three films" tell nothing
_SUBJECTS = {"nsubj", "nsubjpass"}
_SAID = {"ccomp", "xcomp", "parataxis"}


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
    if span is None or is_no_count(span, found) or text[found.end : found.end + 1].isalnum():
        return None
    rate, times = rate_at(span.doc, span.end), times_of(span, year)
    if len(times) > 1:
        return None  # which of them dates the number, only the sentence tells
    for parts in _ways(span, found):
        words = [w for w in parts if w.tokens]
        if rate and words and words[0].tokens[0].i != rate[0].i:
            words.insert(1, _Words(rate))
        if not all(is_of_label(time, span, [t for w in words for t in w.tokens]) for time in times):
            continue
        words = _with_times(words, times)
        tokens = [t for w in words for t in w.tokens]
        alone = len(tokens) == 1 and (found.unit is None or found.unit.isupper())
        if not words or alone or not is_clear(tokens, span) or lacks_rate(tokens, span):
            continue
        if any(is_torn(w.tokens) for w in words if not w.aside):
            continue
        label = _written(words, paragraph, text)
        inside = all(sentence.start <= e.start < e.end <= sentence.end for e in label.at)
        if inside and reads_well(label.text):
            return label
    return None


def label_of_row(text: str, start: int, cell: str, counts: str) -> Label | None:
    """What the figure of a table row is called: its first ``cell``, which starts at ``start``, with
    the unit of its column where ``counts`` states it."""
    words = cell.split()
    if not words or (len(words) == 1 and is_listed("vague", words[0])):
        return None
    at = [Extent(start=start, end=start + len(cell.rstrip()))]
    unit = counts[len(cell.strip()) :].strip(" ()")
    if unit:
        head = text.rfind(f"({unit})", 0, start) + 1
        at.append(Extent(start=head, end=head + len(unit)))
    return Label(counts, tuple(at))


def _ways(span: Span, found: Amount) -> Iterator[Sequence[_Words]]:
    """The labels that the grammar of the sentence offers, the best first."""
    noun = counted_noun(span)
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


def _of_noun(noun: Token, span: Span, found: Amount) -> Iterator[Sequence[_Words]]:
    if is_listed("vague", noun.lemma_) or (found.unit and not found.unit.isupper()):
        return
    if found.unit and is_listed("bodies", noun.lemma_):
        return  # "the $32 million man"
    first = span.doc[span.end]
    if first.text == "-" or is_listed("apart", first.lower_):
        return
    last = _last_of_series(noun)
    front = tuple(span.doc[span.end : last.i + 1])
    phrase = front + (rate_at(span.doc, last.i + 1) or phrases_behind(last))
    role = _role(noun)
    verb = role.head
    if role.dep_ in _SUBJECTS and verb.i > noun.i:
        yield from _with_predicate(front, phrase, verb, found)
        return
    yield from _with_doer(front, phrase, role, found, bare=_may_stand_alone(phrase, front, found))


def _last_of_series(noun: Token) -> Token:
    """ "29 rockets and mortars" counts both; "two jaguars and an ocelot" does not."""
    other = next((c for c in noun.rights if c.dep_ == "conj"), None)
    if other is None or other.pos_ not in NOUNS:
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
    if up.dep_ == "pobj" and up.head.lower_ == "of" and is_listed("sums", up.head.head.lemma_):
        up = up.head.head
    return up


def _with_predicate(
    front: tuple[Token, ...], phrase: tuple[Token, ...], verb: Token, found: Amount
) -> Iterator[Sequence[_Words]]:
    """ "People evacuated", "homes without power", "gates did not close"."""
    predicate = _predicate(verb)
    if predicate is None:
        return
    unsaid = _may_stand_alone(phrase, front, found) and not is_qualified(verb)
    yield (_Words(phrase), _Words(predicate))
    if phrase != front:
        yield (_Words(front), _Words(predicate))
    if unsaid:
        yield (_Words(phrase),)


def _predicate(verb: Token) -> tuple[Token, ...] | None:
    """What became of those who are counted, without the helping verbs where they say nothing."""
    chain = chain_of(verb)
    if chain is None or reports(verb) or is_under_supposition(verb):
        return None
    if verb.lemma_ == "be" and verb.pos_ in {"AUX", "VERB"}:
        return _complement(verb, chain)
    kept = tuple(chain) if is_qualified(verb) else _with_manner(chain)
    rights = phrases_behind(verb, verbal=True)
    if verb.tag_ == "VBG" and not rights:
        return None
    if not rights and is_listed("light", verb.lemma_):
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
    chunk = whole_phrase(rights[0])
    if chunk is None:
        return None
    return (*chain, *chunk) if is_qualified(verb) else chunk


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
    while role.dep_ == "conj" and role.head.pos_ in NOUNS:
        role, verb = role.head, role.head.head
    if role.dep_ in {"dobj", "obj"} and verb.pos_ == "VERB":
        if bare and found.unit and not is_supposed(role):
            yield (_Words(phrase),)
        if _may_follow(verb) and not any(t.tag_ == "VBN" and t.dep_ == "acl" for t in phrase):
            where = _after(phrase[-1], verb)
            particle = tuple(c for c in verb.rights if c.dep_ == "prt" and c.i == verb.i + 1)
            ranges = where and where[0].lower_ == "to" and any(t.lower_ == "from" for t in phrase)
            if (by := _described(verb)) is not None:
                yield (_Words((*phrase, verb, *particle)), _Words(named_by(by), aside=True))
            if not ranges:
                yield (_Words((*phrase, verb, *particle, *where)),)
            yield (_Words((*front, verb, *particle)),)
        did = _doing(verb)
        if did is not None:
            yield (_Words(phrase), _Words(did, aside=True))
            if phrase != front:
                yield (_Words(front), _Words(did, aside=True))
    if bare and not is_supposed(role):
        yield (_Words(phrase),)


def _after(last: Token, verb: Token) -> tuple[Token, ...]:
    """The phrase right behind ``last`` that says where a verb was done."""
    nxt = next((c for c in verb.rights if c.i == last.i + 1 and c.dep_ == "prep"), None)
    return (whole_phrase(nxt) or ()) if nxt is not None else ()


def _may_follow(verb: Token) -> bool:
    """Whether a verb can stand behind its object as it is written: "arrested 40 protesters"."""
    same = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.lower_.endswith("ed"))
    more = any(c.dep_ in {"oprd", "ccomp", "xcomp", "acomp", "dative"} for c in verb.rights)
    return (
        same
        and not more
        and not is_listed("light", verb.lemma_)
        and not is_qualified(verb)
        and not is_listed("supposed", verb.lemma_)
    )


def _doing(verb: Token) -> tuple[Token, ...] | None:
    """Who does what with the thing that is counted: "the city would open"."""
    chain = chain_of(verb)
    subject = _subject(verb)
    if chain is None or subject is None or subject.pos_ not in NOUNS:
        return None
    if is_listed("light", verb.lemma_) and verb.lemma_ != "have":
        return None
    if len(chain) == 1 and verb.tag_ == "VBG":
        return None
    if verb.lemma_ in lexicon.cue_verbs() and any(c.dep_ in _SAID for c in verb.rights):
        return None  # "Holm told 40 workers to go"
    who = tuple(subject.subtree)
    if len(who) > _LONGEST_SUBJECT or who[-1].i >= chain[0].i or holds_number(who):
        return None
    return (*who, *chain)


def _described(verb: Token) -> Token | None:
    """What does it, where a clause that describes it says so: "a war that has killed 3,000"."""
    subject = _subject(verb)
    if subject is None or subject.tag_ not in {"WDT", "WP"}:
        return None
    clause = verb
    while clause.dep_ in {"ccomp", "conj"}:  # "a war that observers say has killed 3,000"
        clause = clause.head
    noun = clause.head
    return noun if clause.dep_ == "relcl" and noun.pos_ in NOUNS and noun.i < verb.i else None


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
    chain = chain_of(verb) if predicate else None
    if predicate is None or chain is None:
        return
    *whole, noun = span.doc[span.end : chain[0].i]
    if len(whole) < _LONGEST_CHUNK and noun.pos_ in NOUNS and holds_number(whole):
        # "(of the five)" tells no more than its sentence, and reads as a scrap.
        telling = any(t.pos_ in {*NOUNS, "ADJ"} and not t.like_num for t in whole)
        aside = (_Words(tuple(whole), aside=True),) if telling else ()
        yield (_Words((noun,)), _Words(predicate), *aside)


def _is_measure(unit: str) -> bool:
    return unit != "%" and not unit.isupper() and "point" not in unit


def _of_stuff(span: Span, found: Amount) -> Iterator[Sequence[_Words]]:
    """ "900 metres of mobile flood wall"."""
    of = span.doc[span.end]
    noun = next((c for c in of.children if c.dep_ == "pobj"), None)
    if noun is None or noun.pos_ not in NOUNS or is_listed("vague", noun.lemma_):
        return
    if any(c.dep_ == "conj" for c in noun.rights):
        return  # "3 tonnes of food, fuel and oxygen" is no 3 tonnes of food
    front = named_by(noun)
    if not holds_number(front):
        yield from _with_doer(
            front,
            front + (rate_at(span.doc, noun.i + 1) or phrases_behind(noun)),
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
        if noun.pos_ in NOUNS and noun.i < span.start and not is_listed("vague", noun.lemma_):
            front = named_by(noun)
            if front and not holds_number(front):
                bare = len(front) > 1
                yield from _with_doer(front, front, noun, found, bare=bare)
                if noun.dep_ in _SUBJECTS and bare and not is_supposed(noun):
                    yield (_Words(front),)
        return
    if _is_degree(span):
        return
    size = _set_size(span)
    if size:
        yield (_Words(size),)
        return
    rate = rate_at(span.doc, span.end)
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
    """Whether a size is one of what follows: "25 per cent fake", "40 miles (64 km) north"."""
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
        if thing is not None and is_listed("sets", verb.lemma_) and not is_qualified(verb):
            named = named_by(thing)
            between = tuple(span.doc[named[0].i : at.i])
            clear = not any(t.is_punct or t.like_num or t.ent_type_ == "DATE" for t in between)
            return between if clear and thing.i < at.i else ()
    return ()


def _of_subject(
    verb: Token, preposition: tuple[Token, ...], *, money: bool
) -> Iterator[Sequence[_Words]]:
    """ "Surge" (reached), "full repair (would cost)"."""
    subject = next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)
    chain = chain_of(verb)
    if subject is None or subject.pos_ not in NOUNS or chain is None:
        return
    front = named_by(subject)
    name = front + phrases_behind(subject)
    if any(c.dep_ == "dative" for c in verb.rights) or (
        subject.ent_type_ == "PERSON" and not money
    ):
        return  # "cost him $500", "Holm slipped 25 feet"
    if len(front) == 1 and (is_listed("vague", subject.lemma_) or _is_anybody(subject)):
        return
    if holds_number(name) or name[-1].i >= chain[0].i:
        return
    in_hedge = chain[0].tag_ == "MD" and verb.lemma_ in {"reach", "exceed", "total"}
    if is_listed("states", verb.lemma_) and (in_hedge or not is_qualified(verb)):
        yield (_Words(name),)
        yield (_Words(front),)
    elif is_listed("states", verb.lemma_) or is_listed("moves", verb.lemma_):
        aside = _Words((*chain, *preposition), aside=True)
        yield (_Words(name), aside)
        yield (_Words(front), aside)


def _is_anybody(noun: Token) -> bool:
    """Whether nothing but another sentence says who it is: "the company", "the city"."""
    return noun.pos_ == "NOUN" and is_listed("bodies", noun.lemma_)


def _with_times(words: list[_Words], times: Sequence[tuple[Token, ...]]) -> list[_Words]:
    said = {t.i for w in words for t in w.tokens}
    for time in times:
        if not {t.i for t in time} <= said:
            at = next((n for n, w in enumerate(words) if w.aside), len(words))
            words = [*words[:at], _Words(time), *words[at:]]
    return words


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
