"""Full-text search over a library: what a reader types → the entries that speak of it.

Two things are compared with the words of a query: each *phrase* of an entry (a name, an alias, a wording of a question), by the
share of words that both have; and all *words* of the entry. Rare words weigh more (BM25's idf), words that the library does not
know weigh most, and count against every entry: so a subject that is not ours gives no hits instead of far-fetched ones.

    >>> lupus = Document("condition/lupus", "condition", "Lupus", "We found no study.", ("Lupus",), ("SLE",))
    >>> [hit.reference for hit in Index([lupus]).search("does it help with lupsu?")]
    ['condition/lupus']
    >>> Index([lupus]).search("bitcoin mining")
    ()
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from heapq import nsmallest
from itertools import chain, islice
from math import log
from operator import add, itemgetter
from typing import Final, NamedTuple

from ldn_content.model import KINDS, AnyEntry, ClaimReview, Condition, Substance, Term, claims_of

# All figures below were set by test: tests/test_index.py states what they have to bring about.
_CHARACTERS: Final = 2000  # read of a query; the rest of a longer one changes nothing
_WORDS: Final = 32  # words of a query that count
_TYPOS: Final = 6  # words of a query that are looked up in spite of their spelling
_ALIKE: Final = 0.8  # how alike two spellings have to be
_ALIKE_LONG: Final = 0.82  # and from nine letters on: hydrocortisone is not hydrocodone
_FILLER: Final = 0.25  # what a filler weighs beside another word that is as rare
_UNKNOWN: Final = 1.5  # what an unknown word weighs beside one that stands in one document
_NOISE: Final = 0.45  # a hit has this share of the query in a phrase or among its words
_FEW: Final = 10  # documents that make a small library weigh words like a large one
_NAMED: Final = 0.5  # what the query and a name agree at least if all of the name is in the query
_TEXT, _OFTEN = 0.55, 0.25  # what a word counts in the text: for being there, and what is added as it is there more often
_LEVELS: Final = 0.9, 0.95, 0.97, 1.0  # what it counts in a subject, a wording, an alias, a name
_ALIAS: Final = 2  # the place of aliases among them

# Words that say nothing here: not looked at.
_STOP_WORDS: Final = frozenset(
    """
    a about after all am an and any are as at be because been before being but by can cant could d did do does doesnt doing dont
    for from had has have having he her hers him his how i id if im in into is isnt it its ive just ll m may me might mine
    must my no not of on or our s shall she should so some such t than that the their them then there these they this those to
    too until up us ve very was we were what whats when where which while who whom whose why will with without wont would you
    your
    """.split()  # noqa: SIM905
)
# Words that people put around their question: they weigh little, as numbers do.
_FILLERS: Final = frozenset(
    """
    addicted addictive allow allowed also amount anybody anyone ask best better brother call chance come dad daughter
    different doctor drug else ever everyone father feel find friend get give go going gone good got gp great guy happen hear
    heard hello help helped helping hey hi hope husband keep kind know let like long look lot made make matter maybe mean
    medication medicine mom mother mum need new now off ok okay old one only ought people person pharmacist pill please
    possible prescribe prescribed problem put question read really right said say see sister someone something sometime son
    stand start started still sure take taken taking talk tell thank thing think told took tried true try trying use used
    using want way well while wife work working worried wrong yes yet
    """.split()  # noqa: SIM905
)
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_SIGNS: Final = str.maketrans("\u2010\u2011", "--", "\u2018\u2019\u02bc\u00b4\u2032")  # hyphens; apostrophes, removed
_ASCII_SIGNS: Final = {
    mark: None if chr(mark) in "'`" else " " for mark in range(128) if not (chr(mark).isalnum() or mark == ord("-"))
}


class Document(NamedTuple):
    """What of an entry is searched."""

    reference: str
    kind: str
    title: str
    short: str
    names: tuple[str, ...]  # the id and the title; those of a term are wordings
    aliases: tuple[str, ...] = ()  # other names, lay ones included
    wordings: tuple[str, ...] = ()  # ways to ask a question, the claim that is reviewed
    subjects: tuple[str, ...] = ()  # what else it speaks of
    codes: tuple[str, ...] = ()  # found where they are the whole query: their digits mean nothing by themselves
    text: tuple[str, ...] = ()

    def phrases(self) -> tuple[tuple[str, ...], ...]:
        """Return all phrases, by level."""
        return self.subjects, self.wordings, self.aliases, self.names


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found. Scores of one search can be compared with each other only."""

    reference: str
    title: str
    short: str
    score: float


