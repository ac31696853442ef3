"""schema.org's vocabulary as npm's `schema-dts` declares it, and what does not fit it.

`tsc` alone is not enough: it takes a bare string wherever a range has a type that may be a string, never follows an `@id`, and
lets superseded properties pass, which the declarations mark as deprecated. So the same declarations are read here once more.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

Node = dict[str, Any]
HOST = "https://schema.org/"
_COMMENT = r"(?:/\*\*(?P<comment>(?:[^*]|\*(?!/))*)\*/\s*)?"
_PROPERTY = re.compile(_COMMENT + r'"(?P<name>\w+)"\?: SchemaValue<(?P<range>[^;]*), "\w+">;')
_BASE = re.compile(r"^interface (\w+)Base extends ([^{]+) \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
_LEAF = re.compile(r"^export interface (\w+)Leaf extends (\w+)Base \{", re.MULTILINE)
_TYPE = re.compile(r"^" + _COMMENT + r"export type (?P<name>\w+) = (?P<union>[^;]+);", re.MULTILINE)
_TEXTS = {"Text", "URL", "Date", "DateTime", "Time", "Duration"}
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def node_modules() -> Path:
    """Return the folder of npm packages, or skip the test."""
    folder = os.environ.get("LDN_CONTENT_NODE_MODULES")
    if not folder:
        pytest.skip("LDN_CONTENT_NODE_MODULES does not name a folder with schema-dts and typescript")
    return Path(folder)


class Vocabulary:
    """Types, properties with their domains and ranges, members of enumerations, and what is superseded."""

    def __init__(self, declarations: str) -> None:
        own: dict[str, dict[str, frozenset[str]]] = {}
        above: dict[str, list[str]] = {}
        self.superseded: set[str] = set()
        self.superseded_properties = 0  # where one stands in several types, it counts as often
        for name, parents, body in _BASE.findall(declarations):
            above[name] = re.findall(r"(\w+)Base", parents)
            own[name] = {}
            for found in _PROPERTY.finditer(body):
                own[name][found["name"]] = frozenset(found["range"].split(" | ")) - {"IdReference"}
                if "@deprecated" in (found["comment"] or ""):
                    self.superseded.add(found["name"])
                    self.superseded_properties += 1
        self.properties = sum(map(len, own.values()))
        self._own, self._above = own, above
        self.base = dict(_LEAF.findall(declarations))
        self.unions: dict[str, list[str]] = {}
        for found in _TYPE.finditer(declarations):
            self.unions[found["name"]] = found["union"].split(" | ")
            if "@deprecated" in (found["comment"] or ""):
                self.superseded.add(found["name"])
        self.ranges = {kind: self._inherited(base) for kind, base in self.base.items()}

    def _inherited(self, base: str) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for parent in self._above.get(base, ()):
            found |= self._inherited(parent)
        return found | self._own.get(base, {})

    @cache  # noqa: B019 - there is one vocabulary
    def narrower(self, kind: str) -> frozenset[str]:
        """Return the types that a type holds, itself among them."""
        found: set[str] = set()
        todo = [kind]
        while todo:
            name = todo.pop()
            if name not in found:
                found.add(name)
                todo += [each for each in self.unions.get(name, ()) if each in self.unions]
        return frozenset(found)

    @cache  # noqa: B019
    def allowed(self, wanted: frozenset[str]) -> frozenset[str]:
        """Return the types that fit a range."""
        return frozenset[str]().union(*(self.narrower(each) for each in wanted))

    @cache  # noqa: B019
    def members(self, kind: str) -> frozenset[str]:
        """Return the addresses of the members of an enumeration."""
        listed = (each.strip('"') for name in self.narrower(kind) for each in self.unions.get(name, ()))
        return frozenset(each for each in listed if each.startswith(HOST))


@cache
def vocabulary() -> Vocabulary:
    return Vocabulary((node_modules() / "schema-dts" / "dist" / "schema.d.ts").read_text(encoding="utf-8"))


def kinds_of(node: Node) -> list[str]:
    kind = node["@type"]
    return [kind] if isinstance(kind, str) else list(kind)


def values(value: object) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]


def every_node(node: Node) -> Iterator[Node]:
    """Yield a node and all that stand in it."""
    yield node
    for value in node.values():
        for item in values(value):
            if isinstance(item, dict) and "@type" in item:
                yield from every_node(item)


def mistakes(graph: Iterable[Node]) -> list[str]:
    """Return what in a graph does not fit the vocabulary."""
    nodes = list(graph)
    known = {node["@id"]: kinds_of(node) for node in nodes if "@id" in node}
    return [mistake for top in nodes for node in every_node(top) for mistake in _of_node(node, known)]


def _of_node(node: Node, known: Mapping[str, list[str]]) -> Iterator[str]:
    words = vocabulary()
    kinds = kinds_of(node)
    where = node.get("@id", "/".join(kinds))
    for kind in kinds:
        if kind not in words.ranges or kind in words.superseded:
            yield f"{where}: {kind} is no type, or a superseded one"
            return
    for name, value in node.items():
        if name in {"@type", "@id"}:
            continue
        ranges = [words.ranges[kind][name] for kind in kinds if name in words.ranges[kind]]
        if not ranges:
            yield f"{where}: {name} is not in the domain of {' or '.join(kinds)}"
        elif name in words.superseded:
            yield f"{where}: {name} is superseded"
        else:
            wanted = frozenset[str]().union(*ranges)
            for item in values(value):
                if not _fits(item, wanted, known):
                    yield f"{where}: {name} takes {', '.join(sorted(wanted))}, not {str(item)[:60]!r}"


def _fits(item: object, wanted: frozenset[str], known: Mapping[str, list[str]]) -> bool:
    words = vocabulary()
    if isinstance(item, int):
        return bool(wanted & {"Number", "Integer"})
    if isinstance(item, str):
        return _text_fits(item, wanted)
    if not isinstance(item, dict):
        return False
    allowed = words.allowed(wanted)
    if "@type" in item:
        return bool(allowed & set(kinds_of(item)))
    if item["@id"].startswith(HOST):
        return any(item["@id"] in words.members(each) for each in wanted)
    return bool(allowed & set(known.get(item["@id"], ())))


def _text_fits(text: str, wanted: frozenset[str]) -> bool:
    if "Text" in wanted:
        return True
    if wanted & {"Date", "DateTime"}:
        return _DATE.fullmatch(text) is not None
    return "URL" in wanted and re.match("https?://", text) is not None


def typescript(graph: Iterable[Node]) -> str:
    """Return a program that declares each node, and each that stands in one, to be exactly of its type.

    A union of types would take a property that any of them has; the type of a node alone does not. Where a property holds
    or names another node, a value of that one's type stands in the program, and so ranges are checked through links too.
    """
    nodes = list(graph)
    known = {node["@id"]: kinds_of(node)[0] for node in nodes if "@id" in node}
    every = [node for top in nodes for node in every_node(top)]
    written = dict.fromkeys((_type(node), _written(node, known)) for node in every)
    names = {kind: f"T{number}" for number, kind in enumerate(dict.fromkeys(kind for kind, _ in written))}
    return "\n".join([
        'import type * as s from "schema-dts";',
        *(f"declare const a{kind}: s.{kind}Leaf;" for kind in sorted({kinds_of(node)[0] for node in every})),
        *(f"type {name} = {kind};" for kind, name in names.items()),
        *(f"const n{number}: {names[kind]} = {text};" for number, (kind, text) in enumerate(written)),
        "export {};",
    ])  # fmt: skip


def _type(node: Node) -> str:
    leaves = [f"s.{kind}Leaf" for kind in kinds_of(node)]
    return leaves[0] if len(leaves) == 1 else f"s.MergeLeafTypes<[{', '.join(leaves)}]>"


def _written(node: Node, known: Mapping[str, str]) -> str:
    fields = (f"{json.dumps(name)}: {_value(value, known)}" for name, value in node.items() if name != "@type")
    return f'{{"@type": {json.dumps(node["@type"])}, {", ".join(fields)}}}'


def _value(value: object, known: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return f"[{', '.join(dict.fromkeys(_value(item, known) for item in value))}]"
    if not isinstance(value, dict):
        return json.dumps(value)
    if "@type" in value:
        return f"a{kinds_of(value)[0]}"
    target = value["@id"]  # of a member of an enumeration, or of a node of the graph
    return json.dumps(target) if target.startswith(HOST) else f"a{known[target]}"


def refused(folder: Path, programs: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what `tsc --strict` has against each of the programs."""
    (folder / "node_modules").symlink_to(node_modules(), target_is_directory=True)
    names = {f"{name}.ts": name for name in programs}
    for file, name in names.items():
        (folder / file).write_text(programs[name], encoding="utf-8")
    options = {
        "strict": True,
        "noEmit": True,
        "skipLibCheck": True,
        "module": "preserve",
        "moduleResolution": "bundler",
        "types": [],
        "lib": ["es2022"],
    }
    (folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": list(names)}), encoding="utf-8")
    compiler = node_modules() / "typescript" / "bin" / "tsc"
    done = subprocess.run(["node", compiler, "--pretty", "false"], cwd=folder, capture_output=True, text=True, check=False)
    found = re.findall(r"^([\w-]+\.ts)\(\d+,\d+\): (error TS\d+: .*)$", done.stdout, re.MULTILINE)
    if bool(found) != bool(done.returncode):
        raise RuntimeError(f"tsc ended with {done.returncode}: {done.stdout[:500]}{done.stderr[:500]}")
    return {name: [message for where, message in found if where == file] for file, name in names.items()}
