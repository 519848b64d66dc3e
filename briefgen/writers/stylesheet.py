"""The style sheet of an HTML page, made from a theme."""

from __future__ import annotations

import re
from string import Template

from briefgen.model.theme import Font, Theme
from briefgen.text.contrast import contrasting
from briefgen.typefaces import family_name

# The dark colours are ours, not the theme's: each has a contrast of 7 or more against #14181C
# and of 6 or more against the box, which no theme for paper could promise.
_CSS = Template("""\
:root {
  --text: $text; --muted: $muted; --accent: $accent; --rule: $rule; --box: $box;
  --mark: $placeholder; --mark-text: $text; --mark-bar: $bar; --paper: #FFFFFF;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #E7EBEF; --muted: #A9B4BE; --accent: #8CC4EC; --rule: #3A444D; --box: #1E252B;
    --mark: #4D4218; --mark-text: #FFF1B8; --mark-bar: #8CC4EC; --paper: #14181C;
  }
}
* { box-sizing: border-box; }
html { font-size: 106.25%; -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 46rem; padding: 1.25rem 1.5rem 2rem; background: var(--paper);
  color: var(--text); font-family: $fonts; line-height: 1.5; overflow-wrap: break-word;
}
main > p, section > p, li, .quote, h1, h2, h3, h4, h5, h6 { max-width: 40rem; }
.marking { margin: 0 0 2.2rem; text-align: $side; font-weight: 700; letter-spacing: .02em; }
body > footer .marking { margin: 1.4rem 0 0; color: var(--text); font-size: 1rem; }
.logo { margin: 0 0 1.4rem; text-align: $logo; }
.logo img { max-width: 100%; height: auto; }
@media screen and (prefers-color-scheme: dark) {
  .logo img { padding: .4rem; background: #FFFFFF; }
}
.band { margin: 0 0 1rem; color: var(--muted); font-size: .86rem; }
.kind {
  margin: 0 0 .4rem; color: var(--accent); font-size: .8rem; font-weight: 700;
  letter-spacing: .09em; text-transform: uppercase;
}
h1, h2, h3, h4, h5, h6 { font-family: $headings; line-height: 1.22; text-wrap: balance; }
h1 {
  margin: 0 0 1.3rem; font-size: clamp(1.5rem, 1.1rem + 2.2vw, 2rem); line-height: 1.16;
  letter-spacing: -.005em;
}
h2 { margin: 2.1rem 0 .6rem; font-size: 1.29rem; color: var(--accent); }
h3 { margin: 1.5rem 0 .4rem; font-size: 1.1rem; }
h4, h5, h6 { margin: 1.2rem 0 .3rem; font-size: 1rem; color: var(--muted); }
p { margin: 0 0 .7rem; }
.lead { margin: 1.1rem 0 1rem; font-size: 1.15rem; }
.small, body > footer { color: var(--muted); font-size: .86rem; }
.small { margin-top: 1.2rem; }
p + .small { margin-top: -.3rem; }
h2 + .small, h3 + .small, h4 + .small { margin: -.1rem 0 .25rem; }
.table:has(+ .small) { margin-bottom: .5rem; }
.table + .small { margin-top: 0; }
.nil { color: var(--muted); }
a { color: var(--accent); text-decoration-thickness: .06em; text-underline-offset: .18em; }
.citation { color: var(--accent); font-size: .86em; text-decoration: none; }
a.citation:hover, a.citation:focus { text-decoration: underline; }
.placeholder { background: var(--mark); color: var(--mark-text); padding: .05em .1em; }
ul, ol { margin: 0 0 1rem; padding-inline-start: 1.25rem; }
li { margin: 0 0 .4rem; }
li > p { margin: 0 0 .4rem; }
li > ul, li > ol { margin-bottom: .4rem; }
li::marker { color: var(--accent); }
li ul { list-style-type: "–  "; }
ol { padding: 0; list-style: none; }
ol > li { position: relative; padding-inline-start: 1.9rem; }
ol > li::before {
  content: attr(value) "."; position: absolute; inset-inline-start: 0; color: var(--accent);
  font-variant-numeric: tabular-nums;
}
ol.numbers > li::before { font-weight: 700; }
ol.paragraphs > li { margin-bottom: .7rem; }
ol.paragraphs > li::before { color: var(--muted); }
ol.sources { font-size: .86rem; }
ol.sources > li { padding-inline-start: 2.2rem; }
ol.sources > li::before { content: "[" attr(value) "]"; }
ol.sources > li:target { background: var(--box); }
ul.fields { padding: 0; list-style: none; }
ul.fields > li { display: flex; gap: 1rem; margin-bottom: .15rem; }
ul.fields .label { flex: 0 0 clamp(6rem, 18vw, 7rem); color: var(--muted); }
.quote {
  margin: .9rem 0 1.3rem; padding-block: .1rem; padding-inline-start: .95rem;
  border-inline-start: 2px solid var(--accent);
}
blockquote { margin: 0; }
blockquote p { margin: 0 0 .3rem; font-size: 1.08rem; }
figcaption, .reported .by { color: var(--muted); font-size: .86rem; }
.reported { margin: .9rem 0 1.3rem; max-width: 40rem; }
.reported p { margin: 0 0 .2rem; }
.box {
  margin: 1rem 0 1.4rem; padding: .9rem 1rem .6rem; background: var(--box);
  border-inline-start: 4px solid var(--accent);
}
.box > :last-child { margin-bottom: .2rem; }
.callout-title { margin-bottom: .4rem; color: var(--accent); font-weight: 700; }
.chart { max-width: 40rem; margin: .9rem 0 1.4rem; }
.chart figcaption { margin-bottom: .5rem; color: var(--text); font-weight: 700; }
.chart svg { display: block; width: 100%; height: auto; overflow: visible; }
.chart text { fill: var(--text); }
.chart .muted { fill: var(--muted); }
.chart .bar { fill: var(--mark-bar); }
.chart .shade { fill: var(--box); }
.chart line { stroke: var(--rule); stroke-width: .75; }
.table { overflow-x: auto; margin: .6rem 0 1.4rem; }
.table:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; }
@media (max-width: 36rem) {
  /* A shadow at each edge behind which there are more columns; the covers scroll away with them. */
  main > .table, main > section > .table {
    background:
      linear-gradient(to right, var(--paper) 40%, transparent) left / 2rem 100% local,
      linear-gradient(to left, var(--paper) 40%, transparent) right / 2rem 100% local,
      linear-gradient(to right, var(--rule), transparent) left / .7rem 100% scroll,
      linear-gradient(to left, var(--rule), transparent) right / .7rem 100% scroll;
    background-repeat: no-repeat;
  }
}
table { width: 100%; border-collapse: collapse; font-size: .92rem; line-height: 1.35; }
caption { padding-bottom: .4rem; text-align: start; font-weight: 700; }
th, td { padding-block: .35rem .4rem; padding-inline-end: .8rem; text-align: start;
  vertical-align: top; }
th:last-child, td:last-child { padding-inline-end: 0; }
th { color: var(--muted); font-size: .86rem; vertical-align: bottom; }
thead tr { border-bottom: 1.5px solid var(--accent); }
tbody tr { border-bottom: 1px solid var(--rule); }
.right { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
th.right + th:not(.right), td.right + td:not(.right) { padding-inline-start: .5rem; }
.centre { text-align: center; }
body > footer { margin-top: 2.2rem; }
body > footer .line { padding-top: .6rem; border-top: 1px solid var(--rule); }
body > footer p { margin: 0; }
@page {
  size: $size; margin: ${top}mm ${right}mm ${bottom}mm ${left}mm;
  @top-$side { content: "$marking"; font: 700 ${marked}pt $fonts; }
  @bottom-$side { content: "$marking"; font: 700 ${marked}pt $fonts; }
}
@page :first { @top-$side { content: none; } }
@media print {
  :root {
    --text: $text; --muted: $muted; --accent: $accent; --rule: $rule; --box: $box;
    --mark: $placeholder; --mark-text: $text; --mark-bar: $bar; --paper: #FFFFFF;
    color-scheme: light;
  }
  html { font-size: ${body}pt; }
  body { max-width: none; padding: 0; }
  body, .box, .placeholder { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  h1, h2, h3, h4, h5, h6, caption, .callout-title { break-after: avoid; }
  p:has(+ ul, + ol, + .table, + .quote) { break-after: avoid; }
  .quote, .reported, .chart, li, tr, .marking { break-inside: avoid; }
  thead { display: table-header-group; }
  p, li { orphans: 2; widows: 2; }
  .table { overflow: visible; background: none; }
  body > footer { display: none; }
  .page-break { break-after: page; }
}
""")

