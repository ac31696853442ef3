"""Phrases that a text must not hold, found quickly: words that a phrase needs are looked up before its pattern is tried.

Patterns are in small letters and are laid on the text in small letters; places are those of the text as it is written.
"""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from sys import maxsize
from typing import Final, NamedTuple

Fault = tuple[tuple[int, int], str]
"""Where in the text (from, to), and what is wrong."""
_WORD: Final = re.compile("[a-z]+|[%$£€]")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=[\"“(]?[A-Z0-9])")
_BREAK: Final = re.compile(r"[.!?](\s+)(?=[\"“(]?[A-Z0-9])")  # the same, found faster
_LONGEST_CLAUSE: Final = 600  # letters; so that a text without a stop is read in a time that grows with its length only
_CLAUSE: Final = re.compile(r"[.;:!?(]\s|,? (?:and )?(?=then\b)", re.IGNORECASE)


class Sentence(NamedTuple):
    """A sentence of a text.

    Attributes:
        after: where the mark stands that ends the sentence before it; an order begins there.
        start: where it begins.
        end: where it ends.
        words: its words in small letters.
    """

    after: int
    start: int
    end: int
    words: frozenset[str]


class Pattern:
    """A pattern that is compiled when it is first tried: there are many, and few texts call for all of them.

    Attributes:
        pattern: the pattern as it is written.

    >>> Pattern("[ab]+").search("cab")
    <re.Match object; span=(1, 3), match='ab'>
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, ready to be tried."""
        return re.compile(self.pattern, self._flags)

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """Return the first place of a part of the text that the pattern fits."""
        return self.compiled.search(text, start, end)


class Phrase(NamedTuple):
    """Something that is not said, and where it may be said after all.

    Attributes:
        pattern: what is looked for.
        message: what to do about it.
        cues: words, one of which stands in all that the pattern finds; without any, the pattern is tried on every text.
        unless: allowed where this stands in the same sentence.
        unless_before: allowed where this stands before it in the same clause.
    """

    pattern: Pattern
    message: str
    cues: frozenset[str] = frozenset()
    unless: Pattern | None = None
    unless_before: Pattern | None = None

    def found(self, text: str, small: str, part: Sentence) -> Iterator[re.Match[str]]:
        """Yield each place of a sentence of the text (which is also given in small letters) that holds the phrase and may not."""
        if self.unless and self.unless.search(text, part.start, part.end):
            return
        for hit in self.pattern.compiled.finditer(small, part.after, part.end):
            if self.unless_before and self.unless_before.search(clause_before(text, hit.start())):
                continue
            yield hit


class Phrases:
    """Phrases of one rule, by the words that call for them.

    >>> praise = Phrases(Phrase(words("miracles?"), "say what was measured", cues("miracle miracles")))
    >>> [problem for problem in praise.problems("It is a Miracle.")]
    [((8, 15), '"Miracle": say what was measured')]
    """

    def __init__(self, *phrases: Phrase) -> None:
        self.phrases = phrases
        self._always = frozenset(place for place, phrase in enumerate(phrases) if not phrase.cues)
        called: dict[str, set[int]] = {}
        for place, phrase in enumerate(phrases):
            for cue in phrase.cues:
                called.setdefault(cue, set()).add(place)
        self._cues = frozenset(called)
        self._called = {cue: frozenset(places) for cue, places in called.items()}
        self._called_by = lru_cache(maxsize=4096)(self._phrases_for)

    def problems(self, text: str) -> Iterator[Fault]:
        """Yield where the text holds a phrase, and what to do about it."""
        for phrase, hit in self.found(text):
            yield hit.span(), f'"{as_written(text, hit)}": {phrase.message}'

    def found(self, text: str) -> Iterator[tuple[Phrase, re.Match[str]]]:
        """Yield each phrase that the text holds, with its place."""
        read = _read(text)
        for part in read.sentences:
            for phrase in self._called_by(self._cues & part.words):
                if phrase.pattern.compiled.search(read.small, part.after, part.end):
                    yield from ((phrase, hit) for hit in phrase.found(text, read.small, part))

    def _phrases_for(self, here: frozenset[str]) -> tuple[Phrase, ...]:
        places = self._always.union(*(self._called[cue] for cue in here))
        return tuple(self.phrases[place] for place in sorted(places))


def words(pattern: str) -> Pattern:
    """Return a pattern of whole words."""
    return Pattern(rf"\b(?:{pattern})\b")


def anywhere(pattern: str) -> Pattern:
    """Return a pattern of whole words, in capitals or not, for texts as they are written."""
    return Pattern(rf"\b(?:{pattern})\b", re.IGNORECASE)


def cues(listed: str) -> frozenset[str]:
    """Return the words of a list that is separated by spaces."""
    return frozenset(listed.split())


class _Read(NamedTuple):
    """A text in small letters, each at its own place, and its sentences."""

    small: str
    sentences: tuple[Sentence, ...]


def in_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text with their places and words.

    >>> [(part.start, part.end, sorted(part.words)) for part in in_sentences("It was small. It grew.")]
    [(0, 13, ['it', 'small', 'was']), (14, 22, ['grew', 'it'])]
    """
    return _read(text).sentences


@lru_cache(maxsize=512)
def _read(text: str) -> _Read:
    small = text.lower()
    if len(small) != len(text):  # "İ" becomes two
        small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    parts: list[Sentence] = []
    start = 0
    for end, begin in [*(found.span(1) for found in _BREAK.finditer(text)), (len(text), len(text))]:
        parts.append(Sentence(max(0, parts[-1].end - 1 if parts else 0), start, end, frozenset(_WORD.findall(small, start, end))))
        start = begin
    return _Read(small, tuple(parts))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text.

    >>> sentences("Studied at 4.5 mg. It was small.")
    ['Studied at 4.5 mg.', 'It was small.']
    """
    return _SENTENCE_END.split(text)


def first_sentence(text: str) -> str:
    """Return the first sentence of a text.

    >>> first_sentence("Studied at 4.5 mg. It was small.")
    'Studied at 4.5 mg.'
    """
    return _SENTENCE_END.split(text, 1)[0]


def clause_before(text: str, end: int) -> str:
    """Return what stands before a place in its clause."""
    before = text[max(0, end - _LONGEST_CLAUSE) : end]
    breaks = [hit.end() for hit in _CLAUSE.finditer(before)]
    return before[breaks[-1] :] if breaks else before


def sentence_around(text: str, hit: re.Match[str]) -> str:
    """Return the sentence, or the sentences, that a hit stands in."""
    breaks = [found.end() for found in _SENTENCE_END.finditer(text)]
    start = max((place for place in breaks if place <= hit.start()), default=0)
    return text[start : min((place for place in breaks if place >= hit.end()), default=len(text))]


def as_written(text: str, hit: re.Match[str]) -> str:
    """Return what was found as the text has it, without the marks around it."""
    return text[hit.start() : hit.end()].strip(" .;:,!?")
