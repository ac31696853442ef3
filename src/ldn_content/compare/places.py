"""Where the two packs come from: a directory, a zip, a wheel, an installed package, a source tree, or the built-in pack."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from email.parser import Parser

from ldn_content.compare.changes import Side
from ldn_content.errors import InvalidPack
from ldn_content.files import read_bytes
from ldn_content.pack import Folder, Pack, built_in, load_pack, locate, schema_version
from ldn_content.schema.migrations import read_older
from ldn_content.versions import SCHEMA_VERSION, __version__

BUILT_IN = "built-in"
"""The name of the pack that is shipped with this release."""
_INSIDE = ("ldn_content/data/en", "src/ldn_content/data/en", "data/en")
_PACKAGE = "ldn_content-"


@dataclass(frozen=True, slots=True)
class Place:
    """A pack with where it came from.

    Attributes:
        name: what it was called.
        side: what is compared.
        schema_version: the schema of its files, before they were migrated.
        package: the release of ldn-content that it was shipped in, where that is known.
    """

    name: str
    side: Side
    schema_version: str
    package: str | None = None


def read_place(name: str) -> Place:
    """Return the pack at a place: `built-in`, a directory or zip of it, a wheel, a site-packages directory or a source tree.

    A pack of an older schema is brought to the schema of this release, in memory.

    >>> read_place("built-in").side.manifest.id
    'ldn-content'

    Raises:
        CorruptData, InvalidPack: it cannot be read, or has errors.
        UnsupportedSchema: it follows a schema that is newer, or too old to be brought up.
    """
    if name == BUILT_IN:
        side = Side.of(load_pack(built_in("en")))
        return Place(name, side, side.manifest.schema_version, __version__)
    top = locate(name)
    root = top if _holds_pack(top) else next((inner for inner in _inner(top) if _holds_pack(inner)), top)
    pack = _load(root)
    return Place(name, Side.of(pack), schema_version(root) or SCHEMA_VERSION, None if root is top else _release(top))


def _inner(top: Folder) -> list[Folder]:
    return [top.joinpath(*inner.split("/")) for inner in _INSIDE]


def _holds_pack(folder: Folder) -> bool:
    return bool(folder.joinpath("pack.json").is_file())


def _load(root: Folder) -> Pack:
    """Return a pack; one of an older schema is migrated in memory."""
    pack = read_older(root)
    if pack.findings:
        raise InvalidPack(pack.findings, str(root).rstrip("/"))
    return pack


def _release(top: Folder) -> str | None:
    """Return the version that the metadata of a wheel, or of an installed package, names; damaged metadata name none."""
    with suppress(OSError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error, lzma.LZMAError):
        for item in top.iterdir():
            if item.name.startswith(_PACKAGE) and item.name.endswith(".dist-info"):
                raw = read_bytes(item.joinpath("METADATA"))
                version = Parser().parsestr(raw.decode("utf-8", "replace"), headersonly=True)["Version"]
                return None if version is None else str(version)
    return None
