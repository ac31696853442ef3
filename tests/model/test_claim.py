"""Claims: how sure we are is worked out, and so is every derived figure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from ldn_content.model import LEVELS, Certainty, Claim, Derived
from packs import certainty, cite, claim
from strategies import certainties, certainty_data, claim_data, derived_data

STARTS = {"randomised": "high", "observational": "low", "none": "none"}


@given(certainties)
def test_certainty_never_exceeds_its_start(made: Certainty) -> None:
    assert LEVELS.index(made.level) <= LEVELS.index(STARTS[made.start])
    assert (made.level == "none") == (made.start == "none")


@given(certainty_data(rated=True), st.data())
def test_another_reason_to_doubt_never_makes_more_sure(made: dict[str, Any], data: st.DataObject) -> None:
    level = Certainty.model_validate(made).level
    if made["downgrades"]:
        fewer = {**made, "downgrades": made["downgrades"][:-1]}
        assert LEVELS.index(Certainty.model_validate(fewer).level) >= LEVELS.index(level)
    turned = {**made, "downgrades": data.draw(st.permutations(made["downgrades"]))}
    assert Certainty.model_validate(turned).level == level


@given(certainties)
def test_a_level_is_accepted_only_if_it_is_the_one_worked_out(made: Certainty) -> None:
    data = made.model_dump()
    assert Certainty.model_validate(data) == made
    for other in set(LEVELS) - {made.level}:
        with pytest.raises(ValidationError, match="the level is computed"):
            Certainty.model_validate({**data, "level": other})


@pytest.mark.parametrize(
    ("start", "levels", "level"),
    [
        ("randomised", 0, "high"),
        ("randomised", 1, "moderate"),
        ("randomised", 2, "low"),
        ("randomised", 3, "very-low"),
        ("observational", 0, "low"),
        ("observational", 1, "very-low"),
        ("observational", 3, "very-low"),
    ],
)
def test_levels_follow_grade(start: str, levels: int, level: str) -> None:
    assert Certainty.model_validate(certainty(start, levels)).level == level


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (certainty("none", 0), "needs none_because and no downgrades"),
        (certainty("none", 1, none_because="none-found"), "needs none_because and no downgrades"),
        (certainty(none_because="none-found"), "belongs to a start of none only"),
        ({**certainty(), "downgrades": certainty()["downgrades"] * 2}, "the domain 'imprecision' stands twice"),
        (certainty(levels=4), "downgrades.0.levels"),
    ],
)
def test_a_rating_that_does_not_hold_together_is_refused(made: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Certainty.model_validate(made)


# derived figures


@given(derived_data())
def test_a_figure_that_its_inputs_give_is_accepted(made: dict[str, Any]) -> None:
    assert Derived.model_validate(made).value == made["value"]


@given(derived_data(), st.sampled_from([1, -1, 10, 0.51, 1000]))
def test_another_figure_is_refused(made: dict[str, Any], off: float) -> None:
    exact = abs(Decimal(str(made["value"])))
    wrong = exact + Decimal(str(off))
    if made["operation"] in {"percent", "round", "convert"} and abs(off) <= 1:
        wrong = exact + 2  # half of one may be rounded either way
    if abs(wrong) == exact:
        return
    with pytest.raises(ValidationError, match="gives"):
        Derived.model_validate({**made, "value": float(wrong)})


def derived(operation: str, value: float, *figures: float | None, unit: str = "people", of: str | None = None) -> dict[str, Any]:
    inputs = [
        {"part": "a#b", **({} if figure is None else {"figure": figure}), **({"unit": of} if of else {})} for figure in figures
    ]
    return {"value": value, "unit": unit, "operation": operation, "inputs": inputs}


@pytest.mark.parametrize(
    "made",
    [
        derived("sum", 0.3, 0.1, 0.2),
        derived("difference", 17, 28, 45),
        derived("percent", 84, 41, 49, unit="%"),
        derived("percent", 83.7, 41, 49, unit="%"),
        derived("percent", 84.5, 84.5, 100, unit="%"),
        derived("round", 69, 68.8, unit="%"),
        derived("round", 2.5, 2.45),
        derived("convert", 26, 3.7, unit="days", of="weeks"),
        derived("convert", 12, 365.25, unit="months", of="days"),
        derived("convert", 250, 0.25, unit="micrograms", of="mg"),
        derived("count", 3, None, None, None, unit="trials"),
        derived("difference", 1.3, -1.3, 0),
    ],
)
def test_figures_are_worked_out_anew(made: dict[str, Any]) -> None:
    assert Derived.model_validate(made)


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (derived("sum", 4, 1, 2), "sum of the inputs gives 3, not 4"),
        (derived("percent", 83, 41, 49), r"percent of the inputs gives 83\.67"),
        (derived("percent", 84.0001, 41, 49), r"gives 83\.67"),
        (derived("percent", 0, 1, 0), "percent of nothing"),
        (derived("percent", 1, 1), r"percent takes 2 input\(s\), not 1"),
        (derived("difference", 1, 1, 2, 3), r"difference takes 2 input\(s\), not 3"),
        (derived("round", 1, 1, 2), r"round takes 1 input\(s\), not 2"),
        (derived("convert", 1, 1, 2), r"convert takes 1 input\(s\)"),
        (derived("convert", 1, 1, unit="mg", of="days"), "cannot convert 'days' to 'mg'"),
        (derived("convert", 1, 1, unit="days"), "cannot convert None to 'days'"),
        (derived("count", 1, 5), "an input of count has no figure"),
        (derived("count", 2, None), "count of the inputs gives 1, not 2"),
        (derived("sum", 1, 1, None), "each input of sum needs the figure"),
        (derived("sum", 0), "at least 1 item"),
    ],
)
def test_a_figure_that_is_not_so_is_refused(made: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Derived.model_validate(made)


# claims


@settings(deadline=None)
@given(claim_data())
def test_a_claim_gives_its_short_with_the_way_to_its_caveats(made: dict[str, Any]) -> None:
    text = str(Claim.model_validate(made))
    assert text.startswith(made["short"])
    assert "Cautions apply" in text


RATED = {"outcome": "pain", "finding": "benefit", "certainty": certainty()}
NOTHING = {"outcome": "pain", "certainty": certainty("none", 0, none_because="none-found")}


@pytest.mark.parametrize(
    "made",
    [
        claim("a", type="effect", **RATED),
        claim("a", type="harm", **RATED),
        claim("a", type="effect", same_as="condition/x#y"),
        claim("a", type="gap", as_of="2026-11"),
        claim("a", type="gap", as_of="2026-11", **NOTHING),
        claim("a", type="effect", **NOTHING),
    ],
)
def test_a_claim_that_holds_together_is_accepted(made: dict[str, Any]) -> None:
    assert Claim.model_validate(made).id == "a"


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (claim("a", type="effect"), "a claim of type effect needs a certainty, or same_as"),
        (claim("a", type="harm"), "a claim of type harm needs a certainty"),
        (claim("a", type="effect", same_as="condition/x#y", **RATED), "not both"),
        (claim("a", type="finding", finding="benefit"), "a finding needs a certainty"),
        (claim("a", type="effect", finding="benefit", certainty=certainty()), "is about an outcome: name it"),
        (claim("a", type="effect", outcome="pain", certainty=certainty()), "a rated claim names its finding"),
        (claim("a", type="finding", **RATED), "a claim of type finding has no rating"),
        (claim("a", type="gap", as_of="2026-11", **RATED), "a claim of type gap has no rating"),
        (claim("a", type="effect", **NOTHING, finding="benefit"), "so there is no finding"),
        (claim("a", type="gap"), "a gap says when it was looked for"),
        (claim("a", citations=[cite("a#b"), cite("a#b", "context")]), "the citation of 'a#b' stands twice"),
        (claim("a", short="x" * 151), "at most 150 characters"),
        (claim("a", invented=1), "Extra inputs are not permitted"),
    ],
)
def test_a_claim_that_does_not_hold_together_is_refused(made: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Claim.model_validate(made)
