#!/usr/bin/env python3
"""Writes the bill of materials that travels in the wheel (PEP 770), as CycloneDX: `python .ci/sbom.py`.

It says what `pyproject.toml` says, for tools that read nothing else: the package bundles no other software, its content is
data under a licence of its own, and what it needs is installed beside it. It has no time and no serial number, so that a release
can be built again with the same bytes.
"""

from __future__ import annotations

import json
import re
import runpy
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FILE = ROOT / ".ci" / "ldn-content.cdx.json"


def main() -> None:
    """Write the file; a test holds it against `pyproject.toml`."""
    FILE.write_text(json.dumps(bill(), indent=2) + "\n", encoding="utf-8", newline="\n")


def bill() -> dict[str, Any]:
    """Return the bill of materials of this checkout."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    content = runpy.run_path(str(ROOT / "src" / "ldn_content" / "versions.py"))["CONTENT_VERSION"]
    reference = f"pkg:pypi/{project['name']}@{project['version']}"
    needed = [needs(requirement) for requirement in project["dependencies"]]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.7.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.7",
        "version": 1,
        "metadata": {
            "lifecycles": [{"phase": "pre-build"}],
            "component": {
                "type": "library",
                "bom-ref": reference,
                "name": project["name"],
                "version": project["version"],
                "description": project["description"],
                "licenses": [{"expression": project["license"]}],
                "purl": reference,
                "components": [
                    {
                        "type": "data",
                        "bom-ref": "content",
                        "name": "content",
                        "version": content,
                        "description": "The built-in pack: written for this package, and no software.",
                        "licenses": [{"license": {"id": "CC-BY-4.0"}}],
                    }
                ],
            },
        },
        "components": needed,
        "dependencies": [
            {"ref": reference, "dependsOn": [item["bom-ref"] for item in needed]},
            *({"ref": item["bom-ref"]} for item in needed),
        ],
        "compositions": [
            {"aggregate": "complete", "assemblies": [reference]},
            {"aggregate": "incomplete", "dependencies": [item["bom-ref"] for item in needed]},
        ],
    }


def needs(requirement: str) -> dict[str, Any]:
    """Return a requirement as a component that is installed beside the package and is no part of it.

    >>> needs("pydantic>=2.11,<3")["versionRange"]
    'vers:pypi/>=2.11|<3'
    """
    name, versions = re.findall(r"^([\w.-]+?)\s*([<>=!~].*)$", requirement)[0]
    return {
        "type": "library",
        "bom-ref": f"pkg:pypi/{name}",
        "name": name,
        "isExternal": True,
        "versionRange": "vers:pypi/" + "|".join(part.strip() for part in versions.split(",")),
        "scope": "required",
        "purl": f"pkg:pypi/{name}",
    }


if __name__ == "__main__":
    main()
