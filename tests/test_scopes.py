"""Which caveats a card must carry: only a caveat's scope says so, and no pack on top takes one away."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ldn_content as ldn
import packs
from ldn_content.errors import InvalidPack
from ldn_content.library import Library
from ldn_content.model import SEVERITIES, claims_of
from ldn_content.model.card import MUST_READ
from ldn_content.pack import Pack, built_in, load_pack
from ldn_content.scopes import Scopes
from packs import Data, Files
from strategies import KINDS


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return packs.library(tmp_path_factory.mktemp("scopes"))


def required(library: Library, reference: str) -> list[str]:
    return [item.id for item in library.required_caveats(reference)]


@pytest.mark.parametrize(
    ("reference", "caveats"),
    [
        ("term/dud", ["opioids"]),  # everything
        ("substance/knee-syrup", ["opioids", "knee-hidden"]),  # a kind
        ("condition/joint-pain", ["opioids", "joints"]),  # a group itself
        ("condition/sore-knee", ["opioids", "joints", "one-trial"]),  # a member, with what its claims need
        ("condition/sore-knee#pain", ["opioids", "joints", "one-trial"]),
        ("condition/sore-knee#pain-clinic", ["opioids", "joints", "one-trial"]),  # with those of the claim whose rating it shares
        ("question/does-it-help-knees", ["opioids", "knee-hidden", "joints", "one-trial"]),  # a quoted claim brings its own
        ("question/does-it-help-knees#ask", ["opioids", "knee-hidden"]),
        ("topic/knee-doses", ["opioids", "joints", "one-trial"]),
        ("topic/knee-doses#dose", ["opioids"]),
        ("caveat/opioids", []),  # its own card has it as its entry
        ("caveat/joints", ["opioids"]),
        ("source/knee-trial", ["opioids"]),
        ("condition/achy-knee", ["opioids", "joints", "one-trial"]),  # moved
    ],
)
def test_scopes_say_where_a_caveat_applies(library: Library, reference: str, caveats: list[str]) -> None:
    assert required(library, reference) == caveats


def test_the_gravest_come_first_and_the_entrys_own_before_those_of_everything(tmp_path: Path) -> None:
    files = packs.small()
    for name, severity, scope in [
        ("z", "note", ["term/dud"]),
        ("b", "note", None),
        ("y", "warning", None),
        ("x", "warning", ["term/dud"]),
    ]:
        made = packs.grave(f"{name}-mine", severity=severity, scope={"entries": scope} if scope else {"everything": True})
        files[f"caveats/{name}-mine.json"] = made
    assert required(packs.library(tmp_path, files), "term/dud") == ["opioids", "x-mine", "y-mine", "z-mine", "b-mine"]


def test_a_whole_entry_needs_at_least_what_each_of_its_claims_needs(library: Library) -> None:
    for reference, entry in library.entries.items():
        for claim in claims_of(entry):
            assert set(required(library, f"{reference}#{claim.id}")) <= set(required(library, reference))


def test_everything_built_in_carries_the_caveat_on_opioids_inline() -> None:
    for reference in (
        "condition/fibromyalgia",
        "condition/systemic-lupus-erythematosus",
        "substance/codeine",
        "condition/fibromyalgia#pain",
    ):
        card = ldn.card(reference)
        assert card.must_read[0].id == "current-opioid-use"
        assert card.caveats[0].severity == "contraindication"


def test_every_built_in_card_carries_exactly_what_its_scopes_ask_for() -> None:
    from ldn_content.builtin import LIBRARY

    scopes = Scopes(LIBRARY.caveats.values(), LIBRARY.entries)
    for reference, entry in LIBRARY.entries.items():
        card = LIBRARY.card(reference)
        assert card.caveats == scopes.required(entry)
        assert "current-opioid-use" in {caveat.id for caveat in card.caveats} or reference == "caveat/current-opioid-use"


# whatever lies on top

SMALL = sorted(
    f"{data['kind']}/{data['id']}" for name, data in packs.small().items() if name.startswith(("co", "te", "su", "to", "qu"))
)
scopes = st.one_of(
    st.just({"everything": True}),
    st.fixed_dictionaries(
        {},
        optional={
            "kinds": st.lists(st.sampled_from(KINDS), min_size=1, max_size=2, unique=True),
            "groups": st.lists(st.sampled_from(["joint-pain", "sore-knee"]), min_size=1, max_size=2, unique=True),
            "entries": st.lists(
                st.sampled_from([*SMALL, "condition/sore-knee#pain", "topic/knee-doses#dose"]),
                min_size=1,
                max_size=3,
                unique=True,
            ),
        },
    ).filter(bool),
)
NEW = ["mine-a", "mine-b", "mine-c", "mine-d", "mine-e", "mine-f"]
OLD = ["joints", "knee-hidden", "one-trial", "opioids"]


@st.composite
def overlays(draw: st.DrawFn) -> Files:
    """Packs of new caveats and of caveats that are replaced, with scopes and severities of any kind."""
    new = draw(st.integers(0, len(NEW)))
    old = draw(st.lists(st.sampled_from(OLD), max_size=2, unique=True))
    wild = draw(st.integers(0, 3)) == 0  # else as a pack would be that is not refused
    entries: list[Data] = []
    for name in [*NEW[:new], *old]:
        names = [item for item in [*NEW[:new], *OLD] if item != name] if wild else [item for item in NEW[3:new] if name < item]
        stands_for = draw(st.lists(st.sampled_from(names), max_size=1 + wild, unique=True)) if names else []
        made = packs.grave(name, severity=draw(st.sampled_from(SEVERITIES if wild else SEVERITIES[:2])), stands_for=stands_for)
        if name in OLD and not wild:
            before = packs.small()[f"caveats/{name}.json"]
            kept = before.get("stands_for", []) if draw(st.booleans()) else []
            actions = [*before.get("actions", []), packs.ACTION]
            made = {**before, "severity": "contraindication", "stands_for": kept, "actions": actions}
        else:
            made["scope"] = draw(st.one_of(scopes, st.just({"kinds": ["condition", "term", "substance"]})))
        entries.append(made)
    return packs.overlay(*entries, replaces=[f"caveat/{name}" for name in old])


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return packs.load(tmp_path_factory.mktemp("base"), packs.small())


def laid(base: Pack, files: Files) -> Library | None:
    """The library with the files on top, or None where it is refused."""
    root = Path(tempfile.mkdtemp())
    try:
        return Library([base, packs.load(root, files)])
    except InvalidPack:
        return None
    finally:
        shutil.rmtree(root)


def refused(base: Pack, files: Files) -> set[str]:
    """The codes for which a pack on top is refused."""
    with tempfile.TemporaryDirectory() as root, pytest.raises(InvalidPack) as caught:
        Library([base, packs.load(Path(root), files)])
    return {finding.code for finding in caught.value.findings}


def test_many_of_the_packs_that_are_drawn_are_accepted(base: Pack) -> None:
    """Otherwise the properties below would say nothing."""
    accepted: list[bool] = []
    replaced: list[bool] = []

    @settings(deadline=None, max_examples=60, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(overlays())
    def draw(files: Files) -> None:
        accepted.append(laid(base, files) is not None)
        replaced.append(accepted[-1] and bool(files["pack.json"]["replaces"]))

    draw()
    assert sum(accepted) >= 20
    assert sum(replaced) >= 8


def assert_nothing_is_lost(before: Library, after: Library) -> None:
    for reference, entry in before.entries.items():
        for name in (reference, *(f"{reference}#{claim.id}" for claim in claims_of(entry))):
            card, was = after.card(name), before.card(name)
            assert set(required(before, name)) <= {item.id for item in card.caveats}
            assert [item.id for item in card.caveats] == required(after, name)
            assert len(card.must_read) <= MUST_READ
            grave = {item.id: item for item in was.caveats}
            for item in card.caveats:
                if item.id in grave:
                    assert SEVERITIES.index(item.severity) <= SEVERITIES.index(grave[item.id].severity)


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(overlays())
def test_whatever_lies_on_top_no_card_loses_a_caveat(base: Pack, library: Library, files: Files) -> None:
    after = laid(base, files)
    if after is not None:
        assert_nothing_is_lost(library, after)


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(overlays())
def test_whatever_lies_on_top_the_contraindication_stays_on_compact_cards(base: Pack, library: Library, files: Files) -> None:
    after = laid(base, files)
    for reference in library.entries if after else ():
        if after is not None and "opioids" in {item.id for item in library.card(reference).must_read}:
            assert "opioids" in {item.id for item in after.card(reference).must_read}


def test_new_caveats_that_stand_for_each_other_do_not_crowd_out_the_contraindication(base: Pack, library: Library) -> None:
    names = {"mine-a": "mine-d", "mine-b": "mine-e", "mine-c": "mine-f"}
    heads = [packs.grave(name, scope={"kinds": ["condition"]}, stands_for=[other]) for name, other in names.items()]
    covered = [packs.grave(name, scope={"kinds": ["condition"]}) for name in names.values()]
    assert refused(base, packs.overlay(*heads, *covered)) == {"LDN118"}


def test_a_claim_keeps_its_must_read_caveats_as_the_entry_does(base: Pack, library: Library) -> None:
    """What another claim's caveat stands for on the card of the entry is not covered on the card of the claim."""
    names = {"mine-a": "mine-d", "mine-b": "mine-e", "mine-c": "mine-f"}
    heads = [
        packs.grave(name, scope={"entries": ["condition/sore-knee#pain"]}, stands_for=[other]) for name, other in names.items()
    ]
    covered = [packs.grave(name, scope={"entries": ["condition/sore-knee#pain"]}) for name in names.values()]
    over = packs.grave("mine-z", scope={"entries": ["condition/sore-knee#pain-clinic"]}, stands_for=list(names))
    assert refused(base, packs.overlay(*heads, *covered, over)) == {"LDN118"}


