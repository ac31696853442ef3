"""The same for the rules of identifiers, studies, ratings, balance, freshness, hygiene and ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from bench import Bench, find_at_its_line
from defects import Data, Defect, Path, at, change, claims, drop, fields, grave, of_kind, put, rated, say, texts, twice, values
from ldn_content.builtin import LIBRARY


def warnings(data: Data) -> Iterator[Path]:
    if data["kind"] == "caveat" and data["severity"] == "warning":
        yield ()


def groups_of_trials(data: Data) -> Iterator[Path]:
    if data.get("study", {}).get("randomised"):
        yield from (("study", "arms", index) for index in range(len(data["study"].get("arms", ()))))


def counted_in_groups(data: Data) -> Iterator[Path]:
    sized = {arm["id"] for arm in data.get("study", {}).get("arms", ()) if "n" in arm}
    yield from values(lambda value: value["arm"] in sized)(data)


def unclear(data: Data) -> Iterator[Path]:
    """Results whose interval includes no effect."""
    for number, result in enumerate(data.get("results", ())):
        if result.get("direction") == "no-difference" and "low" in result.get("effect", {}):
            yield "results", number


def unmarked(data: Data) -> Iterator[Path]:
    where = [*data.get("limitations", ()), data.get("journal", ""), data.get("publisher", "")]
    if "doi" in data and not any("preprint" in text for text in where):
        yield ()


def emergencies(data: Data) -> Iterator[Path]:
    yield from (("actions", index) for index, item in enumerate(data.get("actions", ())) if item["who"] == "emergency")


def own_claims_of_topics(data: Data) -> Iterator[Path]:
    if data["kind"] == "topic":
        yield from claims()(data)


def _hides_a_graver_one(data: Data, _: Path) -> Path:
    data["stands_for"] = ["allergy"]
    return "stands_for", 0


def _title_again(data: Data, place: Path) -> Path:
    at(data, place).append(data["title"])
    return *place, len(at(data, place)) - 1


def _own_parent(data: Data, _: Path) -> Path:
    data["parent"] = data["id"]
    return ("parent",)


def _few_people(data: Data, place: Path) -> Path:
    downgrades = [{"domain": "risk-of-bias", "levels": 2, "reason": "Nobody was blinded."}]
    rating = {"dose_class": "low", "start": "randomised", "downgrades": downgrades}
    trial = {"part": "peters-2022-glioma#fatigue-facit-fatigue-change-from-baseline", "stance": "supports"}
    at(data, place).update(certainty=rating, citations=[trial])
    return *place, "certainty", "downgrades"


def _no_other_dose(data: Data, place: Path) -> Path:
    claim = at(data, place)
    claim["certainty"] = {**claim["certainty"], "none_because": "other-doses-only"}
    claim.pop("citations", None)
    return *place, "certainty", "none_because"


def _high_dose(data: Data, place: Path) -> Path:
    data["dose_class"] = "standard-or-high"
    return *place, "condition"


def _retype(**types: str) -> Callable[[Data, Path], Path]:
    """Give the claims of a type another one."""

    def make(data: Data, _: Path) -> Path:
        for claim in data["claims"]:
            kind = types.get(claim["type"], claim["type"])
            claim["type"] = kind if kind not in {"effect", "harm"} or {"certainty", "same_as"} & set(claim) else "practical"
        return ("claims",)

    return make


def _without_harm(data: Data, _: Path) -> Path:
    for number, claim in enumerate(data["claims"]):
        claim["type"] = "effect" if claim["type"] == "harm" else claim["type"]
        claim["id"] = f"{claim['id'] if claim['id'] == data['headline'] else 'subject'}-{number}"
    data["headline"] = next(claim["id"] for claim in data["claims"] if claim["id"].startswith(f"{data['headline']}-"))
    return ("claims",)


effects = claims(lambda claim: claim["type"] == "effect" and claim.get("finding") in {"benefit", "little-or-no-difference"})
not_told_apart = claims(lambda claim: claim.get("finding") == "not-told-apart")
rated_low = rated("very-low", "low", "moderate")
told_apart = claims(lambda claim: claim.get("finding") not in {None, "not-told-apart"})
counted_trials = fields("counting", when=lambda counting: "condition" in counting)
with_interval = fields("effect", when=lambda effect: "low" in effect)
with_ours = fields("effect", when=lambda effect: effect.get("ours"))
at_doi = fields("url", when=lambda url: "//doi.org" in url)
STANCE = ("citations", 0, "stance")
BEFORE = [{"part": "isman-2024-long-covid#sf-36-total-score", "stance": "supports"}]
HIGH = [{"part": "pauli-magnus-2000-uraemic-pruritus#study", "stance": "supports"}]
AGAINST = [{"part": "beaudette-zlatanova-2023-arthritis-pain#paindetect", "stance": "supports"}]
SURE = {"dose_class": "low", "start": "randomised", "downgrades": []}
ALONE = [{"who": "professional", "text": "Ask."}]
DOI = LIBRARY.sources["due-bruun-2024-fibromyalgia"].doi

DEFECTS = (
    # identifiers and lists
    Defect("a code of no terminology", "LDN123", fields("codes", kinds=("substance",)), put(0, "code", value="x")),
    Defect("a trial number that is cut", "LDN124", fields("trial_ids", when=lambda n: n[0][:3] == "NCT"), put(0, value="NCT12")),
    Defect("a link to another paper", "LDN125", at_doi, change(lambda old: f"{old}0")),
    Defect("a DOI of another source", "LDN128", fields("doi", when=lambda doi: doi != DOI), change(lambda _: DOI)),
    Defect("a claim that is quoted twice", "LDN129", fields("answer", when=lambda items: isinstance(items[0], str)), twice),
    Defect("the title as another wording", "LDN130", fields("asked_as"), _title_again),
    Defect("a source about no condition", "LDN132", fields("conditions"), put(0, value="no-such-condition")),
    Defect("a source that is its own parent", "LDN133", of_kind("source"), _own_parent),
    Defect("a warning that hides a graver caution", "LDN134", warnings, _hides_a_graver_one),
    # studies
    Defect("a group larger than its trial", "LDN218", groups_of_trials, put("n", value=10**6)),
    Defect("more people than the group has", "LDN219", counted_in_groups, put("total", value=10**6)),
    Defect("the level of an interval as a share", "LDN220", with_interval, put("level", value=0.95)),
    Defect("a difference that is not that of its values", "LDN221", with_ours, put("estimate", value=999)),
    Defect("a direction against the interval", "LDN222", unclear, put("direction", value="favours-ldn")),
    Defect("a paper of a later year", "LDN223", fields("year"), change(lambda _: 2031)),
    # what carries a rating
    Defect("people before and after behind an effect", "LDN209", effects, put("citations", value=BEFORE, found=STANCE)),
    Defect("another dose behind a rating", "LDN210", told_apart, put("citations", value=HIGH, found=STANCE)),
    Defect("a result that points the other way", "LDN211", effects, put("citations", value=AGAINST, found=STANCE)),
    Defect("a high rating of nothing told apart", "LDN212", not_told_apart, put("certainty", value=SURE, found=("certainty",))),
    Defect("few people, and nothing said of chance", "LDN213", effects, _few_people),
    Defect("other doses only, and none cited", "LDN214", rated("none"), _no_other_dose),
    Defect("a counted trial of a high dose", "LDN215", counted_trials, _high_dose),
    Defect("a preprint that is not marked", "LDN217", unmarked, put("doi", value="10.1101/2020.01.01.20000001")),
    # balance and safety
    Defect("a condition without benefit", "LDN501", of_kind("condition"), _retype(effect="harm", gap="harm")),
    Defect("a condition without harm", "LDN502", of_kind("condition"), _without_harm),
    Defect("a condition without what is not known", "LDN503", of_kind("condition"), _retype(gap="harm")),
    Defect("a warning that leaves the reader alone", "LDN505", grave, put("actions", value=ALONE)),
    Defect("a number to call", "LDN506", emergencies, put("text", value="Call 911.")),
    Defect("a warning from nowhere", "LDN507", grave, drop("citations", found=("severity",))),
    # freshness
    Defect("a month in the future", "LDN601", fields("month", "as_of"), change(lambda _: "2027-01")),
    Defect("a search of long ago", "LDN603", fields("as_of"), change(lambda _: "2020-01")),
    Defect("a source that was read long ago", "LDN604", fields("month"), change(lambda _: "2015-01")),
    # text hygiene
    Defect("two spaces", "LDN701", texts(), say("It was  seen.")),
    Defect("a space before a comma", "LDN702", texts(), say("It was seen , too.")),
    Defect("a word twice", "LDN703", texts(), say("It was in the the news.")),
    Defect("half a bracket", "LDN704", texts(), say("It was (seen.")),
    Defect("a sentence without its stop", "LDN705", texts(), say("It was seen")),
    Defect("HTML", "LDN706", texts(), say("It was <b>seen</b>.")),
    Defect("Markdown", "LDN707", texts(), say("It was **seen**.")),
    Defect("an address in a text", "LDN708", texts(), say("See www.example.org for it.")),
    Defect("a letter of another script", "LDN709", texts(), say("It w\u0430s seen.")),
    Defect("a text read in the wrong encoding", "LDN710", texts(), say("It was Sj\u00c3\u00b6gren.")),
    Defect("a backtick for an apostrophe", "LDN711", texts(), say("It was a doctor`s.")),
    Defect("a text that is to be written", "LDN712", texts(), say("TODO.")),
    # stable ids
    Defect("an id of a draft", "LDN801", own_claims_of_topics, put("id", value="something-draft")),
    Defect("a verdict in an id", "LDN803", own_claims_of_topics, put("id", value="something-effective")),
    Defect("a place as an id", "LDN804", own_claims_of_topics, put("id", value="claim-1")),
)  # fmt: skip


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name.replace(" ", "-"))
def test_a_defect_is_found_at_its_line(bench: Bench, defect: Defect) -> None:
    find_at_its_line(bench, defect)
