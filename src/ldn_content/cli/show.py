"""`ldn-content show`: the card of an entry or of a claim."""

from __future__ import annotations

import argparse
import sys

from ldn_content.cli.arguments import CLEAN, FINDINGS, Commands, add_library, library


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("show", help="print the card of an entry or of a claim")
    parser.add_argument("what", help="a reference such as condition/fibromyalgia#pain, a name or a code")
    parser.add_argument("--form", choices=("full", "compact", "line"), default="full", help="how much; default: full")
    parser.add_argument("--audience", choices=("plain", "clinical"), default="plain", help="for whom; default: plain")
    add_library(parser)
    parser.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    from ldn_content.model import FOLDERS

    loaded = library(options)
    name = options.what
    if name.partition("/")[0] not in FOLDERS:
        matches = loaded.lookup(name)
        entry = loaded.find(name)
        if entry is None and matches:
            print(f"ldn-content: {name!r} is not one entry's name; it may mean:", file=sys.stderr)
            for match in matches:
                print(f"  {match.entry.reference}  {match.entry.title} ({match.by}, {match.match})", file=sys.stderr)
            return FINDINGS
        name = entry.reference if entry else name
    card = loaded.card(name)
    print(card.model_dump_json(indent=2) if options.json else card.to_text(options.form, audience=options.audience))
    return CLEAN
