"""The links of a page, and the places on it to which a link may lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ldn_content.fragments.markup import Start, tokens


class Page(NamedTuple):
    """What a page leads to, and what is on it."""

    links: tuple[str, ...]
    ids: tuple[str, ...]
    elements: tuple[Start, ...]


def read(content: bytes) -> Page:
    elements = tuple(token for token in tokens(content.decode("utf-8")) if isinstance(token, Start))
    return Page(tuple(_links(elements)), tuple(each.attributes["id"] for each in elements if "id" in each.attributes), elements)


def _links(elements: tuple[Start, ...]) -> Iterator[str]:
    for element in elements:
        for name in ("href", "src", "action"):
            if name in element.attributes:
                yield element.attributes[name]
