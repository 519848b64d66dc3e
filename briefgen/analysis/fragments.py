"""What is no whole sentence: what the splitter cut, lines run together, torn text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.furniture import FINITE
from briefgen.analysis.stretch import SUBJECTS, subject_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.analysis.stretch import Stretch

_ENDS_WELL = re.compile(
    r"[.!?][\"”’'»)\]]*$|(?<!\d)[.!?][\"”’'»)\]\d]*$|[\"”’»]$|\.\)?(?:\[\d+\])+$"
)
# "$7. 2 million", "its. new pumps": a full stop that ends nothing.
_STRAY_STOP = re.compile(
    r"[$£€]\d+\. \d|\d[A-Z]\. [A-Z][a-z]+ |\b(?!etc|approx|vs|est|max|min)[a-z]{3,}\. [a-z]"
)
_NEW_SENTENCE = re.compile(
    r"(?<=[a-z\d)]) (?:The|A|An|He|She|It|They|This|These|But|In|At|On|And|His|Her|Their|There"
    r"|However|When|While|After|Mr|Mrs|Ms) (?=[a-z\d]|[A-Z]\.)"
)
_NUMBER_IN_FRONT = re.compile(r"\(?\d{1,2}(?:\.\d{1,2})*\.?\)?")  # "7.2 A decision is expected"
# "WHAT WE KNOW The gate …": a heading run into its text.
_RUN_IN = re.compile(
    r"(?:[A-Z’'-]{2,} ){3,}[A-Z][a-z]|(?:[A-Z’'-]{3,} ){2,}(?:A|An|[A-Z][a-z]+) [a-z]"
)
# "… SPF 40 £7 CLAIM: contains", "(a new gate, anyone?)": blurbs, and asides to the reader.
_ASIDE = re.compile(r"\b[A-Z]{4,}: |\?\)")
# "Holm at the gate today: The mayor …", "MOVING SHOP—A gallery …": a caption or a heading.
_GLUED = re.compile(
    r"^[^\"“”'‘’]{25,}[a-z]: (?:The|A|An|He|She|They|It) [a-z]|^[A-Z][A-Z ]{5,}[—–-]"
    r"|\b(?:is|are|was|were): [A-Z][a-z]+ [a-z]|^Earlier [A-Z][a-z]+ [a-z]"
    # "… after the loss in Velmark 'When he has the ball he is a threat,' Holm said": a caption.
    r"|[A-Z]\w+ ['‘](?:When|I|We|He|She|It|They|There|You|If|My)\b"
    # "Holm is charged with arson, His bond was set at": two sentences with a comma between them.
    r"|[a-z], (?:His|Her|He|She|They|Their|Its?) [a-z]"
    # "… has died at the age of 92 1.": the number of a list behind it.
    r"|(?<!chapter)(?<!number)(?<!level)(?<!phase)(?<!stage)(?<!part)(?<!page)(?<!day) 1\.$"
)
# "The first of them: .", "Watch the gate fail .": a heading that was given a full stop.
# "Nearly million homes": a figure that a machine has lost.
_LOST_FIGURE = re.compile(
    r"(?:\b(?:nearly|almost|about|around|over|more than|less than|fewer than|at least|up to|roughly"
    r"|some)|[£$€])\s?(?:million|billion|trillion|per cent|percent|%)(?!\w)",
    re.IGNORECASE,
)
# "… of the river.[6] Holm is …": two sentences with the number of a note between them.
_NOTE_BETWEEN = re.compile(r"[.!?][\"”’]?(?:\[\d{1,3}\])+\s+[A-Z]")
_EMPTY = re.compile(r"(?<=\s)(?:''|\"\"|“”|‘’)(?=[\s.,;]|$)")  # "a message from ''"
# "Instead, Holm said, Falk gave them wine." less its opening: who says it is parted from it.
_PARTED = re.compile(r"^[A-Z]\w+ (?:said|says|added), (?![\"“'‘])")
_NOTE_STUCK = re.compile(r"\b[a-z]{4,}\d{1,3}(?:, ?\d{1,3})*(?=[\s.,;)]|$)")  # "conventions61."
# "(Supplementary Table 7)": what a reader has to turn to.
_TURNS_TO = re.compile(r"\((?:see )?(?:[Ss]upplementary )?(?:Table|Fig\.?|Figure|Section|Eq\.?) ")
_COUNTED = {"", "CARDINAL", "QUANTITY", "MONEY", "PERCENT"}  # "Fleeing Orland An estimated 400"
_LATE_STOP = re.compile(r"(?:\s|[:;,–—-])\.$")
_INTRODUCES = re.compile(r":(?:\[\d+\])+$")  # the list behind it, of which nothing is left
_OPENS = "\"'“‘«„$£€¥"  # what may stand in front of the first word
_START = 3  # words of a sentence that stand in it again where it starts over
_HEAD = 1  # paragraphs behind the first that a headline and what is under it may fill
_FEWEST_OF_HEADLINE = 6  # tokens
_PAIRS = (("(", ")"), ("[", "]"))
_DOUBLE = re.compile(r"[\"“”]")
_OPENS_SINGLE = re.compile(r"(?:^|[\s(])['‘](?=[\w£$€])(?!(?:\d\ds|em|til|n|tis)\b)")
_ENDS_SPEECH = re.compile(r"[a-z][,!?]['’](?=\s)")
_CLOSES_SINGLE = re.compile(r"(?<=[\w.,!?…])['’](?=[\s.,;:)]|$)")


def is_parted(words: str) -> bool:
    """Whether a statement opens with who says it, parted from its words by a comma."""
    return _PARTED.match(words) is not None


def is_fragment(stretch: Stretch, *, listed: bool) -> bool:
    """Whether a stretch is no whole sentence: the splitter went wrong, two lines ran together, or
    a line has no verb of its own. ``listed`` says that its paragraph stands in a list, where a
    line may do without a full stop."""
    words = stretch.words
    return (
        _ends_in_a_small_word(stretch)
        or not (words[0].isalnum() or words[0] in _OPENS)
        or (words[:1].islower() and not words[1:2].isupper() and not _opens_with_name(stretch))
        or any(words.count(a) != words.count(b) for a, b in _PAIRS)
        or len(_DOUBLE.findall(words)) % 2 == 1
        or len(_OPENS_SINGLE.findall(words)) > len(_CLOSES_SINGLE.findall(words))
        or len(_OPENS_SINGLE.findall(words)) < len(_ENDS_SPEECH.findall(words))
        or _STRAY_STOP.search(words) is not None
        or _RUN_IN.match(words) is not None
        or _GLUED.search(words) is not None
        or _ASIDE.search(words) is not None
        or _LATE_STOP.search(words) is not None
        or _LOST_FIGURE.search(words) is not None
        or _NOTE_BETWEEN.search(words) is not None
        or _EMPTY.search(words) is not None
        or is_parted(words)
        or _NOTE_STUCK.search(words) is not None
        or _TURNS_TO.search(words) is not None
        or _starts_anew(stretch)
        or _INTRODUCES.search(words) is not None
        or _runs_on(stretch)
        or (not _ENDS_WELL.search(words) and not (listed and _is_whole_line(stretch)))
        or _lacks_subject(stretch)
        or not _has_main_verb(stretch)
        or _is_bare(stretch)
        or _has_bare_subject(stretch)
    )


def _has_bare_subject(stretch: Stretch) -> bool:
    """Whether the subject lacks its article, as in headlines: "Small group of donors pushes …",
    "Villager compensated for panda attack"."""
    root = stretch.root
    subject = subject_in(root) if root is not None else None
    if subject is None or stretch.touches_quote(stretch.start, stretch.end):
        return False
    # "Senator from Ilde says …", but not "Senator Holm", whose name is the subject.
    opens = subject.tag_ == "NNP" and (
        subject.text.islower() or (subject.i == stretch.first and subject.ent_type_ in {"", "ORG"})
    )
    if subject.tag_ != "NN" and not opens:
        return False
    words = lexicon.words("standing.toml", "bodies") | lexicon.words("standing.toml", "people")
    if any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in subject.rights):
        return False  # "British newspaper the Courier reported …"
    front = [c for c in subject.lefts if c.dep_ != "amod"]
    counted = subject.lower_ in words or lexicon.is_role(subject.text)
    return counted and not front and subject.lower_ not in {"business", "mail", "press", "general"}


def _starts_anew(stretch: Stretch) -> bool:
    """Whether a sentence starts over with its own first words: a headline run into its text
    ("Ada Holm will say that ports are shut Ada Holm will say today that …")."""
    words = stretch.words.split()
    first = words[:_START]
    return any(
        words[n : n + _START] == first and words[n - 1][-1].isalnum()
        for n in range(_START, len(words) - _START)
    )


def _has_main_verb(stretch: Stretch) -> bool:
    """Whether a finite verb stands outside every clause that hangs on a noun: "Protesters, who
    blocked the gate." has none."""
    hanging = {"relcl", "acl"}
    root = stretch.root
    if root is not None and root.pos_ not in {"VERB", "AUX"}:
        hanging.add(
            "advcl"
        )  # "Holm, while five voters prefer Falk.", "Marchers, as they say, dead"
    return any(
        t.tag_ in {*FINITE, "VBN"}
        and t.dep_ not in hanging
        and not any(a.dep_ in hanging for a in t.ancestors)
        for t in stretch.paragraph.doc[stretch.first : stretch.last]
    )


