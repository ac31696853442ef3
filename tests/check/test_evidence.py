"""Figures that agree within a source, and ratings that their studies can carry."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_content.check.studies import crosses_no_effect
from ldn_content.model import Effect
from packs import Files, certainty, cite
from rule_examples import Change, Example, changed, each_of, expect, places

KNEE, TRIAL, REVIEW = "conditions/sore-knee.json", "sources/knee-trial.json", "claim-reviews/ldn-mends-knees.json"


def pain(files: Files) -> Any:
    return files[KNEE]["claims"][0]


PAIN, WHY = "condition/sore-knee#pain", "condition/joint-pain#nothing claims[0].certainty.none_because"


def result(**changes: Any) -> Change:
    return lambda files: files[TRIAL]["results"][0].update(changes)


def effect(**changes: Any) -> Change:
    return lambda files: files[TRIAL]["results"][0].update(effect={"measure": "RR", "estimate": 0.83, **changes})


def values(first: Any, second: Any, **changes: Any) -> Change:
    """Two values of a result, and its effect."""
    common = {"reported": "as seen", "unit": "%"}
    made = [{"arm": "ldn", "at": "end", **common, **first}, {"arm": "control", "at": "end", **common, **second}]
    return lambda files: files[TRIAL]["results"][0].update(values=made, effect={"measure": "percent-point difference", **changes})


def rated(**changes: Any) -> Change:
    """Another rating of the claim on pain, with its trial as large as need be."""
    people = changes.pop("people", 500)

    def change(files: Files) -> None:
        files[TRIAL]["study"].update(randomised=people, analysed=people, arms=[])
        files[TRIAL]["results"][0]["values"] = []
        pain(files).update(changes)

    return change


def unrated(files: Files, because: str, *citations: Any) -> None:
    nothing = files["conditions/joint-pain.json"]["claims"][0]
    nothing.update(certainty=certainty("none", 0, none_because=because), citations=list(citations))


def second_trial(**changes: Any) -> Change:
    """Another trial, that is counted beside the first."""
    other = {"id": "other-trial", "trial_ids": ["NCT07654321"], "doi": None, "pmid": None, "pmcid": None, **changes}
    return lambda files: files.update({"sources/other-trial.json": {**files[TRIAL], **other}})


def titled(title: str) -> Change:
    return lambda files: files[TRIAL].update(title=title)


def preprint(doi: str, **changes: Any) -> Change:
    return lambda files: files[TRIAL].update(doi=doi, **changes)


def indirect(finding: str) -> Change:
    """A finding that rests on another dose too, with a downgrade for that."""
    rating = certainty(downgrades=[{"domain": "indirectness", "levels": 2, "reason": "Another dose."}])
    both = [cite("knee-trial#pain"), cite("tablet-label#opioids")]
    return lambda files: pain(files).update(finding=finding, certainty=rating, citations=both)


EXAMPLES: list[Example] = [
    ("LDN201", [], lambda f: f[TRIAL]["results"][0]["values"][0].update(number=25.04)),
    ("LDN201", [], lambda f: f[TRIAL]["results"][0]["values"][0].update(number=30, unit="points")),
    ("LDN201", [], lambda f: f[TRIAL]["results"][0]["values"][0].update(number=30, total=0, events=0)),
    (
        "LDN201",
        ["source/knee-trial results[0].values[0].number"],
        lambda f: f[TRIAL]["results"][0]["values"][0].update(number=26),
    ),
    (
        "LDN201",
        ["source/knee-trial results[0].values[0].number"],
        lambda f: f[TRIAL]["results"][0]["values"][0].update(number=25.3),
    ),
    ("LDN202", ["source/knee-trial study.analysed"], lambda f: f[TRIAL]["study"].update(analysed=41)),
    ("LDN202", [], lambda f: f[TRIAL]["study"].update(analysed=40)),
    (
        "LDN203",
        ["condition/sore-knee#pain claims[0].certainty.dose_class"],
        lambda f: f[TRIAL].update(dose_class="standard-or-high"),
    ),
    ("LDN203", [], lambda f: f[TRIAL].update(dose_class="mixed")),
    (
        "LDN203",
        ["condition/sore-knee#pain claims[0].certainty.start"],
        lambda f: (f[TRIAL].update(type="registry-study"), f[TRIAL].pop("counting")),
    ),
    (
        "LDN203",
        [],
        lambda f: (
            f[TRIAL].update(type="registry-study"),
            f[TRIAL].pop("counting"),
            pain(f).update(certainty=certainty("observational", 1)),
        ),
    ),
    ("LDN203", [], lambda f: (f[TRIAL].update(type="meta-analysis"), f[TRIAL].pop("counting"))),
    (
        "LDN203",
        ["condition/sore-knee#pain claims[0].certainty.dose_class", "condition/sore-knee#pain claims[0].certainty.start"],
        lambda f: pain(f).update(citations=[cite("knee-trial#pain", "context")]),
    ),
    (
        "LDN204",
        ["condition/sore-knee#pain claims[0].citations[0]", "condition/sore-knee#pain-clinic claims[1].citations[0]"],
        lambda f: f[TRIAL].update(dose_class="not-naltrexone"),
    ),
    (
        "LDN204",
        ["condition/sore-knee#pain claims[0].citations[0]", "condition/sore-knee#pain-clinic claims[1].citations[0]"],
        lambda f: (f[TRIAL].update(type="preclinical"), f[TRIAL].pop("counting")),
    ),
    ("LDN204", [], lambda f: pain(f).update(citations=[cite("gone#x")])),
    (
        "LDN205",
        ["condition/sore-knee#sleep claims[3].certainty"],
        lambda f: f[KNEE]["claims"].append(
            {**pain(f), "id": "sleep", "outcome": "sleep", "finding": "benefit", "certainty": certainty(levels=1)}
        ),
    ),
    (
        "LDN205",
        [],
        lambda f: f[KNEE]["claims"].append(
            {**pain(f), "id": "sleep", "type": "harm", "outcome": "sleep", "finding": "harm", "certainty": certainty(levels=1)}
        ),
    ),
    (
        "LDN206",
        ["condition/sore-knee#again claims[3].outcome"],
        lambda f: f[KNEE]["claims"].append({**pain(f), "id": "again", "outcome": "Knee Pain"}),
    ),
    (
        "LDN207",
        ["topic/knee-doses#dose sections[0].claims[0].id"],
        lambda f: f["topics/knee-doses.json"]["sections"][0]["claims"][0].pop("citations"),
    ),
    ("LDN208", ["claim-review/ldn-mends-knees verdict"], lambda f: f[REVIEW].update(verdict="supported")),
    ("LDN208", ["claim-review/ldn-mends-knees verdict"], lambda f: f[REVIEW].update(verdict="partly-supported")),
    ("LDN208", [], lambda f: f[REVIEW].update(verdict="supported", citations=[cite("knee-trial#pain")])),
    ("LDN208", [], lambda f: f[REVIEW].update(verdict="unsupported", citations=[])),
    # LDN209: only a comparison shows what LDN did
    ("LDN209", [f"{PAIN} claims[0].citations[0].stance"], result(comparison="one-group")),
    ("LDN209", [f"{PAIN} claims[0].citations[0].stance"], result(comparison="within-arm")),
    ("LDN209", [], result(comparison="pooled")),
    ("LDN209", [], lambda f: (result(comparison="one-group")(f), pain(f).update(finding="not-told-apart"))),
    ("LDN209", [], lambda f: (result(comparison="one-group")(f), pain(f).update(type="harm"))),
    ("LDN209", [], lambda f: (result(comparison="one-group")(f), pain(f).update(citations=[cite("knee-trial#pain", "context")]))),
    # LDN210
    (
        "LDN210",
        [f"{PAIN} claims[0].citations[1].stance"],
        lambda f: pain(f).update(citations=[cite("knee-trial#pain"), cite("tablet-label#opioids")]),
    ),
    (
        "LDN210",
        [],
        lambda f: pain(f).update(citations=[cite("knee-trial#pain"), cite("tablet-label#opioids", "context")]),
    ),
    ("LDN210", [], lambda f: f[TRIAL].update(dose_class="mixed")),
    ("LDN210", [], indirect("not-told-apart")),
    ("LDN210", [f"{PAIN} claims[0].citations[1].stance"], indirect("little-or-no-difference")),
    ("LDN210", [], lambda f: f[TRIAL].update(dose_class="unclear-or-not-applicable")),
    ("LDN210", [], lambda f: pain(f).update(certainty=certainty(dose_class="mixed"), citations=[cite("tablet-label#opioids")])),
    # LDN211
    ("LDN211", [f"{PAIN} claims[0].citations[0].stance"], result(direction="favours-ldn")),
    ("LDN211", [f"{PAIN} claims[0].citations[0].stance"], lambda f: pain(f).update(finding="benefit")),
    ("LDN211", [f"{PAIN} claims[0].citations[0].stance"], lambda f: pain(f).update(finding="harm")),
    ("LDN211", [], lambda f: (result(direction="favours-ldn")(f), pain(f).update(finding="benefit"))),
    ("LDN211", [], lambda f: (result(direction="favours-control")(f), pain(f).update(finding="harm"))),
    ("LDN211", [], lambda f: (pain(f).update(finding="benefit", citations=[cite("knee-trial#pain", "contradicts")]))),
    ("LDN211", [], lambda f: (result(direction="mixed")(f), pain(f).update(finding="benefit"))),
    ("LDN211", [], lambda f: pain(f).update(finding="not-told-apart")),
    # LDN212
    ("LDN212", [f"{PAIN} claims[0].certainty"], rated(certainty=certainty(levels=1), finding="not-told-apart")),
    ("LDN212", [f"{PAIN} claims[0].certainty"], rated(certainty=certainty(levels=1), people=99)),
    ("LDN212", [f"{PAIN} claims[0].certainty"], rated(certainty=certainty(levels=0), finding="benefit")),
    ("LDN212", [], rated(certainty=certainty(levels=1), finding="benefit")),
    ("LDN212", [], rated(certainty=certainty(levels=0))),
    ("LDN212", [], rated(certainty=certainty(levels=1), people=100)),
    ("LDN212", [], rated(certainty=certainty(levels=2), people=12)),
    (
        "LDN212",
        [],
        lambda f: (
            rated(certainty=certainty(levels=1), people=12)(f),
            f[TRIAL].update(type="meta-analysis"),
            f[TRIAL].pop("counting"),
        ),
    ),
    # LDN213
    ("LDN213", [f"{PAIN} claims[0].certainty.downgrades"], rated(certainty=certainty(levels=0), people=399)),
    ("LDN213", [], rated(certainty=certainty(levels=0), people=400)),
    ("LDN213", [], rated(certainty=certainty(levels=0), people=None)),
    ("LDN213", [], rated(certainty=certainty(levels=1), people=100)),
    # LDN214
    ("LDN214", [WHY], lambda f: unrated(f, "other-doses-only")),
    ("LDN214", [WHY], lambda f: unrated(f, "other-doses-only", cite("knee-trial#study", "context"))),
    ("LDN214", [], lambda f: unrated(f, "other-doses-only", cite("tablet-label#opioids", "context"))),
    ("LDN214", [WHY], lambda f: unrated(f, "stopped-early", cite("tablet-label#opioids", "context"))),
    ("LDN214", [], lambda f: unrated(f, "stopped-early", cite("knee-trial#study"))),
    ("LDN214", [WHY], lambda f: unrated(f, "no-results-yet")),
    ("LDN214", [WHY], lambda f: unrated(f, "none-found", cite("knee-trial#pain"))),
    ("LDN214", [], lambda f: unrated(f, "none-found", cite("knee-trial#pain", "context"))),
    (
        "LDN214",
        ["condition/joint-pain headline"],
        lambda f: f[TRIAL].update(counting={"condition": "joint-pain"}, conditions=["joint-pain"]),
    ),
    # LDN215
    *(
        ("LDN215", ["source/knee-trial counting.condition"], lambda f, dose=dose: f[TRIAL].update(dose_class=dose))
        for dose in ("standard-or-high", "very-low-or-ultra-low", "not-naltrexone")
    ),
    ("LDN215", ["source/knee-trial counting.condition"], lambda f: f[TRIAL].update(conditions=["joint-pain"])),
    ("LDN215", ["source/other-trial counting.condition"], second_trial(parent="knee-trial")),
    ("LDN215", ["source/knee-trial trial_ids[0]", "source/other-trial trial_ids[0]"], second_trial(trial_ids=["NCT01234567"])),
    ("LDN215", [], second_trial()),
    ("LDN215", [], second_trial(parent="knee-trial", trial_ids=["NCT01234567"], counting={"not_because": "A second report."})),
    ("LDN215", [], lambda f: f[TRIAL].update(dose_class="standard-or-high", counting={"not_because": "Another dose."})),
    # LDN217
    *(
        ("LDN217", ["source/knee-trial doi"], preprint(doi))
        for doi in ("10.1101/2021.03.22.21254145", "10.1101/123456", "10.21203/rs.3.rs-1/v1", "10.20944/preprints202001.0001.v1")
    ),
    ("LDN217", [], preprint("10.1101/2021.03.22.21254145", limitations=["a preprint"])),
    ("LDN217", [], preprint("10.1101/2021.03.22.21254145", publisher="Research Square (preprint)")),
    ("LDN217", [], preprint("10.1101/gad.123456.108")),  # a journal of the same publisher
    # LDN218
    ("LDN218", ["source/knee-trial study.arms"], lambda f: f[TRIAL]["study"]["arms"][0].update(n=21)),
    ("LDN218", ["source/knee-trial study.arms[0].n"], lambda f: f[TRIAL]["study"]["arms"][0].update(n=41)),
    ("LDN218", [], lambda f: f[TRIAL]["study"]["arms"][0].update(n=12)),
    ("LDN218", [], lambda f: (f[TRIAL]["study"]["arms"][0].update(n=40), f[TRIAL].update(type="rct-crossover"))),
    ("LDN218", [], lambda f: f[TRIAL]["study"].update(randomised=None)),
    # LDN219
    ("LDN219", ["source/knee-trial results[0].values[0].total"], values({"events": 5, "total": 21}, {}, estimate=1)),
    ("LDN219", ["source/knee-trial results[0].values[1].events"], values({}, {"events": 21}, estimate=1)),
    ("LDN219", [], values({"events": 5, "total": 20}, {"events": 20}, estimate=1)),
    # LDN220
    ("LDN220", ["source/knee-trial results[0].effect.estimate"], effect(estimate=-0.8)),
    ("LDN220", ["source/knee-trial results[0].effect.low"], effect(low=-0.1, high=1.2)),
    ("LDN220", ["source/knee-trial results[0].effect.low"], effect(measure="odds ratio", low=0, high=1.2)),
    ("LDN220", [], effect(measure="MD", estimate=-0.8, low=-1, high=0.2)),
    ("LDN220", ["source/knee-trial results[0].effect.level"], effect(level=0.95)),
    ("LDN220", ["source/knee-trial results[0].effect.level"], effect(level=100)),
    ("LDN220", ["source/knee-trial results[0].effect.ours"], effect(measure="MD", low=0.5, high=1, ours=True)),
    ("LDN220", [], effect(measure="MD", ours=True)),
    ("LDN220", ["source/knee-trial results[0].p"], result(p="=1.2")),
    ("LDN220", ["source/knee-trial results[0].p"], result(p="72")),
    ("LDN220", [], result(p="not seen")),
    # LDN221
    ("LDN221", [], values({"number": 45}, {"number": 28}, estimate=17)),
    ("LDN221", [], values({"number": 45}, {"number": 28}, estimate=-17.4)),  # worked out before rounding
    ("LDN221", ["source/knee-trial results[0].effect.estimate"], values({"number": 45}, {"number": 28}, estimate=19)),
    (
        "LDN221",
        ["source/knee-trial results[0].effect.estimate"],
        values({"number": 45}, {"number": 28}, estimate=17.4, ours=True),
    ),
    (
        "LDN221",
        ["source/knee-trial results[0].effect.estimate"],
        values({"number": 6.1, "unit": "points"}, {"number": 3.2, "unit": "points"}, measure="MD", estimate=2.8, ours=True),
    ),
    ("LDN221", [], values({"number": 6.1, "unit": "points"}, {"number": 3.2, "unit": "points"}, measure="MD", estimate=2.1)),
    ("LDN221", [], values({"number": 45, "at": "baseline"}, {"number": 28, "at": "baseline"}, estimate=3)),
    (
        "LDN221",
        ["source/knee-trial results[0].effect.estimate"],
        lambda f: (
            values({"number": 6, "at": "baseline"}, {"number": 3, "arm": "ldn"}, estimate=2, ours=True)(f),
            result(comparison="one-group")(f),
        ),
    ),
    # LDN222
    ("LDN222", ["source/knee-trial results[0].direction"], result(p="0.01", effect=None)),
    ("LDN222", ["source/knee-trial results[0].direction"], result(p="<0.05", effect=None)),
    (
        "LDN222",
        ["source/knee-trial results[0].direction"],
        result(p=None, effect={"measure": "MD", "estimate": 2, "low": 1, "high": 3}),
    ),
    ("LDN222", ["source/knee-trial results[0].direction"] * 2, result(direction="favours-ldn")),
    ("LDN222", ["source/knee-trial results[0].direction"], result(direction="favours-control", p="> 0.05", effect=None)),
    ("LDN222", [], result(direction="favours-ldn", p="0.05", effect=None)),
    ("LDN222", [], result(direction="favours-ldn", p="<0.1", effect=None)),
    ("LDN222", [], result(direction="mixed", p="0.01")),
    ("LDN222", [], result(p="0.01 vs placebo; 0.3 vs oxycodone", effect=None)),
    ("LDN222", [], result(effect={"measure": "RR", "estimate": 0.96, "low": 0.92, "high": 1})),
    # LDN223
    ("LDN223", ["source/knee-trial year"], lambda f: f[TRIAL].update(year=2028)),
    ("LDN223", [], lambda f: f[TRIAL].update(year=2027)),  # read before its issue came out
]  # fmt: skip


@each_of(EXAMPLES)
def test_each_rule_finds_what_it_is_for_and_nothing_else(code: str, where: list[str], change: Change) -> None:
    expect(code, where, change)


@pytest.mark.parametrize(
    "title",
    [
        "RETRACTED: Low-dose naltrexone for the sore knee",
        "Retracted Article: Low-dose naltrexone for the sore knee",
        "[Retracted] Low-dose naltrexone for the sore knee",
        "WITHDRAWN: Naltrexone for knees",
        "Retraction of: Naltrexone for knees",
    ],
)
def test_what_was_taken_back_carries_nothing(title: str) -> None:
    files = changed(titled(title))
    assert places(files, "LDN216") == [
        "topic/knee-doses#dose sections[0].claims[0].citations[0].stance",
        "condition/sore-knee#pain claims[0].citations[0].stance",
        "condition/sore-knee#pain-clinic claims[1].citations[0].stance",
        "claim-review/ldn-mends-knees citations[0].stance",
    ]  # the other citations are of context
    for other in ("Withdrawn people: a study of naltrexone", "Retracted patellae and naltrexone"):
        assert places(changed(titled(other)), "LDN216") == []


NUMBER = st.floats(-100, 100).map(lambda number: round(number, 2))


@given(NUMBER, NUMBER, NUMBER)
def test_an_interval_of_a_difference_crosses_nothing_as_its_mirror_does(first: float, second: float, third: float) -> None:
    low, middle, high = sorted((first, second, third))
    there = Effect(measure="MD", estimate=middle, low=low, high=high)
    mirrored = Effect(measure="MD", estimate=-middle, low=-high, high=-low)
    assert crosses_no_effect(there) == crosses_no_effect(mirrored) == (low <= 0 <= high)


@given(NUMBER, NUMBER)
def test_a_difference_that_we_worked_out_is_checked_to_the_last_digit(first: float, second: float) -> None:
    exact = float(Decimal(str(first)) - Decimal(str(second)))
    right = changed(values({"number": first}, {"number": second}, estimate=exact, ours=True))
    wrong = changed(values({"number": first}, {"number": second}, estimate=round(abs(exact) + 0.01, 2), ours=True))
    assert places(right, "LDN221") == []
    assert places(wrong, "LDN221") == ["source/knee-trial results[0].effect.estimate"]
