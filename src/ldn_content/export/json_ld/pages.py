"""The page of a card: what it says, what it consists of, where it comes from, and who has looked at it."""

from __future__ import annotations

from functools import partial

from ldn_content.export.json_ld.addresses import THERAPY
from ldn_content.export.json_ld.claims import brief_caution, caution_node, claim_node, placed, rating_node, warned
from ldn_content.export.json_ld.nodes import PAGE, Node, cited, labelled, link, member, node, single
from ldn_content.export.json_ld.packs import dataset, glossary, licence, publisher
from ldn_content.export.json_ld.publications import brief_publication, publication
from ldn_content.export.json_ld.setting import Borrowed, Described, Setting
from ldn_content.export.json_ld.subjects import subject
from ldn_content.links import cited as citing
from ldn_content.model import Caveat, Citation, Condition, Retired, Source
from ldn_content.model.card import Card, Reference
from ldn_content.render import labels

_ON_THERAPY = frozenset({"topic", "condition", "caveat", "question", "claim-review"})
_ASPECTS = {"effect": "EffectivenessHealthAspect", "harm": "SideEffectsHealthAspect", "mechanism": "HowItWorksHealthAspect"}
_SAFETY = "SafetyHealthAspect"
_USAGE = "Show each statement together with its certainty, its sources and the cautions of this page."


def describe(card: Card, setting: Setting) -> Described:
    """Return the page of a card and all that it names; the page is the first of its own nodes."""
    about = subject(card, setting)
    claims = placed(card)
    rated = {reference for reference, claim in claims.items() if claim.certainty is not None}
    home = about.main if isinstance(card.entry, Condition) else None
    own: list[Node] = [_page(card, setting, about), *about.own]
    borrowed: Borrowed = dict(about.borrowed)
    for reference, claim in claims.items():
        ours = reference.startswith(f"{card.entry.reference}#")
        goes_by = reference if claim.certainty is not None else claim.same_as
        made = [claim_node(reference, claim, setting, goes_by if goes_by in rated else None)]
        if claim.certainty is not None:
            made.append(rating_node(reference, claim, claim.certainty, setting, home if ours else None))
        if ours:
            own += made
        else:
            borrowed |= {item["@id"]: partial(dict, item) for item in made}
    return Described(about.main, tuple(own), borrowed | _shared(card, setting))


def page_address(card: Card, setting: Setting) -> str:
    """Return the address of the page; a claim has one of its own, and its page another."""
    return setting.at.of(card.reference, "" if card.claim is None else "Page")


def _page(card: Card, setting: Setting, about: Described) -> Node:
    at, claims = setting.at, placed(card)
    pack = card.packs[0]
    main = at.of(card.reference) if card.claim is not None else about.main
    subjects = [about.main] if about.main else []
    subjects += [at.of(THERAPY)] if card.entry.kind in _ON_THERAPY else []
    aspects = dict.fromkeys(_ASPECTS[claim.type] for claim in claims.values() if claim.type in _ASPECTS)
    return node(
        PAGE,
        page_address(card, setting),
        name=card.title,
        alternateName=card.entry.aliases,
        abstract=card.short,
        description=_description(card),
        inLanguage=card.language,
        identifier=_identifiers(card),
        version=pack.content_version,
        creativeWorkStatus=labels.review(card.review),
        lastReviewed=card.review.month,
        reviewedBy=node("Person", name=card.review.reviewer) if card.review.reviewer else None,
        license=single(licence(item.licence) for item in card.packs),
        creditText=single(item.attribution for item in card.packs),
        publisher=single(publisher(item) for item in card.packs),
        isPartOf=single(link(at.of(f"pack/{item.id}")) for item in card.packs),
        usageInfo=node("CreativeWork", text=_USAGE),
        hasHealthAspect=[member(name) for name in (*aspects, *([_SAFETY] if card.caveats else []))],
        mainEntity=link(main) if main else None,
        about=[link(address) for address in subjects],
        hasPart=[
            *(link(at.of(reference)) for reference in claims),
            *(about.parts if card.claim is None else ()),
            *(link(at.of(caveat.reference, "Caution")) for caveat in card.caveats),
        ],
        citation=[link(at.of(f"source/{item.source}", "Publication")) for item in _sources(card)],
        isBasedOn=cited(_citations(card), at, supporting=True),
    )


