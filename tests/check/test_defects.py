"""Every kind of fault that an editor may make in the built-in pack is found, by the rule meant for it, at its line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import DATA, DRAWN, Bench, find_at_its_line
from defects import (
    Data,
    Defect,
    Path,
    TextDefect,
    at,
    change,
    claims,
    counted,
    drop,
    everywhere,
    fields,
    grave,
    put,
    rated,
    say,
    text_of,
    texts,
    twice,
    values,
)
from ldn_content.builtin import LIBRARY

AS_OF = "2026-11"
HEDGES = {"low": "may", "moderate": "probably"}


def typed(*types: str) -> Any:
    """Claims of these types that cite something."""
    return claims(lambda claim: claim["type"] in types and bool(claim.get("citations")))


def _cycle(data: Data, place: Path) -> Path:
    member = next(item for item in LIBRARY.conditions.values() if data["id"] in item.groups)
    data["groups"] = [member.id]
    return "groups", 0


def groups(data: Data) -> Iterator[Path]:
    if data["kind"] == "condition" and any(data["id"] in item.groups for item in LIBRARY.conditions.values()):
        yield ()


def _without_its_other(data: Data, place: Path) -> Path:
    items = at(data, place)
    name = next(item["part"].partition("#")[0] for item in items if _others(item))
    others = LIBRARY.sources[name].shown_with
    items[:] = [item for item in items if item["part"].partition("#")[0] not in others]
    return *place, next(number for number, item in enumerate(items) if item["part"].startswith(f"{name}#")), "part"


def _others(citation: Data) -> bool:
    return bool(LIBRARY.sources[citation["part"].partition("#")[0]].shown_with)


def shown_with_others(data: Data) -> Iterator[Path]:
    for place in fields("citations", when=lambda items: any(map(_others, items)))(data):
        if place[0] != "uses":
            yield place


def _circle(data: Data, place: Path) -> Path:
    family = next(item for item in LIBRARY.caveats.values() if data["id"] in item.stands_for)
    data["stands_for"] = [family.id]
    return "stands_for", 0


def stood_for(data: Data) -> Iterator[Path]:
    if data["kind"] == "caveat" and any(data["id"] in item.stands_for for item in LIBRARY.caveats.values()):
        yield ()


def _out_of_reach(data: Data, place: Path) -> Path:
    data["scope"] = {"entries": ["topic/what-is-ldn"]}
    return "medicines", 0


def _alias_twice(data: Data, place: Path) -> Path:
    data["aliases"] = [*data.get("aliases", []), data["title"]]
    return "aliases", len(data["aliases"]) - 1


def _other_per_cent(data: Data, place: Path) -> Path:
    value = at(data, place)
    value["number"] = value["number"] + (7 if value["number"] < 50 else -7)
    return *place, "number"


def _more_analysed(data: Data, place: Path) -> Path:
    data["study"]["analysed"] = data["study"]["randomised"] + 1
    return "study", "analysed"


def _hedge_of_another_grade(data: Data, place: Path) -> Path:
    claim = at(data, place)
    claim["short"] = "LDN likely reduces it."
    return *place, "short"


def rated_in_conditions(data: Data) -> Iterator[Path]:
    if data["kind"] == "condition":
        yield from rated()(data)


def cited(data: Data) -> Iterator[Path]:
    yield from (place for place in fields("part")(data) if place[-3] == "citations")


def without_support(data: Data) -> Iterator[Path]:
    if data["kind"] == "claim-review" and all(item["stance"] != "supports" for item in data.get("citations", ())):
        yield ("verdict",)


def _made_up_input(data: Data, place: Path) -> Path:
    derived = at(data, place)[0]
    derived.update(value=7919, operation="sum", inputs=[{"part": derived["inputs"][0]["part"], "figure": 7919}])
    return *place, 0, "inputs", 0, "figure"


def _same_outcome(data: Data, place: Path) -> Path:
    claim = at(data, place)
    data["claims"].append({**claim, "id": "once-more"})
    return "claims", len(data["claims"]) - 1, "outcome"


def _above_the_headline(data: Data, place: Path) -> Path:
    rating = {"dose_class": "low", "start": "randomised", "downgrades": []}
    claim = {"id": "high", "type": "effect", "short": "LDN eases it.", "outcome": "x", "finding": "benefit", "certainty": rating}
    data["claims"].append({**claim, "citations": data["claims"][0].get("citations", [])})
    return "claims", len(data["claims"]) - 1, "certainty"


def _start_with_reports_only(data: Data, place: Path) -> Path:
    claim = at(data, place)
    claim["certainty"] = {**claim["certainty"], "start": "randomised"}
    claim["citations"] = [{"part": "label-naltrexone-tablets-us#study", "stance": "supports"}]
    return *place, "certainty", "start"


rated_low = rated("very-low", "low", "moderate")
cites = typed("effect", "harm", "finding", "mechanism", "regulatory", "background")
counted_trials = fields("counting", when=lambda counting: "condition" in counting)
with_interval = fields("effect", when=lambda effect: "low" in effect)
CELLS = [{"part": "cant-2017-toll-like-receptors#study", "stance": "supports"}]
LONG = "We found no study of this, " + "and looked again, " * 6 + "up to now."

DEFECTS = (
    # files and fields
    Defect("another id than the file's name", "LDN007", everywhere, put("id", value="another-id")),
    Defect("another kind than the folder's", "LDN011", everywhere, put("kind", value="sourse")),
    Defect("a field that is not there", "LDN010", everywhere, put("titel", value="x")),
    Defect("a required field that is missing", "LDN010", everywhere, drop("title")),
    Defect("a number where a text belongs", "LDN010", everywhere, put("title", value=5)),
    Defect("a text where a list belongs", "LDN010", fields("citations"), change(lambda _: "label#study")),
    Defect("an empty text", "LDN010", texts(), change(lambda _: "")),
    Defect("white space at the end", "LDN010", texts(), change(lambda old: old + " ")),
    Defect("a character that turns the direction", "LDN010", texts(), change(lambda old: old + "\u202e")),
    Defect("a line break in a paragraph", "LDN010", texts(), change(lambda old: old + "\nMore.")),
    Defect("a short that is too long", "LDN010", fields("short"), change(lambda _: "x" * 151)),
    Defect("a level that is not the computed one", "LDN010", rated("very-low", "low"), put("certainty", "level", value="high")),
    Defect("a curie that is not the computed one", "LDN010", fields("codes"), put(0, "curie", value="MeSH:X")),
    Defect("more events than people", "LDN010", values(counted), put("events", value=10**6)),
    Defect("an interval beside its estimate", "LDN010", with_interval, put("estimate", value=10**6)),
    Defect("a derived figure that is miscalculated", "LDN010", fields("derived"), put(0, "value", value=987654)),
    Defect("a part that is cited twice", "LDN010", fields("citations", kinds=("condition", "caveat", "topic")), twice),
    Defect("an id of a claim twice", "LDN010", fields("claims", kinds=("condition",)), twice),
    Defect("a headline that is no claim", "LDN010", fields("headline"), change(lambda _: "no-such-claim")),
    Defect("a gap without its month", "LDN010", claims(lambda c: c["type"] == "gap"), drop("as_of", found=("type",))),
    Defect("a month that does not exist", "LDN010", fields("month", "as_of"), change(lambda _: "2026-13")),
    Defect("an address that runs a script", "LDN010", fields("url"), change(lambda _: "javascript:alert(1)")),
    Defect("an address of a paper as its DOI", "LDN010", fields("doi"), change(lambda old: f"https://doi.org/{old}")),
    Defect("an arm that is not in the study", "LDN010", values(lambda _: True), put("arm", value="gone")),
    Defect("a stance that does not exist", "LDN010", fields("stance"), change(lambda _: "proves")),
    Defect("a warning that says not what to do", "LDN010", grave, put("actions", value=[])),
    Defect("a scope of nothing", "LDN010", fields("scope"), change(lambda _: {})),
    # references
    Defect("a source that is not there", "LDN101", cited, change(lambda _: "no-such-source#study")),
    Defect("a part that its source does not have", "LDN102", cited, change(lambda old: f"{old.partition('#')[0]}#gone")),
    Defect("a reference to no claim", "LDN103", fields("answer"), put(0, value="condition/fibromyalgia#no-such-claim")),
    Defect("a group that is not there", "LDN104", fields("groups", kinds=("condition",)), put(0, value="no-such-group")),
    Defect("a trial that is counted nowhere", "LDN104", counted_trials, put("condition", value="nowhere")),
    Defect("groups in a circle", "LDN105", groups, _cycle),
    Defect("a rating that is borrowed from nowhere", "LDN106", fields("same_as"), change(lambda _: "topic/gone#gone")),
    Defect("a scope with an entry that is not there", "LDN107", fields("entries", kinds=("caveat",)), put(0, value="topic/gone")),
    Defect("a medicine that is not there", "LDN107", fields("medicines"), put(0, value="no-such-medicine")),
    Defect("a source without the one beside it", "LDN108", shown_with_others, _without_its_other),
    Defect("a parent that is not there", "LDN109", fields("parent"), change(lambda _: "no-such-source")),
    Defect("cautions that stand for each other", "LDN111", stood_for, _circle),
    # structure
    Defect("a medicine that the scope does not reach", "LDN120", fields("medicines"), _out_of_reach),
    Defect("an alias that is the title", "LDN121", everywhere, _alias_twice),
    Defect("a short that leaves no room in a line", "LDN122", claims(), put("short", value=LONG)),
    # evidence
    Defect("a per cent that its counts do not give", "LDN201", values(counted), _other_per_cent),
    Defect("more people analysed than randomised", "LDN202", fields("study", when=lambda s: "randomised" in s), _more_analysed),
    Defect("a rating of another dose", "LDN203", rated_low, put("certainty", "dose_class", value="very-low-or-ultra-low")),
    Defect("a rating from trials that rests on a label", "LDN203", rated_low, _start_with_reports_only),
    Defect("an effect in people out of a dish", "LDN204", rated_low, put("citations", value=CELLS, found=("citations", 0))),
    Defect("a benefit rated above the headline", "LDN205", fields("claims", kinds=("condition",)), _above_the_headline),
    Defect("two ratings of one outcome", "LDN206", rated_in_conditions, _same_outcome),
    Defect("a claim that cites nothing", "LDN207", cites, drop("citations", found=("id",))),
    Defect("a verdict of support without a source", "LDN208", without_support, change(lambda _: "supported")),
    # numbers
    Defect("a figure that stands nowhere", "LDN301", texts(), say("That was seen in 7,919 people.")),
    Defect("a share that stands nowhere", "LDN301", texts(), say("It was seen in 83.7% of people.")),
    Defect("an input that is not in its part", "LDN302", fields("derived"), _made_up_input),
    # words
    Defect("the hedge of another grade", "LDN401", rated("very-low", "low"), _hedge_of_another_grade),
    Defect("a verdict of safety", "LDN402", texts(), say("It is completely safe.")),
    Defect("praise", "LDN402", texts(), say("That is a breakthrough.")),
    Defect("a relative change alone", "LDN402", texts("topic", "caveat", "term"), say("Pain fell by 30%.")),
    Defect("one in so many", "LDN402", texts("topic", "caveat", "term"), say("It helps 1 in 3 people.")),
    Defect("a cure", "LDN402", texts(), say("It cures this.")),
    Defect("a dose to take", "LDN403", texts(), say("Take 4.5 mg at night.")),
    Defect("a medicine to stop", "LDN403", texts(), say("Stop taking your opioids.")),
    Defect("a step up", "LDN403", texts(), say("Increase the dose each week.")),
    Defect("an effect as a fact", "LDN405", texts(), say("LDN reduces pain.")),
)  # fmt: skip

TITLE = '  "title": "'


def _cut(text: str, number: int) -> tuple[bytes, int]:
    kept = text[: number % (len(text) - 3) + 1].rstrip()
    return kept.encode(), _end(kept)


def _end(text: str) -> int:
    """The line on which a reader of JSON gives up: that of a text that is not closed begins where the text begins."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return error.lineno
    raise AssertionError(text)


