"""The evidence map: every rated outcome of every condition, by certainty (from the top down) and by finding (across)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from ldn_content.errors import NoFigure
from ldn_content.model import LEVELS, Certainty, Claim, Condition
from ldn_content.render import labels
from ldn_content.render.figures import wording
from ldn_content.render.figures.canvas import BLUE, ORANGE, SIZE, SMALL, WIDTH, Canvas, Drawing, wrapped
from ldn_content.render.figures.carried import carried, people
from ldn_content.render.figures.figure import Figure
from ldn_content.render.figures.markup import Element, element

if TYPE_CHECKING:
    from ldn_content.library import Library

_NAMES, _COLUMN = 152, 34
"""The width of the names, and of the column of each finding."""
_LEAST, _MOST = 3.5, 8.5
"""The radius of a mark for nobody, and for the most people."""


class Rated(NamedTuple):
    """A rated outcome.

    Attributes:
        condition: that it is of.
        claim: that holds the rating.
        certainty: the rating.
        sources: what the rating rests on, without what is only context.
        people: in the counted randomised trials among them.
    """

    condition: Condition
    claim: Claim
    certainty: Certainty
    sources: frozenset[str]
    people: int


class Cell(NamedTuple):
    """The outcomes of one condition that have the same certainty and the same finding.

    Attributes:
        outcomes: how many there are.
        people: in the counted randomised trials on which they rest, each trial counted once.
        main: whether the main outcome of the condition is among them.
    """

    outcomes: int
    people: int
    main: bool


def rated_outcomes(library: Library) -> tuple[Rated, ...]:
    """Return every rated outcome of every condition, in the order of conditions and claims."""
    found: list[Rated] = []
    for condition in sorted(library.conditions.values(), key=lambda item: item.title.casefold()):
        for claim in condition.claims:
            if claim.certainty is not None:
                cited = frozenset(item.part.partition("#")[0] for item in claim.citations if item.stance != "context")
                found.append(Rated(condition, claim, claim.certainty, cited, people(library, cited)))
    return tuple(found)


def evidence_map(library: Library) -> Figure:
    """Return the evidence map of a library: outcomes by certainty and finding, sized by participants.

    A mark stands for the outcomes of one condition that have the same certainty and the same finding. Its area is that of the
    people in the counted randomised trials on which the ratings rest, each trial counted once.

    Raises:
        NoFigure: no condition has a rated outcome.
    """
    rated = rated_outcomes(library)
    low = [item for item in rated if item.certainty.dose_class == "low"]
    if not low:
        raise NoFigure("no evidence map: no condition of this library has an outcome that is rated at a low dose")
    cards = [library.card(condition) for condition in library.conditions.values()]
    hedges = (_summary(low), *(f"{labels.certainty(level)}." for level in reversed(LEVELS) if _at(low, level)))
    return Figure(
        kind="map",
        reference="",
        language=library.language,
        title="Evidence map: what was found on LDN, and how sure we are",
        description=" ".join(_description(low)),
        drawing=_drawing(library, low),
        columns=("Condition", "Outcome", "Certainty", "Finding", "People in counted randomised trials", "Card"),
        rows=tuple(map(_row, rated)),
        carried=carried(hedges, cards, "All cautions and sources of a row are on the card of its condition"),
    )


def _at(rated: Iterable[Rated], level: str) -> list[Rated]:
    return [item for item in rated if item.certainty.level == level]


def _summary(rated: list[Rated]) -> str:
    """Return how many outcomes there are at each level."""
    counts = ", ".join(f"{wording.LEVELS[level]} {len(_at(rated, level))}" for level in reversed(LEVELS))
    return f"Outcomes rated: {len(rated)}. Certainty: {counts}."


def _description(rated: list[Rated]) -> Iterator[str]:
    yield "Each mark is one condition; rows go from high certainty down to nothing to rate, columns from benefit to harm."
    for level, heading in wording.BANDS.items():
        band = _at(rated, level)
        kinds = wording.NONE_BECAUSE if level == "none" else wording.FINDINGS
        told = [
            f"{words}: {_counts(item for item in band if key in (item.claim.finding, item.certainty.none_because))}"
            for key, words in kinds.items()
            if any(key in (item.claim.finding, item.certainty.none_because) for item in band)
        ]
        yield f"{heading} - {'; '.join(told) if told else 'no outcome'}."


def _counts(rated: Iterable[Rated]) -> str:
    """Return the conditions of outcomes, with how many outcomes each has where it is more than one."""
    groups = [(title, len(list(items))) for title, items in groupby(rated, lambda item: item.condition.title)]
    return ", ".join(f"{title} ({many})" if many > 1 else title for title, many in groups)


def _row(item: Rated) -> tuple[str, ...]:
    level, because = item.certainty.level, item.certainty.none_because
    dose = "" if item.certainty.dose_class == "low" else f" ({wording.DOSES[item.certainty.dose_class]}; not in the picture)"
    return (
        item.condition.title,
        f"{item.claim.outcome}{dose}",
        wording.LEVELS[level],
        wording.NONE_BECAUSE[because] if because else wording.FINDINGS[item.claim.finding or "not-told-apart"],
        f"{item.people:,}",
        f"{item.condition.reference}#{item.claim.id}",
    )


def cells_of(library: Library, rated: Iterable[Rated]) -> dict[tuple[str, str, str], Cell]:
    """Return the cells of the map by the reference of the condition, the level, and the finding or the reason for none."""
    groups: dict[tuple[str, str, str], list[Rated]] = {}
    for item in rated:
        finding = item.claim.finding or item.certainty.none_because or ""
        groups.setdefault((item.condition.reference, item.certainty.level, finding), []).append(item)
    return {
        key: Cell(
            len(items),
            people(library, frozenset[str]().union(*(item.sources for item in items))),
            any(item.claim.id == item.condition.headline for item in items),
        )
        for key, items in groups.items()
    }


def _drawing(library: Library, rated: list[Rated]) -> Drawing:
    canvas = Canvas(SMALL)
    cells = cells_of(library, rated)
    most = max(cell.people for cell in cells.values())
    _key(canvas, most)
    for level, heading in wording.BANDS.items():
        canvas.space(6)
        canvas.add(element("rect", x=0, y=canvas.y, width=WIDTH, height=19, fill="currentColor", fill_opacity=0.12))
        canvas.text(heading, 4, size=SIZE, bold=True)
        canvas.space(5)
        conditions = dict.fromkeys(item.condition for item in _at(rated, level))
        if not conditions:
            canvas.text("No outcome.", 4)
        elif level == "none":
            _band_of_none(canvas, conditions, cells)
        else:
            _band(canvas, conditions, {key: cell for key, cell in cells.items() if key[1] == level}, most)
    return canvas.finished()


def _key(canvas: Canvas, most: int) -> None:
    """Draw what the shapes and sizes mean."""
    for finding, words in wording.FINDINGS.items():
        canvas.add(_mark(finding, 9, canvas.y + 9, 6, name="key"))
        canvas.text(words + (" (benefit, harm or neither)" if finding == "not-told-apart" else ""), 22, size=SIZE)
        canvas.space(2)
    canvas.add(_mark("", 9, canvas.y + 9, 5, name="key"))
    canvas.text(wording.BANDS["none"], 22, size=SIZE)
    canvas.space(3)
    canvas.text(
        "Filled: low certainty or more. Hollow: very low certainty, we do not know. Larger: more people in counted "
        f"randomised trials, up to {most:,}. Dotted: no such trial. A number beside a mark: that many outcomes. Bold: the "
        "main outcome of the condition is in this row."
    )


def _band(canvas: Canvas, conditions: Iterable[Condition], cells: dict[tuple[str, str, str], Cell], most: int) -> None:
    """Draw the conditions of a level of certainty, with a column for each finding."""
    hollow = any(level == "very-low" for _, level, _ in cells)
    for place, finding in enumerate(wording.FINDINGS):
        canvas.add(_mark(finding, _x(place), canvas.y + 7, 4.5, hollow=hollow, name="key"))
    canvas.space(15)
    canvas.rule()
    for condition in conditions:
        own = {finding: cell for (of, _, finding), cell in cells.items() if of == condition.reference}
        middle = _name(canvas, condition.title, 0, _NAMES, main=any(cell.main for cell in own.values()))
        for place, finding in enumerate(wording.FINDINGS):
            if finding in own:
                radius = radius_of(own[finding].people, most)
                canvas.add(_mark(finding, _x(place), middle, radius, hollow=hollow, dotted=not own[finding].people))
                if own[finding].outcomes > 1:
                    canvas.label(str(own[finding].outcomes), _x(place) + radius + 3, middle + 4)


def _band_of_none(canvas: Canvas, conditions: Iterable[Condition], cells: dict[tuple[str, str, str], Cell]) -> None:
    """Draw the conditions with nothing to rate, by reason."""
    for because, words in wording.NONE_BECAUSE.items():
        own = [(item, cells[key]) for item in conditions if (key := (item.reference, "none", because)) in cells]
        if own:
            canvas.space(4)
            canvas.text(words, bold=True)
            canvas.rule()
        for condition, cell in own:
            many = f", {cell.outcomes} outcomes" if cell.outcomes > 1 else ""
            middle = _name(canvas, f"{condition.title}{many}", 16, WIDTH - 16, main=cell.main)
            canvas.add(_mark("", 6, middle, 4))


def _x(place: int) -> float:
    return _NAMES + _COLUMN * place + 11


def _name(canvas: Canvas, title: str, x: float, width: float, *, main: bool) -> float:
    """Write the name of a condition, and return the height at which its marks stand."""
    top = canvas.y
    canvas.space(1)
    lines = wrapped(title, width, SMALL, bold=main)
    for line in lines:
        canvas.y += 14 if len(lines) > 1 else 17
        canvas.label(line, x, canvas.y - (3 if len(lines) > 1 else 5), bold=main)
    return (top + canvas.y) / 2


def radius_of(people: int, most: int) -> float:
    """Return how large a mark is: beyond the least, its area grows with the people.

    >>> radius_of(0, 100), radius_of(25, 100), radius_of(100, 100)
    (3.5, 6.0, 8.5)
    """
    return _LEAST + (_MOST - _LEAST) * (sqrt(people / most) if most else 0)


def _mark(
    finding: str, x: float, y: float, radius: float, *, hollow: bool = False, dotted: bool = False, name: str | None = None
) -> Element:
    """Return the mark of a finding: the shape says which, so that colour need not."""
    colour = {"benefit": BLUE, "harm": ORANGE}.get(finding, "currentColor")
    r, x, y = round(radius, 1), round(x, 1), round(y, 1)
    fill, dashes = "none" if hollow else colour, "1.5 1.5" if dotted else None
    classes = f"ldn-figure-{name or finding or 'nothing'}"
    if finding == "not-told-apart":
        return element("circle", cx=x, cy=y, r=r, fill=fill, stroke=colour, stroke_dasharray=dashes, class_=classes)
    path = {
        "benefit": f"M{x:g} {y - r:g}l{r:g} {1.8 * r:g}h{-2 * r:g}z",
        "harm": f"M{x:g} {y - r:g}l{r:g} {r:g}l{-r:g} {r:g}l{-r:g} {-r:g}z",
        "little-or-no-difference": f"M{x - r:g} {y - 0.6 * r:g}h{2 * r:g}v{1.2 * r:g}h{-2 * r:g}z",
    }.get(finding, f"M{x - r:g} {y - r:g}l{2 * r:g} {2 * r:g}m0 {-2 * r:g}l{-2 * r:g} {2 * r:g}")
    return element("path", d=path, fill=fill, stroke=colour, stroke_dasharray=dashes, class_=classes)
