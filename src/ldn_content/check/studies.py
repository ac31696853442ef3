"""Studies: figures that agree with each other within one source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ldn_content.check.rule import Context, Problem, Rule
from ldn_content.model import AnyEntry, Arm, Effect, Result, Source, Study, Value

_RATIO: Final = re.compile(r"\b(?:RR|OR|HR|IRR|aOR|aHR|aRR)\b|\bratio\b")
_P: Final = re.compile(r"(?P<sign><=|>=|[<>=≤≥]?) ?(?P<value>\d*\.?\d+)")
_CLEAR: Final = 0.05
"""Above this p value, and where the interval includes no effect, no clear difference was found."""


def _percentages(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    if not isinstance(entry, Source):
        return
    for number, result in enumerate(entry.results):
        for index, value in enumerate(result.values):
            wrong = _wrong_per_cent(value)
            if wrong:
                yield Problem(("results", number, "values", index, "number"), wrong)


def _wrong_per_cent(value: Value) -> str:
    if value.unit != "%" or value.number is None or value.events is None or not value.total:
        return ""
    exact = 100 * value.events / value.total
    # as printed: to whole per cent, or to the digits that were given
    digits = len(str(value.number).partition(".")[2])
    if abs(exact - value.number) <= 0.5 * 10**-digits + 0.1:
        return ""
    return f"{value.events} of {value.total} is {exact:.1f}%, not {value.number}%: mend the one that was misread"


def _people(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    study: Study | None = entry.study if isinstance(entry, Source) else None
    if study is not None and study.randomised is not None and study.analysed is not None and study.analysed > study.randomised:
        yield Problem(("study", "analysed"), f"{study.analysed} analysed are more than {study.randomised} randomised")


def _arms(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    study = entry.study if isinstance(entry, Source) else None
    if not isinstance(entry, Source) or study is None or study.randomised is None:
        return
    for index, arm in enumerate(study.arms):
        if arm.n is not None and arm.n > study.randomised:
            yield Problem(("study", "arms", index, "n"), f"{arm.n} in one group are more than {study.randomised} randomised")
    together = sum(arm.n or 0 for arm in study.arms)
    # where people cross over, everybody is in each arm
    if (
        entry.type == "rct-parallel"
        and together > study.randomised
        and all((arm.n or 0) <= study.randomised for arm in study.arms)
    ):
        message = f"its groups have {together} people, and {study.randomised} were randomised: mend the one that was misread"
        yield Problem(("study", "arms"), message)


def _counts(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    if not isinstance(entry, Source) or entry.study is None:
        return
    arms = {arm.id: arm for arm in entry.study.arms}
    for number, result in enumerate(entry.results):
        for index, value in enumerate(result.values):
            for field, message in _too_many(value, arms[value.arm]):
                yield Problem(("results", number, "values", index, field), message)


def _too_many(value: Value, arm: Arm) -> Iterator[tuple[str, str]]:
    if arm.n is None:
        return
    if value.total is not None and value.total > arm.n:
        yield "total", f"is out of {value.total}, and the group {arm.id!r} has {arm.n} people: mend the one that was misread"
    elif value.total is None and value.events is not None and value.events > arm.n:
        yield "events", f"{value.events} are more than the {arm.n} people of the group {arm.id!r}: mend the one that was misread"


def _possible(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    for number, result in enumerate(entry.results if isinstance(entry, Source) else ()):
        if result.effect is not None:
            for field, message in _impossible(result.effect):
                yield Problem(("results", number, "effect", field), message)
        p = _p_value(result)
        if p is not None and p[1] > 1:
            yield Problem(("results", number, "p"), f"{result.p!r} is no p value: it lies between 0 and 1")


def _impossible(effect: Effect) -> Iterator[tuple[str, str]]:
    least = effect.estimate if effect.low is None else effect.low
    if _RATIO.search(effect.measure) and least <= 0:
        yield "estimate" if effect.low is None else "low", f"a ratio ({effect.measure}) is above zero, and this is {least}"
    if effect.level is not None and not 50 <= effect.level < 100:
        yield "level", f"the level of an interval is in per cent, such as 95, and this is {effect.level}"
    if effect.ours and effect.low is not None:
        yield "ours", "a difference that we worked out ourselves has no interval: remove low and high, or say that it is not ours"


def _p_value(result: Result) -> tuple[str, float] | None:
    """Return the sign and the size of a p value, where one single one was printed."""
    found = _P.fullmatch(result.p or "")
    return (found["sign"], float(found["value"])) if found else None


def _differences(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    for number, result in enumerate(entry.results if isinstance(entry, Source) else ()):
        effect = result.effect
        pair = _compared(result)
        if effect is None or pair is None or not (effect.ours or ("percent" in effect.measure and _per_cent(pair))):
            continue
        first, second = (Decimal(str(value.number)) for value in pair)
        exact, told = abs(first - second), abs(Decimal(str(effect.estimate)))
        room = Decimal(0) if effect.ours else sum((_half_a_digit(item) for item in (first, second, told)), Decimal(0))
        if abs(exact - told) > room:
            message = f"the two values differ by {exact}, not by {told}: mend the one that was misread"
            yield Problem(("results", number, "effect", "estimate"), message)


def _compared(result: Result) -> tuple[Value, Value] | None:
    """Return the two values that a difference is between: of two groups at one time, or of one group at start and end."""
    numbers = [value for value in result.values if value.number is not None]
    if len(numbers) != 2 or numbers[0].unit != numbers[1].unit:
        return None
    first, second = numbers
    if result.comparison == "between-arms":
        return (first, second) if first.arm != second.arm and first.at == second.at != "baseline" else None
    return (first, second) if first.arm == second.arm and {first.at, second.at} == {"baseline", "end"} else None


def _per_cent(pair: tuple[Value, Value]) -> bool:
    return all(value.unit == "%" for value in pair)


def _half_a_digit(number: Decimal) -> Decimal:
    return Decimal(5).scaleb(min(int(number.as_tuple().exponent), 0) - 1)


def _directions(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    for number, result in enumerate(entry.results if isinstance(entry, Source) else ()):
        for said, clear in _clearness(result):
            if result.direction == "no-difference" and clear:
                message = f"says no difference, and its {said} says that there is one: mend the one that was misread"
                yield Problem(("results", number, "direction"), message)
            elif result.direction in {"favours-ldn", "favours-control"} and not clear:
                message = f"says {result.direction}, and its {said} shows no clear difference: say no-difference, or mend that"
                yield Problem(("results", number, "direction"), message)


def _clearness(result: Result) -> Iterator[tuple[str, bool]]:
    """Yield what tells whether there is a clear difference, and whether it does."""
    p = _p_value(result)
    clear = _is_clear(*p) if p else None
    if clear is not None:
        yield "p value", clear
    crosses = crosses_no_effect(result.effect) if result.effect else None
    if crosses is not None:
        yield "interval", not crosses


def _is_clear(sign: str, size: float) -> bool | None:
    """Tell whether a p value is of a clear difference; None where it does not tell, as at the border itself."""
    if sign in {"<", "<=", "≤"}:
        return True if size <= _CLEAR else None
    if sign in {">", ">=", "≥"}:
        return False if size >= _CLEAR else None
    return None if size == _CLEAR else size < _CLEAR


def crosses_no_effect(effect: Effect) -> bool | None:
    """Tell whether an interval includes no effect, at its end too; None where there is no interval.

    >>> crosses_no_effect(Effect(measure="RR", estimate=0.83, low=0.3, high=2.29))
    True
    >>> crosses_no_effect(Effect(measure="MD", estimate=-2, low=-3, high=-1))
    False
    """
    if effect.low is None or effect.high is None:
        return None
    nothing = 1 if _RATIO.search(effect.measure) else 0
    return effect.low <= nothing <= effect.high


def _year(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    # a paper may be read before the issue that it stands in is dated
    if isinstance(entry, Source) and entry.year is not None and entry.year > int(entry.checked.month[:4]) + 1:
        yield Problem(("year",), f"is from {entry.year}, and was read in {entry.checked.month}: mend the one that was misread")


RULES = (
    Rule("LDN201", "error", "A per cent agrees with the events and the total beside it.", _percentages),
    Rule("LDN202", "error", "No more people are analysed than were randomised.", _people),
    Rule("LDN218", "error", "The groups of a trial hold no more people than were randomised.", _arms),
    Rule("LDN219", "warning", "No more people are counted in a group than it has.", _counts),
    Rule("LDN220", "error", "An effect, its interval and its p value are of a possible size.", _possible),
    Rule(
        "LDN221", "error", "A difference that we worked out, or of per cents, is that of the two values beside it.", _differences
    ),
    Rule("LDN222", "warning", "The direction of a result agrees with its p value and its interval.", _directions),
    Rule("LDN223", "error", "No source is from a later year than the one after it was read.", _year),
)
