"""The list of sources that a brief prints, held against the sources that were given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from briefgen.text.clauses import headline_from
from briefgen.text.filenames import shown_name
from briefgen.verification.calendar import DATE, in_words
from briefgen.verification.nearest import changes_between
from briefgen.verification.verdicts import OWN, VERBATIM, Finding, lost, together
from briefgen.verification.wording import is_word, keys_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.model.printed import Hint
    from briefgen.model.source import Source
    from briefgen.verification.evidence import Evidence

_NUMBER = re.compile(r"^\s*(?:\[(\d{1,3})\]|(\d{1,3})[.)])(?:\s*\||)\s*")
_COPY = re.compile(r"\s*(?:Largely the s|S)ame text as \[(\d{1,3})\], counted once\.?")
_GRADE = re.compile(r"\s*Grade ([A-F][1-6])\.")
_CITED = re.compile(r"\s*Cited: paragraphs? ([\d, ]+)\.?\s*$")
_UNCITED = re.compile(r"[\s,]*\bread, not cited\.?\s*$", re.IGNORECASE)
_ALIKE = 0.45  # likeness from which on an entry is that of a source
_SAME_FORM = 0.8  # and from which on it is written in briefgen's own form
_LIKE_FORM = 0.6  # from here on no other word may be in it
_HINTED = 0.1  # likeness that a hint of the file is worth


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a printed list of sources: ``source`` is which of the sources given it is."""

    number: int
    text: str
    source: str | None
    copy_of: int | None
    cited: tuple[int, ...]
    grade: str | None = None


def entries_of(
    lines: Sequence[str], evidence: Evidence, hints: Sequence[Hint] = ()
) -> dict[str, Entry]:
    """The entries of a list of sources by the lines that each is, numbered as printed, else in
    order."""
    hinted = {hint.number: hint.sha256 for hint in hints}
    entries: dict[str, Entry] = {}
    for number, held in _numbered(lines):
        text = " ".join(held)
        found = _NUMBER.match(text)
        if found and number == int(found[1] or found[2]):
            text = text[found.end() :]
        text = _UNCITED.sub("", text)
        cited, copy = _CITED.search(text), _COPY.search(text)
        graded = _GRADE.search(text)
        words = _GRADE.sub("", _COPY.sub("", _CITED.sub("", text))).strip()
        entry = Entry(
            number,
            words,
            _source_of(words, evidence, hinted.get(number, "")),
            int(copy[1]) if copy else None,
            tuple(int(x) for x in re.findall(r"\d+", cited[1])) if cited else (),
            graded[1] if graded else None,
        )
        entries |= dict.fromkeys(held, entry)
    return entries


def _numbered(lines: Sequence[str]) -> list[tuple[int, list[str]]]:
    """The lines of each entry with its number: in a list that is numbered, a line without a number
    goes on with the entry above it."""
    found = [_NUMBER.match(line) for line in lines]
    if not (found and found[0] and sum(map(bool, found)) * 2 >= len(found)):
        entries = [line for line in lines if _may_be_entry(line)]
        return [(n, [line]) for n, line in enumerate(entries, start=1)]
    out: list[tuple[int, list[str]]] = []
    for line, number in zip(lines, found, strict=True):
        if number:
            out.append((int(number[1] or number[2]), [line]))
        else:
            out[-1][1].append(line)
    return out


def _may_be_entry(line: str) -> bool:
    """Whether a line without a number is an entry: it has a date or an address, and is not a date
    alone, which a footer may be."""
    dated = DATE.search(line) or "undated" in line.casefold() or "://" in line
    return bool(dated) and DATE.fullmatch(line) is None


def _source_of(text: str, evidence: Evidence, sha256: str) -> str | None:
    """The source given that an entry is most like; the file's own hint decides between equals."""
    best: tuple[float, str] | None = None
    for source in evidence.sources.values():
        like = max(_likeness(text, form) for form in _forms(source))
        score = like + (_HINTED if sha256 and source.sha256 == sha256 else 0.0)
        if like >= _ALIKE and (best is None or score > best[0]):
            best = score, source.id
    return best[1] if best else None


