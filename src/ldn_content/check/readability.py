"""Law 3, for readers: sentences that can be read in one go, and texts that an everyday reader can follow.

The grade is that of the Flesch-Kincaid formula (Kincaid and others, 1975), which was made for English: 0.39 × words a sentence
+ 11.8 × syllables a word - 15.59. Syllables are counted by rule, with a list of exceptions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache
from math import ceil
from typing import Final, NamedTuple

from ldn_content.check.phrases import sentences
from ldn_content.check.rule import Context, Problem, Rule
from ldn_content.links import claim_paths
from ldn_content.model import AnyEntry, Caveat, ClaimReview, Condition, Term
from ldn_content.model.base import FieldPath

MOST_WORDS: Final = 30
"""How many words a sentence may have, or a part of it that is set off by a semicolon or a colon."""
HIGHEST_GRADE: Final = 8.0
"""The highest grade of a text for everyone."""
HIGHEST_GRADE_OF_A_SENTENCE: Final = 10.0
"""The highest grade of a text of fewer than 40 words: the formula is made for longer ones, and a long word weighs more there."""
_LONG_TEXT: Final = 40

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d.,]*")
_PART: Final = re.compile(r"(?<=[;:])\s")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SILENT: Final = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouylsxzcgh])es$|(?<=[aeiouy][lh])es$"
    r"|(?<=[a-z])e(?=ments?|less|ful|ly$|ness|where|thing|times?|lines?|hand)|(?<=[^aeiouy])e(?=ty$)"
)
_TWO: Final = re.compile(  # neighbouring vowels that are spoken apart
    r"(?<![tscgx])i[ao]|eo(?!us)|ea(?=ct)|(?<=[aeiouy][^aeiouy])ea$|[^aeiougq]u[ao]|sms?$|(?<![tc])ie[nt]|ying|(?<=[aeiou])ing|creat"
)
_EXCEPTIONS: Final = {
    "acne": 2, "anyone": 3, "beyond": 2, "business": 2, "diarrhoea": 4, "every": 2, "everything": 3, "evening": 2, "friend": 1,
    "friends": 1, "fluid": 2, "fluids": 2, "hundred": 2, "hundreds": 2, "ideal": 3, "people": 2, "people's": 2, "persuade": 2,
    "quiet": 2, "recipe": 3, "rhythm": 2, "ruin": 2, "science": 2, "someone": 2, "someone's": 2, "somebody": 3, "suicide": 3,
    "whoever": 3, "wednesday": 2,
}  # fmt: skip


class _Part(NamedTuple):
    """A sentence, or a part of it that is set off, with its words in small letters."""

    text: str
    words: tuple[str, ...]


class ReaderText(NamedTuple):
    """A text that everyone reads, its place and its claim; one for professionals has no grade."""

    path: FieldPath
    claim: str
    text: str
    graded: bool


@lru_cache(maxsize=32768)
def syllables(word: str) -> int:
    """Return how many syllables an English word has, by rule: right for most words, near for the rest.

    >>> [syllables(word) for word in ("pain", "people", "placebo", "inflammation", "measured", "reaction")]
    [1, 2, 3, 4, 2, 3]
    """
    plain = unicodedata.normalize("NFKD", word.lower().replace("’", "'"))
    plain = "".join(letter for letter in plain if letter in "'abcdefghijklmnopqrstuvwxyz")
    if plain in _EXCEPTIONS:
        return _EXCEPTIONS[plain]
    plain = re.sub(r"'s?$", "", plain)
    return max(1, len(_VOWELS.findall(plain)) - len(_SILENT.findall(plain)) + len(_TWO.findall(plain)))


def grade(text: str, neutral: Collection[str] = ()) -> float:
    """Return the reading grade of a text: 8 is what most pupils of 13 to 14 years can read.

    Figures, and words that the library explains (neutral), count as words of one syllable.

    >>> round(grade("We do not know if it helps. The trial was too small."), 1)
    -0.5
    >>> round(grade("Naltrexone was administered to participants."), 1)
    17.0
    >>> round(grade("Naltrexone was administered to participants.", {"naltrexone"}), 1)
    12.3
    """
    parts = [part.words for part in _parts(text) if part.words]
    if not parts:
        return 0.0
    spoken = [1 if word[0].isdigit() or word in neutral else syllables(word) for words in parts for word in words]
    return 0.39 * len(spoken) / len(parts) + 11.8 * sum(spoken) / len(spoken) - 15.59


@lru_cache(maxsize=1024)
def _parts(text: str) -> tuple[_Part, ...]:
    parts = (part for sentence in sentences(text) for part in _PART.split(sentence))
    return tuple(_Part(part, tuple(_WORD.findall(part.lower()))) for part in parts)


def reader_texts(entry: AnyEntry) -> tuple[ReaderText, ...]:
    """Return the texts of an entry that everyone reads."""
    return tuple(_reader_texts(entry))


def _reader_texts(entry: AnyEntry) -> Iterator[ReaderText]:
    own: tuple[tuple[str, str | None], ...] = ()
    if isinstance(entry, Caveat | ClaimReview):
        own = (("short", entry.short), ("plain", entry.plain))
    elif isinstance(entry, Term):
        own = (("definition", entry.definition),)
    elif isinstance(entry, Condition):
        own = (("what_it_is", entry.what_it_is),)
    yield from (ReaderText((name,), "", text, graded=True) for name, text in own if text)
    for path, claim in claim_paths(entry):
        for name, text in (("short", claim.short), ("plain", claim.plain)):
            if text:
                yield ReaderText((*path, name), claim.id, text, graded=True)
    if isinstance(entry, Caveat):
        for place, action in enumerate(entry.actions):
            yield ReaderText(("actions", place, "text"), "", action.text, graded=action.who != "professional")


def _sentence_lengths(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    for text in context.index.of(entry, reader_texts):
        for part in _parts(text.text):
            if (length := len(part.words)) > MOST_WORDS:
                begin = " ".join(part.text.split()[:4])
                yield Problem(
                    text.path, f"“{begin} …” has {length} words, at most {MOST_WORDS}: make two sentences of it", text.claim
                )


def _grades(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    neutral = context.index.glossary.words
    for text in context.index.of(entry, reader_texts):
        highest = (
            HIGHEST_GRADE if sum(len(part.words) for part in _parts(text.text)) >= _LONG_TEXT else HIGHEST_GRADE_OF_A_SENTENCE
        )
        if text.graded and (found := grade(text.text, neutral)) > highest:
            long = ", ".join(_longest(text.text, neutral))
            shown = ceil(found * 10) / 10  # 10.04 is more than 10, and is shown as such
            message = (
                f"reads at grade {shown:.1f}, at most {highest:g}: shorter sentences, everyday words (the longest are {long})"
            )
            yield Problem(text.path, message, text.claim)


def _longest(text: str, neutral: Collection[str]) -> list[str]:
    words = dict.fromkeys(word for part in _parts(text) for word in part.words if word not in neutral)
    return sorted(words, key=syllables, reverse=True)[:3]


RULES = (
    Rule("LDN406", "warning", f"A sentence for everyone has at most {MOST_WORDS} words.", _sentence_lengths),
    Rule("LDN407", "warning", "A text for everyone can be read at grade 8; one of fewer than 40 words, at grade 10.", _grades),
)
