"""What a path means: a pack, a folder or a file of one, or a folder that holds packs; and how paths are printed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

from ldn_content.errors import CorruptData
from ldn_content.model import FOLDERS

_PACK = "pack.json"


class Place(NamedTuple):
    """A pack, and which of its files are asked for.

    Attributes:
        root: the directory of the pack, or the zip.
        files: files and folders inside the pack; None for all.
    """

    root: Path
    files: frozenset[str] | None = None


def find(path: str | Path) -> tuple[Place, ...]:
    """Return what a path means: one pack, or those that a folder holds at any depth.

    Raises:
        CorruptData: it is no pack, no part of one, and holds none.
    """
    given = Path(path)
    if not str(path):
        raise CorruptData("an empty path names nothing: for the current directory, write .")
    if given.is_dir():
        return _directory(given)
    if not given.is_file():
        raise CorruptData(f"{path}: is neither a directory nor a zip file, nor a file of a pack: there is nothing to check")
    if given.suffix.lower() == ".zip":
        return (Place(given),)
    part = _part(given)
    if part is None:
        raise CorruptData(f"{path}: is a file of no pack: neither its folder nor one above it holds a {_PACK}")
    return (part,)


def together(places: Iterable[Place]) -> tuple[Place, ...]:
    """Return each pack once, with all of its files that are asked for."""
    found: dict[str, Place] = {}
    for place in places:
        key = os.path.realpath(place.root)
        before = found.setdefault(key, place)
        both = None if before.files is None or place.files is None else before.files | place.files
        found[key] = Place(before.root, both)
    return tuple(found.values())


def asked_for(file: str, files: Iterable[str] | None) -> bool:
    """Return whether a file of a pack is one of those that are named, stands below one, or is the folder of one.

    >>> [asked_for("terms/dose.json", files) for files in (None, ["terms"], ["terms/other.json"])]
    [True, True, False]
    """
    return files is None or any(file == name or file.startswith(f"{name}/") or name.startswith(f"{file}/") for name in files)


def shown(path: str, base: Path) -> str:
    """Return a path with slashes, relative to a directory where it is below that, for editors and for GitHub.

    >>> shown("/work/our-pack/terms/dose.json", Path("/work")), shown("/other/pack.json", Path("/work"))
    ('our-pack/terms/dose.json', '/other/pack.json')
    """
    whole = PurePath(os.path.abspath(path))  # noqa: PTH100 — links are kept as they were given
    return (whole.relative_to(base) if whole.is_relative_to(base) else PurePath(os.path.normpath(path))).as_posix()


def _directory(given: Path) -> tuple[Place, ...]:
    part = _part(given)
    if part is not None:
        return (part,)
    below = tuple(Place(root) for root in _packs_below(given))
    if below:
        return below
    if any((given / folder).is_dir() for folder in FOLDERS.values()):
        return (Place(given),)  # a pack that lacks its pack.json, which is a finding
    raise CorruptData(f"{given}: is no pack and holds none: a pack is a directory with a {_PACK}, or a zip of it")


def _part(given: Path) -> Place | None:
    """Return the pack that a directory is, or that it or a file is a part of."""
    whole = Path(os.path.abspath(given))  # noqa: PTH100 — as above
    if not (whole.exists() and whole.samefile(given)):  # `..` after a link leads elsewhere than it reads
        whole = given.resolve()
    for root in (whole, *whole.parents):
        if os.path.lexists(root / _PACK) and not _in_kind_folder(root):
            inside = None if root == whole else frozenset({whole.relative_to(root).as_posix()})
            as_given = (name for name in (given, *given.parents) if os.path.abspath(name) == str(root))  # noqa: PTH100
            return Place(next(as_given, root), inside)
    return None


def _in_kind_folder(root: Path) -> bool:
    """Return whether a directory is a folder of a pack above: a stray pack.json there makes no pack."""
    return root.name in FOLDERS.values() and os.path.lexists(root.parent / _PACK)


def _packs_below(given: Path) -> Iterator[Path]:
    """Yield every pack at any depth that is no part of another one; links are not followed."""
    for folder, folders, files in os.walk(given):
        if _PACK in files:
            folders.clear()
            yield Path(folder)
        elif "pyvenv.cfg" in files:
            folders.clear()
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in {"node_modules", "__pycache__"})
