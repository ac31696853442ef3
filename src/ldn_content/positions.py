"""Where each value of a JSON text stands; no library gives this for Pydantic's errors."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache

from ldn_content.model.base import FieldPath

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\],:]|[^\s{}\[\],:"]++')
_LINE_END = re.compile("\n")
_DEEPEST = 50  # no entry is nested deeper; paths of hundreds of steps would take hundreds of megabytes


@dataclass(slots=True)
class Positions:
    """Offsets of the values of a JSON text, and of their keys, by path; the keys that stand twice; and where lines begin."""

    text: str
    offsets: dict[FieldPath, int] = field(default_factory=dict)
    keys: dict[FieldPath, int] = field(default_factory=dict)
    twice: list[tuple[FieldPath, int]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def line_column(self, path: FieldPath) -> tuple[int, int]:
        """Return line and column (from 1, in characters) of the value, or of the nearest one around it."""
        while path and path not in self.offsets:
            path = path[:-1]
        offset = self.offsets.get(path, 0)
        if not self.lines:  # found out once, for a file may have thousands of findings
            self.lines += [0, *(found.end() for found in _LINE_END.finditer(self.text))]
        line = bisect_right(self.lines, offset)
        return line, offset - self.lines[line - 1] + 1


def line_column(text: str, offset: int) -> tuple[int, int]:
    r"""Return line and column, from 1, of an offset.

    >>> line_column("ab\ncd", 4)
    (2, 2)
    """
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def value_end(text: str, offset: int) -> int:
    """Return where the value ends that begins at an offset of a JSON text.

    >>> value_end('{"a": [1, true]}', 6)
    15

    Raises:
        ValueError: no value begins there.
    """
    return json.JSONDecoder().raw_decode(text, offset)[1]


@lru_cache(maxsize=2)  # many findings in one file
def scan(text: str) -> Positions:
    """Return the positions in a JSON text; in one that is none, as far as it goes.

    >>> scan('{"a": [1, true]}').offsets[("a", 1)]
    10
    """
    found = Positions(text)
    with suppress(IndexError, ValueError):  # no JSON from there on
        _scan(text, found)
    return found


def _scan(text: str, found: Positions) -> None:
    path: list[str | int] = []
    keys: list[set[str] | None] = []  # the keys seen in each open object; None for an open array
    key_next = False
    for token in _TOKEN.finditer(text):
        mark, offset = token.group(), token.start()
        if mark == ":":
            continue
        if mark == ",":
            seen = keys[-1]
            key_next = seen is not None
            if seen is None:
                path[-1] = int(path[-1]) + 1
        elif mark in "}]":
            path.pop()
            keys.pop()
            key_next = False
        elif key_next:
            key_next = False
            path[-1] = key = mark[1:-1] if mark[0] == '"' and "\\" not in mark else str(json.loads(mark))
            seen = keys[-1] or set()
            if key in seen:
                found.twice.append((tuple(path), offset))
            seen.add(key)
            keys[-1] = seen
            if len(path) <= _DEEPEST:
                found.keys[tuple(path)] = offset
        else:
            if len(path) <= _DEEPEST:
                found.offsets[tuple(path)] = offset
            if mark in "{[":
                key_next = mark == "{"
                keys.append(set() if key_next else None)
                path.append("" if key_next else 0)


def render_path(path: FieldPath) -> str:
    """Write a path as people read it.

    >>> render_path(("claims", 0, "certainty"))
    'claims[0].certainty'
    """
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
