"""Where items come from, and the language of what is quoted, on the way into a document."""

from __future__ import annotations

from briefs import dossier, written

from briefgen.composition.markdown import to_blocks
from briefgen.model.document import Citation, QuoteBlock

QUOTE = "> “Слава.”\n>\n> — Міністр [@2:1#q-1]\n"


def test_a_citation_names_its_item():
    (block,) = to_blocks("So. [@3:7#f-s1-9]", file="t")
    assert block.content[-1] == Citation(3, 7, "f-s1-9")
    (block,) = to_blocks("So. [@3]", file="t")
    assert block.content[-1] == Citation(3)


def test_a_quote_from_a_source_in_another_language_names_that_language():
    (foreign,) = to_blocks(QUOTE, file="t", foreign={2: "uk"})
    (own,) = to_blocks(QUOTE, file="t", foreign={1: "uk"})
    assert isinstance(foreign, QuoteBlock) and foreign.language == "uk"
    assert isinstance(own, QuoteBlock) and own.language == ""


def test_every_citation_of_an_item_leads_to_an_origin():
    document = written("media-brief", "sample sources").document
    known = {(origin.item, origin.number) for origin in document.origins}
    cited = {
        (inline.item, inline.number)
        for block in document.blocks
        for inline in getattr(block, "content", ())
        if isinstance(inline, Citation)
    }
    assert cited and cited <= known


def test_an_origin_holds_the_sentence_the_place_and_the_source():
    texts = {s.sha256: s.text for s in dossier("sample sources").sources}
    document = written("media-brief", "sample sources").document
    for origin in document.origins:
        text = texts[origin.sha256]
        assert origin.sentence in text
        assert text[origin.start : origin.end] in origin.sentence
        assert origin.reference
