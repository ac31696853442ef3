"""The optional stylesheet for HTML that the renderers write. HTML is whole without it."""

from __future__ import annotations

from typing import Final

import importlib_resources

FILE: Final = "ldn-content.css"
"""The name of the stylesheet."""


def stylesheet() -> str:
    """Return the stylesheet: for light and dark, for print and for forced colours, without any address in it.

    >>> len(stylesheet()) < 12_000
    True
    """
    return importlib_resources.files("ldn_content").joinpath("data", "styles", FILE).read_text(encoding="utf-8")
