"""Text for terminals that know ASCII only. No character is left out: what has no likeness is named by its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar
from unicodedata import normalize
from urllib.parse import quote

if TYPE_CHECKING:
    from ldn_content.render.blocks import Line, Outline

Shown = TypeVar("Shown", "Line", "Outline")

_LIKE = (
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u02bc\u2032", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u2033", '"')
    | dict.fromkeys("\u200c\u200d", "")  # these only join letters
    | {"\u2026": "...", "\u2022": "*", "·": ".", "→": "->", "←": "<-", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "±": "+/-"}
    | {"≮": "not <", "≯": "not >"}  # the stroke through them is an accent to Unicode, and without it they say the contrary
    | {"×": "x", "÷": "/", "²": "^2", "³": "^3", "©": "(c)", "®": "(R)", "™": "(TM)", "€": "EUR", "£": "GBP", "µ": "micro"}
    | {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "μ": "mu", "σ": "sigma", "Δ": "Delta"}
    | {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "ð": "d"}
    | {"\u00a0": " ", "½": " 1/2", "¼": " 1/4", "¾": " 3/4", "°": " degrees", "§": "section "}
)
_PRINTABLE = "".join(map(chr, range(32, 127)))


def to_ascii(text: str) -> str:
    """Return a text in ASCII: accents off, signs in words, and the number of a character that has no likeness.

    >>> to_ascii("p ≮ 0.05")
    'p not < 0.05'
    >>> to_ascii("Småbrekke: ≥4.5 µg – “naïve” 中")
    'Smabrekke: >=4.5 microg - "naive" [U+4E2D]'
    """
    return text if text.isascii() else "".join(map(_like, text))


def _like(character: str) -> str:
    if character.isascii():
        return character
    if character in _LIKE:
        return _LIKE[character]
    kept = normalize("NFD", character)  # not NFKD, which makes 102 of 10²
    kept = kept.encode("ascii", "ignore").decode("ascii")
    return kept or f"[U+{ord(character):04X}]"


def in_ascii(shown: Shown) -> Shown:
    """Return an outline in ASCII; what is not ASCII in an address is written as per cent codes, so that it still leads there."""
    made: Shown = _converted(shown)
    return made


def _converted(value: Any, name: str = "") -> Any:
    if isinstance(value, str):
        return quote(value, safe=_PRINTABLE) if name == "address" else to_ascii(value)
    if not isinstance(value, tuple):
        return value
    names = getattr(value, "_fields", (name,) * len(value))
    made = [_converted(item, field) for field, item in zip(names, value, strict=True)]
    return type(value)(*made) if hasattr(value, "_fields") else tuple(made)
