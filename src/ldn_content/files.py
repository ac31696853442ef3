"""Reading no more of a file than is wanted, and writing it so that nobody ever sees half of one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ldn_content.model import AnyEntry

MAX_BYTES = 1_000_000
"""The largest file that is read."""
_FIRST_READ = 65_536


def read_bytes(item: Any) -> bytes:
    """Read a file, and no more of it than shows that it is too large; few fill the first read, which spares a large buffer."""
    with open(item, "rb", buffering=0) if isinstance(item, os.PathLike) else item.open("rb") as stream:  # noqa: PTH123
        raw: bytes = stream.read(_FIRST_READ)
        return raw + stream.read(MAX_BYTES + 1 - _FIRST_READ) if len(raw) == _FIRST_READ else raw


def write_atomically(path: Path, text: str) -> None:
    """Write a text file as UTF-8 with line feeds: whole, or not at all.

    Raises:
        OSError: it cannot be written; what was there before is untouched.
    """
    partial = path.with_name(f".{path.name}.{os.urandom(8).hex()}")
    try:
        with partial.open("x", encoding="utf-8", newline="\n") as stream:  # with the permissions that the user's files have
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            partial.chmod(path.stat().st_mode & 0o7777)
        partial.replace(path)
    except BaseException as error:
        partial.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno is not None:
            error.filename, error.filename2 = str(path), None  # the other name tells nobody anything
        raise


def entry_text(entry: AnyEntry) -> str:
    """Return an entry as the text of its file. What the library writes, it reads back.

    >>> import ldn_content as ldn
    >>> term = next(iter(ldn.terms.values()))
    >>> type(term).model_validate_json(entry_text(term)) == term
    True
    """
    return entry.model_dump_json(indent=2, exclude_defaults=True) + "\n"
