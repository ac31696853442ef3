"""`ldn-content rule`: what a code means, why it matters and how to mend what it finds."""

from __future__ import annotations

import argparse
import json
import sys

from ldn_content.cli.arguments import CLEAN, USAGE, Commands


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("rule", help="explain a code such as LDN402; list all of them without one")
    parser.add_argument("codes", nargs="*", metavar="CODE")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    from ldn_content.check.pages import pages

    known = pages()
    wanted = [code.upper() for code in options.codes]
    unknown = [code for code in wanted if code not in known]
    if unknown:
        print(f"ldn-content: no code {unknown[0]!r}; {_near(unknown[0], list(known))}", file=sys.stderr)
        return USAGE
    chosen = [known[code] for code in wanted or known]
    if options.json:
        print(json.dumps([page._asdict() for page in chosen], ensure_ascii=False, indent=2))
    elif wanted:
        print("\n".join(page.text for page in chosen), end="")
    else:
        for page in chosen:
            print(f"{page.code}  {page.severity:7}  {page.summary}")
    return CLEAN


def _near(code: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(code[:20], known, n=3, cutoff=0.7)
    return f"did you mean {', '.join(near)}?" if near else "`ldn-content rule` lists all of them"