# What to take where a family is not installed: the same kind of letters, at best as wide.
_FALLBACK = '"Carlito", "Calibri", "Segoe UI", "Helvetica Neue", Arial, sans-serif'
_ARIAL = 'Arial, "Helvetica Neue", "Liberation Sans", sans-serif'
_SERIF = '"Georgia", "Cambria", "Times New Roman", serif'
_SERIFS = re.compile(r"(?<!sans )serif|georgia|garamond|times|tinos|roman|lora|merriweather|slab")
_SIDES = {"left": "left", "centre": "center", "right": "right"}


def stylesheet(theme: Theme, marking: str) -> str:
    """Rules for the colours, fonts and page of ``theme``; sizes on screen follow the reader's.

    ``marking`` stands at the top and bottom of every page that is printed.
    """
    page = theme.page
    return _CSS.substitute(
        **theme.colours.model_dump(),
        fonts=_stack(theme.fonts.text),
        headings=_stack(theme.fonts.headings),
        bar=contrasting(theme.colours.accent),
        marking=_string(marking),
        side=_SIDES[theme.marking.align],
        marked=f"{theme.marking.size:g}",
        logo=_SIDES[theme.logo.align],
        size=page.size.lower() if page.size == "Letter" else page.size,
        top=f"{page.top:g}",
        right=f"{page.right:g}",
        bottom=f"{page.bottom:g}",
        left=f"{page.left:g}",
        body=f"{theme.sizes.body:g}",
    )


def _stack(font: Font) -> str:
    """``font`` and what to take where it is not installed; nothing comes from the network."""
    family = family_name(font)
    fallback = _ARIAL if family == "Arimo" else _FALLBACK
    if _SERIFS.search(family.lower()) and "sans serif" not in family.lower():
        fallback = _SERIF
    # In CSS inside HTML neither quotes nor "<" may come from outside.
    name = "".join(letter for letter in family if letter.isalnum() or letter in " -_")
    return f'"{name}", {fallback}'


def _string(text: str) -> str:
    """``text`` inside a string of CSS, in which nothing can end the string or the style."""
    return "".join(
        letter if letter.isalnum() or letter in " -:./" else f"\\{ord(letter):X} "
        for letter in text
    )
