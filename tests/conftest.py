"""How the tests run: the same examples in CI every time, new ones on a developer's machine. What several of them share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from bench import Bench

settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("developer", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "developer")

pytest_plugins = ["pytester"]  # runs of pytest within a test


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Return the built-in pack, to be spoilt and mended again, one defect after the other."""
    from bench import Bench

    return Bench(tmp_path_factory.mktemp("defects") / "pack")


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Fill the disk as soon as a file of a name is written."""

    def fill(name: str) -> None:
        replace = Path.replace

        def full(path: Path, target: Path) -> Path:
            if target.name == name:
                raise OSError(28, "No space left on device")
            return replace(path, target)

        monkeypatch.setattr(Path, "replace", full)

    return fill
