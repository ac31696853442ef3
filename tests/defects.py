"""Kinds of fault that an editor may make, and the rule that is meant for each: drawn over all entries of a pack.

A defect changes the data of one entry (or its text), and says at which field the finding has to be.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

Data = dict[str, Any]
Path = tuple[str | int, ...]


class Defect(NamedTuple):
    """A kind of fault.

    Attributes:
        name: what is wrong, in words.
        code: the rule that is meant for it.
        places: yields where in an entry it can be made; the place is handed to `make`.
        make: changes the data at a place, and returns the field at which the finding has to be.
    """

    name: str
    code: str
    places: Callable[[Data], Iterator[Path]]
    make: Callable[[Data, Path], Path]


class TextDefect(NamedTuple):
    """A kind of fault in the text of a file. `make` returns the text, and the place in it at which the finding has to be."""

    name: str
    code: str
    make: Callable[[str, int], tuple[bytes, int]]


def at(data: Any, path: Path) -> Any:
    """The value at a path."""
    for part in path:
        data = data[part]
    return data


def walk(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value with its path."""
    yield path, data
    items = data.items() if isinstance(data, Mapping) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from walk(value, (*path, key))


# Where something stands


def everywhere(_: Data) -> Iterator[Path]:
    yield ()


def fields(*names: str, kinds: tuple[str, ...] = (), when: Callable[[Any], bool] = bool) -> Callable[[Data], Iterator[Path]]:
    """Places of fields of these names, at any depth, in entries of these kinds."""

    def places(data: Data) -> Iterator[Path]:
        if not kinds or data["kind"] in kinds:
            yield from (path for path, value in walk(data) if path and path[-1] in names and when(value))

    return places


def claims(when: Callable[[Data], bool] = lambda _: True) -> Callable[[Data], Iterator[Path]]:
    """Places of claims."""

    def places(data: Data) -> Iterator[Path]:
        yield from (
            path
            for path, value in walk(data)
            if isinstance(value, dict) and {"id", "type", "short"} <= set(value) and when(value)
        )

    return places


def texts(*kinds: str) -> Callable[[Data], Iterator[Path]]:
    """Places of our own words for readers: shorts, plain and clinical texts, definitions."""
    names = {"short", "plain", "clinical", "definition", "what_it_is"}

    def places(data: Data) -> Iterator[Path]:
        if data["kind"] in {"source", "retired"} or (kinds and data["kind"] not in kinds):
            return
        yield from (path for path, value in walk(data) if isinstance(value, str) and path[-1] in names)

    return places


# What is done there


def put(*steps: str | int, value: Any, found: Path | None = None) -> Callable[[Data, Path], Path]:
    """Put a value at a field below the place."""

    def make(data: Data, place: Path) -> Path:
        *way, last = (*place, *steps)
        at(data, tuple(way))[last] = value
        return (*place, *steps) if found is None else (*place, *found)

    return make


def drop(*steps: str | int, found: Path = ()) -> Callable[[Data, Path], Path]:
    """Take a field below the place away; the finding is at the object that lacks it, or at `found` below the place."""

    def make(data: Data, place: Path) -> Path:
        *way, last = (*place, *steps)
        del at(data, tuple(way))[last]
        return (*place, *found)

    return make


def change(how: Callable[[Any], Any], found: Path = ()) -> Callable[[Data, Path], Path]:
    """Change the value at the place."""

    def make(data: Data, place: Path) -> Path:
        *way, last = place
        holder = at(data, tuple(way))
        holder[last] = how(holder[last])
        return (*place, *found)

    return make


def say(text: str) -> Callable[[Data, Path], Path]:
    """Add a sentence to a text; where that has room for one only, put it in its place."""

    def make(data: Data, place: Path) -> Path:
        *way, last = place
        holder = at(data, tuple(way))
        holder[last] = text if last == "short" else f"{holder[last]} {text}"
        return place

    return make


def text_of(data: Data) -> str:
    """The file of an entry."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