def _is_bare(stretch: Stretch) -> bool:
    """Whether a line is written as headlines are, without an article, a figure or a date:
    "Justices dismiss state law restricting clinics."."""
    if stretch.quoted or len(stretch.own) < _FEWEST_OF_HEADLINE:
        return False
    told = {"DT", "PRP$", "CD", "PRP", "WDT", "WP"}
    if any(
        (t.tag_ in told and t.lower_ not in {"another", "no"}) or t.ent_type_ in {"DATE", "TIME"}
        for t in stretch.own
    ):
        return False
    root = stretch.root
    if root is None:
        return False
    present = root.tag_ in {"VBZ", "VBP"} or any(
        c.dep_ in {"aux", "auxpass"} and c.tag_ in {"VBZ", "VBP", "MD"} and c.lemma_ != "have"
        for c in root.children
    )
    opens = stretch.paragraph.number <= _HEAD
    return root.lemma_.lower() != "say" and (present or opens)


def _opens_with_name(stretch: Stretch) -> bool:
    """Whether a word in small letters starts a name: "al-Rashid", "de Holm", but not what a cut
    left of a sentence ("handbag Ada Holm owns …")."""
    token = stretch.paragraph.doc[stretch.first]
    particles = lexicon.words("people.toml", "particles")
    return any(token.lower_ == p or token.lower_.startswith(f"{p}-") for p in particles)


