"""Elements of SVG and HTML as a tree; what is written from it is escaped, so no text of a pack can be anything else."""

from __future__ import annotations

import re
from typing import NamedTuple

from ldn_content.render.markup import SafeHtml, html, joined

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot hold
_SHAPES = frozenset({"circle", "line", "path", "rect"})


class Element(NamedTuple):
    """An element: what it is called, its attributes in order, and what is in it.

    Attributes:
        name: such as `svg` or `td`.
        attributes: names with values.
        children: elements and texts.
    """

    name: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Element | str, ...]


def element(name: str, *children: Element | str, **attributes: str | float | None) -> Element:
    """Return an element; `_` in the name of an attribute stands for `-`, one at its end for nothing, and None leaves it out.

    >>> write(element("text", "5 < 6", x=1.50, font_weight="bold"))
    '<text x="1.5" font-weight="bold">5 &lt; 6</text>'
    """
    written = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value is not None)
    return Element(name, tuple((key, value if isinstance(value, str) else number(value)) for key, value in written), children)


def number(value: float) -> str:
    """Return a number as few characters, to a hundredth.

    >>> number(3.0), number(0.126), number(-0.001)
    ('3', '0.13', '0')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def write(item: Element | str) -> SafeHtml:
    """Return the text of an element, which XML and HTML read alike."""
    if isinstance(item, str):
        return html("{}", _UNWRITABLE.sub("\ufffd", item))
    attributes = joined(html(' {}="{}"', key, write(value)) for key, value in item.attributes)
    if item.name in _SHAPES and not item.children:
        return html("<{}{}/>", item.name, attributes)
    return html("<{0}{1}>{2}</{0}>", item.name, attributes, joined(map(write, item.children)))
