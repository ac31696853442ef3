"""`ldn-content list`: what there is."""

from __future__ import annotations

import argparse
import json
import sys

from ldn_content.cli.arguments import CLEAN, USAGE, Commands, add_library, library


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("list", help="list entries")
    parser.add_argument("kind", nargs="?", help="condition, topic, caveat … ; all without it")
    add_library(parser)
    parser.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    from ldn_content.model import FOLDERS

    loaded = library(options)
    kinds = dict.fromkeys(entry.kind for entry in loaded.entries.values())
    kind = {FOLDERS[name]: name for name in kinds}.get(options.kind, options.kind)  # the folder's name is as good
    if kind and kind not in kinds:
        print(f"ldn-content: no kind {kind!r}; there are {', '.join(kinds)}", file=sys.stderr)
        return USAGE
    entries = [entry for entry in loaded.entries.values() if kind in {None, entry.kind}]
    if options.json:
        rows = [{"reference": entry.reference, "title": entry.title, "short": loaded.short(entry)} for entry in entries]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for entry in entries:
            print(f"{entry.reference}  {entry.title}")
    return CLEAN
