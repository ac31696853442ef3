"""`ldn-content new`: the skeleton of a pack, or of an entry in one."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Final

from ldn_content.cli.arguments import CLEAN, Commands, this_month
from ldn_content.errors import LdnContentError, UnknownLanguage
from ldn_content.inert import inert_lines
from ldn_content.skeletons import SKELETONS, Data, skeleton

if TYPE_CHECKING:
    from ldn_content.pack import Pack

_PORTS: Final = tuple(f"{port}{number}" for port in ("com", "lpt") for number in range(10))
_NO_FILE_ON_WINDOWS: Final = frozenset(("con", "prn", "aux", "nul", *_PORTS))


class _Refused(LdnContentError):
    """What was asked for is not written, and why."""


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("new", help="write the skeleton of a pack, or of an entry")
    parser.add_argument("kind", choices=tuple(SKELETONS), metavar="KIND", help=", ".join(SKELETONS))
    parser.add_argument("id", metavar="ID", help="small letters, digits and single hyphens; for ever")
    parser.add_argument("--pack", metavar="DIR", help="the pack's directory; else this one, for a new pack ./ID")
    parser.add_argument("--title", help="the name that is shown")
    parser.add_argument("--schema", action="store_true", help="with a new pack: the JSON Schemas too, for editors")
    parser.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    data = _checked(skeleton(options.kind, options.id, this_month(), options.title))
    root = Path(options.pack or (options.id if options.kind == "pack" else "."))
    if "\0" in str(root):
        raise _Refused("--pack: no path holds a NUL")
    check = f"fill in what `ldn-content validate {quote(str(root))}` lists"
    if options.kind == "pack":
        path = _new_pack(root, data, schemas=options.schema)
        if options.schema:
            print(f"{root / 'schema'} (the JSON Schemas)")
        check += f"; then, for an entry: `ldn-content new KIND ID --pack {quote(str(root))}`"
    else:
        if options.schema:
            raise _Refused("--schema goes with a new pack; for one that is there: ldn-content schema --output DIR/schema")
        path = _new_entry(root, data)
    print(inert_lines(f"{path}\nNext: {check}."))
    return CLEAN


def _checked(data: Data) -> Data:
    """Return the fields of a file if they fit its kind; only its id and its title come from outside."""
    from pydantic import ValidationError

    from ldn_content.model import CLASSES, Manifest

    name, title = data["id"], data["title"]
    if name in _NO_FILE_ON_WINDOWS:
        raise _Refused(f"{name!r} is no id: Windows has no file of that name; choose another")
    try:
        CLASSES.get(data["kind"], Manifest).model_validate(data)
    except ValidationError as error:
        fault = error.errors()[0]
        if fault["loc"] == ("id",):
            raise _Refused(f"{name[:100]!r} is no id: at most 80 small letters, digits and single hyphens") from error
        raise _Refused(f"--title {title[:100]!r}: {fault['msg'].removeprefix('Value error, ')}") from error
    return data


def _new_pack(root: Path, data: Data, *, schemas: bool) -> Path:
    from ldn_content.schema import published

    if data["id"] == "ldn-content":
        raise _Refused("'ldn-content' is the id of the built-in pack: choose another")
    if root.exists() and not root.is_dir():
        raise _Refused(f"{root} is no directory")
    if schemas and (root / "schema").exists():
        raise _Refused(f"{root / 'schema'} is there already: leave --schema out")
    path = root / "pack.json"
    _refuse_existing(path)
    if schemas:
        list(published.write_all(root / "schema"))
    root.mkdir(parents=True, exist_ok=True)
    return _write(path, data, root)


def _new_entry(root: Path, data: Data) -> Path:
    from ldn_content.model import FOLDERS
    from ldn_content.pack import read_pack

    if not root.is_dir():
        raise _Refused(f"{root} is no directory: name that of the pack with --pack; a zip is not written into")
    if not (root / "pack.json").is_file():
        raise _Refused(f"{root} is no pack, as it has no pack.json: name one with --pack, or begin with ldn-content new pack ID")
    pack = read_pack(root)
    folder = root / FOLDERS[data["kind"]]
    if not folder.resolve().is_relative_to(root.resolve()):
        raise _Refused(f"{folder} is a link that leaves the pack: put a directory there")
    path = folder / f"{data['id']}.json"
    _refuse_existing(path)
    _refuse_clash(pack, f"{data['kind']}/{data['id']}")
    folder.mkdir(exist_ok=True)
    return _write(path, data, root)


def _refuse_existing(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise _Refused(f"{path} is there already, and nothing is written over it: choose another id, or edit it")


def _refuse_clash(pack: Pack, reference: str) -> None:
    """Refuse the id of an entry that the built-in pack has, or that was retired here or there."""
    from ldn_content.library import Library
    from ldn_content.model import Retired

    if pack.manifest is None:
        raise _Refused("\n".join(["pack.json has faults: mend them first", *map(str, pack.findings)]))
    retired = [entry for entry in pack.entries if isinstance(entry, Retired)]
    try:
        below = Library.load(language=pack.manifest.language)
    except UnknownLanguage:
        below = None  # the pack lies on nothing
    if below is not None:
        if reference in below.entries and reference not in pack.manifest.replaces:
            way = "choose another id; or, to replace it, name it in replaces of pack.json first"
            raise _Refused(f"{reference} is in the built-in pack: {way}")
        retired += below.entries.of("retired").values()
    for entry in retired:
        if entry.was == reference:
            raise _Refused(f"{reference} is retired ({entry.why}): an id is never given out again; choose another")


def _write(path: Path, data: Data, root: Path) -> Path:
    """Write a file that is not there yet: whole, or not at all."""
    from ldn_content.files import write_atomically

    schema = root / "schema" / f"{data['kind']}.schema.json"
    if schema.is_file():
        way = "schema" if path.parent == root else "../schema"
        data = {"$schema": f"{way}/{schema.name}", **data}
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    path.touch(exist_ok=False)  # another program may have been faster
    try:
        write_atomically(path, text)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path
