"""The retrieval step of a chatbot over the chunks, without a model and without a network.

ldn-content export chunks --output chunks.jsonl
python chatbot.py chunks.jsonl "can I take it with codeine"
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ldn_content as ldn
from ldn_content.export.composition import compose, footer

Chunk = dict[str, Any]
Message = dict[str, str]

RULES = """\
Answer only from the texts below, in everyday words, and name the [id] of each text that you use.
Keep every hedge as it stands: "may", "we do not know", "we found no study". Do not say more than the texts say.
Tell nobody to take, change or stop a dose. What is not listed here is not known here: say "ask a pharmacist".
"""


def read(path: Path) -> dict[str, Chunk]:
    """Return the chunks of an export by their ids. A vector store would hold the same objects."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {chunk["id"]: chunk for chunk in map(json.loads, lines)}


def retrieve(question: str, store: dict[str, Chunk], limit: int = 2) -> Iterator[Chunk]:
    """Yield what fits a question: the entries that the library finds, each with the claim that shares most words with it.

    The search of the library knows lay names and typos. Add what your vector store finds; leave this in.
    """
    asked = words(question)
    for hit in ldn.search(question, limit=limit):
        yield store[hit.reference]
        claims = [chunk for chunk in store.values() if chunk["id"].startswith(f"{hit.reference}#")]
        yield from sorted(claims, key=lambda chunk: -len(asked & words(chunk["text"])))[:1]


def words(text: str) -> set[str]:
    """Return the words of a text that are not very short."""
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3}


def prompt(question: str, hits: list[Chunk]) -> list[Message]:
    """Return the messages for a model: the rules, then what was retrieved with all that has to stand under it."""
    return [
        {"role": "system", "content": f"{RULES}\n{compose(hits, asked=question)}"},
        {"role": "user", "content": question},
    ]


def answer(question: str, store: dict[str, Chunk], model: Callable[[list[Message]], str] | None = None) -> str:
    """Return what a reader sees.

    Where nothing was found, no model is asked: it could only make something up. The cautions are put under the answer by this
    program, since a model may leave out what it was told.
    """
    hits = list(retrieve(question, store))
    if model is None or not hits:
        return compose(hits, asked=question)
    return f"{model(prompt(question, hits))}\n\n{footer(hits, asked=question)}"


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    print(answer(" ".join(sys.argv[2:]), read(Path(sys.argv[1]))))
