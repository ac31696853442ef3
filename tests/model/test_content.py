"""The kinds of entry that editors write."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import ValidationError

import packs
from ldn_content.builtin import LIBRARY
from ldn_content.files import entry_text, write_atomically
from ldn_content.links import cited
from ldn_content.model import CLASSES, FOLDERS, KINDS, AnyEntry, Retired, Review, claims_of, items_of
from packs import cite, claim
from strategies import any_entry

QUICK = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@QUICK
@given(any_entry)
def test_an_entry_survives_being_written_and_read(entry: AnyEntry) -> None:
    text = entry_text(entry)
    again = type(entry).model_validate_json(text)
    assert again == entry
    assert entry_text(again) == text
    assert type(entry).model_validate(json.loads(text)) == entry
    assert type(entry).model_validate(entry.model_dump(mode="json")) == entry


def test_every_built_in_entry_survives_being_written_and_read() -> None:
    for entry in LIBRARY.entries.values():
        text = entry_text(entry)
        assert type(entry).model_validate_json(text) == entry
        assert type(entry).model_validate(json.loads(text)) == entry
        assert hash(type(entry).model_validate_json(text)) == hash(entry)


@QUICK
@given(any_entry)
def test_an_entry_gives_its_short_with_the_way_to_its_caveats(entry: AnyEntry) -> None:
    assert str(entry) == f"{entry.short} (Cautions: {entry.kind}/{entry.id})"
    assert entry.reference == f"{entry.kind}/{entry.id}"


@QUICK
@given(any_entry)
def test_walks_over_an_entry_agree(entry: AnyEntry) -> None:
    assert tuple(item for item in items_of(entry) if not isinstance(item, str)) == claims_of(entry)
    walked = [citation for block in cited(entry) for citation in block.citations]
    assert all(citation in walked for claim in claims_of(entry) for citation in claim.citations)


def test_each_kind_has_a_model_and_a_folder() -> None:
    assert tuple(CLASSES) == tuple(FOLDERS) == KINDS
    assert len(set(FOLDERS.values())) == len(KINDS)


def made(name: str, **changes: Any) -> dict[str, Any]:
    return {**packs.small()[name], **changes}


KNEE, TOPIC, QUESTION = "conditions/sore-knee.json", "topics/knee-doses.json", "questions/does-it-help-knees.json"
CAVEAT, REVIEW, SYRUP = "caveats/opioids.json", "claim-reviews/ldn-mends-knees.json", "substances/knee-syrup.json"
SECTION = packs.small()[TOPIC]["sections"][0]
CODE = {"system": "MeSH", "code": "D1", "match": "exact"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (made(KNEE, headline="gone"), "the headline 'gone' must be a claim"),
        (made(KNEE, headline="pain-clinic"), "that has a certainty of its own"),
        (made(KNEE, claims=packs.small()[KNEE]["claims"] * 2), "the claim 'pain' stands twice"),
        (made(KNEE, codes=[CODE, CODE], defined_by=None), "the code 'MeSH:D1' stands twice"),
        (made(KNEE, defined_by="MeSH:D9"), "defined_by names 'MeSH:D9', which is not one of the codes"),
        (made(KNEE, groups=["sore-knee"]), "cannot be in a group of its own"),
        (made(KNEE, codes=[{**CODE, "curie": "MeSH:D2"}], defined_by=None), "the curie is computed: it is 'MeSH:D1'"),
        (made(KNEE, claims=[]), "at least 1 item"),
        (made(TOPIC, sections=[SECTION, {**SECTION, "claims": [claim("other")]}]), "the section 'in-trials' stands twice"),
        (made(TOPIC, sections=[SECTION, {**SECTION, "id": "other"}]), "the claim 'dose' stands twice"),
        (made(QUESTION, answer=[claim("a"), claim("a")]), "the claim 'a' stands twice"),
        (made(QUESTION, answer=["term/dud"]), "answer.0.reference"),
        (made(QUESTION, answer=[5]), "answer.0.claim"),
        (made(CAVEAT, scope={}), "one of the two"),
        (made(CAVEAT, scope={"everything": True, "kinds": ["term"]}), "one of the two"),
        (made(CAVEAT, scope={"kinds": ["retired"]}), "scope.kinds.0"),
        (made(CAVEAT, actions=[]), "a contraindication says what to do"),
        (made(CAVEAT, severity="warning", actions=[]), "a warning says what to do"),
        (made(CAVEAT, stands_for=["opioids"]), "cannot stand for itself"),
        (made(CAVEAT, medicines=["a", "a"]), "the medicine 'a' stands twice"),
        (made(CAVEAT, citations=[cite("a#b"), cite("a#b")]), "the citation of 'a#b' stands twice"),
        (made(CAVEAT, short="x" * 111), "at most 110 characters"),
        (made(REVIEW, citations=[cite("a#b")]), "contradicted needs a citation that contradicts"),
        (made(REVIEW, citations=[cite("a#b"), cite("a#b")]), "stands twice"),
        (made(SYRUP, codes=[CODE, CODE]), "the code 'MeSH:D1' stands twice"),
        (made(SYRUP, uses=[{"indication": "x", "citations": []}]), "at least 1 item"),
        (made("terms/dud.json", review={"month": "2026-11", "clinical": "reviewed"}), "a clinical review names its reviewer"),
        (made("terms/dud.json", id="Dud"), "should match pattern"),
        (made("terms/dud.json", kind="topic"), "kind"),
    ],
)
def test_an_entry_that_does_not_hold_together_is_refused(data: dict[str, Any], message: str) -> None:
    kind = "term" if data["id"] in {"dud", "Dud"} else data["kind"]
    with pytest.raises(ValidationError, match=message):
        CLASSES[kind].model_validate(data)


def test_a_note_needs_no_action() -> None:
    assert CLASSES["caveat"].model_validate(packs.caveat("a"))


def test_only_a_clinical_review_has_a_reviewer() -> None:
    assert Review(month="2026-11", clinical="reviewed", reviewer="Dr Knee").reviewer == "Dr Knee"
    with pytest.raises(ValidationError, match="only a clinical review does"):
        Review(month="2026-11", clinical="none", reviewer="Dr Knee")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    write_atomically(path, "ä\n")
    assert path.read_bytes() == "ä\n".encode()
    ordinary = tmp_path / "ordinary"
    ordinary.touch()
    assert path.stat().st_mode == ordinary.stat().st_mode
    ordinary.unlink()
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "\ud800")
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        write_atomically(path, "new")
    assert path.read_bytes() == "ä\n".encode()
    assert [item.name for item in tmp_path.iterdir()] == ["a.json"]
    monkeypatch.undo()
    path.chmod(0o640)
    write_atomically(path, "new")
    assert (path.stat().st_mode & 0o777, path.read_bytes()) == (0o640, b"new")
    with pytest.raises(OSError, match="gone"):
        write_atomically(tmp_path / "gone" / "a.json", "new")


def test_a_retired_entry_names_what_it_was() -> None:
    made = {"kind": "retired", "id": "old", "title": "Old", "why": "It was renamed."}
    assert Retired.model_validate({**made, "was": "term/older"}).was == "term/older"
    for was in ("term", "older", "card/older", "retired/older"):
        with pytest.raises(ValidationError, match="was"):
            Retired.model_validate({**made, "was": was})
