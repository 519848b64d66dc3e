"""Sentences that tell what their writer holds: nobody else answers for them, and no fact does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.stretch import subject_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from briefgen.analysis.stretch import Stretch

_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|us|[Mm]y|me|[Yy]ou|[Yy]our|[Ll]et[’']s)\b")
_FEWEST_SENTENCES = 8  # in fewer nobody can tell a column from a memo
_SHARE_OF_COLUMN = 0.25  # of the sentences of a column argue; of those of reports hardly any
_FIGURES = {"CARDINAL", "MONEY", "PERCENT", "QUANTITY", "DATE", "TIME"}  # "first" counts nothing
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)$")
_NO_COUNT = {"no", "any", "every", "some"}  # "no one"
_OURS = re.compile(r"(?<!\w)(?:we|our|us|let[’']s)(?!\w)|^(?:We|Let[’']s) (?![A-Z])")
_SCENE = re.compile(
    r"(?:It was )?(?:On an? \w+ (?:\w+ )?(?:day|morning|afternoon|evening|night)\b"
    r"|One (?:day|morning|afternoon|evening|night)\b|\w+ (?:years|decades|months) ago\b)"
)
_SORRY = re.compile(r"(?:Sorry,? )?we are (?:un|not |currently )?", re.IGNORECASE)
_PERHAPS = {"could", "may", "might", "would", "should", "must"}
# Set by hand after 940 sentences of 123 articles, judged one by one: unfit as lines were 35 of the
# 55 of articles in which fewer than a tenth have somebody answer, and 47 of the 98 of those in
# which a quarter describe and as few are answered.
_SHARE_ANSWERED = 0.12
_SHARE_DESCRIBED = 0.2
_SHARE_IDLE = 0.38  # without a figure, a date, a quote or anybody who answers
_SHARE_ANSWERED_BESIDE = 0.33
# What is so for some time, and no picture, match or opinion: "Holm faces charges".
_LASTING = {"face", "own", "lead", "oppose", "support", "represent", "employ", "operate", "serve"}


@dataclass(frozen=True, slots=True)
class Manner:
    """How a text is told, in shares of its sentences: of those outside quotation marks that argue,
    that describe, and that hold a figure or a date; of all that somebody answers for, and that do
    nothing of all this. ``ours``: its writer speaks of "us". ``signed``: it says itself that it is
    opinion. ``record``: it is one of entries or turns. ``narrates``: it is told from its start, as
    news is, long enough to judge, and no record."""

    arguing: float = 0.0
    describing: float = 0.0
    dated: float = 0.0
    answered: float = 0.0
    idle: float = 0.0
    ours: bool = False
    signed: bool = False
    record: bool = False
    judged: bool = False
    narrates: bool = False

    @property
    def argues(self) -> bool:
        """Whether the text is a column: it speaks of "us" and "you", asks, or says what should be
        done, sentence after sentence."""
        return self.signed or (self.judged and self.arguing >= _SHARE_OF_COLUMN)

    @property
    def is_unanswered(self) -> bool:
        """Whether hardly anybody is given as the source of anything."""
        return self.narrates and self.answered < _SHARE_ANSWERED

    @property
    def describes(self) -> bool:
        """Whether much of the text tells how things are, or what is to be seen, without a figure
        or a date, as reviews, tickers, essays and advertising do."""
        much = self.describing >= _SHARE_DESCRIBED or self.idle >= _SHARE_IDLE
        return self.narrates and much and (self.ours or self.answered <= _SHARE_ANSWERED_BESIDE)


@cache
def _matcher(group: str) -> re.Pattern[str]:
    words = sorted(lexicon.words("sentences.toml", group), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)", re.IGNORECASE)


def manner_of(stretches: Sequence[Stretch], *, record: bool, signed: bool) -> Manner:
    """The manner of a text of ``stretches``, its furniture left out. ``record`` says that it is
    one of entries or speaker's turns, ``signed`` that it says itself that it is opinion."""
    plain = [s for s in stretches if not s.quoted]
    each, every = max(1, len(plain)), max(1, len(stretches))
    idle = sum(not (s.quoted or tells_figure(s) or is_answered(s)) for s in stretches)
    judged = len(plain) >= _FEWEST_SENTENCES
    return Manner(
        arguing=sum(_argues(s.words) for s in plain) / each,
        describing=sum(_describes(s) for s in plain) / each,
        dated=sum(tells_figure(s) for s in plain) / each,
        answered=sum(is_answered(s) for s in stretches) / every,
        idle=idle / every,
        ours=any(_OURS.search(s.words) and not _SORRY.match(s.words) for s in plain),
        signed=signed,
        record=record,
        judged=judged,
        narrates=judged and not record,
    )


def _argues(words: str) -> bool:
    return (
        words.endswith(("?", "!"))
        or _FIRST_PERSON.search(words) is not None
        or _matcher("demands").search(words) is not None
    )


