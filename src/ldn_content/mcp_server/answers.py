"""What the tools answer: plain functions over a library. Nothing is fetched, and each answer carries its caveats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ldn_content.errors import LdnContentError
from ldn_content.library import Library
from ldn_content.links import cited
from ldn_content.mcp_server.shapes import (
    Answer,
    Carried,
    Caution,
    CertaintyAnswer,
    CitationAnswer,
    CitedSource,
    EntryAnswer,
    Hit,
    Medicine,
    MedicineAnswer,
    NamedCaution,
    Rating,
    Reason,
    SearchAnswer,
)
from ldn_content.model import SEVERITIES, Caveat, Certainty, Claim, Condition, Manifest, Review, Source, Substance
from ldn_content.model.card import FORMS, Card, PackInfo, must_read
from ldn_content.model.source import citation_line
from ldn_content.names import Match
from ldn_content.references import reference_of
from ldn_content.render import labels
from ldn_content.versions import SCHEMA_VERSION, __version__

MOST_HITS = 20
"""How many hits a search gives at most."""
LONGEST = 500
"""How long a reference, a name or a code may be; a query of a search may be of any length."""
ADDRESS = "ldn://"
"""What the address of a resource begins with: ldn://condition/fibromyalgia."""
_ASK = "ask a pharmacist"
_SUGGESTED = 5  # medicines, and cautions, that are named where a medicine is not listed
_STARTS = {"randomised": "high, where randomised trials start", "observational": "low, where observational evidence starts"}
_NONE_BECAUSE = {
    "none-found": "We found no study of it.",
    "stopped-early": "The study of it was stopped early.",
    "no-results-yet": "The study of it has no results yet.",
    "other-doses-only": "Only other doses were studied.",
}


class NotUnderstood(LdnContentError, ValueError):
    """An argument of a tool is not what the tool takes. The message says what it takes."""


def search(library: Library, query: str, limit: int = 5) -> SearchAnswer:
    """Return the entries that fit a query, best first.

    Raises:
        NotUnderstood: the query is empty, or the limit out of bounds.

    >>> from ldn_content.builtin import LIBRARY
    >>> search(LIBRARY, "fibro", 1).hits[0].reference
    'condition/fibromyalgia'
    >>> search(LIBRARY, "warfarin").notice
    'Not listed here: warfarin. If it is a medicine, ask a pharmacist.'
    """
    if not query.strip():
        raise NotUnderstood("the query is empty: give what somebody would type, such as: can I take it with codeine")
    if not 1 <= limit <= MOST_HITS:
        raise NotUnderstood(f"the limit is {limit}: give a number from 1 to {MOST_HITS}")
    cards = [library.card(hit.reference) for hit in library.search(query, limit=limit)]
    unknown = () if library.lookup(query) else library.unknown_words(query)  # a code is no word
    notice = f"Not listed here{': ' if unknown else ''}{', '.join(unknown)}. If it is a medicine, {_ASK}."
    return SearchAnswer(
        **vars(_answer(library, cards)),
        hits=tuple(map(_hit, cards)),
        not_listed=unknown,
        notice=None if cards and not unknown else notice,
    )


def get_entry(library: Library, reference: str, form: str = "compact", audience: str = "plain") -> EntryAnswer:
    """Return an entry, or one claim of it, as text with its cautions.

    Args:
        library: where it is.
        reference: a reference, a name or a code.
        form: full, compact or line.
        audience: plain or clinical.

    Raises:
        NotUnderstood: there is no such form or audience, or the reference is no text to look up.
        UnknownEntry: there is no such entry, or the name may mean several.
        FormTooLong: the line form does not fit.

    >>> from ldn_content.builtin import LIBRARY
    >>> get_entry(LIBRARY, "placebo", "compact").reference
    'term/placebo'
    """
    if form not in FORMS:
        raise NotUnderstood(f"there is no form {_shown(form)}: there are {', '.join(FORMS)}")
    if audience not in labels.AUDIENCES:
        raise NotUnderstood(f"there is no audience {_shown(audience)}: there are {', '.join(labels.AUDIENCES)}")
    card = _card(library, reference)
    carried = _answer(library, [card])
    if form == "full":
        carried = carried.model_copy(update={"more_cautions": 0, "more": "every caution and source stands in the text"})
    return EntryAnswer(
        **vars(carried),
        reference=card.reference,
        title=card.title,
        language=card.language,
        form=form,
        audience=audience,
        text=card.to_text(form, audience=audience, more=address(card)),
        digest=card.digest,
    )


