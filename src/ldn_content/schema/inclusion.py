"""Whether every document of one JSON Schema (draft 2020-12) is a document of another: sound, and not complete.

What it cannot show it tells as a difference: a keyword that it does not know, or a pattern that is not the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from math import inf
from typing import Any, Final, NamedTuple, TypeAlias

Schema: TypeAlias = Any
"""An object, or true or false."""
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_SAYS_NOTHING: Final = {"$comment", "$defs", "default", "deprecated", "description", "examples", "readOnly", "title", "writeOnly"}
_IN_PLACE: Final = {"$ref", "allOf", "anyOf", "oneOf"}
_BOUNDS: Final[Mapping[str, tuple[str, bool]]] = {  # of which type, and whether it is a lower one
    "minimum": ("number", True),
    "maximum": ("number", False),
    "minLength": ("string", True),
    "maxLength": ("string", False),
    "minItems": ("array", True),
    "maxItems": ("array", False),
    "minProperties": ("object", True),
    "maxProperties": ("object", False),
}
_STRICT: Final = {"minimum": "exclusiveMinimum", "maximum": "exclusiveMaximum"}
_KNOWN: Final = {
    *_BOUNDS,
    *_STRICT.values(),
    *("additionalProperties", "const", "enum", "items", "pattern", "properties", "required", "type", "uniqueItems"),
}
_ONLY_NARROWS: Final = {"contains", "dependentRequired", "else", "format", "if", "multipleOf", "not", "propertyNames", "then"}
"""Not understood, and harmless in the narrow schema: without them it would only be wider."""
_TYPES: Final = frozenset({"null", "boolean", "number", "integer", "string", "array", "object"})
_FEW: Final[Mapping[str, tuple[Any, ...]]] = {"null": (None,), "boolean": (False, True)}
_DEEPEST: Final = 12


class Difference(NamedTuple):
    """Why a document of the narrow schema may be none of the wide one.

    Attributes:
        path: where in the document, such as `claims[].type`.
        keyword: what makes it so: a keyword of JSON Schema; or `field` (the wide schema has no such field), `value` (it has no
            such text in an enum), `kind` (none of its alternatives is of that kind, though they are told apart by it), or
            `alternatives` (none of them takes it). `default` is no matter of validity, but of what a document means that leaves
            the field out.
        narrow, wide: what the two schemas say there.
    """

    path: str
    keyword: str
    narrow: Any = None
    wide: Any = None


def differences(narrow: Schema, wide: Schema) -> tuple[Difference, ...]:
    """Return why some document of one schema may be none of another; nothing if each of them is.

    >>> differences({"type": "integer"}, {"type": "number"})
    ()
    >>> differences({"enum": ["a", "b"]}, {"enum": ["a"]})
    (Difference(path='', keyword='value', narrow='b', wide=['a']),)
    """
    if _canonical(narrow) == _canonical(wide):  # whatever it says
        return ()
    question = _Inclusion(_root(narrow), _root(wide))
    found = {json.dumps(item, sort_keys=True): item for item in question.included(question.narrow, question.wide, "")}
    return tuple(found.values())


def _root(schema: Schema) -> Schema:
    """Return a schema without its name. A dialect other than ours stays named, and so is not understood."""
    if not isinstance(schema, dict):
        return schema
    ours = schema.get("$schema", _DIALECT) == _DIALECT
    return {key: value for key, value in schema.items() if key != "$id" and not (key == "$schema" and ours)}


class _Part(NamedTuple):
    """What a schema demands, among other things: `base` keywords, another `schema`, or `one` (or `only-one`) of several."""

    kind: str
    schemas: tuple[Schema, ...]


class _Inclusion:
    """One question: the two schemas, in which references are looked up, and the pairs that are being compared."""

    def __init__(self, narrow: Schema, wide: Schema) -> None:
        self.narrow = narrow
        self.wide = wide
        self._parts: dict[tuple[int, int], tuple[Schema, tuple[_Part, ...]]] = {}  # by identity; so the schema is kept with it
        self._open: dict[tuple[int, int], int] = {}
        self._depth = 0

    def included(self, narrow: Schema, wide: Schema, path: str) -> list[Difference]:
        """Return the differences of two schemas at a place."""
        if narrow is False:
            return []
        if wide is False:
            return [Difference(path, "false", narrow, wide)]
        return [item for part in self._of(wide, self.wide) for item in self._fits(narrow, part, path)]

    def _of(self, schema: Schema, root: Schema) -> tuple[_Part, ...]:
        """Return what a schema demands: all of it together."""
        key = (id(schema), id(root))
        known = self._parts.get(key)
        if known is None:
            known = self._parts[key] = schema, tuple(_parts({} if schema is True else schema, root))
        return known[1]

    def _fits(self, narrow: Schema, part: _Part, path: str) -> list[Difference]:
        """Return the differences to one part of the wide schema: it is enough that one part of the narrow one is included."""
        key = (id(narrow), id(part))
        if key in self._open:  # a schema that holds itself: what is inside is as what is outside, if it is a step further in
            return [] if self._open[key] < self._depth else [Difference(path, "$ref")]
        self._open[key] = self._depth
        try:
            if part.kind == "schema":
                return self.included(narrow, part.schemas[0], path)
            given = self._of(narrow, self.narrow) or (_Part("base", ({},)),)
            return min((self._part_fits(one, part, path) for one in given), key=len)
        finally:
            del self._open[key]

    def _part_fits(self, given: _Part, part: _Part, path: str) -> list[Difference]:
        if given.kind != "base":  # another schema, or every one of several
            return [item for one in given.schemas if one is not False for item in self._fits(one, part, path)]
        if part.kind == "base":
            return self._base(given.schemas[0], part.schemas[0], path)
        whole = self._alternative(given.schemas[0], part, path)
        pieces = list(_pieces(given.schemas[0])) if whole else []
        return [item for piece in pieces for item in self._alternative(piece, part, path)] if len(pieces) > 1 else whole

    def _alternative(self, base: Schema, part: _Part, path: str) -> list[Difference]:
        """Return the differences to the nearest of several schemas."""
        tried: list[list[Difference]] = []
        for place, one in enumerate(part.schemas):
            found = self.included(base, one, path)
            others = (other for number, other in enumerate(part.schemas) if number != place)
            if not found and (part.kind == "one" or all(self._apart(base, other) for other in others)):
                return []
            tried.append(found)
        for name, tag in _tags(base):
            known = [other for one in part.schemas for held in self._bases(one) for other in _tags(held) if other[0] == name]
            if known and (name, tag) not in known:
                return [Difference(_field(path, name), "kind", tag, [other for _, other in known])]
        nearest = min((found for found in tried if found), key=lambda found: (_far(found, path), len(found)), default=None)
        return nearest or [Difference(path, "alternatives", base, list(part.schemas))]

    def _bases(self, schema: Schema, depth: int = 0) -> Iterator[Schema]:
        """Yield the keywords that a schema of the wide side holds itself, or through references."""
        for part in self._of(schema, self.wide) if depth < _DEEPEST else ():
            if part.kind == "base":
                yield part.schemas[0]
            elif part.kind == "schema":
                yield from self._bases(part.schemas[0], depth + 1)

    def _base(self, narrow: Any, wide: Any, path: str) -> list[Difference]:
        narrow = {key: value for key, value in narrow.items() if key in wide or key not in _ONLY_NARROWS}
        strange = sorted((narrow.keys() | wide.keys()) - _KNOWN)
        if strange:
            alike = _canonical(narrow) == _canonical(wide) and not any(key.startswith(("$", "unevaluated")) for key in strange)
            return (
                []
                if alike and '"$' not in _canonical(narrow)
                else [Difference(path, key, narrow.get(key), wide.get(key)) for key in strange]
            )
        values = _values(narrow)
        if values is not None:
            return [_not_taken(path, value, narrow, wide) for value in values if not _takes(wide, value)]
        types = _types(narrow)
        if not types <= _types(wide):
            return [Difference(path, "type", narrow.get("type"), wide.get("type"))]
        found = [Difference(path, key, None, wide[key]) for key in ("const", "enum") if key in wide]
        found += [item for key in _BOUNDS for item in _bound(narrow, wide, key, types, path)]
        if "string" in types and "pattern" in wide and narrow.get("pattern") != wide["pattern"]:
            found.append(Difference(path, "pattern", narrow.get("pattern"), wide["pattern"]))
        if "array" in types:
            found += self._array(narrow, wide, path)
        if "object" in types:
            found += self._object(narrow, wide, path)
        return found

    def _array(self, narrow: Any, wide: Any, path: str) -> list[Difference]:
        unique = narrow.get("uniqueItems"), wide.get("uniqueItems")
        found = [Difference(path, "uniqueItems", *unique)] if unique[1] and not unique[0] else []
        return found + self._inside(narrow.get("items", True), wide.get("items", True), f"{path}[]")

    def _object(self, narrow: Any, wide: Any, path: str) -> list[Difference]:
        given, wanted = narrow.get("properties", {}), wide.get("properties", {})
        rest, wide_rest = narrow.get("additionalProperties", True), wide.get("additionalProperties", True)
        needed, wide_needed = set(narrow.get("required", ())), set(wide.get("required", ()))
        found = [Difference(_field(path, name), "required") for name in sorted(wide_needed - needed)]
        for name in sorted(given.keys() | wanted.keys()):
            here, one, other = _field(path, name), given.get(name, rest), wanted.get(name, wide_rest)
            if other is False and one is not False:
                found.append(Difference(here, "field", one, other))
                continue
            found += self._inside(one, other, here)
            if name in given and name in wanted and name not in needed | wide_needed:
                found += _default(one, other, here)
        if wide_rest is False and rest is not False:
            return [*found, Difference(path, "additionalProperties", rest, wide_rest)]
        return found + self._inside(rest, wide_rest, _field(path, "*"))

    def _inside(self, narrow: Schema, wide: Schema, path: str) -> list[Difference]:
        self._depth += 1
        try:
            return self.included(narrow, wide, path)
        finally:
            self._depth -= 1

    def _apart(self, narrow: Schema, wide: Schema, depth: int = 0) -> bool:
        """Say whether no document can be of both schemas."""
        if narrow is False or wide is False:
            return True
        if depth > _DEEPEST:
            return False
        pairs = [(one, other) for one in self._of(narrow, self.narrow) for other in self._of(wide, self.wide)]
        return any(self._parts_apart(one, other, depth + 1) for one, other in pairs)

    def _parts_apart(self, one: _Part, other: _Part, depth: int) -> bool:
        if one.kind != "base" or other.kind != "base":
            return all(self._apart(narrow, wide, depth) for narrow in one.schemas for wide in other.schemas)
        narrow, wide = one.schemas[0], other.schemas[0]
        if _types(narrow).isdisjoint(_types(wide)):
            return True
        values, others = _values(narrow), _values(wide)
        if values is not None and others is not None:
            return {_canonical(value) for value in values}.isdisjoint(map(_canonical, others))
        return _types(narrow) & _types(wide) == frozenset({"object"}) and any(
            self._apart(_at(narrow, name), _at(wide, name), depth)
            for name in {*narrow.get("required", ()), *wide.get("required", ())}
        )


def _parts(schema: Any, root: Schema) -> Iterator[_Part]:
    base = {key: value for key, value in schema.items() if key not in _SAYS_NOTHING | _IN_PLACE}
    for part in schema.get("allOf", ()):
        yield _Part("schema", (part,))
    for key, kind in (("anyOf", "one"), ("oneOf", "only-one")):
        if key in schema:
            yield _Part(kind, tuple(schema[key]))
    if "$ref" in schema:
        target = _target(schema["$ref"], root)
        if target is None:
            base["$ref"] = schema["$ref"]
        else:
            yield _Part("schema", (target,))
    if base:
        yield _Part("base", (base,))


def _target(reference: str, root: Schema) -> Schema | None:
    """Return what a reference inside the same schema points to; None for every other reference."""
    here = root
    for step in reference.split("/")[1:]:
        here = here.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(here, dict) else None
    return here if reference == "#" or reference.startswith("#/") else None


def _field(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _at(schema: Any, name: str) -> Schema:
    """Return what an object's schema says of a field; all is possible where a keyword is in the way that we do not know."""
    if schema.keys() - _KNOWN - _ONLY_NARROWS:
        return True
    return schema.get("properties", {}).get(name, schema.get("additionalProperties", True))


