"""Edits of the small pack for tests, and what they change."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import packs
from ldn_content.compare import Change, Side, compare
from ldn_content.model import CLASSES, AnyEntry, Manifest

Files = packs.Files
Edit = Callable[[Files], Any]
KNEE = "conditions/sore-knee.json"
OPIOIDS = "caveats/opioids.json"
TRIAL = "sources/knee-trial.json"
LABEL = "sources/tablet-label.json"
TOPIC = "topics/knee-doses.json"
QUESTION = "questions/does-it-help-knees.json"
REVIEW = "claim-reviews/ldn-mends-knees.json"
SYRUP = "substances/knee-syrup.json"


def entry_of(data: packs.Data) -> AnyEntry:
    return CLASSES[data["kind"]].model_validate(data)


def side(files: Files) -> Side:
    entries = [entry_of(data) for name, data in files.items() if name != "pack.json"]
    return Side(Manifest.model_validate(files["pack.json"]), {entry.reference: entry for entry in entries})


SMALL = side(packs.small())


def changed(edit: Edit, *, before: Edit = lambda files: None) -> tuple[Change, ...]:
    """What an edit of the small pack changes."""
    old = packs.small()
    before(old)
    new = deepcopy(old)
    edit(new)
    return compare(side(old), side(new)).changes


def told(changes: tuple[Change, ...]) -> list[tuple[str, str, str, str]]:
    return [(change.area, change.action, change.reference, change.field) for change in changes]


def put(file: str, *path: Any) -> Callable[[Any], Edit]:
    """An edit that puts a value at a path."""

    def at(value: Any) -> Edit:
        def edit(files: Files) -> None:
            here: Any = files[file]
            for step in path[:-1]:
                here = here[step]
            here[path[-1]] = value

        return edit

    return at


def drop(file: str, *path: Any) -> Edit:
    """An edit that takes away what stands at a path."""

    def edit(files: Files) -> None:
        here: Any = files[file]
        for step in path[:-1]:
            here = here[step]
        del here[path[-1]]

    return edit


def grow(file: str, *path: Any) -> Callable[[Any], Edit]:
    """An edit that appends to a list, which is made where there is none."""

    def with_item(item: Any) -> Edit:
        def edit(files: Files) -> None:
            here: Any = files[file]
            for step in path[:-1]:
                here = here[step]
            here[path[-1]] = [*here.get(path[-1], []), item] if isinstance(here, dict) else [*here[path[-1]], item]

        return edit

    return with_item


def add(file: str, data: packs.Data) -> Edit:
    return lambda files: files.update({file: data})


def retire(file: str, *moved_to: str) -> Edit:
    """An edit that takes an entry away and says where it went."""

    def edit(files: Files) -> None:
        gone = files.pop(file)
        record = {"kind": "retired", "id": f"old-{gone['id']}", "title": gone["title"], "why": "It was wrong."}
        files[f"retired/old-{gone['id']}.json"] = {**record, "was": f"{gone['kind']}/{gone['id']}", "moved_to": list(moved_to)}

    return edit


def both(*edits: Edit) -> Edit:
    def edit(files: Files) -> None:
        for one in edits:
            one(files)

    return edit


def harm_claim(**changes: Any) -> packs.Data:
    made = packs.claim("dreams", type="harm", short="LDN may cause vivid dreams.", outcome="dreams", finding="harm")
    return {**made, "certainty": packs.certainty(), "citations": [packs.cite("knee-trial#pain")], **changes}


AS_IS: Edit = both()
WITH_HARM = grow(KNEE, "claims")(harm_claim())
HARM_RESULT = {"id": "dreams", "name": "vivid dreams", "about": "harm", "comparison": "between-arms", "p": "0.04"}
WITH_HARM_RESULT = grow(TRIAL, "results")(HARM_RESULT)
LESS_SURE = packs.certainty(levels=3)
