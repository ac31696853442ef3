"""Outline → plain text in 80 columns, for terminals, pharmacy screens and mail. Nothing is ever cut."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Unpack

from ldn_content.errors import FormTooLong
from ldn_content.render import blocks, outline
from ldn_content.render.ascii import in_ascii
from ldn_content.render.options import TEXT, Choices, chosen

if TYPE_CHECKING:
    from ldn_content.model.card import Card
    from ldn_content.pages import Page
    from ldn_content.render.options import TextOptions

WIDTH = 80
LINE = 300
"""The most characters of the line form."""


def card_to_text(card: Card, form: str = "full", **options: Unpack[TextOptions]) -> str:
    """Return a card as text.

    Raises:
        CorruptData: the card was changed after it was made.
        FormTooLong: the line form does not fit in 300 characters.
        InvalidOption: no such form, or an option is not what it may be.
    """
    choices = chosen((card,), form, options, TEXT)
    card.verify()
    return _line(card, choices) if form == "line" else _written(outline.of(card, choices), choices)


def page_to_text(page: Page, form: str = "full", **options: Unpack[TextOptions]) -> str:
    """Return a page as text: each card, then the cautions that all share, once.

    Raises:
        CorruptData, FormTooLong, InvalidOption: as `card_to_text`.
    """
    choices = chosen(page.cards, form, options, TEXT)
    for card in page.cards:
        card.verify()
    if form == "line":
        return "\n".join(_line(card, choices) for card in page.cards)
    if form == "compact":
        return "\n\n".join(_written(outline.compact(card, choices), choices) for card in page.cards)
    elsewhere = {item.id for item in page.shared}
    parts = [_written(outline.full(card, choices, elsewhere), choices) for card in page.cards]
    shared = outline.shared(page, choices)
    if shared is not None:
        parts.append(_written(blocks.Outline(shared.title, shared.blocks), choices))
    return "\n\n\n".join(parts)


def _line(card: Card, choices: Choices) -> str:
    said = outline.line(card, choices)
    said = in_ascii(said) if choices.ascii else said
    way = f"{said.more.text}: {said.more.address or said.more.reference}"
    text = " ".join([said.short, *(item.text for item in said.must_read), way])
    if len(text) > LINE:
        raise FormTooLong(f"the line of {card.reference} has {len(text)} characters, more than {LINE}: use the compact form")
    return text


def _written(shown: blocks.Outline, choices: Choices) -> str:
    shown = in_ascii(shown) if choices.ascii else shown  # before it is wrapped: some signs become words
    lines = [*_heading(shown.title, "="), *(line for block in shown.blocks for line in _WRITERS[type(block)](block))]
    return "\n".join(lines).strip("\n")


def _paragraph(block: blocks.Paragraph) -> Iterator[str]:
    yield ""
    yield from _wrapped(block.text + _marks(block.marks))


def _points(block: blocks.Points) -> Iterator[str]:
    yield ""
    for point in block.points:
        yield from _wrapped(point.text + _marks(point.marks), "- ")


def _must_read(block: blocks.MustRead) -> Iterator[str]:
    yield ""
    yield from _wrapped(f"{block.label.upper()}: {block.text}", "! ")


def _claim(block: blocks.ClaimText) -> Iterator[str]:
    yield ""
    yield from _wrapped(block.text + _marks(block.marks), "* ")
    for note in block.notes:
        yield from _wrapped(note, "  ")


def _action(block: blocks.Action) -> Iterator[str]:
    number = f" ({block.number})" if block.number else ""
    yield from _wrapped(f"{block.label}{number}: {block.text}", "  - ")


def _caution(block: blocks.Caution) -> Iterator[str]:
    yield ""
    yield from _wrapped(f"{block.label.upper()}: {block.title}", "! ")
    yield from _wrapped(block.text + _marks(block.marks), "  ")
    for action in block.actions:
        yield from _action(action)


def _source(block: blocks.SourceLine) -> Iterator[str]:
    kind = f" {block.leads_to}:" if block.leads_to else ""
    address = f" {block.address}" if block.address else ""
    yield from _wrapped(f"{block.text}{kind}{address}", f"[{block.number}] ")


def _more(block: blocks.More) -> Iterator[str]:
    yield ""
    yield from _wrapped(f"{block.text}: {block.address or block.reference}")


def _elsewhere(block: blocks.Elsewhere) -> Iterator[str]:
    yield ""
    yield from _wrapped(block.text)


def _section(block: blocks.Section) -> Iterator[str]:
    yield from _heading(block.title, "-")
    if isinstance(block.blocks[0], blocks.SourceLine):
        yield ""
    for inner in block.blocks:
        yield from _WRITERS[type(inner)](inner)


_WRITERS: dict[type, Callable[[Any], Iterable[str]]] = {
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


def _marks(marks: blocks.Marks) -> str:
    return f" [{', '.join(map(str, marks))}]" if marks else ""


def _heading(text: str, underline: str) -> Iterator[str]:
    lines = wrap(text, WIDTH) or [text]
    yield ""
    yield from lines
    yield underline * max(map(len, lines))


@lru_cache(maxsize=8192)  # cautions and sources stand on most cards
def _wrapped(text: str, start: str = "") -> tuple[str, ...]:
    """Wrap at spaces only, so that no address or word is broken; a line that begins a block hangs by its mark."""
    hanging = " " * len(start)
    return tuple(
        wrap(text, WIDTH, initial_indent=start, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)
    )
