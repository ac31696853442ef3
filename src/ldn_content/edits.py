"""Changes to a JSON text that leave all else as it stands: order, spaces and line ends."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, NamedTuple

from ldn_content.model.base import FieldPath
from ldn_content.positions import scan, value_end


class Replace(NamedTuple):
    """Put another value in the place of one that is there."""

    path: FieldPath
    value: Any


class Rename(NamedTuple):
    """Give a key of an object another name."""

    path: FieldPath
    name: str


class Remove(NamedTuple):
    """Take a member of an object, or an item of a list, out."""

    path: FieldPath


Edit = Replace | Rename | Remove


def edit(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits made. Their paths are those of the text as it is given.

    >>> edit('{"was": "term",  "id": "a"}', [Rename(("was",), "kind"), Replace(("id",), "b")])
    '{"kind": "term",  "id": "b"}'
    >>> edit('[1, 2, 3]', [Remove((2,))])
    '[1, 2]'

    Raises:
        ValueError: a path is not in the text, two edits touch the same place, or what has no key is renamed or removed.
    """
    changes = sorted(_change(text, item) for item in edits)
    for (_, end, _), (start, _, _) in pairwise(changes):
        if start < end:
            raise ValueError("two edits touch the same place: make them one after the other")
    made: list[str] = []
    done = 0
    for start, end, new in changes:
        made += text[done:start], new
        done = end
    return "".join([*made, text[done:]])


def _change(text: str, item: Edit) -> tuple[int, int, str]:
    """Return from where to where an edit changes the text, and what stands there then."""
    positions = scan(text)
    if item.path not in positions.offsets:
        raise ValueError(f"{item.path} is not in the text")
    if (isinstance(item, Rename) and item.path not in positions.keys) or (isinstance(item, Remove) and not item.path):
        raise ValueError(f"{item.path} has no key that could be renamed, or is the whole text")
    start = positions.offsets[item.path]
    key = positions.keys.get(item.path, start)
    if isinstance(item, Rename):
        return key, value_end(text, key), _json(item.name, text, key)
    if isinstance(item, Replace):
        return start, value_end(text, start), _json(item.value, text, start)
    before = len(text[:key].rstrip())
    after = value_end(text, start)
    following = after + len(text[after:]) - len(text[after:].lstrip())
    if text[before - 1] == ",":  # with the comma before it
        return before - 1, after, ""
    if text[following] == ",":  # the first of several: with the comma after it, and the space up to the next
        end = following + 1
        return key, end + len(text[end:]) - len(text[end:].lstrip()), ""
    return before, following, ""  # the only one


def _json(value: Any, text: str, place: int) -> str:
    """Return a value as JSON, indented as the line on which it comes to stand."""
    line = text[text.rfind("\n", 0, place) + 1 : place]
    inner = line[: len(line) - len(line.lstrip())]
    made = json.dumps(value, ensure_ascii=False, indent=2 if isinstance(value, dict | list) else None)
    return made.replace("\n", f"\n{inner}")
