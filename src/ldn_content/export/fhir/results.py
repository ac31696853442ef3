"""The figures of a source as statistics of FHIR: effects with their intervals, and what each arm had."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ldn_content.export.fhir.elements import TERMINOLOGY, Json, coding, concept, filled
from ldn_content.export.fhir.selection import markdown, notes
from ldn_content.model import Effect, Result, Source, Value
from ldn_content.render import labels

_MEASURES: Final = {"MD": "0000457", "SMD": "0000100", "RR": "C93152", "median difference": "absolute-MedianDiff"}
"""Measures that mean just what a code of FHIR means; all others are told in words."""
_P: Final = re.compile(r"(<=|>=|<|>|)\s*([01]?\.[0-9]+)")
_AT: Final = {"baseline": "at the start", "end": "at the end", "change": "change", "whole": "over the whole time"}
_REVIEWS: Final = {"meta-analysis", "systematic-review", "narrative-review", "guideline"}
OURS: Final = "Our subtraction of two values that were printed; it has no interval."


def statistics(source: Source, result: Result) -> Iterator[Json]:
    """Yield the effect of a result, and what each arm had.

    >>> import ldn_content as ldn
    >>> trial = ldn.sources["due-bruun-2024-fibromyalgia"]
    >>> next(statistics(trial, trial.results[0]))["quantity"]
    {'value': -0.34}
    """
    better = f"direction: {result.direction}" if result.direction else None
    remarks = notes((f"{source.id}#{result.id}", labels.COMPARISONS[result.comparison], better, result.note, source.short))
    if result.effect is not None:
        yield _effect(source, result, result.effect, remarks)
    for value in result.values:
        yield _arm(source, result, value, remarks)
    if result.p is not None and result.effect is None:
        yield {
            "description": markdown(f"{result.name}; p as printed: {result.p}"),
            "note": remarks,
            "attributeEstimate": [_p(result.p)],
        }


def _effect(source: Source, result: Result, effect: Effect, remarks: list[Json]) -> Json:
    code = _MEASURES.get(effect.measure)
    codes = [coding(f"{TERMINOLOGY}/statistic-type", code)] if code else []
    return filled(
        description=markdown(f"{result.name}; {effect.measure}"),
        note=[*remarks, *notes([OURS if effect.ours else None])],
        statisticType=concept(effect.measure, *codes),
        quantity={"value": effect.estimate},
        sampleSize=_sample(source, result),
        attributeEstimate=[*_interval(effect), *([_p(result.p)] if result.p else [])],
    )


def _sample(source: Source, result: Result) -> Json | None:
    """Return how many people are compared; of reviews it is not recorded which studies and people went into a result."""
    if source.study is None or result.comparison == "pooled" or source.type in _REVIEWS:
        return None
    people = source.study.randomised if source.study.analysed is None else source.study.analysed
    return filled(numberOfStudies=1, numberOfParticipants=people)


def _interval(effect: Effect) -> Iterator[Json]:
    if effect.low is None or effect.high is None:
        return
    yield filled(
        type=concept(None, coding(f"{TERMINOLOGY}/attribute-estimate-type", "C53324")),
        level=None if effect.level is None else round(effect.level / 100, 6),
        range={"low": {"value": effect.low}, "high": {"value": effect.high}},
    )


def _p(printed: str) -> Json:
    found = _P.fullmatch(printed)
    quantity = {"value": float(found[2])} | ({"comparator": found[1]} if found[1] else {}) if found else None
    return filled(
        description=markdown(f"p as printed: {printed}"),
        type=concept(None, coding(f"{TERMINOLOGY}/attribute-estimate-type", "C44185")),
        quantity=quantity,
    )


def _arm(source: Source, result: Result, value: Value, remarks: list[Json]) -> Json:
    arms = source.study.arms if source.study else ()
    arm = next(item for item in arms if item.id == value.arm)
    people = arm.n if value.total is None else value.total
    counted = {"numberAffected" if value.unit in {"%", "people"} else "numberOfEvents": value.events}
    return filled(
        description=markdown(f"{result.name}; {arm.what} ({arm.role}), {_AT[value.at]}: {value.reported}"),
        note=remarks,
        quantity=None if value.number is None else filled(value=value.number, unit=value.unit),
        sampleSize=filled(numberOfParticipants=people),
        **counted,
    )
