"""No month is in the future, and nothing is older than we can stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import packs
from ldn_content.builtin import LIBRARY
from ldn_content.check import RULES, Context
from ldn_content.check.freshness import PAGE_MONTHS, PAPER_MONTHS, REVIEW_MONTHS, SEARCH_MONTHS, months_between
from ldn_content.model import Source
from rule_examples import changed, of_manifest, places

KNEE, DUD, TRIAL = "conditions/sore-knee.json", "terms/dud.json", "sources/knee-trial.json"
MONTHS = st.builds(lambda year, month: f"{year}-{month:02}", st.integers(1950, 2090), st.integers(1, 12))


def later(month: str, by: int) -> str:
    """The month that many months on."""
    count = 12 * int(month[:4]) + int(month[5:]) - 1 + by
    return f"{count // 12}-{count % 12 + 1:02}"


@given(MONTHS, st.integers(-500, 100))
def test_months_are_counted_over_the_turn_of_the_year(month: str, by: int) -> None:
    assert months_between(month, later(month, by)) == by
    assert (months_between(month, later(month, by)) > 0) == (later(month, by) > month)


@pytest.mark.parametrize(
    ("where", "file", "path"),
    [
        ("term/dud review.month", DUD, "review"),
        ("source/knee-trial checked.month", TRIAL, "checked"),
        ("condition/sore-knee#unwanted-events claims[2].as_of", KNEE, "as_of"),
    ],
)
def test_a_month_in_the_future_is_found(where: str, file: str, path: str) -> None:
    files = packs.small()
    if path == "as_of":
        files[file]["claims"][2]["as_of"] = "2026-12"
    else:
        files[file][path] = {"clinical": "none", **files[file].get(path, {}), "month": "2026-12"}
        if path == "checked":
            del files[file][path]["clinical"]
    assert places(files, "LDN601") == [where]
    assert places(files, "LDN601", "2026-12") == []


def test_a_review_of_the_pack_in_the_future_is_found_where_it_stands() -> None:
    assert of_manifest(packs.small(), "LDN601") == []
    assert of_manifest(packs.small(), "LDN601", "2026-10") == ["review.month"]


def test_a_review_gets_old() -> None:
    own = changed(lambda f: f[DUD].update(review={"month": "2026-01", "clinical": "none"}))
    assert places(own, "LDN602", later("2026-01", REVIEW_MONTHS)) == []
    assert places(own, "LDN602", later("2026-01", REVIEW_MONTHS + 1)) == ["term/dud review.month"]
    pack = packs.small()
    assert of_manifest(pack, "LDN602", later("2026-11", REVIEW_MONTHS)) == []
    assert of_manifest(pack, "LDN602", later("2026-11", REVIEW_MONTHS + 1)) == ["review.month"]


def test_a_search_gets_old() -> None:
    files = packs.small()
    assert places(files, "LDN603", later("2026-11", SEARCH_MONTHS)) == []
    assert places(files, "LDN603", later("2026-11", SEARCH_MONTHS + 1)) == [
        "condition/joint-pain#nothing claims[0].as_of",
        "condition/joint-pain#unwanted-events claims[1].as_of",
        "condition/sore-knee#unwanted-events claims[2].as_of",
    ]


@pytest.mark.parametrize(
    ("depth", "longest"),
    [
        *((depth, PAGE_MONTHS) for depth in ("register", "label", "page")),
        *((depth, PAPER_MONTHS) for depth in ("full-text", "abstract", "unknown")),
    ],
)
def test_what_changes_in_place_is_read_again_sooner(depth: str, longest: int) -> None:
    read = {"month": "2026-10", "depth": depth}
    files = {TRIAL: {**packs.small()[TRIAL], "checked": read}}
    assert places(files, "LDN604", later("2026-10", longest)) == []
    assert places(files, "LDN604", later("2026-10", longest + 1)) == ["source/knee-trial checked.month"]


def test_only_time_makes_the_built_in_pack_stale() -> None:
    entries = dict(LIBRARY.entries)
    sources = {item.id: item for item in entries.values() if isinstance(item, Source)}

    def found(as_of: str) -> set[str]:
        here = Context(entries, sources, as_of)
        rules = [RULES[code] for code in ("LDN601", "LDN603", "LDN604")]
        return {rule.code for rule in rules for entry in entries.values() if next(iter(rule.check(entry, here)), None)}

    manifest = LIBRARY.packs[0].manifest
    assert manifest is not None
    now = manifest.review.month
    assert found(now) == set()
    assert found(later(now, -1)) == {"LDN601"}
    assert found(later(now, 61)) == {"LDN603", "LDN604"}
