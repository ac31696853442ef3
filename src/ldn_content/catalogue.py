"""An immutable mapping from id to entry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, NoReturn, TypeVar

from ldn_content.errors import UnknownEntry
from ldn_content.model import Retired
from ldn_content.model.entry import Entry

E = TypeVar("E", bound=Entry)


class Catalogue(dict[str, E], Generic[E]):
    """The entries of one kind, by id, in order. A dict, so that a look-up costs no Python; nothing can be changed.

    >>> Catalogue("term", (), ())["dose"]
    Traceback (most recent call last):
    ldn_content.errors.UnknownEntry: no term has the id 'dose'
    """

    __slots__ = ("_retired", "kind")

    def __init__(self, kind: str, entries: Iterable[E], retired: Iterable[Retired]) -> None:
        super().__init__((entry.id, entry) for entry in entries)
        self.kind = kind
        self._retired = {item.id: item for item in retired if item.was == kind}

    def __missing__(self, key: object) -> NoReturn:
        retired = self._retired.get(key) if isinstance(key, str) else None
        if retired is not None:
            raise UnknownEntry(f"{self.kind} {key!r} is retired ({retired.why}): {retired.way_on}")
        from difflib import get_close_matches

        near = get_close_matches(str(key)[:100], self, n=1, cutoff=0.75)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise UnknownEntry(f"no {self.kind} has the id {key!r}{hint}")

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("a catalogue cannot be changed: load a library with another pack on top instead")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse  # pyright: ignore[reportAssignmentType]

    def __copy__(self) -> Catalogue[E]:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Catalogue[E]:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.kind, tuple(self.values()), tuple(self._retired.values()))
