"""Law 2: every number is a link. Each figure of a text stands in a cited part, its study block, or is derived."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from ldn_content.check.identity import Itself
from ldn_content.model.base import FieldPath
from ldn_content.model.claim import Citation, Claim, Derived, DerivedInput
from ldn_content.model.content import Caveat, ClaimReview, Condition, Term
from ldn_content.model.source import Result, Source, Study

Checkable = Claim | Caveat | ClaimReview | Term | Condition
"""What holds texts of its own whose figures are checked."""
Sources = Mapping[str, Source]
Pair = tuple[Decimal, Decimal]
Sized = tuple[Decimal, str | None]
_SMALL: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
                 "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES: Final = {"dozen": 12, **{word: n for n, word in enumerate(_SMALL)}, **{word: 10 * n for n, word in enumerate(_TENS, 2)}}
# Names with digits: the whole list. A digit in any other word is a figure, so that no number can hide in a name.
_NAMES: Final = "|".join(
    (
        r"TLR-?\d{1,2}", r"[Tt]oll-like receptor \d", r"(?:IL|[Ii]nterleukin)[- ]?\d{1,2}[A-Za-z]*", r"CD\d{1,2}\+?",
        r"CYP ?\d\w*", r"P450", r"CXCL\d+|CCL\d+", r"(?:COVID|Covid)-19|SARS-CoV-2", r"[Vv]itamin [A-K]\d{1,2}", r"[Nn]-of-1",
        r"omega-3", r"6-?(?:beta|β)-(?:naltrexol|hydroxynaltrexone)", r"95 ?% (?:CI|CrI|confidence|credible)", r"I2\b",
        r"out of (?:every )?100\b(?!\.\d)", r"ICD-1[01](?:-CM)?(?: [A-Z]\d[\dA-Z](?:\.\w+)?)?", r"NCT\d{8}", r"ACTRN\d{14}",
        r"[Tt]ype [12] diabetes", r"(?:SF|PHQ|GAD|HADS|MSQOL|MSQoL|PROMIS|ACR|PASI|DAS|QLQ|HAM-D|HDRS|BDI|PCL|EQ)-?C?\d{1,2}D?\b",
    )
)  # fmt: skip
_DIGITS: Final = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\w.])\.\d+"
# "The two", "both", "one" and ordinals point at things that are known already: no figures.
_WORDS: Final = (
    rf"\b(?:(?:(?:a|{'|'.join(_SMALL[1:10])}) )?hundred|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_SMALL[1:10])}))?"
    rf"|{'|'.join(_SMALL[10:])}|dozen|zero|(?<!\bthe )(?<!\bthese )(?<!\bthose )(?<!\bthe same )two(?![- ]thirds?\b)"
    rf"|(?!three[- ]quarters\b)(?:{'|'.join(_SMALL[3:10])}))\b"
)
# Fractions, multiples, "most" and "none" count as figures; "half-life", "double-blind", "a third trial", "the most common"
# do not. "None" is one only where it says how many of those counted, not what a search found or what a list lacks.
_QUANTITIES: Final = (
    r"\b(?P<half>half\b(?![- ]li(?:fe|ves)))|\b(?P<two_thirds>two[- ]thirds\b)|\b(?P<three_quarters>three[- ]quarters\b)"
    r"|\b(?P<third>(?:one[- ]third|thirds)\b|(?<=\ba )third\b(?=[.,;:]| (?:of|as|less|more|fewer|lower|higher|had|did|were)\b))"
    r"|\b(?P<quarter>quarters?\b)|\b(?P<twice>twice\b|doubled?\b(?![- ](?:blind|dummy|mask)))"
    r"|(?<!at )(?<!the )\b(?P<most>most\b(?! (?:common|often|frequent|likely|recent|important|sev|serious|studied|used|\w+ly)))"
    r"|\b(?P<none>none\b(?= (?:of (?:the )?(?:\d|people|women|men|patients|children|participants)|had|did|died|dropped|stopped"
    r"|with (?:LDN|placebo)|on placebo|in (?:either|both|the) )))"
)


def _beginning(words: Iterable[str]) -> str:
    """Return a pattern of the first two letters of the words: tried before the words themselves, it saves most of the time."""
    pairs = sorted({(word[0], word[1]) for word in words})
    return "|".join(f"[{first}{first.upper()}][{second}{second.upper()}]" for first, second in pairs)


_BEGINNING: Final = _beginning(
    (*_SMALL, *_TENS, *("a hundred", "hundred", "dozen", "half", "third", "quarter", "twice", "double", "most", "none"))
)
# One pass over the text: names first, so that their digits are spent. What begins with a letter begins a word.
_TOKEN: Final = re.compile(
    rf"(?<![A-Za-z])(?:(?=[A-Z\d]|t[oy]|in|vi|n-|om|ou)(?P<name>{_NAMES})|(?={_BEGINNING})(?:(?P<words>(?i:{_WORDS}))|(?i:{_QUANTITIES})))"
    rf"|(?=[\d.])(?:(?P<ordinal>\b\d+(?:st|nd|rd|th)\b)|(?P<digits>{_DIGITS}))"
)
_MAY_HOLD_FIGURES: Final = re.compile(rf"\d|(?<![A-Za-z])(?:{_BEGINNING})")
_BREAK: Final = re.compile("(?<=[.;:?!]) ")
_LINK: Final = r"(?: to | or | and | against |-|–|/)"
# The kind of thing that a figure counts, where the word after it (or after its series) says so: 4 weeks do not ground 4 mg.
_KIND: Final = re.compile(
    rf"(?P<series>(?:, (?:{_DIGITS}))*{_LINK}[-−]?(?:{_DIGITS}))?[- ]?(?:(?P<percent>%|per ?cent\b|out of (?:every )?100\b)"
    r"|(?P<mg>(?:mg|milligrams?)\b)|(?P<microgram>(?:micrograms?|mcg|µg)\b)|(?P<minute>min(?:ute)?s?\b)|(?P<hour>hours?\b)"
    r"|(?P<day>days?\b)|(?P<week>weeks?\b)|(?P<month>months?\b)|(?P<year>years?\b)"
    r"|(?!(?:in|of|with|for|to|on|and|or|per|as|at|by|from|had|were|was|did|than|against) )(?:[A-Za-z'’-]+ )??(?:"
    r"(?P<people>(?:people|persons?|patients?|participants?|women|woman|men|man|children|adults?|users?|girls?|boys?"
    r"|adolescents?|volunteers?|veterans?|analysed|enrolled|completed|completers|dropped|drop-?outs?"
    r"|randomi[sz]ed(?! (?:\w+ )?(?:trial|stud|compari|cross)))\b)"
    r"|(?P<study>(?:trials?|stud(?:y|ies)|reviews?|reports?|papers?)\b)|(?P<points>points?\b)))"
)
_EXACT: Final = frozenset({"percent", "mg", "microgram", "hour", "day", "week", "month"})  # units that sources write out
_YEAR: Final = re.compile("19[89][0-9]|20[0-2][0-9]|2030")
_BEFORE: Final = re.compile(
    r"\b(?:([Mm]onth|[Ww]eek|[Dd]ay)s?|(?:aged?|under)(?: \d+(?: to | or |-))?) ?$"
)  # month 6, aged 18 to 75
_ENDS_BEFORE: Final = ("onth", "onths", "eek", "eeks", "ay", "ays", "age", "aged", "under", " to", " or", "-")  # what it ends on
_P_VALUE: Final = re.compile(r"\b[pP] ?(?:-?value )?[=<>≤]{1,2} ?$")
# Two figures that belong together, each checked with the other: 41 of 49, 41/49, 0-10, 41 (84%), the ends of an interval,
# 0.9 (SD 0.2). The ends of a range with a unit (doses, times) may come from two places of a source.
_PAIR: Final = re.compile(
    r"(?=[\dC(])(?:(?<![\d.,-])(\d+)(?: ?/ ?|(?: out)? of |[-–]| to )(\d+)(?![\d,]*\d|\.\d)|(?<![\d.,-])(\d+) \((\d+(?:\.\d+)?)%"
    r"|(?:CI |\()[-−]?(\d+\.\d+) to [-−]?(\d+\.\d+)|(?<![\d.])(\d+\.\d+)(?=,? \(?(?:95% CI|SD) [-−]?(\d+\.\d+)))"
)
_DIGIT: Final = re.compile(r"\d")
_NO: Final = re.compile(r"\b(?:no|none|nobody|zero|nil|0)\b", re.IGNORECASE)  # what grounds "none" in the text of a part
# A quantity word also stands where these figures do.
_IN_FIGURES: Final = {"half": "50%", "third": "33% 33.3%", "two thirds": "67% 66.7%", "twice": "2", "none": "0 people"}


class Mention(NamedTuple):
    """A figure in a text: as written, its size (none for words such as "most"), the quantity word, and where it begins.

    `kind` is what it counts ("week"), `near` what the figures beside one without a kind count, `pair` both of "41 of 49".
    """

    text: str
    value: Decimal | None
    word: str | None
    start: int
    kind: str | None = None
    near: frozenset[str | None] = frozenset()
    pair: Pair | None = None


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
            other_things = (_EXACT if mention.pair else _EXACT | {"year"}) - mention.near
            return any(size == value and kind not in other_things for size, kind in self.sizes)
        loose = mention.kind not in _EXACT | {"people"} or (mention.kind != "mg" and ("." in mention.text or value >= 100))
        return (value, mention.kind) in self.sizes or (loose and (value, None) in self.sizes)

    def _grounds_pair(self, pair: Pair) -> bool:
        """Refuse 43 of 49 where 41 of 49 stands; two figures that stand apart may be put together."""
        shares_one = any(first == pair[0] or last == pair[1] for first, last in self.pairs)
        return pair in self.pairs or not shares_one or not self.derived.isdisjoint(pair)

    def _grounds_word(self, word: str) -> bool:
        return word in self.words or any((item.value, item.kind) in self.sizes for item in figures(_IN_FIGURES.get(word, "")))


@lru_cache(maxsize=16384)
def figures(text: str) -> tuple[Mention, ...]:
    """Return the figures of a text, in order: digits, number words and quantity words.

    >>> [item.text for item in figures("In the first trial 41 of 49 women (84%) had one, most on IL-10.")]
    ['41', '49', '84', 'most']
    """
    if not _MAY_HOLD_FIGURES.search(text):
        return ()
    mentions, pairs = tuple(_mentions(text)), _pairs(text)
    breaks = [hit.start() for hit in _BREAK.finditer(text)]
    paired = (item._replace(pair=pairs[item.start]) if _is_paired(item, pairs) else item for item in mentions)
    return tuple(item if item.kind else item._replace(near=_near(mentions, i, breaks)) for i, item in enumerate(paired))


def _is_paired(item: Mention, pairs: Mapping[int, Pair]) -> bool:
    return item.start in pairs and (item.kind == "percent" or item.kind not in _EXACT)


def _mentions(text: str) -> Iterator[Mention]:
    for hit in _TOKEN.finditer(text):
        group = hit.lastgroup or ""
        if group == "digits":
            yield Mention(hit[0], Decimal(hit[0].replace(",", "")), None, hit.start(), _kind(text, hit))
        elif group == "words":
            yield Mention(hit[0], _number(hit[0].lower()), None, hit.start(), _kind(text, hit))
        elif group not in {"name", "ordinal"}:
            yield Mention(hit[0], None, group.replace("_", " "), hit.start())


def _number(words: str) -> Decimal:
    if words.endswith("hundred"):
        return Decimal(100 * _VALUES.get(words.removesuffix("hundred").strip(), 1))
    return Decimal(sum(_VALUES[word] for word in re.split("[- ]", words)))


def _kind(text: str, hit: re.Match[str]) -> str | None:
    before = text[max(0, hit.start() - 16) : hit.start()]
    ending = before.rstrip(" ")
    if ending.endswith(("=", "<", ">", "≤")) and _P_VALUE.search(before):
        return "p"
    if ending.endswith(_ENDS_BEFORE) and (found := _BEFORE.search(before)):
        return (found[1] or "year").lower()
    after = _KIND.match(text, hit.end())
    if len(hit[0]) == 4 and _YEAR.fullmatch(hit[0]) and (after is None or after.lastgroup == "study" or after["series"]):
        return "calendar"
    return after.lastgroup if after else None


def _kind_of_unit(unit: str | None) -> str | None:
    return found.lastgroup if (found := _KIND.match(unit or "")) else None


def _near(mentions: tuple[Mention, ...], place: int, breaks: list[int]) -> frozenset[str | None]:
    """Return the kinds of the nearest figures before and after in the same sentence that have one."""
    sentence = bisect(breaks, mentions[place].start)
    before = next((item for item in reversed(mentions[:place]) if item.kind), None)
    after = next((item for item in mentions[place + 1 :] if item.kind), None)
    return frozenset(item.kind for item in (before, after) if item and bisect(breaks, item.start) == sentence)


@lru_cache(maxsize=16384)
def _pairs(text: str) -> Mapping[int, Pair]:
    """Return the figures that belong together, by where each begins."""
    found: dict[int, Pair] = {}
    if not _DIGIT.search(text):
        return found
    for hit in _PAIR.finditer(text):
        place = next(place for place in (1, 3, 5, 7) if hit[place])
        found[hit.start(place)] = found[hit.start(place + 1)] = (Decimal(hit[place]), Decimal(hit[place + 1]))
    return found


def pool(citations: Iterable[Citation], derived: Iterable[Derived], sources: Sources) -> Pool:
    """Return all figures of the cited parts, of their sources' study blocks and years, and the derived values.

    >>> pool([], [], {}).sizes
    frozenset()
    """
    here: dict[str, list[_Gathered]] = {}
    ours = frozenset((_size(item.value), _kind_of_unit(item.unit)) for item in derived)
    for citation in citations:
        name, _, part = citation.part.partition("#")
        if name in sources:
            here.setdefault(name, []).append(_gathered(Itself(sources[name]), part))
    worked_out = frozenset(size for size, _ in ours)
    apart = tuple(
        Pool(
            sizes=ours.union(*(one.sizes for one in parts)),
            words=frozenset[str]().union(*(one.words for one in parts)),
            pairs=frozenset[Pair]().union(*(one.pairs for one in parts)),
            derived=worked_out,
        )
        for parts in here.values()
    )
    return Pool(
        sizes=ours.union(*(one.sizes for one in apart)),
        words=frozenset[str]().union(*(one.words for one in apart)),
        pairs=frozenset[Pair]().union(*(one.pairs for one in apart)),
        derived=worked_out,
        apart=apart,
    )


@lru_cache(maxsize=4096)
def _gathered(one: Itself[Source], part_id: str) -> "_Gathered":
    found = _Gathered()
    found.add(one.it, part_id)
    return found


class _Gathered:
    """What is read from a part and the study block of its source, before it is frozen into a pool."""

    def __init__(self) -> None:
        self.sizes, self.words, self.pairs = set[Sized](), set[str](), set[Pair]()

    def add(self, source: Source, part_id: str) -> None:
        for result in (item for item in source.results if item.id == part_id):
            self._add_result(result)
        for statement in (item for item in source.statements if item.id == part_id):
            self._read(statement.text, *(item.what for item in statement.figures))
            self.sizes.update((_size(item.value), _kind_of_unit(item.unit)) for item in statement.figures)
        if part_id == "limitations":
            self._read(*source.limitations)
        self._count("calendar", source.year)
        if source.study is not None:
            self._add_study(source.study, None if source.type.endswith(("review", "analysis")) else "people")

    def _add_result(self, part: Result) -> None:
        self._read(part.name, part.note, *(value.reported for value in part.values))
        self.sizes.update((item.value, "p") for item in figures(part.p or "") if item.value is not None)
        for value in part.values:
            self._count("people", value.events, value.total)
            self._count(_kind_of_unit(value.unit), value.number)
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
            self.sizes.update((item.value, item.kind) for item in figures(text) if item.value is not None)
            self.words.update(item.word for item in figures(text) if item.word)
            self.words.update({"none"} if _NO.search(text) else ())
            self.pairs.update(_pairs(text).values())


def _size(value: float) -> Decimal:
    return abs(Decimal(str(value)))


def ungrounded(text: str, pool: Pool) -> tuple[Mention, ...]:
    """Return the figures of a text that stand nowhere in the pool, or in another source than those of the same bracket.

    >>> [item.text for item in ungrounded("In 31 women", pool([], [], {}))]
    ['31']
    """
    torn = {item for clause in _clauses(text) for item in _torn(clause, pool)}
    return tuple(item for item in figures(text) if item in torn or not pool.grounds(item))


def _clauses(text: str) -> Iterator[tuple[Mention, ...]]:
    """Yield the figures of each part of a bracket: "(37 people, up to 4.5 mg; 12 people, 2 mg)" has two."""
    for bracket in re.finditer(r"\((?:[^()]|\([^()]*\))*\)", text):
        for part in re.finditer("[^;]+", bracket[0]):
            start, end = (bracket.start() + place for place in part.span())
            yield tuple(item for item in figures(text) if start <= item.start < end)


def _torn(clause: tuple[Mention, ...], pool: Pool) -> tuple[Mention, ...]:
    """Return what the source that fits a clause best does not have: one trial's dose does not stand with another's people."""
    if len(pool.apart) < 2 or len({item.kind for item in clause}) < 2:  # "(99 and 98 women)" may come from two sources
        return ()
    return min((tuple(item for item in clause if not source.grounds(item)) for source in pool.apart), key=len)


def derived_inputs_not_found(derived: Iterable[Derived], sources: Sources) -> Iterator[tuple[int, int, DerivedInput]]:
    """Yield each input (with the places of the derived figure and of the input) that is not in its part or study block.

    >>> list(derived_inputs_not_found([], {}))
    []
    """
    for place, one in enumerate(derived):
        for position, item in enumerate(one.inputs):
            sizes = pool([Citation(part=item.part, stance="context")], (), sources).sizes
            if item.figure is not None and _size(item.figure) not in {size for size, _ in sizes}:
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
