"""Which caveats an entry, or a claim of it, must carry. Only a caveat's scope says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ldn_content.links import ancestors
from ldn_content.model import SEVERITIES, AnyEntry, Caveat, Claim, Condition, claims_of, items_of
from ldn_content.model.card import must_read
from ldn_content.pack import Pack

if TYPE_CHECKING:
    from ldn_content.findings import Finding


class Scopes:
    """An index of the scopes of all caveats."""

    def __init__(self, caveats: Iterable[Caveat], entries: Mapping[str, AnyEntry]) -> None:
        """Take the caveats, and the entries that are asked about."""
        self._entries = entries
        self._caveats = {caveat.id: caveat for caveat in caveats}
        self._everything = frozenset(caveat.id for caveat in self._caveats.values() if caveat.scope.everything)
        self._by: dict[str, set[str]] = {}
        self._ordered: dict[frozenset[str], tuple[Caveat, ...]] = {}
        for caveat in self._caveats.values():
            groups = (f"group {name}" for name in caveat.scope.groups)
            for key in (*caveat.scope.kinds, *groups, *caveat.scope.entries):
                self._by.setdefault(key, set()).add(caveat.id)

    def required(self, entry: AnyEntry, claim: str | None = None) -> tuple[Caveat, ...]:
        """Return the caveats that a card of the entry (or of one claim of it) must carry, in the order in which they are shown.

        Order: severity, then the entry's own before those of its kind and of everything, then id. A caveat's own card has it as
        its entry.
        """
        return self.ordered(self.names(entry, claim))

    def names(self, entry: AnyEntry, claim: str | None = None) -> frozenset[str]:
        """Return the ids of the caveats that a card of the entry (or of one claim of it) must carry."""
        own = (self._by[key] for key in self._keys(entry, claim) if key in self._by)
        found = self._everything.union(*own)
        return found - {entry.id} if isinstance(entry, Caveat) else found

    def ordered(self, names: frozenset[str]) -> tuple[Caveat, ...]:
        """Return caveats by their ids, in the order in which they are shown; most entries share theirs with others."""
        found = self._ordered.get(names)
        if found is None:
            found = self._ordered[names] = tuple(sorted(map(self._caveats.__getitem__, names), key=_order))
        return found

    def _keys(self, entry: AnyEntry, claim: str | None) -> Iterator[str]:
        yield entry.kind
        yield entry.reference
        if isinstance(entry, Condition):
            yield from (f"group {name}" for name in ancestors(self._entries, entry.id))
        for item in items_of(entry):
            if isinstance(item, Claim) and claim in {None, item.id}:
                yield f"{entry.reference}#{item.id}"
            # a claim that is quoted, or whose rating is borrowed, brings all that its own card would carry
            other = item.same_as if isinstance(item, Claim) else item
            holder = self._entries.get(other.partition("#")[0]) if other else None
            if other and holder is not None and (claim is None or (isinstance(item, Claim) and item.id == claim)):
                yield from self._keys(holder, other.partition("#")[2])


def _order(caveat: Caveat) -> tuple[int, int, str]:
    own = bool(caveat.scope.groups or caveat.scope.entries)
    return SEVERITIES.index(caveat.severity), 0 if own else 1 if caveat.scope.kinds else 2, caveat.id


def lost(before: Mapping[str, AnyEntry], after: Mapping[str, AnyEntry], pack: Pack) -> Iterator[Finding]:
    """Yield a finding for each caveat that a pack on top takes away from a card, or makes less grave."""
    old, new = (Scopes((item for item in each.values() if isinstance(item, Caveat)), each) for each in (before, after))
    crowds: dict[tuple[frozenset[str], frozenset[str]], str] = {}
    for reference, entry in before.items():
        now = after[reference]
        if isinstance(entry, Caveat) and isinstance(now, Caveat) and now is not entry:
            for name in _weakened(now, entry):
                message = f"weakens the {name} of {reference}: a pack on top may raise a caveat, widen it and add to its lists"
                yield pack.finding("LDN115", now, (name,), message)
        gone = {item.id for item in claims_of(entry)} - {item.id for item in claims_of(now)}
        if gone:
            message = f"leaves out the claim(s) {', '.join(sorted(gone))} of {reference}: their ids are for ever"
            yield pack.finding("LDN114", now, (), message)
        for claim in (None, *sorted({item.id for item in claims_of(entry)} & {item.id for item in claims_of(now)})):
            name = reference if claim is None else f"{reference}#{claim}"
            was, kept = both = old.names(entry, claim), new.names(now, claim)
            missing = sorted(was - kept)
            if missing:
                message = f"{name} would lose the caveat(s) {', '.join(missing)}: a pack on top may only add caveats"
                yield pack.finding("LDN114", None, (), message)
            if both not in crowds:
                crowds[both] = _crowded(old.ordered(was), new.ordered(kept))
            if crowded := crowds[both]:
                message = f"{name} would no longer show {crowded} in its compact or line form: let one caveat stand for others"
                yield pack.finding("LDN118", None, (), message)
    yield from _hidden(before, after, pack)


def _crowded(before: tuple[Caveat, ...], after: tuple[Caveat, ...]) -> str:
    """Return the heads of families that would leave the compact form, or the first place, which is all that a line shows."""
    was, now = must_read(before), [item.id for item in must_read(after)]
    gone = [item.id for place, item in enumerate(was) if item.stands_for and item.id not in (now[:1] if place == 0 else now)]
    return ", ".join(gone)


def _weakened(now: Caveat, before: Caveat) -> Iterator[str]:
    """Yield the fields in which a caveat says less than the one that it replaces."""
    if SEVERITIES.index(now.severity) > SEVERITIES.index(before.severity):
        yield "severity"
    for name in ("short", "plain", "clinical"):
        if getattr(before, name) not in {None, getattr(now, name)}:
            yield name
    for name in ("actions", "medicines", "citations"):
        if not set(getattr(before, name)) <= set(getattr(now, name)):
            yield name


def _covers(caveat: Caveat) -> tuple[str, ...]:
    """Return the caveats that a compact card leaves to this one: a caveat that is not must-read itself hides none."""
    return caveat.stands_for if caveat.severity in SEVERITIES[:2] else ()


def _hidden(before: Mapping[str, AnyEntry], after: Mapping[str, AnyEntry], pack: Pack) -> Iterator[Finding]:
    """Yield a finding for each caveat of a pack below that one on top would stand for, and so hide in a compact card."""
    for reference, entry in after.items():
        if isinstance(entry, Caveat) and before.get(reference) is not entry:
            was = before.get(reference)
            held = _covers(was) if isinstance(was, Caveat) else ()
            for index, name in enumerate(_covers(entry)):
                if f"caveat/{name}" in before and name not in held:
                    message = f"stands for {name!r} of another pack, which would hide it in a compact card: leave it out"
                    yield pack.finding("LDN116", entry, ("stands_for", index), message)
