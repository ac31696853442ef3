"""A changelog in the form of Keep a Changelog: its releases, what each says, and whether a heading holds anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

_ATX = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]|$)")
_SETEXT = re.compile(r" {0,3}(?:(?P<one>=+)|-+)[ \t]*")
_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})(?P<info>.*)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_VERSION = re.compile(r"(?:(?:version|release)[ \t]+)?[\[*_`]*v?(?P<version>\d+\.\d+\.\d+[^\s\])(,:*_`]*)", re.IGNORECASE)
_CONTENT = re.compile(r"\bcontent(?:\s+version)?\s+`?(\d+\.\d+(?:\.\d+)?)(?![\w-]|\.\d)", re.IGNORECASE)
_NOTHING = frozenset({"", "none", "nothing", "no changes", "no change", "n/a", "na", "tbd", "todo"})


class Line(NamedTuple):
    """A line of Markdown: a heading of a level, or a line of text with level 0."""

    level: int
    text: str


class Release(NamedTuple):
    """A release of a changelog.

    Attributes:
        version: as its heading gives it, without a leading v.
        lines: all that stands below it, up to the next heading that is no smaller.
    """

    version: str
    lines: tuple[Line, ...]

    def says(self, heading: str) -> bool:
        """Tell whether something stands under a heading of this release; "None" is nothing.

        >>> Release("1.0.0", (Line(3, "Safety"), Line(0, "- A new caution."))).says("Safety")
        True
        """
        inside = 0
        for line in self.lines:
            if line.level and (not inside or line.level <= inside):
                inside = line.level if line.text.strip("*_: ").casefold() == heading.casefold() else 0
            elif inside and not line.level and line.text.strip(" \t-*+_.:!").casefold() not in _NOTHING:
                return True
        return False

    @property
    def contents(self) -> tuple[str, ...]:
        """The versions of the content that it names, as in "content 2026.11.1".

        >>> Release("0.2.0", (Line(0, "Schema 0.9, content 2026.11.1."),)).contents
        ('2026.11.1',)
        """
        return tuple(_CONTENT.findall("\n".join(line.text for line in self.lines)))


def releases(text: str) -> tuple[Release, ...]:
    r"""Return the releases of a changelog, in its order. What stands in comments and code blocks is no heading.

    >>> [item.version for item in releases("# Changes\n\n## [Unreleased]\n\n## [0.2.0] - 2026-11-22\n\nContent 2026.11.1.")]
    ['0.2.0']
    """
    found: list[tuple[int, str, list[Line]]] = []
    for line in _lines(_COMMENT.sub("", text.removeprefix("\ufeff"))):
        version = _VERSION.match(line.text) if 0 < line.level < 4 else None
        if version or (found and 0 < line.level <= found[-1][0]):
            found.append((line.level, version["version"] if version else "", []))
        elif found:
            found[-1][2].append(line)
    return tuple(Release(version, tuple(lines)) for _, version, lines in found if version)


def _lines(text: str) -> Iterator[Line]:
    fence = ""
    for line, following in pairwise([*text.splitlines(), ""]):
        mark = _FENCE.fullmatch(line)
        if fence:
            fence = "" if mark and mark["mark"].startswith(fence) and not mark["info"].strip() else fence
            yield Line(0, line)
        elif mark:
            fence = mark["mark"]
            yield Line(0, line)
        elif heading := _ATX.match(line):
            yield Line(len(heading["marks"]), line[heading.end() :].strip().rstrip("#").rstrip())
        elif (
            (under := _SETEXT.fullmatch(following)) and line.strip(" \t-=") and not line.lstrip().startswith(("-", "*", "+", ">"))
        ):
            yield Line(1 if under["one"] else 2, line.strip())
        elif not _SETEXT.fullmatch(line):
            yield Line(0, line)
