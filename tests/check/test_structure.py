"""What a model of one entry cannot state."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import packs
from ldn_content import Finding
from ldn_content.check import Context, balance, evidence, freshness, hygiene, identifiers, structure, studies, validate
from ldn_content.check.texts import placed_texts
from ldn_content.library import Library
from ldn_content.model import Source
from packs import Files, cite
from rule_examples import Change, Example, changed, context, each_of, mended, places

CAVEAT, TRIAL, LETTER = "caveats/joints.json", "sources/knee-trial.json", "sources/knee-letter.json"
KNEE, JOINT, DUD = "conditions/sore-knee.json", "conditions/joint-pain.json", "terms/dud.json"
ASKED, DOSES = "questions/does-it-help-knees.json", "topics/knee-doses.json"


def found(root: Path, files: Files, code: str) -> list[Finding]:
    return [item for item in validate(packs.write(root, files), as_of="2026-11").findings if item.code == code]


def test_a_caveat_reaches_the_medicines_that_it_names(tmp_path: Path) -> None:
    files = packs.small()
    files[CAVEAT]["medicines"] = ["knee-syrup"]
    (finding,) = found(tmp_path / "a", files, "LDN120")
    assert (finding.file, finding.field, finding.entry) == (CAVEAT, "medicines[0]", "caveat/joints")
    files[CAVEAT]["scope"]["entries"] = ["substance/knee-syrup"]
    assert found(tmp_path / "b", files, "LDN120") == []
    files[CAVEAT]["scope"] = {"kinds": ["substance"]}
    assert found(tmp_path / "c", files, "LDN120") == []
    files[CAVEAT]["medicines"] = ["gone"]
    assert found(tmp_path / "d", files, "LDN120") == []  # that is LDN107


def test_no_alias_repeats_a_name() -> None:
    files = changed(lambda f: f[DUD].update(aliases=["lookalike", "Dud", "lookalike"]))
    assert places(files, "LDN121") == ["term/dud aliases[1]", "term/dud aliases[2]"]
    assert mended(files, "LDN121")[DUD]["aliases"] == ["lookalike"]


def test_a_short_leaves_room_for_the_gravest_caveat(tmp_path: Path) -> None:
    files = packs.small()
    files["conditions/sore-knee.json"]["claims"][0]["short"] = "x" * 141
    files["claim-reviews/ldn-mends-knees.json"]["short"] = "x" * 141
    files["topics/knee-doses.json"]["sections"][0]["claims"][0]["short"] = "x" * 140
    findings = found(tmp_path, files, "LDN122")
    assert [(item.entry, item.field) for item in findings] == [
        ("claim-review/ldn-mends-knees", "short"),
        ("condition/sore-knee#pain", "claims[0].short"),
    ]


def chain(files: Files) -> None:
    """A second letter below the first, and the first below the second."""
    files["sources/another.json"] = {**files[LETTER], "id": "another", "parent": "knee-letter"}
    files[LETTER]["parent"] = "another"


EXAMPLES: list[Example] = [
    ("LDN127", [], lambda f: None),
    ("LDN127", ["condition/joint-pain title", "condition/sore-knee title"], lambda f: f[JOINT].update(title="Sore  KNEE")),
    (
        "LDN127",
        ["condition/joint-pain aliases[0]", "condition/sore-knee aliases[0]"],
        lambda f: f[JOINT].update(aliases=["gonalgia"]),
    ),
    ("LDN127", [], lambda f: f[JOINT].update(aliases=["Sore knee"])),  # the title goes before
    ("LDN127", [], lambda f: f["substances/knee-syrup.json"].update(title="Sore knee")),  # of another kind
    ("LDN129", ["condition/sore-knee search_words[1]"], lambda f: f[KNEE].update(search_words=["bad", "bad"])),
    ("LDN129", ["condition/sore-knee groups[1]"], lambda f: f[KNEE].update(groups=["joint-pain", "joint-pain"])),
    ("LDN129", ["question/does-it-help-knees asked_as[2]"], lambda f: f[ASKED].update(asked_as=["A?", "B?", "A?"])),
    ("LDN129", ["question/does-it-help-knees answer[2]"], lambda f: f[ASKED]["answer"].append("condition/sore-knee#pain")),
    (
        "LDN129",
        ["topic/knee-doses sections[1].claims[0]"],
        lambda f: f[DOSES]["sections"].append({"id": "again", "title": "Again", "claims": ["condition/sore-knee#pain"]}),
    ),
    ("LDN129", ["caveat/joints scope.groups[1]"], lambda f: f[CAVEAT]["scope"].update(groups=["joint-pain", "joint-pain"])),
    ("LDN129", ["source/knee-trial checked.not_seen[1]"], lambda f: f[TRIAL]["checked"].update(not_seen=["age", "age"])),
    ("LDN129", ["source/knee-trial limitations[1]"], lambda f: f[TRIAL].update(limitations=["small", "small"])),
    ("LDN129", ["substance/knee-syrup names[1]"], lambda f: f["substances/knee-syrup.json"].update(names=["a", "a"])),
    ("LDN129", ["retired/pretence moved_to[1]"], lambda f: f["retired/pretence.json"].update(moved_to=["term/dud"] * 2)),
    ("LDN129", [], lambda f: f[TRIAL].update(authors=["Doe J", "Doe J"])),  # two people may have one name
    ("LDN130", ["condition/sore-knee search_words[0]"], lambda f: f[KNEE].update(search_words=["sore KNEE", "knee ache"])),
    ("LDN130", ["condition/sore-knee search_words[1]"], lambda f: f[KNEE].update(search_words=["bad knee", "Bad knee"])),
    ("LDN130", ["question/does-it-help-knees asked_as[0]"], lambda f: f[ASKED].update(asked_as=[f[ASKED]["title"]])),
    ("LDN130", [], lambda f: f[KNEE].update(search_words=["bad", "bad"])),  # that is LDN129
    ("LDN130", [], lambda f: f[KNEE].update(search_words=["sore-knee"])),  # a search takes it apart otherwise
    ("LDN131", ["source/spare id"], lambda f: f.update({"sources/spare.json": {**f[LETTER], "id": "spare", "parent": None}})),
    (
        "LDN131",
        [],
        lambda f: (
            f.update({"sources/spare.json": {**f[LETTER], "id": "spare", "parent": None}}),
            f[DUD].update(citations=[cite("spare#view", "context")]),
        ),
    ),
    (
        "LDN131",
        [],
        lambda f: (
            f.update({"sources/spare.json": {**f[LETTER], "id": "spare", "parent": None, "shown_with": []}}),
            f[TRIAL].update(shown_with=["spare"]),
        ),
    ),
    ("LDN132", ["source/knee-trial conditions[1]"], lambda f: f[TRIAL].update(conditions=["sore-knee", "gone"])),
    ("LDN132", [], lambda f: f[TRIAL].update(conditions=[])),
    ("LDN133", ["source/knee-trial parent"], lambda f: f[TRIAL].update(parent="knee-trial")),
    ("LDN133", ["source/knee-letter parent", "source/another parent"], chain),
    ("LDN133", [], lambda f: f[TRIAL].update(parent="gone")),  # that is LDN109
    ("LDN134", ["caveat/knee-hidden stands_for[0]"], lambda f: f["caveats/knee-hidden.json"].update(stands_for=["opioids"])),
    ("LDN134", [], lambda f: f["caveats/opioids.json"].update(stands_for=["knee-hidden", "gone"])),
]  # fmt: skip


@each_of(EXAMPLES)
def test_each_rule_finds_what_it_is_for_and_nothing_else(code: str, where: list[str], change: Change) -> None:
    assert places(changed(change), code) == where


TWICE = [(code, change) for code, where, change in EXAMPLES if code in {"LDN129", "LDN130"} and where and "topic" not in where[0]]


@pytest.mark.parametrize(("code", "change"), TWICE)
def test_what_stands_twice_is_taken_out_once(code: str, change: Change) -> None:
    before = changed(change)
    fixed = mended(before, code)
    assert places(fixed, code) == []
    (name,) = (name for name in before if before[name] != fixed[name])
    assert len(packs.text_of(fixed[name])) < len(packs.text_of(before[name]))


def test_which_section_of_a_topic_keeps_a_claim_is_for_people_to_say() -> None:
    section = {"id": "again", "title": "Again", "claims": ["condition/sore-knee#pain"]}
    files = changed(lambda f: f[DOSES]["sections"].append(section))
    assert mended(files, "LDN129") == files


def test_every_text_is_found_at_its_place() -> None:
    for entry in context(packs.small()).entries.values():
        whole = entry.model_dump()
        for place in placed_texts(entry):
            here: Any = whole
            for step in place.path:
                here = here[step]
            assert here == place.text
            assert place.name in place.path


def test_a_text_tells_the_claim_that_it_stands_in() -> None:
    here = context(packs.small())
    told = {(place.claim, place.text) for place in placed_texts(here.entries["condition/sore-knee"])}
    assert {("pain", "knee pain"), ("pain", "Few people."), ("", "Sore knee"), ("", "Pain in the knee.")} <= told


@pytest.fixture(scope="module")
def built_in() -> Context:
    library = Library.load()
    entries = dict(library.entries)
    return Context(entries, {item.id: item for item in entries.values() if isinstance(item, Source)}, "2026-11")


@pytest.mark.parametrize(
    "module",
    [structure, identifiers, studies, evidence, balance, freshness, hygiene],
    ids=lambda module: module.__name__.rpartition(".")[2],
)
def test_the_built_in_pack_has_no_finding(built_in: Context, module: ModuleType) -> None:
    assert [
        (rule.code, entry.reference, problem.path)
        for rule in module.RULES
        for entry in built_in.entries.values()
        for problem in rule.check(entry, built_in)
    ] == []
