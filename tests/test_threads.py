"""Threads may race for the first use."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import ldn_content

PROCESSES = int(os.environ.get("LDN_CONTENT_THREAD_RUNS", "8"))
HOME = str(Path(ldn_content.__file__).parents[1])
RACE = """
import sys, threading
sys.setswitchinterval(1e-6)
import ldn_content as ldn

THREADS = 24
start, failures, digests = threading.Barrier(THREADS), [], set()


def use(number):
    start.wait()
    try:
        USE
    except BaseException as error:
        failures.append(repr(error))


threads = [threading.Thread(target=use, args=(number,)) for number in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(digests), *failures[:3])
sys.exit(len(digests) != 1 or bool(failures))
"""
USES = {
    "cards": "digests.add(ldn.card('condition/fibromyalgia').digest)",
    "mixed": (
        "names = ['card', 'find', 'search', 'lookup', 'entry', 'conditions', 'Card', 'page', 'Library']; "
        "getattr(ldn, names[number % 9]); "
        "ldn.find('lupus'), ldn.search('codeine'), ldn.lookup('MS'); "
        "digests.add(ldn.Card.model_validate_json(ldn.card('substance/codeine').model_dump_json()).digest)"
    ),
    "libraries": "from ldn_content.library import Library; digests.add(Library.load().card('condition/fibromyalgia').digest)",
    "models": (
        "from ldn_content.model import Term; from ldn_content.model.card import Card; "
        "digests.add(Term.model_validate({'kind': 'term', 'id': 'a', 'title': 'b', 'definition': 'c'}).reference)"
    ),
}


@pytest.mark.parametrize("use", USES)
def test_first_use_by_many_threads_at_once_never_fails(use: str) -> None:
    count = PROCESSES if use == "cards" else max(1, PROCESSES // 4)
    for _ in range(count):
        code = RACE.replace("USE", USES[use])
        done = subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": HOME}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
