"""A brief that was made, as its files are now: a person may have gone on with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.delivery.copies import copy_of
from briefgen.delivery.leftovers import leftovers_of
from briefgen.errors import DocumentFileError, ReaderError, Refusal, SettingsError
from briefgen.interchange import read_manifest
from briefgen.outputs import MANIFEST_SUFFIX, brief_digest, digest
from briefgen.readers.docx import has_unseen
from briefgen.text.filenames import parted_name
from briefgen.text.markings import (
    is_above,
    joined,
    markings_at_edge,
    markings_in,
    markings_in_title,
    named_in,
    parts_of,
)
from briefgen.text.phrasebook import phrasebook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.model.brief import Brief
    from briefgen.model.manifest import MadeRecord, Manifest
    from briefgen.model.printed import PrintedBrief

ATTACHED = ("docx", "pdf")
_SUFFIXES = (MANIFEST_SUFFIX, ".docx", ".pdf", ".json", ".html", ".md")
_FIRST = 6  # lines of the text, among which somebody may have typed a marking
_LAST = 2
_EMBARGO = re.compile(
    r"\W*(?:(?:strict(?:ly)?|press|news|under(?:\s+an)?)\s+)*(?:embargo(?:ed)?\b|not\s+(?:for|to\s+be)\s+"
    r"(?:publication|published|released?|broadcast|use|used)\b.*\b(?:before|until|till)\b)",
    re.IGNORECASE,
)
_CONFIRM = re.compile(r"\[\W*TBC\b|^\W*TBC\s*[:\u2013\u2014-]", re.IGNORECASE)  # "to be confirmed"
_EARLIER = "tells the brief as it was before it was made anew"
_WANTED = "name a file that briefgen make has written, with its manifest beside it"
_PART = 3  # words; no marking has as many


@dataclass(frozen=True)
class MadeFile:
    """One file of a brief; ``edited`` where it is not the one that was written."""

    path: Path
    content: bytes
    edited: bool
    printed: PrintedBrief

    @property
    def sent(self) -> bytes:
        """What goes out of it: of one that a person has changed only what its pages show."""
        is_word = self.path.suffix.lower() == ".docx"
        return copy_of(self.content) if self.edited and is_word else self.content

    def markings(self, titles: Sequence[str], typed: Sequence[str]) -> frozenset[str]:
        """The known markings at the head and foot of its pages, in the first and last lines of its
        text and in those that a person has ``typed``. Of ``titles``, what the brief is called, only
        what opens or ends one counts, as long as that stands in the file."""
        texts = _texts(self.printed)
        running = self.printed.running
        found = [markings_at_edge(_without(line, titles)) for line in running]
        lines = (*texts[:_FIRST], *texts[-_LAST:], *typed)
        found += [markings_in(_without(line, titles)) for line in lines]
        shown = "\n".join((*running, *texts))
        found += [markings_in_title(t) for t in titles if not self.edited or t in shown]
        return frozenset[str]().union(*found)

    def embargo(self, typed: Sequence[str]) -> str:
        """What a line at an edge of its pages, one of its first lines or one that a person has
        ``typed`` says of an embargo; empty where none does."""
        lines = (*self.printed.running, *_texts(self.printed)[:_FIRST], *typed)
        return next((line for line in lines if _EMBARGO.match(line)), "")

    def bears(self, marking: str) -> bool:
        """Whether ``marking``, of whatever kind, stands at an edge of its pages or opens it."""
        around = (*self.printed.running, *_texts(self.printed)[:_FIRST])
        return any(marking.upper() in line.upper() for line in around)


@dataclass(frozen=True)
class Made:
    """A brief with those of its files that are to be attached. ``version`` is the number that its
    files have; ``left_out`` are those beside them that tell it as it was before."""

    brief: Brief
    manifest: Manifest
    name: str
    version: int
    files: tuple[MadeFile, ...]
    left_out: tuple[str, ...] = ()

    @property
    def edited(self) -> tuple[MadeFile, ...]:
        """The files that a person has changed."""
        return tuple(file for file in self.files if file.edited)

    @property
    def unfilled(self) -> tuple[str, ...]:
        """What any of the files still asks its author to complete, and lines "to be confirmed"."""
        call = phrasebook(self.brief.language).say("TO COMPLETE")
        open_ = re.compile(rf"\[{re.escape(call)}:\s*([^\[\]]*)\]?")
        texts = [text for file in self.files for text in _texts(file.printed)]
        found = [prompt.strip() for text in texts for prompt in open_.findall(text)]
        return tuple(dict.fromkeys((*found, *(t for t in texts if _CONFIRM.search(t)))))

    @property
    def leftovers(self) -> tuple[str, ...]:
        """What a Word file of it holds beside what it shows."""
        word = [file.content for file in self.files if file.path.suffix.lower() == ".docx"]
        found = [kind for content in word for kind in leftovers_of(content)]
        if any(map(has_unseen, word)):
            found.append("hidden text, or text too small or too like its background to be seen")
        return tuple(dict.fromkeys(found))


def find_made(path: Path, formats: Sequence[str] = ()) -> Made:
    """The brief that the file ``path`` is one of, with its files in ``formats``, by default Word
    and PDF as far as they are there.

    Raises:
        DocumentFileError: no manifest lies beside it, or one that is old or not of it.
        SettingsError: it was not made in one of ``formats``.
        Refusal: one of its files was changed, and another that is to be attached was not.
    """
    name = name_of(path)
    manifest, brief = _manifest_of(path, name)
    written = {output.file: output for output in manifest.outputs}
    hashes = {output.file: output.sha256 for output in manifest.outputs}
    files, left_out = [], []
    for one in formats or ATTACHED:
        file = path.parent / f"{name}.{one}"
        if not file.is_file():
            if formats:
                raise SettingsError(f"{file}: is not there; {_to_have(file, hashes)}")
            continue
        found = _file(file, hashes.get(file.name))
        if found.edited or _is_now(written[file.name], brief):
            files.append(found)
        elif formats:
            raise SettingsError(f"{file}: {_EARLIER}; make it anew with --format {one}")
        else:
            left_out.append(file.name)
    if not files:
        raise SettingsError(f"{path}: there is no Word file or PDF of this brief; make one")
    _check_alike(path.parent / name, files, hashes)
    return Made(brief, manifest, name, parted_name(name)[1], tuple(files), tuple(left_out))


def _manifest_of(path: Path, name: str) -> tuple[Manifest, Brief]:
    """The manifest beside a file of a brief, and the brief in it.

    Raises:
        DocumentFileError: there is none, or somebody has changed it.
    """
    record = path.parent / f"{name}{MANIFEST_SUFFIX}"
    if not record.is_file():
        lacks = f"has no manifest ({record.name}) beside it" if path.is_file() else "is not there"
        raise DocumentFileError(f"{path}: {lacks}; {_WANTED}")
    manifest = read_manifest(record, _WANTED)
    if manifest.brief is None:
        raise DocumentFileError(f"{record}: is of an older version; make the brief anew")
    other = next((o.file for o in manifest.outputs if name_of(Path(o.file)) != name), None)
    if other:
        raise DocumentFileError(
            f"{record}: is the manifest of {other}, by another name; give the files of the brief "
            "back the names that it has, or make the brief anew"
        )
    if not any(_is_now(output, manifest.brief) for output in manifest.outputs):
        raise DocumentFileError(
            f"{record}: was changed since the brief was made, so that the message would not say "
            "what its files say; put it back, or make the brief anew"
        )
    return manifest, manifest.brief


def _is_now(output: MadeRecord, brief: Brief) -> bool:
    """Whether a file was made of ``brief``, and not of what was there before."""
    return output.brief in {"", brief_digest(brief)}


def _to_have(file: Path, written: Mapping[str, str]) -> str:
    """What to do for a file that is not there. Where a person has gone on with the one beside it,
    it comes from that: one that is made anew has none of the changes."""
    beside = (file.with_suffix(f".{one}") for one in ATTACHED if file.suffix != f".{one}")
    changed = next((p for p in beside if p.is_file() and _is_changed(p, written)), None)
    if changed is None:
        return f"make the brief with --format {file.suffix[1:]}"
    return (
        f"{changed.name} was changed by hand, so export it from that, or attach that alone: "
        f"--attach {changed.suffix[1:]}"
    )


def _check_alike(base: Path, files: Sequence[MadeFile], written: Mapping[str, str]) -> None:
    """See that nothing is attached that is older than what somebody has changed beside it.

    Raises:
        Refusal: one is.
    """
    old = next((file.path for file in files if not file.edited), None)
    beside = (base.with_name(f"{base.name}.{one}") for one in ATTACHED)
    changed = next((p for p in beside if p.is_file() and _is_changed(p, written)), None)
    if old and changed:
        raise Refusal(
            f"{changed.name} was changed after {old.name} was made, and they may differ; export "
            f"{old.name} from it, or attach it alone: --attach {changed.suffix[1:]}"
        )


def _is_changed(path: Path, written: Mapping[str, str]) -> bool:
    return digest(path.read_bytes()) != written.get(path.name)


def name_of(path: Path) -> str:
    """The name of the brief that a file is one of."""
    suffix = next((s for s in _SUFFIXES if path.name.lower().endswith(s)), "")
    return path.name[: len(path.name) - len(suffix)]


def _file(path: Path, sha256: str | None) -> MadeFile:
    from briefgen.readers import read_printed

    try:
        content = path.read_bytes()
        return MadeFile(path, content, digest(content) != sha256, read_printed(path))
    except OSError as error:
        raise DocumentFileError(f"{path}: cannot be read ({error.strerror})") from error
    except ReaderError as failure:
        raise DocumentFileError(str(failure)) from failure


def marking_of(
    made: Made, stated: str | None, titles: Sequence[str], typed: Mapping[str, Sequence[str]]
) -> str:
    """The marking of a brief as its files are now, whoever wrote it there; ``stated`` is what its
    sender says, ``titles`` are what it is called, an ordinary word in which is no marking, and
    ``typed`` the lines that a person has put into a file, by its name.

    Raises:
        Refusal: the files bear another one than the brief was made with, and nobody has said which
            it has; or ``stated`` is lower than one of them.
    """
    own = made.brief.marking or ""
    shown = {f.path.name: f.markings(titles, typed.get(f.path.name, ())) for f in made.files}
    borne = frozenset({own} if own else ()).union(*shown.values())
    if stated:
        if any(is_above(one, stated) is not False for one in borne):
            raise Refusal(
                f"{made.name} is marked {joined(borne)}, and {stated} is not known to be at least "
                f'that; leave --marking out, or say --marking "{joined(borne | parts_of(stated))}"'
            )
        return stated
    for name, markings in shown.items():
        known = parts_of(own) | named_in(own) if own else frozenset[str]()
        if other := {m for m in markings - known if not any(is_above(k, m) for k in known)}:
            raise Refusal(
                f"{name} bears {joined(other)}, and it was made with {own or 'no marking'}; "
                f'correct it there, or say that it is right: --marking "{joined(known | other)}"'
            )
    bare = next((f.path.name for f in made.edited if own and not f.bears(own)), None)
    if bare:
        raise Refusal(
            f"{bare} was changed after it was made, and its pages do not say {own} any more; put "
            f'it back, or say which marking it has: --marking "{own}"'
        )
    return own


def marked_otherwise(made: Made, marking: str) -> tuple[str, ...]:
    """What to know of a message whose ``marking`` is not what was said when the brief was made."""
    own = made.brief.marking or ""
    if marking != own:
        has = f"has {own}" if own else "has none"
        return (f"the message is marked {marking}, as --marking says; the brief {has}",)
    if own and "marking" not in made.manifest.options:
        return (f"the message is marked {own}, as the brief is, which was made without --marking",)
    return ()


def told_as_before(made: Made) -> tuple[str, ...]:
    """What to know of files beside those of a brief that are left out."""
    return tuple(
        f"{file} {_EARLIER}, and is not attached; make it with --format {file.rpartition('.')[2]}"
        for file in made.left_out
    )


def _without(line: str, titles: Sequence[str]) -> str:
    """A line without the title in it; nothing where it is a part of one, as one that is long is
    broken at the head of a page."""
    for title in titles:
        if len(line.split()) >= _PART and line.rstrip("… ") in title:
            return ""
        line = line.replace(title, " ") if title else line
    return line


def _texts(printed: PrintedBrief) -> list[str]:
    return [line.text or " ".join(line.cells) for line in printed.lines]
