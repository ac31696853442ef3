"""Every card in every format and form: nothing that has to travel is left behind, whoever the reader is."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise, product
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

import ldn_content as ldn
import packs
from ldn_content import fragments
from ldn_content.audit import audit
from ldn_content.builtin import LIBRARY
from ldn_content.errors import FormTooLong, InvalidOption
from ldn_content.fragments.contract import wording
from ldn_content.model import Claim
from ldn_content.model.card import FORMS, Card
from ldn_content.render import labels
from ldn_content.render.options import CONTEXTS, LINK_KINDS

CARDS = [LIBRARY.card(name) for name in LIBRARY.entries]
CLAIMS = [LIBRARY.card(f"{entry.reference}#{claim.id}") for entry in LIBRARY.conditions.values() for claim in entry.claims]
MARKDOWN = MarkdownIt("commonmark")
MORE = "/ldn/{kind}/{id}"
AUDIENCES = labels.AUDIENCES


class Words(HTMLParser):
    """The text of HTML, and the addresses and ids in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href" and value]
        self.ids += [value for name, value in attrs if name == "id" and value]
        assert not any(name.startswith("on") or name == "style" for name in given)


def words(shown: Words) -> set[str]:
    """The words that are shown, without addresses, which each format writes in its way."""
    return {word for part in shown.text.split() if "/" not in part for word in re.findall(r"\w{3,}", part)}


def flat(text: str) -> str:
    return " ".join(text.split())


def as_text(card: Card, form: str, audience: str) -> str:
    return card.to_text(form, audience=audience, more=MORE)


def as_markdown(card: Card, form: str, audience: str) -> str:
    return re.sub(r"\\(\W)", r"\1", card.to_markdown(form, audience=audience, more=MORE).replace("**", ""))


def as_html(card: Card, form: str, audience: str) -> str:
    return unescape(re.sub("<[^>]*>", "", card.to_html(form, audience=audience, more=MORE)))  # a parser takes ten times as long


FORMATS = {"text": as_text, "markdown": as_markdown, "html": as_html}
each_format = pytest.mark.parametrize("shown", FORMATS.values(), ids=FORMATS)
each_audience = pytest.mark.parametrize("audience", AUDIENCES)
Shown = Callable[[Card, str, str], str]


def certainty_beside(claim: Claim, card: Card, audience: str) -> str:
    """What follows the words of a claim that has the rating of another: the level of that one, or where it is."""
    rated = LIBRARY.claim(claim.same_as or "")
    shown = card.claim is not None or rated in card.claims
    assert rated.certainty is not None
    return f"{labels.certainty(rated.certainty.level)}." if shown else labels.certainty_of(claim.same_as or "")


@each_audience
@each_format
def test_the_full_form_holds_every_caveat_every_certainty_every_source_and_the_versions(shown: Shown, audience: str) -> None:
    for card in CARDS if audience == "plain" else CARDS[::5]:
        text = flat(shown(card, "full", audience))
        assert card.short in text
        for caveat in card.caveats:
            assert wording(caveat, audience) in text
            assert labels.severity(caveat.severity, audience).casefold() in text.casefold()
            assert all(action.text in text for action in caveat.actions)
            assert caveat.short.partition(". ")[2] in text
        assert all(caveat.short in text for caveat in card.must_read)
        for claim in card.claims:
            assert wording(claim, audience) in text
            assert claim.certainty is None or labels.certainty(claim.certainty.level) in text
            assert claim.as_of is None or f"{labels.LOOKED_FOR}: {claim.as_of}." in text
            assert claim.same_as is None or certainty_beside(claim, card, audience) in text
        assert all(item.title.rstrip(".") in text and labels.DEPTHS[item.depth] in text for item in card.references)
        assert f"content {card.packs[0].content_version}, schema {ldn.SCHEMA_VERSION}." in text
        assert labels.review(card.review) in text
        assert card.digest in text


@each_format
def test_the_compact_form_holds_the_hedge_the_must_read_shorts_the_certainty_the_review_and_the_versions(shown: Shown) -> None:
    for card in [*CARDS, *CLAIMS]:
        text = flat(shown(card, "compact", "plain"))
        assert card.short in text
        assert all(
            f"{labels.severity(item.severity, 'plain')}: {item.short}".casefold() in text.casefold() for item in card.must_read
        )
        assert card.evidence.level is None or labels.certainty(card.evidence.level) in text
        assert labels.more(len(card.caveats) - len(card.must_read), len(card.references)) in text
        assert f"{labels.review(card.review)} ldn-content {ldn.__version__}, content" in text


