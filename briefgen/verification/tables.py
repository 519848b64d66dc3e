"""Table rows held against the sources: figures and what they count, people and who quotes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.verification.calendar import dates_in, in_words
from briefgen.verification.evidence import Place
from briefgen.verification.verdicts import VERBATIM, Finding, lost, together
from briefgen.verification.wording import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.model.dossier import Figure, StatedRole
    from briefgen.verification.evidence import Evidence
    from briefgen.verification.people import People
    from briefgen.verification.verdicts import Near

Places = tuple[Place, ...]
# The columns of the built-in templates, and what people call them.
_COLUMNS = {
    "figure": "amount",
    "number": "amount",
    "amount": "amount",
    "value": "amount",
    "what it counts": "counts",
    "what": "counts",
    "measure": "counts",
    "according to": "who",
    "as of": "as_of",
    "date and time": "when",
    "event": "event",
    "who": "involved",
    "date": "as_of",
    "source": "source",
    "sources": "source",
    "speaker": "speaker",
    "name": "speaker",
    "role": "role",
    "affiliation": "affiliation",
    "quotes": "quotes",
    "outlets": "outlets",
    "outlet": "outlets",
}
_CITED = re.compile(r"\[\d{1,3}\]")
_SIDE = re.compile(r"^(?P<stated>.+) \((?P<who>.+)\)$")


def columns_of(cells: Sequence[str]) -> tuple[str, ...]:
    """What the columns of a table hold, by their heads; "" for those that are not known."""
    return tuple(_COLUMNS.get(cell.strip().casefold(), "") for cell in cells)


class Tables:
    """Checks figures and people that stand in rows."""

    def __init__(self, evidence: Evidence, people: People) -> None:
        self._evidence = evidence
        self._people = people
        self._figures = list(evidence.dossier.figures)
        self._groups = [{*c.figures, *c.repeats} for c in evidence.dossier.conflicts]

    def figure_row(self, row: Mapping[str, str], cited: Sequence[str]) -> tuple[Finding, Places]:
        """A figure: amount, what it counts, who says so, as of when."""
        amount = _CITED.sub("", row["amount"]).rstrip(" *†")
        counts = _CITED.sub("", row.get("counts", "")).strip()
        found = [
            f
            for f in self._figures
            if _low(amount_of(f)) == _low(amount)
            and _low(counts) in {_low(*called) for called in (*_called(f), *_statings(f))}
        ]
        if not found:
            return self._unlike(amount, counts), ()
        return self._credited(found, row.get("who", ""), row.get("as_of", ""), cited)

    def _credited(
        self, found: Sequence[Figure], who: str, as_of: str, cited: Sequence[str]
    ) -> tuple[Finding, Places]:
        """Who gives a figure, and as of when: of those that are the same, one must be so."""
        verdicts = [
            together(VERBATIM, self._who(figure, who), self._as_of(figure, as_of))
            for figure in found
        ]
        places = tuple(self._place(f) for f in self._same(found))
        elsewhere = [s for s in cited if s not in self._giving(found)]
        best = next((v for v in verdicts if not v.failed), verdicts[0])
        if elsewhere:
            giving = self._evidence.all_called(sorted(self._giving(found)))
            best = together(
                best, lost(f"{self._evidence.called(elsewhere[0])} is cited; it is {giving}")
            )
        return best, places

    def _giving(self, found: Iterable[Figure]) -> set[str]:
        """The sources that give a figure, in their words."""
        return {f.source for f in self._same(found)}

    def _same(self, found: Iterable[Figure]) -> list[Figure]:
        """Figures, and those of their conflicts that give the same value in other words."""
        by_id = {f.id: f for f in self._figures}
        out = {f.id: f for f in found}
        for figure in tuple(out.values()):
            for group in self._groups:
                if figure.id in group:
                    out |= {i: by_id[i] for i in group if by_id[i].value == figure.value}
        return sorted(out.values(), key=lambda f: f.id)

    def _who(self, figure: Figure, printed: str) -> Finding | None:
        if not printed.strip("–—- "):
            return None
        outlet = self._evidence.outlet(figure.source)
        right = figure.attribution or outlet
        if right is None:
            generic = printed.casefold() in {"source", "the source"}
            return None if generic else lost(f'"{printed}" is not who gives it')
        if keys_of(right.casefold()) == keys_of(printed.casefold()):
            return None
        if figure.attribution and self._people.same(printed, figure.attribution):
            return None
        return lost(f'"{printed}" where the source gives it to {right}', self._near(figure))

    def _as_of(self, figure: Figure, printed: str) -> Finding | None:
        if not printed.strip("–—- ") or keys_of(printed) == keys_of(in_words(figure.as_of)):
            return None
        right = in_words(figure.as_of) or "no date"
        return lost(f'"{printed}" where the source has {right}', self._near(figure))

    def _unlike(self, amount: str, counts: str) -> Finding:
        """A figure that no source gives so: with what is like it."""
        same = [f for f in self._figures if _low(counts) in {_low(*c) for c in _called(f)}]
        if same and counts:
            given = " or ".join(dict.fromkeys(f'"{amount_of(f)}"' for f in same))
            return lost(f'"{amount}" where the source has {given}', self._near(same[0]))
        same = [f for f in self._figures if _low(amount_of(f)) == _low(amount)]
        if same:
            near = max(same, key=lambda f: len({*keys_of(f.counts or "")} & {*keys_of(counts)}))
            right = near.label or near.counts
            return lost(f'"{amount}" counts something else: "{right}"', self._near(near))
        return lost(f'"{amount}" for "{counts}" is in no source')

    def side(self, text: str, cited: Sequence[str], topic: str = "") -> tuple[Finding, Places]:
        """One side of a conflict: "3,850 people were evacuated (the agency, 12 March 2026)". Where
        the ``topic`` was said in front, only the amount: "€70 million (the Institute)"."""
        parted = _SIDE.match(text.strip())
        stated, who = (parted["stated"], parted["who"]) if parted else (text.strip(), "")
        day = next((d for d in dates_in(who) if d.end == len(who)), None)
        as_of = who[day.start :] if day else ""
        who = who[: day.start].rstrip(" ,") if day else who
        if topic:
            found = [
                f
                for f in self._figures
                if keys_of(amount_of(f)) == keys_of(stated) and self._is_about(f, topic)
            ]
        else:
            found = [f for f in self._figures if keys_of(stated) in _statings(f)]
        if found:
            return self._credited(found, who, as_of, cited)
        amount, counts = (stated, topic) if topic else _amount_and_counts(stated)
        return self._unlike(amount, counts), ()

    def person_row(self, row: Mapping[str, str]) -> Finding:
        """A person with a role that a source gives."""
        name, role = row["speaker"].strip(), row["role"].strip()
        if not any(self._people.same(name, known) for known in self._people.names):
            return lost(f'"{name}" is nobody in the sources')
        if role and not self._people.has_role(name, role):
            return lost(f'"{role}" is not the role of {name}')
        return VERBATIM

    def role_spots(self, row: Mapping[str, str], name: str) -> list[tuple[str, int]]:
        """Where the sources state the role of a row, of the person ``name``."""
        wanted = keys_of(row["role"].casefold())
        return [
            (role.source, role.start)
            for entity in self._evidence.dossier.entities
            if self._people.same(name.strip(), entity.name)
            for role in entity.roles
            if keys_of(role.text.casefold()) == wanted[: len(keys_of(role.text))]
        ]

    def _is_about(self, figure: Figure, topic: str) -> bool:
        """Whether a figure, or one that it is in conflict with, counts what is named."""
        named = keys_of(topic)
        by_id = {f.id: f for f in self._figures}
        groups = [[by_id[i] for i in group] for group in self._groups if figure.id in group]
        return any(
            called and named in {called, ("the", *called)}
            for other in (figure, *(f for group in groups for f in group))
            for called in _called(other)
        )

    def speaker_row(self, row: Mapping[str, str], cited: Sequence[str] = ()) -> Finding:
        """A person with role, number of quotes and outlets; ``cited`` are sources that stand among
        the outlets by their numbers."""
        name = row["speaker"].strip()
        known = self._evidence.speakers.get(name) or next(
            (s for n, s in self._evidence.speakers.items() if self._people.same(name, n)), None
        )
        if known is None:
            return lost(f'"{name}" is not quoted in any source')
        wrong: list[Finding] = []
        role = row.get("role", "")
        if role and not self._people.has_role(name, role):
            right = f'; the sources have "{known.role}"' if known.role else ""
            wrong.append(lost(f'"{role}" is not the role of {name}{right}'))
        quotes = row.get("quotes", "").strip()
        if quotes and quotes != str(known.quotes):
            wrong.append(lost(f"{quotes} quotes where the sources have {known.quotes}"))
        printed = _CITED.sub("", row.get("outlets", ""))
        outlets = [part.strip() for part in printed.split(";") if part.strip()]
        right_ones = {keys_of(outlet) for outlet in known.outlets}
        strange = [outlet for outlet in outlets if keys_of(outlet) not in right_ones]
        if strange:
            wrong.append(lost(f'"{strange[0]}" does not quote {name}'))
        wrong += [
            lost(f"another source is numbered that does not quote {name}")
            for source in cited
            if not self._quotes(source, known.name)
        ]
        return together(VERBATIM, *wrong)

    def _quotes(self, source: str, name: str) -> bool:
        quotes = self._evidence.quotes.get(source, ())
        return any(quote.speaker and quote.speaker.name == name for quote in quotes)

    def role_row(self, row: Mapping[str, str], cited: Sequence[str], name: str) -> Finding:
        """A role of the person ``name`` (of anybody, where nobody of that name has one): in what
        body, according to whom, as of when."""
        every = [(e, role) for e in self._evidence.dossier.entities for role in e.roles]
        own = [pair for pair in every if keys_of(pair[0].name) == keys_of(name)] or every
        wanted = keys_of(row["role"].casefold())
        stated = [
            role
            for _, role in own
            for held in (role.text, f"{role.text} ({role.affiliation})")
            if keys_of(held.casefold()) == wanted
        ]
        if not stated:
            return lost(f'"{row["role"]}" is not a role that a source states')
        right = [role for role in stated if role.source in cited] or stated
        found = [self._role(role, row) for role in right]
        return next((f for f in found if not f.failed), found[0])

    def _role(self, role: StatedRole, row: Mapping[str, str]) -> Finding:
        source = self._evidence.sources[role.source]
        printed = (
            ("affiliation", role.affiliation or ""),
            ("who", self._evidence.outlet(role.source) or "the source"),
            ("as_of", in_words(source.published)),
        )
        for column, right in printed:
            cell = row.get(column, "").strip("–—- ")
            if cell and keys_of(cell.casefold()) != keys_of(right.casefold()):
                return lost(f'"{cell}" where the source has {right or "nothing"}')
        return VERBATIM

    def _near(self, figure: Figure) -> Near:
        return self._evidence.near(self._place(figure, sentence=True))

    def _place(self, figure: Figure, *, sentence: bool = False) -> Place:
        extent = figure.sentence if sentence else figure
        return self._evidence.place(figure.source, extent.start, extent.end)


def amount_of(figure: Figure) -> str:
    """A figure with its hedge, as a brief prints it."""
    return f"{figure.qualifier} {figure.text}" if figure.qualifier else figure.text


def _low(*words: str) -> tuple[str, ...]:
    """Words as the cells of a table are compared, which have a capital in front."""
    return keys_of(" ".join(words).casefold())


def _called(figure: Figure) -> list[tuple[str, ...]]:
    """What a figure counts, as a phrase for a table and in the order of its sentence."""
    return [keys_of(figure.label or figure.counts or ""), keys_of(figure.counts or "")]


def _statings(figure: Figure) -> list[tuple[str, ...]]:
    amount, counts = amount_of(figure), figure.counts or ""
    return [keys_of(f"{amount} {counts}" if figure.counts_follow else f"{counts}: {amount}")]


def _amount_and_counts(stated: str) -> tuple[str, str]:
    """A printed figure parted again, as well as can be told."""
    head, colon, tail = stated.rpartition(": ")
    if colon:
        return tail, head
    found = re.match(
        r"((?:[a-z]+ ){0,3}?\S*\d[\d.,]*(?: (?:million|billion|thousand))?|\S+) (.*)", stated
    )
    return (found[1], found[2]) if found else (stated, "")
