"""A Word file of our own, that looks as the theme says."""

from __future__ import annotations

from docx.opc.part import Part
from docx.oxml.ns import qn

from briefgen.model.document import Document
from briefgen.model.theme import Theme
from briefgen.writers.docx import package
from briefgen.writers.docx.base import Used
from briefgen.writers.docx.embedding import attach_fonts
from briefgen.writers.docx.furniture import Furniture, estimated_pages
from briefgen.writers.docx.look import Look
from briefgen.writers.docx.numbering import Numbering
from briefgen.writers.docx.palette import attach_palette
from briefgen.writers.docx.scripts import found_in, set_scripts
from briefgen.writers.docx.styles import styles
from briefgen.writers.docx.xml import Element, replace_children
from briefgen.writers.wording import texts


class Blank:
    """A file with nothing in it but the styles of ``theme``."""

    def __init__(self, document: Document, theme: Theme) -> None:
        self.document = document
        self.look = Look(theme).titled(document).labelled(document)
        self.lists = Numbering(self.look)
        self.used = Used()
        self.file = package.blank()
        package.set_page(self.file, self.look)
        package.set_properties(self.file, document)
        scripts = found_in(texts(document), document.language)
        sheet = styles(self.look, document.language, scripts)
        replace_children(self.file.styles.element, sheet)

    def take(self, body: list[Element], comments: list[Element]) -> None:
        """Put ``body`` into the file, with headers, footers, lists, fonts and colours."""
        if (logo := self._logo("title", self.file.part)) is not None:
            body = [logo, *body]
        self.file.element.body[:0] = body
        replace_children(self.file.part.numbering_part.element, self.lists.elements())
        self._set_furniture(body)
        set_scripts([*self._parts(), *comments], self.document.language)
        attach_palette(self.file.part, self.look.theme)
        package.set_settings(self.file, embeds=self._embed())

    def _set_furniture(self, body: list[Element]) -> None:
        """Headers and footers, of the first page and of the others."""
        section = self.file.sections[0]
        logo = self._logo("header", section.first_page_header.part)
        furniture = Furniture(self.document, self.look, estimated_pages(body), logo)
        for first_page, header, footer in (
            (True, section.first_page_header, section.first_page_footer),
            (False, section.header, section.footer),
        ):
            header.is_linked_to_previous = footer.is_linked_to_previous = False
            replace_children(header._element, furniture.header(first_page=first_page))
            replace_children(footer._element, furniture.footer(first_page=first_page))

    def _logo(self, position: str, part: Part) -> Element | None:
        """The logo of the theme where it belongs there, as a paragraph of ``part``."""
        own = self.look.theme.logo
        if not own.file or own.position != position:
            return None
        from briefgen.writers.docx.logo import logo_paragraph

        return logo_paragraph(part, self.look)

    def _embed(self) -> bool:
        """Put the faces that the file needs into it; whether there are any."""
        text = (run.text or "" for part in self._parts() for run in part.iter(qn("w:t")))
        named = {style.get(qn("w:val")) for style in self.file.element.body.iter(qn("w:rStyle"))}
        faces = 4 if "IntenseEmphasis" in named else 3 if "Emphasis" in named else 2
        own = self.look.theme.fonts
        fonts = dict.fromkeys((own.word, own.word_headings or own.word))
        return attach_fonts(self.file.part, fonts, text, faces)

    def _parts(self) -> list[Element]:
        """The body, and headers and footers of the first page and of the others."""
        section = self.file.sections[0]
        around = (
            section.header, section.first_page_header, section.footer, section.first_page_footer,
        )  # fmt: skip
        return [self.file.element.body, *(part._element for part in around)]
