"""Cards and libraries → schema.org JSON-LD: plain dictionaries, ready for `json.dumps` or `script`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ldn_content.export.json_ld.addresses import Addresses
from ldn_content.export.json_ld.nodes import Node, link
from ldn_content.export.json_ld.packs import dataset, glossary
from ldn_content.export.json_ld.pages import describe, page_address
from ldn_content.export.json_ld.setting import Described, Setting
from ldn_content.library import Library
from ldn_content.model import Manifest
from ldn_content.model.card import Card
from ldn_content.render.markup import SafeHtml

__all__ = ["json_ld", "json_ld_of", "script"]

CONTEXT = "https://schema.org"
_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def json_ld(card: Card, *, base: str | None = None) -> dict[str, Any]:
    """Return the JSON-LD of one card: what a page that shows it embeds. The page is the first node of its `@graph`.

    Its cautions stand there as the sentences that may stand alone, and the sources of what it says itself as they are cited.
    `json_ld_of` has both whole, with the sources of the cautions.

    Args:
        card: the card.
        base: the address under which everything is, as `{base}/{kind}/{id}`; without it, identifiers are
            `urn:ldn-content:{kind}:{id}`. A card does not know the `base_uri` of its pack.

    Raises:
        CorruptData: the card was changed after it was made.
        InvalidOption: the base is no http or https address, or has a query or a fragment.

    >>> import ldn_content as ldn
    >>> page = json_ld(ldn.card("term/placebo"))["@graph"][0]
    >>> page["@id"], page["@type"]
    ('urn:ldn-content:term:placebo', ['MedicalWebPage', 'HealthTopicContent'])
    """
    described = describe(card.verify(), Setting(Addresses(base)))
    return _document([], [described])


def json_ld_of(library: Library, references: Iterable[str] | None = None, *, base: str | None = None) -> dict[str, Any]:
    """Return the JSON-LD of a library, or of some of its entries and claims, as one graph in which each `@id` stands once.

    Args:
        library: the library.
        references: entries (`kind/id`) and claims (`kind/id#claim`); all entries without it.
        base: the address under which everything is; without it, the `base_uri` of each pack, and
            `urn:ldn-content:` where a pack has none.

    Raises:
        UnknownEntry: there is no such entry or claim.
        InvalidOption: the base, or the `base_uri` of a pack, is no address that an identifier can begin with.

    >>> import ldn_content as ldn
    >>> graph = json_ld_of(ldn.Library.load(), ["term/placebo"])["@graph"]
    >>> [node["@type"] for node in graph[:2]]
    ['Dataset', 'DefinedTermSet']
    """
    cards = {card.reference: card for card in map(library.card, library.entries if references is None else references)}
    conditions = [card.entry for card in cards.values() if card.entry.kind == "condition"]
    setting = Setting(
        Addresses(base, {} if base is not None else _homes(library)),
        frozenset(cards),
        {entry.reference: library.trials(entry.id) for entry in conditions},
        whole=True,
    )
    top = [node for pack in library.packs if pack.manifest for node in _pack(library, pack.manifest, cards, setting)]
    return _document(top, [describe(card, setting) for card in cards.values()])


def script(node: Mapping[str, Any]) -> SafeHtml:
    r"""Return the element that holds JSON-LD in a page. Nothing in the JSON can end it, or begin another one.

    Template engines take it as it is: it is a `str` with `__html__`.

    Raises:
        ValueError: the JSON holds a number that is not finite.

    >>> script({"name": "</script>"})
    '<script type="application/ld+json">{"name":"\\u003c/script\\u003e"}</script>'
    """
    written = json.dumps(node, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return SafeHtml(f'<script type="application/ld+json">{written.translate(_UNSAFE)}</script>')


def _document(top: list[Node], described: Iterable[Described]) -> dict[str, Any]:
    """Put the nodes in one graph. What a card tells of its own goes before what others tell of it."""
    listed = list(described)
    graph = {node["@id"]: node for node in top}
    for item in listed:
        for node in item.own:
            graph.setdefault(node["@id"], node)
    for item in listed:
        for address, make in item.borrowed.items():
            if address not in graph:
                graph[address] = make()
    return {"@context": CONTEXT, "@graph": list(graph.values())}


def _homes(library: Library) -> dict[str, str]:
    """Return the base of each reference whose pack has one."""
    bases = {pack.manifest.id: pack.manifest.base_uri for pack in library.packs if pack.manifest and pack.manifest.base_uri}
    if not bases:
        return {}
    homes = {f"pack/{name}": base for name, base in bases.items()}
    for reference, entry in library.entries.items():
        manifest = library.pack_of(entry).manifest
        if manifest is not None and manifest.id in bases:
            homes[reference] = bases[manifest.id]
    return homes


def _pack(library: Library, manifest: Manifest, cards: Mapping[str, Card], setting: Setting) -> list[Node]:
    """Return a pack with its pages and, where there are terms among them, its glossary."""
    mine = [card for card in cards.values() if library.pack_of(card.entry).manifest == manifest]
    at, language = setting.at, library.language
    made = [dataset(manifest, at, language, [link(page_address(card, setting)) for card in mine])]
    terms = [link(at.of(card.reference, "DefinedTerm")) for card in mine if card.entry.kind == "term"]
    return [*made, glossary(manifest, at, language, terms)] if terms else made
