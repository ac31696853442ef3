"""Brings packs of older major versions of the schema up to that of this release.

The way is a chain of steps, one for each major version. A step is a pure function of one file, and does nothing to a file on
which it was done: what was interrupted can be done again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from ldn_content.edits import Edit, Rename, Replace, edit
from ldn_content.errors import CorruptData, InvalidPack, UnsupportedSchema
from ldn_content.files import write_atomically
from ldn_content.model import FOLDERS
from ldn_content.pack import Folder, Pack, locate, place_name, read_pack, schema_version
from ldn_content.positions import scan
from ldn_content.reading import read_object
from ldn_content.versions import SCHEMA_VERSION, version_numbers

Data: TypeAlias = dict[str, Any]
_MANIFEST: Final = "pack.json"
_KINDS: Final = {folder: kind for kind, folder in FOLDERS.items()}


class Step(NamedTuple):
    """The way from one major version to the next.

    Attributes:
        source: the last minor version of the old major one; from 1.0 on, every earlier one of it is taken too.
        target: the version that the files follow then.
        edits: what changes in a file, from its kind (`pack` for pack.json), its text and its data. The version in pack.json and
            in `$schema` is seen to without it.
    """

    source: str
    target: str
    edits: Callable[[str, str, Data], Iterator[Edit]]


def _to_1_0(kind: str, text: str, data: Data) -> Iterator[Edit]:
    """`conflicts` is `disagreements`, a retired reference is written in full, and `limitations` is no longer free as a part."""
    if kind == "source" and "conflicts" in data:
        yield Rename(("conflicts",), "disagreements")
    if kind == "retired" and data.get("was") in (*FOLDERS,) and re.fullmatch("[a-z0-9-]+", str(data.get("id"))):
        yield Replace(("was",), f"{data['was']}/{data['id']}")
    for path in scan(text).offsets:
        match path:
            case (*_, "part"):
                whole = _at(data, path)
                if isinstance(whole, str) and re.fullmatch("[a-z0-9-]+#limitations", whole):
                    yield Replace(path, f"{whole}-part")
            case ("results" | "statements", int(), "id") if kind == "source" and _at(data, path) == "limitations":
                yield Replace(path, "limitations-part")
            case _:
                pass


STEPS: Final[tuple[Step, ...]] = (Step("0.9", "1.0", _to_1_0),)
"""The chain."""


def way(version: str, steps: Sequence[Step] = STEPS, target: str = SCHEMA_VERSION) -> tuple[Step, ...]:
    """Return the steps from a version to the schema of this release; none where it is of the same major version, or newer.

    >>> [f"{step.source} to {step.target}" for step in way("0.9")]
    ['0.9 to 1.0']
    >>> way("1.0")
    ()

    Raises:
        UnsupportedSchema: no step begins there.
    """
    here, end = version_numbers(version), version_numbers(target)
    found: list[Step] = []
    while here[0] < end[0]:
        step = next((step for step in steps if _begins(step, here)), None)
        if step is None:
            known = ", ".join(step.source for step in steps)
            raise UnsupportedSchema(f"no migration begins at schema {version[:40]!r}: they begin at {known}")
        found.append(step)
        here = version_numbers(step.target)
    return tuple(found)


def migrate_text(kind: str, text: str, step: Step) -> str:
    """Return the text of a valid JSON file after a step; order and formatting stay as they are.

    >>> migrate_text("retired", '{"was": "term",  "id": "old"}', STEPS[0])
    '{"was": "term/old",  "id": "old"}'
    """
    data = json.loads(text)
    return edit(text, [*_versions(kind, data, step), *step.edits(kind, text, data)])


def read_older(root: Folder | str | Path) -> Pack:
    """Return what can be read of a pack of this or of an older schema, in the schema of this release. Nothing is written.

    Lines in its findings are those of its files; where a line was changed, columns may differ.

    Args:
        root: a directory, a zip, or an opened folder.

    Raises:
        UnsupportedSchema: the pack follows a newer schema, or one so old that no migration is known.
        CorruptData: it cannot be read at all.
    """
    folder = locate(root) if isinstance(root, str | Path) else root
    steps = _way_of(folder)
    return read_pack(folder, lambda file, raw: [raw, *_stages(file, raw, steps)][-1])


class Plan(NamedTuple):
    """What there is to write into a pack, in memory.

    Attributes:
        root: the directory of the pack.
        version: the schema that it says it follows.
        target: the schema that it follows then; the same where there is nothing to write.
        writes: file and text, in the order in which they are written: each step ends with pack.json, so that a step that was
            interrupted is known by the version there.
    """

    root: Path
    version: str
    target: str
    writes: tuple[tuple[str, str], ...]


def plan(place: str | Path) -> Plan:
    """Return what a pack's migration would write; every file is validated in the schema of this release.

    Raises:
        InvalidPack: a file does not fit the schema of this release, even so.
        UnsupportedSchema: as `read_older`.
        CorruptData: it cannot be read at all, or is a zip.
    """
    root = locate(place)
    if not isinstance(root, Path):
        raise CorruptData(f"{place}: is a zip, which is not rewritten: unpack it, migrate the directory, and zip that again")
    steps = _way_of(root)
    stages: list[dict[str, str]] = [{} for _ in steps]

    def bring_up(file: str, raw: bytes) -> bytes:
        for stage, made in zip(stages, _stages(file, raw, steps), strict=False):
            if made != raw:
                stage[file] = made.decode()
            raw = made
        return raw

    pack = read_pack(root, bring_up)
    if pack.findings:
        raise InvalidPack(pack.findings)
    writes = [item for stage in stages for item in sorted(stage.items(), key=lambda item: item[0] == _MANIFEST)]
    version = schema_version(root) or SCHEMA_VERSION
    return Plan(root, version, steps[-1].target if steps else version, tuple(writes))


def carry_out(made: Plan) -> Iterator[str]:
    """Write what is planned, each file whole or not at all; yield its name when it is written.

    Raises:
        OSError: a file cannot be written. Those before it are; planning and carrying out anew goes on from there.
    """
    for file, text in made.writes:
        write_atomically(made.root.joinpath(file).resolve(), text)  # through a link, which stays
        yield file


def _way_of(folder: Folder) -> tuple[Step, ...]:
    version = schema_version(folder)
    try:
        return () if version is None else way(version)  # the reader says what is wrong with pack.json
    except UnsupportedSchema as error:
        raise UnsupportedSchema(f"{place_name(folder)}: {error}") from error


def _begins(step: Step, here: tuple[int, ...]) -> bool:
    source = version_numbers(step.source)
    return here == source or (here[0] == source[0] > 0 and here < source)


def _stages(file: str, raw: bytes, steps: Sequence[Step]) -> Iterator[bytes]:
    """Yield the content of a file after each step; nothing for one that cannot be read, which the reader tells."""
    if read_object(raw, file, []) is None:
        return
    text = raw.decode()
    for step in steps:
        text = migrate_text(_KINDS.get(file.partition("/")[0], "pack"), text, step)
        yield text.encode()


def _versions(kind: str, data: Data, step: Step) -> Iterator[Edit]:
    """Yield the edits that bring up the version in pack.json, and in a `$schema` that is surely one of ours."""
    if kind == "pack":
        yield Replace(("schema_version",), step.target)
    named = data.get("$schema")
    if not isinstance(named, str) or not named.isprintable():
        return
    ours = re.fullmatch(rf"(urn:ldn-content:schema:|(?:.*/)?)([0-9]{{1,6}}\.[0-9]{{1,6}})(:{kind}|/{kind}\.schema\.json)", named)
    if ours and version_numbers(ours[2])[0] == version_numbers(step.source)[0]:
        yield Replace(("$schema",), f"{ours[1]}{step.target}{ours[3]}")


def _at(data: Any, path: Sequence[str | int]) -> Any:
    for part in path:
        data = data[part]
    return data
