"""Sources: what was published, what of it was seen, and the parts of it that can be cited."""

from typing import TYPE_CHECKING, Literal, Self, TypeAlias

from pydantic import model_validator

from ldn_content.model.base import (
    Count,
    DoseClass,
    Flag,
    Identifier,
    Model,
    Month,
    Number,
    Text,
    WebAddress,
    Year,
    pattern,
    refuse,
    unique,
)
from ldn_content.model.entry import Entry

SourceType = Literal[
    "case-report",
    "case-series",
    "drug-label",
    "guideline",
    "letter",
    "meta-analysis",
    "narrative-review",
    "preclinical",
    "rct-crossover",
    "rct-parallel",
    "registry-study",
    "retrospective-cohort",
    "single-arm-trial",
    "systematic-review",
    "trial-registration",
    "web-page",
]
LinkKind = Literal["doi", "pubmed", "pmc", "register", "regulator", "publisher", "copy", "promoter", "other"]
Comparison = Literal["between-arms", "within-arm", "one-group", "pooled"]
StatementKind = Literal["label", "exclusion", "advice", "finding", "definition", "history", "regulatory"]
if TYPE_CHECKING:
    Doi: TypeAlias = str
    Pmid: TypeAlias = str
    Pmcid: TypeAlias = str
else:
    Doi = pattern("Doi", r"^10\.[0-9]{4,9}/[^\s\"<>]+$", 200)
    Pmid = pattern("Pmid", "^[1-9][0-9]{3,8}$")
    Pmcid = pattern("Pmcid", "^PMC[0-9]{4,9}$")
RANDOMISED = frozenset({"rct-crossover", "rct-parallel"})
"""Types of source in which people were allocated by chance."""


def citation_line(authors: tuple[str, ...], title: str, where: str | None, year: int | None) -> str:
    """Return how a source is cited, as far as it was seen.

    >>> citation_line(("Doe J",), "A trial.", "A journal", 2024)
    'Doe J. A trial. A journal 2024.'
    """
    names = ", ".join(authors[:3]) + (" et al." if len(authors) > 3 else "")
    place = " ".join(str(item) for item in (where, year) if item)
    return ". ".join(item.rstrip(".") for item in (names, title, place) if item) + "."


class Figure(Model):
    """A number that a statement gives."""

    value: Number
    """The number."""
    unit: Text
    """Its unit."""
    what: Text
    """What it counts or measures."""


class Statement(Model):
    """What a label, page, guideline, case or review says, in our words."""

    id: Identifier
    """Unique among the parts of the source."""
    kind: StatementKind
    """What kind of statement it is."""
    text: Text
    """What it says, in our words."""
    figures: tuple[Figure, ...] = ()
    """The numbers that it gives."""
    dose_context: Literal["low", "standard", "other", "not-stated"]
    """The dose that it speaks about."""
    jurisdiction: Text | None = None
    """The country or region that it holds for, where one was seen."""


class Value(Model):
    """What one arm had. `reported` is the text that was seen and decides in doubt."""

    arm: Identifier
    """The arm of the study block."""
    at: Literal["baseline", "end", "change", "whole"]
    """At the start, at the end, the change between, or over the whole time."""
    reported: Text
    """The value as it was seen."""
    number: Number | None = None
    """The value as a number."""
    unit: Text | None = None
    """The unit of the number."""
    events: Count | None = None
    """People (or events) counted."""
    total: Count | None = None
    """Out of how many."""

    @model_validator(mode="after")
    def _events_within_total(self) -> Self:
        if self.events is not None and self.total is not None and self.events > self.total:
            refuse(f"{self.events} events are more than the total of {self.total}", "events")
        return self


class Effect(Model):
    """A difference between arms, or a pooled one."""

    measure: Text
    """MD, SMD, RR, percent-point difference and so on."""
    estimate: Number
    """The point estimate."""
    low: Number | None = None
    """Lower end of the interval."""
    high: Number | None = None
    """Upper end of the interval."""
    level: Number | None = None
    """Level of the interval in per cent."""
    ours: Flag = False
    """True where it is our subtraction of two printed values; it has no interval."""

    @model_validator(mode="after")
    def _interval_holds_estimate(self) -> Self:
        if (self.low is None) != (self.high is None):
            refuse("an interval has two ends: give both, or neither", "low" if self.high is None else "high")
        if self.low is not None and self.high is not None and not self.low <= self.estimate <= self.high:
            refuse(f"the interval {self.low} to {self.high} does not hold the estimate {self.estimate}", "estimate")
        return self


class Result(Model):
    """One outcome or unwanted event of a study."""

    id: Identifier
    """Unique among the parts of the source."""
    name: Text
    """The outcome as the source names it, in our words."""
    about: Literal["benefit", "harm"]
    """Whether it was measured for benefit or for harm."""
    comparison: Comparison
    """What was compared; only between-arms and pooled can show an effect."""
    primary: Flag | None = None
    """Whether it was the main outcome, where that was seen."""
    values: tuple[Value, ...] = ()
    """What each arm had."""
    effect: Effect | None = None
    """The difference."""
    p: Text | None = None
    """The p value as printed."""
    direction: Literal["favours-ldn", "favours-control", "no-difference", "mixed"] | None = None
    """The arm with the better result; without a comparison group only improvement over time."""
    note: Text | None = None
    """What a reader of the figures has to know."""