@each_format
def test_the_line_holds_the_hedge_the_gravest_caveat_and_the_way_to_the_others(shown: Shown) -> None:
    told = 0
    for card in [*CARDS, *CLAIMS]:
        try:
            text = flat(shown(card, "line", "plain"))
        except FormTooLong:
            continue
        told += 1
        assert card.short in text
        assert all(item.short in text for item in card.must_read[:1])
        assert labels.CAUTIONS in text
    assert told > 0.8 * len([*CARDS, *CLAIMS])


@pytest.mark.parametrize("form", FORMS)
def test_a_reader_of_commonmark_shows_the_words_of_the_html(form: str) -> None:
    for card in [*CARDS[::25], *CLAIMS[::40]]:
        if form == "line" and len(card.short) > 100:
            continue
        markdown = Words(MARKDOWN.render(card.to_markdown(form, more=MORE)))
        html = Words(card.to_html(form, more=MORE))
        assert words(html) <= words(markdown)
        assert {unquote(link) for link in html.links if link[0] != "#"} == {unquote(link) for link in markdown.links}


@pytest.mark.parametrize("form", FORMS)
@each_audience
def test_the_audit_finds_nothing_in_what_is_written_here(form: str, audience: str) -> None:
    page = "".join(card.to_html(form, audience=audience, more=MORE, prefix=f"n{i}") for i, card in enumerate(CARDS[::3]))
    report = audit(page, LIBRARY)
    assert report.findings == ()
    assert report.counts == {"clean": len(CARDS[::3])}


def test_the_digest_of_the_text_is_the_one_that_the_contract_asks_for_whatever_the_options() -> None:
    for card in CARDS[::20]:
        emergency = card.to_html(emergency="112")
        for html in (card.to_html(), emergency, card.to_html(links={"doi"}), card.to_html(context={"pregnant"}, heading=5)):
            inside = html.partition(">")[2].rpartition("<")[0]
            assert f'data-ldn-text="{fragments.text_digest(inside)}"' in html


def test_compact_html_without_an_address_holds_every_caveat_folded() -> None:
    for card in CARDS[::15]:
        html = card.to_html("compact")
        assert all(f'data-ldn-caveat="{item.id}"' in html for item in card.caveats)
        assert all(item.short in Words(html).text for item in card.caveats)
        assert audit(html, LIBRARY).findings == ()


def test_a_line_of_html_without_an_address_is_refused() -> None:
    with pytest.raises(InvalidOption, match="needs the address of the whole card"):
        CARDS[0].to_html("line")


@each_audience
def test_a_claim_with_the_rating_of_another_says_how_sure_it_is(tmp_path: Path, audience: str) -> None:
    """The wording for professionals may be figures alone: without the certainty, nothing would tell how far to trust them."""
    small = packs.library(tmp_path)
    after = flat(small.card("condition/sore-knee").to_text(audience=audience)).partition("in clinics. [1]")[2]
    assert after.startswith(" Certainty: low. Further research is likely to change this.")
    files = packs.small()
    files["questions/does-it-help-knees.json"]["answer"] = ["condition/sore-knee#pain-clinic"]
    alone = packs.library(tmp_path / "alone", files).card("question/does-it-help-knees")
    assert "in clinics. [1] The certainty is that of condition/sore-knee#pain." in flat(alone.to_text(audience=audience))


@each_format
def test_the_card_of_a_caveat_says_how_grave_it_is(shown: Shown) -> None:
    for caveat in LIBRARY.caveats.values():
        for form, audience in product(FORMS, AUDIENCES):
            text = flat(shown(LIBRARY.card(caveat), form, audience))
            assert f"{labels.severity(caveat.severity, audience)}: {caveat.short}" in text


@each_format
def test_each_pack_of_a_card_is_named_with_its_version(tmp_path: Path, shown: Shown) -> None:
    top = packs.overlay({"kind": "term", "id": "mine", "title": "Mine", "definition": "A word."}, content_version="2027.3.9")
    card = packs.library(tmp_path, packs.small(), top).card("term/mine")
    for form in ("full", "compact"):
        assert "content top-pack 2027.3.9, small-pack 2026.1.0, schema" in flat(shown(card, form, "plain"))


def test_a_claim_that_two_sections_quote_has_an_id_in_each(tmp_path: Path) -> None:
    files = packs.small()
    sections = files["topics/knee-doses.json"]["sections"]
    sections.append({"id": "again", "title": "Again", "claims": ["condition/sore-knee#pain"]})
    page = Words(packs.library(tmp_path, files).card("topic/knee-doses").to_html())
    assert len(page.ids) == len(set(page.ids))


