"""Measures what docs/static-api.md quotes: how long the static site takes to write, and how large it is.

python benchmarks/static_site.py [--rounds 5]
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path

from ldn_content.export import site
from ldn_content.library import Library


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the static site.")
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    wall, processor = [], []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "site"
        for _ in range(rounds):
            started, used = time.perf_counter(), time.process_time()
            written = site.write(Library.load(), place, base="https://example.org/ldn")
            wall.append(time.perf_counter() - started)
            processor.append(time.process_time() - used)
        sizes = Counter[str]()
        for path in place.rglob("*"):
            if path.is_file():
                sizes[path.relative_to(place).parts[0] if path.parent != place else "the lists"] += path.stat().st_size
    print(f"{written.files:,} files, {written.bytes / 1e6:.1f} MB; {rounds} rounds")
    print(f"time: {statistics.median(wall):.1f} s; of one processor: {statistics.median(processor):.1f} s")
    for name, size in sizes.most_common():
        print(f"{size / 1e6:6.2f} MB  {name}")


if __name__ == "__main__":
    main()
