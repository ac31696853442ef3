"""The command line. Commands import what they need when they run, so that `--help` stays fast."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ldn_content.errors import CorruptData, FormTooLong, LdnContentError, UnknownEntry, UnsupportedSchema
from ldn_content.versions import CONTENT_VERSION, SCHEMA_VERSION, __version__

if TYPE_CHECKING:
    from ldn_content.library import Library
    from ldn_content.model.card import Card

CLEAN, FINDINGS, USAGE = 0, 1, 2
"""Exit codes: nothing found, something found, not to be read or not understood."""
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
        print(f"ldn-content: {error}. A medicine that is not listed here: ask a pharmacist.", file=sys.stderr)
        return FINDINGS
    except (LdnContentError, OSError) as error:
        print(f"ldn-content: {error}", file=sys.stderr)
        return USAGE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ldn-content", description="Cited, graded information about low-dose naltrexone.")
    parser.add_argument("--version", action="version", version=_VERSIONS)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    show = commands.add_parser("show", help="print the card of an entry or of a claim")
    show.add_argument("what", help="a reference such as condition/fibromyalgia#pain, or a name")
    show.add_argument("--form", choices=("full", "compact", "line"), default="full")
    show.add_argument("--audience", choices=("plain", "clinical"), default="plain")
    _common(show, _show)

    listing = commands.add_parser("list", help="list entries")
    listing.add_argument("kind", nargs="?", help="condition, topic, caveat … ; all without it")
    _common(listing, _list)

    search = commands.add_parser("search", help="find entries by words")
    search.add_argument("words", nargs="+")
    search.add_argument("--limit", type=_positive, default=10)
    _common(search, _search)

    check = commands.add_parser("validate", help="check packs; the built-in one without a path")
    check.add_argument("paths", nargs="*", metavar="PATH", help="a directory or a zip")
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.add_argument("--as-of", type=_month, metavar="YYYY-MM", help="when waivers expire; this month without it")
    check.set_defaults(command=_validate)

    schema = commands.add_parser("schema", help="print a JSON Schema, or write all of them")
    schema.add_argument("kind", nargs="?", help="condition, pack, card … ; their names without it")
    schema.add_argument("--output", metavar="DIR", help="write every schema into this directory")
    schema.set_defaults(command=_schema)
    return parser


def _common(parser: argparse.ArgumentParser, command: object) -> None:
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.add_argument("--pack", action="append", default=[], metavar="PATH", help="a pack on top; may be given again")
    parser.set_defaults(command=command)


def _library(options: argparse.Namespace) -> Library:
    if options.pack:
        from ldn_content.library import Library

        return Library.load(packs=options.pack)
    from ldn_content.builtin import LIBRARY

    return LIBRARY


def _show(options: argparse.Namespace) -> int:
    library = _library(options)
    name = options.what
    from ldn_content.model import FOLDERS

    if name.partition("/")[0] not in FOLDERS:
        matches = library.lookup(name)
        entry = library.find(name)
        if entry is None and matches:
            print(f"ldn-content: {name!r} is not one entry's name; it may mean:", file=sys.stderr)
            for match in matches:
                print(f"  {match.entry.reference}  {match.entry.title} ({match.by}, {match.match})", file=sys.stderr)
            return FINDINGS
        name = entry.reference if entry else name
    card = library.card(name)
    print(card.model_dump_json(indent=2) if options.json else card.to_text(options.form, audience=options.audience))
    return CLEAN


def _list(options: argparse.Namespace) -> int:
    from ldn_content.model import FOLDERS

    library = _library(options)
    kinds = dict.fromkeys(entry.kind for entry in library.entries.values())
    kind = {FOLDERS[name]: name for name in kinds}.get(options.kind, options.kind)  # the folder's name is as good
    if kind and kind not in kinds:
        print(f"ldn-content: no kind {kind!r}; there are {', '.join(kinds)}", file=sys.stderr)
        return USAGE
    entries = [entry for entry in library.entries.values() if kind in {None, entry.kind}]
    if options.json:
        rows = [{"reference": entry.reference, "title": entry.title, "short": library.short(entry)} for entry in entries]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for entry in entries:
            print(f"{entry.reference}  {entry.title}")
    return CLEAN


def _search(options: argparse.Namespace) -> int:
    library = _library(options)
    text = " ".join(options.words)
    hits = library.search(text, limit=options.limit)
    if options.json:
        rows = [{"reference": hit.reference, "title": hit.title, "short": hit.short, "score": hit.score} for hit in hits]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    elif hits:
        for hit in hits:
            print(f"{hit.reference}  {hit.title}\n    {_line(library.card(hit.reference))}")
    missing = library.unknown_words(text) if hits else (text,)
    if missing:
        print(f"Not listed here: {', '.join(missing)}. If it is a medicine, ask a pharmacist.", file=sys.stderr)
    return CLEAN if hits else FINDINGS


def _line(card: Card) -> str:
    try:
        return card.to_text("line")
    except FormTooLong:  # a long definition: all of it, and its cautions
        return card.to_text("compact").replace("\n", "\n    ")


def _positive(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,5}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1")
    return int(text)


def _month(text: str) -> str:
    if not re.fullmatch("(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no month: write YYYY-MM")
    return text


def _validate(options: argparse.Namespace) -> int:
    from ldn_content.check import Report, report, validate

    as_of = options.as_of or _this_month()
    code = CLEAN
    reports: list[Report] = []
    for path in options.paths or [None]:
        try:
            reports.append(validate(path, as_of=as_of))
        except (CorruptData, UnsupportedSchema) as error:
            print(f"ldn-content: {error}", file=sys.stderr)
            code = USAGE
    if options.format == "json":
        print(report.to_json(reports))
    else:
        for item in reports:
            print(report.to_text(item))
    return code or (FINDINGS if any(item.errors for item in reports) else CLEAN)


def _this_month() -> str:
    from datetime import UTC, datetime

    return f"{datetime.now(UTC):%Y-%m}"


def _schema(options: argparse.Namespace) -> int:
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