def test_a_caveat_that_no_longer_stands_for_others_is_not_crowded_out(base: Pack) -> None:
    opioids = {**packs.small()["caveats/opioids.json"], "stands_for": []}
    mine = [packs.grave(name, scope={"kinds": ["condition"]}) for name in NEW[:3]]
    assert refused(base, packs.overlay(opioids, *mine, replaces=["caveat/opioids"])) == {"LDN118"}


BUILT_IN = load_pack(built_in("en"))
BUILT_IN_CAVEATS = sorted(entry.id for entry in BUILT_IN.entries if entry.kind == "caveat")
SOME = ("condition/fibromyalgia", "condition/systemic-lupus-erythematosus", "substance/codeine", "caveat/off-label")


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_lies_on_the_built_in_pack_opioids_stay_on_compact_cards(data: st.DataObject) -> None:
    before = Library([BUILT_IN])
    kinds = st.lists(st.sampled_from(KINDS), min_size=1, max_size=3, unique=True)
    entries: list[Data] = []
    for name in NEW[: data.draw(st.integers(0, len(NEW) - 1))]:
        others = st.lists(st.sampled_from(NEW[3:] if name < NEW[3] else [*BUILT_IN_CAVEATS, *NEW]), max_size=1)
        entries.append(packs.grave(name, scope={"kinds": data.draw(kinds)}, stands_for=data.draw(others)))
    replaced = data.draw(st.lists(st.sampled_from(BUILT_IN_CAVEATS), max_size=2, unique=True))
    for name in replaced:
        was = before.caveats[name].model_dump(mode="json", exclude_defaults=True)
        severity = data.draw(st.sampled_from(["contraindication", was["severity"], "note"]))
        entries.append({**was, "severity": severity, "actions": [*was.get("actions", []), packs.ACTION]})
    after = laid(BUILT_IN, packs.overlay(*entries, replaces=[f"caveat/{name}" for name in replaced]))
    if after is None:
        return
    for reference in SOME:
        assert set(required(before, reference)) <= {item.id for item in after.card(reference).caveats}
        assert "current-opioid-use" in {item.id for item in after.card(reference).must_read}
