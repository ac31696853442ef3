"""Where content comes from: a pack, which is a directory or a zip of it, read through importlib_resources."""

from __future__ import annotations

import gc
import lzma
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import importlib_resources
from pydantic import BaseModel, ValidationError

from ldn_content.errors import CorruptData, InvalidPack, UnknownLanguage, UnsupportedSchema
from ldn_content.files import read_bytes
from ldn_content.inventory import FILE, Inventory, from_json
from ldn_content.model import CLASSES, FOLDERS, AnyEntry, Manifest
from ldn_content.versions import SCHEMA_VERSION, version_numbers

if TYPE_CHECKING:
    from ldn_content.findings import Finding
    from ldn_content.model.base import FieldPath
    from ldn_content.positions import Positions

M = TypeVar("M", bound=BaseModel)
Folder: TypeAlias = Any
"""What importlib_resources calls a Traversable; `Path` and `zipfile.Path` are such, and their types do not say so."""
BringUp: TypeAlias = Callable[[str, bytes], bytes]
"""Gives the content of a file, named by its path in the pack, in the schema of this release."""
_TWICE = "stands twice in the zip: remove one, or nobody knows which holds"
_DAMAGE = (OSError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, NotImplementedError, EOFError)


class Pack:
    """A pack that has been read.

    Attributes:
        manifest: what the pack says of itself; None where pack.json could not be read.
        entries: in order of kind and file.
        findings: the faults of single files; entries of such files are missing from `entries`.
        root: where it was read from; files are read again to tell a position.
    """

    __slots__ = ("_entries", "_scanned", "findings", "manifest", "root")

    def __init__(
        self, manifest: Manifest | None, entries: tuple[AnyEntry, ...], findings: tuple[Finding, ...], root: Folder
    ) -> None:
        self.manifest = manifest
        self.findings = findings
        self.root = root
        self._entries = entries
        self._scanned: tuple[str, Positions] | None = None

    @property
    def entries(self) -> tuple[AnyEntry, ...]:
        """Every entry, in order of kind and file."""
        return self._entries

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.manifest.id if self.manifest else '?'} at {self.root}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return Pack, (self.manifest, self.entries, self.findings, self.root)

    def finding(
        self, code: str, entry: AnyEntry | None, path: FieldPath, message: str, severity: str = "error", claim: str = ""
    ) -> Finding:
        """Return a finding at a field of an entry (of pack.json without one), with line and column."""
        from ldn_content.findings import Finding
        from ldn_content.positions import render_path

        file = f"{FOLDERS[entry.kind]}/{entry.id}.json" if entry else "pack.json"
        line, column = self._positions(file).line_column(path)
        reference = entry.reference + (f"#{claim}" if claim else "") if entry else ""
        return Finding(file, line, column, code, severity, message, reference, render_path(path))

    def _positions(self, file: str) -> Positions:
        """Return the positions in a file; those of the last one are kept, for findings come file by file."""
        from ldn_content.positions import scan

        kept = self._scanned
        if kept is None or kept[0] != file:
            try:
                text = read_bytes(self.root.joinpath(*file.split("/"))).decode("utf-8")
            except (*_DAMAGE, UnicodeDecodeError):  # gone or changed since it was read
                text = ""
            kept = self._scanned = file, scan(text)
        return kept[1]


class BuiltInPack(Pack):
    """The built-in pack. It was checked when the release was tested; what it holds is known, and files are read when used.

    >>> load_built_in("en").manifest.language
    'en'
    """

    __slots__ = ("inventory",)

    def __init__(self, manifest: Manifest, root: Folder, inventory: Inventory) -> None:
        super().__init__(manifest, (), (), root)
        self.inventory = inventory

    @property
    def entries(self) -> tuple[AnyEntry, ...]:
        """Every entry, in order of kind and id; read anew."""
        with collection_held():
            return tuple(self.get(kind, name) for kind in FOLDERS for name in self.inventory.ids[kind])

    def get(self, kind: str, name: str) -> AnyEntry:
        """Return one entry of the inventory, read anew.

        Raises:
            InvalidPack, CorruptData: the installation is damaged.
        """
        item = self.root.joinpath(FOLDERS[kind], f"{name}.json")
        findings: list[Finding] = []
        with _damage_told(self.root):
            entry = _tested(CLASSES[kind], item)
            if entry is None or entry.id != name:
                entry = _read_entry(self.root, item, kind, findings)
        if entry is None:
            raise InvalidPack(tuple(sorted(findings)))
        return entry


def built_in(language: str) -> Folder:
    """Return the folder of the built-in pack in a language.

    Raises:
        UnknownLanguage: there is none; English is not shown in its place.
    """
    data = importlib_resources.files("ldn_content").joinpath("data")
    if language.isascii() and language.replace("-", "").isalnum():
        folder: Folder = data.joinpath(language)
        if folder.is_dir() and folder.joinpath("pack.json").is_file():
            return folder
    known = sorted(item.name for item in data.iterdir() if item.joinpath("pack.json").is_file())
    raise UnknownLanguage(f"no built-in content in language {language!r}; there is {', '.join(known)}")


