"""Rules run over a pack as it would be loaded, and waivers lie over what they find."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import packs
from ldn_content.check import RULES, Context, validate
from ldn_content.check.engine import MODULES
from ldn_content.check.rule import Rule
from ldn_content.errors import CorruptData, InvalidPack, UnsupportedSchema
from ldn_content.findings import Finding
from ldn_content.library import Library
from ldn_content.pack import built_in
from packs import Files

NOW = "2026-11"


def found(root: Path, files: Files, as_of: str = NOW) -> list[Finding]:
    return list(validate(packs.write(root, files), as_of=as_of).findings)


def codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def test_the_built_in_pack_is_clean() -> None:
    report = validate(as_of=NOW)
    assert [str(finding) for finding in report.findings if finding.severity == "error"] == []
    assert (report.place, report.errors) == ("built-in", 0)
    assert report.entries > 100


def test_the_built_in_pack_may_be_named_by_its_folder() -> None:
    assert validate(built_in("en"), as_of=NOW).findings == validate(as_of=NOW).findings


def test_a_valid_pack_is_clean(tmp_path: Path) -> None:
    """Of file, reference and structure; what words may be used is tested beside those rules."""
    report = validate(packs.write(tmp_path, packs.small()), as_of=NOW)
    assert [str(item) for item in report.findings if item.code < "LDN300"] == []
    assert (report.place, report.entries) == (str(tmp_path), len(packs.small()) - 1)


def test_faults_of_files_and_of_the_rest_are_told_together(tmp_path: Path) -> None:
    files = packs.small()
    files["terms/dud.json"]["definiton"] = "x"
    files["sources/knee-trial.json"]["study"]["analysed"] = 41
    files["conditions/joint-pain.json"]["groups"] = ["gone"]
    findings = found(tmp_path, files)
    assert {"LDN010", "LDN104", "LDN202"} <= codes(findings)
    assert findings == sorted(findings)
    finding = next(item for item in findings if item.code == "LDN202")
    assert (finding.line, finding.column) == packs.place(tmp_path, "sources/knee-trial.json", "41")
    assert (finding.entry, finding.field) == ("source/knee-trial", "study.analysed")


def test_a_pack_is_checked_on_top_of_the_built_in_one(tmp_path: Path) -> None:
    term = {
        "kind": "term",
        "id": "own",
        "title": "Own",
        "definition": "Own.",
        "citations": [packs.cite("due-bruun-2024-fibromyalgia#study")],
    }
    assert not codes(found(tmp_path / "cites", packs.overlay(term))) & {"LDN101", "LDN102"}
    assert codes(found(tmp_path / "same", packs.overlay({**term, "id": "placebo"}))) & {"LDN112"}
    narrowed = packs.grave("current-opioid-use", scope={"kinds": ["term"]})
    files = packs.overlay(narrowed, replaces=["caveat/current-opioid-use"])
    assert "LDN114" in codes(found(tmp_path / "narrow", files))


def test_a_pack_in_another_language_is_checked_by_itself(tmp_path: Path) -> None:
    files = packs.small()
    files["pack.json"]["language"] = "xx"
    findings = found(tmp_path, files)
    assert not {code for code in codes(findings) if code < "LDN300"}
    assert [item.field for item in findings if item.code == "LDN903" and item.severity == "warning"] == ["language"]


def test_a_pack_without_manifest_is_checked_as_far_as_it_goes(tmp_path: Path) -> None:
    files = packs.small()
    del files["pack.json"]
    files["conditions/joint-pain.json"]["groups"] = ["gone"]
    findings = found(tmp_path, files)
    assert {"LDN009"} <= codes(findings)
    assert sum(finding.code == "LDN009" for finding in findings) == 1


def test_a_fault_in_pack_json_makes_nothing_of_the_built_in_pack_missing(tmp_path: Path) -> None:
    caveat = packs.grave("own", citations=[packs.cite("due-bruun-2024-fibromyalgia#study")])
    term = {"kind": "term", "id": "own", "title": "Own", "definition": "Own."}
    files = packs.overlay(caveat, term)
    assert codes(found(tmp_path / "whole", files)) == set()
    files["pack.json"]["license"] = files["pack.json"].pop("licence")
    assert codes(found(tmp_path / "faulty", files)) == {"LDN010"}
    del files["pack.json"]
    assert codes(found(tmp_path / "gone", files)) == {"LDN009"}


def test_what_is_valid_can_be_loaded(tmp_path: Path) -> None:
    """A pack on top that takes away what the built-in pack cites is refused by both."""
    trial: dict[str, Any] = json.loads(
        built_in("en").joinpath("sources", "due-bruun-2024-fibromyalgia.json").read_text(encoding="utf-8")
    )
    files = packs.overlay({**trial, "results": []}, replaces=["source/due-bruun-2024-fibromyalgia"])
    root = packs.write(tmp_path, files)
    with pytest.raises(InvalidPack):
        Library.load(packs=[root])
    assert "LDN102" in codes(list(validate(root, as_of=NOW).findings))


def test_a_pack_that_cannot_be_read_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(CorruptData):
        validate(tmp_path / "gone", as_of=NOW)
    with pytest.raises(UnsupportedSchema):
        validate(packs.write(tmp_path, {"pack.json": packs.manifest(schema_version="99.0")}), as_of=NOW)


# waivers


def waived(*, entry: str = "source/knee-trial", code: str = "LDN202", expires: str = "2026-12", analysed: int = 41) -> Files:
    files = packs.small()
    files["sources/knee-trial.json"]["study"]["analysed"] = analysed
    files["pack.json"]["waivers"] = [{"code": code, "entry": entry, "reason": "For a test.", "expires": expires}]
    return files


def test_a_waiver_takes_away_the_finding_that_it_names(tmp_path: Path) -> None:
    assert not codes(found(tmp_path, waived())) & {"LDN202", "LDN901", "LDN902"}


def test_a_waiver_holds_through_its_last_month_and_is_then_a_finding(tmp_path: Path) -> None:
    root = packs.write(tmp_path, waived())
    assert not codes(list(validate(root, as_of="2026-12").findings)) & {"LDN202", "LDN902"}
    late = list(validate(root, as_of="2027-01").findings)
    assert {"LDN202", "LDN902"} <= codes(late)
    finding = next(item for item in late if item.code == "LDN902")
    assert (finding.file, finding.field, "expired in 2026-12" in finding.message) == ("pack.json", "waivers[0]", True)


@pytest.mark.parametrize("changes", [{"analysed": 38}, {"code": "LDN201"}, {"entry": "source/knee-letter"}])
def test_a_waiver_that_fits_nothing_is_a_finding(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert "LDN901" in codes(found(tmp_path, waived(**changes)))


def test_a_waiver_at_an_entry_covers_its_claims_and_one_at_a_claim_only_that(tmp_path: Path) -> None:
    files = packs.small()
    for claim in files["conditions/sore-knee.json"]["claims"]:
        claim["citations"] = []
    files["conditions/sore-knee.json"]["claims"][0] |= {"type": "effect"}
    files["pack.json"]["waivers"] = [{"code": "LDN207", "entry": "condition/sore-knee", "reason": "x", "expires": NOW}]
    assert "LDN207" not in codes(found(tmp_path / "entry", files))
    files["pack.json"]["waivers"][0]["entry"] += "#pain"
    left = [item.entry for item in found(tmp_path / "claim", files) if item.code == "LDN207"]
    assert left == ["condition/sore-knee#pain-clinic"]


def test_a_fault_that_stops_a_pack_from_loading_cannot_be_waived(tmp_path: Path) -> None:
    files = waived(code="LDN104", entry="condition/joint-pain")
    files["conditions/joint-pain.json"]["groups"] = ["gone"]
    findings = found(tmp_path, files)
    assert {"LDN104", "LDN904"} <= codes(findings)
    assert "LDN901" not in codes(findings)


def test_a_waiver_whose_code_was_not_asked_for_is_not_called_stale(tmp_path: Path) -> None:
    root = packs.write(tmp_path, waived(analysed=38))
    assert codes(list(validate(root, as_of=NOW, select=["LDN4", "LDN9"]).findings)) == set()
    assert codes(list(validate(root, as_of=NOW, ignore=["LDN202"]).findings)) == set()
    assert codes(list(validate(root, as_of=NOW, select=["LDN202", "LDN9"]).findings)) == {"LDN901"}


def test_a_waiver_of_an_entry_that_cannot_be_read_is_not_called_stale(tmp_path: Path) -> None:
    root = packs.write(tmp_path, waived())
    (root / "sources" / "knee-trial.json").write_text("{", encoding="utf-8")
    assert "LDN901" not in codes(list(validate(root, as_of=NOW).findings))


# what is asked for


def faulty(root: Path) -> Path:
    """A pack with a fault of a file, one of a reference, two of content and a stale waiver."""
    files = waived(code="LDN201")
    files["terms/dud.json"]["definiton"] = "x"
    files["conditions/joint-pain.json"] |= {"groups": ["gone"], "aliases": ["Arthralgia", "Arthralgia"]}
    return packs.write(root, files)


def test_only_selected_codes_are_reported(tmp_path: Path) -> None:
    root = faulty(tmp_path)
    everything = validate(root, as_of=NOW).findings
    assert {"LDN010", "LDN104", "LDN121", "LDN202", "LDN901"} <= codes(list(everything))
    for start in ("LDN", "LDN0", "LDN1", "LDN121", "LDN2", "LDN9"):
        some = validate(root, as_of=NOW, select=[start]).findings
        assert some == tuple(
            item for item in everything if item.code.startswith(start) and (item.code[:4] != "LDN9" or start < "LDN1")
        )
        none = validate(root, as_of=NOW, ignore=[start]).findings
        assert not [item for item in none if item.code.startswith(start)]


def test_files_that_cannot_be_read_are_counted_where_their_fault_is_not_asked_for(tmp_path: Path) -> None:
    root = faulty(tmp_path)
    assert validate(root, as_of=NOW).unread == 0
    assert validate(root, as_of=NOW, select=["LDN202"]).unread == 1
    assert validate(root, as_of=NOW, ignore=["LDN0"]).unread == 1
    assert validate(root, as_of=NOW, ignore=["LDN0"], files=["conditions"]).unread == 0


def test_a_code_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="did you mean LDN20"):
        validate(faulty(tmp_path), as_of=NOW, select=["LDN20x"])


def test_of_a_part_of_a_pack_only_its_findings_are_reported(tmp_path: Path) -> None:
    root = faulty(tmp_path)
    everything = validate(root, as_of=NOW)
    for files in (["conditions"], ["conditions/joint-pain.json"], ["pack.json", "terms/dud.json"], ["terms/sham-knee.json"]):
        report = validate(root, as_of=NOW, files=files)
        assert report.findings == tuple(
            item for item in everything.findings if any(item.file == name or item.file.startswith(f"{name}/") for name in files)
        )
        assert report.elsewhere == len(everything.findings) - len(report.findings)


def test_what_is_refused_itself_is_not_called_missing_elsewhere(tmp_path: Path) -> None:
    files = packs.small()
    for file in ("conditions/joint-pain.json", "sources/knee-trial.json", "caveats/knee-hidden.json"):
        files[file]["new"] = "x"
    assert not {item.code for item in found(tmp_path, files) if item.code.startswith("LDN10")}


def test_nothing_is_held_against_a_source_that_is_refused_itself(tmp_path: Path) -> None:
    files = packs.small()
    files["sources/knee-trial.json"]["new"] = "x"
    files["terms/sham-knee.json"]["definition"] = "A treatment of 7 mg."
    files["pack.json"]["waivers"] = [
        {"code": code, "entry": "condition/sore-knee#pain", "reason": "A test.", "expires": "2027-01"}
        for code in ("LDN203", "LDN401")
    ]
    assert [(item.code, item.entry, item.field) for item in found(tmp_path, files)] == [
        ("LDN901", "", "waivers[1]"),
        ("LDN010", "source/knee-trial", "new"),
        ("LDN301", "term/sham-knee", "definition"),
    ]


def test_what_a_pack_breaks_below_is_told_at_what_it_replaces(tmp_path: Path) -> None:
    trial: dict[str, Any] = json.loads(
        built_in("en").joinpath("sources", "due-bruun-2024-fibromyalgia.json").read_text(encoding="utf-8")
    )
    report = validate(
        packs.write(tmp_path, packs.overlay({**trial, "results": []}, replaces=["source/due-bruun-2024-fibromyalgia"])), as_of=NOW
    )
    broken = [item for item in report.findings if item.code == "LDN102" and "condition/fibromyalgia" in item.message]
    assert broken
    assert {(item.file, item.field) for item in broken} == {("pack.json", "replaces")}


def test_what_a_pack_says_of_itself_is_checked_too(tmp_path: Path) -> None:
    files = packs.small()
    files["pack.json"]["review"]["month"] = "2026-12"
    (finding,) = [item for item in found(tmp_path, files) if item.code == "LDN601" and item.file == "pack.json"]
    assert (finding.field, finding.entry) == ("review.month", "")
    assert (finding.line, finding.column) == packs.place(tmp_path, "pack.json", '"2026-12"')


def test_of_very_many_findings_of_a_code_in_an_entry_the_first_are_told(tmp_path: Path) -> None:
    files = packs.small()
    files["terms/dud.json"]["aliases"] = ["Twice"] * 500
    messages = [item.message for item in found(tmp_path, files) if item.code == "LDN121"]
    assert len(messages) == 101
    assert "mend the others first" in "".join(messages)


def test_it_tells_how_far_it_is(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    report = validate(packs.write(tmp_path, packs.small()), as_of=NOW, watch=lambda done, total: seen.append((done, total)))
    assert seen == [(number, report.entries) for number in range(1, report.entries + 1)]


def test_every_rule_has_a_code_of_its_own_and_says_what_it_asks_for() -> None:
    for code, rule in RULES.items():
        assert isinstance(rule, Rule)
        assert code == rule.code
        assert re.fullmatch("LDN[1-8][0-9]{2}", code)
        assert rule.severity in {"error", "warning"}
        assert rule.summary.endswith(".")
    assert len(RULES) == sum(len(module.RULES) for module in MODULES)


def test_a_context_tells_where_the_rating_of_a_claim_stands(tmp_path: Path) -> None:
    library = packs.library(tmp_path)
    context = Context(library.entries, library.sources, "2026-11")
    pain, again, _ = library.conditions["sore-knee"].claims
    assert context.rating(pain) is pain
    assert context.rating(again) is pain
    assert context.rating(library.topics["knee-doses"].claims[0]) is None


def calls(work: Callable[[], object]) -> int:
    """How many functions are called; unlike a time, it is the same on every machine."""
    found = 0

    def count(_: object, event: str, __: object) -> None:
        nonlocal found
        found += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return found


def test_a_pack_of_twice_as_many_entries_takes_twice_as_long(tmp_path: Path) -> None:
    files = packs.small()
    made = []
    for size in (10, 20, 40):
        copies = dict(files)
        for file, data in files.items():
            for number in range(size if file.startswith(("conditions/", "sources/", "terms/")) else 0):
                name = f"{data['id']}-{number}"
                copies[f"{file.partition('/')[0]}/{name}.json"] = {**data, "id": name, "title": f"{data['title']} {number}"}
        made.append(packs.write(tmp_path / str(size), copies))
    validate(made[-1], as_of="2026-11")  # what is kept from run to run is there
    ten, twenty, forty = (calls(partial(validate, pack, as_of="2026-11")) for pack in made)
    assert forty - twenty < 2.2 * (twenty - ten)
