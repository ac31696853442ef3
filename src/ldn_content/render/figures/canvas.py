"""What a picture is drawn on: lines of text, one below the other, and marks beside them. Nothing is cut: long text is wrapped."""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import east_asian_width

from ldn_content.render.figures.markup import Element, element

WIDTH = 288
"""The width of every picture: a phone of 320 pixels with a margin of 16 on both sides holds it, letters at their full size."""
SIZE = 12
"""The size of letters."""
SMALL = 11
"""The size of what is less important."""
BLUE, ORANGE = "#3b82c4", "#c86414"
"""Colours that stand out from light and dark alike (3:1 or more). None is the only sign of anything."""
_NARROW, _WIDE = frozenset("fijlrt.,;:'|!()[]I/ -"), frozenset("mwMW@%—…")


class Drawing(NamedTuple):
    """What is drawn.

    Attributes:
        height: the width is always `WIDTH`.
        elements: in the order in which they are drawn.
    """

    height: float
    elements: tuple[Element, ...]


class Canvas:
    """A picture while it is drawn, from the top down.

    Attributes:
        y: how far it has come.
    """

    def __init__(self, size: int = SIZE) -> None:
        """Begin a picture most of whose letters are of a size."""
        self.y = 0.0
        self._size = size
        self._elements: list[Element] = []

    def add(self, *elements: Element) -> None:
        """Draw elements."""
        self._elements += elements

    def text(self, words: str, x: float = 0, *, width: float | None = None, size: int | None = None, bold: bool = False) -> None:
        """Write words at the left of a column, wrapped, and go on below them."""
        for line in wrapped(words, WIDTH - x if width is None else width, size or self._size, bold=bold):
            self.y += (size or self._size) + 3
            self.label(line, x, self.y - 3, size=size, bold=bold)

    def label(
        self, words: str, x: float, y: float, *, size: int | None = None, bold: bool = False, anchor: str | None = None
    ) -> None:
        """Write words on one line, anywhere."""
        letters = None if size in (None, self._size) else size
        weight = "bold" if bold else None
        self.add(element("text", words, x=x, y=y, font_size=letters, font_weight=weight, text_anchor=anchor))

    def space(self, height: float) -> None:
        """Leave some room."""
        self.y += height

    def rule(self) -> None:
        """Draw a line across."""
        self.add(element("path", d=f"M0 {self.y:g}h{WIDTH}", stroke="currentColor", stroke_width=0.5))

    def finished(self) -> Drawing:
        """Return what was drawn."""
        size = None if self._size == SIZE else self._size
        return Drawing(self.y + 4, (element("g", *self._elements, font_size=size, stroke_width=1.5),))


def wrapped(text: str, width: float, size: int = SIZE, *, bold: bool = False) -> list[str]:
    """Return the lines of a text that fit in a width; a word that is longer than a line is broken.

    >>> wrapped("little or no difference", 80)
    ['little or no', 'difference']
    """
    lines, room = [""], width / size / (1.1 if bold else 1)
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if extent(joined) <= room or extent(word) > room:  # what is longer than a line is broken where it begins
            lines[-1] = joined
        else:
            lines.append(word)
        while extent(lines[-1]) > room and len(lines[-1]) > 1:
            head = _fitting(lines[-1], room)
            lines[-1:] = [lines[-1][:head], lines[-1][head:]]
    return lines


def extent(text: str) -> float:
    """Return about how wide a text is at a letter size of 1: no less than a wide sans-serif makes it."""
    return sum(map(_advance, text))


def _advance(letter: str) -> float:
    if letter in _NARROW:
        return 0.42
    if letter in _WIDE or east_asian_width(letter) in "WF":
        return 1.0
    return 0.76 if letter.isupper() else 0.63


def _fitting(word: str, room: float) -> int:
    """Return how many letters of a word fit, at least one."""
    fits = (count for count in range(len(word) - 1, 1, -1) if extent(word[:count]) <= room)
    return next(fits, 1)
