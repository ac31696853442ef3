"""`ldn-content migrate`: packs of an older schema brought up to that of this release."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from ldn_content.cli.arguments import CLEAN, FINDINGS, USAGE, Commands, told
from ldn_content.errors import InvalidPack, LdnContentError
from ldn_content.inert import inert, inert_lines

if TYPE_CHECKING:
    from ldn_content.schema.migrations import Plan


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("migrate", help="rewrite packs of an older schema, in place")
    parser.epilog = (
        "Exit code: 0 when done; 1 where files have faults (with --check: where there is something to write); 2 otherwise."
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="the directory of a pack")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if there is something to write")
    parser.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    code = CLEAN
    plans: list[Plan] = []
    for path in options.paths:
        code = max(code, _plan(path, plans))
    if code:
        print("ldn-content: nothing was written", file=sys.stderr)
        return code
    if options.check:
        for plan in plans:
            _tell(plan, [file for file, _ in plan.writes], "would change")
        return FINDINGS if any(plan.writes for plan in plans) else CLEAN
    return max(_write(plan) for plan in plans)


def _plan(path: str, plans: list[Plan]) -> int:
    from ldn_content.schema.migrations import plan

    try:
        plans.append(plan(path))
    except InvalidPack as error:
        for finding in error.findings:
            print(inert(f"{path}: {finding}"))
        return FINDINGS
    except LdnContentError as error:
        print(inert_lines(f"ldn-content: {error}"), file=sys.stderr)
        return USAGE
    return CLEAN


def _write(plan: Plan) -> int:
    from ldn_content.schema.migrations import carry_out

    written: list[str] = []
    try:
        for file in carry_out(plan):
            written.append(file)  # noqa: PERF402 - what was written before an error is told
    except OSError as error:
        print(
            inert(f"ldn-content: {told(error)}: {len(written)} of {len(plan.writes)} files are written; run it again to go on"),
            file=sys.stderr,
        )
        return USAGE
    _tell(plan, written, "changed")
    return CLEAN


def _tell(plan: Plan, files: list[str], what: str) -> None:
    if not files:
        print(inert(f"{plan.root}: follows schema {plan.version}, which this release reads as it is: nothing to do"))
        return
    print(inert(f"{plan.root}: schema {plan.version} → {plan.target}, {len(files)} file(s) {what}"))
    for file in files:
        print(inert(f"  {file}"))
