"""How a sentence reads without its article, by the rules and by the models of clarity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.analysis.clarity import (
    DOUBT_OF_LOOSE,
    DOUBT_OF_SHORT,
    DOUBT_UNDER_NO_LEAD,
    doubt_of,
    is_unclear,
)
from briefgen.analysis.hearsay import has_no_name
from briefgen.analysis.opinion import (
    describes_at_large,
    is_anchored,
    speaks_of_somebody_wanted,
    tells_feelings,
    tells_toll,
)
from briefgen.analysis.standing import chats, opens_anew
from briefgen.model.analysis import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.analysis.opinion import Manner
    from briefgen.analysis.stretch import Stretch
    from briefgen.analysis.traits import Place
    from briefgen.model.analysis import Sentence
    from briefgen.model.dossier import Edit

_DOUBT_OF_LEAD = 0.3
_DOUBT_OF_POINTING_LEAD = 0.2  # of one that opens with "the country" and points at it again
_DOUBT_OF_LOOSE_LEAD = 0.26  # of another one with "it", or in which nobody is named
# Of one behind an opening that only leads up to it: of 8 below it that were read 6 told the main
# thing in full, of 33 above it about half.
_DOUBT_OF_LATE_LEAD = 0.045
_DOUBT_OF_TOLL = 0.5  # of what is doubted otherwise: who came to harm is news in any words
_MARGIN_OF_SHORT = 0.1


@dataclass(frozen=True, slots=True)
class Reading:
    """How a sentence reads without its article, and where the one starts that is told first."""

    loose: bool
    doubt: float
    leads: bool = False
    rests_on: int | None = None


class Reader:
    """Reads the sentences of a text told in some ``manner``; ``opens_with_lead`` says that what
    stands first in it is the main thing, as in news."""

    def __init__(self, manner: Manner, *, opens_with_lead: bool) -> None:
        self._manner = manner
        self._opens_with_lead = opens_with_lead

    def read(
        self,
        stretch: Stretch,
        stands: Standing,
        place: Place,
        edits: Sequence[Edit],
        traits: Mapping[str, float],
    ) -> Reading:
        """How a sentence reads alone."""
        reading = self._line(stretch, stands, place, traits)
        # A short text tells too little for what is known nowhere else.
        if not (self._manner.narrates or self._manner.record or is_anchored(stretch)):
            return Reading(loose=True, doubt=max(reading.doubt, DOUBT_UNDER_NO_LEAD))
        if place.late and not (stands is Standing.ALONE and opens_anew(stretch)):
            return Reading(loose=True, doubt=DOUBT_OF_LOOSE)
        # A lead is written for whoever knows nothing yet, and says the main thing: it names people.
        named = any(e.reason == "name" for e in edits)
        if not place.leads or named or _is_no_news(stretch):
            return reading
        if not self._opens_with_lead:
            return Reading(loose=False, doubt=min(reading.doubt, _DOUBT_OF_LEAD), leads=True)
        doubt = doubt_of(traits, leads=True) if traits else reading.doubt
        return self._lead(stretch, stands, place, doubt)

    def _line(
        self, stretch: Stretch, stands: Standing, place: Place, traits: Mapping[str, float]
    ) -> Reading:
        # Clarity is learned from news; short texts and records of entries are written otherwise.
        news = self._manner.narrates
        doubt = doubt_of(traits) if traits and news else 0.0
        loose = stands in {Standing.HALF_NAMED, Standing.LOOSE}
        if loose:
            far = news and stands is Standing.LOOSE
            doubt = max(doubt, DOUBT_OF_LOOSE if far else DOUBT_OF_SHORT)
        loose = loose or (stands is Standing.ALONE and is_unclear(doubt))
        # Not even where there is little else to tell.
        if has_no_name(stretch) or (loose and chats(stretch, leads=place.leads)):
            return Reading(loose=True, doubt=max(doubt, DOUBT_OF_LOOSE))
        return Reading(loose, doubt)

    def _lead(self, stretch: Stretch, stands: Standing, place: Place, doubt: float) -> Reading:
        news = self._manner.narrates
        if tells_toll(stretch):
            doubt *= _DOUBT_OF_TOLL
        opens = stretch.words.startswith("The ")
        most = _DOUBT_OF_POINTING_LEAD if opens else _DOUBT_OF_LOOSE_LEAD
        pointing = stands is Standing.LOOSE and doubt > most
        late = place.late and doubt > _DOUBT_OF_LATE_LEAD
        # How a text is told is told less surely by a few sentences.
        unclear = is_unclear(doubt if news else doubt - _MARGIN_OF_SHORT, leads=True)
        if pointing or late or unclear:
            return Reading(loose=True, doubt=DOUBT_OF_LOOSE if news else DOUBT_UNDER_NO_LEAD)
        return Reading(loose=False, doubt=doubt, leads=True)


def _is_no_news(stretch: Stretch) -> bool:
    """Whether an opening chats, sets a scene, or tells of nobody or of nothing that happened."""
    return (
        chats(stretch, leads=True)
        or (describes_at_large(stretch) and not tells_toll(stretch))
        or speaks_of_somebody_wanted(stretch)
        or tells_feelings(stretch)
    )


def under_no_lead(sentences: Iterable[Sentence], manner: Manner) -> list[Sentence]:
    """The sentences of news whose lead cannot be told, all of which read as part of their article:
    whoever has not been told what the article is about cannot place them. Of 67 first lines of
    briefs that were no leads, readers struck 21 out."""
    doubt = DOUBT_OF_LOOSE if manner.narrates else DOUBT_UNDER_NO_LEAD
    return [
        s.model_copy(update={"loose": True, "doubt": max(s.doubt, doubt), "rests_on": None})
        for s in sentences
    ]
