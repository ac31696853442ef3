"""A page a code: why it matters, a bad and a good example, how to mend it. The pages are shipped with the package."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

import importlib_resources

from ldn_content.errors import CorruptData

FAMILIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "0": "files",
        "1": "references and structure",
        "2": "evidence",
        "3": "numbers",
        "4": "words",
        "5": "balance and safety",
        "6": "freshness",
        "7": "text hygiene",
        "8": "stable ids",
        "9": "waivers, settings and fragments",
    }
)
"""What the codes are about, by their first digit."""
_HEAD: Final = re.compile(r"# (LDN\d{3}): ([^\n]+)\n\n(error|warning) · ([^\n]+)\n\n")


class Page(NamedTuple):
    """What is told about a code.

    Attributes:
        code: `LDN` and three digits.
        summary: what is asked for, in one sentence.
        severity: `error` or `warning`.
        family: what the code is about.
        text: the whole page, as Markdown.
    """

    code: str
    summary: str
    severity: str
    family: str
    text: str


@cache
def pages() -> Mapping[str, Page]:
    """Return every page by its code.

    >>> pages()['LDN202'].family
    'evidence'

    Raises:
        CorruptData: the installation is damaged.
    """
    folder = importlib_resources.files("ldn_content").joinpath("data", "rules")
    files = sorted((item for item in folder.iterdir() if item.name.endswith(".md")), key=lambda item: item.name)
    found = (_page(item.name, item.read_text(encoding="utf-8")) for item in files)
    return MappingProxyType({page.code: page for page in found})


def _page(name: str, text: str) -> Page:
    head = _HEAD.match(text)
    if head is None or name != f"{head[1]}.md":
        raise CorruptData(f"{name}: does not begin as the page of a code does: '# LDN202: …', then 'error · evidence'")
    return Page(head[1], head[2], head[3], head[4], text)
