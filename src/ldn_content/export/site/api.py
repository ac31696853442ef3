"""Library → the files of the static JSON API."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

import importlib_resources
from pydantic import BaseModel

from ldn_content import advisories
from ldn_content.export.site import addresses
from ldn_content.export.site.linking import caution, compact, linked, share
from ldn_content.export.site.search_index import search_index
from ldn_content.export.site.shapes import EntryList, Listed, ListLink, Packs, SiteIndex
from ldn_content.library import Library
from ldn_content.model import FOLDERS, Caveat, Manifest, Retired
from ldn_content.model.card import Card, PackInfo, Versions
from ldn_content.schema import published
from ldn_content.versions import SCHEMA_VERSION, __version__

VERSIONS: Final = Versions(package=__version__, schema_version=SCHEMA_VERSION)
_DATA: Final = {addresses.OPENAPI: "site/openapi.json", addresses.DECLARATIONS: "typescript/ldn-content.d.ts"}
"""Files that are shipped with the package; the description is told the licence and the address."""


class Made(NamedTuple):
    """A card, and what has to be known of its files to list it."""

    card: Card
    address: str


def api_files(library: Library, cards: Mapping[str, Card], base: str | None) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of every file of the API.

    Args:
        library: what is served.
        cards: the card of every entry, by reference.
        base: where the site will be, as `checked_base` returns it.
    """
    shared = encoded(share(cards.values()))
    home = addresses.immutable("shared", shared)
    yield home, shared
    made: list[Made] = []
    for reference, card in cards.items():
        page = addresses.page(reference)
        content = encoded(linked(card, shared=home, page=page))
        made.append(Made(card, addresses.immutable("cards", content)))
        short = encoded(compact(card, address=made[-1].address, page=page))
        yield made[-1].address, content
        yield from ((place, short) for place in _places(card, cards))
    yield from _lists(library, made, home, base)
    yield addresses.SEARCH, encoded(search_index(cards, addresses.page))
    yield addresses.PACKS, encoded(Packs(kind="packs", packs=manifests(library)))
    yield addresses.ADVISORIES, encoded(advisories.read())
    for version in published.versions():
        for name, text in published.read_all(version).items():
            yield f"schema/{version}/{name}{published.SUFFIX}", text.encode("utf-8")
    yield addresses.OPENAPI, _openapi(library, base)
    yield addresses.DECLARATIONS, shipped(_DATA[addresses.DECLARATIONS])


def encoded(item: BaseModel) -> bytes:
    """Return the bytes of a file."""
    return (item.model_dump_json() + "\n").encode("utf-8")


def shipped(name: str) -> bytes:
    """Return a file of the package's data."""
    return importlib_resources.files("ldn_content").joinpath("data", *name.split("/")).read_bytes()


def manifests(library: Library) -> tuple[Manifest, ...]:
    """Return what each pack says of itself, the lowest first."""
    return tuple(pack.manifest for pack in library.packs if pack.manifest is not None)


def former_places(card: Card, cards: Mapping[str, Card]) -> tuple[str, ...]:
    """Return the reference that an id had before it was retired, so that old addresses still answer."""
    return (card.entry.was,) if isinstance(card.entry, Retired) and card.entry.was not in cards else ()


def _places(card: Card, cards: Mapping[str, Card]) -> Iterator[str]:
    yield from (addresses.stable(reference) for reference in (card.reference, *former_places(card, cards)))


def _lists(library: Library, made: list[Made], shared: str, base: str | None) -> Iterator[tuple[str, bytes]]:
    packs = tuple(PackInfo(**{name: getattr(item, name) for name in PackInfo.model_fields}) for item in manifests(library))
    by_kind = {kind: [item for item in made if item.card.entry.kind == kind] for kind in FOLDERS}
    entries = {item.card.reference: _listed(item) for item in made}
    for kind, items in by_kind.items():
        listed = tuple(entries[item.card.reference] for item in items)
        cautions = tuple(map(caution, _shown(items)))
        content = EntryList(kind="entry-list", versions=VERSIONS, packs=packs, cautions=cautions, entries=listed)
        yield addresses.list_of(kind), encoded(content)
    index = SiteIndex(
        kind="index",
        language=library.language,
        base=base,
        versions=VERSIONS,
        packs=packs,
        shared=shared,
        lists=tuple(
            ListLink.model_validate({"kind": kind, "entries": len(items), "address": addresses.list_of(kind)})
            for kind, items in by_kind.items()
        ),
        cautions=tuple(map(caution, _shown(made))),
        entries=tuple(entries.values()),
    )
    yield addresses.INDEX, encoded(index)


def _listed(made: Made) -> Listed:
    card = made.card
    return Listed(
        reference=card.reference,
        title=card.title,
        aliases=card.entry.aliases,
        short=card.short,
        level=card.evidence.level,
        must_read=tuple(item.id for item in card.must_read),
        digest=card.digest,
        address=addresses.stable(card.reference),
        card=made.address,
        page=addresses.page(card.reference),
    )


def _shown(made: Iterable[Made]) -> Iterable[Caveat]:
    """Return the caveats that must be read with any of these, in order of id."""
    found = {item.id: item for each in made for item in each.card.must_read}
    return (found[name] for name in sorted(found))


def _openapi(library: Library, base: str | None) -> bytes:
    described: dict[str, Any] = json.loads(shipped(_DATA[addresses.OPENAPI]))
    licences = " AND ".join(dict.fromkeys(item.licence for item in manifests(library)))
    described["info"]["license"] = {"name": f"{licences} (the content)", "identifier": licences}
    if base is not None:
        described["servers"] = [{"url": base}]
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
