"""Measures how long a large pack takes to check, against loading it; quoted in docs/performance.md.

    python benchmarks/validate.py [--entries 10000] [--profile]

The pack holds copies of the built-in conditions, topics, questions, claim reviews, terms and sources under new ids, which refer
to each other. Small words differ from copy to copy, so that hardly any text stands in two entries: what was read once would not
be read again. The pack lies on the built-in one. Each measurement is a process of its own, so that its peak of memory is too.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Container
from pathlib import Path
from typing import Any

from ldn_content.library import Library
from ldn_content.model import FOLDERS

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
PLAIN = {"part": "source", "parent": "source", "shown_with": "source", "groups": "condition", "conditions": "condition",
         "condition": "condition"}  # fmt: skip
"""Fields whose references name no kind."""
SMALL_WORDS = re.compile(
    "(?<=[a-z] )(?:the|and|with|from|that|for|a|at|by|who|had)(?= [a-z])(?! (?:two|three|four|five|six|seven|eight|nine|same))"
)
COPIED = {"condition", "topic", "question", "claim-review", "term", "source"}


def make(root: Path, count: int) -> Path:
    """Write a pack of so many entries and return it."""
    library = Library.load()
    manifest = library.packs[0].manifest
    assert manifest is not None
    root.mkdir()
    data = manifest.model_dump(mode="json", exclude_defaults=True)
    (root / "pack.json").write_text(json.dumps({**data, "id": "copies", "title": "Copies"}), encoding="utf-8")
    entries = [entry for entry in library.entries.values() if entry.kind in COPIED]
    written = [entry.model_dump(mode="json", exclude_defaults=True) for entry in entries]
    for kind in COPIED:
        (root / FOLDERS[kind]).mkdir()
    for number in range(count):
        copy, place = divmod(number, len(entries))
        there = {entry.reference for entry in entries[: count - copy * len(entries)]}
        entry = _copied(written[place], copy, there) | {"id": _renamed(entries[place].id, copy)}
        path = root / FOLDERS[entry["kind"]] / f"{entry['id']}.json"
        path.write_text(json.dumps(entry, indent=2, ensure_ascii=False), encoding="utf-8")
    return root


def _renamed(name: str, copy: int) -> str:
    return f"{name[:70]}-{copy}"


def _copied(value: Any, copy: int, there: Container[str], key: str = "") -> Any:
    """Return what stands in an entry with words of its own, and with the references of its own round of copies."""
    if isinstance(value, dict):
        return {name: _copied(item, copy, there, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_copied(item, copy, there, key) for item in value]
    if not isinstance(value, str):
        return value
    name, mark, rest = value.partition("#")
    kind = PLAIN.get(key)
    if (f"{kind}/{name}" if kind else name) in there:
        return f"{_renamed(name, copy)}{mark}{rest}"
    word = chr(ord("a") + copy % 26)
    return SMALL_WORDS.sub(lambda found: (word + "zgkj")[: len(found[0])], value)


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
