"""A folder that is replaced as a whole: readers see the former one or the new one, and never a part of either."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from ldn_content.export.site.addresses import FILES, folders, is_immutable
from ldn_content.export.site.shapes import FileInfo, SiteFiles
from ldn_content.model.card import Versions


def replace_folder(directory: Path, files: Iterable[tuple[str, bytes]], versions: Versions) -> SiteFiles:
    """Write files into a folder beside, with a list of them, and put that in the place of the folder.

    Args:
        directory: does not exist, is empty, or is a former export; what holds it is made if it is missing.
        files: address and content of each.
        versions: for the list.

    Raises:
        FileExistsError: the folder holds something else.
        OSError: it cannot be written. What was there before is untouched.
    """
    target = directory.resolve()  # a link to a folder stays: the folder that it leads to is replaced
    refuse_foreign(target)
    partial = target.with_name(f".{target.name}.{os.urandom(8).hex()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        listed = _write(partial, files, versions)
        _swap(partial, target)
    except OSError as error:
        if error.errno is not None:
            error.filename, error.filename2 = str(directory), None  # the name of the folder beside tells nobody anything
        raise
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return listed


def refuse_foreign(directory: Path) -> None:
    """Refuse a folder that holds a file which no former export wrote.

    Raises:
        FileExistsError: it does, or it is no folder.
    """
    if not directory.exists():
        return
    if not directory.is_dir():
        raise FileExistsError(f"{directory}: is a file: give a folder that is new, empty or a former export")
    found = {path.relative_to(directory).as_posix() for path in directory.rglob("*") if path.is_symlink() or not path.is_dir()}
    foreign = sorted(found - _written_before(directory))
    if foreign:
        raise FileExistsError(
            f"{directory}: holds {foreign[0]}{' and other files' if len(foreign) > 1 else ''}, which no export wrote and which "
            "would be lost: move it, or give a folder that is new, empty or a former export"
        )


def _written_before(directory: Path) -> set[str]:
    try:
        listed = SiteFiles.model_validate_json((directory / FILES).read_bytes())
    except (OSError, ValidationError):
        return set()
    return {FILES, *(item.address for item in listed.files)}


def _write(folder: Path, files: Iterable[tuple[str, bytes]], versions: Versions) -> SiteFiles:
    held = dict(files)  # all of it first: nothing is on the disk where the library fails
    for name in ("", *folders([FILES, *held])):
        (folder / name).mkdir()
    for address, content in held.items():
        (folder / address).write_bytes(content)
    infos = (
        FileInfo(address=address, bytes=len(content), sha256=sha256(content).hexdigest(), immutable=is_immutable(address))
        for address, content in sorted(held.items())
    )
    listed = SiteFiles(kind="ldn-content-site", versions=versions, files=tuple(infos))
    (folder / FILES).write_text(listed.model_dump_json() + "\n", encoding="utf-8", newline="\n")
    return listed


def _swap(new: Path, target: Path) -> None:
    """Put the new folder in the place of the target. If that fails, the former one is put back."""
    if not target.exists():
        new.rename(target)
        return
    former = target.with_name(f"{new.name}.former")
    target.rename(former)
    try:
        new.rename(target)
    except BaseException:
        former.rename(target)
        raise
    shutil.rmtree(former, ignore_errors=True)
