"""The built-in pack: read when it is used, and the same as when it is read at once."""

from __future__ import annotations

import copy
import gc
import os
import pickle
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import ldn_content
import packs
from ldn_content import inventory
from ldn_content.check.engine import validate
from ldn_content.errors import CorruptData, InvalidPack, UnknownLanguage
from ldn_content.index import Index
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


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every file of the built-in pack that is read, as it happens."""
    noted: list[str] = []
    get = BuiltInPack.get

    def noting(pack: BuiltInPack, kind: str, name: str) -> AnyEntry:
        noted.append(f"{kind}/{name}")
        return get(pack, kind, name)

    monkeypatch.setattr(BuiltInPack, "get", noting)
    return noted


def test_a_card_reads_what_it_needs_and_no_more(read: list[str]) -> None:
    library = Library.load()
    assert read == []
    card = library.card("condition/fibromyalgia")
    needed = {
        *("condition/fibromyalgia", *(f"condition/{name}" for name in library.conditions["fibromyalgia"].groups)),
        *(f"caveat/{name}" for name in library.caveats),
        *(f"source/{reference.source}" for reference in card.references),
        *(source.reference for source in library.trials("fibromyalgia")),
    }
    assert sorted(read) == sorted(needed)
    library.card("condition/fibromyalgia")
    assert len(read) == len(needed)  # nothing is read twice


def test_a_pack_on_top_has_the_built_in_one_read_once(read: list[str], tmp_path: Path) -> None:
    packs.write(tmp_path, {"pack.json": {**packs.manifest(), "id": "top-pack"}})
    library = Library.load(packs=[tmp_path])
    assert sorted(read) == sorted(library.entries)


def test_the_inventory_is_that_of_the_entries() -> None:
    ground = read_pack(built_in("en"))
    assert inventory.from_json((ground.root / inventory.FILE).read_bytes()) == inventory.take(ground.entries)


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
    assert pickle.loads(pickle.dumps(when_used.entries)) == when_used.entries
    assert copy.deepcopy(when_used.entries) is copy.copy(when_used.entries) is when_used.entries


@pytest.mark.parametrize("key", [5, None, ("condition/cancer",), "", "condition", "condition/", "gone/cancer", "condition/gone"])
def test_any_other_reference_is_not_there(when_used: Library, key: Any) -> None:
    assert key not in when_used.entries
    assert when_used.entries.get(key) is None
    with pytest.raises(KeyError):
        when_used.entries[key]


def test_the_references_that_are_not_checked_again_hold(at_once: Library) -> None:
    assert link_findings(at_once.entries, dict.fromkeys(at_once.entries, at_once.packs[0])) == ()


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built-in pack in the place of the real one."""
    root = tmp_path / "en"
    shutil.copytree(str(built_in("en")), root)
    monkeypatch.setattr("ldn_content.pack.built_in", lambda _: root)
    return root


OTHER = {"conditions": "pots.json", "caveats": "off-label.json", "sources": "livertox-2020-naltrexone.json"}
DAMAGES: dict[str, Callable[[Path], object]] = {
    "emptied": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-20]),
    "gone": Path.unlink,
    "another's": lambda path: path.write_bytes(path.with_name(OTHER[path.parent.name]).read_bytes()),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize(
    ("file", "card"),
    [
        ("conditions/cancer.json", "condition/cancer"),
        ("conditions/crohns-disease.json", "condition/inflammatory-bowel-disease"),
        ("caveats/current-opioid-use.json", "condition/fibromyalgia"),
        ("sources/de-paula-2023-fibromyalgia.json", "condition/chronic-pain"),
        ("sources/label-naltrexone-tablets-us.json", "term/placebo"),
    ],
)
def test_no_card_is_made_from_a_damaged_installation(installed: Path, damage: str, file: str, card: str) -> None:
    """A card with fewer cautions, or with fewer trials than there are, is worse than none."""
    DAMAGES[damage](installed.joinpath(*file.split("/")))
    library = Library.load()
    with pytest.raises((InvalidPack, CorruptData)):
        library.card(card)


