"""A copy of the built-in pack in which one file at a time is spoilt, and a look at what is found then."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path as File

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from defects import Data, Defect, Path, text_of
from ldn_content import reading
from ldn_content.builtin import LIBRARY
from ldn_content.check import Context
from ldn_content.check.engine import check_entry
from ldn_content.findings import Finding
from ldn_content.links import link_findings
from ldn_content.model import FOLDERS, Source
from ldn_content.pack import built_in, read_pack
from ldn_content.positions import scan

AS_OF = "2026-11"


class Bench:
    """A copy of the built-in pack in which one file at a time is spoilt."""

    def __init__(self, root: File) -> None:
        self.pack = read_pack(shutil.copytree(built_in("en"), root))
        self.entries = {entry.reference: entry for entry in self.pack.entries}
        self.texts = {
            entry.reference: (root / FOLDERS[entry.kind] / f"{entry.id}.json").read_text(encoding="utf-8")
            for entry in self.pack.entries
        }

    def findings(self, reference: str, raw: bytes) -> tuple[Finding, ...]:
        """What is found in the file of an entry when it holds these bytes."""
        kind, _, name = reference.partition("/")
        file = f"{FOLDERS[kind]}/{name}.json"
        found: list[Finding] = []
        (self.pack.root / file).write_bytes(raw)
        try:
            data = reading.read_object(raw, file, found)
            entry = None if data is None else reading.read_entry(data, raw, kind, file, found)
            if entry is not None:
                after = {**self.entries, reference: entry}
                found += (item for item in link_findings(after, dict.fromkeys(after, self.pack)) if item.file == file)
                sources = {item.id: item for item in after.values() if isinstance(item, Source)}
                review = self.pack.manifest.review if self.pack.manifest else None
                context = Context(after, sources, AS_OF, review)
                found += (finding for finding, _ in check_entry(entry, context, self.pack))
        finally:
            (self.pack.root / file).write_text(self.texts[reference], encoding="utf-8")
        return tuple(found)


@cache
def spoilable(defect: Defect) -> tuple[tuple[str, Path], ...]:
    """Every place in the built-in pack at which a defect can be made."""
    return tuple((name, place) for name, data in DATA.items() for place in defect.places(data))


DATA: Mapping[str, Data] = {
    entry.reference: json.loads((built_in("en") / FOLDERS[entry.kind] / f"{entry.id}.json").read_text(encoding="utf-8"))
    for entry in LIBRARY.entries.values()
}
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
DRAWN = settings(deadline=None, max_examples=6, derandomize=True, database=None, suppress_health_check=SLOW)


def find_at_its_line(bench: Bench, defect: Defect) -> None:
    """Make a defect in places drawn from all, and look whether it is found there."""
    assert spoilable(defect), "there is no place for it"

    @DRAWN
    @given(st.sampled_from(spoilable(defect)))
    def spoil(drawn: tuple[str, Path]) -> None:
        reference, place = drawn
        data = deepcopy(DATA[reference])
        field = defect.make(data, place)
        text = text_of(data)
        line, _ = scan(text).line_column(field)
        found = bench.findings(reference, text.encode())
        assert (defect.code, line) in {(item.code, item.line) for item in found}, [reference, field, line, *map(str, found)]

    spoil()
