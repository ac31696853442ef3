"""Whether the step of a version, and the changelog, fit what changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from ldn_content.compare.changelog import Release
from ldn_content.compare.changes import Comparison, Side
from ldn_content.links import parts_of
from ldn_content.model import Retired, Source, Topic, claims_of

Step = Literal["patch", "minor", "major"]
"""How far a version moves, smallest first."""
STEPS: tuple[Step, ...] = get_args(Step)
Version: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a release needs, and in what it falls short.

    Attributes:
        version: what the new content is to be released as.
        former: the release that held the old content; None where it is not known.
        needed: the least step that fits the change; None where nothing changed.
        failures: what does not fit, each with why, and how to mend it.
    """

    version: str
    former: str | None
    needed: Step | None
    failures: tuple[str, ...]

    @property
    def met(self) -> bool:
        """Whether everything fits."""
        return not self.failures


def semantic(text: str) -> Version | None:
    """Return the numbers of a version such as 1.2.0, or None where it is none.

    >>> semantic("0.3.0"), semantic("0.3")
    ((0, 3, 0), None)
    """
    found = re.fullmatch(r"(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})", text, re.ASCII)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def former_release(releases: tuple[Release, ...], content: str, version: Version) -> str | None:
    r"""Return the newest release before a version whose text names this version of the content.

    >>> from ldn_content.compare.changelog import releases
    >>> former_release(releases("## 0.2.0\nContent 2026.11.1."), "2026.11.1", (0, 3, 0))
    '0.2.0'
    """
    numbered = [(semantic(item.version), item) for item in releases if content in item.contents]
    before = [(numbers, item.version) for numbers, item in numbered if numbers is not None and numbers < version]
    return max(before)[1] if before else None


def judge(
    comparison: Comparison, schemas: tuple[str, str], version: str, former: str | None, releases: tuple[Release, ...]
) -> Requirement:
    """Return what a release of the new content needs.

    Args:
        comparison: what changed.
        schemas: the schemas of the files of both, before migration.
        version: what the new content is to be released as, such as 0.3.0.
        former: the release that held the old content; None where it is not known.
        releases: those of the changelog.

    Raises:
        ValueError: one of the two is no version.
    """
    asked, before = _numbers(version), None if former is None else _numbers(former)
    reasons = dict(_reasons(comparison, schemas))
    needed = max(reasons, key=STEPS.index, default=None)
    own = next((item for item in releases if item.version == version), None)
    failures = [*_gone(comparison.old, comparison.new), *_content(comparison), *_schema(schemas)]
    if before is None:
        failures.append(
            f"the release that held content {comparison.old.manifest.content_version} is not known: name it in the changelog "
            f'("content {comparison.old.manifest.content_version}"), or give --from VERSION'
        )
    elif asked <= before:
        failures.append(f"{version} is not greater than {former}, the release before: choose a greater version")
    elif needed is not None and STEPS.index(_step(before, asked)) < STEPS.index(_bounded(needed, before)):
        failures.append(_too_small(version, before, asked, needed, reasons[needed]))
    failures.extend(_told(comparison, version, own))
    return Requirement(version, former, needed, tuple(failures))


def _numbers(text: str) -> Version:
    found = semantic(text)
    if found is None:
        raise ValueError(f"{text!r} is no version: write three numbers, such as 0.3.0")
    return found


def _reasons(comparison: Comparison, schemas: tuple[str, str]) -> Iterator[tuple[Step, str]]:
    """Yield each step that the change needs, with the reason."""
    old, new = (_dotted(item) for item in schemas)
    if new[:1] > old[:1]:
        yield "major", f"the schema goes from {schemas[0]} to {schemas[1]}"
    safety = comparison.counts["safety"]
    added = sum(change.of_entry and change.action == "added" for change in comparison.changes)
    if safety:
        yield "minor", f"{safety} change(s) touch safety"
    elif added:
        yield "minor", f"{added} entries are new"
    elif new > old:
        yield "minor", f"the schema goes from {schemas[0]} to {schemas[1]}"
    if comparison.changes:
        yield "patch", "the content changed"


