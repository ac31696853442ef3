"""The static API: every address resolves, every digest fits, every card is whole, and a folder is replaced or left alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import ValidationError

import packs
from ldn_content import advisories
from ldn_content.errors import InvalidOption
from ldn_content.export import site
from ldn_content.export.site import addresses, contract, shapes
from ldn_content.export.site.search_index import words_of
from ldn_content.library import Library
from ldn_content.model import FOLDERS, Manifest, Model
from ldn_content.model.card import Card
from ldn_content.schema import published

DATA = Path(site.__file__).parents[2] / "data"
MODELS: dict[str, type[Model]] = {get_args(model.model_fields["kind"].annotation)[0]: model for model in shapes.FILE_MODELS}
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load()


@pytest.fixture(scope="module")
def whole(library: Library) -> dict[str, Card]:
    return {reference: library.card(reference) for reference in library.entries}


@pytest.fixture(scope="module")
def written(library: Library, tmp_path_factory: pytest.TempPathFactory) -> site.Written:
    return site.write(library, tmp_path_factory.mktemp("whole") / "deep" / "site")


@pytest.fixture(scope="module")
def built(written: site.Written) -> Files:
    return tree(written.directory)


@pytest.fixture(scope="module")
def index(built: Files) -> shapes.SiteIndex:
    return shapes.SiteIndex.model_validate_json(built[addresses.INDEX])


@pytest.fixture(scope="module")
def cards(built: Files, index: shapes.SiteIndex) -> list[shapes.LinkedCard]:
    return [shapes.LinkedCard.model_validate_json(built[item.card]) for item in index.entries]


def small_library(tmp_path: Path, *layers: packs.Files) -> Library:
    return packs.library(tmp_path / "packs", *layers)


def tree(folder: Path) -> Files:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def api_files(built: Files) -> Iterator[tuple[str, Any]]:
    for address, content in built.items():
        if address.startswith("v1/") and address.endswith(".json") and address not in {addresses.OPENAPI, addresses.ADVISORIES}:
            yield address, json.loads(content)


# What is served


def test_every_file_of_the_api_has_the_shape_that_is_declared(built: Files) -> None:
    for address, data in api_files(built):
        assert MODELS[data["kind"]].model_validate(data), address


def test_every_address_that_a_file_names_is_there(built: Files) -> None:
    def named(data: Any) -> Iterator[str]:
        if isinstance(data, list):
            for item in data:
                yield from named(item)
        elif isinstance(data, dict):
            yield from (data[key] for key in ("address", "card", "shared", "page") if isinstance(data.get(key), str))
            for item in data.values():
                yield from named(item)

    found = {target: address for address, data in api_files(built) for target in named(data)}
    assert len(found) > 2 * 703
    assert {target: address for target, address in found.items() if target not in built} == {}


def test_the_name_of_a_file_that_never_changes_is_the_digest_of_its_bytes(built: Files) -> None:
    fixed = {address for address in built if "sha256-" in address}
    assert len(fixed) > 703
    for address in fixed:
        assert addresses.is_immutable(address)
        assert sha256(built[address]).hexdigest() in address


def test_the_index_lists_every_entry_and_the_lists_are_its_parts(built: Files, index: shapes.SiteIndex, library: Library) -> None:
    assert [item.reference for item in index.entries] == list(library.entries)
    lists = [shapes.EntryList.model_validate_json(built[item.address]) for item in index.lists]
    assert [len(each.entries) for each in lists] == [item.entries for item in index.lists]
    assert [item for each in lists for item in each.entries] == list(index.entries)


def test_every_card_is_put_together_again_with_the_digest_that_it_had(
    built: Files, index: shapes.SiteIndex, cards: list[shapes.LinkedCard], whole: dict[str, Card]
) -> None:
    shared = shapes.Shared.model_validate_json(built[index.shared])
    for linked in cards:
        card = site.whole(linked, shared)
        assert card == whole[linked.reference]
        assert card.digest == linked.digest


def test_no_card_is_served_without_every_caveat_and_the_gravest_in_full(
    cards: list[shapes.LinkedCard], whole: dict[str, Card]
) -> None:
    for linked in cards:
        card = whole[linked.reference]
        assert [(item.id, item.short) for item in linked.cautions] == [(item.id, item.short) for item in card.caveats]
        assert [(item.plain, item.actions) for item in linked.must_read] == [
            (item.plain, item.actions) for item in card.must_read
        ]
        assert linked.must_read
        cited = {reference.source for reference in card.references}
        assert {reference.source for reference in linked.references} <= cited
        assert [item.number for item in linked.references] == list(range(1, len(linked.references) + 1))


def test_the_address_for_ever_holds_the_compact_form_and_leads_to_the_card(built: Files, whole: dict[str, Card]) -> None:
    for reference, card in whole.items():
        compact = shapes.CompactCard.model_validate_json(built[addresses.stable(reference)])
        assert compact.short == card.short
        assert (compact.certainty is None) == (card.evidence.level is None)
        assert [item.short for item in compact.must_read] == [item.short for item in card.must_read]
        assert compact.more_cautions == len(card.caveats) - len(card.must_read)
        assert (compact.versions, compact.review, compact.digest) == (card.versions, card.review, card.digest)
        assert json.loads(built[compact.card])["reference"] == reference


def test_a_list_carries_the_sentence_of_each_caveat_that_must_be_read(built: Files, index: shapes.SiteIndex) -> None:
    for address in (addresses.INDEX, *(item.address for item in index.lists)):
        data = json.loads(built[address])
        assert {item["id"] for item in data["cautions"]} == {name for item in data["entries"] for name in item["must_read"]}


def test_a_changed_caveat_or_card_is_refused(built: Files, index: shapes.SiteIndex, cards: list[shapes.LinkedCard]) -> None:
    shared = shapes.Shared.model_validate_json(built[index.shared])
    linked = next(item for item in cards if item.reference == "condition/fibromyalgia")
    first = next(item for item in shared.caveats if item.id == linked.cautions[0].id)
    softer = shared.model_copy(
        update={
            "caveats": tuple(
                item.model_copy(update={"plain": "It is fine."}) if item == first else item for item in shared.caveats
            )
        }
    )
    with pytest.raises(ValidationError, match="digest"):
        site.whole(linked, softer)
    with pytest.raises(ValidationError, match="digest"):
        site.whole(linked.model_copy(update={"cautions": linked.cautions[1:]}), shared)


def test_what_was_corrected_the_packs_and_the_released_schemas_are_served(built: Files) -> None:
    assert type(advisories.read()).model_validate_json(built[addresses.ADVISORIES]) == advisories.read()
    told = shapes.Packs.model_validate_json(built[addresses.PACKS])
    assert told.packs == (Manifest.model_validate_json((DATA / "en" / "pack.json").read_bytes()),)
    for version in published.versions():
        for name, text in published.read_all(version).items():
            assert built[f"schema/{version}/{name}.schema.json"].decode() == text


def test_search_finds_the_words_of_a_name_and_shows_no_entry_without_a_caution(
    built: Files, library: Library, whole: dict[str, Card]
) -> None:
    found = shapes.SearchIndex.model_validate_json(built[addresses.SEARCH])
    assert len(found.words) == len(found.places)
    assert [*found.words] == sorted(set(found.words))
    named = dict(zip(found.words, found.places, strict=True))
    for reference, entry in library.entries.items():
        place = next((at for at, item in enumerate(found.documents) if item.page == addresses.page(reference)), None)
        if place is None:
            assert entry.kind in {"source", "retired"}
            continue
        shown = found.documents[place]
        caution = "" if shown.caution is None else found.cautions[shown.caution]
        assert whole[reference].must_read[0].short in f"{shown.short} {caution}"
        for word in words_of(entry.title):
            pairs = named[word]  # none for a word that is in too many
            assert not pairs or dict(zip(pairs[::2], pairs[1::2], strict=True))[place] == 3


# The contract


def test_the_description_that_is_shipped_is_the_one_that_the_models_give() -> None:
    shipped = json.loads((DATA / "site" / "openapi.json").read_text(encoding="utf-8"))
    assert shipped == contract.openapi(), "run: python -m ldn_content.export.site.contract"


def test_the_description_is_valid_and_its_references_lead_to_the_released_schemas(tmp_path: Path) -> None:
    validator = pytest.importorskip("openapi_spec_validator", reason="openapi-spec-validator is not installed")
    site.write(small_library(tmp_path), tmp_path / "site", base="https://example.org/ldn")
    file = tmp_path / "site" / addresses.OPENAPI
    described = json.loads(file.read_text(encoding="utf-8"))
    validator.validate(described, base_uri=file.as_uri())
    assert described["servers"] == [{"url": "https://example.org/ldn"}]

    def references(part: Any) -> Iterator[str]:
        if isinstance(part, list):
            for item in part:
                yield from references(item)
        elif isinstance(part, dict):
            if isinstance(part.get("$ref"), str):
                yield part["$ref"]
            for item in part.values():
                yield from references(item)

    outside = {item for item in references(described) if not item.startswith("#")}
    assert outside
    for item in outside:
        place, _, pointer = item.partition("#")
        held = json.loads((file.parent / place).read_text(encoding="utf-8"))
        for key in pointer.strip("/").split("/") if pointer else ():
            held = held[key]
        assert held["type"] == "object"


def test_every_path_of_the_description_is_served(built: Files) -> None:
    values = {"folder": "terms", "id": "placebo"}
    for path in contract.openapi()["paths"]:
        start, _, end = path.lstrip("/").format(**values, digest="\0").partition("\0")
        assert any(address.startswith(start) and address.endswith(end) for address in built), path


def test_the_declarations_that_are_shipped_are_those_that_the_models_give() -> None:
    modules = os.environ.get("LDN_CONTENT_NODE_MODULES")
    if not modules:
        pytest.skip("LDN_CONTENT_NODE_MODULES names no node_modules with json-schema-to-typescript")
    import declarations

    made = declarations.declarations(Path(modules))
    shipped = (DATA / "typescript" / "ldn-content.d.ts").read_text(encoding="utf-8")
    assert shipped == made, "run: python .ci/declarations.py NODE_MODULES"


def test_every_kind_of_file_is_declared() -> None:
    text = (DATA / "typescript" / "ldn-content.d.ts").read_text(encoding="utf-8")
    for name in ("Card", *(model.__name__ for model in shapes.FILE_MODELS)):
        assert f"export interface {name} {{" in text


# The folder


def test_every_file_is_listed_with_its_digest_and_the_whole_is_small_enough(
    library: Library, built: Files, written: site.Written
) -> None:
    found = {address: content for address, content in built.items() if address != addresses.FILES}
    listed = shapes.SiteFiles.model_validate_json(built[addresses.FILES])
    assert {item.address: (item.bytes, item.sha256) for item in listed.files} == {
        address: (len(content), sha256(content).hexdigest()) for address, content in found.items()
    }
    assert sum(map(len, built.values())) < 25_000_000
    assert written.entries == len(library.entries)
    assert written.files == len(found) + 1
    assert written.bytes == sum(map(len, found.values()))
    assert str(written).startswith(str(written.directory))


def test_the_bytes_depend_on_no_locale_time_zone_or_hash_seed(tmp_path: Path) -> None:
    packs.write(tmp_path / "pack", packs.small())
    code = (
        "import sys; from ldn_content.export import site; from ldn_content.library import Library; from ldn_content.pack import "
        "load_pack; site.write(Library([load_pack(sys.argv[1])]), sys.argv[2])"
    )
    for number, settings in enumerate(({"LC_ALL": "C", "TZ": "UTC"}, {"LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu"})):
        environment = {**os.environ, **settings, "PYTHONHASHSEED": str(number), "PYTHONUTF8": str(number)}
        command = [sys.executable, "-c", code, str(tmp_path / "pack"), str(tmp_path / f"site-{number}")]
        subprocess.run(command, check=True, env=environment, timeout=60)
    assert tree(tmp_path / "site-0") == tree(tmp_path / "site-1")


def test_a_former_export_is_replaced_and_none_of_its_files_stays(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    site.write(small_library(tmp_path / "old"), folder)
    before = tree(folder)
    files = packs.small()
    del files["claim-reviews/ldn-mends-knees.json"]
    site.write(small_library(tmp_path / "new", files), folder)
    after = tree(folder)
    assert "v1/claim-reviews/ldn-mends-knees.json" in before
    assert "v1/claim-reviews/ldn-mends-knees.json" not in after
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("broken", ["write_bytes", "rename"])
def test_where_it_fails_half_way_the_former_export_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    folder = tmp_path / "site"
    site.write(small_library(tmp_path / "old"), folder)
    before = tree(folder)
    files = packs.small()
    files["terms/sham-knee.json"]["definition"] = "Another meaning."
    library = small_library(tmp_path / "new", files)
    working, calls = getattr(Path, broken), 0

    def full(path: Path, *arguments: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == {"write_bytes": 30, "rename": 2}[broken]:
            raise OSError(28, "No space left on device", str(path))
        return working(path, *arguments)

    monkeypatch.setattr(Path, broken, full)
    with pytest.raises(OSError, match="No space left") as told:
        site.write(library, folder)
    monkeypatch.undo()
    assert told.value.filename == str(folder)
    assert tree(folder) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    site.write(library, folder)
    assert tree(folder) != before


@pytest.mark.parametrize("foreign", ["notes.txt", "v1/conditions/notes.json"])
def test_a_folder_that_holds_anything_else_is_left_alone(tmp_path: Path, foreign: str) -> None:
    folder, library = tmp_path / "site", small_library(tmp_path)
    (folder / foreign).parent.mkdir(parents=True)
    (folder / foreign).write_text("mine")
    with pytest.raises(FileExistsError, match=foreign):
        site.write(library, folder)
    (folder / foreign).unlink()
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir()
    site.write(library, folder)
    (folder / foreign).write_text("mine")
    with pytest.raises(FileExistsError, match=foreign):
        site.write(library, folder)
    assert (folder / foreign).read_text() == "mine"


def test_a_file_is_no_folder_and_a_link_to_a_folder_stays_one(tmp_path: Path) -> None:
    library = small_library(tmp_path)
    (tmp_path / "file").write_text("mine")
    with pytest.raises(FileExistsError, match="is a file"):
        site.write(library, tmp_path / "file")
    (tmp_path / "release").mkdir()
    (tmp_path / "current").symlink_to(tmp_path / "release", target_is_directory=True)
    site.write(library, tmp_path / "current")
    assert (tmp_path / "current").is_symlink()
    assert (tmp_path / "release" / addresses.INDEX).is_file()


@pytest.mark.parametrize(
    "base", ["example.org", "javascript:alert(1)", "https://", 'https://a/"><script>', "https://a/?q", "", "https://a\n"]
)
def test_a_base_that_is_no_web_address_is_refused(tmp_path: Path, base: str) -> None:
    with pytest.raises(InvalidOption, match="is no http or https address"):
        site.write(small_library(tmp_path), tmp_path / "site", base=base)
    assert not (tmp_path / "site").exists()


# Other packs


def test_an_id_that_has_moved_still_answers_at_its_old_address(tmp_path: Path) -> None:
    built = dict(site.files(small_library(tmp_path)))
    moved = shapes.CompactCard.model_validate_json(built["v1/conditions/achy-knee.json"])
    assert moved.moved_to == ("condition/sore-knee",)
    assert built["v1/conditions/achy-knee.json"] == built["v1/retired/achy-knee.json"]


def test_an_id_takes_no_name_of_ours(tmp_path: Path) -> None:
    files = packs.small()
    for name in ("index", "files", "search", "packs", "openapi", "404", "about", "shared", "cards"):
        files[f"terms/{name}.json"] = {"kind": "term", "id": name, "title": f"The {name}", "definition": "A word."}
    library = small_library(tmp_path, files)
    addresses_written = [address for address, _ in site.files(library)]
    assert len(addresses_written) == len(set(addresses_written))
    assert {addresses.stable(reference) for reference in library.entries} <= set(addresses_written)
    assert set(FOLDERS.values()).isdisjoint({"cards", "shared"})


def test_a_pack_on_top_adds_its_entries_its_caveats_and_its_licence(tmp_path: Path) -> None:
    overlay = packs.overlay(packs.grave("stop-here", short="Mind the new thing."))
    library = small_library(tmp_path, packs.small(), overlay)
    built = dict(site.files(library))
    index = shapes.SiteIndex.model_validate_json(built[addresses.INDEX])
    assert len(index.packs) == 2
    for item in index.entries:
        if item.reference.startswith("caveat/"):  # a caveat brings no others
            continue
        assert "stop-here" in {each.id for each in shapes.LinkedCard.model_validate_json(built[item.card]).cautions}
