"""The documentation: its tables are those of the code, its examples run, its links lead somewhere."""

import doctest
import inspect
import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest

import ldn_content as ldn
from ldn_content import cli, errors
from ldn_content.check import pages
from ldn_content.schema import published

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "ldn_content"
PACKAGE = Path(ldn.__file__).parent  # elsewhere when the wheel is tested
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")])
BUILD: dict[str, Any] = runpy.run_path(str(DOCS / "build.py"))

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text(path), re.DOTALL | re.MULTILINE)


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory to be in, with the pack that the quick start shows in it."""
    files = re.findall(
        r"`(our-pack/[\w./-]+)`(?:(?!```).)*?```json\n(.*?)^```$", text(DOCS / "quick-start.md"), re.DOTALL | re.MULTILINE
    )
    for name, content in files:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", BUILD["PAGES"])
def test_tables_are_those_of_the_code(name: str) -> None:
    page = DOCS / name
    assert BUILD["filled"](text(page)) == text(page), "run: python docs/build.py"


def test_every_model_has_a_table() -> None:
    assert set(re.findall(r"<!-- fields (\w+) -->", text(DOCS / "model.md"))) == set(BUILD["models"]())


def test_schemas_say_what_the_docs_say() -> None:
    page = text(DOCS / "model.md")
    described = 0
    for schema in map(json.loads, published.read_all().values()):
        for model in [schema, *schema.get("$defs", {}).values()]:
            fields = {name: field for name, field in model.get("properties", {}).items() if name not in {"kind", "$schema"}}
            for name, field in fields.items():
                assert f"| `{name}` |" in page
                assert f"| {field['description']} |" in page
                described += 1
    assert described > 100


def test_every_exception_is_described() -> None:
    names = {name for name, item in vars(errors).items() if inspect.isclass(item) and issubclass(item, Exception)}
    assert names == set(re.findall(r"^\| `(\w+)` \| `\w+` \|", text(DOCS / "errors.md"), re.MULTILINE))


def test_every_code_is_listed_once_under_its_family() -> None:
    page = text(DOCS / "rules.md")
    assert re.findall(r"^\| \[(LDN\d{3})\]", page, re.MULTILINE) == sorted(pages.pages())
    assert re.findall(r"^## LDN(\d)xx: (.+)$", page, re.MULTILINE) == list(pages.FAMILIES.items())


@each_page
@pytest.mark.usefixtures("scratch")
def test_examples_run(page: Path) -> None:
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert result.failed == 0
    assert (result.attempted > 0) == ("```pycon" in text(page))


@each_page
@pytest.mark.usefixtures("scratch")
def test_commands_run(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line for block in blocks(page, "sh") for line in block.splitlines() if line.startswith("ldn-content")]
    for line in lines:
        command = line.partition("  #")[0].split()
        assert cli.main(command[1:]) == cli.CLEAN, line
        assert capsys.readouterr().out.strip(), line


def test_quick_start_pack_is_clean_and_its_fault_is_told(scratch: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clean, fault = blocks(DOCS / "quick-start.md", "text")
    assert cli.main(["validate", "our-pack"]) == cli.CLEAN
    assert capsys.readouterr().out == clean
    caveat = scratch / "our-pack" / "caveats" / "ask-our-pharmacist.json"
    caveat.write_text(text(caveat).replace("our-leaflet#ask-us", "our-leaflet#ask"), encoding="utf-8")
    assert cli.main(["validate", "our-pack"]) == cli.FINDINGS
    assert capsys.readouterr().out.splitlines()[0] == fault.strip()


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", text(page)):
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        target = PACKAGE / target.relative_to(SOURCE) if target.is_relative_to(SOURCE) else target
        assert target.is_file(), link
        headings = re.findall(r"^#+ (.+)$", text(target), re.MULTILINE) if anchor else []
        assert not anchor or anchor in {re.sub(r"[^\w -]", "", item.lower()).replace(" ", "-") for item in headings}, link


def test_versions_are_those_of_the_release() -> None:
    readme, changes, citation = (text(ROOT / name) for name in ("README.md", "CHANGELOG.md", "CITATION.cff"))
    for version, name in (
        (ldn.__version__, "__version__"),
        (ldn.SCHEMA_VERSION, "SCHEMA_VERSION"),
        (ldn.CONTENT_VERSION, "CONTENT_VERSION"),
    ):
        assert f"| {version} | `ldn.{name}` |" in readme
    assert f"\n## [{ldn.__version__}] - " in changes
    assert f'\nversion: "{ldn.__version__}"\n' in citation
    assert f"Schema {ldn.SCHEMA_VERSION}, content {ldn.CONTENT_VERSION}." in changes
    assert f'"schema_version": "{ldn.SCHEMA_VERSION}"' in text(DOCS / "quick-start.md")
