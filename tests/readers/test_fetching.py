"""Addresses are fetched where they are named, from public machines, within limits."""

from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefgen.errors import Code, ReaderError
from briefgen.isolation import Limits
from briefgen.readers import Address, Fetching, Intake, read_all
from briefgen.readers.fetching import LIMITS

from .samples import word_file, word_paragraph
from .serving import Reply, serving

HERE = Fetching(allowed=("127.0.0.1/32",), day=date(2026, 3, 12))
HTML = {"Content-Type": "text/html"}
LOCK = (
    "The lock at Ilde was shut on Monday after its gate jammed twice in one morning. "
    "Ships wait in the harbour, and the port says that they will wait until Friday."
)


def page(text: str = LOCK, head: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>The lock</title>{head}</head>"
        f"<body><article><p>{text}</p></article></body></html>"
    ).encode()


def fetched(url: str, fetching: Fetching = HERE) -> Intake:
    return read_all([Address(url)], fetching=fetching)


def refused(url: str, fetching: Fetching = HERE) -> ReaderError:
    intake = fetched(url, fetching)
    assert not intake.sources
    (failure,) = intake.failures
    assert failure.remedy and failure.name == url
    return failure


# --- what is fetched --------------------------------------------------------------------------


def test_a_page_is_a_source_with_where_and_when_it_was_found() -> None:
    with serving({"/a?b=1": Reply(page(), headers=HTML)}) as site:
        (source,) = fetched(f"{site.url}/a?b=1").sources
    assert (source.text, source.title) == (LOCK, "The lock")
    assert (source.url, source.path) == (f"{site.url}/a?b=1", f"{site.url}/a?b=1")
    assert source.retrieved == date(2026, 3, 12)


def test_the_machine_is_asked_by_the_name_in_the_address() -> None:
    with serving({"/": Reply(page(), headers=HTML)}) as site:
        assert fetched(f"http://localhost:{site.port}/").sources
    assert site.asked == [("/", f"localhost:{site.port}")]


def test_a_file_is_read_as_what_it_holds() -> None:
    word = word_file(word_paragraph(LOCK))
    kind = {"Content-Type": "application/octet-stream"}
    with serving({"/report.php": Reply(word, headers=kind)}) as site:
        (source,) = fetched(f"{site.url}/report.php").sources
    assert source.text == LOCK


def test_what_the_server_says_of_characters_goes_before_what_the_page_says() -> None:
    body = page("Суда ждут у шлюза.", "<meta charset='iso-8859-1'>").decode().encode("cp1251")
    kind = {"Content-Type": "text/html; charset=windows-1251"}
    with serving({"/": Reply(body, headers=kind)}) as site:
        (source,) = fetched(f"{site.url}/").sources
    assert source.text == "Суда ждут у шлюза."


def test_a_packed_page_is_unpacked() -> None:
    headers = {**HTML, "Content-Encoding": "gzip"}
    with serving({"/": Reply(gzip.compress(page()), headers=headers)}) as site:
        (source,) = fetched(f"{site.url}/").sources
    assert source.text == LOCK


def test_a_redirection_is_followed_to_where_the_page_is() -> None:
    replies = {
        "/a": Reply(status=302, headers={"Location": "/b"}),
        "/b": Reply(page(), headers=HTML),
    }
    with serving(replies) as site:
        (source,) = fetched(f"{site.url}/a").sources
    assert source.url == f"{site.url}/b"


@pytest.mark.parametrize(
    ("stated", "kept"),
    [("https://www.reuters.com/world/lock", False), ("http://127.0.0.1/own", True)],
)
def test_a_page_may_name_its_own_address_and_no_other_site(stated: str, kept: bool) -> None:
    body = page(head=f"<link rel='canonical' href='{stated}'>")
    with serving({"/": Reply(body, headers=HTML)}) as site:
        (source,) = fetched(f"{site.url}/").sources
    assert source.url == (stated if kept else f"{site.url}/")


# --- what is not asked ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "2130706433", "0x7f.1", "0.0.0.0", "10.1.2.3", "192.168.1.1",
        "172.16.0.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "[::1]", "[::]", "[fe80::1]", "[fd00::1]", "[ff02::1]",
        "[::ffff:127.0.0.1]", "[::ffff:a00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
        "[2001:0:7f00:1::]", "[::127.0.0.1]",
    ],
)  # fmt: skip
def test_a_machine_that_is_not_public_is_not_asked(host: str) -> None:
    failure = refused(f"http://{host}:9/", Fetching())
    assert failure.code in {Code.ADDRESS, Code.NETWORK}
    if failure.code is Code.NETWORK:  # a system without IPv6 knows no such machine
        assert "not known" in failure.problem
    else:
        assert "--allow-private" in failure.remedy


def test_a_redirection_to_a_machine_that_is_not_public_is_not_followed() -> None:
    with (
        serving({"/": Reply(page(), headers=HTML)}, host="127.0.0.2") as inner,
        serving({"/": Reply(status=301, headers={"Location": f"{inner.url}/"})}) as outer,
    ):
        assert refused(f"{outer.url}/").code is Code.ADDRESS
        assert outer.asked and not inner.asked