def locate(place: str | Path) -> Folder:
    """Return the root of the pack at a path: a directory, or a zip that holds pack.json at its top or in its one folder.

    Raises:
        CorruptData: there is neither.
    """
    path = Path(place)
    try:
        if path.is_dir():
            return path
        if path.is_file():
            top = zipfile.Path(zipfile.ZipFile(path))
            inner = [item for item in top.iterdir() if item.is_dir() and item.name != "__MACOSX"]
            return inner[0] if len(inner) == 1 and not (top / "pack.json").exists() else top
    except _DAMAGE as error:
        raise CorruptData(f"{path}: cannot be read as a zip ({error}): a pack is a directory or a zip of it") from error
    raise CorruptData(f"{path}: is neither a directory nor a zip file: a pack is one of the two")


def load_built_in(language: str) -> Pack:
    """Return the built-in pack in a language.

    Raises:
        UnknownLanguage: there is none.
        InvalidPack, CorruptData: the installation is damaged.
    """
    folder = built_in(language)
    if not isinstance(folder, Path):  # an archive on sys.path: its open file would be shared with forked processes
        return load_pack(folder)
    findings: list[Finding] = []
    with _damage_told(folder):
        manifest = _tested(Manifest, folder / "pack.json") or _read_manifest(folder, findings)
        if manifest is None:
            raise InvalidPack(tuple(findings))
        try:
            return BuiltInPack(manifest, folder, from_json(read_bytes(folder / FILE)))
        except ValueError as error:
            raise CorruptData(f"{folder / FILE}: {error}: the installation is damaged") from error


def load_pack(root: Folder | str | Path) -> Pack:
    """Return a pack without findings.

    Raises:
        InvalidPack: with every finding in its files.
        UnsupportedSchema: the pack follows another schema.
        CorruptData: it cannot be read at all.
    """
    pack = read_pack(root)
    if pack.findings:
        raise InvalidPack(pack.findings, str(pack.root).rstrip("/"))
    return pack


def read_pack(root: Folder | str | Path, bring_up: BringUp | None = None) -> Pack:
    """Return what can be read of a pack, with the findings of the files that cannot.

    Args:
        root: a directory, a zip, or an opened folder.
        bring_up: for a pack of an older schema, what makes its files of this one (`schema.migrations` has it).

    Raises:
        UnsupportedSchema, CorruptData: as `load_pack`.
    """
    folder = locate(root) if isinstance(root, str | Path) else root
    findings: list[Finding] = []
    with _damage_told(folder), collection_held():
        manifest = _read_manifest(folder, findings, bring_up)
        read = (
            _read_entry(folder, item, kind, findings, bring_up)
            for kind in FOLDERS
            for item in _files(folder, FOLDERS[kind], findings)
        )
        entries = tuple(entry for entry in read if entry is not None)
        findings.extend(_strays(folder))
    return Pack(manifest, entries, tuple(sorted(findings)), folder)


def schema_version(folder: Folder) -> str | None:
    """Return the version of the schema that an opened pack says it follows; None where it does not say.

    Raises:
        CorruptData: it cannot be read at all.
    """
    from ldn_content import reading

    item = folder.joinpath("pack.json")
    with _damage_told(folder):
        data = reading.read_object(read_bytes(item), "pack.json", []) if item.is_file() and not _leaves(folder, item) else None
    version = (data or {}).get("schema_version")
    return version if isinstance(version, str) else None


def place_name(folder: Folder) -> str:
    """Return where an opened pack is, for messages."""
    return str(folder).rstrip("/")


@contextmanager
def _damage_told(folder: Folder) -> Generator[None]:
    """Say in our words that a place cannot be read."""
    try:
        yield
    except RecursionError:  # the caller's own, though it is a RuntimeError
        raise
    except _DAMAGE as error:
        raise CorruptData(f"{place_name(folder)}: cannot be read: {error}") from error


_holding = Lock()
_holds: list[bool] = []  # one for each load that goes on; the first says whether collections ran before


@contextmanager
def collection_held() -> Generator[None]:
    """Hold automatic collections: full ones over fresh objects make a large load quadratic. What was held is looked at after."""
    with _holding:
        _holds.append(gc.isenabled())
        gc.disable()
    try:
        yield
    finally:
        with _holding:
            ran = _holds[0]
            _holds.pop()
            if ran and not _holds:
                gc.enable()


def _read_manifest(root: Folder, findings: list[Finding], bring_up: BringUp | None = None) -> Manifest | None:
    from ldn_content import reading  # only what is read with care needs it

    item = root.joinpath("pack.json")
    if not item.is_file():
        findings.append(_file_finding("pack.json", "LDN009", "is missing: a pack says of itself what it is in pack.json"))
        return None
    if _leaves(root, item):
        findings.append(_file_finding("pack.json", "LDN006", "is a link that leaves the pack: put the file itself there"))
        return None
    raw = read_bytes(item) if bring_up is None else bring_up("pack.json", read_bytes(item))
    data = reading.read_object(raw, "pack.json", findings)
    if data is None:
        return None
    _refuse_other_schema(data.get("schema_version"), place_name(root))
    return reading.validate(Manifest, data, raw, "pack.json", "", findings)


