"""What a text names: a reference, or the name or code of one entry. What may mean several entries is told, never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldn_content.errors import UnknownEntry
from ldn_content.model import FOLDERS

if TYPE_CHECKING:
    from ldn_content.library import Library
    from ldn_content.names import Match


class AmbiguousName(UnknownEntry):
    """A name, or an inexact code, may mean several entries or not quite the one.

    Attributes:
        matches: what it may mean, strongest first.
    """

    def __init__(self, text: str, matches: tuple[Match, ...]) -> None:
        meant = "; ".join(f"{item.entry.reference} {item.entry.title} ({item.by}, {item.match})" for item in matches)
        super().__init__(f"{text!r} is not one entry's name; it may mean: {meant}. Ask for one of these by its reference")
        self.matches = matches


def reference_of(library: Library, text: str) -> str:
    """Return the reference that a text is, or that its name or code means; a claim may follow: `fibromyalgia#pain`.

    A reference is returned as it is, whether there is such an entry or not: `Library.card` tells.

    Raises:
        AmbiguousName: the text may mean several entries.
        UnknownEntry: it means none; the message suggests the nearest.

    >>> from ldn_content.builtin import LIBRARY
    >>> reference_of(LIBRARY, "MeSH:D005356"), reference_of(LIBRARY, "fibromyalgia#pain")
    ('condition/fibromyalgia', 'condition/fibromyalgia#pain')
    """
    text = text.strip()
    if text.partition("/")[0] in FOLDERS:
        return text
    name, mark, claim = text.rpartition("#")
    for whole, rest in ((text, ""), (name, mark + claim)):
        found = library.find(whole) if whole else None
        if found is not None:
            return found.reference + rest
        matches = library.lookup(whole) if whole else ()
        if matches:
            raise AmbiguousName(whole, matches)
    return library.entry(text).reference  # there is none: this raises, with a suggestion
