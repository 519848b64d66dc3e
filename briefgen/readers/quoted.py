"""What the sender of a mail wrote, without the earlier messages below it and the signature."""

from __future__ import annotations

import re

from briefgen.readers.paragraphs import paragraphs_of

_QUOTED_LINE = re.compile(r"\s*(?:[A-Z]{0,3}>|\|\s)")
# "On Tue, 10 Mar 2026 at 09:12, Ada Smith <ada@example.org> wrote:", which may wrap.
_WROTE = re.compile(
    r"(?:^|\n)[ \t]*(?:On\b[^\n]{4,200}(?:\n[^\n]{0,120}){0,2}?\bwrote"
    r"|Am\b[^\n]{4,200}(?:\n[^\n]{0,120})?\bschrieb[^\n]{0,80}"
    r"|Le\b[^\n]{4,200}(?:\n[^\n]{0,120})?\ba écrit) ?:[ \t]*(?=\n|$)"
)
_ORIGINAL = re.compile(
    r"(?:^|\n)[ \t]*(?:-{2,} ?Original (?:Message|Appointment) ?-{2,}"
    r"|_{10,}[ \t]*\n+[ \t]*From: |From: [^\n]+\n[ \t]*Sent: )",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"(?:^|\n)[ \t]*(?:-{2,} ?Forwarded message ?-{2,}|Begin forwarded message:)[ \t]*(?=\n|$)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"(?:^|\n)-- ?(?:\n|$)")
# Greeting and farewell on lines of their own; after the farewell come names and addresses.
_GREETING = re.compile(
    r"\A\s*(?:Dear|Hi|Hello|Hey|Good (?:morning|afternoon|evening))\b[^\n.?!]{0,60}[,:!]?[ \t]*"
    r"(?:\n|\Z)"
)
_FAREWELL = re.compile(
    r"(?:^|\n)[ \t]*(?:(?:(?:with )?(?:kind(?:est)?|best|warm(?:est)?) )?regards|best wishes"
    r"|all the best|(?:yours |very )?(?:sincerely|faithfully|truly)(?: yours)?|yours|cheers"
    r"|many thanks|thanks|thank you|best)(?: and best wishes)?[,.!]?[ \t]*(?:\n(?P<after>.*))?\Z",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_SIGNATURE = 400
_QUOTING_CLASSES = (
    "gmail_quote",
    "gmail_attr",
    "gmail_signature",
    "yahoo_quoted",
    "moz-cite-prefix",
    "moz-signature",
    "protonmail_quote",
    "protonmail_signature_block",
)
_QUOTING_IDS = ("divRplyFwdMsg", "appendonsend", "Signature", "ms-outlook-mobile-signature")


def own_text(text: str, *, keep_forwarded: bool) -> str:
    """The paragraphs of a plain-text mail that are the sender's own, parted by blank lines.

    What a mail forwards stays if ``keep_forwarded``: there the forwarded message is the matter.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _cut(text, keep_forwarded=keep_forwarded)
    kept = [line for line in text.split("\n") if not _QUOTED_LINE.match(line)]
    return "\n\n".join(paragraphs_of("\n".join(kept)))


def own_blocks(markup: str, *, keep_forwarded: bool) -> tuple[list[str], int]:
    """The paragraphs of an HTML mail that are the sender's own, and how many words it does not
    show."""
    from briefgen.readers.blocks import paragraphs_in, parse_html
    from briefgen.readers.unseen import take_out_unseen

    tree = parse_html(markup)
    if tree is None:
        return [], 0
    body = tree.find("body")
    body = body if body is not None else tree
    hidden = take_out_unseen(body)
    if not keep_forwarded:
        for element in list(body.iter()):
            if (
                isinstance(element.tag, str)
                and _quotes(element)
                and element.getparent() is not None
            ):
                element.drop_tree()
    text = _cut("\n".join(paragraphs_in(body)), keep_forwarded=keep_forwarded)
    return [line for line in text.split("\n") if line.strip()], hidden


def _cut(text: str, *, keep_forwarded: bool) -> str:
    """``text`` without the signature, up to where an earlier message begins."""
    if keep_forwarded:
        signature, forwarded = _SIGNATURE.search(text), _FORWARDED.search(text)
        if signature and forwarded and signature.start() < forwarded.start():
            return text[: signature.start()] + text[forwarded.end() :]
        return _FORWARDED.sub("\n\n", text)
    text = _without_introductions(text)
    for mark in (_SIGNATURE, _ORIGINAL, _FORWARDED):
        if found := mark.search(text):
            text = text[: found.start()]
    return _without_courtesies(text)


def _without_courtesies(text: str) -> str:
    """``text`` without its greeting, its farewell and the name below."""
    text = _GREETING.sub("", text, count=1)
    farewell = _FAREWELL.search(text)
    if farewell and len(farewell["after"] or "") <= _LONGEST_SIGNATURE:
        text = text[: farewell.start()]
    return text


def _without_introductions(text: str) -> str:
    """``text`` less each "On … wrote:", and what follows if no ">" marks what it quotes."""
    for found in list(_WROTE.finditer(text))[::-1]:
        # "On Tuesday the minister wrote:" opens a quote; a mail program gives a time or an address.
        if not re.search(r"\d[:.]\d\d|@|\d{4}", found[0]):
            continue
        following = text[found.end() :]
        marked = any(_QUOTED_LINE.match(line) for line in following.split("\n"))
        text = text[: found.start()] + ("\n\n" + following if marked else "")
    return text


def _quotes(element: object) -> bool:
    get = element.get  # type: ignore[attr-defined]
    if get("type") == "cite" or get("id") in _QUOTING_IDS:
        return True
    names = (get("class") or "").split()
    return any(name in names for name in _QUOTING_CLASSES)
