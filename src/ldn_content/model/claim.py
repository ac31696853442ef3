"""Claims: a sentence that may stand alone, how sure we are of it, and the parts of sources that it stands on."""

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from ldn_content.model.base import (
    ClaimReference,
    DoseClass,
    Identifier,
    Model,
    Month,
    Number,
    PartReference,
    Short,
    Text,
    refuse,
    unique,
)

Stance = Literal["supports", "contradicts", "context"]
Level = Literal["high", "moderate", "low", "very-low", "none"]
NoneBecause = Literal["none-found", "stopped-early", "no-results-yet", "other-doses-only"]
Domain = Literal["risk-of-bias", "inconsistency", "indirectness", "imprecision", "publication-bias"]
Finding = Literal["benefit", "harm", "little-or-no-difference", "not-told-apart"]
ClaimType = Literal["effect", "harm", "finding", "mechanism", "regulatory", "practical", "background", "gap"]
Operation = Literal["sum", "difference", "percent", "round", "convert", "count"]

LEVELS: tuple[Level, ...] = ("none", "very-low", "low", "moderate", "high")
"""Levels of certainty, lowest first."""
_STARTS = {"randomised": 4, "observational": 2}
_DAYS = {"hour": Decimal(1) / 24, "day": Decimal(1), "week": Decimal(7), "month": Decimal("30.4375"), "year": Decimal("365.25")}
_MILLIGRAMS = {"microgram": Decimal("0.001"), "mg": Decimal(1), "g": Decimal(1000)}


class Citation(Model):
    """One part of a source, and what it does to the sentence that cites it."""

    part: PartReference
    """The part that is used: source#part, source#study for the study block, or source#limitations."""
    stance: Stance
    """What the part does to this sentence."""


class DerivedInput(Model):
    """A figure that goes into a derived one."""

    part: PartReference
    """The cited part, or its source's study block, in which the figure stands."""
    figure: Number | None = None
    """The figure as it stands there; none where inputs are counted."""
    unit: Text | None = None
    """The unit of the figure, where a unit is converted."""


class Derived(Model):
    """A figure of the text that stands in no source, with the operation that gives it. It is recomputed here.

    >>> Derived(value=84, unit="%", operation="percent", inputs=[
    ...     {"part": "trial#any-event", "figure": 41}, {"part": "trial#any-event", "figure": 49}]).value
    84
    """

    value: Number
    """The figure as the text gives it."""
    unit: Text
    """The unit of the figure."""
    operation: Operation
    """How the figure comes from its inputs; `count` counts them."""
    inputs: tuple[DerivedInput, ...] = Field(min_length=1)
    """The figures that go in, in order."""

    @model_validator(mode="after")
    def _recompute(self) -> Self:
        exact = _operate(self.operation, self.inputs, self.unit)
        value = abs(Decimal(str(self.value)))
        exponent = value.normalize().as_tuple().exponent
        rounded = self.operation in {"percent", "round", "convert"}
        room = Decimal(5).scaleb(min(int(exponent), 0) - 1) if rounded else Decimal(0)
        if abs(value - exact) > room:
            refuse(f"{self.operation} of the inputs gives {exact.normalize():f}, not {self.value}", "value")
        return self


def _operate(operation: str, inputs: tuple[DerivedInput, ...], unit: str) -> Decimal:
    """Return the size of the result; signs are left to the words ("fell by")."""
    if operation == "count":
        if any(item.figure is not None for item in inputs):
            refuse("an input of count has no figure: the inputs themselves are counted", "inputs")
        return Decimal(len(inputs))
    if any(item.figure is None for item in inputs):
        refuse(f"each input of {operation} needs the figure that is taken from its part", "inputs")
    figures = [Decimal(str(item.figure)) for item in inputs]
    wanted = {"percent": 2, "difference": 2, "round": 1, "convert": 1}.get(operation)
    if wanted is not None and len(figures) != wanted:
        refuse(f"{operation} takes {wanted} input(s), not {len(figures)}", "inputs")
    if operation == "sum":
        return abs(sum(figures, Decimal(0)))
    if operation == "difference":
        return abs(figures[0] - figures[1])
    if operation == "round":
        return abs(figures[0])
    if operation == "convert":
        return abs(figures[0]) * _factor(inputs[0].unit, unit)
    if figures[1] == 0:
        refuse("percent of nothing: the second input is zero", "inputs", 1)
    return abs(100 * figures[0] / figures[1])


