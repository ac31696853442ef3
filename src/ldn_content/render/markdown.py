r"""Outline → CommonMark. What the content says is text: every character that means something to Markdown is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, Unpack
from urllib.parse import quote

from ldn_content.errors import FormTooLong
from ldn_content.render import blocks, outline
from ldn_content.render.options import MARKDOWN, Choices, chosen
from ldn_content.render.text import LINE

if TYPE_CHECKING:
    from ldn_content.model.card import Card
    from ldn_content.pages import Page
    from ldn_content.render.options import Options

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&~|$]")
_OPENING = re.compile("([0-9]{1,9})(?=[.)])|(?=[-#+=:])")
"""What would begin a list, a heading or a rule at the start of a line."""


def card_to_markdown(card: Card, form: str = "full", **options: Unpack[Options]) -> str:
    """Return a card as CommonMark, with its title as a heading of the second level.

    Raises:
        CorruptData: the card was changed after it was made.
        FormTooLong: the words of the line form do not fit in 300 characters.
        InvalidOption: no such form, or an option is not what it may be.
    """
    choices = chosen((card,), form, options, MARKDOWN)
    card.verify()
    return _line(card, choices) if form == "line" else _written(outline.of(card, choices))


def page_to_markdown(page: Page, form: str = "full", **options: Unpack[Options]) -> str:
    """Return a page as CommonMark: each card, then the cautions that all share, once.

    Raises:
        CorruptData, FormTooLong, InvalidOption: as `card_to_markdown`.
    """
    choices = chosen(page.cards, form, options, MARKDOWN)
    for card in page.cards:
        card.verify()
    if form == "line":
        return "\n".join(f"- {_line(card, choices)}" for card in page.cards)
    elsewhere = {item.id for item in page.shared}
    shown = (
        outline.compact(card, choices) if form == "compact" else outline.full(card, choices, elsewhere) for card in page.cards
    )
    parts = [_written(item) for item in shown]
    shared = outline.shared(page, choices) if form == "full" else None
    if shared is not None:
        parts.append(_written(blocks.Outline(shared.title, shared.blocks)))
    return "\n\n".join(parts)


def escaped(text: str) -> str:
    r"""Return a text as Markdown shows it, wherever it stands in a line.

    >>> print(escaped("1. *Not* <b>"))
    1\. \*Not\* \<b\>
    """
    return (
        _OPENING.sub(r"\g<1>\\", _SPECIAL.sub(r"\\\g<0>", text), count=1)
        if _OPENING.match(text)
        else _SPECIAL.sub(r"\\\g<0>", text)
    )


def _title(text: str) -> str:
    """Return a text as a heading: number signs at its end would be taken for the end of the heading."""
    return f"{escaped(text.rstrip('#'))}{escaped('#') * (len(text) - len(text.rstrip('#')))}"


def _line(card: Card, choices: Choices) -> str:
    said = outline.line(card, choices)
    words = [said.short, *(item.text for item in said.must_read)]
    shown = " ".join([*words, f"{said.more.text}: {said.more.address or said.more.reference}"])
    if len(shown) > LINE:
        raise FormTooLong(f"the line of {card.reference} has {len(shown)} characters, more than {LINE}: use the compact form")
    return " ".join([*map(escaped, words), _way(said.more)])


def _written(shown: blocks.Outline) -> str:
    return "\n\n".join([f"## {_title(shown.title)}", *_blocks(shown.blocks, 3)])


def _blocks(blocks: Iterable[blocks.Block], level: int) -> Iterator[str]:
    """Yield blocks; those that make a list stand together."""
    for kind, alike in groupby(blocks, type):
        written = (_WRITERS[kind](block, level) for block in alike)
        if kind in _LISTS:
            yield "\n".join(written)
        else:
            yield from written


def _paragraph(block: blocks.Paragraph, _: int) -> str:
    return escaped(block.text) + _marks(block.marks)


def _points(block: blocks.Points, _: int) -> str:
    return "\n".join(f"- {escaped(item.text)}{_marks(item.marks)}" for item in block.points)


def _must_read(block: blocks.MustRead, _: int) -> str:
    return f"> **{block.label}:** {escaped(block.text)}"


def _claim(block: blocks.ClaimText, _: int) -> str:
    notes = "".join(f"\n\n  {escaped(note)}" for note in block.notes)
    return f"- {escaped(block.text)}{_marks(block.marks)}{notes}"


def _action(block: blocks.Action, _: int) -> str:
    number = f" ({block.number})" if block.number else ""
    return f"- **{block.label}{number}:** {escaped(block.text)}"


def _caution(block: blocks.Caution, level: int) -> str:
    title = f"{'#' * level} {block.label}: {_title(block.title)}"
    return "\n\n".join([title, escaped(block.text) + _marks(block.marks), *_blocks(block.actions, level)])


def _source(block: blocks.SourceLine, _: int) -> str:
    kind = f" {block.leads_to}:" if block.leads_to else ""
    address = f" <{block.address}>" if block.address else ""
    return f"- \\[{block.number}\\] {escaped(block.text)}{kind}{address}"


def _more(block: blocks.More, _: int) -> str:
    return _way(block)


def _way(block: blocks.More) -> str:
    """Return a link to the whole card, or its reference where the host gave no address."""
    if block.address is None:
        return f"{escaped(block.text)}: `{block.reference}`"
    return f"[{escaped(block.text)}](<{quote(block.address, safe=_KEPT)}>)"


def _elsewhere(block: blocks.Elsewhere, _: int) -> str:
    return escaped(block.text)


def _section(block: blocks.Section, level: int) -> str:
    return "\n\n".join([f"{'#' * level} {_title(block.title)}", *_blocks(block.blocks, level + 1)])


def _marks(marks: blocks.Marks) -> str:
    return rf" \[{', '.join(map(str, marks))}\]" if marks else ""


_KEPT = "".join(sorted(set(map(chr, range(33, 127))) - set("<>\\")))
"""What an address keeps: all that a link of Markdown may hold as it is."""
_LISTS = {blocks.ClaimText, blocks.Action, blocks.SourceLine}
_WRITERS: dict[type, Callable[[Any, int], str]] = {
    blocks.Paragraph: _paragraph,
    blocks.Points: _points,
    blocks.MustRead: _must_read,
    blocks.ClaimText: _claim,
    blocks.Action: _action,
    blocks.Caution: _caution,
    blocks.SourceLine: _source,
    blocks.More: _more,
    blocks.Elsewhere: _elsewhere,
    blocks.Section: _section,
}
