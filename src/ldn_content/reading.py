"""How one file is read with care: as JSON without surprises, then as an entry; and how its faults are told."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ldn_content.files import MAX_BYTES
from ldn_content.findings import Finding
from ldn_content.model import CLASSES, FOLDERS, AnyEntry
from ldn_content.model.base import WANTED, FieldPath, Refused
from ldn_content.positions import line_column, render_path, scan

M = TypeVar("M", bound=BaseModel)
_MOST = 100  # more of one file help nobody, and a million would take minutes


def read_object(raw: bytes, file: str, findings: list[Finding]) -> dict[str, Any] | None:
    """Return the object in a file without its `$schema` key, or None after noting why there is none.

    >>> found = []
    >>> read_object(b'{"id": "a", "id": "b"}', "terms/a.json", found), found[0].code
    (None, 'LDN002')
    """
    if len(raw) > MAX_BYTES:
        findings.append(_fault(file, "LDN005", f"is larger than {MAX_BYTES:,} bytes: split the entry"))
        return None
    if raw.startswith(codecs.BOM_UTF8):
        findings.append(_fault(file, "LDN003", "begins with a byte order mark: save the file as UTF-8 without one"))
        return None
    text = ""
    try:
        text = raw.decode("utf-8")
        data = _DECODER.decode(text)
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        message = f"byte {raw[error.start]:#04x} is not UTF-8: save the file as UTF-8"
        findings.append(_fault(file, "LDN003", message, line_column(before, len(before))))
    except json.JSONDecodeError as error:
        findings.append(
            _fault(file, "LDN001", f"is not JSON: {error.msg[:1].lower()}{error.msg[1:]}", (error.lineno, error.colno))
        )
    except _NotPlain as error:
        findings.append(_not_plain(text, file, error))
    except RecursionError:
        findings.append(_fault(file, "LDN001", "is nested too deeply to be an entry"))
    except ValueError as error:  # an integer of thousands of digits
        findings.append(_fault(file, "LDN001", f"holds a number that cannot be read: {error}"))
    else:
        if isinstance(data, dict):
            data.pop("$schema", None)  # for editors only
            return data
        findings.append(_fault(file, "LDN010", "holds no JSON object: an entry is one object"))
    return None


def read_entry(data: dict[str, Any], raw: bytes, kind: str, file: str, findings: list[Finding]) -> AnyEntry | None:
    """Return the entry that an object is, or None after noting why it is none."""
    stem = file.rpartition("/")[2].removesuffix(".json")
    reference = f"{kind}/{stem}"
    if data.get("kind") != kind:
        given = _short(data.get("kind"))
        message = f"kind is {given}, and a file in {FOLDERS[kind]}/ has the kind {kind!r}: mend it or move the file"
        findings.append(_at(raw, file, ("kind",), "LDN011", message, reference))
        return None
    if data.get("id") != stem:
        message = f"id is {_short(data.get('id'))} and the file is named {stem!r}: they are the same; mend one"
        findings.append(_at(raw, file, ("id",), "LDN007", message, reference))
        return None
    return validate(CLASSES[kind], data, raw, file, reference, findings)


def validate(model: type[M], data: dict[str, Any], raw: bytes, file: str, entry: str, findings: list[Finding]) -> M | None:
    """Return the model of an object, or None after noting every field that does not fit."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        findings.extend(_explain(error, data, raw.decode("utf-8"), file, entry))
        return None


class _NotPlain(ValueError):
    """Something that Python's JSON reader would let pass."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise _NotPlain("twice")
    return result


def _no_constant(name: str) -> None:
    raise _NotPlain(name)


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_constant)


def _not_plain(text: str, file: str, error: _NotPlain) -> Finding:
    positions = scan(text)
    if positions.twice:
        path, offset = positions.twice[0]
        message = f"the key {path[-1]!r} stands twice in the same object: remove one, or nobody knows which holds"
        return _fault(file, "LDN002", message, line_column(text, offset), render_path(path))
    places = ((path, offset) for path, offset in positions.offsets.items() if text.startswith(error.args[0], offset))
    path, offset = next(places, ((), 0))
    message = f"{error.args[0]} is not a number in JSON: give a finite number, or leave the field out"
    return _fault(file, "LDN004", message, line_column(text, offset), render_path(path))


def _fault(file: str, code: str, message: str, place: tuple[int, int] = (1, 1), field: str = "", entry: str = "") -> Finding:
    return Finding(file, *place, code, "error", message, entry, field)


def _at(raw: bytes, file: str, path: FieldPath, code: str, message: str, entry: str) -> Finding:
    place = scan(raw.decode("utf-8")).line_column(path)
    return _fault(file, code, message, place, render_path(path), entry)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"


def _explain(error: ValidationError, data: dict[str, Any], text: str, file: str, entry: str) -> Iterator[Finding]:
    """Yield Pydantic's errors as findings at their places."""
    positions = scan(text)
    for item in error.errors(include_url=False)[:_MOST]:
        if item["type"] == "too_short" and len(item["input"]) >= item["ctx"]["min_length"]:
            continue  # it counts what was valid: its items are told themselves
        cause = item.get("ctx", {}).get("error")
        path = (*_real_path(item, data), *(cause.path if isinstance(cause, Refused) else ()))
        yield _fault(file, "LDN010", _wording(item, path), positions.line_column(path), render_path(path), entry)
    if error.error_count() > _MOST:
        yield _fault(file, "LDN010", f"has {error.error_count() - _MOST:,} more such faults: mend these first", entry=entry)


def _real_path(item: Any, data: Any) -> FieldPath:
    """Leave out the parts of Pydantic's place that are not in the data, such as the tag of a union; a missing field stays."""
    path: list[str | int] = []
    here = data
    missing = len(item["loc"]) - 1 if item["type"] == "missing" else None
    for position, part in enumerate(item["loc"]):
        if isinstance(here, dict) and (part in here or position == missing):
            path.append(part)
            here = here.get(part)
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            path.append(part)
            here = here[part]
    return tuple(path)


def _wording(item: Any, path: FieldPath) -> str:
    kind, message = item["type"], item["msg"].removeprefix("Value error, ")
    name = render_path(path) or "the entry"
    if kind == "missing":
        return f"{name} is missing: add it"
    if kind == "extra_forbidden":
        return f"{name} is not a field here: remove or rename it"
    if kind == "tuple_type":
        message = "must be a list, in square brackets"
    elif kind == "string_pattern_mismatch":
        message = f"must be {WANTED.get(item['ctx']['pattern']) or message}"
    given = repr(item["input"])
    shown = f" (found {given})" if len(given) <= 60 else ""
    return f"{name}: {message[:1].lower()}{message[1:]}{shown}"
