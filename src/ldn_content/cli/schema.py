"""`ldn-content schema`: the published JSON Schemas."""

from __future__ import annotations

import argparse
import sys

from ldn_content.cli.arguments import CLEAN, USAGE, Commands


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("schema", help="print a JSON Schema, or write all of them")
    parser.add_argument("kind", nargs="?", help="condition, pack, card … ; their names without it")
    parser.add_argument("--output", metavar="DIR", help="write every schema into this directory")
    parser.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    from ldn_content.schema import published

    schemas = published.read_all()
    if options.output:
        for name, text in published.write_all(options.output):
            print(f"{name} ({len(text):,} characters)")
    elif options.kind is None:
        print("\n".join(schemas))
    elif options.kind in schemas:
        print(schemas[options.kind], end="")
    else:
        print(f"ldn-content: no schema {options.kind!r}; there are {', '.join(schemas)}", file=sys.stderr)
        return USAGE
    return CLEAN
