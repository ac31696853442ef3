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


class _Found(NamedTuple):
    chunk: Chunk
    card: Card


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
        ValueError: no such audience, or the base is no address.

    >>> import ldn_content as ldn
    >>> text = compose(["question/can-i-take-ldn-with-codeine", "substance/codeine"])
    >>> text.count(ldn.caveats["current-opioid-use"].short)
    1
    """
    loaded, found, root = _taken(hits, library, audience, base)
    told = {line for item in found for line in item.chunk.text.split("\n")}
    return "\n\n".join([*(f"[{item.chunk.id}]\n{item.chunk.text}" for item in found), _under(loaded, found, asked, told, root)])


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
        UnknownEntry, CorruptData, ValueError: as `compose`.

    >>> print(footer(["term/placebo"]).splitlines()[1])
    ! CONTRAINDICATION: LDN can cause sudden, severe withdrawal in people who use opioid medicines. Ask before you combine them.
    """
    loaded, found, root = _taken(hits, library, audience, base)
    return _under(loaded, found, asked, (), root)


def _taken(
    hits: Iterable[Chunk | Mapping[str, Any] | str], library: Library | None, audience: str, base: str | None
) -> tuple[Library, tuple[_Found, ...], str | None]:
    """Return the library, the hits as the library itself tells them, and the base."""
    if isinstance(hits, str | Mapping | Chunk):  # letters and keys would be taken for hits
        raise TypeError("hits are given as a list: compose([hit])")
    known_audience(audience)
    root = checked_base(base)
    loaded = _built_in() if library is None else library
    found: dict[str, _Found] = {}
    for hit in hits:
        item = _found(hit, loaded, audience, root)
        found.setdefault(item.chunk.id, item)
    return loaded, tuple(found.values()), root


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


def _under(library: Library, found: tuple[_Found, ...], asked: str, told: Collection[str], base: str | None) -> str:
    """Return what has to stand under hits; of a caution that is itself a line of what was told, only the title is told again."""
    blocks = [
        [_not_listed(library, found, asked)],
        list(_cautions(library, found, told, base)),
        list(_how_sure(found)),
        list(_sources(found)),
        [f"{ABOUT}:", *_about(library, found)],
    ]
    return "\n\n".join(text for text in ("\n".join(filter(None, block)) for block in blocks) if text)


def _not_listed(library: Library, found: tuple[_Found, ...], asked: str) -> str:
    missing = library.unknown_words(asked) if asked else ()
    if missing:
        return f"{NOT_LISTED}: {', '.join(missing)}. If it is a medicine, {ASK}."
    return "" if found else f"{NOT_LISTED}. If it is about a medicine, {ASK}."


def _cautions(library: Library, found: tuple[_Found, ...], told: Collection[str], base: str | None) -> Iterator[str]:
    must = _in_order(_must_read(library, found))
    yield f"{labels.CAUTIONS}:"
    for caveat in must:
        said = f"{caveat.title} ({ABOVE})" if caveat.short in told else caveat.short
        yield f"! {labels.SEVERITIES[caveat.severity].upper()}: {said}"
    more = [caveat for caveat in _in_order(each for item in found for each in item.card.caveats) if caveat not in must]
    if more:
        yield f"{len(more)} more: {'; '.join(caveat.title for caveat in more)}."
    ways = dict.fromkeys(_way(library, item, base) for item in found)
    if ways:
        yield f"All cautions and sources in full: {', '.join(ways)}"


def _must_read(library: Library, found: tuple[_Found, ...]) -> tuple[Caveat, ...]:
    if found:
        return tuple(caveat for item in found for caveat in item.card.must_read)
    return must_read(caveat for caveat in library.caveats.values() if caveat.scope.everything)


def _in_order(caveats: Iterable[Caveat]) -> list[Caveat]:
    """Return each caveat once, gravest first."""
    return sorted({caveat.id: caveat for caveat in caveats}.values(), key=lambda item: SEVERITIES.index(item.severity))


def _way(library: Library, item: _Found, base: str | None) -> str:
    entry = item.card.entry.reference
    where = address(library, entry, base)
    return entry if where.startswith("urn:") else where


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
                lines.setdefault(source.source, f"- {line} {labels.DEPTHS[source.depth]}. {source.url}")
    if lines:
        yield f"{labels.SOURCES}:"
        yield from lines.values()


def _about(library: Library, found: tuple[_Found, ...]) -> Iterator[str]:
    manifests = [pack.manifest for pack in library.packs if pack.manifest is not None]
    packs: dict[str, PackInfo | Manifest] = {pack.id: pack for item in found for pack in item.card.packs}
    packs = packs or {manifest.id: manifest for manifest in manifests}
    reviews = [item.card.review for item in found] or [manifest.review for manifest in manifests]
    yield from dict.fromkeys(map(labels.review, reviews))
    for pack in packs.values():
        yield f"{pack.title}. {pack.attribution} ({pack.licence}). {labels.FUNDING}: {pack.funding}"
    content = ", ".join(f"{pack.id} {pack.content_version}" for pack in packs.values())
    yield f"ldn-content {__version__}, {labels.CONTENT} {content}, {labels.SCHEMA} {SCHEMA_VERSION}."
