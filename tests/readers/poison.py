"""Files that harm whoever reads them, made here: small enough, and inert beyond their reader."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

from .samples import drawn_pdf, mail, word_file, word_paragraph


def hanging_page() -> bytes:
    """Hundreds of thousands of attributes, which libxml2 compares with one another: one call in C,
    within which no handler of Python runs."""
    attributes = " ".join(f"a{number}=1" for number in range(300_000))
    return f"<html><body><p {attributes}>text</p></body></html>".encode()


def page_of_links() -> bytes:
    """A page of so many links that Python takes long to weigh them."""
    return ("<html><body>" + "<a href=x>l</a> " * 350_000 + "<p>" + "text here. " * 2000).encode()


def swelling_pdf(megabytes: int) -> bytes:
    """A page whose content unpacks to ``megabytes`` of blanks."""
    packer = zlib.compressobj(1)
    content = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(megabytes)) + packer.flush()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(content), content),
    )
    file, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(file)
    return file + b"xref\n0 5\n0000000000 65535 f \n" + table + trailer


def swelling_word_file(megabytes: int) -> bytes:
    """A document that says little and unpacks to much."""
    return repacked(word_file(word_paragraph("A" * (megabytes << 20))))


def repacked(file: bytes) -> bytes:
    """A zip archive with its parts compressed."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(file)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return target.getvalue()


def crowded_word_file(parts: int) -> bytes:
    """A document with ``parts`` empty parts that it does not need."""
    target = io.BytesIO(word_file(word_paragraph("Text.")))
    with zipfile.ZipFile(target, "a") as archive:
        for number in range(parts):
            archive.writestr(f"x/{number}", b"")
    return target.getvalue()


def word_file_of_entities(prologue: str) -> bytes:
    return word_file(word_paragraph("before &e; after"), prologue=prologue)


def curious_word_file(wanted: Path) -> bytes:
    """A document that asks for the content of a file of its reader's."""
    return word_file_of_entities(f'<!DOCTYPE x [<!ENTITY e SYSTEM "{wanted.as_uri()}">]>')


def laughing_word_file() -> bytes:
    """An entity of entities of entities: a billion words in a few hundred bytes."""
    more = "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdfgh", "bcdfghe", strict=True)
    )
    return word_file_of_entities(f'<!DOCTYPE x [<!ENTITY a "ha">{more}]>')


def deep_word_file() -> bytes:
    inner = word_paragraph("deep")
    opened, closed = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return repacked(word_file(opened * 2000 + inner + closed * 2000))


def deep_page() -> bytes:
    return b"<html><body>" + b"<div>" * 100_000 + b"deep text here"


def deep_mail() -> bytes:
    nested = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(5000)
    )
    return f"From: a@b.example\nSubject: nest\nMIME-Version: 1.0\n{nested}\n\nbody\n".encode()


def poisoned(folder: Path) -> dict[str, bytes]:
    """Ten files by name that hang, eat memory, swell, nest or lie; ``folder`` holds a secret."""
    return {
        "hang.html": hanging_page(),
        "links.html": page_of_links(),
        "swell.pdf": swelling_pdf(1000),
        "swell.docx": swelling_word_file(20),
        "crowd.docx": crowded_word_file(6000),
        "curious.docx": curious_word_file(folder / "secret"),
        "laugh.docx": laughing_word_file(),
        "deep.docx": deep_word_file(),
        "deep.eml": deep_mail(),
        "locked.pdf": drawn_pdf(["Locked."], password="word"),  # noqa: S106 - to be refused
    }


def friendly() -> dict[str, bytes]:
    """Fifty files by name, of every format."""
    files: dict[str, bytes] = {}
    for number in range(10):
        words = f"The committee voted to open inquiry {number}. It meets again on Friday."
        files |= {
            f"{number}.txt": words.encode(),
            f"{number}.html": f"<html><body><p>{words}</p></body></html>".encode(),
            f"{number}.pdf": drawn_pdf([words]),
            f"{number}.docx": word_file(word_paragraph(words)),
            f"{number}.eml": mail(words),
        }
    return files
