"""What holds of the PDF of any document whatever."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import letters, words_of
from tagged import ARTIFACT, hear, painted

from briefgen.model.document import (
    Callout,
    Chart,
    ChartKind,
    Citation,
    Column,
    Document,
    Emphasis,
    Heading,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    ListRole,
    PageBreak,
    Paragraph,
    Placeholder,
    Point,
    QuoteBlock,
    Strong,
    Table,
    Text,
)
from briefgen.model.theme import Theme
from briefgen.writers import write
from briefgen.writers.wording import texts

HEADINGS = tuple(f"H{level}" for level in range(1, 7))


def tuples(of: st.SearchStrategy, longest: int = 3, *, least: int = 0) -> st.SearchStrategy:
    return st.lists(of, min_size=least, max_size=longest).map(tuple)


def tables(columns: int) -> st.SearchStrategy:
    heads = tuples(st.builds(Column, INLINES), columns, least=columns)
    return st.builds(Table, heads, tuples(tuples(INLINES, columns)), INLINES)


WORDS = st.one_of(
    st.text(alphabet="abc é—\u00a0&<>(\\)", max_size=40),
    st.text(alphabet="ab 1(محמש日ア、ที", max_size=40),
)
INLINES = tuples(
    st.recursive(
        st.one_of(
            st.builds(Text, WORDS),
            st.builds(Text, st.integers(1, 400).map("word ".__mul__)),
            st.builds(Text, st.integers(1, 200).map("حاجز Velmark 日本、".__mul__)),
            st.builds(Text, st.integers(1, 150).map("x".__mul__)),
            st.builds(LineBreak),
            st.builds(Citation, st.integers(1, 4)),
            st.builds(Placeholder, WORDS),
        ),
        lambda inner: st.one_of(
            st.builds(Strong, tuples(inner)),
            st.builds(Emphasis, tuples(inner)),
            st.builds(Link, st.just("https://example.org/"), tuples(inner)),
        ),
        max_leaves=4,
    )
)
PARAGRAPHS = st.builds(Paragraph, INLINES)
POINTS = st.builds(Point, WORDS, st.floats(0, 1e9), WORDS)
BLOCKS = st.recursive(
    st.one_of(
        PARAGRAPHS,
        st.builds(Heading, st.integers(1, 4), INLINES),
        st.integers(1, 3).flatmap(tables),
        st.builds(PageBreak),
        st.builds(QuoteBlock, tuples(PARAGRAPHS), INLINES, reported=st.booleans()),
        st.builds(Chart, st.sampled_from(ChartKind), tuples(POINTS), INLINES),
    ),
    lambda inner: st.one_of(
        st.builds(Callout, tuples(inner), INLINES),
        st.builds(
            ListBlock,
            tuples(st.builds(ListItem, tuples(inner), st.sampled_from([None, "source-1"]))),
            st.sampled_from(ListRole),
        ),
    ),
    max_leaves=6,
)
DOCUMENTS = st.builds(Document, WORDS, tuples(BLOCKS, 5), kind=WORDS, marking=WORDS)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(DOCUMENTS)
def test_it_is_tagged_as_a_whole_and_in_order(document):
    file = write(document, Theme(), "pdf")
    for page in painted(file):
        assert all((thing.mark == ARTIFACT) == (thing.number is None) for thing in page)
        numbers = [thing.number for thing in page if thing.number is not None]
        # Lines that run from right to left are painted from the left, and heard from the right.
        assert numbers == sorted(numbers) or _is_turned(document)
    told = hear(file)
    heard = letters(told.text)
    assert all(words in heard for words in words_of(document.blocks))
    levels = [int(heading.role[1]) for heading in told.all(*HEADINGS)]
    assert all(level <= before + 1 for before, level in zip([0, *levels], levels, strict=False))
    assert all(link.text.strip() and link.links for link in told.all("Link"))


def _is_turned(document: Document) -> bool:
    return any("\u0590" <= letter < "\u0700" for text in texts(document) for letter in text)
