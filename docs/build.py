#!/usr/bin/env python3
"""Makes what is made from models, rules and content: the inventory of the built-in pack, and tables: `python docs/build.py`.

A table stands between `<!-- fields Condition -->` (or `texts`, `rules 4`, `counts`, `entries condition`) and `<!-- end -->`; all
other text is written by hand. What a field means is its docstring, which editors show and the schemas carry, so all of them say
the same.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, Final, Literal, get_args, get_origin

from pydantic import TypeAdapter

import ldn_content as ldn
from ldn_content import inventory, pack
from ldn_content.check import pages
from ldn_content.files import write_atomically
from ldn_content.model import AnyEntry, Caveat, ClaimReview, Condition, Entry, Model, Source, Substance, advisory, base, card
from ldn_content.schema.generate import descriptions

PAGES: Final = ("model.md", "rules.md", "editorial-policy.md", "content.md")
_TABLE: Final = re.compile(r"(<!-- (\w+)(?: ([\w-]+))? -->\n).*?(<!-- end -->)", re.DOTALL)
_HEADS: Final[dict[str, tuple[str, ...]]] = {
    "topic": ("Id", "Title", "Short"),
    "condition": ("Id", "Title", "Groups", "Certainty", "Trials (people)", "Short"),
    "caveat": ("Id", "Title", "Severity", "Short"),
    "question": ("Id", "Title", "Short"),
    "claim-review": ("Id", "Title", "Verdict", "Short"),
    "term": ("Id", "Title", "Definition"),
    "substance": ("Id", "Title", "Class"),
    "source": ("Id", "Title", "Type", "Dose", "Year", "Read as"),
}
_PAGES: Final = "../src/ldn_content/data/rules"
_LIMITS: Final = {"maxLength": "at most {} characters", "minimum": "at least {}", "maximum": "at most {}"}


def main() -> None:
    """Write the inventory, and the tables into the pages."""
    ground = pack.load_pack(pack.built_in("en"))
    write_atomically(ground.root / inventory.FILE, inventory.to_json(inventory.take(ground.entries)))
    for name in PAGES:
        page = Path(__file__).with_name(name)
        write_atomically(page, filled(page.read_text(encoding="utf-8")))


def filled(text: str) -> str:
    """Return the text of a page with its tables made anew."""
    return _TABLE.sub(lambda mark: f"{mark[1]}\n{_table(mark[2], mark[3])}\n{mark[4]}", text)


def models() -> dict[str, type[Model]]:
    """Return every model of the library by name."""
    found: dict[str, type[Model]] = {}
    todo: list[type[Model]] = [card.Card, advisory.Advisories, *Model.__subclasses__()]
    while todo:
        model = todo.pop()
        if model.__module__.startswith("ldn_content.model."):  # not the answers that others take from these
            found[model.__name__] = model
            todo += model.__subclasses__()
    return found


def _table(what: str, name: str | None) -> str:
    if what == "rules":
        family = [page for page in pages.pages().values() if page.code[3] == name]
        rows = ((f"[{page.code}]({_PAGES}/{page.code}.md)", page.severity, page.summary) for page in family)
        return _rows(("Code", "Severity", "What is asked for"), rows)
    if what == "texts":
        return _rows(("Name", "What it is", "Limits"), _texts())
    if what == "counts":
        return _rows(("Condition", "Trials", "People"), _counts())
    if what == "entries":
        return _rows(_HEADS[name or ""], (_row(entry) for entry in _library().entries.of(name or "").values()))
    return _rows(("Field", "What it takes", "Needed", "Meaning"), _fields(models()[name or ""]))


def _library() -> ldn.Library:
    """Return the built-in library, which is loaded only when the inventory is written."""
    from ldn_content.builtin import LIBRARY

    return LIBRARY


def _counts() -> Iterator[tuple[str, ...]]:
    """Yield the trials and people counted under each condition that has any, and in all."""
    counted = [(item.title, ldn.card(item).evidence) for item in ldn.conditions.values()]
    yield from ((title, f"{found.trials}", f"{found.participants:,}") for title, found in counted if found.trials)
    trials, people = (sum(getattr(found, name) for _, found in counted) for name in ("trials", "participants"))
    yield "All", f"{trials}", f"{people:,}"


def _row(entry: AnyEntry) -> tuple[str, ...]:
    """Return the row of an entry: its id, its title and what stands for it."""
    first = f"`{entry.id}`", entry.title
    match entry:
        case Condition():
            found = ldn.card(entry).evidence
            groups = _values(entry.groups)
            return *first, groups, found.level or "", f"{found.trials} ({found.participants:,})", entry.short
        case Caveat():
            return *first, entry.severity, entry.short
        case ClaimReview():
            return *first, entry.verdict, entry.short
        case Substance():
            return *first, entry.drug_class
        case Source():
            return *first, entry.type, entry.dose_class, f"{entry.year or ''}", entry.checked.depth
        case _:
            return *first, _library().short(entry)


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (" | ".join(cell.replace("|", "\\|") for cell in row) for row in (head, ("---",) * len(head), *rows))
    return "".join(f"| {line} |\n" for line in lines)


def _fields(model: type[Model]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each field; those that all kinds of entry share have a table of their own."""
    meanings = descriptions(model)
    shared = {"kind"} if model is Entry else set(Entry.model_fields) if issubclass(model, Entry) else set[str]()
    for name, field in model.model_fields.items():
        if name not in shared:
            least = next((item.min_length for item in field.metadata if getattr(item, "min_length", 0)), 0)
            empty = field.is_required() and NoneType in get_args(field.annotation)
            takes = _type(field.annotation) + (", at least one" if least else " or `null`" if empty else "")
            needed = "computed" if meanings[name].startswith("Computed") else "yes" if field.is_required() else "no"
            yield f"`{name}`", takes, needed, meanings[name]


def _type(annotation: Any) -> str:
    """Return what a field takes, in words."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if annotation == base.DoseClass:
        return "[DoseClass](#texts-and-numbers)"
    if origin is Literal:
        return _values(arguments)
    if origin in {Annotated, tuple}:
        return ("list of " if origin is tuple else "") + _type(arguments[0])
    if arguments:
        return " or ".join(_type(item) for item in arguments if item is not NoneType)
    return _named(annotation)


def _named(kind: Any) -> str:
    name = str(kind.__name__)
    if kind is card.AnyEntry:
        return "an entry of any kind"
    if name in models():
        return f"[{name}](#{name.lower()})"
    if getattr(base, name, None) is kind:
        return f"[{name}](#texts-and-numbers)"
    return f"like `{TypeAdapter(kind).json_schema()['pattern']}`"


def _values(values: Iterable[object]) -> str:
    return " · ".join(f"`{value}`" for value in values)


def _texts() -> Iterator[tuple[str, ...]]:
    """Yield a row for each kind of text and number that fields hold; its docstring stands below it in the source."""
    tree = ast.parse(inspect.getsource(base))
    blocks = [tree.body, *(node.orelse for node in tree.body if isinstance(node, ast.If))]
    for one, other in (pair for block in blocks for pair in pairwise(block)):
        if isinstance(one, ast.Assign) and isinstance(other, ast.Expr):
            name = ast.unparse(one.targets[0])
            schema = TypeAdapter(getattr(base, name)).json_schema()
            limits = "; ".join(words.format(schema[key]) for key, words in _LIMITS.items() if key in schema)
            yield name, str(ast.literal_eval(other.value)), _values(schema.get("enum", ())) or limits


if __name__ == "__main__":
    main()
