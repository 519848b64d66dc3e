"""Who said quoted words: the name, role, outlet and date printed beside them, held against their
place in the source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.dossier import QuoteKind
from briefgen.verification.calendar import dates_in, in_words
from briefgen.verification.quotations import is_quoted, said_at
from briefgen.verification.verdicts import OWN, VERBATIM, Finding, lost, together
from briefgen.verification.wording import Wording, is_word, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.verification.evidence import Evidence, Place
    from briefgen.verification.people import People

_DASH = re.compile(r"^[\s—–-]+")
_NAME = re.compile(r"[A-ZÀ-Þ][\w.’'-]*(?: (?:[a-z]{1,3}|[A-ZÀ-Þ][\w.’'-]*)){0,5}")
_BEHIND = re.compile(r"^(?P<who>[^()]*(?:\([^()]*\)[^()]*)*?) \((?P<where>.+)\)$")
_SAID = re.compile(r"; said [“\"](?P<when>[^”\"]+)[”\"]")
_GIVEN = "the source gives it to"
_SURE = 0.6  # confidence from which on what analysis says of a speaker is believed
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")
_DESCRIBED = re.compile(r"\b(?:spokes\w+|source|official|resident|witness)\b", re.IGNORECASE)
_LONGEST = 30  # words of a byline
_FEW = 14  # words of one without a name that is known


class Speakers:
    """Checks who is said to have said it."""

    def __init__(self, evidence: Evidence, people: People) -> None:
        self._evidence = evidence
        self._people = people

    def is_byline(self, text: str, *, cites: bool) -> bool:
        """Whether a line behind a quote tells who said it: behind a dash, with a date, opening with
        a name, or a few words that cite a source. ``text`` is without its citations."""
        plain = _in_a_row(_DASH.sub("", text).rstrip())
        count = len(plain.split())
        if count > _LONGEST or _SENTENCE_END.search(plain):
            return False
        if _DASH.match(text) or any(day.end == len(plain) for day in dates_in(plain)):
            return True
        first, comma, _ = plain.partition(",")
        named = 0 in {at for at, _ in self._people.named_in(first)}
        return named or bool(comma and _NAME.fullmatch(first)) or (cites and count <= _FEW)

    def byline(self, text: str, places: Sequence[Place]) -> Finding:
        """A line "Name, role (outlet, date)", or these in a row, below words that stand at
        ``places``."""
        when = _SAID.search(text)
        plain = _in_a_row(_DASH.sub("", _SAID.sub("", text)).strip())
        day = next((d for d in dates_in(plain) if d.end >= len(plain.rstrip(" .")) - 1), None)
        words = plain[: day.start].rstrip(" ,") if day else plain
        name, _, rest = words.partition(",")
        name, rest = self._whole_name(name.strip(), rest.strip(), places)
        rest, outlet = self._outlet(rest, places)
        verdicts = [
            self.said(name, places),
            self._roles(name, rest) if rest else None,
            outlet,
        ]
        if when and not self._is_told(when["when"], places):
            verdicts.append(lost(f'"{when["when"]}" stands in no paragraph with these words'))
        if day:
            dates = {self._evidence.sources[p.source].published for p in places}
            if places and day.day not in dates:
                stated = " or ".join(in_words(d) or "no date" for d in sorted(dates, key=str))
                written = plain[day.start : day.end]
                verdicts.append(lost(f'"{written}" where the source has {stated}'))
        return together(*verdicts)

    def _is_told(self, when: str, places: Sequence[Place]) -> bool:
        """Whether a source says ``when`` in the paragraph of words that stand at ``places``."""
        for place in places:
            text = self._evidence.sources[place.source].text
            start, end = self._evidence.extent(place)
            first, last = text.rfind("\n\n", 0, start), text.find("\n\n", end)
            if when in text[max(first, 0) : last if last >= 0 else None]:
                return True
        return not places

    def _whole_name(self, name: str, rest: str, places: Sequence[Place]) -> tuple[str, str]:
        """The name with what behind its first comma belongs to it: "Agency, Situation Centre"."""
        whole = f"{name}, {rest}" if rest else name
        for speaker in self._given(places):
            keys, held = keys_of(speaker.casefold()), keys_of(whole.casefold())
            if "," in speaker and held[: len(keys)] == keys:
                return speaker, whole[len(speaker) :].lstrip(" ,")
        return name, rest

    def _outlet(self, rest: str, places: Sequence[Place]) -> tuple[str, Finding | None]:
        """What is behind the name without the outlet at its end, and the finding on that."""
        outlets = {
            keys_of(named): source
            for source in self._evidence.sources
            if (named := self._evidence.outlet(source))
        }
        keys = keys_of(rest)
        held = [o for o in outlets if o and keys[-len(o) :] == o]
        if not held:
            return rest, None
        longest = max(held, key=len)
        cut = len(keys) - len(longest)
        before = Wording(rest).words(0, cut).rstrip(" ,") if cut else ""
        right = {keys_of(self._evidence.outlet(p.source) or "") for p in places}
        if places and longest not in right:
            printed = Wording(rest).words(cut, len(keys))
            return before, lost(
                f'"{printed}" does not carry it; '
                f"it stands in {self._evidence.all_called(p.source for p in places)}"
            )
        return before, VERBATIM

    def within(self, text: str, places: Sequence[Place]) -> Finding | None:
        """The people named in the sentence around a quotation: who said it must be one of them.
        None where it names nobody."""
        named = [person for _, person in self._people.named_in(text)]
        if not named or not places:
            return None
        findings = [self.said(person, places) for person in dict.fromkeys(named)]
        return next((f for f in findings if not f.failed), findings[0])

    def _given(self, places: Iterable[Place]) -> list[str]:
        return [
            quote.speaker.name
            for place in places
            for quote in said_at(place, self._evidence)
            if quote.speaker is not None
        ]

    def said(self, name: str, places: Sequence[Place]) -> Finding:
        """Whether the words at one of ``places`` are those of the person called ``name``."""
        findings = [self._said_there(name, place) for place in places]
        # What names the right one tells more than what only finds the wrong one nowhere near.
        findings.sort(key=lambda f: (f.failed, _GIVEN not in f.detail))
        return findings[0] if findings else OWN

    def _said_there(self, name: str, place: Place) -> Finding:
        near = self._evidence.near(place)
        quotes = [q for q in said_at(place, self._evidence) if q.speaker is not None]
        direct = [q for q in quotes if q.kind is not QuoteKind.INDIRECT]
        given = [(q, q.speaker) for q in direct or quotes if q.speaker is not None]
        for _, speaker in given:
            same = keys_of(name.casefold()) == keys_of(speaker.name.casefold())
            if same or self._people.same(name, speaker.name):
                return VERBATIM
        outlet = self._evidence.outlet(place.source)
        if outlet and keys_of(outlet.casefold()) == keys_of(name.casefold()):
            return VERBATIM
        if not is_quoted(place, self._evidence):
            return lost(f"the source does not quote these words, of {name} or of anybody", near)
        for quote, speaker in given:
            if speaker.certain and quote.confidence >= _SURE:
                return lost(f'"{name}" did not say it: {_GIVEN} {speaker.name}', near)
        if self._stands_near(name, place):
            return VERBATIM
        if given:
            who = given[0][1].name
            return lost(f'"{name}" is not named near it: {_GIVEN} {who}', near)
        return lost(f'"{name}" is not named near these words in the source', near)

    def _stands_near(self, name: str, place: Place) -> bool:
        """Whether a name, or its last word, stands in the paragraph of a place."""
        start, end = self._evidence.extent(place)
        text = self._evidence.sources[place.source].text
        paragraph = text[text.rfind("\n\n", 0, start) + 1 : (text.find("\n\n", end) + 1) or None]
        held = {key.casefold() for key in keys_of(paragraph)}
        last = [key.casefold() for key in keys_of(name) if is_word(key)]
        return bool(last) and (last[-1] in held or bool(_DESCRIBED.search(name)))

    def _roles(self, name: str, rest: str) -> Finding:
        """What is between name and outlet: a role, and nothing that is no role of this person."""
        pieces = rest.split(", ")
        for count in range(len(pieces), 0, -1):
            if not self.role(name, ", ".join(pieces[:count])).failed:
                beyond = ", ".join(pieces[count:])
                return lost(f'"{beyond}" is no outlet of these sources') if beyond else VERBATIM
        return self.role(name, rest)

    def role(self, name: str, role: str) -> Finding:
        """Whether a role is that of the person called ``name``: as analysis found it, or in these
        words in a paragraph that names them."""
        known = self._people.has_role(name, role)
        if known:
            return VERBATIM
        if known is False:
            return lost(f'"{role}" is not the role of {name} in the sources{self._real(name)}')
        surname = [key for key in keys_of(name) if is_word(key)][-1:]
        for paragraph in self._evidence.paragraphs:
            if surname and paragraph.holds(surname) and paragraph.holds(keys_of(role)):
                return VERBATIM
        return lost(f'"{role}" is not beside {name} in any source{self._real(name)}')

    def _real(self, name: str) -> str:
        roles = {
            role
            for person, given in self._people.roles.items()
            if self._people.same(name, person)
            for role in given
        }
        best = min(roles, key=lambda role: (len(role), role), default="")
        return f', which have "{best}"' if best else ""


def _in_a_row(line: str) -> str:
    """A byline with its outlet and date behind a comma, where they stand in brackets."""
    behind = _BEHIND.match(line)
    return f"{behind['who']}, {behind['where']}" if behind else line