def test_a_damaged_file_says_where_and_spares_what_does_not_need_it(installed: Path) -> None:
    (installed / "conditions" / "cancer.json").write_text('{"kind": "condition",', encoding="utf-8")
    library = Library.load()
    assert library.card("condition/fibromyalgia").title == "Fibromyalgia"
    with pytest.raises(InvalidPack, match=r"conditions/cancer\.json:1:22"):
        library.conditions["cancer"]


def test_a_stray_copy_is_no_entry(installed: Path) -> None:
    shutil.copy(installed / "conditions" / "cancer.json", installed / "conditions" / "tumours.json")
    assert "tumours" not in Library.load().conditions


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"ids": {}, "members": {}, "trials": {}}', '{"ids": 1}', "[" * 100_000])
def test_a_damaged_inventory_is_told(installed: Path, text: str) -> None:
    (installed / inventory.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(CorruptData, match="the installation is damaged"):
        Library.load()


def test_an_inventory_that_is_gone_is_told(installed: Path) -> None:
    (installed / inventory.FILE).unlink()
    with pytest.raises(CorruptData, match="cannot be read"):
        Library.load()


def test_validation_tells_an_inventory_that_is_out_of_date(installed: Path) -> None:
    (installed / "terms" / "placebo.json").unlink()
    codes = {finding.code for finding in validate(installed, as_of="2026-11").findings}
    assert "LDN012" in codes


def test_a_manifest_that_is_gone_is_told(installed: Path) -> None:
    (installed / "pack.json").unlink()
    with pytest.raises(InvalidPack, match=r"pack\.json"):
        load_built_in("en")


def test_a_language_that_is_missing_is_an_error() -> None:
    with pytest.raises(UnknownLanguage):
        load_built_in("tlh")


FORKED = """
import os, sys
sys.path.insert(0, sys.argv[1])
import ldn_content as ldn
assert sys.argv[1] in ldn.__file__
digest = ldn.card("condition/cancer").digest
for _ in range(4):
    if not os.fork():
        same = ldn.card("condition/cancer").digest == digest
        failed = [name for name in ldn.conditions if not ldn.card(f"condition/{name}").digest]
        os._exit(bool(failed) or not same)
sys.exit(sum(os.waitstatus_to_exitcode(os.wait()[1]) for _ in range(4)))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_an_archive_on_the_path_serves_forked_processes(tmp_path: Path) -> None:
    archive = tmp_path / "ldn.zip"
    source = Path(ldn_content.__file__).parent
    with zipfile.ZipFile(archive, "w") as made:
        for item in source.rglob("*"):
            if item.is_file() and item.suffix != ".pyc":
                made.write(item, Path("ldn_content") / item.relative_to(source))
    done = subprocess.run([sys.executable, "-c", FORKED, str(archive)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_reading_in_many_threads_leaves_the_garbage_collector_as_it_was(tmp_path: Path) -> None:
    packs.write(tmp_path, {"pack.json": packs.manifest()})
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for running in (True, False):
            (gc.enable if running else gc.disable)()
            for _ in range(20):
                with ThreadPoolExecutor(8) as pool:
                    list(pool.map(read_pack, [tmp_path] * 16))
                assert gc.isenabled() == running
    finally:
        sys.setswitchinterval(interval)
        gc.enable()


def test_collections_are_held_while_a_pack_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packs.write(tmp_path, {"pack.json": packs.manifest()})
    seen: list[bool] = []

    def noting(_: object) -> tuple[()]:
        seen.append(gc.isenabled())
        return ()

    monkeypatch.setattr("ldn_content.pack._strays", noting)
    read_pack(tmp_path)
    assert (seen, gc.isenabled()) == ([False], True)


def test_threads_that_begin_together_get_the_same_objects_and_one_index(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[object] = []
    index = Index.__init__

    def noting(self: Index, documents: Any) -> None:
        built.append(self)
        time.sleep(0.05)  # so that the others come while it is being built
        index(self, documents)

    monkeypatch.setattr(Index, "__init__", noting)
    library = Library.load()
    start = threading.Barrier(8)

    def use(_: int) -> tuple[int, int]:
        start.wait()
        library.search("codeine")
        return id(library.conditions["fibromyalgia"]), id(library.entries["source/polo-2019-me-cfs"])

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(use, range(8)))) == 1
    assert len(built) == 1
