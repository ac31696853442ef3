"""The examples of `examples/` as modules, and what holds for every host that makes pages of cards."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import NamedTuple
from urllib.parse import quote

import pytest

import ldn_content as ldn
import packs
from ldn_content.audit import audit
from ldn_content.library import Library
from ldn_content.model.card import Card
from ldn_content.render.styles import stylesheet
from ldn_content.versions import CONTENT_VERSION, SCHEMA_VERSION, __version__

EXAMPLES = Path(__file__).parents[1] / "examples"
LIBRARY = Library.load()
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(ldn.__file__).parents[1])}
"""For a program that has to find the library as the tests do."""
ONE_OF_EACH_KIND = {entry.kind: entry.reference for entry in LIBRARY.entries.values()}.values()
SCRIPT = "<script>alert(1)</script>"
HOSTILE = (
    SCRIPT,
    '"><img src=x onerror=alert(1)>',
    "' onfocus=alert(1) autofocus='",
    "</title><svg/onload=alert(1)>",
    "{{ 7*7 }}{% debug %}",
    "javascript:alert(1)",
    "&lt;b&gt; &amp;amp; \x0b\u202e",
)
"""What somebody may send who means harm."""


def example(path: str) -> ModuleType:
    """Return a program of `examples/` as a module, made once."""
    name = Path(path).stem
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, EXAMPLES / path)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules[name]


class Reader(HTMLParser):
    """Reads a page as a browser does: its text, its tags, where its links lead, what its fields hold. No attribute acts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.links: list[str] = []
        self.fields: dict[str, str] = {}
        self.language = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        assert not [name for name in given if name.startswith("on")]
        self.tags.append(tag)
        if tag in {"a", "link"}:
            self.links.append(given["href"])
            assert not given["href"].startswith("javascript:")
        elif tag == "input":
            self.fields[given["name"]] = given.get("value", "")
        elif tag == "html":
            self.language = given["lang"]

    def handle_data(self, data: str) -> None:
        self.text += data


def clean(html: str, cards: Sequence[Card], library: Library = LIBRARY) -> Reader:
    """Return a page as it is read, if it holds a fragment of each card, in order, and the audit finds nothing."""
    report = audit(html, library)
    assert report.findings == ()
    assert report.states == ("clean",) * len(cards)
    at = [html.index(f'data-ldn-ref="{card.reference}"') for card in cards]
    assert at == sorted(at)
    return Reader(html)


def shows(html: str, cards: Sequence[Card], library: Library = LIBRARY) -> Reader:
    """Return a page as it is read, if it holds all that has to travel with each card, and the audit finds nothing."""
    page = clean(html, cards, library)
    for card in cards:
        for text in (card.short, *(caveat.short for caveat in card.must_read), card.digest):
            assert text in page.text
    assert f"ldn-content {__version__}, content {CONTENT_VERSION}, schema {SCHEMA_VERSION}" in page.text or library is not LIBRARY
    return page


def hostile_files() -> packs.Files:
    """The files of the small pack, with a script in every text that a card shows."""
    files = packs.small()
    for name, data in files.items():
        if name != "pack.json":
            for key in {"title", "short", "plain", "clinical", "definition", "what_it_is", "claim", "met_at"} & data.keys():
                data[key] += SCRIPT
            for part in (*data.get("claims", ()), *data.get("actions", ()), *data.get("statements", ())):
                part.update({key: part[key] + SCRIPT for key in {"short", "plain", "clinical", "text"} & part.keys()})
    return files


class Answer(NamedTuple):
    """What a host answers.

    Attributes:
        status: the code.
        html: the page.
        location: where it leads, if it does.
    """

    status: int
    html: str
    location: str = ""


