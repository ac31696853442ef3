"""The schemas that are shipped: read from the package, written for editors and other tools."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import importlib_resources

from ldn_content.files import write_atomically
from ldn_content.versions import SCHEMA_VERSION

_SUFFIX = ".schema.json"


def read_all() -> Mapping[str, str]:
    """Return the text of every schema of this release by name.

    >>> "condition" in read_all()
    True
    """
    folder = importlib_resources.files("ldn_content").joinpath("data", "schema", SCHEMA_VERSION)
    items = sorted((item for item in folder.iterdir() if item.name.endswith(_SUFFIX)), key=lambda item: item.name)
    return {item.name.removesuffix(_SUFFIX): item.read_text(encoding="utf-8") for item in items}


def write_all(directory: str | Path) -> Iterator[tuple[str, str]]:
    """Write every schema into a directory, which is made if it is missing; yield path and text of each."""
    folder = Path(directory)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in read_all().items():
        path = folder / f"{name}{_SUFFIX}"
        write_atomically(path, text)
        yield str(path), text
