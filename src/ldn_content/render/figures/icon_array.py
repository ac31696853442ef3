"""The icon array: how often something unwanted happened in each group of a trial, out of 100, with the true numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from ldn_content.errors import NoFigure, UnknownEntry
from ldn_content.model import Arm, Result, Source, claims_of
from ldn_content.render import labels
from ldn_content.render.figures import wording
from ldn_content.render.figures.canvas import ORANGE, SMALL, WIDTH, Canvas, Drawing, wrapped
from ldn_content.render.figures.carried import carried, numbered
from ldn_content.render.figures.figure import Figure
from ldn_content.render.figures.markup import Element, element

if TYPE_CHECKING:
    from ldn_content.library import Library

ICONS = 100
"""How many icons a group has: the same for every group, so that they can be compared at sight."""
_ACROSS, _PITCH, _GAP = 10, 13, 28
_HAPPENED, _DID_NOT = "it happened", "it did not"


class Rating(NamedTuple):
    """A rated claim on harm.

    Attributes:
        reference: of the claim.
        short: its sentence.
        level: how sure we are of it.
    """

    reference: str
    short: str
    level: str


class Counted(NamedTuple):
    """A group in which something was counted.

    Attributes:
        arm: the group.
        events: how many were counted.
        total: out of how many.
    """

    arm: Arm
    events: int
    total: int

    @property
    def icons(self) -> int:
        """How many of 100 icons are filled: the share, rounded half up."""
        return int((Decimal(ICONS * self.events) / self.total).quantize(Decimal(1), rounding=ROUND_HALF_UP))

    @property
    def told(self) -> str:
        """The true numbers, and what they are out of 100."""
        exact = Decimal(ICONS * self.events) % self.total == 0
        return f"{self.events:,} of {self.total:,}, {'that is' if exact else 'about'} {self.icons} of every {ICONS}"


def counted_groups(source: Source, result: Result) -> tuple[Counted, ...]:
    """Return the groups of a result with counts, naltrexone first; none where it shows no harm between two groups."""
    if result.about != "harm" or result.comparison != "between-arms" or source.study is None:
        return ()
    order = ("ldn", "combination", "active", "no-treatment", "placebo")
    arms = sorted(source.study.arms, key=lambda arm: order.index(arm.role))
    for at in ("whole", "end"):  # what was counted at different times is not compared
        counts = {item.arm: (item.events, item.total) for item in result.values if item.at == at}
        found = ((arm, *counts.get(arm.id, (None, None))) for arm in arms)
        groups = tuple(Counted(arm, events, total) for arm, events, total in found if events is not None and total)
        if len(groups) > 1:
            return groups
    return ()


def icon_array(library: Library, part: str) -> Figure:
    """Return the icon array of a harm with counts in two or more groups.

    Args:
        library: where the source is.
        part: `source#result`, as a claim cites it.

    Raises:
        UnknownEntry: there is no such source, or it has no such result.
        NoFigure: the result has no counts in two groups, or is no harm.
    """
    source, result = result_of(library, part)
    groups = counted_groups(source, result)
    name = f"{source.id}#{result.id}"
    if not groups:
        raise NoFigure(_why_not(source, result))
    ratings = rated_by(library, name)
    cards = [library.card(source), *(library.card(rating.reference) for rating in ratings)]
    return Figure(
        kind="icons",
        reference=f"{source.reference}#{result.id}",
        language=library.language,
        title=f"{wording.sentence(result.name)}: {wording.name(source)}",
        description=" ".join(_description(source, result, groups)),
        drawing=_drawing(source, groups),
        columns=("Group", "Counted", "Out of", f"Of every {ICONS}", "Source"),
        rows=tuple(
            (_group(group.arm), f"{group.events:,}", f"{group.total:,}", str(group.icons), f"{wording.name(source)} [1]")
            for group in groups
        ),
        carried=carried(_hedges(source, ratings), cards, None, numbered(library, [source])),
    )


def result_of(library: Library, part: str) -> tuple[Source, Result]:
    """Return the source and the result that a part names.

    Raises:
        UnknownEntry: there is no such source, or it has no such result.
        NoFigure: it is no part of a source.
    """
    name, _, wanted = part.partition("#")
    entry = library.entry(name if "/" in name else f"source/{name}")
    if not isinstance(entry, Source):
        raise NoFigure(f"{entry.reference} is no source: icons are of a result, such as SOURCE#RESULT")
    found = next((item for item in entry.results if item.id == wanted), None)
    if found is None:
        there = ", ".join(item.id for item in entry.results) or "none"
        raise UnknownEntry(f"{entry.reference} has no result {wanted!r}; results: {there}")
    return entry, found


def rated_by(library: Library, part: str) -> tuple[Rating, ...]:
    """Return the claims on harm that rest on a part and are rated, by themselves or through the claim that holds their rating."""
    found: list[Rating] = []
    for entry in (*library.conditions.values(), *library.topics.values(), *library.questions.values()):
        for claim in claims_of(entry):
            cited = any(item.part == part and item.stance != "context" for item in claim.citations)
            if cited and claim.type == "harm":
                held = claim.certainty or (library.claim(claim.same_as).certainty if claim.same_as else None)
                found += [Rating(f"{entry.reference}#{claim.id}", claim.short, held.level)] if held else []
    return tuple(found)


def _why_not(source: Source, result: Result) -> str:
    """Return why there are no icons, and which results of the source have them."""
    if result.about != "harm":
        why = "it was measured for benefit"
    elif result.comparison != "between-arms":
        why = f"it is {labels.COMPARISONS[result.comparison]}"
    else:
        why = "fewer than two groups have counts (events and total)"
    others = [item.id for item in source.results if counted_groups(source, item)]
    return f"no icons of {source.id}#{result.id}: {why}; results of this source with counts: {', '.join(others) or 'none'}"


def _hedges(source: Source, ratings: tuple[Rating, ...]) -> Iterator[str]:
    for rating in ratings:
        yield f"{rating.short} {labels.certainty(rating.level)}."
    if not ratings:
        yield "One result of one trial. Certainty: not rated. We do not know how far it holds elsewhere."
    if source.dose_class != "low":
        yield f"Dose: {wording.dose(source)}. {wording.NOT_LOW}"


def _group(arm: Arm) -> str:
    """Return what the people of a group had."""
    return f"{arm.what}, {arm.dose}" if arm.dose else arm.what


def _description(source: Source, result: Result, groups: tuple[Counted, ...]) -> Iterator[str]:
    yield f"{wording.sentence(result.name)}. {wording.sentence(wording.design(source))}, {wording.dose(source)}."
    for group in groups:
        yield f"{_group(group.arm)}: {group.told}."
    yield f"Each group is drawn as {ICONS} icons."


def _drawing(source: Source, groups: tuple[Counted, ...]) -> Drawing:
    canvas = Canvas()
    canvas.text(f"{wording.sentence(wording.design(source))}, {wording.dose(source)}", size=SMALL)
    canvas.space(6)
    canvas.add(_discs([(6, canvas.y + 7)]), _squares([(148, canvas.y + 7)]))
    canvas.label(_HAPPENED, 16, canvas.y + 11)
    canvas.label(_DID_NOT, 158, canvas.y + 11)
    canvas.space(22)
    width = (WIDTH - _GAP) / 2
    for first in range(0, len(groups), 2):
        pair = groups[first : first + 2]
        tops = [wrapped(_group(group.arm), width, bold=True) for group in pair]
        feet = [wrapped(group.told, width) for group in pair]
        for place, group in enumerate(pair):
            x, y = place * (width + _GAP), canvas.y
            _column(canvas, tops[place], x, y, bold=True)
            y += 15 * max(map(len, tops)) + 4
            canvas.add(*_icons(group, x, y))
            _column(canvas, feet[place], x, y + _PITCH * (ICONS // _ACROSS) + 4)
        canvas.space(15 * (max(map(len, tops)) + max(map(len, feet))) + _PITCH * (ICONS // _ACROSS) + 14)
    return canvas.finished()


def _column(canvas: Canvas, lines: list[str], x: float, y: float, *, bold: bool = False) -> None:
    for number, line in enumerate(lines, start=1):
        canvas.label(line, x, y + 15 * number - 3, bold=bold)


def _icons(group: Counted, x: float, y: float) -> Iterator[Element]:
    """Yield the icons of a group: one path for those that are filled, one for the others."""
    places = [(x + _PITCH * (number % _ACROSS) + 6, y + _PITCH * (number // _ACROSS) + 6) for number in range(ICONS)]
    yield _discs(places[: group.icons])
    yield _squares(places[group.icons :])


def _discs(places: Iterable[tuple[float, float]]) -> Element:
    path = "".join(f"M{x:g} {y:g}h0" for x, y in places)  # a line of no length with round ends is a disc
    return element("path", d=path, stroke=ORANGE, stroke_width=10, stroke_linecap="round", class_="ldn-figure-happened")


def _squares(places: Iterable[tuple[float, float]]) -> Element:
    path = "".join(f"M{x - 4:g} {y - 4:g}h8v8h-8z" for x, y in places)
    return element("path", d=path, stroke="currentColor", stroke_width=1, fill="none", class_="ldn-figure-not")
