"""HTML as a browser cuts it: tags and text, in time that grows with the length and no faster.

`html.parser` is not used: on Python 3.11 its time grows with the square (80 kB of `<a b='` take 11 seconds), `<![` and long
character references raise, and its reading of comments and raw text is another one in each release.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

_SPACE = "\t\n\f\r "
_TAG = re.compile(rf"</?([A-Za-z][^{_SPACE}/>]*+)")
_GAP = re.compile(rf"[{_SPACE}/]*+")
_NAME = re.compile(rf"[^{_SPACE}/>][^{_SPACE}/>=]*+")
_EQUALS = re.compile(rf"[{_SPACE}]*+=[{_SPACE}]*+")
_UNQUOTED = re.compile(rf"[^{_SPACE}>]*+")
_COMMENT_END = re.compile("--!?>")
_RAW = {
    name: re.compile(rf"</{name}(?=[{_SPACE}/>])", re.IGNORECASE)
    for name in ("script", "style", "xmp", "iframe", "noembed", "noframes", "title", "textarea")
}
_FOREIGN = ("svg", "math")
_MANY_ZEROS = re.compile("(&#[xX]?)0{20,}+")
_BEYOND_UNICODE = re.compile("&#(?:[xX]0*+[0-9a-fA-F]{7,}+|0*+[0-9]{8,}+);?")


class Start(NamedTuple):
    """A start tag.

    Attributes:
        offset: where it begins.
        name: in small letters.
        attributes: by name in small letters; where a name stands twice, the first counts, as in a browser.
        twice: the names that stand twice.
        closed: whether nothing follows in it: a self-closing tag where such a thing is known (XML, SVG, MathML).
    """

    offset: int
    name: str
    attributes: dict[str, str]
    twice: tuple[str, ...]
    closed: bool


class End(NamedTuple):
    """An end tag."""

    name: str


class Text(NamedTuple):
    """Text between tags, with its character references resolved."""

    text: str


def tokens(text: str, *, xml: bool = False) -> Iterator[Start | End | Text]:
    """Yield the tags of a page and the text between them; comments and what is in scripts, styles and the like is left out.

    >>> [token.text for token in tokens("<p>5 &lt; 6<!-- no --> mg</p>") if isinstance(token, Text)]
    ['5 < 6', ' mg']
    """
    place, foreign = 0, 0
    while place < len(text):
        found = text.find("<", place)
        if found != place:
            yield Text(resolved(text[place : None if found < 0 else found]))
        if found < 0:
            return
        tag = _TAG.match(text, found)
        if tag is None:
            place = _past_other(text, found, cdata=xml or foreign > 0)
            if text.startswith("<![CDATA[", found) and (xml or foreign):
                yield Text(text[found + 9 : max(found + 9, place - 3)])
            elif place == found + 1:
                yield Text("<")
            continue
        name = tag[1].lower()
        read = _attributes(text, tag.end())
        if read is None:  # the page ends in the tag
            return
        place, attributes, twice, slash = read
        if text[found + 1] == "/":
            foreign -= name in _FOREIGN and foreign > 0
            yield End(name)
            continue
        closed = slash and (xml or foreign > 0 or name in _FOREIGN)
        yield Start(found, name, attributes, twice, closed)
        foreign += name in _FOREIGN and not closed
        if name in _RAW and not closed and not xml:
            end = _RAW[name].search(text, place)
            place = end.start() if end else len(text)


def resolved(text: str) -> str:
    r"""Return a text with its character references resolved.

    >>> resolved("1&nbsp;&#x2013;&#50;")
    '1\xa0–2'
    """
    if "&" not in text:
        return text
    text = _BEYOND_UNICODE.sub("\ufffd", _MANY_ZEROS.sub(r"\g<1>0", text))  # html.unescape raises on 4,301 digits
    return html.unescape(text)


def _past_other(text: str, place: int, *, cdata: bool) -> int:
    """Return where to go on after a `<` that begins no tag: past the comment or the like, or past the character itself."""
    if text.startswith("<!--", place):
        if text.startswith((">", "->"), place + 4):
            return text.index(">", place) + 1
        end = _COMMENT_END.search(text, place + 4)
        return end.end() if end else len(text)
    if cdata and text.startswith("<![CDATA[", place):
        found = text.find("]]>", place)
        return found + 3 if found >= 0 else len(text) + 3
    if text.startswith(("<!", "<?", "</"), place) and place + 2 < len(text):
        found = text.find(">", place)
        return found + 1 if found >= 0 else len(text)
    return place + 1


def _attributes(text: str, place: int) -> tuple[int, dict[str, str], tuple[str, ...], bool] | None:
    """Return where the tag ends, its attributes, the names that stand twice, and whether it ends in a slash."""
    attributes: dict[str, str] = {}
    twice: list[str] = []
    while True:
        start, place = place, _end(_GAP, text, place)
        if place >= len(text):
            return None
        if text[place] == ">":
            return place + 1, attributes, tuple(twice), place > start and text[place - 1] == "/"
        start, place = place, _end(_NAME, text, place)
        name, value = text[start:place].lower(), ""
        equals = _EQUALS.match(text, place)
        if equals is not None:
            place = equals.end()
            quote = text[place : place + 1]
            end = text.find(quote, place + 1) if quote in {'"', "'"} else _end(_UNQUOTED, text, place)
            if end < 0:
                return None
            value = text[place + 1 : end] if quote in {'"', "'"} else text[place:end]
            place = end + (quote in {'"', "'"})
        if name in attributes:
            twice.append(name)
        else:
            attributes[name] = resolved(value)


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return found.end() if found else place
