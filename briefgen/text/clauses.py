"""A headline for a text that has none, cut from its lead where a clause ends."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from briefgen.text.datelines import dateline_end

_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Dr|Ms|St|Lt))(?<!\b(?:Mrs|Gen|Maj|Col|Sen|Rep|Gov"
    r"|Rev|Jan|Feb|Aug|Sep|Oct|Nov|Dec|Fla|Ala|Ark|Ore))(?<!\b(?:Prof|Sept|Capt|Conn|Colo|Mass|Mich"
    r"|Minn|Okla|Tenn|Wash))(?<!\bCalif)[.!?][\"”’')]*(?=\s+[\"“‘'(]?[A-ZÀ-Þ\d]|\s*$)"
)
_RELATIVE = re.compile(r", (?:who|which|whose|where|[a-z]+ing)\b[^,;:—]*,")
_FEWEST_WORDS = 5
_SPARE_WORDS = 4
_FEW_PARAGRAPHS = 4  # from the first on, among which a headline is looked for
_LONGEST_WHOLE = 28  # words of a sentence that is told whole rather than as a fragment
_LONGEST_TITLE = 18  # words; more fill three lines at the head of a page
_LONGEST_SUBJECT = 4  # words of a subject in front of what tells of it
_OF_MANY = {"have", "are", "were"}
_OF_ONE = {"has", "is", "was"}
_NOT_BEFORE_VERB = {
    "a",
    "an",
    "the",
    "of",
    "in",
    "to",
    "and",
    "by",
    "for",
    "with",
    "his",
    "her",
    "its",
}


# What a web page copied whole holds above its text: buttons, and what stands under pictures.
_OF_PAGE = re.compile(
    r"click to |(?-i:CLOSE [A-Z])|loading\b|embed\b|skip to |share (?:this|on) |hide caption"
    r"|(?:image|media|photo|picture)s? (?:copyright|caption|credit|by|courtesy)\b"
    r"|story highlights\b|(?:play|facebook|twitter|embed|email|print)(?: \w+)?$"
    # "Holm at the gate in 2014. Ada Falk for The Velmark Courier": a picture and who took it.
    r"|(?-i:.*[.)] [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,2} (?:for|/) (?:The )?[A-Z][\w ’'-]+$)"
    r"|.*\((?:opens in|open a) new window\)|.*\bcould not be loaded\b",
    re.IGNORECASE,
)


def is_of_page(line: str) -> bool:
    """Whether a line belongs to the page that a text was copied from, and not to the text."""
    return _OF_PAGE.match(line) is not None


def repeats_title(words: str, title: str) -> bool:
    """Whether ``words`` are a title, or how it starts, whatever their signs and capitals."""
    return bool(title) and _bare(title).startswith(_bare(words))


def _bare(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().lower()


def headline_from(text: str, *, words: int = 12) -> str:
    """The first sentence of ``text`` without its dateline, cut to about ``words`` words.

    A sentence that runs on is cut before a comma, conjunction, relative or preposition, up to four
    late rather than in the middle of a phrase. Empty only if ``text`` is. No words are
    added; a relative clause between commas may be left out, and in a longer one what tells of its
    subject ("Teams searching for the boat have found a mast"). What is too long even so breaks off
    with "…".
    """
    lead = _first_sentence(" ".join(_first_telling(text).split()))
    if len(lead.split()) > words + _SPARE_WORDS:
        lead = _without_opening(_without_relative(lead))
    tokens = lead.split()
    if len(tokens) > words + _SPARE_WORDS:
        tokens = _bare_subject(tokens[: _cut(tokens, words)])
    if len(tokens) > _LONGEST_TITLE:
        return _tidy(" ".join(tokens[: _break(tokens, words)])) + " …"
    return _tidy(" ".join(tokens)) or " ".join(text.split()[:words])


@cache
def _words(name: str) -> frozenset[str]:
    """The word list of that name in ``clauses.toml``, beside this module."""
    return frozenset(str(_lists()[name]).split())


@cache
def _lists() -> dict[str, Any]:
    import tomllib

    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _first_telling(text: str) -> str:
    """The first paragraph that is more than a name or a notice ("Loading …"), if there is one."""
    paragraphs = text.split("\n\n", _FEW_PARAGRAPHS)[:_FEW_PARAGRAPHS]
    telling = (
        p for p in paragraphs if len(re.findall(r"\w+", p)) >= _FEWEST_WORDS and not is_of_page(p)
    )
    return next(telling, paragraphs[0])


def _first_sentence(paragraph: str) -> str:
    paragraph = paragraph[dateline_end(paragraph) :]
    found = _SENTENCE_END.search(paragraph)
    return paragraph[: found.end()] if found else paragraph


def _without_opening(lead: str) -> str:
    """``lead`` from its main clause on: "In a tradition of 40 years, Scott threw open his yard".

    Only where a name follows the first comma and enough words before the next: elsewhere the comma
    may be any. An opening that says who claims what ("According to") stays.
    """
    if lead.split(" ", 1)[0].lower() not in _words("openings"):
        return lead
    opening, _, main = lead.partition(", ")
    enough = len(main.split(", ", 1)[0].split()) >= _FEWEST_WORDS
    return main if main[:1].isupper() and enough and not _inside_marks([opening]) else lead


def _without_relative(lead: str) -> str:
    """``lead`` without its first clause between commas: "Scott, who built it, threw open …". Where
    a verb stands in front of it ("Blasts rocked the capital, setting off fires, media said") the
    sentence ends there: what follows would be glued to something else."""
    found = _RELATIVE.search(lead)
    if found is None:
        return lead
    front, behind = lead[: found.start()], lead[found.end() :]
    if not _has_verb(front.split()):
        return front + behind if _has_verb(["", *behind.split()[:2]]) else lead
    return front if len(front.split()) >= _FEWEST_WORDS and not _inside_marks([front]) else lead


def _cut(tokens: list[str], words: int) -> int:
    """The number of tokens to keep: the latest good place; where no place leaves a clause with its
    verb, the whole sentence if it is not too long, else the latest place that is not bad."""
    last = words + _SPARE_WORDS
    places = [place for place in range(_FEWEST_WORDS, last + 1) if _may_cut(tokens, place)]
    # Only what has a verb says something; a longer headline is better than a crippled one.
    telling = [place for place in places if _has_verb(tokens[:place])]
    if not telling:
        later = range(last + 1, min(len(tokens), _LONGEST_WHOLE + 1))
        whole = [place for place in later if _may_cut(tokens, place)]
        telling = [place for place in whole if _has_verb(tokens[:place])][:1]
    if not telling and len(tokens) <= _LONGEST_WHOLE:
        return len(tokens)
    if telling or places:
        return (telling or places)[-1]
    return _not_open(tokens, words)


def _bare_subject(tokens: list[str]) -> list[str]:
    """A clause without what stands between its subject and its verb, where the verb shows that it
    belongs to that subject: "Teams [searching for the boat that sank] have found a mast"."""
    verb = _main_verb(tokens)
    if verb is None or len(tokens) <= _LONGEST_TITLE:
        return tokens
    for n in range(1, min(_LONGEST_SUBJECT, verb - 1) + 1):
        telling = tokens[n] in {"that", "who", "which"} or re.fullmatch(r"[a-z]{2,}ing", tokens[n])
        if telling and tokens[n - 1].isalpha():
            many = tokens[n - 1].endswith("s") and not tokens[n - 1].endswith("ss")
            agrees = tokens[verb] in (_OF_MANY if many else _OF_ONE)
            return [*tokens[:n], *tokens[verb:]] if agrees else tokens
    return tokens


def _break(tokens: list[str], words: int) -> int:
    """Where a line breaks off that is too long: not within a phrase if it can be helped."""
    places = [place for place in range(_FEWEST_WORDS, words + 1) if _may_cut(tokens, place)]
    return places[-1] if places else _not_open(tokens, words)


def _not_open(tokens: list[str], kept: int) -> int:
    """``kept`` without the words at its end behind which something must follow."""
    while kept > _FEWEST_WORDS and tokens[kept - 1].lower().strip(",;:") in _words("open_ended"):
        kept -= 1
    return kept


def _may_cut(tokens: list[str], place: int) -> bool:
    """Whether the first ``place`` tokens can stand without what follows."""
    before, after = tokens[place - 1], tokens[place].lower().strip("“\"'‘(")
    if before.lower().strip("“\"'‘(,;:") in _words("open_ended") or _inside_marks(tokens[:place]):
        return False
    if _is_going_on(tokens, place) or _is_in_apposition(tokens, place):
        return False
    if before.endswith((",", ";", ":", "—", "–")) or after in {"—", "–", "-"}:
        # "for a cookout, a ritual" is an apposition; "boats, trains and planes" a list.
        return (
            not before.endswith(",")
            or after in {"a", "an", "the"}
            or after in _words("clause_openers") | _words("prepositions")
        )
    if after == "as" and tokens[place + 1 : place + 2] in (["a"], ["an"]):
        return False  # "casting himself as a champion"
    return after in _words("clause_openers") or after in _words("prepositions")


def _inside_marks(tokens: list[str]) -> bool:
    text = " ".join(tokens)
    return (
        text.count("“") != text.count("”")
        or text.count('"') % 2 == 1
        or text.count("(") != text.count(")")
    )


def _is_going_on(tokens: list[str], place: int) -> bool:
    """Whether a verb waits for what follows: "the agency is warning | about"."""
    before = tokens[place - 1].lower()
    return before.endswith("ing") and tokens[place - 2].lower() in _words("being")


def _is_in_apposition(tokens: list[str], place: int) -> bool:
    """Whether a place stands within a phrase that tells of the one before: "people under 50, the
    age | at which"."""
    comma = next((n for n in range(place - 1, 0, -1) if tokens[n - 1].endswith(",")), 0)
    if not comma or tokens[comma].lower() not in {"a", "an", "the"}:
        return False
    return not _has_verb(tokens[comma - 1 : place])


