"""Which released content has a fault that matters for safety: read from advisories.json, which every release brings up to date.

Nothing is fetched: whoever pins a release downloads a newer advisories.json and names the file.

>>> from ldn_content import advisories
>>> [item.id for item in advisories.for_version("2026.11.0")][:1]
['LDN-2026-001']
>>> advisories.for_version("2026.11.2")
()
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import importlib_resources

from ldn_content.errors import InvalidPack
from ldn_content.files import read_bytes
from ldn_content.findings import Finding
from ldn_content.model.advisory import Advisories, Advisory
from ldn_content.reading import read_object, validate
from ldn_content.versions import CONTENT_VERSION

FILE = "advisories.json"
"""The name of the file, in the package and where a newer one is offered."""
_NUMBERS: Final = re.compile(r"[0-9]{1,6}\.[0-9]{1,6}(?:\.[0-9]{1,6})?")
_DATED: Final = re.compile(r"20[0-9]{2}\.[0-9]{1,2}(?:\.[0-9]{1,6})?")  # with the version of the package, none would ever apply


def read(path: str | Path | None = None) -> Advisories:
    """Return the advisories that this release knows, or those of a newer file.

    Args:
        path: an advisories.json of a later release.

    Raises:
        InvalidPack: with every finding in the file.
        OSError: it cannot be read.

    >>> read().pack
    'ldn-content'
    """
    item: Any = importlib_resources.files("ldn_content").joinpath("data", FILE) if path is None else Path(path)
    raw, name, findings = read_bytes(item), FILE if path is None else str(path), list[Finding]()
    data = read_object(raw, name, findings)
    known = None if data is None else validate(Advisories, data, raw, name, "", findings)
    if known is None:
        raise InvalidPack(tuple(sorted(findings)))
    return known


def for_version(content_version: str, path: str | Path | None = None) -> tuple[Advisory, ...]:
    """Return the advisories that apply to a version of the content.

    Args:
        content_version: such as `ldn_content.CONTENT_VERSION`, or that of a card that is shown somewhere.
        path: as in `read`.

    Raises:
        ValueError: it is no version of that content.
        InvalidPack, OSError: as `read`.
    """
    known = read(path)
    if not (_DATED if known.pack == "ldn-content" else _NUMBERS).fullmatch(content_version):
        way = f"write it as in pack.json, such as {CONTENT_VERSION}; the package and the schema have other versions"
        raise ValueError(f"{content_version!r} is no version of the content: {way}")
    return tuple(item for item in known.advisories if item.applies_to(content_version))
