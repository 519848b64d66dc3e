"""E-books: chapters in reading order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from briefgen.errors import ReaderError
from briefgen.model.source import Source

from .packages import epub_file, package

Read = Callable[[bytes, str], Source]
Fail = Callable[[bytes, str], ReaderError]

_PAGES = {
    "two.xhtml": "<h1>Two</h1><p>Ships pass<a id='x'/> the lock again.</p>",
    "chapter one.xhtml": "<h1>One</h1><p>Ships wait at sea – for how long?</p>",
    "nav.xhtml": "<ol><li>One</li><li>Two</li></ol>",
}


def test_chapters_are_read_in_the_order_of_reading(read: Read) -> None:
    data = epub_file(_PAGES, spine=["nav.xhtml", "chapter one.xhtml", "two.xhtml"])
    source = read(data, "a.epub")
    assert source.media_type == "application/epub+zip"
    assert source.text.split("\n\n") == [
        "One",
        "Ships wait at sea – for how long?",
        "Two",
        "Ships pass the lock again.",
    ]


def test_a_book_states_who_wrote_and_published_it(read: Read) -> None:
    metadata = (
        "<dc:title>The Lock of Ruvel</dc:title><dc:creator>Ada Holm</dc:creator>"
        "<dc:creator>Tor Rask</dc:creator><dc:publisher>River Press</dc:publisher>"
        "<dc:date>2026-03-11</dc:date><dc:language>en-GB</dc:language>"
    )
    source = read(epub_file(_PAGES, spine=["two.xhtml"], metadata=metadata), "a.epub")
    assert (source.title, source.author, source.publisher, source.published, source.language) == (
        "The Lock of Ruvel",
        "Ada Holm, Tor Rask",
        "River Press",
        date(2026, 3, 11),
        "en",
    )


def test_a_page_listed_twice_is_read_once(read: Read) -> None:
    data = epub_file(_PAGES, spine=["two.xhtml", "two.xhtml", "missing.xhtml"])
    assert read(data, "a.epub").text.split("\n\n") == ["Two", "Ships pass the lock again."]


def test_encrypted_chapters_are_told_and_encrypted_fonts_are_not(read: Read, fail: Fail) -> None:
    spine = ["two.xhtml"]
    failure = fail(epub_file(_PAGES, spine=spine, encrypted="OEBPS/two.xhtml"), "a.epub")
    assert failure.problem == "is protected against copying"
    assert read(epub_file(_PAGES, spine=spine, encrypted="OEBPS/font.otf"), "a.epub").text


def test_no_page_outside_of_the_book_is_read(fail: Fail) -> None:
    data = epub_file({"../../../etc/passwd": ""}, spine=["../../../etc/passwd"])
    assert fail(data, "a.epub").problem == "has no text"


def test_a_container_without_a_book_is_a_failure(fail: Fail) -> None:
    assert (
        fail(package({"META-INF/container.xml": "<c/>"}), "a.epub").problem == "has no book inside"
    )
