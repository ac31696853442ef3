"""What a change touches: safety, evidence, wording or metadata."""

from __future__ import annotations

import pytest

import packs
from ldn_content.compare.rules import UNKNOWN
from pack_edits import (
    AS_IS,
    KNEE,
    LABEL,
    LESS_SURE,
    OPIOIDS,
    QUESTION,
    REVIEW,
    SYRUP,
    TOPIC,
    TRIAL,
    WITH_HARM,
    WITH_HARM_RESULT,
    Edit,
    add,
    both,
    changed,
    drop,
    grow,
    put,
    retire,
)

# what touches safety

COUNTED = {"operation": "count", "value": 1, "unit": "reports", "inputs": [{"part": "tablet-label#opioids"}]}
SAFETY: dict[str, tuple[Edit, Edit, str, str]] = {
    "a caution goes": (AS_IS, lambda f: f.pop(OPIOIDS), "caveat/opioids", ""),
    "a caution is withdrawn": (AS_IS, retire(OPIOIDS), "caveat/opioids", ""),
    "a caution is new": (AS_IS, add("caveats/new.json", packs.grave("new")), "caveat/new", ""),
    "a caution is taken apart": (
        AS_IS,
        both(
            add("caveats/a.json", packs.grave("a")),
            add("caveats/b.json", packs.grave("b")),
            retire(OPIOIDS, "caveat/a", "caveat/b"),
        ),
        "caveat/opioids",
        "",
    ),
    "a caution is lowered": (AS_IS, put(OPIOIDS, "severity")("warning"), "caveat/opioids", "severity"),
    "a caution is raised": (
        put("caveats/joints.json", "actions")([packs.ACTION]),
        put("caveats/joints.json", "severity")("warning"),
        "caveat/joints",
        "severity",
    ),
    "a caution is narrowed": (AS_IS, put(OPIOIDS, "scope")({"kinds": ["topic"]}), "caveat/opioids", "scope.everything"),
    "a caution leaves cards": (AS_IS, put(OPIOIDS, "scope")({"kinds": ["topic"]}), "caveat/opioids", "cards"),
    "a caution comes on cards": (AS_IS, put("caveats/joints.json", "scope")({"everything": True}), "caveat/joints", "cards"),
    "a condition leaves a group and its caution": (AS_IS, put(KNEE, "groups")([]), "caveat/joints", "cards"),
    "an answer leaves a claim and its caution": (AS_IS, drop(QUESTION, "answer", 0), "caveat/one-trial", "cards"),
    "the short of a caution": (AS_IS, put(OPIOIDS, "short")("LDN can cause withdrawal."), "caveat/opioids", "short"),
    "the clinical text of a caution goes": (AS_IS, drop(OPIOIDS, "clinical"), "caveat/opioids", "clinical"),
    "an action goes": (AS_IS, drop(OPIOIDS, "actions", 1), "caveat/opioids", "actions[1]"),
    "an action is new": (AS_IS, grow(OPIOIDS, "actions")({"who": "patient", "text": "Ask."}), "caveat/opioids", "actions[2]"),
    "an action loses its not": (
        put(OPIOIDS, "actions", 0, "text")("Do not stop."),
        put(OPIOIDS, "actions", 0, "text")("Do stop."),
        "caveat/opioids",
        "actions[0].text",
    ),
    "an action is somebody else's": (AS_IS, put(OPIOIDS, "actions", 1, "who")("professional"), "caveat/opioids", "actions[1]"),
    "a caution stands for another": (
        AS_IS,
        grow(OPIOIDS, "stands_for")("joints"),
        "caveat/opioids",
        "stands_for",
    ),
    "a short form hides a caution": (
        both(put("caveats/joints.json", "severity")("contraindication"), put("caveats/joints.json", "actions")([packs.ACTION])),
        grow(OPIOIDS, "stands_for")("joints"),
        "caveat/joints",
        "compact",
    ),
    "a line shows another caution": (
        AS_IS,
        add("caveats/a-first.json", packs.grave("a-first", scope={"entries": ["condition/sore-knee"]}, stands_for=["joints"])),
        "caveat/opioids",
        "line",
    ),
    "a medicine leaves a caution": (AS_IS, put(OPIOIDS, "medicines")([]), "caveat/opioids", "medicines"),
    "a medicine joins a caution": (AS_IS, put("caveats/joints.json", "medicines")(["knee-syrup"]), "caveat/joints", "medicines"),
    "a level of certainty": (
        AS_IS,
        put(KNEE, "claims", 0, "certainty")(LESS_SURE),
        "condition/sore-knee#pain",
        "certainty.level",
    ),
    "a certainty goes": (
        WITH_HARM,
        both(
            drop(KNEE, "claims", 3, "certainty"),
            drop(KNEE, "claims", 3, "finding"),
            put(KNEE, "claims", 3, "same_as")("condition/sore-knee#pain"),
        ),
        "condition/sore-knee#dreams",
        "certainty.level",
    ),
    "a finding": (AS_IS, put(KNEE, "claims", 0, "finding")("benefit"), "condition/sore-knee#pain", "finding"),
    "the dose that is rated": (
        AS_IS,
        put(KNEE, "claims", 0, "certainty", "dose_class")("mixed"),
        "condition/sore-knee#pain",
        "certainty.dose_class",
    ),
    "another rating": (
        WITH_HARM,
        put(KNEE, "claims", 1, "same_as")("condition/sore-knee#dreams"),
        "condition/sore-knee#pain-clinic",
        "same_as",
    ),
    "a verdict": (AS_IS, put(REVIEW, "verdict")("unsupported"), "claim-review/ldn-mends-knees", "verdict"),
    "a headline": (WITH_HARM, put(KNEE, "headline")("dreams"), "condition/sore-knee", "headline"),
    "the first answer": (AS_IS, lambda f: f[QUESTION]["answer"].reverse(), "question/does-it-help-knees", "first"),
    "a harm claim is worded otherwise": (
        WITH_HARM,
        put(KNEE, "claims", 3, "short")("LDN may cause dreams."),
        "condition/sore-knee#dreams",
        "short",
    ),
    "a harm claim is new": (AS_IS, WITH_HARM, "condition/sore-knee#dreams", ""),
    "a claim goes": (AS_IS, drop(KNEE, "claims", 1), "condition/sore-knee#pain-clinic", ""),
    "a claim turns to harm": (WITH_HARM, put(KNEE, "claims", 3, "type")("effect"), "condition/sore-knee#dreams", "type"),
    "an answer leaves a claim": (
        AS_IS,
        drop(QUESTION, "answer", 0),
        "question/does-it-help-knees",
        "quoted[condition/sore-knee#pain]",
    ),
    "an answer takes a harm": (
        WITH_HARM,
        grow(QUESTION, "answer")("condition/sore-knee#dreams"),
        "question/does-it-help-knees",
        "quoted[condition/sore-knee#dreams]",
    ),
    "an instruction is turned round": (
        put(QUESTION, "answer", 1, "short")("Do not stop your tablets."),
        put(QUESTION, "answer", 1, "short")("Do stop your tablets."),
        "question/does-it-help-knees#ask",
        "short",
    ),
    "an instruction tells of another deed": (
        AS_IS,
        put(QUESTION, "answer", 1, "short")("A doctor can tell how to stop."),
        "question/does-it-help-knees#ask",
        "short",
    ),
    "an instruction names the emergency number": (
        AS_IS,
        put(QUESTION, "answer", 1, "short")("Call the emergency number."),
        "question/does-it-help-knees#ask",
        "short",
    ),
    "a dose in a text": (
        AS_IS,
        put(TOPIC, "sections", 0, "claims", 0, "short")("The trial gave 45 mg."),
        "topic/knee-doses#dose",
        "short",
    ),
    "micrograms in a text": (
        put(TOPIC, "sections", 0, "claims", 0, "short")("The trial gave 3 micrograms."),
        put(TOPIC, "sections", 0, "claims", 0, "short")("The trial gave 5 micrograms."),
        "topic/knee-doses#dose",
        "short",
    ),
    "the dose of a study": (AS_IS, put(TRIAL, "study", "dose_mg")(45), "source/knee-trial", "study.dose_mg"),
    "the dose of an arm": (AS_IS, put(TRIAL, "study", "arms", 0, "dose")("45 mg"), "source/knee-trial", "study.arms[ldn].dose"),
    "the class of dose of a source": (AS_IS, put(TRIAL, "dose_class")("standard-or-high"), "source/knee-trial", "dose_class"),
    "a dose in a statement": (
        AS_IS,
        put(TRIAL, "statements", 0, "figures", 0, "value")(45),
        "source/knee-trial#dose",
        "figures[0].value",
    ),
    "a dose in the text of a statement": (
        AS_IS,
        put(TRIAL, "statements", 0, "text")("The trial gave 45 mg once daily."),
        "source/knee-trial#dose",
        "text",
    ),
    "a label's figure": (
        put(LABEL, "statements", 0, "figures")([{"value": 7, "unit": "days", "what": "without opioids"}]),
        put(LABEL, "statements", 0, "figures", 0, "value")(3),
        "source/tablet-label#opioids",
        "figures[0].value",
    ),
    "a label loses its not": (AS_IS, put(LABEL, "statements", 0, "text")("With opioids."), "source/tablet-label#opioids", "text"),
    "a harm figure": (WITH_HARM_RESULT, put(TRIAL, "results", 1, "p")("0.4"), "source/knee-trial#dreams", "p"),
    "a harm is counted no more": (WITH_HARM_RESULT, drop(TRIAL, "results", 1), "source/knee-trial#dreams", ""),
    "a result turns from harm to benefit": (
        WITH_HARM_RESULT,
        put(TRIAL, "results", 1, "about")("benefit"),
        "source/knee-trial#dreams",
        "about",
    ),
    "the dose of a use": (AS_IS, put(SYRUP, "uses", 0, "dose")("60 mg"), "substance/knee-syrup", "uses[0].dose"),
    "a figure of a caution": (
        put(OPIOIDS, "derived")([COUNTED]),
        put(OPIOIDS, "derived", 0, "unit")("cases"),
        "caveat/opioids",
        "derived[0].unit",
    ),
    "a use with a dose goes": (AS_IS, put(SYRUP, "uses")([]), "substance/knee-syrup", "uses[0]"),
    "what kind of medicine it is": (AS_IS, put(SYRUP, "drug_class")("other-interaction"), "substance/knee-syrup", "drug_class"),
    "a medicine loses a name": (AS_IS, put(SYRUP, "names")([]), "substance/knee-syrup", "names"),
    "an entry is withdrawn": (AS_IS, retire("terms/dud.json"), "term/dud", ""),
    "a move becomes a withdrawal": (AS_IS, put("retired/achy-knee.json", "moved_to")([]), "retired/achy-knee", "moved_to"),
    "a clinician's review is taken back": (
        put("pack.json", "review")({"month": "2026-11", "clinical": "reviewed", "reviewer": "Doe J"}),
        put("pack.json", "review")({"month": "2026-11", "clinical": "none"}),
        "pack",
        "review.clinical",
    ),
}


