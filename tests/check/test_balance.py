"""Benefit, harm and what is not known stand together, and what is grave says what to do."""

from __future__ import annotations

import packs
from packs import cite, claim
from rule_examples import Change, Example, changed, each_of, expect, places

KNEE, OPIOIDS, HIDDEN, SYRUP = (
    "conditions/sore-knee.json", "caveats/opioids.json", "caveats/knee-hidden.json", "substances/knee-syrup.json",
)  # fmt: skip
GAP = "unwanted-events"


def calls(text: str) -> Change:
    return lambda files: files[OPIOIDS]["actions"][1].update(text=text)


def scoped(**scope: object) -> Change:
    return lambda files: files[OPIOIDS].update(scope=scope)


def only_harm(files: packs.Files) -> None:
    files[KNEE]["claims"] = [{**files[KNEE]["claims"][0], "type": "harm"}]


EXAMPLES: list[Example] = [
    ("LDN501", ["condition/sore-knee claims"], only_harm),
    ("LDN501", [], lambda f: f[KNEE]["claims"].pop(1)),
    ("LDN502", ["condition/sore-knee claims"], lambda f: f[KNEE]["claims"].pop(2)),
    ("LDN502", ["condition/sore-knee claims"], lambda f: f[KNEE]["claims"][2].update(id="pharmacy")),
    ("LDN502", [], lambda f: f[KNEE]["claims"][2].update(id="harm-not-studied")),
    ("LDN502", [], only_harm),
    ("LDN503", ["condition/sore-knee claims"], lambda f: f[KNEE]["claims"].pop(2)),
    ("LDN503", [], lambda f: f[KNEE]["claims"].append(claim("children", type="gap", as_of="2026-11"))),
    ("LDN504", ["topic/knee-doses id"], lambda f: f[OPIOIDS].update(severity="warning")),
    ("LDN504", ["topic/knee-doses id"], lambda f: f[OPIOIDS].update(medicines=[])),
    ("LDN504", ["topic/knee-doses id"], lambda f: f[SYRUP].update(drug_class="opioid-antagonist")),
    ("LDN504", ["topic/knee-doses id"], lambda f: f[SYRUP].update(drug_class="other-interaction")),
    (
        "LDN504",
        ["term/dud id", "term/sham-knee id"],
        scoped(kinds=["topic", "condition", "caveat", "question", "claim-review", "substance", "source"]),
    ),
    ("LDN504", [], scoped(kinds=["topic", "condition", "caveat", "question", "claim-review", "term", "substance", "source"])),
    ("LDN505", ["caveat/knee-hidden actions"], lambda f: f[HIDDEN]["actions"].pop(1)),
    ("LDN505", [], lambda f: (f[HIDDEN]["actions"].pop(1), f[HIDDEN].update(severity="precaution"))),
    ("LDN506", [], calls("Someone cannot be woken: call the emergency number where you are. Say that 100 mg was taken.")),
    ("LDN506", [], calls("Ring the poison centre where you are. Say how much was taken in the last 24 hours.")),
    ("LDN506", ["caveat/opioids actions[1].text"], calls("Go to a hospital.")),
    ("LDN506", ["caveat/opioids actions[1].text"], calls("Call 911.")),
    ("LDN506", ["caveat/opioids actions[1].text"], calls("Call 112 where you are.")),
    ("LDN506", ["caveat/opioids actions[1].text"], calls("Call +1 800 555 0100 now.")),
    ("LDN506", [], lambda f: f[OPIOIDS]["actions"][0].update(text="Ask a pharmacist.")),
    ("LDN507", ["caveat/opioids severity"], lambda f: f[OPIOIDS].pop("citations")),
    ("LDN507", ["caveat/knee-hidden severity"], lambda f: f[HIDDEN].pop("citations")),
    ("LDN507", [], lambda f: f["caveats/joints.json"].update(citations=[cite("knee-trial#pain")])),
]  # fmt: skip


@each_of(EXAMPLES)
def test_each_rule_finds_what_it_is_for_and_nothing_else(code: str, where: list[str], change: Change) -> None:
    expect(code, where, change)


def test_an_entry_that_no_opioid_caution_reaches_is_told_by_name() -> None:
    """Whatever kinds are left out of the scope, exactly the entries of these are found."""
    kinds = ["topic", "condition", "question", "claim-review", "term", "substance", "source"]
    for left_out in kinds:
        files = changed(scoped(kinds=[*(kind for kind in kinds if kind != left_out), "caveat"]))
        # a question that quotes a condition's claim carries what that condition carries
        carried = {"question/does-it-help-knees", "topic/knee-doses"}
        wanted = {f"{data['kind']}/{data['id']}" for data in files.values() if data["kind"] == left_out} - carried
        assert {place.split()[0] for place in places(files, "LDN504")} == wanted