def documents(entries: Mapping[str, AnyEntry] | Iterable[AnyEntry], short: Callable[[AnyEntry], str]) -> list[Document]:
    """Say what of each entry is searched; sources are found through what cites them, and retired ids by look-up."""
    each = entries.values() if isinstance(entries, Mapping) else entries
    return [_document(entry, short(entry)) for entry in each if entry.kind not in {"source", "retired"}]


def _document(entry: AnyEntry, short: str) -> Document:
    codes = (each for code in getattr(entry, "codes", ()) for each in (code.curie, code.code) if not each.isdecimal())
    claim = (entry.claim,) if isinstance(entry, ClaimReview) else ()
    # The search words of a condition or medicine are names of it (fibro, Percocet); those of others are what they speak of.
    names, subjects = (entry.search_words, ()) if isinstance(entry, Condition | Substance) else ((), entry.search_words)
    # What explains a word comes after what answers a question with that word in it.
    explained = (entry.id, entry.title, *entry.aliases) if isinstance(entry, Term) else ()
    return Document(
        *(entry.reference, entry.kind, entry.title, short),
        names=() if explained else (entry.id, entry.title),
        aliases=() if explained else (*entry.aliases, *getattr(entry, "names", ()), *names),
        wordings=(*getattr(entry, "asked_as", ()), *claim, *explained),
        subjects=subjects,
        codes=tuple(codes),
        text=tuple(dict.fromkeys((short, *_texts(entry)))),
    )


def _texts(entry: AnyEntry) -> Iterator[str]:
    fields = ("what_it_is", "definition", "short", "plain", "clinical", "outcome", "would_change_it")
    parts = (entry, *claims_of(entry))
    # `vars`, as Pydantic is slow to say that a model has no such attribute
    yield from (text for part in parts for field in fields if (text := vars(part).get(field)))
    for name, field in (("sections", "title"), ("actions", "text"), ("uses", "indication")):
        yield from (getattr(part, field) for part in getattr(entry, name, ()))
    yield from getattr(entry, "medicines", ())


def fold(text: str) -> str:
    """Return the words of a text without case, accents and apostrophes, with hyphens and spaces between them.

    >>> fold("Sjögren's (low-dose)").split()
    ['sjogrens', 'low-dose']
    """
    return _NOT_ASCII.sub(lambda run: _plain(run[0]), text).casefold().translate(_ASCII_SIGNS)


@lru_cache(maxsize=256)
def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.translate(_SIGNS)).casefold()
    return "".join(each if each.isascii() or each.isalnum() else " " for each in letters if not unicodedata.combining(each))


def stem(word: str) -> str:
    """Return the word without the ending of an English plural; short words, often acronyms (POTS), stay as they are.

    >>> [stem(word) for word in ("doses", "allergies", "rashes", "crohns", "lupus", "pots")]
    ['dose', 'allergy', 'rash', 'crohn', 'lupus', 'pots']
    """
    if len(word) < 5 or word[-1] != "s" or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "shes", "tches", "xes")) else word[:-1]


def _words(text: str) -> tuple[str, ...]:
    """Return the words that say something, each once."""
    words = dict.fromkeys(stem(word) for word in fold(text).replace("-", " ").split() if word not in _STOP_WORDS)
    return tuple(islice(words, _WORDS))


