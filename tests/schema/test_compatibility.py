"""Which changes of a schema break authors or readers; and that no released version breaks those of its major."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from itertools import combinations, product
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

import ldn_content as ldn
from ldn_content.cli import CLEAN, FINDINGS, USAGE, main
from ldn_content.schema import generate, published
from ldn_content.schema.compatibility import breaks, compare, compare_all
from ldn_content.schema.inclusion import differences

Schema = Any


def thing(*required: str, open_: bool = False, **properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": open_}


TEXT, NUMBER, WHOLE = {"type": "string"}, {"type": "number"}, {"type": "integer"}
CAT = thing("kind", kind={"const": "cat"}, lives=WHOLE)
DOG = thing("kind", kind={"const": "dog"}, tricks={"type": "array", "items": TEXT})
TREE: Schema = {"$defs": {"Tree": thing(of={"type": "array", "items": {"$ref": "#/$defs/Tree"}})}, "$ref": "#/$defs/Tree"}
BIGGER_TREE: Schema = {**TREE, "$defs": {"Tree": thing(of=TREE["$defs"]["Tree"]["properties"]["of"], leaf=TEXT)}}


def nodes(schema: Schema, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    yield path, schema
    for key, value in schema.items() if isinstance(schema, dict) else enumerate(schema) if isinstance(schema, list) else ():
        yield from nodes(value, (*path, key))


def at(schema: Schema, path: tuple[Any, ...]) -> Any:
    for key in path:
        schema = schema[key]
    return schema


# what changes; the old and the new schema; whether it breaks authors; what it is for readers
CASES: list[tuple[str, Schema, Schema, bool, str]] = [
    ("nothing", thing("a", a=TEXT), thing("a", a=TEXT), False, ""),
    ("the order of keys and names", thing("a", "b", a=TEXT, b=TEXT), thing("b", "a", b=TEXT, a=TEXT), False, ""),
    ("a description", thing(a=TEXT), {**thing(a={**TEXT, "description": "x"}), "$id": "urn:x", "title": "y"}, False, ""),
    ("a new optional field", thing(a=TEXT), thing(a=TEXT, b=TEXT), False, "bound"),
    ("a new required field", thing(a=TEXT), thing("b", a=TEXT, b=TEXT), True, "bound"),
    ("a field that is gone", thing(a=TEXT, b=TEXT), thing(a=TEXT), True, ""),
    ("a required field that is gone", thing("b", a=TEXT, b=TEXT), thing(a=TEXT), True, "break"),
    ("a renamed field", thing(a=TEXT), thing(b=TEXT), True, "bound"),
    ("an optional field that is required now", thing(a=TEXT), thing("a", a=TEXT), True, ""),
    ("a required field that is optional now", thing("a", a=TEXT), thing(a=TEXT), False, "break"),
    ("an optional field in an open object", thing(a=TEXT, open_=True), thing(a=TEXT, b=TEXT, open_=True), True, ""),
    ("an object that is closed", thing(a=TEXT, open_=True), thing(a=TEXT), True, ""),
    ("an object that is opened", thing(a=TEXT), thing(a=TEXT, open_=True), False, "break"),
    ("another type", TEXT, NUMBER, True, "break"),
    ("a wider type", WHOLE, NUMBER, False, "break"),
    ("a narrower type", NUMBER, WHOLE, True, ""),
    ("null as well", TEXT, {"anyOf": [TEXT, {"type": "null"}]}, False, "break"),
    ("null no longer", {"anyOf": [TEXT, {"type": "null"}]}, TEXT, True, ""),
    ("null in another spelling", {"anyOf": [TEXT, {"type": "null"}]}, {"type": ["null", "string"]}, False, ""),
    ("a type at all", {}, TEXT, True, ""),
    ("a new value", {"enum": ["a", "b"]}, {"enum": ["a", "b", "c"]}, False, "bound"),
    ("a value that is gone", {"enum": ["a", "b"]}, {"enum": ["b"]}, True, ""),
    ("a renamed value", {"enum": ["a", "b"]}, {"enum": ["a", "c"]}, True, "bound"),
    ("values in another order", {"enum": ["a", "b"]}, {"enum": ["b", "a"]}, False, ""),
    ("values where any text was", TEXT, {"enum": ["a"]}, True, ""),
    ("any text where values were", {"type": "string", "enum": ["a"]}, TEXT, False, "break"),
    ("a new number among values", {"enum": [1]}, {"enum": [1, 2]}, False, "break"),
    ("a constant of another spelling", {"const": 1}, {"const": 1.0}, False, ""),
    ("true in the place of 1", {"const": 1}, {"const": True}, True, "break"),
    ("another constant", {"const": "a"}, {"const": "b"}, True, "break"),
    ("a constant that becomes values", {"const": "a"}, {"enum": ["a", "b"]}, False, "break"),
    ("a pattern at all", TEXT, {**TEXT, "pattern": "^a"}, True, ""),
    ("a pattern that is gone", {**TEXT, "pattern": "^a"}, TEXT, False, "break"),
    ("another pattern", {**TEXT, "pattern": "^a"}, {**TEXT, "pattern": "^[ab]"}, True, "break"),
    ("a longer minimum", {**TEXT, "minLength": 1}, {**TEXT, "minLength": 2}, True, ""),
    ("a shorter maximum", {**TEXT, "maxLength": 9}, {**TEXT, "maxLength": 8}, True, ""),
    ("a longer maximum", {**TEXT, "maxLength": 8}, {**TEXT, "maxLength": 9}, False, "break"),
    ("a minimum at all", NUMBER, {**NUMBER, "minimum": 0}, True, ""),
    ("a minimum that is excluded", {**NUMBER, "minimum": 0}, {**NUMBER, "exclusiveMinimum": 0}, True, ""),
    ("a lower maximum", {**NUMBER, "maximum": 9}, {**NUMBER, "maximum": 8.5}, True, ""),
    ("items that are fewer", {"type": "array"}, {"type": "array", "maxItems": 3}, True, ""),
    ("items that are needed", {"type": "array"}, {"type": "array", "minItems": 1}, True, ""),
    ("items that differ", {"type": "array"}, {"type": "array", "uniqueItems": True}, True, ""),
    ("items of another type", {"type": "array", "items": WHOLE}, {"type": "array", "items": TEXT}, True, "break"),
    ("a new field of items", {"type": "array", "items": thing()}, {"type": "array", "items": thing(a=TEXT)}, False, "bound"),
    ("another default", thing(a={**TEXT, "default": "x"}), thing(a={**TEXT, "default": "y"}), True, "break"),
    ("a default with a field that was required", thing("a", a=TEXT), thing(a={**TEXT, "default": "y"}), False, "break"),
    ("a field moved into a definition", thing(a=TEXT), {"$defs": {"A": TEXT}, **thing(a={"$ref": "#/$defs/A"})}, False, ""),
    (
        "a change in a definition",
        {"$defs": {"A": TEXT}, **thing(a={"$ref": "#/$defs/A"})},
        {"$defs": {"A": WHOLE}, **thing(a={"$ref": "#/$defs/A"})},
        True,
        "break",
    ),
    ("a new kind", {"oneOf": [CAT]}, {"oneOf": [CAT, DOG]}, False, "bound"),
    (
        "a new kind behind a reference",
        {"anyOf": [CAT]},
        {"$defs": {"D": DOG}, "anyOf": [CAT, {"$ref": "#/$defs/D"}]},
        False,
        "bound",
    ),
    ("a new kind where there was none", {"anyOf": [TEXT]}, {"anyOf": [TEXT, DOG]}, False, "break"),
    ("a new alternative of another type", {"anyOf": [CAT]}, {"anyOf": [CAT, TEXT]}, False, "break"),
    ("a new alternative without a kind", {"anyOf": [CAT]}, {"anyOf": [CAT, thing("a", a=TEXT)]}, False, "break"),
    ("an alternative that is gone", {"oneOf": [CAT, DOG]}, {"oneOf": [CAT]}, True, ""),
    ("alternatives in another order", {"oneOf": [CAT, DOG]}, {"oneOf": [DOG, CAT]}, False, ""),
    (
        "a new field of an alternative",
        {"oneOf": [CAT, thing("kind", kind={"const": "dog"})]},
        {"oneOf": [CAT, DOG]},
        False,
        "bound",
    ),
    ("one of two, where both can hold", {"anyOf": [TEXT, {}]}, {"oneOf": [TEXT, {}]}, True, ""),
    ("a tree that stays", TREE, deepcopy(TREE), False, ""),
    ("a new field in a tree", TREE, BIGGER_TREE, False, "bound"),
    ("what is allowed of two", {"allOf": [TEXT, {"minLength": 2}]}, {**TEXT, "minLength": 2}, True, ""),
    ("a keyword that is not understood", TEXT, {**TEXT, "format": "date"}, True, ""),
    ("one that is gone", {**TEXT, "format": "date"}, TEXT, False, "break"),
    ("one that stays", {**TEXT, "format": "date"}, {**TEXT, "format": "date"}, False, ""),
    ("names by pattern", thing(a=TEXT), {**thing(a=TEXT), "patternProperties": {"^x": WHOLE}}, True, "break"),
    (
        "fields that are left over",
        {"unevaluatedProperties": False},
        {"title": "x", "unevaluatedProperties": False},
        True,
        "break",
    ),
    ("another dialect", TEXT, {"$schema": "http://json-schema.org/draft-07/schema#", **TEXT}, True, "break"),
    ("a reference elsewhere", {"$ref": "https://example.org/a"}, {"title": "x", "$ref": "https://example.org/a"}, True, "break"),
    ("a reference to itself", {"$defs": {"A": {"$ref": "#/$defs/A"}}, "$ref": "#/$defs/A"}, TEXT, True, "break"),
]


@pytest.mark.parametrize(("old", "new", "authors", "readers"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_each_change_is_judged(old: Schema, new: Schema, authors: bool, readers: str) -> None:
    changes = compare(old, new)
    worst = max((change.readers for change in changes), key=["", "bound", "break"].index, default="")
    assert (any(change.authors for change in changes), worst) == (authors, readers), changes


def test_a_change_says_where_it_is_and_whom_it_breaks() -> None:
    claim = thing("type", type={"enum": ["effect", "harm"]}, short=TEXT)
    later = thing("type", "short", type={"enum": ["effect", "gap"]}, short={**TEXT, "maxLength": 150})
    assert [str(change) for change in compare(*(thing(claims={"type": "array", "items": item}) for item in (claim, later)))] == [
        "claims[].short: is required now (breaks authors)",
        "claims[].short: maxLength: nothing → 150 (breaks authors)",
        'claims[].type: the value "gap" is new (breaks nobody)',
        'claims[].type: the value "harm" is gone (breaks authors)',
    ]


def test_a_closed_object_is_told_as_such() -> None:
    assert [str(change) for change in compare(thing(open_=True), thing())] == [
        "the whole: additionalProperties: true → false (breaks authors)"
    ]


def test_a_part_that_two_schemas_share_means_in_each_what_its_own_definitions_say() -> None:
    shared = thing(a={"$ref": "#/$defs/A"})
    assert differences({"$defs": {"A": TEXT}, **shared}, {"$defs": {"A": WHOLE}, **shared})


def test_a_schema_that_is_gone_breaks_all_and_a_new_one_nobody() -> None:
    old, new = {"term": "{}", "topic": "{}"}, {"term": "{}", "card": "{}"}
    found = dict(compare_all(old, new))
    assert {name: (change.authors, change.readers) for name, change in found.items()} == {
        "card": (False, ""),
        "topic": (True, "break"),
    }


# what is released


def broken(old: dict[str, str], new: dict[str, str]) -> list[str]:
    return [f"{name}: {change}" for name, change in compare_all(old, new) if breaks(name, change)]


def released(version: str) -> dict[str, str]:
    return dict(published.read_all(version))


def test_within_a_major_version_nothing_breaks() -> None:
    """Where this fails, the major version of the schema has to be raised, with a migration; docs/versioning.md tells more."""
    for old, new in combinations(published.versions(), 2):
        if old.partition(".")[0] == new.partition(".")[0] != "0":
            assert broken(released(old), released(new)) == [], f"{old} → {new}"


def test_the_models_break_nothing_of_their_major_version() -> None:
    for version in published.versions():
        if version.partition(".")[0] == ldn.SCHEMA_VERSION.partition(".")[0]:
            assert broken(released(version), dict(generate.schemas())) == [], version


def test_the_step_to_1_0_is_a_major_one() -> None:
    found = broken(released("0.9"), released("1.0"))
    assert "source: conflicts: the field is gone (breaks authors)" in found
    assert any(item.startswith("card: entry.conflicts: is no longer required") for item in found)
    assert any(item.startswith("retired: was: pattern") for item in found)


def test_versions_are_compared_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--compare", "0.9", "1.0"]) == FINDINGS
    lines = capsys.readouterr().out.splitlines()
    assert "breaks  source: conflicts: the field is gone" in lines
    assert "fits    source: disagreements: the field is new" in lines
    assert main(["schema", "--compare", "1.0", "1.0"]) == CLEAN
    assert capsys.readouterr().out == ""
    for versions in (["0.9", "7.0"], ["../x", "1.0"], ["", "1.0"]):
        assert main(["schema", "--compare", *versions]) == USAGE
        assert "there are 0.9, 1.0" in capsys.readouterr().err


SITES = [
    (name, path, field)
    for name, text in published.read_all().items()
    for path, node in nodes(json.loads(text))
    if isinstance(node, dict) and path[-1:] != ("properties",)
    for field in node.get("properties", {})
]


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(SITES), st.sampled_from(["gone", "required", "other"]))
def test_to_break_any_one_field_of_a_released_schema_is_seen(site: tuple[str, tuple[Any, ...], str], how: str) -> None:
    name, path, field = site
    old, new = (json.loads(published.read_all()[name]) for _ in range(2))
    holder = at(new, path)
    needed = set(holder.get("required", ()))
    if how == "gone":
        del holder["properties"][field]
        holder["required"] = sorted(needed - {field})
    elif how == "other":
        holder["properties"][field] = {"const": "something else"}
    else:
        holder["required"] = sorted(needed ^ {field})  # needed where it was not, or the other way round
    changes = compare(old, new)
    assert any(change.authors for change in changes) or (how == "required" and field in needed)
    assert any(change.readers == "break" for change in changes) or how == "other" or field not in needed


# properties, judged by jsonschema

NAMES = ("a", "b")
SCALARS: tuple[Any, ...] = (None, True, False, 0, 1, 1.0, 1.5, 3, "", "a", "b", "ab", "aba")
_PARTS: tuple[Any, ...] = (None, 1, "a", [], {}, {"a": "a"})
_SMALL: tuple[Any, ...] = (None, 1, "a")
DOCUMENTS: list[Any] = [
    *SCALARS,
    *([one] for one in SCALARS),
    [],
    {},
    *([one, other] for one in _SMALL for other in (*_SMALL, {}, {"a": 1})),
    *({name: one} for name in NAMES for one in (*SCALARS, [], [1], ["a"], {}, {"a": 1}, {"b": "a"})),
    *({"a": pair[0], "b": pair[1]} for pair in product(_PARTS, repeat=2)),
    *({"a": one, "c": 1} for one in _SMALL),
    {"a": {"a": {"a": 1}}},
    [[["a"]]],
    [{"a": ["a", 1]}],
]
lengths = st.integers(0, 3)
scalars = st.sampled_from(SCALARS)
said = st.sampled_from([{}, {"description": "x"}, {"default": 1}])


def some(**keywords: st.SearchStrategy[Any]) -> st.SearchStrategy[Schema]:
    return st.fixed_dictionaries({}, optional=keywords)


leaves: st.SearchStrategy[Schema] = st.one_of(
    st.booleans(),
    st.just({}),
    st.builds(
        lambda more: {"type": "string", **more},
        some(minLength=lengths, maxLength=lengths, pattern=st.sampled_from(["a", "^b?$"])),
    ),
    st.builds(
        lambda name, more: {"type": name, **more},
        st.sampled_from(["integer", "number"]),
        some(minimum=lengths, maximum=lengths, exclusiveMinimum=lengths, exclusiveMaximum=lengths),
    ),
    st.builds(lambda values: {"enum": values}, st.lists(scalars, min_size=1, max_size=4)),
    st.builds(lambda value: {"const": value}, scalars),
    st.builds(
        lambda types: {"type": types},
        st.lists(st.sampled_from(["null", "boolean", "string", "number", "integer", "array"]), min_size=1, unique=True),
    ),
    st.sampled_from(
        [{"minLength": 2}, {"format": "date"}, {"multipleOf": 2}, {"not": {"const": 1}}, {"enum": ["a", 1], "type": "string"}]
    ),
)
references = st.sampled_from([{"$ref": "#/$defs/One"}, {"$ref": "#/$defs/Two"}])


def grown(inner: st.SearchStrategy[Schema]) -> st.SearchStrategy[Schema]:
    within = st.one_of(inner, references)  # a reference stands a step inside, or a schema could hold nothing but itself
    lists = some(items=within, minItems=lengths, maxItems=lengths, uniqueItems=st.booleans())
    objects = some(
        properties=st.dictionaries(st.sampled_from(NAMES), within, max_size=2),
        required=st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
        additionalProperties=within,
        minProperties=lengths,
        patternProperties=st.builds(lambda one: {"^b": one}, within),
    )
    several = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        st.builds(lambda more, words: {"type": "array", **more, **words}, lists, said),
        st.builds(lambda more, words: {"type": "object", **more, **words}, objects, said),
        objects,
        st.builds(lambda key, parts: {key: parts}, st.sampled_from(["anyOf", "oneOf", "allOf"]), several),
        st.builds(
            lambda one, key, parts: {**one, key: parts} if isinstance(one, dict) else one,
            inner,
            st.sampled_from(["anyOf", "oneOf"]),
            several,
        ),
    )


pieces = st.recursive(leaves, grown, max_leaves=5)
wholes = st.builds(
    lambda body, one, two: {"$defs": {"One": one, "Two": two}, **(body if isinstance(body, dict) else {"allOf": [body]})},
    pieces,
    pieces,
    pieces,
)


@st.composite
def altered(draw: st.DrawFn, schema: Schema) -> Schema:
    """The schema with one change: a keyword dropped, a number moved, a schema replaced, an alternative or a value added."""
    new = deepcopy(schema)
    path, node = draw(st.sampled_from([item for item in nodes(new) if item[0] and item[0][0] != "$defs"] or [((), new)]))
    if not path:
        return draw(wholes)
    holder, key = at(new, path[:-1]), path[-1]
    if isinstance(node, list) and key in {"anyOf", "oneOf", "enum"}:
        node.append(draw(scalars if key == "enum" else pieces))
    elif (
        isinstance(node, int)
        and not isinstance(node, bool)
        and key in {"minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems"}
    ):
        holder[key] = max(0, node + draw(st.sampled_from([-1, 1])))
    elif isinstance(holder, dict) and key not in {"$ref", "type"} and draw(st.booleans()):
        del holder[key]
    elif isinstance(holder, dict) and key in {"items", "additionalProperties", *NAMES}:
        holder[key] = draw(st.one_of(st.just({"anyOf": [node, draw(leaves)]}), pieces))
    return new


def is_valid(schema: Schema, document: Any) -> bool:
    return bool(jsonschema.Draft202012Validator(schema).is_valid(document))


def is_schema(schema: Schema) -> bool:
    return bool(jsonschema.Draft202012Validator(jsonschema.Draft202012Validator.META_SCHEMA).is_valid(schema))


@settings(deadline=None, max_examples=250)
@given(wholes, st.data())
def test_what_is_said_to_be_compatible_refuses_no_document_that_was_valid(old: Schema, data: st.DataObject) -> None:
    new = data.draw(st.one_of(altered(old), altered(old).flatmap(altered), wholes))
    if not (is_schema(old) and is_schema(new)):
        return
    for one, other in ((old, new), (new, old)):
        if not differences(one, other):
            event("shown to be included" if one != other else "the same")
            for document in DOCUMENTS:
                assert not is_valid(one, document) or is_valid(other, document), document


@settings(deadline=None, max_examples=200)
@given(wholes)
def test_a_schema_of_what_is_understood_is_the_same_in_other_words(schema: Schema) -> None:
    assert compare(schema, deepcopy(schema)) == ()
    described = compare({**schema, "description": "x"}, schema)
    text = json.dumps(schema)
    if not any(
        word in text for word in ("patternProperties", "oneOf", "allOf", "anyOf", "#/$defs", "multipleOf", "not", "format")
    ):
        assert described == ()
