"""Runs the rules over a pack and lays its waivers over what they find."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from ldn_content.check import (
    abbreviations,
    balance,
    evidence,
    freshness,
    hygiene,
    identifiers,
    laws,
    placeholders,
    readability,
    structure,
    studies,
)
from ldn_content.check.places import asked_for
from ldn_content.check.report import Report
from ldn_content.check.rule import Context, Problem, Rule
from ldn_content.check.selection import Selection
from ldn_content.edits import Edit, Remove
from ldn_content.errors import InvalidPack, UnknownLanguage
from ldn_content.files import read_bytes
from ldn_content.findings import Finding
from ldn_content.inventory import FILE, take, to_json
from ldn_content.library import merge
from ldn_content.links import Cited, broken, cited
from ldn_content.model import FOLDERS, AnyEntry, Source, Waiver
from ldn_content.pack import Folder, Pack, built_in, collection_held, load_built_in, read_pack

MODULES = (structure, placeholders, identifiers, studies, evidence, laws, readability, abbreviations, balance, freshness, hygiene)
"""The modules that hold rules about single entries."""
RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for module in MODULES for rule in module.RULES})
"""Every rule about single entries, by code. Codes LDN0xx are faults of files, LDN10x and LDN11x of references."""

_STOPS = re.compile("LDN0|LDN1[01]")
"""Faults with which a pack does not load."""
_UNREAD = re.compile("LDN0(?!12)")
"""Faults for which a file, or a folder, is not read."""
_OF_SOURCES = re.compile("LDN[23]")
"""Faults of what is said against the sources that are cited for it."""
_MOST = 100  # findings of one code in one entry
_QUOTED = re.compile("'([^']*)'")
Found = tuple[Finding, tuple[Edit, ...]]
"""A finding, and the edits that mend it where that needs no judgement."""
Watch = Callable[[int, int], object]
"""Is told how many entries have been checked, and of how many."""


def validate(
    place: str | Path | Folder | None = None,
    *,
    as_of: str,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    files: Collection[str] | None = None,
    watch: Watch | None = None,
) -> Report:
    """Return what is wrong with a pack; the built-in English one without a place.

    A pack is checked as it would be loaded: on top of the built-in pack of its language, unless it is that pack.

    >>> validate(as_of="2026-11", select=["LDN2"], ignore=["LDN202"]).findings
    ()

    Args:
        place: a directory, a zip or an opened folder.
        as_of: the month (YYYY-MM) against which waivers expire and ages are worked out.
        select: codes, or beginnings of codes (`LDN4`), that are asked for; all without any.
        ignore: those that are not. Where both fit a code, the longer beginning decides, and `ignore` where they are the same.
        files: files and folders inside the pack whose findings are asked for. The whole pack is read and checked all the same.
        watch: is told after each entry how many have been checked, and of how many.

    Raises:
        UnsupportedSchema, CorruptData: the pack cannot be read at all.
        ValueError: no code begins with what is selected or ignored.
    """
    selection = Selection.of(select, ignore)
    with collection_held():
        pack = read_pack(built_in("en") if place is None else place)
        found = dict(_apply_waivers(_found(pack, as_of, selection, watch), pack, as_of, selection))
    asked = [finding for finding in sorted(found) if asked_for(finding.file, files)]
    findings = tuple(finding for finding in asked if selection.takes(finding.code))
    return Report(
        place="built-in" if place is None else str(place),
        entries=len(pack.entries),
        findings=findings,
        root=str(pack.root).rstrip("/"),
        unread=len({item.file for item in asked if _UNREAD.match(item.code) and not selection.takes(item.code)}),
        elsewhere=sum(selection.takes(finding.code) for finding in found) - len(findings),
        mendings=tuple((finding, found[finding]) for finding in findings if found[finding]),
    )


def _found(pack: Pack, as_of: str, selection: Selection, watch: Watch | None) -> Iterator[Found]:
    findings = [*pack.findings, *_inventory(pack)]
    entries, origin, more = _lay(pack)
    findings += more
    findings += _links(pack, entries, origin, {finding.file for finding in findings})
    yield from ((finding, ()) for finding in findings)
    sources = {item.id: item for item in entries.values() if isinstance(item, Source)}
    context = Context(entries, sources, as_of, pack.manifest.review if pack.manifest else None)
    rules = [rule for rule in RULES.values() if selection.takes(rule.code)]
    if pack.manifest is not None:
        for rule in rules:
            yield from _placed(rule, None, rule.check_manifest(pack.manifest, context), pack)
    refused = {item.file.rpartition("/")[2].removesuffix(".json") for item in findings if _is_unread_source(item)}
    for number, entry in enumerate(pack.entries, start=1):
        unsure = _citing(entry, refused)
        for found in check_entry(entry, context, pack, rules):
            if found[0].entry not in unsure or not _OF_SOURCES.match(found[0].code):
                yield found
        if watch is not None:
            watch(number, len(pack.entries))


def _is_unread_source(finding: Finding) -> bool:
    return finding.file.startswith("sources/") and _UNREAD.match(finding.code) is not None


def _citing(entry: AnyEntry, sources: Collection[str]) -> frozenset[str]:
    """Return the references of an entry and of its claims, where they cite one of some sources."""
    return frozenset(
        entry.reference + (f"#{block.claim.id}" if block.claim else "")
        for block in (cited(entry) if sources else ())
        for part in _parts(block)
        if part.partition("#")[0] in sources
    )


def _parts(block: Cited) -> Iterator[str]:
    yield from (item.part for item in block.citations)
    yield from (item.part for made in block.derived for item in made.inputs)


def check_entry(entry: AnyEntry, context: Context, pack: Pack, rules: Iterable[Rule] = RULES.values()) -> Iterator[Found]:
    """Yield what the rules find in one entry, with the edits that mend it."""
    for rule in rules:
        problems = list(islice(rule.check(entry, context), _MOST + 1))
        if problems:
            yield from _placed(rule, entry, problems, pack)


def _placed(rule: Rule, entry: AnyEntry | None, problems: Iterable[Problem], pack: Pack) -> Iterator[Found]:
    """Yield problems of an entry, or of pack.json without one, as findings; where there are very many, the first of them."""
    for number, item in enumerate(problems):
        if number == _MOST:
            yield pack.finding(rule.code, entry, (), "has more of these: mend the others first", rule.severity), ()
            return
        yield pack.finding(rule.code, entry, item.path, item.message, rule.severity, item.claim), item.mended


def _is_ours(pack: Pack) -> bool:
    return pack.manifest is not None and pack.manifest.id == "ldn-content"


def _inventory(pack: Pack) -> Iterator[Finding]:
    """Yield a finding where the inventory of the built-in pack is not that of its entries: what it lacks is never read."""
    if not _is_ours(pack):
        return
    file = pack.root.joinpath(FILE)
    if not file.is_file() or read_bytes(file) != to_json(take(pack.entries)).encode():
        message = (
            "is not the inventory of the entries: in a checkout of ldn-content, make it anew with `python docs/build.py`; "
            "a pack of your own needs another id than 'ldn-content'"
        )
        yield Finding(FILE, 1, 1, "LDN012", "error", message)


def _links(pack: Pack, entries: Mapping[str, AnyEntry], origin: Mapping[str, Pack], faulty: Iterable[str]) -> Iterator[Finding]:
    """Yield the broken references; those of the pack below stand at what this one replaces."""
    refused = {file.rpartition("/")[2].removesuffix(".json") for file in faulty}
    for item in broken(entries):
        if any(name.rpartition("/")[2].partition("#")[0] in refused for name in _QUOTED.findall(item.message)):
            continue  # what is there, and is refused itself, is not missing
        if origin[item.entry.reference] is pack:
            yield pack.finding(item.code, item.entry, item.path, item.message)
        else:
            message = f"breaks {item.entry.reference} of the pack below, which then {item.message}"
            yield pack.finding(item.code, None, ("replaces",), message)


def _lay(pack: Pack) -> tuple[Mapping[str, AnyEntry], Mapping[str, Pack], list[Finding]]:
    """Lay the pack on the built-in one; where that is refused, say why and go on."""
    if pack.manifest is None:  # what it replaces is not known; but what is below it is not missing
        return *_overlaid([load_built_in("en"), pack]), []
    below: list[Pack] = []
    if not _is_ours(pack):
        try:
            below = [load_built_in(pack.manifest.language)]
        except UnknownLanguage as error:
            message = f"{error}: it is checked alone, and the rules of words know English only"
            return *merge([pack]), [pack.finding("LDN903", None, ("language",), message, "warning")]
    try:
        return *merge([*below, pack]), []
    except InvalidPack as error:
        return *_overlaid([*below, pack]), sorted(set(error.findings) - set(pack.findings))


def _overlaid(packs: Iterable[Pack]) -> tuple[Mapping[str, AnyEntry], Mapping[str, Pack]]:
    """Return the entries of packs, and where each is from; nobody asks whether one may lie on the other."""
    layers = [(pack, pack.entries) for pack in packs]
    entries = {item.reference: item for _, items in layers for item in items}
    return entries, {item.reference: pack for pack, items in layers for item in items}


def _apply_waivers(found: Iterable[Found], pack: Pack, as_of: str, selection: Selection) -> Iterator[Found]:
    """Yield what is not waived, and what is wrong with the waivers themselves."""
    waivers = pack.manifest.waivers if pack.manifest else ()
    holding: dict[str, list[Waiver]] = {}
    for waiver in waivers:
        if waiver.expires >= as_of and not _STOPS.match(waiver.code):
            holding.setdefault(waiver.code, []).append(waiver)
    used: set[Waiver] = set()
    unread: set[str] = set()
    sources_read = True
    loads = True
    for finding, edits in found:
        loads = loads and not _STOPS.match(finding.code)
        if _UNREAD.match(finding.code):
            unread.add(finding.file)
        sources_read = sources_read and not _is_unread_source(finding)
        fitting = next((item for item in holding.get(finding.code, ()) if _fits(item, finding)), None)
        if fitting is None:
            yield finding, edits
        else:
            used.add(fitting)
    for index, waiver in enumerate(waivers):
        if waiver in used:
            continue
        code, message = _fault(waiver, as_of)
        unsure = _file(waiver) in unread or (not sources_read and _OF_SOURCES.match(waiver.code) is not None)
        if code == "LDN904" or (selection.takes(waiver.code) and not unsure):
            mended = (Remove(("waivers", index)),) if code == "LDN901" and loads else ()
            yield pack.finding(code, None, ("waivers", index), message), mended


def _fits(waiver: Waiver, finding: Finding) -> bool:
    return waiver.entry in {finding.entry, finding.entry.partition("#")[0]}


def _file(waiver: Waiver) -> str:
    kind, _, name = waiver.entry.partition("#")[0].partition("/")
    return f"{FOLDERS.get(kind, kind)}/{name}.json"


def _fault(waiver: Waiver, as_of: str) -> tuple[str, str]:
    """Return the code and the message of a waiver that is not used."""
    what = f"the waiver of {waiver.code} at {waiver.entry}"
    if _STOPS.match(waiver.code):
        return "LDN904", f"{what} can never hold: with that fault the pack does not load; mend it, and remove the waiver"
    if waiver.expires < as_of:
        return "LDN902", f"{what} expired in {waiver.expires}: mend the entry or renew it"
    return "LDN901", f"{what} fits no finding: remove it"
