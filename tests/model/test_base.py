"""The kinds of text and number that fields hold."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from ldn_content.model import base, clean
from strategies import numbers, texts

TEXT: TypeAdapter[str] = TypeAdapter(base.Text)
NUMBER: TypeAdapter[Any] = TypeAdapter(base.Number)


@given(texts())
def test_clean_text_is_left_as_it_is(text: str) -> None:
    assert TEXT.validate_python(text) == text


@settings(deadline=None)
@given(st.text(max_size=20))
def test_what_passes_is_one_visible_line_in_nfc(text: str) -> None:
    try:
        passed = clean(text)
    except ValueError:
        return
    assert passed == text == text.strip()
    assert unicodedata.is_normalized("NFC", text)
    assert len(text.splitlines()) <= 1
    assert not any(unicodedata.category(c) in {"Cc", "Cs", "Cn", "Co"} for c in text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (" a", "begins or ends with white space"),
        ("a\u00a0", "begins or ends with white space"),
        ("a\nb", r"U\+000A"),
        ("a\tb", r"U\+0009"),
        ("a\u202eb", r"U\+202E"),
        ("a\u2028b", r"U\+2028"),
        ("\ud800", r"U\+D800"),
        ("a\u0378", r"U\+0378"),
        ("e\u0301", "not in Unicode normal form NFC"),
    ],
)
def test_control_direction_and_unnormalised_characters_are_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        clean(text)


@pytest.mark.parametrize("text", ["", "x" * 6001, 5, None, ["x"]])
def test_a_text_is_not_empty_endless_or_something_else(text: Any) -> None:
    with pytest.raises(ValidationError):
        TEXT.validate_python(text)


def test_text_of_joiners_only_is_refused() -> None:
    """Nobody would see it."""
    with pytest.raises(ValidationError):
        TEXT.validate_python("\u200d")


@given(numbers)
def test_a_number_survives_and_is_whole_where_it_can_be(number: float) -> None:
    read = NUMBER.validate_python(number)
    assert read == number
    assert isinstance(read, int) == float(number).is_integer()
    assert NUMBER.validate_json(NUMBER.dump_json(read)) == read


@pytest.mark.parametrize("number", [True, "5", None, float("nan"), float("inf"), -float("inf"), 10**15 + 1, 1.1e15, 10**400, [1]])
def test_anything_else_is_no_number(number: Any) -> None:
    with pytest.raises(ValidationError, match="must be a finite number"):
        NUMBER.validate_python(number)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (base.Identifier, ["a", "a-1", "0"], ["", "A", "a_b", "-a", "a--b", "a-", "ä", "a\n", "a" * 81]),
        (base.EntryReference, ["term/dose", "claim-review/x"], ["term", "term/", "term/x#y", "a/b/c", "/x"]),
        (base.ClaimReference, ["condition/x#y"], ["condition/x", "x#y", "condition/x#"]),
        (base.AnyReference, ["condition/x#y", "term/x"], ["x#y", "term"]),
        (base.PartReference, ["trial#pain"], ["trial", "term/trial#pain", "#pain"]),
        (base.Month, ["1999-12", "2026-01"], ["2026-13", "2026-00", "2026-1", "1899-01", "2026-01-01", "2026-01\n"]),
        (base.Version, ["0.9", "2026.11.0"], ["1", "1.", "1.2.3.4", "v1.0", "1.0-rc1"]),
        (base.LanguageTag, ["en", "pt-BR", "sgn-CH-DE"], ["EN", "e", "english", "en_GB", "en-"]),
        (
            base.WebAddress,
            ["https://example.org/a?b=c#d", "http://x"],
            ["javascript:alert(1)", "ftp://x", "https://a b", 'https://x"y', "//x", "data:x"],
        ),
    ],
    ids=[
        "Identifier",
        "EntryReference",
        "ClaimReference",
        "AnyReference",
        "PartReference",
        "Month",
        "Version",
        "LanguageTag",
        "WebAddress",
    ],
)
def test_names_have_the_form_that_they_should(kind: Any, good: list[str], bad: list[str]) -> None:
    adapter: TypeAdapter[str] = TypeAdapter(kind)
    for text in good:
        assert adapter.validate_python(text) == text
    for text in bad:
        with pytest.raises(ValidationError):
            adapter.validate_python(text)


@pytest.mark.parametrize("value", [True, 1.0, "1", -1, 10**9 + 1])
def test_a_count_is_a_whole_number_of_things(value: Any) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(base.Count).validate_python(value)


@pytest.mark.parametrize("value", [1, 0, "true", None])
def test_a_flag_is_true_or_false(value: Any) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(base.Flag).validate_python(value)
