"""Writes one static HTML page with several cards, and audits it before it is published.

python build_page.py ldn.html condition/fibromyalgia condition/crohns-disease
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import ldn_content as ldn
from ldn_content.audit import audit
from ldn_content.render import styles
from ldn_content.render.markup import SafeHtml, html

LIBRARY = ldn.Library.load()
TITLE = "Low-dose naltrexone"


def document(references: Sequence[str], emergency: str = "112") -> SafeHtml:
    """Return a whole page. What all of its cards have to say stands once, after them; what must be read stays on each."""
    cards = ldn.page(LIBRARY.card(reference) for reference in dict.fromkeys(references))
    return html(  # what is filled in is escaped, unless it is HTML of the library
        '<!DOCTYPE html>\n<html lang="{}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{}</title>\n'
        '<link rel="stylesheet" href="{}">\n</head>\n'
        "<body>\n<main>\n<h1>{}</h1>\n{}\n</main>\n</body>\n</html>\n",
        LIBRARY.language, TITLE, styles.FILE, TITLE, cards.to_html(emergency=emergency),
    )  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Write the page, unless it does not say what the library says."""
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    target, *references = arguments
    try:
        page = document(references)
        report = audit(page, LIBRARY, file=target)
        if report.counts.keys() != {"clean"}:
            print(*report.findings, sep="\n", file=sys.stderr)
            return 1
        Path(target).write_text(page, encoding="utf-8")
        Path(target).with_name(styles.FILE).write_text(styles.stylesheet(), encoding="utf-8")
    except (ldn.LdnContentError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{target}: {report.counts['clean']} cards, all as the library has them")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
