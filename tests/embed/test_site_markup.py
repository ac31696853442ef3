"""The Nu HTML checker on every page of the site, and on its style sheets."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ldn_content.export import site
from ldn_content.library import Library

MODULES = os.environ.get("LDN_CONTENT_NODE_MODULES")
CHECKER = Path(MODULES or ".") / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.mark.skipif(not MODULES, reason="LDN_CONTENT_NODE_MODULES names no node_modules with vnu-jar")
def test_the_checker_finds_no_error_on_any_page(tmp_path: Path) -> None:
    java = shutil.which("java")
    if java is None:
        pytest.skip("there is no Java")
    site.write(Library.load(), tmp_path / "site")
    command = [java, "-Xss4m", "-jar", str(CHECKER), "--errors-only", "--format", "gnu"]
    styles = [str(path) for path in (tmp_path / "site").glob("*.css")]
    for files in (["--skip-non-html", str(tmp_path / "site")], ["--css", *styles]):
        checked = subprocess.run([*command, *files], capture_output=True, text=True, check=False, timeout=300)
        assert (checked.stdout, checked.stderr, checked.returncode) == ("", "", 0)
    (tmp_path / "site" / "index.html").write_text("<p>no doctype<div></p>", encoding="utf-8")
    spoilt = subprocess.run(
        [*command, str(tmp_path / "site" / "index.html")], capture_output=True, text=True, check=False, timeout=60
    )
    assert spoilt.returncode == 1