def list_caveats_for_medicine(library: Library, medicine: str) -> MedicineAnswer:
    """Return the cautions that name a medicine; one that is not listed is told as such, and never as harmless.

    Args:
        library: where the cautions are.
        medicine: a name, a brand that is listed, a code or a reference.

    Raises:
        NotUnderstood: there is no text to look up.

    >>> from ldn_content.builtin import LIBRARY
    >>> [caution.severity for caution in list_caveats_for_medicine(LIBRARY, "codeine").cautions]
    ['contraindication', 'warning', 'warning']
    >>> list_caveats_for_medicine(LIBRARY, "warfarin").notice
    "'warfarin' is not listed here: ask a pharmacist."
    """
    asked = _asked(medicine, "medicine")
    matches = [match for match in library.lookup(asked) if isinstance(match.entry, Substance)]
    meant = {match.entry.id for match in matches}
    naming = [caveat for caveat in _by_severity(library.caveats.values()) if meant & set(caveat.medicines)]
    near = () if matches else library.search(asked, limit=_SUGGESTED, kinds={"substance"})
    speaking = () if matches else library.search(asked, limit=_SUGGESTED, kinds={"caveat"})
    suggested = tuple(hit.reference for hit in near)
    return MedicineAnswer(
        **vars(_answer(library, [library.card(match.entry) for match in matches])),
        listed=bool(matches),
        notice=_listed(matches, len(naming)) if matches else _not_listed(asked, suggested),
        medicines=tuple(map(_medicine, matches)),
        cautions=tuple(map(_named, naming)),
        did_you_mean=suggested,
        may_speak_of_it=tuple(_caution(library.caveats[hit.reference.partition("/")[2]]) for hit in speaking),
    )


def address(card: Card) -> str:
    """Return the address of the resource that holds a card whole.

    >>> import ldn_content as ldn
    >>> address(ldn.card("condition/fibromyalgia#pain"))
    'ldn://condition/fibromyalgia%23pain'
    """
    return f"{ADDRESS}{card.reference.replace('#', '%23')}"


def explain_certainty(library: Library, reference: str) -> CertaintyAnswer:
    """Return how sure we are of what an entry or a claim says, and why.

    Raises:
        NotUnderstood, UnknownEntry: as `get_entry`.

    >>> from ldn_content.builtin import LIBRARY
    >>> [rating] = explain_certainty(LIBRARY, "fibromyalgia#pain").ratings
    >>> rating.level, sum(reason.levels for reason in rating.reasons)
    ('low', 2)
    """
    card = _card(library, reference)
    homes = {id(item.claim): item.reference for item in card.quoted}  # two entries may say the same
    named = [(homes.get(id(claim), f"{card.entry.reference}#{claim.id}"), claim) for claim in card.claims]
    first = f"{card.entry.reference}#{card.entry.headline}" if isinstance(card.entry, Condition) else None
    named.sort(key=lambda pair: pair[0] != first)
    found = (_rating(library, name, claim) for name, claim in named)
    ratings = tuple(rating for rating in found if rating is not None)
    return CertaintyAnswer(
        **vars(_answer(library, [card])),
        reference=card.reference,
        title=card.title,
        short=card.short,
        ratings=ratings,
        notice=None if ratings else f"{card.reference} says nothing that is rated: only effects and harms have a grade.",
    )


