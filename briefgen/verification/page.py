"""A printed brief held against its sources: each line in turn, by what it is."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from briefgen.model.printed import LineKind
from briefgen.verification.claims import Claims
from briefgen.verification.evidence import Evidence, Place
from briefgen.verification.forms import (
    CLOSING,
    check_form,
    is_furniture,
    is_story_credit,
    story_credit,
)
from briefgen.verification.happenings import beside_event
from briefgen.verification.headings import check_heading
from briefgen.verification.lexicon import phrases
from briefgen.verification.owned import is_filled_in
from briefgen.verification.parts import parts_of
from briefgen.verification.people import People, bare_name
from briefgen.verification.quotations import quotations_in
from briefgen.verification.references import check_cited, check_entry, entries_of
from briefgen.verification.series import Changed, changed, figure_before, gone
from briefgen.verification.speakers import Speakers
from briefgen.verification.standing_text import (
    check_scale,
    check_standing,
    is_scale,
    is_signed,
    without_placeholders,
)
from briefgen.verification.tables import Tables, columns_of
from briefgen.verification.verdicts import OWN, Checked, Finding, Verdict, lost, together
from briefgen.verification.wording import keys_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.brief import SpeakerItem
    from briefgen.model.dossier import Dossier
    from briefgen.model.manifest import Manifest
    from briefgen.model.printed import PrintedBrief, PrintedLine
    from briefgen.verification.claims import Claim
    from briefgen.verification.parts import Parts
    from briefgen.verification.references import Entry

_DIFFER = re.compile(
    r"^(?:Sources differ(?: on (?P<topic>[^\[\]]+?))?"
    r"|Figures(?: for (?P<counted>[^\[\]]+?))? differ, one may be newer): ?"
)
_NEXT_SIDE = re.compile(r"(?<=\]); (?=\S)|(?<=\)); (?=\S)")
_LOCATOR = re.compile(r"\[(\d+)\]\D{0,12}?(\d+)")
_LONGEST = 6000  # characters; what is longer is no paragraph, and could take minutes
_MOST_EMPTY = 2  # cells of a row
_LABEL_WORDS = 5  # of a line whose value is still to be written: "Decision needed by"
_ENDS_LIST = re.compile(
    r"Prepared (?:with|by)\b|Cleared by\b|Contact\b|Based on \d+ sources?\b|Grades are those of"
)
_BYLINE = re.compile(r"\s*[—–―]\s*(?=\w)(.+)")
_AROUND = re.compile(r"[\s—–\-,.;:]*")


def verify_printed(
    brief: PrintedBrief,
    dossier: Dossier,
    speakers: Sequence[SpeakerItem] = (),
    earlier: Manifest | None = None,
) -> list[Checked]:
    """Every line of ``brief`` that says something, held against the sources of ``dossier``, which
    is what analysis found in them; ``speakers`` are all whom they quote, ``earlier`` is the report
    that it says what has changed since. Headings and other
    furniture are left out where nothing is wrong with them."""
    return _Page(brief, Evidence(dossier, speakers), earlier).check()


class _Page:
    """One brief while it is read from top to bottom."""

    def __init__(
        self, brief: PrintedBrief, evidence: Evidence, earlier: Manifest | None = None
    ) -> None:
        self._earlier = earlier
        self._lines = brief.lines
        self._evidence = evidence
        self._people = People(evidence)
        self._entries = self._listed(brief)
        self._numbers = {e.number: e.source for e in self._entries.values()}
        if not self._numbers:
            by_hash = {s.sha256: s.id for s in evidence.sources.values()}
            self._numbers = {hint.number: by_hash.get(hint.sha256) for hint in brief.hints}
        self._speakers = Speakers(evidence, self._people)
        self._tables = Tables(evidence, self._people)
        self._claims = Claims(evidence, self._people, self._speakers, brief.hints)
        self._found: dict[int, set[int]] = defaultdict(set)  # paragraphs by number of the source
        self._columns: tuple[str, ...] = ()
        self._head: tuple[str, ...] = ()
        self._above = ""  # the line in front of a table, which may say whose it is
        # What the line before was: words of somebody, whose byline may follow; a statement, whose
        # outlet may follow.
        self._spoken: Sequence[Place] | None = None
        self._stated: Sequence[Place] | None = None

    def check(self) -> list[Checked]:
        out: list[Checked] = []
        for n, line in enumerate(self._lines, start=1):
            if line.text in self._entries:
                continue  # once all that cites it is known
            kind, finding = self._line(line)
            if finding.verdict is Verdict.OWN and not finding.detail and is_furniture(line):
                continue
            out.append(_checked(n, kind, line, finding))
        told: set[int] = set()
        for n, line in enumerate(self._lines, start=1):
            entry = self._entries.get(line.text)
            if entry is not None and entry.number not in told:
                told.add(entry.number)
                out.append(_checked(n, "source", line, self._entry(entry)))
        return sorted(out, key=lambda one: int(one.id))

    def _listed(self, brief: PrintedBrief) -> dict[str, Entry]:
        """The entries of the list of sources, by line."""
        lines: list[str] = []
        within = False
        for line in brief.lines:
            if line.text.strip(" :").casefold() in phrases("lists"):
                within = True
            elif (
                line.kind is LineKind.HEADING
                or line.text.startswith(CLOSING)
                or _ENDS_LIST.match(line.text)
            ):
                within = False
            elif within:
                lines.append(line.text)
        return entries_of(lines, self._evidence, brief.hints)

    def _entry(self, entry: Entry) -> Finding:
        return together(
            check_entry(entry, self._evidence, self._numbers),
            check_cited(entry, self._found[entry.number], self._evidence),
        )

    # --- lines -----------------------------------------------------------------------------

    def _line(self, line: PrintedLine) -> tuple[str, Finding]:
        spoken, stated = self._spoken, self._stated
        self._spoken = self._stated = None
        if len(line.text) > _LONGEST:
            return "line", lost("is too long to be checked; part it into paragraphs")
        match line.kind:
            case LineKind.HEADING:
                self._stated = self._titled(line.text)
                return "heading", check_heading(line.text, self._evidence, self._claims)
            case LineKind.HEAD_ROW:
                self._columns, self._head = columns_of(line.cells), tuple(line.cells)
                return "line", OWN
            case LineKind.ROW:
                return self._row(line)
        text = without_placeholders(line.text)
        if text != line.text and len(text.split()) <= _LABEL_WORDS:
            return "line", OWN
        self._above = line.text
        parts = parts_of(text)
        cites = bool(parts.numbers)
        if spoken is not None and self._speakers.is_byline(parts.words, cites=cites):
            return "speaker", self._byline(parts, spoken)
        if stated and not parts.numbers and is_story_credit(parts.words):
            return "outlet", story_credit(parts.words, stated, self._evidence)
        if _DIFFER.match(parts.words) and parts.numbers:
            return "conflict", self._conflict(line.text)
        change = changed(line.text)
        if lapsed := self._changed(change) if change else gone(line.text, self._earlier):
            return "change", lapsed
        if said := self._said(parts):
            return "quote", said
        form = check_form(parts.words, self._evidence, len(self._entries))
        form = form or check_standing(parts.words, self._evidence)
        if form is not None:
            return "line", form
        if is_filled_in(parts.words) and not (cites or quotations_in(parts.words)):
            return "line", OWN
        return self._statement(text)

    def _titled(self, text: str) -> Sequence[Place] | None:
        """The beginnings of the sources that have ``text`` as their title."""
        named = [s.id for s in self._evidence.sources.values() if keys_of(s.title) == keys_of(text)]
        return [Place(source, 0, 1) for source in named] or None

    def _statement(self, text: str) -> tuple[str, Finding]:
        parts = parts_of(text, within=False)
        claim = self._claims.check(parts, self._cited(parts))
        if claim.finding.failed and parts_of(text).numbers != parts.numbers:
            parts = parts_of(text)
            claim = self._claims.check(parts, self._cited(parts))
        self._stated = claim.places or self._stated
        # Of a fragment the sentence around it is printed, and its speaker in the next line.
        self._spoken = claim.places if quotations_in(parts.words) and claim.places else None
        self._note(parts, claim.spots)
        beside = self._claims.beside(parts, claim) if claim.places else None
        return claim.kind, together(claim.finding, beside, self._cites(parts, claim.sources))

    def _quote(self, parts: Parts) -> Finding:
        ((_, _, words),) = quotations_in(parts.words)
        finding, places = self._claims.quotation(words, self._cited(parts), whole=True)
        self._spoken = places
        self._note(parts, [(p.source, self._evidence.extent(p)[0]) for p in places])
        return together(finding, self._cites(parts, {p.source for p in places}))

    def _said(self, parts: Parts) -> Finding | None:
        """A line that is a quotation alone, or one with who said it behind a dash; None for any
        other."""
        if _is_quote_alone(parts.words):
            return self._quote(parts)
        quote, byline = _attributed(parts.words)
        if not byline or not self._speakers.is_byline(f"— {byline}", cites=False):
            return None
        said = self._quote(replace(parts, words=quote))
        places, self._spoken = self._spoken, None
        if said.failed or not places:
            return said
        return together(said, self._byline(replace(parts, words=byline), places))

    def _byline(self, parts: Parts, places: Sequence[Place]) -> Finding:
        cited = self._cited(parts)
        near = [p for p in places if p.source in cited] or list(places)
        self._note(parts, [(p.source, self._evidence.extent(p)[0]) for p in places])
        return together(
            self._speakers.byline(parts.words, near),
            self._cites(parts, {p.source for p in places}),
        )

    def _conflict(self, text: str) -> Finding:
        findings = []
        opened = _DIFFER.match(text)
        topic = (opened["topic"] or opened["counted"] or "") if opened else ""
        for side in _NEXT_SIDE.split(_DIFFER.sub("", text).rstrip(". ")):
            parts = parts_of(side)
            finding, places = self._tables.side(parts.words, self._cited(parts), topic)
            self._note(parts, [(p.source, self._evidence.extent(p)[0]) for p in places])
            findings.append(together(finding, self._cites(parts, set())))
        return together(*findings)

    def _changed(self, change: Changed) -> Finding:
        """A figure as a source has it now, and as the earlier report had it."""
        parts = parts_of(change.now)
        finding, places = self._tables.side(parts.words, self._cited(parts))
        self._note(parts, [(p.source, self._evidence.extent(p)[0]) for p in places])
        return together(finding, figure_before(change, self._earlier), self._cites(parts, set()))

    def _row(self, line: PrintedLine) -> tuple[str, Finding]:
        """A row of a table. A PDF tells of no empty cells: where cells are too few, the columns
        are those that make it right, if any do."""
        if is_signed(self._head):
            return "row", OWN
        if is_scale(self._head):
            return "row", check_scale(self._head, line.cells)
        spare = max(0, len(self._columns) - len(line.cells))
        ways = combinations(range(len(self._columns)), spare if spare <= _MOST_EMPTY else 0)
        found: list[tuple[str, Finding]] = []
        for empty in ways:
            columns = [name for n, name in enumerate(self._columns) if n not in empty]
            kind, finding = self._cells(line, dict(zip(columns, line.cells, strict=False)))
            found.append((kind, finding))
        # Without the right one of its cells a row is of no kind, which proves nothing.
        found = [one for one in found if one[0] != "row"] or found
        return next((one for one in found if not one[1].failed), found[0])

    def _cells(self, line: PrintedLine, cells: dict[str, str]) -> tuple[str, Finding]:
        row = {name: cell for name, cell in cells.items() if name}
        parts = parts_of(line.text)
        if "amount" in row and ("counts" in row or "counts" in self._columns):
            finding, places = self._tables.figure_row(row, self._cited(parts))
            self._note(parts, [(p.source, self._evidence.extent(p)[0]) for p in places])
            return "figure", together(finding, self._cites(parts, set()))
        if "speaker" in row and ("quotes" in row or "outlets" in row):
            checked = self._tables.speaker_row(row, self._cited(parts))
            return "speaker", together(checked, self._cites(parts, set()))
        if "role" in row and "who" in row and "speaker" not in row:
            finding = self._tables.role_row(row, self._cited(parts), self._above)
            self._note(parts, self._tables.role_spots(row, self._above))
            return "role", together(finding, self._cites(parts, set()))
        if "event" in row and "when" in row:
            return "event", self._event(row, parts)
        if "speaker" in row and "role" in row:
            self._note(parts, self._tables.role_spots(row, row["speaker"]))
            return "speaker", together(
                self._tables.person_row(row), self._cites(parts, self._naming(row["speaker"]))
            )
        bare = [parts_of(without_placeholders(cell)).words for cell in line.cells]
        found = [self._claims.own(words) for words in bare]
        for _, _, words in quotations_in(parts.words):
            found.append(self._claims.quotation(words, self._cited(parts), whole=False)[0])
        return "row", together(*found, self._cites(parts, set()))

    def _event(self, row: dict[str, str], parts: Parts) -> Finding:
        """A row of a chronology: the statement, its date, who is in it, and where it stands."""
        if silence := check_form(parts_of(row["event"]).words, self._evidence, 0):
            return silence
        told = parts_of(row["event"], within=False)
        claim = self._claims.check(told, self._cited(parts))
        self._note(parts, claim.spots)
        beside = (
            ()
            if claim.finding.failed
            else beside_event(
                row["when"], row.get("involved", ""), claim, self._people, self._evidence
            )
        )
        return together(
            claim.finding,
            *beside,
            self._claims.beside(told, claim),
            self._located(row.get("source", ""), claim),
            self._cites(parts, claim.sources),
        )

    def _located(self, printed: str, claim: Claim) -> Finding | None:
        """Whether each paragraph that a row names is one in which the source says it."""
        for number, paragraph in _LOCATOR.findall(printed):
            source = self._numbers.get(int(number))
            known = {self._evidence.paragraph(s, at) for s, at in claim.spots if s == source}
            if source is not None and known and int(paragraph) not in known:
                right = " or ".join(map(str, sorted(known)))
                return lost(f"paragraph {paragraph} of [{number}] where it is paragraph {right}")
        return None

    def _naming(self, name: str) -> set[str]:
        """The sources that name somebody, in whatever spelling."""
        spelt = {bare_name(name)}
        for entity in self._evidence.dossier.entities:
            if name in (entity.name, *entity.aliases):
                spelt |= {bare_name(alias) for alias in entity.aliases}
        sources = self._evidence.sources.values()
        return {s.id for s in sources if any(surname in s.text for surname in spelt)}

    # --- citations -------------------------------------------------------------------------

    def _cited(self, parts: Parts) -> list[str]:
        """The sources that a line cites, of those that were given."""
        return [s for n in parts.numbers if (s := self._numbers.get(n)) is not None]

    def _note(self, parts: Parts, spots: Sequence[tuple[str, int]]) -> None:
        """Remember in which paragraphs of the sources cited a line was found."""
        for number in parts.numbers:
            for source, offset in spots:
                if self._numbers.get(number) == source:
                    self._found[number].add(self._evidence.paragraph(source, offset))

    def _cites(self, parts: Parts, sources: set[str] | frozenset[str]) -> Finding | None:
        """Whether each source cited was given, and is one that says it."""
        origins = {self._evidence.origin(source) for source in sources}
        for number in parts.numbers if self._numbers else ():
            if number not in self._numbers:
                return lost(f"[{number}] is not in the list of sources")
            source = self._numbers[number]
            if source is None:
                return lost(f"[{number}] was not given as a source")
            if sources and self._evidence.origin(source) not in origins:
                right = self._evidence.all_called(sorted(sources))
                return lost(f"[{number}] does not say it; it stands in {right}")
        return None


def _is_quote_alone(words: str) -> bool:
    """Whether a line is one quotation and nothing else."""
    quoted = quotations_in(words)
    if len(quoted) != 1:
        return False
    start, end, _ = quoted[0]
    return bool(_AROUND.fullmatch(words[:start]) and _AROUND.fullmatch(words[end:]))


def _attributed(words: str) -> tuple[str, str]:
    """The quotation with which a line opens, and what stands behind it and a dash; nothing where
    no name may stand there."""
    quoted = quotations_in(words)
    if len(quoted) != 1 or not _AROUND.fullmatch(words[: quoted[0][0]]):
        return words, ""
    _, end, _ = quoted[0]
    byline = _BYLINE.match(words, end)
    return words[:end], byline[1] if byline and byline[1][0].isupper() else ""


def _checked(n: int, kind: str, line: PrintedLine, finding: Finding) -> Checked:
    return Checked(str(n), kind, line.text, finding.verdict, finding.detail, finding.nearest)
