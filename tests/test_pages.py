"""Several cards together."""

from __future__ import annotations

from pathlib import Path

import pytest

import packs
from ldn_content import page
from ldn_content.errors import InvalidOption
from ldn_content.library import Library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return packs.library(tmp_path_factory.mktemp("pages"))


def test_shared_caveats_are_those_that_every_card_carries(library: Library) -> None:
    made = page([library.card("condition/sore-knee"), library.card("condition/joint-pain"), library.card("term/dud")])
    assert [item.id for item in made.shared] == ["opioids"]
    assert [item.id for item in page(made.cards[:2]).shared] == ["opioids", "joints"]


def test_one_card_shares_nothing(library: Library) -> None:
    assert page([library.card("term/dud")]).shared == ()


def test_the_same_id_in_other_words_is_not_shared(library: Library, tmp_path: Path) -> None:
    files = packs.small()
    files["caveats/opioids.json"]["plain"] = "In other words."
    other = packs.library(tmp_path, files)
    made = page([library.card("term/dud"), other.card("term/sham-knee")])
    assert made.shared == ()
    assert "In other words." in made.to_text()


def test_a_page_prints_shared_caveats_once_and_must_read_ones_on_each_card(library: Library) -> None:
    cards = [library.card("condition/sore-knee"), library.card("term/dud")]
    text = page(cards).to_text()
    opioids = library.caveats["opioids"]
    assert text.count(opioids.title) == 1
    assert " ".join(text.split()).count(f"! REASON NOT TO USE IT: {opioids.short}") == 2
    assert text.count("See also: Cautions for all of these.") == 2
    assert text.index("Cautions for all of these\n===") > text.index("Dud\n===")
    assert "About joints" in text


def test_the_sources_of_shared_caveats_are_told_where_those_are_printed(library: Library) -> None:
    """The numbers of one card mean other sources on the next."""
    text = page([library.card("condition/sore-knee"), library.card("substance/knee-syrup")]).to_text()
    shared = text.rpartition("Cautions for all of these\n===")[2]
    assert "Naltrexone 50 mg tablets" in shared or "[" not in shared


def test_cards_that_share_nothing_have_no_shared_block(library: Library) -> None:
    text = page([library.card("caveat/opioids"), library.card("term/dud")]).to_text()
    assert "Cautions for all of these" not in text


def test_short_forms_of_a_page_are_those_of_its_cards(library: Library) -> None:
    cards = [library.card("condition/sore-knee"), library.card("term/dud")]
    assert page(cards).to_text("line").splitlines() == [card.to_text("line") for card in cards]
    assert page(cards).to_text("compact") == "\n\n".join(card.to_text("compact") for card in cards)


def test_a_page_is_of_at_least_one_card_and_of_each_once(library: Library) -> None:
    with pytest.raises(ValueError, match="at least one card"):
        page([])
    with pytest.raises(ValueError, match="stands twice"):
        page([library.card("term/dud")] * 2)


def test_an_unknown_form_or_audience_is_refused(library: Library) -> None:
    made = page([library.card("term/dud")])
    with pytest.raises(ValueError, match="no form 'long': there are full, compact, line"):
        made.to_text("long")
    with pytest.raises(ValueError, match="no audience 'children': there are plain, clinical"):
        made.to_text(audience="children")


def test_a_page_is_made_of_cards(library: Library) -> None:
    for wrong in (library.card("term/dud"), "term/dud", ["term/dud"], None):
        with pytest.raises(InvalidOption, match="a page is made of"):
            page(wrong)  # type: ignore[arg-type]
