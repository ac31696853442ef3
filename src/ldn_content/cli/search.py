"""`ldn-content search`: entries by words."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from ldn_content.cli.arguments import CLEAN, FINDINGS, Commands, add_library, library, positive
from ldn_content.errors import FormTooLong

if TYPE_CHECKING:
    from ldn_content.model.card import Card


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("search", help="find entries by words")
    parser.add_argument("words", nargs="+", help="what somebody would type")
    parser.add_argument("--limit", type=positive, default=10, metavar="NUMBER", help="at most so many; default: 10")
    add_library(parser)
    parser.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    loaded = library(options)
    text = " ".join(options.words)
    hits = loaded.search(text, limit=options.limit)
    if options.json:
        rows = [{"reference": hit.reference, "title": hit.title, "short": hit.short, "score": hit.score} for hit in hits]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    elif hits:
        for hit in hits:
            print(f"{hit.reference}  {hit.title}\n    {_line(loaded.card(hit.reference))}")
    missing = loaded.unknown_words(text) if hits else (text.strip() or "(nothing was asked)",)
    if missing:
        print(f"Not listed here: {', '.join(missing)}. If it is a medicine, ask a pharmacist.", file=sys.stderr)
    return CLEAN if hits else FINDINGS


def _line(card: Card) -> str:
    try:
        return card.to_text("line")
    except FormTooLong:  # a long definition: all of it, and its cautions
        return card.to_text("compact").replace("\n", "\n    ")
