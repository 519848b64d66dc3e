"""Which characters of a document no installed font can print."""

from __future__ import annotations

import unicodedata

from briefgen.model.document import Document
from briefgen.model.manifest import Unprinted
from briefgen.model.theme import Theme
from briefgen.writers.furniture import theme_words
from briefgen.writers.pdf.fallback import remedy
from briefgen.writers.pdf.fonts import register
from briefgen.writers.pdf.typesetter import Typesetter, code
from briefgen.writers.wording import texts


def find(document: Document, theme: Theme) -> tuple[Unprinted, ...]:
    """The characters that a PDF of ``document`` shows a stand-in for, the most frequent first."""
    words = (*texts(document), *theme_words(theme))
    faces = (*register(theme.fonts.text).faces, *register(theme.fonts.headings).faces)
    missing = Typesetter(words, faces, document.language).missing
    return tuple(
        Unprinted(
            character=character,
            shown=code(character),
            name=unicodedata.name(character, ""),
            count=count,
            extra=remedy(character),
        )
        for character, count in sorted(missing.items(), key=lambda entry: (-entry[1], entry[0]))
    )
