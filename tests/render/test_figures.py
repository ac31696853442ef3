"""Pictures: what they show is on record, nothing that has to travel is left behind, and everybody can read them."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from math import log
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import packs
from ldn_content.builtin import LIBRARY
from ldn_content.errors import InvalidOption, NoFigure, UnknownEntry
from ldn_content.library import Library
from ldn_content.model import Condition, Effect, Result, Source
from ldn_content.render.figures import (
    Drawable,
    Figure,
    draw,
    evidence_map,
    figures_for,
    forest_plot,
    icon_array,
    timeline,
)
from ldn_content.render.figures.canvas import BLUE, ORANGE, WIDTH, extent, wrapped
from ldn_content.render.figures.forest_plot import Compared, is_ratio, panels
from ldn_content.render.figures.markup import element, write
from ldn_content.render.figures.scale import spanning
from ldn_content.render.markup import SafeHtml

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
DRAWABLE = figures_for(LIBRARY)
FIGURES = {f"{item.kind} {item.reference}".strip(): draw(LIBRARY, *item) for item in DRAWABLE}
SAFE = {"svg", "title", "desc", "g", "text", "path", "rect", "circle"}
SAFE_HTML = {
    *("figure", "figcaption", "p", "strong", "ol", "li", "a", "details", "summary", "div"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "]]></svg><b>&#x3c;",
    "javascript:alert(1)",
    "' onload='x",
)

each_figure = pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
of_kind = {kind: [item for item in DRAWABLE if item.kind == kind] for kind in ("forest", "icons", "timeline")}


def each(kind: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("reference", [item.reference for item in of_kind[kind]])


def tree(text: str) -> ET.Element:
    return ET.fromstring(text)


def name_of(item: ET.Element) -> str:
    return item.tag.removeprefix(SVG)


def classed(root: ET.Element, name: str) -> list[ET.Element]:
    return [item for item in root.iter() if name in item.get("class", "").split()]


def words(root: ET.Element) -> str:
    """The words that a picture shows, in order; lines are joined by spaces."""
    return " ".join(item.text or "" for item in root.iter(f"{SVG}text"))


def number(text: str) -> float:
    return float(text.replace("−", "-").replace(",", ""))


def numbers(text: str) -> list[float]:
    return [number(item) for item in re.findall(r"−?\d+(?:\.\d+)?", text)]


# every picture


@each_figure
def test_a_picture_is_named_described_and_sized(figure: Figure) -> None:
    for root in (tree(figure.svg), tree(figure.to_svg(alone=False))):
        assert root.tag == f"{SVG}svg"
        assert root.get("role") == "img"
        assert root.get("lang") == LIBRARY.language
        assert root.get("viewBox", "").split()[2:] == [root.get("width"), root.get("height")]
        title, desc = root[0], root[1]
        assert (title.tag, desc.tag) == (f"{SVG}title", f"{SVG}desc")
        assert (title.text, title.get("id")) == (figure.title, root.get("aria-labelledby"))
        assert (desc.text or "").startswith(figure.description)
        assert desc.get("id") == root.get("aria-describedby")


@each_figure
def test_ids_are_unique_and_begin_with_the_prefix(figure: Figure) -> None:
    page = tree(f"<main>{figure.to_html('one')}{figure.to_html('two')}</main>")
    ids = [item.get("id", "") for item in page.iter() if item.get("id") is not None]
    assert max(Counter(ids).values()) == 1
    assert {item.partition("-figure-")[0] for item in ids} == {"one", "two"}
    for item in page.iter():
        for attribute in ("aria-labelledby", "aria-describedby"):
            assert item.get(attribute, ids[0]) in ids


@pytest.mark.parametrize("prefix", ["", "1", "a b", 'a"', "a#b"])
def test_a_prefix_that_begins_no_id_is_refused(prefix: str) -> None:
    with pytest.raises(InvalidOption, match="prefix begins an id"):
        FIGURES["map"].to_svg(prefix)
    with pytest.raises(InvalidOption, match="prefix begins an id"):
        FIGURES["map"].to_html(prefix)


@each_figure
def test_a_picture_needs_no_style_no_script_and_nothing_from_elsewhere(figure: Figure) -> None:
    for text, known in ((figure.svg, SAFE), (figure.to_html(), SAFE | SAFE_HTML)):
        for item in tree(text).iter():
            assert name_of(item) in known
            assert not [
                key for key in item.attrib if key == "style" or key.startswith("on") or (key == "href" and item.tag != "a")
            ]
            assert all("url(" not in value for value in item.attrib.values())
            if item.tag.startswith(SVG):
                assert re.fullmatch(r"(ldn-figure-[a-z-]+ ?)*", item.get("class", ""))


@each_figure
def test_a_picture_is_small(figure: Figure) -> None:
    assert len(figure.svg.encode()) < 26_000
    assert len(figure.to_svg(alone=False).encode()) < 23_000


@each_figure
def test_words_fit_and_do_not_lie_on_each_other(figure: Figure) -> None:
    for alone in (True, False):
        root = tree(figure.to_svg(alone=alone))
        left, top, width, height = map(float, root.get("viewBox", "").split())
        boxes = list(_boxes(root, 0, 12))
        for x, y, wide, size in boxes:
            assert left - 0.1 <= x
            assert x + wide <= left + width + 0.1
            assert top <= y - size
            assert y <= top + height
        for index, (x, y, wide, size) in enumerate(boxes):
            for other_x, other_y, other_wide, _ in boxes[index + 1 :]:
                apart = x + wide <= other_x or other_x + other_wide <= x or abs(y - other_y) >= size
                assert apart, (figure.title, x, y, other_x, other_y)


def _boxes(item: ET.Element, down: float, size: float) -> Iterator[tuple[float, float, float, float]]:
    """Yield where each line of words begins, how low and how wide it is, and the size of its letters."""
    down += float((re.findall(r"translate\(0 (.+)\)", item.get("transform", "")) or [0])[0])
    size = float(item.get("font-size", size))
    if item.tag == f"{SVG}text":
        wide = extent(item.text or "") * size * (1.1 if item.get("font-weight") else 1) * 0.97
        x = float(item.get("x", "0")) - {"middle": wide / 2, "end": wide}.get(item.get("text-anchor", ""), 0)
        yield x, float(item.get("y", "0")) + down, wide, size
    for child in item:
        yield from _boxes(child, down, size)


@each_figure
def test_what_must_travel_is_in_every_form(figure: Figure) -> None:
    cards = _cards(figure)
    shorts = {caveat.short for card in cards for caveat in card.must_read}
    certain = {f"Certainty: {card.evidence.level.replace('-', ' ')}" for card in cards if card.evidence.level}
    versions = f"ldn-content {cards[0].versions.package}, content {cards[0].packs[0].content_version}, schema"
    shown = words(tree(figure.svg))
    described = tree(figure.to_svg(alone=False))[1].text or ""
    plain = " ".join(figure.to_text().replace("\n! ", " ").split())
    page = tree(figure.to_html())
    assert page[0].tag == "figcaption"
    html = "".join(text for part in page if part.tag != f"{SVG}svg" for text in part.itertext())
    for form in (shown, described, plain, html):
        for wanted in (*shorts, *certain, versions, "ldn-content show", "reviewed"):
            assert wanted in form
        if figure.kind in {"forest", "timeline"}:
            assert cards[0].short in form
    caption = "".join(page[0].itertext())
    assert all(wanted in caption for wanted in (*shorts, *certain, "ldn-content show"))
    for cited in figure.carried.sources:
        assert cited.source.url in plain
        assert cited.source.url.partition("://")[2] in html
        assert cited.source.url in shown.replace(" ", "") or cited.source.link_kind in {"copy", "promoter"}
        beside = set(cited.source.shown_with)
        assert beside <= {item.source.id for item in figure.carried.sources}


def _cards(figure: Figure) -> list[Any]:
    """The cards whose caveats a picture has to carry."""
    if figure.kind == "map":
        return [LIBRARY.card(item) for item in LIBRARY.conditions.values()]
    cards = [LIBRARY.card(figure.reference.partition("#")[0])]
    if figure.kind == "icons":
        cards += [
            LIBRARY.card(f"{condition.reference}#{claim.id}")
            for condition in LIBRARY.conditions.values()
            for claim in condition.claims
            if claim.type == "harm" and claim.certainty
            if f"source/{figure.reference.removeprefix('source/')}"
            in {f"source/{item.part}" for item in claim.citations if item.stance != "context"}
        ]
    return cards


def test_the_way_is_a_link_where_the_host_has_the_card() -> None:
    figure = FIGURES["timeline condition/me-cfs"]
    link = tree(figure.to_html(more="/ldn/{kind}/{id}")).find("./figcaption/p[@class='ldn-more']/a")
    assert link is not None
    assert link.get("href") == "/ldn/condition/me-cfs"
    with pytest.raises(InvalidOption, match="more is the address"):
        figure.to_html(more="javascript:alert(1)")


def test_a_host_chooses_which_links_are_shown() -> None:
    figure = FIGURES["timeline condition/multiple-sclerosis"]
    kinds = {item.source.link_kind for item in figure.carried.sources}
    assert len(kinds) > 1
    for kind in kinds:
        page = tree(figure.to_html(links={kind}))
        shown = {item.get("href") for item in page.iter("a")}
        assert shown == {item.source.url for item in figure.carried.sources if item.source.link_kind == kind}
        assert len(page.findall("ol/li")) == len(figure.carried.sources)


def test_template_engines_take_the_html_as_it_is() -> None:
    for made in (FIGURES["map"].to_html(), FIGURES["map"].to_svg()):
        assert isinstance(made, SafeHtml)
        assert made.__html__() == made


@each_figure
def test_the_table_has_a_head_for_every_cell(figure: Figure) -> None:
    assert figure.rows
    assert {len(row) for row in figure.rows} == {len(figure.columns)}
    rows = tree(figure.to_html()).findall(".//tbody/tr")
    assert [tuple("".join(cell.itertext()) for cell in row) for row in rows] == list(figure.rows)


def test_colours_stand_out_from_light_and_from_dark() -> None:
    for colour in (BLUE, ORANGE):
        for ground in ("#ffffff", "#1e1e1e"):
            assert contrast(colour, ground) >= 3
    assert contrast("#1b1b1b", "#ffffff") >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_no_other_colour_is_used() -> None:
    used = {value for figure in FIGURES.values() for value in re.findall(r'(?:fill|stroke|color)="([^"]+)"', figure.svg)}
    assert used == {"none", "currentColor", BLUE, ORANGE, "#fff", "#1b1b1b"}


def test_the_bytes_depend_on_nothing_around() -> None:
    program = "from ldn_content.builtin import LIBRARY; from ldn_content.render import figures as f; import hashlib; print(hashlib.sha256(''.join(x.svg + x.to_html() + x.to_text() for x in (f.draw(LIBRARY, *i) for i in f.figures_for(LIBRARY))).encode()).hexdigest())"  # noqa: E501
    outputs = set()
    for seed, zone, locale in (("1", "UTC", "C"), ("2", "Asia/Kathmandu", "de_DE.UTF-8")):
        around = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": os.pathsep.join(sys.path)}
        outputs.add(subprocess.run([sys.executable, "-c", program], env=around, capture_output=True, check=True).stdout)
    assert len(outputs) == 1


def test_pictures_in_the_docs_are_those_of_the_code() -> None:
    drawn = runpy.run_path(str(ROOT / "docs" / "draw.py"))["drawn"]()
    there = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "figures").iterdir()}
    assert there == drawn, "run: python docs/draw.py"
    page = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    assert set(re.findall(r"!\[[^\]]{60,}\]\(figures/([\w.-]+)\)", page)) == set(drawn)


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
    for number in range(len(people) - 1):
        assert people[number] != people[number + 1] or radii[number] == radii[number + 1]
        assert people[number] * 2 >= people[number + 1] or radii[number] < radii[number + 1]


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


def trial(name: str, **effect: Any) -> packs.Data:
    """A source like the trial of the small pack, with another effect."""
    data = packs.small()["sources/knee-trial.json"]
    direction = effect.pop("direction", "no-difference")
    data |= {"id": name, "counting": {"not_because": "a second report"}, "parent": "knee-trial"}
    data["results"][0] |= {"direction": direction, "effect": {**data["results"][0]["effect"], **effect}}
    return data


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


# what cannot be drawn


@pytest.mark.parametrize(
    ("kind", "reference", "why"),
    [
        ("forest", "condition/migraine", "it takes two effects .* 0 on record have one.* timeline condition/migraine"),
        ("forest", "condition/painful-diabetic-neuropathy", "1 on record has one"),
        ("forest", "term/placebo", "term/placebo is no condition"),
        ("forest", "", "forest needs a reference; .*condition/chronic-pain, condition/fibromyalgia"),
        ("timeline", "vitiligo", "no trial of it"),
        ("icons", "younger-2013-fibromyalgia#ae-vivid-dreams", "fewer than two groups have counts"),
        ("icons", "younger-2013-fibromyalgia#fatigue", "measured for benefit"),
        ("icons", "source/saif-2026-fibromyalgia-meta-analysis#ae-nausea", "several studies together"),
        ("icons", "condition/fibromyalgia#pain", "is no source"),
        ("pie", "", "no picture 'pie': there are map, forest, icons, timeline"),
    ],
)
def test_what_cannot_be_drawn_says_why(kind: str, reference: str, why: str) -> None:
    with pytest.raises(NoFigure, match=why):
        draw(LIBRARY, kind, reference)


@pytest.mark.parametrize(
    ("kind", "reference"),
    [
        ("forest", "condition/no-such"),
        ("timeline", "no-such"),
        ("icons", "no-such#x"),
        ("icons", "due-bruun-2024-fibromyalgia#x"),
    ],
)
def test_what_is_not_there_is_unknown(kind: str, reference: str) -> None:
    with pytest.raises(UnknownEntry):
        draw(LIBRARY, kind, reference)


def test_every_condition_and_result_is_drawn_or_refused_with_a_reason() -> None:
    parts = [f"{item.id}#{result.id}" for item in LIBRARY.sources.values() for result in item.results]
    asked = [(kind, name) for kind in ("forest", "timeline") for name in LIBRARY.conditions] + [("icons", part) for part in parts]
    made = set()
    for kind, reference in asked:
        try:
            figure = draw(LIBRARY, kind, reference)
        except NoFigure:
            continue
        made.add((figure.kind, figure.reference))
    assert made == {tuple(item) for item in DRAWABLE if item.kind != "map"}


def test_what_a_condition_has_is_listed_with_its_sources() -> None:
    found = figures_for(LIBRARY, "condition/fibromyalgia")
    assert {item.kind for item in found} == {"forest", "timeline", "icons"}
    assert figures_for(LIBRARY, "source/due-bruun-2024-fibromyalgia")[0] in found
    assert figures_for(LIBRARY, "condition/vitiligo") == ()
    assert FIGURES["map"].title == evidence_map(LIBRARY).title
    assert Drawable("map", "") in DRAWABLE


def test_a_library_without_ratings_has_no_map(tmp_path: Path) -> None:
    files = {name: data for name, data in packs.small().items() if name == "pack.json" or name.startswith("caveats/joints")}
    files["caveats/joints.json"]["scope"] = {"everything": True}
    library = packs.library(tmp_path, files)
    assert figures_for(library) == ()
    with pytest.raises(NoFigure, match="no evidence map"):
        evidence_map(library)


# hostile text


@given(st.text(max_size=60))
@example('" onload="alert(1)')
@example("]]>&#60;\x00\ud800\ufffe{0}")
def test_any_text_is_text(text: str) -> None:
    readable = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    root = tree(write(element("text", text, class_=text)))
    assert (root.text or "").replace("\r", "\n") == readable.replace("\r\n", "\n").replace("\r", "\n")
    assert list(root.attrib) == ["class"]
    assert len(root) == 0


@given(st.text(min_size=1, max_size=60))
def test_titles_and_cells_of_any_text_change_no_element(text: str) -> None:
    figure = FIGURES["icons source/due-bruun-2024-fibromyalgia#ae-any-adverse-event"]
    other = replace(figure, title=text, description=text, rows=tuple(tuple(text for _ in row) for row in figure.rows))
    assert {name_of(item) for item in tree(other.svg).iter()} <= SAFE
    shape = [name_of(item) for item in tree(figure.to_html()).iter()]
    assert [name_of(item) for item in tree(other.to_html()).iter()] == shape


@given(
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")) | st.just(" "), max_size=80), st.integers(20, 300)
)
def test_wrapped_words_are_all_there_and_fit(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(extent(line) * 12 <= width or len(line) == 1 for line in lines)


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_text_of_a_pack_comes_out_as_text(bad: str, tmp_path: Path) -> None:
    files = packs.small()
    files["conditions/sore-knee.json"]["title"] = bad
    files["conditions/sore-knee.json"]["claims"][0] |= {"short": f"We do not know. {bad}", "outcome": bad}
    files["caveats/opioids.json"]["short"] = bad
    files["pack.json"] |= {"title": bad, "attribution": bad, "publisher": bad, "funding": bad}
    one = files["sources/knee-trial.json"]
    one |= {"title": bad, "authors": [bad], "journal": bad, "trial_ids": [bad]}
    one["study"] |= {"population": bad, "dose": bad, "status": bad}
    for arm in one["study"]["arms"]:
        arm |= {"what": bad, "dose": bad}
    one["results"][0] |= {"name": bad, "note": bad}
    one["results"].append({**one["results"][0], "id": "harm", "about": "harm", "effect": None})
    one["results"][0]["effect"] |= {"measure": bad}
    second = {**trial("other-trial"), "url": "https://example.org/?q=1&x='\"".rstrip("'\""), "trial_ids": [bad]}
    library = packs.library(tmp_path, {**files, "sources/other-trial.json": second})
    drawn = [draw(library, *item) for item in figures_for(library)]
    assert {figure.kind for figure in drawn} == {"map", "forest", "icons", "timeline"}
    for figure in drawn:
        assert {name_of(item) for item in tree(figure.svg).iter()} <= SAFE
        page = tree(figure.to_html())
        assert {name_of(item) for item in page.iter()} <= SAFE | SAFE_HTML
        assert {item.get("href", "https").partition(":")[0] for item in page.iter("a")} <= {"https"}
        assert bad in "".join(page.itertext())
        assert bad in figure.to_text().replace("\n  ", " ").replace("\n", " ")
