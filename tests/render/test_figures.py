"""Pictures: what they show is on record, nothing that has to travel is left behind, and everybody can read them."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import packs
from drawn import DRAWABLE, FIGURES, SVG, each_figure, name_of, tree, trial, words
from ldn_content.builtin import LIBRARY
from ldn_content.errors import InvalidOption, NoFigure, UnknownEntry
from ldn_content.model import claims_of
from ldn_content.render.figures import (
    Drawable,
    Figure,
    draw,
    evidence_map,
    figures_for,
)
from ldn_content.render.figures.canvas import BLUE, ORANGE, extent, wrapped
from ldn_content.render.figures.markup import element, write
from ldn_content.render.markup import SafeHtml

ROOT = Path(__file__).parents[2]
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
        for wanted in (*shorts, *certain, versions, figure.carried.told, "reviewed"):
            assert wanted in form
        if figure.kind in {"forest", "timeline"}:
            assert cards[0].short in form
    caption = "".join(page[0].itertext())
    assert all(wanted in caption for wanted in (*shorts, *certain, figure.carried.told))
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
        part = figure.reference.removeprefix("source/")
        cards += [
            LIBRARY.card(f"{entry.reference}#{claim.id}")
            for entry in LIBRARY.entries.values()
            for claim in claims_of(entry)
            if claim.type == "harm" and any(item.part == part and item.stance != "context" for item in claim.citations)
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
    second = {**trial("other-trial"), "url": "https://example.org/?q=1&x=2", "trial_ids": [bad]}
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
