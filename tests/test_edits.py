"""Edits: what they change, and that they change nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_content.edits import Edit, Remove, Rename, Replace, edit
from ldn_content.positions import scan

_keys = st.text(max_size=8)
_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_keys, inner, max_size=4),
    max_leaves=20,
)
documents = st.dictionaries(_keys, _values, min_size=1, max_size=4)
layouts = st.sampled_from([{"indent": 2}, {"indent": 1}, {}, {"separators": (",", ":")}, {"indent": "\t"}])


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        data = data[part]
    return data


@given(documents, layouts, st.data(), st.booleans())
def test_one_edit_changes_one_value_and_nothing_else(data: Any, layout: Any, draw: st.DataObject, ascii_only: bool) -> None:
    text = json.dumps(data, ensure_ascii=ascii_only, **layout)
    path = draw.draw(st.sampled_from([path for path in scan(text).offsets if path]))
    holder = at(data, path[:-1])
    names = st.text(max_size=8).filter(lambda name: name not in holder)
    kinds: list[st.SearchStrategy[Edit]] = [st.builds(Replace, st.just(path), _values), st.just(Remove(path))]
    if isinstance(holder, dict):
        kinds.append(st.builds(Rename, st.just(path), names))
    change = draw.draw(st.one_of(kinds))
    made = edit(text, [change])
    if isinstance(change, Replace):
        holder[path[-1]] = change.value
    elif isinstance(change, Rename):
        items = [(change.name if key == path[-1] else key, value) for key, value in holder.items()]
        holder.clear()
        holder.update(items)
    else:
        del holder[path[-1]]
    assert json.loads(made) == data
    assert [key for key, _ in json.loads(made, object_pairs_hook=lambda pairs: pairs)] == list(data)


def test_order_spaces_and_line_ends_stay() -> None:
    text = '{\r\n   "b" : 1 ,\r\n\t"a": [ 1,2 ],  "c":null}\r\n'
    made = edit(text, [Rename(("b",), "x"), Replace(("a", 1), 5), Replace(("c",), "ü")])
    assert made == '{\r\n   "x" : 1 ,\r\n\t"a": [ 1,5 ],  "c":"ü"}\r\n'


@pytest.mark.parametrize(
    ("path", "left"),
    [(("a",), '{\n  "b": 2,\n  "c": 3\n}'), (("b",), '{\n  "a": 1,\n  "c": 3\n}'), (("c",), '{\n  "a": 1,\n  "b": 2\n}')],
)
def test_what_is_removed_takes_its_line_with_it(path: tuple[str, ...], left: str) -> None:
    assert edit('{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}', [Remove(path)]) == left


def test_the_only_member_leaves_nothing() -> None:
    assert edit('{ "a": 1 }', [Remove(("a",))]) == "{}"


def test_a_list_that_is_put_in_is_indented_as_its_line() -> None:
    assert edit('{\n  "a": 1\n}', [Replace(("a",), ["x"])]) == '{\n  "a": [\n    "x"\n  ]\n}'


def test_a_path_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="is not in the text"):
        edit("{}", [Remove(("a",))])


@pytest.mark.parametrize("change", [Rename(("a", 0), "x"), Rename((), "x"), Remove(())])
def test_what_has_no_key_is_not_renamed_and_the_whole_is_not_removed(change: Edit) -> None:
    with pytest.raises(ValueError, match="has no key"):
        edit('{"a": [1]}', [change])


def test_edits_of_the_same_place_are_refused() -> None:
    with pytest.raises(ValueError, match="touch the same place"):
        edit('{"a": {"b": 1}}', [Replace(("a",), 1), Replace(("a", "b"), 2)])
