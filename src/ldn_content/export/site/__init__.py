"""Library → a static JSON API and a browsable site: files for any web server or CDN."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from ldn_content.export.addresses import checked_base
from ldn_content.export.site.api import VERSIONS, api_files
from ldn_content.export.site.folder import refuse_foreign, replace_folder
from ldn_content.export.site.linking import whole
from ldn_content.export.site.pages import page_files
from ldn_content.library import Library
from ldn_content.pack import collection_held

__all__ = ["Written", "files", "whole", "write"]


class Written(NamedTuple):
    """What was written.

    Attributes:
        directory: the folder.
        entries: how many entries the site has.
        files: how many files.
        bytes: their size.
    """

    directory: Path
    entries: int
    files: int
    bytes: int

    def __str__(self) -> str:
        return f"{self.directory}: {self.entries:,} entries, {self.files:,} files, {self.bytes / 1e6:.1f} MB"


def write(library: Library, directory: str | Path, *, base: str | None = None) -> Written:
    """Write the site of a library into a folder: all of it, or nothing.

    The same library gives the same bytes everywhere. A former export in the folder is replaced.

    Args:
        library: what is shown and served.
        directory: does not exist, is empty, or is a former export.
        base: the web address where the site will be, such as `https://example.org/ldn`; without it, all links are relative.

    Raises:
        InvalidOption: the base is no web address.
        FileExistsError: the folder holds something else, which would be lost.
        OSError: it cannot be written. What was there before is untouched.
        InvalidPack, CorruptData: the installation is damaged.
    """
    folder, address = Path(directory), checked_base(base)
    refuse_foreign(folder)  # before the work
    with collection_held():
        listed = replace_folder(folder, files(library, base=address), VERSIONS)
    return Written(folder, len(library.entries), len(listed.files) + 1, sum(item.bytes for item in listed.files))


def files(library: Library, *, base: str | None = None) -> Iterator[tuple[str, bytes]]:
    """Return address and content of every file of the site but the list of them.

    Args:
        library: what is shown and served.
        base: where the site will be.

    Raises:
        InvalidOption: the base is no web address.
    """
    address = checked_base(base)
    cards = {reference: library.card(reference) for reference in library.entries}
    return chain(api_files(library, cards, address), page_files(library, cards, address))