def _tags(schema: Any) -> Iterator[tuple[str, str]]:
    """Yield the required fields of an object that hold one text only: what tells it from others."""
    for name in schema.get("required", ()):
        field = schema.get("properties", {}).get(name)
        if isinstance(field, dict) and isinstance(field.get("const"), str):
            yield name, field["const"]


def _far(found: Iterable[Difference], path: str) -> bool:
    """Say whether an alternative is of another sort altogether: it is not what an author meant."""
    return any(item.keyword == "const" or (item.path == path and item.keyword in {"type", "alternatives"}) for item in found)


def _types(schema: Any) -> frozenset[str]:
    if "type" not in schema:
        return _TYPES
    given = {schema["type"]} if isinstance(schema["type"], str) else set(schema["type"])
    return frozenset(given | {"integer"} if "number" in given else given)


def _values(schema: Any) -> list[Any] | None:
    """Return the values that a schema allows at most, where they are few."""
    types = _types(schema)
    if "const" in schema or "enum" in schema:
        listed = [schema["const"]] if "const" in schema else schema["enum"]
        return [value for value in listed if _is_of(value, types)]
    return [value for name in sorted(types) for value in _FEW[name]] if types <= _FEW.keys() else None


def _pieces(schema: Any) -> Iterator[Any]:
    """Yield schemas that together allow what one does: one a value, or one a type."""
    values = _values(schema)
    if values is not None:
        rest = {key: value for key, value in schema.items() if key != "enum"}
        yield from ({**rest, "const": value} for value in values)
    else:
        yield from (
            {**schema, "type": name} for name in sorted(_types(schema)) if not (name == "integer" and "number" in _types(schema))
        )


