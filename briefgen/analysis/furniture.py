"""What in a text states nothing: furniture of pages and mails, captions, table rows, fragments."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from briefgen.text.clauses import repeats_title
from briefgen.text.terms import stopwords

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from briefgen.analysis.stretch import Stretch

FINITE = {"VBD", "VBZ", "VBP", "MD"}
_FEWEST_LETTERS = 0.5  # of the characters that are no spaces: below that it is a table or code

_ENOUGH_WORDS = 7  # from which a sentence tells its language
_SHARED = {"in", "an", "die", "am", "so", "on", "me", "a", "i", "no"}  # small words elsewhere too
_FEWEST_ENGLISH = 0.1  # of its words are small ones ("the", "of") in any English sentence

_DATED = re.compile(
    r"\W*(?:\w+day,? )?(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2})(?:,? \d{4})?\s?[:–—]\s"
)
# An address of the web, a handle, two hashtags, markup.
_MACHINERY = re.compile(
    r"https?:|www\.|pic\.twitter|\.(?:com|org|net|co\.uk)/|(?:^|[\s(.])@\w{3}"
    r"|#\w{3,} #\w|©|\(c\) \d{4}|</?\w+>"
    r"|\w\(\)|\w;\w|[{}]|=>| \| |^(?:CLOSE|Caption|REPLAY|SHARE|TWEET) [A-Z]"
    # Characters read in the wrong encoding: "Â£10", "donâ€™t".
    r"|Â[£€°©®\xa0’]|â€|Ã[\x80-\xbf]|\ufffd"
)
# Who stands where in a picture: "(left)", "(second from right)", "(circled)".
_IN_PICTURE = re.compile(
    r"\((?:behind|beside|next to|with) [^()]{2,40},? (?:left|right|cent(?:re|er))\)"
    r"|\((?:(?:pictured |seen )?(?:\w+ )?(?:from )?(?:far )?(?:left|right|cent(?:re|er))|l|r|c"
    r"|above|below|circled|inset|pictured[^()]{1,60}|(?:stock|file|library) [^()]{3,60}"
    r"|(?:right|left)[^()]{1,40})\)|, (?:far |second )?(?:left|right|pictured|centre|center)[,.]",
    re.IGNORECASE,
)


_ASKED = re.compile(r"[QA][:.] (?=\S)")
# A picture's credit at the end of its paragraph: "(Ada Holm / Staff Photographer)", "(AP Photo)".
_CREDIT = re.compile(
    r"\((?:[^()]{2,60} ?/ ?[^()]{2,40}|[^()]{0,60}\b(?:[Pp]hoto|[Pp]hotographer|[Ii]mages?"
    r"|[Hh]andout|AP|Reuters|AFP|EPA|PA)\b[^()]{0,30}|Published \w+day,[^()]{4,40})\)$"
)
# "… cries near the hospital in Velmark, Tuesday, Sept. 25, 2012.": no "on", and the year.
_DATED_AS_CAPTIONS_ARE = re.compile(r",? (?<!on )\w+day,? [A-Z][a-z]+\.? \d{1,2}, \d{4}\.?$")
_MONTH_OR_YEAR = re.compile(r"(?:19|20)\d\d")
_FULL_DATE = re.compile(
    r"\bin (?:(?:19|20)\d\d|[A-Z][a-z]+(?:uary|ch|il|y|ne|ust|ber))\.$"
    r"|[A-Z][a-z]+[.,]? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]+ \d{4}"
)


_HUNK = re.compile(r"^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@", re.MULTILINE)


@cache
def _opening() -> re.Pattern[str]:
    rules = _lists()["opening"]
    return re.compile("|".join(f"(?:{rule})" for rule in rules), re.IGNORECASE)


@cache
def _lists() -> dict[str, Any]:
    raw = files("briefgen.analysis").joinpath("furniture.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)


@cache
def _anywhere() -> dict[str, re.Pattern[str]]:
    rules = _lists()["anywhere"].items()
    return {word: re.compile(rule, re.IGNORECASE) for word, rule in rules}


def is_predicate(token: Token) -> bool:
    """Whether a token makes a sentence of its words: a finite verb, a subject, or a participle on
    the root, which is how the parser takes many a plain past tense ("The gate jammed.")."""
    return (
        token.tag_ in FINITE
        or token.dep_ in {"nsubj", "nsubjpass"}
        or (token.tag_ == "VBN" and token.dep_ == "acl" and token.head.dep_ == "ROOT")
    )


def is_credited(text: str, end: int) -> bool:
    """Whether the paragraph that ends at ``end`` in ``text`` ends in the credit of a picture."""
    return text[end - 1 : end] == ")" and bool(_CREDIT.search(text, max(0, end - 120), end))


def is_question_or_answer(text: str, start: int) -> bool:
    """Whether the paragraph that starts at ``start`` in ``text`` is what somebody asks or answers
    behind "Q:" or "A:": speech, and nobody tells whose."""
    return _ASKED.match(text, start) is not None


def changes_start(text: str) -> int:
    """Where the lines of a change to files start ("@@ -1,5 +1,5 @@"), which a mail sends along at
    its end; the length of the text where there are none."""
    found = _HUNK.search(text)
    return found.start() if found else len(text)


def is_furniture(stretch: Stretch, title: str) -> bool:
    """Whether a stretch is furniture, a table row, a heading or a caption. ``title`` is that of
    the source: where its text repeats it, it states nothing new."""
    words = stretch.words
    if reads_as_furniture(words, (t.lower_ for t in stretch.own)) or _is_caption(stretch):
        return True
    tokens = stretch.paragraph.doc[stretch.first : stretch.last]
    if not any(is_predicate(t) for t in tokens):
        return _DATED.match(words) is None
    return _is_no_prose(words) or repeats_title(words, title)


def reads_as_furniture(sentence: str, words: Iterable[str]) -> bool:
    """Whether a sentence is furniture by its wording alone; ``words`` are those that it is made of,
    lower case."""
    if _MACHINERY.search(sentence) or _opening().match(sentence) or _IN_PICTURE.search(sentence):
        return True
    rules = _anywhere()
    return any(word in rules and rules[word].search(sentence) for word in words)


def _is_caption(stretch: Stretch) -> bool:
    """Whether a stretch tells in the simple present what a picture or a film shows: on a day long
    past ("Ada Holm looks at the gate on March 3, 2025."), who does what before a camera
    ("Protesters hold up signs."), or what a reporter tells ("The Courier’s Ada Holm explains.").
    """
    root = stretch.root
    if _DATED_AS_CAPTIONS_ARE.search(stretch.words) or (root is not None and _is_shown(root)):
        return True
    if root is None or root.tag_ not in {"VBZ", "VBP"} or stretch.quoted:
        return False
    if any(c.dep_ in {"aux", "auxpass", "neg"} for c in root.children):
        return False
    subject = next((c for c in root.children if c.dep_ == "nsubj"), None)
    if subject is None or root.lemma_ in {"be", "have", "do", "say"}:
        return False
    if _is_of_a_day(root):
        return True
    crowd = subject.lemma_.lower() in _lists()["crowd"]
    shown = root.lemma_.lower() in _lists()["seen"]
    if (subject.pos_ == "PROPN" or crowd or shown) and _FULL_DATE.search(stretch.words):
        return True
    owners = [c for c in subject.children if c.dep_ == "poss" and c.pos_ == "PROPN"]
    if subject.ent_type_ == "PERSON" and owners:
        return True
    habit = any(c.lower_ in {"often", "usually", "always", "still", "now"} for c in root.children)
    seen = subject.ent_type_ == "PERSON" or crowd or _is_bare_name(subject)
    return seen and shown and not habit


def _is_of_a_day(verb: Token) -> bool:
    """Whether a verb in the present tells of a month or a year that is given ("A ferry leaves Ilde
    in March 2008."), and of nothing that is on a timetable ("The tunnel opens in March 2030.")."""
    if verb.lemma_.lower() in _lists()["timetabled"]:
        return False
    days = (
        day
        for preposition in verb.children
        if preposition.dep_ == "prep" and preposition.lower_ in {"in", "on"}
        for day in preposition.children
    )
    return any(
        t.ent_type_ == "DATE" and _MONTH_OR_YEAR.fullmatch(t.text)
        for day in days
        for t in day.subtree
    )


def _is_bare_name(subject: Token) -> bool:
    return subject.pos_ == "PROPN" and not subject.ent_type_ and not any(subject.children)


def _is_shown(verb: Token) -> bool:
    """Whether a verb tells in the present what is done to somebody before a camera: "Ada Holm is
    greeted by miners", "the gate is pictured"."""
    parts = {c.dep_: c for c in verb.children}
    helper = parts.get("auxpass")
    if helper is None or helper.tag_ not in {"VBZ", "VBP"} or "aux" in parts or "neg" in parts:
        return False
    subject = parts.get("nsubjpass")
    if verb.lower_ in {"pictured", "photographed"}:
        return True
    if subject is None or "agent" not in parts:
        return False
    named = subject.pos_ == "PROPN" and verb.lemma_.lower() in _lists()["undergone"]
    return named or subject.ent_type_ == "PERSON"


def _is_no_prose(words: str) -> bool:
    """In capitals, mostly digits and signs, or in another alphabet or language, which the parser
    cannot read."""
    letters = [ch for ch in words if ch.isalpha()]
    if sum(ch.isupper() for ch in letters) > 0.6 * max(1, len(letters)):
        return True
    if len(letters) < _FEWEST_LETTERS * len(words.replace(" ", "")):
        return True
    if not words.isascii() and sum(ch > "\u024f" for ch in letters) > 0.3 * len(letters):
        return True
    plain = re.findall(r"[^\W\d_]+", words.lower())
    english = sum(word in stopwords() and word not in _SHARED for word in plain)
    return len(plain) >= _ENOUGH_WORDS and english < _FEWEST_ENGLISH * len(plain)
