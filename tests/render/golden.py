#!/usr/bin/env python3
"""The golden files: what cards look like in every format and form.

    PYTHONPATH=src:tests python tests/render/golden.py      writes them anew; look at the difference before you commit it

Of the small pack, everything stands there as it is shown. Of the built-in pack there is a digest a card, because all cards in
the full form have over a hundred megabytes. Versions are left out: a release by itself changes nothing here.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import packs
from ldn_content.builtin import LIBRARY
from ldn_content.errors import FormTooLong
from ldn_content.library import Library
from ldn_content.model.card import FORMS, Card

HERE = Path(__file__).parent / "golden"
MORE = "/ldn/{reference}"
WRITERS: dict[str, Callable[[Card, str], str]] = {
    "txt": lambda card, form: card.to_text(form, more=MORE),
    "md": lambda card, form: card.to_markdown(form, more=MORE),
    "html": lambda card, form: card.to_html(form, more=MORE),
}
_VERSIONS = re.compile(
    r"(?<=ldn-content )[0-9.]+[0-9](?=,)|(?<=content\s)[0-9]{4}[0-9.]+[0-9]|(?<=schema\s)[0-9.]+[0-9]|@[0-9][0-9.]+[0-9]|"
    r'(?<=data-ldn-schema=")[^"]+|(?<=data-ldn-text=")[^"]+'
)


def files() -> Iterator[tuple[str, str]]:
    """Yield each golden file by name, as it is to be."""
    with tempfile.TemporaryDirectory() as folder:
        small = packs.library(Path(folder))
        for suffix in WRITERS:
            for form in FORMS:
                shown = (f"{name}\n{text}\n" for name, text in cards(small, suffix, form))
                yield f"small-{form}.{suffix}", "\n".join(shown)
    for suffix in WRITERS:
        for form in FORMS:
            lines = (f"{digest(text)} {name}\n" for name, text in cards(LIBRARY, suffix, form))
            yield f"built-in-{form}.{suffix}.digests", "".join(lines)


def cards(library: Library, suffix: str, form: str) -> Iterator[tuple[str, str]]:
    """Yield the cards of a library as they are shown, by reference."""
    for reference in library.entries:
        try:
            yield reference, _VERSIONS.sub("-", WRITERS[suffix](library.card(reference), form))
        except FormTooLong:
            yield reference, "does not fit"


def digest(text: str) -> str:
    """Return enough of a digest to tell a change by."""
    return sha256(text.encode("utf-8")).hexdigest()[:16]


if __name__ == "__main__":
    for path, text in files():
        (HERE / path).write_text(text, encoding="utf-8", newline="\n")
    sys.exit(0)
