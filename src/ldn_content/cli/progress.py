"""A counter on the terminal while a command works for long; it never stands in the way of the work."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

QUIET_SECONDS = 2.0
"""How long nothing is shown."""
_BETWEEN_SECONDS = 0.1


class Progress:
    """Shows on stderr how far the work is, when that is a terminal and the work has taken long; wiped away at the end.

    >>> with Progress("checking") as progress:
    ...     progress(1, 10)
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._next = time.monotonic() + QUIET_SECONDS
        self._width = 0
        self._on = _is_terminal()

    def __call__(self, done: int, total: int) -> None:
        """Take how much has been done, and of how much."""
        if self._on and time.monotonic() >= self._next:
            self._next = time.monotonic() + _BETWEEN_SECONDS
            text = f"{self._what} {done:,} of {total:,}"
            self._write(f"\r{text.ljust(self._width)}")
            self._width = len(text)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.wipe()

    def wipe(self) -> None:
        """Take away what is shown."""
        if self._width:
            self._write(f"\r{' ' * self._width}\r")
            self._width = 0

    def _write(self, text: str) -> None:
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except (OSError, ValueError, AttributeError):  # closed, gone or odd: then without
            self._on = False


def _is_terminal() -> bool:
    try:
        return sys.stderr.isatty()
    except (OSError, ValueError, AttributeError):
        return False
