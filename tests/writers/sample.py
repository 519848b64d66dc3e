"""A realistic brief as a ``Document``: an invented flood at an invented harbour."""

# ruff: noqa: E501  (a sentence or a row of a table stays on its line)

from __future__ import annotations

from dataclasses import replace
from datetime import date

from briefgen.model.document import (
    Align,
    Block,
    Callout,
    Citation,
    Column,
    Document,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    Link,
    ListBlock,
    ListItem,
    ListRole,
    Paragraph,
    ParagraphRole,
    Placeholder,
    QuoteBlock,
    Strong,
    Table,
    Text,
)


def words(*parts: str | int | Inline) -> Inlines:
    """Inlines from strings, citation numbers and inlines."""
    made: list[Inline] = []
    for part in parts:
        match part:
            case str():
                made.append(Text(part))
            case int():
                made.append(Citation(part))
            case _:
                made.append(part)
    return tuple(made)


def paragraph(*parts: str | int | Inline, role: ParagraphRole = ParagraphRole.BODY) -> Paragraph:
    return Paragraph(words(*parts), role)


def item(*parts: str | int | Inline, anchor: str | None = None) -> ListItem:
    return ListItem((paragraph(*parts),), anchor)


def heading(level: int, text: str) -> Heading:
    return Heading(level, words(text))


def bullets(*items: ListItem) -> ListBlock:
    return ListBlock(items)


def bold(text: str) -> Strong:
    return Strong((Text(text),))


FIELDS = ListBlock(
    (
        item(bold("To"), " Minister for Ports and Coastal Affairs"),
        item(bold("From"), " Civil Contingencies Division"),
        item(bold("Date"), " 23 November 2026, position at 16:00"),
        item(
            bold("Purpose"),
            " For information, before the statement to the House on Tuesday 24 November; no decision "
            "is asked for",
        ),
    ),
    ListRole.FIELDS,
)

BOTTOM_LINE = Callout(
    (
        bullets(
            item(
                "The Varn barrier held, but the inner basin at Port Ellesby flooded ",
                bold("312 homes"),
                " after a lock gate failed at 02:40 on Sunday ",
                1,
                " ",
                2,
                ".",
            ),
            item(
                "Two people died and 17 were treated in hospital; one person is still missing ",
                1,
                ".",
            ),
            item(
                "The harbour authority and the county give different figures for the damage: €38 "
                "million and €52 million ",
                3,
                " ",
                4,
                ".",
            ),
            item(
                "Container traffic is expected to resume by Thursday, subject to a survey ", 5, "."
            ),
        ),
    ),
    words("Key points"),
)

SITUATION = ListBlock(
    (
        item(
            "A lock gate at the inner basin of Port Ellesby gave way at 02:40 on Sunday 22 November, "
            "two hours before high water. Water reached the streets of the Old Quay within 25 minutes, "
            "according to the harbour authority ",
            1,
            ".",
        ),
        item(
            "The storm surge peaked at 4.12 m above datum, the highest since 1987 and 18 cm below the "
            "design level of the Varn barrier, which closed on time and held ",
            2,
            " ",
            5,
            ".",
        ),
        item(
            "The county moved 1,140 people to four reception centres. All but 96 had gone home or to "
            "relatives by Monday noon ",
            4,
            ".",
        ),
        item(
            "The last inspection of the gate was in March 2024. The report, seen by the ",
            Emphasis((Text("Ellesby Courier"),)),
            ", graded its hinges “serviceable, replace within 24 months” ",
            3,
            ".",
        ),
    ),
    ListRole.PARAGRAPHS,
)

QUOTES: tuple[Block, ...] = (
    QuoteBlock(
        (
            paragraph(
                "“We had the alarm, we had the crews on the quay, and we had eleven minutes. What we "
                "did not have was a gate that would close.”"
            ),
        ),
        words("— Marit Oldenhall, harbour master, Port Ellesby, 22 November 2026 ", 1),
    ),
    QuoteBlock(
        (
            paragraph(
                "“The barrier did what it was built to do. The basin behind it was never meant to take "
                "a surge on its own, and the authority has known that since the 2019 review.”"
            ),
        ),
        words("— Professor Idris Kell, coastal engineer, University of Norrmark ", 3),
    ),
    QuoteBlock(
        (paragraph("“Every family that lost its home will be housed before Christmas.”"),),
        words("— Anneke Thorsby, chair of the county council ", 4),
    ),
)

FIGURES = Table(
    (
        Column(words("Measure")),
        Column(words("Figure"), Align.RIGHT),
        Column(words("Change"), Align.RIGHT),
        Column(words("As of")),
        Column(words("Stated by")),
    ),
    (
        (words("Homes flooded"), words("312"), words("+41"), words("23 Nov, noon"), words("County council ", 4)),
        (words("People evacuated"), words("1,140"), words("–"), words("22 Nov"), words("County council ", 4)),
        (words("Peak surge above datum"), words("4.12 m"), words("–"), words("22 Nov, 04:31"), words("National Hydrographic Office ", 2)),
        (words("Estimated damage"), words("€38 million"), words("–"), words("23 Nov"), words("Port Ellesby Harbour Authority ", 1)),
        (words("Estimated damage"), words("€52 million"), words("+€7 million"), words("23 Nov"), words("County council ", 4)),
        (words("Vessels waiting in the roads"), words("26"), words("+9"), words("23 Nov, 06:00"), words("Harbour authority ", 5)),
    ),
    words("Figures as stated by the sources"),
)  # fmt: skip

