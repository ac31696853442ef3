"""`ldn-content export`: the library, or entries of it, in the formats of others."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ldn_content.cli.arguments import CLEAN, USAGE, Commands, library
from ldn_content.inert import inert

if TYPE_CHECKING:
    from collections.abc import Callable

    from ldn_content.library import Library

    Export = Callable[[Library, argparse.Namespace], str]

_EPILOG = """\
Exit code: 0 when done; 1 where there is no such entry; 2 where something could not be read or written.
`ldn-content export FORMAT --help` tells more of a format.
"""
_CARDS = {"html": "HTML", "markdown": "Markdown", "text": "plain text"}
"""Formats of a page of cards, and what they are called."""


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("export", help="write the library, or entries of it, in other formats")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _EPILOG
    formats = parser.add_subparsers(required=True, metavar="FORMAT", dest="format", help="what to write")
    _add(formats, "chunks", "JSON lines for retrieval: one claim a chunk, with its hedge", _chunks, audience=True)
    _add(formats, "csv", "a table of evidence: one row a result; takes sources and conditions", _csv, addresses=False)
    _add(formats, "json-ld", "JSON-LD in the vocabulary of schema.org", _json_ld)
    fhir = _add(formats, "fhir", "a FHIR bundle; its base is the address of the FHIR server", _fhir)
    fhir.add_argument("--bundle", choices=("education", "knowledge"), default="education", help="which; default: education")
    fhir.add_argument(
        "--fhir-version",
        choices=("R5", "R4B"),
        default="R5",
        help="of the knowledge bundle; an education bundle fits R4, R4B and R5",
    )
    for name, called in _CARDS.items():
        cards = _add(formats, name, f"cards as {called}, for your page", _cards, addresses=False, audience=True, entries="+")
        cards.add_argument("--form", choices=("full", "compact", "line"), default="full", help="how much; default: full")
        cards.add_argument(
            "--more", metavar="ADDRESS", help="where a whole card is shown; {reference}, {kind} and {id} are filled in"
        )
        cards.add_argument("--emergency", metavar="NUMBER", help="the emergency number to show")
    _add_site(formats)


def _add(
    formats: Commands, name: str, what: str, export: Export, *, addresses: bool = True, audience: bool = False, entries: str = "*"
) -> argparse.ArgumentParser:
    """Add a format that is one file."""
    parser = formats.add_parser(name, help=what)
    some = "" if entries == "+" else "; everything without it"
    parser.add_argument("references", nargs=entries, metavar="REFERENCE", help=f"an entry such as condition/fibromyalgia{some}")
    parser.add_argument("--output", metavar="FILE", help="where to write it; standard output without it")
    _add_common(parser, addresses=addresses)
    if audience:
        parser.add_argument("--audience", choices=("plain", "clinical"), default="plain", help="for whom; default: plain")
    parser.set_defaults(command=_run, export=export)
    return parser


def _add_site(formats: Commands) -> None:
    parser = formats.add_parser("site", help="a static site: a JSON interface and pages, to be put behind any web server")
    parser.add_argument("directory", metavar="DIR", help="where to write it")
    _add_common(parser)
    parser.set_defaults(command=_site)


def _add_common(parser: argparse.ArgumentParser, *, addresses: bool = True) -> None:
    parser.add_argument("--pack", action="append", default=[], metavar="PATH", help="a pack on top; may be given again")
    if addresses:
        parser.add_argument("--base", type=_base, metavar="URL", help="what the addresses of entries begin with")


def _base(text: str) -> str | None:
    from ldn_content.export.addresses import checked_base

    try:
        return checked_base(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _run(options: argparse.Namespace) -> int:
    if options.output is not None and Path(options.output).is_dir():
        print(inert(f"ldn-content: {options.output or '.'}: is a directory: name the file to write"), file=sys.stderr)
        return USAGE
    made = options.export(library(options), options)
    if options.output is None:
        _print(made)
        return CLEAN
    from ldn_content.files import write_atomically

    write_atomically(Path(options.output), made)
    print(inert(f"{options.output} ({len(made):,} characters)"))
    return CLEAN


def _print(text: str) -> None:
    """Print a text as UTF-8 with the line ends that it has, whatever the terminal's are: others read it."""
    raw = getattr(sys.stdout, "buffer", None)
    if raw is not None:
        sys.stdout.flush()
        raw.write(text.encode("utf-8"))
        raw.flush()
    elif sys.stdout is not None:  # something without bytes took its place
        sys.stdout.write(text)


def _chunks(loaded: Library, options: argparse.Namespace) -> str:
    from ldn_content.export.chunks import chunks, to_json_lines

    return to_json_lines(chunks(loaded, _references(options), base=options.base, audience=options.audience))


def _csv(loaded: Library, options: argparse.Namespace) -> str:
    from ldn_content.export.evidence_table import to_csv

    return to_csv(loaded, _references(options))


def _json_ld(loaded: Library, options: argparse.Namespace) -> str:
    import json

    from ldn_content.export.json_ld import json_ld_of

    made = json_ld_of(loaded, _references(options), base=options.base)
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _fhir(loaded: Library, options: argparse.Namespace) -> str:
    from ldn_content.export import fhir

    if options.bundle == "education":
        return fhir.to_json(fhir.education(loaded, _references(options), base=options.base))
    return fhir.to_json(fhir.knowledge(loaded, _references(options), version=options.fhir_version, base=options.base))


def _cards(loaded: Library, options: argparse.Namespace) -> str:
    from ldn_content.pages import page

    cards = {card.reference: card for card in map(loaded.card, options.references)}  # two names may mean one
    renderer = getattr(page(cards.values()), f"to_{options.format}")
    return f"{renderer(options.form, audience=options.audience, more=options.more, emergency=options.emergency)}\n"


def _site(options: argparse.Namespace) -> int:
    target = Path(options.directory)
    if target.exists() and not target.is_dir():
        print(inert(f"ldn-content: {options.directory}: is no directory"), file=sys.stderr)
        return USAGE
    from ldn_content.export import site

    print(inert(str(site.write(library(options), target, base=options.base))))
    return CLEAN


def _references(options: argparse.Namespace) -> list[str] | None:
    return options.references or None
