"""Claims, cautions, and how sure a claim is."""

from __future__ import annotations

from ldn_content.export.json_ld.nodes import Node, cited, for_professionals, link, member, node
from ldn_content.export.json_ld.setting import Setting
from ldn_content.model import Caveat, Certainty, Claim, items_of
from ldn_content.model.card import Card
from ldn_content.render import labels

_LEVELS = {"high": "EvidenceLevelA", "moderate": "EvidenceLevelB", "low": "EvidenceLevelC", "very-low": "EvidenceLevelC"}
"""schema.org has three levels, GRADE four: the true one stands in `evidenceOrigin`."""
_CAUTION = "WebPageElement"
_NO_RECOMMENDATION = "A rating of evidence, and no recommendation."


def placed(card: Card) -> dict[str, Claim]:
    """Return the claims that a card shows, in order, by the reference under which each is held."""
    if card.claim is not None:
        return {card.reference: card.claims[0]}
    quoted = {item.reference: item.claim for item in card.quoted}
    references = (item if isinstance(item, str) else f"{card.entry.reference}#{item.id}" for item in items_of(card.entry))
    own = {f"{card.entry.reference}#{claim.id}": claim for claim in card.claims}
    return {reference: quoted.get(reference) or own[reference] for reference in references}


def claim_node(reference: str, claim: Claim, setting: Setting, rating: str | None) -> Node:
    """Return a claim: it may stand alone with its hedge, and names the way to its cautions.

    Args:
        reference: where it is held.
        claim: the claim.
        setting: what it is made with.
        rating: the claim whose rating it goes by, where that is in the graph.
    """
    at = setting.at
    return node(
        "Claim",
        at.of(reference),
        name=claim.outcome,
        abstract=claim.short,
        text=claim.plain or claim.short,
        description=_in_words(claim, f"{labels.CAUTIONS}: {at.of(reference.partition('#')[0])}"),
        about=link(at.of(rating, "Certainty")) if rating is not None else None,
        hasPart=for_professionals(claim.clinical),
        citation=cited(claim.citations, at),
        isBasedOn=cited(claim.citations, at, supporting=True),
    )


def _in_words(claim: Claim, cautions: str) -> str:
    said: list[str] = []
    if claim.certainty is not None:
        said.append(f"{labels.certainty(claim.certainty.level)}.")
    elif claim.same_as is not None:
        said.append(labels.certainty_of(claim.same_as))
    if claim.finding is not None:
        said.append(f"Finding: {claim.finding.replace('-', ' ')}.")
    if claim.as_of is not None:
        said.append(f"{labels.LOOKED_FOR}: {claim.as_of}.")
    return " ".join([*said, cautions])


def rating_node(reference: str, claim: Claim, certainty: Certainty, setting: Setting, subject: str | None) -> Node:
    """Return how sure a claim is.

    Args:
        reference: where the claim is held.
        claim: the claim.
        certainty: its certainty.
        setting: what it is made with.
        subject: the address of the condition that it is about, where that is in the graph.
    """
    level = _LEVELS.get(certainty.level)
    return node(
        "MedicalGuideline",
        setting.at.of(reference, "Certainty"),
        name=claim.outcome,
        description=f"{_NO_RECOMMENDATION} {labels.certainty(certainty.level)}.",
        evidenceLevel=None if level is None else member(level),
        evidenceOrigin=_origin(certainty),
        guidelineSubject=[
            *([link(subject)] if subject else []),
            *([setting.therapy()] if certainty.dose_class == "low" else []),
        ],
    )


def _origin(certainty: Certainty) -> str:
    """Return the GRADE rating in words, with what it started from and every reason to be less sure."""
    start = f"No rating: {certainty.none_because.replace('-', ' ')}" if certainty.none_because else ""
    start = start or f"Began as {certainty.start} evidence"
    reasons = (f"{labels.DOMAINS[item.domain]} (down by {item.levels}): {item.reason}" for item in certainty.downgrades)
    dose = f"Dose: {certainty.dose_class.replace('-', ' ')}."
    return " ".join([f"GRADE: {certainty.level.replace('-', ' ')}. {start}. {dose}", *reasons])


def caution_node(caveat: Caveat, setting: Setting) -> Node:
    """Return a caution whole, as it stands once in a graph."""
    actions = [f"{labels.WHO[action.who]}: {action.text}" for action in caveat.actions]
    return brief_caution(caveat, setting) | node(
        _CAUTION,
        alternateName=caveat.aliases,
        text=[caveat.plain, *actions],
        hasPart=for_professionals(caveat.clinical),
        citation=cited(caveat.citations, setting.at),
    )


def brief_caution(caveat: Caveat, setting: Setting) -> Node:
    """Return a caution as the sentence that may stand alone: each page has some twenty of them."""
    return node(
        _CAUTION,
        setting.at.of(caveat.reference, "Caution"),
        headline=f"{caveat.severity.capitalize()}: {caveat.title}",
        abstract=caveat.short,
        genre=caveat.severity,
    )


def warned(card: Card) -> str:
    """Return what must be read, in one line."""
    return " ".join(f"{item.severity.capitalize()}: {item.short}" for item in card.must_read)