TIMELINE = Table(
    (Column(words("When")), Column(words("What happened"))),
    (
        (words("March 2024"), words("Last inspection of the inner lock gate; hinges graded serviceable ", 3)),
        (words("21 Nov, 18:00"), words("Hydrographic office issues a red surge warning for the Norrmark coast ", 2)),
        (words("21 Nov, 23:15"), words("The Varn barrier closes ", 5)),
        (words("22 Nov, 02:40"), words("The lock gate fails; water enters the Old Quay ", 1)),
        (words("22 Nov, 04:31"), words("Surge peaks at 4.12 m ", 2)),
        (words("23 Nov, noon"), words("County revises the number of flooded homes from 271 to 312 ", 4)),
    ),
    words("Sequence of events"),
)  # fmt: skip


def source(number: int, *parts: str | Inline) -> ListItem:
    return item(*parts, anchor=f"source-{number}")


def link(url: str, text: str = "") -> Link:
    return Link(url, (Text(text or url.removeprefix("https://")),))


SOURCES = ListBlock(
    (
        source(1, "Port Ellesby Harbour Authority, “Statement on the failure of lock gate 2”, press "
               "release, 22 November 2026, ", link("https://www.ellesbyport.example/news/lock-gate-2")),
        source(2, "National Hydrographic Office, “Surge bulletin 14/2026”, 22 November 2026, ",
               link("https://hydro.example/bulletins/2026/14")),
        source(3, "Ellesby Courier, “Hinges were due for replacement, report shows”, Jon Farrow, 23 "
               "November 2026, ", link("https://courier.example/2026/11/23/hinges-due-for-replacement?ref=a&b=1")),
        source(4, "Norrmark County Council, “Flood response: situation at noon”, 23 November 2026, ",
               link("https://norrmark.example/flood/noon-23")),
        source(5, "Port Ellesby Harbour Authority, e-mail of the duty officer to the Division, 23 "
               "November 2026, 06:40 (", link("mailto:duty@ellesbyport.example", "duty@ellesbyport.example"), ")"),
    ),
    ListRole.SOURCES,
)  # fmt: skip

BLOCKS: tuple[Block, ...] = (
    FIELDS,
    paragraph(
        "A failed lock gate, not the storm barrier, let the sea into Port Ellesby. The town is safe; "
        "who pays, and why the hinges were not replaced, will be the questions of the week.",
        role=ParagraphRole.LEAD,
    ),
    BOTTOM_LINE,
    heading(1, "Situation"),
    SITUATION,
    heading(1, "Figures"),
    FIGURES,
    heading(1, "What was said"),
    *QUOTES,
    heading(1, "Disputed and unknown"),
    heading(2, "Cost of the damage"),
    paragraph(
        "The harbour authority puts the damage at €38 million, quay walls and cranes only ", 1, ". "
        "The county’s €52 million includes private homes and was raised by €7 million on Monday ", 4,
        ". The two figures do not measure the same thing.",
    ),
    heading(2, "Cause of the failure"),
    paragraph("No source states a cause. The authority has commissioned an inquiry ", 1, "."),
    heading(1, "Outlook"),
    paragraph("What is due in the next three days:"),
    ListBlock(
        (
            item("The survey of the fairway ends on Wednesday evening ", 5, "."),
            ListItem(
                (
                    paragraph("Three ships with perishable cargo have asked for priority:"),
                    bullets(
                        item("two from the southern route, due on Wednesday;"),
                        item("one in the roads since Saturday."),
                    ),
                )
            ),
            item("The council meets in extraordinary session on Thursday ", 4, "."),
        ),
        ListRole.NUMBERS,
    ),
    heading(1, "Timeline"),
    TIMELINE,
    heading(1, "Corrections issued"),
    paragraph("No correction was found in the sources.", role=ParagraphRole.NIL),
    heading(1, "Assessment"),
    paragraph(Placeholder("your assessment, two sentences")),
    heading(1, "Sources"),
    SOURCES,
    paragraph(
        "Made by briefgen 0.1.0 from 5 sources, template “information note”, no language model. Each "
        "line can be traced to its source; quotes are verbatim.",
        role=ParagraphRole.SMALL,
    ),
)  # fmt: skip

SAMPLE = Document(
    title="Port Ellesby: lock gate failure and flooding of the Old Quay",
    blocks=BLOCKS,
    kind="Information note",
    language="en-GB",
    author="Civil Contingencies Division",
    subject="Flooding at Port Ellesby, 22 November 2026",
    keywords=("flood", "Port Ellesby", "harbour"),
    marking="OFFICIAL",
    reference="CCD/2026/114",
    modified=date(2026, 11, 23),
)


def long_table(rows: int) -> Table:
    """A table that needs more than one page."""
    return Table(
        FIGURES.columns,
        tuple(FIGURES.rows[n % len(FIGURES.rows)] for n in range(rows)),
        words(f"Figures, {rows} rows"),
    )


LONG_TABLE_SAMPLE = replace(
    SAMPLE,
    title="Port Ellesby: all figures stated by the sources since the failure of the lock gate, with "
    "the changes that each of them has seen and the offices that stand behind them",
    blocks=(*BLOCKS[:5], heading(1, "Figures"), long_table(40), heading(1, "Sources"), SOURCES),
)
