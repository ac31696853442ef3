"""Where pages come from: a file, every page of a folder, or standard input; and how their bytes become text."""

from __future__ import annotations

import codecs
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

MAX_BYTES = 10_000_000
"""The largest page that is read."""
ENDINGS = (".html", ".htm", ".xhtml")
"""The names of files that are pages end in one of these."""
STANDARD_INPUT = "-"
_DECLARED = re.compile(
    rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]+)|^<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""", re.I
)
_DECLARED_WITHIN = 4096
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_AS_BROWSERS_DO = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_OF_PAGES = re.compile(
    r"utf-8|iso8859-\d+|cp125\d|cp866|cp874|cp932|cp949|koi8-[ru]|mac-roman|gb18030|big5|euc[_-]\w+|shift_jis|ascii"
)


class Unreadable(ValueError):
    """A page is too large, or its bytes are no text."""


def files(place: str) -> Iterator[str]:
    """Yield the pages of a folder, at any depth and in order, or the file itself; `-` is standard input.

    Links to folders are not followed, so that there is no circle; what is no regular file is left out.

    Raises:
        OSError: there is no such file or folder, or a folder cannot be listed.
    """
    if place == STANDARD_INPUT or not Path(place).is_dir():
        yield place
        return
    for folder, folders, names in os.walk(place, onerror=_refuse):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            if name.lower().endswith(ENDINGS) and path.exists() and stat.S_ISREG(path.stat().st_mode):
                yield path.as_posix()


def read(file: str) -> bytes:
    """Return the bytes of a page, and no more of them than show that it is too large.

    Raises:
        OSError: it cannot be read.
    """
    if file == STANDARD_INPUT:
        return _all_of(sys.stdin.buffer)
    if not stat.S_ISREG(Path(file).stat().st_mode):
        raise OSError(f"{file}: is neither a file nor a folder")
    with Path(file).open("rb") as stream:
        return _all_of(stream)


def text_of(raw: bytes) -> str:
    r"""Return the text of a page: by its byte order mark, else as it declares near its start, else as UTF-8.

    Raises:
        Unreadable: it is too large, declares no encoding of pages, or holds bytes that its encoding does not have.

    >>> text_of(b'<meta charset="windows-1252"><p>\x93Ask\x94')[-5:]
    '“Ask”'
    """
    if len(raw) > MAX_BYTES:
        raise Unreadable(f"is larger than {MAX_BYTES:,} bytes: split it")
    mark, encoding = next(((mark, name) for mark, name in _MARKS if raw.startswith(mark)), (b"", ""))
    encoding = encoding or _declared(raw)
    try:
        return raw[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        wrong = f"byte {error.start + len(mark):,} is no {encoding}"
        raise Unreadable(f"cannot be decoded: {wrong}: save it as UTF-8, or declare the encoding that it has") from error


def _declared(raw: bytes) -> str:
    found = _DECLARED.search(raw, 0, _DECLARED_WITHIN)
    if found is None:
        return "utf-8"
    label = (found[1] or found[2]).decode("ascii", "replace")
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        name = ""
    if name.startswith("utf-16"):  # it could not be read if it were
        return "utf-8"
    name = _AS_BROWSERS_DO.get(name, name)
    if _OF_PAGES.fullmatch(name) is None:
        raise Unreadable(f"declares the encoding {label[:40]!r}, which pages do not have: save it as UTF-8 and declare that")
    return name


def _all_of(stream: BinaryIO) -> bytes:
    return stream.read(MAX_BYTES + 1)


def _refuse(error: OSError) -> None:
    raise error