class Arm(Model):
    """A group of a study."""

    id: Identifier
    """Unique within the study."""
    role: Literal["ldn", "combination", "placebo", "active", "no-treatment"]
    """Its part in the comparison."""
    what: Text
    """What the people had."""
    n: Count | None = None
    """How many people."""
    dose: Text | None = None
    """The dose as reported."""


class Study(Model):
    """Who was studied, how, at which dose and for how long. It can be cited as `source#study`."""

    population: Text
    """Who was studied."""
    randomised: Count | None = None
    """People randomised."""
    analysed: Count | None = None
    """People analysed."""
    arms: tuple[Arm, ...] = ()
    """The groups."""
    dose_mg: Number | None = None
    """The daily dose in mg, where one number was seen."""
    dose: Text | None = None
    """The dose as reported."""
    duration_weeks: Number | None = None
    """Weeks of treatment."""
    blinding: Literal["double-blind", "single-blind", "open-label", "mixed", "not-applicable"] | None = None
    """Who did not know the allocation; double-blind includes triple and quadruple masking."""
    status: Text | None = None
    """Of a registered trial: where it stands."""

    @model_validator(mode="after")
    def _arms_unique(self) -> Self:
        unique(tuple(arm.id for arm in self.arms), "the arm", "arms")
        return self


class Counting(Model):
    """Under which condition a randomised trial is counted, once; or why it is not counted."""

    condition: Identifier | None = None
    """The condition that counts the trial."""
    not_because: Text | None = None
    """Why the trial is not counted."""

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.condition is None) == (self.not_because is None):
            refuse("give the condition that counts the trial, or not_because; one of the two", "condition")
        return self


class Checked(Model):
    """When and how deeply the source was read, and what was looked for in it and not seen."""

    month: Month
    """When it was read."""
    depth: Literal["full-text", "abstract", "register", "label", "page", "unknown"]
    """What was read."""
    not_seen: tuple[Text, ...] = ()
    """What was looked for and not seen."""


class Source(Entry):
    """A publication, registration, product text or page that entries cite."""

    kind: Literal["source"]
    """The kind of entry."""
    type: SourceType
    """What it is; `systematic-review` means that it calls itself one."""
    dose_class: DoseClass
    """The dose of naltrexone that it is about; only low speaks for LDN."""
    authors: tuple[Text, ...] = ()
    """As seen; may be short."""
    journal: Text | None = None
    """As seen."""
    publisher: Text | None = None
    """As seen."""
    year: Year | None = None
    """As seen."""
    volume: Text | None = None
    """As seen."""
    issue: Text | None = None
    """As seen."""
    pages: Text | None = None
    """As seen."""
    doi: Doi | None = None
    """Digital object identifier."""
    pmid: Pmid | None = None
    """PubMed number."""
    pmcid: Pmcid | None = None
    """PubMed Central number."""
    trial_ids: tuple[Text, ...] = ()
    """Numbers in trial registers."""
    url: WebAddress
    """The link to show."""
    link_kind: LinkKind
    """What the link leads to."""
    conditions: tuple[Identifier, ...] = ()
    """The conditions that it is about; none for drug-level sources."""
    parent: Identifier | None = None
    """The main report, where this is a secondary one or its registration."""
    shown_with: tuple[Identifier, ...] = ()
    """Sources that must be shown beside this one."""
    study: Study | None = None
    """The study block."""
    counting: Counting | None = None
    """On every randomised trial: where it is counted, or why not."""
    results: tuple[Result, ...] = ()
    """Outcomes and unwanted events."""
    statements: tuple[Statement, ...] = ()
    """What it says beside its results."""
    limitations: tuple[Text, ...] = ()
    """What limits it. It can be cited as `source#limitations`."""
    funding: Text | None = None
    """Who paid, where seen."""
    disagreements: tuple[Text, ...] = ()
    """Where pages disagree on it, and which value stands."""
    checked: Checked
    """When and how deeply it was read."""

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        parts = (*(item.id for item in self.results), *(item.id for item in self.statements))
        places = (
            *(("results", index) for index in range(len(self.results))),
            *(("statements", index) for index in range(len(self.statements))),
        )
        unique(parts, "the part", places)
        for kept, what in (("study", "the study block"), ("limitations", "what limits the source")):
            if kept in parts:
                refuse(f"the part id {kept!r} is kept for {what}: choose another", *places[parts.index(kept)], "id")
        arms = {arm.id for arm in self.study.arms} if self.study else set()
        for number, result in enumerate(self.results):
            for index, value in enumerate(result.values):
                if value.arm not in arms:
                    message = f"result {result.id!r} has a value for arm {value.arm!r}, which the study block does not name"
                    refuse(message, "results", number, "values", index, "arm")
        if (self.type in RANDOMISED) != (self.counting is not None):
            refuse(
                "a randomised trial, and no other type of source, says where it is counted: counting",
                "type" if self.counting is None else "counting",
            )
        return self

    @property
    def short(self) -> str:
        """Authors, title, journal or publisher, and year, as far as they were seen."""
        return citation_line(self.authors, self.title, self.journal or self.publisher, self.year)
