"""The words that renderers add around the content, in one place."""

from __future__ import annotations

from ldn_content.model import Review

AUDIENCES = ("plain", "clinical")
CAUTIONS = "Cautions"
SHARED_CAUTIONS = "Cautions for all of these"
SEE = "See also:"
FROM = "From"
LOOKED_FOR = "Looked for"
SOURCES = "Sources"
ABOUT = "About this card"
FUNDING = "Funding"
CLAIM = "The claim"
MET_AT = "met at"
VERDICT = "Verdict"
WOULD_CHANGE_IT = "What would change it"
CODES = "Codes"
POPULATION = "People"
LIMIT = "Limit"
CONTENT = "content"
SCHEMA = "schema"
_SEVERITIES = {
    "plain": {
        "contraindication": "Reason not to use it",
        "warning": "Warning",
        "precaution": "Take care",
        "note": "Note",
    },
    "clinical": {
        "contraindication": "Contraindication",
        "warning": "Warning",
        "precaution": "Precaution",
        "note": "Note",
    },
}
WHO = {"patient": "For you", "professional": "For professionals", "emergency": "In an emergency"}
VERDICTS = {
    "supported": "supported",
    "partly-supported": "partly supported",
    "unsupported": "not supported by what we found",
    "contradicted": "contradicted by what we found",
    "opinion-or-advice": "an opinion or advice, which studies cannot settle",
}
CLASSES = {
    "opioid-analgesic": "opioid painkiller",
    "opioid-antagonist": "opioid blocker",
    "opioid-antitussive": "opioid cough medicine",
    "opioid-for-dependence": "opioid used in opioid dependence",
    "opioid-antidiarrhoeal": "opioid medicine for diarrhoea",
    "other-interaction": "other medicine that matters with naltrexone",
}
DOMAINS = {
    "risk-of-bias": "Risk of bias",
    "inconsistency": "Results differ",
    "indirectness": "Not quite the same question",
    "imprecision": "Too few people or too wide a range",
    "publication-bias": "Results may be missing",
}
COMPARISONS = {
    "between-arms": "compared between groups",
    "within-arm": "change within a group; shows no effect",
    "one-group": "no comparison group; shows no effect",
    "pooled": "several studies together",
}
LINKS = {"copy": "A copy on another site", "promoter": "A site that promotes LDN"}
"""Kinds of link that a reader is told of before the address."""
DEPTHS = {
    "full-text": "Read whole",
    "abstract": "Read as abstract",
    "register": "Read as register entry",
    "label": "Read as product text",
    "page": "Read as web page",
    "unknown": "How much was read is not recorded",
}
_CERTAINTY = {
    "high": "Certainty: high. We are very sure of this",
    "moderate": "Certainty: moderate. Further research may change this",
    "low": "Certainty: low. Further research is likely to change this",
    "very-low": "Certainty: very low. We do not know",
    "none": "Certainty: none. There is nothing to rate",
}


def severity(level: str, audience: str) -> str:
    """Return how grave a caveat is, in a word for an audience.

    >>> severity("contraindication", "clinical")
    'Contraindication'
    """
    return _SEVERITIES[audience][level]


def certainty(level: str) -> str:
    """Return a level of certainty in words."""
    return _CERTAINTY[level]


def certainty_of(claim: str) -> str:
    """Return where the certainty of a claim stands that has the rating of another.

    >>> certainty_of("condition/fibromyalgia#pain")
    'The certainty is that of condition/fibromyalgia#pain.'
    """
    return f"The certainty is that of {claim}."


def counted(trials: int, people: int) -> str:
    """Return how many trials were counted.

    >>> counted(1, 110)
    'Randomised trials of LDN counted: 1, with 110 people'
    """
    return f"Randomised trials of LDN counted: {trials}" + (f", with {people:,} people" if trials else "")


def more(caveats: int, sources: int) -> str:
    """Return what is one link away."""
    return f"{caveats} more caution{'' if caveats == 1 else 's'} and {sources} source{'' if sources == 1 else 's'}"


def review(state: Review) -> str:
    """Return who has looked at the content, and when."""
    if state.clinical == "none":
        return f"No clinician has reviewed this. Last looked at: {state.month}."
    return f"Reviewed by {state.reviewer}, {state.month}."
