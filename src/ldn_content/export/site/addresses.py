"""Where things are on the site. Every address is relative to its root, so that it works below any prefix and from a folder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from ldn_content.model import FOLDERS

VERSION: Final = "v1"
"""The folder of the API. A change that breaks a reader of it gets another one."""
INDEX: Final = f"{VERSION}/index.json"
FILES: Final = f"{VERSION}/files.json"
PACKS: Final = f"{VERSION}/packs.json"
SEARCH: Final = f"{VERSION}/search.json"
ADVISORIES: Final = f"{VERSION}/advisories.json"
OPENAPI: Final = f"{VERSION}/openapi.json"
DECLARATIONS: Final = f"{VERSION}/ldn-content.d.ts"


def stable(reference: str) -> str:
    """Return where an entry is for ever, in its compact form.

    >>> stable("claim-review/cures-everything")
    'v1/claim-reviews/cures-everything.json'
    """
    kind, _, name = reference.partition("/")
    return f"{VERSION}/{FOLDERS[kind]}/{name}.json"


def page(reference: str) -> str:
    """Return where the page of an entry is: under its reference, so that the address which other exports give it leads there.

    >>> page("condition/fibromyalgia")
    'condition/fibromyalgia.html'
    """
    return f"{reference}.html"


def list_of(kind: str) -> str:
    """Return where the list of a kind is: beside the folder of its entries, so that no id can take its name."""
    return f"{VERSION}/{FOLDERS[kind]}.json"


def pages_of(kind: str) -> str:
    """Return where the page with all entries of a kind is."""
    return f"{FOLDERS[kind]}.html"


def immutable(folder: str, content: bytes) -> str:
    """Return where content is that never changes: named after its bytes.

    >>> immutable("cards", b"{}")
    'v1/cards/sha256-44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a.json'
    """
    return f"{VERSION}/{folder}/sha256-{sha256(content).hexdigest()}.json"


def is_immutable(address: str) -> bool:
    """Tell whether what is at an address never changes.

    >>> is_immutable(immutable("cards", b"{}")), is_immutable(stable("term/placebo"))
    (True, False)
    """
    return re.fullmatch(rf"{VERSION}/[a-z]+/sha256-[0-9a-f]{{64}}\.json", address) is not None


def relative(address: str, start: str) -> str:
    """Return an address as a link from the page at another one.

    >>> relative("v1/index.json", "condition/fibromyalgia.html")
    '../v1/index.json'
    """
    return "../" * start.count("/") + address


def folders(addresses: Iterable[str]) -> list[str]:
    """Return the folders of addresses, each before those in it."""
    found = {"/".join(parts[:depth]) for parts in (item.split("/") for item in addresses) for depth in range(1, len(parts))}
    return sorted(found)
