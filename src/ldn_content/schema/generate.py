"""Makes the JSON Schemas from the models.

`python -m ldn_content.schema.generate` writes them into the source tree, and with `--freeze` lists them as released.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import core_schema

from ldn_content.files import write_atomically
from ldn_content.model import CLASSES, Manifest, Model
from ldn_content.model.advisory import Advisories
from ldn_content.model.card import Card
from ldn_content.schema import published
from ldn_content.versions import SCHEMA_VERSION

_COMPUTED = "Computed"
"""How the description of a field begins that is worked out, and accepted on input only if it is equal."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Plain(GenerateJsonSchema):
    """Without titles (they pollute generated types) and without `discriminator` (strict validators refuse it)."""

    schema_dialect = DIALECT

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        made.pop("title", None)
        made["description"] = made["description"].partition("\n\n")[0]  # the examples of a docstring are for programmers
        return made

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        made = super().tagged_union_schema(schema)
        made.pop("discriminator", None)
        return made


def schemas() -> Mapping[str, str]:
    """Return the text of every schema by name: the kinds, `pack`, `card` and `advisories`.

    >>> sorted(schemas())[:3]
    ['advisories', 'card', 'caveat']
    """
    models: dict[str, tuple[type[BaseModel], JsonSchemaMode]] = {name: (model, "validation") for name, model in CLASSES.items()}
    models |= {"pack": (Manifest, "validation"), "card": (Card, "serialization"), "advisories": (Advisories, "validation")}
    return {name: _text(name, *pair) for name, pair in models.items()}


def descriptions(model: type[BaseModel]) -> Mapping[str, str]:
    """Return what each field of a model means: the text below it in the source, which costs nothing when the library is used.

    >>> from ldn_content.model import Citation
    >>> descriptions(Citation)["stance"]
    'What the part does to this sentence.'
    """
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, Model) and base is not Model:
            body = _class_body(base)
            for field, text in pairwise(body):
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Expr):
                    found[field.target.id] = str(ast.literal_eval(text.value))
    return found


@cache
def _class_body(model: type) -> tuple[ast.stmt, ...]:
    tree = ast.parse(inspect.getsource(inspect.getmodule(model) or model))
    return next(tuple(node.body) for node in tree.body if isinstance(node, ast.ClassDef) and node.name == model.__name__)


def described(model: type[BaseModel], mode: JsonSchemaMode) -> JsonSchemaValue:
    """Return the schema of a model, in which each field says what it means.

    >>> from ldn_content.model import Citation
    >>> described(Citation, "serialization")["properties"]["stance"]["description"]
    'What the part does to this sentence.'
    """
    made = model.model_json_schema(schema_generator=_Plain, mode=mode)
    # what others take from the models, and is loaded or not, may be named alike
    named = {name: found for name, found in _models(Model) if _is_content(found) or found.__module__ == model.__module__}
    for title, part in [(model.__name__, made), *made.get("$defs", {}).items()]:
        for field, text in descriptions(named[title]).items():
            part["properties"][field] = {"description": text, **part["properties"][field]}
            if text.startswith(_COMPUTED):
                part["properties"][field] |= {"readOnly": True}
                part["properties"][field].pop("default", None)
    return made


def _is_content(model: type[BaseModel]) -> bool:
    return model.__module__.startswith("ldn_content.model.")


def _text(name: str, model: type[BaseModel], mode: JsonSchemaMode) -> str:
    made = described(model, mode)
    if mode == "validation":
        made["properties"]["$schema"] = {"type": "string", "description": "For editors; the reader removes it."}
    head = {"$schema": DIALECT, "$id": f"urn:ldn-content:schema:{SCHEMA_VERSION}:{name}"}
    return json.dumps({**head, **made}, ensure_ascii=False, indent=2) + "\n"


def _models(model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield every model by its name, which is its name in `$defs`."""
    yield model.__name__, model
    for other in model.__subclasses__():
        yield from _models(other)


def write(home: Path, *, freeze: bool = False) -> None:
    """Write the schemas into the folder of their version.

    Args:
        home: the folder that holds a folder a version, and the list of what was released.
        freeze: put them on that list: from then on they never change.

    Raises:
        ValueError: the version was released with other schemas.
    """
    made = {f"{SCHEMA_VERSION}/{name}{published.SUFFIX}": text for name, text in schemas().items()}
    now = {file: sha256(text.encode()).hexdigest() for file, text in made.items()}
    listed = home / published.SUMS
    known = published.sums(listed.read_text(encoding="utf-8")) if listed.is_file() else {}
    before = {file: digest for file, digest in known.items() if file.startswith(f"{SCHEMA_VERSION}/")}
    if before and before != now:
        changed = ", ".join(sorted(file for file in before.keys() | now.keys() if before.get(file) != now.get(file)))
        way = "raise SCHEMA_VERSION in src/ldn_content/versions.py (docs/versioning.md says by how much) and run this again"
        raise ValueError(
            f"schema {SCHEMA_VERSION} is released and never changes, and the models now give another {changed}: {way}"
        )
    (home / SCHEMA_VERSION).mkdir(parents=True, exist_ok=True)
    for file, text in made.items():
        write_atomically(home / file, text)
    if freeze:
        write_atomically(listed, "".join(f"{digest}  {file}\n" for file, digest in sorted({**known, **now}.items())))


if __name__ == "__main__":
    try:
        write(Path(__file__).parents[1] / "data" / "schema", freeze="--freeze" in sys.argv[1:])
    except ValueError as fault:
        sys.exit(f"ldn-content: {fault}")