def test_names_that_come_one_by_one_count_as_a_set_does() -> None:
    card = LIBRARY.card("condition/fibromyalgia")
    for name, given in (("context", "pregnant"), ("links", "doi")):
        for write in (card.to_text, card.to_markdown, card.to_html):
            one_by_one: Any = {name: iter([given])}
            together: Any = {name: [given]}
            assert write("compact", **one_by_one) == write("compact", **together)


@each_format
def test_a_short_whose_first_sentence_only_begins_a_longer_one_stays_whole(tmp_path: Path, shown: Shown) -> None:
    files = packs.small()
    files["caveats/joints.json"] |= {"short": "LDN may harm joints. Ask.", "plain": "LDN may harm joints in dogs. It may not."}
    text = flat(shown(packs.library(tmp_path, files).card("condition/sore-knee"), "full", "plain"))
    assert "LDN may harm joints. Ask. LDN may harm joints in dogs. It may not." in text


def test_ids_are_unique_prefixed_and_lead_somewhere() -> None:
    for card in CARDS[::4]:
        words = Words(card.to_html(prefix="our"))
        assert len(set(words.ids)) == len(words.ids)
        assert all(name.startswith("our-") for name in words.ids)
        assert {link[1:] for link in words.links if link.startswith("#")} <= set(words.ids)


def test_a_page_has_each_id_once_and_says_shared_cautions_once() -> None:
    page = ldn.page(CARDS[:12])
    words = Words(page.to_html())
    assert len(set(words.ids)) == len(words.ids)
    assert {link[1:] for link in words.links if link.startswith("#")} <= set(words.ids)
    assert audit(page.to_html(), LIBRARY).counts == {"clean": 12}
    for text in (words.text, page.to_markdown(), page.to_text()):
        assert all(flat(text).count(labels.SHARED_CAUTIONS) == 13 for _ in page.shared[:1])
    assert all(words.text.count(item.plain) == 1 for item in page.shared)
    assert page.to_markdown("line", more=MORE).count("\n- ") == 11
    assert "Reason not to use it" in page.to_html("compact")


def test_headings_go_down_one_level_at_a_time_from_the_one_that_is_chosen() -> None:
    for heading in range(1, 7):
        levels = [int(tag[1]) for tag in Words(CARDS[0].to_html(heading=heading)).tags if tag[0] == "h" and tag[1:].isdigit()]
        assert levels[0] == heading
        assert set(levels) == set(range(heading, min(heading + 2, 6) + 1))
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@each_format
def test_the_context_of_a_reader_promotes_caveats_and_takes_none_away(shown: Shown) -> None:
    methods: dict[Any, Any] = {as_text: Card.to_text, as_markdown: Card.to_markdown, as_html: Card.to_html}
    write = methods[shown]
    card = LIBRARY.card("condition/fibromyalgia#pain")
    for name, caveats in CONTEXTS.items():
        text = flat(write(card, "compact", context={name}, more="/x"))
        without = flat(write(card, "compact", more="/x"))
        promoted = [item.short for item in card.caveats if item.id in caveats]
        assert all(item.short in text for item in card.must_read)
        assert all(text.index(short) <= text.index(card.must_read[-1].short) for short in promoted)
        assert promoted or text == without


def test_every_context_names_caveats_of_the_built_in_pack() -> None:
    assert {caveat for caveats in CONTEXTS.values() for caveat in caveats} <= set(LIBRARY.caveats)


def test_only_links_of_the_kinds_that_the_host_chooses_are_shown() -> None:
    kinds = {reference.url: reference.link_kind for card in CARDS for reference in card.references}
    for card in CARDS[::30]:
        shown = [link for link in Words(card.to_html(links=set(LINK_KINDS) - {"promoter"})).links if link in kinds]
        assert shown
        assert all(kinds[link] != "promoter" for link in shown)
        hidden = [item for item in card.references if item.link_kind == "promoter"]
        assert all(flat(item.title.rstrip(".")) in flat(card.to_text(links={"doi"})) for item in hidden)
        assert not any(item.url in card.to_markdown(links=frozenset()) for item in card.references if len(item.url) > 30)


def test_the_number_of_the_host_stands_with_every_emergency() -> None:
    card = LIBRARY.card("condition/fibromyalgia")
    emergencies = sum(action.who == "emergency" for caveat in card.caveats for action in caveat.actions)
    assert emergencies > 3
    assert card.to_html(emergency="112").count("<span data-ldn-emergency> (112)</span>") == emergencies
    assert flat(card.to_text(emergency="112")).count("In an emergency (112): ") == emergencies
    assert card.to_markdown(emergency="112").count("**In an emergency (112):**") == emergencies


