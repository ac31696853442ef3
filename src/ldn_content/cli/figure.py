"""`ldn-content figure`: a picture as SVG, HTML or text."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from ldn_content.cli.arguments import CLEAN, FINDINGS, Commands, add_library, library

KINDS = ("map", "forest", "icons", "timeline", "list")


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("figure", help="draw a picture from the records, as SVG, HTML or text")
    parser.add_argument("kind", choices=KINDS, help="which picture; list: what can be drawn")
    parser.add_argument(
        "reference", nargs="?", default="", help="a condition (forest, timeline, list) or SOURCE#RESULT (icons); none for the map"
    )
    parser.add_argument("--format", choices=("svg", "html", "text"), default="svg", help="how it is written; default: svg")
    parser.add_argument("--output", metavar="FILE", help="write it into this file")
    add_library(parser)
    parser.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    loaded = library(options)
    from ldn_content.render import figures  # after the library, which tells first what is wrong with a pack

    if options.kind == "list":
        found = figures.figures_for(loaded, options.reference)
        if not found:
            print(f"ldn-content: no picture can be drawn of {options.reference or 'this library'}", file=sys.stderr)
            return FINDINGS
        text = _json([item._asdict() for item in found]) if options.json else "".join(map(_line, found))
    else:
        figure = figures.draw(loaded, options.kind, options.reference)
        if options.json:
            text = _json(
                {
                    "title": figure.title,
                    "description": figure.description,
                    "columns": figure.columns,
                    "rows": figure.rows,
                    "hedges": figure.carried.hedges,
                    "cautions": list(map(str, figure.carried.cautions)),
                    "sources": [{"number": item.number, "source": item.source.id} for item in figure.carried.sources],
                    "way": figure.carried.told,
                    "about": figure.carried.about,
                }
            )
        else:
            writers: dict[str, Callable[[], str]] = {"svg": figure.to_svg, "html": figure.to_html, "text": figure.to_text}
            text = writers[options.format]()
    if options.output:
        from ldn_content.files import write_atomically

        write_atomically(Path(options.output), text)
        print(f"{options.output} ({len(text.encode()):,} bytes)")
    else:
        print(text, end="" if text.endswith("\n") else "\n")
    return CLEAN


def _line(item: tuple[str, str]) -> str:
    return f"ldn-content figure {' '.join(item)}".rstrip() + "\n"


def _json(data: object) -> str:
    import json

    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
