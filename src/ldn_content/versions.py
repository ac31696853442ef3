"""The three versions of this release, as literals: reading them loads nothing.

A test holds `__version__` against `pyproject.toml` and `CONTENT_VERSION` against `data/en/pack.json`.
"""

__version__ = "0.4.0"
SCHEMA_VERSION = "1.0"
CONTENT_VERSION = "2026.11.2"


def version_numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, to be compared; what is no number counts as later than any.

    >>> version_numbers("0.9.0") == version_numbers("0.9") < version_numbers("0.10") < version_numbers("0.x")
    True
    """
    first, *rest = (int(part) if part.isdecimal() and len(part) < 10 else 10**9 for part in version.split("."))
    while rest and not rest[-1]:
        rest.pop()  # 0.9.0 is 0.9
    return first, *rest