@lru_cache(maxsize=16384)
def _forms(chunk: str) -> tuple[str, ...]:
    """Return the words of a chunk, and of a hyphenated one also the whole: "co-codamol" is found as "cocodamol", too."""
    words = _words(chunk)
    return (*words, stem(chunk.replace("-", ""))) if "-" in chunk.strip("-") else words


def _key(text: str) -> str:
    """Return what the spellings of a name have in common: "Long COVID", "long-covid" and "longcovid" are one."""
    return "".join(fold(text).replace("-", " ").split())


def _values(document: Document) -> dict[str, float]:
    """Return what each word of a document counts, by the best place in which it stands."""
    counts: dict[str, int] = {}
    for chunk, count in Counter(fold("\n".join(document.text)).split()).items():
        for word in _forms(chunk):
            counts[word] = counts.get(word, 0) + count
    values = {word: _TEXT + _OFTEN * (1 - 1 / count) for word, count in counts.items()}
    for value, texts in zip(_LEVELS, document.phrases(), strict=True):
        for chunk in fold("\n".join(texts)).split():
            values.update(dict.fromkeys(_forms(chunk), value))
    return values


def _exact(document: Document) -> dict[str, float]:
    """Return the keys of a document, each with its score: names 3, aliases and codes 2, others 1, all else less."""
    pairs = [(text, float(max(level, 1))) for level, texts in enumerate(document.phrases()) for text in texts]
    pairs += [(document.reference, 3.0), *((code, 2.0) for code in document.codes)]
    return {key: score for text, score in sorted(pairs, key=itemgetter(1)) if (key := _key(text))}


