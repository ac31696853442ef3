"""How a card is put together, and that it cannot be changed unseen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import ldn_content as ldn
import packs
from ldn_content import Card
from ldn_content.errors import CorruptData
from ldn_content.library import Library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return packs.library(tmp_path_factory.mktemp("cards"))


def test_a_card_holds_all_that_travels_with_an_entry(library: Library) -> None:
    card = library.card("condition/sore-knee")
    assert (card.reference, card.title, card.short, card.claim) == (
        "condition/sore-knee",
        "Sore knee",
        card.claims[0].short,
        None,
    )
    assert card.entry is library.conditions["sore-knee"]
    assert [item.id for item in card.caveats] == ["opioids", "joints", "one-trial"]
    assert [(item.number, item.source, item.parts) for item in card.references] == [
        (1, "knee-trial", ("knee-trial#pain", "knee-trial#study")),
        (2, "tablet-label", ("tablet-label#opioids",)),
    ]
    evidence = card.evidence.model_dump()
    assert evidence == {
        "level": "low",
        "outcome": "knee pain",
        "finding": "little-or-no-difference",
        "none_because": None,
        "dose_class": "low",
        "trials": 1,
        "participants": 40,
        "group_trials": 1,
        "group_participants": 40,
        "ground": ("rct-parallel (low)",),
        "checked": "2026-10",
    }
    assert (card.review.month, [item.id for item in card.packs], card.language) == ("2026-11", ["small-pack"], "en")
    assert (card.versions.package, card.versions.schema_version) == (ldn.__version__, ldn.SCHEMA_VERSION)


def test_a_card_of_a_claim_is_about_that_claim(library: Library) -> None:
    card = library.card("condition/sore-knee#pain")
    assert (card.claim, [item.id for item in card.claims]) == ("pain", ["pain"])
    assert card.short == card.claims[0].short
    assert [item.id for item in library.card("condition/sore-knee").claims] == ["pain", "pain-clinic", "unwanted-events"]


def test_a_second_claim_on_an_outcome_shows_the_rating_of_the_first(library: Library) -> None:
    assert library.card("condition/sore-knee#pain-clinic").evidence.level == "low"


def test_a_gap_says_why_there_is_nothing_to_rate(library: Library) -> None:
    evidence = library.card("condition/joint-pain").evidence
    assert (evidence.level, evidence.none_because, evidence.outcome, evidence.finding) == (
        "none",
        "none-found",
        "joint pain",
        None,
    )


def test_quoted_claims_come_with_their_home_and_in_order(library: Library) -> None:
    card = library.card("question/does-it-help-knees")
    assert [(item.reference, item.title) for item in card.quoted] == [("condition/sore-knee#pain", "Sore knee")]
    assert [item.id for item in card.claims] == ["pain", "ask"]
    assert card.short == card.claims[0].short
    assert [item.id for item in library.card("topic/knee-doses").claims] == ["dose", "pain"]
    assert library.card("question/does-it-help-knees#ask").quoted == ()
    assert library.card("term/dud").claims == ()


def test_a_source_is_the_first_reference_of_its_own_card(library: Library) -> None:
    assert [item.source for item in library.card("source/knee-trial").references] == ["knee-trial", "tablet-label"]
    assert library.card("source/knee-letter").evidence.checked == "2026-09"


def test_a_card_of_a_whole_entry_may_be_asked_for_by_the_entry(library: Library) -> None:
    assert library.card(library.terms["dud"]) == library.card("term/dud")
    assert library.card("retired/achy-knee").short == "It was renamed."


def test_an_entry_reviewed_by_a_clinician_says_by_whom(tmp_path: Path) -> None:
    files = packs.small()
    files["terms/dud.json"]["review"] = {"month": "2026-01", "clinical": "reviewed", "reviewer": "Dr Knee"}
    card = packs.library(tmp_path, files).card("term/dud")
    assert (card.review.reviewer, card.review.month) == ("Dr Knee", "2026-01")


def test_a_card_names_every_pack_that_it_shows(tmp_path: Path) -> None:
    own = packs.overlay(packs.caveat("own-caveat"), licence="MIT")
    card = packs.library(tmp_path, packs.small(), own).card("question/does-it-help-knees")
    assert [(item.id, item.licence) for item in card.packs] == [("small-pack", "CC-BY-4.0"), ("top-pack", "MIT")]


# digests


def test_a_card_survives_being_written_and_read(library: Library) -> None:
    for reference in library.entries:
        card = library.card(reference)
        assert Card.model_validate_json(card.model_dump_json()) == card
        assert Card.model_validate(card.model_dump(mode="json")).verify() == card
        assert Card.model_validate(json.loads(json.dumps(card.model_dump(mode="json"), sort_keys=True))).digest == card.digest


def test_every_built_in_card_survives_being_written_and_read() -> None:
    from ldn_content.builtin import LIBRARY

    for reference in LIBRARY.entries:
        card = LIBRARY.card(reference)
        assert Card.model_validate_json(card.model_dump_json()) == card.verify()


def leaves(data: Any) -> list[tuple[Any, Any]]:
    """Every place of a value that is no object or list, as its holder and key."""
    found: list[tuple[Any, Any]] = []
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        found += leaves(value) if isinstance(value, dict | list) and value else [(data, key)]
    return found


CARDS = [
    "condition/sore-knee",
    "question/does-it-help-knees",
    "source/knee-trial",
    "substance/knee-syrup",
    "condition/sore-knee#pain",
    "caveat/joints",
]


def changed(data: st.DataObject, value: Any) -> Any:
    """Another value of the same kind, or of another."""
    others: list[Any] = ["", "Safe.", None, 0, 1, 7, True, False, [], {}, "low", "note", "supports", "2026-12", "x-y"]
    if isinstance(value, str):
        others += [value + "x", value[:-1], value.upper(), value + " "]
    if isinstance(value, int | float):
        others += [value + 1, -value]
    return data.draw(st.sampled_from([item for item in others if item != value or type(item) is not type(value)]), label="value")


@settings(deadline=None, max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reference=st.sampled_from(CARDS), data=st.data())
def test_a_card_that_was_changed_anywhere_is_refused(library: Library, reference: str, data: st.DataObject) -> None:
    whole = library.card(reference).model_dump(mode="json")
    made = deepcopy(whole)
    places = [(holder, key) for holder, key in leaves(made) if holder is not made["versions"] and key != "content_version"]
    holder, key = data.draw(st.sampled_from(places), label="place")
    holder[key] = changed(data, holder[key])
    if made == whole and json.dumps(made) == json.dumps(whole):
        return
    try:
        again = Card.model_validate(made)
    except ValidationError:
        return
    assert again == library.card(reference)  # another spelling of the same, such as 0 for false


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reference=st.sampled_from(CARDS), data=st.data())
def test_a_card_from_which_something_was_taken_is_refused(library: Library, reference: str, data: st.DataObject) -> None:
    made = library.card(reference).model_dump(mode="json")
    lists = [made[key] for key in ("caveats", "references", "quoted", "packs") if made[key]]
    lists += [caveat["actions"] for caveat in made["caveats"] if caveat["actions"]]
    one = data.draw(st.sampled_from(lists))
    del one[data.draw(st.integers(0, len(one) - 1))]
    with pytest.raises(ValidationError):
        Card.model_validate(made)


def test_versions_and_releases_are_not_part_of_the_digest(library: Library) -> None:
    card = library.card("condition/sore-knee")
    made = card.model_dump(mode="json")
    made["versions"]["package"] = "9.9.9"
    made["packs"][0]["content_version"] = "2030.1.0"
    assert Card.model_validate(made).digest == card.digest


CHANGES: list[dict[str, Any]] = [
    {"title": "Cured"},
    {"short": "LDN works."},
    {"caveats": ()},
    {"references": ()},
    {"digest": "sha256:0"},
    {"claim": "pain"},
    {"language": "de"},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_a_copy_that_was_changed_is_not_shown(library: Library, change: dict[str, Any]) -> None:
    made = library.card("condition/sore-knee").model_copy(update=change)
    with pytest.raises(CorruptData, match="condition/sore-knee was changed after it was made: make it anew"):
        made.verify()
    for form in ("full", "compact", "line"):
        with pytest.raises(CorruptData):
            made.to_text(form)
    with pytest.raises(CorruptData):
        ldn.page([made])


def test_a_copy_with_a_less_grave_caveat_is_not_shown(library: Library) -> None:
    card = library.card("condition/sore-knee")
    caveats = (card.caveats[0].model_copy(update={"severity": "note"}), *card.caveats[1:])
    with pytest.raises(CorruptData):
        card.model_copy(update={"caveats": caveats}).verify()


def test_a_card_cannot_be_changed_in_place(library: Library) -> None:
    card: Any = library.card("condition/sore-knee")
    with pytest.raises(ValidationError, match="frozen"):
        card.title = "x"


def test_the_digest_does_not_depend_on_the_order_of_keys(library: Library, tmp_path: Path) -> None:
    def turned(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: turned(data[key]) for key in sorted(data, reverse=True)}
        return [turned(item) for item in data] if isinstance(data, list) else data

    other = packs.library(tmp_path, {name: turned(data) for name, data in packs.small().items()})
    for reference in library.entries:
        assert other.card(reference).digest == library.card(reference).digest


def test_the_digest_depends_neither_on_the_hash_seed_nor_on_the_pack_being_a_zip(library: Library, tmp_path: Path) -> None:
    archive = packs.zipped(tmp_path / "pack.zip", packs.small())
    code = (
        "import sys; from ldn_content.library import Library; from ldn_content.pack import load_pack\n"
        "library = Library([load_pack(sys.argv[1])])\n"
        "for name in library.entries: print(library.card(name).digest, hash(name) % 1000)"
    )
    seen = []
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(
            [sys.executable, "-c", code, str(archive)], env=environment, capture_output=True, text=True, check=True
        )
        seen.append([line.split() for line in done.stdout.splitlines()])
    assert (
        [digest for digest, _ in seen[0]]
        == [digest for digest, _ in seen[1]]
        == [library.card(name).digest for name in library.entries]
    )
    assert [number for _, number in seen[0]] != [number for _, number in seen[1]]


# must-read


def test_must_read_are_the_gravest_and_one_may_stand_for_others(library: Library) -> None:
    assert [item.id for item in library.card("substance/knee-syrup").must_read] == ["opioids"]
    assert [item.id for item in library.card("caveat/opioids").must_read] == []


def test_at_most_three_are_must_read_and_those_that_stand_for_a_family_come_first(tmp_path: Path) -> None:
    files = packs.small()
    for number in range(4):
        files[f"caveats/a{number}.json"] = packs.grave(f"a{number}", scope={"kinds": ["term"]})
    card = packs.library(tmp_path, files).card("term/dud")
    assert [item.id for item in card.must_read] == ["opioids", "a0", "a1"]
    assert len(card.caveats) == 5
