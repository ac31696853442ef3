"""HTML that is escaped by construction: what goes into a template is text unless it is HTML that was made here."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import LiteralString

_REFERENCES = (("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"))  # attributes stand in double quotes


class SafeHtml(str):
    """HTML that a template engine may insert as it is.

    It is a `str`, because Django takes `__html__` from nothing else; Jinja2 and MarkupSafe take it from anything.

    >>> SafeHtml("<b>5</b>").__html__()
    '<b>5</b>'
    """

    __slots__ = ()

    def __html__(self) -> str:
        """Return the HTML, for template engines."""
        return str(self)


def html(template: LiteralString, *values: str | int) -> SafeHtml:
    """Return a template with values for its `{}`: text is escaped, HTML of ours stays as it is.

    >>> html("<p>{}{}</p>", "5 < 6 ", html("<b>{}</b>", "&"))
    '<p>5 &lt; 6 <b>&amp;</b></p>'
    """
    return SafeHtml(template.format(*[value if isinstance(value, SafeHtml) else _escaped(value) for value in values]))


@lru_cache(maxsize=16384)  # cautions and sources stand on most cards
def _escaped(value: str | int) -> str:
    text = str(value).replace("&", "&amp;")
    for character, reference in _REFERENCES:
        text = text.replace(character, reference)
    return text


def joined(parts: Iterable[SafeHtml], between: LiteralString = "") -> SafeHtml:
    """Return pieces of HTML after one another.

    >>> joined([html("<br>"), html("<hr>")])
    '<br><hr>'
    """
    return SafeHtml(between.join(parts))


def unescaped(text: str) -> str:
    """Return what was escaped by `html` as it was.

    >>> unescaped(html("{}", "a & <b>"))
    'a & <b>'
    """
    for character, reference in _REFERENCES:
        text = text.replace(reference, character)
    return text.replace("&amp;", "&")
