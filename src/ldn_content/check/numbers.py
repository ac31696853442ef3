"""The figures of a text: digits, number words and quantity words, with what each counts."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from ldn_content.check.phrases import in_sentences

Pair = tuple[Decimal, Decimal]
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
    """Return a pattern of the first three letters of the words: tried before the words themselves, it saves most of the time."""
    after: dict[str, dict[str, set[str]]] = {}
    for word in words:
        after.setdefault(word[0], {}).setdefault(word[1], set()).add(word[2])
    return "|".join(
        f"{_letters(first)}(?:{'|'.join(_letters(second) + _letters(*thirds) for second, thirds in sorted(seconds.items()))})"
        for first, seconds in sorted(after.items())
    )


def _letters(*letters: str) -> str:
    """Return a pattern of one of these letters, large or small."""
    return f"[{''.join(letter + letter.upper() for letter in sorted(letters))}]"


_BEGINNING: Final = _beginning(
    (*_SMALL, *_TENS, *("a hundred", "hundred", "dozen", "half", "third", "quarter", "twice", "double", "most", "none"))
)
# One of these stands in every text that has a figure in words.
_FIGURE_WORDS: Final = frozenset(_VALUES) | frozenset(
    ["hundred", "half", "third", "thirds", "quarter", "quarters", "twice", "double", "doubled", "most", "none"]
)
_ODD: Final = str.maketrans("ıİſ", "iIs")  # what patterns that ignore case take for i and s
_IS_ODD: Final = re.compile("[ıİſ]")
# One pass over the text: names first, so that their digits are spent. What begins with a letter begins a word.
_NAME: Final = rf"(?=[A-Z\d]|t[oy]|in|vi|n-|om|ou)(?P<name>{_NAMES})"
_IN_DIGITS: Final = rf"(?=[\d.])(?:(?P<ordinal>\b\d+(?:st|nd|rd|th)\b)|(?P<digits>{_DIGITS}))"
_TOKEN: Final = re.compile(
    rf"(?<![A-Za-z])(?:{_NAME}|(?={_BEGINNING})(?:(?P<words>(?i:{_WORDS}))|(?i:{_QUANTITIES})))|{_IN_DIGITS}"
)
_TOKEN_IN_DIGITS: Final = re.compile(rf"(?<![A-Za-z]){_NAME}|{_IN_DIGITS}")
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
EXACT: Final = frozenset({"percent", "mg", "microgram", "hour", "day", "week", "month"})
"""Units that sources write out."""
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


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Mention, ...]:
    """Return the figures of a text, in order: digits, number words and quantity words.

    >>> [item.text for item in figures("In the first trial 41 of 49 women (84%) had one, most on IL-10.")]
    ['41', '49', '84', 'most']
    """
    if not text.isascii() and _IS_ODD.search(text):
        text = text.translate(_ODD)
    in_words = not all(_FIGURE_WORDS.isdisjoint(part.words) for part in in_sentences(text))
    if not in_words and not _DIGIT.search(text):
        return ()
    mentions = tuple(_mentions(text, _TOKEN if in_words else _TOKEN_IN_DIGITS))
    if all(item.kind for item in mentions):
        return mentions
    breaks = [hit.start() for hit in _BREAK.finditer(text)]
    return tuple(item if item.kind else item._replace(near=_near(mentions, i, breaks)) for i, item in enumerate(mentions))


def _mentions(text: str, token: re.Pattern[str]) -> Iterator[Mention]:
    for hit in token.finditer(text):
        group, start, written = hit.lastgroup or "", hit.start(), hit[0]
        if group in {"digits", "words"}:
            value = Decimal(written.replace(",", "")) if group == "digits" else _number(written.lower())
            kind = _kind(text, hit)
            pair = pairs(text).get(start) if kind == "percent" or kind not in EXACT else None
            yield Mention(written, value, None, start, kind, pair=pair)
        elif group not in {"name", "ordinal"}:
            yield Mention(written, None, group.replace("_", " "), start)


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


def kind_of_unit(unit: str | None) -> str | None:
    """Return what a unit counts, as `Mention.kind` has it; None where it is another one.

    >>> kind_of_unit("weeks"), kind_of_unit("points on a scale"), kind_of_unit("mmHg")
    ('week', 'points', None)
    """
    return found.lastgroup if (found := _KIND.match(unit or "")) else None


def _near(mentions: tuple[Mention, ...], place: int, breaks: list[int]) -> frozenset[str | None]:
    """Return the kinds of the nearest figures before and after in the same sentence that have one."""
    sentence = bisect(breaks, mentions[place].start)
    before = next((item for item in reversed(mentions[:place]) if item.kind), None)
    after = next((item for item in mentions[place + 1 :] if item.kind), None)
    return frozenset(item.kind for item in (before, after) if item and bisect(breaks, item.start) == sentence)


@lru_cache(maxsize=4096)
def pairs(text: str) -> Mapping[int, Pair]:
    """Return the figures that belong together, by where each begins."""
    found: dict[int, Pair] = {}
    if not _DIGIT.search(text):
        return found
    for hit in _PAIR.finditer(text):
        place = next(place for place in (1, 3, 5, 7) if hit[place])
        found[hit.start(place)] = found[hit.start(place + 1)] = (Decimal(hit[place]), Decimal(hit[place + 1]))
    return found
