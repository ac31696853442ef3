"""What a pack holds, without its texts: so that the built-in pack need not be read to know what is in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from ldn_content.model import CLASSES, AnyEntry, Condition, Source

FILE: Final = "inventory.json"
"""The name of the file, beside `pack.json`."""
Lists = Mapping[str, tuple[str, ...]]


class Inventory(NamedTuple):
    """The ids of a pack, and which entries belong to which conditions.

    Attributes:
        ids: by kind, in order.
        members: by group, the conditions that name it.
        trials: by condition, the sources that are counted under it.

    >>> take([]).members
    {}
    """

    ids: Lists
    members: Lists
    trials: Lists


def take(entries: Iterable[AnyEntry]) -> Inventory:
    """Return the inventory of entries."""
    ids: dict[str, list[str]] = {kind: [] for kind in CLASSES}
    members: dict[str, list[str]] = {}
    trials: dict[str, list[str]] = {}
    for entry in sorted(entries, key=lambda item: item.id):
        ids[entry.kind].append(entry.id)
        for group in entry.groups if isinstance(entry, Condition) else ():
            members.setdefault(group, []).append(entry.id)
        if isinstance(entry, Source) and entry.counting is not None and entry.counting.condition is not None:
            trials.setdefault(entry.counting.condition, []).append(entry.id)
    return Inventory(*({key: tuple(names) for key, names in sorted(lists.items())} for lists in (ids, members, trials)))


def to_json(inventory: Inventory) -> str:
    """Return the text of the file."""
    return json.dumps(inventory._asdict(), indent=1) + "\n"


def from_json(text: str | bytes) -> Inventory:
    """Return the inventory that a file holds.

    Raises:
        ValueError: the text is none.

    >>> from_json(to_json(take([]))) == take([])
    True
    """
    try:
        data = json.loads(text)
        found = Inventory(*({key: tuple(names) for key, names in data[field].items()} for field in Inventory._fields))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"is no inventory: {error!r}") from error
    if set(found.ids) != set(CLASSES):
        raise ValueError("is no inventory: not every kind of entry is in it")
    return found