def _factor(have: str | None, want: str) -> Decimal:
    one, other = (have or "").removesuffix("s"), want.removesuffix("s")
    for table in (_DAYS, _MILLIGRAMS):
        if one in table and other in table:
            return table[one] / table[other]
    known = ", ".join((*_DAYS, *_MILLIGRAMS))
    return refuse(f"cannot convert {have!r} to {want!r}: the units known are {known}", "unit")


class Downgrade(Model):
    """One reason to be less sure (GRADE domain)."""

    domain: Domain
    """The GRADE domain."""
    levels: Literal[1, 2, 3]
    """By how many levels."""
    reason: Text
    """Why, in a sentence."""


class Certainty(Model):
    """How sure we are of one outcome at one class of dose. The level is computed: start minus downgrades, never below very low.

    Source: GRADE (randomised evidence starts high, observational evidence low).

    >>> Certainty(dose_class="low", start="randomised", downgrades=[
    ...     {"domain": "imprecision", "levels": 1, "reason": "Few people."}]).level
    'moderate'
    """

    dose_class: DoseClass
    """The class of dose that is rated."""
    start: Literal["randomised", "observational", "none"]
    """The design that the rating starts from."""
    none_because: NoneBecause | None = None
    """Why there is nothing to rate; only with a start of none."""
    downgrades: tuple[Downgrade, ...]
    """The reasons to be less sure; one a domain."""
    level: Level = "none"
    """Computed; accepted on input only if it is equal."""

    @model_validator(mode="after")
    def _compute_level(self) -> Self:
        unique(tuple(item.domain for item in self.downgrades), "the domain", "downgrades")
        if self.start == "none":
            if self.none_because is None or self.downgrades:
                refuse("a start of none needs none_because and no downgrades", "start")
            level: Level = "none"
        else:
            if self.none_because is not None:
                refuse("none_because belongs to a start of none only", "none_because")
            level = LEVELS[max(1, _STARTS[self.start] - sum(item.levels for item in self.downgrades))]
        if "level" in self.model_fields_set and self.level != level:
            refuse(f"the level is computed: start and downgrades give {level!r}, not {self.level!r}", "level")
        object.__setattr__(self, "level", level)  # computed, in a frozen model
        return self


class Claim(Model):
    """A statement with its grade and its sources. `str()` gives the sentence that may stand alone."""

    id: Identifier
    """Unique within its entry; for ever."""
    type: ClaimType
    """What kind of statement this is; `gap` is what was looked for and not found."""
    short: Short
    """One sentence that may stand alone, hedge included; at most 150 characters."""
    plain: Text | None = None
    """For a reader at about grade 8; the first sentence is the message."""
    clinical: Text | None = None
    """The same with all figures, for a professional."""
    outcome: Text | None = None
    """The outcome that is rated."""
    finding: Finding | None = None
    """What was found on the outcome."""
    certainty: Certainty | None = None
    """How sure we are of the outcome."""
    same_as: ClaimReference | None = None
    """The claim that holds the rating of the same outcome."""
    citations: tuple[Citation, ...] = ()
    """The parts of sources that the claim stands on."""
    derived: tuple[Derived, ...] = ()
    """Figures of the text that are worked out, and how."""
    as_of: Month | None = None
    """When it was looked for; needed on a gap."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        unique(tuple(item.part for item in self.citations), "the citation of", "citations")
        if self.same_as is not None and self.certainty is not None:
            refuse("a claim has a certainty of its own or same_as, not both", "same_as")
        if self.certainty is None:
            if self.finding is not None:
                refuse("a finding needs a certainty; a second claim on an outcome has same_as and no finding", "finding")
            if self.type in {"effect", "harm"} and self.same_as is None:
                refuse(f"a claim of type {self.type} needs a certainty, or same_as to name the claim that has it", "type")
        elif self.outcome is None:
            refuse("a certainty is about an outcome: name it", "certainty")
        elif self.certainty.start == "none":
            if self.finding is not None:
                refuse("nothing was found to rate, so there is no finding", "finding")
        elif self.type not in {"effect", "harm"}:
            refuse(f"a claim of type {self.type} has no rating; effect and harm have", "certainty")
        elif self.finding is None:
            refuse("a rated claim names its finding", "certainty")
        if self.type == "gap" and self.as_of is None:
            refuse("a gap says when it was looked for: as_of", "type")
        return self

    def __str__(self) -> str:
        return f"{self.short} (Cautions apply: show the card of its entry.)"
