"""The whole: packs laid on each other, look-ups, counts."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path
from typing import Any

import pytest

import ldn_content as ldn
import packs
from ldn_content.builtin import LIBRARY
from ldn_content.errors import CorruptData, InvalidPack, UnknownEntry, UnknownLanguage
from ldn_content.library import Library
from ldn_content.model import KINDS
from ldn_content.pack import built_in, load_pack


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return packs.library(tmp_path_factory.mktemp("library"))


def test_entries_stand_in_order_of_kind_and_id(library: Library) -> None:
    order = [(KINDS.index(entry.kind), entry.id) for entry in library.entries.values()]
    assert order == sorted(order)
    assert list(library.entries) == [entry.reference for entry in library.entries.values()]


def test_entries_cannot_be_changed(library: Library) -> None:
    entries: Any = library.entries
    with pytest.raises(TypeError):
        entries["term/x"] = None
    term: Any = library.terms["dud"]
    with pytest.raises(ValueError, match="frozen"):
        term.title = "x"
    anything: Any = library
    with pytest.raises(AttributeError):
        anything.extra = 1


def test_each_kind_has_its_catalogue(library: Library) -> None:
    catalogues = (
        library.topics, library.conditions, library.caveats, library.questions, library.claim_reviews, library.terms,
        library.substances, library.sources, library.retired,
    )  # fmt: skip
    found = [entry for catalogue in catalogues for entry in catalogue.values()]
    assert found == list(library.entries.values())


def test_an_entry_is_found_by_its_reference(library: Library) -> None:
    assert library.entry("condition/sore-knee").title == "Sore knee"
    assert library.entry("retired/achy-knee").kind == "retired"


def test_an_id_that_has_moved_is_followed(library: Library) -> None:
    assert library.entry("condition/achy-knee") is library.conditions["sore-knee"]
    assert library.claim("condition/achy-knee#pain") is library.conditions["sore-knee"].claims[0]
    assert library.card("condition/achy-knee#pain").reference == "condition/sore-knee#pain"


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("term/pretence", r"term/pretence is retired \(It meant two things.\): split to term/dud, term/sham-knee"),
        ("term/knee-gnome", r"is retired \(It was a hoax.\): it was withdrawn"),
        ("term/achy-knee", "no entry 'term/achy-knee'"),
        ("condition/sore-kne", "no entry 'condition/sore-kne'; did you mean 'condition/sore-knee'?"),
        ("sore knee", r"\(a reference is kind/id; kinds: topic, condition.*did you mean 'condition/sore-knee'"),
        ("", "no entry ''"),
        ("x" * 100_000, "no entry"),
        ("\ud800/\u0000", "no entry"),
    ],
)
def test_an_unknown_reference_says_how_to_go_on(library: Library, reference: str, message: str) -> None:
    with pytest.raises(UnknownEntry, match=message):
        library.entry(reference)
    with pytest.raises(KeyError):
        library.card(reference)


@pytest.mark.parametrize("reference", ["condition/sore-knee#gone", "condition/sore-knee#", "condition/sore-knee", "term/dud#x"])
def test_an_unknown_claim_is_unknown(library: Library, reference: str) -> None:
    with pytest.raises(UnknownEntry, match="has no claim"):
        library.claim(reference)


def test_a_short_stands_for_an_entry_wherever_it_is_held(library: Library, tmp_path: Path) -> None:
    short = library.short
    assert short(library.conditions["sore-knee"]) == "LDN may make little or no difference to knee pain."
    assert short(library.questions["does-it-help-knees"]) == "LDN may make little or no difference to knee pain."
    assert short(library.topics["knee-doses"]) == "The trial gave 4.5 mg."
    assert short(library.substances["knee-syrup"]) == library.caveats["opioids"].short
    assert short(library.terms["dud"]) == "A look-alike without the medicine."
    assert short(library.claim_reviews["ldn-mends-knees"]) == "The one trial found little or no difference."
    assert short(library.retired["achy-knee"]) == "It was renamed."
    files = packs.small()
    del files["caveats/opioids.json"]["medicines"]
    alone = packs.library(tmp_path, files)
    assert alone.short(alone.substances["knee-syrup"]) == "Knee syrup"


def test_trials_are_counted_once_and_with_the_group(library: Library) -> None:
    assert [trial.id for trial in library.trials("sore-knee")] == ["knee-trial"]
    assert library.trials("joint-pain") == library.trials("gone") == ()
    group = library.card("condition/joint-pain").evidence
    assert (group.trials, group.participants, group.group_trials, group.group_participants) == (0, 0, 1, 40)


def test_members_of_a_group_are_found_at_any_depth(tmp_path: Path) -> None:
    files = packs.small()
    for name, group in {"left-knee": "sore-knee", "left-kneecap": "left-knee"}.items():
        files[f"conditions/{name}.json"] = {
            **files["conditions/joint-pain.json"],
            "id": name,
            "title": name,
            "aliases": [],
            "groups": [group],
        }
    made = packs.library(tmp_path, files)
    assert [item.id for item in made.members("joint-pain")] == ["left-knee", "left-kneecap", "sore-knee"]
    assert made.members("left-kneecap") == ()
    assert "joints" in {item.id for item in made.required_caveats("condition/left-kneecap")}


def test_people_who_were_analysed_count_where_those_randomised_were_not_seen(tmp_path: Path) -> None:
    files = packs.small()
    del files["sources/knee-trial.json"]["study"]["randomised"]
    assert packs.library(tmp_path / "a", files).card("condition/sore-knee").evidence.participants == 38
    del files["sources/knee-trial.json"]["study"]["analysed"]
    assert packs.library(tmp_path / "b", files).card("condition/sore-knee").evidence.participants == 0


@pytest.mark.parametrize(
    ("condition", "trials", "people"),
    [("fibromyalgia", 5, 372), ("crohns-disease", 2, 52), ("multiple-sclerosis", 2, 176), ("cancer", 1, 110)],
)
def test_the_built_in_trials_are_counted_as_they_are_known_to_be(condition: str, trials: int, people: int) -> None:
    evidence = ldn.card(f"condition/{condition}").evidence
    assert (evidence.trials, evidence.participants) == (trials, people)


def test_packs_are_loaded_from_paths_text_and_packs(tmp_path: Path) -> None:
    own = packs.overlay({"kind": "term", "id": "own-term", "title": "Own", "definition": "Own."})
    root = packs.write(tmp_path / "own", own)
    for pack in (root, str(root), load_pack(root), packs.zipped(tmp_path / "own.zip", own)):
        made = Library.load(packs=[pack])
        assert made.terms["own-term"].title == "Own"
        assert [layer.manifest.id for layer in made.packs if layer.manifest] == ["ldn-content", "top-pack"]
        assert made.language == "en"
        assert made.conditions.keys() == ldn.conditions.keys()


def test_a_missing_language_is_an_error() -> None:
    with pytest.raises(UnknownLanguage, match="no built-in content in language 'xx'; there is en"):
        Library.load("xx")
    with pytest.raises(LookupError):
        Library.load(language="de")


def test_what_cannot_be_loaded_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorruptData):
        Library.load(packs=[tmp_path / "gone"])
    with pytest.raises(InvalidPack, match="LDN009"):
        Library.load(packs=[tmp_path])


def test_an_entry_of_another_library_has_no_card_here(library: Library, tmp_path: Path) -> None:
    with pytest.raises(UnknownEntry):
        library.card(ldn.conditions["fibromyalgia"])
    files = packs.small()
    files["terms/dud.json"]["title"] = "Another"
    other = packs.library(tmp_path, files)
    with pytest.raises(UnknownEntry, match="term/dud is not the entry of this library"):
        library.card(other.terms["dud"])
    assert library.card(packs.library(tmp_path / "same").terms["dud"]) == library.card("term/dud")


def test_the_library_searches_and_names_its_entries(library: Library) -> None:
    assert library.search("sore knee", limit=1)[0].reference == "condition/sore-knee"
    assert {hit.reference for hit in library.search("knee", kinds=["question"])} <= {"question/does-it-help-knees"}
    assert library.search("bitcoin") == ()


def test_the_built_in_pack_is_the_ground(tmp_path: Path) -> None:
    own = packs.overlay(packs.grave("own-caveat"))
    made = Library.load(packs=[packs.write(tmp_path, own)])
    assert "own-caveat" in {item.id for item in made.card("condition/fibromyalgia").caveats}
    assert made.card("condition/fibromyalgia").packs[1].id == "top-pack"
    assert load_pack(built_in("en")).findings == ()


def test_a_library_survives_pickle_and_copy() -> None:
    again = pickle.loads(pickle.dumps(LIBRARY))
    assert again.card("condition/fibromyalgia").digest == LIBRARY.card("condition/fibromyalgia").digest
    assert copy.deepcopy(LIBRARY) is LIBRARY


def test_packs_are_given_as_a_list() -> None:
    with pytest.raises(TypeError, match="as a list"):
        Library.load(packs="./pack")


def test_a_library_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one pack"):
        Library([])
