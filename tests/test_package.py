"""What is shipped, and that it explains itself."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import ldn_content as ldn
from ldn_content.audit import RULES as FRAGMENT_RULES
from ldn_content.check import RULES

HOME = Path(ldn.__file__).parent
MODULES = sorted(
    ".".join(("ldn_content", *path.relative_to(HOME).with_suffix("").parts)).removesuffix(".__init__")
    for path in HOME.rglob("*.py")
)


def public(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """The functions and classes that a module defines, with the methods of these."""
    for name, item in vars(module).items():
        if name.startswith("_") or getattr(item, "__module__", None) != module.__name__:
            continue
        is_class = isinstance(item, type) and "__get_pydantic_core_schema__" not in vars(item)  # kinds of text are made
        if inspect.isfunction(item) or is_class:
            yield name, item
        if is_class:
            for key, member in vars(item).items():
                made = member.__func__ if isinstance(member, classmethod | staticmethod) else member
                own = getattr(made.fget if isinstance(made, property) else made, "__module__", "") == module.__name__
                if (
                    not getattr(made, "__name__", key).startswith("_")
                    and not key.startswith("_")
                    and (inspect.isfunction(made) or isinstance(made, property))
                    and own
                ):
                    yield f"{name}.{key}", made


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith("__main__")])
def test_everything_public_says_what_it_is(name: str) -> None:
    module = importlib.import_module(name)
    source = Path(module.__file__ or "").read_text(encoding="utf-8")
    assert module.__doc__ or not source.strip()
    for item, made in public(module):
        own = made.__dict__.get("__doc__") if inspect.isclass(made) else made.__doc__
        assert own, f"{name}.{item}"
        assert own.strip().splitlines()[0].strip()


def test_no_module_is_longer_than_400_lines() -> None:
    assert {
        str(path.relative_to(HOME)) for path in HOME.rglob("*.py") if len(path.read_text(encoding="utf-8").splitlines()) > 400
    } == set()


def test_no_room_is_named_after_nothing() -> None:
    assert not {name.rpartition(".")[2] for name in MODULES} & {"utils", "helpers", "common", "manager", "misc"}


def test_type_checkers_are_told_of_the_types() -> None:
    assert (HOME / "py.typed").is_file()


def test_the_schemas_and_the_content_are_shipped() -> None:
    assert (HOME / "data" / "schema" / ldn.SCHEMA_VERSION / "card.schema.json").is_file()
    assert (HOME / "data" / "en" / "pack.json").is_file()


def test_every_code_of_a_finding_is_of_one_kind_only() -> None:
    """A code never means two things: one rule has it, or one module tells of it."""
    assert not RULES.keys() & FRAGMENT_RULES.keys()
    rules = {*RULES, *FRAGMENT_RULES}
    seen: dict[str, set[str]] = {}
    for path in (item for item in HOME.rglob("*.py") if item.stem not in {"mending", "selection"}):  # they know codes of others
        told = re.findall(r'^(?! *>>>)[^#\n]*"(LDN[0-9]{3})"', path.read_text(encoding="utf-8"), re.MULTILINE)
        for code in set(told) - rules:
            seen.setdefault(code, set()).add(path.stem)
    shared = {code: homes for code, homes in seen.items() if len(homes) > 1}
    assert set(shared) <= {"LDN010", "LDN006", "LDN008", "LDN009"}, shared


def test_an_installed_release_has_the_same_version() -> None:
    try:
        installed = version("ldn-content")
    except PackageNotFoundError:
        pytest.skip("not installed; run from the source tree")
    assert installed == ldn.__version__
