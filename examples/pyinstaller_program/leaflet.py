"""Answers a question about low-dose naltrexone on a machine without Python. Everything else is the library's command line.

leaflet ask can I take it with codeine
leaflet show condition/fibromyalgia
"""

from __future__ import annotations

import sys

import ldn_content as ldn
from ldn_content import cli


def ask(question: str) -> int:
    """Print the card that fits a question best, and what of the question is not listed: silence would sound like no risk."""
    library = ldn.Library.load()
    hits, unknown = library.search(question, limit=1), library.unknown_words(question)
    if unknown or not hits:
        print(f"Not listed here: {', '.join(unknown) or question!a}. If it is a medicine, ask a pharmacist.\n")
    for hit in hits:
        card = library.card(hit.reference)
        print(card.to_text("compact", ascii=True, more=f"leaflet show {card.reference}"))
    return cli.CLEAN if hits else cli.FINDINGS


if __name__ == "__main__":
    if sys.argv[1:2] == ["ask"]:
        sys.exit(ask(" ".join(sys.argv[2:])))
    cli.run()
