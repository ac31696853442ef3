"""The timeline: the trials on record for a condition by year, with those that were stopped or have reported nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple

from ldn_content.errors import NoFigure
from ldn_content.model import RANDOMISED, Condition, Source
from ldn_content.render.figures import wording
from ldn_content.render.figures.canvas import BLUE, SMALL, WIDTH, Canvas, Drawing
from ldn_content.render.figures.carried import carried, hedge, numbered
from ldn_content.render.figures.figure import Figure
from ldn_content.render.figures.forest_plot import condition_of
from ldn_content.render.figures.markup import Element, element

if TYPE_CHECKING:
    from ldn_content.library import Library

Standing = Literal["counted", "not-counted", "one-group", "registered"]
STANDINGS: dict[Standing, str] = {
    "counted": "Randomised, counted",
    "not-counted": "Randomised, not counted",
    "one-group": "No comparison group",
    "registered": "Registered, no report seen",
}
"""What a trial is to the count, in the order of the key; each has a shape of its own."""
_TRIALS = RANDOMISED | {"single-arm-trial", "trial-registration"}
_NO_YEAR = "Year not on record"


class Trial(NamedTuple):
    """A trial.

    Attributes:
        source: its main report, or its registration where no report is on record.
        standing: what it is to the count.
        reports: other reports of it, and its registration.
    """

    source: Source
    standing: Standing
    reports: tuple[Source, ...] = ()

    @property
    def people(self) -> int:
        """People randomised, or analysed where that was not seen; 0 where neither was."""
        study = self.source.study
        if study is None:
            return 0
        return (study.analysed or 0) if study.randomised is None else study.randomised


def trials_of(library: Library, condition: Condition) -> tuple[Trial, ...]:
    """Return the trials on a condition, and on the members of its group, by year; those without a year last.

    A registration, or a second report, of a trial that is on record is named with that trial and does not stand by itself.
    """
    members = {condition.id, *(item.id for item in library.members(condition.id))}
    found = [item for item in library.sources.values() if item.type in _TRIALS and members & set(item.conditions)]
    present = {item.id for item in found}
    reports: dict[str, list[Source]] = {}
    for item in found:
        if item.parent in present:
            reports.setdefault(item.parent or "", []).append(item)
    made = [
        Trial(item, _standing(item, members), tuple(reports.get(item.id, ()))) for item in found if item.parent not in present
    ]
    return tuple(sorted(made, key=lambda trial: (trial.source.year is None, trial.source.year or 0, trial.source.id)))


def timeline(library: Library, condition: str) -> Figure:
    """Return the trials of a condition by year: their size, whether they are counted, and what was stopped or not reported.

    Raises:
        UnknownEntry: there is no such condition.
        NoFigure: no trial is on record for it.
    """
    entry = condition_of(library, condition)
    trials = trials_of(library, entry)
    if not trials:
        raise NoFigure(f"no timeline of {entry.reference}: no trial of it, and no registration of one, is on record")
    card = library.card(entry)
    reports = [report for trial in trials for report in trial.reports]
    sources = numbered(library, [*(trial.source for trial in trials), *reports])
    numbers = {cited.source.id: cited.number for cited in sources}
    return Figure(
        kind="timeline",
        reference=entry.reference,
        language=library.language,
        title=f"Trials of naltrexone by year: {entry.title}",
        description=" ".join(_description(library, trials)),
        drawing=_drawing(library, trials, numbers),
        columns=("Trial", "Year", "People", "Standing", "What is on record", "Dose"),
        rows=tuple(_row(library, trial, numbers) for trial in trials),
        carried=carried([hedge(card)], [card], None, sources),
    )


def _standing(source: Source, members: set[str]) -> Standing:
    if source.type == "trial-registration":
        return "registered"
    if source.type == "single-arm-trial":
        return "one-group"
    return "counted" if source.counting is not None and source.counting.condition in members else "not-counted"


def _record(library: Library, trial: Trial) -> str:
    """Return what the record says of a trial: why it is not counted, or where it stands."""
    source, counting = trial.source, trial.source.counting
    said: list[str] = []
    if counting is not None and counting.not_because:
        said.append(counting.not_because)
    elif trial.standing == "not-counted" and counting is not None:
        said.append(f"counted under {library.conditions[counting.condition or ''].title}")
    if source.study is not None and source.study.status:
        said.append(source.study.status)
    elif trial.standing == "registered":
        said.append("status not on record")
    if trial.standing != "registered" and not source.results:
        said.append("no results seen")
    return "; ".join(said)


def _row(library: Library, trial: Trial, numbers: Mapping[str, int]) -> tuple[str, ...]:
    also = [f"also reported in [{numbers[item.id]}]" for item in trial.reports]
    record = _record(library, trial)
    return (
        f"{wording.name(trial.source)} [{numbers[trial.source.id]}]",
        str(trial.source.year) if trial.source.year else _NO_YEAR.lower(),
        wording.people(trial.source),
        STANDINGS[trial.standing],
        "; ".join([*([record] if record else []), *also]),
        wording.dose(trial.source),
    )


def _description(library: Library, trials: Iterable[Trial]) -> Iterator[str]:
    for standing, words in STANDINGS.items():
        own = [trial for trial in trials if trial.standing == standing]
        yield f"{words}: {len(own)}."
        for trial in own:
            record = _record(library, trial)
            yield f"{wording.name(trial.source)}, {wording.people(trial.source)}{f' ({record})' if record else ''}."


def _drawing(library: Library, trials: tuple[Trial, ...], numbers: Mapping[str, int]) -> Drawing:
    canvas = Canvas(SMALL)
    for standing, words in STANDINGS.items():
        canvas.add(_mark(standing, 9, canvas.y + 9, 6, "key"))
        canvas.text(words, 22, size=12)
        canvas.space(2)
    most = max(trial.people for trial in trials)
    if most:
        canvas.text(f"Larger: more people, up to {most:,}. A number leads to the list below.")
    canvas.space(4)
    dated = [trial for trial in trials if trial.source.year]
    if dated:
        _years(canvas, dated, numbers, most)
    for heading, own in (("", dated), (_NO_YEAR, [trial for trial in trials if not trial.source.year])):
        if own and heading:
            canvas.space(6)
            canvas.text(heading, bold=True)
            canvas.rule()
        for trial in own:
            _listed(canvas, library, trial, numbers)
    return canvas.finished()


def _listed(canvas: Canvas, library: Library, trial: Trial, numbers: Mapping[str, int]) -> None:
    """Write what is on record of a trial beside its mark."""
    canvas.space(4)
    canvas.add(_mark(trial.standing, 9, canvas.y + 8, 5, "listed"))
    canvas.text(f"{wording.name(trial.source)} [{numbers[trial.source.id]}]", 22, bold=True)
    record = _record(library, trial)
    canvas.text(
        f"{wording.sentence(wording.people(trial.source))}; {wording.dose(trial.source)}{f'; {record}' if record else ''}", 22
    )


def _years(canvas: Canvas, trials: list[Trial], numbers: Mapping[str, int], most: int) -> None:
    """Draw the trials over a line of years; those that would touch stand one above the other."""
    years = [trial.source.year or 0 for trial in trials]
    first, last = min(years), max(years)
    lanes: list[float] = []
    placed: list[tuple[Trial, float, int]] = []
    for trial in trials:
        x = _x(trial.source.year or 0, first, last)
        start, end = x - radius_of(trial.people, most) - 1, x + radius_of(trial.people, most) + 18
        lane = next((number for number, taken in enumerate(lanes) if taken <= start), len(lanes))
        lanes[lane : lane + 1] = [end]
        placed.append((trial, x, lane))
    base = canvas.y + 22 * len(lanes) + 2
    for trial, x, lane in placed:
        y, radius = base - 12 - 22 * lane, radius_of(trial.people, most)
        canvas.add(_mark(trial.standing, x, y, radius, "year"))
        canvas.label(str(numbers[trial.source.id]), x + radius + 3, y + 4)
    canvas.add(element("path", d=f"M0 {base:g}h{WIDTH}", stroke="currentColor"))
    for year in _ticks(first, last):
        x = _x(year, first, last)
        canvas.add(element("path", d=f"M{x:g} {base:g}v4", stroke="currentColor"))
        canvas.label(str(year), x, base + 15, anchor="middle")
    canvas.y = base + 22


def _x(year: int, first: int, last: int) -> float:
    return round(18 + (WIDTH - 52) * ((year - first) / (last - first) if last > first else 0.5), 1)


def _ticks(first: int, last: int) -> Iterator[int]:
    """Yield a few years: the first, the last, and round ones that keep their distance from these."""
    step = next((step for step in (1, 2, 5, 10, 20) if (last - first) / step <= 6), 50)
    room = (last - first) * 0.13
    yield first
    yield from (year for year in range(first - first % step, last, step) if first + room < year < last - room)
    if last > first:
        yield last


def radius_of(people: int, most: int) -> float:
    """Return how large the mark of a trial is: beyond the least, its area grows with the people.

    >>> radius_of(0, 100), radius_of(100, 100)
    (4.0, 9.0)
    """
    return round(4 + 5 * (sqrt(people / most) if most else 0), 1)


def _mark(standing: Standing, x: float, y: float, radius: float, name: str) -> Element:
    """Return the mark of a trial: filled circle, hollow circle, hollow square, dashed diamond."""
    classes = f"ldn-figure-{standing}-{name}"
    if standing in {"counted", "not-counted"}:
        fill = BLUE if standing == "counted" else "none"
        return element("circle", cx=x, cy=y, r=radius, fill=fill, stroke="currentColor", class_=classes)
    if standing == "one-group":
        path = f"M{x - radius:g} {y - radius:g}h{2 * radius:g}v{2 * radius:g}h{-2 * radius:g}z"
        return element("path", d=path, fill="none", stroke="currentColor", class_=classes)
    path = f"M{x:g} {y - radius:g}l{radius:g} {radius:g}l{-radius:g} {radius:g}l{-radius:g} {-radius:g}z"
    return element("path", d=path, fill="none", stroke="currentColor", stroke_dasharray="2 2", class_=classes)
