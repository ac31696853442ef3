"""What changed between two packs, as a list of changes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ldn_content.compare.cards import CardPair, Entries, shown_otherwise
from ldn_content.compare.fields import Action, Difference, Json, Part, differences, part_of_manifest, parts_of_entry
from ldn_content.compare.rules import AREAS, Area, Seen, rule_for
from ldn_content.library import Library
from ldn_content.links import claim_in
from ldn_content.model import KINDS, AnyEntry, Manifest, Retired
from ldn_content.pack import Pack


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed.

    Attributes:
        area: `safety`, `evidence`, `wording` or `metadata`.
        action: `added`, `removed`, `changed`, `reordered`, `moved`, `split` or `withdrawn`.
        reference: `kind/id`, `kind/id#claim`, `source/id#part`, or `pack` for pack.json.
        field: its field, such as `certainty.level`; empty where the whole came, went or moved.
        old, new: what it was and what it is, as JSON has it; None where there was or is nothing.
        why: why it is in this area.
    """

    area: Area
    action: Action
    reference: str
    field: str
    old: Json
    new: Json
    why: str

    @property
    def of_entry(self) -> bool:
        """Whether a whole entry came, went or moved."""
        return not self.field and "#" not in self.reference and self.reference != "pack"


class Side:
    """One of the two that are compared: what a pack says of itself, and its entries by reference."""

    def __init__(self, manifest: Manifest, entries: Entries) -> None:
        """Take them as they are."""
        self.manifest = manifest
        self.entries = entries

    @classmethod
    def of(cls, content: Pack | Library) -> Side:
        """Return a pack or a library as a side.

        Raises:
            ValueError: the pack has no pack.json that could be read.
        """
        pack = content if isinstance(content, Pack) else content.packs[-1]
        if pack.manifest is None:
            raise ValueError("the pack has no pack.json that could be read: mend it first")
        entries = content.entries if isinstance(content, Library) else {entry.reference: entry for entry in content.entries}
        return cls(pack.manifest, entries)

    @property
    def moves(self) -> dict[str, Retired]:
        """The records of ids that are no longer used, by what they were."""
        return {entry.was: entry for entry in self.entries.values() if isinstance(entry, Retired)}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two packs, and what changed from one to the other.

    Attributes:
        old, new: the two.
        changes: in order of area, kind, reference and field.
    """

    old: Side
    new: Side
    changes: tuple[Change, ...]

    @property
    def counts(self) -> Mapping[Area, int]:
        """How many changes there are of each area."""
        counted = Counter(change.area for change in self.changes)
        return {area: counted[area] for area in AREAS}


def compare(old: Pack | Library | Side, new: Pack | Library | Side) -> Comparison:
    """Return what changed from one pack (or library) to another.

    >>> import ldn_content as ldn
    >>> library = ldn.Library.load()
    >>> compare(library, library).changes
    ()
    """
    one, other = (item if isinstance(item, Side) else Side.of(item) for item in (old, new))
    return Comparison(one, other, tuple(sorted(_changes(one, other), key=_order)))


def _order(change: Change) -> tuple[object, ...]:
    kind = change.reference.partition("/")[0]
    place = KINDS.index(kind) if kind in KINDS else -1
    values = json.dumps((change.old, change.new), sort_keys=True)
    return AREAS.index(change.area), place, change.reference, change.field, change.action, values


class _Known(NamedTuple):
    """A part with its reference."""

    reference: str
    part: Part


@dataclass(slots=True)
class _Paired:
    """Which parts of the two sides are the same thing, and which stand alone."""

    both: list[tuple[_Known, _Known]] = field(default_factory=list)
    gone: list[_Known] = field(default_factory=list)
    come: list[_Known] = field(default_factory=list)
    cards: list[CardPair] = field(default_factory=list)


def _changes(old: Side, new: Side) -> Iterator[Change]:
    paired = _Paired()
    yield from _of_parts(_Known("pack", part_of_manifest(old.manifest)), _Known("pack", part_of_manifest(new.manifest)), new)
    yield from _of_entries(old, new, paired)
    yield from _moved_claims(paired)
    for one, other in paired.both:
        yield from _of_parts(one, other, new)
    for known in paired.gone:
        yield _whole(known.reference, "removed", known.part, None)
    for known in paired.come:
        yield _whole(known.reference, "added", None, known.part)
    for reference, difference in shown_otherwise(old.entries, new.entries, paired.cards):
        yield _change(reference, Seen("caveat", difference, (None, None)))


def _of_entries(old: Side, new: Side, paired: _Paired) -> Iterator[Change]:
    """Yield the entries that came, went and moved; note which parts are to be compared."""
    renamed: set[str] = set()
    for reference, entry in old.entries.items():
        record = new.moves.get(reference)
        if reference in new.entries:
            _pair(reference, entry, (new.entries[reference],), paired, whole=True)
            continue
        part = parts_of_entry(entry)[""]
        targets = tuple(new.entries[name] for name in record.moved_to if name in new.entries) if record else ()
        if record is None or not targets:
            action: Action = "removed" if record is None else "withdrawn"
            yield _whole(reference, action, part, None, record.why if record else None)
            continue
        names = [target.reference for target in targets]
        _pair(reference, entry, targets, paired, whole=len(names) == 1 and names[0] not in old.entries)
        yield _whole(reference, "moved" if len(names) == 1 else "split", part, None, ", ".join(names))
        renamed.update(names if len(names) == 1 else ())
    for reference, entry in new.entries.items():
        if reference not in old.entries and reference not in renamed:
            yield _whole(reference, "added", None, parts_of_entry(entry)[""])


def _pair(reference: str, entry: AnyEntry, targets: tuple[AnyEntry, ...], paired: _Paired, *, whole: bool) -> None:
    """Note which parts of an entry are which of those that stand for it now; with `whole`, also which are new there."""
    if entry.kind != "retired":
        paired.cards.extend(CardPair(reference, target.reference) for target in targets)
    same = len(targets) == 1 and targets[0] == entry
    before, homes = parts_of_entry(entry), [(target.reference, parts_of_entry(target)) for target in targets]
    for name, part in before.items():
        known = _Known(_named(reference, name), part)
        home = next(((to, parts) for to, parts in homes if name in parts), None)
        if home is None:
            paired.gone.append(known)
            continue
        other = _Known(_named(home[0], name), home[1][name])
        if not same and (name or len(targets) == 1):  # of an entry that was split only the parts have one that they became
            paired.both.append((known, other))
        if name and part.thing == other.part.thing == "claim":
            paired.cards.append(CardPair(known.reference, other.reference))
    for to, parts in homes if whole else ():
        paired.come.extend(_Known(_named(to, name), part) for name, part in parts.items() if name not in before)


def _named(reference: str, part: str) -> str:
    return f"{reference}#{part}" if part else reference


def _moved_claims(paired: _Paired) -> Iterator[Change]:
    """Yield the claims that stand in another entry now, under the same id and with the same text."""
    for gone in list(paired.gone):
        come = next((item for item in paired.come if gone.part.thing == "claim" and _is_same(gone, item)), None)
        if come is not None:
            paired.gone.remove(gone)
            paired.come.remove(come)
            paired.both.append((gone, come))
            paired.cards.append(CardPair(gone.reference, come.reference))
            yield _whole(gone.reference, "moved", gone.part, None, come.reference)


def _is_same(one: _Known, other: _Known) -> bool:
    named_alike = one.reference.partition("#")[2] == other.reference.partition("#")[2]
    return named_alike and one.part.short == other.part.short and other.part.thing == "claim"


def _of_parts(one: _Known, other: _Known, new: Side) -> Iterator[Change]:
    live = frozenset(new.entries) if other.part.thing == "retired" else frozenset[str]()
    for difference in differences(one.part, other.part):
        quoted = (difference.new or difference.old)["claim"] if difference.names == "quoted" else ""
        claim = claim_in(new.entries, quoted) if quoted else None
        seen = Seen(other.part.thing, difference, (one.part, other.part), frozenset([claim.type] if claim else []), live)
        yield _change(other.reference, seen)


def _whole(reference: str, action: Action, before: Part | None, after: Part | None, now: str | None = None) -> Change:
    """Return that a whole thing came, went or moved: what stood for it, and what does now."""
    difference = Difference("", "", action, before.short if before else None, after.short if after else now)
    there = before or after
    return _change(reference, Seen(there.thing if there else "", difference, (before, after)))


def _change(reference: str, seen: Seen) -> Change:
    found, rule = seen.difference, rule_for(seen)
    return Change(rule.area, found.action, reference, found.field, found.old, found.new, rule.why)
