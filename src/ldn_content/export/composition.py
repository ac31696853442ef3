"""What was retrieved, and under it what has to be shown with it: cautions, how sure we are, sources, review state, versions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ldn_content.errors import CorruptData
from ldn_content.export.addresses import address, checked_base
from ldn_content.export.chunks import Chunk, canonical, chunk_of, known_audience, own_citations
from ldn_content.model import SEVERITIES, Caveat
from ldn_content.model.card import Card, PackInfo, must_read
from ldn_content.model.manifest import Manifest
from ldn_content.model.source import citation_line
from ldn_content.render import labels
from ldn_content.versions import SCHEMA_VERSION, __version__

if TYPE_CHECKING:
    from ldn_content.library import Library

NOT_LISTED = "Not listed here"
ASK = "ask a pharmacist"
HOW_SURE = "How sure we are"
NOT_RATED = "No single rating"
ABOVE = "told above"
ABOUT = "About these texts"
IN_FULL = "All cautions and sources in full"


class _Found(NamedTuple):
    chunk: Chunk
    card: Card


class _Retrieved(NamedTuple):
    """What was retrieved, as the library tells it."""

    library: Library
    found: tuple[_Found, ...]
    audience: str
    base: str | None


def compose(
    hits: Iterable[Chunk | Mapping[str, Any] | str],
    library: Library | None = None,
    *,
    asked: str = "",
    audience: str = "plain",
    base: str | None = None,
) -> str:
    """Return what a retriever brought back, each once and in its order, with all that has to stand under it.

    Everything is told from the library: a hit is only taken at its word that it is one. Where there is no hit, the text says
    that nothing is listed, and gives the cautions that always hold.

    Args:
        hits: chunks, objects with `id`, `text` and `metadata` as they stand in JSON lines (further keys are left alone), or ids.
        library: that from which the chunks were made; the built-in one without it.
        asked: what somebody asked; words that stand nowhere in the library are named as not listed.
        audience: plain or clinical, for ids; a chunk says its own.
        base: what the addresses of entries begin with.

    Raises:
        UnknownEntry: a hit has an id that the library does not know.
        CorruptData: a hit is no chunk, was changed, or was made from other content.
        InvalidOption: no such audience, or the base is no address.

    >>> import ldn_content as ldn
    >>> text = compose(["question/can-i-take-ldn-with-codeine", "substance/codeine"])
    >>> text.count(ldn.caveats["current-opioid-use"].short)
    1
    """
    retrieved = _retrieved(hits, library, audience, base)
    told = {line for item in retrieved.found for line in item.chunk.text.split("\n")}
    texts = (f"[{item.chunk.id}]\n{item.chunk.text}" for item in retrieved.found)
    return "\n\n".join([*texts, _under(retrieved, asked, told)])


def footer(
    hits: Iterable[Chunk | Mapping[str, Any] | str],
    library: Library | None = None,
    *,
    asked: str = "",
    audience: str = "plain",
    base: str | None = None,
) -> str:
    """Return only what has to stand under an answer that was made from hits, for a host that shows it itself.

    A model may leave out what it was told; a program that puts this under every answer does not.

    Args:
        hits: as for `compose`.
        library: as for `compose`.
        asked: as for `compose`.
        audience: as for `compose`.
        base: as for `compose`.

    Raises:
        UnknownEntry, CorruptData, InvalidOption: as `compose`.

    >>> footer(["term/placebo"]).splitlines()[1].startswith("! REASON NOT TO USE IT: LDN can cause sudden, severe withdrawal")
    True
    """
    return _under(_retrieved(hits, library, audience, base), asked, ())


def _retrieved(
    hits: Iterable[Chunk | Mapping[str, Any] | str], library: Library | None, audience: str, base: str | None
) -> _Retrieved:
    """Return the hits, each once, as the library itself tells them."""
    if isinstance(hits, str | Mapping | Chunk):  # letters and keys would be taken for hits
        raise TypeError("hits are given as a list: compose([hit])")
    known_audience(audience)
    root = checked_base(base)
    loaded = _built_in() if library is None else library
    found: dict[str, _Found] = {}
    for hit in hits:
        item = _found(hit, loaded, audience, root)
        found.setdefault(item.chunk.id, item)
    for_whom = next((item.chunk.metadata.audience for item in found.values()), audience)
    return _Retrieved(loaded, tuple(found.values()), for_whom, root)


def _built_in() -> Library:
    from ldn_content.builtin import LIBRARY

    return LIBRARY


def _found(hit: object, library: Library, audience: str, base: str | None) -> _Found:
    """Return a hit as the library tells it, if it is the same.

    Raises:
        UnknownEntry, CorruptData: it is not.
    """
    if isinstance(hit, str):
        card = library.card(canonical(library, hit))
        return _Found(chunk_of(library, card, audience=audience, base=base), card)
    name, text, metadata = _parts(hit)
    card = library.card(canonical(library, name))
    for_whom = metadata.get("audience", audience)
    if for_whom not in labels.AUDIENCES:
        raise CorruptData(f"the hit {name!r} is for the audience {for_whom!r}: there are {', '.join(labels.AUDIENCES)}")
    made = chunk_of(library, card, audience=for_whom, base=base)
    digest = metadata.get("digest", made.metadata.digest)
    if digest != made.metadata.digest:
        ours, theirs = (f"{version!r}" for version in (made.metadata.packs, metadata.get("packs", "unknown")))
        raise CorruptData(
            f"the hit {name!r} is not of this library: its digest is that of other content (its packs: {theirs}, here: {ours}). "
            "Load the packs that it was made from, or export the chunks anew and index those whose digest has changed"
        )
    if text != made.text:
        raise CorruptData(
            f"the text of the hit {name!r} was changed after it was exported: give the text as it stands in the export"
        )
    return _Found(made, card)


def _parts(hit: object) -> tuple[str, str, Mapping[str, Any]]:
    """Return id, text and metadata of a hit."""
    given = hit.to_dict() if isinstance(hit, Chunk) else hit
    if not isinstance(given, Mapping):
        raise CorruptData(f"a hit is a chunk, an object with id, text and metadata, or an id; not {type(given).__name__}")
    name, text, metadata = given.get("id"), given.get("text"), given.get("metadata") or {}
    if not isinstance(name, str) or not isinstance(text, str) or not isinstance(metadata, Mapping):
        raise CorruptData(f"a hit lacks its id, its text or its metadata; it has {', '.join(map(repr, given)) or 'nothing'}")
    return name, text, metadata


def _under(retrieved: _Retrieved, asked: str, told: Collection[str]) -> str:
    """Return what has to stand under hits; of a caution that is itself a line of what was told, only the title is told again."""
    blocks = [
        _not_listed(retrieved, asked),
        _cautions(retrieved, told),
        _how_sure(retrieved.found),
        _sources(retrieved.found),
        _about(retrieved),
    ]
    return "\n\n".join(filter(None, map("\n".join, blocks)))


def _not_listed(retrieved: _Retrieved, asked: str) -> Iterator[str]:
    missing = retrieved.library.unknown_words(asked) if asked else ()
    if missing:
        yield f"{NOT_LISTED}: {', '.join(missing)}. If it is a medicine, {ASK}."
    elif not retrieved.found:
        yield f"{NOT_LISTED}. If it is about a medicine, {ASK}."


def _cautions(retrieved: _Retrieved, told: Collection[str]) -> Iterator[str]:
    must = _must_read(retrieved)
    yield f"{labels.CAUTIONS}:"
    for caveat in must:
        said = f"{caveat.title} ({ABOVE})" if caveat.short in told else caveat.short
        yield f"! {labels.severity(caveat.severity, retrieved.audience).upper()}: {said}"
    every = _in_order(each for item in retrieved.found for each in (*_itself(item.card), *item.card.caveats))
    more = [item for item in every if item not in must]
    if more:
        yield f"{len(more)} more: {'; '.join(caveat.title for caveat in more)}."
    ways = dict.fromkeys(_way(retrieved, item.card.entry.reference) for item in retrieved.found)
    if ways:
        yield f"{IN_FULL}: {', '.join(ways)}"


def _must_read(retrieved: _Retrieved) -> list[Caveat]:
    """Return the caveats that must be read with any of the hits; without a hit, of those that always hold."""
    if retrieved.found:
        return _in_order(caveat for item in retrieved.found for caveat in (*must_read(_itself(item.card)), *item.card.must_read))
    return _in_order(must_read(caveat for caveat in retrieved.library.caveats.values() if caveat.scope.everything))


def _itself(card: Card) -> tuple[Caveat, ...]:
    """Return the caveat that a card is of: no card carries its own, and a host may show no more than what stands under it."""
    return (card.entry,) if isinstance(card.entry, Caveat) else ()


def _in_order(caveats: Iterable[Caveat]) -> list[Caveat]:
    """Return each caveat once, gravest first."""
    return sorted({caveat.id: caveat for caveat in caveats}.values(), key=lambda item: SEVERITIES.index(item.severity))


def _way(retrieved: _Retrieved, reference: str) -> str:
    where = address(retrieved.library, reference, retrieved.base)
    return reference if where.startswith("urn:") else where


def _how_sure(found: tuple[_Found, ...]) -> Iterator[str]:
    rated = {item.chunk.id: item.card.evidence.level for item in found}
    if rated:
        yield f"{HOW_SURE}:"
    yield from (f"- [{name}] {labels.certainty(level)}." for name, level in rated.items() if level)
    unrated = [f"[{name}]" for name, level in rated.items() if not level]
    if unrated:
        yield f"- {NOT_RATED}: {', '.join(unrated)}."


def _sources(found: tuple[_Found, ...]) -> Iterator[str]:
    """Yield the sources of what was said, each once; those of the cautions stand on the cards."""
    lines: dict[str, str] = {}
    for item in found:
        wanted = {citation.part.partition("#")[0] for citation in own_citations(item.card)}
        for source in item.card.references:
            if source.source in wanted:
                line = citation_line(source.authors, source.title, source.journal or source.publisher, source.year)
                leads_to = f"{labels.LINKS[source.link_kind]}: " if source.link_kind in labels.LINKS else ""
                lines.setdefault(source.source, f"- {line} {labels.DEPTHS[source.depth]}. {leads_to}{source.url}")
    if lines:
        yield f"{labels.SOURCES}:"
        yield from lines.values()


def _about(retrieved: _Retrieved) -> Iterator[str]:
    manifests = [pack.manifest for pack in retrieved.library.packs if pack.manifest is not None]
    packs: dict[str, PackInfo | Manifest] = {pack.id: pack for item in retrieved.found for pack in item.card.packs}
    packs = packs or {manifest.id: manifest for manifest in manifests}
    reviews = [item.card.review for item in retrieved.found] or [manifest.review for manifest in manifests]
    yield f"{ABOUT}:"
    yield from dict.fromkeys(map(labels.review, reviews))
    for pack in packs.values():
        yield f"{pack.title}. {pack.attribution} ({pack.licence}). {labels.FUNDING}: {pack.funding}"
    content = ", ".join(f"{pack.id} {pack.content_version}" for pack in packs.values())
    yield f"ldn-content {__version__}, {labels.CONTENT} {content}, {labels.SCHEMA} {SCHEMA_VERSION}."