def _runs_on(stretch: Stretch) -> bool:
    """Whether a new sentence starts in the middle without a full stop: "on Tuesday The gate"."""
    for match in _NEW_SENTENCE.finditer(stretch.words):
        if _NUMBER_IN_FRONT.fullmatch(stretch.words, 0, match.start()):
            continue
        at = stretch.start + match.start() + 1
        token = stretch.paragraph.token_at(at)
        acronym = stretch.words[match.end() : match.end() + 2].endswith(".")
        if (
            token is not None
            and (acronym or token.ent_type_ in _COUNTED)
            and not stretch.touches_quote(at, at + 1)
        ):
            return True
    return False


def _is_whole_line(stretch: Stretch) -> bool:
    """Whether a line without a full stop, all of its paragraph, reports what happened: an entry
    of a list. What stands in the simple present is a caption or a headline."""
    if stretch.first != 0 or stretch.words[-1:] in ",;:-–—…":
        return False
    root = stretch.root
    if stretch.paragraph.end != stretch.end or root is None or _is_headline(stretch.words):
        return False
    subject = next((c for c in root.children if c.dep_ in SUBJECTS), None)
    # "Villager compensated for panda attack": in a report he would be "a villager".
    if subject is not None and subject.tag_ == "NN" and not any(subject.children):
        return False
    helped = any(c.dep_ in {"aux", "auxpass"} for c in root.children)
    return root.tag_ == "VBD" or helped or root.lemma_ == "be"