def is_answered(stretch: Stretch) -> bool:
    """Whether anybody in the reporter's words says or claims something."""
    cues = lexicon.cue_verbs()
    return "ccording" in stretch.words or any(
        t.pos_ == "VERB" and t.dep_ != "amod" and t.lemma_.lower() in cues for t in stretch.own
    )


def _says(stretch: Stretch) -> bool:
    """Whether the sentence as a whole is what somebody says who is named or known by a role: "Holm
    said …", "…, according to the mayor"; not "attorneys would love to offer …"."""
    root = stretch.root
    if "ccording to" in stretch.words:
        return True
    if root is None or root.lemma_.lower() not in lexicon.cue_verbs():
        return False
    if all(t.i != root.i for t in stretch.own):
        return False  # "Her column, “Ada, tell us”, is good."
    subject = subject_in(root)
    # "Levels are being reported by the agency" tells of the levels.
    helped = any(c.tag_ == "MD" or c.dep_ in {"neg", "auxpass"} for c in root.children)
    # "Fees continue to rise" is no word of theirs.
    words = {"ccomp", "parataxis"} | ({"xcomp"} if root.lemma_ != "continue" else set())
    told = any(c.dep_ in words for c in root.children)
    return told and not helped and subject is not None and subject.pos_ in {"PROPN", "NOUN"}


def tells_figure(stretch: Stretch) -> bool:
    """Whether the reporter's words hold a figure or a date."""
    return any(
        (t.ent_type_ in _FIGURES or t.like_num)
        and (t.pos_ != "PROPN" or t.ent_type_ == "DATE")
        and not (t.lower_ == "one" and t.i > 0 and t.nbor(-1).lower_ in _NO_COUNT)
        for t in stretch.own
    )


def is_anchored(stretch: Stretch) -> bool:
    """Whether a sentence holds anything that is known outside of its text: a figure, a date,
    somebody who says so, or a name of which more is told than what can be."""
    if _says(stretch) or any(_is_figure(t) for t in stretch.own):
        return True
    root = stretch.root
    if root is not None and any(c.lower_ in {"can", *_PERHAPS} for c in root.children):
        return False
    return any(
        t.text[:1].isupper()
        and (t.ent_type_ or (t.pos_ == "PROPN" and t.i > stretch.first and t.text.isalpha()))
        for t in stretch.own
    )


def _is_figure(token: Token) -> bool:
    """Whether a word is a number or a day, and no ordinal ("the 2nd")."""
    if _ORDINAL.search(token.lower_) or token.ent_type_ == "ORDINAL":
        return False
    day = token.ent_type_ in {"DATE", "TIME"} and token.pos_ in {"NOUN", "PROPN"}
    return token.like_num or day


def _describes(stretch: Stretch) -> bool:
    return is_present(stretch.root) and not is_answered(stretch) and not tells_figure(stretch)


def is_present(verb: Token | None) -> bool:
    """Whether a main verb tells of the present."""
    if verb is None:
        return False
    return verb.tag_ in {"VBZ", "VBP"} or any(
        c.dep_ in {"aux", "auxpass"} and c.tag_ in {"VBZ", "VBP"} and c.lemma_ != "have"
        for c in verb.children
    )


def is_opinion(stretch: Stretch, begin: int, manner: Manner) -> bool:
    """Whether a stretch judges in its writer's own words, or describes where nobody answers.
    ``begin`` is where its statement starts."""
    own = tuple(t for t in stretch.own if stretch.paragraph.at(t) >= begin)
    cues = lexicon.cue_verbs() | lexicon.thought_verbs() - {"hold"}
    # "Critics called the plan absurd": they answer for it, but not for what stands in front.
    cue = next(
        (
            n
            for n, t in enumerate(own)
            if t.pos_ == "VERB" and t.dep_ != "amod" and t.lemma_.lower() in cues  # "the ruling …"
        ),
        None,
    )
    judged = own if cue is None else own[:cue]
    answered = cue is not None or "ccording" in stretch.words
    if _matcher("opinion").search(" ".join(t.text for t in judged)):
        # "The plan is absurd, Holm said.", but not "An aggressive Holm said".
        behind = cue is not None and own[cue].dep_ in {"ROOT", "parataxis"}
        speaker = subject_in(own[cue]) if cue is not None else None
        of_speaker = " ".join(t.text for t in speaker.subtree) if speaker is not None else ""
        behind = behind and not _matcher("opinion").search(of_speaker)
        return not behind and "ccording" not in stretch.words
    supposes = manner.narrates and stretch.words.startswith("If ")
    if manner.argues or manner.is_unanswered or manner.describes or supposes:
        answered = _says(stretch)
    if answered:
        return False
    if manner.argues or manner.is_unanswered:
        return True
    needs = "needs to" in stretch.words  # in no record, but in what readers send in
    if (needs or not manner.record) and _demands_of_somebody(stretch):
        return True
    if not manner.narrates:
        return False
    if _supposes(stretch):
        return True
    if manner.describes:
        return not any(t.like_num or any(map(str.isdigit, t.text)) for t in stretch.own)
    return not tells_figure(stretch) and is_present(stretch.root) and not _lasts(stretch.root)


