"""Sentences that can be read in one go, and texts that an everyday reader can follow."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_content import model as m
from ldn_content.check import engine, readability
from ldn_content.check.readability import grade, reader_texts, syllables
from packs import place, small, write

COUNTED = {
    1: "pain changed months used looked friend through weighed scales tired",
    2: "people women liver often asked-for doctor safety someone being guideline beyond hundred trial study quiet little "
    "tables wanted science creates weakness baseline blindfold careful surely".replace("asked-for ", ""),
    3: "placebo medicine opioids pharmacist different capsule-size nobody serious anyone area reaction nausea autism "
    "related suicide various diseases evidence recipe".replace("capsule-size ", ""),
    4: "fibromyalgia emergency inflammation information diarrhoea ulcerative operation variety",
    5: "laboratory paracetamol antidepressant",
}


@pytest.mark.parametrize(("word", "count"), [(word, count) for count, listed in COUNTED.items() for word in listed.split()])
def test_the_syllables_of_a_word_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_word_in_capitals_a_possessive_and_an_accent_change_nothing() -> None:
    assert syllables("PLACEBO") == syllables("placebo") == syllables("placebo's") == syllables("plácebo’s") == 3


@given(st.text())
def test_any_word_has_a_syllable_and_any_text_a_grade(text: str) -> None:
    assert syllables(text) >= 1
    assert isinstance(grade(text), float)


@given(st.lists(st.sampled_from("pain falls in people who take a look-alike".split()), min_size=1, max_size=20))
def test_the_grade_is_that_of_the_formula(words: list[str]) -> None:
    text = " ".join(words) + "."
    spoken = [word for item in words for word in item.split("-")]
    expected = 0.39 * len(spoken) + 11.8 * sum(map(syllables, spoken)) / len(spoken) - 15.59
    assert grade(text) == pytest.approx(expected)


@given(st.integers(2, 30))
def test_the_same_sentence_again_changes_no_grade_and_two_in_one_read_harder(times: int) -> None:
    sentence = "The trial had few people."
    assert grade(" ".join([sentence] * times)) == pytest.approx(grade(sentence))
    assert grade(" and ".join([sentence.rstrip(".")] * times)) > grade(sentence)


def test_figures_and_words_that_the_library_explains_weigh_little() -> None:
    assert grade("It had 1,234,567 people.") == grade("It had one people.")
    assert grade("It is fibromyalgia.", {"fibromyalgia"}) == grade("It is pain.") < grade("It is fibromyalgia.")


def test_a_semicolon_and_a_colon_begin_a_part_of_their_own() -> None:
    assert grade("Pain fell; it rose again.") == grade("Pain fell. It rose again.")


# The rules, in a pack


def texts(path: str, text: str, folder: Path) -> list[tuple[str, int]]:
    """Return (code, line) of what the rules of reading find when a text is put at its place in the small pack."""
    file, _, field = path.partition(" ")
    write(folder, small())
    place(folder, file, field, text)
    report = engine.validate(folder, as_of="2026-11")
    return [(item.code, item.line) for item in report.findings if item.code in {"LDN406", "LDN407"}]
