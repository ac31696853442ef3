"""Law 2: every number is a link."""

import json
import random
import time
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ldn_content
from ldn_content import model as m
from ldn_content.check.grounding import Parts, Pool, derived_inputs_not_found, texts_of, ungrounded
from ldn_content.check.numbers import Mention, figures

TRIAL = m.Source.model_validate(
    {
        "kind": "source",
        "id": "trial",
        "type": "rct-parallel",
        "dose_class": "low",
        "title": "A trial",
        "year": 2024,
        "url": "https://example.org/trial",
        "link_kind": "other",
        "study": {
            "population": "women 18-64 with fibromyalgia; 22 from Denmark",
            "randomised": 99,
            "arms": [
                {"id": "ldn", "role": "ldn", "what": "LDN", "n": 49, "dose": "built up to 6 mg over 4 weeks"},
                {"id": "placebo", "role": "placebo", "what": "placebo", "n": 50},
            ],
            "dose_mg": 6,
            "duration_weeks": 12,
        },
        "counting": {"condition": "fibromyalgia"},
        "results": [
            {
                "id": "pain",
                "name": "pain on a 0-10 scale, baseline to week 12",
                "about": "benefit",
                "comparison": "between-arms",
                "values": [
                    {"arm": "ldn", "at": "change", "reported": "-1.3 (95% CI -1.7 to -0.8)", "number": -1.3},
                    {"arm": "placebo", "at": "change", "reported": "-0.9", "number": -0.9, "unit": "points"},
                ],
                "effect": {"measure": "MD", "estimate": -0.34, "low": -0.95, "high": 0.27, "level": 95},
                "p": "0.27",
                "note": "half of them had IL-10 measured",
            },
            {
                "id": "any-event",
                "name": "any unwanted event",
                "about": "harm",
                "comparison": "between-arms",
                "values": [
                    {"arm": "ldn", "at": "whole", "reported": "41 of 49 (84%)", "events": 41, "total": 49},
                    {"arm": "placebo", "at": "whole", "reported": "43 of 50", "number": 86, "unit": "%"},
                ],
            },
        ],
        "statements": [
            {
                "id": "death",
                "kind": "finding",
                "text": "There were no deaths; most women stayed for eight weeks or more, in 1,130 visits.",
                "figures": [{"value": 3, "unit": "months", "what": "follow-up"}],
                "dose_context": "low",
            }
        ],
        "checked": {"month": "2026-11", "depth": "abstract"},
    }
)
SMALL = m.Source.model_validate(
    {
        **TRIAL.model_dump(),
        "id": "small",
        "study": {
            "population": "people with fibromyalgia",
            "randomised": 31,
            "arms": [{"id": "ldn", "role": "ldn", "what": "LDN"}, {"id": "placebo", "role": "placebo", "what": "placebo"}],
            "dose_mg": 4.5,
            "duration_weeks": 16,
        },
    }
)
PARTS = Parts({"trial": TRIAL, "small": SMALL})
Derivations = Sequence[Mapping[str, object]]


def given_by(*parts: str, derived: Derivations = ()) -> Pool:
    citations = [m.Citation(part=f"trial#{part}", stance="supports") for part in parts]
    return PARTS.pool(citations, [m.Derived.model_validate(item) for item in derived])


def missing(text: str, *parts: str, derived: Derivations = ()) -> list[str]:
    return [item.text for item in ungrounded(text, given_by(*parts, derived=derived))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("41 of 49 women (84%)", ["41", "49", "84"]),
        ("1,130 people", ["1,130"]),
        ("a 0-10 scale", ["0", "10"]),
        ("p=0.016 and p<.05", ["0.016", ".05"]),
        ("twelve weeks, twenty-one women, a hundred visits, thirty days", ["twelve", "twenty-one", "a hundred", "thirty"]),
        ("Half of them, a third of them, two thirds, one quarter", ["Half", "third", "two thirds", "quarter"]),
        ("twice as many, double the number, most people", ["twice", "double", "most"]),
        ("none of 12 and none with placebo", ["none", "12", "none"]),
        ("45 per cent and 86 out of 100", ["45", "86"]),
        ("12 of 100 people", ["12", "100"]),
        ("an invented name: pain30", ["30"]),
    ],
)
def test_digits_number_words_and_quantity_words_are_figures(text: str, found: list[str]) -> None:
    assert [item.text for item in figures(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "TLR4, Toll-like receptor 4, IL-10, IL-1Ra, interleukin-10 and interleukin-1 in COVID-19",
        "vitamin B12, 6-beta-naltrexol, an N-of-1 trial, (95% CI seen), out of 100",
        "CYP2D6, CXCL10, type 2 diabetes, SF-36, ICD-10",
        "one woman, the first trial, a second trial, the third trial, a third trial, the 2nd of them",
        "the two trials, both groups, these two, those two, the same two texts",
        "None of these, none of them, we found none, none was in lupus, none from an insurer",
        "the most common event, most often, most likely, at most, mostly",
        "a half-life, double-blind, double-dummy",
    ],
)
def test_names_with_digits_and_words_that_count_nothing_are_no_figures(text: str) -> None:
    assert figures(text) == ()