def _dotted(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in version.split(".") if part.isdecimal()]
    while numbers and not numbers[-1]:
        numbers.pop()  # 2026.11 is 2026.11.0
    return tuple(numbers)


def _step(before: Version, asked: Version) -> Step:
    return "major" if asked[0] > before[0] else "minor" if asked[:2] > before[:2] else "patch"


def _bounded(needed: Step, before: Version) -> Step:
    """Return the step that is asked for: while the major number is 0, a minor step is the largest (SemVer 4)."""
    return "minor" if needed == "major" and before[0] == 0 else needed


def _too_small(version: str, before: Version, asked: Version, needed: Step, reason: str) -> str:
    step = _bounded(needed, before)
    least = f"{before[0] + 1}.0.0" if step == "major" else f"{before[0]}.{before[1] + 1}.0"
    zero = " (a major step, which is a minor one below 1.0)" if needed != step else ""
    return f"{version} is a {_step(before, asked)} step, and {reason}: release it as {least} or later{zero}"


def _content(comparison: Comparison) -> Iterator[str]:
    old, new = (side.manifest.content_version for side in (comparison.old, comparison.new))
    apart = any(change.field not in {"content_version", "schema_version"} for change in comparison.changes)
    if _dotted(new) < _dotted(old):
        yield f"content_version went back from {old} to {new}: raise it in pack.json"
    elif apart and _dotted(new) == _dotted(old):
        yield f"the content changed and content_version is still {old}: raise it in pack.json, or hosts take it for the same"


def _schema(schemas: tuple[str, str]) -> Iterator[str]:
    if _dotted(schemas[1]) < _dotted(schemas[0]):
        yield f"the schema went back from {schemas[0]} to {schemas[1]}: readers of {schemas[0]} cannot go back with it"


def _told(comparison: Comparison, version: str, own: Release | None) -> Iterator[str]:
    if own is None:
        yield f"the changelog has no release {version}: add a heading '## [{version}] - YYYY-MM-DD' with what changed"
        return
    content = comparison.new.manifest.content_version
    if own.contents and content not in own.contents:
        yield f"the changelog says that {version} holds content {own.contents[0]}, pack.json says {content}: mend one of the two"
    safety = comparison.counts["safety"]
    if safety and not own.says("Safety"):
        yield f"{safety} change(s) touch safety, and the changelog of {version} has nothing below '### Safety': tell them there"


def _gone(old: Side, new: Side) -> Iterator[str]:
    """Yield each id that is no longer there, and nothing says where it went: ids are for ever."""
    live = {name: frozenset(_ids(new, name)) for name in new.entries}
    for reference in (name for name, entry in old.entries.items() if not isinstance(entry, Retired)):
        record = new.moves.get(reference)
        homes = (reference,) if reference in live else record.moved_to if record else ()
        if reference not in live and record is None:
            way = f"put it back, or add a retired entry with was {reference!r} that says why"
            yield f"{reference} is gone, and ids are for ever: {way}"
            continue
        kept = frozenset[str]().union(*(live.get(home, frozenset()) for home in homes))
        for name in sorted(frozenset(_ids(old, reference)) - kept) if homes else ():
            yield f"{reference}#{name} is gone from {', '.join(homes)}, and ids are for ever: put it back"
    for was in sorted(old.moves.keys() - new.moves.keys()):
        again = "is in use again" if was in live else "has lost the record that says where it went"
        yield f"{was} was retired and {again}, and ids are for ever: put {old.moves[was].reference} back"


def _ids(side: Side, reference: str) -> Iterator[str]:
    """Yield the ids in an entry that others may refer to: claims, sections, parts of a source."""
    entry = side.entries[reference]
    yield from (claim.id for claim in claims_of(entry))
    if isinstance(entry, Source):
        yield from parts_of(entry)
    if isinstance(entry, Topic):
        yield from (f"section {section.id}" for section in entry.sections)
