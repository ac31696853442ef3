"""Evidence: ratings that their studies can carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ldn_content.check.rule import Context, Problem, Rule
from ldn_content.check.studies import crosses_no_effect
from ldn_content.links import cited, claim_paths
from ldn_content.model import (
    LEVELS,
    RANDOMISED,
    AnyEntry,
    Certainty,
    Citation,
    Claim,
    ClaimReview,
    Condition,
    Result,
    Source,
)
from ldn_content.model.base import FieldPath

_REVIEWS = frozenset({"meta-analysis", "systematic-review", "guideline"})
_NOT_PEOPLE_ON_LDN = frozenset({"not-naltrexone"})
_DOSES: Final = frozenset({"low", "very-low-or-ultra-low", "standard-or-high"})
_COMPARED: Final = frozenset({"between-arms", "pooled"})
_TRIALS: Final = RANDOMISED | {"trial-registration", "single-arm-trial"}
FEW, SMALL = 100, 400
"""Fewer people than the first carry no moderate certainty, and fewer than the second are imprecise: limits of ours."""
_POINTS: Final = {"benefit": "favours-ldn", "harm": "favours-control", "little-or-no-difference": "no-difference"}
_TAKEN_BACK: Final = re.compile(
    r"\[?(?:(?:RETRACTED|WITHDRAWN|Retracted|Withdrawn)(?: (?:ARTICLE|[Aa]rticle|PAPER|[Pp]aper))?[:\]]"
    r"|(?:RETRACTION|Retraction)(?: (?:NOTE|[Nn]otice|[Nn]ote|OF|of|to)\b|:))"
)
_PREPRINT: Final = re.compile(r"10\.(?:1101/(?:20\d\d\.|\d{6})|21203/rs\.|20944/preprints|2139/ssrn|31234/osf|31219/osf)", re.I)


def _rating_carried(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    for path, claim in claim_paths(entry):
        certainty = claim.certainty
        if certainty is None or certainty.start == "none":
            continue
        used = [source for _, _, source in _used(claim, context)]
        if not any(source.dose_class in {certainty.dose_class, "mixed"} for source in used):
            message = f"rates a dose class of {certainty.dose_class!r}, and no cited source of that dose bears on it: cite one"
            yield Problem((*path, "certainty", "dose_class"), message, claim.id)
        if certainty.start == "randomised" and not any(source.type in RANDOMISED | _REVIEWS for source in used):
            message = "starts as randomised, and no randomised trial, nor a review of such, bears on it: cite one, or start lower"
            yield Problem((*path, "certainty", "start"), message, claim.id)


def _used(claim: Claim, context: Context) -> Iterator[tuple[int, Citation, Source]]:
    """Yield the citations that bear on a claim, with their places and sources."""
    for index, citation in enumerate(claim.citations):
        source = context.sources.get(citation.part.partition("#")[0])
        if source is not None and citation.stance != "context":
            yield index, citation, source


def _supporting(claim: Claim, context: Context) -> Iterator[tuple[int, Source, Result]]:
    """Yield the results that are cited in support of a claim, with the places of their citations."""
    for index, citation, source in _used(claim, context):
        wanted = citation.part.partition("#")[2]
        result = next((item for item in source.results if item.id == wanted), None)
        if result is not None and citation.stance == "supports":
            yield index, source, result


def _rated(entry: AnyEntry) -> Iterator[tuple[FieldPath, Claim, Certainty]]:
    """Yield the claims that have a rating of their own, with their places."""
    for path, claim in claim_paths(entry):
        if claim.certainty is not None and claim.certainty.start != "none":
            yield path, claim, claim.certainty


def _no_animals(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    for path, claim in claim_paths(entry):
        if claim.type not in {"effect", "harm"}:
            continue
        for index, _, source in _used(claim, context):
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


def _compared(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    for path, claim, _ in _rated(entry):
        if claim.type != "effect" or claim.finding not in _POINTS:
            continue
        for index, _, result in _supporting(claim, context):
            if result.comparison not in _COMPARED:
                message = (
                    f"{result.id!r} is a {result.comparison} result, which cannot show what LDN did: cite it as context, "
                    "or give the finding as not-told-apart"
                )
                yield Problem((*path, "citations", index, "stance"), message, claim.id)


def _same_dose(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    for path, claim, certainty in _rated(entry):
        if claim.finding == "not-told-apart" and any(item.domain == "indirectness" for item in certainty.downgrades):
            continue  # it says that we do not know, and that this is one of the reasons
        for index, _, source in _used(claim, context):
            if source.dose_class in _DOSES - {certainty.dose_class} and certainty.dose_class in _DOSES:
                message = (
                    f"{source.id} is about another dose ({source.dose_class}) than the one that is rated: cite it as context; "
                    "where nothing else is left, the rating is none, other-doses-only"
                )
                yield Problem((*path, "citations", index, "stance"), message, claim.id)


def _same_way(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    for path, claim, _ in _rated(entry):
        wanted = _POINTS.get(claim.finding or "")
        for index, _, result in _supporting(claim, context):
            if wanted and result.comparison in _COMPARED and result.direction not in {wanted, "mixed", None}:
                message = (
                    f"{result.id!r} says {result.direction}, and is cited in support of {claim.finding}: "
                    "it contradicts that, or is context"
                )
                yield Problem((*path, "citations", index, "stance"), message, claim.id)


def _not_above(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    for path, claim, certainty in _rated(entry):
        if certainty.level not in {"moderate", "high"}:
            continue
        for message in _too_high(claim, certainty, context):
            yield Problem((*path, "certainty"), f"is rated {certainty.level}, and {message}", claim.id)


def _too_high(claim: Claim, certainty: Certainty, context: Context) -> Iterator[str]:
    if claim.finding == "not-told-apart":
        yield "its finding is that nothing can be told apart: downgrade for imprecision, or say what was found"
        return
    people = _people(claim, context)
    if people is not None and people < FEW:
        yield f"the cited trials have {people} people, fewer than {FEW}: downgrade for imprecision and what else limits them"
    if claim.finding != "little-or-no-difference" and not _imprecise(certainty):
        ends = [crosses_no_effect(result.effect) for _, _, result in _supporting(claim, context) if result.effect]
        if True in ends and False not in ends:
            yield "each interval that supports it includes no effect: downgrade for imprecision"


def _people(claim: Claim, context: Context) -> int | None:
    """Return how many people the cited randomised trials have; None where a review was cited, or not all were seen."""
    used = {source.id: source for _, _, source in _used(claim, context)}
    if any(source.type in _REVIEWS for source in used.values()):
        return None
    studies = [source.study for source in used.values() if source.type in RANDOMISED]
    counts = [(study.analysed if study.randomised is None else study.randomised) if study else None for study in studies]
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None


def _imprecise(certainty: Certainty) -> bool:
    return any(item.domain == "imprecision" for item in certainty.downgrades)


def _few(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    for path, claim, certainty in _rated(entry):
        people = _people(claim, context) if certainty.start == "randomised" and not _imprecise(certainty) else None
        if people is not None and people < SMALL:
            message = f"the cited trials have {people} people, fewer than {SMALL}: downgrade for imprecision"
            yield Problem((*path, "certainty", "downgrades"), message, claim.id)


def _why_none(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    for path, claim in claim_paths(entry):
        if claim.certainty is not None and claim.certainty.none_because is not None:
            for message in _unfounded(claim, claim.certainty, context):
                yield Problem((*path, "certainty", "none_because"), message, claim.id)
    if isinstance(entry, Condition) and entry.id in context.index.counting_conditions and _rates_nothing(entry):
        yield Problem(("headline",), "rates nothing, and a trial with results is counted under this condition: rate that")


def _rates_nothing(condition: Condition) -> bool:
    certainty = condition.headline_claim.certainty
    return certainty is not None and certainty.start == "none"


def _unfounded(claim: Claim, certainty: Certainty, context: Context) -> Iterator[str]:
    found = (context.sources.get(citation.part.partition("#")[0]) for citation in claim.citations)
    sources = [source for source in found if source is not None]
    if certainty.none_because == "other-doses-only":
        if all(source.dose_class == certainty.dose_class for source in sources):
            yield "says that there are only other doses: cite a source about one, as context"
    elif certainty.none_because in {"stopped-early", "no-results-yet"}:
        if not any(source.type in _TRIALS for source in sources):
            yield f"says {certainty.none_because}: cite the trial, or its registration"
    elif any(result.comparison in _COMPARED for _, _, result in _supporting(claim, context)):
        yield "says that no study was found, and a result is cited in support: rate it, or cite it as context"


def _counted(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    counting = entry.counting if isinstance(entry, Source) else None
    if not isinstance(entry, Source) or counting is None or counting.condition is None:
        return
    at = ("counting", "condition")
    if entry.dose_class not in {"low", "mixed", "unclear-or-not-applicable"}:
        yield Problem(at, f"is counted, and its dose is {entry.dose_class}: a trial of another dose is not; say not_because")
    if entry.conditions and counting.condition not in entry.conditions:
        yield Problem(at, f"is counted under {counting.condition!r}, which is not among its conditions: mend one of the two")
    first = context.sources.get(entry.parent or "")
    if first is not None and first.counting is not None and first.counting.condition is not None:
        yield Problem(at, f"is a second report of {first.id}, which is counted: a trial is counted once; say not_because")
    for index, number in enumerate(entry.trial_ids):
        others = [name for name in context.index.counted_trials.get(number, ()) if name != entry.id]
        if others:
            message = f"{number} is counted in {', '.join(others)} too: a trial is counted once; say not_because in one"
            yield Problem(("trial_ids", index), message)


def _taken_back(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    gone = context.index.sources_whose(_says_taken_back)
    for block in cited(entry) if gone else ():
        for index, citation in enumerate(block.citations):
            name = citation.part.partition("#")[0]
            if name in gone and citation.stance != "context":
                message = f"{name} was taken back, by its title: nothing stands on it; cite it as context, and say so"
                yield Problem((*block.path, "citations", index, "stance"), message, block.claim.id if block.claim else "")


def _says_taken_back(source: Source) -> bool:
    return _TAKEN_BACK.match(source.title) is not None


def _preprints(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    if not isinstance(entry, Source) or entry.doi is None or not _PREPRINT.match(entry.doi):
        return
    if not any("preprint" in text.casefold() for text in (*entry.limitations, entry.journal or "", entry.publisher or "")):
        yield Problem(("doi",), "is that of a preprint, which nobody has reviewed: say so in limitations")


RULES = (
    Rule("LDN203", "error", "A rating rests on cited sources of its dose class and design.", _rating_carried),
    Rule("LDN204", "error", "Animal or cell work and other drugs carry no effect in people.", _no_animals),
    Rule("LDN205", "error", "No benefit is rated above the headline.", _headline_highest),
    Rule("LDN206", "error", "One outcome has one rating within an entry.", _one_rating),
    Rule("LDN207", "error", "Every claim but a gap or practical advice cites where it was seen.", _cited),
    Rule("LDN208", "error", "A verdict of support has a source that supports the claim.", _verdict),
    Rule("LDN209", "error", "Results without a group to compare with support no finding on an effect.", _compared),
    Rule("LDN210", "error", "Sources about another dose carry no finding.", _same_dose),
    Rule("LDN211", "error", "A result that supports a finding points the same way.", _same_way),
    Rule("LDN212", "error", "A rating is not above what its studies allow.", _not_above),
    Rule("LDN213", "warning", "A rating on few people is downgraded for imprecision.", _few),
    Rule("LDN214", "error", "Why nothing is rated fits what is cited and counted.", _why_none),
    Rule("LDN215", "error", "A counted trial is of a low dose, is about its condition, and is counted once.", _counted),
    Rule("LDN216", "error", "A source that was taken back carries nothing.", _taken_back),
    Rule("LDN217", "warning", "A preprint is marked as one.", _preprints),
)
