"""Which caveats an entry, or a claim of it, must carry. Only a caveat's scope says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ldn_content.links import ancestors
from ldn_content.model import SEVERITIES, AnyEntry, Caveat, Condition, claims_of, items_of
from ldn_content.model.card import must_read
from ldn_content.pack import Pack

if TYPE_CHECKING:
    from ldn_content.findings import Finding


class Scopes:
    """An index of the scopes of all caveats."""

    def __init__(self, entries: Mapping[str, AnyEntry]) -> None:
        self._entries = entries
        self._everything: list[Caveat] = []
        self._by: dict[str, list[Caveat]] = {}
        for entry in entries.values():
            if isinstance(entry, Caveat):
                if entry.scope.everything:
                    self._everything.append(entry)
                groups = (f"group {name}" for name in entry.scope.groups)
                for key in (*entry.scope.kinds, *groups, *entry.scope.entries):
                    self._by.setdefault(key, []).append(entry)

    def required(self, entry: AnyEntry, claim: str | None = None) -> tuple[Caveat, ...]:
        """Return the caveats that a card of the entry (or of one claim of it) must carry, in the order in which they are shown.

        Order: severity, then the entry's own before those of its kind and of everything, then id. A caveat's own card has it as
        its entry.
        """
        own: dict[str, Caveat] = {}
        for key in self._keys(entry, claim):
            own.update((item.id, item) for item in self._by.get(key, ()))
        both = {**{item.id: item for item in self._everything}, **own}
        if isinstance(entry, Caveat):
            both.pop(entry.id, None)
        return tuple(sorted(both.values(), key=_order))

    def _keys(self, entry: AnyEntry, claim: str | None) -> Iterator[str]:
        yield entry.kind
        yield entry.reference
        if isinstance(entry, Condition):
            yield from (f"group {name}" for name in ancestors(self._entries, entry.id))
        yield from (f"{entry.reference}#{item.id}" for item in claims_of(entry) if claim in {None, item.id})
        for item in items_of(entry) if claim is None else ():
            if isinstance(item, str):  # a quoted claim brings the caveats of the entry that holds it
                yield item
                holder = self._entries.get(item.partition("#")[0])
                if holder is not None:
                    yield from (key for key in self._keys(holder, item.partition("#")[2]) if key != holder.kind)


def _order(caveat: Caveat) -> tuple[int, int, str]:
    own = bool(caveat.scope.groups or caveat.scope.entries)
    return SEVERITIES.index(caveat.severity), 0 if own else 1 if caveat.scope.kinds else 2, caveat.id


def lost(before: Mapping[str, AnyEntry], after: Mapping[str, AnyEntry], pack: Pack) -> Iterator[Finding]:
    """Yield a finding for each caveat that a pack on top takes away from a card, or makes less grave."""
    old, new = Scopes(before), Scopes(after)
    for reference, entry in before.items():
        now = after[reference]
        if isinstance(entry, Caveat) and isinstance(now, Caveat) and _less_grave(now, entry):
            message = f"lowers {reference} from {entry.severity} to {now.severity}: a pack on top may only raise it"
            yield pack.finding("LDN115", now, ("severity",), message)
        for claim in (None, *sorted({item.id for item in claims_of(entry)} & {item.id for item in claims_of(now)})):
            kept = {item.id for item in new.required(now, claim)}
            missing = sorted({item.id for item in old.required(entry, claim)} - kept)
            if missing:
                name = reference if claim is None else f"{reference}#{claim}"
                message = f"{name} would lose the caveat(s) {', '.join(missing)}: a pack on top may only add caveats"
                yield pack.finding("LDN114", None, (), message)
        heads = {item.id for item in must_read(old.required(entry)) if item.stands_for}
        crowded = sorted(heads - {item.id for item in must_read(new.required(now))})
        if crowded:
            message = (
                f"{reference} would no longer show {', '.join(crowded)} in its compact form: let one caveat stand for others"
            )
            yield pack.finding("LDN118", None, (), message)
    yield from _hidden(before, after, pack)


def _less_grave(now: Caveat, before: Caveat) -> bool:
    return SEVERITIES.index(now.severity) > SEVERITIES.index(before.severity)


def _hidden(before: Mapping[str, AnyEntry], after: Mapping[str, AnyEntry], pack: Pack) -> Iterator[Finding]:
    """Yield a finding for each caveat of a pack below that one on top would stand for, and so hide in a compact card."""
    for reference, entry in after.items():
        if isinstance(entry, Caveat) and before.get(reference) is not entry:
            was = before.get(reference)
            held = set(was.stands_for) if isinstance(was, Caveat) else set[str]()
            for index, name in enumerate(entry.stands_for):
                if f"caveat/{name}" in before and name not in held:
                    message = f"stands for {name!r} of another pack, which would hide it in a compact card: leave it out"
                    yield pack.finding("LDN116", entry, ("stands_for", index), message)
