"""What the page of a card is about, for each kind of entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from ldn_content.export.json_ld.claims import caution_node, placed, warned
from ldn_content.export.json_ld.nodes import Node, cited, for_professionals, link, node
from ldn_content.export.json_ld.packs import publisher
from ldn_content.export.json_ld.publications import publication, study
from ldn_content.export.json_ld.setting import NALTREXONE, Borrowed, Described, Setting
from ldn_content.model import Caveat, ClaimReview, Code, Condition, Question, Source, Substance, Term, Topic
from ldn_content.model.card import Card
from ldn_content.render import labels

_GRAVE = ("contraindication", "warning")
_TELLING = ("low", "moderate", "high")


def subject(card: Card, setting: Setting) -> Described:
    """Return what the page is about; a card of a claim tells of its entry no more than its name."""
    make = _KINDS.get(card.entry.kind)
    return make(card, card.entry, setting) if make else Described()


def _condition(card: Card, entry: Condition, setting: Setting) -> Described:
    at = setting.at.of(entry.reference, "MedicalCondition")
    plain = partial(node, "MedicalCondition", at, name=entry.title, alternateName=entry.aliases, description=entry.what_it_is)
    if card.claim is not None:
        return Described(at, borrowed={at: partial(plain, code=_codes(entry.codes))})
    studies: Borrowed = {}
    for trial in setting.trials.get(entry.reference, ()):
        conditions = frozenset({entry.id, *(name for name in trial.conditions if f"condition/{name}" in setting.known)})
        made = study(trial, setting.at, conditions)
        if made is not None:
            studies[made["@id"]] = partial(dict, made)
            studies[setting.at.of(trial.reference, "Publication")] = partial(publication, trial, setting.at, study=True)
    rated = [reference for reference, claim in placed(card).items() if claim.certainty is not None]
    made = plain(
        code=_codes(entry.codes),
        possibleTreatment=_possible_treatment(entry, setting),
        guideline=[link(setting.at.of(reference, "Certainty")) for reference in rated],
        study=[link(address) for address in studies if address.endswith("#Study")],
    )
    return Described(at, (made,), studies)


def _possible_treatment(entry: Condition, setting: Setting) -> Node | None:
    """Return the therapy only where a low dose was found to help, and not very uncertainly: the property says that it treats."""
    headline = entry.headline_claim
    certainty = headline.certainty
    told = certainty is not None and certainty.dose_class == "low" and certainty.level in _TELLING
    return setting.therapy() if told and headline.finding == "benefit" else None


def _codes(codes: Sequence[Code]) -> list[Node]:
    """Return the codes that mean the same as the entry; one that means more or less would be read as the same too."""
    return [node("MedicalCode", codeValue=code.code, codingSystem=code.system) for code in codes if code.match == "exact"]


def _topic(card: Card, entry: Topic, setting: Setting) -> Described:
    if card.claim is not None:
        return Described()
    made: list[Node] = []
    for number, section in enumerate(entry.sections, start=1):
        names = (item if isinstance(item, str) else f"{entry.reference}#{item.id}" for item in section.claims)
        parts = [link(setting.at.of(name)) for name in names]
        address = setting.at.of(f"{entry.reference}#{section.id}", "Section")
        made.append(node("WebPageElement", address, name=section.title, position=number, hasPart=parts))
    return Described(own=tuple(made), parts=tuple(link(item["@id"]) for item in made))


def _caveat(_: Card, entry: Caveat, setting: Setting) -> Described:
    made = caution_node(entry, setting)
    return Described(made["@id"], (made,), parts=(link(made["@id"]),))


def _question(card: Card, entry: Question, setting: Setting) -> Described:
    if card.claim is not None:
        return Described()
    claims = placed(card)
    made = node(
        "Question",
        setting.at.of(entry.reference, "Question"),
        name=entry.title,
        alternateName=[*entry.aliases, *entry.asked_as],
        acceptedAnswer=node(
            "Answer",
            text=" ".join([*(claim.short for claim in claims.values()), warned(card)]).strip(),
            hasPart=[link(setting.at.of(reference)) for reference in claims],
        ),
    )
    return Described(made["@id"], (made,))


def _claim_review(card: Card, entry: ClaimReview, setting: Setting) -> Described:
    verdict = f"{labels.VERDICT}: {labels.VERDICTS[entry.verdict]}."
    made = node(
        "ClaimReview",
        setting.at.of(entry.reference, "ClaimReview"),
        name=entry.title,
        abstract=entry.short,
        description=f"{entry.short} {warned(card)}".strip(),
        author=publisher(card.packs[0]),
        claimReviewed=entry.claim,
        itemReviewed=node(
            "Claim", text=entry.claim, description=f"{verdict} {entry.short}", appearance=node("CreativeWork", name=entry.met_at)
        ),
        reviewRating=node("Rating", alternateName=labels.VERDICTS[entry.verdict], ratingExplanation=entry.short),
        reviewBody=f"{entry.plain} {labels.WOULD_CHANGE_IT}: {entry.would_change_it}",
        hasPart=for_professionals(entry.clinical),
        citation=cited(entry.citations, setting.at),
        isBasedOn=cited(entry.citations, setting.at, supporting=True),
    )
    return Described(made["@id"], (made,))


def _term(card: Card, entry: Term, setting: Setting) -> Described:
    made = node(
        "DefinedTerm",
        setting.at.of(entry.reference, "DefinedTerm"),
        name=entry.title,
        alternateName=entry.aliases,
        description=entry.definition,
        termCode=entry.id,
        inDefinedTermSet=link(setting.at.of(f"pack/{card.packs[0].id}", "Glossary")),
    )
    return Described(made["@id"], (made,))


def _substance(card: Card, entry: Substance, setting: Setting) -> Described:
    naming = [caveat for caveat in card.caveats if entry.id in caveat.medicines]
    grave = [caveat for caveat in card.caveats if caveat.severity in _GRAVE]
    interacts = entry.reference != NALTREXONE and any(caveat in grave for caveat in naming)
    kind = labels.CLASSES[entry.drug_class]
    made = node(
        "Drug",
        setting.at.of(entry.reference, "Drug"),
        name=entry.title,
        nonProprietaryName=entry.title,
        alternateName=entry.aliases,
        description=f"{entry.title}: {kind}.",
        code=_codes(entry.codes),
        rxcui=next((code.code for code in entry.codes if code.system == "RxNorm" and code.match == "exact"), None),
        drugClass=node("DrugClass", name=kind),
        interactingDrug=setting.naltrexone() if interacts else None,
        warning=[caveat.short for caveat in naming or grave],
    )
    uses = [
        node(
            "WebPageElement",
            setting.at.of(entry.reference, f"Use:{number}"),
            name="Licensed use",
            text=" · ".join(fact for fact in (use.indication, use.dose, use.region) if fact),
            citation=cited(use.citations, setting.at),
        )
        for number, use in enumerate(entry.uses, start=1)
    ]
    return Described(made["@id"], (made, *uses), parts=tuple(link(item["@id"]) for item in uses))


def _source(_: Card, entry: Source, setting: Setting) -> Described:
    known = frozenset(name for name in entry.conditions if f"condition/{name}" in setting.known)
    made = study(entry, setting.at, known)
    written = publication(entry, setting.at, study=made is not None)
    told = {
        "Statements": ("What it says", [statement.text for statement in entry.statements]),
        "Limitations": (labels.LIMIT, list(entry.limitations)),
        "Funding": (labels.FUNDING, [entry.funding] if entry.funding else []),
    }
    parts = [
        node("WebPageElement", setting.at.of(entry.reference, part), name=name, text=texts)
        for part, (name, texts) in told.items()
        if texts
    ]
    own = (written, *([made] if made else []), *parts)
    return Described(written["@id"], own, parts=tuple(link(item["@id"]) for item in parts))


_KINDS: dict[str, Callable[[Card, Any, Setting], Described]] = {
    "topic": _topic,
    "condition": _condition,
    "caveat": _caveat,
    "question": _question,
    "claim-review": _claim_review,
    "term": _term,
    "substance": _substance,
    "source": _source,
}
"""A retired id is about nothing: its page says where to go on."""
