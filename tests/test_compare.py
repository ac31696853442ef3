"""What changed between two packs: nothing is lost, and what touches safety is named so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

import packs
from ldn_content.builtin import LIBRARY
from ldn_content.compare import AREAS, RULES, Change, Side, compare
from ldn_content.compare.fields import Difference, Part, parts_of_entry
from ldn_content.compare.rules import CONDITIONS, UNKNOWN, Seen, rule_for
from ldn_content.files import entry_text
from ldn_content.library import Library
from ldn_content.model import CLASSES, Claim, Manifest, Result, Statement
from pack_edits import (
    KNEE,
    LABEL,
    OPIOIDS,
    QUESTION,
    SMALL,
    TOPIC,
    Files,
    add,
    both,
    changed,
    entry_of,
    put,
    retire,
    told,
)
from strategies import entry_data, texts

# properties


@st.composite
def grafts(draw: st.DrawFn) -> tuple[packs.Data, packs.Data]:
    """An entry of the small pack as it is, and with one field of another entry, or without one, or with a list turned round."""
    file = draw(st.sampled_from(sorted(name for name in packs.small() if name != "pack.json")))
    old = packs.small()[file]
    other = draw(entry_data(old["kind"], old["id"]))
    field = draw(st.sampled_from(sorted({*old, *other} - {"kind", "id"})))
    how = draw(st.sampled_from(["graft", "drop", "turn", "shorten", "inside"]))
    new = deepcopy(old)
    if how == "graft" and field in other:
        new[field] = other[field]
    elif how == "drop":
        new.pop(field, None)
    elif how in {"turn", "shorten"} and isinstance(new.get(field), list):
        new[field] = new[field][::-1] if how == "turn" else new[field][1:]
    elif how == "inside" and isinstance(new.get(field), list | dict):
        new[field] = draw(_changed_inside(new[field]))
    assume(_is_entry(new))
    return old, new


@st.composite
def _changed_inside(draw: st.DrawFn, value: Any) -> Any:
    """The same value with one leaf changed."""
    if isinstance(value, dict) and value:
        key = draw(st.sampled_from(sorted(value)))
        return {**value, key: draw(_changed_inside(value[key]))}
    if isinstance(value, list) and value:
        place = draw(st.integers(0, len(value) - 1))
        return [*value[:place], draw(_changed_inside(value[place])), *value[place + 1 :]]
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + draw(st.integers(1, 9))
    return draw(st.one_of(texts(), st.just(f"{value}-x"), st.sampled_from(["warning", "harm", "context", "one-group", "active"])))


def _is_entry(data: packs.Data) -> bool:
    try:
        entry_of(data)
    except ValidationError:
        return False
    return True


Graft = tuple[packs.Data, packs.Data]


def sides(graft: Graft) -> tuple[Side, Side]:
    """The small pack with the one entry, and with the other."""
    one, other = (Side(SMALL.manifest, {**SMALL.entries, entry.reference: entry}) for entry in map(entry_of, graft))
    return one, other


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for item in value.values():
            yield from leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)
    elif value is not None:
        yield (type(value), value)


@given(grafts())
def test_a_pack_does_not_differ_from_itself(graft: Graft) -> None:
    _, other = sides(graft)
    again, _ = sides((graft[1], graft[1]))
    assert compare(other, again).changes == ()


@given(grafts())
def test_whatever_differs_in_an_entry_is_told(graft: Graft) -> None:
    one, other = sides(graft)
    reference = f"{graft[0]['kind']}/{graft[0]['id']}"
    changes = compare(one, other).changes
    apart = entry_text(one.entries[reference]) != entry_text(other.entries[reference])
    assert any(change.reference.partition("#")[0] == reference for change in changes) == apart


@given(grafts())
def test_no_value_that_came_or_went_is_lost(graft: Graft) -> None:
    one, other = sides(graft)
    reference = f"{graft[0]['kind']}/{graft[0]['id']}"
    before, after = (parts_of_entry(each.entries[reference]) for each in (one, other))
    changes = compare(one, other).changes
    for name in before.keys() & after.keys():
        own = [change for change in changes if change.reference == f"{reference}#{name}".rstrip("#")]
        old, new = ({k: v for k, v in part.data.items() if k != "order"} for part in (before[name], after[name]))
        gone, come = Counter(leaves(old)), Counter(leaves(new))
        assert set(gone - come) <= {leaf for change in own for leaf in leaves(change.old)}
        assert set(come - gone) <= {leaf for change in own for leaf in leaves(change.new)}
    for name in before.keys() ^ after.keys():
        assert any(change.reference == f"{reference}#{name}" and not change.field for change in changes)


def mirrored(change: Change) -> tuple[Any, ...]:
    action = {"added": "removed", "removed": "added"}.get(change.action, change.action)
    return change.reference, re.sub(r"\[\d+\]", "[]", change.field), action, repr(change.new), repr(change.old)


def plain(change: Change) -> tuple[Any, ...]:
    return change.reference, re.sub(r"\[\d+\]", "[]", change.field), change.action, repr(change.old), repr(change.new)


@given(grafts())
def test_there_and_back_are_mirror_images(graft: Graft) -> None:
    one, other = sides(graft)
    assert Counter(map(plain, compare(one, other).changes)) == Counter(map(mirrored, compare(other, one).changes))


@given(st.sampled_from(sorted(name for name in packs.small() if name.partition("/")[0] != "retired" and "/" in name)))
def test_an_entry_that_comes_mirrors_one_that_goes(file: str) -> None:
    there = changed(lambda files: files.pop(file))
    back = changed(add(file, packs.small()[file]), before=lambda files: files.pop(file))
    assert Counter(map(plain, there)) == Counter(map(mirrored, back))
    assert any(change.of_entry and change.action == "removed" and change.area == "safety" for change in there)


@given(grafts(), st.randoms())
def test_the_order_of_files_and_keys_changes_nothing(graft: Graft, chance: Any) -> None:
    one, other = sides(graft)
    shuffled = list(other.entries.items())
    chance.shuffle(shuffled)
    assert compare(one, Side(other.manifest, dict(shuffled))).changes == compare(one, other).changes


harmless = texts().filter(lambda text: not re.search(r"\d|mg|gram|mcg|µg", text))


@given(st.sampled_from(["short", "plain", "clinical"]), harmless)
def test_words_of_a_claim_on_benefit_never_touch_safety(field: str, words: str) -> None:
    assert {change.area for change in changed(put(KNEE, "claims", 0, field)(words))} <= {"evidence", "wording"}


@given(st.sampled_from(["title", "short", "plain", "clinical"]), texts())
def test_every_word_of_a_caution_touches_safety(field: str, words: str) -> None:
    assume(packs.small()[OPIOIDS][field] != words)
    assert told(changed(put(OPIOIDS, field)(words))) == [("safety", "changed", "caveat/opioids", field)]


# entries and claims that move


def test_an_entry_that_moved_is_compared_with_what_it_became() -> None:
    def edit(files: Files) -> None:
        moved = {**files["terms/dud.json"], "id": "look-alike", "definition": "A look-alike, but without the medicine."}
        both(add("terms/look-alike.json", moved), retire("terms/dud.json", "term/look-alike"))(files)
        files["retired/pretence.json"]["moved_to"][0] = "term/look-alike"

    assert told(changed(edit)) == [
        ("wording", "changed", "term/look-alike", "definition"),
        ("metadata", "moved", "term/dud", ""),
        ("metadata", "added", "retired/old-dud", ""),
        ("metadata", "added", "retired/pretence", "moved_to"),
        ("metadata", "removed", "retired/pretence", "moved_to"),
    ]


def test_an_id_that_leads_elsewhere_though_its_entry_is_still_there_is_a_safety_change() -> None:
    assert told(changed(put("retired/achy-knee.json", "moved_to")(["condition/joint-pain"]))) == [
        ("safety", "removed", "retired/achy-knee", "moved_to"),
        ("metadata", "added", "retired/achy-knee", "moved_to"),
    ]


def test_a_caution_that_moved_stays_on_its_cards() -> None:
    renamed = {**packs.small()["caveats/joints.json"], "id": "joints-and-bones"}
    changes = changed(
        both(add("caveats/joints-and-bones.json", renamed), retire("caveats/joints.json", "caveat/joints-and-bones"))
    )
    assert {change.area for change in changes} == {"metadata"}


def test_a_caution_that_moved_to_one_with_a_narrower_scope_is_lost_to_cards() -> None:
    renamed = {**packs.small()["caveats/joints.json"], "id": "bones", "scope": {"entries": ["condition/joint-pain"]}}
    changes = changed(both(add("caveats/bones.json", renamed), retire("caveats/joints.json", "caveat/bones")))
    lost = next(change for change in changes if (change.reference, change.field) == ("caveat/joints", "cards"))
    assert (lost.area, lost.action, "condition/sore-knee" in lost.old) == ("safety", "removed", True)


def test_an_entry_that_moves_into_another_is_held_against_that_one() -> None:
    changes = changed(retire(KNEE, "condition/joint-pain"), before=lambda files: files.pop("retired/achy-knee.json"))
    assert ("metadata", "moved", "condition/sore-knee", "") in told(changes)
    assert ("safety", "changed", "condition/joint-pain", "headline") in told(changes)
    assert ("safety", "removed", "condition/sore-knee#pain", "") in told(changes)


def test_of_an_entry_that_was_split_each_claim_is_compared_where_it_went() -> None:
    def edit(files: Files) -> None:
        own = files[QUESTION]["answer"]
        one = {**files[QUESTION], "id": "first", "answer": [own[0]]}
        other = {**files[QUESTION], "id": "second", "answer": [{**own[1], "short": "A doctor can tell."}]}
        both(add("questions/first.json", one), add("questions/second.json", other))(files)
        retire(QUESTION, "question/first", "question/second")(files)

    changes = told(changed(edit))
    assert ("metadata", "split", "question/does-it-help-knees", "") in changes
    assert ("wording", "changed", "question/second#ask", "short") in changes
    assert ("safety", "removed", "question/does-it-help-knees#ask", "") not in changes


def test_a_claim_that_stands_in_another_entry_now_has_moved() -> None:
    def edit(files: Files) -> None:
        moved = files[KNEE]["claims"].pop(1)
        files["conditions/joint-pain.json"]["claims"].append({**moved, "plain": "The same in more words."})

    def named(files: Files) -> None:
        files[KNEE]["claims"][1]["short"] = "What a clinic saw."

    assert told(changed(edit, before=both(named, put("caveats/one-trial.json", "scope")({"everything": True})))) == [
        ("wording", "added", "condition/joint-pain#pain-clinic", "plain"),
        ("metadata", "moved", "condition/sore-knee#pain-clinic", ""),
    ]


def test_a_claim_that_moves_between_sections_has_moved_there_and_nothing_else() -> None:
    def sectioned(files: Files) -> None:
        files[TOPIC]["sections"].append({"id": "more", "title": "More", "claims": [packs.claim("other")]})

    def edit(files: Files) -> None:
        files[TOPIC]["sections"][1]["claims"].insert(0, files[TOPIC]["sections"][0]["claims"].pop(1))

    assert told(changed(edit, before=sectioned)) == [
        ("metadata", "changed", "topic/knee-doses", "quoted[condition/sore-knee#pain].section")
    ]


def test_a_source_that_is_replaced_is_evidence() -> None:
    new = {**packs.small()[LABEL], "id": "new-label"}
    edit = both(add("sources/new-label.json", new), put(OPIOIDS, "citations")([packs.cite("new-label#opioids")]))
    assert {(change.area, change.action, change.field) for change in changed(edit)} == {
        ("evidence", "removed", "citations[tablet-label#opioids]"),
        ("evidence", "added", "citations[new-label#opioids]"),
        ("evidence", "added", ""),
    }


def test_cards_that_are_new_do_not_gain_their_cautions() -> None:
    changes = changed(add("terms/knee.json", {"kind": "term", "id": "knee", "title": "Knee", "definition": "A joint."}))
    assert told(changes) == [("wording", "added", "term/knee", "")]


def test_every_change_says_what_was_and_what_is() -> None:
    (change,) = changed(put(OPIOIDS, "severity")("warning"))
    assert (change.old, change.new) == ("contraindication", "warning")
    assert change.why == "How grave the caution is changed."


# the table


def names_of_fields(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield f"{prefix}{name}"
        for inner in models_in(field.annotation):
            yield from names_of_fields(inner, f"{prefix}{name}.")


def models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for item in get_args(annotation) for model in models_in(item)]


def all_fields() -> dict[str, set[str]]:
    """The names of the fields of each thing that has an id of its own."""
    things: dict[str, type[BaseModel]] = {**CLASSES, "claim": Claim, "result": Result, "statement": Statement, "pack": Manifest}
    apart = {
        "topic": ("sections.claims",),
        "condition": ("claims",),
        "question": ("answer",),
        "source": ("results", "statements"),
    }
    found: dict[str, set[str]] = {}
    for thing, model in things.items():
        names = {name for name in names_of_fields(model) if name not in {"kind", "id"} or (thing, name) == ("statement", "kind")}
        found[thing] = {n for n in names if not any(f"{n}.".startswith(f"{one}.") for one in apart.get(thing, ()))}
    found["claim"] |= {"section"}
    for thing in ("topic", "question"):
        found[thing] |= {"quoted", "quoted.claim", "quoted.section", "first"}
    for thing in ("topic", "question", "condition", "source"):
        found[thing] |= {"order"}
    found["caveat"] |= {"cards", "compact", "line"}
    return found


def seen(thing: str, names: str, action: Any) -> Seen:
    part = Part(thing, {}, "")
    return Seen(
        thing,
        Difference(names, names, action, None if action == "added" else "x", None if action == "removed" else "y"),
        (part, part),
    )


@pytest.mark.parametrize("thing", all_fields())
def test_every_field_has_a_row(thing: str) -> None:
    for names in all_fields()[thing]:
        for action in ("added", "removed", "changed", *(["reordered"] if names == "order" else [])):
            if names != "order" or action == "reordered":
                assert rule_for(seen(thing, names, action)) is not UNKNOWN, (names, action)


def test_a_field_without_a_row_touches_safety() -> None:
    assert rule_for(seen("caveat", "new_field", "changed")) == UNKNOWN
    assert UNKNOWN.area == "safety"


def test_every_row_names_what_there_is() -> None:
    fields = all_fields()
    for rule in RULES:
        things = set(fields) if rule.things == "*" else set(rule.things.split())
        assert things <= set(fields)
        for name in set(rule.fields.split()) - {"*", "-"}:
            assert any(name in fields[thing] for thing in things), (rule, name)
        assert rule.area in AREAS
        assert not rule.when or rule.when in CONDITIONS
    assert {rule.when for rule in RULES if rule.when} == set(CONDITIONS)


def rows() -> str:
    """The table as docs/diff.md shows it."""
    lines = ["| Area | What | Where | If | Why |", "| --- | --- | --- | --- | --- |"]
    for rule in RULES:
        what = "anything" if rule.things == "*" else rule.things.replace(" ", ", ")
        fields = {"*": "any field", "-": "the whole"}.get(rule.fields) or ", ".join(f"`{name}`" for name in rule.fields.split())
        happened = "" if rule.actions == "*" else f"{rule.actions.replace(' ', ' or ')}"
        condition = ", and ".join(filter(None, [happened, CONDITIONS[rule.when].words if rule.when else ""]))
        lines.append(f"| {rule.area} | {what} | {fields} | {condition} | {rule.why} |")
    return "\n".join(lines)


def test_the_docs_show_the_table() -> None:
    assert rows() in (Path(__file__).parents[1] / "docs" / "diff.md").read_text(encoding="utf-8"), f"put it in:\n{rows()}"


def test_the_built_in_library_does_not_differ_from_itself() -> None:
    assert compare(LIBRARY, Library.load()).changes == ()


def test_a_library_with_a_pack_on_top_can_be_compared(tmp_path: Any) -> None:
    top = packs.load(tmp_path, packs.overlay(packs.caveat("ask-our-pharmacist")))
    changes = compare(LIBRARY, Library.load(packs=[top])).changes
    assert ("safety", "added", "caveat/ask-our-pharmacist", "") in told(changes)
