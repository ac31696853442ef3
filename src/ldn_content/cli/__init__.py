"""The command line: one module a command. Commands import what they need when they run, so that `--help` stays fast."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from ldn_content.cli import (
    advisories,
    audit,
    diff,
    export,
    figure,
    listing,
    mcp,
    migrate,
    new,
    rule,
    schema,
    search,
    show,
    style,
    validate,
)
from ldn_content.cli.arguments import CLEAN, FINDINGS, INTERRUPTED, USAGE, told
from ldn_content.errors import LdnContentError, UnknownEntry
from ldn_content.inert import inert_lines
from ldn_content.versions import CONTENT_VERSION, SCHEMA_VERSION, __version__

__all__ = ["CLEAN", "FINDINGS", "USAGE", "main", "run"]

COMMANDS = (show, listing, search, figure, export, style, mcp, new, validate, rule, schema, migrate, diff, advisories, audit)
"""Every command, in the order in which help lists them; each has `add`, which takes the sub-parsers."""
_EPILOG = """\
Exit code: 0 all is well; 1 something was found, or a search found nothing; 2 the command was not understood, or something
could not be read. `ldn-content COMMAND --help` tells more of a command.
"""
_VERSIONS = f"ldn-content {__version__} (schema {SCHEMA_VERSION}, content {CONTENT_VERSION})"


def run() -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # a terminal without UTF-8 still gets every word
    try:
        code = main(sys.argv[1:])
        if sys.stdout is not None:  # a screen may be closed
            sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough
        if sys.stdout is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = CLEAN
    except KeyboardInterrupt:  # each file is written whole or not at all: nothing is half done
        print("ldn-content: interrupted", file=sys.stderr)
        code = INTERRUPTED
    sys.exit(code)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0, 1 for findings or nothing found, 2 for usage or an unreadable pack."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as leave:
        return int(leave.code or 0)
    try:
        return int(options.command(options))
    except BrokenPipeError:
        raise
    except UnknownEntry as error:
        end = "" if str(error).endswith("?") else "."
        print(inert_lines(f"ldn-content: {error}{end} A medicine that is not listed here: ask a pharmacist."), file=sys.stderr)
        return FINDINGS
    except (LdnContentError, OSError) as error:
        print(inert_lines(f"ldn-content: {told(error)}"), file=sys.stderr)
        return USAGE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ldn-content",
        description="Cited, graded information about low-dose naltrexone.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=_VERSIONS)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return parser
