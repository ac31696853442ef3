"""What commands take in common: exit codes, a library with packs on top, months and numbers."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ldn_content.library import Library

CLEAN, FINDINGS, USAGE = 0, 1, 2
"""Exit codes: nothing found, something found, not to be read or not understood."""
INTERRUPTED = 130
"""The exit code of what was interrupted from the keyboard, as shells have it."""


class Commands(Protocol):
    """Where a command adds itself: what argparse returns for sub-parsers, whose type has no public name."""

    def add_parser(self, name: str, *, help: str) -> argparse.ArgumentParser:  # noqa: A002
        """Return the parser of a new command."""
        ...


def add_library(parser: argparse.ArgumentParser) -> None:
    """Add `--json`, and `--pack` for packs on top of the built-in one."""
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.add_argument("--pack", action="append", default=[], metavar="PATH", help="a pack on top; may be given again")


def library(options: argparse.Namespace) -> Library:
    """Return the library that the options name."""
    if options.pack:
        from ldn_content.library import Library

        return Library.load(packs=options.pack)
    from ldn_content.builtin import LIBRARY

    return LIBRARY


def positive(text: str) -> int:
    """Return a number from 1."""
    if not re.fullmatch("[1-9][0-9]{0,5}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1")
    return int(text)


def month(text: str) -> str:
    """Return a month as YYYY-MM."""
    if not re.fullmatch("(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no month: write YYYY-MM")
    return text


def told(error: Exception) -> str:
    """Return an error in our words: of the operating system, the file comes first, and no number.

    >>> told(FileNotFoundError(2, "No such file or directory", "CHANGELOG.md"))
    'CHANGELOG.md: No such file or directory'
    """
    if isinstance(error, OSError) and error.strerror and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return str(error)


def this_month() -> str:
    """Return the month that it is, in UTC."""
    from datetime import UTC, datetime

    return f"{datetime.now(UTC):%Y-%m}"