def describes(stretch: Stretch) -> bool:
    """Whether a sentence tells how things are, and nobody says so: what news holds of that is the
    writer's more often than not, figure or none. Not that Holm faces charges or is a minister."""
    root = stretch.root
    if root is None or is_answered(stretch):
        return False
    subject = subject_in(root)
    if subject is not None and subject.pos_ == "PRON" and subject.tag_ != "EX":
        return True
    if any(c.lower_ == "would" for c in root.children):
        return True  # "Holm would wear two rings"
    return is_present(root) and not _lasts(root)


_WANTED = {"suspect", "gunman", "attacker", "shooter", "victim", "thief", "robber", "intruder"}


def speaks_of_somebody_wanted(stretch: Stretch) -> bool:
    """Whether a lead is about "the suspect", whom another text, or a picture, has told of."""
    subject = subject_in(stretch.root) if stretch.root is not None else None
    if subject is None or subject.lemma_.lower() not in _WANTED:
        return False
    parts = list(subject.children)
    told = any(
        t.pos_ == "PROPN"
        or t.dep_ == "relcl"
        # "in the robbery of a shop", but not "in her 20s"
        or (t.lower_ in {"in", "of"} and not any(c.text[0].isdigit() for c in t.subtree))
        for t in parts
    )
    return any(t.lower_ == "the" for t in parts) and not told


_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_FELT = {"stunned", "shocked", "devastated", "heartbroken", "saddened", "outraged", "horrified"}


_HARMED = {"dead", "killed", "died", "missing", "injured", "wounded", "hurt", "drowned"}


def tells_toll(stretch: Stretch) -> bool:
    """Whether a sentence says of how many people that they came to harm: "Twenty people are dead
    and 21 missing after a ferry capsized"."""
    root = stretch.root
    subject = subject_in(root) if root is not None else None
    if root is None or subject is None or not any(t.like_num for t in subject.subtree):
        return False
    return bool({root.lower_, *(c.lower_ for c in root.children)} & _HARMED)


def tells_feelings(stretch: Stretch) -> bool:
    """Whether all that a lead tells is how people feel who are not named: "Parents were stunned
    after a clerk’s arrest"."""
    root = stretch.root
    subject = subject_in(root) if root is not None else None
    if root is None or subject is None or any(t.pos_ == "PROPN" for t in subject.subtree):
        return False
    felt = {root.lower_, *(c.lower_ for c in root.children if c.dep_ == "acomp")}
    helped = root.lemma_ == "be" or any(c.dep_ == "auxpass" for c in root.children)
    return helped and bool(felt & _FELT)


def describes_at_large(stretch: Stretch) -> bool:
    """Whether a sentence tells how things are and of nobody in particular, or sets a scene, as
    openings do that only lead up to the news: "Plenty of harbours have a barrier, but few are
    old", "One day in May, …"."""
    if _SCENE.match(stretch.words):
        return True
    subject = subject_in(stretch.root) if stretch.root is not None else None
    if subject is not None and subject.pos_ == "PROPN":
        return False
    return describes(stretch) and _WEEKDAY.search(stretch.words) is None


def _demands_of_somebody(stretch: Stretch) -> bool:
    """Whether nobody but the writer says what somebody should do: "Holm needs to tell the truth";
    what residents should do is advice, which news reports."""
    subject = subject_in(stretch.root) if stretch.root is not None else None
    person = subject is not None and subject.ent_type_ == "PERSON"
    return person and _matcher("demands").search(stretch.words) is not None


def _supposes(stretch: Stretch) -> bool:
    """Whether a sentence without a figure tells what could be, or what is so if something else is,
    and nobody says so: "a slip could be mined for gaffes", "if Holm is to win, she leads"."""
    root = stretch.root
    if root is None or tells_figure(stretch):
        return False
    if any(c.dep_ == "aux" and c.lower_ in _PERHAPS for c in root.children):
        return True
    return stretch.words.startswith("If ")


def _lasts(verb: Token | None) -> bool:
    """Whether the present tense tells a state of affairs that news reports: "Holm faces charges",
    "Holm is the minister of ports", "police are hunting a man"."""
    if verb is None:
        return False
    if verb.tag_ == "VBG" or verb.lemma_.lower() in _LASTING:
        return True
    subject = subject_in(verb)
    attribute = next((c for c in verb.children if c.dep_ == "attr"), None)
    if subject is None or attribute is None or subject.pos_ != "PROPN":
        return False
    return attribute.pos_ in {"NOUN", "PROPN"} and not any(
        t.tag_ in {"JJS", "RBS", "JJR"} for t in attribute.subtree
    )
