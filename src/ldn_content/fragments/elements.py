"""The elements of a page that are open, as a browser has them where tags are left out, misplaced or never closed."""

from __future__ import annotations

from collections import Counter
from typing import Generic, TypeVar

P = TypeVar("P")


def names(text: str) -> frozenset[str]:
    """Return the names of elements in a text with spaces between.

    >>> sorted(names("em b"))
    ['b', 'em']
    """
    return frozenset(text.split())


VOID = names("area base br col embed hr img input link meta param source track wbr")
"""Elements that never hold anything."""
_BLOCKS = names(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hgroup hr li dd dt listing main menu nav ol p plaintext pre search section summary table ul xmp"
)  # each ends a paragraph that is open
_SPECIAL = _BLOCKS | names(
    "applet body button caption col colgroup frameset head html iframe marquee noframes noscript object select template "
    "tbody td textarea tfoot th thead tr"
)  # the end of an element within a line does not reach through these
_CELLS, _ROWS, _GROUPS = ("td", "th"), ("td", "th", "tr"), ("td", "th", "tr", "tbody", "thead", "tfoot")
_ENDED_BY = {
    "li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "td": _CELLS, "th": _CELLS, "tr": _ROWS, "tbody": _GROUPS,
    "thead": _GROUPS, "tfoot": _GROUPS, "option": ("option",), "optgroup": ("option", "optgroup"), "rt": ("rt", "rp"),
    "rp": ("rt", "rp"),
}  # fmt: skip
_OPTIONAL_END = frozenset(name for ended in _ENDED_BY.values() for name in ended) | {"p", "body", "html"}


class Element(Generic[P]):
    """An open element.

    Attributes:
        name: in small letters.
        place: what the reader keeps of it.
        closed: whether its end was seen, or may be left out.
    """

    __slots__ = ("closed", "name", "place")

    def __init__(self, name: str, place: P) -> None:
        self.name, self.place = name, place
        self.closed = name in _OPTIONAL_END


class Elements(Generic[P]):
    """The stack of open elements. Each tag is dealt with in constant time over all, however deep the page is.

    >>> stack: Elements[str] = Elements("page")
    >>> stack.make_room("li"); _ = stack.put("li", "first"); stack.make_room("li"); stack.place
    'page'
    """

    def __init__(self, place: P) -> None:
        self._outermost = place
        self._open: list[Element[P]] = []
        self._special: Counter[str] = Counter()
        self._inline: list[Counter[str]] = [Counter()]  # the elements within a line that are open in each special one

    @property
    def place(self) -> P:
        """What the reader keeps of the innermost element."""
        return self._open[-1].place if self._open else self._outermost

    def make_room(self, name: str) -> None:
        """Close what a start tag ends without saying so: a paragraph before a block, an item before the next."""
        if name in _BLOCKS and self._top() == "p":
            self._pop()
        ended = _ENDED_BY.get(name, ())
        while ended and self._top() in (*ended, "p"):
            self._pop()

    def put(self, name: str, place: P) -> Element[P]:
        """Open an element."""
        element = Element(name, place)
        self._open.append(element)
        if name in _SPECIAL:
            self._special[name] += 1
            self._inline.append(Counter())
        else:
            self._inline[-1][name] += 1
        return element

    def end(self, name: str) -> None:
        """Close the element that an end tag means, with those in it; none where a browser would not."""
        if not (self._special if name in _SPECIAL else self._inline[-1])[name]:
            return
        while self._top() != name:
            self._pop()
        self._open[-1].closed = True
        self._pop()

    def _top(self) -> str:
        return self._open[-1].name if self._open else ""

    def _pop(self) -> None:
        name = self._open.pop().name
        if name in _SPECIAL:
            self._special[name] -= 1
            self._inline.pop()
        else:
            self._inline[-1][name] -= 1
