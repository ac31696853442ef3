"""Law 3: words match the evidence. What a text says at which grade and finding, and how it tells changes without a comparison."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ldn_content.check.phrases import anywhere, first_sentence
from ldn_content.check.words import COMPARED
from ldn_content.model import Caveat, Citation, Claim, ClaimReview, Result, Source, Statement

_CANNOT_TELL: Final = anywhere(r"we do not know")
_NONE: Final = {  # what a text says where there is nothing to rate, and why not
    "none-found": (anywhere(r"we found no"), "We found no study of …"),
    "stopped-early": (anywhere(r"stopped (?:early|before|after)|ended early"), "… stopped early"),
    "no-results-yet": (anywhere(r"no (?:\w+ )?results?|ha(?:s|ve) not (?:yet )?(?:been )?reported"), "… no results"),
    "other-doses-only": (anywhere(r"(?:other|higher|larger|standard|smaller|lower|(?:much|far) \w+) doses?"), "… other doses"),
}
_NO_COMPARISON: Final = anywhere(
    r"(?:without|no|lack(?:s|ed)) (?:an? |any )?(?:randomi[sz]ed |real |separate )?(?:comparison|control|placebo)s?"
    r"|nobody to compare|everyone (?:took|had|got) LDN|both groups (?:took|had) LDN|each group changed|within-group|between-group"
    r"|uncontrolled|not compared|compar(?:ed|ison) with placebo"
)
_ANYWAY: Final = anywhere(
    r"(?:happens?|occurs?|comes?|come and go|change) (?:also )?(?:anyway|by (?:itself|themselves))|without (?:any )?treatment"
    r"|each group changed|no between-group|cannot be (?:credited|put down) to"
)
_CAN_HAPPEN: Final = anywhere(
    r"not how often|cannot (?:show|tell)|do(?:es)? not (?:show|tell|say)(?: us)? how (?:often|common)|do not know how often"
    r"|how often[^.]{0,60} (?:is|are) not known|cannot be (?:told|known|credited)"
)
_CHANGED: Final = anywhere(
    r"f[ae]ll(?:en)?|dropped|improved|eased|(?:got|felt) better|decreased|went (?:down|away)|cleared|healed|shrank|rose|recovered"
    r"|(?:went|came|were|was) (?:in|into) remission|had less|responded"
)


def wording_problems(claim: Claim, level: str | None, finding: str | None, none_because: str | None) -> Iterator[tuple[str, str]]:
    """Yield (field, message) where `short`, or the first sentence of `plain`, does not have the words of its grade and finding.

    For a claim with `same_as` the grade is that of the other claim, and only `short` must carry its hedge.

    >>> claim = Claim(id="pain", type="effect", short="LDN eases pain.", same_as="condition/x#pain")
    >>> list(wording_problems(claim, "very-low", "not-told-apart", None))
    [('short', 'very low certainty, or not told apart: say "We do not know …"')]
    """
    texts = [("short", claim.short)]
    if claim.plain and claim.same_as is None:
        texts.append(("plain", first_sentence(claim.plain)))
    for field, text in texts:
        yield from ((field, message) for message in _grade_problems(text, level, finding, none_because))
    uncertain = " ".join(text for text in (claim.short, claim.plain, claim.clinical) if text)
    if level == "very-low" and finding in {"benefit", "harm"} and claim.same_as is None and "very uncertain" not in uncertain:
        yield "plain", 'very low certainty with a benefit or harm: say "The evidence is very uncertain."'


def _grade_problems(text: str, level: str | None, finding: str | None, none_because: str | None) -> Iterator[str]:
    if level == "none":
        pattern, wanted = _NONE[none_because or "none-found"]
        if not pattern.search(text):
            yield f'nothing to rate ({none_because}): say "{wanted}"'
    elif level == "very-low" or (level and finding == "not-told-apart"):
        if not _CANNOT_TELL.search(text):
            yield 'very low certainty, or not told apart: say "We do not know …"'
        elif found := re.search(r"\b(?:may|might|probably|likely)\b(?! (?:be|have been) (?:due to )?(?:chance|wrong))", text):
            yield f'"{found[0]}" claims more than "We do not know"'
    elif level in {"low", "moderate", "high"}:
        yield from _hedge_problems(text, level, finding)


def _hedge_problems(text: str, level: str, finding: str | None) -> Iterator[str]:
    hedge = {"low": "may", "moderate": "probably", "high": ""}[level]
    little = f"{hedge} makes? little or no difference".strip()
    if finding == "little-or-no-difference" and not re.search(rf"\b{little}\b", text, re.IGNORECASE):
        yield f'{level} certainty of little or no difference: say "{little.replace("s?", "(s)")}"'
    elif finding in {"benefit", "harm"} and hedge and not re.search(rf"\b{hedge}\b", text, re.IGNORECASE):
        yield f'{level} certainty: say "{hedge}"'
    others = {"low": r"probably|likely", "moderate": r"may|might", "high": r"may|might|probably|likely|do not know"}[level]
    if found := re.search(rf"\b(?:{others})\b(?! not be chance)", text, re.IGNORECASE):
        yield f'"{found[0]}" is the word of another grade than {level}'


def before_after_problems(claim: Claim | Caveat | ClaimReview, sources: Mapping[str, Source]) -> Iterator[tuple[str, str]]:
    """Yield (field, message) where results without a comparison group, or single cases, are not told as such.

    >>> list(before_after_problems(Claim(id="a", type="practical", short="Ask first."), {}))
    []
    """
    cited = [found for item in claim.citations if item.stance == "supports" and (found := _part(item, sources))]
    texts = [(field, text) for field in ("plain", "clinical") if (text := getattr(claim, field))]
    changes = [part for source, part in cited if _is_before_after(source, part)]
    if changes and _CHANGED.search(claim.short) and not COMPARED.search(claim.short):
        yield "short", "a before-and-after result never stands in a short"
    for field, text in texts:
        if changes and _CHANGED.search(text) and not _NO_COMPARISON.search(text):
            yield field, 'results without a comparison group: say so ("In N people without a comparison group …")'
        elif changes and _CHANGED.search(text) and not _ANYWAY.search(text):
            yield field, "results without a comparison group: say that such changes also happen without treatment"
    if any(source.type == "case-report" for source, _ in cited) and not any(_CAN_HAPPEN.search(text) for _, text in texts):
        yield "plain", "a single case shows that it can happen, not how often: say so"


def _part(citation: Citation, sources: Mapping[str, Source]) -> tuple[Source, Result | Statement] | None:
    name, _, part_id = citation.part.partition("#")
    if (source := sources.get(name)) is None:
        return None
    parts: tuple[Result | Statement, ...] = (*source.results, *source.statements)
    return next(((source, part) for part in parts if part.id == part_id), None)


def _is_before_after(source: Source, part: Result | Statement) -> bool:
    if isinstance(part, Result):
        return part.comparison in {"one-group", "within-arm"} and part.about == "benefit" and source.type != "case-report"
    return part.kind == "finding" and source.type in {"single-arm-trial", "case-series"}