class PagesOfCards:
    """What holds for a host with a page an entry and a page for searching. Each host is a class below this one."""

    host: ModuleType
    search: str
    """The address of the search."""
    whole: str
    """The address of the whole card, with `{}` for the reference."""

    def get(self, address: str) -> Answer:
        """Return what the host answers."""
        raise NotImplementedError

    def found(self, query: str) -> Answer:
        """Return what the host answers to a query."""
        return self.get(f"{self.search}?q={quote(query)}")

    def sent_comes_out_as_text(self, query: str) -> None:
        """Hold that nothing of a query acts, and that all of it is shown."""
        answer = self.found(query)
        page = clean(answer.html, [LIBRARY.card(hit.reference) for hit in LIBRARY.search(query)])
        assert answer.status == 200
        assert {"script", "img", "svg"}.isdisjoint(page.tags)
        assert page.fields["q"] == query

    @pytest.fixture
    def small(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
        """The host with a small library, each text of which holds a script."""
        library = packs.library(tmp_path, hostile_files())
        monkeypatch.setattr(self.host, "LIBRARY", library)
        return library

    @pytest.mark.parametrize("reference", ONE_OF_EACH_KIND)
    def test_the_whole_card_arrives(self, reference: str) -> None:
        answer = self.get(self.whole.format(reference))
        page = shows(answer.html, [LIBRARY.card(reference)])
        assert answer.status == 200
        assert page.language == "en"
        assert page.tags.count("h1") == 1

    def test_a_claim_has_a_page_too(self) -> None:
        reference = "condition/fibromyalgia#pain"
        shows(self.get(self.whole.format(quote(reference))).html, [LIBRARY.card(reference)])

    def test_the_emergency_number_is_that_of_the_settings(self) -> None:
        assert "<span data-ldn-emergency> (112)</span>" in self.get(self.whole.format("caveat/current-opioid-use")).html

    def test_every_hit_is_a_line_that_leads_to_the_whole_card(self) -> None:
        cards = [LIBRARY.card(hit.reference) for hit in LIBRARY.search("can I take it with codeine")]
        page = clean(self.found("can I take it with codeine").html, cards)
        for card in cards:
            assert card.short in page.text
            assert card.must_read[0].short in page.text
            assert self.whole.format(card.reference) in page.links
        assert {self.get(link).status for link in page.links} == {200}

    def test_without_a_query_nothing_is_found_nor_missing(self) -> None:
        answer = self.get(self.search)
        assert (answer.status, clean(answer.html, []).fields) == (200, {"q": ""})
        assert "Not listed" not in answer.html

    def test_what_is_not_listed_is_told(self) -> None:
        assert "Not listed here: warfarin." in self.found("fibromyalgia and warfarin").html
        assert "Not listed here: warfarin." in self.found("warfarin").html
        assert "Not listed" not in self.found("codeine").html

    def test_an_unknown_entry_is_not_found_and_what_may_be_meant_is_said(self) -> None:
        answer = self.get(self.whole.format("condition/fibromyalgja"))
        assert answer.status == 404
        assert "did you mean 'condition/fibromyalgia'?" in Reader(answer.html).text

    def test_an_unknown_page_is_not_found(self) -> None:
        assert self.get("/nowhere").status == 404

    @pytest.mark.usefixtures("small")
    def test_an_id_that_has_moved_leads_to_where_it_is(self) -> None:
        answer = self.get(self.whole.format("condition/achy-knee"))
        assert (answer.status, answer.location) == (301, self.whole.format("condition/sore-knee"))

    @pytest.mark.usefixtures("small")
    def test_an_id_that_is_withdrawn_is_not_found_and_why_is_said(self) -> None:
        answer = self.get(self.whole.format("term/knee-gnome"))
        assert (answer.status, "It was a hoax." in answer.html) == (404, True)

    @pytest.mark.parametrize("text", HOSTILE)
    def test_what_is_sent_comes_out_as_text(self, text: str) -> None:
        self.sent_comes_out_as_text(text)
        answer = self.get(self.whole.format(f"condition/{quote(text, safe='')}"))
        page = Reader(answer.html)
        assert answer.status == 404
        assert {"script", "img", "svg"}.isdisjoint(page.tags)
        assert "49" not in page.text

    def test_what_a_pack_says_comes_out_as_text(self, small: Library) -> None:
        for reference in ("condition/sore-knee", "caveat/opioids", "question/does-it-help-knees", "term/dud"):
            page = shows(self.get(self.whole.format(reference)).html, [small.card(reference)], small)
            assert "script" not in page.tags
            assert page.text.count(SCRIPT) > 5
        hits = small.search("sore knee")
        page = clean(self.found("sore knee").html, [small.card(hit.reference) for hit in hits], small)
        assert "script" not in page.tags
        assert page.text.count(SCRIPT) >= len(hits)

    def test_the_stylesheet_is_linked_and_served(self) -> None:
        (address,) = {link for link in Reader(self.get(self.search).html).links if link.endswith(".css")}
        assert self.get(address) == Answer(200, stylesheet())