class Index:
    """The words and phrases of all documents. It is built at once and never changes; threads may share it."""

    def __init__(self, documents: Iterable[Document]) -> None:
        # A document is known by its place in this list, and the lower place wins a tie.
        self._documents = sorted(documents, key=lambda each: (KINDS.index(each.kind), each))
        self._exact: dict[str, dict[int, float]] = defaultdict(dict)  # key → places with their scores
        self._values: dict[str, dict[int, float]] = defaultdict(dict)  # word → places, and what it counts there
        phrases: list[tuple[int, int, tuple[str, ...]]] = []
        for place, document in enumerate(self._documents):
            for key, score in _exact(document).items():
                self._exact[key][place] = score
            for word, value in _values(document).items():
                self._values[word][place] = value
            for level, texts in enumerate(document.phrases()):
                phrases += dict.fromkeys((place, level, _words(text)) for text in texts)
        self._weights = {word: self._weigh(word, len(places)) for word, places in self._values.items()}
        self._phrases = [
            (place, level, len(words), sum(map(self._weights.__getitem__, words))) for place, level, words in phrases
        ]
        self._phrases_with: dict[str, list[int]] = defaultdict(list)
        for number, word in ((number, word) for number, (_, _, words) in enumerate(phrases) for word in words):
            self._phrases_with[word].append(number)

    def _weigh(self, word: str, count: int) -> float:
        """Return the weight of a word that stands in so many documents: BM25's idf, as if a few more were without it."""
        share = _FILLER if word in _FILLERS or word.isdecimal() else 1
        return share * log(1 + (len(self._documents) + _FEW - count) / (count + 0.5))

    def search(self, text: str, *, limit: int = 10, kinds: Collection[str] | None = None) -> tuple[Hit, ...]:
        """Return what fits the text best, best first: at most `limit` hits, of these kinds only. Any text is safe."""
        text = text.lstrip()[:_CHARACTERS]
        scores = self._scores(text) | self._exact.get(_key(text), {})
        wanted = ((-score, place) for place, score in scores.items() if kinds is None or self._documents[place].kind in kinds)
        best = ((self._documents[place], -score) for score, place in nsmallest(limit, wanted))
        return tuple(Hit(document.reference, document.title, document.short, score) for document, score in best)

    def unknown(self, text: str) -> tuple[str, ...]:
        """Return the words of a query that stand nowhere here, not even spelt otherwise."""
        words = _words(text.lstrip()[:_CHARACTERS])
        return tuple(word for word in words if word not in _FILLERS and word not in self._values and not self._nearest(word)[1])

    def _scores(self, text: str) -> dict[int, float]:
        """Return the documents that are more than noise, each with a score of at most 1."""
        words, whole = self._query(text)
        found: dict[int, float] = defaultdict(float)
        shared: dict[int, float] = defaultdict(float)
        met: dict[int, int] = defaultdict(int)
        for word, weight in words.items():
            for place, value in self._values[word].items():
                found[place] += weight * value
            for number in self._phrases_with.get(word, ()):
                shared[number] += weight
                met[number] += 1
        agreed: dict[int, float] = defaultdict(float)
        for number, weight in shared.items():
            place, level, length, size = self._phrases[number]
            # a name that is there whole is found whatever else is asked, even if it is misspelt: it may be an opioid
            least = max(_NOISE, _NAMED * weight / size) if level >= _ALIAS and met[number] == length else 0
            agreed[place] = max(agreed[place], _LEVELS[level] * 2 * weight / (whole + size), least)
        shares = ((place, weight / whole, agreed[place]) for place, weight in found.items())
        # Rounded, so that the last digit of a platform's arithmetic does not break a tie.
        return {place: round((share + 2 * phrase) / 3, 6) for place, share, phrase in shares if max(share, phrase) >= _NOISE}

    def _query(self, text: str) -> tuple[dict[str, float], float]:
        """Return the known words of a query with their weights, and the weight of the whole query."""
        weights: dict[str, float] = {}
        whole, tries = 0.0, _TYPOS
        for typed in _words(text):
            word, alike = typed, 1.0
            if tries and 4 <= len(typed) <= 40 and typed not in self._values and typed not in _FILLERS:
                tries -= 1
                word, alike = self._nearest(typed)
            weight = self._weights.get(word)
            whole += _UNKNOWN * self._weigh(typed, 0) if weight is None else weight
            if weight is not None:
                weights[word] = max(alike * weight, weights.get(word, 0))
        return weights, whole

    def _nearest(self, typed: str) -> tuple[str, float]:
        """Return the known word that is spelt most like the typed one, and how alike they are."""
        shared = Counter(chain.from_iterable(self._words_with.get(pair, ()) for pair in _pairs(typed)))
        likely = nsmallest(20, ((-count / (len(typed) + len(word)), word) for word, count in shared.items()))
        near = ((_likeness(typed, word), word in self._phrases_with, -self._weights[word], word) for _, word in likely)
        alike, _, _, word = max(near, default=(0.0, False, 0.0, typed))  # of equals a name, then the commoner word
        return (word, alike) if alike >= (_ALIKE_LONG if len(typed) > 8 else _ALIKE) else (typed, 0.0)

    @cached_property
    def _words_with(self) -> dict[str, list[str]]:
        """Pairs of letters → words that have them; made for the first typo."""
        words_with: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._values):
            if len(word) > 3 and word.isalpha() and word not in _FILLERS:
                for pair in _pairs(word):
                    words_with[pair].append(word)
        return words_with


def _pairs(word: str) -> tuple[str, ...]:
    """Return the pairs of letters that follow each other, directly or with one between: most survive a typo."""
    padded = f"^{word}$"
    return tuple(dict.fromkeys(chain(map(add, padded, padded[1:]), map(add, padded, padded[2:]))))


def _likeness(one: str, other: str) -> float:
    """Return how alike two spellings are: the mean of the letters that they share in order, and in any order.

    >>> _likeness("pian", "pain"), _likeness("pian", "plan")
    (0.875, 0.75)
    """
    in_order = sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    return (in_order + (Counter(one) & Counter(other)).total()) / (len(one) + len(other))