def _likeness(text: str, form: str) -> float:
    one, other = (tuple(key.casefold() for key in keys_of(part)) for part in (text, form))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _forms(source: Source) -> list[str]:
    """How briefgen prints a source: in full, with its address, and in short."""
    day = in_words(source.published) or "undated"
    who = [source.publisher] if source.publisher else []
    if source.author and source.author != source.publisher:
        who.append(source.author)
    untitled = source.title == headline_from(source.text)
    title = f"Untitled: {source.title}" if untitled else source.title
    full = f"{title}. {', '.join([*who, day])}."
    short = (_file(source) or source.title) if untitled else f"“{source.title}”"
    outlet = source.publisher or source.author or short
    address = source.url or _file(source)
    return [f"{full} {address}." if address else full, full, f"{outlet}, {day}"]


def _file(source: Source) -> str:
    return shown_name(source.path) if source.path else ""


def check_entry(entry: Entry, evidence: Evidence, numbers: Mapping[int, str | None]) -> Finding:
    """An entry held against the source that it stands for."""
    if entry.source is None:
        return lost("none of the sources given is like it; name it too, or take the entry out")
    source = evidence.sources[entry.source]
    return together(
        _written(entry.text, source, evidence),
        _copy(entry, evidence, numbers) or VERBATIM,
        _graded(entry, source),
    )


def _graded(entry: Entry, source: Source) -> Finding | None:
    """Whether a grade is the one that was given; where none was, it is the author's."""
    if entry.grade and source.grade and entry.grade != source.grade:
        return lost(f'"Grade {entry.grade}" where it was given {source.grade}')
    return None


def _written(text: str, source: Source, evidence: Evidence) -> Finding:
    """The words of an entry: in briefgen's own form every one counts; in another, each must be of
    the source."""
    text = _shown_address(text, source)
    keys = keys_of(text)
    forms = [keys_of(form) for form in _forms(source)]
    if any(_folded(keys) == _folded(form) for form in forms):
        return VERBATIM
    form = max(forms, key=lambda f: SequenceMatcher(None, _folded(keys), _folded(f)).ratio())
    like = SequenceMatcher(None, _folded(keys), _folded(form), autojunk=False).ratio()
    known = set(_folded(tuple(key for f in forms for key in f)))
    strange = [key for key in keys if is_word(key) and key.casefold() not in known]
    telling = [key for key in strange if key[0].isdigit() or key[0].isupper()]
    if like >= _SAME_FORM or telling or (strange and like >= _LIKE_FORM):
        told = changes_between(form, keys)
        detail = told or f'"{" ".join(strange)}" is not what {evidence.called(source.id)} says'
        return lost(detail)
    return VERBATIM if not strange else OWN


def _shown_address(text: str, source: Source) -> str:
    """An entry whose path is cut to the name of the file, and whose address is in one piece."""
    name = _file(source)
    if source.url and keys_of(source.url) and source.url.replace(" ", "") in text.replace(" ", ""):
        return text
    # A PDF may have broken it at a hyphen.
    broken = re.escape(name).replace(r"\-", r"-?\s?")
    return re.sub(rf"\S*?{broken}(?=\.|\s|$)", f" {name}", text) if name else text


def _folded(keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(key.casefold() for key in keys if is_word(key))


def _copy(entry: Entry, evidence: Evidence, numbers: Mapping[int, str | None]) -> Finding | None:
    """Whether a source that is told to be a copy of another is one."""
    if entry.copy_of is None or entry.source is None:
        return None
    other = numbers.get(entry.copy_of)
    if other is None or evidence.origin(other) != evidence.origin(entry.source):
        return lost(f"it is no copy of [{entry.copy_of}]")
    return None


def check_cited(entry: Entry, found: set[int], evidence: Evidence) -> Finding | None:
    """The paragraphs that an entry says are cited, held against those in which the lines that cite
    it were found: one number changed is one missing and one too many."""
    if not entry.cited or entry.source is None:
        return None
    last = evidence.paragraph(entry.source, len(evidence.sources[entry.source].text))
    beyond = [n for n in entry.cited if n < 1 or n > last]
    missing, spare = sorted(found - set(entry.cited)), sorted(set(entry.cited) - found)
    if beyond:
        return lost(f"it has no paragraph {beyond[0]}")
    twice = [n for n in entry.cited if entry.cited.count(n) > 1]
    if missing and (spare or twice):
        return lost(f"paragraph {missing[0]} is cited, paragraph {(spare or twice)[0]} is not")
    return None
