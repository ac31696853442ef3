"""`ldn-content style`: the optional stylesheet for cards in HTML."""

from __future__ import annotations

import argparse

from ldn_content.cli.arguments import CLEAN, Commands


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("style", help="print the optional stylesheet for cards in HTML")
    parser.set_defaults(command=_run)


def _run(_: argparse.Namespace) -> int:
    from ldn_content.render.styles import stylesheet

    print(stylesheet(), end="")
    return CLEAN
