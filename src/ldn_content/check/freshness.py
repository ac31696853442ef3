"""Freshness: no month is in the future, and nothing is older than we can stand for. Ages are counted at `--as-of`.

The limits are ours. A search for studies, and a page that is rewritten in place, are stale sooner than a printed paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ldn_content.check.rule import Context, Problem, Rule
from ldn_content.links import claim_paths
from ldn_content.model import AnyEntry, Manifest, Review, Source
from ldn_content.model.base import FieldPath

REVIEW_MONTHS: Final = 36
"""How long a review of an entry holds."""
SEARCH_MONTHS: Final = 24
"""How long a search that found nothing holds."""
PAGE_MONTHS: Final = 24
"""How long the reading of a register, a product text or a web page holds: they change in place."""
PAPER_MONTHS: Final = 60
"""How long the reading of anything else holds: it may have been corrected or taken back."""
_IN_PLACE: Final = frozenset({"register", "label", "page"})


def months_between(earlier: str, later: str) -> int:
    """Return how many months lie between two months.

    >>> months_between("2025-11", "2026-12"), months_between("2026-12", "2026-11")
    (13, -1)
    """
    first, last = ((int(month[:4]), int(month[5:])) for month in (earlier, later))
    return 12 * (last[0] - first[0]) + last[1] - first[1]


def _months(entry: AnyEntry) -> Iterator[tuple[FieldPath, str, str]]:
    """Yield every month in an entry, with the claim that it stands in."""
    if entry.review is not None:
        yield ("review", "month"), entry.review.month, ""
    if isinstance(entry, Source):
        yield ("checked", "month"), entry.checked.month, ""
    yield from (((*path, "as_of"), claim.as_of, claim.id) for path, claim in claim_paths(entry) if claim.as_of is not None)


def _not_ahead(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    for path, month, claim in _months(entry):
        if month > context.as_of:
            yield Problem(path, _ahead(month, context.as_of), claim)


def _ahead(month: str, as_of: str) -> str:
    return f"{month} is later than {as_of}: give the month in which it was done"


def _manifest_not_ahead(manifest: Manifest, context: Context) -> Iterator[Problem]:
    if manifest.review.month > context.as_of:
        yield Problem(("review", "month"), _ahead(manifest.review.month, context.as_of))


def _reviewed(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    if entry.review is not None:
        yield from _overdue(entry.review, context)


def _overdue(review: Review, context: Context) -> Iterator[Problem]:
    age = months_between(review.month, context.as_of)
    if age > REVIEW_MONTHS:
        message = f"was looked at {age} months ago, and {REVIEW_MONTHS} is the longest: read it anew, and give the month"
        yield Problem(("review", "month"), message)


def _manifest_reviewed(manifest: Manifest, context: Context) -> Iterator[Problem]:
    return _overdue(manifest.review, context)


def _searched(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    for path, claim in claim_paths(entry):
        age = months_between(claim.as_of, context.as_of) if claim.as_of is not None else 0
        if age > SEARCH_MONTHS:
            message = f"was looked for {age} months ago, and {SEARCH_MONTHS} is the longest: look again, and give the month"
            yield Problem((*path, "as_of"), message, claim.id)


def _read(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    if not isinstance(entry, Source):
        return
    age = months_between(entry.checked.month, context.as_of)
    longest = PAGE_MONTHS if entry.checked.depth in _IN_PLACE else PAPER_MONTHS
    if age > longest:
        message = f"was read {age} months ago, and {longest} is the longest for what was read: read it anew, and give the month"
        yield Problem(("checked", "month"), message)


RULES = (
    Rule("LDN601", "error", "No month is in the future.", _not_ahead, _manifest_not_ahead),
    Rule("LDN602", "warning", f"A review is at most {REVIEW_MONTHS} months old.", _reviewed, _manifest_reviewed),
    Rule("LDN603", "warning", f"A search that found nothing is at most {SEARCH_MONTHS} months old.", _searched),
    Rule(
        "LDN604",
        "warning",
        f"A register, label or page was read in the last {PAGE_MONTHS} months, any other source in the last {PAPER_MONTHS}.",
        _read,
    ),
)
