"""Nodes of a JSON-LD graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ldn_content.export.json_ld.addresses import Addresses
from ldn_content.model import Citation

Node = dict[str, Any]
PAGE = ("MedicalWebPage", "HealthTopicContent")
"""Both: `lastReviewed` belongs to the first, `hasHealthAspect` to the second."""
PROFESSIONALS = "Clinician"


def node(kind: str | tuple[str, ...], address: str | None = None, **properties: object) -> Node:
    """Return a node with those of the properties that say something, in their order.

    >>> node("Drug", name="Naltrexone", alternateName=[])
    {'@type': 'Drug', 'name': 'Naltrexone'}
    """
    made: Node = {"@type": kind if isinstance(kind, str) else list(kind)}
    if address is not None:
        made["@id"] = address
    for name, value in properties.items():
        if value not in (None, "", [], ()):
            made[name] = list(value) if isinstance(value, tuple) else value
    return made


def link(address: str) -> Node:
    """Return what names another node.

    >>> link("urn:ldn-content:term:placebo")
    {'@id': 'urn:ldn-content:term:placebo'}
    """
    return {"@id": address}


def member(name: str) -> Node:
    """Return a member of one of schema.org's enumerations: as plain text it would be a text, and not the member.

    >>> member("EvidenceLevelC")
    {'@id': 'https://schema.org/EvidenceLevelC'}
    """
    return {"@id": f"https://schema.org/{name}"}


def labelled(label: str, value: str | None) -> Node | None:
    """Return an identifier that says in which system it is one."""
    return None if value is None else node("PropertyValue", propertyID=label, value=value)


def single(values: Iterable[object]) -> object:
    """Return the one value, or all of them where there are more; each once.

    >>> single(["en", "en"])
    'en'
    """
    listed = list(values)
    kept = [value for index, value in enumerate(listed) if value not in listed[:index]]
    return kept[0] if len(kept) == 1 else kept


def for_professionals(text: str | None) -> Node | None:
    """Return the wording for professionals as a part of its own."""
    if text is None:
        return None
    return node("CreativeWork", text=text, audience=node("MedicalAudience", audienceType=PROFESSIONALS))


def cited(citations: Iterable[Citation], at: Addresses, *, supporting: bool = False) -> list[Node]:
    """Return links to the publications that are cited, or to those alone that support the sentence; each once."""
    names = (item.part.partition("#")[0] for item in citations if not supporting or item.stance == "supports")
    return [link(at.of(f"source/{name}", "Publication")) for name in dict.fromkeys(names)]
