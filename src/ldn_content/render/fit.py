"""Which form of a card there is room for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Unpack

from ldn_content.errors import FormTooLong, InvalidOption
from ldn_content.model.card import FORMS
from ldn_content.render.html import card_to_html
from ldn_content.render.markdown import card_to_markdown
from ldn_content.render.text import card_to_text

if TYPE_CHECKING:
    from ldn_content.model.card import Card
    from ldn_content.render.options import FitOptions

_WRITERS: dict[str, Callable[..., str]] = {"text": card_to_text, "markdown": card_to_markdown, "html": card_to_html}


def fitting(card: Card, max_chars: int, format: str, **options: Unpack[FitOptions]) -> str:  # noqa: A002
    """Return the longest form of a card that has at most so many characters.

    Raises:
        CorruptData: the card was changed after it was made.
        FormTooLong: no form is short enough.
        InvalidOption: there is no such format, or an option is not what it may be.
    """
    if format not in _WRITERS:
        raise InvalidOption(f"no format {format!r}: there are {', '.join(_WRITERS)}")
    sizes: list[str] = []
    for form in FORMS:
        try:
            text = _WRITERS[format](card, form, **options)
        except FormTooLong:
            continue
        if len(text) <= max_chars:
            return text
        sizes.append(f"{form} has {len(text)}")
    raise FormTooLong(f"no form of {card.reference} fits into {max_chars} characters as {format}: {', '.join(sizes)}")
