"""Search engines compared: ours over dictionaries, and SQLite's FTS5, over the same documents. The record of a choice.

    PYTHONPATH=src python benchmarks/search_engines.py [how many documents, 600]

The documents are those of data/en, repeated with other ids and partly other words until there are enough, each
with sentences from all of them.
"""

import json
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median, quantiles

from pydantic import ValidationError

import ldn_content
from ldn_content.index import Document, Index, documents
from ldn_content.model import CLASSES, FOLDERS, AnyEntry

LAY = (
    "can I take it with codeine",
    "my doctor put me on methadone",
    "will it help my fibro",
    "can I stop my MS drug",
    "does it cure cancer",
    "how much should I take",
    "is it safe in pregnancy",
    "does insurance pay for it",
    "what are the side effects",
    "I use oxycodone for my back",
    "why do I have vivid dreams",
    "is it approved",
)
FOREIGN = ("bitcoin mining", "ozempic for weight loss", "how do I fix my bicycle", "best pizza in town", "cheap flights to spain")


def entries() -> Iterable[AnyEntry]:
    """Read the entries of data/en; those that are not valid yet are left out."""
    for folder in FOLDERS.values():
        for path in sorted((Path(ldn_content.__file__).parent / "data/en" / folder).glob("*.json")):
            raw = json.loads(path.read_text(encoding="utf-8"))
            raw.pop("$schema", None)
            try:
                yield CLASSES[raw["kind"]].model_validate(raw)
            except ValidationError as error:
                print(f"left out: {path.name}: {error.error_count()} error(s)", file=sys.stderr)


def enlarged(own: list[Document], size: int) -> list[Document]:
    """Return so many documents: the own ones, then copies whose rarer words are changed, with text from all of them."""
    random = Random(7)
    sentences = [sentence for each in own for text in each.text for sentence in re.split(r"(?<=[.;]) ", text)]
    result = own[:size]
    while len(result) < size:
        model, number = own[len(result) % len(own)], len(result)

        def changed(text: str, number: int = number) -> str:
            return re.sub(r"\w{9,}", lambda word: word[0][:-1] + "xz"[number % 2] if random.random() < 0.2 else word[0], text)

        names = tuple(changed(f"{name} {number}") for name in model.names)
        text = tuple(changed(sentence) for sentence in random.choices(sentences, k=36))
        result.append(model._replace(reference=f"{model.reference}-{number}", names=names, aliases=(), codes=(), text=text))
    return result


def fts5(docs: list[Document]) -> sqlite3.Connection:
    """Return an FTS5 table of the documents, in memory."""
    connection = sqlite3.connect(":memory:")
    connection.execute("create virtual table t using fts5(id unindexed, names, words, text, tokenize='porter unicode61')")
    rows = (
        (d.reference, "\n".join(d.names), "\n".join((*d.aliases, *d.wordings, *d.subjects, *d.codes)), "\n".join(d.text))
        for d in docs
    )
    with connection:
        connection.executemany("insert into t values (?, ?, ?, ?)", rows)
    return connection


def fts5_search(connection: sqlite3.Connection, text: str) -> list[str]:
    """Return the references of the best ten; any word is enough. FTS5 finds no typos."""
    words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", text))
    query = "select id from t where t match ? order by bm25(t, 0, 10, 8, 1) limit 10"
    return [row[0] for row in connection.execute(query, (words,))]


def milliseconds(action: Callable[[], object]) -> float:
    """Return how long an action takes."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def typo(word: str, random: Random) -> str:
    """Return the word with two neighbours changed round, a letter doubled or one left out."""
    at = random.randrange(1, len(word) - 2)
    left, one, right = word[:at], word[at], word[at + 1 :]
    return random.choice((left + right[0] + one + right[1:], left + one + one + right, left + right))


def report(name: str, search: Callable[[str], object], queries: dict[str, list[str]]) -> None:
    """Print the median and the 95th percentile of each set of queries, warm, of five times each."""
    for kind, texts in queries.items():
        search(texts[0])
        times = [milliseconds(lambda text=text: search(text)) for _ in range(5) for text in texts]  # type: ignore[misc]
        p95 = quantiles(times, n=20)[18]
        print(f"{name:6} {kind:16} median {median(times):6.2f} ms   p95 {p95:6.2f} ms   max {max(times):6.2f} ms")


def main(size: int) -> None:
    """Compare."""
    own = documents(entries(), lambda entry: str(getattr(entry, "short", entry.title)))
    docs = enlarged(own, size)
    characters = sum(len("\n".join((*d.names, *d.aliases, *d.wordings, *d.subjects, *d.text))) for d in docs)
    print(f"{len(docs)} documents ({len(own)} of them real), {characters / 1e6:.2f} million characters")
    index, table = Index(docs), fts5(docs)
    print(f"ours   build            median {median(milliseconds(lambda: Index(docs)) for _ in range(7)):6.1f} ms")
    print(f"ours   first typo       {milliseconds(lambda: index.search('fibromialgia')):6.1f} ms (makes the table of pairs)")
    print(f"fts5   build            median {median(milliseconds(lambda: fts5(docs)) for _ in range(7)):6.1f} ms")
    random = Random(11)
    long = sorted({word for d in own for name in d.names for word in re.findall(r"[a-z]{6,}", name.lower())})
    queries = {
        "known words": [" ".join(random.choices(long, k=1 + number % 3)) for number in range(100)],
        "lay questions": list(LAY),
        "typos": [typo(word, random) for word in islice(long * 2, 100)],
        "other subjects": list(FOREIGN),
        "100,000 letters": ["fibromyalgia pain opioid xqzt " * 3400, "x" * 100_000, "\ufdfa" * 100_000],
    }
    report("ours", index.search, queries)
    del queries["100,000 letters"]  # 3,400 words joined by OR took FTS5 20 s, and time grows with their square
    report("fts5", lambda text: fts5_search(table, text), queries)
    print("\nfirst hit for                       ours | fts5")
    for text in (*LAY, *FOREIGN, "fibromialgia", "chrons disese"):
        ours = next((hit.reference for hit in index.search(text)), "-")
        print(f"{text:34} {ours} | {next(iter(fts5_search(table, text)), '-')}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
