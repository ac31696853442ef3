"""Pictures against the records: each number and each place is worked out anew from the sources and claims."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from math import log
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import packs
from drawn import FIGURES, classed, each, name_of, number, numbers, tree, trial, words
from ldn_content.builtin import LIBRARY
from ldn_content.errors import NoFigure
from ldn_content.library import Library
from ldn_content.model import Condition, Effect, Result, Source
from ldn_content.render.figures import (
    figures_for,
    forest_plot,
    icon_array,
    timeline,
)
from ldn_content.render.figures.canvas import WIDTH
from ldn_content.render.figures.forest_plot import Compared, is_ratio, panels
from ldn_content.render.figures.scale import spanning

# the evidence map


def rated() -> list[tuple[Condition, Any]]:
    return [(item, claim) for item in LIBRARY.conditions.values() for claim in item.claims if claim.certainty is not None]


def trials_behind(claims: list[Any]) -> int:
    """People in the counted randomised trials that claims cite, each trial once."""
    names = {item.part.split("#")[0] for claim in claims for item in claim.citations if item.stance != "context"}
    total = 0
    for source in (LIBRARY.sources[item] for item in names):
        if source.counting is not None and source.counting.condition is not None and source.study is not None:
            study = source.study
            total += study.randomised if study.randomised is not None else study.analysed or 0
    return total


def test_the_map_holds_every_rated_outcome_and_its_people() -> None:
    said = {row[5]: row for row in FIGURES["map"].rows}
    assert set(said) == {f"{condition.reference}#{claim.id}" for condition, claim in rated()}
    for condition, claim in rated():
        row = said[f"{condition.reference}#{claim.id}"]
        assert row[0] == condition.title
        assert row[1] == claim.outcome
        assert row[2] == {"none": "nothing to rate"}.get(claim.certainty.level, claim.certainty.level.replace("-", " "))
        assert number(row[4]) == trials_behind([claim])


def test_the_map_has_one_mark_for_each_cell_hollow_where_we_do_not_know() -> None:
    cells: dict[tuple[str, str, str], list[Any]] = {}
    for condition, claim in rated():
        key = (condition.id, claim.certainty.level, claim.finding or claim.certainty.none_because)
        cells.setdefault(key, []).append(claim)
    root = tree(FIGURES["map"].to_svg(alone=False))
    for finding in ("benefit", "harm", "little-or-no-difference", "not-told-apart"):
        marks = classed(root, f"ldn-figure-{finding}")
        own = {key: claims for key, claims in cells.items() if key[2] == finding}
        hollow = [item for item in marks if item.get("fill") == "none"]
        dotted = [item for item in marks if item.get("stroke-dasharray")]
        assert len(marks) == len(own)
        assert len(hollow) == sum(level == "very-low" for _, level, _ in own)
        assert len(dotted) == sum(not trials_behind(claims) for claims in own.values())
    assert len(classed(root, "ldn-figure-nothing")) == sum(level == "none" for _, level, _ in cells)
    for condition in LIBRARY.conditions.values():
        assert condition.title in words(root)


def test_larger_marks_of_the_map_stand_for_more_people() -> None:
    root = tree(FIGURES["map"].to_svg(alone=False))
    radii = sorted(float(item.get("r", "0")) for item in classed(root, "ldn-figure-not-told-apart"))
    cells: dict[tuple[str, str], list[Any]] = {}
    for condition, claim in rated():
        if claim.finding == "not-told-apart":
            cells.setdefault((condition.id, claim.certainty.level), []).append(claim)
    people = sorted(map(trials_behind, cells.values()))
    assert len(radii) == len(people)
    assert radii[0] < radii[-1]
    for place in range(len(people) - 1):
        assert people[place] != people[place + 1] or radii[place] == radii[place + 1]
        assert people[place] * 2 >= people[place + 1] or radii[place] < radii[place + 1]


def test_one_row_of_a_condition_is_bold_that_of_its_main_outcome() -> None:
    lines = [item for item in tree(FIGURES["map"].to_svg(alone=False)).iter() if name_of(item) == "text"]
    whole = 0
    for condition in LIBRARY.conditions.values():
        own = [item for item in lines if (item.text or "").partition(",")[0] == condition.title]
        levels = {claim.certainty.level for claim in condition.claims if claim.certainty is not None}
        if len(own) == len(levels):  # else the title stands on two lines
            whole += 1
            assert [item.get("font-weight") for item in own].count("bold") == 1, condition.id
    assert whole > 20


# forest plots


def of_condition(reference: str) -> list[tuple[Source, Result]]:
    name = reference.removeprefix("condition/")
    return [(source, item) for source in LIBRARY.sources.values() if name in source.conditions for item in source.results]


@each("forest")
def test_a_forest_plot_shows_every_interval_between_groups_once_and_no_other(reference: str) -> None:
    shown = [row for row in forest_plot(LIBRARY, reference).rows if not row[1].startswith("not drawn")]
    wanted = [
        [result.effect.estimate, result.effect.level, result.effect.low, result.effect.high]
        for _, result in of_condition(reference)
        if result.comparison in {"between-arms", "pooled"} and result.effect is not None and result.effect.low is not None
    ]
    assert sorted(numbers(row[1].partition(" ")[2]) for row in shown) == sorted(wanted)
    root = tree(forest_plot(LIBRARY, reference).svg)
    assert len(classed(root, "ldn-figure-range")) == len(classed(root, "ldn-figure-estimate")) == len(wanted)


@each("forest")
def test_what_has_no_comparison_group_never_stands_in_a_forest_plot(reference: str) -> None:
    figure = forest_plot(LIBRARY, reference)
    by_number = {cited.number: cited.source for cited in figure.carried.sources}
    assert {item.comparison for _, item in of_condition(reference)} & {"within-arm", "one-group"}
    for row in figure.rows:
        source = by_number[int(row[4].rpartition("[")[2][:-1])]
        named = [item for item in source.results if item.name == row[0]]
        assert {item.comparison for item in named} <= {"between-arms", "pooled"}
        assert named


@pytest.mark.parametrize("comparison", ["within-arm", "one-group"])
def test_an_interval_of_one_group_is_never_drawn(comparison: str, knees: Callable[..., Library]) -> None:
    alone = trial("other-trial", estimate=7.25, low=6.5, high=8)
    alone["results"][0] |= {"comparison": comparison, "name": "before and after"}
    library = knees(alone, trial("third-trial"))
    figure = forest_plot(library, "sore-knee")
    assert len(figure.rows) == 2
    for form in (figure.svg, figure.to_html(), figure.to_text()):
        assert "7.25" not in form
        assert "before and after" not in form


@each("forest")
def test_each_estimate_stands_within_its_interval_and_in_scale(reference: str) -> None:
    figure = forest_plot(LIBRARY, reference)
    root = tree(figure.to_svg(alone=False))
    rows = [numbers(row[1].partition(" ")[2]) for row in figure.rows if not row[1].startswith("not drawn")]
    for shown, mark, row in zip(classed(root, "ldn-figure-range"), classed(root, "ldn-figure-estimate"), rows, strict=True):
        low, high = (float(item) for item in re.findall(r"^M([\d.]+) .*H([\d.]+)", shown.get("d", ""))[0])
        start = re.match(r"M([\d.]+)", mark.get("d", ""))
        assert start is not None
        at = float(start[1]) + (0 if "l6 6" in mark.get("d", "") else 4)
        estimate, _, least, most = row
        assert 0 <= low <= at <= high <= WIDTH
        assert (at - low) / (high - low) == pytest.approx((estimate - least) / (most - least), abs=0.01)


def test_what_must_be_read_with_a_result_stands_at_it(knees: Callable[..., Library]) -> None:
    letter = {**trial("other-letter"), "authors": ["Poe P"], "year": 2021, "results": []}
    library = knees({**trial("other-trial"), "shown_with": ["other-letter"]}, letter)
    figure = forest_plot(library, "sore-knee")
    assert words(tree(figure.svg)).count("Read with: Poe 2021") == 1
    assert "other-letter" in {cited.source.id for cited in figure.carried.sources}


measures = st.sampled_from(["MD", "SMD", "RR", "OR", "MD (adjusted)", "percent-point difference", "odds ratio"])
names = st.sampled_from(["pain", "pain, LDN vs placebo", "Pain (0-10)", "pain vs other medicine", "sleep", "fatigue"])
doses = st.sampled_from(["low", "standard-or-high", "mixed"])
ends = st.lists(st.integers(-50, 400), min_size=3, max_size=3).map(sorted)


@st.composite
def comparisons(drawing: st.DrawFn) -> Compared:
    low, estimate, high = (number / 10 for number in drawing(ends))
    effect = Effect(measure=drawing(measures), estimate=estimate, low=low, high=high, level=95)
    result = Result(id="x", name=drawing(names), about="benefit", comparison="between-arms", effect=effect)
    return Compared(LIBRARY.sources["younger-2013-fibromyalgia"].model_copy(update={"dose_class": drawing(doses)}), result)


@given(st.lists(comparisons(), max_size=8))
def test_an_axis_holds_one_dose_class_one_measure_and_one_outcome(results: list[Compared]) -> None:
    made = panels(results)
    drawn = [item for panel in made for item, _ in panel.rows]
    for panel in made:
        assert len({item.source.dose_class for item, _ in panel.rows}) == 1
        assert len({effect.measure.partition(" (")[0].casefold() for _, effect in panel.rows}) == 1
        assert len({re.split(r"[, (]", item.result.name.casefold())[0] for item, _ in panel.rows}) == 1
        if panel.measure.startswith(("MD", "percent")):
            assert len({item.result.name.casefold() for item, _ in panel.rows}) == 1
        places = [
            panel.scale.place(end)
            for _, effect in panel.rows
            for end in (effect.low, effect.estimate, effect.high)
            if end is not None
        ]
        assert all(0 <= place <= WIDTH for place in places)
    impossible = [
        item
        for item in results
        if item.result.effect and is_ratio(item.result.effect.measure) and (item.result.effect.low or 0) <= 0
    ]
    assert len(drawn) + len(impossible) == len(results)


@given(st.lists(st.floats(-1e15, 1e15), max_size=4))
@example([5e-323])
@example([1e15, -1e-300])
def test_a_scale_holds_any_numbers_and_what_makes_no_difference(values: list[float]) -> None:
    for numbers_on_it, middle, ratio in (([*values, 0], 0, False), ([*(item for item in values if item > 0), 1], 1, True)):
        scale = spanning(numbers_on_it, left=0, right=100, ratio=ratio)
        assert all(0 <= scale.place(item) <= 100 for item in (*numbers_on_it, middle))
        assert len(scale.ticks()) <= 10


@given(st.lists(st.floats(0.001, 1000), min_size=1, max_size=6), st.booleans())
def test_a_scale_keeps_the_order_and_the_proportions(values: list[float], ratio: bool) -> None:
    scale = spanning(values, left=0, right=100, ratio=ratio)
    places = [scale.place(item) for item in sorted(values)]
    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] <= 100
    assert len(scale.ticks()) <= 8
    assert all(-1e-6 <= scale.place(tick) <= 100 + 1e-6 for tick in scale.ticks())
    if ratio:
        assert scale.place(2) - scale.place(1) == pytest.approx(scale.place(20) - scale.place(10), abs=1e-6)
        assert (scale.place(10) - scale.place(1)) == pytest.approx(100 * log(10, 10) / (scale.most - scale.least))


@pytest.fixture
def knees(tmp_path: Path) -> Callable[..., Library]:
    """Make a library of the small pack and more sources."""
    count = iter(range(9))

    def make(*sources: packs.Data, **changes: Any) -> Library:
        files = packs.small()
        files["sources/knee-trial.json"]["results"][0] |= changes
        files |= {f"sources/{item['id']}.json": item for item in sources}
        return packs.library(tmp_path / str(next(count)), files)

    return make


def test_a_side_is_named_only_where_every_record_names_it(knees: Callable[..., Library]) -> None:
    for one, other, said in (
        ("favours-ldn", "favours-ldn", "Left of it: the result favoured LDN."),
        ("favours-control", "favours-control", "Right of it: the result favoured LDN."),
        ("favours-ldn", "favours-control", None),
        ("favours-ldn", "no-difference", None),
        ("favours-ldn", None, None),
    ):
        library = knees(trial("other-trial", direction=other), direction=one)
        shown = words(tree(forest_plot(library, "sore-knee").svg))
        assert ("of it:" in shown) == (said is not None)
        assert said is None or said in shown


def test_ratios_stand_on_a_logarithmic_axis_and_a_dose_that_is_not_low_says_so(knees: Callable[..., Library]) -> None:
    library = knees({**trial("other-trial", estimate=1, low=0.5, high=2), "dose_class": "standard-or-high"})
    figure = forest_plot(library, "condition/sore-knee")
    shown = words(tree(figure.svg))
    assert shown.count("Logarithmic scale.") == 2
    assert "standard or high dose. Only low doses speak for LDN." in shown
    path = classed(tree(figure.svg), "ldn-figure-range")[1].get("d", "")
    low, high = (float(item) for item in re.findall(r"^M([\d.]+) .*H([\d.]+)", path)[0])
    middle = re.match(r"M([\d.]+)", classed(tree(figure.svg), "ldn-figure-none")[1].get("d", ""))
    assert middle is not None
    assert float(middle[1]) == pytest.approx((low + high) / 2, abs=0.2)


# icon arrays


@each("icons")
def test_icons_are_the_rounded_events_with_the_true_numbers_beside(reference: str) -> None:
    source, _, result = reference.removeprefix("source/").partition("#")
    record = next(item for item in LIBRARY.sources[source].results if item.id == result)
    study = LIBRARY.sources[source].study
    assert study is not None
    figure = icon_array(LIBRARY, reference)
    shown = tree(figure.svg)
    arms = {item.id: item for item in study.arms}
    counts = {item.arm: (item.events or 0, item.total or 0) for item in record.values if item.events is not None}
    assert len(figure.rows) == len(counts) >= 2
    assert any(arms[name].role == "placebo" for name in counts)
    filled = [item.get("d", "").count("M") for item in classed(shown, "ldn-figure-happened")][1:]
    hollow = [item.get("d", "").count("M") for item in classed(shown, "ldn-figure-not")][1:]
    assert [one + other for one, other in zip(filled, hollow, strict=True)] == [100] * len(counts)
    for events, total in counts.values():
        nearest = (200 * events + total) // (2 * total)
        assert nearest in filled
        for form in (figure.description, words(shown), figure.to_html()):
            assert f"{events} of {total}, " in form
            assert f"{nearest} of every 100" in form
    assert {tuple(map(number, row[1:3])) for row in figure.rows} == set(counts.values())


@settings(max_examples=60)
@given(st.integers(1, 5000), st.data())
def test_icons_are_within_half_of_the_share(total: int, data: st.DataObject) -> None:
    from ldn_content.model import Arm
    from ldn_content.render.figures.icon_array import Counted

    events = data.draw(st.integers(0, total))
    group = Counted(Arm(id="ldn", role="ldn", what="LDN"), events, total)
    assert abs(Fraction(100 * events, total) - group.icons) <= Fraction(1, 2)
    assert group.told.startswith(f"{events:,} of {total:,}, ")


def test_counts_that_were_taken_for_benefit_are_no_icons(knees: Callable[..., Library]) -> None:
    library = knees()
    assert not [item for item in figures_for(library) if item.kind == "icons"]
    with pytest.raises(NoFigure, match="measured for benefit"):
        icon_array(library, "knee-trial#pain")


def test_the_certainty_of_icons_is_also_found_where_another_claim_holds_it(tmp_path: Path) -> None:
    files = packs.small()
    source = files["sources/knee-trial.json"]
    source["results"].append({**source["results"][0], "id": "nausea", "about": "harm", "effect": None})
    rated = {"type": "harm", "citations": [packs.cite("knee-trial#nausea")]}
    files["questions/does-it-help-knees.json"]["answer"].append(
        packs.claim("sick", short="LDN may make people sick.", same_as="condition/sore-knee#pain", **rated)
    )
    context = {**rated, "citations": [packs.cite("knee-trial#nausea", "context")]}
    files["questions/does-it-help-knees.json"]["answer"].append(
        packs.claim("tired", short="LDN may make people tired.", same_as="condition/sore-knee#pain", **context)
    )
    figure = icon_array(packs.library(tmp_path, files), "knee-trial#nausea")
    assert figure.carried.hedges == ("LDN may make people sick. Certainty: low. Further research is likely to change this.",)


def test_a_result_at_a_standard_dose_is_told_from_ldn() -> None:
    figure = icon_array(LIBRARY, "pauli-magnus-2000-uraemic-pruritus#ae-gastrointestinal-disturbance")
    for form in (words(tree(figure.svg)), figure.to_text().replace("\n", " "), figure.to_html()):
        assert "Only low doses speak for LDN." in form
        assert "Certainty: not rated." in form


# timelines


@each("timeline")
def test_a_timeline_counts_what_the_card_counts(reference: str) -> None:
    figure = timeline(LIBRARY, reference)
    evidence = LIBRARY.card(reference).evidence
    counted = [row for row in figure.rows if row[3] == "Randomised, counted"]
    assert len(counted) == evidence.group_trials
    assert sum(number(row[2].split()[0]) for row in counted if row[2][0].isdigit()) == evidence.group_participants
    assert len(classed(tree(figure.svg), "ldn-figure-counted-listed")) == evidence.group_trials


@each("timeline")
def test_every_trial_on_record_is_in_the_timeline_once(reference: str) -> None:
    condition = reference.removeprefix("condition/")
    members = {condition, *(item.id for item in LIBRARY.members(condition))}
    kinds = {"rct-parallel", "rct-crossover", "single-arm-trial", "trial-registration"}
    wanted = {item.id: item for item in LIBRARY.sources.values() if item.type in kinds and members & set(item.conditions)}
    figure = timeline(LIBRARY, reference)
    root = tree(figure.svg)
    by_number = {cited.number: cited.source for cited in figure.carried.sources}
    listed = [by_number[int(row[0].rpartition("[")[2][:-1])] for row in figure.rows]
    assert [item.id for item in listed if listed.count(item) > 1] == []
    reports = {name for name, item in wanted.items() if item.parent in wanted}
    assert {item.id for item in listed} == set(wanted) - reports
    marks = [item for item in root.iter() if item.get("class", "").endswith("-listed")]
    assert len(marks) == len(listed)
    dated = [item for item in root.iter() if item.get("class", "").endswith("-year")]
    assert len(dated) == sum(item.year is not None for item in listed)
    shown = words(root)
    for item in listed:
        for told in (item.study.status if item.study else None, item.counting.not_because if item.counting else None):
            assert told is None or told in shown
    for report in reports:
        assert report in {item.source.id for item in figure.carried.sources}


def test_larger_marks_of_a_timeline_are_larger_trials() -> None:
    figure = FIGURES["timeline condition/fibromyalgia"]
    radii = [float(item.get("r", "")) for item in classed(tree(figure.svg), "ldn-figure-counted-year")]
    people = [number(row[2].split()[0]) for row in figure.rows if row[3] == "Randomised, counted"]
    assert len(radii) == len(people) > 2
    for one, radius in zip(people, radii, strict=True):
        assert all(radius > other for less, other in zip(people, radii, strict=True) if less < 0.9 * one)


def test_a_trial_without_results_says_so(knees: Callable[..., Library]) -> None:
    silent = {**trial("silent-trial"), "results": [], "conditions": ["sore-knee"]}
    del silent["parent"]
    told = {row[0]: row[4] for row in timeline(knees(silent), "sore-knee").rows}
    assert sorted(told.values()) == ["", "a second report; no results seen"]


def test_later_trials_stand_further_to_the_right() -> None:
    figure = FIGURES["timeline condition/chronic-pain"]
    years = [int(row[1]) for row in figure.rows if row[1].isdigit()]
    places = []
    for item in tree(figure.svg).iter():
        if item.get("class", "").endswith("-year"):
            found = re.match(r"M([\d.]+) ", item.get("d", ""))
            box = float(item.get("cx", "nan")) if found is None else float(found[1])
            wide = re.search(r"h([\d.]+)v", item.get("d", ""))
            places.append(box + (float(wide[1]) / 2 if wide else 0))
    assert len(years) == len(places)
    for (year, place), (later, further) in zip(
        sorted(zip(years, places, strict=True)), sorted(zip(years, places, strict=True))[1:], strict=False
    ):
        assert place < further if year < later else place == pytest.approx(further)
