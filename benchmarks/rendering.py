"""Measures what showing and exporting cards costs, beside what others need for the same text.

    python benchmarks/rendering.py [--rounds 3]

Needs `markdown-it-py` and `Jinja2`. Each card is shown once a round, so nothing of one card is taken from a former showing of it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import methodcaller
from pathlib import Path
from typing import TypeVar

from jinja2 import DictLoader, Environment
from markdown_it import MarkdownIt

from ldn_content.export import fhir, json_ld, site
from ldn_content.export.chunks import chunks, to_json_lines
from ldn_content.export.evidence_table import to_csv
from ldn_content.library import Library
from ldn_content.model.card import Card
from ldn_content.render import outline
from ldn_content.render.figures import draw, figures_for
from ldn_content.render.options import Choices

Item = TypeVar("Item")
TEMPLATE = """
{%- macro block(item) -%}
{%- if item.blocks is defined -%}
<section class="ldn-{{ item.name }}"><h3>{{ item.title }}</h3>
{% for inner in item.blocks %}{{ block(inner) }}{% endfor %}</section>
{%- elif item.actions is defined -%}
<div class="ldn-caution ldn-{{ item.severity }}"><h4>{{ item.label }}: {{ item.title }}</h4>
<p>{{ item.text }}{{ marks(item) }}</p>
<ul>{% for action in item.actions %}<li><strong>{{ action.label }}:</strong> {{ action.text }}</li>{% endfor %}</ul></div>
{%- elif item.leads_to is defined -%}
<li value="{{ item.number }}">{{ item.text }} <a href="{{ item.address }}">{{ item.address }}</a></li>
{%- elif item.points is defined -%}
<ul>{% for point in item.points %}<li>{{ point.text }}{{ marks(point) }}</li>{% endfor %}</ul>
{%- else -%}
<p>{{ item.text }}{{ marks(item) }}</p>{% for note in item.notes %}<p>{{ note }}</p>{% endfor %}
{%- endif -%}
{%- endmacro -%}
{%- macro marks(item) -%}
{% if item.marks %}<sup>[{% for mark in item.marks %}<a href="#source-{{ mark }}">{{ mark }}</a>, {% endfor %}]</sup>{% endif %}
{%- endmacro -%}
<article lang="en"><h2>{{ title }}</h2>{% for item in blocks %}{{ block(item) }}{% endfor %}</article>
"""


def timed(call: Callable[[Item], object], items: Iterable[Item]) -> list[float]:
    """Return the time of a call on each item, in milliseconds."""
    found = []
    for item in items:
        start = time.perf_counter()
        call(item)
        found.append((time.perf_counter() - start) * 1e3)
    return found


def best(call: Callable[[Item], object], items: Sequence[Item], rounds: int) -> str:
    """Return the median and the 95th percentile over the items of the round with the lowest median."""
    seen = min((sorted(timed(call, items)) for _ in range(rounds)), key=statistics.median)
    return f"{statistics.median(seen):.2f} ms (p95 {seen[int(len(seen) * 0.95)]:.2f} ms)"


def cards_to_text(cards: Sequence[Card], rounds: int) -> Iterator[tuple[str, str]]:
    """Yield what a card costs in each format, beside others."""
    yield "a card, verified against its digest", best(Card.verify, cards, rounds)
    for form in ("full", "compact"):
        for name in ("to_html", "to_markdown", "to_text"):
            yield f"`{name}`, {form}", best(methodcaller(name, form), cards, rounds)
    markdown, texts = MarkdownIt("commonmark"), [card.to_markdown() for card in cards[::10]]
    yield "HTML of the full form's Markdown, by markdown-it-py", best(markdown.render, texts, rounds)
    template = Environment(loader=DictLoader({"card": TEMPLATE}), autoescape=True).get_template("card")
    shown = [outline.full(card, Choices()) for card in cards[::10]]
    yield "HTML of the full form's outline, by Jinja2", best(lambda item: template.render(item._asdict()), shown, rounds)


def exports(library: Library, cards: Sequence[Card]) -> Iterator[tuple[str, float]]:
    """Yield the seconds that the whole library takes in each format."""
    writers: dict[str, Callable[[], object]] = {
        "text, Markdown and HTML in two forms": lambda: [
            write(form, more="/{reference}")
            for card in cards
            for form in ("full", "compact")
            for write in (card.to_text, card.to_markdown, card.to_html)
        ],
        "JSON-LD": lambda: json.dumps(json_ld.json_ld_of(library)),
        "FHIR, education": lambda: json.dumps(fhir.education(library)),
        "FHIR, knowledge (R5)": lambda: json.dumps(fhir.knowledge(library)),
        "chunks": lambda: to_json_lines(chunks(library)),
        "CSV": lambda: to_csv(library),
        "figures": lambda: [
            draw(library, *item).to_html()
            for name in ("", *(entry.reference for entry in (*library.conditions.values(), *library.sources.values())))
            for item in figures_for(library, name)
        ],
        "static site": lambda: written(library),
    }
    for name, write in writers.items():
        start = time.perf_counter()
        write()
        yield name, time.perf_counter() - start


def written(library: Library) -> None:
    """Write the site into a folder that is taken away again."""
    with tempfile.TemporaryDirectory() as folder:
        site.write(library, Path(folder, "public"))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    library = Library.load()
    cards = [library.card(name) for name in library.entries]
    print(f"| {len(cards)} cards | median of the best of {rounds} rounds |\n|---|---|")
    for name, value in cards_to_text(cards, rounds):
        print(f"| {name} | {value} |")
    total = 0.0
    for name, seconds in exports(library, cards):
        total += seconds
        print(f"| the whole library as {name} | {seconds:.1f} s |")
    print(f"| the whole library in every format | {total:.1f} s |")


if __name__ == "__main__":
    main()
