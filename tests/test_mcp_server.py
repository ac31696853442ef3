"""The MCP server: what the tools answer, and that clients get it. Whatever is asked, the cautions come with the answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ldn_content as ldn
import packs
from ldn_content.builtin import LIBRARY
from ldn_content.cli import USAGE, main
from ldn_content.errors import FormTooLong, LdnContentError, UnknownEntry
from ldn_content.library import Library
from ldn_content.mcp_server import answers
from ldn_content.mcp_server.answers import MOST_HITS, NotUnderstood
from ldn_content.mcp_server.shapes import AnyAnswer, Carried
from ldn_content.mcp_server.wording import to_text
from ldn_content.model import SEVERITIES, claims_of
from ldn_content.model.card import FORMS, Card
from ldn_content.references import AmbiguousName, reference_of
from ldn_content.render import labels

REFERENCES = [
    name
    for entry in LIBRARY.entries.values()
    for name in (entry.reference, *(f"{entry.reference}#{claim.id}" for claim in claims_of(entry)))
]
MEDICINES = sorted(LIBRARY.substances)
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}

some_reference = st.sampled_from(REFERENCES)
anything = st.text(st.characters(exclude_categories=()), max_size=60)  # lone surrogates and control characters too


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return packs.library(tmp_path_factory.mktemp("mcp") / "pack")


def carries(answer: Carried, card: Card) -> None:
    """What an answer carries is all that its card requires."""
    assert {item.short for item in answer.must_read} >= {caveat.short for caveat in card.must_read}
    assert len(answer.must_read) + answer.more_cautions == len(card.caveats)
    assert card.reference in answer.more
    assert answer.review == labels.review(card.review)


def shows(text: str, answer: AnyAnswer) -> None:
    """A text has what its answer carries."""
    flat = " ".join(text.replace("\n!", "\n").split())
    assert all(item.short in flat for item in answer.must_read)
    assert answer.review in flat
    assert f"ldn-content {ldn.__version__}, content" in flat
    assert f"schema {ldn.SCHEMA_VERSION}" in flat


# every answer carries its cautions


@pytest.mark.parametrize("kind", sorted({entry.kind for entry in LIBRARY.entries.values()}))
def test_every_entry_comes_with_its_cautions_review_and_versions(kind: str) -> None:
    for entry in LIBRARY.entries.of(kind).values():
        card = LIBRARY.card(entry)
        answer = answers.get_entry(LIBRARY, entry.reference)
        carries(answer, card)
        shows(to_text(answer), answer)
        assert answer.text == card.to_text("compact", more=f"ldn://{entry.reference}")
        assert answer.digest == card.digest


@given(reference=some_reference, form=st.sampled_from(FORMS), audience=st.sampled_from(labels.AUDIENCES))
def test_an_entry_or_claim_is_read_as_its_card_says_in_each_form(reference: str, form: str, audience: str) -> None:
    card = LIBRARY.card(reference)
    try:
        text = card.to_text(form, audience=audience, more=answers.address(card))
    except FormTooLong:
        with pytest.raises(FormTooLong, match="use the compact form"):
            answers.get_entry(LIBRARY, reference, form, audience)
        return
    answer = answers.get_entry(LIBRARY, reference, form, audience)
    assert (answer.text, answer.reference, answer.form, answer.audience) == (text, reference, form, audience)
    if form == "full":
        assert to_text(answer) == text
        assert all(" ".join(caveat.title.split()) in " ".join(text.replace("\n!", "\n").split()) for caveat in card.caveats)
    else:
        carries(answer, card)
        assert text in to_text(answer)
        assert answer.more in to_text(answer)
        assert all(line in to_text(answer) for line in answer.attribution)


@given(reference=some_reference)
def test_explanations_and_citations_come_with_the_short_and_the_cautions(reference: str) -> None:
    card = LIBRARY.card(reference)
    for answer in (answers.explain_certainty(LIBRARY, reference), answers.cite(LIBRARY, reference)):
        carries(answer, card)
        assert answer.short == card.short
        shows(to_text(answer), answer)
        assert card.short in to_text(answer)
        assert answer.more in to_text(answer)


@given(query=st.sampled_from([text for entry in LIBRARY.entries.values() for text in (entry.title, *entry.aliases)]))
def test_every_hit_comes_with_its_own_cautions(query: str) -> None:
    answer = answers.search(LIBRARY, query)
    text = to_text(answer)
    for hit in answer.hits:
        card = LIBRARY.card(hit.reference)
        carries(hit, card)
        assert (hit.title, hit.short) == (card.title, card.short)
        [block] = [item for item in text.split("\n\n") if f"({hit.reference})\n" in item]
        assert {hit.short, hit.more, hit.review} <= {part for line in block.split("\n") for part in (line, *_sides(line))}
        assert all(f": {caveat.short}" in block for caveat in card.must_read)
    shows(text, answer)


def _sides(line: str) -> tuple[str, str]:
    before, _, after = line.partition("sources: ")
    return before, after.removesuffix(".")


def test_what_is_about_nothing_here_carries_what_applies_to_everything() -> None:
    answer = answers.search(LIBRARY, "warfarin")
    everywhere = {caveat.reference for caveat in LIBRARY.caveats.values() if caveat.scope.everything}
    shown = {item.reference for item in answer.must_read}
    assert answer.hits == ()
    assert shown <= everywhere
    assert {word.strip(",.") for word in answer.more.split() if word.startswith("caveat/")} == everywhere - shown
    shows(to_text(answer), answer)


def test_the_gravest_caution_is_in_every_answer_there_is() -> None:
    asked: dict[Callable[[Library, str], AnyAnswer], str] = {
        answers.search: "dreams",
        answers.get_entry: "term/placebo",
        answers.list_caveats_for_medicine: "thioridazine",
        answers.explain_certainty: "condition/fibromyalgia",
        answers.cite: "condition/fibromyalgia",
    }
    for ask, text in asked.items():
        answer = ask(LIBRARY, text)
        assert LIBRARY.caveats["current-opioid-use"].short in " ".join(to_text(answer).split())


# search


def test_what_is_not_listed_is_told_as_such() -> None:
    answer = answers.search(LIBRARY, "fibromyalgia and warfarin")
    assert "condition/fibromyalgia" in {hit.reference for hit in answer.hits}
    assert (answer.not_listed, answer.notice) == (
        ("warfarin",),
        "Not listed here: warfarin. If it is a medicine, ask a pharmacist.",
    )
    assert to_text(answer).startswith(answer.notice or "-")


def test_a_code_finds_its_entry_and_is_no_unknown_word() -> None:
    answer = answers.search(LIBRARY, "MeSH:D005356", 1)
    assert [hit.reference for hit in answer.hits] == ["condition/fibromyalgia"]
    assert answer.notice is None


@pytest.mark.parametrize("limit", [-1, 0, MOST_HITS + 1, 10**30])
def test_a_limit_out_of_bounds_is_told(limit: int) -> None:
    with pytest.raises(NotUnderstood, match=f"give a number from 1 to {MOST_HITS}"):
        answers.search(LIBRARY, "pain", limit)


def test_there_are_no_more_hits_than_asked_for() -> None:
    assert len(answers.search(LIBRARY, "pain", 1).hits) == 1
    assert len(answers.search(LIBRARY, "pain", MOST_HITS).hits) == MOST_HITS


# names


def test_a_name_a_code_and_an_address_mean_the_entry(small: Library) -> None:
    for text in ("Gonalgia", "dicky knee", "MeSH:D000001", " condition/sore-knee ", "ldn://condition/sore-knee", "achy-knee"):
        assert answers.get_entry(small, text).reference == "condition/sore-knee"
    assert reference_of(small, "Gonalgia#pain") == "condition/sore-knee#pain"


def test_a_name_of_several_entries_is_told_with_all_of_them(small: Library) -> None:
    with pytest.raises(AmbiguousName, match="Ask for one of these by its reference") as told:
        answers.get_entry(small, "lookalike")
    assert [match.entry.reference for match in told.value.matches] == ["term/dud", "term/sham-knee"]
    assert all(match.entry.reference in str(told.value) for match in told.value.matches)


def test_a_code_that_means_more_than_the_entry_is_told(small: Library) -> None:
    with pytest.raises(AmbiguousName, match=r"condition/sore-knee Sore knee \(code, broad\)"):
        answers.get_entry(small, "ICD-10-CM:U25.5")


def test_what_was_retired_says_where_it_went(small: Library) -> None:
    assert answers.get_entry(small, "condition/achy-knee").reference == "condition/sore-knee"
    with pytest.raises(UnknownEntry, match="split to term/dud, term/sham-knee"):
        answers.get_entry(small, "term/pretence")
    with pytest.raises(UnknownEntry, match="It was a hoax"):
        answers.cite(small, "term/knee-gnome")


def test_an_unknown_reference_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownEntry, match="did you mean 'condition/fibromyalgia'"):
        answers.get_entry(LIBRARY, "condition/fibromyalgja")
    with pytest.raises(UnknownEntry, match="has no claim 'cure'"):
        answers.explain_certainty(LIBRARY, "fibromyalgia#cure")


def test_an_unknown_form_or_audience_is_told_with_those_that_there_are() -> None:
    with pytest.raises(NotUnderstood, match="no form 'tall': there are full, compact, line"):
        answers.get_entry(LIBRARY, "fibromyalgia", "tall")
    with pytest.raises(NotUnderstood, match="no audience 'all': there are plain, clinical"):
        answers.get_entry(LIBRARY, "fibromyalgia", "full", "all")


@given(text=anything)
def test_any_text_is_answered_or_refused_in_our_words(text: str) -> None:
    ask: list[Callable[[], AnyAnswer]] = [
        partial(answers.search, LIBRARY, text),
        partial(answers.get_entry, LIBRARY, text),
        partial(answers.get_entry, LIBRARY, "fibromyalgia", text),
        partial(answers.list_caveats_for_medicine, LIBRARY, text),
        partial(answers.explain_certainty, LIBRARY, text),
        partial(answers.cite, LIBRARY, f"condition/{text}"),
    ]
    for one in ask:
        try:
            said = to_text(one())
        except LdnContentError as reason:
            said = str(reason)
        assert said.replace("\n", "").isprintable()


@pytest.mark.parametrize("text", ["x" * 10**6, "pain " * 10**5, "\0" * 10**6, "a/" * 10**5, "#" * 10**5])
def test_a_text_of_any_length_is_answered_or_refused_in_few_words(text: str) -> None:
    assert len(to_text(answers.search(LIBRARY, text))) < 20_000
    for ask in (answers.get_entry, answers.cite, answers.explain_certainty, answers.list_caveats_for_medicine):
        with pytest.raises(NotUnderstood, match="characters, more than 500") as told:
            ask(LIBRARY, text)
        assert len(str(told.value)) < 200


@pytest.mark.parametrize("text", ["", "  ", "\n", "ldn://"])
def test_an_empty_text_is_told(text: str) -> None:
    for ask in (answers.get_entry, answers.cite, answers.explain_certainty, answers.list_caveats_for_medicine):
        with pytest.raises(NotUnderstood, match="is empty: give a reference"):
            ask(LIBRARY, text)


# medicines


@pytest.mark.parametrize("name", MEDICINES)
def test_every_caution_that_names_a_medicine_is_listed(name: str) -> None:
    naming = [caveat for caveat in LIBRARY.caveats.values() if name in caveat.medicines]
    answer = answers.list_caveats_for_medicine(LIBRARY, LIBRARY.substances[name].title)
    assert f"substance/{name}" in {item.reference for item in answer.medicines}
    assert {caveat.reference for caveat in naming} <= {item.reference for item in answer.cautions}
    graves = [SEVERITIES.index(item.severity) for item in answer.cautions]
    assert graves == sorted(graves)
    text = to_text(answer)
    assert all(action.text in text for caveat in naming for action in caveat.actions)
    assert "ask a pharmacist" in answer.notice
    carries(answer, LIBRARY.card(f"substance/{name}"))


@pytest.mark.parametrize("name", MEDICINES)
def test_a_medicine_is_known_by_its_other_names_and_codes(name: str) -> None:
    entry = LIBRARY.substances[name]
    for text in (*entry.aliases, *entry.search_words, *entry.names, *(code.curie for code in entry.codes)):
        answer = answers.list_caveats_for_medicine(LIBRARY, text)
        assert entry.reference in {item.reference for item in answer.medicines}, text
        assert answer.listed


@pytest.mark.parametrize("name", ["warfarin", "lithium", "codiene", "no such thing", "\u202e\x1b[31m", "MS", "fibromyalgia"])
def test_a_medicine_that_is_not_listed_is_never_called_harmless(name: str) -> None:
    answer = answers.list_caveats_for_medicine(LIBRARY, name)
    assert not answer.listed
    assert answer.cautions == ()
    assert answer.notice.startswith(f"{name!r} is not listed here: ask a pharmacist.")
    text = to_text(answer)
    assert text.startswith(answer.notice)
    assert not any(words in text.casefold() for words in ("nothing found", "no interaction", "no result", "not found"))
    shows(text, answer)


def test_a_name_like_one_that_is_listed_is_suggested_and_not_guessed() -> None:
    answer = answers.list_caveats_for_medicine(LIBRARY, "codiene")
    assert answer.did_you_mean == ("substance/codeine",)
    assert "substance/codeine. Ask which medicine is meant." in to_text(answer)


def test_cautions_that_speak_of_a_medicine_without_listing_it_are_named() -> None:
    answer = answers.list_caveats_for_medicine(LIBRARY, "lithium")
    assert [item.reference for item in answer.may_speak_of_it] == ["caveat/other-medicines"]
    assert LIBRARY.caveats["other-medicines"].short in to_text(answer)


def test_that_no_caution_names_a_medicine_says_nothing_about_a_risk(small: Library, tmp_path: Path) -> None:
    files = packs.small()
    files["caveats/opioids.json"]["medicines"] = []
    answer = answers.list_caveats_for_medicine(packs.library(tmp_path / "pack", files), "Knee syrup")
    assert (answer.listed, answer.cautions) == (True, ())
    assert "no caution names it. That says nothing about a risk: ask a pharmacist." in to_text(answer)
    assert answers.list_caveats_for_medicine(small, "Knee syrup").cautions != ()


# certainty and sources


@given(reference=some_reference)
def test_every_rated_claim_of_an_entry_is_explained(reference: str) -> None:
    card = LIBRARY.card(reference)
    answer = answers.explain_certainty(LIBRARY, reference)
    text = to_text(answer)
    rated = [claim for claim in card.claims if claim.certainty is not None or claim.same_as is not None]
    assert sorted(rating.short for rating in answer.ratings) == sorted(claim.short for claim in rated)
    assert (answer.notice is None) == bool(rated)
    for rating in answer.ratings:
        certainty = LIBRARY.claim(rating.rated_at).certainty
        assert certainty is not None
        assert rating.level == certainty.level
        assert rating.in_words == labels.certainty(certainty.level)
        assert [item.reason for item in rating.reasons] == [item.reason for item in certainty.downgrades]
        assert (rating.none_because is None) == (certainty.none_because is None)
        assert all(item.reason in text for item in certainty.downgrades)
        assert f"{rating.in_words}." in text
        assert (rating.none_because or "") in text


def test_the_rating_of_the_headline_comes_first() -> None:
    for condition in LIBRARY.conditions.values():
        first = answers.explain_certainty(LIBRARY, condition.reference).ratings[0]
        assert first.reference == f"{condition.reference}#{condition.headline}"


def test_ratings_that_say_the_same_are_told_apart(tmp_path: Path) -> None:
    files = packs.small()
    claim = files["conditions/sore-knee.json"]["claims"][0]
    files["conditions/joint-pain.json"]["claims"].append(claim)
    names = ["condition/sore-knee#pain", "condition/joint-pain#pain"]
    files["questions/does-it-help-knees.json"]["answer"] = names
    answer = answers.explain_certainty(packs.library(tmp_path, files), "question/does-it-help-knees")
    assert [rating.reference for rating in answer.ratings] == names


def test_a_claim_that_shares_a_rating_says_whose_it_is(small: Library) -> None:
    [rating] = answers.explain_certainty(small, "condition/sore-knee#pain-clinic").ratings
    assert (rating.rated_at, rating.outcome) == ("condition/sore-knee#pain", "knee pain")
    text = to_text(answers.explain_certainty(small, "condition/sore-knee#pain-clinic"))
    assert "The rating is that of condition/sore-knee#pain." in text


def test_where_nothing_is_rated_that_is_told(small: Library) -> None:
    answer = answers.explain_certainty(small, "term/dud")
    assert answer.notice == "term/dud says nothing that is rated: only effects and harms have a grade."
    assert answer.notice in to_text(answer)


@given(reference=some_reference)
def test_every_source_of_a_card_is_cited_with_its_number_and_link(reference: str) -> None:
    card = LIBRARY.card(reference)
    answer = answers.cite(LIBRARY, reference, cautions=True)
    text = to_text(answer)
    assert [(item.number, item.reference, item.link) for item in answer.sources] == [
        (item.number, f"source/{item.source}", item.url) for item in card.references
    ]
    for item in answer.sources:
        assert f"[{item.number}] {item.citation} {item.read}. {item.link} ({item.reference})" in text
    fewer = answers.cite(LIBRARY, reference)
    assert fewer.sources == tuple(item for item in answer.sources if item.used_in == "text")
    assert len(fewer.sources) + fewer.more_sources == len(answer.sources)


def test_the_sources_of_a_claim_are_those_that_it_cites() -> None:
    claim = LIBRARY.claim("condition/fibromyalgia#pain")
    cited = {f"source/{item.part.partition('#')[0]}" for item in claim.citations}
    assert {item.reference for item in answers.cite(LIBRARY, "fibromyalgia#pain").sources} == cited


def test_a_quoted_claim_brings_its_sources(small: Library) -> None:
    sources = answers.cite(small, "question/does-it-help-knees").sources
    assert [item.reference for item in sources] == ["source/knee-trial"]


def test_texts_of_other_packs_stay_as_they_are(tmp_path: Path) -> None:
    files = packs.small()
    hostile = "<script>alert(1)</script> ](javascript:x) ::error:: {{x}}"
    files["terms/dud.json"]["title"] = hostile
    library = packs.library(tmp_path / "pack", files)
    answer = answers.get_entry(library, "term/dud")
    assert answer.title == hostile
    assert json.loads(answer.model_dump_json())["title"] == hostile
    assert hostile in to_text(answers.search(library, "dud"))


# the command


def test_without_the_extra_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [item for item in sys.modules if item.partition(".")[0] in {"mcp", "mcp_types"}]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp", None)
    assert main(["mcp"]) == USAGE
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "ldn-content mcp needs the extra: pip install 'ldn-content[mcp]'\n")


def test_help_needs_no_extra_and_loads_none() -> None:
    code = "import sys; from ldn_content.cli import main; main(['--help']); main(['mcp', '--help']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    loaded = done.stdout.splitlines()[-1]
    assert "'ldn_content.cli.mcp'" in loaded
    assert not any(f"'{name}'" in loaded for name in ("mcp", "mcp_types", "pydantic", "ldn_content.mcp_server"))


def test_a_pack_that_cannot_be_read_is_told_before_anything_is_served(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mcp", "--pack", str(tmp_path / "gone")]) == USAGE
    said = capsys.readouterr()
    assert said.out == ""
    assert "is neither a directory nor a zip" in said.err
