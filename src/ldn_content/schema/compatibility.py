"""Whether one JSON Schema may take the place of another, and for whom.

Authors write documents: what was valid must stay valid. Readers read what others write: what the new schema allows must be what
the old one promised. Both are one question with the sides exchanged (`inclusion`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from ldn_content.schema.inclusion import differences

Readers: TypeAlias = Literal["", "bound", "break"]
_WRITTEN_FOR_READERS: Final = "card"
"""The one schema of what we write; all others are of what authors write."""
_GONE: Final = {
    "field": "the field is gone",
    "required": "is required now",
    "value": "the value {} is gone",
    "kind": "the kind {} is gone",
}
_NEW: Final = {
    "field": "the field is new",
    "required": "is no longer required",
    "value": "the value {} is new",
    "kind": "the kind {} is new",
}


class Change(NamedTuple):
    """One difference between two schemas.

    Attributes:
        path: where in a document, such as `claims[].type`; empty for the whole.
        what: what differs.
        authors: whether a document that was valid can be refused now, or means something else.
        readers: `break` where a new document can be what the old schema excludes; `bound` where it is only what readers are bound
            to put up with (a field, a value or a kind that is new to them); empty where old readers understand all of it.
    """

    path: str
    what: str
    authors: bool
    readers: Readers

    @property
    def place(self) -> str:
        """The path, in words for the whole document."""
        return self.path or "the whole"

    def __str__(self) -> str:
        broken = [*(["authors"] if self.authors else []), *(["readers"] if self.readers == "break" else [])]
        judged = f"breaks {' and '.join(broken)}" if broken else "breaks nobody"
        return f"{self.place}: {self.what} ({judged})"


def compare(old: Any, new: Any) -> tuple[Change, ...]:
    """Return what differs between two JSON Schemas, each change judged for authors and for readers.

    >>> old = {"type": "object", "properties": {"id": {"type": "string"}}, "additionalProperties": False}
    >>> [str(change) for change in compare(old, {**old, "required": ["id"]})]
    ['id: is required now (breaks authors)']
    >>> compare(old, {**old, "description": "The same in other words."})
    ()
    """
    changes: dict[tuple[str, str], Change] = {}
    for path, keyword, narrow, wide in differences(old, new):
        what = _told(_GONE, keyword, narrow, narrow, wide)
        changes[path, what] = Change(path, what, authors=True, readers="")
    for path, keyword, narrow, wide in differences(new, old):
        what = _told(_NEW, keyword, narrow, wide, narrow)
        readers: Readers = "bound" if keyword in {"field", "value", "kind"} else "break"
        changes[path, what] = Change(path, what, (path, what) in changes, readers)
    return tuple(sorted(changes.values()))


def compare_all(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, Change]]:
    """Yield the changes of all schemas of two versions, with the name of each.

    Args:
        old: the texts of the schemas by name, as `published.read_all` returns them.
        new: the same of the other version.
    """
    for name in sorted(old.keys() | new.keys()):
        if name not in new:
            yield name, Change("", "the schema is gone", authors=True, readers="break")
        elif name not in old:
            yield name, Change("", "the schema is new", authors=False, readers="")
        else:
            yield from ((name, change) for change in compare(json.loads(old[name]), json.loads(new[name])))


def breaks(name: str, change: Change) -> bool:
    """Say whether a change of a schema of that name asks for a new major version: does it break those for whom the schema is?"""
    return change.readers == "break" if name == _WRITTEN_FOR_READERS else change.authors


def _told(words: Mapping[str, str], keyword: str, value: Any, old: Any, new: Any) -> str:
    if keyword in words:
        return words[keyword].format(_short(value))
    return f"{keyword}: {_short(old)} → {_short(new)}"


def _short(value: Any) -> str:
    text = "nothing" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:79]}…"