def cite(library: Library, reference: str, *, cautions: bool = False) -> CitationAnswer:
    """Return the sources of an entry or a claim, by number, with links and what was read of each.

    Args:
        library: where it is.
        reference: a reference, a name or a code.
        cautions: give also the sources on which only its cautions stand.

    Raises:
        NotUnderstood, UnknownEntry: as `get_entry`.

    >>> from ldn_content.builtin import LIBRARY
    >>> cite(LIBRARY, "fibromyalgia#pain").sources[0].reference
    'source/due-bruun-2024-fibromyalgia'
    """
    card = _card(library, reference)
    own = _own_sources(card)
    shown = [item for item in card.references if cautions or item.source in own]
    return CitationAnswer(
        **vars(_answer(library, [card])),
        reference=card.reference,
        title=card.title,
        short=card.short,
        sources=tuple(
            CitedSource(
                number=item.number,
                reference=f"source/{item.source}",
                citation=citation_line(item.authors, item.title, item.journal or item.publisher, item.year),
                type=item.type,
                dose_class=item.dose_class,
                link=item.url,
                link_kind=item.link_kind,
                read=labels.DEPTHS[item.depth],
                used_in="text" if item.source in own else "cautions",
            )
            for item in shown
        ),
        more_sources=len(card.references) - len(shown),
        notice=None if own else "The text itself cites no source; its cautions may.",
    )


def _asked(text: str, what: str) -> str:
    """Return what is to be looked up, without the start of a resource's address."""
    asked = text.strip().removeprefix(ADDRESS)
    if not asked:
        raise NotUnderstood(f"the {what} is empty: give a reference such as condition/fibromyalgia, a name or a code")
    if len(asked) > LONGEST:
        raise NotUnderstood(
            f"the {what} has {len(asked):,} characters, more than {LONGEST}: give a reference, a name or a code, or use search"
        )
    return asked


def _shown(text: str) -> str:
    return repr(text) if len(text) <= LONGEST else f"of {len(text):,} characters"


def _card(library: Library, reference: str) -> Card:
    return library.card(reference_of(library, _asked(reference, "reference")))


def _answer(library: Library, cards: Sequence[Card]) -> Answer:
    """Return what an answer made of these cards carries; without any, what everything carries."""
    manifests = [pack.manifest for pack in library.packs if pack.manifest is not None]
    packs: Iterable[PackInfo | Manifest] = {pack.id: pack for card in cards for pack in card.packs}.values() or manifests
    content = " ".join(f"{pack.id}@{pack.content_version}" for pack in packs)
    return Answer(
        **vars(_carried(cards) if cards else _carried_by_all(library, manifests)),
        versions=f"ldn-content {__version__}, {labels.CONTENT} {content}, {labels.SCHEMA} {SCHEMA_VERSION}",
        attribution=tuple(f"{pack.title}. {pack.attribution} ({pack.licence})" for pack in packs),
    )


def _carried(cards: Sequence[Card]) -> Carried:
    """Return what travels with what is said of these cards: no caution of any is left out."""
    caveats = dict.fromkeys(caveat for card in cards for caveat in card.caveats)
    shown = dict.fromkeys(caveat for card in cards for caveat in card.must_read)
    references = ", ".join(card.reference for card in cards)
    return Carried(
        must_read=tuple(map(_caution, shown)),
        more_cautions=len(caveats) - len(shown),
        more=f'call get_entry with form "full" and the reference {"" if len(cards) == 1 else "that matters of "}{references}',
        review=_review(card.review for card in cards),
    )