@pytest.mark.parametrize("name", SAFETY)
def test_it_touches_safety_if(name: str) -> None:
    before, edit, reference, field = SAFETY[name]
    found = [change for change in changed(edit, before=before) if (change.reference, change.field) == (reference, field)]
    assert {change.area for change in found} == {"safety"}
    assert UNKNOWN.why not in {change.why for change in found}


WELL_CITED = both(put(OPIOIDS, "derived")([COUNTED]), grow(OPIOIDS, "citations")(packs.cite("knee-trial#study", "context")))
OTHERS: dict[str, tuple[str, Edit, str, str]] = {
    "a citation": (
        "evidence",
        drop(KNEE, "claims", 0, "citations", 1),
        "condition/sore-knee#pain",
        "citations[knee-trial#study]",
    ),
    "a stance": (
        "evidence",
        put(KNEE, "claims", 0, "citations", 0, "stance")("context"),
        "condition/sore-knee#pain",
        "citations[knee-trial#pain].stance",
    ),
    "a citation of a caution": ("evidence", put(OPIOIDS, "citations")([]), "caveat/opioids", "citations[tablet-label#opioids]"),
    "a reason for a rating": (
        "evidence",
        put(KNEE, "claims", 0, "certainty", "downgrades", 0, "reason")("Very few people."),
        "condition/sore-knee#pain",
        "certainty.downgrades[imprecision].reason",
    ),
    "a figure of a benefit": (
        "evidence",
        put(KNEE, "claims", 0, "clinical")("RR 0.84 (95% CI 0.3 to 2.29)."),
        "condition/sore-knee#pain",
        "clinical",
    ),
    "a sentence on a benefit is turned round": (
        "evidence",
        put(KNEE, "claims", 0, "short")("LDN may not make a difference to knee pain."),
        "condition/sore-knee#pain",
        "short",
    ),
    "a figure of a result": (
        "evidence",
        put(TRIAL, "results", 0, "values", 0, "events")(4),
        "source/knee-trial#pain",
        "values[ldn end].events",
    ),
    "where a trial counts": (
        "evidence",
        put(TRIAL, "counting")({"condition": "joint-pain"}),
        "source/knee-trial",
        "counting.condition",
    ),
    "people of a study": ("evidence", put(TRIAL, "study", "randomised")(41), "source/knee-trial", "study.randomised"),
    "a claim is new": ("evidence", grow(KNEE, "claims")(packs.claim("walking")), "condition/sore-knee#walking", ""),
    "an entry is new": (
        "evidence",
        add("conditions/hip.json", {**packs.small()[KNEE], "id": "hip", "codes": [], "defined_by": None}),
        "condition/hip",
        "",
    ),
    "a term is new": (
        "wording",
        add("terms/knee.json", {"kind": "term", "id": "knee", "title": "Knee", "definition": "A joint."}),
        "term/knee",
        "",
    ),
    "words": (
        "wording",
        put(KNEE, "claims", 0, "short")("LDN may make little or no difference to sore knees."),
        "condition/sore-knee#pain",
        "short",
    ),
    "a hedge": (
        "wording",
        put(KNEE, "claims", 0, "short")("LDN makes little or no difference to knee pain."),
        "condition/sore-knee#pain",
        "short",
    ),
    "a title": ("wording", put(KNEE, "title")("Bad knee"), "condition/sore-knee", "title"),
    "an alias": ("metadata", put(KNEE, "aliases")(["Knee pain"]), "condition/sore-knee", "aliases"),
    "a name of a medicine is new": ("metadata", grow(SYRUP, "names")("Sirop"), "substance/knee-syrup", "names"),
    "a code": ("metadata", drop(KNEE, "codes", 1), "condition/sore-knee", "codes[MONDO:0000002]"),
    "search words": ("metadata", put(KNEE, "search_words")([]), "condition/sore-knee", "search_words"),
    "when a source was read": ("metadata", put(TRIAL, "checked", "month")("2026-11"), "source/knee-trial", "checked.month"),
    "when an entry was looked at": (
        "metadata",
        put(KNEE, "review")({"month": "2026-11", "clinical": "none"}),
        "condition/sore-knee",
        "review.month",
    ),
    "the version of the content": ("metadata", put("pack.json", "content_version")("2026.1.1"), "pack", "content_version"),
    "the order of citations": (
        "metadata",
        lambda f: f[KNEE]["claims"][0]["citations"].reverse(),
        "condition/sore-knee#pain",
        "citations",
    ),
    "the order of claims": ("metadata", lambda f: f[KNEE]["claims"].reverse(), "condition/sore-knee", "order"),
    "the order of actions": ("wording", lambda f: f[OPIOIDS]["actions"].reverse(), "caveat/opioids", "actions"),
    "a clinician's review": (
        "evidence",
        put("pack.json", "review")({"month": "2026-11", "clinical": "reviewed", "reviewer": "Doe J"}),
        "pack",
        "review.clinical",
    ),
    "the order of what a caution cites": (
        "metadata",
        lambda f: f[OPIOIDS]["citations"].reverse(),
        "caveat/opioids",
        "citations",
    ),
    "when it was looked for": (
        "metadata",
        put("conditions/joint-pain.json", "claims", 0, "as_of")("2026-10"),
        "condition/joint-pain#nothing",
        "as_of",
    ),
    "an outcome": ("evidence", put(KNEE, "claims", 0, "outcome")("pain in the knee"), "condition/sore-knee#pain", "outcome"),
    "a group": ("evidence", grow(KNEE, "groups")("leg-pain"), "condition/sore-knee", "groups"),
    "an answer says more": (
        "evidence",
        grow(QUESTION, "answer")("topic/knee-doses#dose"),
        "question/does-it-help-knees",
        "quoted[topic/knee-doses#dose]",
    ),
    "a heading": ("wording", put(TOPIC, "sections", 0, "title")("Doses"), "topic/knee-doses", "sections[in-trials].title"),
    "where a medicine is licensed": ("evidence", put(SYRUP, "uses", 0, "region")("US"), "substance/knee-syrup", "uses[0].region"),
    "where an id went, too": (
        "metadata",
        grow("retired/achy-knee.json", "moved_to")("condition/joint-pain"),
        "retired/achy-knee",
        "moved_to",
    ),
    "why an id went": ("wording", put("retired/achy-knee.json", "why")("Renamed."), "retired/achy-knee", "why"),
    "a record of an id": (
        "metadata",
        add("retired/x.json", {"kind": "retired", "id": "x", "title": "X", "was": "term/x", "why": "Y."}),
        "retired/x",
        "",
    ),
    "a journal": ("metadata", put(TRIAL, "journal")("The Knee"), "source/knee-trial", "journal"),
    "the country of a statement": (
        "evidence",
        put(TRIAL, "statements", 0, "jurisdiction")("US"),
        "source/knee-trial#dose",
        "jurisdiction",
    ),
    "what a source says": (
        "evidence",
        put("sources/knee-letter.json", "statements", 0, "text")("It was small."),
        "source/knee-letter#view",
        "text",
    ),
    "a citation of a review": (
        "evidence",
        grow(REVIEW, "citations")(packs.cite("knee-trial#study", "context")),
        "claim-review/ldn-mends-knees",
        "citations[knee-trial#study]",
    ),
    "a caution's derived figure is worked out otherwise": (
        "evidence",
        put(OPIOIDS, "derived", 0, "inputs", 0, "part")("knee-trial#study"),
        "caveat/opioids",
        "derived[0].inputs[0]",
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_it_does_not_touch_safety_if(name: str) -> None:
    area, edit, reference, field = OTHERS[name]
    changes = changed(edit, before=WELL_CITED)
    assert {change.area for change in changes if (change.reference, change.field) == (reference, field)} == {area}
    assert "safety" not in {change.area for change in changes}