@given(st.integers(2, 999))
def test_a_number_means_the_same_with_and_without_separators(value: int) -> None:
    assert figures(f"{value},000 people")[0].value == value * 1000
    assert figures(f"{value}.50 points")[0].value == Decimal(value) + Decimal("0.5")


@given(st.text())
def test_any_text_can_be_read_and_each_figure_stands_where_it_says(text: str) -> None:
    for item in figures(text):
        assert text[item.start : item.start + len(item.text)] == item.text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Pain fell by 1.3 points with LDN and by 0.9 with placebo; difference -0.34 (95% CI -0.95 to 0.27; p=0.27).", ("pain",)),
        ("On a scale from 0 to 10, over 12 weeks (4 of them to build it up), at 6 mg a day, in 99 women.", ("pain",)),
        ("99 women aged 18 to 64, 49 with LDN and 50 with placebo, in 2024; 22 women were Danish.", ("study",)),
        ("41 of 49 women (84 out of 100), 43/50 (86%), 41/49 (84%).", ("any-event",)),
        ("1130 visits; most stayed for 8 weeks; none of 99 women died in 3 months.", ("death",)),
        ("Half of them.", ("pain",)),
    ],
)
def test_a_figure_of_a_cited_part_of_its_study_block_or_its_year_is_grounded(text: str, parts: tuple[str, ...]) -> None:
    assert missing(text, *parts) == []


@pytest.mark.parametrize(
    ("text", "parts", "found"),
    [
        ("Pain fell by 1.3 points.", ("any-event",), ["1.3"]),
        ("41 of 49 women", ("pain",), ["41"]),
        ("43 of 49 women", ("any-event",), ["43", "49"]),
        ("for 6 weeks", ("pain",), ["6"]),
        ("at 12 mg", ("pain",), ["12"]),
        ("in 49% of them", ("pain",), ["49"]),
        ("in 2023", ("pain",), ["2023"]),
        ("difference -0.34 (95% CI -0.95 to 0.34)", ("pain",), ["0.95", "0.34"]),
        ("most women, twice as many, half, none of 99 women", ("any-event",), ["most", "twice", "half", "none"]),
        ("Three trials", ("pain",), ["Three"]),
        ("at 90% CI", ("pain",), ["90"]),
    ],
)
def test_a_figure_of_another_part_or_thing_is_not_grounded(text: str, parts: tuple[str, ...], found: list[str]) -> None:
    assert missing(text, *parts) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(99 women, 6 mg, 12 weeks; 31 people, 4.5 mg, 16 weeks)", []),
        ("(99 and 31 people)", []),
        ("99 women at 6 mg and 31 people at 4.5 mg", []),
        ("(99 women, 4.5 mg, 12 weeks)", ["4.5"]),
        ("(99 women (18-64 years), 4.5 mg, 12 weeks)", ["4.5"]),
        ("(130 people, 6 mg, 12 weeks)", []),
        ("(130 people, 99 women, 4.5 mg)", ["4.5"]),
        ("(99 women, 6 mg, 12 weeks; 31 people, 6 mg, 16 weeks)", ["6"]),
    ],
)
def test_the_figures_of_a_bracket_or_its_clause_come_from_one_source(text: str, found: list[str]) -> None:
    citations = [m.Citation(part=f"{name}#pain", stance="supports") for name in ("trial", "small")]
    both = m.Derived.model_validate(
        {"value": 130, "unit": "people", "operation": "sum", "inputs": [
            {"part": "trial#study", "figure": 99}, {"part": "small#study", "figure": 31}]}
    )  # fmt: skip
    assert [item.text for item in ungrounded(text, PARTS.pool(citations, [both]))] == found


def test_a_derived_value_is_grounded_and_its_inputs_are_not_unless_their_part_is_cited() -> None:
    both = {"value": 92, "unit": "people", "operation": "sum", "inputs": [
        {"part": "trial#any-event", "figure": 49}, {"part": "trial#any-event", "figure": 43}]}  # fmt: skip
    assert missing("92 people", derived=[both]) == []
    assert missing("92 people, 43 women", derived=[both]) == ["43"]


def test_a_part_that_does_not_exist_gives_nothing_but_the_study_block() -> None:
    assert missing("99 women, 41 events", "nowhere") == ["41"]
    assert PARTS.pool([m.Citation(part="unknown#pain", stance="supports")], []).sizes == frozenset()


