"""An abbreviation is written out where it stands, or the library explains it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_content.check import engine
from ldn_content.check.abbreviations import EVERYDAY, unexplained
from packs import small, write

CAPITALS = st.text(st.sampled_from("ABCDEFGHJKLMNOPQRSTWXYZ"), min_size=2, max_size=6).filter(lambda word: word not in EVERYDAY)


@given(CAPITALS)
def test_an_abbreviation_is_explained_by_its_words_before_or_after_it_or_by_the_library(word: str) -> None:
    assert unexplained(f"It was measured by {word}.", ()) == (word,)
    assert unexplained(f"It was measured by the long name ({word}). {word} is a scale.", ()) == ()
    assert unexplained(f"{word} ({word[0].lower()} and the rest of the long name) is a scale.", ()) == ()
    assert unexplained(f"It was measured by {word}.", {word}) == ()
    assert unexplained(f"They had {word}s.", {word}) == ()


@given(st.lists(CAPITALS, min_size=1, max_size=4, unique=True))
def test_each_is_told_once_in_order(words: list[str]) -> None:
    assert unexplained(f"{', '.join(words)}; {', '.join(words)}.", ()) == tuple(words)


@pytest.mark.parametrize("text", ["CDAI (below 150)", "CDAI below 150 (mean)", "The (long) CDAI"])
def test_a_bracket_that_says_something_else_explains_nothing(text: str) -> None:
    assert unexplained(text, ()) == ("CDAI",)


@pytest.mark.parametrize(
    "text", ["In the UK and the US.", "Phase II.", "Registered as NCT01234567.", "LDN in HIV.", "A COVID wave.", "Ask."]
)
def test_what_is_read_as_it_is_needs_no_words(text: str) -> None:
    assert unexplained(text, ()) == ()


def test_it_is_a_warning_at_the_text_that_everyone_reads(tmp_path: Path) -> None:
    files = small()
    claim = files["conditions/sore-knee.json"]["claims"][0]
    claim["plain"] += " The WOMAC was used."
    claim["clinical"] += " WOMAC at 12 weeks."
    write(tmp_path, files)
    [finding] = [item for item in engine.validate(tmp_path, as_of="2026-11").findings if item.code == "LDN408"]
    assert (finding.severity, finding.file, finding.entry) == ("warning", "conditions/sore-knee.json", "condition/sore-knee#pain")
    assert "WOMAC" in finding.message


def test_a_term_of_the_same_library_explains_it(tmp_path: Path) -> None:
    files = small()
    files["conditions/sore-knee.json"]["claims"][0]["plain"] += " The WOMAC was used."
    files["terms/dud.json"]["aliases"] = ["lookalike", "WOMAC"]
    write(tmp_path, files)
    assert [item for item in engine.validate(tmp_path, as_of="2026-11").findings if item.code == "LDN408"] == []
