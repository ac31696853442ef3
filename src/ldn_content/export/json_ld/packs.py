"""The packs that content comes from, and the glossary of each."""

from __future__ import annotations

import re

from ldn_content.export.json_ld.addresses import Addresses
from ldn_content.export.json_ld.nodes import Node, link, node
from ldn_content.model import Manifest
from ldn_content.model.card import PackInfo
from ldn_content.render import labels

_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-ND|-SA)?)-([1-4]\.[0-9])")


def licence(expression: str) -> str | Node:
    """Return a licence by its address where that is known, else by its name.

    >>> licence("CC-BY-4.0")
    'https://creativecommons.org/licenses/by/4.0/'
    """
    known = _CREATIVE_COMMONS.fullmatch(expression)
    if known:
        return f"https://creativecommons.org/licenses/{known[1].lower()}/{known[2]}/"
    if expression == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    return node("CreativeWork", name=expression)


def dataset(pack: PackInfo | Manifest, at: Addresses, language: str, pages: list[Node] | None = None) -> Node:
    """Return a pack; with its pages where they are in the graph."""
    return node(
        "Dataset",
        at.of(f"pack/{pack.id}"),
        name=pack.title,
        description=f"{pack.title}. {pack.attribution}. {labels.FUNDING}: {pack.funding}",
        identifier=pack.id,
        version=pack.content_version,
        inLanguage=language,
        license=licence(pack.licence),
        creditText=pack.attribution,
        creator=publisher(pack),
        publisher=publisher(pack),
        creativeWorkStatus=labels.review(pack.review) if isinstance(pack, Manifest) else None,
        hasPart=pages,
    )


def publisher(pack: PackInfo | Manifest) -> Node:
    """Return who publishes a pack."""
    return node("Organization", name=pack.publisher)


def glossary(pack: PackInfo | Manifest, at: Addresses, language: str, terms: list[Node] | None = None) -> Node:
    """Return the glossary of a pack; with its terms where they are in the graph."""
    return node(
        "DefinedTermSet",
        at.of(f"pack/{pack.id}", "Glossary"),
        name=f"Glossary: {pack.title}",
        version=pack.content_version,
        inLanguage=language,
        license=licence(pack.licence),
        publisher=publisher(pack),
        isPartOf=link(at.of(f"pack/{pack.id}")),
        hasDefinedTerm=terms,
    )
