"""What changed between two packs: nothing is lost, and what touches safety is named so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
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
from ldn_content.model import CLASSES, AnyEntry, Claim, Manifest, Result, Statement
from strategies import entry_data, texts

Files = packs.Files
Edit = Callable[[Files], Any]
KNEE = "conditions/sore-knee.json"
OPIOIDS = "caveats/opioids.json"
TRIAL = "sources/knee-trial.json"
LABEL = "sources/tablet-label.json"
TOPIC = "topics/knee-doses.json"
QUESTION = "questions/does-it-help-knees.json"
REVIEW = "claim-reviews/ldn-mends-knees.json"
SYRUP = "substances/knee-syrup.json"


def entry_of(data: packs.Data) -> AnyEntry:
    return CLASSES[data["kind"]].model_validate(data)


def side(files: Files) -> Side:
    entries = [entry_of(data) for name, data in files.items() if name != "pack.json"]
    return Side(Manifest.model_validate(files["pack.json"]), {entry.reference: entry for entry in entries})


SMALL = side(packs.small())


def changed(edit: Edit, *, before: Edit = lambda files: None) -> tuple[Change, ...]:
    """What an edit of the small pack changes."""
    old = packs.small()
    before(old)
    new = deepcopy(old)
    edit(new)
    return compare(side(old), side(new)).changes


def told(changes: tuple[Change, ...]) -> list[tuple[str, str, str, str]]:
    return [(change.area, change.action, change.reference, change.field) for change in changes]


def put(file: str, *path: Any) -> Callable[[Any], Edit]:
    """An edit that puts a value at a path."""

    def at(value: Any) -> Edit:
        def edit(files: Files) -> None:
            here: Any = files[file]
            for step in path[:-1]:
                here = here[step]
            here[path[-1]] = value

        return edit

    return at


def drop(file: str, *path: Any) -> Edit:
    """An edit that takes away what stands at a path."""

    def edit(files: Files) -> None:
        here: Any = files[file]
        for step in path[:-1]:
            here = here[step]
        del here[path[-1]]

    return edit


def grow(file: str, *path: Any) -> Callable[[Any], Edit]:
    """An edit that appends to a list, which is made where there is none."""

    def with_item(item: Any) -> Edit:
        def edit(files: Files) -> None:
            here: Any = files[file]
            for step in path[:-1]:
                here = here[step]
            here[path[-1]] = [*here.get(path[-1], []), item] if isinstance(here, dict) else [*here[path[-1]], item]

        return edit

    return with_item


def add(file: str, data: packs.Data) -> Edit:
    return lambda files: files.update({file: data})


def retire(file: str, *moved_to: str) -> Edit:
    """An edit that takes an entry away and says where it went."""

    def edit(files: Files) -> None:
        gone = files.pop(file)
        record = {"kind": "retired", "id": f"old-{gone['id']}", "title": gone["title"], "why": "It was wrong."}
        files[f"retired/old-{gone['id']}.json"] = {**record, "was": f"{gone['kind']}/{gone['id']}", "moved_to": list(moved_to)}

    return edit


def both(*edits: Edit) -> Edit:
    def edit(files: Files) -> None:
        for one in edits:
            one(files)

    return edit


def harm_claim(**changes: Any) -> packs.Data:
    made = packs.claim("dreams", type="harm", short="LDN may cause vivid dreams.", outcome="dreams", finding="harm")
    return {**made, "certainty": packs.certainty(), "citations": [packs.cite("knee-trial#pain")], **changes}


WITH_HARM = grow(KNEE, "claims")(harm_claim())
HARM_RESULT = {"id": "dreams", "name": "vivid dreams", "about": "harm", "comparison": "between-arms", "p": "0.04"}
WITH_HARM_RESULT = grow(TRIAL, "results")(HARM_RESULT)
LESS_SURE = packs.certainty(levels=3)

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


# what touches safety

SAFETY: dict[str, tuple[Edit, Edit, str, str]] = {
    "a caution goes": (lambda f: None, lambda f: f.pop(OPIOIDS), "caveat/opioids", ""),
    "a caution is withdrawn": (lambda f: None, retire(OPIOIDS), "caveat/opioids", ""),
    "a caution is new": (lambda f: None, add("caveats/new.json", packs.grave("new")), "caveat/new", ""),
    "a caution is taken apart": (
        lambda f: None,
        both(add("caveats/a.json", packs.grave("a")), add("caveats/b.json", packs.grave("b")), retire(OPIOIDS, "caveat/a", "caveat/b")),
        "caveat/opioids", "",
    ),
    "a caution is lowered": (lambda f: None, put(OPIOIDS, "severity")("warning"), "caveat/opioids", "severity"),
    "a caution is raised": (
        put("caveats/joints.json", "actions")([packs.ACTION]), put("caveats/joints.json", "severity")("warning"), "caveat/joints", "severity",
    ),
    "a caution is narrowed": (lambda f: None, put(OPIOIDS, "scope")({"kinds": ["topic"]}), "caveat/opioids", "scope.everything"),
    "a caution leaves cards": (lambda f: None, put(OPIOIDS, "scope")({"kinds": ["topic"]}), "caveat/opioids", "cards"),
    "a caution comes on cards": (lambda f: None, put("caveats/joints.json", "scope")({"everything": True}), "caveat/joints", "cards"),
    "a condition leaves a group and its caution": (lambda f: None, put(KNEE, "groups")([]), "caveat/joints", "cards"),
    "an answer leaves a claim and its caution": (lambda f: None, drop(QUESTION, "answer", 0), "caveat/one-trial", "cards"),
    "the short of a caution": (lambda f: None, put(OPIOIDS, "short")("LDN can cause withdrawal."), "caveat/opioids", "short"),
    "the clinical text of a caution goes": (lambda f: None, drop(OPIOIDS, "clinical"), "caveat/opioids", "clinical"),
    "an action goes": (lambda f: None, drop(OPIOIDS, "actions", 1), "caveat/opioids", "actions[1]"),
    "an action is new": (lambda f: None, grow(OPIOIDS, "actions")({"who": "patient", "text": "Ask."}), "caveat/opioids", "actions[2]"),
    "an action loses its not": (
        put(OPIOIDS, "actions", 0, "text")("Do not stop."),
        put(OPIOIDS, "actions", 0, "text")("Do stop."),
        "caveat/opioids", "actions[0].text",
    ),
    "an action is somebody else's": (lambda f: None, put(OPIOIDS, "actions", 1, "who")("professional"), "caveat/opioids", "actions[1]"),
    "a caution stands for another": (
        lambda f: None, grow(OPIOIDS, "stands_for")("joints"), "caveat/opioids", "stands_for",
    ),
    "a short form hides a caution": (
        both(put("caveats/joints.json", "severity")("contraindication"), put("caveats/joints.json", "actions")([packs.ACTION])),
        grow(OPIOIDS, "stands_for")("joints"),
        "caveat/joints", "compact",
    ),
    "a line shows another caution": (
        lambda f: None,
        add("caveats/a-first.json", packs.grave("a-first", scope={"entries": ["condition/sore-knee"]}, stands_for=["joints"])),
        "caveat/opioids", "line",
    ),
    "a medicine leaves a caution": (lambda f: None, put(OPIOIDS, "medicines")([]), "caveat/opioids", "medicines"),
    "a medicine joins a caution": (lambda f: None, put("caveats/joints.json", "medicines")(["knee-syrup"]), "caveat/joints", "medicines"),
    "a level of certainty": (
        lambda f: None, put(KNEE, "claims", 0, "certainty")(LESS_SURE), "condition/sore-knee#pain", "certainty.level",
    ),
    "a certainty goes": (
        WITH_HARM,
        both(drop(KNEE, "claims", 2, "certainty"), drop(KNEE, "claims", 2, "finding"),
             put(KNEE, "claims", 2, "same_as")("condition/sore-knee#pain")),
        "condition/sore-knee#dreams", "certainty.level",
    ),
    "a finding": (lambda f: None, put(KNEE, "claims", 0, "finding")("benefit"), "condition/sore-knee#pain", "finding"),
    "the dose that is rated": (
        lambda f: None, put(KNEE, "claims", 0, "certainty", "dose_class")("mixed"), "condition/sore-knee#pain", "certainty.dose_class",
    ),
    "another rating": (
        WITH_HARM, put(KNEE, "claims", 1, "same_as")("condition/sore-knee#dreams"), "condition/sore-knee#pain-clinic", "same_as",
    ),
    "a verdict": (lambda f: None, put(REVIEW, "verdict")("unsupported"), "claim-review/ldn-mends-knees", "verdict"),
    "a headline": (WITH_HARM, put(KNEE, "headline")("dreams"), "condition/sore-knee", "headline"),
    "the first answer": (lambda f: None, lambda f: f[QUESTION]["answer"].reverse(), "question/does-it-help-knees", "first"),
    "a harm claim is worded otherwise": (
        WITH_HARM, put(KNEE, "claims", 2, "short")("LDN may cause dreams."), "condition/sore-knee#dreams", "short",
    ),
    "a harm claim is new": (lambda f: None, WITH_HARM, "condition/sore-knee#dreams", ""),
    "a claim goes": (lambda f: None, drop(KNEE, "claims", 1), "condition/sore-knee#pain-clinic", ""),
    "a claim turns to harm": (WITH_HARM, put(KNEE, "claims", 2, "type")("effect"), "condition/sore-knee#dreams", "type"),
    "an answer leaves a claim": (lambda f: None, drop(QUESTION, "answer", 0), "question/does-it-help-knees", "quoted[condition/sore-knee#pain]"),
    "an answer takes a harm": (
        WITH_HARM, grow(QUESTION, "answer")("condition/sore-knee#dreams"), "question/does-it-help-knees", "quoted[condition/sore-knee#dreams]",
    ),
    "an instruction is turned round": (
        put(QUESTION, "answer", 1, "short")("Do not stop your tablets."),
        put(QUESTION, "answer", 1, "short")("Do stop your tablets."),
        "question/does-it-help-knees#ask", "short",
    ),
    "an instruction names the emergency number": (
        lambda f: None, put(QUESTION, "answer", 1, "short")("Call the emergency number."), "question/does-it-help-knees#ask", "short",
    ),
    "a dose in a text": (
        lambda f: None, put(TOPIC, "sections", 0, "claims", 0, "short")("The trial gave 45 mg."), "topic/knee-doses#dose", "short",
    ),
    "micrograms in a text": (
        put(TOPIC, "sections", 0, "claims", 0, "short")("The trial gave 3 micrograms."),
        put(TOPIC, "sections", 0, "claims", 0, "short")("The trial gave 5 micrograms."),
        "topic/knee-doses#dose", "short",
    ),
    "the dose of a study": (lambda f: None, put(TRIAL, "study", "dose_mg")(45), "source/knee-trial", "study.dose_mg"),
    "the dose of an arm": (lambda f: None, put(TRIAL, "study", "arms", 0, "dose")("45 mg"), "source/knee-trial", "study.arms[ldn].dose"),
    "the class of dose of a source": (lambda f: None, put(TRIAL, "dose_class")("standard-or-high"), "source/knee-trial", "dose_class"),
    "a dose in a statement": (lambda f: None, put(TRIAL, "statements", 0, "figures", 0, "value")(45), "source/knee-trial#dose", "figures[0].value"),
    "a label's figure": (
        put(LABEL, "statements", 0, "figures")([{"value": 7, "unit": "days", "what": "without opioids"}]),
        put(LABEL, "statements", 0, "figures", 0, "value")(3),
        "source/tablet-label#opioids", "figures[0].value",
    ),
    "a label loses its not": (lambda f: None, put(LABEL, "statements", 0, "text")("With opioids."), "source/tablet-label#opioids", "text"),
    "a harm figure": (WITH_HARM_RESULT, put(TRIAL, "results", 1, "p")("0.4"), "source/knee-trial#dreams", "p"),
    "a harm is counted no more": (WITH_HARM_RESULT, drop(TRIAL, "results", 1), "source/knee-trial#dreams", ""),
    "a result turns from harm to benefit": (
        WITH_HARM_RESULT, put(TRIAL, "results", 1, "about")("benefit"), "source/knee-trial#dreams", "about",
    ),
    "the dose of a use": (lambda f: None, put(SYRUP, "uses", 0, "dose")("60 mg"), "substance/knee-syrup", "uses[0].dose"),
    "a use with a dose goes": (lambda f: None, put(SYRUP, "uses")([]), "substance/knee-syrup", "uses[0]"),
    "what kind of medicine it is": (lambda f: None, put(SYRUP, "drug_class")("other-interaction"), "substance/knee-syrup", "drug_class"),
    "a medicine loses a name": (lambda f: None, put(SYRUP, "names")([]), "substance/knee-syrup", "names"),
    "an entry is withdrawn": (lambda f: None, retire("terms/dud.json"), "term/dud", ""),
    "a move becomes a withdrawal": (lambda f: None, put("retired/achy-knee.json", "moved_to")([]), "retired/achy-knee", "moved_to"),
    "a clinician's review is taken back": (
        put("pack.json", "review")({"month": "2026-11", "clinical": "reviewed", "reviewer": "Doe J"}),
        put("pack.json", "review")({"month": "2026-11", "clinical": "none"}),
        "pack", "review.clinical",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SAFETY)
def test_it_touches_safety_if(name: str) -> None:
    before, edit, reference, field = SAFETY[name]
    found = [change for change in changed(edit, before=before) if (change.reference, change.field) == (reference, field)]
    assert {change.area for change in found} == {"safety"}


OTHERS: dict[str, tuple[str, Edit, str, str]] = {
    "a citation": ("evidence", drop(KNEE, "claims", 0, "citations", 1), "condition/sore-knee#pain", "citations[knee-trial#study]"),
    "a stance": ("evidence", put(KNEE, "claims", 0, "citations", 0, "stance")("context"), "condition/sore-knee#pain",
                 "citations[knee-trial#pain].stance"),
    "a citation of a caution": ("evidence", put(OPIOIDS, "citations")([]), "caveat/opioids", "citations[tablet-label#opioids]"),
    "a reason for a rating": ("evidence", put(KNEE, "claims", 0, "certainty", "downgrades", 0, "reason")("Very few people."),
                              "condition/sore-knee#pain", "certainty.downgrades[imprecision].reason"),
    "a figure of a benefit": ("evidence", put(KNEE, "claims", 0, "clinical")("RR 0.84 (95% CI 0.3 to 2.29)."), "condition/sore-knee#pain",
                              "clinical"),
    "a sentence on a benefit is turned round": ("evidence", put(KNEE, "claims", 0, "short")("LDN may not make a difference to knee pain."),
                                                "condition/sore-knee#pain", "short"),
    "a figure of a result": ("evidence", put(TRIAL, "results", 0, "values", 0, "events")(4), "source/knee-trial#pain",
                             "values[ldn end].events"),
    "where a trial counts": ("evidence", put(TRIAL, "counting")({"condition": "joint-pain"}), "source/knee-trial", "counting.condition"),
    "people of a study": ("evidence", put(TRIAL, "study", "randomised")(41), "source/knee-trial", "study.randomised"),
    "a claim is new": ("evidence", grow(KNEE, "claims")(packs.claim("walking")), "condition/sore-knee#walking", ""),
    "an entry is new": ("evidence", add("conditions/hip.json", {**packs.small()[KNEE], "id": "hip", "codes": [], "defined_by": None}),
                        "condition/hip", ""),
    "a term is new": ("wording", add("terms/knee.json", {"kind": "term", "id": "knee", "title": "Knee", "definition": "A joint."}),
                      "term/knee", ""),
    "words": ("wording", put(KNEE, "claims", 0, "short")("LDN may make little or no difference to sore knees."),
              "condition/sore-knee#pain", "short"),
    "a hedge": ("wording", put(KNEE, "claims", 0, "short")("LDN makes little or no difference to knee pain."),
                "condition/sore-knee#pain", "short"),
    "a title": ("wording", put(KNEE, "title")("Bad knee"), "condition/sore-knee", "title"),
    "an alias": ("metadata", put(KNEE, "aliases")(["Knee pain"]), "condition/sore-knee", "aliases"),
    "a name of a medicine is new": ("metadata", grow(SYRUP, "names")("Sirop"), "substance/knee-syrup", "names"),
    "a code": ("metadata", drop(KNEE, "codes", 1), "condition/sore-knee", "codes[MONDO:0000002]"),
    "search words": ("metadata", put(KNEE, "search_words")([]), "condition/sore-knee", "search_words"),
    "when a source was read": ("metadata", put(TRIAL, "checked", "month")("2026-11"), "source/knee-trial", "checked.month"),
    "when an entry was looked at": ("metadata", put(KNEE, "review")({"month": "2026-11", "clinical": "none"}), "condition/sore-knee",
                                    "review.month"),
    "the version of the content": ("metadata", put("pack.json", "content_version")("2026.1.1"), "pack", "content_version"),
    "the order of citations": ("metadata", lambda f: f[KNEE]["claims"][0]["citations"].reverse(), "condition/sore-knee#pain", "citations"),
    "the order of claims": ("metadata", lambda f: f[KNEE]["claims"].reverse(), "condition/sore-knee", "order"),
    "the order of actions": ("wording", lambda f: f[OPIOIDS]["actions"].reverse(), "caveat/opioids", "actions"),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_it_does_not_touch_safety_if(name: str) -> None:
    area, edit, reference, field = OTHERS[name]
    changes = changed(edit)
    assert {change.area for change in changes if (change.reference, change.field) == (reference, field)} == {area}
    assert "safety" not in {change.area for change in changes}


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


def test_a_caution_that_moved_stays_on_its_cards() -> None:
    renamed = {**packs.small()["caveats/joints.json"], "id": "joints-and-bones"}
    changes = changed(both(add("caveats/joints-and-bones.json", renamed), retire("caveats/joints.json", "caveat/joints-and-bones")))
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
    apart = {"topic": ("sections.claims",), "condition": ("claims",), "question": ("answer",), "source": ("results", "statements")}
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
    return Seen(thing, Difference(names, names, action, None if action == "added" else "x", None if action == "removed" else "y"), (part, part))


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


def test_the_built_in_library_does_not_differ_from_itself() -> None:
    assert compare(LIBRARY, Library.load()).changes == ()


def test_a_library_with_a_pack_on_top_can_be_compared(tmp_path: Any) -> None:
    top = packs.load(tmp_path, packs.overlay(packs.caveat("ask-our-pharmacist")))
    changes = compare(LIBRARY, Library.load(packs=[top])).changes
    assert ("safety", "added", "caveat/ask-our-pharmacist", "") in told(changes)

