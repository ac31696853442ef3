"""Mends what needs no judgement: `validate --fix`."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from ldn_content.check.engine import Watch, validate
from ldn_content.check.places import asked_for
from ldn_content.check.report import Report
from ldn_content.edits import Edit, Replace, edit
from ldn_content.errors import CorruptData
from ldn_content.files import MAX_BYTES, read_bytes, write_atomically
from ldn_content.findings import Finding
from ldn_content.model import FOLDERS
from ldn_content.model.base import FieldPath, clean
from ldn_content.positions import render_path
from ldn_content.reading import read_object

_ROUNDS = 20  # what is mended may uncover more: an alias without its spaces repeats another
_DEEPEST = 50
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))  # without them, a text looks as before


class Mended(NamedTuple):
    """What was mended in a file.

    Attributes:
        file: the path inside the pack.
        what: the code of the finding, and where it stood or what was done.
    """

    file: str
    what: str


def mend(
    place: str | Path,
    *,
    as_of: str,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    files: Collection[str] | None = None,
    watch: Watch | None = None,
    tell: Callable[[Mended], object] = lambda _: None,
) -> Report:
    """Mend the files of a pack where that needs no judgement, and return the report of what is then left.

    Each file is written whole or not at all, and keeps its permissions. One that cannot be read as JSON is left alone.

    Args:
        place: the directory of the pack.
        as_of: as for `validate`.
        select: as for `validate`; only what is asked for is mended.
        ignore: the same.
        files: the same.
        watch: as for `validate`.
        tell: is told of each thing that was mended, as soon as its file is written.

    Raises:
        CorruptData: the pack is a zip, or cannot be read.
        UnsupportedSchema, ValueError: as for `validate`.
        OSError: a file cannot be written.
    """
    root = Path(place)
    if not root.is_dir():
        raise CorruptData(f"{place}: a zip is not mended: unpack it, mend the directory, and make the zip anew")
    if not select:  # how a file ends has no code
        for item in _end_files(root, files):
            tell(item)
    for _ in range(_ROUNDS):
        report = validate(root, as_of=as_of, select=select, ignore=ignore, files=files, watch=watch)
        mended = False
        for file, findings in _by_file(report.findings).items():
            for item in _mend_file(root, file, findings, report):
                tell(item)
                mended = True
        if not mended:
            return report
    return validate(root, as_of=as_of, select=select, ignore=ignore, files=files, watch=watch)


def tidy(text: str) -> str:
    r"""Return a text in NFC, without white space at its ends and without characters that show nothing.

    >>> tidy(" Sjo\u0308gren\u200b ")
    'Sjögren'
    """
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE)).strip()


def _by_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    files: dict[str, list[Finding]] = {}
    for finding in findings:
        files.setdefault(finding.file, []).append(finding)
    return files


def _mend_file(root: Path, file: str, findings: list[Finding], report: Report) -> Iterator[Mended]:
    """Mend one file and yield what was mended."""
    path = root / file
    if not _is_own(path, root):
        return
    raw = read_bytes(path)
    before = _decoded(raw, file)
    if before is None:
        return
    text, data = before
    marked = raw.startswith(codecs.BOM_UTF8)
    edits = {finding: edits for finding, edits in report.mendings if finding.file == file}
    edits |= dict(_tidied(data, [item for item in findings if item.code == "LDN010"]))
    text, mended = _edited(text, edits)
    if mended or marked:
        write_atomically(path.resolve(), text)
        yield from (Mended(file, "LDN003 byte order mark") for _ in range(marked))
        yield from (Mended(file, f"{item.code} {item.field}") for item in mended)


def _is_own(path: Path, root: Path) -> bool:
    """Return whether a path is a file that stands in the pack, and no link that leaves it."""
    return path.is_file() and path.resolve().is_relative_to(root.resolve())


def _decoded(raw: bytes, file: str) -> tuple[str, Any] | None:
    """Return the text of a file without its byte order mark, and what it holds; None where it is no JSON object."""
    faults: list[Finding] = []
    raw = raw.removeprefix(codecs.BOM_UTF8)
    data = read_object(raw, file, faults)
    return None if data is None else (raw.decode("utf-8"), data)


def _edited(text: str, edits: dict[Finding, tuple[Edit, ...]]) -> tuple[str, list[Finding]]:
    """Return a text with those edits made that do not touch the same place, and what they mend; the next round makes the rest."""
    with suppress(ValueError):
        return edit(text, [item for more in edits.values() for item in more]), list(edits)
    chosen: list[Edit] = []
    mended: list[Finding] = []
    made = text
    for finding, more in edits.items():
        try:
            made = edit(text, [*chosen, *more])
        except ValueError:
            continue
        chosen += more
        mended.append(finding)
    return made, mended


def _tidied(data: Any, findings: Iterable[Finding]) -> Iterator[tuple[Finding, tuple[Edit, ...]]]:
    """Yield the texts that are refused as they stand, and would be taken tidied."""
    refused = {finding.field: finding for finding in findings}
    for path, text in _texts(data, ()):
        finding = refused.get(render_path(path))
        if finding is not None and text != (new := tidy(text)) and new and _is_clean(new):
            yield finding, (Replace(path, new),)


def _texts(data: Any, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict | list) and len(path) < _DEEPEST:
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _texts(value, (*path, key))


def _is_clean(text: str) -> bool:
    try:
        return clean(text) == text
    except ValueError:
        return False


def _end_files(root: Path, files: Collection[str] | None) -> Iterator[Mended]:
    """End each file of the pack with the end of a line, in the way of its other lines."""
    for path in (root / "pack.json", *(item for folder in FOLDERS.values() for item in sorted((root / folder).glob("*.json")))):
        file = path.relative_to(root).as_posix()
        if not asked_for(file, files) or not _is_own(path, root):
            continue
        raw = read_bytes(path)
        if not raw.endswith(b"\n") and len(raw) < MAX_BYTES and _decoded(raw, file) is not None:
            text = raw.decode("utf-8")
            write_atomically(path.resolve(), text + ("\r\n" if "\r\n" in text else "\n"))
            yield Mended(file, "end of the last line")
