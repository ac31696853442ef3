"""A fault in a pack, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from ldn_content.inert import inert


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault in a pack.

    Attributes:
        file: path inside the pack, or of the pack itself.
        line, column: 1-based, in characters; 1:1 where the fault is the file's.
        code: the rule, `LDN` and three digits.
        severity: `error` or `warning`.
        message: what is wrong, what was expected and how to mend it.
        entry: `kind/id` (or `kind/id#claim`) where known, else empty.
        field: the path of the field, such as `claims[0].certainty`; empty for the file.

    >>> str(Finding("terms/dose.json", 3, 7, "LDN010", "error", "'id' is missing: add it"))
    "terms/dose.json:3:7: LDN010 'id' is missing: add it"
    """

    file: str
    line: int
    column: int
    code: str
    severity: str
    message: str
    entry: str = ""
    field: str = ""

    def __str__(self) -> str:
        mark = "" if self.severity == "error" else f"[{self.severity}] "
        return inert(f"{self.file}:{self.line}:{self.column}: {self.code} {mark}{self.message}")
