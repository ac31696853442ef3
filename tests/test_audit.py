"""The audit: a fragment that is what the library says has no finding; each way of spoiling it has the finding that is meant."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from html import escape, unescape
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fragment_pages
import ldn_content
import ldn_content as ldn
import packs
from ldn_content import fragments
from ldn_content.audit import RULES, AuditReport, audit
from ldn_content.audit.judging import Judge
from ldn_content.audit.pages import MAX_BYTES, Unreadable, text_of
from ldn_content.fragments.page import normalised, read
from ldn_content.model.card import FORMS, Card

LIBRARY = ldn.Library.load()
REFERENCES = sorted(
    [*LIBRARY.entries, *(f"{entry.reference}#{claim.id}" for entry in ldn.conditions.values() for claim in entry.claims)]
)
JUDGE = Judge(LIBRARY)
AUDIENCES = ("plain", "clinical")

references = st.sampled_from(REFERENCES)
several = st.lists(references, min_size=2, max_size=3, unique=True)
forms = st.sampled_from(FORMS)
audiences = st.sampled_from(AUDIENCES)
few = settings(max_examples=60)


card_of = cache(LIBRARY.card)


def fibromyalgia() -> Card:
    return card_of("condition/fibromyalgia")


def codes(html: str, library: ldn.Library = LIBRARY) -> list[str]:
    """The codes of a page; the cards of the built-in library are made once."""
    judge = JUDGE if library is LIBRARY else Judge(library)
    return [fault.code for _, faults in judge.judge(read(html)) for fault in faults]


def given_to(html: str, name: str, value: str | None) -> str:
    """The page with another value of an attribute of the root, or without it."""
    changed, count = re.subn(f' {name}="[^"]*"', "" if value is None else f' {name}="{escape(value)}"', html, count=1)
    assert count == 1
    return changed


def resealed(html: str) -> str:
    """The fragment with the digest of the text that it has now, as a host whose template changed would write it."""
    content = html.partition(">")[2].rpartition("</section>")[0]
    return given_to(html, "data-ldn-text", fragments.text_digest(content))


# what is as it should be


@few
@given(references, forms, audiences)
def test_a_fresh_fragment_is_clean(reference: str, form: str, audience: str) -> None:
    card = card_of(reference)
    html = fragment_pages.fragment(card, form, audience)
    assert audit(fragment_pages.document(html), LIBRARY).counts == {"clean": 1}
    assert codes(given_to(html, "data-ldn-text", None)) == ["LDN952"]


@few
@given(several, audiences)
def test_cards_that_share_their_caveats_are_clean(shown: list[str], audience: str) -> None:
    assert codes(fragment_pages.document(fragment_pages.page(ldn.page(map(card_of, shown)), audience))) == []


@pytest.mark.parametrize("form", FORMS)
def test_several_copies_are_each_judged(form: str) -> None:
    html = fragment_pages.fragment(fibromyalgia(), form)
    spoilt = html.replace("LDN may", "LDN will")
    assert audit(fragment_pages.document(html, spoilt, html), LIBRARY).states == ("clean", "altered", "clean")


def in_text(html: str, change: Callable[[str], str]) -> str:
    """The page with its text changed, and its tags as they are."""
    return re.sub(r">[^<]+<", lambda found: f">{change(found[0][1:-1])}<", html)


def as_entities(text: str) -> str:
    return "".join(f"&#{ord(letter)};" for letter in unescape(text))


def shuffled(html: str) -> str:
    """The attributes of the root in another order."""
    tag, rest = html.split(">", 1)
    name, *attributes = re.split(r' (?=[a-z-]+=")', tag)
    Random(7).shuffle(attributes)
    return " ".join([name, *attributes]) + ">" + rest


HARMLESS: dict[str, Callable[[str], str]] = {
    "reformatted": lambda html: html.replace("><", ">\n  <").replace(" ", "  "),
    "white space between blocks taken out": lambda html: re.sub(r">\s+<", "><", html),
    "wrapped": lambda html: f'<div class="wrapper"><div>{html}</div></div>',
    "wrapped within": lambda html: re.sub(r"(<p[^>]*>)(.*?)(</p>)", r"\1<span><font>\2</font></span>\3", html),
    "classes": lambda html: html.replace("<p", '<p style="color: red"').replace("<section", '<section class="box" id="x"', 1),
    "entities": lambda html: in_text(html, as_entities),
    "order of attributes": shuffled,
    "upper case tags": lambda html: re.sub(r"</?[a-z0-9]+", lambda found: found[0].upper(), html),
    "comments": lambda html: html.replace("<p", "<!-- <p hidden> --><p"),
    "scripts and styles": lambda html: html.replace("<p", "<script>var a = '<p hidden>'</script><style>p {}</style><p"),
    "a link outside": lambda html: f'{html}<p><a href="/ask">Ask us</a></p>',
    "typography": lambda html: in_text(html, lambda text: text.replace("&#x27;", "&rsquo;").replace("-", "&#8209;")),
    "hyphenation": lambda html: in_text(html, lambda text: text.replace("medicine", "medi&shy;cine")),
    "paragraphs not closed": lambda html: html.replace("</p>\n<p", "\n<p"),
    "in a tab that is hidden": lambda html: f"<div hidden>{html}</div>",
    "in a fold": lambda html: f"<details><summary>LDN</summary>{html}</details>",
    "another country's language": lambda html: given_to(html, "lang", "en-GB"),
    "no language": lambda html: given_to(html, "lang", None),
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS)
@settings(max_examples=12)
@given(reference=references, form=forms)
def test_what_a_host_may_do_gives_no_finding(change: Callable[[str], str], reference: str, form: str) -> None:
    card = card_of(reference)
    html = fragment_pages.fragment(card, form)
    assert codes(change(html)) == []


@given(references, audiences)
@settings(max_examples=20)
def test_a_host_may_fill_in_its_emergency_number(reference: str, audience: str) -> None:
    card = card_of(reference)
    html = fragment_pages.fragment(card, "full", audience, emergency="112")
    assert "112</a>" in html
    assert codes(html) == []
    assert set(codes(html.replace("(<a", "(never <a"))) == {"LDN964"}


def test_a_release_that_leaves_the_card_as_it_is_makes_no_fragment_stale() -> None:
    html = fragment_pages.fragment(fibromyalgia(), "compact")
    for older in ("ldn-content@2020.1.0", "ldn-content@2020.1"):
        assert codes(given_to(html, "data-ldn-content", older)) == []


def test_a_newer_release_with_the_same_card_is_judged() -> None:
    assert codes(given_to(fragment_pages.fragment(fibromyalgia(), "compact"), "data-ldn-content", "ldn-content@2999.1.0")) == []


def test_an_older_schema_that_wrote_the_same_content_otherwise_is_judged_by_the_words() -> None:
    html = fragment_pages.fragment(fibromyalgia(), "compact")
    older = given_to(given_to(html, "data-ldn-schema", "0.1"), "data-ldn-digest", "sha256:" + "0" * 64)
    assert codes(older) == []
    assert codes(resealed(older.replace("LDN may make", "LDN will make"))) == ["LDN966"]


# stripped of a caveat


def caveat_of(card: Card, form: str, pick: int) -> str:
    """A caveat that the form shows."""
    shown = card.caveats if form == "full" else card.must_read[:1] if form == "line" else card.must_read
    said = [caveat.id for caveat in shown if normalised(caveat.short) not in normalised(card.short)]
    return said[pick % len(said)] if said else ""


def changed(html: str, caveat: str, change: str) -> str:
    """The page with each element of a caveat changed; `{}` stands for what it was, `{0}` for what was in it."""
    found = [match for match in fragment_pages.ELEMENT.finditer(html) if match[1] == caveat]
    assert found
    for match in reversed(found):
        html = html[: match.start()] + change.format(whole=match[0], inside=match[2], id=caveat) + html[match.end() :]
    return html


STRIPPED = {
    "taken out": ("LDN962", ""),
    "in a comment": ("LDN962", "<!-- {whole} -->"),
    "in a script": ("LDN962", "<script>{whole}</script>"),
    "without its mark": ("LDN962", "<div>{inside}</div>"),
    "of another name": ("LDN962", '<div data-ldn-caveat="other">{inside}</div>'),
    "hidden": ("LDN963", '<div data-ldn-caveat="{id}" hidden>{inside}</div>'),
    "hidden by what is around it": ("LDN963", "<div hidden>{whole}</div>"),
    "hidden by style": ("LDN963", '<div data-ldn-caveat="{id}" style="display:none">{inside}</div>'),
    "hidden from screen readers": ("LDN963", '<div data-ldn-caveat="{id}" aria-hidden="true">{inside}</div>'),
    "in a template": ("LDN963", "<template>{whole}</template>"),
    "for readers without scripts": ("LDN963", "<noscript>{whole}</noscript>"),
    "struck out": ("LDN963", "<s>{whole}</s>"),
    "hidden within": ("LDN963", '<div data-ldn-caveat="{id}"><span hidden>{inside}</span></div>'),
    "emptied": ("LDN964", '<div data-ldn-caveat="{id}"></div>'),
    "closed before its words": ("LDN964", '<div data-ldn-caveat="{id}"></div>{inside}'),
    "other words": ("LDN964", '<div data-ldn-caveat="{id}">Ask your doctor.</div>'),
}


@pytest.mark.parametrize(("code", "change"), STRIPPED.values(), ids=STRIPPED)
@settings(max_examples=12)
@given(reference=references, form=forms, audience=audiences, pick=st.integers(0, 99))
def test_a_caveat_that_does_not_reach_the_reader_is_found(
    code: str, change: str, reference: str, form: str, audience: str, pick: int
) -> None:
    card = card_of(reference)
    caveat = caveat_of(card, form, pick)
    html = fragment_pages.fragment(card, form, audience)
    if caveat:
        spoilt = changed(html, caveat, change)
        assert codes(spoilt) == [code]
        assert codes(resealed(spoilt)) == [code]  # whatever the host makes its digest of
        assert codes(given_to(spoilt, "data-ldn-text", None)) == [code, "LDN952"]


@few
@given(references, forms, st.integers(0, 99))
def test_a_grave_caveat_may_not_be_folded_away(reference: str, form: str, pick: int) -> None:
    card = card_of(reference)
    grave = [caveat.id for caveat in card.must_read if caveat_of(card, form, pick) == caveat.id]
    for caveat in grave:
        folded = changed(fragment_pages.fragment(card, form), caveat, "<details><summary>More</summary>{whole}</details>")
        assert codes(resealed(folded)) == ["LDN963"]


def test_other_caveats_of_the_full_form_may_be_folded() -> None:
    card = fibromyalgia()
    other = next(caveat.id for caveat in card.caveats if caveat not in card.must_read)
    folded = changed(fragment_pages.fragment(card, "full"), other, "<details><summary>More</summary>{whole}</details>")
    assert codes(resealed(folded)) == []


def test_one_of_two_elements_of_a_caveat_that_says_something_else_is_found() -> None:
    html = fragment_pages.fragment(fibromyalgia(), "full")
    first = fragment_pages.ELEMENT.search(html)
    assert first is not None
    spoilt = html.replace(first[0], first[0].replace("LDN can", "LDN cannot"), 1)
    assert codes(resealed(spoilt)) == ["LDN964"]


@few
@given(references, st.sampled_from(["compact", "line"]))
def test_the_way_to_the_other_caveats_has_to_work(reference: str, form: str) -> None:
    card = card_of(reference)
    html = fragment_pages.fragment(card, form)
    for address in ("", " ", "#", "#nowhere", "javascript:show()", "JavaScript:show()"):
        assert codes(html.replace('href="/full"', f'href="{address}"')) == ["LDN965"]
    assert codes(html.replace("data-ldn-more", "")) == ["LDN965"]
    assert codes(html.replace("<a ", "<a hidden ")) == ["LDN965"]
    assert codes(html.replace('href="/full"', 'href="#caf%C3%A9"') + '<p id="café">') == []


def test_a_caveat_that_the_short_says_itself_is_not_said_twice(tmp_path: Path) -> None:
    library = packs.library(tmp_path)
    card = library.card("substance/knee-syrup")
    assert card.short == card.must_read[0].short
    content = f'<p>{card.short}</p><a data-ldn-more href="/syrup">Cautions</a>'
    assert codes(fragment_pages.rooted(fragments.attributes(card, "line", content=content), content), library) == []


@few
@given(several)
def test_what_cards_share_has_to_be_there_and_linked_and_shown(shown: list[str]) -> None:
    page = ldn.page(map(card_of, shown))
    html = fragment_pages.page(page)
    grave = {caveat.id for reference in shown for caveat in card_of(reference).must_read}
    shared = [caveat.id for caveat in page.shared if caveat.id not in grave]
    assert shared  # some caveats are on every card
    each = len(shown)
    assert codes(html.replace('href="#for-all"', 'href="/elsewhere"')) == ["LDN965"] * each
    assert codes(html.replace("data-ldn-shared>", "data-ldn-shared hidden>")) == ["LDN965"] * each
    assert codes(html.replace("data-ldn-shared>", "data-ldn-shared><!--")) == ["LDN962"] * each
    assert codes(changed(html, shared[0], '<div data-ldn-caveat="{id}">No.</div>')) == ["LDN964"] * each
    assert codes(changed(html, shared[0], "")) == ["LDN962"] * each


def test_grave_caveats_stay_on_each_card_of_a_page() -> None:
    page = ldn.page([fibromyalgia(), LIBRARY.card("condition/migraine")])
    html = fragment_pages.page(page)
    first = fragment_pages.ELEMENT.search(html)
    assert first is not None
    assert codes(html.replace(first[0], "", 1)) == ["LDN962"]  # it is in what they share; but that is not on the card


def test_a_list_that_lacks_a_caveat_is_found() -> None:
    html = fragment_pages.fragment(fibromyalgia(), "line")
    names = " ".join(caveat.id for caveat in fibromyalgia().caveats[1:])
    assert codes(given_to(html, "data-ldn-caveats", names)) == ["LDN961"]
    assert codes(given_to(html, "data-ldn-caveats", "")) == ["LDN961"]


# altered


def said(card: Card, form: str) -> list[str]:
    return [sentence for sentence in fragments.sentences(card, form, "plain") if re.search("[a-z]{3}", sentence)]


ALTERED: dict[str, Callable[[str], str]] = {
    "a word": lambda text: re.sub("[a-z]{3,}", "maybe", text, count=1),
    "a figure": lambda text: re.sub("[0-9]", lambda found: str((int(found[0]) + 1) % 10), text, count=1),
    "not": lambda text: text.replace(" not ", " ", 1),
    "may": lambda text: text.replace(" may ", " will ", 1),
    "a point": lambda text: text.replace(".", "!", 1),
    "the order": lambda text: " ".join(reversed(text.split(" "))),
    "translated": lambda _: "Das wissen wir nicht.",
    "taken out": lambda _: "",
}


@pytest.mark.parametrize("change", ALTERED.values(), ids=ALTERED)
@settings(max_examples=25)
@given(reference=references, form=forms, pick=st.integers(0, 99))
def test_a_sentence_of_the_card_that_was_changed_is_found(
    change: Callable[[str], str], reference: str, form: str, pick: int
) -> None:
    card = card_of(reference)
    sentences = said(card, form)
    if not sentences:
        return
    sentence = escape(sentences[pick % len(sentences)])
    html = fragment_pages.fragment(card, form)
    place = html.index(sentence)
    spoilt = html[:place] + change(sentence) + html[place + len(sentence) :]
    if normalised(change(sentence)) == normalised(sentence):
        return
    found = set(codes(spoilt))
    assert found <= {"LDN964", "LDN966", "LDN967"}  # a sentence that stands twice is missed by the digest of the text only
    assert found
    if normalised(unescape(sentence)) not in read(spoilt).fragments[0].shown.text:
        assert "LDN966" in codes(resealed(spoilt))


def test_what_was_added_to_the_text_is_found() -> None:
    html = fragment_pages.fragment(fibromyalgia(), "full")
    assert codes(html.replace("<footer>", "<p>LDN is perfectly safe.</p><footer>")) == ["LDN967"]
    assert codes(html.replace('<p class="short">', '<p class="short">It is wrong to say: ')) == ["LDN967"]


@pytest.mark.parametrize("form", ["full", "compact"])
def test_the_certainty_and_the_state_of_review_stand_as_the_card_has_them(form: str) -> None:
    html = fragment_pages.fragment(fibromyalgia(), form)
    assert codes(resealed(html.replace("Certainty: low.", "Certainty: high."))) == ["LDN966"]
    assert codes(resealed(html.replace("No clinician has reviewed this.", "Reviewed by a clinician."))) == ["LDN966"]


@few
@given(references, forms, st.data())
def test_any_letter_of_the_text_that_was_changed_is_found(reference: str, form: str, data: st.DataObject) -> None:
    card = card_of(reference)
    html = fragment_pages.fragment(card, form)
    letters = [
        place
        for found in re.finditer(r">([^<]+)<", html)
        for place in range(found.start(1), found.end(1))
        if html[place].isalpha()
    ]
    place = data.draw(st.sampled_from(letters))
    spoilt = html[:place] + ("x" if html[place] != "x" else "y") + html[place + 1 :]
    found = codes(spoilt)
    assert found
    assert set(found) <= {"LDN964", "LDN966", "LDN967"}


# stale, newer, unknown


def older(html: str) -> str:
    """The fragment as if an older release had made it of a card that has changed since."""
    return given_to(given_to(html, "data-ldn-content", "ldn-content@2020.1.0"), "data-ldn-digest", "sha256:" + "0" * 64)


@few
@given(references, forms)
def test_a_card_that_has_changed_makes_the_fragment_stale(reference: str, form: str) -> None:
    card = card_of(reference)
    html = older(fragment_pages.fragment(card, form))
    assert codes(html) == ["LDN960"]
    report = audit(html, LIBRARY)
    assert report.counts == {"stale": 1}
    assert "2020.1.0, now " in report.findings[0].message


def test_a_card_kept_as_json_from_an_older_library_is_stale(tmp_path: Path) -> None:
    before = packs.small()
    after = packs.small()
    after["pack.json"]["content_version"] = "2026.2.0"
    after["caveats/knee-stairs.json"] = packs.caveat("knee-stairs")
    old, new = packs.library(tmp_path / "old", before), packs.library(tmp_path / "new", after)
    kept = Card.model_validate_json(old.card("condition/sore-knee").model_dump_json())
    html = fragment_pages.fragment(kept, "full")
    assert codes(html, old) == []
    assert codes(html, new) == ["LDN960", "LDN961"]
    assert "knee-stairs" in audit(html, new).findings[1].message
    assert codes(fragment_pages.fragment(kept, "full"), new) == codes(html, new)


def test_a_pack_that_was_laid_on_top_since_makes_the_fragment_stale(tmp_path: Path) -> None:
    html = fragment_pages.fragment(packs.library(tmp_path / "old").card("condition/sore-knee"), "compact")
    on_top = packs.overlay(packs.caveat("knee-stairs", scope={"entries": ["condition/sore-knee"]}))
    new = packs.library(tmp_path / "new", packs.small(), on_top)
    assert codes(html, new) == ["LDN960", "LDN961"]
    assert "top-pack not in it, now 2026.1.0" in audit(html, new).findings[0].message
    assert codes(fragment_pages.fragment(new.card("term/dud"), "line"), new) == []


def test_a_stale_fragment_that_was_altered_or_stripped_is_told() -> None:
    html = older(fragment_pages.fragment(fibromyalgia(), "full"))
    other = next(caveat.id for caveat in fibromyalgia().caveats if caveat not in fibromyalgia().must_read)
    assert codes(html.replace("LDN may", "LDN will")) == ["LDN960", "LDN967"]
    assert codes(changed(html, other, "")) == ["LDN960", "LDN962"]
    assert codes(changed(html, other, "<i hidden>{whole}</i>")) == ["LDN960", "LDN963"]
    assert codes(changed(html, other, '<div data-ldn-caveat="{id}"></div>')) == ["LDN960", "LDN964"]
    line = older(fragment_pages.fragment(fibromyalgia(), "line"))
    assert codes(line.replace("data-ldn-more", "")) == ["LDN960", "LDN965"]


def test_a_digest_that_is_not_that_of_the_versions_is_found() -> None:
    html = fragment_pages.fragment(fibromyalgia(), "compact")
    other = fragments.attributes(LIBRARY.card("condition/migraine"))["data-ldn-digest"]
    assert codes(given_to(html, "data-ldn-digest", other)) == ["LDN959"]


def test_a_fragment_newer_than_the_library_is_not_judged() -> None:
    html = given_to(fragment_pages.fragment(fibromyalgia(), "compact"), "data-ldn-digest", "sha256:" + "0" * 64)
    for newer in (given_to(html, "data-ldn-content", "ldn-content@2999.1.0"), given_to(html, "data-ldn-schema", "99.0")):
        assert codes(newer) == ["LDN957"]
        assert codes(newer.replace("LDN may", "LDN will")) == ["LDN957", "LDN967"]
        assert codes(given_to(newer, "data-ldn-ref", "condition/not-known-yet")) == ["LDN957"]
    assert audit(newer, LIBRARY).errors == 0


def test_a_pack_that_is_not_loaded_is_asked_for() -> None:
    html = given_to(fragment_pages.fragment(fibromyalgia(), "compact"), "data-ldn-digest", "sha256:" + "0" * 64)
    assert codes(given_to(html, "data-ldn-content", f"ldn-content@{ldn.CONTENT_VERSION} our-pack@1.0")) == ["LDN956"]


@pytest.mark.parametrize(
    ("reference", "hint"),
    [
        ("condition/fibromyalgi", "did you mean condition/fibromyalgia?"),
        ("condition/fibromyalgia#pian", "has the claims pain"),
        ("term/placebo#pain", "leave #pain out"),
        ("zebra/zzz", "mend the reference"),
    ],
)
def test_a_reference_that_the_library_does_not_have_is_unknown(reference: str, hint: str) -> None:
    report = audit(given_to(fragment_pages.fragment(fibromyalgia(), "line"), "data-ldn-ref", reference), LIBRARY)
    assert [finding.code for finding in report.findings] == ["LDN954"]
    assert hint in report.findings[0].message


@pytest.mark.parametrize(
    ("reference", "way"),
    [
        ("condition/achy-knee", "moved to condition/sore-knee"),
        ("condition/achy-knee#pain", "moved to condition/sore-knee"),
        ("term/pretence", "split to term/dud, term/sham-knee"),
        ("term/knee-gnome", "it was withdrawn"),
    ],
)
def test_a_retired_reference_says_where_it_went(tmp_path: Path, reference: str, way: str) -> None:
    library = packs.library(tmp_path)
    html = given_to(fragment_pages.fragment(library.card("term/dud"), "line"), "data-ldn-ref", reference)
    report = audit(html, library)
    assert [finding.code for finding in report.findings] == ["LDN955"]
    assert way in report.findings[0].message


@pytest.mark.parametrize("language", ["de", "pt-BR", "eo"])
def test_a_fragment_of_another_language_is_not_judged(language: str) -> None:
    assert codes(given_to(fragment_pages.fragment(fibromyalgia(), "line"), "lang", language)) == ["LDN958"]


# damaged


@pytest.mark.parametrize("name", ["content", "schema", "digest", "form", "audience", "caveats"])
def test_an_attribute_that_is_missing_twice_there_or_malformed_is_found(name: str) -> None:
    html = fragment_pages.fragment(fibromyalgia(), "compact")
    attribute = f"data-ldn-{name}"
    for damaged in (
        given_to(html, attribute, None),
        html.replace("<section", f'<section {attribute}="x"', 1),
        *(given_to(html, attribute, value) for value in ("x@y", "\u0663.\u0663", "a b,c", "<&>", "1.0\x00")),
    ):
        assert set(codes(damaged)) == {"LDN951"}


@pytest.mark.parametrize(
    "reference", ["", "fibromyalgia", "condition/", "condition/Fibromyalgia", "condition/fibromyalgia#", "../x/y", "a" * 99999]
)
def test_a_reference_that_is_none_is_found(reference: str) -> None:
    report = audit(given_to(fragment_pages.fragment(fibromyalgia(), "compact"), "data-ldn-ref", reference), LIBRARY)
    assert [finding.code for finding in report.findings] == ["LDN951"]
    assert len(report.findings[0].message) < 300


def test_a_text_digest_that_is_none_is_found() -> None:
    assert codes(given_to(fragment_pages.fragment(fibromyalgia(), "line"), "data-ldn-text", "yes")) == ["LDN951"]


@few
@given(references, forms, st.data())
def test_a_page_that_was_cut_is_found(reference: str, form: str, data: st.DataObject) -> None:
    card = card_of(reference)
    html = fragment_pages.fragment(card, form)
    cut = data.draw(st.integers(html.index(">") + 1, len(html) - len("</section>")))
    assert codes(html[:cut]) == ["LDN953"]
    assert codes(f"<div>{html[:cut]}</div>")[:1] == ["LDN953"]


def test_a_fragment_in_another_is_found() -> None:
    inner, outer = (fragment_pages.fragment(fibromyalgia(), form) for form in ("line", "compact"))
    assert codes(outer.replace("<footer>", f"{inner}<footer>")) == ["LDN953"]


# findings


def test_a_finding_stands_where_the_fault_is() -> None:
    html = fragment_pages.fragment(fibromyalgia(), "compact")
    document = fragment_pages.document(html.replace("Ask before you", "Then you"))
    report = audit(document, LIBRARY, file="site/pain.html")
    (finding,) = report.findings
    place = document.index('<div class="caveat"')
    assert (finding.line, finding.column) == (document.count("\n", 0, place) + 1, place - document.rfind("\n", 0, place))
    assert str(finding).startswith(
        f"site/pain.html:{finding.line}:{finding.column}: LDN964 condition/fibromyalgia has other words"
    )
    assert (finding.entry, finding.field) == ("condition/fibromyalgia", "data-ldn-caveat")


def test_a_page_without_fragments_has_no_finding() -> None:
    assert audit(fragment_pages.document("<p>Nothing of ours.</p>"), LIBRARY) == AuditReport("-", 1, (), ())


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            [*re.split(r"(<[^>]*>)", fragment_pages.fragment(fibromyalgia(), "compact")), "<", ">", '"', "&#", "\x00"]
        ),
        max_size=60,
    ).map("".join)
)
def test_any_page_of_pieces_is_judged(html: str) -> None:
    assert all(code in RULES for code in codes(html))


@given(st.text(), st.dictionaries(st.sampled_from(sorted(fragments.attributes(fibromyalgia()))), st.text()))
def test_any_attributes_are_judged(text: str, attributes: dict[str, str]) -> None:
    assert codes(fragment_pages.rooted({"data-ldn-ref": text, **attributes}, text)) != []


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(raw: bytes) -> None:
    with suppress(Unreadable):
        assert isinstance(text_of(raw), str)


def test_many_fragments_take_no_more_time_than_their_number_asks_for() -> None:
    attributes = fragments.written(fragments.attributes(fibromyalgia(), "full"))
    assert set(codes(f"<p {attributes}>x</p>" * 300)) == {"LDN952", "LDN962", "LDN966"}


# the pages of the codes

RULE_PAGES = Path(ldn_content.__file__).parent / "data" / "rules"


def filled(block: str, library: ldn.Library) -> str:
    """An example as a host writes it: each `…` in a tag is what `fragments.attributes` gives, unless the tag gives it itself."""

    def attributes(tag: re.Match[str]) -> str:
        given = dict(re.findall(r'(data-ldn-[a-z]+|lang)="([^"]*)"', tag[0]))
        reference = given["data-ldn-ref"] if given["data-ldn-ref"] in library.entries else "term/dud"
        content = block[tag.end() :].partition(f"</{tag[1]}>")[0]
        wanted = fragments.attributes(library.card(reference), "line", content=content)
        seal = wanted.pop("data-ldn-text")
        others = fragments.written({name: wanted[name] for name in wanted if name not in given})
        return tag[0].replace('"…"', f'"{seal}"').replace("…", others)

    return re.sub(r"<(\w+) [^>]*…[^>]*>", attributes, block)


def example(code: str, heading: str) -> tuple[str, int]:
    """The example under a heading of a page, and how often it is to stand there."""
    page = (RULE_PAGES / f"{code}.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {heading}\n\n```html(?: (\d+))?\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    assert found, f"no html under {heading}"
    return found[2], int(found[1] or 1)


@pytest.mark.parametrize("code", RULES)
def test_the_examples_of_a_code(code: str, tmp_path: Path) -> None:
    from ldn_content.audit import audit_pages

    library = packs.library(tmp_path / "library")
    found: dict[str, set[str]] = {}
    for heading in ("Bad", "Good"):
        block, times = example(code, heading)
        path = tmp_path / f"{heading}.html"
        path.write_text(filled(block, library) * times, encoding="utf-8")
        found[heading] = {finding.code for finding in audit_pages(str(path), library, require_fragments=True).findings}
    assert found == {"Bad": {code}, "Good": set()}


@pytest.mark.parametrize("code", RULES)
def test_the_page_of_a_code_says_what_the_rule_says(code: str) -> None:
    page = (RULE_PAGES / f"{code}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {code}: {RULES[code].summary}\n\n{RULES[code].severity} · waivers, settings and fragments\n\n")


def test_findings_are_plain_data() -> None:
    from dataclasses import asdict

    (finding,) = audit('<p data-ldn-ref="term/dose">', LIBRARY).findings
    assert json.loads(json.dumps(asdict(finding))) == asdict(finding)


def test_no_page_is_larger_than_the_limit_says() -> None:
    with pytest.raises(Unreadable, match="larger than 10,000,000 bytes"):
        text_of(b" " * (MAX_BYTES + 1))
