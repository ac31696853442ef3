"""From numbers to places on a line: plain for differences, logarithmic for ratios."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor, log10
from typing import NamedTuple

_NOTHING = 1e-100
"""A span below this is none: further down, floating-point numbers have too few digits."""


class Scale(NamedTuple):
    """A line on which larger numbers stand further to the right.

    Attributes:
        least: the number at its left end; its logarithm on a logarithmic scale.
        most: the same at its right end.
        left: where it begins.
        right: where it ends.
        ratio: whether it is logarithmic.

    >>> line = spanning([-1, 1], left=0, right=100, ratio=False)
    >>> line.place(0)
    50.0
    """

    least: float
    most: float
    left: float
    right: float
    ratio: bool

    def place(self, number: float) -> float:
        """Return where a number stands."""
        value = log10(number) if self.ratio else number
        return self.left + (self.right - self.left) * ((value - self.least) / (self.most - self.least))

    def ticks(self) -> tuple[float, ...]:
        """Return a few round numbers on the line.

        >>> spanning([-0.95, 0.27], left=0, right=100, ratio=False).ticks()
        (-1.0, -0.5, 0.0)
        >>> spanning([0.3, 2.3], left=0, right=100, ratio=True).ticks()
        (0.5, 1.0, 2.0)
        """
        if self.ratio:
            found = _ratios(self.least, self.most)
        else:
            step = _step(self.most - self.least)
            found = [round(count * step, 12) for count in range(ceil(self.least / step), floor(self.most / step) + 1)]
        return tuple(number + 0.0 for number in found)


def spanning(numbers: Iterable[float], *, left: float, right: float, ratio: bool) -> Scale:
    """Return a scale that holds numbers with some room at both ends."""
    values = [log10(number) if ratio else float(number) for number in numbers]
    least, most = min(values), max(values)
    room = (most - least) * 0.06 if most - least > _NOTHING else max(abs(most), 1.0) * 0.5
    return Scale(least - room, most + room, left, right, ratio)


def _step(span: float) -> float:
    """Return the distance of the ticks: 1, 2 or 5 times a power of ten, at most six of them on the line."""
    power = 10.0 ** floor(log10(span))
    return next(power * factor for factor in (0.1, 0.2, 0.5, 1, 2, 5) if span / (power * factor) <= 5)


def _ratios(least: float, most: float) -> list[float]:
    """Return powers of two where the line is short, else powers of ten."""
    if most - least > 2:
        step = ceil((most - least) / 4)
        return [10.0**power for power in range(ceil(least), floor(most) + 1) if power % step == 0]
    return [2.0**power for power in range(-7, 8) if least <= log10(2.0**power) <= most and (most - least < 1.2 or power % 2 == 0)]
