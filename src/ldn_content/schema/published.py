"""The schemas that are shipped: read from the package, written for editors and other tools."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import importlib_resources

from ldn_content.files import write_atomically
from ldn_content.versions import SCHEMA_VERSION

SUFFIX: Final = ".schema.json"
SUMS: Final = "SHA256SUMS"
"""The file, beside the folders of the versions, that lists what was released: hashes and files, as `sha256sum` writes them."""


def versions() -> tuple[str, ...]:
    """Return every version whose schemas are shipped, the oldest first.

    >>> versions()[0]
    '0.9'
    """
    folders = [item.name for item in _home().iterdir() if item.is_dir()]
    return tuple(sorted(folders, key=lambda name: [int(part) for part in name.split(".")]))


def read_all(version: str = SCHEMA_VERSION) -> Mapping[str, str]:
    """Return the text of every schema of a version by name; of this release without one.

    >>> "condition" in read_all()
    True
    """
    items = sorted((item for item in _home().joinpath(version).iterdir() if item.name.endswith(SUFFIX)), key=lambda i: i.name)
    return {item.name.removesuffix(SUFFIX): item.read_text(encoding="utf-8") for item in items}


def sums(text: str) -> Mapping[str, str]:
    r"""Return the hash of each file that a list of released schemas names.

    >>> sums("abc123  1.0/term.schema.json\n")
    {'1.0/term.schema.json': 'abc123'}
    """
    pairs = (line.split("  ", 1) for line in text.splitlines())
    return {file: digest for digest, file in pairs}


def write_all(directory: str | Path) -> Iterator[tuple[str, str]]:
    """Write every schema into a directory, which is made if it is missing; yield path and text of each."""
    folder = Path(directory)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in read_all().items():
        path = folder / f"{name}{SUFFIX}"
        write_atomically(path, text)
        yield str(path), text


def _home() -> importlib_resources.abc.Traversable:
    return importlib_resources.files("ldn_content").joinpath("data", "schema")
