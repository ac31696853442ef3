"""Text hygiene: faults of typing that a reader would see. What is mended without judgement comes with its edits."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from ldn_content.check.rule import Context, Problem, Rule
from ldn_content.check.texts import Placed
from ldn_content.edits import Replace
from ldn_content.model import AnyEntry, Source

_AS_SEEN: Final = frozenset({"authors", "journal", "publisher", "reported", "p", "pages", "volume", "issue"})
"""Fields of a source that are copied as they were seen, faults and all; so is its title."""
_SENTENCES: Final = frozenset(
    {"short", "plain", "clinical", "what_it_is", "definition", "would_change_it", "why", "reason", "text"}
)
"""Fields that hold whole sentences."""
# Cyrillic and Greek letters that look like Latin ones. Greek letters with a look of their own (α in TNFα) are not among them.
_LIKE: Final = str.maketrans(
    "АВЕЅІЈКМНОРСТХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧοι",
    "ABESIJKMHOPCTXaesijopcyxABEZHIKMNOPTYXoi",
)
_LOOKS: Final = "".join(map(chr, _LIKE))
_OPEN: Final = {")": "(", "]": "[", "}": "{", "”": "“", "»": "«"}


class _Fault(NamedTuple):
    """What is wrong with a piece of text, and how it is mended; without `mend`, that needs judgement.

    A text with the fault has one of the `signs` (a line end stands for the beginning of the text): most entries have none.
    """

    signs: tuple[str, ...]
    pattern: re.Pattern[str]
    message: str
    mend: Callable[[re.Match[str]], str] | None = None


def _ours(entry: AnyEntry, places: Iterable[Placed]) -> Iterator[Placed]:
    """Yield the texts that are in our own words."""
    for place in places:
        if not isinstance(entry, Source) or (place.name not in _AS_SEEN and place.path != ("title",)):
            yield place


def _finds(fault: _Fault) -> Callable[[AnyEntry, Context], Iterator[Problem]]:
    """Return the check that tells of a fault in each text that has it."""

    def check(entry: AnyEntry, context: Context) -> Iterator[Problem]:
        places, whole = context.index.texts(entry)
        for sign in fault.signs:
            if sign in whole:
                break
        else:
            return
        for place in _ours(entry, places):
            found = fault.pattern.search(place.text)
            if found is None:
                continue
            edits: tuple[Replace, ...] = ()
            if fault.mend is not None and (mended := fault.pattern.sub(fault.mend, place.text)) != place.text:
                edits = (Replace(place.path, mended),)
            around = place.text[max(0, found.start() - 15) : found.end() + 15]
            yield Problem(place.path, f"{fault.message} (…{around}…)", place.claim, edits)

    return check


_SMALL: Final = ("the", "a", "an", "of", "to", "and", "or", "for", "with")
"""Words that never stand twice in a row: "that that", "had had" and "in in" can."""
_SPACES: Final = _Fault(
    ("  ", " \u00a0", "\u00a0 ", "\u00a0\u00a0"),
    re.compile(r"[ \u00a0]{2,}"),
    "has several spaces in a row: leave one",
    lambda _: " ",
)
_SPACED: Final = _Fault(
    (" ,", " .", "( ", " )"),
    # in languages that set a space before : ; ! ? it is right there
    re.compile(r" (?=[,.](?: [^\W\d]|$))|(?<=\() (?=\S)|(?<=\S) (?=\))"),
    "has a space before a comma or stop, or inside a bracket: remove it",
    lambda _: "",
)
_TWICE: Final = _Fault(
    tuple(f" {word} {word} " for word in _SMALL),
    re.compile(rf"(?<= )({'|'.join(_SMALL)}) \1(?= )"),
    "has a word twice: remove one",
    lambda found: found[1],
)
_ENTITY: Final = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_HTML: Final = _Fault(
    ("<", "&"),
    re.compile(rf"</?[a-zA-Z][a-zA-Z0-9]*(?: [^<>]*)?/?>|<!--|{_ENTITY.pattern}"),
    "has HTML, which would be shown as it stands here: give plain text",
    lambda found: html.unescape(found[0]) if _ENTITY.fullmatch(found[0]) else found[0],
)
_MARKDOWN: Final = _Fault(
    ("**", "`", "](", "\n#", "\n- ", "\n* ", "\n+ "),
    re.compile(r"\*\*(?=\S)([^*]+)(?<=\S)\*\*|`([^`]+)`|!?\[[^\[\]]+\]\([^()\s]+\)|^#{1,6} (?=\S)|^[*+-] (?=\S)"),
    "has Markdown, which would be shown as it stands here: give plain text",
    lambda found: found[1] or found[2] or found[0],
)
_ADDRESS: Final = _Fault(
    ("://", "www.", "@"),
    re.compile(r"\bhttps?://|\bwww\.[a-z]|\w@[\w-]+\.[a-z]{2,}"),
    "has an address in its text: cite a source that has it",
)
_DAMAGED: Final = _Fault(
    ("\u00c2", "\u00c3", "\u00e2\u20ac", "\ufffd"),
    re.compile("(?:[\u00c2\u00c3][\u0080-\u00bf]|\u00e2\u20ac[\u0080-\uffff]?|\ufffd)+"),
    "has letters that were read in the wrong encoding: copy the text anew",
    lambda found: _decoded(found[0]),
)
_APOSTROPHE: Final = _Fault(
    ("`", "\u00b4"),
    re.compile("(?<=[^\\W\\d_])[`\u00b4](?=[^\\W\\d_])"),
    "has an accent for an apostrophe: write '",
    lambda _: "'",
)
_UNFINISHED: Final = _Fault(
    ("TODO", "FIXME", "TBD", "XXX", "orem ipsum"),
    re.compile(r"\b(?:TODO|FIXME|TBD|XXX+)\b|\b[Ll]orem ipsum\b"),
    "is not written yet: fill it in, or take the field out",
)


def _decoded(text: str) -> str:
    """Return a text that was read as Windows-1252, as it was meant; where that cannot be told, as it is.

    >>> _decoded("Ã©")
    'é'
    """
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _closed(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    places, _ = context.index.texts(entry)
    for place in _ours(entry, places):
        if wrong := _unclosed(place.text):
            yield Problem(place.path, f"has {wrong!r} without its other half: add that, or remove it", place.claim)


_MARKS: Final = re.compile(r"[()\[\]{}“”«»]|\"")
_LISTED: Final = re.compile(r"(?:^|(?<=[\s;,]))(?:\w|\d\d|[ivx]{1,4})\)")  # a) and b), 1) and 2)


def _unclosed(text: str) -> str:
    """Return the first bracket or quotation mark that has no other half."""
    if not _MARKS.search(text):
        return ""
    if text.count('"') % 2:
        return '"'
    opened: list[str] = []
    for mark in _MARKS.findall(_LISTED.sub("", text) if text.count(")") > text.count("(") else text):
        if mark in _OPEN.values():
            opened.append(mark)
        elif mark != '"' and (not opened or opened.pop() != _OPEN[mark]):
            return str(mark)
    return opened[-1] if opened else ""


def _stopped(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    places, _ = context.index.texts(entry)
    for place in _ours(entry, places):
        last = place.text[-1]
        # a script that has no full stop ends in a letter of its own
        if place.name in _SENTENCES and (last in ")%" or (last.isalnum() and last < "\u0590")) and not place.text.endswith(".)"):
            message = f"is a sentence without its full stop (…{place.text[-25:]})"
            yield Problem(place.path, message, place.claim, (Replace(place.path, f"{place.text}."),))


_LOOK: Final = re.compile(f"[{_LOOKS}]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LATIN: Final = re.compile("[A-Za-z]")


def _alike(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    places, whole = context.index.texts(entry)
    for place in places if not whole.isascii() and _LOOK.search(whole) else ():
        words = [word for word in _WORD.findall(place.text) if _mixes(word)]
        if words:
            mended = _WORD.sub(lambda found: found[0].translate(_LIKE) if _mixes(found[0]) else found[0], place.text)
            signs = ", ".join(f"U+{ord(sign):04X}" for sign in dict.fromkeys("".join(words)) if sign in _LOOKS)
            message = f"{words[0]!r} mixes Latin letters with others that look the same ({signs}), so that nobody finds it"
            yield Problem(place.path, message, place.claim, (Replace(place.path, mended),))


def _mixes(word: str) -> bool:
    return not word.isascii() and _LOOK.search(word) is not None and _LATIN.search(word) is not None


RULES = (
    Rule("LDN701", "warning", "No text has several spaces in a row.", _finds(_SPACES)),
    Rule("LDN702", "warning", "No space stands before a comma or full stop, or inside a bracket.", _finds(_SPACED)),
    Rule("LDN703", "warning", "No small word stands twice in a row.", _finds(_TWICE)),
    Rule("LDN704", "warning", "Brackets and quotation marks have both halves.", _closed),
    Rule("LDN705", "warning", "A sentence ends with its full stop.", _stopped),
    Rule("LDN706", "error", "No text holds HTML.", _finds(_HTML)),
    Rule("LDN707", "error", "No text holds Markdown.", _finds(_MARKDOWN)),
    Rule("LDN708", "warning", "No text holds an address.", _finds(_ADDRESS)),
    Rule("LDN709", "error", "No word mixes letters that look the same.", _alike),
    Rule("LDN710", "error", "No text was read in the wrong encoding.", _finds(_DAMAGED)),
    Rule("LDN711", "warning", "No accent stands for an apostrophe.", _finds(_APOSTROPHE)),
    Rule("LDN712", "error", "No text is left to be written.", _finds(_UNFINISHED)),
)
