"""What refers to what across entries, and whether it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ldn_content.model import (
    AnyEntry,
    Caveat,
    Citation,
    Claim,
    ClaimReview,
    Condition,
    Derived,
    Question,
    Retired,
    Source,
    Substance,
    Term,
    Topic,
    claims_of,
)
from ldn_content.model.base import FieldPath
from ldn_content.pack import Pack

if TYPE_CHECKING:
    from ldn_content.findings import Finding

Entries = Mapping[str, AnyEntry]


class Broken(NamedTuple):
    """A reference that leads nowhere, or where it may not lead."""

    code: str
    entry: AnyEntry
    path: FieldPath
    message: str


class Cited(NamedTuple):
    """A list of citations (and what is derived from it) with the place where it stands."""

    path: FieldPath
    claim: Claim | None
    citations: tuple[Citation, ...]
    derived: tuple[Derived, ...]


def cited(entry: AnyEntry) -> Iterator[Cited]:
    """Yield every list of citations in an entry."""
    for path, claim in claim_paths(entry):
        yield Cited(path, claim, claim.citations, claim.derived)
    if isinstance(entry, Caveat | ClaimReview):
        yield Cited((), None, entry.citations, entry.derived)
    elif isinstance(entry, Term):
        yield Cited((), None, entry.citations, ())
    elif isinstance(entry, Substance):
        for index, use in enumerate(entry.uses):
            yield Cited(("uses", index), None, use.citations, ())


def claim_paths(entry: AnyEntry) -> Iterator[tuple[FieldPath, Claim]]:
    """Yield the own claims of an entry with their places."""
    for path, item in item_paths(entry):
        if isinstance(item, Claim):
            yield path, item


def item_paths(entry: AnyEntry) -> Iterator[tuple[FieldPath, Claim | str]]:
    """Yield the claims of an entry, and its references to claims, with their places."""
    if isinstance(entry, Condition):
        yield from ((("claims", index), claim) for index, claim in enumerate(entry.claims))
    elif isinstance(entry, Question):
        yield from ((("answer", index), item) for index, item in enumerate(entry.answer))
    elif isinstance(entry, Topic):
        for number, section in enumerate(entry.sections):
            yield from ((("sections", number, "claims", index), item) for index, item in enumerate(section.claims))


def claim_in(entries: Entries, reference: str) -> Claim | None:
    """Return the claim at `kind/id#claim`, if there is one."""
    name, _, wanted = reference.partition("#")
    entry = entries.get(name)
    return next((claim for claim in claims_of(entry) if claim.id == wanted), None) if entry else None


def parts_of(source: Source) -> frozenset[str]:
    """Return the ids of the parts of a source that can be cited."""
    kept = [name for name, there in (("study", source.study), ("limitations", source.limitations)) if there]
    return frozenset([*kept, *(item.id for item in source.results), *(item.id for item in source.statements)])


def broken(entries: Entries) -> Iterator[Broken]:
    """Yield every reference that does not hold, in the order of the entries."""
    parts = {entry.id: parts_of(entry) for entry in entries.values() if isinstance(entry, Source)}
    rules: dict[type, Callable[[AnyEntry, Entries], Iterator[Broken]]] = {
        Condition: _condition, Caveat: _caveat, Source: _source, Retired: _retired,
    }  # fmt: skip
    for entry in entries.values():
        for block in cited(entry):
            yield from _citations(entry, block, entries, parts)
        for path, item in item_paths(entry):
            yield from _claim(entry, path, item, entries)
        rule = rules.get(type(entry))
        if rule is not None:
            yield from rule(entry, entries)


def _citations(entry: AnyEntry, block: Cited, entries: Entries, parts: Mapping[str, frozenset[str]]) -> Iterator[Broken]:
    here = {citation.part.partition("#")[0] for citation in block.citations}
    for index, citation in enumerate(block.citations):
        path = (*block.path, "citations", index, "part")
        name, _, part = citation.part.partition("#")
        if name not in parts:
            yield Broken("LDN101", entry, path, f"cites {name!r}, which is no source of the library: add sources/{name}.json")
        elif part not in parts[name]:
            known = ", ".join(sorted(parts[name]))
            yield Broken("LDN102", entry, path, f"cites part {part!r} of {name!r}, which has no such part; it has {known}")
        else:
            source = entries[f"source/{name}"]
            for other in source.shown_with if isinstance(source, Source) else ():
                if other not in here:
                    message = f"{name!r} is to be shown with {other!r}: cite a part of that one here too, as context if need be"
                    yield Broken("LDN108", entry, path, message)
    for index, derived in enumerate(block.derived):
        for place, item in enumerate(derived.inputs):
            name, _, part = item.part.partition("#")
            if part not in parts.get(name, ()):
                path = (*block.path, "derived", index, "inputs", place, "part")
                yield Broken("LDN102", entry, path, f"derives a figure from {item.part!r}, which does not exist")


def _claim(entry: AnyEntry, path: FieldPath, item: Claim | str, entries: Entries) -> Iterator[Broken]:
    if isinstance(item, str):
        if claim_in(entries, item) is None:
            yield Broken(
                "LDN103", entry, path, f"refers to {item!r}, which is no claim of the library{_claims_of(entries, item)}"
            )
        elif item.startswith(f"{entry.reference}#"):
            yield Broken("LDN103", entry, path, "refers to a claim of its own: write the claim once, here")
    elif item.same_as is not None:
        target = claim_in(entries, item.same_as)
        if target is None or target.certainty is None:
            message = f"same_as names {item.same_as!r}, which is no claim with a certainty of its own"
            yield Broken("LDN106", entry, (*path, "same_as"), message)


def _claims_of(entries: Entries, reference: str) -> str:
    """Return which claims there are in the entry that a reference names, as the end of a message."""
    name = reference.partition("#")[0]
    entry = entries.get(name)
    if entry is None:
        return f": there is no entry {name!r}"
    known = ", ".join(claim.id for claim in claims_of(entry))
    return f"; {name} has {known}" if known else f": {name} has no claims of its own"


def _condition(entry: AnyEntry, entries: Entries) -> Iterator[Broken]:
    for index, group in enumerate(entry.groups if isinstance(entry, Condition) else ()):
        if f"condition/{group}" not in entries:
            yield Broken("LDN104", entry, ("groups", index), f"is in group {group!r}, which is no condition of the library")
        elif entry.id in ancestors(entries, group):
            yield Broken("LDN105", entry, ("groups", index), f"group {group!r} leads back to {entry.id!r}: groups have no cycles")


def _caveat(entry: AnyEntry, entries: Entries) -> Iterator[Broken]:
    if not isinstance(entry, Caveat):
        return
    wanted = [
        *((("scope", "groups", i), f"condition/{name}") for i, name in enumerate(entry.scope.groups)),
        *((("scope", "entries", i), name) for i, name in enumerate(entry.scope.entries)),
        *((("stands_for", i), f"caveat/{name}") for i, name in enumerate(entry.stands_for)),
        *((("medicines", i), f"substance/{name}") for i, name in enumerate(entry.medicines)),
    ]
    for path, name in wanted:
        if (claim_in(entries, name) is None) if "#" in name else (name not in entries):
            yield Broken("LDN107", entry, path, f"names {name!r}, which is not in the library")
    for index, name in enumerate(entry.stands_for):
        if entry.id in _stood_for(entries, name):
            message = f"stands for {name!r}, which stands for it in turn: a compact card would show neither"
            yield Broken("LDN111", entry, ("stands_for", index), message)


def _stood_for(entries: Entries, caveat: str) -> frozenset[str]:
    found: set[str] = set()
    todo = [caveat]
    while todo:
        name = todo.pop()
        entry = entries.get(f"caveat/{name}")
        if name not in found and isinstance(entry, Caveat):
            found.add(name)
            todo.extend(entry.stands_for)
    return frozenset(found)


def _source(entry: AnyEntry, entries: Entries) -> Iterator[Broken]:
    if not isinstance(entry, Source):
        return
    others = [*((("shown_with", i), name) for i, name in enumerate(entry.shown_with))]
    for path, name in [*others, *([(("parent",), entry.parent)] if entry.parent else [])]:
        if f"source/{name}" not in entries:
            yield Broken("LDN109", entry, path, f"names {name!r}, which is no source of the library")
    counted = entry.counting.condition if entry.counting else None
    if counted is not None and f"condition/{counted}" not in entries:
        yield Broken(
            "LDN104", entry, ("counting", "condition"), f"is counted under {counted!r}, which is no condition of the library"
        )


def _retired(entry: AnyEntry, entries: Entries) -> Iterator[Broken]:
    if not isinstance(entry, Retired):
        return
    if entry.was in entries:
        yield Broken("LDN110", entry, ("was",), f"{entry.was} is retired and in use: a retired id is never used again")
    others = (item for item in entries.values() if isinstance(item, Retired) and item.was == entry.was and item.id < entry.id)
    for other in others:
        yield Broken("LDN110", entry, ("was",), f"{entry.was} is retired in {other.reference} too: say once where it went")
    for index, target in enumerate(entry.moved_to):
        if target not in entries or target.startswith("retired/"):
            yield Broken("LDN110", entry, ("moved_to", index), f"moved to {target!r}, which is no live entry of the library")


def ancestors(entries: Entries, condition: str) -> frozenset[str]:
    """Return a condition's id with those of all groups that it belongs to, at any depth; cycles end."""
    found: set[str] = set()
    todo = [condition]
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            entry = entries.get(f"condition/{name}")
            todo.extend(entry.groups if isinstance(entry, Condition) else ())
    return frozenset(found)


def link_findings(entries: Entries, packs: Mapping[str, Pack]) -> tuple[Finding, ...]:
    """Return the broken references as findings; `packs` tells from which pack each entry came."""
    return tuple(sorted(_findings(broken(entries), packs)))


def _findings(items: Iterable[Broken], packs: Mapping[str, Pack]) -> Iterator[Finding]:
    for item in items:
        yield packs[item.entry.reference].finding(item.code, item.entry, item.path, item.message)