@pytest.mark.parametrize("goal", ["file:///etc/passwd", "ftp://127.0.0.1/a", "gopher://127.0.0.1"])
def test_a_redirection_away_from_the_web_is_not_followed(goal: str) -> None:
    with serving({"/": Reply(status=302, headers={"Location": goal})}) as site:
        assert refused(f"{site.url}/").code is Code.ADDRESS


def test_a_redirection_without_end_ends() -> None:
    with serving(lambda path: Reply(status=302, headers={"Location": f"{path}x"})) as site:
        assert refused(f"{site.url}/").code is Code.NETWORK
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.org/a", "http://ann:secret@127.0.0.1/",
        "http://a@127.0.0.1/", "http://", "http:///a", "http://127.0.0.1/a b",
        "http://127.0.0.1\\@example.org/", "http://127.0.0.1:99999/", "http://[::1/",
    ],
)  # fmt: skip
def test_what_is_no_plain_address_of_the_web_is_not_asked(url: str) -> None:
    assert refused(url).code is Code.ADDRESS


# --- what goes wrong --------------------------------------------------------------------------


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500])
def test_a_page_that_is_not_given_is_told_with_the_answer(status: int) -> None:
    with serving({"/": Reply(page(), status=status)}) as site:
        failure = refused(f"{site.url}/")
    assert failure.code is Code.NETWORK and str(status) in failure.problem


def test_a_machine_that_does_not_answer_is_told() -> None:
    with serving({}) as site:
        pass
    assert refused(f"{site.url}/").code is Code.NETWORK


@pytest.mark.skipif(shutil.which("openssl") is None, reason="nothing to make a certificate with")
def test_a_machine_that_cannot_prove_its_name_is_not_believed(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key", tmp_path / "certificate"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*made, *files], check=True, capture_output=True)
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secure.load_cert_chain(certificate, key)
    with serving({"/": Reply(page(), headers=HTML)}, secure=secure) as site:
        failure = refused(f"https://localhost:{site.port}/")
    assert failure.code is Code.NETWORK and "certificate" in failure.problem
    assert not site.asked


@pytest.mark.parametrize("body", [b"drip", b""])
def test_a_server_that_drips_is_ended_in_time(body: bytes) -> None:
    impatient = replace(HERE, limits=replace(LIMITS, seconds=2))
    with serving({"/": Reply(b"ok", headers=HTML)}) as site:
        fetched(f"{site.url}/", impatient)  # so that no start of a worker counts
    drip = Reply(body, headers=HTML, pause=0.2, endless=True)
    waits = Reply(b"a", headers=HTML, pause=30)
    with serving({"/": drip if body else waits}) as site:
        began = time.monotonic()
        assert refused(f"{site.url}/", impatient).code is Code.TIMEOUT
    assert time.monotonic() - began < 5


def test_a_page_without_end_is_too_big() -> None:
    with serving({"/": Reply(bytes(1_000_000), headers=HTML, endless=True)}) as site:
        assert refused(f"{site.url}/").code is Code.TOO_BIG


def test_a_page_that_says_that_it_is_too_big_is_not_taken() -> None:
    headers = {**HTML, "Content-Length": str(10**12)}
    with serving({"/": Reply(b"x", headers=headers)}) as site:
        assert refused(f"{site.url}/").code is Code.TOO_BIG


def test_a_bomb_is_too_big() -> None:
    headers = {**HTML, "Content-Encoding": "gzip"}
    bomb = gzip.compress(bytes(300_000_000), 1)
    small = replace(HERE, limits=Limits(30, 300_000_000, LIMITS.answer, network=True))
    with serving({"/": Reply(bomb, headers=headers)}) as site:
        assert refused(f"{site.url}/", small).code is Code.TOO_BIG


def test_a_page_that_cannot_be_fetched_costs_no_other_source(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LOCK, encoding="utf-8")
    intake = read_all([Address("http://127.0.0.1:1/"), tmp_path / "a.txt"], fetching=HERE)
    assert (len(intake.sources), len(intake.failures)) == (1, 1)


# --- shortcuts and feeds ----------------------------------------------------------------------


def test_a_shortcut_is_followed_where_it_is_named_itself(tmp_path: Path) -> None:
    shortcut = tmp_path / "lock.url"
    with serving({"/": Reply(page(), headers=HTML)}) as site:
        shortcut.write_text(f"[InternetShortcut]\r\nURL={site.url}/\r\n", encoding="utf-8")
        (source,) = read_all([shortcut], fetching=HERE).sources
        asked = len(site.asked)
        intake = read_all([tmp_path], fetching=HERE)
    assert source.url == f"{site.url}/"
    assert (intake.sources, len(site.asked)) == ((), asked)
    assert [failure.code for failure in intake.failures] == [Code.NO_FILE]


def test_a_list_of_addresses_is_followed_in_order(tmp_path: Path) -> None:
    urls = tmp_path / "today.url"
    replies = {f"/{n}": Reply(page(f"{LOCK} Part {n}."), headers=HTML) for n in "ab"}
    with serving(replies) as site:
        urls.write_text(f"{site.url}/b\n\n{site.url}/a\n", encoding="utf-8")
        sources = read_all([urls], fetching=HERE).sources
    assert [source.text[-7:] for source in sources] == ["Part b.", "Part a."]


def feed(site: str, entries: int = 3) -> bytes:
    items = "".join(
        f"<item><title>Lock {n}</title><link>{site}/{n}</link><dc:creator>Ann Other</dc:creator>"
        f"<pubDate>Wed, 11 Mar 2026 10:00:00 +0100</pubDate>"
        f"<content:encoded><![CDATA[<p>In the feed: {LOCK} Number {n}.</p>]]></content:encoded>"
        "</item>"
        for n in range(entries)
    )
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>The Courier</title>{items}</channel></rss>"
    ).encode()


