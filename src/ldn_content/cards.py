"""How a card is put together, so that nothing that has to travel is left behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ldn_content.links import cited, claim_in
from ldn_content.model import AnyEntry, Citation, Claim, Condition, Source, claims_of, items_of
from ldn_content.model.card import SEALING, Card, Evidence, PackInfo, Quoted, Reference, Versions
from ldn_content.model.entry import Review
from ldn_content.pack import Pack
from ldn_content.versions import SCHEMA_VERSION, __version__

if TYPE_CHECKING:
    from ldn_content.library import Library


def assemble(library: Library, entry: AnyEntry, claim_id: str | None) -> Card:
    """Return the card of an entry, or of one claim of it."""
    reference = entry.reference if claim_id is None else f"{entry.reference}#{claim_id}"
    claim = None if claim_id is None else next(item for item in claims_of(entry) if item.id == claim_id)
    quoted = _quoted(library, entry) if claim is None else ()
    caveats = library.required_caveats(reference)
    blocks = [block.citations for block in cited(entry) if claim is None or block.claim is claim]
    own = [citation for block in (*blocks, *(item.claim.citations for item in quoted)) for citation in block]
    citations = [*own, *(citation for caveat in caveats for citation in caveat.citations)]
    sources = list(_sources(library, entry, own))
    home = library.pack_of(entry)
    references = tuple(_references(library, entry, citations))
    used = [
        *caveats,
        *(library.entry(_holder(item)) for item in quoted),
        *(library.sources[item.source] for item in references),
        *_counted(library, entry),
    ]
    others = [library.pack_of(item) for item in used]
    looked = [item.review or _review(library.pack_of(item)) for item in (entry, *(library.entry(_holder(q)) for q in quoted))]
    return Card.model_validate(
        {
            "kind": "card",
            "reference": reference,
            "language": library.language,
            "title": entry.title,
            "short": library.short(entry) if claim is None else claim.short,
            "entry": entry,
            "claim": claim_id,
            "quoted": quoted,
            "caveats": caveats,
            "references": references,
            "evidence": _evidence(library, entry, claim, own, sources),
            "review": min(looked, key=lambda item: (item.clinical == "reviewed", item.month)),  # no more than its least part
            "packs": tuple(_pack_infos([home, *others])),
            "versions": Versions(package=__version__, schema_version=SCHEMA_VERSION),
        },
        context=SEALING,
    )


def _holder(quoted: Quoted) -> str:
    return quoted.reference.partition("#")[0]


def _quoted(library: Library, entry: AnyEntry) -> tuple[Quoted, ...]:
    names = dict.fromkeys(item for item in items_of(entry) if isinstance(item, str))
    return tuple(
        Quoted(reference=name, title=library.entry(name.partition("#")[0]).title, claim=library.claim(name)) for name in names
    )


def _sources(library: Library, entry: AnyEntry, citations: Iterable[Citation]) -> Iterator[Source]:
    if isinstance(entry, Source):
        yield entry
    for name in dict.fromkeys(citation.part.partition("#")[0] for citation in citations):
        yield library.sources[name]


def _references(library: Library, entry: AnyEntry, citations: Iterable[Citation]) -> Iterator[Reference]:
    shown = (entry.id, *entry.shown_with) if isinstance(entry, Source) else ()
    parts: dict[str, dict[str, None]] = {name: {} for name in shown}
    for citation in citations:
        parts.setdefault(citation.part.partition("#")[0], {})[citation.part] = None
    for number, (name, used) in enumerate(parts.items(), start=1):
        # a copy is five times as quick as a new one, and there are a hundred on a card
        yield library.reference_to(name).model_copy(update={"number": number, "parts": tuple(used)})


def reference_to(source: Source) -> Reference:
    """Return a source as a card shows it, with neither number nor parts yet."""
    return Reference(
        number=0,
        source=source.id,
        type=source.type,
        dose_class=source.dose_class,
        title=source.title,
        authors=source.authors,
        journal=source.journal,
        publisher=source.publisher,
        year=source.year,
        doi=source.doi,
        pmid=source.pmid,
        url=source.url,
        link_kind=source.link_kind,
        depth=source.checked.depth,
        parts=(),
    )


def _evidence(
    library: Library, entry: AnyEntry, claim: Claim | None, own: Iterable[Citation], cited: Iterable[Source]
) -> Evidence:
    rated = claim or (entry.headline_claim if isinstance(entry, Condition) else None)
    if rated is not None and rated.certainty is None and rated.same_as is not None:
        rated = claim_in(library.entries, rated.same_as)
    certainty = rated.certainty if rated else None
    trials = library.trials(entry.id) if isinstance(entry, Condition) else ()
    group = _counted(library, entry)
    supporting = {citation.part.partition("#")[0] for citation in own if citation.stance == "supports"}
    grounds = {f"{item.type} ({item.dose_class})" for item in cited if item.id in supporting}
    return Evidence(
        level=certainty.level if certainty else None,
        outcome=rated.outcome if rated and certainty else None,
        finding=rated.finding if rated and certainty else None,
        none_because=certainty.none_because if certainty else None,
        dose_class=certainty.dose_class if certainty else None,
        trials=len(trials),
        participants=_people(trials),
        group_trials=len(group),
        group_participants=_people(group),
        ground=tuple(sorted(grounds)),
        checked=min((item.checked.month for item in cited), default=None),
    )


def _counted(library: Library, entry: AnyEntry) -> tuple[Source, ...]:
    """Return the trials counted under a condition and under the members of its group."""
    conditions = (entry, *library.members(entry.id)) if isinstance(entry, Condition) else ()
    return tuple(trial for condition in conditions for trial in library.trials(condition.id))


def _people(trials: Iterable[Source]) -> int:
    """Add up the people: randomised, or analysed where that was not seen."""
    studies = [trial.study for trial in trials if trial.study is not None]
    return sum((study.analysed or 0) if study.randomised is None else study.randomised for study in studies)


def _review(pack: Pack) -> Review:
    if pack.manifest is None:
        raise ValueError("a pack in a library has a manifest")
    return pack.manifest.review


def _pack_infos(packs: Iterable[Pack]) -> Iterator[PackInfo]:
    manifests = {pack.manifest.id: pack.manifest for pack in packs if pack.manifest is not None}
    for manifest in manifests.values():
        yield PackInfo(
            id=manifest.id,
            title=manifest.title,
            licence=manifest.licence,
            attribution=manifest.attribution,
            publisher=manifest.publisher,
            funding=manifest.funding,
            content_version=manifest.content_version,
        )