def _not_taken(path: str, value: Any, narrow: Any, wide: Any) -> Difference:
    """Return the difference that a value makes which the wide schema does not take."""
    refusing = [key for key in wide if not _takes({key: wide[key]}, value)]
    if refusing == ["enum"] and isinstance(value, str):
        return Difference(path, "value", value, wide["enum"])
    key = next((key for key in refusing if key != "enum"), "enum")
    return Difference(path, key, narrow.get(key), wide.get(key))


def _bound(narrow: Any, wide: Any, key: str, types: frozenset[str], path: str) -> Iterator[Difference]:
    kind, lower = _BOUNDS[key]
    if types & ({"number", "integer"} if kind == "number" else {kind}) and (
        _reach(narrow, key, lower=lower) < _reach(wide, key, lower=lower)
    ):
        names = [name for name in (key, _STRICT.get(key, key)) if name in wide]
        yield from (Difference(path, name, narrow.get(name), wide[name]) for name in dict.fromkeys(names))


def _reach(schema: Any, key: str, *, lower: bool) -> tuple[float, bool]:
    """Return how strict a bound is: the greater, the stricter."""
    sign = 1 if lower else -1
    given = [(sign * schema[name], name != key) for name in (key, _STRICT.get(key, key)) if name in schema]
    return max(given, default=(0 if key in {"minLength", "minItems", "minProperties"} else -inf, False))


