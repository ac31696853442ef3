"""`ldn-content validate`: what is wrong with packs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ldn_content.cli.arguments import CLEAN, FINDINGS, USAGE, Commands, month, this_month, told
from ldn_content.cli.formats import FORMATS, formatted
from ldn_content.errors import CorruptData, UnsupportedSchema
from ldn_content.inert import inert

if TYPE_CHECKING:
    from ldn_content.check import Report
    from ldn_content.check.places import Place

_EPILOG = """\
A PATH is a pack (a directory or a zip), a folder or a file of one, or a folder that holds packs at any depth. A pack is always
checked as a whole, on top of the built-in one; of a folder or a file of it, only findings there are reported.

CODES are codes or their beginnings, with commas between them (LDN4,LDN201); `ldn-content rule` lists and explains them.
Where both options fit a code, the longer beginning decides, and --ignore where they are the same.

Exit code: 0 without errors (with --strict: without findings), 1 with them, 2 where something could not be read or understood.
A file that cannot be read is not checked; where its fault (LDN0...) is not asked for, that is told, and the exit code is 2.
"""


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("validate", help="check packs; the built-in one without a path")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _EPILOG
    parser.add_argument("paths", nargs="*", metavar="PATH", help="a pack, a part of one, or a folder that holds packs")
    parser.add_argument("--select", action="extend", type=_codes, default=[], metavar="CODES", help="report only these")
    parser.add_argument("--ignore", action="extend", type=_codes, default=[], metavar="CODES", help="do not report these")
    parser.add_argument("--strict", action="store_true", help="let warnings count as errors do")
    parser.add_argument("--as-of", type=month, metavar="YYYY-MM", help="against which age is worked out; this month without it")
    parser.add_argument("--fix", action="store_true", help="mend what needs no judgement, and report the rest")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how findings are written; default: text")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the report there")
    parser.set_defaults(command=_run)


def _codes(text: str) -> list[str]:
    from ldn_content.check.selection import known

    try:
        return [known(code) for code in text.split(",")]
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _run(options: argparse.Namespace) -> int:
    if options.fix and not options.paths:
        print("ldn-content: --fix needs a PATH: the built-in pack of an installation is not changed", file=sys.stderr)
        return USAGE
    troubles: list[str] = []
    reports = list(_reports(options, troubles))
    for trouble in troubles:
        print(f"ldn-content: {trouble}", file=sys.stderr)
    code = _exit_code(reports, troubles, strict=options.strict)
    text = formatted(options.format, reports, code, troubles)
    if options.output is None:
        if text:
            print(text)
    else:
        _write(options.output, text + "\n")
    return code


def _reports(options: argparse.Namespace, troubles: list[str]) -> Iterator[Report]:
    """Yield a report a pack; what cannot be read is added to the troubles."""
    from ldn_content.check.places import find, together

    places: list[Place] = []
    for path in options.paths:
        try:
            places += find(path)
        except (CorruptData, OSError) as error:
            troubles.append(inert(told(error)))
    for place in together(places) if options.paths else (None,):
        try:
            yield _checked(place, options)
        except (CorruptData, UnsupportedSchema, OSError) as error:
            troubles.append(inert(told(error)))


def _checked(place: Place | None, options: argparse.Namespace) -> Report:
    from ldn_content.check import validate
    from ldn_content.check.mending import Mended, mend
    from ldn_content.check.places import shown
    from ldn_content.cli.progress import Progress

    asked = {"as_of": options.as_of or this_month(), "select": options.select, "ignore": options.ignore}
    with Progress("checking") as watch:
        if place is None:
            return validate(**asked, watch=watch)
        if not options.fix:
            return validate(place.root, **asked, files=place.files, watch=watch)
        mended: list[Mended] = []
        try:
            return mend(place.root, **asked, files=place.files, watch=watch, tell=mended.append)
        finally:
            watch.wipe()
            for item in mended:
                print(inert(f"{shown(f'{place.root}/{item.file}', Path.cwd())}: mended {item.what}"), file=sys.stderr)


def _exit_code(reports: list[Report], troubles: list[str], *, strict: bool) -> int:
    if troubles or any(item.unread for item in reports):
        return USAGE
    return FINDINGS if any(item.errors or (strict and item.warnings) for item in reports) else CLEAN


def _write(path: Path, text: str) -> None:
    """Write a report whole or not at all; what is no file, such as /dev/stdout, is written to as it is."""
    from ldn_content.files import write_atomically

    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8", newline="\n")
    else:
        write_atomically(path.resolve(), text)
