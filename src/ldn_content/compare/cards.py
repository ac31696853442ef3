"""Which cards carry a caution, and which short forms show it: before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from ldn_content.compare.fields import Difference
from ldn_content.model import AnyEntry, Caveat, Retired
from ldn_content.model.card import must_read
from ldn_content.scopes import Scopes

Entries: TypeAlias = Mapping[str, AnyEntry]
_FIELDS = ("cards", "compact", "line")


class CardPair(NamedTuple):
    """A card that was there before, and the one that stands for it now: references of entries or claims."""

    old: str
    new: str


def shown_otherwise(old: Entries, new: Entries, cards: Iterable[CardPair]) -> Iterator[tuple[str, Difference]]:
    """Yield for each caveat (by reference) the cards that lost or gained it.

    `cards` are those that carry it; `compact` and `line` those whose short form shows it.
    """
    before, after = _Shown(old), _Shown(new)
    gone: dict[tuple[str, str], list[str]] = defaultdict(list)
    come: dict[tuple[str, str], list[str]] = defaultdict(list)
    heirs = _heirs(old, new)
    for card in cards:
        for field, had, has in zip(_FIELDS, before.on(card.old), after.on(card.new), strict=True):
            kept = {name for name in had if heirs.get(name, {name}) <= has}
            for name in had - kept:
                gone[name, field].append(card.old)
            for name in has - had - {heir for one in kept for heir in heirs.get(one, ())}:
                come[name, field].append(card.old)
    for (name, field), lost in gone.items():
        yield f"caveat/{name}", Difference(field, field, "removed", sorted(lost), None)
    for (name, field), gained in come.items():
        yield f"caveat/{name}", Difference(field, field, "added", None, sorted(gained))


class _Shown:
    """What the cards of one pack show."""

    def __init__(self, entries: Entries) -> None:
        self._entries = entries
        self._scopes = Scopes((item for item in entries.values() if isinstance(item, Caveat)), entries)

    def on(self, reference: str) -> tuple[set[str], set[str], set[str]]:
        """Return the caveats of a card, those of its compact form, and the one of its line."""
        name, _, claim = reference.partition("#")
        required = self._scopes.required(self._entries[name], claim or None)
        inline = [item.id for item in must_read(required)]
        return {item.id for item in required}, set(inline), set(inline[:1])


def _heirs(old: Entries, new: Entries) -> Mapping[str, set[str]]:
    """Return the caveats that stand for one that was retired between the two."""
    return {
        item.was.removeprefix("caveat/"): {target.removeprefix("caveat/") for target in item.moved_to}
        for item in new.values()
        if isinstance(item, Retired) and item.was.startswith("caveat/") and item.was in old and item.moved_to
    }
