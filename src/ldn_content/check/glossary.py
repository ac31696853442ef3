"""The words that a library explains: names of its terms, conditions, topics and substances."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from ldn_content.model import AnyEntry, Condition, Substance, Term, Topic

ABBREVIATION: Final = re.compile(r"(?<![\w/.-])(?!NCT\d|ACTRN\d)[A-Z][A-Za-z]*[A-Z]\w*")
"""A word with a second capital; not the number of a trial in a register."""
_LETTERS: Final = re.compile(r"[^\W\d_]{4,}(?:['’][^\W\d_]+)*")


class Glossary(NamedTuple):
    """What the entries of a library explain.

    Attributes:
        words: the words of their names, in small letters, from four letters on.
        abbreviations: the abbreviations among their names.
    """

    words: frozenset[str]
    abbreviations: frozenset[str]


def glossary(entries: Mapping[str, AnyEntry]) -> Glossary:
    """Return what the entries explain.

    >>> glossary({}).words
    frozenset()
    """
    names = [name for entry in entries.values() for name in _names(entry)]
    named = (name for entry in entries.values() if not isinstance(entry, Topic) for name in _names(entry))
    return Glossary(
        frozenset(word.lower() for name in named for word in _LETTERS.findall(name)),
        frozenset(word for name in names for word in ABBREVIATION.findall(name)),
    )


def _names(entry: AnyEntry) -> Iterator[str]:
    if isinstance(entry, Term | Condition | Topic | Substance):
        yield entry.title
        yield from entry.aliases
