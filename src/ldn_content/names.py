"""What a name, an alias, a search word or a code means."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ldn_content.model import KINDS, AnyEntry, Code, Condition, Retired, Source, Substance, Term

BY = ("id", "title", "alias", "identifier", "code", "name", "search-word")
"""What a text can match by, strongest first: `find` takes the one entry of the strongest that matches."""
_STRENGTH = {"id": 0, "title": 0, "alias": 1, "identifier": 1, "code": 1, "name": 2, "search-word": 3}


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a text may mean.

    Attributes:
        entry: the entry.
        by: what matched, one of `BY`.
        match: `exact`; for a code also `broad`, `narrow` or `close`, as the code means more, less or nearly the same.
        moved_from: the retired reference that was asked for, if any.
    """

    entry: AnyEntry
    by: str
    match: str = "exact"
    moved_from: str | None = None


def fold(text: str) -> str:
    """Return what is compared: letters and digits only, without case and accents.

    >>> fold("Sjögren's  syndrome"), fold("LONG-COVID")
    ('sjogrenssyndrome', 'longcovid')
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.casefold())
    folded = "".join(filter(str.isalnum, text.casefold()))
    return folded or "".join(text.split())


class Names:
    """An index from names to entries, exact spelling first, folded second."""

    def __init__(self, entries: Mapping[str, AnyEntry]) -> None:
        self._entries = entries
        self._folded: dict[str, list[Match]] = {}
        spelt: dict[str, list[Match]] = {}
        for entry in entries.values():
            for text, match in self._names(entry):
                self._folded.setdefault(fold(text), []).append(match)
                spelt.setdefault(text, []).append(match)
        for key, matches in self._folded.items():
            self._folded[key] = _strongest_of_each(matches)
        # an id or a reference means its entry, whatever else folds alike; names of the same letters stay ambiguous
        self._spelt = {
            text: _only(self._folded[fold(text)]) or _only([match for match in matches if match.by == "id"])
            for text, matches in spelt.items()
        }

    def find(self, text: str) -> AnyEntry | None:
        """Return the one entry that a text means exactly, or None where it means none or several."""
        try:
            return self._spelt[text]
        except KeyError:
            return _only(self._folded.get(fold(text), ()))

    def lookup(self, text: str) -> tuple[Match, ...]:
        """Return every entry that a text may mean, the strongest match first."""
        return tuple(self._folded.get(fold(text), ()))

    def __iter__(self) -> Iterator[str]:
        return iter(self._spelt)

    def _names(self, entry: AnyEntry) -> Iterator[tuple[str, Match]]:
        if isinstance(entry, Retired):
            for target in entry.moved_to:
                match = Match(self._entries[target], "id", moved_from=entry.was)
                yield from ((text, match) for text in (entry.was.partition("/")[2], entry.was, entry.title))
            return
        yield from ((text, Match(entry, "id")) for text in (entry.id, entry.reference))
        if isinstance(entry, Source):
            yield from ((text, Match(entry, "identifier")) for text in _identifiers(entry))
            return
        yield entry.title, Match(entry, "title")
        yield from ((text, Match(entry, "alias")) for text in entry.aliases)
        if isinstance(entry, Condition | Substance | Term):  # the search words of other kinds are subjects, not names
            yield from ((text, Match(entry, "search-word")) for text in entry.search_words)
        if isinstance(entry, Condition | Substance):
            yield from ((text, Match(entry, "code", code.match)) for code in entry.codes for text in _spellings(code))
        if isinstance(entry, Substance):
            yield from ((text, Match(entry, "name")) for text in entry.names)


def _spellings(code: Code) -> Iterator[str]:
    yield code.curie
    if not code.code.isdecimal():  # a bare number says nothing without its system
        yield code.code


def _identifiers(source: Source) -> Iterator[str]:
    if source.doi:
        yield source.doi
        yield f"doi:{source.doi}"
    if source.pmid:
        yield f"PMID:{source.pmid}"
    if source.pmcid:
        yield source.pmcid
    yield from source.trial_ids


def _strongest_of_each(matches: Iterable[Match]) -> list[Match]:
    best: dict[tuple[str, str | None], Match] = {}
    for match in matches:
        key = (match.entry.reference, match.moved_from)
        if key not in best or _rank(match) < _rank(best[key]):
            best[key] = match
    return sorted(best.values(), key=_rank)


def _rank(match: Match) -> tuple[bool, int, int, int, str]:
    return (
        match.match != "exact",
        _STRENGTH[match.by],
        BY.index(match.by),
        KINDS.index(match.entry.kind),
        match.entry.id,
    )


def _only(matches: Iterable[Match]) -> AnyEntry | None:
    exact = [match for match in matches if match.match == "exact"]
    live = [match for match in exact if match.moved_from is None] or exact
    best = [match for match in live if _STRENGTH[match.by] == _STRENGTH[live[0].by]]
    return best[0].entry if len({match.entry.reference for match in best}) == 1 else None