def _refuse_other_schema(version: object, place: str) -> None:
    """Refuse what cannot be read: a newer version, or an older major one. An older minor version is read as it is."""
    if not isinstance(version, str):
        return
    given, known = version_numbers(version), version_numbers(SCHEMA_VERSION)
    if given > known or given[0] != known[0]:
        way = "install a newer release of ldn-content" if given > known else "run `ldn-content migrate PATH` on it"
        raise UnsupportedSchema(f"{place}: follows schema {version[:40]!r}, and this release knows {SCHEMA_VERSION}: {way}")


def _files(root: Folder, name: str, findings: list[Finding]) -> list[Any]:
    """Return the files of a folder by name: as `os.DirEntry` where it is a directory, which is three times as fast."""
    folder = root.joinpath(name)
    if not folder.is_dir():
        return []
    found: Iterable[Any] = os.scandir(folder) if isinstance(folder, Path) else folder.iterdir()
    items = sorted((item for item in found if not item.name.startswith(".")), key=lambda item: str(item.name))
    for item, following in pairwise(items):
        if item.name == following.name:  # a zip can hold a name twice
            findings.append(_file_finding(f"{name}/{item.name}", "LDN008", _TWICE))
    for item in items:
        if not _is_entry(item):
            message = f"is not an entry: {name}/ holds files named after their ids and ending in .json; move or remove it"
            findings.append(_file_finding(f"{name}/{item.name}", "LDN008", message))
    return [item for item in items if _is_entry(item)]


def _is_entry(item: Any) -> bool:
    try:
        return item.name.endswith(".json") and bool(item.is_file())
    except OSError:  # a link that leads to itself
        return False


def _strays(root: Folder) -> Iterator[Finding]:
    """Yield a finding for each folder with JSON files that no kind of entry has: a misspelt folder loses entries."""
    if isinstance(root, zipfile.Path):
        names = [name.removeprefix(root.at) for name in root.root.namelist() if name.startswith(root.at)]
        if names.count("pack.json") > 1:
            yield _file_finding("pack.json", "LDN008", _TWICE)
        for name in sorted({name for name in names if "\\" in name and name.endswith(".json")}):
            yield _file_finding(
                name, "LDN008", "has a backslash in its name, which is a folder on Windows only: zip it with slashes"
            )
    for name in _folders_of_json(root, {*FOLDERS.values(), "schema"}):
        yield _file_finding(name, "LDN008", f"no kind of entry lives in {name}/: the folders are {', '.join(FOLDERS.values())}")


def _folders_of_json(root: Folder, known: set[str]) -> list[str]:
    """Return the folders with JSON files, but those that are known and hidden ones."""
    if isinstance(root, zipfile.Path):  # to list each of its folders goes through all names each time
        inside = (name.removeprefix(root.at).split("/") for name in root.root.namelist() if name.startswith(root.at))
        found = {parts[0] for parts in inside if len(parts) == 2 and parts[1].endswith(".json")}
        return sorted(name for name in found - known if not name.startswith("."))
    return [
        item.name
        for item in root.iterdir()
        if item.name not in known
        and not item.name.startswith(".")
        and item.is_dir()
        and any(file.name.endswith(".json") for file in item.iterdir())
    ]


def _tested(model: type[M], item: Any) -> M | None:
    """Return what a file holds, or None where the careful way has to say what is wrong."""
    try:
        return model.model_validate_json(read_bytes(item))
    except (ValidationError, OSError):
        return None


def _read_entry(root: Folder, item: Any, kind: str, findings: list[Finding], bring_up: BringUp | None = None) -> AnyEntry | None:
    from ldn_content import reading

    file = f"{FOLDERS[kind]}/{item.name}"
    if _leaves(root, item):
        findings.append(_file_finding(file, "LDN006", "is a link that leaves the pack: put the file itself there"))
        return None
    raw = read_bytes(item) if bring_up is None else bring_up(file, read_bytes(item))
    data = reading.read_object(raw, file, findings)
    return None if data is None else reading.read_entry(data, raw, kind, file, findings)


def _leaves(root: Folder, item: Any) -> bool:
    if isinstance(item, os.DirEntry | Path):
        linked = item.is_symlink() or Path(item).parent.is_symlink()
        return linked and not Path(item).resolve().is_relative_to(Path(root).resolve())
    if isinstance(item, zipfile.Path):
        return stat.S_ISLNK(item.root.getinfo(item.at).external_attr >> 16)
    return False


def _file_finding(file: str, code: str, message: str) -> Finding:
    from ldn_content.findings import Finding

    return Finding(file, 1, 1, code, "error", message)
