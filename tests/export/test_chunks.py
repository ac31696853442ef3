"""Chunks for retrieval: a claim is never parted from its hedge, nor what was retrieved from its caveats."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ldn_content as ldn
import packs
from ldn_content.builtin import LIBRARY
from ldn_content.errors import CorruptData, InvalidOption, UnknownEntry
from ldn_content.export.chunks import WITHOUT_CHUNKS, Chunk, Metadata, chunk_of, chunks, to_json_lines
from ldn_content.export.composition import compose, footer
from ldn_content.library import Library
from ldn_content.model import Caveat, Source, claims_of
from ldn_content.model.card import Card, must_read
from ldn_content.render import labels

NAMES = [
    name
    for entry in LIBRARY.entries.values()
    if entry.kind not in WITHOUT_CHUNKS
    for name in (entry.reference, *(f"{entry.reference}#{claim.id}" for claim in claims_of(entry)))
]
PAIN = "condition/fibromyalgia#pain"
OPIOIDS = ldn.caveats["current-opioid-use"].short

each_audience = pytest.mark.parametrize("audience", labels.AUDIENCES)
some_hits = st.lists(st.sampled_from(NAMES), min_size=1, max_size=6)


@cache
def plain() -> dict[str, Chunk]:
    return {chunk.id: chunk for chunk in chunks(LIBRARY)}


@cache
def cards() -> dict[str, Card]:
    return {name: LIBRARY.card(name) for name in NAMES}


@cache
def made_for(audience: str) -> dict[str, Chunk]:
    return {name: chunk_of(LIBRARY, card, audience=audience) for name, card in cards().items()}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return packs.library(tmp_path_factory.mktemp("chunks"))


def only(library: Library, reference: str, **options: Any) -> Chunk:
    """The first chunk of a reference."""
    return next(chunks(library, [reference], **options))


def listed(text: str) -> list[str]:
    return text.split()


# what there is a chunk of


def test_every_entry_and_every_claim_of_it_has_one_chunk() -> None:
    assert list(plain()) == NAMES
    assert len(set(NAMES)) == len(NAMES)
    assert plain() == made_for("plain")


def test_a_reference_gives_the_entry_with_its_claims_or_the_one_claim_and_nothing_twice() -> None:
    whole = [chunk.id for chunk in chunks(LIBRARY, ["condition/fibromyalgia"])]
    assert whole == ["condition/fibromyalgia", *(f"condition/fibromyalgia#{c.id}" for c in ldn.conditions["fibromyalgia"].claims)]
    assert [chunk.id for chunk in chunks(LIBRARY, [PAIN, "condition/fibromyalgia", PAIN])] == [
        PAIN,
        *(name for name in whole if name != PAIN),
    ]


def test_an_id_that_has_moved_is_followed(small: Library) -> None:
    assert only(small, "condition/achy-knee").id == "condition/sore-knee"
    assert only(small, "condition/achy-knee#pain").id == "condition/sore-knee#pain"


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("condition/fibromyalgi", "did you mean 'condition/fibromyalgia'"),
        ("condition/fibromyalgia#joy", "has no claim 'joy'"),
        ("condition/fibromyalgia#", "has no claim ''"),
        ("source/due-bruun-2024-fibromyalgia", "has no chunk of its own"),
        ("", "no entry ''"),
    ],
)
def test_what_has_no_chunk_is_told_before_anything_is_made(reference: str, said: str) -> None:
    with pytest.raises(UnknownEntry, match=said):
        chunks(LIBRARY, [PAIN, reference])
    with pytest.raises(UnknownEntry, match=said):
        compose([PAIN, reference])


def test_one_text_is_not_taken_for_a_list_of_letters() -> None:
    with pytest.raises(TypeError, match="as a list"):
        chunks(LIBRARY, PAIN)
    for single in (PAIN, plain()[PAIN], plain()[PAIN].to_dict()):
        with pytest.raises(TypeError, match="as a list"):
            compose(single)  # type: ignore[arg-type]


# what stands in it


@each_audience
def test_every_claim_keeps_its_hedge_its_words_and_how_sure_we_are(audience: str) -> None:
    for name, chunk in made_for(audience).items():
        card = cards()[name]
        assert chunk.text.startswith(card.title) or isinstance(card.entry, Caveat), name
        if card.claim is None:
            continue
        claim = card.claims[0]
        wanted = (claim.clinical if audience == "clinical" else None) or claim.plain or claim.short
        lines = chunk.text.split("\n")
        assert claim.short in lines, name
        assert wanted in lines, name
        if card.evidence.level:
            assert any(line.startswith(labels.certainty(card.evidence.level)) for line in lines), name


def test_an_entry_in_short_has_the_hedged_sentence_of_each_claim_with_its_certainty() -> None:
    for name, chunk in plain().items():
        card = cards()[name]
        assert card.short in chunk.text, name
        if card.entry.kind not in {"topic", "question"} or card.claim:
            continue
        for claim in card.claims:
            line = next(line for line in chunk.text.split("\n") if line.startswith(f"- {claim.short}"))
            if claim.certainty:
                assert labels.certainty(claim.certainty.level) in line, name


def test_a_claim_that_a_review_judges_never_stands_before_its_verdict() -> None:
    for entry in ldn.claim_reviews.values():
        text = plain()[entry.reference].text
        assert text.index(entry.short) < text.index(f"{labels.CLAIM}: {entry.claim}")
        assert text.index(labels.VERDICTS[entry.verdict]) < text.index(f"{labels.CLAIM}: {entry.claim}")


def test_a_caveat_says_how_grave_it_is_and_what_to_do() -> None:
    for caveat in ldn.caveats.values():
        text = plain()[caveat.reference].text
        assert text.startswith(f"{labels.severity(caveat.severity, 'plain').upper()}: {caveat.title}")
        assert caveat.short in text
        assert all(f"{labels.WHO[action.who]}: {action.text}" in text for action in caveat.actions)


def test_a_gap_says_when_it_was_looked_for() -> None:
    gaps = [chunk for chunk in plain().values() if chunk.metadata.type == "gap"]
    assert gaps
    assert all(f"Looked for: {chunk.metadata.as_of}." in chunk.text for chunk in gaps)


def test_the_last_line_says_who_has_looked_at_it() -> None:
    for name, chunk in plain().items():
        assert chunk.text.split("\n")[-1].endswith(labels.review(cards()[name].review))


# what is known of it


@each_audience
def test_metadata_are_texts_without_line_ends_and_nothing_is_missing(audience: str) -> None:
    names = [field.name for field in fields(Metadata)]
    for chunk in made_for(audience).values():
        made = chunk.to_dict()
        assert list(made) == ["id", "text", "metadata"]
        assert list(made["metadata"]) == names
        assert all(isinstance(value, str) and "\n" not in value for value in made["metadata"].values())


def test_must_show_and_caveats_are_those_of_the_card() -> None:
    for name, chunk in plain().items():
        card = cards()[name]
        assert listed(chunk.metadata.must_show) == [caveat.id for caveat in card.must_read]
        assert listed(chunk.metadata.caveats) == [caveat.id for caveat in card.caveats]
        assert chunk.metadata.must_show


def test_metadata_name_the_certainty_the_sources_and_the_versions() -> None:
    for name, chunk in plain().items():
        card, known = cards()[name], chunk.metadata
        assert (known.certainty, known.finding) == (card.evidence.level or "", card.evidence.finding or "")
        assert (known.reviewed, known.clinical_review) == (card.review.month, card.review.clinical)
        assert (known.language, known.licence) == (card.language, "CC-BY-4.0")
        assert (known.content_version, known.schema_version, known.package_version) == (
            ldn.CONTENT_VERSION,
            ldn.SCHEMA_VERSION,
            ldn.__version__,
        )
        cited = {part.partition("#")[0] for part in listed(known.citations)}
        assert listed(known.urls) == list(dict.fromkeys(item.url for item in card.references if item.source in cited))
        if card.claim:
            assert listed(known.citations) == [item.part for item in card.claims[0].citations]


def test_licences_of_several_packs_are_all_named(tmp_path: Path) -> None:
    own = packs.overlay(packs.caveat("own-caveat"), licence="MIT OR 0BSD", attribution="A clinic")
    known = only(packs.library(tmp_path, packs.small(), own), "term/dud").metadata
    assert known.licence == "CC-BY-4.0 AND (MIT OR 0BSD)"
    assert known.attribution == "The testers, CC BY 4.0; A clinic"
    assert known.packs == "small-pack@2026.1.0 top-pack@2026.1.0"


def test_addresses_are_under_the_base_else_under_that_of_the_pack_else_a_urn(tmp_path: Path, small: Library) -> None:
    own = packs.small()
    own["pack.json"]["base_uri"] = "https://example.org/pack/"
    with_base = packs.library(tmp_path, own)
    assert only(small, "condition/sore-knee#pain").metadata.uri == "urn:ldn-content:condition:sore-knee#pain"
    assert only(with_base, "term/dud").metadata.uri == "https://example.org/pack/term/dud"
    assert only(with_base, "term/dud", base="https://example.org/ldn/").metadata.uri == "https://example.org/ldn/term/dud"


@pytest.mark.parametrize(
    "base",
    [
        "",
        "ldn",
        "javascript:alert(1)",
        "https://",
        "https:///x",
        "https://me@x.org",
        "https://x.org/{id}",
        "https://x.org/?a",
        "https://x.org/#a",
        'https://x"',
        "https://x\x00",
    ],
)
def test_a_base_that_is_no_address_is_refused(base: str) -> None:
    for make in (chunks, lambda library, hits, base: compose(hits, library, base=base)):
        with pytest.raises(InvalidOption, match="no http or https address"):
            make(LIBRARY, [PAIN], base=base)


def test_an_audience_that_there_is_not_is_refused() -> None:
    with pytest.raises(InvalidOption, match="there are plain, clinical"):
        chunks(LIBRARY, [PAIN], audience="vets")
    with pytest.raises(InvalidOption, match="there are plain, clinical"):
        compose([], audience="vets")


def test_the_documentation_has_every_field_as_the_code_has_it() -> None:
    page = (Path(__file__).parents[2] / "docs" / "chunks.md").read_text(encoding="utf-8")
    described = re.findall(r"^        (\w+): (.+)$", Metadata.__doc__ or "", re.MULTILINE)
    assert [name for name, _ in described] == [field.name for field in fields(Metadata)]
    assert re.findall(r"^\| `(\w+)` \| (.+) \|$", page, re.MULTILINE) == [
        (name, text[0].upper() + text[1:]) for name, text in described
    ]


# digests


def test_the_digest_changes_with_the_content_and_not_with_addresses_or_versions(tmp_path: Path, small: Library) -> None:
    was = {chunk.id: chunk.metadata.digest for chunk in chunks(small)}
    assert len(set(was.values())) == len(was)
    assert {chunk.id: chunk.metadata.digest for chunk in chunks(small, base="https://example.org")} == was
    later = packs.small()
    later["pack.json"]["content_version"] = "2026.2.0"
    later["conditions/sore-knee.json"]["claims"][0]["plain"] = (
        "LDN may make little or no difference to knee pain. More is not known."
    )
    now = {chunk.id: chunk.metadata.digest for chunk in chunks(packs.library(tmp_path / "text", later))}
    assert [name for name in was if was[name] != now[name]] == ["condition/sore-knee#pain"]
    wider = packs.small()
    wider["caveats/one-trial.json"]["scope"] = {"entries": ["term/dud"]}
    now = {chunk.id: chunk.metadata.digest for chunk in chunks(packs.library(tmp_path / "scope", wider))}
    assert "term/dud" in [name for name in was if was[name] != now[name]]


def test_the_digest_is_another_for_another_audience() -> None:
    assert made_for("clinical")[PAIN].metadata.digest != plain()[PAIN].metadata.digest


# JSON lines


def test_json_lines_are_read_back_as_they_were() -> None:
    text = to_json_lines(plain().values())
    lines = text.split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == [chunk.to_dict() for chunk in plain().values()]
    assert text.splitlines() == lines  # no character that another reader takes for the end of a line


@pytest.mark.parametrize(("wanted", "reference"), [("chunks", "topic/dosing"), ("csv", "condition/fibromyalgia")])
def test_bytes_do_not_depend_on_hash_seed_locale_or_time_zone(wanted: str, reference: str) -> None:
    program = "import sys; from ldn_content.cli import run; sys.argv[1:1] = ['export']; run()"
    command = [sys.executable, "-c", program, wanted, reference]
    places = (
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "America/Lima"},
    )
    one, other = (subprocess.run(command, env=os.environ | place, capture_output=True, check=True).stdout for place in places)
    assert one == other
    assert not one.isascii()


# composing


def caution(caveat: Caveat) -> str:
    return f"! {labels.severity(caveat.severity, 'plain').upper()}: "


def itself(name: str) -> tuple[Caveat, ...]:
    """The caveat that a hit is, where it is one that must be read."""
    entry = cards()[name].entry
    return must_read([entry]) if isinstance(entry, Caveat) else ()


@pytest.mark.parametrize("kind", sorted({name.partition("/")[0] for name in NAMES}))
def test_what_is_composed_has_each_required_caveat_once_and_all_that_travels_with_it(kind: str) -> None:
    for name, card in cards().items():
        if card.entry.kind != kind:
            continue
        text = compose([plain()[name]])
        assert text.startswith(f"[{name}]\n{plain()[name].text}\n\n")
        for caveat in card.must_read:
            assert text.count(caveat.short) == 1, (name, caveat.id)
        for caveat in card.caveats:
            assert caveat.title in text or caveat in card.must_read, (name, caveat.id)
        assert all(url in text for url in listed(plain()[name].metadata.urls)), name
        assert labels.certainty(card.evidence.level or "none") in text or card.evidence.level is None
        assert labels.review(card.review) in text
        assert f"ldn-content {ldn.__version__}, content ldn-content {ldn.CONTENT_VERSION}, schema {ldn.SCHEMA_VERSION}." in text
        assert all(pack.attribution in text and pack.licence in text for pack in card.packs)


@settings(max_examples=40)
@given(hits=some_hits)
def test_hits_stand_once_each_in_their_order_and_their_caveats_once_under_them(hits: list[str]) -> None:
    text = compose([plain()[name].to_dict() for name in hits])
    wanted = list(dict.fromkeys(hits))
    places = [text.index(f"[{name}]\n{plain()[name].text}\n\n") for name in wanted]
    assert places == sorted(places)
    assert all(text.count(f"\n[{name}]\n") + text.startswith(f"[{name}]\n") == 1 for name in wanted)
    required = {caveat.id: caveat for name in wanted for caveat in (*itself(name), *cards()[name].must_read)}
    under = text[text.index(f"\n\n{labels.CAUTIONS}:\n") :]
    assert under.count("\n! ") == len(required)
    for caveat in required.values():
        assert caveat.short in text
        assert f"\n{caution(caveat)}{caveat.short}\n" in under or f"\n{caution(caveat)}{caveat.title} (told above)\n" in under


@settings(max_examples=20)
@given(hits=some_hits)
def test_the_footer_has_every_required_caveat_in_full_and_nothing_of_the_hits(hits: list[str]) -> None:
    text = footer(hits)
    for name in hits:
        assert plain()[name].text not in text
        assert all(f"{caution(caveat)}{caveat.short}\n" in text for caveat in (*itself(name), *cards()[name].must_read))


@pytest.mark.parametrize("name", sorted(LIBRARY.caveats))
def test_a_caution_that_was_retrieved_stands_under_the_answer_too(name: str) -> None:
    """Its own card does not carry it, and a host that shows the footer alone shows nothing of the hit."""
    caveat = LIBRARY.caveats[name]
    text = footer([caveat.reference])
    assert (f"{caution(caveat)}{caveat.short}\n" if must_read([caveat]) else caveat.title) in text


def test_chunks_objects_and_ids_compose_to_the_same() -> None:
    names = [PAIN, "question/can-i-take-ldn-with-codeine", "caveat/pregnancy"]
    made = {
        compose(names),
        compose([plain()[name] for name in names]),
        compose(json.loads(to_json_lines([plain()[name]])) for name in names),
    }
    assert len(made) == 1


def test_a_hit_says_its_own_audience() -> None:
    assert made_for("clinical")[PAIN].text in compose([made_for("clinical")[PAIN]])
    assert made_for("clinical")[PAIN].text in compose([PAIN], audience="clinical")
    assert f"! CONTRAINDICATION: {OPIOIDS}\n" in compose([made_for("clinical")[PAIN]])
    assert f"! REASON NOT TO USE IT: {OPIOIDS}\n" in compose([PAIN])


def test_what_a_store_adds_is_left_alone_and_what_it_drops_is_not_missed() -> None:
    hit = plain()[PAIN].to_dict()
    wanted = compose([PAIN])
    assert compose([{**hit, "score": 0.7, "vector": [1, 2]}]) == wanted
    assert compose([{"id": PAIN, "text": hit["text"]}]) == wanted
    assert compose([{**hit, "metadata": None}]) == wanted
    assert compose([{**hit, "metadata": {**hit["metadata"], "must_show": "", "caveats": ""}}]) == wanted


def test_a_caveat_that_is_itself_a_hit_is_told_there() -> None:
    text = compose(["caveat/current-opioid-use", PAIN])
    assert text.count(f"\n{OPIOIDS}\n") == 1
    assert "! REASON NOT TO USE IT: If you use any opioid medicine (told above)" in text


def test_the_way_to_the_whole_card_is_an_address_where_there_is_one(small: Library) -> None:
    assert "in full: condition/sore-knee\n" in compose(["condition/sore-knee#pain"], small)
    based = compose(["condition/sore-knee#pain"], small, base="https://example.org/ldn/")
    assert "in full: https://example.org/ldn/condition/sore-knee\n" in based


def test_a_reader_is_told_where_a_link_leads_to_those_who_promote_ldn() -> None:
    promoted = next(item for item in LIBRARY.sources.values() if item.link_kind == "promoter")
    name = next(name for name, card in cards().items() if promoted.url in listed(plain()[name].metadata.urls))
    assert f" {labels.LINKS['promoter']}: {promoted.url}\n" in compose([name])


def test_nothing_found_is_not_listed_and_still_has_the_cautions_that_always_hold() -> None:
    text = compose([])
    assert text.startswith("Not listed here. If it is about a medicine, ask a pharmacist.\n")
    assert OPIOIDS in text
    assert labels.review(cards()[PAIN].review) in text
    assert ldn.CONTENT_VERSION in text


def test_words_that_stand_nowhere_are_named_as_not_listed() -> None:
    said = "Not listed here: flurbex. If it is a medicine, ask a pharmacist."
    assert compose([], asked="can I take it with flurbex").startswith(said)
    assert f"\n\n{said}\n\n{labels.CAUTIONS}:" in compose([PAIN], asked="with codeine and flurbex")
    assert "Not listed" not in compose([PAIN], asked="with codeine")


@settings(max_examples=25)
@given(asked=st.text(max_size=200))
def test_whatever_was_asked_changes_at_most_the_first_line(asked: str) -> None:
    text = compose([], asked=asked)
    assert text.startswith("Not listed here")
    assert text.split("\n", 1)[1] == compose([]).split("\n", 1)[1]


# hits that are refused


def changed(**values: Any) -> dict[str, Any]:
    return {**plain()[PAIN].to_dict(), **values}


def test_a_text_without_its_hedge_is_refused() -> None:
    text = plain()[PAIN].text.replace("may make", "makes")
    for hit in (changed(text=text), replace(plain()[PAIN], text=text)):
        with pytest.raises(CorruptData, match="'condition/fibromyalgia#pain' was changed after it was exported"):
            compose([plain()["term/placebo"], hit])


@given(st.data())
@settings(max_examples=30)
def test_any_text_but_the_right_one_is_refused(data: st.DataObject) -> None:
    right = plain()[PAIN].text
    start = data.draw(st.integers(0, len(right) - 1))
    end = data.draw(st.integers(start + 1, len(right)))
    with pytest.raises(CorruptData, match="changed"):
        compose([changed(text=right[:start] + right[end:])])


def test_a_chunk_of_other_content_is_refused_with_the_way_on(tmp_path: Path, small: Library) -> None:
    other = packs.small()
    other["conditions/sore-knee.json"]["claims"][0]["short"] = "LDN may make no difference to knee pain."
    stale = only(packs.library(tmp_path, other), "condition/sore-knee#pain")
    with pytest.raises(CorruptData, match=r"digest is that of other content .*export the chunks anew"):
        compose([stale], small)
    with pytest.raises(UnknownEntry, match="no entry 'condition/sore-knee'"):
        compose([stale])


@pytest.mark.parametrize(
    ("hit", "said"),
    [
        (None, "not NoneType"),
        (7, "not int"),
        (["condition/fibromyalgia"], "not list"),
        ({}, "it has nothing"),
        ({"id": PAIN}, "lacks its id, its text or its metadata; it has 'id'"),
        (changed(id=None), "lacks its id"),
        (changed(text=b"x"), "lacks its id, its text"),
        (changed(metadata="x"), "lacks its id, its text or its metadata"),
        (changed(metadata={"audience": ["plain"]}), "is for the audience"),
        (changed(metadata={"digest": 7}), "digest is that of other content"),
        (changed(metadata={"digest": ""}), "digest is that of other content"),
    ],
)
def test_what_is_no_hit_is_refused(hit: Any, said: str) -> None:
    with pytest.raises(CorruptData, match=said):
        compose([hit])


def test_a_hit_with_the_id_of_another_is_refused() -> None:
    with pytest.raises(CorruptData, match="other content"):
        compose([changed(id="term/placebo")])


# packs of others


def test_hostile_text_comes_out_as_text_and_no_field_makes_a_line_of_its_own(tmp_path: Path) -> None:
    hostile = '<script>alert("x")</script> ](javascript:alert(1)) ::error::x'
    files = packs.small()
    files["terms/dud.json"].update(title=hostile, aliases=[hostile], definition=hostile)
    files["pack.json"].update(attribution=hostile, funding=hostile, licence=hostile, title=hostile)
    files["conditions/sore-knee.json"].update(title=hostile, aliases=[hostile], what_it_is=hostile)
    library = packs.library(tmp_path, files)
    made = [only(library, name) for name in ("term/dud", "condition/sore-knee", "condition/sore-knee#pain")]
    was = packs.library(tmp_path / "was")
    for chunk in made:
        assert hostile in chunk.text
        assert chunk.text.count("\n") == only(was, chunk.id).text.count("\n")
        assert json.loads(to_json_lines([chunk])) == chunk.to_dict()
    assert compose(made, library).count("\n") == compose([chunk.id for chunk in made], was).count("\n")


def test_every_chunk_of_the_small_pack_composes(small: Library) -> None:
    made = list(chunks(small))
    text = compose(made, small)
    assert all(chunk.text in text for chunk in made)
    assert not any(isinstance(small.entry(chunk.metadata.entry), Source) for chunk in made)
