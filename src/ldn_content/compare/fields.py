"""An entry taken apart into what has an id of its own, and the differences of two such parts, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

from ldn_content.model import AnyEntry, Claim, Manifest, Question, Source, Topic, claims_of

Json: TypeAlias = Any
"""A value as JSON has it."""
Data: TypeAlias = dict[str, Any]
Action = Literal["added", "removed", "changed", "reordered", "moved", "split", "withdrawn"]
"""What happened to a field, a claim, a part of a source or an entry."""


class Part(NamedTuple):
    """What has an id of its own: an entry without its claims, a claim, a result or statement of a source, or pack.json."""

    thing: str
    """`pack`, a kind of entry, `claim`, `result` or `statement`."""
    data: Data
    """Its fields."""
    short: str
    """What stands for it in a list."""


class Difference(NamedTuple):
    """One field that is not the same in two parts."""

    names: str
    """The names of the fields, from the outside in, such as `certainty.downgrades.levels`."""
    field: str
    """The same with the items of lists, such as `certainty.downgrades[imprecision].levels`."""
    action: Action
    old: Json
    new: Json
    items: tuple[Json, Json] = (None, None)
    """The innermost items of a list in which the field stands."""


def parts_of_entry(entry: AnyEntry) -> dict[str, Part]:
    """Return the parts of an entry by id; the entry itself has none.

    `order` is the order of all claims or parts, `quoted` the claims that are taken from other entries, `first` the one that
    stands for a topic or question.

    >>> from ldn_content.model import Term
    >>> list(parts_of_entry(Term(kind="term", id="placebo", title="Placebo", definition="A look-alike.")))
    ['']
    """
    data: Data = entry.model_dump(mode="json", exclude_none=True, exclude={"kind", "id"})
    found: dict[str, Part] = {}
    if isinstance(entry, Source):
        for field, thing in (("results", "result"), ("statements", "statement")):
            rows: list[Data] = data.pop(field)
            found.update((row["id"], Part(thing, _without_id(row), str(row.get("name") or row.get("text")))) for row in rows)
        data["order"] = list(found)
    elif isinstance(entry, Topic | Question):
        _take_items(entry, data, found)
    else:
        data.pop("claims", None)
        found.update((claim.id, _claim(claim)) for claim in claims_of(entry))
        data["order"] = list(found)
    return {"": Part(entry.kind, data, entry.short), **found}


def _take_items(entry: Topic | Question, data: Data, found: dict[str, Part]) -> None:
    """Take own and quoted claims out of a topic or a question; each remembers its section."""
    data.pop("answer", None)
    sections = entry.sections if isinstance(entry, Topic) else ()
    placed = [({"section": section.id}, item) for section in sections for item in section.claims]
    placed = placed or [({}, item) for item in entry.items]
    if sections:
        data["sections"] = [{"id": section.id, "title": section.title} for section in sections]
    data["quoted"] = [{"claim": item, **place} for place, item in placed if isinstance(item, str)]
    data["order"] = [item if isinstance(item, str) else item.id for _, item in placed]
    data["first"] = data["order"][0]
    found.update((item.id, _claim(item, place)) for place, item in placed if isinstance(item, Claim))


def _claim(claim: Claim, place: Mapping[str, str] | None = None) -> Part:
    data = claim.model_dump(mode="json", exclude_none=True, exclude={"id"})
    return Part("claim", {**data, **(place or {})}, claim.short)


def _without_id(row: Data) -> Data:
    return {key: value for key, value in row.items() if key != "id"}


def part_of_manifest(manifest: Manifest) -> Part:
    """Return pack.json as a part."""
    return Part("pack", manifest.model_dump(mode="json", exclude_none=True, exclude={"kind"}), manifest.title)


Pair: TypeAlias = tuple[str, int | None, int | None]
"""A name of an item, and its places in two lists; None in the list that lacks it."""


def differences(old: Part, new: Part) -> Iterator[Difference]:
    """Yield every field that is not the same."""
    yield from _walk(old.data, new.data, "", "", (None, None))


_STRONG: Mapping[str, Callable[[Data], str]] = {
    "citations": lambda item: item["part"],
    "codes": lambda item: item["curie"],
    "downgrades": lambda item: item["domain"],
    "values": lambda item: f"{item['arm']} {item['at']}",
    "sections": lambda item: item["id"],
    "arms": lambda item: item["id"],
    "quoted": lambda item: item["claim"],
    "waivers": lambda item: f"{item['code']} {item['entry']}",
}
"""What an item of a list is known by, whatever else of it changes."""
_WEAK: Mapping[str, str] = {"actions": "who", "derived": "operation", "figures": "what", "uses": "indication", "inputs": "part"}
"""What two items must share to be one that changed, where nothing names them."""


def _walk(old: Json, new: Json, names: str, field: str, items: tuple[Json, Json]) -> Iterator[Difference]:
    if old == new:
        return
    if isinstance(old, dict) or isinstance(new, dict):
        one, other = old or {}, new or {}
        for key in sorted({*one, *other}):
            inner, where = (f"{names}.{key}", f"{field}.{key}") if names else (key, key)
            yield from _walk(one.get(key), other.get(key), inner, where, items)
    elif isinstance(old, list) or isinstance(new, list):
        yield from _walk_list(old or [], new or [], names, field)
    else:
        action: Action = "added" if old is None else "removed" if new is None else "changed"
        yield Difference(names, field, action, old, new, items)


def _walk_list(old: Sequence[Json], new: Sequence[Json], names: str, field: str) -> Iterator[Difference]:
    name = names.rpartition(".")[2]
    pairs = list(_weak_pairs(old, new, _WEAK[name]) if name in _WEAK else _strong_pairs(old, new, _STRONG.get(name, str)))
    texts: dict[Action, list[str]] = {"removed": [], "added": []}
    for label, before, after in pairs:
        one, other = None if before is None else old[before], None if after is None else new[after]
        action: Action = "added" if one is None else "removed"
        if isinstance(one, dict) and isinstance(other, dict):
            yield from _walk(one, other, names, f"{field}[{label}]", (one, other))
        elif isinstance(one, dict) or isinstance(other, dict):
            yield Difference(names, f"{field}[{label}]", action, one, other, (one, other))
        elif one is None or other is None:
            texts[action].append(str(one or other))
    if name != "order":  # what came and went is told by the parts themselves
        for action, found in texts.items():
            if found:
                yield Difference(
                    names, field, action, found if action == "removed" else None, found if action == "added" else None
                )
    places = [after for _, before, after in sorted(pairs, key=_old_place) if before is not None and after is not None]
    if name != "quoted" and places != sorted(places):  # `order` tells that of what is quoted
        yield Difference(names, field, "reordered", list(old), list(new))


def _old_place(pair: Pair) -> int:
    return -1 if pair[1] is None else pair[1]


def _strong_pairs(old: Sequence[Json], new: Sequence[Json], known_by: Callable[[Json], str]) -> Iterator[Pair]:
    """Yield which items are the same one by name; one that stands twice is its first and its second."""
    one, other = _numbered(old, known_by), _numbered(new, known_by)
    for key in {**one, **other}:
        yield key[0], one.get(key), other.get(key)


def _numbered(items: Sequence[Json], known_by: Callable[[Json], str]) -> dict[tuple[str, int], int]:
    seen: Counter[str] = Counter()
    found: dict[tuple[str, int], int] = {}
    for place, item in enumerate(items):
        name = known_by(item)
        found[name, seen[name]] = place
        seen[name] += 1
    return found


def _weak_pairs(old: Sequence[Json], new: Sequence[Json], shared: str) -> Iterator[Pair]:
    """Yield which items are the same one: those that are equal, then, in order, those that share a field."""
    gone, come = list(range(len(old))), list(range(len(new)))
    for field in (None, shared):
        for before in list(gone):
            wanted = _known_by(old[before], field)
            after = next((place for place in come if _known_by(new[place], field) == wanted), None)
            if after is not None:
                yield str(after), before, after
                gone.remove(before)
                come.remove(after)
    yield from ((str(before), before, None) for before in gone)
    yield from ((str(after), None, after) for after in come)


def _known_by(item: Data, field: str | None) -> Json:
    return item if field is None else item.get(field)
