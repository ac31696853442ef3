"""Runs the rules over a pack and lays its waivers over what they find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from ldn_content.check import evidence, laws, placeholders, structure
from ldn_content.check.rule import Context, Rule
from ldn_content.errors import InvalidPack, UnknownLanguage
from ldn_content.files import read_bytes
from ldn_content.findings import Finding
from ldn_content.inventory import FILE, take, to_json
from ldn_content.library import merge
from ldn_content.links import link_findings
from ldn_content.model import AnyEntry, Source, Waiver
from ldn_content.pack import Folder, Pack, built_in, load_built_in, read_pack

RULES: Mapping[str, Rule] = MappingProxyType(
    {rule.code: rule for module in (structure, placeholders, evidence, laws) for rule in module.RULES}
)
"""Every rule about single entries, by code. Codes LDN0xx are faults of files, LDN10x and LDN11x of references."""


@dataclass(frozen=True, slots=True)
class Report:
    """What validation found.

    Attributes:
        place: the pack.
        entries: how many entries were read.
        findings: in order of file, line and code.
    """

    place: str
    entries: int
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.severity == "error" for finding in self.findings)


def validate(place: str | Path | Folder | None = None, *, as_of: str) -> Report:
    """Return what is wrong with a pack; the built-in English one without a place.

    A pack is checked as it would be loaded: on top of the built-in pack of its language, unless it is that pack.

    Args:
        place: a directory, a zip or an opened folder.
        as_of: the month (YYYY-MM) against which waivers expire.

    Raises:
        UnsupportedSchema, CorruptData: the pack cannot be read at all.
    """
    pack = read_pack(built_in("en") if place is None else place)
    findings = [*pack.findings, *_inventory(pack)]
    entries, origin, more = _lay(pack)
    findings += more
    faulty = {finding.file for finding in findings}  # a source whose own file is refused is not missing
    findings += [item for item in link_findings(entries, origin) if not _asks_for(item, faulty)]
    findings += placeholders.manifest_findings(pack)
    sources = {item.id: item for item in entries.values() if isinstance(item, Source)}
    context = Context(entries, sources, as_of, pack.manifest.review if pack.manifest else None)
    for entry in pack.entries:
        findings += check_entry(entry, context, pack)
    kept = _apply_waivers(findings, pack, as_of)
    return Report(str(place or "built-in"), len(pack.entries), tuple(sorted(set(kept))))


def _is_ours(pack: Pack) -> bool:
    return pack.manifest is not None and pack.manifest.id == "ldn-content"


def _inventory(pack: Pack) -> Iterator[Finding]:
    """Yield a finding where the inventory of the built-in pack is not that of its entries: what it lacks is never read."""
    if not _is_ours(pack):
        return
    file = pack.root.joinpath(FILE)
    if not file.is_file() or read_bytes(file) != to_json(take(pack.entries)).encode():
        message = "is not the inventory of the entries: make it anew with `python docs/build.py`"
        yield Finding(FILE, 1, 1, "LDN012", "error", message)


def check_entry(entry: AnyEntry, context: Context, pack: Pack, rules: Iterable[Rule] = RULES.values()) -> Iterator[Finding]:
    """Yield what the rules find in one entry."""
    for rule in rules:
        for problem in rule.check(entry, context):
            yield pack.finding(rule.code, entry, problem.path, problem.message, rule.severity, problem.claim)


def _asks_for(finding: Finding, files: Iterable[str]) -> bool:
    return any(finding.message.endswith(f"add {file}") for file in files)


def _lay(pack: Pack) -> tuple[Mapping[str, AnyEntry], Mapping[str, Pack], list[Finding]]:
    """Lay the pack on the built-in one; where that is refused, say why and go on with the pack alone."""
    below: list[Pack] = []
    if pack.manifest is not None and not _is_ours(pack):
        try:
            below = [load_built_in(pack.manifest.language)]
        except UnknownLanguage as error:
            message = f"{error}: it is checked alone, and the rules of words know English only"
            return *merge([pack]), [pack.finding("LDN903", None, ("language",), message, "warning")]
    try:
        return *merge([*below, pack]), []
    except InvalidPack as error:
        entries = {item.reference: item for layer in (*below, pack) for item in layer.entries}
        origin = {item.reference: layer for layer in (*below, pack) for item in layer.entries}
        return entries, origin, [item for item in error.findings if item not in pack.findings]


def _apply_waivers(findings: Iterable[Finding], pack: Pack, as_of: str) -> Iterator[Finding]:
    waivers = pack.manifest.waivers if pack.manifest else ()
    used: set[Waiver] = set()
    for finding in findings:
        waiver = next((item for item in waivers if item.expires >= as_of and _fits(item, finding)), None)
        if waiver is None:
            yield finding
        else:
            used.add(waiver)
    for index, waiver in enumerate(waivers):
        if waiver.expires < as_of:
            message = f"the waiver of {waiver.code} at {waiver.entry} expired in {waiver.expires}: mend the entry or renew it"
            yield pack.finding("LDN902", None, ("waivers", index), message)
        elif waiver not in used:
            message = f"the waiver of {waiver.code} at {waiver.entry} fits no finding: remove it"
            yield pack.finding("LDN901", None, ("waivers", index), message)


def _fits(waiver: Waiver, finding: Finding) -> bool:
    return finding.code == waiver.code and waiver.entry in {finding.entry, finding.entry.partition("#")[0]}
