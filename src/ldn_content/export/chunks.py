"""Chunks for retrieval: one claim each, its hedge in the text, its caveats in the metadata."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from ldn_content.errors import InvalidOption, UnknownEntry
from ldn_content.export.addresses import address, checked_base
from ldn_content.fragments.contract import wording
from ldn_content.links import claim_in
from ldn_content.model import (
    AnyEntry,
    Caveat,
    Citation,
    Claim,
    ClaimReview,
    Condition,
    Question,
    Substance,
    Term,
    Topic,
    claims_of,
)
from ldn_content.model.card import Card
from ldn_content.render import labels

if TYPE_CHECKING:
    from ldn_content.library import Library

WITHOUT_CHUNKS = ("source", "retired")
"""Kinds without a chunk: a bare result has no grade, so sources are told under the claims that cite them."""
_NOT_CONTENT = frozenset({"uri", "packs", "content_version", "schema_version", "package_version", "digest"})


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a chunk. Each value is a text without line ends, empty where there is nothing to say.

    Several vector stores refuse lists and nulls, so lists of ids and addresses are joined with spaces.

    Attributes:
        reference: the id once more, for stores that keep metadata only.
        entry: the entry that it is of.
        kind: the kind of that entry.
        title: its title.
        type: the type of the claim.
        language: the language of the text (BCP 47).
        audience: for whom the text is.
        certainty: the level of the claim, or of the condition's headline.
        outcome: the outcome that is rated.
        finding: what was found on it.
        none_because: why there is nothing to rate.
        dose_class: the class of dose that is rated.
        severity: how grave a caveat is.
        as_of: the month in which something was looked for and not found.
        checked: the oldest month in which a cited source was read.
        reviewed: the month in which the content was last looked at.
        clinical_review: whether a clinician has reviewed it: none or reviewed.
        must_show: ids of the caveats that are shown wherever the chunk is.
        caveats: ids of all caveats that apply.
        citations: the parts of sources that the text stands on.
        urls: the links of these sources.
        licence: SPDX expression of the text.
        attribution: the line to show.
        uri: the address or name of it.
        packs: the packs that it comes from with the versions of their content.
        content_version: the version of the content of the entry's pack.
        schema_version: the schema that it was made with.
        package_version: the release of ldn-content that made it.
        digest: SHA-256 over all but address and versions: a chunk that keeps it need not be indexed anew.
    """

    reference: str
    entry: str
    kind: str
    title: str
    type: str
    language: str
    audience: str
    certainty: str
    outcome: str
    finding: str
    none_because: str
    dose_class: str
    severity: str
    as_of: str
    checked: str
    reviewed: str
    clinical_review: str
    must_show: str
    caveats: str
    citations: str
    urls: str
    licence: str
    attribution: str
    uri: str
    packs: str
    content_version: str
    schema_version: str
    package_version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of text that may be retrieved alone.

    Attributes:
        id: the reference of the entry or claim; it stays the same from release to release.
        text: lines; the first says what it is about, the last who has looked at it and when.
        metadata: what is known of it.
    """

    id: str
    text: str
    metadata: Metadata

    def to_dict(self) -> dict[str, Any]:
        """Return the chunk as the object that stands in a line of JSON.

        >>> from ldn_content.builtin import LIBRARY
        >>> next(chunks(LIBRARY, ["term/placebo"])).to_dict()["metadata"]["kind"]
        'term'
        """
        return asdict(self)


def chunks(
    library: Library, references: Iterable[str] | None = None, *, base: str | None = None, audience: str = "plain"
) -> Iterator[Chunk]:
    """Yield the chunks of a library: for each entry one that tells it in short, and one for each claim that it holds.

    Args:
        library: what is exported.
        references: entries, each with its claims, or single claims; everything without it.
        base: what the addresses of entries begin with; the pack's own, or a URN, without it.
        audience: plain or clinical.

    Raises:
        UnknownEntry: there is no such entry or claim, or it is of a kind that has no chunk.
        InvalidOption: no such audience, or the base is no address.

    >>> from ldn_content.builtin import LIBRARY
    >>> chunk = next(chunks(LIBRARY, ["condition/fibromyalgia#pain"]))
    >>> print(chunk.text.splitlines()[1])
    On average, LDN may make little or no difference to fibromyalgia pain.
    >>> chunk.metadata.certainty, chunk.metadata.must_show.split()[0]
    ('low', 'current-opioid-use')
    """
    if isinstance(references, str):  # each letter would be taken for one
        raise TypeError("references are given as a list: chunks(library, [reference])")
    root = checked_base(base)
    known_audience(audience)
    wanted = dict.fromkeys(_everything(library) if references is None else _selected(library, references))
    return (chunk_of(library, library.card(reference), audience=audience, base=root) for reference in wanted)


def to_json_lines(made: Iterable[Chunk]) -> str:
    """Return chunks as JSON lines.

    >>> to_json_lines([])
    ''
    """
    return "".join(json.dumps(chunk.to_dict(), ensure_ascii=False) + "\n" for chunk in made)


def known_audience(audience: str) -> None:
    """Refuse an audience that there is not.

    Raises:
        InvalidOption: with those that there are.
    """
    if audience not in labels.AUDIENCES:
        raise InvalidOption(f"no audience {audience!r}: there are {', '.join(labels.AUDIENCES)}")


def canonical(library: Library, reference: str) -> str:
    """Return the id of the chunk that a reference means; one that has moved is followed.

    Raises:
        UnknownEntry: there is no such entry or claim, or it is of a kind that has no chunk.
    """
    name, mark, _ = reference.partition("#")
    entry = library.entry(name)
    if entry.kind in WITHOUT_CHUNKS:
        raise UnknownEntry(f"{entry.reference} has no chunk of its own: give a claim, or an entry that makes one")
    return f"{entry.reference}#{library.claim(reference).id}" if mark else entry.reference


def _everything(library: Library) -> Iterator[str]:
    return (name for entry in library.entries.values() if entry.kind not in WITHOUT_CHUNKS for name in _names(entry))


def _selected(library: Library, references: Iterable[str]) -> Iterator[str]:
    for reference in references:
        name = canonical(library, reference)
        yield from (name,) if "#" in name else _names(library.entry(name))


def _names(entry: AnyEntry) -> Iterator[str]:
    yield entry.reference
    yield from (f"{entry.reference}#{claim.id}" for claim in claims_of(entry))


def chunk_of(library: Library, card: Card, *, audience: str = "plain", base: str | None = None) -> Chunk:
    """Return the chunk of a card.

    >>> from ldn_content.builtin import LIBRARY
    >>> chunk_of(LIBRARY, LIBRARY.card("term/placebo")).id
    'term/placebo'
    """
    text = "\n".join(_lines(library, card, audience))
    fields = _fields(card, audience)
    sealed = json.dumps([card.reference, text, fields], ensure_ascii=False).encode("utf-8")
    metadata = Metadata(
        **fields,
        uri=address(library, card.reference, base),
        packs=" ".join(f"{pack.id}@{pack.content_version}" for pack in card.packs),
        content_version=card.packs[0].content_version,
        schema_version=card.versions.schema_version,
        package_version=card.versions.package,
        digest="sha256:" + hashlib.sha256(sealed).hexdigest(),
    )
    return Chunk(card.reference, text, metadata)


def _fields(card: Card, audience: str) -> dict[str, str]:
    """Return the metadata that the digest is of."""
    entry, evidence = card.entry, card.evidence
    claim = card.claims[0] if card.claim else None
    cited = {item.part: None for item in own_citations(card)}
    sources = {part.partition("#")[0] for part in cited}
    licences = dict.fromkeys(pack.licence for pack in card.packs)
    return {
        "reference": card.reference,
        "entry": entry.reference,
        "kind": entry.kind,
        "title": card.title,
        "type": claim.type if claim else "",
        "language": card.language,
        "audience": audience,
        "certainty": evidence.level or "",
        "outcome": evidence.outcome or "",
        "finding": evidence.finding or "",
        "none_because": evidence.none_because or "",
        "dose_class": evidence.dose_class or "",
        "severity": entry.severity if isinstance(entry, Caveat) else "",
        "as_of": (claim.as_of if claim else None) or "",
        "checked": evidence.checked or "",
        "reviewed": card.review.month,
        "clinical_review": card.review.clinical,
        "must_show": " ".join(caveat.id for caveat in card.must_read),
        "caveats": " ".join(caveat.id for caveat in card.caveats),
        "citations": " ".join(cited),
        "urls": " ".join(dict.fromkeys(item.url for item in card.references if item.source in sources)),
        "licence": " AND ".join(f"({item})" if " " in item and len(licences) > 1 else item for item in licences),
        "attribution": "; ".join(dict.fromkeys(pack.attribution for pack in card.packs)),
    }


def own_citations(card: Card) -> tuple[Citation, ...]:
    """Return the citations of what the chunk of a card says, without those of the caveats that travel with it.

    >>> import ldn_content as ldn
    >>> {item.stance for item in own_citations(ldn.card("condition/fibromyalgia#pain"))} <= {"supports", "contradicts", "context"}
    True
    """
    entry = card.entry
    if card.claim is None and isinstance(entry, Condition):
        return entry.headline_claim.citations
    if card.claim is None and isinstance(entry, Caveat | ClaimReview | Term):
        return entry.citations
    if isinstance(entry, Substance):
        told = (caveat.citations for caveat in card.caveats if caveat.short == card.short)
        return tuple(citation for block in (*(use.citations for use in entry.uses), *told) for citation in block)
    return tuple(citation for claim in card.claims for citation in claim.citations)


def _lines(library: Library, card: Card, audience: str) -> Iterator[str]:
    yield _heading(card, audience)
    yield from _claim(card, audience) if card.claim else _entry(library, card, audience)
    read = f"Sources read: {card.evidence.checked}. " if card.evidence.checked else ""
    yield f"{read}{labels.review(card.review)}"


def _heading(card: Card, audience: str) -> str:
    """Return what the chunk is about: of a claim in a topic, the section too; of an entry, its other names."""
    entry = card.entry
    if card.claim is None:
        grave = f"{labels.severity(entry.severity, audience).upper()}: " if isinstance(entry, Caveat) else ""
        aliases = f" (also: {'; '.join(entry.aliases)})" if entry.aliases else ""
        return f"{grave}{card.title}{aliases}"
    if isinstance(entry, Topic):
        return f"{card.title} – {next(part.title for part in entry.sections if card.claims[0] in part.claims)}"
    return card.title


def _claim(card: Card, audience: str) -> Iterator[str]:
    claim = card.claims[0]
    yield claim.short
    yield from _further(claim, audience)
    if card.evidence.level:
        yield _certainty(card)
    if claim.as_of:
        yield f"{labels.LOOKED_FOR}: {claim.as_of}."


def _further(item: Claim | Caveat | ClaimReview, audience: str) -> Iterator[str]:
    text = wording(item, audience)
    if text != item.short:
        yield text


def _certainty(card: Card) -> str:
    evidence = card.evidence
    outcome = f" Outcome: {evidence.outcome.rstrip('.')}." if evidence.outcome else ""
    return f"{labels.certainty(evidence.level or 'none')}.{outcome}"


def _entry(library: Library, card: Card, audience: str) -> Iterator[str]:
    entry = card.entry
    if isinstance(entry, Condition):
        yield from (card.short, _certainty(card))
        yield f"{labels.counted(card.evidence.group_trials, card.evidence.group_participants)}."
        yield entry.what_it_is
    elif isinstance(entry, Topic):
        shown = iter(card.claims)
        for section in entry.sections:
            yield f"{section.title}:"
            yield from (_in_short(library, next(shown)) for _ in section.claims)
    elif isinstance(entry, Question):
        if entry.asked_as:
            yield f"Asked as: {' | '.join(entry.asked_as)}"
        yield from (_in_short(library, claim) for claim in card.claims)
    elif isinstance(entry, Substance):
        yield from _substance(card, entry)
    elif isinstance(entry, Term):
        yield entry.definition
    elif isinstance(entry, Caveat | ClaimReview):
        yield card.short
        yield from _further(entry, audience)
        yield from _actions(entry) if isinstance(entry, Caveat) else _reviewed(entry)


def _in_short(library: Library, claim: Claim) -> str:
    """Return a claim among others: its hedged sentence and, where it is rated, how sure we are of it."""
    rated = claim if claim.same_as is None else claim_in(library.entries, claim.same_as)
    certainty = rated.certainty if rated else None
    return f"- {claim.short}" + (f" {labels.certainty(certainty.level)}." if certainty else "")


def _actions(caveat: Caveat) -> Iterator[str]:
    return (f"{labels.WHO[action.who]}: {action.text}" for action in caveat.actions)


def _reviewed(entry: ClaimReview) -> Iterator[str]:
    yield f"{labels.VERDICT}: {labels.VERDICTS[entry.verdict]}."
    yield f"{labels.CLAIM}: {entry.claim} ({labels.MET_AT}: {entry.met_at})"
    yield f"{labels.WOULD_CHANGE_IT}: {entry.would_change_it}"


def _substance(card: Card, entry: Substance) -> Iterator[str]:
    yield f"{card.title}: {labels.CLASSES[entry.drug_class]}."
    if card.short != card.title:
        yield card.short
    for use in entry.uses:
        where = ", ".join(item for item in (use.dose, use.region) if item)
        yield f"- {use.indication}{f' ({where})' if where else ''}"
