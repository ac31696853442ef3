"""Sources and the parts of them that can be cited."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

import packs
from ldn_content.links import parts_of
from ldn_content.model import RANDOMISED, AnyEntry, Effect, Source, Value
from strategies import entries


def trial(**changes: Any) -> dict[str, Any]:
    return {**packs.small()["sources/knee-trial.json"], **changes}


@settings(deadline=None, max_examples=50)
@given(entries("source"))
def test_randomised_trials_and_no_others_say_where_they_are_counted(source: AnyEntry) -> None:
    assert isinstance(source, Source)
    assert (source.type in RANDOMISED) == (source.counting is not None)
    ids = {item.id for item in source.results} | {item.id for item in source.statements}
    assert parts_of(source) == {"study", *(["limitations"] if source.limitations else []), *ids}


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (trial(counting=None), "says where it is counted"),
        (trial(type="letter"), "and no other type of source"),
        (trial(counting={}), "one of the two"),
        (trial(counting={"condition": "x", "not_because": "y"}), "one of the two"),
        (trial(results=trial()["results"] * 2), "the part 'pain' stands twice"),
        (trial(statements=[{**trial()["statements"][0], "id": "pain"}]), "the part 'pain' stands twice"),
        (trial(statements=[{**trial()["statements"][0], "id": "study"}]), "'study' is kept for the study block"),
        (trial(statements=[{**trial()["statements"][0], "id": "limitations"}]), "'limitations' is kept for what limits"),
        (trial(study=None), "a value for arm 'ldn', which the study block does not name"),
        (trial(study={"population": "x", "arms": trial()["study"]["arms"] * 2}), "the arm 'ldn' stands twice"),
        (trial(doi="https://doi.org/10.1/x"), "doi"),
        (trial(pmid="0123"), "pmid"),
        (trial(pmcid="1234567"), "pmcid"),
        (trial(year=1899), "year"),
        (trial(url="javascript:alert(1)"), "url"),
        (trial(url="https://example.org/\x1b[31m"), r"url\n.*contains U\+001B"),
        (trial(url="https://example.org/\u202e"), r"url\n.*contains U\+202E"),
        (trial(doi="10.1234/\x1b[31m"), r"doi\n.*contains U\+001B"),
        (trial(doi="10.1234/e\u0301"), r"doi\n.*NFC"),
    ],
)
def test_a_source_that_does_not_hold_together_is_refused(made: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Source.model_validate(made)


def test_no_more_events_than_people_are_counted() -> None:
    value = {"arm": "a", "at": "end", "reported": "x"}
    assert Value.model_validate({**value, "events": 5, "total": 5}).events == 5
    assert Value.model_validate({**value, "events": 5}).total is None
    with pytest.raises(ValidationError, match="6 events are more than the total of 5"):
        Value.model_validate({**value, "events": 6, "total": 5})


def test_an_interval_has_two_ends_and_holds_its_estimate() -> None:
    effect = {"measure": "MD", "estimate": -0.34}
    assert Effect.model_validate({**effect, "low": -0.95, "high": 0.27}).estimate == -0.34
    assert Effect.model_validate(effect).low is None
    with pytest.raises(ValidationError, match="two ends: give both, or neither"):
        Effect.model_validate({**effect, "low": -0.95})
    with pytest.raises(ValidationError, match="does not hold the estimate"):
        Effect.model_validate({**effect, "low": 0, "high": 1})


@pytest.mark.parametrize(
    ("changes", "short"),
    [
        ({}, "Doe J, Roe R, Poe P et al. Low-dose naltrexone for the sore knee: a randomised trial. Journal of Knees 2020."),
        (
            {"authors": ["Doe J"], "journal": None, "year": None},
            "Doe J. Low-dose naltrexone for the sore knee: a randomised trial.",
        ),
        (
            {"authors": [], "journal": None, "publisher": "Knee Press"},
            "Low-dose naltrexone for the sore knee: a randomised trial. Knee Press 2020.",
        ),
    ],
)
def test_a_source_is_named_by_what_was_seen_of_it(changes: dict[str, Any], short: str) -> None:
    source = Source.model_validate(trial(**changes))
    assert source.short == short
    assert str(source) == f"{short} (Cautions: source/knee-trial)"
