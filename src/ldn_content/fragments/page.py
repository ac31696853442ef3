"""What a page embeds: its fragments, each with the text that it shows and the caveats that are marked in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from unicodedata import normalize

from ldn_content.fragments.elements import VOID, Element, Elements, names
from ldn_content.fragments.markup import Start, Text, tokens

REFERENCE = "data-ldn-ref"
"""On the root of a fragment: the reference of its card."""
SHARED = "data-ldn-shared"
"""On the element, with an id, that holds the caveats which the cards of a page share."""
CAVEAT = "data-ldn-caveat"
"""On an element that holds one caveat: its id."""
MORE = "data-ldn-more"
"""On a link to the caveats that a fragment does not show."""
EMERGENCY = "data-ldn-emergency"
"""On an element in which a host fills in its emergency number."""

_LOOKALIKES = (
    *((item, "'") for item in "\u2018\u2019\u02bc"),
    *((item, '"') for item in "\u201c\u201d"),
    *((item, "-") for item in "\u2010\u2011\u2012\u2013\u2014\u2212"),
    ("\u2026", "..."),
    *((item, "") for item in "\u00ad\u200b\u2060\ufeff"),  # invisible: places where a line may break, or may not
)
_MARKS = re.compile(r"([^\w\s\x00-\x7f]{31,}+)")
_NUMBER = str.maketrans(dict.fromkeys("0123456789+-()./, \u00a0"))
_OPEN, _FOLDED, _HIDDEN = range(3)
_UNSHOWN = names(
    "script style template noscript iframe noembed noframes title textarea datalist select object audio video canvas"
)
_STRUCK = names("del s strike")
_HIDING_STYLE = re.compile(
    r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|content-visibility:hidden|"
    r"(?:opacity|font-size):0*(?:\.0*)?(?:%|px|r?em|pt)?)(?:!important)?(?:;|$)"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What an element shows.

    Attributes:
        text: normalised.
        unfolded: the same without what is in a closed `<details>`.
        held: all that it holds, shown or hidden.
    """

    text: str
    unfolded: str
    held: str


@dataclass(frozen=True, slots=True)
class Marked:
    """An element that holds a caveat.

    Attributes:
        caveat: the id.
        offset: where the element begins.
        shown: what it shows.
    """

    caveat: str
    offset: int
    shown: Shown


@dataclass(frozen=True, slots=True)
class Fragment:
    """A root and what is in it; also the element of what cards share.

    Attributes:
        start: the tag of the root.
        nested: whether it stands in another one.
        closed: whether its end is there.
        hidden: whether the root, or an element around it, is hidden.
        shown: what it shows, without a fragment that stands in it.
        caveats: the elements in it that hold caveats.
        ways: the addresses of its links to other caveats.
    """

    start: Start
    nested: bool
    closed: bool
    hidden: bool
    shown: Shown
    caveats: tuple[Marked, ...]
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Embedded:
    """What a page embeds.

    Attributes:
        fragments: in the order of the page.
        shared: what cards share, by the id of the element.
        ids: every id of the page.
    """

    fragments: tuple[Fragment, ...]
    shared: Mapping[str, Fragment]
    ids: frozenset[str]


def read(html: str, *, xml: bool = False) -> Embedded:
    """Return what a page embeds. Any text can be read: what is broken is taken as a browser takes it.

    >>> read('<p data-ldn-ref="term/dose">A <b>dose</b>.').fragments[0].shown.text
    'Adose.'
    """
    open_elements = Elements(_Place())
    regions: list[_Region] = []
    ids: set[str] = set()
    for token in tokens(html, xml=xml):
        if isinstance(token, Start):
            _start(token, open_elements, regions)
            ids.add(token.attributes.get("id", "") or (token.attributes.get("name", "") if token.name == "a" else ""))
        elif isinstance(token, Text):
            open_elements.place.take(token.text)
        else:
            open_elements.end(token.name)
    found = [region.done() for region in regions]
    shared = {item.start.attributes.get("id", ""): item for item in reversed(found) if REFERENCE not in item.start.attributes}
    return Embedded(tuple(item for item in found if REFERENCE in item.start.attributes), shared, frozenset(ids - {""}))


def inside(html: str) -> str:
    """Return the text, normalised, that a fragment with this HTML inside its root shows.

    Raises:
        ValueError: the HTML holds a root itself.
    """
    whole = read(f"<ldn-root {SHARED} id>{html}")
    if whole.fragments:
        raise ValueError(f"the HTML holds an element with {REFERENCE}: give what stands inside it")
    return whole.shared[""].shown.text