def _carried_by_all(library: Library, manifests: Iterable[Manifest]) -> Carried:
    """Return what travels with an answer that is about no entry: the cautions that apply to everything."""
    caveats = _by_severity(caveat for caveat in library.caveats.values() if caveat.scope.everything)
    shown = must_read(caveats)
    rest = [caveat.reference for caveat in caveats if caveat not in shown]
    return Carried(
        must_read=tuple(map(_caution, shown)),
        more_cautions=len(rest),
        more=f"call get_entry with the reference of a caution: {', '.join(rest)}" if rest else "call search",
        review=_review(manifest.review for manifest in manifests),
    )


def _review(states: Iterable[Review]) -> str:
    """Return the least of several reviews in words: what stands together is reviewed no better than its least part."""
    return labels.review(min(states, key=lambda state: (state.clinical == "reviewed", state.month)))


def _by_severity(caveats: Iterable[Caveat]) -> list[Caveat]:
    return sorted(caveats, key=lambda caveat: (SEVERITIES.index(caveat.severity), caveat.id))


def _caution(caveat: Caveat) -> Caution:
    return Caution(reference=caveat.reference, severity=caveat.severity, short=caveat.short)


def _named(caveat: Caveat) -> NamedCaution:
    actions = tuple(f"{labels.WHO[action.who]}: {action.text}" for action in caveat.actions)
    return NamedCaution(**vars(_caution(caveat)), title=caveat.title, actions=actions)


def _hit(card: Card) -> Hit:
    level = card.evidence.level
    certainty = None if level is None else labels.certainty(level)
    return Hit(**vars(_carried([card])), reference=card.reference, title=card.title, short=card.short, certainty=certainty)


def _medicine(match: Match) -> Medicine:
    drug_class = labels.CLASSES[match.entry.drug_class] if isinstance(match.entry, Substance) else match.entry.kind
    return Medicine(
        reference=match.entry.reference,
        title=match.entry.title,
        drug_class=drug_class,
        matched_by=match.by,
        match=match.match,
    )


def _listed(matches: Sequence[Match], cautions: int) -> str:
    names = ", ".join(match.entry.title for match in matches)
    if not cautions:
        return f"{names} is listed here, and no caution names it. That says nothing about a risk: {_ASK}."
    return f"Cautions that name {names}: {cautions}. There may be more to know than what is listed here: {_ASK}."


def _not_listed(asked: str, suggested: Sequence[str]) -> str:
    like = f" Listed under a name like it: {', '.join(suggested)}. Ask which medicine is meant." if suggested else ""
    return f"{asked!r} is not listed here: {_ASK}.{like}"


def _rating(library: Library, name: str, claim: Claim) -> Rating | None:
    """Return the rating of a claim, its own or the one that it shares; none where it has none."""
    home = claim.same_as if claim.certainty is None and claim.same_as is not None else name
    rated = claim if home == name else library.claim(home)
    certainty = rated.certainty
    if certainty is None:
        return None
    return Rating(
        reference=name,
        rated_at=home,
        short=claim.short,
        outcome=rated.outcome or "",
        finding=rated.finding,
        dose_class=certainty.dose_class,
        level=certainty.level,
        in_words=labels.certainty(certainty.level),
        start=_STARTS.get(certainty.start),
        reasons=tuple(_reasons(certainty)),
        none_because=_NONE_BECAUSE[certainty.none_because] if certainty.none_because else None,
    )


def _reasons(certainty: Certainty) -> Iterable[Reason]:
    for item in certainty.downgrades:
        yield Reason(domain=labels.DOMAINS[item.domain], levels=item.levels, reason=item.reason)


def _own_sources(card: Card) -> set[str]:
    """Return the sources that the text itself stands on, without those of its cautions only."""
    if isinstance(card.entry, Source):
        return {card.entry.id, *card.entry.shown_with}
    blocks = [block for block in cited(card.entry) if card.claim is None or (block.claim and block.claim.id == card.claim)]
    citations = [*(block.citations for block in blocks), *(item.claim.citations for item in card.quoted)]
    return {citation.part.partition("#")[0] for block in citations for citation in block}
