"""What one rule says of the small pack after a change, worked out without files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence

import pytest

import packs
from ldn_content.check import RULES, Context, Problem
from ldn_content.edits import Edit, edit
from ldn_content.model import CLASSES, FOLDERS, AnyEntry, Manifest, Source
from ldn_content.positions import render_path
from packs import Files

Change = Callable[[Files], object]
Example = tuple[str, list[str], Change]
"""A code, what it finds (as `places` tells it), and the change after which it does."""
NOW = "2026-11"


def context(files: Files, as_of: str = NOW) -> Context:
    """The entries of files, as rules see them."""
    made: Iterable[AnyEntry] = (
        CLASSES[data["kind"]].model_validate_json(json.dumps(data)) for name, data in files.items() if name != "pack.json"
    )
    entries = {entry.reference: entry for entry in made}
    return Context(entries, {item.id: item for item in entries.values() if isinstance(item, Source)}, as_of)


def problems(files: Files, code: str, as_of: str = NOW) -> list[tuple[AnyEntry, Problem]]:
    """Each problem that a rule finds, with its entry."""
    here = context(files, as_of)
    return [(entry, problem) for entry in here.entries.values() for problem in RULES[code].check(entry, here)]


def of_manifest(files: Files, code: str, as_of: str = NOW) -> list[str]:
    """The fields of pack.json in which a rule finds something."""
    manifest = Manifest.model_validate(files["pack.json"])
    return [render_path(item.path) for item in RULES[code].check_manifest(manifest, context({}, as_of))]


def places(files: Files, code: str, as_of: str = NOW) -> list[str]:
    """Entry, claim and field of each problem that a rule finds."""
    return [
        f"{entry.reference}{f'#{item.claim}' if item.claim else ''} {render_path(item.path)}"
        for entry, item in problems(files, code, as_of)
    ]


def changed(change: Change) -> Files:
    """The small pack after a change."""
    files = packs.small()
    change(files)
    return files


def each_of(examples: Sequence[Example]) -> pytest.MarkDecorator:
    """Give a test each of the examples."""
    names = [f"{code}-{number}" for number, (code, _, _) in enumerate(examples)]
    return pytest.mark.parametrize(("code", "where", "change"), examples, ids=names)


def expect(code: str, where: list[str], change: Change) -> None:
    """Hold that a rule finds nothing in the small pack, and after a change what is given and nothing else."""
    assert places(packs.small(), code) == []
    assert places(changed(change), code) == where


def mended(files: Files, code: str) -> Files:
    """The files after the edits that a rule gives."""
    edits: dict[str, list[Edit]] = {}
    for entry, item in problems(files, code):
        edits.setdefault(f"{FOLDERS[entry.kind]}/{entry.id}.json", []).extend(item.mended)
    return {**files, **{name: json.loads(edit(packs.text_of(files[name]), steps)) for name, steps in edits.items()}}