def normalised(text: str) -> str:
    r"""Return a text as it is compared: in NFC, without white space, with one kind of quotation mark and of dash.

    White space is what `str.split` takes for it. Curly and modifier apostrophes become straight ones, curly double quotation
    marks straight ones, dashes and the minus a hyphen, an ellipsis three points; soft hyphens, zero-width spaces, word joiners
    and byte order marks are left out. A run of more than 30 characters that are neither ASCII nor letters nor digits stays as
    it is: to put thousands of accents in order takes for ever.

    >>> normalised("4.5\u00a0mg \u2013 the patient\u2019s dose")
    "4.5mg-thepatient'sdose"
    """
    if text.isascii():
        return _without_space(text)
    for lookalike, plain in _LOOKALIKES:  # a table for `translate` takes ten times as long
        text = text.replace(lookalike, plain)
    text = _without_space(text)
    if is_composed(text):
        return text
    return "".join(piece if place % 2 else normalize("NFC", piece) for place, piece in enumerate(_MARKS.split(text)))


def _without_space(text: str) -> str:
    return "".join(text.replace(" ", "").split())  # most white space is this, and to split at it takes long


def is_composed(text: str) -> bool:
    """Tell, without a close look, whether a text is in NFC: none of its characters can be put together with another.

    >>> is_composed("Sjögren"), is_composed("α")
    (True, False)
    """
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def hides(start: Start) -> bool:
    """Tell whether an element shows nothing of what is in it, or strikes it out, as far as its tag tells.

    >>> hides(next(tokens('<p style="color: red; display: none">')))
    True
    """
    given = start.attributes
    if start.name in _UNSHOWN | _STRUCK or not given.keys().isdisjoint(("hidden", "popover", "inert")):
        return True
    if start.name == "dialog" and "open" not in given:
        return True
    style = "".join(given.get("style", "").lower().split())
    return given.get("aria-hidden", "").strip().lower() == "true" or _HIDING_STYLE.search(style) is not None


@dataclass(slots=True)
class _Pieces:
    """Text as it is read, piece by piece, each with how far it is shown: open, folded or hidden."""

    pieces: list[tuple[str, int]] = field(default_factory=list)

    def done(self) -> Shown:
        levels = {level for _, level in self.pieces}
        held = self._up_to(_HIDDEN)
        text = self._up_to(_FOLDED) if _HIDDEN in levels else held
        return Shown(text, self._up_to(_OPEN) if _FOLDED in levels else text, held)

    def _up_to(self, level: int) -> str:
        return normalised("".join(piece for piece, at in self.pieces if at <= level))


@dataclass(slots=True)
class _Region:
    """A fragment, or what cards share, while it is read."""

    start: Start
    nested: bool
    hidden: bool
    element: Element[_Place] | None = None
    held: _Pieces = field(default_factory=_Pieces)
    marked: list[tuple[str, int, _Pieces]] = field(default_factory=list)
    ways: list[str] = field(default_factory=list)

    def done(self) -> Fragment:
        closed = self.element is None or self.element.closed
        caveats = tuple(Marked(name, offset, pieces.done()) for name, offset, pieces in self.marked)
        return Fragment(self.start, self.nested, closed, self.hidden, self.held.done(), caveats, tuple(self.ways))


class _Place(NamedTuple):
    """What holds for the text in an element.

    Attributes:
        region: the innermost fragment around it.
        marked: the innermost caveat of that fragment around it.
        hidden: whether it is hidden within the fragment.
        folded: whether a closed `<details>` of the fragment folds it.
        folds: whether the element is such a `<details>` itself.
        emergency: whether a host fills in a number here.
    """

    region: _Region | None = None
    marked: _Pieces | None = None
    hidden: bool = False
    folded: bool = False
    folds: bool = False
    emergency: bool = False

    def take(self, text: str) -> None:
        """Add a piece of text to what it belongs to."""
        text = text.translate(_NUMBER) if self.emergency else text
        level = _HIDDEN if self.hidden else _FOLDED if self.folded or self.folds else _OPEN
        for held in (self.region.held if self.region else None, self.marked):
            if held is not None:
                held.pieces.append((text, level))


def _start(start: Start, open_elements: Elements[_Place], regions: list[_Region]) -> None:
    """Open an element and note what it is to a fragment."""
    open_elements.make_room(start.name)
    around = open_elements.place
    hidden = around.hidden or hides(start)
    folds = start.name == "details" and "open" not in start.attributes
    begins = REFERENCE in start.attributes or SHARED in start.attributes
    if begins:  # what is around it hides all of it or nothing
        concealed = hidden or (around.region is not None and around.region.hidden)
        place = _Place(_Region(start, around.region is not None, concealed), folds=folds)
    else:
        folded = around.folded or (around.folds and start.name != "summary")
        emergency = around.emergency or EMERGENCY in start.attributes
        place = _Place(around.region, _marked(start, around), hidden, folded, folds, emergency)
        if place.region is not None and MORE in start.attributes and start.name == "a" and not hidden:
            place.region.ways.append(start.attributes.get("href", "").strip())
    element = None if start.closed or start.name in VOID else open_elements.put(start.name, place)
    if begins and place.region is not None:
        place.region.element = element
        regions.append(place.region)


def _marked(start: Start, around: _Place) -> _Pieces | None:
    if around.region is None or CAVEAT not in start.attributes:
        return around.marked
    pieces = _Pieces()
    around.region.marked.append((start.attributes[CAVEAT].strip(), start.offset, pieces))
    return pieces
