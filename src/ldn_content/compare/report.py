"""Reports of what changed: text for a terminal, Markdown for release notes, JSON for machines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from ldn_content.compare.changes import Change, Comparison
from ldn_content.compare.fields import Json
from ldn_content.compare.places import Place
from ldn_content.compare.requirement import Requirement
from ldn_content.compare.rules import AREAS
from ldn_content.inert import inert, printable

FORMAT = 1
"""The version of the JSON report; it is raised when a field goes or changes its meaning."""
HEADINGS = ("Safety", "Evidence", "Wording", "Metadata", "Added", "Removed")
"""The headings, in order. A whole entry that came or went stands under the last two, unless it touches safety."""
_CARDS = 5
_JOINERS = "\u200c\u200d\u00a0"
"""Unseen, and allowed in every text of a pack: in a code span they stand as they are."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of `ldn-content diff` found.

    Attributes:
        old, new: where the two packs came from.
        comparison: what changed.
        requirement: whether a version fits; None where none was asked for.
    """

    old: Place
    new: Place
    comparison: Comparison
    requirement: Requirement | None = None


def heading(change: Change) -> str:
    """Return the heading under which a change stands."""
    if change.area != "safety" and change.of_entry and not change.reference.startswith("retired/"):
        return "Added" if change.action == "added" else "Removed"
    return change.area.capitalize()


def to_text(outcome: Outcome) -> str:
    """Return the changes below headings, old values marked with - and new ones with +, and a line that sums up."""
    return "\n".join(_text(outcome))


def to_markdown(outcome: Outcome) -> str:
    """Return the same as Markdown. What the packs say stands in code spans, so that nothing in it is taken for Markdown."""
    return "\n".join(_markdown(outcome))


def to_json(outcome: Outcome) -> str:
    """Return the same as JSON: `format`, `old`, `new`, `counts`, `changes`, `requirement`."""
    required = outcome.requirement
    data = {
        "format": FORMAT,
        "old": _place(outcome.old),
        "new": _place(outcome.new),
        "counts": dict(outcome.comparison.counts),
        "changes": [asdict(change) for change in outcome.comparison.changes],
        "requirement": None if required is None else {**asdict(required), "met": required.met},
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _place(place: Place) -> dict[str, Any]:
    manifest = place.side.manifest
    return {
        "place": place.name,
        "pack": manifest.id,
        "content_version": manifest.content_version,
        "schema_version": place.schema_version,
        "package": place.package,
    }


def _grouped(outcome: Outcome) -> Iterator[tuple[str, list[Change]]]:
    for name in HEADINGS:
        changes = [change for change in outcome.comparison.changes if heading(change) == name]
        if changes:
            yield name, changes


def _text(outcome: Outcome) -> Iterator[str]:
    for mark, place in (("-", outcome.old), ("+", outcome.new)):
        yield f"{mark} {inert(place.name)}: {_versions(place)}"
    for name, changes in _grouped(outcome):
        yield ""
        yield f"{name} ({len(changes)})"
        for change in changes:
            yield f"  {_what(change)}. {change.why}"
            yield from (inert(f"    - {item}") for item in _shown(change.old))
            yield from (inert(f"    + {item}") for item in _shown(change.new))
    yield ""
    yield _sum(outcome.comparison)
    if outcome.requirement is not None:
        yield from _judged(outcome.requirement)


def _judged(required: Requirement) -> Iterator[str]:
    after = f" after {required.former}" if required.former else ""
    below = " (below 1.0 a minor one)" if required.needed == "major" and (required.former or "").startswith("0.") else ""
    step = f"the change needs a {required.needed} step{below}" if required.needed else "nothing changed"
    yield f"{required.version}{after}: {step}; {'refused' if required.failures else 'it fits'}"
    yield from (inert(f"  refused: {failure}") for failure in required.failures)


def _markdown(outcome: Outcome) -> Iterator[str]:
    yield f"From {_code(outcome.old.name)} ({_versions(outcome.old)}) to {_code(outcome.new.name)} ({_versions(outcome.new)})."
    for name, changes in _grouped(outcome):
        yield from ("", f"## {name}", "")
        for change in changes:
            yield f"- {_code(change.reference)}{f' {_code(change.field)}' if change.field else ''} {change.action}. {change.why}"
            yield from (f"  - was: {_code(item)}" for item in _shown(change.old))
            yield from (f"  - is: {_code(item)}" for item in _shown(change.new))
    yield ""
    yield _sum(outcome.comparison)
    if outcome.requirement is not None:
        first, *failures = _judged(outcome.requirement)
        yield from ("", f"**{first}**", "")
        yield from (f"- {_code(failure.strip())}" for failure in failures)


def _versions(place: Place) -> str:
    manifest = place.side.manifest
    release = f"ldn-content {place.package}, " if place.package else ""
    return f"{release}content {manifest.content_version}, schema {place.schema_version}"


def _what(change: Change) -> str:
    return f"{change.reference} {change.field} {change.action}" if change.field else f"{change.reference} {change.action}"


def _sum(comparison: Comparison) -> str:
    if not comparison.changes:
        return "Nothing changed."
    counts = ", ".join(f"{comparison.counts[area]} {area}" for area in AREAS if comparison.counts[area])
    return f"{len(comparison.changes)} change(s): {counts}."


def _shown(value: Json) -> Iterator[str]:
    """Yield the lines that show a value; of many cards the first, and how many there are."""
    if value is None:
        return
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        yield from (value[:_CARDS] if len(value) > _CARDS + 1 else value)
        if len(value) > _CARDS + 1:
            yield f"and {len(value) - _CARDS} more (all of them: --format json)"
    else:
        yield value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _code(text: str) -> str:
    """Return a text as a code span, in which nothing but the mark at its end has a meaning."""
    text = printable(text, kept=_JOINERS)
    longest = max(map(len, re.findall("`+", text)), default=0)
    marks = "`" * (longest + 1)
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{marks}{pad}{text}{pad}{marks}"
