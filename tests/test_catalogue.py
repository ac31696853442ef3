"""An immutable mapping from id to entry."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import packs
from ldn_content.catalogue import Catalogue
from ldn_content.errors import LdnContentError, UnknownEntry
from ldn_content.library import Library
from ldn_content.model import Condition, Term


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return packs.library(tmp_path_factory.mktemp("catalogue"))


def test_it_is_a_mapping_in_order_of_ids(library: Library) -> None:
    assert list(library.conditions) == ["joint-pain", "sore-knee"]
    assert isinstance(library.conditions["sore-knee"], Condition)
    assert library.conditions.get("gone") is None
    assert "gone" not in library.conditions
    assert {**library.terms} == dict(library.terms.items())


CHANGES: dict[str, Callable[[Any], object]] = {
    "set": lambda terms: terms.__setitem__("a", 1),
    "delete": lambda terms: terms.__delitem__("dud"),
    "clear": lambda terms: terms.clear(),
    "pop": lambda terms: terms.pop("dud"),
    "popitem": lambda terms: terms.popitem(),
    "setdefault": lambda terms: terms.setdefault("a", 1),
    "update": lambda terms: terms.update({"a": 1}),
    "join": lambda terms: terms.__ior__({"a": 1}),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_it_cannot_be_changed(library: Library, change: Callable[[Any], object]) -> None:
    before = list(library.terms)
    with pytest.raises(TypeError, match="cannot be changed: load a library with another pack on top"):
        change(library.terms)
    assert list(library.terms) == before


def test_a_copy_is_the_same_and_a_pickle_is_equal(library: Library) -> None:
    assert copy.copy(library.terms) is library.terms
    assert copy.deepcopy(library.terms) is library.terms
    again = pickle.loads(pickle.dumps(library.terms))
    assert again == library.terms
    assert isinstance(again, Catalogue)
    with pytest.raises(UnknownEntry, match="withdrawn"):
        again["knee-gnome"]


def test_an_unknown_id_is_a_key_error_with_a_suggestion(library: Library) -> None:
    with pytest.raises(KeyError) as caught:
        library.conditions["sore-kne"]
    assert str(caught.value) == "no condition has the id 'sore-kne'; did you mean 'sore-knee'?"
    assert isinstance(caught.value, LdnContentError)
    assert str(UnknownEntry()) == ""


@pytest.mark.parametrize("key", ["zzzz", "", "x" * 10_000, 5, None, ("sore-knee",)])
def test_any_other_key_is_unknown(library: Library, key: Any) -> None:
    with pytest.raises(UnknownEntry, match="no condition has the id"):
        library.conditions[key]


def test_a_retired_id_says_where_it_went(library: Library) -> None:
    with pytest.raises(UnknownEntry, match=r"'achy-knee' is retired \(It was renamed.\): moved to condition/sore-knee"):
        library.conditions["achy-knee"]
    with pytest.raises(UnknownEntry, match="split to term/dud, term/sham-knee"):
        library.terms["pretence"]
    with pytest.raises(UnknownEntry, match="it was withdrawn"):
        library.terms["knee-gnome"]
    with pytest.raises(UnknownEntry, match="no term has the id 'achy-knee'"):
        library.terms["achy-knee"]  # it was a condition


def test_an_empty_one_is_a_mapping_too(tmp_path: Path) -> None:
    made = packs.library(tmp_path, {"pack.json": packs.manifest()})
    assert not made.terms
    assert made.entries == {}
    empty: Catalogue[Term] = Catalogue("term", (), ())
    assert empty == made.terms
