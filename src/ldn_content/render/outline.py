"""Card → outline: which words are shown, in which order. Every format writes the same outline, so none says less than another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

from ldn_content.fragments.contract import wording
from ldn_content.model import (
    AnyEntry,
    Caveat,
    Certainty,
    Citation,
    Claim,
    ClaimReview,
    Condition,
    Retired,
    Source,
    Substance,
    Term,
    Topic,
    claims_of,
)
from ldn_content.model.card import Card, Quoted, Reference
from ldn_content.model.source import citation_line
from ldn_content.pages import Page
from ldn_content.render import labels
from ldn_content.render.blocks import (
    Action,
    Block,
    Caution,
    ClaimText,
    Elsewhere,
    Line,
    Marks,
    More,
    MustRead,
    Outline,
    Paragraph,
    Points,
    Section,
    SourceLine,
)
from ldn_content.render.options import Choices

_SENTENCE_ENDS = frozenset({"", ".", ";", ":", "!", "?"})
Numbers: TypeAlias = Mapping[str, int]
"""The number of each source on a card, by its id."""


def of(card: Card, choices: Choices) -> Outline:
    """Return the outline of the full or the compact form of a card that was checked."""
    return compact(card, choices) if choices.form == "compact" else full(card, choices)


def line(card: Card, choices: Choices) -> Line:
    """Return the outline of the line form: one caveat, and each that the context of the reader promotes."""
    said = _said(card, choices)
    gravest = (*choices.promoted(card), *(item for item in card.must_read[:1] if item not in choices.promoted(card)))
    shown = tuple(must_read(item, choices) for item in gravest if item.short not in said)
    return Line(said, shown, More(labels.CAUTIONS, card.entry.reference, choices.way(card)))


def compact(card: Card, choices: Choices) -> Outline:
    """Return the outline of the compact form."""
    first = choices.first(card)
    others = tuple(Paragraph(claim.short, "claim") for claim in card.claims if claim.short != card.short)
    rest = tuple(must_read(item, choices) for item in card.caveats if item not in first)
    sources = tuple(source_line(item, choices) for item in card.references)
    blocks: list[Block] = [
        Paragraph(_said(card, choices), "short"),
        *(must_read(item, choices) for item in first),
        *([Points(others, "claims")] if others else []),
        *_certainty(card),
        More(labels.more(len(rest), len(sources)), card.reference, choices.way(card), rest, sources),
        Paragraph(f"{labels.review(card.review)} {_versions(card)}", "review"),
    ]
    return Outline(card.title, tuple(blocks))


def full(card: Card, choices: Choices, elsewhere: Collection[str] = ()) -> Outline:
    """Return the outline of the full form; `elsewhere` names the caveats that the page shows once for all of its cards."""
    numbers = {reference.source: reference.number for reference in card.references}
    cautions = tuple(caution(item, choices, numbers) for item in card.caveats if item.id not in elsewhere)
    see = (Elsewhere(f"{labels.SEE} {labels.SHARED_CAUTIONS}."),) if elsewhere else ()
    blocks: list[Block] = [
        Paragraph(_said(card, choices), "short"),
        *(must_read(item, choices) for item in choices.first(card)),
        *_certainty(card),
        *(_about(card.entry, choices, numbers) if card.claim is None else ()),
        *_claims(card, choices, numbers),
    ]
    if cautions or see:
        blocks.append(Section(labels.CAUTIONS, "cautions", (*cautions, *see)))
    if card.references:
        blocks.append(Section(labels.SOURCES, "sources", tuple(source_line(item, choices) for item in card.references)))
    blocks.append(Section(labels.ABOUT, "about", tuple(_about_card(card))))
    return Outline(card.title, tuple(blocks))


def shared(page: Page, choices: Choices) -> Section | None:
    """Return the caveats that all cards of a page share, with sources of their own: a number means another one on each card."""
    if not page.shared:
        return None
    used = {item.part.partition("#")[0] for caveat in page.shared for item in caveat.citations}
    references = [item for item in page.cards[0].references if item.source in used]
    numbers = {reference.source: reference.number for reference in references}
    cautions = tuple(caution(item, choices, numbers) for item in page.shared)
    sources = tuple(source_line(item, choices) for item in references)
    listed = (Section(labels.SOURCES, "sources", sources),) if sources else ()
    return Section(labels.SHARED_CAUTIONS, "shared", (*cautions, *listed))


def _said(card: Card, choices: Choices) -> str:
    """Return what a form says first: the short, with how grave a caveat is, what kind a medicine is, where a retired id went."""
    if isinstance(card.entry, Retired):
        return f"{card.short} {card.entry.was}: {card.entry.way_on}."
    if isinstance(card.entry, Caveat):
        return f"{labels.severity(card.entry.severity, choices.audience)}: {card.short}"
    if not isinstance(card.entry, Substance):
        return card.short
    kind = f"{card.title}: {labels.CLASSES[card.entry.drug_class]}."
    return kind if card.short == card.title else f"{kind} {card.short}"


def must_read(caveat: Caveat, choices: Choices) -> MustRead:
    """Return a caveat in one sentence."""
    return MustRead(caveat.id, caveat.severity, labels.severity(caveat.severity, choices.audience), caveat.short)


def _certainty(card: Card) -> Iterator[Paragraph]:
    evidence = card.evidence
    if evidence.level is None:
        return
    text = labels.certainty(evidence.level)
    if card.claim is None and isinstance(card.entry, Condition):  # the count is the condition's, not that of one outcome
        text = f"{text}. {labels.counted(evidence.group_trials, evidence.group_participants)}"
    yield Paragraph(f"{text}.", "certainty")


def _claims(card: Card, choices: Choices, numbers: Numbers) -> Iterator[Block]:
    """Yield the claims, those of a topic by its sections, and say from where one was taken."""
    homes = {id(item.claim): item for item in card.quoted}  # two entries may name a claim alike
    texts = list(_apart(_claim(claim, choices, numbers, homes.get(id(claim)), card) for claim in card.claims))
    if not isinstance(card.entry, Topic) or card.claim is not None:
        yield from texts
        return
    place = 0
    for section in card.entry.sections:
        yield Section(section.title, f"section-{section.id}", tuple(texts[place : place + len(section.claims)]))
        place += len(section.claims)


def _apart(claims: Iterable[ClaimText]) -> Iterator[ClaimText]:
    """Yield claims under names that tell them apart: two sections may quote the same one."""
    seen: Counter[str] = Counter()
    for claim in claims:
        seen[claim.name] += 1
        yield claim if seen[claim.name] == 1 else claim._replace(name=f"{claim.name}--{seen[claim.name]}")


def _claim(claim: Claim, choices: Choices, numbers: Numbers, home: Quoted | None, card: Card) -> ClaimText:
    sure = _shared_certainty(claim, card) if claim.certainty is None else (_sure(claim.certainty),)
    taken = () if home is None else (f"{labels.FROM}: {home.title}",)
    name = claim.id if home is None else home.reference.replace("/", "-").replace("#", "--")
    looked = () if claim.as_of is None else (f"{labels.LOOKED_FOR}: {claim.as_of}.",)
    return ClaimText(name, wording(claim, choices.audience), _marks(claim.citations, numbers), (*sure, *looked, *taken))


def _shared_certainty(claim: Claim, card: Card) -> tuple[str, ...]:
    """Return how sure a claim is that has the rating of another: its level if that is on the card, else where it is."""
    if claim.same_as is None:
        return ()
    if card.claim is not None and card.evidence.level is not None:
        return (f"{labels.certainty(card.evidence.level)}.",)
    own = ((f"{card.entry.reference}#{item.id}", item) for item in claims_of(card.entry))
    held = dict([*((item.reference, item.claim) for item in card.quoted), *own]).get(claim.same_as)
    if held is None or held.certainty is None:
        return (labels.certainty_of(claim.same_as),)
    return (f"{labels.certainty(held.certainty.level)}.",)


def _sure(certainty: Certainty) -> str:
    reasons = (f"{labels.DOMAINS[item.domain]}: {item.reason}" for item in certainty.downgrades)
    return " ".join([f"{labels.certainty(certainty.level)}.", *reasons])


def _about(entry: AnyEntry, choices: Choices, numbers: Numbers) -> Iterator[Block]:
    """Yield what an entry says outside its claims."""
    if isinstance(entry, Condition):
        yield Paragraph(entry.what_it_is, "what-it-is")
    elif isinstance(entry, Caveat):
        yield Paragraph(wording(entry, choices.audience), "text", _marks(entry.citations, numbers))
        yield from _actions(entry, choices)
    elif isinstance(entry, ClaimReview):
        yield Paragraph(f"{labels.CLAIM}: {entry.claim} ({labels.MET_AT}: {entry.met_at})", "claim-reviewed")
        yield Paragraph(f"{labels.VERDICT}: {labels.VERDICTS[entry.verdict]}.", "verdict")
        yield Paragraph(wording(entry, choices.audience), "text", _marks(entry.citations, numbers))
        yield Paragraph(f"{labels.WOULD_CHANGE_IT}: {entry.would_change_it}", "would-change-it")
    elif isinstance(entry, Term):
        yield Paragraph(entry.definition, "text", _marks(entry.citations, numbers))
    elif isinstance(entry, Substance):
        yield from _substance(entry, numbers)
    elif isinstance(entry, Source):
        yield from _source(entry)


def _substance(entry: Substance, numbers: Numbers) -> Iterator[Block]:
    if entry.uses:
        yield Points(tuple(_uses(entry, numbers)), "uses")
    if entry.codes:
        yield Paragraph(f"{labels.CODES}: {', '.join(code.curie for code in entry.codes)}", "codes")


def _uses(entry: Substance, numbers: Numbers) -> Iterator[Paragraph]:
    for use in entry.uses:
        where = ", ".join(item for item in (use.dose, use.region) if item)
        yield Paragraph(f"{use.indication}{f' ({where})' if where else ''}", "use", _marks(use.citations, numbers))


def _source(entry: Source) -> Iterator[Block]:
    if entry.study:
        yield Paragraph(f"{labels.POPULATION}: {entry.study.population}", "population")
    points = [*_results(entry), *(Paragraph(item.text, "statement") for item in entry.statements)]
    points += [Paragraph(f"{labels.LIMIT}: {limit}", "limit") for limit in entry.limitations]
    if points:
        yield Points(tuple(points), "results")


def _results(entry: Source) -> Iterator[Paragraph]:
    for result in entry.results:
        values = "; ".join(f"{value.arm}: {value.reported}" for value in result.values)
        note = f" {result.note}" if result.note else ""
        yield Paragraph(f"{result.name} ({labels.COMPARISONS[result.comparison]}). {values}{note}", "result")


def caution(caveat: Caveat, choices: Choices, numbers: Numbers) -> Caution:
    """Return a caveat with all that belongs to it."""
    text = wording(caveat, choices.audience)
    return Caution(
        caveat.id,
        caveat.severity,
        labels.severity(caveat.severity, choices.audience),
        caveat.title,
        _whole(text, caveat.short),
        _marks(caveat.citations, numbers),
        tuple(_actions(caveat, choices)),
    )


@lru_cache(maxsize=1024)
def _whole(text: str, short: str) -> str:
    """Return a text after its short, unless it opens with the first sentence of that; then with what the short says besides."""
    first, _, rest = short.partition(". ")
    first = first.rstrip(".").casefold()
    opening = text.casefold().replace("low-dose naltrexone (ldn)", "ldn")
    if not opening.startswith(first) or opening[len(first) : len(first) + 1] not in _SENTENCE_ENDS:
        return f"{short} {text}"
    return text if rest in text else f"{text} {rest}"


def _actions(caveat: Caveat, choices: Choices) -> Iterator[Action]:
    for action in caveat.actions:
        number = choices.emergency if action.who == "emergency" else None
        yield Action(action.who, labels.WHO[action.who], action.text, number)


def _marks(citations: Iterable[Citation], numbers: Numbers) -> Marks:
    names = {item.part.partition("#")[0] for item in citations}
    return tuple(sorted(numbers[name] for name in names if name in numbers))


def source_line(reference: Reference, choices: Choices) -> SourceLine:
    """Return a source as it is cited."""
    address = choices.address(reference)
    leads_to = labels.LINKS.get(reference.link_kind) if address else None
    where = reference.journal or reference.publisher
    cited = _cited(reference.authors, reference.title, where, reference.year, reference.depth)
    return SourceLine(reference.number, cited, address, leads_to)


@lru_cache(maxsize=4096)  # most sources stand on most cards
def _cited(authors: tuple[str, ...], title: str, where: str | None, year: int | None, depth: str) -> str:
    return f"{citation_line(authors, title, where, year)} {labels.DEPTHS[depth]}."


def _about_card(card: Card) -> Iterator[Paragraph]:
    yield Paragraph(labels.review(card.review), "review")
    for pack in card.packs:
        about = f"{pack.title}. {pack.attribution} ({pack.licence}). {labels.FUNDING}: {pack.funding}"
        yield Paragraph(about, "pack")
    yield Paragraph(f"{card.reference}, {_versions(card)}", "versions")
    yield Paragraph(card.digest, "digest")


def _versions(card: Card) -> str:
    """Return the versions; where the card comes from several packs, each is named with that of its content."""
    several = len(card.packs) > 1
    content = ", ".join(f"{pack.id} {pack.content_version}" if several else pack.content_version for pack in card.packs)
    return f"ldn-content {card.versions.package}, {labels.CONTENT} {content}, {labels.SCHEMA} {card.versions.schema_version}."
