#!/usr/bin/env python3
"""Draws the pictures of `docs/figures.md` from the built-in content: `python docs/draw.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import ldn_content as ldn
from ldn_content.files import write_atomically
from ldn_content.render.figures import draw

FOLDER: Final = Path(__file__).with_name("figures")
PICTURES: Final = {
    "evidence-map": ("map", ""),
    "forest-chronic-pain": ("forest", "condition/chronic-pain"),
    "forest-fibromyalgia": ("forest", "condition/fibromyalgia"),
    "icons-any-adverse-event": ("icons", "source/due-bruun-2024-fibromyalgia#ae-any-adverse-event"),
    "timeline-fibromyalgia": ("timeline", "condition/fibromyalgia"),
    "timeline-me-cfs": ("timeline", "condition/me-cfs"),
}
"""The pictures by the name of their file, with what each is of."""


def drawn() -> dict[str, str]:
    """Return the text of each file by its name."""
    library = ldn.Library.load()
    return {f"{name}.svg": draw(library, kind, reference).to_svg() for name, (kind, reference) in PICTURES.items()}


def main() -> None:
    """Write the pictures."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in drawn().items():
        write_atomically(FOLDER / name, text)


if __name__ == "__main__":
    main()
