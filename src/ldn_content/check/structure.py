"""Structure: what a model of one entry cannot state."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_content.check.rule import Context, Problem, Rule
from ldn_content.edits import Remove
from ldn_content.links import claim_paths, item_paths
from ldn_content.model import SEVERITIES, AnyEntry, Caveat, ClaimReview, Condition, Question, Retired, Source, Substance
from ldn_content.model.base import FieldPath
from ldn_content.names import fold

LINE_SHORT = 140
"""The longest `short` of a claim that leaves room for the gravest caveat in the line form."""


def _medicine_reached(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    if not isinstance(entry, Caveat) or entry.scope.everything or "substance" in entry.scope.kinds:
        return
    reached = set(entry.scope.entries)
    for index, name in enumerate(entry.medicines):
        if f"substance/{name}" not in reached:
            message = f"names {name!r}, and its scope does not reach substance/{name}: add that to scope.entries"
            yield Problem(("medicines", index), message)


def _one_name(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    seen = {entry.title}
    for index, name in enumerate(entry.aliases):
        if name in seen:
            path = ("aliases", index)
            yield Problem(path, f"{name!r} is the title or an alias already: remove it", mended=(Remove(path),))
        seen.add(name)


def _short_fits(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    for path, claim in claim_paths(entry):
        if len(claim.short) > LINE_SHORT:
            yield Problem(
                (*path, "short"), f"has {len(claim.short)} characters; the line form has room for {LINE_SHORT}", claim.id
            )
    if isinstance(entry, ClaimReview) and len(entry.short) > LINE_SHORT:
        yield Problem(("short",), f"has {len(entry.short)} characters; the line form has room for {LINE_SHORT}")


def _one_meaning(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    if not isinstance(entry, Condition | Substance):
        return
    for path, name in [(("title",), entry.title), *((("aliases", at), alias) for at, alias in enumerate(entry.aliases))]:
        others = [
            other for other in context.index.names.get((entry.kind, str(path[0]), fold(name)), ()) if other != entry.reference
        ]
        if others:
            message = f"{name!r} is a name of {', '.join(others)} too, so nobody can find either by it: keep it in one of them"
            yield Problem(path, message)


def _nothing_twice(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    for path, items in _lists(entry):
        seen: set[str] = set()
        for index, item in enumerate(items if len(set(items)) < len(items) else ()):
            if item in seen:
                yield _twice((*path, index), item)
            seen.add(item)
    quoted: set[str] = set()
    for path, claim in item_paths(entry):
        if isinstance(claim, str):
            if claim in quoted:  # which section of a topic is to keep it needs judgement
                yield _twice(path, claim) if isinstance(entry, Question) else _twice(path, claim)._replace(mended=())
            quoted.add(claim)


def _twice(path: FieldPath, item: str) -> Problem:
    return Problem(path, f"{item!r} stands here already: remove it", mended=(Remove(path),))


def _lists(entry: AnyEntry) -> Iterator[tuple[FieldPath, tuple[str, ...]]]:
    """Yield the lists of an entry that hold names, words or ids. Two authors may have one name."""
    yield ("search_words",), entry.search_words
    if isinstance(entry, Source):
        for name in ("trial_ids", "conditions", "shown_with", "limitations", "disagreements"):
            yield (name,), getattr(entry, name)
        yield ("checked", "not_seen"), entry.checked.not_seen
    elif isinstance(entry, Caveat):
        yield ("stands_for",), entry.stands_for
        yield ("scope", "kinds"), entry.scope.kinds
        yield ("scope", "groups"), entry.scope.groups
        yield ("scope", "entries"), entry.scope.entries
    elif isinstance(entry, Question):
        yield ("asked_as",), entry.asked_as
    elif isinstance(entry, Condition):
        yield ("groups",), entry.groups
    elif isinstance(entry, Substance):
        yield ("names",), entry.names
    elif isinstance(entry, Retired):
        yield ("moved_to",), entry.moved_to


def _new_words(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    name = "asked_as" if isinstance(entry, Question) else "search_words"
    words: tuple[str, ...] = entry.asked_as if isinstance(entry, Question) else entry.search_words
    seen = {text.casefold(): text for text in (entry.title, *entry.aliases)}
    for index, word in enumerate(words):
        if word.casefold() in seen and word not in words[:index]:  # the same spelling twice is LDN129
            path = (name, index)
            message = f"{word!r} adds nothing to {seen[word.casefold()]!r}, by which this entry is found already: remove it"
            yield Problem(path, message, mended=(Remove(path),))
        seen.setdefault(word.casefold(), word)


def _used(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    if isinstance(entry, Source) and entry.id not in context.index.used_sources:
        yield Problem(("id",), "is cited nowhere, counted nowhere, and belongs to no source that is: cite it, or remove it")


def _known_conditions(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    for index, name in enumerate(entry.conditions if isinstance(entry, Source) else ()):
        if f"condition/{name}" not in context.entries:
            message = f"is about {name!r}, which is no condition of the library: mend the id, add the condition, or leave it out"
            yield Problem(("conditions", index), message)


def _parents(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    if not isinstance(entry, Source):
        return
    seen: set[str] = set()
    name = entry.parent
    while name is not None and name not in seen:
        if name == entry.id:
            yield Problem(("parent",), "leads back to this source: the main report of a study has no parent")
            return
        seen.add(name)
        above = context.sources.get(name)
        name = above.parent if above else None


def _gravest_first(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    if not isinstance(entry, Caveat):
        return
    for index, name in enumerate(entry.stands_for):
        other = context.entries.get(f"caveat/{name}")
        if isinstance(other, Caveat) and SEVERITIES.index(other.severity) < SEVERITIES.index(entry.severity):
            message = f"stands for {name!r}, which is graver ({other.severity}): a compact card would hide that; turn it round"
            yield Problem(("stands_for", index), message)


RULES = (
    Rule("LDN120", "error", "A caveat reaches the medicines that it names.", _medicine_reached),
    Rule("LDN121", "error", "No alias repeats the title or another alias.", _one_name),
    Rule("LDN122", "error", "A short leaves room for the gravest caveat in the line form.", _short_fits),
    Rule("LDN127", "warning", "A name belongs to one condition, or one substance.", _one_meaning),
    Rule("LDN129", "error", "No list holds the same thing twice.", _nothing_twice),
    Rule("LDN130", "warning", "Search words and other wordings add to the names.", _new_words),
    Rule("LDN131", "warning", "Every source is used.", _used),
    Rule("LDN132", "error", "The conditions of a source are in the library.", _known_conditions),
    Rule("LDN133", "error", "The parents of sources form no circle.", _parents),
    Rule("LDN134", "error", "A caveat stands for none that is graver.", _gravest_first),
)
