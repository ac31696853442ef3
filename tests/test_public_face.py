"""What `import ldn_content as ldn` gives, and what it costs."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import ldn_content as ldn
from ldn_content.pack import built_in

ROOT = Path(__file__).parents[1]
HOME = str(Path(ldn.__file__).parents[1])


def python(code: str, *options: str) -> str:
    """What a fresh interpreter prints that sees this package."""
    start = f"import sys; sys.path[:0] = [{HOME!r}]\n"
    return subprocess.run([sys.executable, *options, "-c", start + code], capture_output=True, text=True, check=True).stdout


def test_importing_it_loads_nothing_but_itself() -> None:
    before = set(json.loads(python("import json; print(json.dumps(sorted(sys.modules)))", "-I")))
    code = (
        "before = set(sys.modules); import ldn_content; after = set(sys.modules) - before; import json; "
        "print(json.dumps(sorted(after)))"
    )
    loaded = set(json.loads(python(code, "-I"))) - before
    assert {name for name in loaded if name.partition(".")[0] != "ldn_content"} == set()
    assert loaded <= {"ldn_content", "ldn_content.versions"}


def test_versions_and_errors_need_no_pydantic() -> None:
    used = "ldn.__version__, ldn.UnknownEntry, ldn.InvalidPack, dir(ldn)"
    code = f"import ldn_content as ldn; {used}; print('pydantic' in sys.modules)"
    assert python(code).strip() == "False"


def test_every_name_is_listed_and_resolves() -> None:
    assert dir(ldn) == sorted(ldn.__all__)
    assert len(set(ldn.__all__)) == len(ldn.__all__)
    for name in ldn.__all__:
        assert getattr(ldn, name) is getattr(ldn, name)
    listed = {name for names in ldn._HOMES.values() for name in names} | {"__version__", "SCHEMA_VERSION", "CONTENT_VERSION"}
    assert listed == set(ldn.__all__)


def test_every_name_of_the_design_is_there() -> None:
    wanted = (
        "topics conditions caveats questions claim_reviews terms substances sources find lookup card page search Library Card "
        "LdnContentError UnknownEntry InvalidPack UnsupportedSchema CorruptData __version__ SCHEMA_VERSION CONTENT_VERSION"
    )
    assert set(wanted.split()) <= set(ldn.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'ldn_content' has no attribute 'cures'"):
        ldn.cures  # noqa: B018  # type: ignore[attr-defined]
    assert not hasattr(ldn, "__path_of_nothing__")


def test_everything_may_be_imported_at_once() -> None:
    code = "from ldn_content import *; print(card('condition/fibromyalgia').reference, len(conditions) > 0, SCHEMA_VERSION)"
    assert python(code).split() == ["condition/fibromyalgia", "True", ldn.SCHEMA_VERSION]


def test_a_name_is_a_plain_attribute_after_its_first_use() -> None:
    assert python("import ldn_content as l; a = 'page' in vars(l); l.page; print(a, 'page' in vars(l))").split() == [
        "False",
        "True",
    ]


def test_the_versions_are_those_of_the_project_and_of_the_content() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == ldn.__version__
    manifest = json.loads(built_in("en").joinpath("pack.json").read_text(encoding="utf-8"))
    assert (manifest["content_version"], manifest["schema_version"]) == (ldn.CONTENT_VERSION, ldn.SCHEMA_VERSION)
    assert (manifest["id"], manifest["language"], manifest["publisher"]) == ("ldn-content", "en", "The ldn-content project")


def test_the_built_in_library_is_one_and_the_same() -> None:
    from ldn_content.builtin import LIBRARY

    assert ldn.conditions is LIBRARY.conditions
    assert ldn.entry("condition/fibromyalgia") is ldn.conditions["fibromyalgia"]
    assert ldn.claim("condition/fibromyalgia#pain") is ldn.conditions["fibromyalgia"].headline_claim
    assert ldn.card("condition/fibromyalgia") == LIBRARY.card(ldn.conditions["fibromyalgia"])
    assert [match.entry.id for match in ldn.lookup("fibromyalgia")] == ["fibromyalgia"]
    assert ldn.search("fibromyalgia", limit=1)[0].reference == "condition/fibromyalgia"


def test_every_error_is_one_of_this_library() -> None:
    for name in ("UnknownEntry", "UnknownLanguage", "UnsupportedSchema", "CorruptData", "FormTooLong", "InvalidPack"):
        assert issubclass(getattr(ldn, name), ldn.LdnContentError)
    assert issubclass(ldn.UnknownEntry, KeyError)


def test_every_module_can_be_imported_first() -> None:
    """No module needs another to have been imported before it."""
    names = [
        ".".join(path.relative_to(HOME).with_suffix("").parts)
        for path in sorted(Path(ldn.__file__).parent.rglob("*.py"))
        if path.name not in {"__init__.py", "__main__.py"} and path.stem.isidentifier()  # a hook of PyInstaller is none
    ]
    code = (
        "import sys, pydantic\n"
        f"for name in {names!r}:\n"
        "    for loaded in [item for item in sys.modules if item.partition('.')[0] == 'ldn_content']: del sys.modules[loaded]\n"
        "    try: __import__(name)\n"
        "    except Exception as error: print(name, repr(error))\n"
    )
    assert len(names) > 50
    assert python(code) == ""
