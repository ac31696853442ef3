"""The forest plot: the effects between groups, with intervals, that are on record for a condition. Nothing is pooled here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ldn_content.errors import NoFigure
from ldn_content.model import Condition, Effect, Result, Source
from ldn_content.render.figures import wording
from ldn_content.render.figures.canvas import BLUE, SMALL, WIDTH, Canvas, Drawing
from ldn_content.render.figures.carried import carried, hedge, numbered
from ldn_content.render.figures.figure import Figure
from ldn_content.render.figures.markup import Element, element
from ldn_content.render.figures.scale import Scale, spanning

if TYPE_CHECKING:
    from ldn_content.library import Library

_RATIOS = frozenset({"rr", "or", "hr", "irr", "ror", "peto or", "risk ratio", "odds ratio", "hazard ratio", "rate ratio"})
_WITHOUT_UNIT = _RATIOS | {"smd", "standardised mean difference", "standardized mean difference", "hedges' g", "cohen's d"}
_QUALIFIER = re.compile(r",| \(| vs\.? | versus ")
_CLASS = "ldn-figure-"
_NOT_POOLED = "The results are not independent: those that pool trials may hold the same ones. Nothing is pooled here."


class Compared(NamedTuple):
    """A result that compares groups.

    Attributes:
        source: that reports it.
        result: what it reports.
    """

    source: Source
    result: Result

    @property
    def part(self) -> str:
        """`source#part`."""
        return f"{self.source.id}#{self.result.id}"


class Panel(NamedTuple):
    """Effects that stand on one axis.

    Attributes:
        outcome: what was measured.
        measure: by which measure.
        dose_class: at which class of dose.
        rows: the results with their effects; each has an interval.
    """

    outcome: str
    measure: str
    dose_class: str
    rows: tuple[tuple[Compared, Effect], ...]

    @property
    def ratio(self) -> bool:
        """Whether the axis is logarithmic and no difference is 1."""
        return is_ratio(self.measure)

    @property
    def scale(self) -> Scale:
        """The axis."""
        ends = [end for _, effect in self.rows for end in (effect.low, effect.high) if end is not None]
        return spanning([*ends, 1 if self.ratio else 0], left=0, right=WIDTH, ratio=self.ratio)


def is_ratio(measure: str) -> bool:
    """Tell whether a measure is a ratio.

    >>> is_ratio("RR"), is_ratio("odds ratio (adjusted)"), is_ratio("SMD")
    (True, True, False)
    """
    plain = _plain(measure)
    return plain in _RATIOS or plain.endswith(" ratio")


def compared(library: Library, condition: Condition) -> tuple[Compared, ...]:
    """Return what compares groups in the sources on a condition. What has no comparison group is never among it."""
    return tuple(
        Compared(source, result)
        for source in library.sources.values()
        if condition.id in source.conditions
        for result in source.results
        if result.comparison in {"between-arms", "pooled"}
    )


def panels(results: Iterable[Compared]) -> tuple[Panel, ...]:
    """Return the effects with an interval by axis: the same class of dose, the same measure and the same outcome.

    The outcome is the name of the result. Where the measure has no unit, what follows a comma, a bracket or "vs" only says which
    analysis it is; where it has one, two results with names that differ may be on different scales, so they never share an axis.
    """
    found: dict[tuple[bool, str, str, str], list[tuple[Compared, Effect]]] = {}
    for item in results:
        effect = item.result.effect
        if effect is not None and _drawable(effect):
            key = (
                item.source.dose_class != "low",
                item.source.dose_class,
                _plain(effect.measure),
                outcome_of(item.result.name, effect),
            )
            found.setdefault(key, []).append((item, effect))
    made = [Panel(outcome, rows[0][1].measure, dose, tuple(rows)) for (_, dose, _, outcome), rows in found.items()]
    # low doses first, then trials before what pools them, then main outcomes, then the axes that hold most
    return tuple(
        sorted(made, key=lambda it: (it.dose_class != "low", it.dose_class, _all_pooled(it), not _primary(it), -len(it.rows)))
    )


def outcome_of(name: str, effect: Effect) -> str:
    """Return the outcome that an axis is for.

    >>> outcome_of("Pain, LDN vs placebo", Effect(measure="SMD", estimate=0, low=-1, high=1))
    'pain'
    """
    head = _QUALIFIER.split(name, maxsplit=1)[0] if _plain(effect.measure) in _WITHOUT_UNIT or is_ratio(effect.measure) else name
    return (head.strip() or name).casefold()


def forest_plot(library: Library, condition: str) -> Figure:
    """Return the forest plot of a condition: each effect between groups, or pooled by its authors, that has an interval.

    Effects share an axis only where dose class, measure and outcome are the same; ratios stand on a logarithmic axis. What has no
    comparison group is not shown, no estimate is computed, and a side is named only where every record of the axis names it.

    Raises:
        UnknownEntry: there is no such condition.
        NoFigure: there are fewer than two effects with an interval.
    """
    entry = condition_of(library, condition)
    results = compared(library, entry)
    made = panels(results)
    drawn = {item.part for panel in made for item, _ in panel.rows}
    left = tuple(item for item in results if item.part not in drawn and item.result.about == "benefit")
    if len(drawn) < 2:
        raise NoFigure(
            f"no forest plot of {entry.reference}: it takes two effects between groups with an interval, and "
            f"{len(drawn)} on record {'has' if len(drawn) == 1 else 'have'} one; results that compare groups: {len(results)}"
        )
    card = library.card(entry)
    shown = [*(item.source for panel in made for item, _ in panel.rows), *(item.source for item in left)]
    sources = numbered(library, shown)
    numbers = {cited.source.id: cited.number for cited in sources}
    return Figure(
        kind="forest",
        reference=entry.reference,
        language=library.language,
        title=f"Effects with an interval: {entry.title}",
        description=" ".join(_description(made, left)),
        drawing=_drawing(library, made, left, numbers),
        columns=("Result", "Effect", "People and dose", "Direction on record", "Source"),
        rows=(*(_row(item, numbers) for panel in made for item, _ in panel.rows), *(_row(item, numbers) for item in left)),
        carried=carried([hedge(card)], [card], None, sources),
    )


def condition_of(library: Library, reference: str) -> Condition:
    """Return the condition that is named by its id or its reference.

    Raises:
        UnknownEntry: there is none.
        NoFigure: it is an entry of another kind.
    """
    entry = library.entry(reference.partition("#")[0] if "/" in reference else f"condition/{reference}")
    if not isinstance(entry, Condition):
        raise NoFigure(f"{entry.reference} is no condition: forest plots and timelines are of a condition, such as condition/ID")
    return entry


def _drawable(effect: Effect) -> bool:
    return effect.low is not None and (effect.low > 0 or not is_ratio(effect.measure))


def _plain(measure: str) -> str:
    return measure.partition("(")[0].strip().casefold()


def _all_pooled(panel: Panel) -> bool:
    return all(item.result.comparison == "pooled" for item, _ in panel.rows)


def _primary(panel: Panel) -> bool:
    return any(item.result.primary for item, _ in panel.rows)


def _kind(item: Compared) -> str:
    """Return whether a result was the main outcome, and what was compared."""
    primary = {True: "main outcome", False: "other outcome", None: "main outcome or other: not seen"}[item.result.primary]
    return f"{wording.design(item.source)}; {primary}"


def _who(source: Source) -> str:
    """Return who was studied, and at which dose."""
    study = source.study
    seen = study is not None and (study.randomised is not None or study.analysed is not None)
    who = wording.people(source) if seen or study is None else study.population
    return f"{who}; {wording.dose(source)}"


def _row(item: Compared, numbers: Mapping[str, int]) -> tuple[str, ...]:
    effect = item.result.effect
    told = "no effect with an interval seen"
    if effect is not None:
        ours = ", our subtraction" if effect.ours else ""
        told = f"{effect.measure} {wording.interval(effect)}{ours}"
    drawn = effect is not None and _drawable(effect)
    return (
        item.result.name,
        told if drawn else f"not drawn: {told}",
        _who(item.source),
        wording.direction(item.result, item.source),
        f"{wording.name(item.source)}, {_kind(item)} [{numbers[item.source.id]}]",
    )


def _description(made: Iterable[Panel], left: Iterable[Compared]) -> Iterator[str]:
    for panel in made:
        yield f"{_heading(panel)}:"
        for item, effect in panel.rows:
            yield (
                f"{wording.name(item.source)}, {item.result.name}: {wording.interval(effect)}, "
                f"{wording.direction(item.result, item.source)}; {_who(item.source)}."
            )
    yield from _undrawn(left)
    yield _NOT_POOLED


def _heading(panel: Panel) -> str:
    dose = "" if panel.dose_class == "low" else f" ({wording.DOSES[panel.dose_class]}. {wording.NOT_LOW})"
    return f"{wording.sentence(panel.outcome)} - {wording.MEASURES.get(panel.measure, panel.measure)}{dose}"


def _undrawn(left: Iterable[Compared]) -> Iterator[str]:
    """Yield which results compare groups and cannot be drawn, by source: main outcomes in words, the others by direction."""
    by_source: dict[str, list[Compared]] = {}
    for item in left:
        by_source.setdefault(item.source.id, []).append(item)
    if by_source:
        yield "Not drawn, as no interval was seen, though groups were compared:"
    for items in by_source.values():
        told = [_told(item) for item in items if item.result.primary]
        others = [wording.direction(item.result, item.source) for item in items if not item.result.primary]
        told += [f"{others.count(said)} other outcome{'s' * (others.count(said) > 1)}, {said}" for said in dict.fromkeys(others)]
        yield f"{wording.name(items[0].source)}: {'; '.join(told)}."


def _told(item: Compared) -> str:
    effect = item.result.effect
    number = f", {effect.measure} {wording.figure(effect.estimate)}" if effect is not None else ""
    return f"{item.result.name}{number}, {wording.direction(item.result, item.source)} (main outcome)"


def _drawing(library: Library, made: Iterable[Panel], left: Iterable[Compared], numbers: Mapping[str, int]) -> Drawing:
    canvas = Canvas(SMALL)
    drawn = {item.source.id for panel in made for item, _ in panel.rows}
    canvas.add(_mark(6, 7, pooled=False), _mark(106, 7, pooled=True))
    canvas.label("one trial", 16, 11)
    canvas.label("trials pooled by their authors", 116, 11)
    canvas.space(22)
    for panel in made:
        canvas.text(_heading(panel), size=12, bold=True)
        for item, effect in panel.rows:
            canvas.space(5)
            canvas.text(f"{wording.name(item.source)} [{numbers[item.source.id]}]", bold=True)
            name = "" if item.result.name.casefold() == panel.outcome else f"{item.result.name}; "
            canvas.text(f"{wording.sentence(_kind(item))}; {name}{_who(item.source)}")
            canvas.text(f"{wording.interval(effect)}; {wording.direction(item.result, item.source)}")
            beside = [wording.name(library.sources[name]) for name in item.source.shown_with if name not in drawn]
            if beside:
                canvas.text(f"Read with: {', '.join(beside)}")
            _interval(canvas, panel, item, effect)
        _axis(canvas, panel)
        canvas.space(14)
    for words in (*_undrawn(left), _NOT_POOLED):
        canvas.text(words)
        canvas.space(3)
    return canvas.finished()


def _mark(x: float, y: float, *, pooled: bool, name: str = "key") -> Element:
    """Return the mark of an estimate: a square for a trial, a diamond for what pools trials."""
    path = f"M{x:g} {y - 6:g}l6 6l-6 6l-6 -6z" if pooled else f"M{x - 4:g} {y - 4:g}h8v8h-8z"
    return element("path", d=path, fill=BLUE, stroke="currentColor", class_=_CLASS + name)


def _interval(canvas: Canvas, panel: Panel, item: Compared, effect: Effect) -> None:
    """Draw the estimate on the line of its interval, and where no difference is."""
    numbers = (effect.low or 0, effect.estimate, effect.high or 0, 1 if panel.ratio else 0)
    low, at, high, middle = (round(panel.scale.place(number), 1) for number in numbers)
    y = canvas.y + 11
    canvas.add(
        element("path", d=f"M{middle:g} {y - 9:g}v18", stroke="currentColor", stroke_dasharray="3 3", class_=_CLASS + "none"),
        element(
            "path", d=f"M{low:g} {y - 4:g}v8m0 -4H{high:g}m0 -4v8", stroke="currentColor", fill="none", class_=_CLASS + "range"
        ),
        _mark(at, y, pooled=item.result.comparison == "pooled", name="estimate"),
    )
    canvas.space(20)


def _axis(canvas: Canvas, panel: Panel) -> None:
    scale, y = panel.scale, canvas.y + 2
    canvas.add(element("path", d=f"M0 {y:g}h{WIDTH}", stroke="currentColor"))
    for tick in scale.ticks():
        x = round(scale.place(tick), 1)
        canvas.add(element("path", d=f"M{x:g} {y:g}v4", stroke="currentColor"))
        anchor = "start" if x < 12 else "end" if x > WIDTH - 12 else "middle"
        canvas.label(wording.figure(float(f"{tick:g}")).removesuffix(".0"), x, y + 15, anchor=anchor)
    canvas.space(18)
    canvas.text(f"Dashed line: no difference.{' Logarithmic scale.' if panel.ratio else ''}{_sides(panel)}")


def _sides(panel: Panel) -> str:
    """Return which side favours what, where every record of the axis says so and none disagrees with another."""
    sides = {_side(item.result, effect, 1 if panel.ratio else 0) for item, effect in panel.rows}
    if len(sides) != 1 or None in sides:
        return ""
    drug = "LDN" if panel.dose_class == "low" else "naltrexone"
    side = "Left" if sides == {"left"} else "Right"
    return f" {side} of it: the result favoured {drug}."


def _side(result: Result, effect: Effect, middle: float) -> str | None:
    """Return on which side of no difference a result favours naltrexone, where the record and the estimate tell."""
    if result.direction not in {"favours-ldn", "favours-control"} or effect.estimate == middle:
        return None
    return "right" if (effect.estimate > middle) == (result.direction == "favours-ldn") else "left"
