"""What validation found, as SARIF 2.1.0: for code scanning of GitHub and others, and for editors."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Any, Final
from urllib.parse import quote

from ldn_content.check.pages import Page, pages
from ldn_content.check.report import Report, dump
from ldn_content.findings import Finding
from ldn_content.inert import printable
from ldn_content.versions import __version__

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_ROOT: Final = "%SRCROOT%"
_PLACES: Final = re.compile(r"\[\d+\]")
Json = dict[str, Any]


def to_sarif(reports: Iterable[Report], exit_code: int, base: Path | None = None, unreadable: Sequence[str] = ()) -> str:
    """Return a log with one run.

    A result's fingerprint holds when lines or items of lists move: it is made of file, code, entry, field and message.

    Args:
        reports: one a pack.
        exit_code: of the whole command.
        base: what paths are relative to: the root of the checkout; the current directory without it.
        unreadable: what was said of packs that could not be read.
    """
    base = base or Path.cwd()
    codes = {code: place for place, code in enumerate(pages())}
    run = {
        "tool": {"driver": _driver()},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(exit_code, unreadable)],
        "results": list(_results(reports, base, codes)),
    }
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver() -> Json:
    rules = [_rule(page) for page in pages().values()]
    return {"name": "ldn-content", "version": __version__, "semanticVersion": __version__, "rules": rules}


def _rule(page: Page) -> Json:
    why = page.text.partition(f" · {page.family}\n")[2].partition("\n## ")[0].strip()
    return {
        "id": page.code,
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": why or page.summary},
        "help": {"text": page.text, "markdown": page.text},
        "helpUri": f"urn:ldn-content:rule:{page.code}",
        "defaultConfiguration": {"level": page.severity},
        "properties": {"tags": [page.family]},
    }


def _invocation(exit_code: int, unreadable: Sequence[str]) -> Json:
    notes = [{"level": "error", "message": {"text": printable(text)}} for text in unreadable]
    return {
        "executionSuccessful": exit_code in {0, 1},
        "exitCode": exit_code,
        **({"toolExecutionNotifications": notes} if notes else {}),
    }


def _results(reports: Iterable[Report], base: Path, codes: dict[str, int]) -> Iterator[Json]:
    seen: Counter[str] = Counter()
    for report in reports:
        for finding in report.findings:
            path = report.path(finding, base)
            mark = _fingerprint(finding, path)
            seen[mark] += 1
            yield {
                "ruleId": finding.code,
                **({"ruleIndex": codes[finding.code]} if finding.code in codes else {}),
                "level": "error" if finding.severity == "error" else "warning",
                "message": {"text": printable(finding.message)},
                "locations": [_location(finding, path)],
                "partialFingerprints": {"finding/v1": f"{mark}:{seen[mark]}"},
            }


def _location(finding: Finding, path: str) -> Json:
    place: Json = {
        "physicalLocation": {
            "artifactLocation": _artifact(path),
            "region": {"startLine": finding.line, "startColumn": finding.column},
        }
    }
    if finding.entry:
        name = printable(finding.entry)
        place["logicalLocations"] = [{"fullyQualifiedName": name, "name": re.split("[/#]", name)[-1], "kind": "object"}]
    return place


def _artifact(path: str) -> Json:
    """Return where a file is: relative to the root of the checkout where it is below that."""
    if PurePath(path).is_absolute():
        return {"uri": f"file://{'' if path.startswith('/') else '/'}{_quoted(path)}"}
    return {"uri": _quoted(path), "uriBaseId": _ROOT}


def _quoted(path: str) -> str:
    """Return a path as a part of a URI; bytes of a name that are no UTF-8 stand as they are on disk."""
    try:
        return quote(path, safe="/", errors="surrogateescape")
    except UnicodeEncodeError:  # half a character, as Windows allows
        return quote(path, safe="/", errors="surrogatepass")


def _fingerprint(finding: Finding, path: str) -> str:
    parts = (path, finding.code, finding.entry, _PLACES.sub("", finding.field), finding.message)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
