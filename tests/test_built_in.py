"""The built-in pack: read when it is used, and the same as when it is read at once."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from ldn_content.errors import CorruptData, InvalidPack, UnknownLanguage
from ldn_content.library import Library
from ldn_content.links import link_findings
from ldn_content.model import AnyEntry
from ldn_content.pack import BuiltInPack, built_in, load_built_in, read_pack


@pytest.fixture(scope="module")
def at_once() -> Library:
    """The built-in pack, read with care and with every reference checked."""
    return Library([read_pack(built_in("en"))])


@pytest.fixture(scope="module")
def when_used() -> Library:
    return Library.load()


def test_the_first_card_reads_what_it_needs_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    get = BuiltInPack.get

    def noting(pack: BuiltInPack, kind: str, name: str) -> AnyEntry:
        read.append(f"{kind}/{name}")
        return get(pack, kind, name)

    monkeypatch.setattr(BuiltInPack, "get", noting)
    library = Library.load()
    assert read == []
    card = library.card("condition/fibromyalgia")
    assert read.count("condition/fibromyalgia") == 1
    assert len(read) == len(set(read))
    assert not [name for name in read if name.startswith(("topic/", "question/", "claim-review/", "term/", "substance/"))]
    sources = {name.removeprefix("source/") for name in read if name.startswith("source/")}
    counted = {item.id for item in library.sources.values() if item.counting is not None}
    assert sources == counted | {reference.source for reference in card.references}


def test_every_entry_and_card_is_the_same_however_the_pack_is_read(at_once: Library, when_used: Library) -> None:
    assert list(when_used.entries) == list(at_once.entries)
    assert dict(when_used.entries) == dict(at_once.entries)
    assert len(when_used.entries) == len(at_once.entries)
    for reference in at_once.entries:
        assert when_used.card(reference).digest == at_once.card(reference).digest


def test_groups_and_trials_are_the_same_however_the_pack_is_read(at_once: Library, when_used: Library) -> None:
    for name in at_once.conditions:
        assert when_used.members(name) == at_once.members(name)
        assert when_used.trials(name) == at_once.trials(name)


def test_an_entry_is_one_object_wherever_it_is_met(when_used: Library) -> None:
    entry = when_used.conditions["fibromyalgia"]
    assert when_used.entries["condition/fibromyalgia"] is entry
    assert when_used.entry("condition/fibromyalgia") is entry
    assert next(item for item in when_used.conditions.values() if item.id == "fibromyalgia") is entry


def test_a_pickle_holds_the_content_and_not_the_way_to_it(when_used: Library) -> None:
    again = pickle.loads(pickle.dumps(when_used))
    assert dict(again.entries) == dict(when_used.entries)
    assert not isinstance(again.packs[0], BuiltInPack)
    assert again.card("condition/fibromyalgia") == when_used.card("condition/fibromyalgia")


def test_the_references_that_are_not_checked_again_hold(at_once: Library) -> None:
    assert link_findings(at_once.entries, dict.fromkeys(at_once.entries, at_once.packs[0])) == ()


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built-in pack in the place of the real one."""
    root = tmp_path / "en"
    shutil.copytree(str(built_in("en")), root)
    monkeypatch.setattr("ldn_content.pack.built_in", lambda _: root)
    return root


def _use(library: Library) -> Iterable[object]:
    return library.entries.values()


def test_a_damaged_file_is_told_when_it_is_used_and_spares_the_others(copy: Path) -> None:
    (copy / "conditions" / "cancer.json").write_text('{"kind": "condition",', encoding="utf-8")
    library = Library.load()
    assert library.conditions["fibromyalgia"].title == "Fibromyalgia"
    with pytest.raises(InvalidPack, match=r"conditions/cancer\.json:1:22"):
        library.conditions["cancer"]
    with pytest.raises(InvalidPack):
        list(_use(library))


def test_a_file_that_is_gone_is_told_in_our_words(copy: Path) -> None:
    library = Library.load()
    assert "cancer" in library.conditions
    (copy / "conditions" / "cancer.json").unlink()
    with pytest.raises(CorruptData, match="cannot be read"):
        library.conditions["cancer"]


def test_a_stray_file_is_told(copy: Path) -> None:
    (copy / "conditions" / "notes.txt").write_text("?", encoding="utf-8")
    with pytest.raises(InvalidPack, match=r"conditions/notes\.txt"):
        list(Library.load().conditions)


def test_a_manifest_that_is_gone_is_told(copy: Path) -> None:
    (copy / "pack.json").unlink()
    with pytest.raises(InvalidPack, match=r"pack\.json"):
        load_built_in("en")


def test_a_language_that_is_missing_is_an_error() -> None:
    with pytest.raises(UnknownLanguage):
        load_built_in("tlh")
