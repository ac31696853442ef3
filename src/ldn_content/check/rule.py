"""What a rule is: a code that never changes, and a function that yields the problems of one entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ldn_content.edits import Edit
from ldn_content.model import AnyEntry, Claim, Review, Source
from ldn_content.model.base import FieldPath


class Problem(NamedTuple):
    """What is wrong at a field of an entry, and how to mend it.

    Attributes:
        path: the field.
        message: what is wrong and how to mend it.
        claim: the id of the claim that it stands in, if any.
        mended: the edits that `--fix` makes, where mending needs no judgement.
    """

    path: FieldPath
    message: str
    claim: str = ""
    mended: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """All that a rule may look at beside the entry itself.

    Attributes:
        entries: every entry that is loaded, by reference.
        sources: the sources among them, by id.
        as_of: the month (YYYY-MM) against which age is worked out.
        review: who has looked at the pack, and when; for entries without a review of their own.
    """

    entries: Mapping[str, AnyEntry]
    sources: Mapping[str, Source]
    as_of: str
    review: Review | None = None

    def rating(self, claim: Claim) -> Claim | None:
        """Return the claim that holds the rating of this claim's outcome, if it is rated."""
        if claim.same_as is None:
            return claim if claim.certainty is not None else None
        name, _, wanted = claim.same_as.partition("#")
        holder = self.entries.get(name)
        return next((item for item in getattr(holder, "claims", ()) if item.id == wanted and item.certainty), None)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of good content.

    Attributes:
        code: `LDN` and three digits; for ever.
        severity: `error` or `warning`.
        summary: what the rule asks for, in one sentence.
        check: yields the problems of one entry.
    """

    code: str
    severity: str
    summary: str
    check: Callable[[AnyEntry, Context], Iterator[Problem]]
