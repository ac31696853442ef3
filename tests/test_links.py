"""What refers to what, and every way in which a reference may not hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import packs
from ldn_content.errors import InvalidPack
from ldn_content.findings import Finding
from ldn_content.library import Library
from ldn_content.links import ancestors, cited, claim_in, item_paths, parts_of
from ldn_content.model import Source
from packs import Files, cite

KNEE, JOINT = "conditions/sore-knee.json", "conditions/joint-pain.json"
QUESTION, TOPIC, CAVEAT = "questions/does-it-help-knees.json", "topics/knee-doses.json", "caveats/one-trial.json"
TRIAL, LETTER = "sources/knee-trial.json", "sources/knee-letter.json"


def refused(root: Path, *layers: Files) -> Finding:
    """The one finding for which the layers make no library."""
    with pytest.raises(InvalidPack) as caught:
        packs.library(root, *layers)
    assert len(caught.value.findings) == 1, str(caught.value)
    return caught.value.findings[0]


def test_a_pack_without_faults_is_a_library(tmp_path: Path) -> None:
    assert len(packs.library(tmp_path).entries) == len(packs.small()) - 1


Edit = Callable[[Files], object]
FAULTS: list[tuple[str, str, str, str, Edit]] = [
    (
        "LDN101",
        KNEE,
        "claims[0].citations[0].part",
        "cites 'gone', which is no source",
        lambda f: f[KNEE]["claims"][0].update(citations=[cite("gone#pain")]),
    ),
    ("LDN101", "terms/dud.json", "citations[0].part", "'dud'", lambda f: f["terms/dud.json"].update(citations=[cite("dud#x")])),
    (
        "LDN102",
        KNEE,
        "claims[0].citations[0].part",
        "it has dose, limitations, pain, study",
        lambda f: f[KNEE]["claims"][0].update(citations=[cite("knee-trial#gone")]),
    ),
    (
        "LDN102",
        CAVEAT,
        "citations[0].part",
        "has no such part",
        lambda f: f[CAVEAT].update(citations=[cite("tablet-label#study")]),
    ),
    (
        "LDN102",
        "substances/knee-syrup.json",
        "uses[0].citations[0].part",
        "no such part",
        lambda f: f["substances/knee-syrup.json"]["uses"][0].update(citations=[cite("tablet-label#x")]),
    ),
    (
        "LDN102",
        "claim-reviews/ldn-mends-knees.json",
        "derived[0].inputs[0].part",
        "derives a figure from 'knee-trial#gone', which does not exist",
        lambda f: f["claim-reviews/ldn-mends-knees.json"].update(
            derived=[{"value": 1, "unit": "trial", "operation": "count", "inputs": [{"part": "knee-trial#gone"}]}]
        ),
    ),
    (
        "LDN103",
        QUESTION,
        "answer[0]",
        "no claim of the library; condition/sore-knee has ",
        lambda f: f[QUESTION]["answer"].__setitem__(0, "condition/sore-knee#gone"),
    ),
    (
        "LDN103",
        QUESTION,
        "answer[0]",
        "no claim of the library: there is no entry 'condition/gone'",
        lambda f: f[QUESTION]["answer"].__setitem__(0, "condition/gone#pain"),
    ),
    (
        "LDN103",
        QUESTION,
        "answer[0]",
        "no claim of the library: term/dud has no claims of its own",
        lambda f: f[QUESTION]["answer"].__setitem__(0, "term/dud#pain"),
    ),
    (
        "LDN103",
        TOPIC,
        "sections[0].claims[1]",
        "a claim of its own",
        lambda f: f[TOPIC]["sections"][0]["claims"].__setitem__(1, "topic/knee-doses#dose"),
    ),
    ("LDN104", JOINT, "groups[0]", "is in group 'gone'", lambda f: f[JOINT].update(groups=["gone"])),
    (
        "LDN104",
        "sources/knee-trial.json",
        "counting.condition",
        "is counted under 'gone'",
        lambda f: f["sources/knee-trial.json"].update(counting={"condition": "gone"}),
    ),
    (
        "LDN106",
        KNEE,
        "claims[1].same_as",
        "no claim with a certainty",
        lambda f: f[KNEE]["claims"][1].update(same_as="condition/sore-knee#gone"),
    ),
    (
        "LDN106",
        KNEE,
        "claims[1].same_as",
        "no claim with a certainty",
        lambda f: f[KNEE]["claims"][1].update(same_as="condition/sore-knee#pain-clinic"),
    ),
    ("LDN107", CAVEAT, "scope.entries[0]", "names 'term/gone'", lambda f: f[CAVEAT].update(scope={"entries": ["term/gone"]})),
    (
        "LDN107",
        CAVEAT,
        "scope.entries[1]",
        "#gone'",
        lambda f: f[CAVEAT].update(scope={"entries": ["term/dud", "condition/sore-knee#gone"]}),
    ),
    ("LDN107", CAVEAT, "scope.groups[0]", "names 'condition/gone'", lambda f: f[CAVEAT].update(scope={"groups": ["gone"]})),
    ("LDN107", CAVEAT, "stands_for[0]", "names 'caveat/gone'", lambda f: f[CAVEAT].update(stands_for=["gone"])),
    ("LDN107", CAVEAT, "medicines[0]", "names 'substance/gone'", lambda f: f[CAVEAT].update(medicines=["gone"])),
    (
        "LDN108",
        "terms/dud.json",
        "citations[0].part",
        "is to be shown with 'knee-trial'",
        lambda f: f["terms/dud.json"].update(citations=[cite("knee-letter#view")]),
    ),
    ("LDN109", LETTER, "shown_with[0]", "names 'gone'", lambda f: f[LETTER].update(shown_with=["gone"])),
    ("LDN109", LETTER, "parent", "names 'gone'", lambda f: f[LETTER].update(parent="gone")),
    (
        "LDN110",
        "retired/dud.json",
        "was",
        "a retired id is never used again",
        lambda f: f.update({"retired/dud.json": {**f["retired/knee-gnome.json"], "id": "dud", "was": "term/dud"}}),
    ),
    (
        "LDN110",
        "retired/gouty-knee.json",
        "was",
        "is retired in retired/achy-knee too",
        lambda f: f.update({"retired/gouty-knee.json": {**f["retired/achy-knee.json"], "id": "gouty-knee"}}),
    ),
    (
        "LDN110",
        "retired/achy-knee.json",
        "moved_to[0]",
        "no live entry",
        lambda f: f["retired/achy-knee.json"].update(moved_to=["condition/gone"]),
    ),
    (
        "LDN110",
        "retired/achy-knee.json",
        "moved_to[0]",
        "no live entry",
        lambda f: f["retired/achy-knee.json"].update(moved_to=["retired/pretence"]),
    ),
]


@pytest.mark.parametrize(("code", "file", "field", "message", "edit"), FAULTS, ids=[f"{f[0]}-{f[2]}" for f in FAULTS])
def test_a_broken_reference_is_refused_at_its_place(
    tmp_path: Path, code: str, file: str, field: str, message: str, edit: Edit
) -> None:
    files = packs.small()
    edit(files)
    finding = refused(tmp_path, files)
    assert (finding.code, finding.file, finding.field) == (code, file, field)
    assert message in finding.message
    value: object = files[file]
    for part in field.replace("[", ".").replace("]", "").split("."):
        value = value[int(part)] if isinstance(value, list) else value[part]  # type: ignore[index]
    line = (tmp_path / "layer-0" / file).read_text().splitlines()[finding.line - 1][finding.column - 1 :]
    assert line.startswith("{" if isinstance(value, dict) else f'"{value}"')


def test_groups_that_lead_back_are_refused(tmp_path: Path) -> None:
    files = packs.small()
    files[JOINT]["groups"] = ["sore-knee"]
    with pytest.raises(InvalidPack) as caught:
        packs.library(tmp_path, files)
    assert [(f.code, f.file, f.field) for f in caught.value.findings] == [
        ("LDN105", JOINT, "groups[0]"),
        ("LDN105", KNEE, "groups[0]"),
    ]
    assert (caught.value.findings[0].line, caught.value.findings[0].column) == packs.place(
        tmp_path / "layer-0", JOINT, '"sore-knee"'
    )


def test_caveats_that_stand_for_each_other_are_refused(tmp_path: Path) -> None:
    """Or a compact card would show neither."""
    files = packs.small()
    files["caveats/knee-hidden.json"]["stands_for"] = ["opioids"]
    files["caveats/knee-hidden.json"]["scope"] = {"everything": True}
    with pytest.raises(InvalidPack):
        packs.library(tmp_path, files)


# one pack on another


def test_an_entry_of_the_pack_below_is_replaced_only_by_name(tmp_path: Path) -> None:
    dud = packs.small()["terms/dud.json"]
    finding = refused(tmp_path, packs.small(), packs.overlay(dud))
    assert (finding.code, finding.file, finding.field) == ("LDN112", "terms/dud.json", "id")
    changed = {**dud, "definition": "Something else."}
    made = packs.library(tmp_path / "named", packs.small(), packs.overlay(changed, replaces=["term/dud"]))
    assert made.terms["dud"].definition == "Something else."
    assert made.pack_of(made.terms["dud"]).root == tmp_path / "named" / "layer-1"


@pytest.mark.parametrize("name", ["term/dud", "term/gone", "term/own"])
def test_only_what_is_in_both_packs_can_be_replaced(tmp_path: Path, name: str) -> None:
    own = {"kind": "term", "id": "own", "title": "Own", "definition": "Own."}
    finding = refused(tmp_path, packs.small(), packs.overlay(own, replaces=[name]))
    assert (finding.code, finding.file, finding.field) == ("LDN113", "pack.json", "replaces[0]")
    assert (finding.line, finding.column) == packs.place(tmp_path / "layer-1", "pack.json", f'"{name}"')


def test_an_overlay_that_narrows_a_caveat_is_refused(tmp_path: Path) -> None:
    joints = {**packs.small()["caveats/joints.json"], "scope": {"entries": ["condition/joint-pain"]}}
    with pytest.raises(InvalidPack) as caught:
        packs.library(tmp_path, packs.small(), packs.overlay(joints, replaces=["caveat/joints"]))
    assert {finding.code for finding in caught.value.findings} == {"LDN114"}
    assert any("condition/sore-knee would lose the caveat(s) joints" in finding.message for finding in caught.value.findings)


def test_an_overlay_that_takes_a_condition_out_of_its_group_is_refused(tmp_path: Path) -> None:
    knee = {**packs.small()[KNEE], "groups": []}
    with pytest.raises(InvalidPack) as caught:
        packs.library(tmp_path, packs.small(), packs.overlay(knee, replaces=["condition/sore-knee"]))
    assert {finding.code for finding in caught.value.findings} == {"LDN114"}


def test_an_overlay_that_asks_another_claim_and_so_loses_a_caveat_is_refused(tmp_path: Path) -> None:
    question = {**packs.small()[QUESTION], "answer": [packs.claim("own")]}
    with pytest.raises(InvalidPack) as caught:
        packs.library(tmp_path, packs.small(), packs.overlay(question, replaces=["question/does-it-help-knees"]))
    assert {finding.code for finding in caught.value.findings} == {"LDN114"}
    messages = " ".join(finding.message for finding in caught.value.findings)
    assert "question/does-it-help-knees would lose the caveat(s) joints, one-trial" in messages
    assert "leaves out the claim(s) ask" in messages


def test_an_overlay_that_makes_a_caveat_less_grave_is_refused(tmp_path: Path) -> None:
    opioids = {**packs.small()["caveats/opioids.json"], "severity": "warning"}
    finding = refused(tmp_path, packs.small(), packs.overlay(opioids, replaces=["caveat/opioids"]))
    assert (finding.code, finding.field) == ("LDN115", "severity")
    assert (finding.line, finding.column) == packs.place(tmp_path / "layer-1", "caveats/opioids.json", '"warning"')


def test_an_overlay_may_make_a_caveat_graver_and_wider(tmp_path: Path) -> None:
    joints = packs.grave("joints", severity="warning")
    made = packs.library(tmp_path, packs.small(), packs.overlay(joints, replaces=["caveat/joints"]))
    assert made.card("term/dud").caveats[1].id == "joints"


def test_an_overlay_may_not_hide_a_caveat_behind_another(tmp_path: Path) -> None:
    mine = packs.grave("mine", stands_for=["opioids"])
    with pytest.raises(InvalidPack) as caught:
        packs.library(tmp_path, packs.small(), packs.overlay(mine))
    finding = caught.value.findings[0]
    assert (finding.code, finding.field) == ("LDN116", "stands_for[0]")
    hidden = {**packs.small()["caveats/knee-hidden.json"], "stands_for": ["opioids"]}
    with pytest.raises(InvalidPack) as again:
        packs.library(tmp_path / "again", packs.small(), packs.overlay(hidden, replaces=["caveat/knee-hidden"]))
    assert "LDN116" in {finding.code for finding in again.value.findings}


@pytest.mark.parametrize("field", ["short", "plain", "actions"])
def test_an_overlay_may_not_reword_a_caveat_or_take_from_it(tmp_path: Path, field: str) -> None:
    weaker = {"short": "It goes well together.", "plain": "It goes well together.", "actions": [packs.ACTION]}
    opioids = {**packs.small()["caveats/opioids.json"], field: weaker[field]}
    finding = refused(tmp_path, packs.small(), packs.overlay(opioids, replaces=["caveat/opioids"]))
    assert (finding.code, finding.field) == ("LDN115", field)


def test_an_overlay_may_add_to_what_a_caveat_asks_for(tmp_path: Path) -> None:
    before = packs.small()["caveats/opioids.json"]
    opioids = {**before, "actions": [*before["actions"], packs.ACTION]}
    made = packs.library(tmp_path, packs.small(), packs.overlay(opioids, replaces=["caveat/opioids"]))
    assert len(made.caveats["opioids"].actions) == len(before["actions"]) + 1


def test_where_a_retired_id_has_moved_to_is_for_ever(tmp_path: Path) -> None:
    gone = {**packs.small()["retired/achy-knee.json"], "moved_to": ["term/dud"]}
    finding = refused(tmp_path, packs.small(), packs.overlay(gone, replaces=["retired/achy-knee"]))
    assert (finding.code, finding.field) == ("LDN113", "replaces[0]")


def test_two_packs_of_one_id_are_told_apart_by_refusing_the_second(tmp_path: Path) -> None:
    finding = refused(tmp_path, packs.small(), {"pack.json": packs.small()["pack.json"]})
    assert (finding.code, finding.field) == ("LDN119", "id")


def test_no_cautions_of_a_claim_push_a_contraindication_out_of_its_first_place(tmp_path: Path) -> None:
    mine = packs.grave(
        "mine-a", severity="contraindication", stands_for=["mine-b"], scope={"entries": ["condition/sore-knee#pain"]}
    )
    other = packs.grave("mine-b", scope={"entries": ["condition/sore-knee#pain"]})
    with pytest.raises(InvalidPack) as caught:
        packs.library(tmp_path, packs.small(), packs.overlay(mine, other))
    assert "LDN118" in {finding.code for finding in caught.value.findings}


def test_a_library_has_one_language(tmp_path: Path) -> None:
    finding = refused(tmp_path, packs.small(), packs.overlay(language="de"))
    assert (finding.code, finding.field) == ("LDN117", "language")
    assert (finding.line, finding.column) == packs.place(tmp_path / "layer-1", "pack.json", '"de"')


def test_an_overlay_that_takes_away_what_others_cite_is_refused(tmp_path: Path) -> None:
    trial = {**packs.small()[TRIAL], "results": []}
    with pytest.raises(InvalidPack) as caught:
        packs.library(tmp_path, packs.small(), packs.overlay(trial, replaces=["source/knee-trial"]))
    assert {finding.code for finding in caught.value.findings} == {"LDN102"}


# what the walks find


def test_every_list_of_citations_is_walked(tmp_path: Path) -> None:
    made = packs.library(tmp_path)
    walked = {reference: [block.path for block in cited(entry)] for reference, entry in made.entries.items()}
    assert walked["condition/sore-knee"] == [("claims", 0), ("claims", 1), ("claims", 2)]
    assert walked["topic/knee-doses"] == [("sections", 0, "claims", 0)]
    assert walked["question/does-it-help-knees"] == [("answer", 1)]
    assert walked["caveat/opioids"] == walked["claim-review/ldn-mends-knees"] == walked["term/dud"] == [()]
    assert walked["substance/knee-syrup"] == [("uses", 0)]
    assert walked["source/knee-trial"] == walked["retired/achy-knee"] == []


def test_references_to_claims_are_walked_with_the_claims(tmp_path: Path) -> None:
    made = packs.library(tmp_path)
    assert [item if isinstance(item, str) else item.id for _, item in item_paths(made.entry("topic/knee-doses"))] == [
        "dose",
        "condition/sore-knee#pain",
    ]


def test_parts_of_a_source_are_its_results_its_statements_its_study_and_its_limitations(tmp_path: Path) -> None:
    made = packs.library(tmp_path)
    assert parts_of(made.sources["knee-trial"]) == {"study", "pain", "dose", "limitations"}
    label = made.sources["tablet-label"]
    assert isinstance(label, Source)
    assert parts_of(label) == {"opioids"}


def test_ancestors_are_found_at_any_depth_and_cycles_end(tmp_path: Path) -> None:
    made = packs.library(tmp_path)
    assert ancestors(made.entries, "sore-knee") == {"sore-knee", "joint-pain"}
    assert ancestors(made.entries, "gone") == {"gone"}
    assert claim_in(made.entries, "condition/gone#pain") is None


def test_a_pack_with_faults_of_its_own_makes_no_library(tmp_path: Path) -> None:
    from ldn_content.pack import read_pack

    root = packs.write(tmp_path / "pack", packs.small())
    (root / "caveats" / "opioids.json").write_text("{}")
    with pytest.raises(InvalidPack) as caught:
        Library([read_pack(root)])
    assert {finding.file for finding in caught.value.findings} == {"caveats/opioids.json"}
    (root / "pack.json").unlink()
    with pytest.raises(InvalidPack):
        Library([read_pack(root)])