def _default(narrow: Schema, wide: Schema, path: str) -> Iterator[Difference]:
    given, wanted = (schema.get("default") if isinstance(schema, dict) else None for schema in (narrow, wide))
    if _canonical(given) != _canonical(wanted):
        yield Difference(path, "default", given, wanted)


def _takes(schema: Any, value: Any) -> bool:
    """Say whether base keywords surely allow a value."""
    listed = [*([[schema["const"]]] if "const" in schema else []), *([schema["enum"]] if "enum" in schema else [])]
    if schema.keys() - _KNOWN or not _is_of(value, _types(schema)):
        return False
    if not all(_canonical(value) in map(_canonical, values) for values in listed):
        return False
    if isinstance(value, str):
        long_enough = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", inf)
        return long_enough and ("pattern" not in schema or re.search(schema["pattern"], value) is not None)
    if isinstance(value, int | float) and not isinstance(value, bool):
        reaches = _reach(schema, "minimum", lower=True), _reach(schema, "maximum", lower=False)
        return (value, False) >= reaches[0] and (-value, False) >= reaches[1]
    return value is None or isinstance(value, bool) or schema.keys() <= {"type", "const", "enum"}


def _is_of(value: Any, types: frozenset[str]) -> bool:
    if value is None or isinstance(value, bool):
        return ("null" if value is None else "boolean") in types
    if isinstance(value, int | float):
        return "number" in types or ("integer" in types and float(value).is_integer())
    return ("string" if isinstance(value, str) else "array" if isinstance(value, list) else "object") in types


def _canonical(value: Any) -> str:
    """Return a text that is the same for values that are equal in JSON Schema: 1 and 1.0 are, 1 and true are not."""
    return json.dumps(_whole(value), sort_keys=True)


def _whole(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