RSS = {"Content-Type": "application/rss+xml"}


def test_the_pages_of_a_feed_are_sources_with_what_the_feed_says_of_them() -> None:
    whole = f"{LOCK} It was built in 1998. Page"
    replies = {f"/{n}": Reply(page(f"{whole} {n}."), headers=HTML) for n in range(3)}
    with serving(lambda p: Reply(feed(site.url), headers=RSS) if p == "/" else replies[p]) as site:
        sources = fetched(f"{site.url}/").sources
    assert [source.url for source in sources] == [f"{site.url}/{n}" for n in range(3)]
    assert all("Page" in source.text for source in sources)
    assert {(s.publisher, s.author, s.published) for s in sources} == {
        ("The Courier", "Ann Other", date(2026, 3, 11))
    }


def test_an_entry_whose_page_cannot_be_had_is_read_as_it_stands_in_the_feed() -> None:
    with serving(
        lambda p: Reply(feed(site.url, 1), headers=RSS) if p == "/" else Reply(status=404)
    ) as site:
        intake = fetched(f"{site.url}/")
    (source,) = intake.sources
    assert source.text == f"In the feed: {LOCK} Number 0."
    assert not intake.failures
    assert any("404" in notice for notice in intake.notices)


def test_a_page_that_only_asks_to_agree_gives_way_to_the_text_in_the_feed() -> None:
    wall = Reply(page("We and our partners use cookies."), headers=HTML)
    with serving(lambda p: Reply(feed(site.url, 2), headers=RSS) if p == "/" else wall) as site:
        sources = fetched(f"{site.url}/").sources
    assert ["In the feed" in source.text for source in sources] == [True, True]


def test_no_more_entries_of_a_feed_are_read_than_asked_for() -> None:
    with serving(
        lambda p: Reply(feed(site.url, 9), headers=RSS) if p == "/" else Reply(status=404)
    ) as site:
        intake = fetched(f"{site.url}/", replace(HERE, feed_items=2))
    assert len(intake.sources) == 2
    assert len(site.asked) == 3
    assert any("7 more entries" in notice for notice in intake.notices)


def test_pages_of_a_feed_may_not_be_on_machines_that_are_not_public() -> None:
    with (
        serving({"/0": Reply(page(), headers=HTML)}, host="127.0.0.2") as inner,
        serving({"/": Reply(feed(inner.url, 1), headers=RSS)}) as site,
    ):
        assert "In the feed" in fetched(f"{site.url}/").sources[0].text
        assert not inner.asked


def test_a_feed_that_lies_in_a_folder_is_read_without_a_network(tmp_path: Path) -> None:
    with serving({"/0": Reply(page(), headers=HTML)}) as site:
        (tmp_path / "news.xml").write_bytes(feed(site.url, 1))
        (source,) = read_all([tmp_path], fetching=HERE).sources
        assert not site.asked
    assert (source.title, source.url) == ("Lock 0", f"{site.url}/0")


def test_atom_is_a_feed() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Courier</title><entry>'
        "<title type='html'>The &lt;b&gt;lock&lt;/b&gt;</title>"
        "<author><name>Ann Other</name></author>"
        f"<updated>2026-03-11T10:00:00Z</updated><content type='xhtml'><div xmlns='http://www.w3."
        f"org/1999/xhtml'><p>{LOCK}</p></div></content></entry></feed>"
    ).encode()
    with serving({"/": Reply(atom, headers={"Content-Type": "application/atom+xml"})}) as site:
        (source,) = fetched(f"{site.url}/").sources
    assert (source.title, source.text, source.author) == ("The lock", LOCK, "Ann Other")
    assert source.published == date(2026, 3, 11)


def test_a_feed_that_declares_a_document_type_is_refused() -> None:
    body = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss><channel/></rss>'
    with serving({"/": Reply(body, headers=RSS)}) as site:
        failure = fetched(f"{site.url}/").failures[0]
    assert failure.code is Code.XML_DTD
