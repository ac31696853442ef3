"""Immutable mappings: from id to entry for one kind, and from reference to entry for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from threading import RLock
from typing import Any, Generic, NoReturn, Protocol, TypeVar, cast, overload

from ldn_content.errors import UnknownEntry
from ldn_content.inventory import Inventory, take
from ldn_content.model import CLASSES, AnyEntry, Retired
from ldn_content.model.entry import Entry

E = TypeVar("E", bound=Entry)
D = TypeVar("D")


class Store(Protocol):
    """Where entries are kept: read already, or to be read when they are first used."""

    @property
    def inventory(self) -> Inventory:
        """What there is."""
        ...

    def get(self, kind: str, name: str) -> AnyEntry:
        """Return one entry of the inventory; each time an equal one."""
        ...


class InMemory:
    """A store of entries that have been read.

    >>> InMemory([]).inventory.trials
    {}
    """

    def __init__(self, entries: Iterable[AnyEntry]) -> None:
        self._entries = {entry.reference: entry for entry in entries}
        self.inventory = take(self._entries.values())

    def get(self, kind: str, name: str) -> AnyEntry:
        """Return one entry."""
        return self._entries[f"{kind}/{name}"]


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
        self._retired = {name: item for item in retired for was, _, name in [item.was.partition("/")] if was == kind}
        self._lock = RLock()

    @classmethod
    def of_store(cls, kind: str, store: Store, retired: Iterable[Retired]) -> Catalogue[E]:
        """Return the entries of a kind, each of which is fetched when it is first used.

        >>> len(Catalogue.of_store("term", InMemory([]), ()))
        0
        """
        made = cls(kind, (), retired)
        made._ids = dict.fromkeys(store.inventory.ids[kind])
        made._read = lambda name: cast("E", store.get(kind, name))
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
        retired = self._retired.get(key)
        if retired is not None:
            raise UnknownEntry(f"{self.kind} {key!r} is retired ({retired.why}): {retired.way_on}")
        from difflib import get_close_matches

        near = get_close_matches(str(key)[:100], self, n=1, cutoff=0.75)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise UnknownEntry(f"no {self.kind} has the id {key!r}{hint}")

    @overload
    def get(self, key: str, /) -> E | None: ...
    @overload
    def get(self, key: str, /, default: E | D) -> E | D: ...
    def get(self, key: str, /, default: object = None) -> object:
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
        return Catalogue, (self.kind, tuple(self.values()), tuple(self._retired.values()))


class LibraryEntries(Mapping[str, AnyEntry]):
    """Every entry by its reference, in order of kind and id. Nothing in it can be changed.

    >>> len(LibraryEntries(InMemory([])))
    0
    """

    __slots__ = ("_catalogues", "inventory")

    def __init__(self, store: Store) -> None:
        self.inventory = store.inventory
        retired = [cast("Retired", store.get("retired", name)) for name in store.inventory.ids["retired"]]
        self._catalogues: dict[str, Catalogue[Any]] = {kind: Catalogue.of_store(kind, store, retired) for kind in CLASSES}

    def of(self, kind: str) -> Catalogue[Any]:
        """Return the entries of one kind by id."""
        return self._catalogues[kind]

    def __getitem__(self, reference: str) -> AnyEntry:
        if reference not in self:
            raise KeyError(reference)
        kind, _, name = reference.partition("/")
        entry: AnyEntry = self._catalogues[kind][name]
        return entry

    def __contains__(self, reference: object) -> bool:
        kind, _, name = reference.partition("/") if isinstance(reference, str) else ("", "", "")
        return kind in self._catalogues and name in self._catalogues[kind]

    def __iter__(self) -> Iterator[str]:
        return (f"{kind}/{name}" for kind, catalogue in self._catalogues.items() for name in catalogue)

    def __len__(self) -> int:
        return sum(map(len, self._catalogues.values()))

    def __repr__(self) -> str:
        return f"<LibraryEntries: {len(self)}>"

    def __copy__(self) -> LibraryEntries:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> LibraryEntries:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return LibraryEntries, (InMemory(self.values()),)
