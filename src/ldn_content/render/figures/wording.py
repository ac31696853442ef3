"""The words that pictures add around the content, in one place."""

from __future__ import annotations

from ldn_content.model import Source
from ldn_content.model.source import Effect, Result

FINDINGS = {
    "benefit": "Benefit",
    "little-or-no-difference": "Little or no difference",
    "not-told-apart": "Cannot be told apart",
    "harm": "Harm",
}
"""What was found on an outcome, in the order of the columns."""
LEVELS = {"high": "high", "moderate": "moderate", "low": "low", "very-low": "very low", "none": "nothing to rate"}
BANDS = {
    "high": "High certainty",
    "moderate": "Moderate certainty",
    "low": "Low certainty",
    "very-low": "Very low certainty: we do not know",
    "none": "Nothing to rate",
}
"""Levels of certainty, highest first."""
NONE_BECAUSE = {
    "none-found": "No study found",
    "stopped-early": "Stopped early",
    "no-results-yet": "No results yet",
    "other-doses-only": "Studied at other doses only",
}
DOSES = {
    "low": "low dose",
    "very-low-or-ultra-low": "microgram or ultra-low dose",
    "standard-or-high": "standard or high dose",
    "mixed": "low and higher doses mixed",
    "unclear-or-not-applicable": "dose not stated",
    "not-naltrexone": "not naltrexone",
}
NOT_LOW = "Only low doses speak for LDN."
DIRECTIONS = {
    "favours-ldn": "the result favoured {drug}",
    "favours-control": "the result favoured the comparison",
    "no-difference": "no clear difference",
    "mixed": "mixed",
}
MEASURES = {
    "MD": "mean difference (MD)",
    "SMD": "standardised mean difference (SMD)",
    "RR": "risk ratio (RR)",
    "OR": "odds ratio (OR)",
    "HR": "hazard ratio (HR)",
}
DESIGNS = {
    "rct-parallel": "randomised trial",
    "rct-crossover": "randomised crossover trial",
    "single-arm-trial": "trial without a comparison group",
    "trial-registration": "registered trial",
    "meta-analysis": "meta-analysis",
    "systematic-review": "systematic review",
}


def figure(value: float) -> str:
    """Return a number of a record with a true minus sign.

    >>> figure(-0.34)
    '−0.34'
    """
    return str(value).replace("-", "\N{MINUS SIGN}")


def interval(effect: Effect) -> str:
    """Return an estimate with its interval, as it was reported.

    >>> interval(Effect(measure="MD", estimate=-0.34, low=-0.95, high=0.27, level=95))
    '−0.34 (95% interval −0.95 to 0.27)'
    """
    if effect.low is None or effect.high is None:
        return f"{figure(effect.estimate)} (no interval seen)"
    level = "interval of a level not seen" if effect.level is None else f"{effect.level}% interval"
    return f"{figure(effect.estimate)} ({level} {figure(effect.low)} to {figure(effect.high)})"


def drug(source: Source) -> str:
    """Return what a source speaks for: only a low dose is LDN."""
    return "LDN" if source.dose_class == "low" else "naltrexone"


def direction(result: Result, source: Source) -> str:
    """Return what the record says of the direction of a result."""
    said = DIRECTIONS.get(result.direction or "")
    return "direction not recorded" if said is None else said.format(drug=drug(source))


def dose(source: Source) -> str:
    """Return the dose as it was reported, and its class where that is not low."""
    number = None if source.study is None or source.study.dose_mg is None else f"{source.study.dose_mg} mg"
    text = None if source.study is None else source.study.dose
    known = (number if text is None or (number or "").removesuffix(" mg") not in text else None, text)
    reported = ", ".join(item for item in known if item)
    if source.dose_class == "low":
        return reported or DOSES["low"]
    return f"{reported} ({DOSES[source.dose_class]})" if reported else DOSES[source.dose_class]


def people(source: Source) -> str:
    """Return how many people a source is about, and whether they were randomised or analysed."""
    study = source.study
    if study is not None and study.randomised is not None:
        return f"{study.randomised:,} people randomised"
    if study is not None and study.analysed is not None:
        return f"{study.analysed:,} people analysed"
    return "number of people not seen"


def design(source: Source) -> str:
    """Return what kind of source it is."""
    return DESIGNS.get(source.type, source.type.replace("-", " "))


def name(source: Source) -> str:
    """Return how a source is called beside a mark: the first author and the year, or what else it is known by."""
    if source.authors:
        words = source.authors[0].split()
        while len(words) > 1 and words[-1].isupper() and len(words[-1].rstrip(".")) <= 4:
            words.pop()  # initials
        called = " ".join(words)
    else:
        called = source.trial_ids[0] if source.trial_ids else sentence(design(source))
    return f"{called} {source.year}" if source.year else called


def counted(many: int, one: str, more: str | None = None) -> str:
    """Return a count with its noun.

    >>> counted(1, "trial"), counted(2, "study", "studies")
    ('1 trial', '2 studies')
    """
    return f"{many:,} {one if many == 1 else more or one + 's'}"


def sentence(text: str) -> str:
    """Return a text as it begins a sentence.

    >>> sentence("pain"), sentence("ME/CFS")
    ('Pain', 'ME/CFS')
    """
    return text[:1].upper() + text[1:]