def _has_verb(tokens: list[str]) -> bool:
    """Whether a main clause has its verb."""
    return _main_verb(tokens) is not None


def _main_verb(tokens: list[str]) -> int | None:
    """The place of the verb of a main clause: that of "a jet that crashed", "the girl, murdered"
    and "a man named Falk" is none."""
    plain = [token.lower().strip("“”\"'‘’(),;:") for token in tokens]
    waiting = int(plain[0] in _words("subordinate") | {"as"}) if plain else 0
    for n, token in enumerate(plain[1:], start=1):
        if _is_verb(tokens, plain, n):
            if not waiting:
                return n
            waiting -= 1
        said = token in {"that"} and plain[n - 1] in _words("finite")
        waiting += token in _words("subordinate") and not said
    return None


def _is_verb(tokens: list[str], plain: list[str], n: int) -> bool:
    """Whether a word is a finite verb, as far as words alone tell: "struck by" is none."""
    if plain[n + 1 : n + 2] == ["by"] or plain[n] in _words("participles"):
        return False
    if plain[n] in _words("finite"):
        return True
    behind = tokens[n - 1].endswith((",", "—", "–", ")")) or plain[n - 1] in _NOT_BEFORE_VERB
    return len(plain[n]) > len("need") and plain[n].endswith("ed") and not behind


def _tidy(line: str) -> str:
    # The full stop goes, an abbreviation's stays: "the U.S.".
    if line.endswith(".") and not re.search(r"\b\w\.\w\.$|\.\.\.$", line):
        line = line[:-1]
    line = re.sub(r"[\s,;:—–-]+$", "", line)
    return re.sub(r"\s+(?:and|or|but|nor|that|which|who|as)$", "", line).strip()
