"""Measures what docs/performance.md quotes, and prints it as a table.

    python benchmarks/measure.py [--rounds 41] [--threads] [--growth]

Cold times: fresh interpreters that leave by `os._exit`, interleaved with a process that defines and validates one trivial
Pydantic model; the ratio is the median of the paired ratios. Everything else is measured warm in this process.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pydantic

import ldn_content
from ldn_content.index import Index, documents
from ldn_content.library import Library
from ldn_content.model import CLASSES, FOLDERS
from ldn_content.pack import read_pack

TRIVIAL = "from pydantic import BaseModel\nclass M(BaseModel):\n    a: int\nM(a=1)\n"
CARD = "import ldn_content as ldn\ncard = ldn.card('condition/fibromyalgia')\n"
LEAVE = "import os\nos._exit(0)\n"
THREADS = """
import threading, ldn_content as ldn
gate, failed = threading.Barrier(24), []
def use():
    gate.wait()
    try:
        assert ldn.card("condition/fibromyalgia").caveats
        assert ldn.find("fibro") is not None
        assert ldn.search("codeine")
    except BaseException as error:
        failed.append(repr(error))
threads = [threading.Thread(target=use) for _ in range(24)]
[t.start() for t in threads]; [t.join() for t in threads]
assert not failed, failed
"""
KNOWN = ("fibromyalgia pain", "crohn's", "multiple sclerosis", "codeine", "side effects", "vivid dreams", "cancer", "lupus",
         "methadone", "how does it work", "can i take it with codeine", "dose used in studies")  # fmt: skip
TYPOS = ("fibromialgia", "chrohns disease", "multiple sclerosys", "codiene", "metadone", "naltrexon", "side efects")


ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def seconds(code: str) -> float:
    """Return the time of a fresh interpreter that runs the code; compiled files are written, as an installer does."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, env=ENVIRONMENT)
    return time.perf_counter() - start


def cold(rounds: int) -> Iterator[tuple[str, str]]:
    """Yield the cold ratio and its parts."""
    pairs = []
    for number in range(rounds + 2):
        first, second = (TRIVIAL, CARD) if number % 2 else (CARD, TRIVIAL)
        times = {first: seconds(first + LEAVE), second: seconds(second + LEAVE)}
        pairs.append((times[CARD], times[TRIVIAL]))
    pairs = pairs[2:]  # the first rounds warm the page cache
    ours, trivial = (statistics.median(values) * 1e3 for values in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    yield "cold process to the first card", f"{ours:.0f} ms"
    yield "cold process, one trivial model", f"{trivial:.0f} ms"
    yield "ratio (median of pairs)", f"{ratio:.3f}"


def per_call(call: Callable[[], object], number: int = 20000) -> float:
    """Return the median time of a call in nanoseconds, over seven series."""
    series = []
    for _ in range(7):
        start = time.perf_counter_ns()
        for _ in range(number):
            call()
        series.append((time.perf_counter_ns() - start) / number)
    return statistics.median(series)


def overhead() -> float:
    """Return what `per_call` itself costs, in nanoseconds."""
    return per_call(lambda: None)


def warm() -> Iterator[tuple[str, str]]:
    """Yield look-ups, validation and search."""
    raw = [(entry.kind, json.loads(entry.model_dump_json())) for entry in Library.load().entries.values()]
    gc.collect()
    best = min(_validate_all(raw) for _ in range(15))
    yield "validation of the built-in pack", f"{best / len(raw) * 1e6:.1f} µs an entry ({len(raw)} entries)"
    empty = overhead()
    conditions, find = ldn_content.conditions, ldn_content.find
    find("fibro")
    yield "look-up by id", f"{per_call(lambda: conditions['fibromyalgia']) - empty:.0f} ns"
    yield "look-up by alias as spelt", f"{per_call(lambda: find('fibrositis')) - empty:.0f} ns"
    yield "look-up by alias folded", f"{per_call(lambda: find('FIBRO-SITIS')) - empty:.0f} ns"
    yield from searching()


def _validate_all(raw: Sequence[tuple[str, object]]) -> float:
    start = time.perf_counter()
    for kind, data in raw:
        CLASSES[kind].model_validate(data)
    return time.perf_counter() - start


def searching() -> Iterator[tuple[str, str]]:
    """Yield the time of the index and of searches."""
    library = ldn_content.Library.load()
    builds = []
    for _ in range(5):
        start = time.perf_counter()
        Index(documents(library.entries.values(), library.short))
        builds.append(time.perf_counter() - start)
    yield "search index, built once", f"{statistics.median(builds) * 1e3:.0f} ms"
    library.search("fibromialgia")
    for name, queries in (("known words", KNOWN), ("with a typo", TYPOS)):
        times = []
        for query in queries * 20:
            start = time.perf_counter()
            library.search(query)
            times.append(time.perf_counter() - start)
        times.sort()
        middle, high = times[len(times) // 2], times[int(len(times) * 0.95)]
        yield f"search, {name}", f"median {middle * 1e3:.2f} ms, p95 {high * 1e3:.2f} ms"


def threads(processes: int) -> Iterator[tuple[str, str]]:
    """Yield how many fresh processes failed when 24 threads made first use at once."""
    failed = sum(subprocess.run([sys.executable, "-c", THREADS], check=False).returncode != 0 for _ in range(processes))
    yield "24 threads make first use at once", f"{failed} of {processes} fresh processes failed"


def growth() -> Iterator[tuple[str, str]]:
    """Yield the load time of packs of synthetic entries."""
    with tempfile.TemporaryDirectory() as name:
        for count in (150, 1500, 15000):
            root = _synthetic(Path(name) / str(count), count)
            times = []
            for _ in range(3):
                start = time.perf_counter()
                Library([read_pack(root)])
                times.append(time.perf_counter() - start)
            best = min(times)
            yield f"load of {count:,} synthetic entries", f"{best * 1e3:.0f} ms ({best / count * 1e6:.0f} µs an entry)"


def _synthetic(root: Path, count: int) -> Path:
    library = ldn_content.Library.load()
    ground = library.packs[0]
    (root / "terms").mkdir(parents=True)
    manifest = ground.manifest
    assert manifest is not None
    (root / "pack.json").write_text(manifest.model_dump_json(), encoding="utf-8")
    model = [entry for entry in library.entries.values() if entry.kind in {"condition", "source", "question", "topic"}]
    for folder in FOLDERS.values():
        (root / folder).mkdir(exist_ok=True)
    for number in range(count):
        entry = model[number % len(model)]
        data = json.loads(entry.model_dump_json(exclude_defaults=True))
        data["id"] = f"{entry.id}-{number}" if number >= len(model) else entry.id
        path = root / FOLDERS[entry.kind] / f"{data['id']}.json"
        path.write_text(json.dumps(data), encoding="utf-8")
    for needed in library.entries.values():  # what the entries refer to
        path = root / FOLDERS[needed.kind] / f"{needed.id}.json"
        if not path.exists():
            path.write_text(needed.model_dump_json(exclude_defaults=True), encoding="utf-8")
    return root


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=41)
    parser.add_argument("--threads", type=int, default=0, metavar="PROCESSES")
    parser.add_argument("--growth", action="store_true")
    options = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, Pydantic {pydantic.VERSION}, {os.cpu_count()} cores\n")
    print("| what | measured |\n|---|---|")
    parts = [cold(options.rounds), warm()]
    if options.threads:
        parts.append(threads(options.threads))
    if options.growth:
        parts.append(growth())
    for part in parts:
        for what, value in part:
            print(f"| {what} | {value} |", flush=True)


if __name__ == "__main__":
    main()
