"""Files, folders, streams and addresses taken in: each becomes sources, or a failure that stops no
other."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from briefgen.errors import Code, ReaderError
from briefgen.isolation import Limits
from briefgen.model.source import Source
from briefgen.readers.addresses import Address, listed
from briefgen.readers.content import Refused
from briefgen.readers.fetching import Fetching, Page, fetch
from briefgen.readers.finish import finish_line
from briefgen.readers.isolated import LIMITS, Found, ask_source, is_known, prepare
from briefgen.readers.opening import called, no_file, take_bytes, too_large
from briefgen.readers.registry import LARGEST_FILE, format_for_type
from briefgen.readers.walking import files_in

if TYPE_CHECKING:
    from briefgen.cache import Cache
    from briefgen.readers.overrides import Overrides

STANDARD_INPUT = Path("-")
STREAM_NAME = "standard input"
# A file in a file in a file is read this deep, and no file brings more of them than this.
_DEEPEST = 3
_MOST_INSIDE = 500
_ALLOWED = 1.0  # seconds that each source within a file adds to the time for all
SHORTCUT = ".url"
_OFFLINE = Fetching()
# All pages of a feed have as long together as so many that never answer.
_PAGES_AT_WORST = 4


@dataclass(frozen=True)
class Intake:
    """What came of reading: sources in order, failures, and notices that call for no action."""

    sources: tuple[Source, ...] = ()
    failures: tuple[ReaderError, ...] = ()
    notices: tuple[str, ...] = ()

    def __add__(self, other: Intake) -> Intake:
        return Intake(
            self.sources + other.sources,
            self.failures + other.failures,
            self.notices + other.notices,
        )

    def only(self, places: Sequence[str]) -> Intake:
        """What of it stands at one of the paths ``places``, or lies in a source that does."""

        def counts(place: str) -> bool:
            return any(within(place, one) for one in places)

        return Intake(
            tuple(source for source in self.sources if counts(source.path or "")),
            tuple(failure for failure in self.failures if counts(failure.name)),
            self.notices,
        )


def within(place: str, holder: str) -> bool:
    """Whether the source at the path ``place`` is the one at ``holder``, or lies in it."""
    return place == holder or place.startswith(f"{holder}/")


def prepare_reading(paths: Sequence[Path | Address], *, cache: Cache | None = None) -> None:
    """Start what files are read by, without waiting: it takes half a second to load. Not where
    ``cache`` knows the first of them, since it mostly knows the others then."""
    if cache is None:
        prepare()
        return
    files = [path for path in paths if isinstance(path, Path) and path != STANDARD_INPUT]
    first = next((found for found in files_in(files) if isinstance(found, Path)), None)
    if first is None:
        return
    with suppress(ReaderError):
        if not is_known(cache, sha256(take_bytes(first)).hexdigest(), called(first)):
            prepare()


def read_all(
    paths: Sequence[Path | Address],
    *,
    stdin: BinaryIO | None = None,
    overrides: Overrides | None = None,
    limits: Limits = LIMITS,
    fetching: Fetching = _OFFLINE,
    cache: Cache | None = None,
) -> Intake:
    """The sources in ``paths``: files, folders (walked in sorted order), patterns like
    ``inbox/*.pdf`` (in the same order), "-" for ``stdin``, addresses, and shortcuts (``.url``) to
    them that are named themselves. Nothing else is ever fetched.

    Files that are the same byte for byte are read once. ``limits`` are those of one file, which is
    read in another process, unless ``cache`` knows what it holds. Nothing here raises for a bad
    file; SettingsError is raised for overrides of files that are not among the paths.
    """
    if cache is None:
        prepare(limits)
    intake, names, reading = Intake(), [], _Reading(limits, fetching, cache)
    for path in paths:
        if isinstance(path, Address):
            names.append(path.url)
            intake += reading.take_address(path.url)
            continue
        if path == STANDARD_INPUT:
            names.append(STREAM_NAME)
            stream = stdin if stdin is not None else sys.stdin.buffer
            intake += reading.take(stream.read(LARGEST_FILE + 1), STREAM_NAME)
            continue
        for found in files_in([path]):
            if isinstance(found, ReaderError):
                intake += Intake(failures=(found,))
            elif overrides is None or not _is_same(found, overrides.path):
                intake += reading.take_file(found, is_named=found == path)
                names.append(called(found))
    if overrides is None:
        return intake
    overrides.check_used([*names, *(source.path or "" for source in intake.sources)])
    sources = tuple(overrides.apply(source) for source in intake.sources)
    return Intake(sources, intake.failures, intake.notices)


def read_path(path: Path, *, limits: Limits = LIMITS) -> Intake:
    """The sources in one file or folder."""
    return read_all([path], limits=limits)


def read_bytes(
    data: bytes, *, name: str, media_type: str | None = None, limits: Limits = LIMITS
) -> Intake:
    """The source in ``data`` and those in the files within: attached to an e-mail, in an archive.

    ``name`` is the path or file name, ``media_type`` what is declared about the bytes if anything.
    An attachment's path is "mail.eml/attachment.txt". Files attached that cannot be read are
    failures; so is the file itself.
    """
    return _Reading(limits, _OFFLINE).take(data, name, media_type)


class _Reading:
    """One run: the limits of a file, how addresses are fetched, and the hash of each file with the
    name it was first read under."""

    def __init__(self, limits: Limits, fetching: Fetching, cache: Cache | None = None) -> None:
        self._limits = limits
        self._fetching = fetching
        self._cache = cache
        self._names: dict[str, str] = {}

    def take_file(self, path: Path, *, is_named: bool) -> Intake:
        """The sources in a file, or at the addresses in a shortcut that is named itself."""
        try:
            data = take_bytes(path)
            if path.suffix.lower() != SHORTCUT:
                return self.take(data, called(path))
            if not (is_named and self._fetching.shortcuts):
                raise not_followed(called(path))
        except ReaderError as failure:
            return Intake(failures=(failure,))
        intake = Intake()
        addresses = listed(data.decode("utf-8-sig", "replace"))[:_MOST_INSIDE]
        for address in addresses:
            intake += self.take_address(address.url)
        return intake if addresses else Intake(failures=(_without_address(called(path)),))

    def take_address(self, url: str, depth: int = 0) -> Intake:
        """The sources at an address: in a page, a file, or the entries of a feed."""
        try:
            page = fetch(url, self._fetching)
        except ReaderError as failure:
            return Intake(failures=(failure,))
        taken = self.take(page.data, url, page.media_type, depth, page)
        return Intake(
            tuple(
                source.model_copy(
                    update={
                        "url": _address_of(source, page) if source.path == url else source.url,
                        "retrieved": source.retrieved or self._fetching.day,
                    }
                )
                for source in taken.sources
            ),
            taken.failures,
            taken.notices,
        )

    def take(
        self,
        data: bytes,
        name: str,
        media_type: str | None = None,
        depth: int = 0,
        page: Page | None = None,
    ) -> Intake:
        """The sources in the bytes of one file, which lies ``depth`` files deep; ``page`` is what
        is known of it where it was fetched."""
        digest = sha256(data).hexdigest()
        began = time.monotonic()
        try:
            if len(data) > LARGEST_FILE:
                raise too_large(LARGEST_FILE)
            if data and (first := self._names.get(digest)):
                notice = f"{name}: is the same file as {first}; it was read once"
                return Intake(notices=(notice,) if first != name else ())
            self._names[digest] = name
            found = ask_source(
                data,
                name if page is None else _promised(page),
                digest=digest,
                path=None if name == STREAM_NAME else name,
                media_type=media_type,
                charset=page.charset if page else None,
                limits=self._limits,
                cache=self._cache,
            )
        except ReaderError as failure:
            return Intake(failures=(failure.named(name, digest),))
        attached = self._take_attached(found, name, depth, began, online=page is not None)
        if found.source is None:
            notice = f"{name}: has no text of its own; the files in it were read"
            return attached + Intake(notices=(notice,))
        notices = tuple(f"{name}: {finish_line(notice)}" for notice in found.notices)
        return Intake(sources=(found.source,), notices=notices) + attached

    def _take_attached(
        self, found: Found, name: str, depth: int, began: float, *, online: bool
    ) -> Intake:
        """Sources in the files within; undated ones bear the date of the mail that brought them.
        All of them have as long together as one file has that comes by itself, and a second for
        each source that they gave. ``online`` says that the whole was fetched: the pages of its
        entries may be too, where it is a feed."""
        entries = [n for n, one in enumerate(found.attachments) if one.address]
        passed = set(entries[self._fetching.feed_items :])
        follows = online and depth == 0 and bool(entries)
        patience = _PAGES_AT_WORST * self._fetching.limits.seconds if follows else 0
        intake = Intake(failures=tuple(_untaken(one, name) for one in found.refused))
        for number, attachment in enumerate(found.attachments):
            if number in passed:
                continue
            path = f"{name}/{attachment.name}"
            spent = time.monotonic() - began - patience - _ALLOWED * len(intake.sources)
            refusal = self._refusal(number, depth, spent)
            if refusal:
                digest = sha256(attachment.data).hexdigest()
                intake += Intake(failures=(refusal.named(path, digest),))
                continue
            taken = self.take(attachment.data, path, attachment.media_type, depth + 1)
            if follows and attachment.address:
                taken = self._take_page(attachment.address, taken, path)
            dated = tuple(
                source.model_copy(update={"published": source.published or found.published})
                for source in taken.sources
            )
            intake += Intake(dated, taken.failures, taken.notices)
        if passed:
            count = f"{len(passed)} more {'entry' if len(passed) == 1 else 'entries'}"
            intake += Intake(notices=(f"{name}: has {count}, which --feed-items leaves out",))
        return intake

    def _take_page(self, url: str, entry: Intake, path: str) -> Intake:
        """The page that an entry of a feed leads to, with what only the feed says of it. Where the
        page cannot be had, or has less text (it asks to agree, or to pay), the entry as it stands
        in the feed."""
        page = self.take_address(url, depth=1)
        said = entry.sources[0] if entry.sources else None
        if said and len(said.text) > sum(len(source.text) for source in page.sources):
            why = page.failures[0].problem if page.failures else "it has less text"
            notice = f"{path}: its page was not used ({why}); the text in the feed was"
            return entry + Intake(notices=(notice,))
        known = ("published", "publisher", "author")
        completed = tuple(
            source.model_copy(
                update={n: getattr(source, n) or getattr(said, n) for n in known if said}
            )
            for source in page.sources
        )
        return Intake(completed, page.failures, page.notices)

    def _refusal(self, number: int, depth: int, seconds: float) -> ReaderError | None:
        """Why file ``number`` within a file is not looked at, where it is not."""
        remedy = "save it as a file of its own"
        if depth >= _DEEPEST:
            problem = f"lies in a file within files, more than {_DEEPEST} deep"
            return ReaderError(problem, remedy=remedy, code=Code.TOO_DEEP)
        if number >= _MOST_INSIDE:
            problem = f"is one of more than {_MOST_INSIDE} files in one"
            return ReaderError(problem, remedy=remedy, code=Code.TOO_BIG)
        if seconds > self._limits.seconds:
            problem = f"was not reached within {self._limits.seconds:g} seconds"
            return ReaderError(problem, remedy=remedy, code=Code.TIMEOUT)
        return None


def _promised(page: Page) -> str:
    """The name that says what a page is, where its server does not."""
    if format_for_type(page.media_type):
        return ""
    return PurePosixPath(urlsplit(page.url).path).name


def _address_of(source: Source, page: Page) -> str:
    """What a page calls its own address, if that is on the same site; else where it was found."""
    stated, found = (_site(url) for url in (source.url or "", page.url))
    is_own = "." in stated and (found == stated or found.endswith("." + stated))
    return source.url if source.url and is_own else page.url


def _site(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def not_followed(name: str) -> ReaderError:
    """The failure of a shortcut that lies in a folder, where nobody has asked for its page."""
    return no_file(
        "leads to a page on the web", "name it itself to briefgen make to have that fetched", name
    )


def _without_address(name: str) -> ReaderError:
    return no_file("holds no address of a page", "write one on each line", name)


def _untaken(refused: Refused, name: str) -> ReaderError:
    """The failure of a file that was not taken out of the one called ``name``."""
    return ReaderError(
        finish_line(refused.problem) or "",
        remedy=finish_line(refused.remedy) or "",
        code=refused.code,
        name=f"{name}/{finish_line(refused.name) or ''}",
    )


def _is_same(path: Path, other: Path) -> bool:
    """Whether both are one file, as when the file of overrides lies among the sources."""
    try:
        return path.samefile(other)
    except OSError:
        return False
