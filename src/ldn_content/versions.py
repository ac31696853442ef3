"""The three versions of this release, as literals: reading them loads nothing.

A test holds `__version__` against `pyproject.toml` and `CONTENT_VERSION` against `data/en/pack.json`.
"""

__version__ = "0.3.0"
SCHEMA_VERSION = "1.0"
CONTENT_VERSION = "2026.11.2"
