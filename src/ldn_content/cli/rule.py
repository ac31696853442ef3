"""`ldn-content rule`: what a code means, why it matters and how to mend what it finds."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable

from ldn_content.cli.arguments import CLEAN, USAGE, Commands


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("rule", help="explain a code such as LDN402; list all of them without one")
    parser.add_argument(
        "codes", nargs="*", metavar="CODE", help="such as LDN402; a beginning such as LDN4 lists the codes that begin so"
    )
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    from ldn_content.check.pages import pages

    known = pages()
    wanted = [code.upper() for code in options.codes]
    unknown = [code for code in wanted if not _beginning(code, known)]
    if unknown:
        print(f"ldn-content: no code {unknown[0]!r}; {_near(unknown[0], list(known))}", file=sys.stderr)
        return USAGE
    chosen = [known[code] for beginning in wanted or ("LDN",) for code in _beginning(beginning, known)]
    if options.json:
        print(json.dumps([page._asdict() for page in chosen], ensure_ascii=False, indent=2))
    elif wanted and known.keys() >= set(wanted):
        print("\n".join(page.text for page in chosen), end="")
    else:
        for page in chosen:
            print(f"{page.code}  {page.severity:7}  {page.summary}")
    return CLEAN


def _beginning(code: str, known: Iterable[str]) -> list[str]:
    """Return the codes that begin so, as `--select` of `validate` takes them; the code itself is one."""
    return [item for item in known if item.startswith(code or "-")]


def _near(code: str, known: list[str]) -> str:
    from difflib import get_close_matches

    digits = code[:20].translate(str.maketrans("OI", "01"))  # letters that look like digits are often meant as such
    near = get_close_matches(digits, known, n=3, cutoff=0.7)
    return f"did you mean {', '.join(near)}?" if near else "`ldn-content rule` lists all of them"
