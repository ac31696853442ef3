"""Evidence: arithmetic that holds within a source, and ratings that their studies can carry."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_content.check.rule import Context, Problem, Rule
from ldn_content.links import claim_paths
from ldn_content.model import (
    LEVELS,
    RANDOMISED,
    AnyEntry,
    Claim,
    ClaimReview,
    Condition,
    Source,
    Study,
    Value,
)

_REVIEWS = frozenset({"meta-analysis", "systematic-review", "guideline"})
_NOT_PEOPLE_ON_LDN = frozenset({"not-naltrexone"})


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


def _rating_carried(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    for path, claim in claim_paths(entry):
        certainty = claim.certainty
        if certainty is None or certainty.start == "none":
            continue
        used = list(_used(claim, context))
        if not any(source.dose_class in {certainty.dose_class, "mixed"} for source in used):
            message = f"rates a dose class of {certainty.dose_class!r}, and no cited source of that dose bears on it: cite one"
            yield Problem((*path, "certainty", "dose_class"), message, claim.id)
        if certainty.start == "randomised" and not any(source.type in RANDOMISED | _REVIEWS for source in used):
            message = "starts as randomised, and no randomised trial, nor a review of such, bears on it: cite one, or start lower"
            yield Problem((*path, "certainty", "start"), message, claim.id)


def _used(claim: Claim, context: Context) -> Iterator[Source]:
    for citation in claim.citations:
        source = context.sources.get(citation.part.partition("#")[0])
        if source is not None and citation.stance != "context":
            yield source


def _no_animals(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    for path, claim in claim_paths(entry):
        if claim.type not in {"effect", "harm"}:
            continue
        for index, citation in enumerate(claim.citations):
            source = context.sources.get(citation.part.partition("#")[0])
            if source is None or citation.stance == "context":
                continue
            if source.type == "preclinical" or source.dose_class in _NOT_PEOPLE_ON_LDN:
                message = f"{source.id} is animal or cell work, or about another drug: cite it as context"
                yield Problem((*path, "citations", index), message, claim.id)


def _headline_highest(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    if not isinstance(entry, Condition) or entry.headline_claim.certainty is None:
        return
    top = LEVELS.index(entry.headline_claim.certainty.level)
    for path, claim in claim_paths(entry):
        if claim.finding == "benefit" and claim.certainty is not None and LEVELS.index(claim.certainty.level) > top:
            message = f"a benefit is rated {claim.certainty.level}, above the headline: make it the headline, or waive this"
            yield Problem((*path, "certainty"), message, claim.id)


def _one_rating(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for path, claim in claim_paths(entry):
        if claim.certainty is None or claim.outcome is None:
            continue
        if claim.outcome.casefold() in seen:
            message = f"rates the same outcome as {seen[claim.outcome.casefold()]!r}: one outcome has one rating; use same_as"
            yield Problem((*path, "outcome"), message, claim.id)
        seen[claim.outcome.casefold()] = claim.id


def _cited(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    for path, claim in claim_paths(entry):
        if not claim.citations and claim.type not in {"gap", "practical"}:
            yield Problem((*path, "id"), f"a claim of type {claim.type} says where it was seen: add citations", claim.id)


def _verdict(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    if not isinstance(entry, ClaimReview) or entry.verdict not in {"supported", "partly-supported"}:
        return
    if not any(citation.stance == "supports" for citation in entry.citations):
        yield Problem(("verdict",), f"{entry.verdict} needs a citation that supports the claim; without one it is unsupported")


RULES = (
    Rule("LDN201", "error", "A per cent agrees with the events and the total beside it.", _percentages),
    Rule("LDN202", "error", "No more people are analysed than were randomised.", _people),
    Rule("LDN203", "error", "A rating rests on cited sources of its dose class and design.", _rating_carried),
    Rule("LDN204", "error", "Animal or cell work and other drugs carry no effect in people.", _no_animals),
    Rule("LDN205", "error", "No benefit is rated above the headline.", _headline_highest),
    Rule("LDN206", "error", "One outcome has one rating within an entry.", _one_rating),
    Rule("LDN207", "error", "Every claim but a gap or practical advice cites where it was seen.", _cited),
    Rule("LDN208", "error", "A verdict of support has a source that supports the claim.", _verdict),
)
