"""Card → plain text. Nothing is ever cut, and nothing that has to be read is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import ldn_content as ldn
import packs
from ldn_content.builtin import LIBRARY
from ldn_content.errors import FormTooLong
from ldn_content.library import Library
from ldn_content.model import LEVELS, Review
from ldn_content.model.card import FORMS
from ldn_content.render import labels
from ldn_content.render.text import LINE, WIDTH

BUILT_IN = [
    "condition/fibromyalgia",
    "condition/fibromyalgia#pain",
    "condition/systemic-lupus-erythematosus",
    "substance/codeine",
    "caveat/current-opioid-use",
    "question/does-ldn-help-fibromyalgia",
    "source/due-bruun-2024-fibromyalgia",
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return packs.library(tmp_path_factory.mktemp("text"))


def flat(text: str) -> str:
    """Text without its line breaks and marks."""
    return " ".join(text.split())


def assert_full_is_complete(library: Library, reference: str, audience: str) -> None:
    card = library.card(reference)
    text = flat(card.to_text(audience=audience))
    assert card.short in text
    for caveat in card.caveats:
        words = caveat.clinical if audience == "clinical" and caveat.clinical else caveat.plain
        assert words in text
        opening = words.casefold().replace("low-dose naltrexone (ldn)", "ldn")
        assert caveat.short in text or opening.startswith(caveat.short.partition(". ")[0].casefold())
        for action in caveat.actions:
            assert f"{labels.WHO[action.who]}: {action.text}" in text
    for claim in card.claims:
        assert ((claim.clinical if audience == "clinical" else None) or claim.plain or claim.short) in text
        if claim.certainty:
            assert labels.certainty(claim.certainty.level) in text
            assert all(item.reason in text for item in claim.certainty.downgrades)
    for source in card.references:
        assert f"[{source.number}]" in text
        assert source.title.rstrip(".") in text
        assert source.url in text
        assert labels.DEPTHS[source.depth] in text
    assert card.digest in text
    assert f"content {card.packs[0].content_version}, schema {ldn.SCHEMA_VERSION}." in text
    assert all(pack.attribution in text and pack.funding in text for pack in card.packs)


@pytest.mark.parametrize("audience", labels.AUDIENCES)
def test_the_full_form_holds_every_caveat_every_certainty_and_every_source(library: Library, audience: str) -> None:
    for reference in library.entries:
        assert_full_is_complete(library, reference, audience)


@pytest.mark.parametrize("reference", BUILT_IN)
@pytest.mark.parametrize("audience", labels.AUDIENCES)
def test_the_full_form_of_built_in_cards_is_complete(reference: str, audience: str) -> None:
    assert_full_is_complete(LIBRARY, reference, audience)


def test_the_compact_form_has_the_must_read_shorts_inline_and_the_way_to_the_rest() -> None:
    for reference in LIBRARY.entries:
        card = LIBRARY.card(reference)
        text = flat(card.to_text("compact"))
        assert card.short in text
        for caveat in card.must_read:
            assert f"! {labels.severity(caveat.severity, 'plain').upper()}: {caveat.short}" in text
        assert all(claim.short in text for claim in card.claims)
        rest = len(card.caveats) - len(card.must_read)
        assert labels.more(rest, len(card.references)) in text
        assert f"sources: {card.reference}" in text or f"source: {card.reference}" in text


def test_the_way_from_the_compact_form_to_all_of_it_is_the_reference_or_the_address_of_the_host(library: Library) -> None:
    card = library.card("condition/sore-knee#pain")
    reference = flat(card.to_text("compact")).partition("sources: ")[2].split()[0]
    assert library.card(reference) == card
    assert "sources: /ldn/condition/sore-knee?of=condition/sore-knee#pain" in flat(
        card.to_text("compact", more="/ldn/{kind}/{id}?of={reference}")
    )


@pytest.mark.parametrize("kind", ["conditions", "questions", "topics", "claim_reviews", "substances", "caveats"])
def test_the_line_form_of_all_but_long_definitions_fits(kind: str) -> None:
    """The command line prints hits in this form; it has another way for what does not fit."""
    for entry in getattr(LIBRARY, kind).values():
        card = LIBRARY.card(entry)
        text = card.to_text("line")
        assert len(text) <= LINE
        assert "\n" not in text
        assert card.short in text
        grave = f"{labels.severity(entry.severity, 'plain')}: " if kind == "caveats" else ""
        assert text.startswith(card.title if kind == "substances" else f"{grave}{card.short}")
        assert text.endswith(f"Cautions: {entry.reference}")
        if card.must_read:
            assert card.must_read[0].short in text


def test_the_line_of_every_built_in_claim_fits_or_says_that_it_does_not() -> None:
    for condition in LIBRARY.conditions.values():
        for claim in condition.claims:
            assert LIBRARY.card(f"{condition.reference}#{claim.id}").to_text("line").startswith(claim.short)


def test_a_line_says_a_caveat_once_where_it_is_the_short_itself(library: Library) -> None:
    text = library.card("substance/knee-syrup").to_text("line")
    title, caution = library.substances["knee-syrup"].title, library.caveats["opioids"].short
    assert text == f"{title}: opioid painkiller. {caution} Cautions: substance/knee-syrup"


def test_a_line_that_does_not_fit_is_refused_and_never_cut(tmp_path: Path) -> None:
    files = packs.small()
    files["terms/dud.json"]["definition"] = "A look-alike. " * 30 + "End."
    card = packs.library(tmp_path, files).card("term/dud")
    with pytest.raises(FormTooLong, match="more than 300: use the compact form"):
        card.to_text("line")
    assert flat(files["terms/dud.json"]["definition"]) in flat(card.to_text("compact"))


@pytest.mark.parametrize("form", FORMS[:2])
def test_nothing_but_an_address_is_wider_than_the_screen(form: str) -> None:
    cards = [LIBRARY.card(reference) for reference in LIBRARY.entries]
    for text in [card.to_text(form) for card in cards] + [ldn.page(cards[:20]).to_text(form)]:
        for line in text.splitlines():
            if len(line) > WIDTH:
                assert len(line.split()) == 1 or line.startswith("[")
                assert any(word in line for word in ("http://", "https://", "/"))


def test_the_form_of_a_heading_is_never_cut(tmp_path: Path) -> None:
    files = packs.small()
    files["terms/dud.json"]["title"] = "word " * 40 + "end"
    text = packs.library(tmp_path, files).card("term/dud").to_text()
    assert flat(text).startswith(files["terms/dud.json"]["title"])
    assert max(map(len, text.splitlines())) <= WIDTH


def test_each_kind_of_entry_says_what_it_has_to_say(library: Library) -> None:
    def text(reference: str, audience: str = "plain") -> str:
        return flat(library.card(reference).to_text(audience=audience))

    assert "Pain in the knee. * LDN may" in text("condition/sore-knee")
    assert "The claim: LDN mends sore knees. (met at: A web page.) Verdict: contradicted by what we found." in text(
        "claim-review/ldn-mends-knees"
    )
    assert "What would change it: A larger trial." in text("claim-review/ldn-mends-knees")
    assert "RR 0.83. [1]" in text("claim-review/ldn-mends-knees", "clinical")
    assert "- Pain (30 mg, GB) [1] Codes: ATC:X99ZZ99, RxNorm:99992670" in text("substance/knee-syrup")
    assert "A look-alike without the medicine. [1]" in text("term/dud")
    assert "- knee pain at week 12 (compared between groups). ldn: 5 of 20 (25%); control: 6 of 20 (30%) a small trial" in text(
        "source/knee-trial"
    )
    assert "People: 40 adults with a sore knee" in text("source/knee-trial")
    assert "- Limit: 40 people" in text("source/knee-trial")
    assert "- Not with opioids." in text("source/tablet-label")
    assert "It was renamed. condition/achy-knee: moved to condition/sore-knee." in text("retired/achy-knee")
    assert "It was a hoax." in text("retired/knee-gnome")
    assert "For you: Tell your pharmacist about every opioid." in text("caveat/opioids")
    assert "Contraindicated with opioids. [1]" in text("caveat/opioids", "clinical")
    assert "* The trial gave 4.5 mg. [1]" in text("topic/knee-doses")
    assert "Certainty: none. There is nothing to rate. Randomised trials of LDN counted: 1, with 40 people." in text(
        "condition/joint-pain"
    )


def test_a_substance_without_codes_or_uses_has_no_empty_lines_for_them(tmp_path: Path) -> None:
    files = packs.small()
    del files["substances/knee-syrup.json"]["codes"], files["substances/knee-syrup.json"]["uses"][0]["dose"]
    del files["substances/knee-syrup.json"]["uses"][0]["region"]
    text = packs.library(tmp_path, files).card("substance/knee-syrup").to_text()
    assert "Codes" not in text
    assert "- Pain [1]" in text


def test_a_review_by_a_clinician_is_told_apart_from_none() -> None:
    assert labels.review(Review(month="2026-11", clinical="none")) == "No clinician has reviewed this. Last looked at: 2026-11."
    assert labels.review(Review(month="2026-11", clinical="reviewed", reviewer="Dr Knee")) == "Reviewed by Dr Knee, 2026-11."


def test_every_level_and_every_count_has_words() -> None:
    assert len({labels.certainty(level) for level in LEVELS}) == len(LEVELS)
    assert labels.counted(0, 0) == "Randomised trials of LDN counted: 0"
    assert labels.counted(2, 1234) == "Randomised trials of LDN counted: 2, with 1,234 people"
    assert labels.more(1, 1) == "1 more caution and 1 source"
    assert labels.more(0, 2) == "0 more cautions and 2 sources"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"form": "short"}, "no form 'short': there are full, compact, line"),
        ({"audience": "x"}, "no audience 'x': there are plain, clinical"),
    ],
)
def test_an_unknown_form_or_audience_is_refused(library: Library, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        library.card("term/dud").to_text(**arguments)
