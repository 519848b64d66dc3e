"""What a worker process does for a template that did not come with the program."""

from __future__ import annotations

from datetime import date
from typing import Any

from briefgen.composition.markdown import to_blocks
from briefgen.composition.rendering import run_template
from briefgen.errors import TemplateError
from briefgen.model.brief import Brief
from briefgen.model.template import FrontMatter, Template


def answer(question: Any) -> Any:
    """``{"brief": …, "template": …}`` in; the rendering out, or ``{"fault": …}`` in one line.

    Its Markdown is read here once, to see that it can be: there is Markdown of a hundred kilobytes
    that takes minutes.
    """
    try:
        brief = Brief.model_validate(question["brief"])
        template = Template.model_validate(question["template"])
        rendering = run_template(brief, template)
        for text in (rendering.body, *rendering.author.values()):
            to_blocks(text, file=template.file)
    except TemplateError as fault:
        return {"fault": str(fault)}
    return rendering.model_dump(mode="json")


# One of each thing for which Python or a library loads something only when it is met.
_EVERYTHING = """\
# {{ "\\u00e9" ~ brief.title }} {{ 1_000 + 1.5 }}

**a** *b* `c` [d](http://e) <f> &amp;
{{ brief.issued|date("month") }} {{ brief.issued|date }} {{ 1.5|number }}
{{ brief.issued.isoformat() }}

| {{ "a b"|wordwrap(2)|title|truncate(3) }} | {{ [1.25, 2]|sort|sum|round|pprint }} |
|---|---|
| {{ 1000|filesizeformat }} | {{ "%s"|format("a")|urlencode }} {{ "{}".format(1) }} |

::: box A
{% for x in [{"a": 1}]|groupby("a") %}{{ loop.cycle("a", "b") }}{% endfor %}
{{ {"b": 1}|dictsort|map("first")|join(", ")|replace("b", "c")|striptags|wordcount }}
:::
"""
_FAULTS = ("{{ brief.x }}", "{{ brief.title|x }}", "{% x %}", "{{ ''.__class__ }}", "{{ 1 // 0 }}")


def warm_up(language: str) -> None:
    """Load all that a template may make us load, its faults and the words of ``language`` included:
    later no file can be opened.

    Raises:
        TemplateError: it does not work, and so nothing will.
    """
    brief = Brief(
        template="warm-up", title="a", issued=date(2026, 1, 1), language=language
    ).model_dump(mode="json")
    front = FrontMatter(name="warm-up", slots={})
    template = Template(
        front=front, body=_EVERYTHING, body_line=2, folders=("",), file="warm-up", sha256=""
    ).model_dump(mode="json")
    given = answer({"brief": brief, "template": template})
    if "fault" in given:
        raise TemplateError(given["fault"])
    for body in _FAULTS:
        answer({"brief": brief, "template": template | {"body": body}})
