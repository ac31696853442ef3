"""Faults of typing that a reader would see, and their mending."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import packs
from ldn_content.check import RULES
from packs import Files
from rule_examples import Change, changed, context, mended, places, problems

TOPIC, TERM, TRIAL, OPIOIDS = "topics/knee-doses.json", "terms/dud.json", "sources/knee-trial.json", "caveats/opioids.json"
HERE = "term/dud definition"
HYGIENE = sorted(code for code in RULES if code.startswith("LDN7"))


def says(text: str) -> Change:
    return lambda files: files[TERM].update(definition=text)


FAULTY: list[tuple[str, str, str | None]] = [
    # code, text, and the text as --fix leaves it; None where people have to say
    ("LDN701", "A look-alike  without the   medicine.", "A look-alike without the medicine."),
    ("LDN701", "A look-alike\u00a0 without it.", "A look-alike without it."),
    ("LDN702", "A look-alike , without it .", "A look-alike, without it."),
    ("LDN702", "A look-alike ( a dud ) without it.", "A look-alike (a dud) without it."),
    ("LDN703", "A look-alike of the the medicine.", "A look-alike of the medicine."),
    ("LDN703", "It is for for people and and animals.", "It is for people and animals."),
    ("LDN704", "A look-alike (a dud without it.", None),
    ("LDN704", "A look-alike a dud) without it.", None),
    ("LDN704", "A look-alike [a dud) without it].", None),
    ("LDN704", 'A "dud without it.', None),
    ("LDN704", "A “dud without it.", None),
    ("LDN705", "A look-alike without the medicine", "A look-alike without the medicine."),
    ("LDN705", "A look-alike (a dud)", "A look-alike (a dud)."),
    ("LDN705", "Копия без лекарства", "Копия без лекарства."),
    ("LDN706", "A <b>look-alike</b> without it.", None),
    ("LDN706", "A look-alike.<br/>Without it.", None),
    ("LDN706", "A look-alike &amp; a dud.", "A look-alike & a dud."),
    ("LDN706", "Sj&#246;gren.", "Sjögren."),
    ("LDN707", "A **look-alike** without `it`.", "A look-alike without it."),
    ("LDN707", "A [look-alike](term/dud).", None),
    ("LDN707", "# A look-alike.", None),
    ("LDN707", "- A look-alike.", None),
    ("LDN708", "See https://example.org for it.", None),
    ("LDN708", "See www.example.org for it.", None),
    ("LDN708", "Ask somebody@example.org for it.", None),
    ("LDN709", "A lоok-alike without it.", "A look-alike without it."),  # a Cyrillic o
    ("LDN709", "A ΝICE dud.", "A NICE dud."),  # a Greek N
    ("LDN710", "SjÃ¶gren.", "Sjögren."),
    ("LDN710", "A doctorâ€™s dud.", "A doctor’s dud."),
    ("LDN710", "Sj\ufffdgren.", None),
    ("LDN711", "A doctor`s dud, and a nurse´s.", "A doctor's dud, and a nurse's."),
    ("LDN712", "TODO.", None),
    ("LDN712", "Lorem ipsum dolor.", None),
    ("LDN712", "A dud: TBD.", None),
]
GOOD = [
    "A look-alike without the medicine.",
    "What is it? A look-alike!",
    "In one trial (4.5 mg, 8 weeks) it was so: a) small, and b) short.",
    "At 0 to 10 points (0 is none), 4.5 mg/day (see 1) to 3)).",
    'It is called a "dud" (or "sham").',
    "It is called a “dud” (or “sham”).",
    "That that is so had had no effect on what came in in spring.",
    "p<0.001 and p > 0.05; a < b, c > d; Johnson & Johnson; R&D;",
    "TNFα, IL-1β and 5 μg of Δ9-THC in naïve, Sjögren’s and Ménière's disease.",
    "Плацебо и Ελληνικά mean what they mean.",
    "A doctor's 5 * 3 and 2 ** n, snake_case and 3 - 2.",
    "The BD, the TB and the XX of it …",
    "It is 'short'.",
    "Wait … and see. And so on ...",
    "Est-ce utile ? Oui ; non : peut-être !",
    "これは薬ではない",
]


@pytest.mark.parametrize(("code", "text", "better"), FAULTY, ids=[f"{code}-{n}" for n, (code, _, _) in enumerate(FAULTY)])
def test_a_fault_is_found_and_mended_where_that_needs_no_judgement(code: str, text: str, better: str | None) -> None:
    files = changed(says(text))
    assert places(files, code) == [HERE]
    fixed = mended(files, code)
    assert fixed[TERM]["definition"] == (better or text)
    assert places(fixed, code) == ([] if better else [HERE])


@pytest.mark.parametrize("text", GOOD)
def test_a_good_text_is_left_alone(text: str) -> None:
    files = changed(says(text))
    ends = {"LDN705"} if text.endswith(";") else set()
    assert {code for code in HYGIENE if places(files, code)} <= ends


@given(st.text("ab(,.) \u00a0`", min_size=1).filter(lambda text: text == text.strip() and text.strip("\u00a0")))
def test_what_is_mended_has_the_fault_no_more(text: str) -> None:
    files = {TERM: {**packs.small()[TERM], "definition": text}}
    for code in ("LDN701", "LDN705", "LDN711"):
        fixed = mended(files, code)
        assert places(fixed, code) == []
        assert set(fixed[TERM]["definition"]) <= set(text) | {" ", ".", "'"}


def everywhere(files: Files) -> None:
    """The same fault in texts of each kind."""
    files[TOPIC]["sections"][0]["title"] = "Doses  in trials"
    files[TOPIC]["sections"][0]["claims"][0]["short"] = "The trial gave  4.5 mg."
    files[OPIOIDS]["actions"][0]["text"] = "Tell  your pharmacist."
    files["conditions/sore-knee.json"]["claims"][0]["certainty"]["downgrades"][0]["reason"] = "Few  people."
    files["retired/knee-gnome.json"]["why"] = "It was  a hoax."
    files[TRIAL]["statements"][0]["text"] = "The trial gave  4.5 mg once daily."
    files[TRIAL]["limitations"] = ["40  people"]


def test_texts_of_every_kind_are_read() -> None:
    assert places(changed(everywhere), "LDN701") == [
        "topic/knee-doses sections[0].title",
        "topic/knee-doses#dose sections[0].claims[0].short",
        "condition/sore-knee#pain claims[0].certainty.downgrades[0].reason",
        "caveat/opioids actions[0].text",
        "source/knee-trial statements[0].text",
        "source/knee-trial limitations[0]",
        "retired/knee-gnome why",
    ]


def test_what_a_source_was_seen_to_say_is_kept_as_it_is() -> None:
    def seen(files: Files) -> None:
        files[TRIAL].update(title="A  trial", authors=["Doe  J"], journal="Journal  of Knees")
        files[TRIAL]["results"][0]["values"][0]["reported"] = "5  of 20"

    assert places(changed(seen), "LDN701") == []


def test_only_sentences_end_with_a_stop() -> None:
    def no_sentence(files: Files) -> None:
        files[TERM].update(title="A dud", aliases=["a look-alike"])
        files[TRIAL]["results"][0]["note"] = "a small trial"

    assert places(changed(no_sentence), "LDN705") == []
    files = changed(lambda f: f[TOPIC]["sections"][0]["claims"][0].update(short="The trial gave 4.5 mg"))
    assert places(files, "LDN705") == ["topic/knee-doses#dose sections[0].claims[0].short"]


def test_a_message_shows_the_fault() -> None:
    ((_, problem),) = problems(changed(says("A look-alike without  the medicine.")), "LDN701")
    assert "(…k-alike without  the medicine.…)" in problem.message


def test_the_texts_of_an_entry_are_read_once() -> None:
    here = context(packs.small())
    term = here.entries["term/dud"]
    assert here.index.texts(term)[0] is here.index.texts(term)[0]
    assert here.index.texts(here.entries["term/sham-knee"]) != here.index.texts(term)