@pytest.mark.parametrize(("figure", "found"), [(41, 0), (-41, 0), (99, 0), (12, 0), (42, 1), (1.3, 1)])
def test_an_input_of_a_derived_figure_stands_in_its_part_or_in_its_study_block(figure: float, found: int) -> None:
    one = {"value": abs(figure), "unit": "people", "operation": "sum", "inputs": [{"part": "trial#any-event", "figure": figure}]}
    places = list(derived_inputs_not_found([m.Derived.model_validate(one)], PARTS))
    assert [(place, position) for place, position, _ in places] == [(0, 0)] * found


def test_a_counted_input_has_no_figure_to_look_for() -> None:
    one = {"value": 1, "unit": "trials", "operation": "count", "inputs": [{"part": "trial#pain"}]}
    assert list(derived_inputs_not_found([m.Derived.model_validate(one)], PARTS)) == []


@pytest.mark.parametrize(("text", "value"), [("th\u0131rteen people", 13), ("\u017fix people", 6), ("twenty-f\u0130ve mg", 25)])
def test_a_letter_that_only_looks_like_i_or_s_hides_no_number_word(text: str, value: int) -> None:
    assert [(item.value, item.start) for item in figures(text)] == [(Decimal(value), 0)]


def test_all_texts_of_a_claim_a_caveat_a_term_and_a_condition_are_read() -> None:
    claim = m.Claim.model_validate({
        "id": "pain", "type": "effect", "short": "S.", "plain": "P.", "clinical": "C.", "outcome": "pain", "finding": "harm",
        "certainty": {"dose_class": "low", "start": "randomised", "downgrades": [
            {"domain": "imprecision", "levels": 1, "reason": "R."}]}})  # fmt: skip
    reason = ("certainty", "downgrades", 0, "reason")
    assert dict(texts_of(claim)) == {("short",): "S.", ("plain",): "P.", ("clinical",): "C.", reason: "R."}
    caveat = m.Caveat.model_validate({
        "kind": "caveat", "id": "c", "title": "T", "severity": "note", "short": "S.", "plain": "P.",
        "actions": [{"who": "patient", "text": "Ask."}], "scope": {"everything": True}})  # fmt: skip
    assert [path for path, _ in texts_of(caveat)] == [("short",), ("plain",), ("actions", 0, "text")]


# The pack that is shipped


@cache
def shipped() -> tuple[tuple[str, Pool], ...]:
    folder = Path(ldn_content.__file__).parent / "data" / "en"
    entries = []
    for path in sorted(folder.glob("*/*.json")):
        data = json.loads(path.read_text("utf-8"))
        data.pop("$schema", None)
        entries.append(m.CLASSES[data["kind"]].model_validate(data))
    sources = {entry.id: entry for entry in entries if isinstance(entry, m.Source)}
    parts = Parts(sources)
    kinds = m.Caveat | m.ClaimReview | m.Term | m.Condition
    items = [item for entry in entries for item in (*m.claims_of(entry), *([entry] if isinstance(entry, kinds) else []))]
    known = [item for item in items if all(c.part.split("#")[0] in sources for c in getattr(item, "citations", ()))]
    pools = [parts.pool(getattr(item, "citations", ()), getattr(item, "derived", ())) for item in known]
    return tuple((text, here) for item, here in zip(known, pools, strict=True) for _, text in texts_of(item))


def mutated(text: str, item: Mention, chance: random.Random) -> str | None:
    """Change one figure to another number of the same form."""
    for _ in range(50):
        other = "".join(str(chance.randint(0, 9)) if digit.isdigit() else digit for digit in item.text)
        same_form = other[0] != "0" or item.text[0] == "0"
        if same_form and other.strip("0.,") and Decimal(other.replace(",", "")) != item.value:
            return text[: item.start] + other + text[item.start + len(item.text) :]
    return None


def test_a_changed_figure_is_caught_in_at_least_95_of_100() -> None:
    chance, caught, tried = random.Random(20261122), 0, 0
    for text, here in shipped():
        for item in figures(text):
            if item.text[0].isdigit() and here.grounds(item):
                changed = mutated(text, item, chance)
                if changed is not None:
                    tried += 1
                    caught += bool(ungrounded(changed, here))
    assert tried >= 1000
    assert caught / tried >= 0.95, f"{caught} of {tried}"


def test_the_whole_pack_is_read_in_less_than_a_second() -> None:
    shipped()
    figures.cache_clear()
    start = time.perf_counter()
    for text, here in shipped():
        ungrounded(text, here)
    assert time.perf_counter() - start < 1


def test_a_figure_in_the_limitations_of_a_source_is_cited_as_such() -> None:
    source = TRIAL.model_copy(update={"limitations": ("77 people were lost.",)})
    lost = Parts({"trial": source}).pool([m.Citation(part="trial#limitations", stance="context")], ())
    assert ungrounded("77 people were lost.", lost) == ()
    assert [item.text for item in ungrounded("79 people were lost.", lost)] == ["79"]
    study = Parts({"trial": source}).pool([m.Citation(part="trial#study", stance="context")], ())
    assert [item.text for item in ungrounded("77 people were lost.", study)] == ["77"]
