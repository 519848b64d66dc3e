"""What a template prints without words that belong to it: of facts those that say how far they can
be trusted, of quotes their rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

from briefgen.composition.names import Wrong, items_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.composition.names import Known

_NEEDED = ("credit", "caution")
_REMEDY = "{{ fact.text }}{{ fact|credit }} {{ fact|cite }}{{ fact|caution }}"


def bare_facts(tree: nodes.Template, known: Known) -> Iterator[Wrong]:
    """A warning for each loop over facts that prints their words, but not who answers for them
    (``credit``) or that they are disputed (``caution``)."""
    for loop, name in items_in(tree, known, "fact"):
        texts = _texts(loop, name)
        filters = _filters(loop, name)
        lacking = [one for one in _NEEDED if one not in filters]
        if texts and lacking:
            words = " and ".join(f"`{one}`" for one in lacking)
            what = (
                f'"{name}.text" is printed without {words}, which say whose it is and that it is '
                f"disputed; write  {_REMEDY.replace('fact', name)}"
            )
            yield Wrong(min(texts), what, is_warning=True)


def cut_quotes(tree: nodes.Template, known: Known) -> Iterator[Wrong]:
    """A warning for each loop over quotes that prints ``text``: of a quote into which an
    attribution breaks that is the first part, and of a fragment no sentence."""
    for loop, name in items_in(tree, known, "quote"):
        if texts := _texts(loop, name):
            what = (
                f'"{name}.text" ends where “…, she said” breaks into a quote, and may be a '
                f"fragment; write  {{{{ {name}|quoted }}}}, which has all of it, with its marks"
            )
            yield Wrong(min(texts), what, is_warning=True)


def unnamed_quotes(tree: nodes.Template, known: Known) -> Iterator[Wrong]:
    """A warning for each loop over quotes that prints their words, but not who said them and
    where: neither ``byline`` nor a speaker with a citation."""
    for loop, name in items_in(tree, known, "quote"):
        filters = _filters(loop, name)
        lines = _texts(loop, name) + filters.get("quoted", [])
        named = _texts(loop, name, "speaker") and "cite" in filters
        if lines and not named and not {"byline", "speech"} & filters.keys():
            what = (
                f'the words of "{name}" are printed without who said them and where; add  '
                f"— {{{{ {name}|byline }}}}"
            )
            yield Wrong(min(lines), what, is_warning=True)


def _filters(loop: nodes.For, name: str) -> dict[str, list[int]]:
    """The filters through which a loop prints its variable ``name``, with their lines."""
    found: dict[str, list[int]] = {}
    for output in _outputs(loop):
        for node in output.find_all(nodes.Filter):
            if _is(node.node, name):
                found.setdefault(node.name, []).append(node.lineno)
    return found


def _outputs(loop: nodes.For) -> list[nodes.Output]:
    """All that a loop prints."""
    inside = [node for child in loop.body for node in child.find_all(nodes.Output)]
    return [*inside, *(child for child in loop.body if isinstance(child, nodes.Output))]


def _texts(loop: nodes.For, name: str, field: str = "text") -> list[int]:
    """The lines on which a loop prints the ``field`` of its variable ``name``."""
    return [
        node.lineno
        for output in _outputs(loop)
        for node in output.find_all(nodes.Getattr)
        if node.attr == field and _is(node.node, name)
    ]


def _is(node: nodes.Node | None, name: str) -> bool:
    return isinstance(node, nodes.Name) and node.name == name
