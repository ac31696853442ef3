"""The published schemas agree with the models, with the content, and with strict validators."""

from __future__ import annotations

import json
import re
import runpy
import shutil
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings

import ldn_content as ldn
import packs
from ldn_content.builtin import LIBRARY
from ldn_content.model import CLASSES, FOLDERS
from ldn_content.pack import built_in
from ldn_content.schema import generate, published
from strategies import entry_data

SCHEMAS: dict[str, Any] = {name: json.loads(text) for name, text in published.read_all().items()}
VALIDATORS = {name: jsonschema.Draft202012Validator(schema) for name, schema in SCHEMAS.items()}
HOME = Path(generate.__file__).parents[1] / "data" / "schema"
FILES = sorted(
    (kind, item.name)
    for kind, folder in FOLDERS.items()
    if built_in("en").joinpath(folder).is_dir()
    for item in built_in("en").joinpath(folder).iterdir()
)


def objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from objects(value)


def test_the_schemas_that_are_shipped_are_those_that_the_models_give() -> None:
    made, shipped = generate.schemas(), published.read_all()
    assert made.keys() == shipped.keys() == {*CLASSES, "pack", "card", "advisories"}
    for name, text in made.items():
        assert json.loads(text) == SCHEMAS[name], name
        assert text == shipped[name], name


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_and_names_its_version(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"] == f"urn:ldn-content:schema:{ldn.SCHEMA_VERSION}:{name}"
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_property_and_every_object_is_described(name: str) -> None:
    for node in [SCHEMAS[name], *SCHEMAS[name].get("$defs", {}).values()]:
        assert node["description"], node
        assert "\n\n" not in node["description"]
        for field, made in node.get("properties", {}).items():
            assert made.get("description"), field


@pytest.mark.parametrize("name", SCHEMAS)
def test_there_are_no_titles_and_no_discriminators(name: str) -> None:
    for node in objects(SCHEMAS[name]):
        assert not isinstance(node.get("title"), str)
        assert "discriminator" not in node
        if node.get("type") == "object":
            assert node["additionalProperties"] is False


@pytest.mark.parametrize("name", SCHEMAS)
def test_patterns_are_such_as_javascript_reads_too(name: str) -> None:
    """Ajv and check-jsonschema compile them in the Unicode mode of ECMAScript, which refuses to escape what needs none."""
    patterns = {node["pattern"] for node in objects(SCHEMAS[name]) if isinstance(node.get("pattern"), str)}
    assert patterns
    for pattern in patterns:
        assert set(re.findall(r"\\(.)", pattern)) <= set(r"dDsSwW\.^$*+?()[]{}|/"), pattern
        assert not re.search(r"\(\?(?!:)|[*+?}][+]", pattern), pattern


def test_what_is_computed_is_marked_and_has_no_default() -> None:
    assert "default" not in SCHEMAS["condition"]["$defs"]["Certainty"]["properties"]["level"]
    assert SCHEMAS["condition"]["$defs"]["Certainty"]["properties"]["level"]["readOnly"] is True
    assert SCHEMAS["card"]["properties"]["digest"]["readOnly"] is True


@pytest.mark.parametrize("kind", CLASSES)
def test_every_built_in_file_fits_the_schema_of_its_kind(kind: str) -> None:
    for _, name in (file for file in FILES if file[0] == kind):
        data = json.loads(built_in("en").joinpath(FOLDERS[kind], name).read_text(encoding="utf-8"))
        errors = [f"{name}: {error.json_path}: {error.message[:200]}" for error in VALIDATORS[kind].iter_errors(data)]
        assert errors == []


def test_the_manifest_fits_its_schema() -> None:
    VALIDATORS["pack"].validate(json.loads(built_in("en").joinpath("pack.json").read_text(encoding="utf-8")))
    VALIDATORS["pack"].validate(packs.manifest())


def test_cards_fit_their_schema(tmp_path: Path) -> None:
    small = packs.library(tmp_path)
    for card in [small.card(reference) for reference in small.entries]:
        VALIDATORS["card"].validate(card.model_dump(mode="json"))
    for reference in (
        "condition/fibromyalgia",
        "condition/fibromyalgia#pain",
        "substance/codeine",
        "question/does-ldn-help-lupus",
    ):
        VALIDATORS["card"].validate(json.loads(LIBRARY.card(reference).model_dump_json()))


@pytest.mark.parametrize("kind", CLASSES)
def test_what_the_models_accept_fits_the_schema_too(kind: str) -> None:
    @settings(deadline=None, max_examples=15)
    @given(entry_data(kind))
    def holds(data: dict[str, Any]) -> None:
        assert CLASSES[kind].model_validate(data)
        VALIDATORS[kind].validate({"$schema": "x", **data})

    holds()


@pytest.mark.parametrize(
    ("file", "field", "value"),
    [
        ("terms/dud.json", "definiton", "x"),
        ("terms/dud.json", "title", 5),
        ("terms/dud.json", "kind", "topic"),
        ("terms/dud.json", "id", "Dud"),
        ("conditions/sore-knee.json", "claims", []),
        ("conditions/sore-knee.json", "headline", None),
        ("caveats/opioids.json", "severity", "grave"),
        ("caveats/opioids.json", "short", "x" * 111),
        ("questions/does-it-help-knees.json", "answer", ["term/dud"]),
        ("sources/knee-trial.json", "year", 1800),
        ("pack.json", "schema_version", "latest"),
    ],
)
def test_a_wrong_file_does_not_fit(file: str, field: str, value: Any) -> None:
    data = packs.small()[file]
    kind = data["kind"]
    VALIDATORS[kind].validate(data)
    with pytest.raises(jsonschema.ValidationError):
        VALIDATORS[kind].validate({**data, field: value})


def test_schemas_are_written_for_other_tools(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "schemas"
    written = dict(published.write_all(folder))
    assert {Path(path).name for path in written} == {f"{name}.schema.json" for name in SCHEMAS}
    assert all(Path(path).read_text(encoding="utf-8") == text for path, text in written.items())


# released schemas never change


LISTED = published.sums((HOME / published.SUMS).read_text(encoding="utf-8"))


def test_released_schemas_have_not_changed() -> None:
    """Where this fails: put the files back and raise SCHEMA_VERSION. docs/versioning.md says what a step means."""
    there = {path.relative_to(HOME).as_posix(): sha256(path.read_bytes()).hexdigest() for path in HOME.glob("*/*")}
    released = {file.partition("/")[0] for file in LISTED}
    assert {file: digest for file, digest in there.items() if file.partition("/")[0] in released} == LISTED


def test_every_version_but_the_newest_is_released() -> None:
    assert published.versions()[-1] == ldn.SCHEMA_VERSION
    assert set(published.versions()) - {file.partition("/")[0] for file in LISTED} <= {ldn.SCHEMA_VERSION}


def run_generate(home: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    """Run the module as a program in a source tree whose schemas lie in `home`."""
    copy = home.parents[1] / "schema" / "generate.py"
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(generate.__file__, copy)
    monkeypatch.setattr(sys, "argv", ["generate", *arguments])
    runpy.run_path(str(copy), run_name="__main__")


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_generating_them_writes_them_into_the_source_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "ldn_content" / "data" / "schema"
    run_generate(home, monkeypatch)
    made = {f"{ldn.SCHEMA_VERSION}/{name}.schema.json": text.encode() for name, text in published.read_all().items()}
    assert files_in(home) == made
    run_generate(home, monkeypatch, "--freeze")
    lines = "".join(f"{sha256(data).hexdigest()}  {file}\n" for file, data in sorted(made.items()))
    assert files_in(home) == {**made, published.SUMS: lines.encode()}


def test_generating_them_never_changes_a_released_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "ldn_content" / "data" / "schema"
    shutil.copytree(HOME, home)
    for arguments in ((), ("--freeze",)):  # what is frozen may be made again
        run_generate(home, monkeypatch, *arguments)
        assert files_in(home) == files_in(HOME)
    was = (home / published.SUMS).read_text()
    line = next(line for line in was.splitlines() if f"{ldn.SCHEMA_VERSION}/term." in line)
    for changed in (was.replace(line, "0" * 64 + line[64:]), was.replace(f"{line}\n", "")):
        (home / published.SUMS).write_text(changed)
        before = files_in(home)
        for arguments in ((), ("--freeze",)):
            with pytest.raises(SystemExit, match=r"term\.schema\.json: raise SCHEMA_VERSION in src/ldn_content/versions\.py"):
                run_generate(home, monkeypatch, *arguments)
        assert files_in(home) == before


def test_a_new_version_is_frozen_beside_the_old_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(HOME, tmp_path / "schema")
    monkeypatch.setattr(generate, "SCHEMA_VERSION", "1.1")
    generate.write(tmp_path / "schema", freeze=True)
    old, new = (published.sums((home / published.SUMS).read_text()) for home in (HOME, tmp_path / "schema"))
    assert {file: new[file] for file in old} == old
    assert new.keys() - old.keys() == {f"1.1/{name}.schema.json" for name in SCHEMAS}
