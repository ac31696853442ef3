"""Makes the JSON Schemas from the models (`python -m ldn_content.schema.generate` writes them into the source tree)."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import core_schema

from ldn_content.model import CLASSES, Manifest, Model
from ldn_content.model.card import Card
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
    """Return the text of every schema by name: the kinds, `pack` and `card`.

    >>> sorted(schemas())[:3]
    ['card', 'caveat', 'claim-review']
    """
    models: dict[str, tuple[type[BaseModel], JsonSchemaMode]] = {name: (model, "validation") for name, model in CLASSES.items()}
    models |= {"pack": (Manifest, "validation"), "card": (Card, "serialization")}
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


def _text(name: str, model: type[BaseModel], mode: JsonSchemaMode) -> str:
    made = model.model_json_schema(schema_generator=_Plain, mode=mode)
    named = dict(_models(Model))
    for title, part in [(model.__name__, made), *made.get("$defs", {}).items()]:
        for field, text in descriptions(named[title]).items():
            part["properties"][field] = {"description": text, **part["properties"][field]}
            if text.startswith(_COMPUTED):
                part["properties"][field] |= {"readOnly": True}
                part["properties"][field].pop("default", None)
    if mode == "validation":
        made["properties"]["$schema"] = {"type": "string", "description": "For editors; the reader removes it."}
    head = {"$schema": DIALECT, "$id": f"urn:ldn-content:schema:{SCHEMA_VERSION}:{name}"}
    return json.dumps({**head, **made}, ensure_ascii=False, indent=2) + "\n"


def _models(model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield every model by its name, which is its name in `$defs`."""
    yield model.__name__, model
    for other in model.__subclasses__():
        yield from _models(other)


if __name__ == "__main__":
    from pathlib import Path

    folder = Path(__file__).parents[1] / "data" / "schema" / SCHEMA_VERSION
    folder.mkdir(parents=True, exist_ok=True)
    for schema_name, schema_text in schemas().items():
        (folder / f"{schema_name}.schema.json").write_text(schema_text, encoding="utf-8", newline="\n")