def test_ascii_text_is_ascii_in_80_columns_and_says_the_same() -> None:
    for card in CARDS[::4]:
        text = card.to_text(ascii=True)
        assert text.isascii()
        assert flat(text).casefold().count("certainty") == flat(card.to_text()).casefold().count("certainty")
        assert all(len(line) <= 80 or len(line.split()) <= 2 for line in text.splitlines())


def test_fit_gives_the_longest_form_that_fits_or_says_what_each_would_need() -> None:
    card = LIBRARY.card("condition/fibromyalgia#pain")
    for format_, write in (("text", card.to_text), ("markdown", card.to_markdown), ("html", card.to_html)):
        sizes = [(len(write(form, more="/x")), form) for form in FORMS]
        for size, form in sizes:
            assert card.fit(size, format_, more="/x") == write(form, more="/x")
        with pytest.raises(FormTooLong, match=f"line has {sizes[-1][0]}"):
            card.fit(sizes[-1][0] - 1, format_, more="/x")
    with pytest.raises(InvalidOption, match="no format 'pdf': there are text, markdown, html"):
        card.fit(100, "pdf")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"audience": "x"}, "no audience 'x'"),
        ({"links": {"blog"}}, "no link 'blog': there are doi"),
        ({"links": "doi"}, "a set of names"),
        ({"context": {"expecting"}}, "no context 'expecting': there are uses-opioids"),
        ({"context": "pregnant"}, "a set of names"),
        ({"emergency": "<b>"}, "emergency is a number to call"),
        ({"emergency": True}, "emergency is no bool"),
        ({"more": " javascript:alert(1)"}, "more is the address of a page"),
        ({"more": "javascript:alert(1)"}, "more is the address of a page"),
        ({"more": " "}, "more is the address of a page"),
        ({"more": "/a\nb"}, "more is the address of a page"),
        ({"heading": 0}, "heading is a level from 1 to 6"),
        ({"prefix": "1"}, "prefix begins an id"),
        ({"prefix": 1}, "prefix is no int"),
        ({"emergency": 112}, "emergency is no int"),
        ({"more": 5}, "more is no int"),
        ({"heading": "2"}, "heading is no str"),
        ({"context": None}, "context is a set of names"),
        (
            {"audiense": "clinical"},
            "no option 'audiense' here: there are audience, context, emergency, heading",
        ),
        ({"ascii": True}, "no option 'ascii' here"),
    ],
)
def test_an_option_that_is_not_what_it_may_be_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidOption, match=message):
        CARDS[0].to_html(**options)


def test_each_format_takes_its_own_options_only() -> None:
    card = LIBRARY.card("term/placebo")
    for write in (card.to_text, card.to_markdown, ldn.page([card]).to_text, ldn.page([card]).to_markdown):
        with pytest.raises(InvalidOption, match="no option 'heading' here"):
            write(heading=3)  # type: ignore[call-arg]


@pytest.mark.parametrize("form", ["full", "compact"])
@each_format
def test_the_card_of_a_retired_id_says_where_to_go_on(tmp_path: Path, shown: Shown, form: str) -> None:
    small = packs.library(tmp_path)
    for name, way in (
        ("achy-knee", "It was renamed. condition/achy-knee: moved to condition/sore-knee."),
        ("pretence", "It meant two things. term/pretence: split to term/dud, term/sham-knee."),
        ("knee-gnome", "It was a hoax. term/knee-gnome: it was withdrawn."),
    ):
        assert way in flat(shown(small.card(f"retired/{name}"), form, "plain"))


def test_a_title_in_markdown_keeps_a_sign_at_its_end(tmp_path: Path) -> None:
    files = packs.small()
    files["terms/dud.json"]["title"] = "Dud ##"
    shown = MARKDOWN.render(packs.library(tmp_path, files).card("term/dud").to_markdown("compact"))
    assert shown.startswith("<h2>Dud ##</h2>")


def test_a_card_that_was_changed_is_not_shown() -> None:
    card = CARDS[0].model_copy(update={"short": "LDN cures it."})
    for write in (card.to_text, card.to_markdown, card.to_html):
        with pytest.raises(ldn.CorruptData, match="was changed after it was made"):
            write()
        with pytest.raises(ldn.CorruptData, match="was changed after it was made"):
            ldn.pages.Page((card,)).to_html()


def test_notebooks_show_the_compact_form() -> None:
    card = CARDS[0]
    assert card._repr_html_() == card.to_html("compact")
    assert ldn.page([card])._repr_html_() == card.to_html("compact")
