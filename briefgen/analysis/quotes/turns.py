"""Transcripts and interviews: paragraphs that open with the name of whoever speaks."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.quotes.direct import Attributed
from briefgen.analysis.quotes.marks import Marked
from briefgen.analysis.quotes.nobody import is_heading
from briefgen.model.dossier import Cue, QuoteKind, Speaker
from briefgen.model.source import Extent

if TYPE_CHECKING:
    from briefgen.analysis.people import People
    from briefgen.analysis.pipeline import Parsed

# "WALLACE: …", "Giles Merrow: …", "Q: …", "MS. HOLM (Ilde Party): …".
_TURN = re.compile(
    r"(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4})(?: ?\([^()]{1,40}\))?(?P<colon>:)\s+"
    r"(?=[\"“‘A-Z…(])"
)
_FEWEST_TURNS = 3  # fewer labelled paragraphs are fields or a colon in passing
_FEWEST_WORDS = 2


def find_turns(parsed: Parsed, people: People) -> list[Attributed]:
    """The turns of a transcript as direct quotes without marks; none where the text is no
    transcript: three labelled paragraphs at least, and a label that comes back."""
    text = parsed.source.text
    turns = [
        (paragraph, match)
        for paragraph in parsed.paragraphs
        if (match := _TURN.match(text, paragraph.start, paragraph.end))
        and not is_heading(match["name"])
    ]
    labels = Counter(match["name"].split()[-1].lower() for _, match in turns)
    if len(turns) < _FEWEST_TURNS or max(labels.values()) < 2:
        return []
    turns = [turn for turn in turns if _is_speaker(turn[1], text, people, labels)]
    if len(turns) < _FEWEST_TURNS:
        return []
    full = {match["name"] for _, match in turns if " " in match["name"]}
    out: list[Attributed] = []
    for paragraph, match in turns:
        if len(text[match.end() : paragraph.end].split()) < _FEWEST_WORDS:
            continue
        mark = Marked(match.end(), paragraph.end, match.end(), paragraph.end, paragraph.number)
        cue = Cue(text=":", start=match.start("colon"), end=match.end("colon"))
        speaker = _speaker(match, people, full)
        out.append(Attributed(mark, QuoteKind.DIRECT, speaker, cue, 0.95, "turn"))
    return out


def _is_speaker(match: re.Match[str], text: str, people: People, labels: Counter[str]) -> bool:
    """Whether a label looks like a person or a role: a name of several words, or one word that
    comes back and is no common noun of the text ("MUSH: a porridge of …")."""
    label = match["name"]
    last = label.split()[-1]
    if people.at(match.start("name"), match.end("name")) or people.by_surname(last.title()):
        return True
    if lexicon.is_role(last) or " " in label:
        return True
    common = re.search(rf"\b{re.escape(label.lower())}\b", text) is not None
    return labels[last.lower()] > 1 and not common


def _speaker(match: re.Match[str], people: People, full: set[str]) -> Speaker:
    """The speaker behind a label; a surname alone stands for the one full label that ends in it."""
    mention = Extent(start=match.start("name"), end=match.end("name"))
    longer = [name for name in full if name.split()[-1] == match["name"].split()[-1]]
    label = longer[0] if len(longer) == 1 else match["name"]
    person = people.at(mention.start, mention.end) or people.by_surname(
        label.split()[-1].title() if label.isupper() else label.split()[-1]
    )
    if person is not None and not person.is_ambiguous:
        return Speaker(
            name=person.name,
            role=person.role,
            affiliation=person.affiliation,
            mention=mention,
            named=Extent(start=person.named[0], end=person.named[1]),
        )
    return Speaker(name=label.title() if label.isupper() else label, mention=mention)
