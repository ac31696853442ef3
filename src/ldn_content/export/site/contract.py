"""Makes the OpenAPI description of the API, and the schema that its TypeScript declarations are made from.

`python -m ldn_content.export.site.contract` writes the description into the source tree; `.ci/declarations.py` makes the other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from ldn_content.export.site import addresses
from ldn_content.export.site.shapes import (
    FILE_MODELS,
    CompactCard,
    EntryList,
    LinkedCard,
    Packs,
    SearchIndex,
    Shared,
    SiteFiles,
    SiteIndex,
)
from ldn_content.files import write_atomically
from ldn_content.model import FOLDERS, Model
from ldn_content.model.advisory import Advisories
from ldn_content.model.card import Card
from ldn_content.schema.generate import described
from ldn_content.versions import SCHEMA_VERSION

Json = dict[str, Any]
_SCHEMAS: Final = f"../schema/{SCHEMA_VERSION}"
_ABOUT: Final = """\
Files that answer GET. Read `v1/index.json` first: it names every other file. Addresses in files are relative to the root of
the site.

What is served is a card or a form of one. Whoever shows anything of a card shows its `must_read` caveats with it, and a way to
the others.

Within v1, fields and kinds of entry may be added: ignore what you do not know. Nothing is removed and no meaning changes; that
would be v2, and v1 would go on for a time. A file with `sha256-` in its name never changes. Any other may be new with each
release.
"""
_FOLDER: Final[Json] = {
    "name": "folder",
    "in": "path",
    "required": True,
    "description": "The kind of entry, as its folder is called.",
    "schema": {"type": "string", "enum": list(FOLDERS.values())},
}
_ID: Final[Json] = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "The id of the entry.",
    "schema": {"type": "string", "pattern": "^[a-z0-9]+(?:-[a-z0-9]+)*$"},
}
_DIGEST: Final[Json] = {
    "name": "digest",
    "in": "path",
    "required": True,
    "description": "The SHA-256 of the file's bytes.",
    "schema": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
}
_PATHS: Final[tuple[tuple[str, str, str, str, tuple[Json, ...]], ...]] = (
    (addresses.INDEX, "getIndex", "What there is, and where", SiteIndex.__name__, ()),
    (f"{addresses.VERSION}/{{folder}}.json", "getList", "The entries of one kind", EntryList.__name__, (_FOLDER,)),
    (
        f"{addresses.VERSION}/{{folder}}/{{id}}.json",
        "getEntry",
        "An entry in its compact form, at an address for ever",
        CompactCard.__name__,
        (_FOLDER, _ID),
    ),
    (f"{addresses.VERSION}/cards/sha256-{{digest}}.json", "getCard", "A card; never changes", LinkedCard.__name__, (_DIGEST,)),
    (
        f"{addresses.VERSION}/shared/sha256-{{digest}}.json",
        "getShared",
        "Every caveat in full; never changes",
        Shared.__name__,
        (_DIGEST,),
    ),
    (addresses.SEARCH, "getSearchIndex", "What the search of the site reads", SearchIndex.__name__, ()),
    (addresses.PACKS, "getPacks", "Licence, attribution, funding and state of review", Packs.__name__, ()),
    (addresses.ADVISORIES, "getAdvisories", "What was wrong in released content and matters for safety", "", ()),
    (addresses.FILES, "getFiles", "Every file of the site, with its digest", SiteFiles.__name__, ()),
)


def openapi() -> Json:
    """Return the OpenAPI 3.1 description of the API; what a card holds is left to the released schemas.

    >>> sorted(openapi()["components"]["schemas"])[0]
    'Caution'
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "ldn-content: a static API",
            "version": addresses.VERSION.removeprefix("v"),
            "summary": "Cited, graded information about low-dose naltrexone, with its cautions",
            "description": _ABOUT,
        },
        "servers": [{"url": "..", "description": "The root of the site"}],
        "paths": {f"/{path[0]}": {"get": _get(*path[1:])} for path in _PATHS},
        "components": {"schemas": _components()},
    }


def declared() -> Any:
    """Return one schema of all files and of the whole card, for a generator of types."""
    made = described(Card, "serialization")
    others: tuple[type[Model], ...] = (*FILE_MODELS, Advisories)
    for model in others:
        other = described(model, "serialization")
        made["$defs"] |= other.pop("$defs", {})
        made["$defs"][model.__name__] = other
    return _bare(made)


def _bare(part: Any) -> Any:
    """Return a part of a schema without what stands beside a reference: a generator would make a type of its own of the two."""
    if isinstance(part, list):
        return [_bare(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {"$ref": part["$ref"]} if isinstance(part.get("$ref"), str) else {key: _bare(value) for key, value in part.items()}


def _get(operation: str, summary: str, model: str, parameters: tuple[Json, ...]) -> Json:
    schema = f"#/components/schemas/{model}" if model else f"{_SCHEMAS}/advisories.schema.json"
    answer = {"description": summary, "content": {"application/json": {"schema": {"$ref": schema}}}}
    missing = {"404": {"description": "There is no such file"}} if parameters else {}
    named = {"parameters": list(parameters)} if parameters else {}
    return {"operationId": operation, "summary": summary, **named, "responses": {"200": answer, **missing}}


def _components() -> Json:
    """Return the shapes of the API's own; a reader takes fields that are added, so nothing is closed."""
    content: Json = described(Card, "serialization")["$defs"]
    found: Json = {}
    for model in FILE_MODELS:
        made = described(model, "serialization")
        found |= made.pop("$defs", {})
        found[model.__name__] = made
    own = {name: _open(made) for name, made in found.items() if content.get(name) != made}
    return {name: _referring(own[name], content) for name in sorted(own)}


def _open(schema: Json) -> Json:
    return {key: value for key, value in schema.items() if key not in {"additionalProperties", "$schema"}}


def _referring(part: Any, content: Mapping[str, Any]) -> Any:
    """Return a part of a schema whose references lead to the components, or to the released schema of cards."""
    if isinstance(part, list):
        return [_referring(item, content) for item in part]
    if not isinstance(part, dict):
        return part
    made = {key: _referring(value, content) for key, value in part.items()}
    target = made.get("$ref")
    if isinstance(target, str):
        name = target.removeprefix("#/$defs/")
        made["$ref"] = f"{_SCHEMAS}/card.schema.json#/$defs/{name}" if name in content else f"#/components/schemas/{name}"
    return made


def write(data: Path) -> None:
    """Write the description into the folder of the package's data."""
    write_atomically(data / "site" / "openapi.json", json.dumps(openapi(), ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    write(Path(__file__).parents[2] / "data")
