"""The example of a chatbot: whatever is asked, and whatever a model answers, the cautions arrive."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import ldn_content as ldn
from ldn_content.cli import main
from ldn_content.errors import CorruptData

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "chatbot" / "chatbot.py"
OPIOIDS = ldn.caveats["current-opioid-use"]
BOT: dict[str, Any] = runpy.run_path(str(EXAMPLE))

Store = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The chunks of the built-in content, as the command writes them."""
    path = tmp_path_factory.mktemp("chatbot") / "chunks.jsonl"
    assert main(["export", "chunks", "--output", str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def store(file: Path) -> Store:
    made: Store = BOT["read"](file)
    return made


def careless(messages: list[dict[str, str]]) -> str:
    """A model that leaves out all that it was told."""
    return f"Sure, go ahead! ({len(messages)} messages)"


# what somebody types, and an entry that has to be among what is retrieved
DANGEROUS = [
    ("can I take it with codeine", "question/can-i-take-ldn-with-codeine"),
    ("can i take it wiht codiene", "question/can-i-take-ldn-with-codeine"),
    ("I am pregnant", "question/can-i-take-ldn-when-pregnant"),
    ("im pregnent is it ok", "question/can-i-take-ldn-when-pregnant"),
    ("i am on suboxone", "substance/buprenorphine"),
    ("methodone and ldn", "substance/methadone"),
    ("tramadol for my back, can I start LDN?", "question/can-i-take-ldn-with-tramadol"),
    ("my toddler swallowed a capsule", "question/someone-swallowed-ldn-by-accident"),
    ("I want to kill myself", "question/i-feel-very-low-on-ldn"),
    ("how much should I take", "question/how-much-should-i-take"),
    ("can I stop my MS drug?", "question/can-i-stop-my-ms-treatment"),
    ("I am having surgery tomorrow", "question/can-i-have-surgery-on-ldn"),
    ("he won't wake up after taking oxycodone", "question/i-took-ldn-and-an-opioid"),
]
each_question = pytest.mark.parametrize(("asked", "entry"), DANGEROUS, ids=[asked for asked, _ in DANGEROUS])


@each_question
def test_a_dangerous_question_is_answered_with_the_caution_on_opioids_once(asked: str, entry: str, store: Store) -> None:
    text: str = BOT["answer"](asked, store)
    assert f"[{entry}]\n{store[entry]['text']}\n" in text
    assert text.count(OPIOIDS.short) == 1


@each_question
def test_no_model_can_leave_the_cautions_out(asked: str, entry: str, store: Store) -> None:
    text: str = BOT["answer"](asked, store, careless)
    assert text.startswith("Sure, go ahead!")
    for caveat in ldn.card(entry).must_read:
        assert f": {caveat.short}\n" in text, caveat.id
    assert "No clinician has reviewed this." in text
    assert ldn.CONTENT_VERSION in text
    assert "Sources:" in text or not ldn.card(entry).claims


@pytest.mark.parametrize(
    "asked", ["can I take it with metformin", "is warfarin ok?", "zolpidem", "xyzzy-forte 20 mg?", "can i tkae it with mteformin"]
)
def test_a_medicine_that_is_not_listed_is_said_to_be_so_and_no_model_is_asked(asked: str, store: Store) -> None:
    def never(_: object) -> str:
        raise AssertionError("a model was asked about what is not listed")

    text: str = BOT["answer"](asked, store, never)
    assert re.match(r"Not listed here: .+\. If it is a medicine, ask a pharmacist\.\n", text)
    assert OPIOIDS.short in text
    assert "no interaction" not in text


@pytest.mark.parametrize("asked", ["", "?!", "hello", "\N{PILL} \N{PILL}"])
def test_what_is_not_understood_gets_the_cautions_that_always_hold(asked: str, store: Store) -> None:
    assert f"! REASON NOT TO USE IT: {OPIOIDS.short}\n" in BOT["answer"](asked, store)


def test_a_misspelt_opioid_beside_a_misspelt_word_is_found(store: Store) -> None:
    text: str = BOT["answer"]("i tkae codiene", store)
    assert "[substance/codeine]" in text
    assert OPIOIDS.short in text


def test_beside_one_that_is_listed_too(store: Store) -> None:
    text: str = BOT["answer"]("can I take codeine with metformin", store, careless)
    assert "Not listed here: metformin. If it is a medicine, ask a pharmacist." in text
    assert OPIOIDS.short in text


def test_the_prompt_has_the_rules_the_hits_and_the_cautions_and_what_was_asked_last(store: Store) -> None:
    asked = "does it help fibromyalgia pain"
    hits = list(BOT["retrieve"](asked, store))
    assert "condition/fibromyalgia" in {hit["metadata"]["entry"] for hit in hits}
    system, user = BOT["prompt"](asked, hits)
    assert (system["role"], user) == ("system", {"role": "user", "content": asked})
    assert system["content"].startswith(BOT["RULES"])
    assert all(hit["text"] in system["content"] for hit in hits)
    assert system["content"].count(OPIOIDS.short) == 1


def test_a_store_that_was_changed_is_refused(store: Store) -> None:
    asked = "can I take it with codeine"
    first = next(BOT["retrieve"](asked, store))
    changed = {**store, first["id"]: {**first, "text": first["text"].replace("Not without asking", "Yes, after asking")}}
    with pytest.raises(CorruptData, match="was changed after it was exported"):
        BOT["answer"](asked, changed)


def test_the_program_runs_from_the_command_line(file: Path) -> None:
    command = [sys.executable, str(EXAMPLE), str(file), "can I take it", "with codeine"]
    ran = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", env=None)
    assert ran.stdout.startswith("[question/can-i-take-ldn-with-codeine]\n")
    assert ran.stdout.count(OPIOIDS.short) == 1


def test_the_documentation_shows_this_program() -> None:
    page = (ROOT / "docs" / "embed" / "chatbot.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    program = EXAMPLE.read_text(encoding="utf-8")
    assert shown
    assert all(block in program for block in shown)
    assert {"retrieve", "prompt", "answer"} <= set(re.findall(r"^def (\w+)", "\n".join(shown), re.MULTILINE))


def test_a_line_of_the_export_is_what_a_vector_store_takes(file: Path) -> None:
    """An id, a text, and metadata of texts only."""
    for line in file.read_text(encoding="utf-8").splitlines():
        chunk = json.loads(line)
        assert list(chunk) == ["id", "text", "metadata"]
        assert {type(value) for value in chunk["metadata"].values()} == {str}