def _citations(card: Card) -> list[Citation]:
    """Return what is cited by what the card says itself; its cautions cite their own sources."""
    said = [item for claim in placed(card).values() for item in claim.citations]
    return said if card.claim is not None else [*said, *(item for block in citing(card.entry) for item in block.citations)]


def _sources(card: Card) -> list[Reference]:
    """Return the sources of what the card says itself, and of a source those that must be shown beside it, in their order."""
    names = {item.part.partition("#")[0] for item in _citations(card)}
    if isinstance(card.entry, Source):
        names |= {card.entry.id, *card.entry.shown_with}
    return [reference for reference in card.references if reference.source in names]


def _description(card: Card) -> str:
    """Return what must not be lost where nothing but the page itself is read."""
    evidence = card.evidence
    sure = [] if evidence.level is None else [f"{labels.certainty(evidence.level)}."]
    if isinstance(card.entry, Condition) and card.claim is None:
        sure.append(f"{labels.counted(evidence.trials, evidence.participants)}.")
    way_on = [f"{card.entry.was}: {card.entry.way_on}."] if isinstance(card.entry, Retired) else []
    return " ".join(item for item in (card.short, *way_on, *sure, warned(card), labels.review(card.review)) if item)


def _identifiers(card: Card) -> list[Node | None]:
    content = " ".join(f"{pack.id}@{pack.content_version}" for pack in card.packs)
    return [
        labelled("ldn-ref", card.reference),
        labelled("ldn-content", content),
        labelled("ldn-schema", card.versions.schema_version),
        labelled("ldn-package", card.versions.package),
        labelled("ldn-digest", card.digest),
    ]


def _shared(card: Card, setting: Setting) -> Borrowed:
    """Return what stands on other cards too: packs, the glossary, the treatment, cautions and publications."""
    at = setting.at
    made: Borrowed = {at.of(f"pack/{pack.id}"): partial(dataset, pack, at, card.language) for pack in card.packs}
    if card.entry.kind == "term":
        made[at.of(f"pack/{card.packs[0].id}", "Glossary")] = partial(glossary, card.packs[0], at, card.language)
    low = isinstance(card.entry, Source) and card.entry.dose_class == "low"
    if card.entry.kind in _ON_THERAPY or low or setting.trials.get(card.entry.reference):
        own = (card.entry,) if isinstance(card.entry, Caveat) else ()  # no card carries the caveat that it is of
        ruled_out = [item for item in (*own, *card.caveats) if item.severity == "contraindication" and item.scope.everything]
        ruled_out.sort(key=lambda item: item.id)  # whichever card it is made from
        made[at.of(THERAPY)] = partial(_therapy, ruled_out, setting)
        made |= {at.of(item.reference, "Contraindication"): partial(_contraindication, item, setting) for item in ruled_out}
    caution, cited_work = (caution_node, publication) if setting.whole else (brief_caution, brief_publication)
    for caveat in card.caveats:
        made[at.of(caveat.reference, "Caution")] = partial(caution, caveat, setting)
    for reference in card.references if setting.whole else _sources(card):
        made.setdefault(at.of(f"source/{reference.source}", "Publication"), partial(cited_work, reference, at))
    return made


def _therapy(ruled_out: list[Caveat], setting: Setting) -> Node:
    return node(
        "MedicalTherapy",
        setting.at.of(THERAPY),
        name="Low-dose naltrexone",
        alternateName="LDN",
        drug=setting.naltrexone(),
        contraindication=[link(setting.at.of(item.reference, "Contraindication")) for item in ruled_out],
    )


def _contraindication(caveat: Caveat, setting: Setting) -> Node:
    address = setting.at.of(caveat.reference, "Contraindication")
    return node("MedicalContraindication", address, name=caveat.title, description=caveat.short)