def before_title(more: bytes) -> Callable[[str, int], tuple[bytes, int]]:
    def make(text: str, _: int) -> tuple[bytes, int]:
        mark = TITLE.encode()
        raw = text.encode()
        return raw.replace(mark, more + mark, 1), raw[: raw.index(mark)].count(b"\n") + 1

    return make


TEXT_DEFECTS = (
    TextDefect("a file that is cut", "LDN001", _cut),
    TextDefect("a key that stands twice", "LDN002", before_title(b'"id": "x",')),
    TextDefect("a byte order mark", "LDN003", lambda text, _: (b"\xef\xbb\xbf" + text.encode(), 1)),
    TextDefect("a byte that is not UTF-8", "LDN003", before_title(b'"titles": "\xff",')),
    TextDefect("a number that is none", "LDN004", before_title(b'"titles": NaN,')),
    TextDefect("a file that is too large", "LDN005", lambda text, _: (text.encode() + b" " * 1_000_000, 1)),
)  # fmt: skip


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name.replace(" ", "-"))
def test_a_defect_is_found_at_its_line(bench: Bench, defect: Defect) -> None:
    find_at_its_line(bench, defect)


@pytest.mark.parametrize("defect", TEXT_DEFECTS, ids=lambda defect: defect.name.replace(" ", "-"))
def test_a_spoilt_file_is_told(bench: Bench, defect: TextDefect) -> None:
    @DRAWN
    @given(st.sampled_from(sorted(DATA)), st.integers(1, 10**6))
    def spoil(reference: str, number: int) -> None:
        raw, line = defect.make(text_of(DATA[reference]), number)
        found = bench.findings(reference, raw)
        assert [item.code for item in found] == [defect.code]
        assert found[0].line == line

    spoil()
