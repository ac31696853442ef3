"""Where each value of a JSON text stands."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ldn_content.model.base import FieldPath
from ldn_content.positions import Positions, line_column, render_path, scan
from strategies import json_values


def leaves(data: Any, path: FieldPath = ()) -> dict[FieldPath, Any]:
    found = {path: data}
    if isinstance(data, dict):
        for key, value in data.items():
            found |= leaves(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            found |= leaves(value, (*path, number))
    return found


@settings(deadline=None, max_examples=150)
@given(json_values, st.sampled_from([None, 0, 2, "\t"]), st.booleans())
@example({"a\\": [{}], '"': "}{", "\u2028": ["x", {"": 1}]}, None, True)
def test_every_value_is_found_at_its_path(data: Any, indent: int | str | None, ascii_only: bool) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    found = scan(text)
    wanted = leaves(data)
    assert found.offsets.keys() == wanted.keys()
    assert found.twice == []
    for path, offset in found.offsets.items():
        value, _ = json.JSONDecoder().raw_decode(text, offset)
        assert value == wanted[path]


@settings(deadline=None, max_examples=200)
@given(st.text('{}[]:,"a1 \\\n', max_size=30))
@example("[NaN]]]]")
@example('{"a": {"b": 1, "b": 2}]]}')
@example('{"a": {"b": 1, "b": 2}, "c\n": 1}')
@example('[1, {2: 3}, "x": 1}')
def test_a_text_that_is_not_json_is_scanned_as_far_as_it_goes(text: str) -> None:
    assert isinstance(scan(text), Positions)


@given(st.text("ab\n", max_size=30), st.data())
def test_line_and_column_lead_back_to_the_offset(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line, column = line_column(text, offset)
    assert len("".join(part + "\n" for part in text.split("\n")[: line - 1])) + column - 1 == offset


def test_columns_count_characters_and_not_bytes() -> None:
    assert scan('{"ä€😀": 1}').line_column(("ä€😀",)) == (1, 9)


def test_a_missing_value_is_placed_at_the_nearest_one_around_it() -> None:
    positions = scan('{\n  "a": {\n    "b": 1\n  }\n}')
    assert positions.line_column(("a", "c")) == (2, 8)
    assert positions.line_column(("z", 4)) == (1, 1)


def test_keys_that_stand_twice_are_listed_however_they_are_spelt() -> None:
    found = scan('{"a": 1, "b": {"c": 1}, "d": [{"c": 1}], "\\u0061": 2}')
    assert [path for path, _ in found.twice] == [("a",)]


@pytest.mark.parametrize(("path", "shown"), [((), ""), (("a",), "a"), (("a", 0, 1, "b"), "a[0][1].b"), ((0, "a"), "[0].a")])
def test_a_path_is_written_as_people_read_it(path: FieldPath, shown: str) -> None:
    assert render_path(path) == shown
