"""What each resource is called: the same for the same content, whoever exports it and whenever."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from ldn_content.export.addresses import address, checked_base
from ldn_content.export.fhir.elements import Json

if TYPE_CHECKING:
    from ldn_content.library import Library

_SPACE: Final = uuid5(NAMESPACE_URL, "urn:ldn-content:fhir")


class Identity(NamedTuple):
    """The names of one resource."""

    id: str
    """Its logical id."""
    full_url: str
    """Where it is in the bundle: what refers to it says this."""
    uri: str
    """What it is about: an entry, claim or pack of ours."""

    @property
    def identifier(self) -> Json:
        """The URI of what it is about, as an identifier."""
        return {"system": "urn:ietf:rfc:3986", "value": self.uri}

    def reference(self, display: str | None = None) -> Json:
        """Return a reference to the resource."""
        return {"reference": self.full_url} | ({"display": display} if display else {})


class Names:
    """Gives names to resources.

    >>> from ldn_content import Library
    >>> names = Names(Library.load(), "https://example.org/fhir/")
    >>> names.of("Evidence", "condition/fibromyalgia#pain").uri
    'urn:ldn-content:condition:fibromyalgia#pain'
    >>> names.of("Evidence", "condition/fibromyalgia#pain").full_url.rpartition("/")[0]
    'https://example.org/fhir/Evidence'
    """

    def __init__(self, library: Library, base: str | None) -> None:
        """Take the library, and the address of the FHIR server on which the resources will be, if there is one.

        Raises:
            InvalidOption: the base is no web address.
        """
        self._library = library
        self._base = checked_base(base)

    def of(self, resource: str, reference: str, part: str = "") -> Identity:
        """Return the names of a resource.

        Args:
            resource: its type.
            reference: the entry or claim that it is about.
            part: what tells it from others of that type on the same entry.
        """
        return self._named(resource, address(self._library, reference), part)

    def other(self, resource: str, kind: str, name: str) -> Identity:
        """Return the names of a resource that is about no entry: a pack, a class of dose."""
        return self._named(resource, f"urn:ldn-content:{kind}:{name}", "")

    def whole(self, what: str, references: Iterable[str]) -> Identity:
        """Return the names of a bundle of what is about these references."""
        content = [f"{pack.manifest.id}@{pack.manifest.content_version}" for pack in self._library.packs if pack.manifest]
        return self._named("Bundle", f"urn:ldn-content:{what}", "|".join([*content, *references]))

    def _named(self, resource: str, uri: str, part: str) -> Identity:
        made = str(uuid5(_SPACE, f"{resource}|{uri}|{part}"))
        return Identity(made, f"{self._base}/{resource}/{made}" if self._base else f"urn:uuid:{made}", uri)


def bundle(identity: Identity, language: str, entries: Iterable[tuple[Identity, Json]]) -> Json:
    """Return a collection of resources with their names; one that was made twice stands once."""
    unique = {name.full_url: {"fullUrl": name.full_url, "resource": made} for name, made in entries}
    return {
        "resourceType": "Bundle",
        "id": identity.id,
        "language": language,
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{identity.id}"},
        "type": "collection",
        "entry": list(unique.values()),
    }
