"""The examples on the page of a code, made into packs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import packs

_BLOCK = re.compile(r"^```(json|text|bytes|link|remove) (\S+)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)


class Block(NamedTuple):
    """One change of the small pack: what kind of block, which file, which field (or how often), and what stands there."""

    kind: str
    file: str
    field: str
    body: str


def blocks(text: str, heading: str) -> list[Block]:
    """Return the blocks under a heading of a page."""
    part = re.search(rf"^## {heading}$(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    return [Block(*(item or "" for item in found)) for found in _BLOCK.findall(part[1])] if part else []


def make(root: Path, changes: list[Block]) -> Path:
    """Write the small pack with the changes and return where."""
    files = packs.small()
    for block in changes:
        if block.kind == "json" and not block.field:
            files[block.file] = json.loads(block.body)
        elif block.kind == "json":
            _put(files[block.file], _steps(block.field), json.loads(block.body))
        elif block.kind == "remove" and not block.field:
            del files[block.file]
        elif block.kind == "remove":
            *way, last = _steps(block.field)
            del _at(files[block.file], way)[last]
    packs.write(root, files)
    for block in changes:
        path = root / block.file
        path.parent.mkdir(parents=True, exist_ok=True)
        if block.kind == "text":
            path.write_text(block.body * int(block.field or 1), encoding="utf-8")
        elif block.kind == "bytes":
            path.write_bytes(block.body.encode("ascii").decode("unicode_escape").encode("latin-1"))
        elif block.kind == "link":
            path.unlink(missing_ok=True)
            path.symlink_to(block.body.strip())
    return root


def _steps(field: str) -> list[str | int]:
    found = re.findall(r"([^.\[\]+]+)|\[(\d+)\]|(\+)", field)
    return [int(place) if place else name or plus for name, place, plus in found]


def _at(data: Any, steps: list[str | int]) -> Any:
    for step in steps:
        data = data[step]
    return data


def _put(data: Any, steps: list[str | int], value: Any) -> None:
    *way, last = steps
    if last == "+":
        holder = _at(data, way[:-1])
        holder.setdefault(way[-1], []).append(value)
    else:
        _at(data, way)[last] = value
