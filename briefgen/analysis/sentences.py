"""Sentences that a brief can state: whole, readable out of their place, with what hedges them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.analysis import lexicon
from briefgen.analysis.acquaintance import Acquaintance
from briefgen.analysis.advice import advised
from briefgen.analysis.background import Background
from briefgen.analysis.claims import claim_in, hedges_in, names_in, quoted_share, tense_of
from briefgen.analysis.clarity import DOUBT_OF_LOOSE, DOUBT_OF_SHORT
from briefgen.analysis.cuts import clause_cuts
from briefgen.analysis.dating import date_edits, floats, is_in_doubt
from briefgen.analysis.edits import (
    also_edit,
    capital_edit,
    inside_edits,
    issue_edits,
    label_edit,
    lead_edit,
    number_edit,
    without_overlaps,
)
from briefgen.analysis.fragments import captioned, is_fragment, is_parted, torn
from briefgen.analysis.furniture import (
    changes_start,
    is_credited,
    is_furniture,
    is_question_or_answer,
)
from briefgen.analysis.hearsay import is_rumoured
from briefgen.analysis.incomplete import is_one_of_counted
from briefgen.analysis.introductions import Introductions
from briefgen.analysis.naming import Naming
from briefgen.analysis.opinion import (
    Manner,
    describes,
    is_answered,
    is_opinion,
    manner_of,
    tells_figure,
)
from briefgen.analysis.phrases import subject_of
from briefgen.analysis.reading import Reader, Reading, under_no_lead
from briefgen.analysis.short_names import ShortNames
from briefgen.analysis.signed import is_signed
from briefgen.analysis.stand_ins import stand_in_edits
from briefgen.analysis.standing import is_loose, is_self_contained, standing
from briefgen.analysis.stretch import stretches, subjects_at
from briefgen.analysis.titles import Titles
from briefgen.analysis.traits import Place, content_words, measure
from briefgen.model.analysis import Claim, Sentence, Standing
from briefgen.model.dossier import Edit
from briefgen.salience.order import is_ordered, is_record
from briefgen.text.edits import apply_edits
from briefgen.text.statable import can_be_stated

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from briefgen.analysis.introductions import Named
    from briefgen.analysis.people import People, PersonMention
    from briefgen.analysis.pipeline import Parsed, ParsedParagraph
    from briefgen.analysis.quotes import Attributed, Marked
    from briefgen.analysis.speakers import SpeakerFinder
    from briefgen.analysis.stretch import Stretch


_FIRST_FEW = 3  # sentences among which the lead is looked for
_MOSTLY_QUOTED = 0.5
_OPENING = 400  # characters: the lead and a sentence or two
_LONGEST_LEAD = 60  # words
_FEWEST_OF_NEWS = 4  # sentences, of which the first is a lead


class SentenceReader:
    """Makes the sentences of one source."""

    def __init__(
        self, parsed: Parsed, marks: list[Marked], people: People, finder: SpeakerFinder
    ) -> None:
        self._parsed = parsed
        self._text = parsed.source.text
        self._finder = finder
        self._background = Background(parsed, people)
        self._naming = Naming(finder, people, self._background)
        self._titles = Titles(people, self._background)
        self._introductions = Introductions(parsed, people)
        self._short_names = ShortNames(parsed)
        self._acquaintance = Acquaintance(people, self._background.title_words)
        self._turns: list[Marked] = []
        self._manner = Manner()
        self._reader = Reader(self._manner, opens_with_lead=False)
        self._opens_with_lead = False  # whether what stands first is the main thing, as in news
        self._torn: set[int] = set()
        self._advised: frozenset[int] = frozenset()
        self._opening_ends = 0
        self._marks: dict[int, list[Marked]] = {}
        for mark in marks:
            self._marks.setdefault(mark.paragraph, []).append(mark)

    def sentences(self, quotes: Sequence[Attributed]) -> list[Sentence]:
        """The sentences in order; ``quotes`` tell which of them are claims."""
        # A turn of a transcript has no marks, and is its speaker's all the same.
        self._turns = [q.mark for q in quotes if q.rule == "turn"]
        title = self._parsed.source.title
        found = [
            stretch
            for paragraph in self._parsed.paragraphs
            for stretch in stretches(paragraph, self._text, self._marks.get(paragraph.number, []))
        ]
        changes = changes_start(self._text)
        furniture = [
            s.start >= changes
            or is_credited(self._text, s.paragraph.end)
            or is_question_or_answer(self._text, s.paragraph.start)
            # What a text without a title is called by is no headline, and stands in it as its lead.
            or is_furniture(s, title if n or not s.words.rstrip("\"”’'").endswith(".") else "")
            for n, s in enumerate(found)
        ]
        self._manner = manner_of(
            [s for s, furnishes in zip(found, furniture, strict=True) if not furnishes],
            record=is_record(self._parsed.source),
            signed=is_signed(self._text),
        )
        told = [s for s, furnishes in zip(found, furniture, strict=True) if not furnishes]
        self._opens_with_lead = (
            len(told) >= _FEWEST_OF_NEWS
            and not self._manner.record
            and is_ordered(self._parsed.source)
            and not self._parsed.source.media_type.startswith("message/")
        )
        self._reader = Reader(self._manner, opens_with_lead=self._opens_with_lead)
        self._torn = {found[n].start for n in torn(found) | captioned(found) if 0 <= n < len(found)}
        self._opening_ends = (told[0].start if told else 0) + _OPENING
        lead = self._lead_among(found, furniture, quotes)
        furniture[:lead] = [True] * lead  # what only leads up to it
        self._advised = advised(found)
        out: list[Sentence] = []
        before, main = frozenset[str](), self._background.title_words
        for position, (stretch, furnishes) in enumerate(zip(found, furniture, strict=True)):
            leads = position == lead and not furnishes
            place = replace(_place_of(found, position, leads=leads), before=before, main=main)
            out.append(self._sentence(stretch, place, quotes, boilerplate=furnishes))
            before = content_words(stretch)
            main = main | before if place.leads else main
            self._learn(stretch, out[-1], leads=place.leads)
        if not self._opens_with_lead or any(s.leads for s in out):
            return out
        return under_no_lead(out, self._manner)

    def _lead_among(
        self, found: Sequence[Stretch], furniture: Sequence[bool], quotes: Sequence[Attributed]
    ) -> int:
        """The place of the sentence that tells the main thing: the first one that is no furniture,
        or, where that cannot be told, one of the next two that beyond doubt tells it."""
        told = [n for n, furnishes in enumerate(furniture) if not furnishes][:_FIRST_FEW]
        if not told or not self._opens_with_lead:
            return told[0] if told else 0
        for n in told:
            late = n != told[0]
            if late and found[n].start > found[told[0]].start + _OPENING:
                break
            place = replace(_place_of(found, n, leads=True), main=self._background.title_words)
            row = self._sentence(found[n], replace(place, late=late), quotes, boilerplate=False)
            if row.leads:
                return n
        return told[0]

    def _learn(self, stretch: Stretch, row: Sentence, *, leads: bool) -> None:
        """Remember what a sentence tells, for those behind it."""
        plain = row.standalone and not row.loose and row.quoted < _MOSTLY_QUOTED
        self._background.learn(stretch, plain=plain)
        if plain:
            rows = self._introductions.strangers(stretch, row.edits, row.introductions)
            strangers = [person for person, _ in rows]
            self._acquaintance.learn(stretch, strangers)
        if leads and row.standalone:  # else no brief prints it
            self._background.learn_lead(stretch)
        if stretch.start < self._opening_ends and (plain or leads):
            self._acquaintance.learn_opening(stretch)

    def _sentence(
        self,
        stretch: Stretch,
        place: Place,
        quotes: Sequence[Attributed],
        *,
        boilerplate: bool,
    ) -> Sentence:
        start, end, words = stretch.start, stretch.end, stretch.words
        if start in self._advised:
            return self._advice(stretch, place)
        quoted = 1.0 if self._is_turn(start, end) else quoted_share(stretch)
        edits, stands = ((), Standing.LEANS) if boilerplate else self._edits(stretch, place)
        leans = stands is Standing.LEANS
        introductions = () if leans else self._introductions.of(stretch, edits)
        traits = (
            {} if boilerplate else measure(stretch, edits, place, self._manner, self._background)
        )
        reads = self._reader.read(stretch, stands, place, edits, traits)
        strangers: list[Named] = []
        if not (boilerplate or place.leads):
            if not self._manner.record:
                strangers = list(self._introductions.strangers(stretch, edits, introductions))
            reads = self._placed(stretch, reads, strangers)
        statement = apply_edits(self._text, start, end, edits)
        leads = reads.leads and not (self._manner.record or leans or _is_too_long(words, edits))
        return Sentence(
            start=start,
            end=end,
            paragraph=stretch.paragraph.number,
            position=place.position,
            names=names_in(stretch),
            statement=statement,
            edits=edits,
            introductions=introductions,
            claim=claim_in(quotes, start, end) or self._main_clause_claim(stretch),
            hedges=hedges_in(words),
            tense=tense_of(words),
            standalone=not leans,
            loose=reads.loose,
            doubt=round(reads.doubt, 3),
            leads=leads and can_be_stated(statement, quoted),
            rests_on=reads.rests_on,
            strangers=()
            if place.leads or boilerplate
            else self._in_passing(stretch, edits, strangers),
            traits=traits,
            boilerplate=boilerplate,
            quoted=quoted,
        )

    def _advice(self, stretch: Stretch, place: Place) -> Sentence:
        """An entry of a list of recommendations, which is told whole or not at all."""
        front, _, _ = self._front(stretch)
        numbers = tuple(edit for edit in front if edit.reason == "numbering")
        return Sentence(
            start=stretch.start,
            end=stretch.end,
            paragraph=stretch.paragraph.number,
            position=place.position,
            names=names_in(stretch),
            statement=apply_edits(self._text, stretch.start, stretch.end, numbers),
            edits=numbers,
            claim=None,
            hedges=hedges_in(stretch.words),
            tense=tense_of(stretch.words),
            standalone=False,
            advises=True,
            boilerplate=False,
            quoted=0.0,
        )

    def _placed(self, stretch: Stretch, reads: Reading, strangers: Sequence[Named]) -> Reading:
        """The same, with the sentence that a brief tells first; loose where it would have to tell
        two, or one that it cannot print."""
        if reads.loose:
            return reads
        news = self._manner.narrates
        places, lost = self._background.under(stretch)
        if news and stretch.start >= self._opening_ends:  # lists of those present introduce nobody
            met, strange = self._acquaintance.under([person for person, _ in strangers])
            places, lost = places | met, lost or strange
        if not self._manner.record and (lost or len(places) > 1):
            least = DOUBT_OF_LOOSE if news else DOUBT_OF_SHORT
            return Reading(loose=True, doubt=max(reads.doubt, least))
        return replace(reads, rests_on=min(places, default=None))

    def _in_passing(
        self, stretch: Stretch, edits: Sequence[Edit], strangers: Sequence[Named]
    ) -> tuple[str, ...]:
        """Those of the ``strangers`` whom a sentence names as somebody who is known: in brackets,
        by a surname or again; and what it calls for short that is nobody known to us. In the
        opening not those whom it tells of, since the lead spoke of them; but whoever speaks is
        introduced everywhere."""
        subjects = subjects_at(stretch)
        told = subjects if stretch.start < self._opening_ends else ()
        speaks = _reports(stretch)

        def is_at(place: Edit | PersonMention, starts: Iterable[int]) -> bool:
            return any(place.start <= at < max(place.end, place.start + 1) for at in starts)

        named = (
            person.name
            for person, place in strangers
            if (speaks and is_at(place, subjects))
            or (
                not is_at(place, told)
                and not (person.mentions[0] == place and len(person.mentions[0].words) > 1)
                and (self._manner.narrates or _is_short(place))
            )
        )
        short = (
            name
            for name, at in self._short_names.used_in(stretch)
            if at not in told
            and not self._background.is_person(at, at + len(name))
            and not any(edit.start <= at < edit.end for edit in edits)
        )
        return tuple(dict.fromkeys((*named, *short)))

    def _is_turn(self, start: int, end: int) -> bool:
        """Whether most of a sentence is spoken in a turn of a transcript."""
        return any(2 * (min(end, t.end) - max(start, t.start)) > end - start for t in self._turns)

    def _main_clause_claim(self, stretch: Stretch) -> Claim | None:
        """ "X warned of …", "X promised …": reporting verbs without a clause of their own."""
        root = stretch.root
        if root is None or root.lemma_.lower() not in lexicon.cue_verbs() or root.pos_ != "VERB":
            return None
        if root.lemma_.lower() in lexicon.words("quotes/cues.toml", "strikes"):
            return None
        subject = subject_of(root)
        if subject is None:
            return None
        speaker = self._finder.speaker(stretch.paragraph, subject)
        return Claim(attribution=speaker.name, cue=root.text) if speaker.certain else None

    def _edits(self, stretch: Stretch, place: Place) -> tuple[tuple[Edit, ...], Standing]:
        """The edits that let a sentence stand alone, and how it then reads."""
        front, begin, labelled = self._front(stretch)
        instead = stand_in_edits(stretch, begin)
        begin = instead[0].end if instead else begin
        cuts = [*instead, *clause_cuts(stretch)]
        kept = stretch.without([(cut.start, cut.end) for cut in cuts])
        pronoun, certain = self._naming.pronoun_edit(kept, begin)
        titles = self._titles.edits(kept)
        also = also_edit(kept, begin)
        dates = date_edits(kept, begin, self._parsed.source.published)
        edits = [
            *front,
            *cuts,
            *([pronoun] if pronoun else []),
            *self._naming.surname_edits(kept),
            *titles,
            *dates,
            *([also] if also else []),
            *inside_edits(kept, begin),
            *issue_edits(kept, self._parsed.source),
        ]
        if (front or instead) and not any(e.start == begin for e in edits[len(front) :]):
            capital = capital_edit(self._text, begin)
            edits += [capital] if capital else []
        counted = is_one_of_counted(kept, place.before)
        if labelled or counted or not self._is_whole(stretch, kept, begin):
            return without_overlaps(edits), Standing.LEANS
        named = [e.start for e in edits if e.reason == "name"]
        plain = _made_plain(stretch.paragraph, titles)
        stands = standing(kept, begin, self._background, plain, leads=place.leads)
        if not certain or stands is Standing.LEANS:
            # What a lead points at stands in it, if anywhere: nothing was told before.
            if not (place.leads and self._opens_with_lead and is_self_contained(kept)):
                return without_overlaps(edits), Standing.LEANS
            stands = Standing.LOOSE
        doubtful = is_in_doubt(kept, self._parsed.source.published)
        doubtful = doubtful or (not dates and floats(stretch.words))
        # What was told before was of the same kind: "Falk also runs the ferry that was lost".
        added = also is not None and self._manner.narrates
        doubtful = doubtful or (added and not is_answered(kept))
        if doubtful or is_loose(kept, named, self._background):
            stands = max(stands, Standing.LOOSE)
        return without_overlaps(edits), max(stands, self._in_news(kept, named, place))

    def _is_whole(self, stretch: Stretch, kept: Stretch, begin: int) -> bool:
        """Whether a sentence is one, and no rumour or opinion."""
        listed = stretch.paragraph.number in self._background.listed
        return not (
            stretch.start in self._torn
            or is_fragment(stretch, listed=listed)
            or is_parted(stretch.words[begin - stretch.start :].lstrip())
            or is_rumoured(kept)
            or is_opinion(kept, begin, self._manner)
            or self._naming.is_anybodys(kept)
        )

    def _in_news(self, kept: Stretch, named: Collection[int], place: Place) -> Standing:
        """How a sentence reads alone for what it names, and as a sentence of news."""
        stands = Standing.ALONE
        if self._naming.is_half_named(kept, named):
            stands = Standing.HALF_NAMED
        if self._manner.narrates and not tells_figure(kept):
            if not named and not any(t.pos_ == "PROPN" for t in kept.own):
                # "Police released a picture of the suspect"
                return Standing.LOOSE if place.leads and self._opens_with_lead else Standing.LEANS
            if not is_answered(kept):
                return Standing.LOOSE
        return Standing.LOOSE if self._manner.narrates and describes(kept) else stands

    def _front(self, stretch: Stretch) -> tuple[list[Edit], int, bool]:
        """What goes in front of a sentence, where the rest starts, and whether a label stays."""
        out: list[Edit] = []
        begin = stretch.start
        numbering = number_edit(self._text, begin, stretch.end)
        if numbering:
            out.append(numbering)
            begin = numbering.end
        label, labelled = label_edit(self._text, begin, stretch.end)
        if label:
            out.append(label)
            begin = label.end
        lead = lead_edit(self._text, begin, stretch.end)
        if lead:
            out.append(lead)
            begin = lead.end
        return out, begin, labelled


def _place_of(found: Sequence[Stretch], position: int, *, leads: bool) -> Place:
    """The place of a sentence, without what was told before it."""
    follows = found[position + 1].words.split()[:1] if position + 1 < len(found) else [""]
    return Place(
        position,
        leads=leads,
        opens=found[position].start == found[position].paragraph.start,
        follows=follows[0].lower() if follows else "",
    )


def _is_short(place: Edit | PersonMention) -> bool:
    """Whether a sentence names somebody by one word alone."""
    return not isinstance(place, Edit) and len(place.words) == 1


def _is_too_long(words: str, edits: Sequence[Edit]) -> bool:
    """Whether a lead is so long, less what is cut, that no brief has room for it."""
    cut = sum(e.end - e.start for e in edits if not e.replacement)
    return len(words.split()) * (1 - cut / len(words)) > _LONGEST_LEAD


def _made_plain(paragraph: ParsedParagraph, titles: Sequence[Edit]) -> list[int]:
    """Where the nouns start that an edit has made plain."""
    tokens = (paragraph.token_at(edit.end - 1) for edit in titles)
    return [paragraph.at(token) for token in tokens if token is not None]


def _reports(stretch: Stretch) -> bool:
    """Whether the main verb says that somebody speaks."""
    return stretch.root is not None and stretch.root.lemma_.lower() in lexicon.cue_verbs()
