"""Sentences that can be read in one go, and texts that an everyday reader can follow."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_content import model as m
from ldn_content.check import engine, readability
from ldn_content.check.readability import grade, reader_texts, syllables
from packs import small, write

COUNTED = {
    1: "pain changed months used looked friend through weighed scales tired",
    2: "people women liver often doctor safety someone being guideline beyond hundred trials study quiet little tables wanted "
    "science creates weakness baseline careful surely",
    3: "placebo medicine opioids pharmacist different nobody serious anyone area reaction nausea autism suicide various diseases "
    "evidence recipe",
    4: "fibromyalgia emergency information diarrhoea ulcerative operation variety",
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


@given(st.lists(st.sampled_from(["pain", "falls", "in", "people", "who", "take", "a", "look-alike"]), min_size=1, max_size=20))
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

HARD = "Considerable immunomodulatory capabilities characterise pharmacological experimentation."


def found(folder: Path, file: str, **changes: object) -> list[tuple[str, str]]:
    """Return (code, message) of what the rules of reading find in the small pack with one file changed."""
    files = small()
    files[file] |= changes
    write(folder, files)
    findings = engine.validate(folder, as_of="2026-11").findings
    return [(item.code, item.message) for item in findings if item.code in {"LDN406", "LDN407"}]


def of(count: int) -> str:
    """Return a sentence of so many short words."""
    return " ".join(["It", *["is"] * (count - 1)]) + "."


def test_a_sentence_may_have_thirty_words_and_no_more(tmp_path: Path) -> None:
    assert found(tmp_path / "a", "terms/dud.json", definition=of(30)) == []
    [(code, message)] = found(tmp_path / "b", "terms/dud.json", definition=of(31))
    assert code == "LDN406"
    assert "31 words" in message


def test_each_sentence_and_each_part_is_counted_by_itself(tmp_path: Path) -> None:
    assert found(tmp_path / "a", "terms/dud.json", definition=f"{of(30)} {of(30)}") == []
    assert found(tmp_path / "b", "terms/dud.json", definition=f"{of(30).rstrip('.')}; {of(30)}") == []
    assert [code for code, _ in found(tmp_path / "c", "terms/dud.json", definition=f"{of(5)} {of(31)}")] == ["LDN406"]


def test_a_hard_text_is_told_with_its_longest_words(tmp_path: Path) -> None:
    [(code, message)] = found(tmp_path, "terms/dud.json", definition=HARD)
    assert code == "LDN407"
    assert "immunomodulatory" in message


def test_a_text_of_forty_words_is_held_to_grade_eight_and_a_shorter_one_to_ten(tmp_path: Path) -> None:
    sentence = "The doctor may also ask other people about their pain, liver and kidney problems."  # grade 8.6
    assert 8 < grade(sentence) < 10
    assert found(tmp_path / "a", "terms/dud.json", definition=sentence) == []
    assert [code for code, _ in found(tmp_path / "b", "terms/dud.json", definition=" ".join([sentence] * 3))] == ["LDN407"]


def test_a_grade_that_is_a_little_too_high_is_not_shown_as_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ldn_content.check.readability.grade", lambda *_: 10.04)
    told = [message.partition(",")[0] for code, message in found(tmp_path, "terms/dud.json", definition=HARD) if code == "LDN407"]
    assert set(told) == {"reads at grade 10.1"}


def test_what_the_library_explains_is_no_hard_word(tmp_path: Path) -> None:
    files = small()
    files["terms/dud.json"] |= {"definition": HARD}
    files["terms/sham-knee.json"]["title"] = HARD.rstrip(".")
    write(tmp_path, files)
    assert [item.code for item in engine.validate(tmp_path, as_of="2026-11").findings if item.code == "LDN407"] == []


def test_everything_that_everyone_reads_is_read_and_nothing_else() -> None:
    caveat = m.Caveat.model_validate(
        small()["caveats/opioids.json"]
        | {"actions": [{"who": who, "text": f"Ask the {who}."} for who in ("patient", "professional", "emergency")]}
    )
    assert [(text.path, text.graded) for text in reader_texts(caveat)] == [
        (("short",), True),
        (("plain",), True),
        (("actions", 0, "text"), True),
        (("actions", 1, "text"), False),
        (("actions", 2, "text"), True),
    ]
    condition = m.Condition.model_validate(small()["conditions/sore-knee.json"])
    assert [text.path for text in reader_texts(condition)] == [
        ("what_it_is",),
        ("claims", 0, "short"),
        ("claims", 0, "plain"),
        ("claims", 1, "short"),
        ("claims", 2, "short"),
    ]
    assert {text.claim for text in reader_texts(condition)} == {"", "pain", "pain-clinic", "unwanted-events"}
    assert [text.path for text in reader_texts(m.Term.model_validate(small()["terms/dud.json"]))] == [("definition",)]


def test_an_action_for_professionals_may_use_their_words_but_no_endless_sentence(tmp_path: Path) -> None:
    def asked(text: str, folder: str) -> list[str]:
        actions = [{"who": "professional", "text": text}]
        return [code for code, _ in found(tmp_path / folder, "caveats/knee-hidden.json", actions=actions)]

    assert asked("Ask about pharmacological combination preparations containing diphenoxylate or loperamide.", "a") == []
    assert asked(of(31).replace("It", "Ask"), "b") == ["LDN406"]


def test_the_limits_are_those_that_the_summaries_name() -> None:
    summaries = {rule.code: rule.summary for rule in readability.RULES}
    assert f"at most {readability.MOST_WORDS} words" in summaries["LDN406"]
    assert f"grade {readability.HIGHEST_GRADE:g};" in summaries["LDN407"]
    assert f"grade {readability.HIGHEST_GRADE_OF_A_SENTENCE:g}." in summaries["LDN407"]
