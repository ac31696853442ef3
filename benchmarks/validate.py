"""Measures how long a large pack takes to check, against loading it; quoted in docs/performance.md.

    python benchmarks/validate.py [--entries 10000] [--profile]

The pack holds copies of the built-in conditions, topics, questions, claim reviews, terms and sources under new ids. It lies on
the built-in pack, whose entries the copies cite. Each measurement is a process of its own, so that its peak of memory is too.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from ldn_content.library import Library
from ldn_content.model import FOLDERS, AnyEntry, Source

LOAD = "from ldn_content.library import Library\ndef run(pack): Library.load(packs=[pack])\n"
VALIDATE = "from ldn_content.check import validate\ndef run(pack): return validate(pack, as_of='2026-11')\n"
MEASURE = """
import resource, sys, time
run(sys.argv[2])  # a small pack first: imports are no part of what is measured
start = time.perf_counter()
report = run(sys.argv[1])
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, report and len(report.findings))
"""
PROFILE = """
import cProfile, pstats, sys
run(sys.argv[2])
with cProfile.Profile() as profile:
    run(sys.argv[1])
pstats.Stats(profile).sort_stats("tottime").print_stats(40)
"""
OWN = {"aliases", "codes", "doi", "pmid", "pmcid", "trial_ids", "counting", "search_words", "defined_by"}
TEXT = re.compile(r'("(?:plain|clinical|definition|what_it_is|text)": "[^"\\]*)\."')
COPIED = {"condition", "topic", "question", "claim-review", "term", "source"}


def make(root: Path, count: int) -> Path:
    """Write a pack of so many entries and return it."""
    library = Library.load()
    manifest = library.packs[0].manifest
    assert manifest is not None
    root.mkdir()
    about = {**manifest.model_dump(mode="json", exclude_defaults=True), "id": "copies", "title": "Copies"}
    (root / "pack.json").write_text(json.dumps(about), encoding="utf-8")
    entries = [entry for entry in library.entries.values() if entry.kind in COPIED]
    for kind in COPIED:
        (root / FOLDERS[kind]).mkdir()
    for number in range(count):
        copy, place = divmod(number, len(entries))
        entry = entries[place]
        data = _copied(entry, f"{ascii_lowercase[copy // 26]}{ascii_lowercase[copy % 26]}")
        path = root / FOLDERS[entry.kind] / f"{data['id']}.json"
        path.write_text(json.dumps(data, ensure_ascii=False, indent=2), encoding="utf-8")
    return root


def _copied(entry: AnyEntry, mark: str) -> dict[str, Any]:
    """Return the fields of a copy: without what belongs to one entry only, and with texts that no other copy has."""
    fields = entry.model_dump(mode="json", exclude_defaults=True, exclude=OWN)
    text = TEXT.sub(rf'\1, copy {mark}."', json.dumps(fields, ensure_ascii=False))
    changed = {"id": f"{entry.id[:70]}-{mark}", "title": f"{entry.title} ({mark})"}
    if isinstance(entry, Source):  # nothing cites it, which a second report of another source need not be
        changed |= {"parent": entry.id, "url": "https://example.org/copy", "link_kind": "publisher"}
    counting = {"counting": {"not_because": "A copy."}} if isinstance(entry, Source) and entry.counting else {}
    return {**json.loads(text), **changed, **counting}


def measured(code: str, *packs: Path) -> str:
    """Return what a process of its own prints."""
    done = subprocess.run([sys.executable, "-c", code, *map(str, packs)], check=True, capture_output=True, text=True)
    return done.stdout


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", action="store_true", help="print where the time of checking goes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        large, small = make(Path(name) / "large", options.entries), make(Path(name) / "small", 1)
        if options.profile:
            print(measured(VALIDATE + PROFILE, large, small))
            return
        best = []
        print("| what | seconds | MB at the peak | findings |\n|---|---|---|---|")
        for what, code in (("load", LOAD), ("validate", VALIDATE)):
            rows = [measured(code + MEASURE, large, small).split() for _ in range(options.rounds)]
            seconds, memory, findings = min(rows, key=lambda row: float(row[0]))
            best.append(float(seconds))
            print(f"| {what} {options.entries:,} entries | {float(seconds):.2f} | {float(memory):.0f} | {findings} |", flush=True)
        print(f"\nvalidate / load: {best[1] / best[0]:.1f}")


if __name__ == "__main__":
    main()
