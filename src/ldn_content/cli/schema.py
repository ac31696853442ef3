"""`ldn-content schema`: the published JSON Schemas."""

from __future__ import annotations

import argparse
import sys

from ldn_content.cli.arguments import CLEAN, FINDINGS, USAGE, Commands


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("schema", help="print a JSON Schema, write all of them, or compare two versions")
    parser.add_argument("kind", nargs="?", help="condition, pack, card … ; their names without it")
    parser.add_argument("--output", metavar="DIR", help="write every schema into this directory")
    parser.add_argument(
        "--compare", nargs=2, metavar=("OLD", "NEW"), help="what changed between two versions of the schema; 1 if anything breaks"
    )
    parser.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    from ldn_content.schema import published

    if options.compare:
        return _compare(*options.compare)
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


def _compare(old: str, new: str) -> int:
    from ldn_content.schema import compatibility, published

    versions = published.versions()
    for version in (old, new):
        if version not in versions:
            print(f"ldn-content: no schema version {version!r}; there are {', '.join(versions)}", file=sys.stderr)
            return USAGE
    code = CLEAN
    for name, change in compatibility.compare_all(published.read_all(old), published.read_all(new)):
        broken = compatibility.breaks(name, change)
        print(f"{'breaks' if broken else 'fits  '}  {name}: {change.place}: {change.what}")
        code = FINDINGS if broken else code
    return code
