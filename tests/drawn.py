"""Every picture that the built-in content allows, and how tests read one."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import packs
from ldn_content.builtin import LIBRARY
from ldn_content.render.figures import draw, figures_for

SVG = "{http://www.w3.org/2000/svg}"
DRAWABLE = figures_for(LIBRARY)
FIGURES = {f"{item.kind} {item.reference}".strip(): draw(LIBRARY, *item) for item in DRAWABLE}
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


def trial(name: str, **effect: Any) -> packs.Data:
    """A source like the trial of the small pack, with another effect."""
    data = packs.small()["sources/knee-trial.json"]
    direction = effect.pop("direction", "no-difference")
    data |= {"id": name, "counting": {"not_because": "a second report"}, "parent": "knee-trial"}
    data["results"][0] |= {"direction": direction, "effect": {**data["results"][0]["effect"], **effect}}
    return data
