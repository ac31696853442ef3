"""Laws 2 and 3 as rules: every number is a link, and words match the evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ldn_content.check import grounding, hedges, numbers, orders, promotion, words
from ldn_content.check.phrases import Fault
from ldn_content.check.rule import Context, Problem, Rule
from ldn_content.links import cited, claim_paths
from ldn_content.model import AnyEntry, Caveat, Claim, ClaimReview, Condition, Question, Retired, Source, Substance, Term, Topic
from ldn_content.model.base import FieldPath


class _Place(NamedTuple):
    """Something that holds texts, and where it stands in its entry."""

    path: FieldPath
    item: grounding.Checkable
    claim: str


def _places(entry: AnyEntry) -> Iterator[_Place]:
    if isinstance(entry, Caveat | ClaimReview | Term | Condition):
        yield _Place((), entry, "")
    for path, claim in claim_paths(entry):
        yield _Place(path, claim, claim.id)


def _figures(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    for place in _places(entry):
        item = place.item
        texts = [(path, text) for path, text in grounding.texts_of(item) if numbers.figures(text)]
        if not texts:
            continue
        citations = () if isinstance(item, Condition) else item.citations
        derived = () if isinstance(item, Condition | Term) else item.derived
        pool = context.index.parts.pool(citations, derived)
        for path, text in texts:
            for mention in grounding.ungrounded(text, pool):
                fault = (
                    "stands in another source than the rest of its bracket: give each source a bracket or a clause of its own"
                    if pool.grounds(mention)
                    else "stands in no cited part nor study block: cite the part that gives it, derive it, or take it out"
                )
                message = f"{mention.text!r} (…{_around(text, mention.start)}…) {fault}"
                yield Problem((*place.path, *path), message, place.claim)


def _around(text: str, start: int) -> str:
    return text[max(0, start - 20) : start + 20]


def _derived_inputs(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    for block in cited(entry):
        for number, index, item in grounding.derived_inputs_not_found(block.derived, context.index.parts):
            path = (*block.path, "derived", number, "inputs", index, "figure")
            message = f"{item.figure} does not stand in {item.part} nor in its source's study block: take the figure that does"
            yield Problem(path, message, block.claim.id if block.claim else "")


def _grade(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    for path, claim in claim_paths(entry):
        rated = context.rating(claim)
        if rated is None or rated.certainty is None:
            continue
        certainty = rated.certainty
        for field, message in hedges.wording_problems(claim, certainty.level, rated.finding, certainty.none_because):
            yield Problem((*path, field), message, claim.id)


def _found(by: Callable[[str], Iterator[Fault]]) -> Callable[[AnyEntry, Context], Iterator[Problem]]:
    """Return a check that looks through every text of our own."""

    def check(entry: AnyEntry, context: Context) -> Iterator[Problem]:
        for path, claim, text in context.index.of(entry, _texts):
            for _span, message in by(text):
                yield Problem(path, message, claim.id if claim else "")

    return check


def _facts(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    for path, claim, text in context.index.of(entry, _texts):
        rated = context.rating(claim) if claim else None
        if rated is not None and rated.certainty is not None and rated.certainty.level == "high":
            continue
        for _span, message in words.unhedged_effects(text):
            yield Problem(path, message, claim.id if claim else "")


def _texts(entry: AnyEntry) -> tuple[tuple[FieldPath, Claim | None, str], ...]:
    """Return our own words with their place and claim. A question, a reviewed claim and a source's title are somebody else's."""
    return tuple(_walk(entry))


def _walk(entry: AnyEntry) -> Iterator[tuple[FieldPath, Claim | None, str]]:
    for place in _places(entry):
        for path, text in grounding.texts_of(place.item):
            yield (*place.path, *path), place.item if isinstance(place.item, Claim) else None, text
    if not isinstance(entry, Question | ClaimReview | Source | Retired):
        yield ("title",), None, entry.title
    if isinstance(entry, Topic):
        yield from ((("sections", index, "title"), None, section.title) for index, section in enumerate(entry.sections))
    elif isinstance(entry, Substance):
        yield from ((("uses", index, "indication"), None, use.indication) for index, use in enumerate(entry.uses))
    elif isinstance(entry, ClaimReview):
        yield ("would_change_it",), None, entry.would_change_it


def _before_after(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    for place in _places(entry):
        if isinstance(place.item, Claim | Caveat | ClaimReview):
            for field, message in hedges.before_after_problems(place.item, context.sources):
                yield Problem((*place.path, field), message, place.claim)


RULES = (
    Rule(
        "LDN301",
        "error",
        "Each figure stands in a cited part, in that source's study block, or is derived; those of a bracket, in one source.",
        _figures,
    ),
    Rule("LDN302", "error", "Each figure that goes into a derived one stands in its part or study block.", _derived_inputs),
    Rule("LDN401", "error", "The short, and the first sentence of the plain text, have the words of grade and finding.", _grade),
    Rule(
        "LDN402",
        "error",
        "Nothing is said that is never said: verdicts, praise, 1 in x, a relative change alone.",
        _found(words.forbidden_words),
    ),
    Rule("LDN403", "error", "Nobody is told to take, change or stop a dose.", _found(orders.dose_instructions)),
    Rule("LDN404", "error", "Before-and-after results and single cases are told as such.", _before_after),
    Rule("LDN405", "error", "No effect of LDN is stated as a fact where the certainty is below high.", _facts),
    Rule(
        "LDN409",
        "error",
        "No one person, clinic or seller tells of themselves: a story is no evidence.",
        _found(promotion.stories),
    ),
    Rule("LDN410", "error", "Nothing is sold: no seller, no offer, no price of a shop.", _found(promotion.sales)),
    Rule(
        "LDN411",
        "warning",
        "A sentence on LDN names a source, a doubt, a caution or whom to ask.",
        _found(words.untied_statements),
    ),
)
