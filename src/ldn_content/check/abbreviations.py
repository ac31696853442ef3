"""Law 3, for readers: an abbreviation is written out where it stands, or the library explains it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from ldn_content.check.glossary import ABBREVIATION
from ldn_content.check.readability import reader_texts
from ldn_content.check.rule import Context, Problem, Rule
from ldn_content.model import AnyEntry
from ldn_content.skeletons import MARK

EVERYDAY: Final = frozenset(
    {"LDN", "UK", "US", "USA", "EU", "ID", "HIV", "AIDS", "DNA", "RNA", "COVID", "TV", "II", "III", "IV", "VI"}
)
"""Read as they are: countries, Roman numerals, and what is better known short than long."""


def unexplained(text: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the abbreviations of a text that are not known and not written out in it.

    >>> unexplained("Multiple sclerosis (MS) was studied in the UK by MRI.", ())
    ('MRI',)
    """
    return tuple(word for word in dict.fromkeys(ABBREVIATION.findall(text)) if not _is_explained(word, text, known))


def _is_explained(word: str, text: str, known: Collection[str]) -> bool:
    if any(form in EVERYDAY or form in known for form in (word, word.removesuffix("s"))):
        return True
    return f"({word})" in text or f"{word} ({word[0].lower()}" in text.replace(f"({word[0]}", f"({word[0].lower()}")


def _abbreviations(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    known = context.index.glossary.abbreviations
    for text in context.index.of(entry, reader_texts):
        for word in unexplained(text.text.replace(MARK, ""), known):
            message = (
                f'{word}: write it out where it first stands, as in "multiple sclerosis (MS)", or add a term that explains it'
            )
            yield Problem(text.path, message, text.claim)


RULES = (Rule("LDN408", "warning", "An abbreviation is written out in its text, or the library explains it.", _abbreviations),)
