"""Immutable mappings: from id to entry for one kind, and from reference to entry for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from threading import RLock
from typing import Any, Generic, NoReturn, Protocol, TypeVar, cast

from ldn_content.errors import UnknownEntry
from ldn_content.model import CLASSES, AnyEntry, Retired
from ldn_content.model.entry import Entry

E = TypeVar("E", bound=Entry)


class Store(Protocol):
    """Where entries are kept: read already, or to be read when they are first used."""

    def ids(self, kind: str) -> Iterable[str]:
        """Return the ids of a kind, in order."""
        ...

    def get(self, kind: str, name: str) -> AnyEntry:
        """Return one entry; each time an equal one."""
        ...

    def mentioning(self, kind: str, word: str) -> Iterable[str]:
        """Return the ids of a kind whose entries may hold an id or the name of a field: all that do, and perhaps others."""
        ...


class Catalogue(Mapping[str, E], Generic[E]):
    """The entries of one kind, by id, in order. Nothing in it can be changed.

    >>> Catalogue("term", (), ())["dose"]
    Traceback (most recent call last):
    ldn_content.errors.UnknownEntry: no term has the id 'dose'
    """

    __slots__ = ("_held", "_ids", "_lock", "_read", "_retired", "kind")

    def __init__(self, kind: str, entries: Iterable[E], retired: Iterable[Retired]) -> None:
        """Take entries that have been read."""
        self.kind = kind
        self._held = {entry.id: entry for entry in entries}
        self._ids: Mapping[str, object] = self._held
        self._read: Callable[[str], E] = self._held.__getitem__
        self._retired: Callable[[], Iterable[Retired]] = tuple(retired).__iter__
        self._lock = RLock()

    @classmethod
    def of_store(cls, kind: str, store: Store) -> Catalogue[E]:
        """Return the entries of a kind, each of which is fetched when it is first used."""
        made = cls(kind, (), ())
        made._ids = dict.fromkeys(store.ids(kind))
        made._read = lambda name: cast("E", store.get(kind, name))
        made._retired = lambda: (cast("Retired", store.get("retired", name)) for name in store.ids("retired"))
        return made

    def __getitem__(self, key: str) -> E:
        try:
            return self._held[key]
        except KeyError:
            return self._fetch(key)

    def _fetch(self, key: str) -> E:
        if key in self._ids:
            with self._lock:  # threads that race wait for one reading, and get the same entry
                if key not in self._held:
                    self._held[key] = self._read(key)
                return self._held[key]
        retired = next((item for item in self._retired() if item.id == key and item.was == self.kind), None)
        if retired is not None:
            raise UnknownEntry(f"{self.kind} {key!r} is retired ({retired.why}): {retired.way_on}")
        from difflib import get_close_matches

        near = get_close_matches(str(key)[:100], self, n=1, cutoff=0.75)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise UnknownEntry(f"no {self.kind} has the id {key!r}{hint}")

    def get(self, key: str, default: Any = None) -> Any:
        """Return the entry with an id; the default if there is none."""
        return self[key] if key in self._ids else default

    def __contains__(self, key: object) -> bool:
        return key in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __repr__(self) -> str:
        return f"<Catalogue of {len(self)} entries of kind {self.kind}>"

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("a catalogue cannot be changed: load a library with another pack on top instead")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __copy__(self) -> Catalogue[E]:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Catalogue[E]:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Catalogue, (self.kind, tuple(self.values()), tuple(self._retired()))


class Entries(Mapping[str, AnyEntry]):
    """Every entry by its reference, in order of kind and id."""

    __slots__ = ("_catalogues", "_store")

    def __init__(self, store: Store) -> None:
        self._store = store
        self._catalogues: dict[str, Catalogue[Any]] = {}

    def of(self, kind: str) -> Catalogue[Any]:
        """Return the entries of one kind by id."""
        found = self._catalogues.get(kind)
        if found is None:  # threads that race get the same one
            found = self._catalogues.setdefault(kind, Catalogue.of_store(kind, self._store))
        return found

    def mentioning(self, kind: str, word: str) -> tuple[AnyEntry, ...]:
        """Return the entries of a kind that may hold an id or the name of a field: all that do, and perhaps others."""
        catalogue = self.of(kind)
        return tuple(catalogue[name] for name in self._store.mentioning(kind, word))

    def __getitem__(self, reference: str) -> AnyEntry:
        kind, _, name = reference.partition("/")
        found: AnyEntry | None = self.of(kind).get(name) if kind in CLASSES else None
        if found is None:
            raise KeyError(reference)
        return found

    def __iter__(self) -> Iterator[str]:
        return (f"{kind}/{name}" for kind in CLASSES for name in self.of(kind))

    def __len__(self) -> int:
        return sum(len(self.of(kind)) for kind in CLASSES)


class Held:
    """A store of entries that have been read."""

    def __init__(self, entries: Iterable[AnyEntry]) -> None:
        self._kinds: dict[str, dict[str, AnyEntry]] = {kind: {} for kind in CLASSES}
        for entry in sorted(entries, key=lambda item: item.id):
            self._kinds[entry.kind][entry.id] = entry

    def ids(self, kind: str) -> Iterable[str]:
        """Return the ids of a kind, in order."""
        return self._kinds[kind]

    def get(self, kind: str, name: str) -> AnyEntry:
        """Return one entry."""
        return self._kinds[kind][name]

    def mentioning(self, kind: str, word: str) -> Iterable[str]:
        """Return every id of the kind: looking into entries that are read costs no less."""
        return self._kinds[kind]
