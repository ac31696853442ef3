"""What PyInstaller is told; `.ci/frozen.py` freezes a program with it and runs that."""

from __future__ import annotations

import importlib
import importlib.util
import runpy
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest

import ldn_content as ldn

HOME = Path(ldn.__file__).parent


@pytest.fixture
def hook() -> dict[str, Any]:
    """The hook, found as PyInstaller finds it: by the entry point, in one of the folders, by the name of the package."""
    try:
        (entry_point,) = distribution("ldn-content").entry_points.select(group="pyinstaller40")
    except PackageNotFoundError:
        pytest.skip("not installed; run from the source tree")
    (path,) = (Path(folder) / "hook-ldn_content.py" for folder in entry_point.load()())
    return runpy.run_path(str(path))


def test_all_data_go_where_the_package_looks_for_them(hook: dict[str, Any]) -> None:
    ((source, target),) = hook["datas"]
    assert (Path(source), target) == (HOME / "data", "ldn_content/data")
    files = {path for path in HOME.rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}}
    assert {path for path in files if HOME / "data" not in path.parents} == {HOME / "py.typed"}


def test_every_module_behind_a_public_name_is_named(hook: dict[str, Any]) -> None:
    for name in set(ldn.__all__) - {"__version__", "SCHEMA_VERSION", "CONTENT_VERSION"}:
        assert any(getattr(importlib.import_module(home), name, None) is getattr(ldn, name) for home in hook["hiddenimports"])
    assert all(importlib.util.find_spec(home) for home in hook["hiddenimports"])
