"""What in a text states nothing: furniture of pages and mails, captions, table rows, fragments."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from briefgen.analysis import lexicon
from briefgen.analysis.stretch import SUBJECTS
from briefgen.text.terms import stopwords

if TYPE_CHECKING:
    from spacy.tokens import Token

    from briefgen.analysis.stretch import Stretch

_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_FEWEST_LETTERS = 0.5  # of the characters that are no spaces: below that it is a table or code

_ENOUGH_WORDS = 8  # from which a sentence tells its language
_FEWEST_ENGLISH = 0.1  # of its words are small ones ("the", "of") in any English sentence

_DATED = re.compile(
    r"\W*(?:\w+day,? )?(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2})(?:,? \d{4})?\s?[:–—]\s"
)
# An address of the web, a handle, two hashtags, markup.
_MACHINERY = re.compile(
    r"https?:|www\.|pic\.twitter|\.com/|(?:^|[\s(.])@\w{3}|#\w{3,} #\w|©|\(c\) \d{4}|</?\w+>"
    r"|\w\(\)|[{}]|=>| \| "
    # Characters read in the wrong encoding: "Â£10", "donâ€™t".
    r"|Â[£€°©®\xa0’]|â€|Ã[\x80-\xbf]"
)
# Who stands where in a picture: "(left)", "(second from right)", "(circled)".
_IN_PICTURE = re.compile(
    r"\((?:(?:pictured |seen )?(?:\w+ )?(?:from )?(?:far )?(?:left|right|cent(?:re|er))|l|r|c"
    r"|above|below|circled|inset|pictured[^()]{1,60}|(?:stock|file|library) [^()]{3,60}"
    r"|(?:right|left)[^()]{1,40})\)|, (?:far |second )?(?:left|right|pictured|centre|center)[,.]",
    re.IGNORECASE,
)


# A picture's credit at the end of its paragraph: "(Ada Holm / Staff Photographer)", "(AP Photo)".
_CREDIT = re.compile(
    r"\((?:[^()]{2,60} ?/ ?[^()]{2,40}|[^()]{0,60}\b(?:[Pp]hoto|[Pp]hotographer|[Ii]mages?"
    r"|[Hh]andout|AP|Reuters|AFP|EPA|PA)\b[^()]{0,30})\)$"
)
_FULL_DATE = re.compile(r"[A-Z][a-z]+[.,]? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]+ \d{4}")


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
        token.tag_ in _FINITE
        or token.dep_ in {"nsubj", "nsubjpass"}
        or (token.tag_ == "VBN" and token.dep_ == "acl" and token.head.dep_ == "ROOT")
    )


def is_credited(text: str, end: int) -> bool:
    """Whether the paragraph that ends at ``end`` in ``text`` ends in the credit of a picture."""
    return text[end - 1 : end] == ")" and bool(_CREDIT.search(text, max(0, end - 120), end))


def is_furniture(stretch: Stretch, title: str) -> bool:
    """Whether a stretch is furniture, a table row, a heading or a caption. ``title`` is that of
    the source: where its text repeats it, it states nothing new."""
    words = stretch.words
    if _MACHINERY.search(words) or _opening().match(words) or _IN_PICTURE.search(words):
        return True
    if _is_caption(stretch):
        return True
    rules = _anywhere()
    if any(t.lower_ in rules and rules[t.lower_].search(words) for t in stretch.own):
        return True
    tokens = stretch.paragraph.doc[stretch.first : stretch.last]
    if not any(is_predicate(t) for t in tokens):
        return _DATED.match(words) is None
    return _is_no_prose(words) or (bool(title) and _plain(words) == _plain(title))


def _is_caption(stretch: Stretch) -> bool:
    """Whether a stretch tells in the simple present what a picture or a film shows: on a day long
    past ("Ada Holm looks at the gate on March 3, 2025."), who does what before a camera
    ("Protesters hold up signs."), or what a reporter tells ("The Courier’s Ada Holm explains.").
    """
    root = stretch.root
    if root is None or root.tag_ not in {"VBZ", "VBP"} or stretch.quoted:
        return False
    if any(c.dep_ in {"aux", "auxpass", "neg"} for c in root.children):
        return False
    subject = next((c for c in root.children if c.dep_ == "nsubj"), None)
    if subject is None or root.lemma_ in {"be", "have", "do", "say"}:
        return False
    crowd = subject.lemma_.lower() in _lists()["crowd"]
    shown = root.lemma_.lower() in _lists()["seen"]
    if (subject.pos_ == "PROPN" or crowd or shown) and _FULL_DATE.search(stretch.words):
        return True
    owners = [c for c in subject.children if c.dep_ == "poss" and c.pos_ == "PROPN"]
    if subject.ent_type_ == "PERSON" and owners:
        return True
    habit = any(c.lower_ in {"often", "usually", "always", "still", "now"} for c in root.children)
    seen = subject.ent_type_ == "PERSON" or crowd
    return seen and shown and not habit


def _plain(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().lower()


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
    english = sum(word in stopwords() for word in plain)
    return len(plain) >= _ENOUGH_WORDS and english < _FEWEST_ENGLISH * len(plain)


# --- fragments --------------------------------------------------------------------------------

_ENDS_WELL = re.compile(r"[.!?][\"”’'»)\]\d]*$|[\"”’»]$|\.\)?(?:\[\d+\])+$")
# "$7. 2 million", "its. new pumps": a full stop that ends nothing.
_STRAY_STOP = re.compile(r"[$£€]\d+\. \d|\b(?!etc|approx|vs|est|max|min)[a-z]{3,}\. [a-z]")
_NEW_SENTENCE = re.compile(
    r"(?<=[a-z\d)]) (?:The|A|An|He|She|It|They|This|These|But|In|At|On|And|His|Her|Their|There"
    r"|However|When|While|After|Mr|Mrs|Ms) (?=[a-z\d])"
)
# "WHAT WE KNOW The gate …": a heading run into its text.
_RUN_IN = re.compile(
    r"(?:[A-Z’'-]{2,} ){3,}[A-Z][a-z]|(?:[A-Z’'-]{3,} ){2,}(?:A|An|[A-Z][a-z]+) [a-z]"
)
# "The first of them: .", "Watch the gate fail .": a heading that was given a full stop.
_LATE_STOP = re.compile(r"(?:\s|[:;,–—-])\.$")
_OPENS = "\"'“‘«„$£€¥"  # what may stand in front of the first word
_PAIRS = (("(", ")"), ("[", "]"))
_DOUBLE = re.compile(r"[\"“”]")
_OPENS_SINGLE = re.compile(r"(?:^|[\s(])['‘](?=[\w£$€])(?!(?:\d\ds|em|til|n|tis)\b)")
_CLOSES_SINGLE = re.compile(r"(?<=[\w.,!?…])['’](?=[\s.,;:)]|$)")


def is_fragment(stretch: Stretch, *, listed: bool) -> bool:
    """Whether a stretch is no whole sentence: the splitter went wrong, two lines ran together, or
    a line has no verb of its own. ``listed`` says that its paragraph stands in a list, where a
    line may do without a full stop."""
    words = stretch.words
    return (
        not (words[0].isalnum() or words[0] in _OPENS)
        or (words[:1].islower() and not words[1:2].isupper() and not _opens_with_name(stretch))
        or any(words.count(a) != words.count(b) for a, b in _PAIRS)
        or len(_DOUBLE.findall(words)) % 2 == 1
        or len(_OPENS_SINGLE.findall(words)) > len(_CLOSES_SINGLE.findall(words))
        or _STRAY_STOP.search(words) is not None
        or _RUN_IN.match(words) is not None
        or _LATE_STOP.search(words) is not None
        or _runs_on(stretch)
        or (not _ENDS_WELL.search(words) and not (listed and _is_whole_line(stretch)))
        or _lacks_subject(stretch)
    )


def _opens_with_name(stretch: Stretch) -> bool:
    """Whether a word in small letters starts a name: "al-Rashid", "de Holm", but not what a cut
    left of a sentence ("handbag Ada Holm owns …")."""
    token = stretch.paragraph.doc[stretch.first]
    particles = lexicon.words("people.toml", "particles")
    return any(token.lower_ == p or token.lower_.startswith(f"{p}-") for p in particles)


def _runs_on(stretch: Stretch) -> bool:
    """Whether a new sentence starts in the middle without a full stop: "on Tuesday The gate"."""
    for match in _NEW_SENTENCE.finditer(stretch.words):
        at = stretch.start + match.start() + 1
        token = stretch.paragraph.token_at(at)
        if token is not None and not token.ent_type_ and not stretch.touches_quote(at, at + 1):
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
    finite = sum(t.tag_ in _FINITE for t in stretch.own)
    if root is not None and finite == 1 and any(c.dep_ == "mark" for c in root.children):
        return True
    token = stretch.paragraph.doc[stretch.first]
    verb = token.head if token.tag_ == "MD" else token
    if token.tag_ not in {"VBZ", "VBD", "VBP", "VBN", "MD"} or verb.head.i != verb.i:
        # "As ministers fly in to meet.": a clause that hangs on nothing
        return token.dep_ == "mark" and token.tag_ == "IN" and token.head.dep_ == "ROOT"
    return not any(c.dep_ in SUBJECTS for c in verb.children)
