"""`ldn-content show`: the card of an entry or of a claim."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from ldn_content.cli.arguments import CLEAN, FINDINGS, Commands, add_library, library

if TYPE_CHECKING:
    from ldn_content.model.card import Card
    from ldn_content.render.options import Options


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("show", help="print the card of an entry or of a claim")
    parser.add_argument("what", help="a reference such as condition/fibromyalgia#pain, a name or a code")
    parser.add_argument("--form", choices=("full", "compact", "line"), default="full", help="how much; default: full")
    parser.add_argument("--audience", choices=("plain", "clinical"), default="plain", help="for whom; default: plain")
    parser.add_argument("--format", choices=("text", "markdown", "html"), default="text", help="default: text")
    parser.add_argument("--ascii", action="store_true", help="text in ASCII, for terminals that know no more")
    parser.add_argument(
        "--more", metavar="ADDRESS", help="where the whole card is shown; {reference}, {kind} and {id} are filled in"
    )
    parser.add_argument("--emergency", metavar="NUMBER", help="the emergency number to show")
    add_library(parser)
    parser.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    from ldn_content.references import AmbiguousName, reference_of

    loaded = library(options)
    try:
        card = loaded.card(reference_of(loaded, options.what))
    except AmbiguousName as error:
        print(f"ldn-content: {options.what!r} is not one entry's name; it may mean:", file=sys.stderr)
        for match in error.matches:
            print(f"  {match.entry.reference}  {match.entry.title} ({match.by}, {match.match})", file=sys.stderr)
        return FINDINGS
    print(card.model_dump_json(indent=2) if options.json else _shown(card, options))
    return CLEAN


def _shown(card: Card, options: argparse.Namespace) -> str:
    chosen: Options = {"audience": options.audience, "more": options.more, "emergency": options.emergency}
    if options.format == "html":
        return card.to_html(options.form, **chosen)
    if options.format == "markdown":
        return card.to_markdown(options.form, **chosen)
    if options.more is None and options.form == "compact":
        chosen["more"] = f"ldn-content show {card.reference}"
    return card.to_text(options.form, ascii=options.ascii, **chosen)