def _is_headline(words: str) -> bool:
    """Whether a line is Set Like This, or asks without a question mark ("Why the gate failed")."""
    long = [word for word in words.split() if len(word) > 3]
    capitals = sum(word[:1].isupper() for word in long)
    return capitals > 0.7 * max(1, len(long)) or words.lower().startswith(("why ", "how ", "what "))


def _lacks_subject(stretch: Stretch) -> bool:
    """Whether a finite verb opens the sentence ("Runs two ferries." is a line of a list), or all
    of it is a subordinate clause."""
    root = stretch.root
    # "November 1989, as the wall was crumbling.": no main clause
    finite = sum(t.tag_ in FINITE for t in stretch.own)
    marks = [c.lower_ for c in root.children if c.dep_ == "mark"] if root is not None else []
    if marks and (finite == 1 or "if" in marks):
        return True
    token = stretch.paragraph.doc[stretch.first]
    verb = token.head if token.tag_ == "MD" else token
    if token.tag_ not in {"VBZ", "VBD", "VBP", "VBN", "MD"} or verb.head.i != verb.i:
        # "As ministers fly in to meet.": a clause that hangs on nothing
        return token.dep_ == "mark" and token.tag_ == "IN" and token.head.dep_ == "ROOT"
    return not any(c.dep_ in SUBJECTS for c in verb.children)


# --- torn text --------------------------------------------------------------------------------

# "saw the. whales": a full stop that a machine put at the end of a line.
_FEWEST_TEARS = 3
_HANGS = {"DET", "ADP", "AUX", "CCONJ", "SCONJ"}


def _ends_in_a_small_word(stretch: Stretch) -> bool:
    """Whether a sentence stops where none can ("was seen off the coast of.")."""
    last = next((t for t in reversed(stretch.own) if not t.is_punct and not t.is_space), None)
    if last is None or not stretch.words.endswith("."):
        return False
    return last.lower_ in {"the", "a", "an", "and", "or", "of", "his", "her", "its", "their"}


def torn(found: Sequence[Stretch]) -> set[int]:
    """The places in ``found`` of the sentences that a stray full stop may have torn, with those
    beside them; nothing in a text that has few such stops."""
    tears = {n for n in range(len(found) - 1) if _is_torn(found[n], found[n + 1])}
    inside = {n for n, stretch in enumerate(found) if _STRAY_STOP.search(stretch.words)}
    if len(tears) + len(inside) < _FEWEST_TEARS:
        return set()
    return {m for n in tears | inside for m in (n - 1, n, n + 1, n + 2)}


_FEWEST_CAPITALS = 6  # letters of a caption's heading: "ILDE" alone may be anything


def captioned(found: Sequence[Stretch]) -> set[int]:
    """The places in ``found`` of what stands behind a heading in capitals in its paragraph: a
    caption, which may run into the text for want of a full stop ("WHERE IS HOLM? The mayor …")."""
    return {
        n
        for n in range(1, len(found))
        if found[n - 1].paragraph.number == found[n].paragraph.number
        and found[n - 1].words.isupper()
        and sum(map(str.isalpha, found[n - 1].words)) >= _FEWEST_CAPITALS
    }


def _is_torn(stretch: Stretch, following: Stretch) -> bool:
    if stretch.paragraph.number != following.paragraph.number:
        return False
    last = next((t for t in reversed(stretch.own) if not t.is_punct and not t.is_space), None)
    return stretch.words.endswith(".") and (
        following.words[:1].islower()
        or (last is not None and last.pos_ in _HANGS and last.dep_ != "prt")
        or stretch.words[:-1].isalpha()  # "At."
    )
