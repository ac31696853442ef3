"""Placeholders: what a skeleton asks its author to write is written before anybody reads it."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_content.check.rule import Context, Problem, Rule
from ldn_content.links import claim_paths
from ldn_content.model import AnyEntry, Manifest, Model
from ldn_content.model.base import FieldPath
from ldn_content.positions import render_path
from ldn_content.skeletons import MARK, wanted


def _left(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    for path, message in _placeholders(entry):
        claim = next((item.id for place, item in claim_paths(entry) if path[: len(place)] == place), "")
        yield Problem(path, message, claim)


def _manifest_left(manifest: Manifest, _: Context) -> Iterator[Problem]:
    yield from (Problem(path, message) for path, message in _placeholders(manifest))


def _placeholders(model: Model) -> Iterator[tuple[FieldPath, str]]:
    written = model.model_dump_json()  # nearly every entry has none, and this is quick
    if MARK in written or MARK.replace(" ", "-") in written:
        for path, text in _texts(model.model_dump(), ()):
            if what := wanted(text):
                yield path, f"{render_path(path)} is a placeholder; write in its place: {what}"


def _texts(value: object, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, str(key)))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))


RULES = (Rule("LDN141", "error", "Nothing that a skeleton asks for is still to be written.", _left, _manifest_left),)
