"""The article in a page: what is known to be furniture goes, then the least part that holds all
prose is taken.

The text of an article must not be lost, so whatever holds much of the prose of a page stays,
whatever it is called; so does whatever holds the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefgen.readers import furniture
from briefgen.readers.blocks import is_block, layout_tables
from briefgen.readers.repeats import repeats_in
from briefgen.readers.unseen import is_hidden
from briefgen.readers.weights import Weight, weigh

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PARTS_OF_TABLES = frozenset({"td", "th", "tr", "tbody", "thead", "tfoot", "caption", "col"})
_LISTS = frozenset({"ul", "ol", "dl"})
_NOTE_MARK = re.compile(r"\[?\s*(?:\d{1,3}|[a-z]|note \d+)\s*\]?", re.IGNORECASE)
_LEAST_ABOVE_COMMENTS = 40  # words of prose
_LONGEST_LABEL = 14  # words
_LONGEST_CARD = 60  # words
_LONGEST_LINK = 20  # words; a paragraph that is a link may be matter all the same
_MUCH, _MOST, _LITTLE = 0.5, 0.9, 0.3
_FEW_WORDS = 30


class Page:
    """The body of a page, weighed anew after each round in which parts of it went."""

    def __init__(self, body: Any, headline: Any, weights: dict[Any, Weight] | None = None) -> None:
        self.body, self._changed = body, False
        self._headline = headline
        self._holds_headline = set() if headline is None else {headline, *headline.iterancestors()}
        self.weights = weights or weigh(body)
        self.prose = self.weights[body].prose

    def _weigh(self) -> None:
        """Weigh anew, if anything went since."""
        if self._changed:
            self.weights = weigh(self.body)
            self.prose = self.weights[self.body].prose
            self._changed = False

    def _drop(self, element: Any) -> None:
        """Take an element out and leave what follows it."""
        if element.getparent() is not None:
            element.drop_tree()
            self._changed = True

    def take_out_plain_furniture(self) -> None:
        """Menus, comments and what is meant for screen readers."""
        self._take_out_comments()
        self._weigh()
        layout = layout_tables(self.body)
        self._take_out(lambda element: self._is_plain_furniture(element, layout))
        self._weigh()

    def take_out_boxes(self) -> None:
        """Links to other things, in lists, in cards, below a label."""
        for label in [element for element in self.body.iter() if self._is_label(element)]:
            if self._is_in(label):
                self._take_out_box(label)
        self._weigh()
        layout = layout_tables(self.body)
        self._take_out(lambda element: self._is_links(element, layout))
        for field in self.body.xpath(".//input | .//textarea"):
            if field.get("type", "text") in {"text", "email"}:
                self._take_out_asking(field)
        for card in self._cards():
            if self._is_in(card):
                self._drop(card)
        self._weigh()

    def root(self) -> Any:
        """The least element that holds the prose, less what stands above the headline in it."""
        element = self.body
        while (child := self._main_child(element)) is not None:
            element = child
        headline = self._headline
        if headline is not None and element in self._holds_headline and element is not headline:
            above = list(_above(headline, element))
            if sum(self.weights[one].prose for one in above if one in self.weights) <= _FEW_WORDS:
                for one in above:
                    self._drop(one)
        return element

    def standfirst(self, root: Any) -> list[str]:
        """Lines behind the headline that the article is without, where it begins elsewhere."""
        if self._headline is None or root in self._holds_headline:
            return []
        lines = []
        for element in self._headline.itersiblings(*_HEADINGS, "p"):
            weight = self.weights.get(element)
            if weight is not None and weight.words > 3 and not weight.links:
                lines.append(_text(element))
        return lines

    def take_out_bare_headings(self, root: Any) -> None:
        """Headings at the end, with nothing under them: what they headed went."""
        for element in reversed(list(root.iter())):
            if element is root or (element.tail or "").strip():
                return
            weight = self.weights.get(element)
            if weight is None or not weight.own:
                continue
            heading = element if element.tag in _HEADINGS else None
            heading = heading if heading is not None else next(_headings_of(element), None)
            if heading is None or self.weights[heading].words > _LONGEST_LABEL:
                return
            self._drop(heading)

    def take_out_repeats(self, root: Any) -> None:
        """Pull quotes."""
        for element in repeats_in(root, self.weights):
            self._drop(element)

    def _take_out(self, is_out: Any) -> None:
        stack = [self.body]
        while stack:
            element = stack.pop()
            if element is not self.body and isinstance(element.tag, str) and is_out(element):
                self._drop(element)
            else:
                stack.extend(element)

    def _is_plain_furniture(self, element: Any, layout: set[Any]) -> bool:
        names, weight = furniture.names_of(element), self.weights[element]
        if furniture.is_unseen(names) or is_hidden(element):
            return True
        if element in self._holds_headline or element.tag in {"main", "html"}:
            return False
        if not is_block(element) and not str(element.tag).startswith(("amp-", "nav")):
            return self._is_inline_furniture(element, names)
        if element.tag in _PARTS_OF_TABLES and not _is_in_layout(element, layout):
            return False
        if self.prose and weight.prose > self.prose * _MUCH:
            return False
        if furniture.is_furniture(element, names):
            return True
        if furniture.is_caption(element, names):
            kept = next(element.iter("table"), None) is not None
            kept = kept or furniture.tells_who_reported(_text(element))
            return weight.words < 100 and not kept
        return self._is_likely_furniture(element, names, weight)

    def _is_inline_furniture(self, element: Any, names: frozenset[str]) -> bool:
        if element.tag in {"button", "select"}:
            return True
        if element.tag == "sup" and next(element.iter("a"), None) is not None:
            return _NOTE_MARK.fullmatch(_text(element)) is not None
        return element.tag == "span" and furniture.is_caption(element, names)

    def _is_likely_furniture(self, element: Any, names: frozenset[str], weight: Weight) -> bool:
        much_links = weight.link_share > _LITTLE
        if element.tag == "aside":
            return not self._is_in_article(element) or much_links or weight.words < 8
        if element.tag == "header":
            in_article = next(element.iterancestors("article", "main"), None) is not None
            return not in_article and weight.prose < _FEW_WORDS
        if element.tag == "figure":
            kept = ("table", "pre", "blockquote", "p", "ul")
            return next(element.iter(*kept), None) is None
        if element.tag == "form":
            return weight.prose < _FEW_WORDS
        if not furniture.may_be_furniture(names):
            return False
        if element.tag == "p" and weight.prose:
            return much_links
        return weight.prose < _FEW_WORDS or (much_links and weight.prose < self.prose * _LITTLE)

    def _is_in_article(self, element: Any) -> bool:
        if next(element.iterancestors("article", "main"), None) is not None:
            return True
        beside = (element.getprevious(), element.getnext())
        return any(one is not None and one.tag == "p" and self.weights[one].prose for one in beside)

    def _take_out_comments(self) -> None:
        above, stack = 0, [self.body]
        while stack:
            element = stack.pop()
            weight = self.weights.get(element)
            if weight is None or not isinstance(element.tag, str):
                continue
            is_known = element is not self.body and element not in self._holds_headline
            if is_known and is_block(element) and above >= _LEAST_ABOVE_COMMENTS:
                if furniture.is_of_comments(furniture.names_of(element)):
                    self._drop(element)
                    continue
                if weight.words <= _LONGEST_LABEL and self._heads_comments(element):
                    top = self._climb(element, lambda parent: True)
                    for one in [top, *top.itersiblings()]:
                        self.weights.pop(one, None)
                        self._drop(one)
                    continue
            above += weight.run
            stack.extend(reversed(element))

    def _heads_comments(self, element: Any) -> bool:
        """Whether an element heads what readers say, and not a section among others."""
        if not self.weights[element].words or not furniture.ends_article(_text(element)):
            return False
        others = element.itersiblings(element.tag) if element.tag in _HEADINGS else iter(())
        return next(others, None) is None

    def _is_label(self, element: Any) -> bool:
        weight = self.weights.get(element)
        if weight is None or not is_block(element) or element in self._holds_headline:
            return False
        if not 0 < weight.words <= _LONGEST_LABEL or weight.own < weight.words:
            return False
        text = _text(element)
        return furniture.heads_box(text) or furniture.speaks_of_paying(text)

    def _take_out_box(self, label: Any) -> None:
        words = self.weights[label].words
        top = self._climb(label, self._may_be_box)
        behind = top.getnext() if self.weights[top].words <= words + 3 else None
        self._drop(top)
        is_first = True
        while behind is not None and self._may_stand_in_box(behind, is_first=is_first):
            one, behind, is_first = behind, behind.getnext(), False
            self._drop(one)

    def _take_out_asking(self, field: Any) -> None:
        """Take out what asks for an address, or for words to look for: a few lines around it."""
        asking = None
        for element in field.iterancestors():
            weight = self.weights[element]
            if element in self._holds_headline or weight.words > _LONGEST_CARD:
                break
            if weight.prose > self.prose * _LITTLE:
                break
            asking = element
        if asking is not None and self._is_in(asking):
            self._drop(asking)

    def _may_stand_in_box(self, element: Any, *, is_first: bool) -> bool:
        """Whether what follows a label is what it labels: links, a list of some, a contact."""
        weight = self.weights.get(element)
        if weight is None or not weight.words or weight.link_share >= _MUCH:
            return True
        if is_first and element.tag in _LISTS and weight.link_share > 0.2:
            return True
        if furniture.is_furniture(element, furniture.names_of(element)):
            return True
        return weight.prose < _FEW_WORDS and furniture.gives_contact(_text(element))

    def _may_be_box(self, parent: Any) -> bool:
        weight = self.weights[parent]
        if self.prose and weight.prose > self.prose * _MUCH:
            return False
        return weight.prose < _FEW_WORDS or weight.link_share > 0.2

    def _climb(self, element: Any, may: Any) -> Any:
        """The largest part that ``element`` opens, as far as ``may`` goes; the headline's is none,
        nor is a column of a page or all of it."""
        while True:
            parent = element.getparent()
            if parent is None or parent is self.body or parent in self._holds_headline:
                return element
            if parent.tag in {"main", "td", "tr"} or not may(parent):
                return element
            first = element.getprevious()
            while first is not None and not self._words_in(first):
                first = first.getprevious()
            if first is not None or (parent.text or "").strip():
                return element
            element = parent

    def _words_in(self, element: Any) -> int:
        weight = self.weights.get(element)
        return (weight.words if weight else 0) + len((element.tail or "").split())

    def _is_links(self, element: Any, layout: set[Any]) -> bool:
        weight = self.weights.get(element)
        if weight is None or not weight.words or element in self._holds_headline:
            return False
        if not is_block(element) or element.tag in _HEADINGS | _PARTS_OF_TABLES - {"td"}:
            return False
        if element.tag == "td" and not _is_in_layout(element, layout):
            return False
        if element.tag == "p" and weight.words >= _LONGEST_LINK:
            return False
        if weight.link_share >= 0.6 and weight.prose <= min(_FEW_WORDS, weight.words * _LITTLE):
            return element.tag != "li" or weight.words < 8 or next(element.iter("p"), None) is None
        if weight.links == 0 or weight.words > _LONGEST_CARD:
            return False
        points = weight.link_share >= _MUCH or not weight.prose
        if points and furniture.points_elsewhere(_text(element)):
            return True
        return self._is_imprint(element)

    def _is_imprint(self, element: Any) -> bool:
        """Whether the links of an element lead to terms, privacy and the like."""
        if self.weights[element].prose > self.prose * _LITTLE:
            return False
        legal = (one for one in element.iter("a") if furniture.is_legal(_text(one)))
        # In a sentence of an article "privacy" may be a link as well.
        return any(self._stands_among_links(one) for one in legal)

    def _stands_among_links(self, link: Any) -> bool:
        block = next((one for one in link.iterancestors() if is_block(one)), self.body)
        return self.weights[block].own_links * 2 >= self.weights[block].own

    def _is_card(self, element: Any) -> bool:
        weight = self.weights.get(element)
        if weight is None or not 3 < weight.words <= _LONGEST_CARD:
            return False
        if element in self._holds_headline:
            return False
        heading = next(element.iter(*_HEADINGS), None)
        if heading is not None and self._is_linked(heading):
            return True
        first = next((one for one in element.iter() if self.weights[one].own), None)
        return first is not None and self._is_linked(first) and 3 < self.weights[first].own < 30

    def _is_linked(self, element: Any) -> bool:
        weight = self.weights[element]
        if weight.own and weight.own_links > weight.own * _MOST:
            return weight.words == weight.own or is_block(element)
        return weight.link_share > _MOST or any(one.tag == "a" for one in element.iterancestors())

    def _cards(self) -> list[Any]:
        """The cards that stand beside others like them, where those are not what the page is about:
        a link with a line or two on what it leads to."""
        groups: dict[tuple[Any, str], list[Any]] = {}
        for element in self.body.iter("div", "li", "article", "section", "aside"):
            groups.setdefault((element.getparent(), element.tag), []).append(element)
        found: list[Any] = []
        for (_, tag), group in groups.items():
            prose = sum(self.weights[one].prose for one in group if one in self.weights)
            if (len(group) > 1 or tag in {"article", "aside"}) and prose <= self.prose * _MUCH:
                found += [one for one in group if self._is_card(one)]
        return found

    def _main_child(self, element: Any) -> Any:
        """The child that holds all prose of an element, but for a little behind it."""
        weight = self.weights[element]
        if not weight.prose or weight.run:
            return None
        child = max(
            (one for one in element if one in self.weights),
            key=lambda one: self.weights[one].prose,
            default=None,
        )
        if (
            child is None
            or child.tag in {"p", "table", "tr", "tbody", "pre", "blockquote"} | _LISTS
        ):
            return None
        others = [one for one in element if one is not child and self._words_in(one)]
        lost = weight.prose - self.weights[child].prose
        if lost > weight.prose * 0.08:
            return None
        if lost and any(self.weights[one].prose for one in child.itersiblings(preceding=True)):
            return None
        texts = {"p", "ul", "ol", "table", "blockquote", *_HEADINGS}
        if child not in self._holds_headline and self._headline is not None:
            # Between headline and text stands what the text begins with.
            others = [one for one in others if one not in self._holds_headline]
        return None if any(one.tag in texts for one in others) else child

    def _is_in(self, element: Any) -> bool:
        return any(one is self.body for one in element.iterancestors())


def _headings_of(element: Any) -> Iterator[Any]:
    """The heading that an element with text of its own stands in, all of it."""
    yield from element.iterancestors(*_HEADINGS)


def _above(headline: Any, root: Any) -> Iterator[Any]:
    """What stands before the headline under ``root``."""
    for element in (headline, *headline.iterancestors()):
        if element is root:
            return
        yield from element.itersiblings(preceding=True)


def _is_in_layout(element: Any, layout: set[Any]) -> bool:
    table = next(element.iterancestors("table"), None)
    return table is None or table in layout


def _text(element: Any) -> str:
    return " ".join(" ".join(str(part) for part in element.itertext()).split())
