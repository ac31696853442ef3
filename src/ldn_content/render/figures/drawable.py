"""Which pictures there are of what, and one of them by its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ldn_content.errors import NoFigure
from ldn_content.model import AnyEntry, Condition, Source
from ldn_content.render.figures.evidence_map import evidence_map, rated_outcomes
from ldn_content.render.figures.figure import Figure, Kind
from ldn_content.render.figures.forest_plot import compared, forest_plot, panels
from ldn_content.render.figures.icon_array import counted_groups, icon_array
from ldn_content.render.figures.timeline import timeline, trials_of

if TYPE_CHECKING:
    from ldn_content.library import Library


class Drawable(NamedTuple):
    """A picture that can be drawn.

    Attributes:
        kind: which picture.
        reference: what it is of, as `draw` takes it; empty for the evidence map.
    """

    kind: Kind
    reference: str


def figures_for(library: Library, reference: str = "") -> tuple[Drawable, ...]:
    """Return what can be drawn of a condition or of a source; without a reference, of the whole library.

    Raises:
        UnknownEntry: there is no such entry.

    >>> import ldn_content as ldn
    >>> figures_for(ldn.Library.load(), "condition/migraine")
    (Drawable(kind='timeline', reference='condition/migraine'),)
    """
    if reference:
        return tuple(_of(library, library.entry(reference.partition("#")[0])))
    entries: tuple[AnyEntry, ...] = (*library.conditions.values(), *library.sources.values())
    rated = any(item.certainty.dose_class == "low" for item in rated_outcomes(library))
    found = [item for entry in entries for item in _own(library, entry)]
    return (*([Drawable("map", "")] if rated else []), *found)


def draw(library: Library, kind: str, reference: str = "") -> Figure:
    """Return one picture by the name of its kind.

    Raises:
        UnknownEntry: there is no such entry, or no such result of a source.
        NoFigure: there is not enough on record, or nothing was named. The message says which pictures there are.
    """
    if kind == "map":
        return evidence_map(library)
    makers = {"forest": forest_plot, "icons": icon_array, "timeline": timeline}
    if kind not in makers:
        raise NoFigure(f"no picture {kind!r}: there are map, {', '.join(makers)}")
    if not reference:
        there = ", ".join(item.reference for item in figures_for(library) if item.kind == kind)
        raise NoFigure(f"{kind} needs a reference; there is one of each of: {there or 'nothing'}")
    try:
        return makers[kind](library, reference)
    except NoFigure as error:
        named = library.entry(reference.partition("#")[0]) if "/" in reference else None
        there = ", ".join(map(" ".join, _of(library, named))) if named is not None else ""
        raise NoFigure(f"{error}. Pictures of it: {there}" if there else str(error)) from error


def _of(library: Library, entry: AnyEntry) -> Iterator[Drawable]:
    """Yield the pictures of an entry; of a condition, with those of the sources on it."""
    yield from _own(library, entry)
    if isinstance(entry, Condition):
        for source in library.sources.values():
            if entry.id in source.conditions:
                yield from _own(library, source)


def _own(library: Library, entry: AnyEntry) -> Iterator[Drawable]:
    if isinstance(entry, Condition):
        if sum(len(panel.rows) for panel in panels(compared(library, entry))) > 1:
            yield Drawable("forest", entry.reference)
        if trials_of(library, entry):
            yield Drawable("timeline", entry.reference)
    elif isinstance(entry, Source):
        for result in entry.results:
            if counted_groups(entry, result):
                yield Drawable("icons", f"{entry.reference}#{result.id}")
