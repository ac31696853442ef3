"""Law 2: every number is a link. Each figure of a text stands in a cited part, its study block, or is derived."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from ldn_content.check.numbers import EXACT, Mention, Pair, figures, kind_of_unit, pairs
from ldn_content.model.base import FieldPath
from ldn_content.model.claim import Citation, Claim, Derived, DerivedInput
from ldn_content.model.content import Caveat, ClaimReview, Condition, Term
from ldn_content.model.source import Result, Source, Study

Checkable = Claim | Caveat | ClaimReview | Term | Condition
"""What holds texts of its own whose figures are checked."""
Sources = Mapping[str, Source]
Sized = tuple[Decimal, str | None]
_BRACKET: Final = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_BETWEEN_SEMICOLONS: Final = re.compile("[^;]+")
_NO: Final = re.compile(r"\b(?:no|none|nobody|zero|nil|0)\b", re.IGNORECASE)  # what grounds "none" in the text of a part
# A quantity word also stands where these figures do.
_IN_FIGURES: Final = {"half": "50%", "third": "33% 33.3%", "two thirds": "67% 66.7%", "twice": "2", "none": "0 people"}


class Pool(NamedTuple):
    """The figures that a text may use: sizes with what they count, quantity words, pairs, and the derived sizes.

    `apart` has those of each source by itself, with what is derived.
    """

    sizes: frozenset[Sized]
    words: frozenset[str]
    pairs: frozenset[Pair]
    derived: frozenset[Decimal]
    apart: tuple["Pool", ...] = ()

    def grounds(self, mention: Mention) -> bool:
        """Tell whether the figure stands here: the same size of the same thing, or the same quantity word."""
        value = mention.value
        if value is None:
            return self._grounds_word(mention.word or "")
        if mention.pair is not None and not self._grounds_pair(mention.pair):
            return False
        if mention.kind is None:
            other_things = (EXACT if mention.pair else EXACT | {"year"}) - mention.near
            return (value, None) in self.sizes or any(size == value and kind not in other_things for size, kind in self.sizes)
        loose = mention.kind not in EXACT | {"people"} or (mention.kind != "mg" and ("." in mention.text or value >= 100))
        return (value, mention.kind) in self.sizes or (loose and (value, None) in self.sizes)

    def _grounds_pair(self, pair: Pair) -> bool:
        """Refuse 43 of 49 where 41 of 49 stands; two figures that stand apart may be put together."""
        shares_one = any(first == pair[0] or last == pair[1] for first, last in self.pairs)
        return pair in self.pairs or not shares_one or not self.derived.isdisjoint(pair)

    def _grounds_word(self, word: str) -> bool:
        return word in self.words or any((item.value, item.kind) in self.sizes for item in figures(_IN_FIGURES.get(word, "")))


class Parts:
    """The figures of the parts of sources; each is read when it is first asked for, and the latest are kept."""

    def __init__(self, sources: Sources) -> None:
        """Take the sources by reference."""
        self._sources = sources
        self._of_part = lru_cache(maxsize=8192)(self._read)
        self._of_study = lru_cache(maxsize=8192)(self._read_study)

    def pool(self, citations: Iterable[Citation], derived: Iterable[Derived]) -> Pool:
        """Return all figures of the cited parts, of their sources' study blocks and years, and the derived values.

        >>> Parts({}).pool([], []).sizes
        frozenset()
        """
        here: dict[str, dict[str | None, Pool]] = {}
        ours = frozenset((_size(item.value), kind_of_unit(item.unit)) for item in derived)
        for citation in citations:
            name, _, part = citation.part.partition("#")
            if name in self._sources:
                here.setdefault(name, {None: self._of_study(name)})[part] = self._of_part(name, part)
        alone = Pool(ours, frozenset(), frozenset(), frozenset(size for size, _ in ours))
        apart = tuple(_together(alone, parts.values()) for parts in here.values())
        return (_together(alone, apart) if len(apart) != 1 else apart[0])._replace(apart=apart)

    def sizes(self, part: str) -> frozenset[Decimal]:
        """Return the sizes in a part and in the study block of its source, whatever they count."""
        return frozenset(size for size, _ in self.pool([Citation(part=part, stance="context")], ()).sizes)

    def _read(self, name: str, part: str) -> Pool:
        found = _Gathered()
        found.add_part(self._sources[name], part)
        return found.frozen()

    def _read_study(self, name: str) -> Pool:
        found = _Gathered()
        found.add_study(self._sources[name])
        return found.frozen()


def _together(first: Pool, others: Collection[Pool]) -> Pool:
    """Return the figures of several pools as one, with the derived sizes of the first."""
    return Pool(
        sizes=first.sizes.union(*(one.sizes for one in others)),
        words=first.words.union(*(one.words for one in others)),
        pairs=first.pairs.union(*(one.pairs for one in others)),
        derived=first.derived,
    )


class _Gathered:
    """What is read from a part, or from what holds for all parts of a source, before it is frozen into a pool."""

    def __init__(self) -> None:
        self.sizes, self.words, self.pairs = set[Sized](), set[str](), set[Pair]()

    def frozen(self) -> Pool:
        return Pool(frozenset(self.sizes), frozenset(self.words), frozenset(self.pairs), frozenset())

    def add_part(self, source: Source, part_id: str) -> None:
        for result in (item for item in source.results if item.id == part_id):
            self._add_result(result)
        for statement in (item for item in source.statements if item.id == part_id):
            self._read(statement.text, *(item.what for item in statement.figures))
            self.sizes.update((_size(item.value), kind_of_unit(item.unit)) for item in statement.figures)
        if part_id == "limitations":
            self._read(*source.limitations)

    def add_study(self, source: Source) -> None:
        self._count("calendar", source.year)
        if source.study is not None:
            self._add_study(source.study, None if source.type.endswith(("review", "analysis")) else "people")

    def _add_result(self, part: Result) -> None:
        self._read(part.name, part.note, *(value.reported for value in part.values))
        self.sizes.update((item.value, "p") for item in figures(part.p or "") if item.value is not None)
        for value in part.values:
            self._count("people", value.events, value.total)
            self._count(kind_of_unit(value.unit), value.number)
            if value.events is not None and value.total is not None:
                self.pairs.add((Decimal(value.events), Decimal(value.total)))
        if effect := part.effect:
            ends = [end for end in (effect.estimate, effect.low, effect.high) if end is not None]
            self._count("percent" if "percent" in effect.measure else None, *ends)
            self._count("percent", effect.level)
            self.pairs.update(pairwise(map(_size, ends)))

    def _add_study(self, study: Study, counted: str | None) -> None:
        self._count("people", study.randomised, study.analysed, *(arm.n for arm in study.arms))
        self._count("mg", study.dose_mg)
        self._count("week", study.duration_weeks)
        for item in figures(study.population):  # "18-64" are ages; else "22 Crohn's" are people, or the studies of a review
            if item.value is not None:
                first, last = item.pair or (0, 0)
                ages = 0 < first < last < 100 and f"{first}-{last}" in study.population
                self.sizes.add((item.value, item.kind or ("year" if ages else None if item.pair else counted)))
        self._read(study.dose, study.status, *(text for arm in study.arms for text in (arm.what, arm.dose)))

    def _count(self, kind: str | None, *values: float | None) -> None:
        self.sizes.update((_size(value), kind) for value in values if value is not None)

    def _read(self, *texts: str | None) -> None:
        for text in filter(None, texts):
            sizes, words, together = _read(text)
            self.sizes |= sizes
            self.words |= words
            self.pairs |= together


@lru_cache(maxsize=4096)  # what an arm took, and how a result is called, stands in many sources
def _read(text: str) -> tuple[frozenset[Sized], frozenset[str], frozenset[Pair]]:
    """Return the sizes, the quantity words and the pairs of a text."""
    found = figures(text)
    words = [item.word for item in found if item.word]
    if _NO.search(text):
        words.append("none")
    sizes = frozenset((item.value, item.kind) for item in found if item.value is not None)
    return sizes, frozenset(words), frozenset(pairs(text).values())


def _size(value: float) -> Decimal:
    return abs(Decimal(str(value)))


def ungrounded(text: str, pool: Pool) -> tuple[Mention, ...]:
    """Return the figures of a text that stand nowhere in the pool, or in another source than those of the same bracket.

    >>> [item.text for item in ungrounded("In 31 women", Parts({}).pool([], []))]
    ['31']
    """
    found = figures(text)
    torn = {item for clause in _clauses(text, found) for item in _torn(clause, pool)} if len(pool.apart) > 1 else ()
    return tuple(item for item in found if item in torn or not pool.grounds(item))


def _clauses(text: str, found: Iterable[Mention]) -> Iterator[tuple[Mention, ...]]:
    """Yield the figures of each part of a bracket: "(37 people, up to 4.5 mg; 12 people, 2 mg)" has two."""
    for bracket in _BRACKET.finditer(text):
        for part in _BETWEEN_SEMICOLONS.finditer(bracket[0]):
            start, end = (bracket.start() + place for place in part.span())
            yield tuple(item for item in found if start <= item.start < end)


def _torn(clause: tuple[Mention, ...], pool: Pool) -> tuple[Mention, ...]:
    """Return what the source that fits a clause best does not have: one trial's dose does not stand with another's people."""
    if len({item.kind for item in clause}) < 2:  # "(99 and 98 women)" may come from two sources
        return ()
    return min((tuple(item for item in clause if not source.grounds(item)) for source in pool.apart), key=len)


def derived_inputs_not_found(derived: Iterable[Derived], parts: Parts) -> Iterator[tuple[int, int, DerivedInput]]:
    """Yield each input (with the places of the derived figure and of the input) that is not in its part or study block.

    >>> list(derived_inputs_not_found([], Parts({})))
    []
    """
    for place, one in enumerate(derived):
        for position, item in enumerate(one.inputs):
            if item.figure is not None and _size(item.figure) not in parts.sizes(item.part):
                yield place, position, item


def texts_of(item: Checkable) -> Iterator[tuple[FieldPath, str]]:
    """Yield (path, text) of all that must be grounded. What a condition is cites nothing, so it holds no figures.

    >>> [path for path, _ in texts_of(Term(kind="term", id="placebo", title="Placebo", definition="A look-alike."))]
    [('definition',)]
    """
    own = "what_it_is" if isinstance(item, Condition) else "definition" if isinstance(item, Term) else None
    for name in (own,) if own else ("short", "plain", "clinical"):
        if text := getattr(item, name):
            yield (name,), text
    if isinstance(item, Caveat):
        yield from ((("actions", place, "text"), action.text) for place, action in enumerate(item.actions))
    if isinstance(item, Claim) and item.certainty:
        yield from (
            (("certainty", "downgrades", place, "reason"), one.reason) for place, one in enumerate(item.certainty.downgrades)
        )
